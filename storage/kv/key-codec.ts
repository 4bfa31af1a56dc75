/**
 * Typed key parts to bytes whose order is the order of keys, and back. An encoded key is the plain concatenation of
 * its encoded parts: no length, no terminator of the key.
 *
 *     Uint8Array  01  bytes, each 00 as 00 ff      00
 *     string      02  UTF-8, each 00 as 00 ff      00
 *     bigint      0b (n xor ff) ~m | 0c..13 ~m | 14 | 15..1c m | 1d n m     m: minimal big-endian magnitude
 *     number      21  double, big-endian; sign set: all bits inverted, else the sign bit flipped
 *     false       26
 *     true        27
 *
 * Order: Uint8Array < string < bigint < number < false < true; -0 and 0 are two keys, and so are 1 and 1n.
 */

export type KeyPart = Uint8Array | string | bigint | number | boolean;

/** Thrown by `encodeKey` for a bigint whose magnitude needs more than 255 bytes. */
const bigintTooLarge = 'BigUint requires more than 255 bytes to be represented';

const tag = {
  bytes: 0x01,
  string: 0x02,
  zero: 0x14,
  number: 0x21,
  false: 0x26,
  true: 0x27,
} as const;
const tagHugeNegative = 0x0b;
const tagHugePositive = 0x1d;

/** The bytes are new and the caller's. Throws `RangeError` for a bigint of more than 255 bytes. */
export function encodeKey(parts: readonly KeyPart[]): Uint8Array {
  const bytes: number[] = [];
  for (const part of parts) encodePart(part, bytes);
  return Uint8Array.from(bytes);
}

function encodePart(part: KeyPart, bytes: number[]): void {
  if (typeof part === 'string') {
    bytes.push(tag.string);
    // A lone surrogate becomes U+FFFD.
    pushEscaped(new TextEncoder().encode(part), bytes);
  } else if (typeof part === 'bigint') {
    pushBigInt(part, bytes);
  } else if (typeof part === 'number') {
    pushNumber(part, bytes);
  } else if (typeof part === 'boolean') {
    bytes.push(part ? tag.true : tag.false);
  } else {
    bytes.push(tag.bytes);
    pushEscaped(part, bytes);
  }
}

function pushEscaped(body: Uint8Array, bytes: number[]): void {
  for (const byte of body) {
    bytes.push(byte);
    if (byte === 0) bytes.push(0xff);
  }
  bytes.push(0);
}

function pushBigInt(value: bigint, bytes: number[]): void {
  if (value === 0n) {
    bytes.push(tag.zero);
    return;
  }
  const digits = (value < 0n ? -value : value).toString(16);
  const magnitude = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  const length = magnitude.length;
  if (length > 255) throw new RangeError(bigintTooLarge);
  if (value > 0n) {
    if (length <= 8) bytes.push(tag.zero + length);
    else bytes.push(tagHugePositive, length);
    bytes.push(...magnitude);
  } else {
    if (length <= 8) bytes.push(tag.zero - length);
    else bytes.push(tagHugeNegative, length ^ 0xff);
    for (const byte of magnitude) bytes.push(byte ^ 0xff);
  }
}

function pushNumber(value: number, bytes: number[]): void {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const isNegative = view.getUint8(0) >= 0x80;
  if (Number.isNaN(value)) view.setBigUint64(0, isNegative ? 0xfff8n << 48n : 0x7ff8n << 48n);
  bytes.push(tag.number);
  for (let offset = 0; offset < 8; offset += 1) {
    const byte = view.getUint8(offset);
    bytes.push(isNegative ? byte ^ 0xff : offset === 0 ? byte ^ 0x80 : byte);
  }
}

export type KeyOutcome =
  | { readonly kind: 'key'; readonly parts: readonly KeyPart[] }
  /** `message` says what is wrong with the bytes. */
  | { readonly kind: 'invalid'; readonly message: string };

/** The parts of an encoded key, which may be empty. They share no memory with `bytes`. */
export function decodeKey(bytes: Uint8Array): KeyOutcome {
  const parts: KeyPart[] = [];
  let position = 0;
  while (position < bytes.length) {
    const end = partEnd(bytes, position);
    if (typeof end === 'string') return { kind: 'invalid', message: end };
    parts.push(decodePart(bytes, position, end));
    position = end;
  }
  return { kind: 'key', parts };
}

/**
 * What is wrong with an encoded key that is to be written; undefined if nothing is. Runs on every write and
 * makes no parts. Stricter than reading has to be: one value has one encoding.
 */
export function validateKey(bytes: Uint8Array): string | undefined {
  if (bytes.length === 0) return 'key cannot be empty';
  let position = 0;
  while (position < bytes.length) {
    const end = partEnd(bytes, position);
    if (typeof end === 'string') return `key is malformed: ${end}`;
    position = end;
  }
  return undefined;
}

const endOfFile = 'unexpected end of file';
const notMinimal = 'bigint is not minimal';

