/**
 * Decoding of bytes that a client sent. Garbage is an answer to the client, never a crash, and never
 * costs more than a few milliseconds.
 */
import { InvalidRequestError } from './errors.ts';
import { countedRequestBytesMin } from './limits.ts';

/** Runs a generated decoder. What it throws becomes an `InvalidRequestError`. */
export function decodeMessage<Message>(
  bytes: Uint8Array,
  decode: (bytes: Uint8Array) => Message,
): Message {
  try {
    return decode(bytes);
  } catch (error) {
    throw invalidProtobuf(error instanceof Error ? error.message : String(error), error);
  }
}

/** The fields of a message that hold messages whose fields count as well, by field number. */
export type CountedInside = { readonly [field: number]: CountedInside };

/**
 * Refuses a long request with more than `fieldsMax` fields, without decoding them: 2 MiB of empty fields would
 * otherwise become a million objects. Counted are the fields at its top level and those `inside`.
 */
export function countFields(
  bytes: Uint8Array,
  options: {
    readonly fieldsMax: number;
    readonly message: string;
    readonly inside?: CountedInside;
  },
): void {
  if (bytes.length < countedRequestBytesMin) return;
  const { fieldsMax, message, inside = {} } = options;
  let count = 0;
  const countWithin = (content: Uint8Array, within: CountedInside): void => {
    for (let at = 0; at < content.length;) {
      if (count === fieldsMax) throw new InvalidRequestError(message);
      count++;
      const tag = readTag(content, at);
      const end = skipField(content, tag);
      const deeper = tag.value % 8 === lengthDelimited && within[Math.floor(tag.value / 8)];
      if (deeper) countWithin(content.subarray(readVarint(content, tag.end).end, end), deeper);
      at = end;
    }
  };
  countWithin(bytes, inside);
}

/** The generated decoder keeps 32 bits of a longer tag, and so would take the field for another one. */
function readTag(bytes: Uint8Array, start: number): Varint {
  const tag = readVarint(bytes, start);
  if (tag.value >= 2 ** 32) throw invalidProtobuf('a field number is too large');
  return tag;
}

/** The position after the field with `tag`, whose low three bits say how long the rest is. */
function skipField(bytes: Uint8Array, tag: Varint): number {
  const end = skipPayload(bytes, tag.end, tag.value % 8);
  if (end > bytes.length) throw invalidProtobuf('a field exceeds the request');
  return end;
}

function skipPayload(bytes: Uint8Array, at: number, wireType: number): number {
  switch (wireType) {
    case 0:
      return readVarint(bytes, at).end;
    case 1:
      return at + 8;
    case lengthDelimited: {
      const length = readVarint(bytes, at);
      return length.end + length.value;
    }
    case 5:
      return at + 4;
    default:
      throw invalidProtobuf(`wire type ${wireType} is not used`);
  }
}

/** Exact up to 2^53; greater lengths than a request are refused by the caller whatever they are. */
function readVarint(bytes: Uint8Array, start: number): Varint {
  let value = 0;
  for (let at = start; at < bytes.length && at < start + varintBytesMax; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw invalidProtobuf('a number does not end');
}

/** A number, and the position after it. */
type Varint = { readonly value: number; readonly end: number };

const varintBytesMax = 10;
/** The wire type of bytes, texts and messages. */
const lengthDelimited = 2;

function invalidProtobuf(detail: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError(`Request protobuf is invalid: ${detail}.`, { cause });
}
