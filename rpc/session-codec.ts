/**
 * The messages about sessions to commands and back. What of a session only the state machine can know (whether it
 * is there, which requests it had) comes back as a refusal, which is an error here.
 */
import { isCount } from '../base/brand.ts';
import { kvorum } from '../protos/gen/kv.js';
import type { ClientCommand, SessionRefusal, SessionRequest } from '../storage/index.ts';
import { countFields, decodeMessage } from './decode.ts';
import type { MessageShape } from './decode.ts';
import {
  InvalidRequestError,
  SessionExpiredError,
  SessionMisuseError,
  SessionStaleError,
} from './errors.ts';
import { sessionTtlMsMax, sessionTtlMsMin } from './limits.ts';

const { CloseSessionRequest, CloseSessionResponse, OpenSessionRequest, OpenSessionResponse } =
  kvorum.kv.v1;

/** The fields of the messages, as protos/kv.proto has them; a test compares them. */
export const openSessionShape: MessageShape = { 1: 'long' };
export const closeSessionShape: MessageShape = { 1: 'long' };
export const sessionShape: MessageShape = { 1: 'long', 2: 'long', 3: 'long' };
/** Far more than the messages have, for those that later versions may add. */
const fieldsMax = 64;

/** Throws `InvalidRequestError`. */
export function decodeOpenSession(bytes: Uint8Array, database: number): ClientCommand {
  const message = 'The request has too many fields.';
  countFields(bytes, { shape: openSessionShape, fieldsMax, message });
  const { ttlMs } = decodeMessage(bytes, (source) => OpenSessionRequest.decode(source));
  if (ttlMs < sessionTtlMsMin || ttlMs > sessionTtlMsMax) {
    throw new InvalidRequestError(
      `The ttl of a session must be ${sessionTtlMsMin} to ${sessionTtlMsMax} ms, not ${ttlMs}.`,
    );
  }
  return { kind: 'openSession', ttlMs, database };
}

/** Throws `InvalidRequestError`. */
export function decodeCloseSession(bytes: Uint8Array, database: number): ClientCommand {
  const message = 'The request has too many fields.';
  countFields(bytes, { shape: closeSessionShape, fieldsMax, message });
  const { session } = decodeMessage(bytes, (source) => CloseSessionRequest.decode(source));
  return { kind: 'closeSession', session: requireCount('session', session), database };
}

/** Throws `InvalidRequestError` for what can be seen to be wrong without the session. */
export function decodeSessionRequest(wire: kvorum.kv.v1.ISessionRequest): SessionRequest {
  const id = requireCount('session.id', wire.id);
  const seq = requireCount('session.seq', wire.seq);
  const ackedUpTo = requireCount('session.acked_up_to', wire.ackedUpTo);
  if (seq <= ackedUpTo) {
    throw new InvalidRequestError(
      `The session.seq must be above session.acked_up_to, but ${seq} is not above ${ackedUpTo}.`,
    );
  }
  return { id, seq, ackedUpTo };
}

export function encodeSessionOpened(session: number): Uint8Array {
  return OpenSessionResponse.encode({ session }).finish();
}

export function encodeSessionClosed(): Uint8Array {
  return CloseSessionResponse.encode({}).finish();
}

/** What the client is told of a write that its session refused. */
export function toSessionError(reason: SessionRefusal): Error {
  switch (reason) {
    case 'expired':
      return new SessionExpiredError();
    case 'stale':
      return new SessionStaleError();
    case 'reused':
      return new SessionMisuseError('another write of the session had this seq');
    case 'ahead':
      return new SessionMisuseError(
        'the seq is more than 64 above what the client has acknowledged',
      );
  }
}

function requireCount(field: string, value: number | null | undefined): number {
  const number = value ?? 0;
  if (!isCount(number)) throw new InvalidRequestError(`The field ${field} exceeds 2^53 - 1.`);
  return number;
}
