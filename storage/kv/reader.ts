/**
 * Consistent reads: what was applied when the view was made, and nothing else, however long it lives and
 * whatever is applied or checkpointed meanwhile. A view sees the versions up to its index in the memtables of its
 * time, and below them the engine as it was then.
 */
import type { LogIndex, WallMs } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import { ViewEndedError } from '../errors.ts';
import type { EngineIterator } from '../engine/engine.ts';
import type { EngineEpoch } from './engine-epoch.ts';
import type { KeyText } from './keyspace.ts';
import {
  expiryEnd,
  keysEnd,
  textOfBytes,
  userDataPrefix,
  userDataPrefixBytes,
} from './keyspace.ts';
import type { Memtable } from './memtable.ts';
import type { RecordText, StoredEntry } from './record.ts';
import { decodeRecord, isExpired } from './record.ts';

/** A range of encoded keys of one database. */
type KeyRange = {
  readonly database: number;
  /** Inclusive. */
  readonly start: Uint8Array;
  /** Exclusive. A range whose end is not above its start is empty. */
  readonly end: Uint8Array;
  /** Descending from `end`. */
  readonly reverse: boolean;
};

/**
 * An entry of a range: its encoded key as latin1 text, and its record as `record.ts` reads it. Lists hand out
 * thousands of them at a time, and a text costs a fraction of a Buffer.
 */
export type ListedEntry = { readonly key: string; readonly record: RecordText };

/**
 * Everything applied up to `appliedIndex`. Must be closed: an open view keeps memory. When a snapshot is installed it
 * ends, and everything but closing throws `ViewEndedError` (S-11).
 */
export interface ReadView {
  readonly appliedIndex: LogIndex;
  get(database: number, key: Uint8Array): StoredEntry | undefined;
  /** Must be closed before the view is. */
  scan(range: KeyRange): RangeScan;
  /** Safe to call twice. */
  close(): void;
}

/** A view as the state machine itself uses it. */
export interface StateView extends ReadView {
  /** All storage keys behind `after`, local ones included, whole and in order. As `scan`. */
  scanAll(after: KeyText): RangeScan;
  /** The keys of the expiry index from `start` on, whole and in order. As `scan`. */
  scanExpiries(start: KeyText): RangeScan;
  /** Called when the engine beneath is about to be replaced. */
  end(): void;
}

/** Walks a range in order. Calls must not overlap. */
export interface RangeScan {
  /**
   * The following entries: up to `countMax`, and no further one once their keys and values reach
   * `bytesMax`. Empty only at the end of the range. Gives way to other work in between.
   */
  next(limit: {
    readonly countMax: number;
    readonly bytesMax: number;
  }): Promise<readonly ListedEntry[]>;
  /** Safe to call twice. */
  close(): Promise<void>;
}

/** What a view is made of; newest memtable first. */
export type ViewSource = {
  readonly appliedIndex: LogIndex;
  /** Log time as of `appliedIndex`: what has expired by then is not there (rule N-3). */
  readonly now: WallMs;
  readonly memtables: readonly Memtable[];
  readonly epoch: EngineEpoch;
  /** Lets other work run. */
  readonly pause: () => Promise<void>;
};

/** Keys that a scan looks at before it gives way. */
const stepsPerTurn = 1000;
/** Entries that are asked of the engine at once. */
const engineCountMax = 1000;

/** The newest record of `key` in `memtables` up to `index`, else undefined for "ask the engine". */
export function findInMemtables(
  memtables: readonly Memtable[],
  key: KeyText,
  index: LogIndex,
): { readonly record: RecordText | undefined } | undefined {
  for (const memtable of memtables) {
    const version = memtable.find(key, index);
    if (version !== undefined) return version;
  }
  return undefined;
}

