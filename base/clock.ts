/**
 * Time as a capability. Nothing outside cmd/system.ts reads a clock or arms a timer (rule T-1), so
 * that tests and the simulator decide what time it is.
 */
import type { MonotonicMs, WallMs } from './brand.ts';

/** A timer that was armed. Cancelling twice, or after it fired, does nothing. */
export interface Timer {
  cancel(): void;
}

export interface Clock {
  /** Monotonic time, sampled now: never a cached event-loop time. */
  monotonic(): MonotonicMs;
  /** Wall time, sampled now. It may jump in both directions. */
  wall(): WallMs;
  /** Calls `callback` once, `delayMs` (0 or more) from now at the earliest. */
  after(delayMs: number, callback: () => void): Timer;
  /** Calls `callback` once, after the input and output that is ready now has been handled. */
  soon(callback: () => void): void;
}
