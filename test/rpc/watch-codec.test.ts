import { expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/kv.js';
import { InvalidRequestError, LimitExceededError } from '../../rpc/errors.ts';
import { keyBytesMax, watchKeysMax } from '../../rpc/limits.ts';
import { decodeWatchRequest, encodeKeepAlive, WatchMessages } from '../../rpc/watch-codec.ts';
import { bytesValue, keyOf, stamp } from './fake-gateway.ts';

const { WatchRequest, WatchResponse } = kvorum.kv.v1;
const [a, b] = [keyOf('a'), keyOf('b')];
const entry = (index: number) => ({ value: bytesValue(`${index}`), versionstamp: stamp(index) });

function encodeRequest(keys: Uint8Array[]): Uint8Array {
  return WatchRequest.encode({ keys }).finish();
}

/** What a message says: its state, and per key whether it changed and of which versionstamp it is. */
function said(message: Uint8Array | undefined) {
  const { state } = WatchResponse.decode(message ?? new Uint8Array());
  return [
    state?.readVersionstamp,
    ...(state?.entries ?? []).map(({ changed, entry: sent }) => [
      changed,
      sent?.versionstamp?.length ? sent.versionstamp : undefined,
    ]),
  ];
}

test('the first message has all keys and says of each that it changed', () => {
  const messages = new WatchMessages([b, a, b]);
  const message = messages.encode({
    appliedIndex: asLogIndex(9),
    entries: [entry(4), undefined, entry(4)],
  });
  expect(said(message)).toEqual([stamp(9), [true, stamp(4)], [true, undefined], [true, stamp(4)]]);
  const { state } = WatchResponse.decode(message ?? new Uint8Array());
  expect(state?.entries?.map(({ entry: sent }) => sent?.key)).toEqual([b, a, b]);
  expect(state?.entries?.[0]?.entry?.value?.data).toEqual(Buffer.from('4'));
});

test('later messages have all entries and say which changed since the message before', () => {
  const messages = new WatchMessages([a, b]);
  const encode = (index: number, entries: Parameters<typeof messages.encode>[0]['entries']) =>
    messages.encode({ appliedIndex: asLogIndex(index), entries });
  encode(4, [entry(4), undefined]);
  expect(said(encode(5, [entry(4), entry(5)]))).toEqual([
    stamp(5),
    [false, stamp(4)],
    [true, stamp(5)],
  ]);
  expect(said(encode(7, [undefined, entry(7)]))).toEqual([
    stamp(7),
    [true, undefined],
    [true, stamp(7)],
  ]);
});

test('a state in which nothing is new makes no message', () => {
  const messages = new WatchMessages([a]);
  expect(messages.encode({ appliedIndex: asLogIndex(0), entries: [undefined] })).toBeDefined();
  expect(messages.encode({ appliedIndex: asLogIndex(3), entries: [undefined] })).toBeUndefined();
  const empty = new WatchMessages([]);
  expect(empty.encode({ appliedIndex: asLogIndex(3), entries: [] })).toBeDefined();
  expect(empty.encode({ appliedIndex: asLogIndex(4), entries: [] })).toBeUndefined();
});

test('a keep-alive has no state, and the age of the node, rounded up', () => {
  const { keepAlive, state } = WatchResponse.decode(encodeKeepAlive(12.3));
  expect([keepAlive?.stalenessMs, state]).toEqual([13, null]);
  const unknown = WatchResponse.decode(encodeKeepAlive(undefined));
  expect(unknown.keepAlive).not.toBeNull();
  expect(unknown.keepAlive?.stalenessMs ?? undefined).toBeUndefined();
});

test('keys are taken as they are, also none, and the empty one', () => {
  expect(decodeWatchRequest(encodeRequest([a, b, a]))).toEqual(
    [a, b, a].map((key) => Buffer.from(key)),
  );
  expect(decodeWatchRequest(encodeRequest([]))).toEqual([]);
  expect(decodeWatchRequest(encodeRequest([new Uint8Array()]))).toHaveLength(1);
});

test('too many keys, a key that is too long, and garbage are refused', () => {
  const many = encodeRequest(Array.from({ length: watchKeysMax + 1 }, () => a));
  expect(() => decodeWatchRequest(many)).toThrow(LimitExceededError);
  expect(() => decodeWatchRequest(Buffer.alloc(100_000, Buffer.of(0x0a, 0)))).toThrow(
    'Too many keys in one watch: 1000 are allowed.',
  );
  expect(() => decodeWatchRequest(encodeRequest([a, Buffer.alloc(keyBytesMax + 1)]))).toThrow(
    'keys[1]',
  );
  expect(() => decodeWatchRequest(Buffer.of(0xff))).toThrow(InvalidRequestError);
});
