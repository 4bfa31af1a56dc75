import { expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/kv.js';
import {
  decodeAtomicResponse,
  decodeGetResponse,
  encodeAtomicRequest,
  encodeGetRequest,
} from '../../rpc/client/codec.ts';
import { InvalidRequestError, LimitExceededError } from '../../rpc/errors.ts';
import {
  decodeAtomicRequest,
  decodeGetRequest,
  encodeAtomicResponse,
  encodeGetResponse,
} from '../../rpc/kv-codec.ts';
import type { Mutation } from '../../storage/index.ts';
import { bytesValue, keyOf, stamp } from './fake-gateway.ts';
import { thrownBy } from '../support/thrown-by.ts';

const { AtomicRequest, GetRequest } = kvorum.kv.v1;
const keyTooLong = Buffer.concat([Buffer.of(1), Buffer.alloc(2047, 7), Buffer.of(0)]);
const boundaryTooLong = Buffer.concat([Buffer.of(1), Buffer.alloc(2048, 7), Buffer.of(0)]);
const set = { kind: 1, key: keyOf('a'), value: { data: Buffer.from('x'), encoding: 3 } };
const check = { key: keyOf('a'), versionstamp: stamp(1) };

test('a get request keeps its keys and consistency, and zero keys are allowed', () => {
  const keys = [keyOf('a'), keyOf('b'), keyOf('a'), new Uint8Array(0)];
  expect(decodeGetRequest(encodeGetRequest(keys, { consistency: 'eventual' }))).toEqual({
    keys: keys.map((bytes) => Buffer.from(bytes)),
    demand: { kind: 'eventual', maxStalenessMs: undefined, atLeast: undefined },
  });
  expect(decodeGetRequest(new Uint8Array(0))).toEqual({ keys: [], demand: { kind: 'strong' } });
});

test('a get answer has one entry per key, absent ones without a versionstamp', () => {
  const found = { value: bytesValue(''), versionstamp: stamp(5) };
  const answer = encodeGetResponse([keyOf('a'), keyOf('b')], [found, undefined], {
    appliedIndex: asLogIndex(9),
    stalenessMs: 0.1,
  });
  expect(decodeGetResponse(answer).entries).toEqual([
    { key: keyOf('a'), ...found },
    { key: keyOf('b'), value: undefined, versionstamp: undefined },
  ]);
});

test.each([
  ['an index and an age', 9, 60.2, stamp(9), 61],
  ['a young age', 9, 0, stamp(9), 0],
  ['an unknown age', 9, undefined, stamp(9), undefined],
  ['an age beyond the field', 9, 2 ** 32, stamp(9), undefined],
  ['nothing applied', 0, 0, undefined, 0],
])('a get answer tells of which state it is: %s', (_, index, age, versionstamp, stalenessMs) => {
  const readAt = { appliedIndex: asLogIndex(index), stalenessMs: age };
  expect(decodeGetResponse(encodeGetResponse([], [], readAt)).readAt).toEqual({
    versionstamp,
    stalenessMs,
  });
});

test('an atomic request keeps every kind of mutation', () => {
  const le64 = { bytes: Buffer.alloc(8, 1), encoding: 'le64' } as const;
  const v8 = { bytes: Buffer.from('ff0f4902', 'hex'), encoding: 'v8' } as const;
  const key = keyOf('k');
  const mutations: Mutation[] = [
    { kind: 'set', key, value: bytesValue('') },
    { kind: 'setVersionstampedKey', key, value: v8 },
    { kind: 'set', key, value: v8, expiry: { kind: 'at', ms: 1_700_000_000_000 } },
    { kind: 'setVersionstampedKey', key, value: v8, expiry: { kind: 'in', ms: 0 } },
    { kind: 'delete', key },
    { kind: 'sum', key, value: v8, min: v8.bytes, max: Buffer.alloc(0), clamp: true },
    { kind: 'min', key, value: le64 },
    { kind: 'max', key, value: le64 },
  ];
  const checks = [
    { key, versionstamp: undefined },
    { key, versionstamp: stamp(9) },
  ];
  expect(decodeAtomicRequest(encodeAtomicRequest({ checks, mutations }), 0)).toEqual({
    kind: 'atomic',
    database: 0,
    checks,
    mutations,
  });
});

test.each([
  ['0', { expireAtMs: 0 }],
  ['-1', { expireAtMs: -1 }],
])('an expiry at %s means that the entry stays (EXP 115)', (_name, expiry) => {
  const request = AtomicRequest.encode({ mutations: [{ ...set, ...expiry }] }).finish();
  expect(decodeAtomicRequest(request, 0).mutations[0]).not.toHaveProperty('expiry');
});

test('only a set has an expiry, and other kinds ignore one', () => {
  const kinds = [2, 3, 4, 5].map((kind) => ({
    ...set,
    kind,
    value: value(Buffer.alloc(8), 2),
    expireAtMs: -2,
    expireInMs: 5,
  }));
  const { mutations } = decodeAtomicRequest(AtomicRequest.encode({ mutations: kinds }).finish(), 0);
  for (const mutation of mutations) expect(mutation).not.toHaveProperty('expiry');
});

test('a delete ignores a value that comes with it', () => {
  const request = AtomicRequest.encode({
    mutations: [{ key: keyOf('a'), kind: 2, value: { data: Buffer.of(1) } }],
  }).finish();
  expect(decodeAtomicRequest(request, 0).mutations).toEqual([{ kind: 'delete', key: keyOf('a') }]);
});

test('an atomic answer says committed or which checks failed', () => {
  for (const result of [
    { kind: 'committed', versionstamp: stamp(3) },
    { kind: 'conflict', failedChecks: [0, 7] },
  ] as const) {
    expect(decodeAtomicResponse(encodeAtomicResponse(result))).toEqual(result);
  }
});

test.each([
  [
    'more than 1000 keys',
    { keys: Array.from({ length: 1001 }, () => keyOf('a')) },
    'Too many keys in one get: 1000 are allowed.',
  ],
  [
    'a key of 2049 bytes',
    { keys: [keyTooLong] },
    'A key exceeds the key size limit: it has 2049 bytes, 2048 are allowed.',
  ],
  ['an unknown consistency', { consistency: 9 }, 'The consistency 9 is unknown.'],
])('a get of %s is refused', (_name, request, message) => {
  expect(() => decodeGetRequest(GetRequest.encode(request).finish())).toThrow(refusal(message));
});

const value = (data: Uint8Array, encoding = 3): { data: Uint8Array; encoding: number } => ({
  data,
  encoding,
});
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

test.each([
  [
    '101 checks',
    { checks: many(101, check) },
    'Too many checks included in atomic write: 101, 100 are allowed.',
  ],
  [
    '1001 mutations',
    { mutations: many(1001, set) },
    'Too many mutations included in atomic write: 1001, 1000 are allowed.',
  ],
  ['an empty key', { mutations: [{ ...set, key: new Uint8Array(0) }] }, 'key cannot be empty'],
  ['a check without a key', { checks: [{}] }, 'key cannot be empty'],
  [
    'a key of 2049 bytes',
    { mutations: [{ ...set, key: keyTooLong }] },
    'A key exceeds the key size limit: it has 2049 bytes, 2048 are allowed.',
  ],
  [
    'a checked key of 2050 bytes',
    { checks: [{ key: boundaryTooLong }] },
    'A key exceeds the key size limit: it has 2050 bytes, 2049 are allowed.',
  ],
  [
    'a versionstamp of 9 bytes',
    { checks: [{ ...check, versionstamp: Buffer.alloc(9) }] },
    'Invalid versionstamp: it has 9 bytes instead of 10, or 0 for "absent".',
  ],
  [
    'a value of 65537 bytes',
    { mutations: [{ ...set, value: value(Buffer.alloc(65_537)) }] },
    'A value exceeds the value size limit: it has 65537 bytes, 65536 are allowed.',
  ],
  [
    'a sum bound of 65537 bytes',
    { mutations: [{ ...set, kind: 3, sumMin: Buffer.alloc(65_537) }] },
    'A value exceeds the value size limit: it has 65537 bytes, 65536 are allowed.',
  ],
  [
    'no encoding',
    { mutations: [{ ...set, value: { data: Buffer.of(1) } }] },
    'The value encoding 0 is unknown.',
  ],
  [
    'an unknown encoding',
    { mutations: [{ ...set, value: value(Buffer.of(1), 7) }] },
    'The value encoding 7 is unknown.',
  ],
  [
    'a LE64 of 7 bytes',
    { mutations: [{ ...set, value: value(Buffer.alloc(7), 2) }] },
    'A LE64 value must have exactly 8 bytes.',
  ],
  [
    'no mutation kind',
    { mutations: [{ ...set, kind: 0 }] },
    'Invalid mutation kind or arguments: the kind 0 is unknown.',
  ],
  [
    'an unknown mutation kind',
    { mutations: [{ ...set, kind: 6 }] },
    'Invalid mutation kind or arguments: the kind 6 is unknown.',
  ],
  [
    'a negative mutation kind',
    { mutations: [{ ...set, kind: -1 }] },
    'Invalid mutation kind or arguments: the kind -1 is unknown.',
  ],
  [
    'a set without a value',
    { mutations: [{ key: keyOf('a'), kind: 1 }] },
    'Invalid mutation kind or arguments: set needs a value.',
  ],
  [
    'an expiry at -2',
    { mutations: [{ ...set, expireAtMs: -2 }] },
    'Invalid mutation expire at. -2 is neither a time in milliseconds nor 0 or -1.',
  ],
  [
    'an expiry beyond what a number holds',
    { mutations: [{ ...set, expireAtMs: 2 ** 53 }] },
    'Invalid mutation expire at. 9007199254740992 is neither a time in milliseconds nor 0 or -1.',
  ],
  [
    'an expiry in more than a number holds',
    { mutations: [{ ...set, expireInMs: 2 ** 53 }] },
    'Invalid mutation expire at. 9007199254740992 milliseconds are too many.',
  ],
  [
    'two expiries',
    { mutations: [{ ...set, expireAtMs: 1, expireInMs: 1 }] },
    'Invalid mutation expire at. Give either expire_at_ms or expire_in_ms, not both.',
  ],
  [
    'more than 819200 bytes in all',
    { mutations: many(13, { ...set, value: value(Buffer.alloc(65_536)) }) },
    'The total size of the atomic write is too large: its keys and values have 852007 bytes, 819200 are allowed.',
  ],
])('an atomic write with %s is refused', (_name, request, message) => {
  expect(() => decodeAtomicRequest(AtomicRequest.encode(request).finish(), 0)).toThrow(
    refusal(message),
  );
});

test.each([
  ['a set', { mutations: [{ ...set, key: Buffer.of(0x30) }] }],
  ['a check', { checks: [{ ...check, key: Buffer.from([0x02, 0x61]) }] }],
])('%s of a key that is not an encoded Deno KV key is refused', (_name, request) => {
  expect(() => decodeAtomicRequest(AtomicRequest.encode(request).finish(), 0)).toThrow(
    /^The key is malformed: /,
  );
});

test.each([
  [
    'a mutation',
    { mutations: [set, set, { ...set, key: new Uint8Array(0) }, set] },
    '(mutations[2])',
  ],
  ['a check', { checks: [check, {}] }, '(checks[1])'],
])('the refusal of %s among several says which one it is', (_name, request, position) => {
  expect(() => decodeAtomicRequest(AtomicRequest.encode(request).finish(), 0)).toThrow(
    new InvalidRequestError(`key cannot be empty ${position}`),
  );
});

test('fields whose wire type the decoder ignores do not hide a million others from the count', () => {
  // By its wire type the mutation is four bytes, and an unknown field of all the rest follows. By its number it is a
  // message: a key of 122 bytes, and then values without end.
  const inner = Buffer.alloc(1_900_000, Buffer.of(0x1a, 0));
  const restBytes = inner.length - 5;
  inner.set([0x0a, 0x7a, ...lengthInThree(restBytes)]);
  const request = Buffer.concat([Buffer.of(0x15, ...lengthInThree(inner.length)), inner]);
  expect(() => decodeAtomicRequest(request, 0)).toThrow(
    'Request protobuf is invalid: field 2 has the wire type 5.',
  );
});

test('the refusal of a key among several says which one it is', () => {
  expect(() =>
    decodeGetRequest(GetRequest.encode({ keys: [keyOf('a'), keyTooLong] }).finish()),
  ).toThrow(/2048 are allowed\. \(keys\[1\]\)$/);
});

test('the largest write that the limits allow is accepted', () => {
  const request = AtomicRequest.encode({
    checks: many(100, check),
    mutations: many(1000, set),
  }).finish();
  expect(decodeAtomicRequest(request, 0).mutations).toHaveLength(1000);
});

test('the largest write may have expiries and a session with high numbers', () => {
  const expiring = { ...set, expireAtMs: 1_900_000_000_000 };
  const session = { id: 2 ** 50, seq: 2 ** 49, ackedUpTo: 2 ** 48 };
  const message = { mutations: [...many(999, expiring), { ...set, expireAtMs: -1 }], session };
  const decoded = decodeAtomicRequest(AtomicRequest.encode(message).finish(), 0);
  expect(decoded.mutations[0]).toHaveProperty('expiry', { kind: 'at', ms: 1_900_000_000_000 });
  expect(decoded.session).toEqual(session);
});

test.each([
  ['a truncated field', Buffer.from([0x0a, 0x05, 0x01])],
  ['an endless varint', Buffer.alloc(20, 0xff)],
  ['an unknown wire type', Buffer.from([0x0f])],
  ['a long run of them', Buffer.alloc(100_000, 0x0f)],
])('%s is an invalid request, not a crash', (_name, bytes) => {
  for (const decode of [decodeAtomicRequest, decodeGetRequest]) {
    expect(() => decode(bytes, 0)).toThrow(InvalidRequestError);
    expect(() => decode(bytes, 0)).toThrow(/^Request protobuf is invalid: /);
  }
});

/** A length below 2 MiB, as a number of three bytes. */
function lengthInThree(length: number): readonly number[] {
  return [0x80 | (length & 0x7f), 0x80 | ((length >>> 7) & 0x7f), length >>> 14];
}

/** A million empty fields with `tag`, as the content of fields with the `outer` tags, the outermost first. */
function emptyFields(tag: number, outer: readonly number[] = []): Uint8Array {
  const content = Buffer.alloc(2_000_000, Buffer.from([tag, 0]));
  return outer.toReversed().reduce((inner, outerTag) => {
    return Buffer.concat([Buffer.of(outerTag, ...lengthInThree(inner.length)), inner]);
  }, content);
}

test.each([
  ['keys of a get', decodeGetRequest, emptyFields(0x0a), /^Too many keys in one get/],
  ['checks', decodeAtomicRequest, emptyFields(0x0a), /^Too many checks, mutations or/],
  ['keys of one check', decodeAtomicRequest, emptyFields(0x0a, [0x0a]), /^Too many/],
  ['values of one mutation', decodeAtomicRequest, emptyFields(0x1a, [0x12]), /^Too/],
  ['bytes of one value', decodeAtomicRequest, emptyFields(0x0a, [0x12, 0x1a]), /^Too/],
])('a million empty %s are refused without being decoded', (_name, decode, bytes, message) => {
  expect(() => decode(bytes, 0)).toThrow(message);
});

test('no random bytes make a decoder throw anything but an invalid request', () => {
  let state = 12_345;
  for (let round = 0; round < 3000; round++) {
    const bytes = Uint8Array.from({ length: round % 40 }, () => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return state >>> 24;
    });
    for (const decode of [decodeAtomicRequest, decodeGetRequest]) {
      const thrown = thrownBy(() => decode(bytes, 0));
      const isFine = thrown === undefined || thrown instanceof InvalidRequestError;
      expect(isFine, `round ${round}: ${String(thrown)}`).toBe(true);
    }
  }
});

/** What names a number that is allowed is about a limit. */
function refusal(message: string): InvalidRequestError {
  const isLimit = message.includes(' are allowed');
  return isLimit ? new LimitExceededError(message) : new InvalidRequestError(message);
}
