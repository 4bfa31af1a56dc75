/**
 * The Admin service, free of the server library: this node's own view, which needs no leader, and what only the leader
 * can tell or change. All calls throw `InvalidRequestError` for garbage.
 */
import type { MonotonicMs } from '../base/brand.ts';
import { kvorum } from '../protos/gen/admin.js';
import {
  decodeChangeRequest,
  decodeMembersRequest,
  decodeTransferRequest,
  encodeChangeAnswer,
  encodeMembersAnswer,
  encodeStatus,
  encodeTransferAnswer,
} from './admin-codec.ts';
import type { AdminPort } from './admin-port.ts';
import { countFields, decodeMessage } from './decode.ts';
import { NotLeaderError } from './errors.ts';
import type { Gateway } from './gateway-port.ts';

const { StatusRequest } = kvorum.admin.v1;

/** Far more than the message has, for those that later versions may add. */
const fieldsMax = 64;

export class AdminService {
  readonly #gateway: Gateway;
  readonly #admin: AdminPort | undefined;

  constructor(deps: { readonly gateway: Gateway; readonly admin?: AdminPort }) {
    this.#gateway = deps.gateway;
    this.#admin = deps.admin;
  }

  status(request: Uint8Array): Uint8Array {
    countFields(request, {
      shape: {},
      fieldsMax,
      message: 'The status request has too many fields.',
    });
    decodeMessage(request, (source) => StatusRequest.decode(source));
    return encodeStatus(this.#gateway.status());
  }

  members(request: Uint8Array): Uint8Array {
    decodeMembersRequest(request);
    return encodeMembersAnswer(this.#requireAdmin().members());
  }

  async changeMembership(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const change = decodeChangeRequest(request);
    return encodeChangeAnswer(await this.#requireAdmin().change(change, { deadline }));
  }

  async transferLeadership(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const target = decodeTransferRequest(request);
    return encodeTransferAnswer(await this.#requireAdmin().transfer(target, { deadline }));
  }

  #requireAdmin(): AdminPort {
    if (this.#admin === undefined) throw new NotLeaderError('this node takes no changes');
    return this.#admin;
  }
}
