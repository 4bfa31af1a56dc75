/** What the Admin service needs of a node to change its cluster. Knows nothing of gRPC. */
import type { ClusterId, LogIndex, MonotonicMs, NodeId, Term } from '../base/brand.ts';
import type { MembershipStatus, MemberStatus } from './gateway-port.ts';

/** Members are named by their name or their id. */
export type AdminChange =
  /** The node at `peerAddress`, which runs and waits to join. */
  | {
      readonly kind: 'add';
      readonly peerAddress: string;
      readonly staysLearner: boolean;
      /** The voter whose place it takes when it has caught up. */
      readonly replaces: string | undefined;
    }
  | { readonly kind: 'remove' | 'promote' | 'demote'; readonly member: string }
  /** `replacement` may also be the peer address of a node that waits to join. */
  | { readonly kind: 'replace'; readonly dead: string; readonly replacement: string }
  | {
      readonly kind: 'updateAddresses';
      readonly member: string;
      readonly peerAddress: string;
      readonly grpcAddress: string;
    };

export type ChangeRequest = {
  readonly change: AdminChange;
  /** Index of the membership that the caller looked at (M-7); 0: whatever is in force. */
  readonly basedOn: LogIndex;
  /** Also if too few voters of the new membership are in contact (M-8). */
  readonly force: boolean;
};

/** The change is committed, or already was. */
export type ChangeAnswer = {
  readonly membershipIndex: LogIndex;
  readonly nodeId: NodeId;
  /** What is still to happen by itself, as the end of a sentence about the node; undefined if nothing is. */
  readonly waitsFor: string | undefined;
};

/** The leader's view of its cluster. */
export type MembersAnswer = {
  readonly clusterId: ClusterId;
  readonly leaderId: NodeId;
  readonly term: Term;
  readonly lastIndex: LogIndex;
  readonly membership: MembershipStatus;
  readonly members: readonly MemberStatus[];
};

/** All calls throw a `KvorumError`, whose `outcome` says whether a change may have been made nevertheless. */
export interface AdminPort {
  members(): MembersAnswer;
  change(
    request: ChangeRequest,
    options: { readonly deadline: MonotonicMs },
  ): Promise<ChangeAnswer>;
  /** Settles with the new leader; without a target it is the voter whose log is longest. */
  transfer(
    target: string | undefined,
    options: { readonly deadline: MonotonicMs },
  ): Promise<NodeId>;
}
