import { describe, expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/kv.js';
import { InvalidRequestError } from '../../rpc/errors.ts';
import {
  decodeCloseSession,
  decodeOpenSession,
  decodeSessionRequest,
  encodeSessionClosed,
  encodeSessionOpened,
  toSessionError,
} from '../../rpc/session-codec.ts';

const wire = kvorum.kv.v1;

const openWith = (ttlMs: number): Uint8Array => wire.OpenSessionRequest.encode({ ttlMs }).finish();

describe('a request to open a session', () => {
  test.each([1000, 86_400_000])('may ask for %i ms', (ttlMs) => {
    expect(decodeOpenSession(openWith(ttlMs), 3)).toEqual({
      kind: 'openSession',
      ttlMs,
      database: 3,
    });
  });

  test.each([0, 999, 86_400_001, 2 ** 63])('may not ask for %i ms', (ttlMs) => {
    expect(() => decodeOpenSession(openWith(ttlMs), 3)).toThrow(InvalidRequestError);
  });

  test('that is garbage is refused', () => {
    expect(() => decodeOpenSession(Uint8Array.of(0xff), 3)).toThrow(InvalidRequestError);
    expect(() => decodeOpenSession(new Uint8Array(20_000).fill(8), 3)).toThrow(InvalidRequestError);
  });
});

test('a request to close a session names it', () => {
  const request = wire.CloseSessionRequest.encode({ session: 7 }).finish();
  expect(decodeCloseSession(request, 3)).toEqual({ kind: 'closeSession', session: 7, database: 3 });
  const tooLarge = wire.CloseSessionRequest.encode({ session: 2 ** 60 }).finish();
  expect(() => decodeCloseSession(tooLarge, 3)).toThrow('session exceeds');
});

describe('the session of a write', () => {
  test('has an id, a number, and what was acknowledged before it', () => {
    const session = { id: 7, seq: 3, ackedUpTo: 2 };
    expect(decodeSessionRequest(session)).toEqual(session);
    expect(decodeSessionRequest({ id: 7, seq: 1 })).toEqual({ id: 7, seq: 1, ackedUpTo: 0 });
  });

  test.each([
    [{ id: 7 }, 'not above'],
    [{ id: 7, seq: 3, ackedUpTo: 3 }, '3 is not above 3'],
    [{ id: 7, seq: 2 ** 60 }, 'session.seq exceeds'],
    [{ id: 2 ** 60, seq: 1 }, 'session.id exceeds'],
  ])('cannot be %o', (session, message) => {
    expect(() => decodeSessionRequest(session)).toThrow(message);
  });
});

test('answers are what a client reads', () => {
  expect(wire.OpenSessionResponse.decode(encodeSessionOpened(2 ** 40)).session).toBe(2 ** 40);
  expect(encodeSessionClosed()).toHaveLength(0);
});

test.each([
  ['expired', 'SESSION_EXPIRED', 'unknown'],
  ['stale', 'SESSION_STALE', 'unknown'],
  ['reused', 'SESSION_MISUSE', 'not-applied'],
  ['ahead', 'SESSION_MISUSE', 'not-applied'],
] as const)('a refusal as %s is told as %s', (reason, code, outcome) => {
  expect(toSessionError(reason)).toMatchObject({ code, outcome, retryable: false });
});
