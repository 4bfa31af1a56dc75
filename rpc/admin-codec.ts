/**
 * The Admin service's messages to checked values, and values to answers. What does not hold is an
 * `InvalidRequestError`. Requests are short, so that garbage is cheap without being counted.
 */
import { asLogIndex, isCount } from '../base/brand.ts';
import type { NodeId } from '../base/brand.ts';
import { kvorum } from '../protos/gen/admin.js';
import type { Role as NodeRole } from '../raft/index.ts';
import type { AdminChange, ChangeAnswer, ChangeRequest, MembersAnswer } from './admin-port.ts';
import { decodeMessage } from './decode.ts';
import { InvalidRequestError, LimitExceededError } from './errors.ts';
import type { MembershipStatus, MemberStatus, NodeStatus, Standing } from './gateway-port.ts';
import { addressPattern } from './handshake.ts';
import { adminRequestBytesMax, memberNameCharactersMax } from './limits.ts';

const wire = kvorum.admin.v1;
type WireChange = kvorum.admin.v1.IChangeMembershipRequest;

const wireRoles = {
  follower: wire.Role.ROLE_FOLLOWER,
  preCandidate: wire.Role.ROLE_PRE_CANDIDATE,
  candidate: wire.Role.ROLE_CANDIDATE,
  leader: wire.Role.ROLE_LEADER,
} as const satisfies Record<NodeRole, number>;

const wireStandings = {
  voter: wire.Standing.STANDING_VOTER,
  learner: wire.Standing.STANDING_LEARNER,
  incoming: wire.Standing.STANDING_INCOMING,
  outgoing: wire.Standing.STANDING_OUTGOING,
} as const satisfies Record<Standing, number>;

const portMax = 65_535;

export function encodeStatus(status: NodeStatus): Uint8Array {
  const { role, clusterId, leaderId, members, membership, divergence, clock, ...same } = status;
  return wire.StatusResponse.encode({
    ...same,
    clusterId: clusterId ?? '',
    leaderId: leaderId ?? '',
    role: wireRoles[role],
    members: members.map(encodeMember),
    divergence: encodeDivergence(divergence),
    ...(clock.kind !== 'unknown' && { wallClock: encodeClock(clock) }),
    ...(membership !== undefined && { membership: encodeMembership(membership) }),
  }).finish();
}

function encodeDivergence({
  fence,
  diverged,
  ...counts
}: NodeStatus['divergence']): kvorum.admin.v1.IDivergence {
  return { ...counts, diverged: [...diverged], ...(fence !== undefined && { fence }) };
}

function encodeClock(
  clock: Exclude<NodeStatus['clock'], { readonly kind: 'unknown' }>,
): kvorum.admin.v1.IWallClock {
  if (clock.kind === 'disputed') return { disputedSpreadMs: clock.spreadMs };
  return { skewMs: clock.skewMs, off: clock.kind === 'off' };
}

/** Throws `InvalidRequestError` unless the request is an empty message. */
export function decodeMembersRequest(bytes: Uint8Array): void {
  decodeShort(bytes, (source) => wire.MembersRequest.decode(source));
}

export function encodeMembersAnswer({ members, membership, ...same }: MembersAnswer): Uint8Array {
  return wire.MembersResponse.encode({
    ...same,
    membership: encodeMembership(membership),
    members: members.map(encodeMember),
  }).finish();
}

/** Throws `InvalidRequestError`. */
export function decodeChangeRequest(bytes: Uint8Array): ChangeRequest {
  const request = decodeShort(bytes, (source) => wire.ChangeMembershipRequest.decode(source));
  const { basedOn, force } = request;
  demand(isCount(basedOn), `based_on is out of range: ${basedOn}.`);
  return { change: decodeChange(request), basedOn: asLogIndex(basedOn), force };
}

export function encodeChangeAnswer({ waitsFor, ...same }: ChangeAnswer): Uint8Array {
  return wire.ChangeMembershipResponse.encode({ ...same, waitsFor: waitsFor ?? '' }).finish();
}

