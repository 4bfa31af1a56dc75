/**
 * The chunks of a snapshot: chunk 0 says what it is, the last one what it must have amounted to, and those between
 * hold records in the order of their keys. Pure: encodes, decodes and checks. docs/formats.md has the bytes.
 *
 *     header   text      title "kvorum snapshot 1", id, place, membership, checkpoint mark, crc
 *     records  'R', then for each record: key length u16, record length u32, key, record
 *     end      text      title "kvorum snapshot-end 1", number of records, their bytes, their CRC-32, crc
 *
 * The CRC of a chunk is seeded with the id of the snapshot and the number of the chunk, so that no other chunk of
 * this or another snapshot is valid in its place.
 */
import { crc32 } from 'node:zlib';
import { asLogIndex, asTerm, isCount } from '../../base/brand.ts';
import { KvorumError } from '../../base/errors.ts';
import { invariant } from '../../base/invariant.ts';
import { decodeMembership, encodeMembership } from '../../raft/index.ts';
import type { Membership, SnapshotChunk, SnapshotMeta } from '../../raft/index.ts';
import { decodeSealedText, encodeSealedText } from '../sealed-text.ts';
import { decodeCheckpointMark, encodeCheckpointMark } from './checkpoint-mark.ts';
import type { CheckpointMark } from './checkpoint-mark.ts';
import type { KeyText } from './keyspace.ts';
import { asBuffer } from './keyspace.ts';
import type { RecordText } from './record.ts';

/** Keys and records of a chunk, both as text of one character per byte. */
export type SnapshotRecord = readonly [key: KeyText, record: RecordText];

export type SnapshotHeader = {
  readonly meta: SnapshotMeta;
  /** Of the state at `meta.last`. */
  readonly mark: CheckpointMark;
};

/** What all records of a snapshot, or those up to a chunk, amount to. */
export type SnapshotTotals = {
  readonly records: number;
  /** As they are encoded. */
  readonly bytes: number;
  readonly crc: number;
};

export type SnapshotPiece =
  | { readonly kind: 'records'; readonly records: readonly SnapshotRecord[] }
  | { readonly kind: 'end'; readonly totals: SnapshotTotals };

export const noTotals: SnapshotTotals = { records: 0, bytes: 0, crc: 0 };

const headerTitle = 'kvorum snapshot 1';
const headerFields = ['id', 'index', 'term', 'membershipIndex', 'membership', 'mark'] as const;
const endTitle = 'kvorum snapshot-end 1';
const endFields = ['records', 'bytes', 'crc32'] as const;
const recordsType = 'R';
const keyLengthMax = 0xff_ff;
const recordHeaderLength = 6;

/** True for an id that may name a directory and stand in a line of text. It comes from another node. */
export function isSnapshotId(id: string): boolean {
  return /^[A-Za-z0-9-]{1,100}$/.test(id);
}

/** `number` and crc around the bytes of a chunk. */
export function sealChunk(id: string, number: number, bytes: Uint8Array): SnapshotChunk {
  return { number, bytes, crc: crc32(bytes, chunkSeed(id, number)) };
}

export function isChunkIntact(id: string, chunk: SnapshotChunk): boolean {
  return crc32(chunk.bytes, chunkSeed(id, chunk.number)) === chunk.crc;
}

export function encodeHeader({ meta, mark }: SnapshotHeader): Uint8Array {
  return encodeSealedText(headerTitle, [
    [headerFields[0], meta.id],
    [headerFields[1], String(meta.last.index)],
    [headerFields[2], String(meta.last.term)],
    [headerFields[3], String(meta.membership.index)],
    [headerFields[4], new TextDecoder().decode(encodeMembership(meta.membership.membership))],
    [headerFields[5], asBuffer(encodeCheckpointMark(mark)).toString('hex')],
  ]);
}

