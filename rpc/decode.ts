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

/**
 * Refuses a long request with more than `fieldsMax` fields at its top level, without decoding them:
 * 2 MiB of empty fields would otherwise become a million objects.
 */
export function countFields(
  bytes: Uint8Array,
  options: { readonly fieldsMax: number; readonly message: string },
): void {
  if (bytes.length < countedRequestBytesMin) return;
  let count = 0;
  for (let at = 0; at < bytes.length; count++) {
    if (count === options.fieldsMax) throw new InvalidRequestError(options.message);
    at = skipField(bytes, at);
  }
}

/** The position after the field at `start`: a tag, whose low three bits say how long the rest is. */
function skipField(bytes: Uint8Array, start: number): number {
  const tag = readVarint(bytes, start);
  const end = skipPayload(bytes, tag.end, tag.value & 7);
  if (end > bytes.length) throw invalidProtobuf('a field exceeds the request');
  return end;
}

function skipPayload(bytes: Uint8Array, at: number, wireType: number): number {
  switch (wireType) {
    case 0:
      return readVarint(bytes, at).end;
    case 1:
      return at + 8;
    case 2: {
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
function readVarint(
  bytes: Uint8Array,
  start: number,
): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < bytes.length && at < start + varintBytesMax; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw invalidProtobuf('a number does not end');
}

const varintBytesMax = 10;

function invalidProtobuf(detail: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError(`Request protobuf is invalid: ${detail}.`, { cause });
}
