/**
 * Answers reads from the state of this node, as soon as it meets what their callers demand.
 *
 *   strong     under a permit, which is confirmed after the value was read and before it is given out (rule Q-6);
 *              on a leader with a lease that is one synchronous step
 *   eventual   at once, or when the least versionstamp is applied
 *   bounded    at once if the state is known to be young enough (rule 9.5); its age is taken after the value was
 *              read, for the same reason as above. Else like a strong read, which no bound can exceed
 *
 * None is answered from a state that is known to be wrong (rule H-2). A node that has lost its state answers when a
 * snapshot has brought it another (S-12).
 */
import type { MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { DivergedError, NoLeaderError, TooStaleError } from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import type { ReadDemand } from './read-demand.ts';

/** How to read once. `read` takes one turn of the event loop; `discard` gets what must not be given out. */
export type Reading<T> = {
  readonly read: () => T;
  readonly discard?: (result: T) => void;
};

/** What was read, and how old it may have been then; undefined if nobody knows. Never negative. */
export type Dated<T> = { readonly result: T; readonly stalenessMs: number | undefined };

/** Permits that are tried for one read before it is given up; each costs a round of the cluster. */
const permitAttemptsMax = 10;

export class LocalReads {
  readonly #gateway: Gateway;
  readonly #clock: Clock;

  constructor(deps: { readonly gateway: Gateway; readonly clock: Clock }) {
    this.#gateway = deps.gateway;
    this.#clock = deps.clock;
  }

  /** Present at once where that is possible. Throws, or rejects with, a `KvorumError`. */
  run<T>(
    demand: ReadDemand,
    deadline: MonotonicMs,
    reading: Reading<T>,
  ): Dated<T> | Promise<Dated<T>> {
    if (demand.kind === 'strong') return this.#strong(deadline, reading);
    const { atLeast, maxStalenessMs } = demand;
    if (atLeast === undefined || this.#gateway.state.appliedIndex >= atLeast) {
      return this.#eventual(maxStalenessMs, deadline, reading);
    }
    return this.#gateway.whenApplied(atLeast, { deadline }).then((isApplied) => {
      if (!isApplied) throw TooStaleError.notApplied(this.#gateway.state.appliedIndex, atLeast);
      return this.#eventual(maxStalenessMs, deadline, reading);
    });
  }

  #eventual<T>(
    maxStalenessMs: number | undefined,
    deadline: MonotonicMs,
    reading: Reading<T>,
  ): Dated<T> | Promise<Dated<T>> {
    if (this.#gateway.isFenced) throw new DivergedError();
    if (this.#gateway.lacksState) return this.#confirmed(deadline, reading);
    const result = reading.read();
    const stalenessMs = this.#gateway.ageMs();
    if (maxStalenessMs === undefined) return { result, stalenessMs };
    if (stalenessMs !== undefined && stalenessMs <= maxStalenessMs) return { result, stalenessMs };
    reading.discard?.(result);
    return this.#confirmed(deadline, reading).catch((error: unknown) => {
      if (!(error instanceof NoLeaderError)) throw error;
      throw TooStaleError.tooOld(this.#gateway.ageMs(), maxStalenessMs);
    });
  }

  #strong<T>(deadline: MonotonicMs, reading: Reading<T>): Dated<T> | Promise<Dated<T>> {
    const permit = this.#gateway.tryLeaseRead();
    if (permit !== undefined) {
      const result = reading.read();
      if (permit.confirm()) return { result, stalenessMs: 0 };
      reading.discard?.(result);
    }
    return this.#confirmed(deadline, reading);
  }

  async #confirmed<T>(deadline: MonotonicMs, reading: Reading<T>): Promise<Dated<T>> {
    for (let attempt = 0; attempt < permitAttemptsMax; attempt++) {
      const permit = await this.#gateway.readBarrier({ deadline });
      const result = reading.read();
      if (permit.confirm()) return { result, stalenessMs: 0 };
      reading.discard?.(result);
      if (this.#clock.monotonic() >= deadline) break;
    }
    throw new NoLeaderError();
  }
}
