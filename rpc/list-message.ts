/**
 * A `ListResponse` written straight from stored text into one buffer. Lists are the widest answers there are, and
 * a message object per entry would cost more than reading the entries. Field numbers and wire types are
 * those of protos/kv.proto; the test decodes what is written here with the generated decoder.
 */
import type { ListedEntry } from '../storage/index.ts';
import {
  recordEncodingNumber,
  recordValueBytes,
  writeRecordValue,
  writeRecordVersionstamp,
} from '../storage/index.ts';
import * as limits from './limits.ts';
import { fieldBytes, varintBytes, writeHead, writeText, writeVarint } from './protobuf-writer.ts';

// Tags: field number, wire type 2 (length and bytes) or 0 (varint).
const responseEntries = 0x0a;
const responseCursor = 0x12;
// Numbers above 15 take two bytes of tag.
const responseReadVersionstamp = [0xa2, 0x01] as const;
const responseStaleness = [0xa8, 0x01] as const;
const entryKey = 0x0a;
const entryValue = 0x12;
const entryVersionstamp = 0x1a;
const valueData = 0x0a;
const valueEncoding = 0x10;

/** Bytes of the field with the versionstamp. */
const versionstampFieldBytes = 2 + limits.versionstampBytes;
/** Bytes of the field with the encoding of a value. */
const encodingFieldBytes = 2;

/** The fields of a `ListResponse` besides its entries; `keysOnly` leaves out their values. */
type Rest = {
  readonly keysOnly: boolean;
  /** An empty one is left out, as proto3 does. */
  readonly cursor: string;
  readonly readVersionstamp?: Uint8Array;
  readonly stalenessMs?: number;
};

export function encodeListMessage(entries: readonly ListedEntry[], rest: Rest): Uint8Array {
  const { keysOnly, cursor, readVersionstamp, stalenessMs } = rest;
  let total = cursor === '' ? 0 : fieldBytes(cursor.length);
  if (readVersionstamp !== undefined) total += 1 + fieldBytes(readVersionstamp.length);
  if (stalenessMs !== undefined) total += 2 + varintBytes(stalenessMs);
  for (const entry of entries) total += fieldBytes(entryBytes(entry, keysOnly));
  const message = Buffer.allocUnsafe(total);
  let at = 0;
  for (const entry of entries) {
    at = writeHead(message, at, responseEntries, entryBytes(entry, keysOnly));
    at = writeText(message, at, entryKey, entry.key);
    if (!keysOnly) at = writeValue(message, at, entry.record);
    at = writeHead(message, at, entryVersionstamp, limits.versionstampBytes);
    writeRecordVersionstamp(entry.record, message, at);
    at += limits.versionstampBytes;
  }
  if (cursor !== '') at = writeText(message, at, responseCursor, cursor);
  if (readVersionstamp !== undefined) {
    message.set([...responseReadVersionstamp, readVersionstamp.length, ...readVersionstamp], at);
    at += 3 + readVersionstamp.length;
  }
  if (stalenessMs !== undefined) {
    message.set(responseStaleness, at);
    writeVarint(message, at + responseStaleness.length, stalenessMs);
  }
  return message;
}

function writeValue(message: Buffer, start: number, record: string): number {
  const dataBytes = recordValueBytes(record);
  let at = writeHead(message, start, entryValue, valueBytes(dataBytes));
  at = writeHead(message, at, valueData, dataBytes);
  writeRecordValue(record, message, at);
  at += dataBytes;
  message[at] = valueEncoding;
  message[at + 1] = recordEncodingNumber(record);
  return at + encodingFieldBytes;
}

function entryBytes({ key, record }: ListedEntry, keysOnly: boolean): number {
  const value = keysOnly ? 0 : fieldBytes(valueBytes(recordValueBytes(record)));
  return fieldBytes(key.length) + value + versionstampFieldBytes;
}

function valueBytes(dataLength: number): number {
  return fieldBytes(dataLength) + encodingFieldBytes;
}