/** Position after the part that starts at `start`, or what is wrong with it. */
function partEnd(bytes: Uint8Array, start: number): number | string {
  const first = bytes[start] ?? 0;
  switch (first) {
    case tag.bytes:
      return escapedEnd(bytes, start + 1);
    case tag.string:
      return stringEnd(bytes, start + 1);
    case tag.number:
      return numberEnd(bytes, start + 1);
    case tag.zero:
    case tag.false:
    case tag.true:
      return start + 1;
    default:
      if (first < tagHugeNegative || first > tagHugePositive) return 'invalid tag';
      return bigintEnd(bytes, start);
  }
}

function escapedEnd(bytes: Uint8Array, start: number): number | string {
  for (let position = start; position < bytes.length; position += 1) {
    if (bytes[position] === 0) {
      if (bytes[position + 1] !== 0xff) return position + 1;
      position += 1;
    }
  }
  return endOfFile;
}

function stringEnd(bytes: Uint8Array, start: number): number | string {
  let isAscii = true;
  // An escaped zero is a whole character, so what lies between two of them is valid by itself or not at all.
  let runStart = start;
  for (let position = start; position < bytes.length; position += 1) {
    const byte = bytes[position] ?? 0;
    if (byte >= 0x80) isAscii = false;
    if (byte === 0) {
      if (!isAscii && !isUtf8(bytes.subarray(runStart, position))) return 'invalid utf8';
      if (bytes[position + 1] !== 0xff) return position + 1;
      position += 1;
      runStart = position + 1;
      isAscii = true;
    }
  }
  return endOfFile;
}

function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

function numberEnd(bytes: Uint8Array, start: number): number | string {
  const end = start + 8;
  if (end > bytes.length) return endOfFile;
  const [high, next] = [bytes[start] ?? 0, bytes[start + 1] ?? 0];
  const isPositiveNaN = high === 0xff && next >= 0xf0;
  const isNegativeNaN = high === 0x00 && next <= 0x0f;
  if (!isPositiveNaN && !isNegativeNaN) return end;
  const rest = isPositiveNaN ? 0x00 : 0xff;
  const infinity = isPositiveNaN ? 0xf0 : 0x0f;
  const canonical = isPositiveNaN ? 0xf8 : 0x07;
  const isPlain = bytes.subarray(start + 2, end).every((byte) => byte === rest);
  return isPlain && (next === infinity || next === canonical) ? end : 'NaN is not canonical';
}

function bigintEnd(bytes: Uint8Array, start: number): number | string {
  const body = bigintBody(bytes, start);
  if (body === undefined || body.end > bytes.length) return endOfFile;
  if (body.isHuge && body.end - body.start < 9) return notMinimal;
  const leading = bytes[body.start];
  return leading === (body.isNegative ? 0xff : 0x00) ? notMinimal : body.end;
}

/** Where the magnitude of a bigint other than 0 lies. */
function bigintBody(
  bytes: Uint8Array,
  start: number,
):
  | {
      readonly start: number;
      readonly end: number;
      readonly isNegative: boolean;
      readonly isHuge: boolean;
    }
  | undefined {
  const first = bytes[start] ?? 0;
  const isNegative = first < tag.zero;
  const isHuge = first === tagHugeNegative || first === tagHugePositive;
  if (!isHuge) {
    const end = start + 1 + Math.abs(first - tag.zero);
    return { start: start + 1, end, isNegative, isHuge };
  }
  const length = bytes[start + 1];
  if (length === undefined) return undefined;
  const end = start + 2 + (isNegative ? length ^ 0xff : length);
  return { start: start + 2, end, isNegative, isHuge };
}

/** The part in [start, end), which `partEnd` has found to be valid. */
function decodePart(bytes: Uint8Array, start: number, end: number): KeyPart {
  const first = bytes[start] ?? 0;
  switch (first) {
    case tag.bytes:
      return Uint8Array.from(unescaped(bytes.subarray(start + 1, end - 1)));
    case tag.string:
      return new TextDecoder('utf-8', { ignoreBOM: true }).decode(
        unescaped(bytes.subarray(start + 1, end - 1)),
      );
    case tag.number:
      return decodeNumber(bytes.subarray(start + 1, end));
    case tag.zero:
      return 0n;
    case tag.false:
      return false;
    case tag.true:
      return true;
    default: {
      const body = bigintBody(bytes, start);
      const isNegative = body?.isNegative === true;
      const magnitude = Buffer.from(bytes.subarray(body?.start, end)).map((byte) =>
        isNegative ? byte ^ 0xff : byte,
      );
      const value = BigInt(`0x${Buffer.from(magnitude).toString('hex')}`);
      return isNegative ? -value : value;
    }
  }
}

/** In a valid body every 00 is followed by an ff that belongs to it. */
function unescaped(body: Uint8Array): Uint8Array {
  return body.filter(
    (byte, position) => !(byte === 0xff && position > 0 && body[position - 1] === 0),
  );
}

function decodeNumber(body: Uint8Array): number {
  const bits = Uint8Array.from(body);
  const isNegative = (bits[0] ?? 0) < 0x80;
  const decoded = bits.map((byte, offset) =>
    isNegative ? byte ^ 0xff : offset === 0 ? byte ^ 0x80 : byte,
  );
  return new DataView(decoded.buffer).getFloat64(0);
}
