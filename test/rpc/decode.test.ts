import { expect, test } from 'vitest';
import { countFields, decodeMessage } from '../../rpc/decode.ts';
import { InvalidRequestError } from '../../rpc/errors.ts';

const long = 20_000;

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
  const options = { message: 'too many' };
  expect(() => countFields(bytes, { ...options, fieldsMax: 4 })).not.toThrow();
  expect(() => countFields(bytes, { ...options, fieldsMax: 3 })).toThrow('too many');
});

test('fields inside of those that are named count as well, at any depth', () => {
  const paddingCount = 200;
  const padding = Buffer.concat([Buffer.of(0x7a, 0x7f), Buffer.alloc(127)]);
  const nested = [0x12, 0x06, 0x1a, 0x04, 0x0a, 0x00, 0x0a, 0x00];
  const whole = Buffer.concat([
    Buffer.from(nested),
    ...Array.from({ length: paddingCount }, () => padding),
  ]);
  const options = { message: 'too many', inside: { 2: { 3: {} } } };
  expect(() => countFields(whole, { ...options, fieldsMax: paddingCount + 4 })).not.toThrow();
  expect(() => countFields(whole, { ...options, fieldsMax: paddingCount + 3 })).toThrow('too many');
});

test('short messages are not looked at', () => {
  expect(() => countFields(Buffer.alloc(100, 0x0f), { fieldsMax: 0, message: 'x' })).not.toThrow();
});

test.each([
  ['a field longer than the message', [0x0a, 0xff, 0xff, 0xff, 0x7f]],
  ['a number without end', Array.from({ length: 11 }, () => 0xff)],
  ['a group', [0x0b]],
  ['a tag of more than 32 bits', [0x8a, 0x80, 0x80, 0x80, 0x20, 0x00]],
])('%s is an invalid request', (_name, head) => {
  const bytes = Buffer.concat([Buffer.from(head), Buffer.alloc(long)]);
  expect(() => countFields(bytes, { fieldsMax: 10, message: 'x' })).toThrow(
    /^Request protobuf is invalid: /,
  );
});