/** A view over `source`. `onClose` is called once. */
export function openStateView(source: ViewSource, onClose: () => void): StateView {
  let isOpen = true;
  let isEnded = false;
  source.epoch.join();
  const demandNotEnded = (): void => {
    if (isEnded) throw new ViewEndedError('a snapshot was installed while the view was read');
  };
  return {
    appliedIndex: source.appliedIndex,
    get: (database, key) => {
      invariant(isOpen, 'get on a closed view');
      demandNotEnded();
      const text = userDataPrefix(database) + textOfBytes(key);
      const found = findInMemtables(source.memtables, text, source.appliedIndex);
      const record = found === undefined ? source.epoch.get(text) : found.record;
      if (record === undefined || isExpired(record, source.now)) return undefined;
      return decodeRecord(record);
    },
    scan: (range) => {
      invariant(isOpen, 'scan on a closed view');
      demandNotEnded();
      const prefix = userDataPrefix(range.database);
      const start = prefix + textOfBytes(range.start);
      const end = prefix + textOfBytes(range.end);
      const { reverse } = range;
      const cut = { start, end, reverse, prefixLength: userDataPrefixBytes, expiredAt: source.now };
      return new MergedScan(source, cut, demandNotEnded);
    },
    scanAll: (after) => {
      invariant(isOpen, 'scan on a closed view');
      demandNotEnded();
      const cut = { ...wholeKeys, start: `${after}\0`, end: keysEnd };
      return new MergedScan(source, cut, demandNotEnded);
    },
    scanExpiries: (start) => {
      invariant(isOpen, 'scan on a closed view');
      demandNotEnded();
      return new MergedScan(source, { ...wholeKeys, start, end: expiryEnd }, demandNotEnded);
    },
    end: () => {
      isEnded = true;
    },
    close: () => {
      if (!isOpen) return;
      isOpen = false;
      source.epoch.leave();
      onClose();
    },
  };
}

/** A range of storage keys, and how many characters of each are not given out. */
type Cut = {
  readonly start: KeyText;
  readonly end: KeyText;
  readonly reverse: boolean;
  readonly prefixLength: number;
  /** Records that have expired at this time are left out; undefined for all of what is stored. */
  readonly expiredAt: WallMs | undefined;
};

const wholeKeys = { reverse: false, prefixLength: 0, expiredAt: undefined };

type Pair = { readonly key: KeyText; readonly record: RecordText | undefined };

/** Merges the memtables and the engine; where both have a key, the newer memtable wins. */
class MergedScan implements RangeScan {
  readonly #source: ViewSource;
  readonly #reverse: boolean;
  readonly #start: KeyText;
  readonly #end: KeyText;
  readonly #prefixLength: number;
  readonly #expiredAt: WallMs | undefined;
  readonly #demandNotEnded: () => void;
  readonly #engine: EngineIterator;
  /** Read from the engine and not given out yet, from `#taken` on. */
  #fetched: readonly (readonly [KeyText, RecordText])[] = [];
  #taken = 0;
  /** How many are fetched next, at least. */
  #fetchCount = 1;
  #engineIsDone = false;
  /** The last key that was looked at in the memtables or the engine. */
  #last: KeyText | undefined;
  #isDone: boolean;
  #isOpen = true;

