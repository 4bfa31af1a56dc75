/** What the core answers to those who ask something of it. A refusal proves that nothing was appended (8.4). */
import type { LogIndex, NodeId, Term } from '../../base/brand.ts';
import type { ReadTicket } from './ready.ts';
import type { MembershipChanged } from './reconfiguration.ts';
import type { TransferBegun } from './transfer.ts';

/** The whole batch or nothing. */
export type ProposeResult =
  | { readonly kind: 'accepted'; readonly firstIndex: LogIndex; readonly term: Term }
  | {
      readonly kind: 'refused';
      /** `transferring`: another node is about to lead. */
      readonly reason: 'notLeader' | 'overloaded' | 'tooLarge' | 'transferring';
      /** Who leads instead, if that is known. */
      readonly leader?: NodeId;
    };

type NotLeader = { readonly kind: 'refused'; readonly reason: 'notLeader' };
export type ProposeMembershipResult = MembershipChanged | NotLeader;
export type TransferResult = TransferBegun | NotLeader;

export type RequestReadResult =
  | { readonly kind: 'ticket'; readonly ticket: ReadTicket }
  /** A `ReadResult` with this id follows. */
  | { readonly kind: 'pending'; readonly readId: number }
  | { readonly kind: 'noLeader' }
  | { readonly kind: 'overloaded' };

export type SnapshotVerdict = 'wanted' | 'held' | 'stale';
