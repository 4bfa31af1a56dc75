/**
 * Keys as people write them, and back: a printed key can be pasted into a shell and means the same key.
 *
 * Path form, parts separated by `/`:
 *
 *   users/ada     strings           #42  #-1.5  #NaN   number
 *   42n  -7n      bigint            :true  :false      boolean
 *   0xff00  0x    bytes             :empty             the empty string
 *
 * `%2F` style escapes (UTF-8 bytes) stand for any character of a string, and a part with an escaped first
 * character is always a string: the string `42n` is written `%342n`, the string `#1` is `%231`. A part that
 * begins with `#`, `:` or `0x` without being a well-formed number, constant or bytes is a mistake, not a string.
 *
 * JSON form: `["users", 42, true, {"$bigint":"42"}, {"$bytes":"ff00"}, {"$number":"NaN"}]`.
 */
import type { KeyPart } from '../../storage/index.ts';
import { UsageError } from './errors.ts';

/** No key that can be stored is longer than this as text, escapes included. */
const keyTextCharactersMax = 16_384;

/** The parts of the key in `text`. Throws `UsageError` that says what is wrong. */
export function parseKey(text: string): readonly KeyPart[] {
  const parts = parseParts(text);
  if (parts.length === 0) throw new UsageError('a key needs at least one part, such as users/ada');
  return parts;
}

/** Like `parseKey`, for the prefix of a list: one trailing slash is allowed, and nothing means every key. */
export function parsePrefix(text: string): readonly KeyPart[] {
  if (text === '' || text === '/') return [];
  return parseParts(text.endsWith('/') && !text.startsWith('[') ? text.slice(0, -1) : text);
}

/** The path form of a key; `parseKey` gives the same parts back. */
export function formatKey(parts: readonly KeyPart[]): string {
  return parts.map(formatPart).join('/');
}

/** The JSON form of a key, as a value for JSON.stringify; `parseKey` reads its text back. */
export function keyToJson(parts: readonly KeyPart[]): readonly unknown[] {
  return parts.map((part) => {
    if (typeof part === 'bigint') return { $bigint: String(part) };
    if (typeof part === 'object') return { $bytes: Buffer.from(part).toString('hex') };
    if (typeof part !== 'number' || isPlainJsonNumber(part)) return part;
    return { $number: formatNumber(part) };
  });
}

function parseParts(text: string): readonly KeyPart[] {
  if (text.length > keyTextCharactersMax) {
    throw new UsageError(`a key may not have more than ${keyTextCharactersMax} characters`);
  }
  if (text.startsWith('[')) return parseJsonKey(text);
  return text.split('/').map((segment) => parseSegment(segment, text));
}

function parseSegment(segment: string, whole: string): KeyPart {
  if (segment === '') {
    throw new UsageError(
      `key "${whole}": has an empty part; leave out the extra slash, or write :empty for the empty string`,
    );
  }
  if (segment.startsWith('#')) return parseNumber(segment.slice(1));
  if (segment.startsWith(':')) return parseConstant(segment);
  if (/^0x/i.test(segment)) return parseHex(segment.slice(2));
  if (bigintPattern.test(segment)) return BigInt(segment.slice(0, -1));
  return unescapeString(segment, whole);
}

const bigintPattern = /^-?\d+n$/;
const numberPattern = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

function parseNumber(text: string): number {
  if (text === '-NaN') return negativeNaN();
  if (/^[+-]?Infinity$|^NaN$/.test(text) || numberPattern.test(text)) return Number(text);
  throw new UsageError(`key part "#${text}": is not a number; a string that begins with # is %23…`);
}

function parseConstant(segment: string): KeyPart {
  if (segment === ':true') return true;
  if (segment === ':false') return false;
  if (segment === ':empty') return '';
  throw new UsageError(
    `key part "${segment}": is not :true, :false or :empty; a string that begins with : is %3A…`,
  );
}

function parseHex(digits: string): Uint8Array {
  if (/^(?:[0-9a-f]{2})*$/i.test(digits)) return new Uint8Array(Buffer.from(digits, 'hex'));
  throw new UsageError(
    `key part "0x${digits}": is not pairs of hex digits; a string that begins with 0x is %30x…`,
  );
}

