import { expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/kv.js';
import { decodeListResponse, encodeListRequest } from '../../rpc/client/codec.ts';
import { InvalidRequestError, LimitExceededError } from '../../rpc/errors.ts';
import { decodeListRequest, encodeListResponse } from '../../rpc/list-codec.ts';
import { bytesValue, keyOf, listedEntry, stamp } from './fake-gateway.ts';

const { ListRequest } = kvorum.kv.v1;
const prefix = keyOf('a');
const readAt = { appliedIndex: asLogIndex(7), stalenessMs: 3 };
const inside = (text: string): Uint8Array => Buffer.concat([prefix, keyOf(text)]);

test('a prefix becomes the range of the longer keys, without limit and strong', () => {
  expect(decodeListRequest(encodeListRequest({ prefix }))).toEqual({
    start: Buffer.concat([prefix, Buffer.of(0x00)]),
    end: Buffer.concat([prefix, Buffer.of(0xff)]),
    commonPrefix: Buffer.from(prefix),
    limit: Number.POSITIVE_INFINITY,
    reverse: false,
    keysOnly: false,
    demand: { kind: 'strong' },
  });
});

test('the cursor of a page resumes after its last entry', () => {
  const call = decodeListRequest(encodeListRequest({ prefix, limit: 1 }));
  const entry = listedEntry(inside('b'), bytesValue('1'), stamp(1));
  const { cursor } = decodeListResponse(
    encodeListResponse([entry], { call, readAt, exhausted: false }),
  );
  expect(cursor).toBe('AmIA');
  expect(decodeListRequest(encodeListRequest({ prefix, cursor })).start).toEqual(
    Buffer.concat([inside('b'), Buffer.of(0)]),
  );
});

test('the page that ends a range has no cursor, and a list of keys no values', () => {
  const call = decodeListRequest(encodeListRequest({ prefix, keysOnly: true }));
  const entry = listedEntry(inside('b'), bytesValue('1'), stamp(1));
  expect(
    decodeListResponse(encodeListResponse([entry], { call, readAt, exhausted: true })),
  ).toEqual({
    entries: [{ key: Buffer.from(entry.key, 'latin1'), value: undefined, versionstamp: stamp(1) }],
    cursor: '',
    readAt: { versionstamp: stamp(7), stalenessMs: 3 },
  });
});

const both = "Selector can not specify both 'start' and 'end' key when specifying 'prefix'";
const neither = "Selector must specify either 'prefix' or both 'start' and 'end' key";

test.each([
  ['nothing', {}, neither],
  ['a start alone', { start: prefix }, neither],
  ['all three', { prefix, start: inside('b'), end: inside('c') }, both],
  [
    'a start outside',
    { prefix, start: keyOf('b') },
    'Start key is not in the keyspace defined by prefix',
  ],
  [
    'an end outside',
    { prefix, end: keyOf('b') },
    'End key is not in the keyspace defined by prefix',
  ],
  [
    'a start above the end',
    { start: keyOf('b'), end: keyOf('a') },
    'Start key is greater than end key',
  ],
  [
    'a prefix of 2049 bytes',
    { prefix: Buffer.alloc(2049, 1) },
    'A key exceeds the key size limit: it has 2049 bytes, 2048 are allowed.',
  ],
  [
    'an end of 2050 bytes',
    { start: prefix, end: Buffer.alloc(2050, 9) },
    'A key exceeds the key size limit: it has 2050 bytes, 2049 are allowed.',
  ],
  ['a cursor without padding', { prefix, cursor: 'Jw' }, 'invalid cursor'],
  ['a cursor in the other alphabet', { prefix, cursor: 'Ib/w' }, 'invalid cursor'],
  ['a cursor of 100 kB', { prefix, cursor: 'AAAA'.repeat(25_000) }, 'invalid cursor'],
  [
    'a cursor below the start',
    { prefix, start: inside('m'), cursor: 'AmIA' },
    'cursor out of bounds',
  ],
  ['an unknown consistency', { prefix, consistency: 3 }, 'The consistency 3 is unknown.'],
])('a list with %s is refused', (_name, request, message) => {
  expect(() => decodeListRequest(ListRequest.encode(request).finish())).toThrow(refusal(message));
});

test('garbage is an invalid request', () => {
  expect(() => decodeListRequest(Buffer.from([0x0a, 0x7f]))).toThrow(InvalidRequestError);
});

test('a long list request with many fields is refused without being decoded', () => {
  expect(() => decodeListRequest(Buffer.alloc(1_000_000, Buffer.from([0x32, 0x00])))).toThrow(
    'The list request has too many fields.',
  );
});

/** What names a number that is allowed is about a limit. */
function refusal(message: string): InvalidRequestError {
  const isLimit = message.includes(' are allowed');
  return isLimit ? new LimitExceededError(message) : new InvalidRequestError(message);
}
