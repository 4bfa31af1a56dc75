/**
 * What the core asks its driver to do, taken in one piece with `RaftCore.takeReady`.
 *
 * Order rule: the core itself withholds every message that must wait for durability (P-1, P-2, P-3) and
 * releases it in the first `Ready` after `onDurable`; so all of `messages` may leave at once, before
 * the write of the same `Ready` is durable. Writes must complete in the order they were issued (P-4).
 */
import type { LogIndex, NodeId, Term } from '../../base/brand.ts';
import type { ClockStatus } from './clock-skew.ts';
import type { Envelope } from './message.ts';
import type { Entry, EntryId, HardState, Membership } from './types.ts';

/** One write batch for the log store. All of it becomes durable together or not at all. */
export type LogWrite = {
  /** Strictly increasing number of the batch; the driver answers `onDurable(seq)`. */
  readonly seq: number;
  /** Present if it changed. */
  readonly hardState?: HardState;
  /** Discard stored entries with an index at or above this one before appending. */
  readonly truncateFrom?: LogIndex;
  /** Contiguous; empty when only the hard state changed. */
  readonly entries: readonly Entry[];
  /** False only when nothing but `commitIndex` changed: then the batch may be written without a sync. */
  readonly mustSync: boolean;
};

/** Proof that a read may be served locally once `lastApplied >= readIndex`. */
export type ReadTicket = {
  /** `lease`: the value counts only if `leaseHolds(ticket, now)` is still true after it was read. */
  readonly kind: 'lease' | 'readIndex';
  readonly term: Term;
  readonly readIndex: LogIndex;
};

/** The fate of a read that `requestRead` left pending. */
export type ReadResult = {
  readonly readId: number;
  /** Absent: leadership changed or the leader could not be reached; the read may be retried. */
  readonly ticket: ReadTicket | undefined;
};

/** A change that people and metrics want to know of. */
export type CoreEvent =
  | {
      readonly kind: 'roleChanged';
      readonly role: Role;
      readonly term: Term;
      readonly leader: NodeId | undefined;
      readonly reason: string;
    }
  | { readonly kind: 'leaderChanged'; readonly term: Term; readonly leader: NodeId | undefined }
  | {
      readonly kind: 'membershipChanged';
      readonly index: LogIndex;
      readonly membership: Membership;
    }
  | { readonly kind: 'logTruncated'; readonly from: LogIndex }
  | { readonly kind: 'snapshotInstalled'; readonly last: EntryId }
  /** `target` did not take over in time; this node goes on leading, without a lease. */
  | { readonly kind: 'transferAborted'; readonly term: Term; readonly target: NodeId }
  /** The leader sent another entry where this node has a committed one (L-2.5): the driver must stop. */
  | { readonly kind: 'contradicted'; readonly committed: EntryId; readonly sent: EntryId }
  /** `peer` has acknowledged entries up to `matchIndex`, and its log ends at `lastIndex`: it is to be replaced (11.7). */
  | {
      readonly kind: 'peerLostState';
      readonly peer: NodeId;
      readonly matchIndex: LogIndex;
      readonly lastIndex: LogIndex;
    }
  /** The state of `node`, perhaps this one, is not that of the quorum (H-2). */
  | {
      readonly kind: 'diverged';
      readonly node: NodeId;
      readonly index: LogIndex;
      readonly hash: string;
      readonly quorumHash: string;
    }
  /** An alarm about this node's wall clock, or those of the voters, began or ended (N-2). */
  | { readonly kind: 'clockChanged'; readonly clock: ClockStatus }
  /** The voters' states differ, and no quorum has the same one. */
  | {
      readonly kind: 'stateDisputed';
      readonly index: LogIndex;
      readonly hashes: ReadonlyMap<NodeId, string>;
    };

export type Role = 'follower' | 'preCandidate' | 'candidate' | 'leader';

export type Ready = {
  /** Absent when nothing is to be written. */
  readonly write?: LogWrite;
  /** To be sent now, in this order. */
  readonly messages: readonly Envelope[];
  /** Committed and locally durable entries to apply (P-7), in order, each handed out once. */
  readonly apply: readonly Entry[];
  readonly reads: readonly ReadResult[];
  /** Peers that lack entries which are gone here: answer with `onSnapshotSent`, some time, for each. */
  readonly snapshots: readonly NodeId[];
  readonly events: readonly CoreEvent[];
};
