/** The Admin service, free of the server library: this node's own view, which needs no leader. */
import { kvorum } from '../protos/gen/admin.js';
import type { DivergenceStatus, Role as NodeRole } from '../raft/index.ts';
import { countFields, decodeMessage } from './decode.ts';
import type { Gateway, MemberStatus } from './gateway-port.ts';

const { Role, StatusRequest, StatusResponse } = kvorum.admin.v1;

const wireRoles = {
  follower: Role.ROLE_FOLLOWER,
  preCandidate: Role.ROLE_PRE_CANDIDATE,
  candidate: Role.ROLE_CANDIDATE,
  leader: Role.ROLE_LEADER,
} as const satisfies Record<NodeRole, number>;

/** Far more than the message has, for those that later versions may add. */
const fieldsMax = 64;

export class AdminService {
  readonly #gateway: Gateway;

  constructor(deps: { readonly gateway: Gateway }) {
    this.#gateway = deps.gateway;
  }

  /** Throws `InvalidRequestError` for garbage. */
  status(request: Uint8Array): Uint8Array {
    countFields(request, {
      shape: {},
      fieldsMax,
      message: 'The status request has too many fields.',
    });
    decodeMessage(request, (source) => StatusRequest.decode(source));
    const { role, clusterId, leaderId, members, divergence, ...same } = this.#gateway.status();
    return StatusResponse.encode({
      ...same,
      clusterId: clusterId ?? '',
      leaderId: leaderId ?? '',
      role: wireRoles[role],
      members: members.map(encodeMember),
      divergence: encodeDivergence(divergence),
    }).finish();
  }
}

function encodeDivergence({
  fence,
  diverged,
  ...counts
}: DivergenceStatus): kvorum.admin.v1.IDivergence {
  return { ...counts, diverged: [...diverged], ...(fence !== undefined && { fence }) };
}

function encodeMember({ matchIndex, silentMs, ...same }: MemberStatus): kvorum.admin.v1.IMember {
  return {
    ...same,
    ...(matchIndex !== undefined && { matchIndex }),
    ...(silentMs !== undefined && { silentMs }),
  };
}