  constructor(source: ViewSource, cut: Cut, demandNotEnded: () => void) {
    this.#source = source;
    this.#reverse = cut.reverse;
    this.#start = cut.start;
    this.#end = cut.end;
    this.#prefixLength = cut.prefixLength;
    this.#expiredAt = cut.expiredAt;
    this.#demandNotEnded = demandNotEnded;
    this.#isDone = this.#end <= this.#start;
    this.#engine = source.epoch.iterate({
      start: this.#start,
      end: this.#end,
      reverse: cut.reverse,
    });
  }

  async next(limit: {
    readonly countMax: number;
    readonly bytesMax: number;
  }): Promise<readonly ListedEntry[]> {
    const entries: ListedEntry[] = [];
    let bytes = 0;
    this.#demandNotEnded();
    while (!this.#isDone && entries.length < limit.countMax && bytes < limit.bytesMax) {
      if (this.#taken === this.#fetched.length && !this.#engineIsDone) {
        await this.#fetch(limit.countMax - entries.length);
      }
      await this.#order();
      // From here to the end of the block nothing can change: no positions live across a wait.
      const overlay = this.#source.memtables.map((memtable) => this.#cursor(memtable));
      for (let step = 0; step < stepsPerTurn; step += 1) {
        if (this.#taken === this.#fetched.length && !this.#engineIsDone) break;
        const pair = this.#take(overlay);
        if (pair === undefined) {
          this.#isDone = true;
          break;
        }
        if (pair.record === undefined || this.#isGone(pair.record)) continue;
        this.#fetchCount = 1;
        entries.push({ key: pair.key.slice(this.#prefixLength), record: pair.record });
        bytes += pair.key.length + pair.record.length;
        if (entries.length >= limit.countMax || bytes >= limit.bytesMax) return entries;
      }
      if (!this.#isDone) await this.#source.pause();
      this.#demandNotEnded();
      invariant(this.#isOpen, 'a scan was closed while it was read');
    }
    return entries;
  }

  async close(): Promise<void> {
    if (!this.#isOpen) return;
    this.#isOpen = false;
    this.#isDone = true;
    await this.#engine.close();
  }

  /** Fetches in vain grow: what has expired and was not removed yet must not be walked over one by one. */
  async #fetch(wanted: number): Promise<void> {
    this.#fetchCount = Math.min(Math.max(wanted, this.#fetchCount), engineCountMax);
    try {
      this.#fetched = await this.#engine.next(this.#fetchCount);
    } catch (error) {
      // An engine that is replaced is closed, whoever still reads from it.
      this.#demandNotEnded();
      throw error;
    }
    this.#taken = 0;
    this.#fetchCount *= 2;
    if (this.#fetched.length === 0) this.#engineIsDone = true;
  }

  /** Brings the memtables into order, in steps. */
  async #order(): Promise<void> {
    for (;;) {
      if (this.#source.memtables.every((memtable) => memtable.sortSome())) return;
      await this.#source.pause();
    }
  }

  /** Removes the next pair of the merged order; undefined at the end. Needs a fetched engine slice. */
  #take(overlay: readonly MemtableCursor[]): Pair | undefined {
    const stored = this.#fetched[this.#taken];
    let nearest = stored?.[0];
    for (const cursor of overlay) {
      const key = cursor.current();
      if (key !== undefined && (nearest === undefined || this.#isBefore(key, nearest))) {
        nearest = key;
      }
    }
    if (nearest === undefined) return undefined;
    this.#last = nearest;
    const isStored = stored !== undefined && stored[0] === nearest;
    if (isStored) this.#taken += 1;
    let isInMemtable = false;
    for (const cursor of overlay) isInMemtable = cursor.skip(nearest) || isInMemtable;
    const { memtables, appliedIndex } = this.#source;
    const found = isInMemtable ? findInMemtables(memtables, nearest, appliedIndex) : undefined;
    return { key: nearest, record: found === undefined && isStored ? stored[1] : found?.record };
  }

  #isGone(record: RecordText): boolean {
    return this.#expiredAt !== undefined && isExpired(record, this.#expiredAt);
  }

  #isBefore(left: KeyText, right: KeyText): boolean {
    return this.#reverse ? left > right : left < right;
  }

  /** Where the scan stands in `memtable`; valid until the next wait. */
  #cursor(memtable: Memtable): MemtableCursor {
    const start = this.#start;
    const end = this.#end;
    const last = this.#last;
    const reverse = this.#reverse;
    let position: number;
    if (reverse) {
      position = memtable.seek(last ?? end) - 1;
    } else {
      position = memtable.seek(last ?? start);
      if (last !== undefined && memtable.keyAt(position) === last) position += 1;
    }
    const current = (): KeyText | undefined => {
      const key = memtable.keyAt(position);
      return key !== undefined && (reverse ? key >= start : key < end) ? key : undefined;
    };
    return {
      current,
      skip: (key) => {
        if (memtable.keyAt(position) !== key) return false;
        position += reverse ? -1 : 1;
        return true;
      },
    };
  }
}

type MemtableCursor = {
  /** The key it stands at; undefined at the end of the range. */
  readonly current: () => KeyText | undefined;
  /** Moves on if it stands at `key`, and says whether it did. */
  readonly skip: (key: KeyText) => boolean;
};
