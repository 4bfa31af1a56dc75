/**
 * Reads that wait until this node has applied up to an index. Each belongs to a call in flight, so there are at most
 * `callsInFlightMax` of them, and each is gone at the deadline of its call.
 */
import type { LogIndex, MonotonicMs } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';

type Waiter = {
  readonly index: LogIndex;
  readonly timer: Timer;
  readonly settle: (isApplied: boolean) => void;
};

export class AppliedWaiters {
  readonly #clock: Clock;
  readonly #waiters = new Set<Waiter>();

  constructor(deps: { readonly clock: Clock }) {
    this.#clock = deps.clock;
  }

  get size(): number {
    return this.#waiters.size;
  }

  /** Settles with true when `onApplied` tells of `index`, and with false at `deadline` or when the node stops. */
  async wait(index: LogIndex, deadline: MonotonicMs): Promise<boolean> {
    return await new Promise((resolve) => {
      const delayMs = Math.max(0, deadline - this.#clock.monotonic());
      const timer = this.#clock.after(delayMs, () => {
        this.#waiters.delete(waiter);
        resolve(false);
      });
      const waiter: Waiter = { index, timer, settle: resolve };
      this.#waiters.add(waiter);
    });
  }

  /** Everything up to `index` is visible to reads. */
  onApplied(index: LogIndex): void {
    for (const waiter of this.#waiters) if (waiter.index <= index) this.#settle(waiter, true);
  }

  stop(): void {
    for (const waiter of this.#waiters) this.#settle(waiter, false);
  }

  #settle(waiter: Waiter, isApplied: boolean): void {
    this.#waiters.delete(waiter);
    waiter.timer.cancel();
    waiter.settle(isApplied);
  }
}
