/** The call with which a new node becomes a member, as bytes of `kvorum.raft.v1`. */
import type { ClusterId, NodeId } from '../base/brand.ts';
import { asLogIndex, isClusterId, isNodeId } from '../base/brand.ts';
import { kvorum } from '../protos/gen/raft.js';
import type { IndexedMembership, Membership } from '../raft/index.ts';
import { addressPattern, peerProtocol } from './handshake.ts';
import { PeerProtocolError, PeerRefusedError } from './peer-errors.ts';
import { decodeWire, received, sent } from './raft-codec.ts';

const wire = kvorum.raft.v1;

/** A node with an empty disk, and what it wants to be. */
export type JoinRequest = {
  /** Unique in the cluster. */
  readonly name: string;
  readonly nodeId: NodeId;
  readonly peerAddress: string;
  readonly grpcAddress: string;
  /** It is not to be promoted by itself. */
  readonly staysLearner: boolean;
  /** Name or id of the member whose place it takes. */
  readonly replaces: string | undefined;
  /** It must be that of the cluster; 0 if the node does not tell. */
  readonly electionTimeoutMs: number;
};

export type JoinedCluster = {
  readonly clusterId: ClusterId;
  /** With the new node in it. */
  readonly membership: IndexedMembership;
  readonly electionTimeoutMs: number;
};

export type JoinAnswer =
  | ({ readonly kind: 'joined' } & JoinedCluster)
  /** Ask this node instead. */
  | { readonly kind: 'redirect'; readonly leader: string };

const nameBytesMax = 128;

export function encodeJoinRequest({ replaces, ...request }: JoinRequest): Uint8Array {
  return wire.JoinRequest.encode({
    protocol: peerProtocol,
    ...request,
    replaces: replaces ?? '',
  }).finish();
}

/** Throws `PeerProtocolError` for garbage, `PeerRefusedError` for another version. */
export function decodeJoinRequest(bytes: Uint8Array): JoinRequest {
  const request = decodeWire(() => wire.JoinRequest.decode(new Uint8Array(bytes)));
  if (request.protocol !== peerProtocol) {
    throw new PeerRefusedError(
      `this node speaks protocol ${peerProtocol}, the caller ${request.protocol}`,
    );
  }
  const { name, nodeId, peerAddress, grpcAddress, staysLearner, replaces } = request;
  const { electionTimeoutMs } = request;
  if (name === '' || name.length > nameBytesMax) {
    throw new PeerProtocolError('the name of a node is missing or too long');
  }
  if (!isNodeId(nodeId)) throw new PeerProtocolError('not a valid node id');
  for (const address of [peerAddress, grpcAddress]) {
    if (!addressPattern.test(address)) throw new PeerProtocolError('not a valid address');
  }
  return {
    name,
    nodeId,
    peerAddress,
    grpcAddress,
    staysLearner,
    replaces: replaces === '' ? undefined : replaces,
    electionTimeoutMs,
  };
}

export function encodeJoinAnswer(
  answer: JoinAnswer,
  encodeMembership: (membership: Membership) => Uint8Array,
): Uint8Array {
  if (answer.kind === 'redirect') {
    return wire.JoinResponse.encode({ leader: answer.leader }).finish();
  }
  const { clusterId, membership, electionTimeoutMs } = answer;
  const joined = {
    clusterId,
    membership: encodeMembership(membership.membership),
    membershipIndex: sent(membership.index),
    electionTimeoutMs,
  };
  return wire.JoinResponse.encode({ joined }).finish();
}

/** Throws `PeerProtocolError`, or what `decodeMembership` throws. */
export function decodeJoinAnswer(
  bytes: Uint8Array,
  decodeMembership: (bytes: Uint8Array) => Membership,
): JoinAnswer {
  const { joined, leader } = decodeWire(() => wire.JoinResponse.decode(new Uint8Array(bytes)));
  if (!joined) {
    if (typeof leader !== 'string' || !addressPattern.test(leader)) {
      throw new PeerProtocolError('an answer to a new node without content');
    }
    return { kind: 'redirect', leader };
  }
  const { clusterId = '', electionTimeoutMs } = joined;
  if (clusterId === null || !isClusterId(clusterId)) {
    throw new PeerProtocolError('not a valid cluster id');
  }
  const membership = decodeMembership(joined.membership ?? new Uint8Array());
  const index = asLogIndex(received(joined.membershipIndex));
  return {
    kind: 'joined',
    clusterId,
    membership: { index, membership },
    electionTimeoutMs: electionTimeoutMs ?? 0,
  };
}