function unescapeString(segment: string, whole: string): string {
  if (!segment.includes('%')) return segment;
  if (/%(?![0-9a-f]{2})/i.test(segment)) {
    throw new UsageError(`key "${whole}": % must be followed by two hex digits; a % itself is %25`);
  }
  const pieces = segment.split(/(%[0-9a-f]{2})/i).map((piece, position) =>
    // Every second piece is an escape.
    position % 2 === 1 ? Buffer.from(piece.slice(1), 'hex') : Buffer.from(piece, 'utf8'),
  );
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.concat(pieces));
  } catch (error) {
    throw new UsageError(`key "${whole}": its escapes are not UTF-8; write bytes as 0x…`, {
      cause: error,
    });
  }
}

function parseJsonKey(text: string): readonly KeyPart[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new UsageError(
      `key ${text}: is not a JSON array; a string part that begins with [ is %5B…`,
      { cause: error },
    );
  }
  return keyFromJson(value);
}

/** The key in a parsed JSON document: an array of parts, or a string in path form. */
export function keyFromJson(value: unknown): readonly KeyPart[] {
  if (typeof value === 'string') return parseParts(value);
  if (!Array.isArray(value)) throw new UsageError('a key is a JSON array or a path string');
  return value.map((part: unknown) => parseJsonPart(part));
}

function parseJsonPart(part: unknown): KeyPart {
  if (typeof part === 'string' || typeof part === 'boolean') return part;
  if (typeof part === 'number') {
    if (isPlainJsonNumber(part)) return part;
    throw new UsageError(
      `key part ${part}: is beyond what a JSON number holds exactly; write {"$bigint":"…"} or {"$number":"…"}`,
    );
  }
  if (typeof part === 'object' && part !== null) {
    const [tag, value] = Object.entries(part)[0] ?? [];
    if (Object.keys(part).length === 1 && typeof value === 'string') {
      if (tag === '$bigint' && /^-?\d+$/.test(value)) return BigInt(value);
      if (tag === '$bytes') return parseHex(value);
      if (tag === '$number') return parseNumber(value);
    }
  }
  throw new UsageError(
    `key part ${JSON.stringify(part)}: must be a string, number, boolean, {"$bigint":"…"}, {"$bytes":"…"} or {"$number":"…"}`,
  );
}

function formatPart(part: KeyPart): string {
  if (typeof part === 'string') return formatString(part);
  if (typeof part === 'number') return `#${formatNumber(part)}`;
  if (typeof part === 'bigint') return `${part}n`;
  if (typeof part === 'boolean') return `:${part}`;
  return `0x${Buffer.from(part).toString('hex')}`;
}

/** What would be taken for another kind of part, an option, or be changed by a shell or a terminal. */
const unsafeCharacters = /[%/=\p{C}\p{Z}"'`$&;|<>()\\!*?{}[\]~^]/gu;

function formatString(text: string): string {
  if (text === '') return ':empty';
  const escaped = text.replace(unsafeCharacters, escapeCharacter);
  const looksTyped = /^[#:-]|^0x/i.test(escaped) || bigintPattern.test(escaped);
  return looksTyped ? escapeCharacter(escaped.slice(0, 1)) + escaped.slice(1) : escaped;
}

function escapeCharacter(character: string): string {
  return [...Buffer.from(character, 'utf8')]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}

function formatNumber(value: number): string {
  if (Object.is(value, -0)) return '-0';
  return Number.isNaN(value) && hasSignBit(value) ? '-NaN' : String(value);
}

function isPlainJsonNumber(value: number): boolean {
  if (!Number.isFinite(value) || Object.is(value, -0)) return false;
  return !Number.isInteger(value) || Number.isSafeInteger(value);
}

/** NaN with its sign bit set is a key of its own. */
function negativeNaN(): number {
  return Buffer.from('fff8000000000000', 'hex').readDoubleBE(0);
}

function hasSignBit(value: number): boolean {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleBE(value);
  return (bytes[0] ?? 0) >= 0x80;
}
