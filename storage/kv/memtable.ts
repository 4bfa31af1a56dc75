/**
 * Applied effects that LevelDB does not have yet: an ordered map in memory that remembers, for each key, as
 * many versions as open views can still see. Versions are numbered by the log index of the entry that made
 * them, newest first. A missing record is a deletion, which hides what lies below.
 *
 * A put is one look-up in a hash table. Order is made only when someone lists: keys that are new since the
 * last time are sorted in bounded steps and merged in, so a put never pays for lists that nobody asks for.
 */
import type { LogIndex } from '../../base/brand.ts';
import type { KeyText } from './keyspace.ts';
import type { RecordText } from './record.ts';

/** One state of a key. `record` is undefined when the key was deleted. */
export type Version = {
  index: LogIndex;
  record: RecordText | undefined;
  /** The state before, if a view may still see it. */
  older: Version | undefined;
};

/** What a key and its newest version cost beside their bytes, roughly: map slot, string, objects. */
const overheadBytes = 160;
/** Keys that one call of `sortSome` sorts at most. */
const sortStep = 2048;
/** Up to so many new keys are put in place one by one instead of merging everything. */
const insertMax = 8;

export class Memtable {
  readonly #versions = new Map<KeyText, Version>();
  #sorted: KeyText[] = [];
  #unsorted: KeyText[] = [];
  #bytes = 0;

  /** Approximate memory of all versions. */
  get bytes(): number {
    return this.#bytes;
  }

  /** The number of keys, deleted ones included. */
  get keyCount(): number {
    return this.#versions.size;
  }

  /**
   * Records what the entry at `index` did to `key`. `newestView` is the highest index that an open view may
   * ask this table for: versions that only lower views could miss are kept, others are dropped at once.
   */
  put(
    key: KeyText,
    record: RecordText | undefined,
    position: { readonly index: LogIndex; readonly newestView: number },
  ): void {
    const size = record === undefined ? 0 : record.length;
    const head = this.#versions.get(key);
    if (head === undefined) {
      this.#versions.set(key, { index: position.index, record, older: undefined });
      this.#unsorted.push(key);
      this.#bytes += overheadBytes + key.length + size;
      return;
    }
    if (position.newestView >= head.index) {
      head.older = { index: head.index, record: head.record, older: head.older };
      this.#bytes += overheadBytes + size;
    } else {
      this.#bytes += size - (head.record?.length ?? 0);
    }
    head.index = position.index;
    head.record = record;
  }

  /** The newest version of `key` that is not above `index`; undefined if the table has none. */
  find(key: KeyText, index: LogIndex): Version | undefined {
    let version = this.#versions.get(key);
    while (version !== undefined && version.index > index) version = version.older;
    return version;
  }

  /** Newest versions, in no order. */
  newest(): Iterable<readonly [KeyText, Version]> {
    return this.#versions;
  }

  /** Does a bounded step towards order; true when no more is needed for `seek` and `keyAt`. */
  sortSome(): boolean {
    const count = this.#unsorted.length;
    if (count === 0) return true;
    if (count <= insertMax) {
      for (const key of this.#unsorted) this.#sorted.splice(lowerBound(this.#sorted, key), 0, key);
      this.#unsorted = [];
      return true;
    }
    const rest = this.#unsorted.splice(0, sortStep).toSorted((a, b) => (a < b ? -1 : 1));
    this.#sorted = merge(this.#sorted, rest);
    return this.#unsorted.length === 0;
  }

  /** Position of the first sorted key that is not below `key`. Positions hold until the next `sortSome`. */
  seek(key: KeyText): number {
    return lowerBound(this.#sorted, key);
  }

  /** The sorted key at `position`; undefined outside. */
  keyAt(position: number): KeyText | undefined {
    return this.#sorted[position];
  }
}

function lowerBound(keys: readonly KeyText[], key: KeyText): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const candidate = keys[middle];
    if (candidate !== undefined && candidate < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function merge(left: readonly KeyText[], right: readonly KeyText[]): KeyText[] {
  const merged: KeyText[] = [];
  let position = 0;
  for (const key of right) {
    let candidate = left[position];
    while (candidate !== undefined && candidate < key) {
      merged.push(candidate);
      position += 1;
      candidate = left[position];
    }
    merged.push(key);
  }
  for (; position < left.length; position += 1) {
    const candidate = left[position];
    if (candidate !== undefined) merged.push(candidate);
  }
  return merged;
}
