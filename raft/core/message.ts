/**
 * Messages between the consensus cores of two nodes. Any of them may be lost, repeated, delayed or
 * reordered (rule C-5). Cluster and group ids are checked by the transport before a message gets here.
 */
import type { LogIndex, NodeId, Term, WallMs } from '../../base/brand.ts';
import type { HashReport } from './divergence.ts';
import type { Echo } from './freshness.ts';
import type { Entry, EntryId } from './types.ts';

/** A message with its route. `term` is the sender's term, except in `preVote`: the term it would campaign in. */
export type Envelope = {
  readonly from: NodeId;
  readonly to: NodeId;
  readonly term: Term;
  readonly message: RaftMessage;
};

export type RaftMessage =
  /** Asks "would you vote for me in this term?" and changes nothing on either side (E-1). */
  | { readonly kind: 'preVote'; readonly last: EntryId; readonly nonce: number }
  /** A refusal carries the refuser's term in the envelope, a grant the term that was asked for (E-3). */
  | { readonly kind: 'preVoteResponse'; readonly granted: boolean; readonly nonce: number }
  /** Leaves only when the term, the self-vote and every entry up to `last` are durable (P-2). */
  | {
      readonly kind: 'requestVote';
      readonly last: EntryId;
      readonly transfer: boolean;
      readonly nonce: number;
    }
  /** Leaves only when the vote is durable (P-1). Echoes the nonce of the request (P-2). */
  | { readonly kind: 'voteResponse'; readonly granted: boolean; readonly nonce: number }
  /** Entries that follow `prev`, contiguous; none is a probe. `round` as in raft.md 9.1. */
  | {
      readonly kind: 'append';
      readonly prev: EntryId;
      readonly entries: readonly Entry[];
      readonly commitIndex: LogIndex;
      readonly round: number;
    }
  /** The sender's log equals the leader's up to `matchIndex`, durably (P-3). */
  | { readonly kind: 'appendAccepted'; readonly matchIndex: LogIndex; readonly round: number }
  /** The sender lacks `rejectedIndex` or has another term there; `hint` as in L-4. */
  | {
      readonly kind: 'appendRejected';
      readonly rejectedIndex: LogIndex;
      readonly hint: EntryId;
      readonly lastIndex: LogIndex;
      readonly round: number;
    }
  /**
   * Contact without entries. `commitIndex` is at most what the leader knows the receiver to match (P-11).
   * `leaseHeld`: when this was built, the leader could have answered strong reads under its lease. `echo`: the
   * latest `stamp` of the receiver, with the commit index as it is (9.5).
   */
  | {
      readonly kind: 'heartbeat';
      readonly commitIndex: LogIndex;
      readonly round: number;
      readonly leaseHeld: boolean;
      readonly echo: Echo | undefined;
      /** What a quorum has where the receiver reported something else (H-2). */
      readonly diverged?: HashReport;
      /** By how many ms the receiver's wall clock is ahead of the median, if that is known (N-2). */
      readonly clockSkewMs?: number;
    }
  /**
   * `stamp` names this answer and no other, also across restarts (9.5); 0 if it is not to be echoed. `appliedIndex`: what
   * the sender has applied, so that a learner which only receives is not promoted (11.5).
   */
  | {
      readonly kind: 'heartbeatResponse';
      readonly round: number;
      readonly stamp: number;
      readonly appliedIndex: LogIndex;
      /** Of the last index at which nodes compare, if the sender knows it (H-2). */
      readonly stateHash?: HashReport;
      /** The sender's wall clock when it built this (N-2). */
      readonly wall?: WallMs;
    }
  /** The leader of this term asks the receiver to campaign at once, if its log holds `last` (10.1). */
  | { readonly kind: 'timeoutNow'; readonly last: EntryId }
  /** The sender's log is whole, but its state lacks entries that its log has no more (S-12). */
  | { readonly kind: 'snapshotRequest' }
  /** A follower asks for an index that a linearizable read may be served at. New id per attempt. */
  | { readonly kind: 'readIndexRequest'; readonly requestId: number }
  /** `index` is absent when the sender could not confirm that it leads. */
  | {
      readonly kind: 'readIndexResponse';
      readonly requestId: number;
      readonly index: LogIndex | undefined;
    };
