/**
 * Removes what is left of databases that were dropped, in bounded steps, while this node leads: it looks up what there
 * is, and proposes to remove just that. What a step removes is decided where it is applied. A leader that was replaced
 * without knowing it does no harm, because a step carries its term (rule X-7), and because nothing comes into a
 * dropped database any more: keys that are there today were there when it was dropped.
 */
import type { Term } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { KvorumError } from '../../base/errors.ts';
import type { Logger } from '../../base/logger.ts';
import { encodeCommand } from './command-codec.ts';
import { databasePrefixes } from './keyspace.ts';
import type { KeyText } from './keyspace.ts';
import type { StateView } from './reader.ts';

/** How often it is looked whether a database was dropped. */
const lookIntervalMs = 1000;
/** Between two steps, so that clients have most of the log. */
const stepPauseMs = 20;
/** What one step removes. The bytes are those of keys and records, so a step is read in a few milliseconds. */
const stepKeysMax = 1000;
const stepBytesMax = 256 * 1024;

/** Keys to remove; `isLast` if there are no others, and then there are none at all. */
export type ClearingStep = {
  readonly database: number;
  readonly keys: readonly KeyText[];
  readonly isLast: boolean;
};

/** What is to be removed next of `database`, which was dropped before `view` was made. */
export async function findClearingStep(
  database: number,
  found: {
    readonly view: StateView;
    readonly tokenKeysOf: (countMax: number) => readonly KeyText[];
  },
): Promise<ClearingStep> {
  for (const prefix of databasePrefixes(database)) {
    // No key is the bare prefix.
    const scan = found.view.scanAll(prefix);
    try {
      const entries = await scan.next({ countMax: stepKeysMax, bytesMax: stepBytesMax });
      const keys = entries.map(({ key }) => key).filter((key) => key.startsWith(prefix));
      if (keys.length > 0) return { database, keys, isLast: false };
    } finally {
      await scan.close();
    }
  }
  const keys = found.tokenKeysOf(stepKeysMax);
  return { database, keys, isLast: keys.length === 0 };
}

export type DatabaseClearingDeps = {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly findStep: () => Promise<ClearingStep | undefined>;
  /** The term in which this node leads; undefined while it does not. */
  readonly leadingTerm: () => Term | undefined;
  /** Proposes a command in `term` only. `settle` is called once, when its fate is known, whatever that is. */
  readonly propose: (term: Term, command: Uint8Array, settle: () => void) => void;
};

export class DatabaseClearing {
  readonly #deps: DatabaseClearingDeps;
  #timer: Timer | undefined;
  /** Settles, without ever rejecting, when the look under way has ended. */
  #looking: Promise<void> | undefined;
  #stopped = false;

  static start(deps: DatabaseClearingDeps): DatabaseClearing {
    return new DatabaseClearing(deps);
  }

  private constructor(deps: DatabaseClearingDeps) {
    this.#deps = deps;
    this.#lookAfter(lookIntervalMs);
  }

  /** Proposes nothing any more, and settles when nothing is read. Calling twice is safe. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#timer?.cancel();
    await this.#looking;
  }

  /** The next look comes after the fate of a proposal is known, so there is never more than one. */
  #lookAfter(delayMs: number): void {
    if (this.#stopped) return;
    this.#timer = this.#deps.clock.after(delayMs, () => {
      this.#looking = this.#look();
    });
  }

  async #look(): Promise<void> {
    const { leadingTerm, propose, logger } = this.#deps;
    // Before the step is looked for: a term that begins meanwhile must not be given to it.
    const term = leadingTerm();
    const step = term === undefined ? undefined : await this.#findStep();
    if (term === undefined || step === undefined || this.#stopped) {
      this.#lookAfter(lookIntervalMs);
      return;
    }
    const { database, keys, isLast } = step;
    logger.debug({ database, keyCount: keys.length, isLast }, 'clearing a dropped database');
    propose(term, encodeCommand({ kind: 'clearDatabase', term, ...step }), () => {
      this.#lookAfter(stepPauseMs);
    });
  }

  async #findStep(): Promise<ClearingStep | undefined> {
    try {
      return await this.#deps.findStep();
    } catch (error) {
      // The view ended, because a snapshot was installed or the state closed.
      if (!(error instanceof KvorumError)) throw error;
      this.#deps.logger.debug({ err: error }, 'could not look into a dropped database');
      return undefined;
    }
  }
}
