/**
 * Hands committed entries to the state machine: in index order, each once, only what is durable here (P-7),
 * and never more ahead of it than a bound (K-4, K-5).
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import { entryBytes } from './log.ts';
import type { RaftLog } from './log.ts';
import type { Entry } from './types.ts';

export class ApplyFeed {
  readonly #bounds: { readonly aheadBytesMax: number; readonly batchBytesMax: number };
  #applied: LogIndex;
  #handedOut: LogIndex;
  #isBlocked: boolean;
  #aheadBytes = 0;
  /** Handed out and not applied: the sizes, oldest first, from `#sizesStart`. */
  #sizes: number[] = [];
  #sizesStart = 0;

  constructor(
    lastApplied: LogIndex,
    bounds: {
      readonly aheadBytesMax: number;
      readonly batchBytesMax: number;
      /** The log begins after this index. */
      readonly logBase: LogIndex;
    },
  ) {
    this.#applied = lastApplied;
    this.#isBlocked = lastApplied < bounds.logBase;
    this.#handedOut = lastApplied;
    this.#bounds = bounds;
  }

  /** True while the state lacks entries that the log has no more (S-12): nothing can be applied. */
  get isBlocked(): boolean {
    return this.#isBlocked;
  }

  /** A snapshot brought the state machine to `index`; what was handed out before is void. */
  restart(index: LogIndex): void {
    this.#isBlocked = false;
    this.#applied = index;
    this.#handedOut = index;
    this.#aheadBytes = 0;
    this.#sizes = [];
    this.#sizesStart = 0;
  }

  get lastApplied(): LogIndex {
    return this.#applied;
  }

  /** True if `take` would give something. `limit` is the smaller of what is committed and what is durable. */
  hasNext(limit: number): boolean {
    return (
      !this.#isBlocked && this.#handedOut < limit && this.#aheadBytes < this.#bounds.aheadBytesMax
    );
  }

  take(log: RaftLog, limit: number): readonly Entry[] {
    if (!this.hasNext(limit)) return [];
    const entries = log.slice({
      start: asLogIndex(this.#handedOut + 1),
      end: asLogIndex(limit + 1),
      bytesMax: this.#bounds.batchBytesMax,
    });
    for (const entry of entries) {
      invariant(entry.index === this.#handedOut + 1, 'entries are applied in index order (K-4)');
      this.#handedOut = entry.index;
      const bytes = entryBytes(entry);
      this.#sizes.push(bytes);
      this.#aheadBytes += bytes;
    }
    return entries;
  }

  onApplied(index: LogIndex): void {
    invariant(index <= this.#handedOut, 'only what was handed out is applied');
    for (let next = this.#applied; next < index; next = asLogIndex(next + 1)) {
      this.#aheadBytes -= this.#sizes[this.#sizesStart] ?? 0;
      this.#sizesStart += 1;
    }
    if (index > this.#applied) this.#applied = index;
    if (this.#sizesStart > 1024 || this.#applied === this.#handedOut) {
      this.#sizes = this.#sizes.slice(this.#sizesStart);
      this.#sizesStart = 0;
    }
  }
}
