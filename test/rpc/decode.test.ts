import { join } from 'node:path';
import { loadSync } from '@grpc/proto-loader';
import { expect, test } from 'vitest';
import { countFields, decodeMessage } from '../../rpc/decode.ts';
import type { MessageShape } from '../../rpc/decode.ts';
import { InvalidRequestError } from '../../rpc/errors.ts';
import { atomicShape, getShape } from '../../rpc/kv-codec.ts';
import { listShape } from '../../rpc/list-codec.ts';
import { closeSessionShape, openSessionShape } from '../../rpc/session-codec.ts';
import { watchShape } from '../../rpc/watch-codec.ts';

type ProtoField = { readonly number: number; readonly type: string; readonly typeName: string };
type FieldShape = MessageShape[number];
const definition = loadSync(join(import.meta.dirname, '../../protos/kv.proto'));
const long = 20_000;
const shape = { 1: 'bytes', 4: 'number' } as const;

/** `head`, then zero-length fields up to a long message. */
function padded(head: readonly number[], fieldBytes: number): Uint8Array {
  const rest = long - head.length - 4;
  return Buffer.concat([
    Buffer.from(head),
    Buffer.from([0x12, (rest & 0x7f) | 0x80, ((rest >>> 7) & 0x7f) | 0x80, rest >>> 14]),
    Buffer.alloc(fieldBytes),
  ]);
}

test('what a decoder throws becomes an invalid request with the reason', () => {
  expect(() =>
    decodeMessage(new Uint8Array(0), () => {
      throw new RangeError('index out of range');
    }),
  ).toThrow(new InvalidRequestError('Request protobuf is invalid: index out of range.'));
});

test('fields of every wire type are counted once each', () => {
  const head = [0x08, 0x80, 0x01, 0x09, 1, 2, 3, 4, 5, 6, 7, 8, 0x0d, 1, 2, 3, 4];
  const bytes = padded(head, long - head.length - 4);
  const options = { shape: {}, message: 'too many' };
  expect(() => countFields(bytes, { ...options, fieldsMax: 4 })).not.toThrow();
  expect(() => countFields(bytes, { ...options, fieldsMax: 3 })).toThrow('too many');
});

test('fields of messages inside count as well, at any depth', () => {
  const paddingCount = 200;
  const padding = Buffer.concat([Buffer.of(0x7a, 0x7f), Buffer.alloc(127)]);
  const nested = [0x12, 0x06, 0x1a, 0x04, 0x0a, 0x00, 0x0a, 0x00];
  const whole = Buffer.concat([
    Buffer.from(nested),
    ...Array.from({ length: paddingCount }, () => padding),
  ]);
  const options = { shape: { 2: { 3: {} } }, message: 'too many' };
  expect(() => countFields(whole, { ...options, fieldsMax: paddingCount + 4 })).not.toThrow();
  expect(() => countFields(whole, { ...options, fieldsMax: paddingCount + 3 })).toThrow('too many');
});

test('numbers are taken as encoders write them: negative ones, and longer ones of later versions', () => {
  const negative = [0x20, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
  const unknown = [0x78, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x01];
  const bytes = padded([...negative, ...unknown], long - negative.length - unknown.length - 4);
  expect(() => countFields(bytes, { shape, fieldsMax: 3, message: 'x' })).not.toThrow();
});

test('numbers of 64 bits may take as many bytes as they need', () => {
  const six = [0x28, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f];
  const bytes = padded(six, long - six.length - 4);
  const longs = { ...shape, 5: 'long' } as const;
  expect(() => countFields(bytes, { shape: longs, fieldsMax: 2, message: 'x' })).not.toThrow();
});

/** The shape of a message of the proto file. */
function shapeOf(type: string): MessageShape {
  const described = definition[`kvorum.kv.v1.${type}`]?.type as
    | { readonly field: readonly ProtoField[] }
    | undefined;
  const fields = described?.field.map(({ number, type: kind, typeName }): [number, FieldShape] => {
    if (kind === 'TYPE_MESSAGE') return [number, shapeOf(typeName)];
    if (kind === 'TYPE_INT64' || kind === 'TYPE_UINT64') return [number, 'long'];
    return [number, kind === 'TYPE_BYTES' || kind === 'TYPE_STRING' ? 'bytes' : 'number'];
  });
  return Object.fromEntries<FieldShape>(fields ?? []);
}

test.each([
  ['GetRequest', getShape],
  ['ListRequest', listShape],
  ['WatchRequest', watchShape],
  ['AtomicRequest', atomicShape],
  ['OpenSessionRequest', openSessionShape],
  ['CloseSessionRequest', closeSessionShape],
])('the fields of %s are counted as the proto file has them', (type, counted) => {
  expect(Object.keys(counted).length).toBeGreaterThan(0);
  expect(counted).toEqual(shapeOf(type));
});

test('short messages are not looked at', () => {
  expect(() =>
    countFields(Buffer.alloc(100, 0x0f), { shape: {}, fieldsMax: 0, message: 'x' }),
  ).not.toThrow();
});

test.each([
  ['a field longer than the message', [0x0a, 0xff, 0xff, 0xff, 0x7f]],
  ['a number without end', Array.from({ length: 11 }, () => 0xff)],
  ['a group', [0x0b]],
  ['a tag of more than 32 bits', [0x8a, 0x80, 0x80, 0x80, 0x80, 0x20]],
  ['a tag that is longer than need be', [0x8a, 0x80, 0x80, 0x80, 0x80, 0x00]],
  ['a length that is longer than need be', [0x0a, 0x81, 0x80, 0x80, 0x80, 0x80, 0x00, 0x00]],
  ['bytes with the wire type of a number', [0x08, 0x01]],
  ['a number with the wire type of bytes', [0x22, 0x01, 0x00]],
  [
    'a number in six bytes, of which the decoder takes ten',
    [0x20, 0x81, 0x80, 0x80, 0x80, 0x80, 0],
  ],
])('%s is an invalid request', (_name, head) => {
  const bytes = Buffer.concat([Buffer.from(head), Buffer.alloc(long)]);
  expect(() => countFields(bytes, { shape, fieldsMax: 10, message: 'x' })).toThrow(
    /^Request protobuf is invalid: /,
  );
});
