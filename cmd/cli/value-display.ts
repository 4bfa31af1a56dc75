/**
 * Stored values as people and scripts see them. What JSON cannot say is an object with one `$` name:
 *
 *   {"$bigint":"5"}  {"$u64":"5"}  {"$bytes":"ff00"}  {"$undefined":true}  {"$number":"NaN"}
 *   {"$date":"2026-01-01T00:00:00.000Z"}  {"$map":[[key,value],…]}  {"$set":[…]}
 *   {"$regexp":"/a/g"}  {"$error":"TypeError: text"}  {"$circular":true}  {"$truncated":true}
 *   {"$v8":"ff10…"}  a value that cannot be read here; its bytes
 *
 * Values were written by others: nothing in them may make this slow, deep or large without bound.
 */
import { types } from 'node:util';
import { Deserializer } from 'node:v8';
import type { Value } from '../../storage/index.ts';

/** The newest V8 format that Node 20 reads. Newer writers' values read the same but for rare kinds. */
const v8FormatVersion = 15;
const displayedItemsMax = 100_000;
const displayedDepthMax = 100;

/** The value for JSON.stringify. Never throws. */
export function valueToJson(value: Value): unknown {
  if (value.encoding === 'le64' && value.bytes.length === 8) {
    return { $u64: String(readU64(value.bytes)) };
  }
  if (value.encoding !== 'v8') return { $bytes: toHex(value.bytes) };
  const decoded = tryDecodeV8(value.bytes);
  return decoded === undefined
    ? { $v8: toHex(value.bytes) }
    : new JsonView().convert(decoded.value, 0);
}

/** The value in one line for a table. */
export function valueToText(value: Value): string {
  if (value.encoding === 'le64' && value.bytes.length === 8) return `${readU64(value.bytes)} (u64)`;
  if (value.encoding === 'bytes') return `0x${toHex(value.bytes)}`;
  const decoded = value.encoding === 'v8' ? tryDecodeV8(value.bytes)?.value : undefined;
  if (typeof decoded === 'bigint') return `${decoded}n`;
  return escapeControls(JSON.stringify(valueToJson(value)));
}

/** The value alone, for `--output raw`: bytes and strings as they are, everything else as JSON. */
export function valueToRaw(value: Value): Uint8Array {
  if (value.encoding === 'bytes') return value.bytes;
  if (value.encoding === 'le64' && value.bytes.length === 8) {
    return Buffer.from(`${readU64(value.bytes)}\n`);
  }
  const decoded = value.encoding === 'v8' ? tryDecodeV8(value.bytes)?.value : undefined;
  if (typeof decoded === 'string' || typeof decoded === 'bigint') {
    return Buffer.from(`${decoded}\n`);
  }
  return Buffer.from(`${JSON.stringify(valueToJson(value))}\n`);
}

/** JSON leaves some control and format characters as they are; a terminal would obey them. */
function escapeControls(json: string): string {
  return json.replace(
    /[\p{Cc}\p{Cf}\u2028\u2029]/gu,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function tryDecodeV8(bytes: Uint8Array): { readonly value: unknown } | undefined {
  try {
    const copy = Buffer.from(bytes);
    if (copy[0] === 0xff && (copy[1] ?? 0) > v8FormatVersion) copy[1] = v8FormatVersion;
    const deserializer = new Deserializer(copy);
    deserializer.readHeader();
    return { value: deserializer.readValue() };
  } catch {
    // Host objects (Blob, CryptoKey), newer kinds, broken bytes: shown as bytes.
    return undefined;
  }
}

/** Converts one decoded value; counts what it shows, since shared references can multiply without bound. */
class JsonView {
  #items = 0;
  readonly #ancestors = new Set<object>();

  convert(value: unknown, depth: number): unknown {
    this.#items++;
    if (this.#items > displayedItemsMax || depth > displayedDepthMax) return { $truncated: true };
    if (value === undefined) return { $undefined: true };
    if (typeof value === 'object' && value !== null) return this.#convertObject(value, depth);
    if (typeof value === 'bigint') return { $bigint: String(value) };
    if (typeof value !== 'number') return value;
    if (Object.is(value, -0)) return { $number: '-0' };
    return Number.isFinite(value) ? value : { $number: String(value) };
  }

  #convertObject(value: object, depth: number): unknown {
    if (this.#ancestors.has(value)) return { $circular: true };
    this.#ancestors.add(value);
    try {
      return this.#convertKind(value, depth + 1);
    } finally {
      this.#ancestors.delete(value);
    }
  }

  #convertKind(value: object, depth: number): unknown {
    if (Array.isArray(value)) return this.#convertAll(value, depth);
    if (value instanceof Date) {
      return { $date: Number.isNaN(value.getTime()) ? 'invalid' : value.toISOString() };
    }
    if (value instanceof Map) {
      return { $map: this.#convertAll(value, depth) };
    }
    if (value instanceof Set) return { $set: this.#convertAll(value, depth) };
    if (value instanceof RegExp) return { $regexp: String(value) };
    if (value instanceof Error) return { $error: `${value.name}: ${value.message}` };
    if (value instanceof ArrayBuffer) return { $bytes: toHex(new Uint8Array(value)) };
    if (ArrayBuffer.isView(value)) {
      return { $bytes: toHex(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
    }
    if (types.isBoxedPrimitive(value)) return this.convert(value.valueOf(), depth);
    return this.#convertFields(value, depth);
  }

  #convertFields(value: object, depth: number): unknown {
    const fields: [string, unknown][] = [];
    for (const [name, field] of Object.entries(value)) {
      if (this.#items > displayedItemsMax) break;
      fields.push([name, this.convert(field, depth)]);
    }
    // fromEntries defines fields, so that one called __proto__ is shown like any other.
    return Object.fromEntries(fields);
  }

  /** A sparse array may claim four thousand million items: the loop ends with the budget. */
  #convertAll(values: Iterable<unknown>, depth: number): readonly unknown[] {
    const converted: unknown[] = [];
    for (const value of values) {
      converted.push(this.convert(value, depth));
      if (this.#items > displayedItemsMax) break;
    }
    return converted;
  }
}

function readU64(bytes: Uint8Array): bigint {
  return Buffer.from(bytes).readBigUInt64LE(0);
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
