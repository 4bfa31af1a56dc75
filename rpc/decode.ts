/**
 * Decoding of bytes that a client sent. Garbage is an answer to the client, never a crash, and never
 * costs more than a few milliseconds.
 */
import protobuf from 'protobufjs/minimal.js';
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
    throw invalidProtobuf(error);
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
  const reader = protobuf.Reader.create(bytes);
  let count = 0;
  while (reader.pos < reader.len) {
    count++;
    if (count > options.fieldsMax) throw new InvalidRequestError(options.message);
    try {
      reader.skipType(reader.uint32() & 7);
    } catch (error) {
      throw invalidProtobuf(error);
    }
  }
}

function invalidProtobuf(error: unknown): InvalidRequestError {
  const detail = error instanceof Error ? error.message : String(error);
  return new InvalidRequestError(`Request protobuf is invalid: ${detail}.`, { cause: error });
}
