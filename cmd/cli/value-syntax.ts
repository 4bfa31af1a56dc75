/**
 * Values as people write them on the command line, to the bytes that are stored. JSON, text and bigint become
 * V8 values, which Deno programs read as JavaScript values; u64 becomes a Deno.KvU64; bytes a Uint8Array.
 */
import { Serializer } from 'node:v8';
import { assertNever } from '../../base/invariant.ts';
import type { Value } from '../../storage/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { CommandError, UsageError } from './errors.ts';

export const valueTypes = ['json', 'text', 'u64', 'bigint', 'bytes', 'file'] as const;
export type ValueType = (typeof valueTypes)[number];

/** The types that sum takes as its operand; `number` and `bigint` are JavaScript values. */
export const operandTypes = ['u64', 'number', 'bigint'] as const;
export type OperandType = (typeof operandTypes)[number];

/** A stored value may have so many bytes. */
const valueBytesMax = 65_536;

/** Where values that are not on the command line come from. Both refuse more than `bytesMax` with an error. */
export interface ValueInput {
  readFile(path: string, bytesMax: number): Promise<Uint8Array>;
  readStdin(bytesMax: number): Promise<Uint8Array>;
}

/** The value in `text`; `-` reads it from standard input, the type `file` from a file. */
export async function readValue(text: string, type: ValueType, input: ValueInput): Promise<Value> {
  if (type === 'file') {
    const bytes =
      text === '-'
        ? await input.readStdin(valueBytesMax)
        : await input.readFile(text, valueBytesMax);
    return checkSize({ encoding: 'bytes', bytes });
  }
  if (text !== '-') return encodeValue(text, type);
  // A value's text may be longer than its stored form: escapes, white space, hex digits.
  const bytes = await input.readStdin(8 * valueBytesMax);
  const content = Buffer.from(bytes).toString('utf8');
  return encodeValue(type === 'text' ? content : content.trim(), type);
}

/** The stored form of `text`, read as `type`. */
function encodeValue(text: string, type: Exclude<ValueType, 'file'>): Value {
  switch (type) {
    case 'json':
      return encodeJavaScript(parseJson(text));
    case 'text':
      return encodeJavaScript(text);
    case 'bigint':
      return encodeJavaScript(parseBigint(text));
    case 'u64':
      return encodeU64(text);
    case 'bytes':
      return checkSize({ encoding: 'bytes', bytes: parseBytes(text) });
    default:
      return assertNever(type);
  }
}

/** The operand of a sum, min or max. */
export function encodeOperand(text: string, type: OperandType): Value {
  switch (type) {
    case 'u64':
      return encodeU64(text);
    case 'bigint':
      return encodeJavaScript(parseBigint(text));
    case 'number': {
      const value = Number(text);
      if (text.trim() === '' || Number.isNaN(value)) {
        throw new UsageError(`value ${shorten(text)}: is not a number`);
      }
      return encodeJavaScript(value);
    }
    default:
      return assertNever(type);
  }
}

/** The V8 form of a JavaScript value. */
function encodeJavaScript(value: unknown): Value {
  const serializer = new Serializer();
  serializer.writeHeader();
  serializer.writeValue(value);
  return checkSize({ encoding: 'v8', bytes: serializer.releaseBuffer() });
}

export function parseValueType(text: string): ValueType {
  const type = valueTypes.find((candidate) => candidate === text);
  if (type !== undefined) return type;
  throw new UsageError(`--type ${text}: must be one of ${valueTypes.join(', ')}`);
}

export function parseOperandType(text: string): OperandType {
  const type = operandTypes.find((candidate) => candidate === text);
  if (type !== undefined) return type;
  throw new UsageError(`--type ${text}: must be one of ${operandTypes.join(', ')}`);
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(`value ${shorten(text)}: is not JSON; for plain text add --type text`, {
      cause: error,
    });
  }
  for (const [digits] of withoutStrings(text).matchAll(/-?\d{16,}(?![\d.eE])/g)) {
    if (BigInt(digits) !== BigInt(Number(digits))) {
      throw new UsageError(
        `value ${digits}: has more digits than a JSON number keeps; use --type bigint, or a string`,
      );
    }
  }
  return value;
}

function withoutStrings(json: string): string {
  return json.replace(/"(?:[^"\\]|\\.)*"/g, '""');
}

function parseBigint(text: string): bigint {
  if (/^-?\d{1,20000}n?$/.test(text)) return BigInt(text.replace('n', ''));
  throw new UsageError(`value ${shorten(text)}: is not a whole number`);
}

function encodeU64(text: string): Value {
  const value = /^\d{1,20}n?$/.test(text) ? BigInt(text.replace('n', '')) : undefined;
  if (value === undefined || value >= 2n ** 64n) {
    throw new UsageError(
      `value ${shorten(text)}: is not a whole number from 0 to 18446744073709551615, which u64 needs; ` +
        'see --type for others',
    );
  }
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return { encoding: 'le64', bytes };
}

function parseBytes(text: string): Uint8Array {
  const digits = text.replace(/^0x/i, '');
  if (/^(?:[0-9a-f]{2})*$/i.test(digits)) return Buffer.from(digits, 'hex');
  throw new UsageError(
    `value ${shorten(text)}: is not pairs of hex digits; for bytes as they are use --type file`,
  );
}

function checkSize(value: Value): Value {
  if (value.bytes.length <= valueBytesMax) return value;
  throw new CommandError(
    `the value has ${value.bytes.length} bytes, more than the ${valueBytesMax} that can be stored; split it`,
    { exitCode: exitCodes.limit, code: 'TOO_LARGE' },
  );
}

/** For a message: short, and without characters that a terminal would obey. */
function shorten(text: string): string {
  const printable = text.slice(0, 60).replace(/[\p{C}\uFFFD]/gu, '?');
  return text.length <= 60 ? printable : `${printable}…`;
}