/** Name or id of who shall lead. Throws `InvalidRequestError`. */
export function decodeTransferRequest(bytes: Uint8Array): string | undefined {
  const { target } = decodeShort(bytes, (source) => wire.TransferLeadershipRequest.decode(source));
  return optionalName(target);
}

export function encodeTransferAnswer(leaderId: NodeId): Uint8Array {
  return wire.TransferLeadershipResponse.encode({ leaderId }).finish();
}

function decodeChange(request: WireChange): AdminChange {
  const { add, remove, promote, demote, replace, updateAddresses } = request;
  if (add) {
    return {
      kind: 'add',
      peerAddress: requireAddress(add.peerAddress),
      staysLearner: add.staysLearner ?? false,
      replaces: optionalName(add.replaces),
    };
  }
  if (typeof remove === 'string') return { kind: 'remove', member: requireName(remove) };
  if (typeof promote === 'string') return { kind: 'promote', member: requireName(promote) };
  if (typeof demote === 'string') return { kind: 'demote', member: requireName(demote) };
  if (replace) {
    const { dead, replacement } = replace;
    const isAddress = replacement?.includes(':') ?? false;
    return {
      kind: 'replace',
      dead: requireName(dead),
      replacement: isAddress ? requireAddress(replacement) : requireName(replacement),
    };
  }
  if (updateAddresses) {
    const { member, peerAddress, grpcAddress } = updateAddresses;
    return {
      kind: 'updateAddresses',
      member: requireName(member),
      peerAddress: requireAddress(peerAddress),
      grpcAddress: requireAddress(grpcAddress),
    };
  }
  throw new InvalidRequestError('The request names no change.');
}

function optionalName(text: string | null | undefined): string | undefined {
  return text === '' || text === null || text === undefined ? undefined : requireName(text);
}

function requireName(text: string | null | undefined): string {
  demand(text !== '' && text !== null && text !== undefined, 'The name of a member is missing.');
  if (text.length > memberNameCharactersMax) {
    throw new LimitExceededError(
      `The name of a member has ${text.length} characters; ${memberNameCharactersMax} are allowed.`,
    );
  }
  return text;
}

function requireAddress(text: string | null | undefined): string {
  const address = text ?? '';
  const port = Number(address.slice(address.lastIndexOf(':') + 1));
  demand(
    addressPattern.test(address) && port >= 1 && port <= portMax,
    `An address is not host:port: "${address.slice(0, 300)}".`,
  );
  return address;
}

function decodeShort<Message>(bytes: Uint8Array, decode: (bytes: Uint8Array) => Message): Message {
  if (bytes.length > adminRequestBytesMax) {
    throw new LimitExceededError(
      `The request has ${bytes.length} bytes; ${adminRequestBytesMax} are allowed.`,
    );
  }
  return decodeMessage(bytes, decode);
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvalidRequestError(message);
}

function encodeMembership(membership: MembershipStatus): kvorum.admin.v1.IMembershipStatus {
  const { index, isCommitted, isJoint, transferTarget } = membership;
  return {
    index,
    committed: isCommitted,
    joint: isJoint,
    transferTargetId: transferTarget ?? '',
  };
}

function encodeMember(member: MemberStatus): kvorum.admin.v1.IMember {
  const { id, name, peerAddress, grpcAddress, voter, matchIndex, silentMs, standing } = member;
  const { learner, staysLearner, replaces, isReceivingSnapshot } = member;
  return {
    id,
    name,
    peerAddress,
    grpcAddress,
    voter,
    ...(matchIndex !== undefined && { matchIndex }),
    ...(silentMs !== undefined && { silentMs }),
    ...(standing !== undefined && { standing: wireStandings[standing] }),
    ...(learner !== undefined && { learner: { ...learner, obstacle: learner.obstacle ?? '' } }),
    ...(staysLearner !== undefined && { staysLearner }),
    ...(replaces !== undefined && { replaces }),
    ...(isReceivingSnapshot !== undefined && { receivingSnapshot: isReceivingSnapshot }),
  };
}
