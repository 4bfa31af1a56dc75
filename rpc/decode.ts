/**
 * Decoding of bytes that a client sent. Garbage is an answer to the client, never a crash, and never
 * costs more than a few milliseconds.
 */
import { InvalidRequestError, LimitExceededError } from './errors.ts';
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

/** What a field holds: a number of 32 bits or truth value, one of 64 bits, bytes or text, or a message whose fields count as well. */
type FieldShape = 'number' | 'long' | 'bytes' | MessageShape;
/** The fields of a message by their numbers. */
export type MessageShape = { readonly [field: number]: FieldShape };

/**
 * Refuses a long request with more than `fieldsMax` fields, without decoding them: 2 MiB of empty fields would
 * otherwise become a million objects. Counted are the fields at its top level and those of the messages in it.
 *
 * The generated decoder goes by field numbers and ignores wire types, and misreads some numbers that are longer
 * than need be. What it would read in another way than is counted here is refused.
 */
export function countFields(
  bytes: Uint8Array,
  options: {
    readonly shape: MessageShape;
    readonly fieldsMax: number;
    readonly message: string;
  },
): void {
  if (bytes.length < countedRequestBytesMin) return;
  const { shape, fieldsMax, message } = options;
  let count = 0;
  const countWithin = (content: Uint8Array, within: MessageShape): void => {
    for (let at = 0; at < content.length; count++) {
      if (count === fieldsMax) throw new LimitExceededError(message);
      const tag = readVarint(content, at, shortBytesMax);
      const field = within[Math.floor(tag.value / 8)];
      const wireType = tag.value % 8;
      const isNumber = field === 'number' || field === 'long';
      if (field !== undefined && wireType !== (isNumber ? varint : lengthDelimited)) {
        throw invalidProtobuf(`field ${Math.floor(tag.value / 8)} has the wire type ${wireType}`);
      }
      const payload = findPayload(content, tag.end, wireType);
      if (payload.end > content.length) throw invalidProtobuf('a field exceeds the request');
      if (field === 'number') requireReadable(payload.end - payload.start);
      if (typeof field === 'object') {
        countWithin(content.subarray(payload.start, payload.end), field);
      }
      at = payload.end;
    }
  };
  countWithin(bytes, shape);
}

type Range = { readonly start: number; readonly end: number };

function findPayload(bytes: Uint8Array, start: number, wireType: number): Range {
  switch (wireType) {
    case varint:
      return { start, end: readVarint(bytes, start, longBytesMax).end };
    case 1:
      return { start, end: start + 8 };
    case lengthDelimited: {
      const length = readVarint(bytes, start, shortBytesMax);
      return { start: length.end, end: length.end + length.value };
    }
    case 5:
      return { start, end: start + 4 };
    default:
      throw invalidProtobuf(`wire type ${wireType} is not used`);
  }
}

/** Of numbers of 32 bits that take more than five bytes the decoder takes ten, whatever they are. */
function requireReadable(length: number): void {
  if (length > shortBytesMax && length < longBytesMax)
    throw invalidProtobuf('a number is too long');
}

function readVarint(
  bytes: Uint8Array,
  start: number,
  bytesMax: number,
): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = start; at < bytes.length && at < start + bytesMax; at++) {
    const byte = bytes[at] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (at - start));
    if (byte < 0x80) return { value, end: at + 1 };
  }
  throw invalidProtobuf('a number does not end');
}

/** Bytes of a tag or a length, and of any number. */
const shortBytesMax = 5;
const longBytesMax = 10;
// Wire types of numbers, and of bytes, texts and messages.
const varint = 0;
const lengthDelimited = 2;

function invalidProtobuf(detail: string, cause?: unknown): InvalidRequestError {
  return new InvalidRequestError(`Request protobuf is invalid: ${detail}.`, { cause });
}
