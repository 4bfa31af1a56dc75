/**
 * What is stored under a user key: the encoding of the value in one byte, the versionstamp, the bytes.
 *
 *     +----------+--------------+-----------...
 *     | encoding | versionstamp | value
 *     | 1        | 10           | 0 or more
 *     +----------+--------------+-----------...
 *
 * Like keys, records are latin1 text inside this folder, one character per byte.
 */
import { CorruptionError } from '../errors.ts';
import type { Value, ValueEncoding } from './command.ts';
import { bytesOfText, textOfBytes } from './keyspace.ts';
import { versionstampBytes } from './versionstamp.ts';

/** A record as latin1 text. */
export type RecordText = string;

/** An entry as reads give it, with bytes of its own. */
export type StoredEntry = { readonly value: Value; readonly versionstamp: Uint8Array };

/** Characters in front of the value. */
const headerLength = 1 + versionstampBytes;

/** `versionstamp` is text, because all records of a commit share it. */
export function encodeRecord(value: Value, versionstamp: string): RecordText {
  return encodingCharacter(value.encoding) + versionstamp + textOfBytes(value.bytes);
}

export function decodeRecord(record: RecordText): StoredEntry {
  const encoding = recordEncoding(record);
  const bytes = bytesOfText(record);
  return {
    value: { bytes: bytes.subarray(headerLength), encoding },
    versionstamp: bytes.subarray(1, headerLength),
  };
}

/** Throws `CorruptionError` for what is no record. */
function recordEncoding(record: RecordText): ValueEncoding {
  const encoding = encodingOf(record.charCodeAt(0));
  if (record.length < headerLength || encoding === undefined) {
    throw new CorruptionError(`a stored record of ${record.length} bytes is malformed`);
  }
  return encoding;
}

/** As `encodingNumber`. Throws `CorruptionError` for what is no record. */
export function recordEncodingNumber(record: RecordText): number {
  return encodingNumber(recordEncoding(record));
}

/** The versionstamp as text of 10 characters. */
export function recordVersionstamp(record: RecordText): string {
  return record.slice(1, headerLength);
}

/** The bytes of the value as text. */
export function recordValue(record: RecordText): string {
  return record.slice(headerLength);
}

/** The number that stands for an encoding on disk and on the wire. */
export function encodingNumber(encoding: ValueEncoding): number {
  return encoding === 'v8' ? 1 : encoding === 'le64' ? 2 : 3;
}

/** The encoding that `number` stands for; undefined if there is none. */
export function encodingOf(number: number | undefined): ValueEncoding | undefined {
  if (number === 1) return 'v8';
  if (number === 2) return 'le64';
  return number === 3 ? 'bytes' : undefined;
}

function encodingCharacter(encoding: ValueEncoding): string {
  return encoding === 'v8' ? '\u0001' : encoding === 'le64' ? '\u0002' : '\u0003';
}
