/** The client's side of Admin.Status: the answer to the status that the node described. */
import { asLogIndex, asTerm, isClusterId, isCount, isNodeId } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/admin.js';
import type { MembershipStatus, MemberStatus, NodeStatus, Standing } from '../gateway-port.ts';

const wire = kvorum.admin.v1;
const { Role, StatusRequest, StatusResponse } = wire;

const roles: Readonly<Record<number, NodeStatus['role']>> = {
  [Role.ROLE_FOLLOWER]: 'follower',
  [Role.ROLE_PRE_CANDIDATE]: 'preCandidate',
  [Role.ROLE_CANDIDATE]: 'candidate',
  [Role.ROLE_LEADER]: 'leader',
};

const standings: Readonly<Record<number, Standing>> = {
  [wire.Standing.STANDING_VOTER]: 'voter',
  [wire.Standing.STANDING_LEARNER]: 'learner',
  [wire.Standing.STANDING_INCOMING]: 'incoming',
  [wire.Standing.STANDING_OUTGOING]: 'outgoing',
};

export function encodeStatusRequest(): Uint8Array {
  return StatusRequest.encode({}).finish();
}

/** Throws if the answer makes no sense. */
export function decodeStatusResponse(bytes: Uint8Array): NodeStatus {
  const answer = StatusResponse.decode(bytes);
  const { clusterId, leaderId, fsyncP99Us, diskBytes, memoryBytes, uptimeMs, cpuUs } = answer;
  const { name, version, leaseHeld, membership, logBaseIndex } = answer;
  const role = roles[answer.role];
  if (role === undefined) throw new Error(`the status has the unknown role ${answer.role}`);
  return {
    clusterId: isClusterId(clusterId) ? clusterId : undefined,
    nodeId: decodeNodeId(answer.nodeId),
    name,
    version,
    role,
    term: asTerm(whole(answer.term)),
    leaderId: leaderId === '' ? undefined : decodeNodeId(leaderId),
    commitIndex: asLogIndex(whole(answer.commitIndex)),
    appliedIndex: asLogIndex(whole(answer.appliedIndex)),
    lastIndex: asLogIndex(whole(answer.lastIndex)),
    members: answer.members.map(decodeMember),
    fsyncP99Us,
    diskBytes,
    memoryBytes,
    uptimeMs,
    cpuUs,
    leaseHeld,
    divergence: decodeDivergence(answer.divergence ?? {}),
    clock: answer.wallClock ? decodeClock(answer.wallClock) : { kind: 'unknown' },
    ...(membership && { membership: decodeMembership(membership) }),
    // A decoded field that was absent is found on the prototype, as 0.
    ...(Object.hasOwn(answer, 'logBaseIndex') && {
      logBaseIndex: asLogIndex(whole(logBaseIndex ?? 0)),
    }),
  };
}

/** What an older node does not say, it does not know. */
function decodeDivergence(found: kvorum.admin.v1.IDivergence): NodeStatus['divergence'] {
  const { fence, comparedIndex, uncomparedCount, diverged } = found;
  return {
    fence: fence
      ? {
          index: asLogIndex(whole(fence.index ?? 0)),
          hash: fence.hash ?? '',
          quorumHash: fence.quorumHash ?? '',
        }
      : undefined,
    comparedIndex: asLogIndex(whole(comparedIndex ?? 0)),
    uncomparedCount: whole(uncomparedCount ?? 0),
    diverged: (diverged ?? []).map(decodeNodeId),
  };
}

function decodeClock(found: kvorum.admin.v1.IWallClock): NodeStatus['clock'] {
  // A decoded field that was absent is found on the prototype, as 0.
  if (Object.hasOwn(found, 'disputedSpreadMs')) {
    return { kind: 'disputed', spreadMs: whole(found.disputedSpreadMs ?? 0) };
  }
  const skewMs = found.skewMs ?? 0;
  whole(Math.abs(skewMs));
  return { kind: found.off === true ? 'off' : 'right', skewMs };
}

/** A standing that this version does not know is left out. */
export function decodeMember(wireMember: kvorum.admin.v1.IMember): MemberStatus {
  const { id, name, peerAddress, grpcAddress, voter, learner, replaces } = wireMember;
  // A decoded field that was absent is found on the prototype, as 0.
  const hasMatchIndex = Object.hasOwn(wireMember, 'matchIndex');
  const standing = standings[wireMember.standing ?? 0];
  return {
    id: decodeNodeId(id ?? ''),
    name: name ?? '',
    peerAddress: peerAddress ?? '',
    grpcAddress: grpcAddress ?? '',
    voter: voter ?? false,
    matchIndex: hasMatchIndex ? asLogIndex(whole(wireMember.matchIndex ?? 0)) : undefined,
    silentMs: wireMember.silentMs ?? undefined,
    ...(standing !== undefined && { standing }),
    ...(learner && {
      learner: {
        lagEntries: whole(learner.lagEntries ?? 0),
        unappliedEntries: whole(learner.unappliedEntries ?? 0),
        obstacle: learner.obstacle || undefined,
      },
    }),
    ...(wireMember.staysLearner === true && { staysLearner: true }),
    ...(replaces && { replaces: decodeNodeId(replaces) }),
    ...(wireMember.receivingSnapshot === true && { isReceivingSnapshot: true }),
  };
}

export function decodeMembership(status: kvorum.admin.v1.IMembershipStatus): MembershipStatus {
  const { index, committed, joint, transferTargetId } = status;
  return {
    index: asLogIndex(whole(index ?? 0)),
    isCommitted: committed ?? false,
    isJoint: joint ?? false,
    transferTarget: transferTargetId ? decodeNodeId(transferTargetId) : undefined,
  };
}

export function decodeNodeId(id: string): NodeId {
  if (!isNodeId(id)) throw new Error(`the status has a malformed node id: ${id}`);
  return id;
}

export function whole(count: number): number {
  if (!isCount(count)) throw new Error(`the status has a number out of range: ${count}`);
  return count;
}
