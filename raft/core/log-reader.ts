/**
 * Read access to the log as it is stored. Declared here because the core reads entries that have left its
 * memory; storage/ implements it.
 */
import type { LogIndex, Term } from '../../base/brand.ts';
import type { Entry, EntryId } from './types.ts';

/** Read access to the stored log. Synchronous: the core never waits. */
export interface LogReader {
  /** The position before the first stored entry: {0, 0} while the log is whole. */
  readonly base: EntryId;
  /** Index of the first stored entry; `lastIndex + 1` when none is stored. */
  readonly firstIndex: LogIndex;
  /** Index of the last stored entry; `base.index` when none is stored. */
  readonly lastIndex: LogIndex;
  /** Term of the entry at `index`, also at `base.index`; undefined when it is not stored. */
  termAt(index: LogIndex): Term | undefined;
  /**
   * Entries in [start, end), cut after the first that makes their commands exceed `bytesMax`, but at least
   * one (L-5). The bytes belong to the caller. Throws the store's corruption error when a checksum fails.
   */
  entries(range: {
    readonly start: LogIndex;
    readonly end: LogIndex;
    readonly bytesMax: number;
  }): readonly Entry[];
}
