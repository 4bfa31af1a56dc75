/** What a node makes of its two clocks: stamps for entries, and the suspicion that it stood still. */
import type { MonotonicMs, WallMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';

/** A wall clock that ran this much ahead of the monotonic one, in ms, hints at a suspended host (T-4). */
const jumpToleranceMs = 50;

export class NodeClock {
  readonly #clock: Clock;
  #offset: number;

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#offset = clock.wall() - clock.monotonic();
  }

  monotonic(): MonotonicMs {
    return this.#clock.monotonic();
  }

  /** The wall clock for entries that this node appends. It may go back; the core does not let time do so (N-2). */
  stamp(): WallMs {
    return this.#clock.wall();
  }

  /**
   * By how many ms the wall clock ran ahead of the monotonic one since the last call, if by more than is tolerated:
   * then the monotonic one may have stood still (T-4). To be called in every turn.
   */
  takeJumpMs(): number | undefined {
    const offset = this.#clock.wall() - this.#clock.monotonic();
    const jumpMs = offset - this.#offset;
    this.#offset = offset;
    return jumpMs > jumpToleranceMs ? jumpMs : undefined;
  }
}
