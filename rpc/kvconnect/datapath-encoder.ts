/**
 * The answers of the data path, written straight into buffers (com.deno.kv.datapath, deno-kv.md 4.1 and 9.6). An entry comes
 * from a get or from a list; both look the same on the wire.
 */
import type { ListedEntry, StoredEntry, ValueEncoding } from '../../storage/index.ts';
import {
  recordEncodingNumber,
  recordValueBytes,
  writeRecordValue,
  writeRecordVersionstamp,
} from '../../storage/index.ts';
import { versionstampBytes } from '../limits.ts';
import {
  fieldBytes,
  varintBytes,
  writeBytes,
  writeHead,
  writeText,
  writeVarint,
} from '../protobuf-writer.ts';

/** An entry with its key. */
export type FoundEntry = { readonly key: Uint8Array; readonly entry: StoredEntry };

// Tags: field number, wire type 2 (length and bytes) or 0 (varint).
const readRanges = 0x0a;
const rangeValues = 0x0a;
const entryKey = 0x0a;
const entryValue = 0x12;
const entryEncoding = 0x18;
const entryVersionstamp = 0x22;
const watchStatus = 0x08;
const watchKeys = 0x12;
const keyChanged = 0x08;
const keyEntry = 0x12;

const numberByEncoding = { v8: 1, le64: 2, bytes: 3 } as const satisfies Record<
  ValueEncoding,
  number
>;

/** read_is_strongly_consistent and SR_SUCCESS: the end of every `SnapshotReadOutput`. */
export const snapshotReadEnd: Uint8Array = Uint8Array.of(0x20, 1, 0x40, 1);

/** Encoding and versionstamp of an entry. */
const fixedEntryBytes = 2 + 2 + versionstampBytes;

/** One range for each element, with at most one entry: the answer to point reads. */
export function encodePointRead(ranges: readonly (FoundEntry | undefined)[]): Uint8Array {
  let total = snapshotReadEnd.length;
  for (const found of ranges) total += fieldBytes(found ? fieldBytes(foundBytes(found)) : 0);
  const message = Buffer.allocUnsafe(total);
  let at = 0;
  for (const found of ranges) {
    const length = found ? foundBytes(found) : 0;
    at = writeHead(message, at, readRanges, found ? fieldBytes(length) : 0);
    if (found) at = writeFound(message, writeHead(message, at, rangeValues, length), found);
  }
  message.set(snapshotReadEnd, at);
  return message;
}

/** Bytes of the entries of a range, as `encodeRangeEntries` writes them. */
export function rangeEntriesBytes(entries: readonly ListedEntry[]): number {
  let total = 0;
  for (const entry of entries) total += fieldBytes(listedBytes(entry));
  return total;
}

/** What stands in front of a range whose entries have so many bytes, less than 2^32. */
export function encodeRangeHead(entriesBytes: number): Uint8Array {
  const head = Buffer.allocUnsafe(1 + varintBytes(entriesBytes));
  writeHead(head, 0, readRanges, entriesBytes);
  return head;
}

export function encodeRangeEntries(entries: readonly ListedEntry[]): Uint8Array {
  const message = Buffer.allocUnsafe(rangeEntriesBytes(entries));
  let at = 0;
  for (const entry of entries) {
    at = writeHead(message, at, rangeValues, listedBytes(entry));
    at = writeListed(message, at, entry);
  }
  return message;
}

/** `AW_SUCCESS` with the versionstamp of the commit. */
export function encodeCommitted(versionstamp: Uint8Array): Uint8Array {
  const message = Buffer.allocUnsafe(2 + fieldBytes(versionstamp.length));
  message.set([0x08, 1]);
  writeBytes(message, 2, 0x12, versionstamp);
  return message;
}

/** `AW_CHECK_FAILURE` with the positions of the checks that failed, ascending. */
export function encodeConflict(failedChecks: readonly number[]): Uint8Array {
  let length = 0;
  for (const position of failedChecks) length += varintBytes(position);
  const message = Buffer.allocUnsafe(2 + fieldBytes(length));
  message.set([0x08, 2]);
  let at = writeHead(message, 2, 0x22, length);
  for (const position of failedChecks) at = writeVarint(message, at, position);
  return message;
}

/**
 * A frame of a watch: its length in 4 bytes, little-endian, then a `WatchOutput` with every key. Each is marked as
 * changed, because clients take one that is not for deleted (deno-kv.md 7.4).
 */
export function encodeWatchFrame(
  keys: readonly Uint8Array[],
  entries: readonly (StoredEntry | undefined)[],
): Uint8Array {
  const found = keys.map((key, position) => {
    const entry = entries[position];
    return entry && { key, entry };
  });
  const sizes = found.map((each) => 2 + (each ? fieldBytes(foundBytes(each)) : 0));
  let total = 2;
  for (const size of sizes) total += fieldBytes(size);
  const frame = Buffer.allocUnsafe(4 + total);
  frame.writeUInt32LE(total, 0);
  frame.set([watchStatus, 1], 4);
  let at = 6;
  for (const [position, each] of found.entries()) {
    at = writeHead(frame, at, watchKeys, sizes[position] ?? 0);
    frame.set([keyChanged, 1], at);
    at += 2;
    if (each) at = writeFound(frame, writeHead(frame, at, keyEntry, foundBytes(each)), each);
  }
  return frame;
}

/** A frame without content, which says that the watch is alive. */
export const keepAliveFrame: Uint8Array = new Uint8Array(4);

function foundBytes({ key, entry }: FoundEntry): number {
  return fieldBytes(key.length) + fieldBytes(entry.value.bytes.length) + fixedEntryBytes;
}

function writeFound(message: Buffer, start: number, { key, entry }: FoundEntry): number {
  const { value, versionstamp } = entry;
  let at = writeBytes(message, start, entryKey, key);
  at = writeBytes(message, at, entryValue, value.bytes);
  message[at] = entryEncoding;
  message[at + 1] = numberByEncoding[value.encoding];
  return writeBytes(message, at + 2, entryVersionstamp, versionstamp);
}

function listedBytes({ key, record }: ListedEntry): number {
  return fieldBytes(key.length) + fieldBytes(recordValueBytes(record)) + fixedEntryBytes;
}

function writeListed(message: Buffer, start: number, { key, record }: ListedEntry): number {
  const valueLength = recordValueBytes(record);
  let at = writeText(message, start, entryKey, key);
  at = writeHead(message, at, entryValue, valueLength);
  writeRecordValue(record, message, at);
  at += valueLength;
  message[at] = entryEncoding;
  message[at + 1] = recordEncodingNumber(record);
  at = writeHead(message, at + 2, entryVersionstamp, versionstampBytes);
  writeRecordVersionstamp(record, message, at);
  return at + versionstampBytes;
}
