/** What the consensus core knows of the members, in the form in which it is shown. Pure. */
import type { NodeId } from '../base/brand.ts';
import type { Membership, RaftNode } from '../raft/index.ts';
import type { MembershipStatus, MemberStatus, Standing } from './gateway-port.ts';

type CoreStatus = ReturnType<RaftNode<unknown>['status']>;

/** All members, sorted by id, as the node `self` sees them. */
export function describeMembers(core: CoreStatus, self: NodeId): readonly MemberStatus[] {
  const { membership, peers, role, durableIndex } = core;
  return [...membership.members].map(([id, member]) => {
    const peer = peers.find((candidate) => candidate.peer === id);
    const isLeader = id === self && role === 'leader';
    const { name, peerAddress, grpcAddress, staysLearner, replaces } = member;
    return {
      id,
      name,
      peerAddress,
      grpcAddress,
      voter: membership.voters.includes(id),
      matchIndex: isLeader ? durableIndex : peer?.matchIndex,
      silentMs: isLeader ? 0 : peer?.silentMs,
      standing: standingOf(membership, id),
      ...(peer?.learner !== undefined && { learner: peer.learner }),
      ...(staysLearner === true && { staysLearner }),
      ...(replaces !== undefined && { replaces }),
      ...(peer?.state === 'snapshot' && { isReceivingSnapshot: true }),
    };
  });
}

export function describeMembership(core: CoreStatus): MembershipStatus {
  const { membership, membershipIndex, isMembershipCommitted, transferTarget } = core;
  return {
    index: membershipIndex,
    isCommitted: isMembershipCommitted,
    isJoint: membership.votersOld !== undefined,
    transferTarget,
  };
}

function standingOf({ voters, votersOld = voters }: Membership, id: NodeId): Standing {
  if (voters.includes(id)) return votersOld.includes(id) ? 'voter' : 'incoming';
  return votersOld.includes(id) ? 'outgoing' : 'learner';
}
