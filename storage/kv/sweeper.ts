/**
 * Turns time that has passed into commands, while this node leads (rules X-4, N-3): without it an idle cluster
 * would never notice that something expired, since only entries move log time. It decides when to propose and
 * nothing else; what a sweep removes is decided where it is applied, by log time.
 *
 * A leader that was replaced without knowing it does no harm: the command carries its term, is appended only in
 * that term, and does nothing in an entry of another (rule X-7).
 */
import type { Term, WallMs } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { encodeCommand } from './command-codec.ts';

/** How often it is looked. Something that expires is gone at most this much later, and the time to commit. */
const lookIntervalMs = 1000;

export type SweeperDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** True if a sweep at this wall time would remove something. */
  readonly isDue: (wall: WallMs) => boolean;
  /** The term in which this node leads; undefined while it does not. */
  readonly leadingTerm: () => Term | undefined;
  /** Proposes a command in `term` only. `settle` is called once, when its fate is known, whatever that is. */
  readonly propose: (term: Term, command: Uint8Array, settle: () => void) => void;
};

export class Sweeper {
  readonly #deps: SweeperDeps;
  #timer: Timer | undefined;
  #stopped = false;

  static start(deps: SweeperDeps): Sweeper {
    return new Sweeper(deps);
  }

  private constructor(deps: SweeperDeps) {
    this.#deps = deps;
    this.#lookLater();
  }

  /** Proposes nothing any more. Calling twice is safe. */
  stop(): void {
    this.#stopped = true;
    this.#timer?.cancel();
  }

  #lookLater(): void {
    if (this.#stopped) return;
    this.#timer = this.#deps.clock.after(lookIntervalMs, () => {
      this.#look();
    });
  }

  /** The next look comes after the fate of a proposal is known, so there is never more than one. */
  #look(): void {
    const { clock, logger, isDue, leadingTerm, propose } = this.#deps;
    const term = leadingTerm();
    if (term === undefined || !isDue(clock.wall())) {
      this.#lookLater();
      return;
    }
    logger.debug({ term }, 'sweeping sessions');
    propose(term, encodeCommand({ kind: 'sweepSessions', term }), () => {
      this.#lookLater();
    });
  }
}