/** A string says what is wrong with the bytes. */
export function decodeHeader(bytes: Uint8Array): SnapshotHeader | string {
  const text = decodeSealedText(bytes, headerTitle, headerFields);
  if (text.kind === 'unknownVersion') return 'the snapshot has a format that is not known here';
  if (text.kind === 'damaged') return 'the header of the snapshot is malformed';
  const [id = '', index, term, membershipIndex, membershipText = '', markText = ''] = text.values;
  const numbers = [Number(index), Number(term), Number(membershipIndex)];
  const membership = findMembership(membershipText);
  const mark = findMark(markText);
  if (!numbers.every(isCount) || membership === undefined || mark === undefined) {
    return 'the header of the snapshot has a field that makes no sense';
  }
  const last = { index: asLogIndex(Number(index)), term: asTerm(Number(term)) };
  if (mark.index !== last.index || mark.term !== last.term) {
    return `the snapshot is said to be of entry ${last.index}, but its state is of ${mark.index}`;
  }
  return {
    meta: { id, last, membership: { index: asLogIndex(Number(membershipIndex)), membership } },
    mark,
  };
}

/** The bytes of a chunk with these records. */
export function encodeRecords(records: readonly SnapshotRecord[]): Uint8Array {
  // One long text and one conversion: a Buffer operation per key and record takes several times as long.
  let text = recordsType;
  for (const [key, record] of records) {
    const { length } = record;
    invariant(key.length <= keyLengthMax, () => `a key of ${key.length} bytes in a snapshot`);
    text += String.fromCharCode(
      key.length >>> 8,
      key.length & 0xff,
      length >>> 24,
      (length >>> 16) & 0xff,
      (length >>> 8) & 0xff,
      length & 0xff,
    );
    text += key;
    text += record;
  }
  const { buffer, byteOffset, length } = Buffer.from(text, 'latin1');
  return new Uint8Array(buffer, byteOffset, length);
}

/** `totals` with the records of a further chunk. */
export function addToTotals(
  totals: SnapshotTotals,
  chunk: { readonly count: number; readonly bytes: Uint8Array },
): SnapshotTotals {
  const encoded = chunk.bytes.subarray(recordsType.length);
  return {
    records: totals.records + chunk.count,
    bytes: totals.bytes + encoded.length,
    crc: crc32(encoded, totals.crc),
  };
}

export function encodeEnd(totals: SnapshotTotals): Uint8Array {
  return encodeSealedText(endTitle, [
    [endFields[0], String(totals.records)],
    [endFields[1], String(totals.bytes)],
    [endFields[2], String(totals.crc)],
  ]);
}

/** Reads any chunk but the first. A string says what is wrong with the bytes. */
export function decodePiece(bytes: Uint8Array): SnapshotPiece | string {
  if (bytes[0] === recordsType.charCodeAt(0)) {
    const records = findRecords(asBuffer(bytes).toString('latin1'));
    return records === undefined ? 'a chunk of records is malformed' : { kind: 'records', records };
  }
  const text = decodeSealedText(bytes, endTitle, endFields);
  const numbers = text.kind === 'whole' ? text.values.map(Number) : [];
  const [records = -1, count = -1, crc = -1] = numbers;
  if (![records, count, crc].every(isCount)) return 'the last chunk of the snapshot is malformed';
  return { kind: 'end', totals: { records, bytes: count, crc } };
}

function findRecords(text: string): readonly SnapshotRecord[] | undefined {
  const records: SnapshotRecord[] = [];
  let at = recordsType.length;
  const byte = (offset: number): number => text.charCodeAt(at + offset);
  while (at + recordHeaderLength <= text.length) {
    const keyEnd = at + recordHeaderLength + byte(0) * 0x1_00 + byte(1);
    const length = byte(2) * 0x1_00_00_00 + byte(3) * 0x1_00_00 + byte(4) * 0x1_00 + byte(5);
    records.push([
      text.slice(at + recordHeaderLength, keyEnd),
      text.slice(keyEnd, keyEnd + length),
    ]);
    at = keyEnd + length;
  }
  return at === text.length ? records : undefined;
}

function findMembership(text: string): Membership | undefined {
  try {
    return decodeMembership(new TextEncoder().encode(text));
  } catch (error) {
    if (error instanceof KvorumError) return undefined;
    throw error;
  }
}

function findMark(hex: string): CheckpointMark | undefined {
  try {
    return decodeCheckpointMark(Buffer.from(hex, 'hex'));
  } catch (error) {
    if (error instanceof KvorumError) return undefined;
    throw error;
  }
}

function chunkSeed(id: string, number: number): number {
  return crc32(`${id} ${number}`);
}
