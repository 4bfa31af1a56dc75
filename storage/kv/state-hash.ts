/**
 * One number that says what a node has applied, and what came of it (rule H-1): a chain over every entry and its
 * effects. Two replicas of one log that ever applied an entry differently have different chains from then on,
 * whatever checkpoints, restarts and flushes there were in between. It proves equal results, not equal bytes on
 * the disk (H-5).
 *
 *     chain(i) = digest, from chain(i - 1), of: index, term, crc of the entry, kind of the result,
 *                and key and record of every write in order
 */
import type { LogIndex } from '../../base/brand.ts';
import { asLogIndex } from '../../base/brand.ts';
import type { Entry } from '../../raft/index.ts';
import { hashInterval } from '../../raft/index.ts';
import type { CommandResult } from './command.ts';
import type { DigestLanes } from './digest.ts';
import { Digest, formatDigest } from './digest.ts';
import type { Effects } from './effects.ts';

/** What a checkpoint keeps of the chain. */
export type StoredHash = {
  /** As of the last applied entry. */
  readonly chain: DigestLanes;
  /** As of the last index at which nodes compare: a node that starts again can be compared at once. */
  readonly compared: DigestLanes;
};

/** Values that stay in memory: those of so many entries. */
const keptMax = 1024;

/** Taken for ever: they are part of the chain. 0 is "no result". */
const resultNumbers = {
  committed: 1,
  conflict: 2,
  rejected: 3,
  sessionOpened: 4,
  sessionClosed: 5,
  sessionRefused: 6,
  sessionsSwept: 7,
  entriesExpired: 20,
  catalog: 40,
} as const satisfies Record<CommandResult['kind'], number>;

/** As of log index 0. */
export const emptyHash: StoredHash = {
  chain: new Digest().finish(),
  compared: new Digest().finish(),
};

export class StateHash {
  #chain: DigestLanes;
  #compared: DigestLanes;
  /** The value as of index i is at i % keptMax, if that place names i. */
  readonly #indexes = new Float64Array(keptMax).fill(-1);
  readonly #highs = new Int32Array(keptMax);
  readonly #lows = new Int32Array(keptMax);

  /** Continues as of `index`. */
  constructor(index: LogIndex, stored: StoredHash) {
    this.#chain = stored.chain;
    this.#compared = stored.compared;
    this.#keep(asLogIndex(index - (index % hashInterval)), stored.compared);
    this.#keep(index, stored.chain);
  }

  /** To be called once for every entry, in index order. */
  onApplied({ index, term, crc }: Entry, { result, writes }: Effects): void {
    const digest = new Digest(this.#chain);
    digest.addNumber(index);
    digest.addNumber(term);
    digest.addWord(crc);
    digest.addWord(result === undefined ? 0 : resultNumbers[result.kind]);
    for (const [key, record] of writes) {
      digest.addText(key);
      digest.addText(record);
    }
    this.#chain = digest.finish();
    if (index % hashInterval === 0) this.#compared = this.#chain;
    this.#keep(index, this.#chain);
  }

  /** What a checkpoint of this moment keeps. */
  get stored(): StoredHash {
    return { chain: this.#chain, compared: this.#compared };
  }

  /** 16 hex digits as of `index`; undefined for what is too old, not applied yet, or was before the start. */
  at(index: LogIndex): string | undefined {
    const slot = index % keptMax;
    if (this.#indexes[slot] !== index) return undefined;
    return formatDigest({ high: this.#highs[slot] ?? 0, low: this.#lows[slot] ?? 0 });
  }

  #keep(index: LogIndex, { high, low }: DigestLanes): void {
    const slot = index % keptMax;
    this.#indexes[slot] = index;
    this.#highs[slot] = high;
    this.#lows[slot] = low;
  }
}
