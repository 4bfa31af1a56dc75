/**
 * The replicated log as one node has it: a window of recent entries in memory over the stored rest.
 *
 *   base ....... windowStart ............ unwrittenStart ....... lastIndex
 *   gone | reader | window, writes issued  | window, next write   |
 *                      ^ durableIndex: every copy up to it has reached the disk
 *
 * The window always holds what is above min(durable, commit), and usually what is not applied. A write is
 * remembered with the last index it carries; truncation lowers that, so a late completion can never vouch for
 * a newer copy at the same index (L-3). Never touches the disk by itself and never shortens below the commit.
 */
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import type { LogIndex, Term, WallMs } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import type { LogReader } from './log-reader.ts';
import type { Entry, EntryId } from './types.ts';

/** What an entry costs beside its command, in memory and on the wire. */
const entryOverheadBytes = 64;

/** The size that every byte bound of the core counts. */
export function entryBytes(entry: { readonly command: Uint8Array }): number {
  return entry.command.length + entryOverheadBytes;
}

/** What the next write must do to the stored log. */
export type UnwrittenLog = {
  readonly truncateFrom: LogIndex | undefined;
  readonly entries: readonly Entry[];
};

export class RaftLog {
  readonly #reader: LogReader;
  readonly #entries: Entry[] = [];
  /** Bytes of all entries of this process's life up to and including the one at the same position. */
  readonly #bytesUpTo: number[] = [];
  #bytesBefore = 0;
  #windowStart: number;
  #unwrittenStart: number;
  #truncateFrom: number | undefined;
  #durableIndex: number;
  readonly #writes: { readonly seq: number; lastIndex: number }[] = [];
  #last: EntryId;
  #lastStamp: WallMs;

  /** Everything in `reader` is durable. Loads what is not committed into memory. */
  constructor(reader: LogReader, commitIndex: LogIndex) {
    this.#reader = reader;
    const { lastIndex } = reader;
    const lastTerm = reader.termAt(lastIndex);
    invariant(lastTerm !== undefined, 'the log has a term for its last entry');
    this.#last = { index: lastIndex, term: lastTerm };
    this.#durableIndex = lastIndex;
    this.#windowStart = Math.min(commitIndex, lastIndex) + 1;
    this.#unwrittenStart = lastIndex + 1;
    let next = this.#windowStart;
    while (next <= lastIndex) {
      const entries = this.#read(next, lastIndex + 1, Number.MAX_SAFE_INTEGER);
      for (const entry of entries) this.#push(entry);
      next += entries.length;
    }
    this.#lastStamp = this.#stampAt(lastIndex);
  }

  get last(): EntryId {
    return this.#last;
  }

  /** The position before the first entry that is still stored. */
  get base(): EntryId {
    return this.#reader.base;
  }

