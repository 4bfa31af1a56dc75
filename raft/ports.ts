/**
 * What the node loop needs from the world. storage/ and rpc/ implement these ports, tests and the
 * simulator replace them. Each comment says what is durable when, and who owns the bytes.
 */
import type { LogIndex } from '../base/brand.ts';
import type { LogReader } from './core/log-reader.ts';
import type { IndexedMembership } from './core/membership.ts';
import type { Envelope } from './core/message.ts';
import type { LogWrite } from './core/ready.ts';
import type { Entry, EntryId, HardState } from './core/types.ts';

/** Names a snapshot and says where it stands. */
export type SnapshotMeta = {
  /** Unique over all senders and times: who made it, in which start, which one. Letters, digits, '-'. */
  readonly id: string;
  /** The last entry whose effects it has. */
  readonly last: EntryId;
  /** In force at `last`, joint or not, with the index of its entry (M-10). */
  readonly membership: IndexedMembership;
};

/** One piece of a snapshot. Pieces are numbered from 0 without gaps. */
export type SnapshotChunk = {
  readonly number: number;
  readonly bytes: Uint8Array;
  /** As the source made it; only the sink of the same snapshot can tell whether it is right. */
  readonly crc: number;
};

/** What the log store found when it was opened, or holds after a `rebase`. */
export type StoredState = {
  /** Absent on a store that was never written. */
  readonly hardState: HardState | undefined;
  /** The membership in force at `base`, unless the log is whole, and every one stored above; oldest first. */
  readonly memberships: readonly IndexedMembership[];
};

/** The replicated log on disk. */
export interface LogStore extends LogReader {
  readonly stored: StoredState;
  /**
   * Writes one batch. Settles when the batch is durable (or, if not `mustSync`, written). Batches become
   * durable in the order of the calls. A rejection is final: the store is poisoned and the node must stop
   * (W-12). The store may keep references to the entries' bytes but never changes them.
   */
  append(write: LogWrite): Promise<void>;
  /**
   * Forgets entries up to `to.index`, which must be committed and stored; `to.membership` is the one in force
   * there. Settles when that is durable; space of whole segments is freed (P-9, 13.5). Does nothing if
   * `to.index <= base.index`. Safe beside appends and reads of later entries.
   */
  compact(to: { readonly index: LogIndex; readonly membership: IndexedMembership }): Promise<void>;
  /**
   * The log now begins, empty, after `to.last`; everything else in it is gone (12.5 step 4). Durable when it
   * settles. Never beside an append.
   */
  rebase(to: {
    readonly last: EntryId;
    readonly membership: IndexedMembership;
    readonly hardState: HardState;
  }): Promise<void>;
  close(): Promise<void>;
}

/** The deterministic state machine above the log. */
export interface StateMachine<Result> {
  /** The last entry whose effects are visible to reads. */
  readonly lastApplied: LogIndex;
  /**
   * Applies entries in index order, each once, and returns one result per entry. Synchronous and
   * deterministic (N-1). Whatever it throws stops the node.
   */
  apply(entries: readonly Entry[]): readonly Result[];
  /** True while effects that are not yet durable exceed their bound; `apply` must then wait. */
  readonly isFull: boolean;
  /** Settles when `isFull` may have become false. */
  whenRoom(): Promise<void>;
  /** Up to here the effects survive a crash without the log; compaction stops there. */
  readonly durableIndex: LogIndex;
  /** Makes everything applied before the call durable. */
  checkpoint(): Promise<void>;
  /**
   * A view at `lastApplied` of this very turn, which `meta.last` must name (S-4), to be read chunk by chunk.
   * Costs no copy.
   */
  openSnapshot(meta: SnapshotMeta): SnapshotSource;
  /**
   * Begins, or resumes after a crash or a broken stream (S-5), to receive; discards what is staged of any
   * other id (S-10), whose sink then rejects everything.
   */
  receiveSnapshot(meta: SnapshotMeta): Promise<SnapshotSink>;
}

/** Read by one or several receivers at their own pace. */
export interface SnapshotSource {
  readonly meta: SnapshotMeta;
  /**
   * The chunk `number`, or undefined after the last. Any number up to the one after the highest that was read
   * may be asked for, again and again, with the same result; reading on is fast. Holds no chunk in memory.
   */
  read(number: number): Promise<SnapshotChunk | undefined>;
  /** Safe to call twice. */
  close(): void;
}

/** Where a snapshot is staged. Calls must not overlap. */
export interface SnapshotSink {
  /** The number of the chunk that is wanted next: all before it are durably staged. */
  readonly next: number;
  /** Verifies and stages; a wrong crc or number throws `SnapshotRejectedError` and keeps what was good. */
  write(chunk: SnapshotChunk): Promise<void>;
  /**
   * After the last chunk: verifies counts and the total hash (S-6), makes what is staged durable. Throws
   * `SnapshotRejectedError`, and has discarded all, if it is not what was sent.
   */
  finish(): Promise<void>;
  /**
   * Only after `finish`. Switches the state machine over, atomically and durably (12.5 steps 2 and 3);
   * `lastApplied` is then `meta.last.index`. Until it settles `isFull` holds. Open views end (S-11): reading from
   * them throws an error that says so and is retryable. The caller then calls `LogStore.rebase`. A rejection
   * is final: the node must stop.
   */
  install(): Promise<void>;
  /** Gives up: what is staged is removed. Safe to call twice. */
  discard(): Promise<void>;
}

/** Sends messages to peers. It may lose, repeat, delay and reorder them, but never alters them. */
export interface Transport {
  /** Never blocks and never throws; a full queue drops the message. */
  send(messages: readonly Envelope[]): void;
}
