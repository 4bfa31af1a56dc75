/**
 * Turns time that has passed into commands, while this node leads (rules X-4, N-3): without it an idle cluster
 * would never notice that something expired, since only entries move log time. What is left of dropped databases is removed in the
 * same way. It decides when to propose and nothing else; what a sweep removes is decided where it is applied.
 *
 * A leader that was replaced without knowing it does no harm: the command carries its term, is appended only in
 * that term, and does nothing in an entry of another (rule X-7).
 */
import type { Term, WallMs } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import type { Logger } from '../../base/logger.ts';
import { encodeCommand } from './command-codec.ts';
import type { InternalCommand } from './command.ts';

/**
 * After a proposal it is looked again, in case that it could not take everything, when as much time has passed as it
 * took, but no sooner than this and no later than usual: what falls due at once gets half of a node, not all of it.
 */
const restMsMin = 10;

export type SweeperOptions = {
  /** How often it is looked. Something that expires is gone at most this much later, and the time to commit. */
  readonly intervalMs: number;
};

/** Sessions are kept for seconds at least. */
export const sessionSweep: SweeperOptions = { intervalMs: 1000 };
/** Who drops a database waits for none of its keys. */
export const clearingSweep: SweeperOptions = { intervalMs: 1000 };
/** A tenth of the second within which an entry is promised to be gone. */
export const expirySweep: SweeperOptions = { intervalMs: 100 };

export type SweeperDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  /** What there is to propose at this wall time, if there is anything. */
  readonly findWork: (
    wall: WallMs,
    term: Term,
  ) => InternalCommand | undefined | Promise<InternalCommand | undefined>;
  /** The term in which this node leads; undefined while it does not. */
  readonly leadingTerm: () => Term | undefined;
  /** Proposes a command in `term` only. `settle` is called once, when its fate is known, whatever that is. */
  readonly propose: (term: Term, command: Uint8Array, settle: () => void) => void;
  /** Work could not be found, because the state is damaged: the node must stop. */
  readonly onFatal: (error: unknown) => void;
};

export class Sweeper {
  readonly #options: SweeperOptions;
  readonly #deps: SweeperDeps;
  #timer: Timer | undefined;
  /** Settles, without ever rejecting, when the look under way is over. */
  #looking: Promise<void> | undefined;
  #stopped = false;

  static start(options: SweeperOptions, deps: SweeperDeps): Sweeper {
    return new Sweeper(options, deps);
  }

  private constructor(options: SweeperOptions, deps: SweeperDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#lookAfter(options.intervalMs);
  }

  /** Proposes nothing any more; settles when it reads nothing any more. Calling twice is safe. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#looking;
  }

  #lookAfter(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = this.#deps.clock.after(delayMs, () => {
      this.#looking = this.#look();
    });
  }

  /** The next look comes after the fate of a proposal is known, so there is never more than one. */
  async #look(): Promise<void> {
    const { clock, logger, findWork, leadingTerm, propose, onFatal } = this.#deps;
    const startedAt = clock.monotonic();
    const term = leadingTerm();
    let command: InternalCommand | undefined;
    try {
      command = term === undefined ? undefined : await findWork(clock.wall(), term);
    } catch (error) {
      if (!this.#stopped) onFatal(error);
      return;
    }
    if (this.#stopped) return;
    if (command === undefined) {
      this.#lookAfter(this.#options.intervalMs);
      return;
    }
    logger.debug({ term, kind: command.kind }, 'sweeping');
    propose(command.term, encodeCommand(command), () => {
      const tookMs = clock.monotonic() - startedAt;
      this.#lookAfter(Math.min(Math.max(tookMs, restMsMin), this.#options.intervalMs));
    });
  }
}