  get durableIndex(): LogIndex {
    return asLogIndex(this.#durableIndex);
  }

  /** The stamp of the last entry, which the next one must not fall below (N-2). */
  get lastStamp(): WallMs {
    return this.#lastStamp;
  }

  /** Term of the entry at `index`; undefined when the log does not reach there. */
  termAt(index: LogIndex): Term | undefined {
    if (index > this.#last.index) return undefined;
    if (index === this.#last.index) return this.#last.term;
    if (index < this.#windowStart) return this.#reader.termAt(index);
    return this.#entries[index - this.#windowStart]?.term;
  }

  holds(id: EntryId): boolean {
    return this.termAt(id.index) === id.term;
  }

  /** Appends entries that follow the last one. Their bytes belong to the log from now on. */
  append(entries: readonly Entry[]): void {
    for (const entry of entries) {
      invariant(entry.index === this.#last.index + 1, 'entries are appended in index order');
      invariant(entry.term >= this.#last.term, 'terms never fall along the log');
      this.#last = { index: entry.index, term: entry.term };
      this.#push(entry);
    }
    const newest = entries.at(-1);
    if (newest === undefined) return;
    this.#lastStamp = newest.stampedAt;
  }

  /** Drops the entries at `from` and above. Only for entries that are not committed (L-2.5). */
  truncate(from: LogIndex): void {
    invariant(from >= 1 && from <= this.#last.index, 'only what exists is truncated');
    const lastIndex = asLogIndex(from - 1);
    const lastTerm = this.termAt(lastIndex);
    invariant(lastTerm !== undefined, 'the entry before a truncation stays');
    const kept = Math.max(0, from - this.#windowStart);
    this.#entries.length = kept;
    this.#bytesUpTo.length = kept;
    this.#windowStart = Math.min(this.#windowStart, from);
    this.#last = { index: lastIndex, term: lastTerm };
    this.#lastStamp = this.#stampAt(lastIndex);
    if (from < this.#unwrittenStart) {
      this.#truncateFrom = Math.min(this.#truncateFrom ?? from, from);
      this.#unwrittenStart = from;
    }
    this.#durableIndex = Math.min(this.#durableIndex, lastIndex);
    for (const write of this.#writes) write.lastIndex = Math.min(write.lastIndex, lastIndex);
  }

  /**
   * Entries from `start` to `end` (exclusive) that fit into `bytesMax`, at least one if there is one (L-5).
   * It may give fewer where the window begins; ask again from there.
   */
  slice(range: { start: LogIndex; end: LogIndex; bytesMax: number }): readonly Entry[] {
    const end = Math.min(range.end, this.#last.index + 1);
    if (range.start >= end) return [];
    if (range.start < this.#windowStart) {
      return this.#read(range.start, Math.min(end, this.#windowStart), range.bytesMax);
    }
    const first = range.start - this.#windowStart;
    const fits = this.#countWithin(first, range.bytesMax);
    return this.#entries.slice(first, Math.min(end - this.#windowStart, first + Math.max(1, fits)));
  }

  /** Bytes of the entries above `index`, as far as they are in memory. Cannot leak: nothing is counted twice (L-6). */
  bytesAbove(index: LogIndex): number {
    const total = this.#bytesUpTo.at(-1) ?? this.#bytesBefore;
    return total - this.#bytesThrough(Math.min(index, this.#last.index) - this.#windowStart);
  }

  /**
   * Where a follower that lacks `prev` proposes to look for agreement: the highest entry at or below it whose
   * term is not above that of `prev` (L-4). Committed entries always agree, so the walk ends there.
   */
  conflictHint(prev: EntryId, commitIndex: LogIndex): EntryId {
    return this.lastAtOrBelowTerm({
      index: asLogIndex(Math.min(prev.index, this.#last.index)),
      term: prev.term,
      floor: commitIndex,
    });
  }

  /** Walks down from `index` to the first entry whose term is at most `term`, but not below `floor`. */
  lastAtOrBelowTerm(from: { index: LogIndex; term: Term; floor: LogIndex }): EntryId {
    let index = from.index;
    let term = this.termAt(index) ?? asTerm(0);
    while (index > from.floor && term > from.term) {
      index = asLogIndex(index - 1);
      term = this.termAt(index) ?? asTerm(0);
    }
    return { index, term };
  }

  get hasUnwritten(): boolean {
    return this.#truncateFrom !== undefined || this.#unwrittenStart <= this.#last.index;
  }

  /** What the write `seq` must carry. */
  takeUnwritten(seq: number): UnwrittenLog {
    const truncateFrom =
      this.#truncateFrom === undefined ? undefined : asLogIndex(this.#truncateFrom);
    const entries = this.#entries.slice(this.#unwrittenStart - this.#windowStart);
    this.#truncateFrom = undefined;
    this.#unwrittenStart = this.#last.index + 1;
    if (entries.length > 0) this.#writes.push({ seq, lastIndex: this.#last.index });
    return { truncateFrom, entries };
  }

  /** The issued write that carries the present copy of the entry; undefined when it is durable or not yet issued. */
  seqOf(index: LogIndex): number | undefined {
    if (index <= this.#durableIndex) return undefined;
    return this.#writes.find(({ lastIndex }) => lastIndex >= index)?.seq;
  }

  /** True if the present copy of the entry waits for the next write. */
  isUnwritten(index: LogIndex): boolean {
    return index >= this.#unwrittenStart && index <= this.#last.index;
  }

  /** Writes complete in the order in which they were issued (P-4). */
  onDurable(seq: number): void {
    for (let write = this.#writes[0]; write !== undefined && write.seq <= seq;) {
      this.#durableIndex = Math.max(this.#durableIndex, write.lastIndex);
      this.#writes.shift();
      write = this.#writes[0];
    }
    invariant(this.#durableIndex <= this.#last.index, 'nothing is durable beyond the log');
  }

  /** Forgets the oldest entries up to `index` while the window exceeds its budget by a quarter. */
  evict(bounds: { upTo: LogIndex; bytesMax: number }): void {
    const total = (this.#bytesUpTo.at(-1) ?? this.#bytesBefore) - this.#bytesBefore;
    if (total <= bounds.bytesMax * 1.25) return;
    const excess = this.#countWithin(0, total - bounds.bytesMax);
    const evictable = Math.min(bounds.upTo, this.#durableIndex) - this.#windowStart + 1;
    const count = Math.min(excess, evictable);
    if (count <= 0) return;
    this.#bytesBefore = this.#bytesThrough(count - 1);
    this.#entries.splice(0, count);
    this.#bytesUpTo.splice(0, count);
    this.#windowStart += count;
  }

  /** How many entries from `first` on fit into `bytesMax`, by binary search over the running sums. */
  #countWithin(first: number, bytesMax: number): number {
    const limit = this.#bytesThrough(first - 1) + bytesMax;
    let low = first;
    let high = this.#entries.length;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      if (this.#bytesThrough(middle) <= limit) low = middle + 1;
      else high = middle;
    }
    return low - first;
  }

  #bytesThrough(position: number): number {
    return position < 0 ? this.#bytesBefore : (this.#bytesUpTo[position] ?? this.#bytesBefore);
  }

  #push(entry: Entry): void {
    this.#bytesUpTo.push((this.#bytesUpTo.at(-1) ?? this.#bytesBefore) + entryBytes(entry));
    this.#entries.push(entry);
  }

  /** Of an entry that is gone the stamp is not known: log time is a running maximum, so none is needed (N-2). */
  #stampAt(index: LogIndex): WallMs {
    return index <= this.base.index ? asWallMs(0) : this.#entryAt(index).stampedAt;
  }

  #entryAt(index: LogIndex): Entry {
    const entry = this.#entries[index - this.#windowStart] ?? this.#read(index, index + 1, 0)[0];
    invariant(entry !== undefined, 'an entry of the log can be read');
    return entry;
  }

  #read(start: number, end: number, bytesMax: number): readonly Entry[] {
    const entries = this.#reader.entries({
      start: asLogIndex(start),
      end: asLogIndex(end),
      bytesMax,
    });
    invariant(entries[0]?.index === start, 'the stored log gives the entries that were asked for');
    return entries;
  }
}
