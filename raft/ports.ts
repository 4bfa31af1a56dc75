/**
 * What the node loop needs from the world. storage/ and rpc/ implement these ports, tests and the
 * simulator replace them. Each comment says what is durable when, and who owns the bytes.
 */
import type { LogIndex, NodeId, Term } from '../base/brand.ts';
import type { Fence } from './core/divergence.ts';
import type { LogReader } from './core/log-reader.ts';
import type { IndexedMembership } from './core/membership.ts';
import type { Envelope } from './core/message.ts';
import type { LogWrite } from './core/ready.ts';
import type { Entry, EntryId, HardState, Membership } from './core/types.ts';

/** What the log store found when it was opened. */
export type StoredState = {
  /** Absent on a store that was never written. */
  readonly hardState: HardState | undefined;
  /** Every stored configuration entry, oldest first. */
  readonly memberships: readonly { readonly index: LogIndex; readonly membership: Membership }[];
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
  /** What the log takes on disk. */
  readonly sizeBytes: number;
  /**
   * Forgets entries up to `to.index`; `to.membership` is the one in force there. Settles when that is durable;
   * the space of whole segments is freed (13.5). Does nothing if `to.index <= base.index`. Safe beside appends and reads
   * of later entries. A rejection is final.
   */
  compact(to: { readonly index: LogIndex; readonly membership: IndexedMembership }): Promise<void>;
  /**
   * The log now begins, empty, after `to.last`; everything else in it is gone (12.5, step 4). Durable when it
   * settles. Never beside an append or a compaction. A rejection is final.
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
  /**
   * A hash of everything applied up to `index`, and of what came of it, in 16 hex digits; undefined if it is not
   * known (any more). May be left out: then states are not compared (H-1).
   */
  hashAt?(index: LogIndex): string | undefined;
  /** What `rememberFence` was told of this very state, also before a restart. */
  readonly fence?: Fence | undefined;
  /**
   * The state is wrong (H-2): to be known until another one takes its place, whatever starts or crashes there are once
   * this is durable. A failure to store it ends the node.
   */
  rememberFence?(fence: Fence): void;
  /** Up to here the effects survive a crash without the log: compaction stops there (S-3). */
  readonly durableIndex: LogIndex;
  /** A view of the state at `lastApplied` of this very turn (S-4), to be read piece by piece. Makes no copy. */
  openSnapshot(meta: SnapshotMeta): SnapshotSource;
  /**
   * Begins to receive, or goes on with what a crash or a broken stream left (S-5). Discards what is staged of
   * any other snapshot (S-10).
   */
  receiveSnapshot(meta: SnapshotMeta): Promise<SnapshotSink>;
}

/** Names a snapshot and says where it stands. */
export type SnapshotMeta = {
  /** Unique over all senders and times: who made it, in which start, which one. Letters, digits and '-'. */
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
  readonly crc: number;
};

/** A snapshot to be sent. Several receivers may read it, each at its own pace. */
export interface SnapshotSource {
  readonly meta: SnapshotMeta;
  /** Piece `number`, the same bytes each time; undefined after the last. Yields to the event loop, keeps memory flat. */
  read(number: number): Promise<SnapshotChunk | undefined>;
  close(): void;
}

/** A snapshot that is being received. Calls must not overlap. */
export interface SnapshotSink {
  /** The piece that is wanted next: all before it are durably staged. */
  readonly next: number;
  /** Verifies and stages one. What is wrong throws a `KvorumError` and leaves what was good. */
  write(chunk: SnapshotChunk): Promise<void>;
  /** After the last piece: verifies the whole (S-6) and makes it durable. What is wrong throws, and is discarded. */
  finish(): Promise<void>;
  /**
   * Replaces the state by this one, atomically and durably (12.5, steps 2 and 3): then `lastApplied` is `meta.last.index`,
   * and open views have ended. Only after `finish`. The caller then rebases the log.
   */
  install(): Promise<void>;
  /** Gives up and removes what is staged. */
  discard(): Promise<void>;
}

/** What became of a snapshot that was sent to a peer. */
export type SnapshotOutcome =
  /** The peer has it, or already had a log that reaches `index`. */
  { readonly kind: 'installed' } | { readonly kind: 'failed'; readonly reason: string };

/** Carries snapshots to peers, beside and below the messages. */
export interface SnapshotSender {
  /** Settles when the peer has installed it, or when that failed; never rejects. `signal` ends it. */
  send(
    to: { readonly peer: NodeId; readonly term: Term },
    source: SnapshotSource,
    signal: AbortSignal,
  ): Promise<SnapshotOutcome>;
}

/** Sends messages to peers. It may lose, repeat, delay and reorder them, but never alters them. */
export interface Transport {
  /** Never blocks and never throws; a full queue drops the message. */
  send(messages: readonly Envelope[]): void;
}
