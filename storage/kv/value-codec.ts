/**
 * The numbers that `sum`, `min` and `max` must look into: V8's serialised Number and BigInt, and the 8
 * bytes of a KvU64. Everything else in the database is opaque. Parsed by hand, because Node reads fewer versions of V8's
 * format than Deno writes; only four tags matter and they have not changed since version 13.
 *
 *     ff  version  00*  tag  body
 *     49 'I'  zig-zag varint, 32 bit      -> number
 *     55 'U'  varint, 32 bit              -> number
 *     4e 'N'  double, little-endian       -> number
 *     5a 'Z'  varint: bit 0 sign, rest the count of magnitude bytes; magnitude, little-endian -> bigint
 */
import { asBuffer } from './keyspace.ts';

export type Numeric = number | bigint;

export type NumericOutcome =
  | { readonly kind: 'numeric'; readonly value: Numeric }
  /** Well-formed as far as looked at, but of another type. */
  | { readonly kind: 'otherType' }
  | { readonly kind: 'malformed' }
  | { readonly kind: 'empty' };

const versionMin = 13;
/** What is written: both Deno and Node 20 read it. */
const versionWritten = 15;

/** Reads the first value in `bytes`; bytes after it are ignored. */
export function readNumeric(bytes: Uint8Array): NumericOutcome {
  if (bytes.length === 0) return { kind: 'empty' };
  const version = readVarint(bytes, 1);
  if (bytes[0] !== 0xff || version === undefined || version.value < versionMin) return malformed;
  let position = version.end;
  while (bytes[position] === 0) position += 1;
  const tag = bytes[position];
  position += 1;
  switch (tag) {
    case undefined:
      return malformed;
    case 0x49: {
      const varint = readVarint(bytes, position);
      if (varint === undefined) return malformed;
      return { kind: 'numeric', value: (varint.value >>> 1) ^ -(varint.value & 1) };
    }
    case 0x55: {
      const varint = readVarint(bytes, position);
      return varint === undefined ? malformed : { kind: 'numeric', value: varint.value };
    }
    case 0x4e:
      if (bytes.length < position + 8) return malformed;
      return { kind: 'numeric', value: asBuffer(bytes).readDoubleLE(position) };
    case 0x5a:
      return readBigInt(bytes, position);
    default:
      return { kind: 'otherType' };
  }
}

/** V8's form of `value`: a number always as a double, a bigint padded to whole words as V8 itself does. */
export function writeNumeric(value: Numeric): Uint8Array {
  if (typeof value === 'bigint') return writeBigInt(value);
  const bytes = Buffer.alloc(11);
  bytes.set([0xff, versionWritten, 0x4e]);
  // The bits of a NaN depend on how it came about; the state may not (rule N-1).
  if (Number.isNaN(value)) bytes.set([0, 0, 0, 0, 0, 0, 0xf8, 0x7f], 3);
  else bytes.writeDoubleLE(value, 3);
  return bytes;
}

/** The unsigned integer in 8 little-endian bytes; undefined if there are not 8. */
export function readU64(bytes: Uint8Array): bigint | undefined {
  return bytes.length === 8 ? asBuffer(bytes).readBigUInt64LE() : undefined;
}

/** 8 little-endian bytes of `value` modulo 2^64. */
export function writeU64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt.asUintN(64, value));
  return bytes;
}

const malformed: NumericOutcome = { kind: 'malformed' };

/** At most 5 bytes, 32 bits; undefined if it is cut off or longer. */
function readVarint(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } | undefined {
  let value = 0;
  for (let count = 0; count < 5; count += 1) {
    const byte = bytes[start + count];
    if (byte === undefined) return undefined;
    value |= (byte & 0x7f) << (7 * count);
    if (byte < 0x80) return { value: value >>> 0, end: start + count + 1 };
  }
  return undefined;
}

function readBigInt(bytes: Uint8Array, start: number): NumericOutcome {
  const bitfield = readVarint(bytes, start);
  if (bitfield === undefined) return malformed;
  const length = bitfield.value >>> 1;
  if (bytes.length < bitfield.end + length) return malformed;
  const digits = bytes.slice(bitfield.end, bitfield.end + length).toReversed();
  const magnitude = length === 0 ? 0n : BigInt(`0x${asBuffer(digits).toString('hex')}`);
  return { kind: 'numeric', value: (bitfield.value & 1) === 1 ? -magnitude : magnitude };
}

function writeBigInt(value: bigint): Uint8Array {
  const digits = (value < 0n ? -value : value).toString(16);
  const words = value === 0n ? 0 : Math.ceil(digits.length / 16);
  const padded = words === 0 ? '' : digits.padStart(words * 16, '0');
  const magnitude = Buffer.from(padded, 'hex').toReversed();
  const bitfield: number[] = [];
  let rest = magnitude.length * 2 + (value < 0n ? 1 : 0);
  while (rest >= 0x80) {
    bitfield.push((rest & 0x7f) | 0x80);
    rest >>>= 7;
  }
  bitfield.push(rest);
  return Buffer.concat([Uint8Array.of(0xff, versionWritten, 0x5a, ...bitfield), magnitude]);
}
