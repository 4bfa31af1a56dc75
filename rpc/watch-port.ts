/** What the fronts need to serve a watch: consistent states of some keys, as they change. */
import type { LogIndex } from '../base/brand.ts';
import type { StoredEntry } from '../storage/index.ts';

/** All watched keys as of one applied index, in the order in which they were asked for. */
export type WatchedState = {
  readonly appliedIndex: LogIndex;
  readonly entries: readonly (StoredEntry | undefined)[];
};

export interface WatchPort {
  /**
   * The state now, and then again whenever at least one of the keys was written. A slow reader gets the newest state and
   * costs no memory that grows. Indexes rise. Ends without an error when `signal` is aborted or the node stops. Throws
   * `OverloadedError` if too many watches are open, `DivergedError` if the state of this node is wrong.
   */
  watch(
    database: number,
    keys: readonly Uint8Array[],
    signal: AbortSignal,
  ): AsyncGenerator<WatchedState, void, undefined>;
}
