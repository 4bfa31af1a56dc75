/** The status of a node as oracles see it, of which only some things matter. */
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import type { CoreStatus, Membership } from '../../../raft/index.ts';

export function statusOf(
  role: CoreStatus['role'],
  membership: Membership,
  membershipIndex = 0,
): CoreStatus {
  const zero = asLogIndex(0);
  return {
    role,
    term: asTerm(2),
    leader: undefined,
    commitIndex: zero,
    lastApplied: zero,
    lastIndex: zero,
    durableIndex: zero,
    leaseHeld: false,
    peers: [],
    membership,
    membershipIndex: asLogIndex(membershipIndex),
    isMembershipCommitted: true,
    transferTarget: undefined,
    isLeaseRevoked: false,
    divergence: { fence: undefined, comparedIndex: zero, uncomparedCount: 0, diverged: [] },
    clock: { kind: 'unknown' },
  };
}
