/**
 * Read access to the log as it is stored. Declared here because the core reads entries that have left its
 * memory; storage/ implements it.
 */
import type { LogIndex, Term } from '../../base/brand.ts';
import type { Entry } from './types.ts';

/** Read access to the stored log. Synchronous: the core never waits. */
export interface LogReader {
  /** Index of the first stored entry; `lastIndex + 1` when none is stored. */
  readonly firstIndex: LogIndex;
  /** Index of the last stored entry; 0 when none is stored. */
  readonly lastIndex: LogIndex;
  /** Term of the entry at `index`; undefined when it is not stored. Index 0 has term 0. */
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
