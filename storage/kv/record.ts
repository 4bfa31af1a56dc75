/**
 * What is stored under a user key: the encoding of the value in one byte, the versionstamp, the bytes.
 *
 *     +----------+--------------+-----------...
 *     | encoding | versionstamp | value
 *     | 1        | 10           | 0 or more
 *     +----------+--------------+-----------...
 */
import { CorruptionError } from '../errors.ts';
import type { Value, ValueEncoding } from './command.ts';
import { versionstampBytes } from './versionstamp.ts';

/** An entry as reads give it. The bytes are shared with the store: nobody may change them. */
export type StoredEntry = { readonly value: Value; readonly versionstamp: Uint8Array };

/** Bytes in front of the value. */
const headerBytes = 1 + versionstampBytes;

/** A record that shares no memory with its arguments. */
export function encodeRecord(value: Value, versionstamp: Uint8Array): Uint8Array {
  const record = Buffer.allocUnsafe(headerBytes + value.bytes.length);
  record[0] = encodingNumber(value.encoding);
  record.set(versionstamp, 1);
  record.set(value.bytes, headerBytes);
  return record;
}

/** The entry in `record`, sharing its memory. */
export function decodeRecord(record: Uint8Array): StoredEntry {
  const encoding = encodingOf(record[0]);
  if (record.length < headerBytes || encoding === undefined) {
    throw new CorruptionError(`a stored record of ${record.length} bytes is malformed`);
  }
  return {
    value: { bytes: record.subarray(headerBytes), encoding },
    versionstamp: record.subarray(1, headerBytes),
  };
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
