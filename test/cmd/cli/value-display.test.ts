import { Serializer } from 'node:v8';
import { expect, test } from 'vitest';
import { valueToJson, valueToRaw, valueToText } from '../../../cmd/cli/value-display.ts';
import type { Value } from '../../../storage/index.ts';

function v8(value: unknown): Value {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return { encoding: 'v8', bytes: serializer.releaseBuffer() };
}

const hex = (encoding: Value['encoding'], digits: string): Value => ({
  encoding,
  bytes: Buffer.from(digits.replaceAll(' ', ''), 'hex'),
});

const samples: readonly (readonly [string, Value, string, string, string])[] = [
  ['an object', v8({ a: 1 }), '{"a":1}', '{"a":1}', '{"a":1}\n'],
  ['a string', v8('x\ny'), '"x\\ny"', '"x\\ny"', 'x\ny\n'],
  ['a bigint', v8(-5n), '{"$bigint":"-5"}', '-5n', '-5\n'],
  ['null', v8(null), 'null', 'null', 'null\n'],
  [
    'undefined',
    v8(undefined),
    '{"$undefined":true}',
    '{"$undefined":true}',
    '{"$undefined":true}\n',
  ],
  [
    'a u64',
    hex('le64', 'ffffffffffffffff'),
    `{"$u64":"${2n ** 64n - 1n}"}`,
    `${2n ** 64n - 1n} (u64)`,
    `${2n ** 64n - 1n}\n`,
  ],
  ['bytes', hex('bytes', 'ff00'), '{"$bytes":"ff00"}', '0xff00', '\uFFFD\0'],
  [
    'a u64 of a wrong size',
    hex('le64', 'ff'),
    '{"$bytes":"ff"}',
    '{"$bytes":"ff"}',
    '{"$bytes":"ff"}\n',
  ],
];

test.each(samples)('%s is shown as JSON, in a table and raw', (_, value, json, text, raw) => {
  expect(JSON.stringify(valueToJson(value))).toBe(json);
  expect(valueToText(value)).toBe(text);
  expect(Buffer.from(valueToRaw(value)).toString('utf8')).toBe(raw);
});

test('raw bytes are given out as they are', () => {
  const bytes = Buffer.from(Array.from({ length: 256 }, (_, at) => at));
  expect(valueToRaw({ encoding: 'bytes', bytes })).toEqual(bytes);
});

const circular: unknown[] = [];
circular.push(circular);

test.each([
  [Number.NaN, { $number: 'NaN' }],
  [-0, { $number: '-0' }],
  [Number.NEGATIVE_INFINITY, { $number: '-Infinity' }],
  [new Date(0), { $date: '1970-01-01T00:00:00.000Z' }],
  [new Date(Number.NaN), { $date: 'invalid' }],
  [new Map([['a', 1n]]), { $map: [['a', { $bigint: '1' }]] }],
  [new Set([1]), { $set: [1] }],
  [/a"b/gi, { $regexp: '/a"b/gi' }],
  [new TypeError('bad'), { $error: 'TypeError: bad' }],
  [new Uint8Array([1, 2]), { $bytes: '0102' }],
  [new Uint16Array([1]).buffer, { $bytes: '0100' }],
  [Object(5), 5],
  [circular, [{ $circular: true }]],
])('%s has its own JSON', (value, json) => {
  expect(valueToJson(v8(value))).toEqual(json);
});

test('a value of a newer writer is read, and one that cannot be read is shown as bytes', () => {
  expect(valueToJson(hex('v8', 'ff10 49 54'))).toBe(42);
  expect(valueToJson(hex('v8', 'ff10 5c 01'))).toEqual({ $v8: 'ff105c01' });
  expect(valueToJson(hex('v8', ''))).toEqual({ $v8: '' });
  expect(valueToText(hex('v8', 'ff10 5c 01'))).toBe('{"$v8":"ff105c01"}');
});

test('a terminal gets no control character from a value', () => {
  const shown = valueToText(v8('\u001B[2J\u009B\u202E\u2028'));
  expect(shown).toBe('"\\u001b[2J\\u009b\\u202e\\u2028"');
});

test('a field called __proto__ is shown like any other', () => {
  const value: unknown = JSON.parse('{"__proto__":1}');
  expect(JSON.stringify(valueToJson(v8(value)))).toBe('{"__proto__":1}');
});

test('neither depth nor shared references nor sparse arrays make the display large', () => {
  let deep: unknown = 'end';
  for (let level = 0; level < 200; level++) deep = [deep];
  expect(JSON.stringify(valueToJson(v8(deep)))).toContain('$truncated');
  let wide: unknown = 'x';
  for (let level = 0; level < 30; level++) wide = [wide, wide];
  expect(JSON.stringify(valueToJson(v8(wide))).length).toBeLessThan(5_000_000);
  const sparse: unknown[] = [];
  sparse.length = 2 ** 32 - 1;
  expect(JSON.stringify(valueToJson(v8(sparse))).length).toBeLessThan(5_000_000);
});
