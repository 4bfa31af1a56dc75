import { deserialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import {
  encodeOperand,
  parseOperandType,
  parseValueType,
  readValue,
} from '../../../cmd/cli/value-syntax.ts';
import type { ValueType } from '../../../cmd/cli/value-syntax.ts';
import type { Value } from '../../../storage/index.ts';
import { FakeIo } from '../fake-io.ts';

async function read(text: string, type: ValueType, io = new FakeIo()): Promise<Value> {
  return await readValue(text, type, io);
}

test.each([
  ['{"a":[1,2.5,null,true,"x"]}', 'json', { a: [1, 2.5, null, true, 'x'] }],
  ['"text"', 'json', 'text'],
  ['plain {text', 'text', 'plain {text'],
  ['', 'text', ''],
  ['-12345678901234567890123', 'bigint', -12_345_678_901_234_567_890_123n],
  ['5n', 'bigint', 5n],
] as const)('%s of type %s is a JavaScript value', async (text, type, expected) => {
  const value = await read(text, type);
  expect(value.encoding).toBe('v8');
  expect(deserialize(value.bytes)).toEqual(expected);
});

test('u64 is eight bytes, little-endian, over its whole range', async () => {
  expect(await read('258', 'u64')).toEqual({
    encoding: 'le64',
    bytes: Buffer.from('0201000000000000', 'hex'),
  });
  const greatest = await read('18446744073709551615', 'u64');
  expect(greatest.bytes).toEqual(Buffer.alloc(8, 0xff));
});

test('bytes are hex digits, with or without 0x', async () => {
  for (const text of ['ff00', '0xFF00']) {
    expect(await read(text, 'bytes')).toEqual({
      encoding: 'bytes',
      bytes: Buffer.from('ff00', 'hex'),
    });
  }
});

describe('values from elsewhere', () => {
  test('a file is taken byte by byte', async () => {
    const io = new FakeIo();
    io.files.set('f', 'content\n');
    const value = await read('f', 'file', io);
    expect(value).toEqual({ encoding: 'bytes', bytes: Buffer.from('content\n') });
    await expect(read('g', 'file', io)).rejects.toThrow("g can't be read");
  });

  test('- is standard input, whose white space counts for text and file only', async () => {
    const io = new FakeIo();
    io.stdin = ' 5\n';
    expect(deserialize((await read('-', 'json', io)).bytes)).toBe(5);
    expect(deserialize((await read('-', 'text', io)).bytes)).toBe(' 5\n');
    expect(await read('-', 'file', io)).toEqual({ encoding: 'bytes', bytes: Buffer.from(' 5\n') });
    expect((await read('-', 'u64', io)).bytes[0]).toBe(5);
  });
});

test.each([
  ['{x', 'json', 'is not JSON; for plain text add --type text'],
  ['', 'json', 'is not JSON'],
  ['12345678901234567890', 'json', 'has more digits than a JSON number keeps'],
  ['-1', 'u64', 'is not a whole number from 0 to 18446744073709551615'],
  ['18446744073709551616', 'u64', 'is not a whole number from 0'],
  ['1.5', 'u64', 'is not a whole number from 0'],
  ['1.5', 'bigint', 'is not a whole number'],
  ['abc', 'bytes', 'for bytes as they are use --type file'],
] as const)('%s of type %s is refused', async (text, type, problem) => {
  await expect(read(text, type)).rejects.toThrow(problem);
});

test('digits within a string or an exact number are no mistake', async () => {
  await expect(read('["12345678901234567890"]', 'json')).resolves.toBeDefined();
  await expect(read('10000000000000000000', 'json')).resolves.toBeDefined();
});

test('a message shows neither control characters nor all of a long value', async () => {
  const text = `\u001B[2J${'x'.repeat(100)}`;
  const failure = read(text, 'bytes');
  await expect(failure).rejects.toThrow(`value ?[2J${'x'.repeat(56)}…:`);
});

test('a value of 65536 bytes is taken, one byte more is refused before anything is sent', async () => {
  const hex = 'aa'.repeat(65_536);
  expect((await read(hex, 'bytes')).bytes.length).toBe(65_536);
  await expect(read(`${hex}aa`, 'bytes')).rejects.toMatchObject({ code: 'TOO_LARGE', exitCode: 8 });
  await expect(read('x'.repeat(65_533), 'text')).rejects.toMatchObject({ code: 'TOO_LARGE' });
});

test('operands are u64, numbers and bigints', () => {
  expect(encodeOperand('1', 'u64').encoding).toBe('le64');
  expect(deserialize(encodeOperand('-1.5', 'number').bytes)).toBe(-1.5);
  expect(deserialize(encodeOperand('-5', 'bigint').bytes)).toBe(-5n);
  for (const text of ['', ' ', 'x']) {
    expect(() => encodeOperand(text, 'number')).toThrow('is not a number');
  }
});

test('types are known by name', () => {
  expect(parseValueType('u64')).toBe('u64');
  expect(() => parseValueType('xml')).toThrow('--type xml: must be one of json, text, u64');
  expect(parseOperandType('number')).toBe('number');
  expect(() => parseOperandType('json')).toThrow('--type json: must be one of u64, number, bigint');
});
