/** The client's side of the Admin messages about members: plain values to requests, answers to plain values. */
import { asClusterId, asLogIndex, asTerm, isClusterId } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/admin.js';
import type { AdminChange, ChangeAnswer, ChangeRequest, MembersAnswer } from '../admin-port.ts';
import { decodeMember, decodeMembership, decodeNodeId, whole } from './status-codec.ts';

const wire = kvorum.admin.v1;

export function encodeMembersRequest(): Uint8Array {
  return wire.MembersRequest.encode({}).finish();
}

/** Throws if the answer makes no sense, as all decoders here do. */
export function decodeMembersAnswer(bytes: Uint8Array): MembersAnswer {
  const answer = wire.MembersResponse.decode(bytes);
  const { clusterId } = answer;
  if (!isClusterId(clusterId)) throw new Error(`not a cluster id: ${clusterId}`);
  return {
    clusterId: asClusterId(clusterId),
    leaderId: decodeNodeId(answer.leaderId),
    term: asTerm(whole(answer.term)),
    lastIndex: asLogIndex(whole(answer.lastIndex)),
    membership: decodeMembership(answer.membership ?? {}),
    members: answer.members.map(decodeMember),
  };
}

export function encodeChangeRequest({ change, basedOn, force }: ChangeRequest): Uint8Array {
  return wire.ChangeMembershipRequest.encode({ basedOn, force, ...toWire(change) }).finish();
}

export function decodeChangeAnswer(bytes: Uint8Array): ChangeAnswer {
  const answer = wire.ChangeMembershipResponse.decode(bytes);
  return {
    membershipIndex: asLogIndex(whole(answer.membershipIndex)),
    nodeId: decodeNodeId(answer.nodeId),
    waitsFor: answer.waitsFor === '' ? undefined : answer.waitsFor,
  };
}

export function encodeTransferRequest(target: string | undefined): Uint8Array {
  return wire.TransferLeadershipRequest.encode({ target: target ?? '' }).finish();
}

export function decodeTransferAnswer(bytes: Uint8Array): NodeId {
  return decodeNodeId(wire.TransferLeadershipResponse.decode(bytes).leaderId);
}

function toWire(change: AdminChange): kvorum.admin.v1.IChangeMembershipRequest {
  switch (change.kind) {
    case 'add': {
      const { peerAddress, staysLearner, replaces } = change;
      return { add: { peerAddress, staysLearner, replaces: replaces ?? '' } };
    }
    case 'remove':
      return { remove: change.member };
    case 'promote':
      return { promote: change.member };
    case 'demote':
      return { demote: change.member };
    case 'replace':
      return { replace: { dead: change.dead, replacement: change.replacement } };
    case 'updateAddresses': {
      const { member, peerAddress, grpcAddress } = change;
      return { updateAddresses: { member, peerAddress, grpcAddress } };
    }
  }
}
