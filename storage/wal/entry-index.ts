/**
 * Where every stored entry lies: 8 bytes of memory per entry, and one record per change of term or segment.
 * Holds only what is durable; the log changes it when a batch has been written, never before.
 */
import { invariant } from '../../base/invariant.ts';
import { ENTRY_HEADER_BYTES } from './frame.ts';
import type { Batch } from './frame.ts';

const BLOCK_ENTRIES = 4096;

/** Positions of `BLOCK_ENTRIES` consecutive entries within their segments. */
type Block = { readonly offsets: Uint32Array; readonly lengths: Uint32Array };

/** From `start` on, up to the next run, every entry has `value`. */
type Run = { readonly start: number; readonly value: number };

/** Number of the segment, and bytes within its file, entry header included. */
export type StoredPlace = {
  readonly segment: number;
  readonly offset: number;
  readonly length: number;
};

export class EntryIndex {
  #firstIndex: number;
  #lastIndex: number;
  /** The index that has the first slot of the first block. */
  #origin: number;
  readonly #blocks: Block[] = [];
  readonly #terms: Run[] = [];
  readonly #segments: Run[] = [];

  constructor(firstIndex: number) {
    this.#firstIndex = firstIndex;
    this.#lastIndex = firstIndex - 1;
    this.#origin = firstIndex;
  }

  get firstIndex(): number {
    return this.#firstIndex;
  }

  get lastIndex(): number {
    return this.#lastIndex;
  }

  /** Adds the entry after the last one. */
  append(term: number, place: StoredPlace): void {
    const index = this.#lastIndex + 1;
    const slot = index - this.#origin;
    let block = this.#blocks[Math.floor(slot / BLOCK_ENTRIES)];
    if (block === undefined) {
      block = {
        offsets: new Uint32Array(BLOCK_ENTRIES),
        lengths: new Uint32Array(BLOCK_ENTRIES),
      };
      this.#blocks.push(block);
    }
    block.offsets[slot % BLOCK_ENTRIES] = place.offset;
    block.lengths[slot % BLOCK_ENTRIES] = place.length;
    extendRuns(this.#terms, index, term);
    extendRuns(this.#segments, index, place.segment);
    this.#lastIndex = index;
  }

  /** Truncates and appends as `batch` says; its first entry lies at `place`, the others follow closely. */
  take(batch: Batch, place: { readonly segment: number; readonly offset: number }): void {
    if (batch.truncateFrom !== undefined) {
      this.truncate(batch.truncateFrom);
    }
    let { offset } = place;
    for (const entry of batch.entries) {
      const length = ENTRY_HEADER_BYTES + entry.command.length;
      this.append(entry.term, { segment: place.segment, offset, length });
      offset += length;
    }
  }

  /** All entries of segment `source` are now at the same places of segment `target`. */
  renameSegment(source: number, target: number): void {
    for (const [at, run] of this.#segments.entries()) {
      if (run.value === source) {
        this.#segments[at] = { start: run.start, value: target };
      }
    }
  }

  /** Forgets every entry at or above `index`. */
  truncate(index: number): void {
    invariant(index >= this.#firstIndex, () => `truncation at ${index}, before the first entry`);
    if (index > this.#lastIndex) {
      return;
    }
    this.#lastIndex = index - 1;
    this.#blocks.length = Math.ceil((index - this.#origin) / BLOCK_ENTRIES);
    cutRuns(this.#terms, index);
    cutRuns(this.#segments, index);
  }

  /** Forgets every entry up to and including `index`. */
  compact(index: number): void {
    invariant(
      index >= this.#firstIndex - 1 && index <= this.#lastIndex,
      () => `compaction up to ${index} of [${this.#firstIndex}, ${this.#lastIndex}]`,
    );
    this.#firstIndex = index + 1;
    const count = Math.floor((this.#firstIndex - this.#origin) / BLOCK_ENTRIES);
    this.#blocks.splice(0, count);
    this.#origin += count * BLOCK_ENTRIES;
    dropRuns(this.#terms, this.#firstIndex);
    dropRuns(this.#segments, this.#firstIndex);
  }

  findTerm(index: number): number | undefined {
    return this.#holds(index) ? runValue(this.#terms, index) : undefined;
  }

  /** The place of a stored entry. */
  getPlace(index: number): StoredPlace {
    const slot = index - this.#origin;
    const block = this.#blocks[Math.floor(slot / BLOCK_ENTRIES)];
    invariant(block !== undefined && this.#holds(index), () => `entry ${index} is not stored`);
    return {
      segment: runValue(this.#segments, index),
      offset: block.offsets[slot % BLOCK_ENTRIES] ?? 0,
      length: block.lengths[slot % BLOCK_ENTRIES] ?? 0,
    };
  }

  #holds(index: number): boolean {
    return index >= this.#firstIndex && index <= this.#lastIndex;
  }
}

function extendRuns(runs: Run[], index: number, value: number): void {
  if (runs.at(-1)?.value !== value) {
    runs.push({ start: index, value });
  }
}

function cutRuns(runs: Run[], index: number): void {
  while ((runs.at(-1)?.start ?? -1) >= index) {
    runs.pop();
  }
}

/** Drops the runs that end before `index`. */
function dropRuns(runs: Run[], index: number): void {
  while ((runs[1]?.start ?? Infinity) <= index) {
    runs.shift();
  }
}

/** The value of the last run that starts at or before `index`. */
function runValue(runs: readonly Run[], index: number): number {
  let low = 0;
  let high = runs.length;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((runs[middle]?.start ?? Infinity) <= index) {
      low = middle;
    } else {
      high = middle;
    }
  }
  const run = runs[low];
  invariant(run !== undefined && run.start <= index, () => `no run covers entry ${index}`);
  return run.value;
}
