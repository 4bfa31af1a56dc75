/** The client's side of Admin.Status: the answer to the status that the node described. */
import { asLogIndex, asTerm, isClusterId, isCount, isNodeId } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/admin.js';
import type { MemberStatus, NodeStatus } from '../gateway-port.ts';

const { Role, StatusRequest, StatusResponse } = kvorum.admin.v1;

const roles: Readonly<Record<number, NodeStatus['role']>> = {
  [Role.ROLE_FOLLOWER]: 'follower',
  [Role.ROLE_PRE_CANDIDATE]: 'preCandidate',
  [Role.ROLE_CANDIDATE]: 'candidate',
  [Role.ROLE_LEADER]: 'leader',
};

export function encodeStatusRequest(): Uint8Array {
  return StatusRequest.encode({}).finish();
}

/** Throws if the answer makes no sense. */
export function decodeStatusResponse(bytes: Uint8Array): NodeStatus {
  const answer = StatusResponse.decode(bytes);
  const { clusterId, leaderId, fsyncP99Us, diskBytes, memoryBytes, uptimeMs, cpuUs } = answer;
  const { name, version, leaseHeld } = answer;
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
  };
}

/** What an older node does not say, it does not know. */
function decodeDivergence(wire: kvorum.admin.v1.IDivergence): NodeStatus['divergence'] {
  const { fence, comparedIndex, uncomparedCount, diverged } = wire;
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

function decodeMember(wire: kvorum.admin.v1.IMember): MemberStatus {
  const { id, name, peerAddress, grpcAddress, voter } = wire;
  // A decoded field that was absent is found on the prototype, as 0.
  const hasMatchIndex = Object.hasOwn(wire, 'matchIndex');
  return {
    id: decodeNodeId(id ?? ''),
    name: name ?? '',
    peerAddress: peerAddress ?? '',
    grpcAddress: grpcAddress ?? '',
    voter: voter ?? false,
    matchIndex: hasMatchIndex ? asLogIndex(whole(wire.matchIndex ?? 0)) : undefined,
    silentMs: wire.silentMs ?? undefined,
  };
}

function decodeNodeId(id: string): NodeId {
  if (!isNodeId(id)) throw new Error(`the status has a malformed node id: ${id}`);
  return id;
}

function whole(count: number): number {
  if (!isCount(count)) throw new Error(`the status has a number out of range: ${count}`);
  return count;
}
