/** One timer of a node for whatever is due next. */
import type { MonotonicMs } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';

type Deps = {
  readonly clock: Clock;
  /** When something is due at the latest. */
  readonly nextDeadline: () => MonotonicMs;
  /** It is due. */
  readonly onDue: () => void;
};

export class WakeTimer {
  readonly #deps: Deps;
  #timer: Timer | undefined;
  #dueAt = Number.POSITIVE_INFINITY;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Sees to it that the node wakes at its next deadline. To be called after whatever may bring that forward. */
  arm(): void {
    const { clock, nextDeadline, onDue } = this.#deps;
    const dueAt = nextDeadline();
    // A timer that is armed for an earlier moment is left alone: its turn arms the next one.
    if (dueAt >= this.#dueAt) return;
    this.#timer?.cancel();
    this.#dueAt = dueAt;
    this.#timer = clock.after(Math.max(0, dueAt - clock.monotonic()), () => {
      this.#dueAt = Number.POSITIVE_INFINITY;
      // Each message of a leader moves a follower's deadline on: most of the time nothing is due any more.
      if (nextDeadline() > clock.monotonic()) this.arm();
      else onDue();
    });
  }

  cancel(): void {
    this.#timer?.cancel();
  }
}
