import { describe, expect, test } from 'vitest';
import { InvalidRequestError } from '../../../rpc/errors.ts';
import { FieldReader } from '../../../rpc/kvconnect/field-reader.ts';

const reading = (hex: string) => {
  const reader = new FieldReader(Buffer.from(hex.replaceAll(' ', ''), 'hex'));
  reader.next();
  return reader;
};

describe('numbers', () => {
  test.each([
    ['00', 0],
    ['7f', 127],
    ['ac02', 300],
    ['ffffffff07', 2 ** 31 - 1],
    ['8080808008', -(2 ** 31)],
    ['ffffffffffffffffff01', -1],
    ['8080808010', 0],
    ['80808080808000', 0],
  ])('int32 %s', (hex, expected) => {
    expect(reading(`08 ${hex}`).int32()).toBe(expected);
  });

  test.each([
    ['8080808010', 2 ** 32],
    ['ffffffffffffff0f', 2 ** 53 - 1],
    ['ffffffffffffffffff01', -1],
    ['feffffffffffffffff01', -2],
    ['80808080808080808001', -(2 ** 63)],
    ['ffffffffffffffff7f', 2 ** 63],
  ])('int64 %s', (hex, expected) => {
    expect(reading(`08 ${hex}`).int64()).toBe(expected);
  });

  test.each([
    ['00', false],
    ['8000', false],
    ['01', true],
    ['8080808080808001', true],
  ])('bool %s', (hex, expected) => {
    expect(reading(`08 ${hex}`).bool()).toBe(expected);
  });

  test('repeated ones, packed or not', () => {
    const numbers: number[] = [];
    reading('22 07 64 c801 00 ffff03').uint32s((number) => numbers.push(number));
    reading('20 ffffffff0f').uint32s((number) => numbers.push(number));
    expect(numbers).toEqual([100, 200, 0, 65_535, 2 ** 32 - 1]);
  });
});

test('bytes are views of the request, and messages have their own fields', () => {
  const bytes = Buffer.from('0a0412020102', 'hex');
  const reader = new FieldReader(bytes);
  expect(reader.next()).toBe(1);
  const inner = reader.message();
  expect(inner.next()).toBe(2);
  const content = inner.bytes();
  expect([...content]).toEqual([1, 2]);
  expect(content.buffer).toBe(bytes.buffer);
  expect(inner.next()).toBe(0);
  expect(reader.next()).toBe(0);
});

test('unknown fields of every wire type are skipped', () => {
  const reader = reading('9a0602ffff 9806ac02 99060102030405060708 9d0601020304 0805');
  for (let count = 0; count < 4; count += 1) {
    reader.skip();
    reader.next();
  }
  expect(reader.int32()).toBe(5);
});

const all = (reader: FieldReader): void => {
  while (reader.next() !== 0) reader.skip();
};

describe('is refused', () => {
  test.each([
    ['a tag that is cut off', '80', 'a number is cut off'],
    ['field number 0', '00', 'a field has no valid number'],
    ['a field number above 2^29', '808080808001', 'a field has no valid number'],
    ['a number that is cut off', '0880', 'a number is cut off'],
    ['a number of 11 bytes', '08ffffffffffffffffffff01', 'a number has more than 64 bits'],
    ['a number above 2^64', '08ffffffffffffffffff02', 'a number has more than 64 bits'],
    ['bytes that are cut off', '0a0201', 'a field is longer than its message'],
    ['a length above 2^32', '0a808080808001', 'a field is longer than its message'],
    ['8 bytes that are cut off', '0901020304050607', 'a field is cut off'],
    ['4 bytes that are cut off', '0d010203', 'a field is cut off'],
    ['a group', '0b', 'the wire type 3 is not used'],
    ['wire type 7', '0f', 'the wire type 7 is not used'],
  ])('%s', (_, hex, detail) => {
    expect(() => all(new FieldReader(Buffer.from(hex, 'hex')))).toThrow(
      new InvalidRequestError(`Request protobuf is invalid: ${detail}.`),
    );
  });

  test('a known field of another type', () => {
    expect(() => reading('0801').bytes()).toThrow('field 1 has the wire type 0');
    expect(() => reading('0a00').int32()).toThrow('field 1 has the wire type 2');
    expect(() => reading('0d01020304').uint32s(() => undefined)).toThrow('the wire type 5');
    expect(() => reading('2201ff').uint32s(() => undefined)).toThrow('a number is cut off');
    expect(() => reading('2201ff 01').uint32s(() => undefined)).toThrow('exceeds its field');
  });

  test('more fields than any request needs, those of messages included', () => {
    const many = Buffer.alloc(2 * 40_001, Buffer.from('1000', 'hex'));
    expect(() => all(new FieldReader(many))).toThrow('it has too many fields');
    all(new FieldReader(many.subarray(2)));
    const reader = new FieldReader(
      Buffer.concat([Buffer.from('0a82f104', 'hex'), many.subarray(0, 80_002)]),
    );
    reader.next();
    expect(() => all(reader.message())).toThrow('it has too many fields');
  });
});
