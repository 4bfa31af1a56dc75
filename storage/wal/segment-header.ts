/**
 * Name and first bytes of a segment file. Pure: encodes, decodes and checks.
 *
 *   name: <number, 16 hex digits>-<firstIndex, 16 hex digits>.wal; a number is never used twice
 *
 *    0  magic "KVRMWAL1"     8 bytes
 *    8  format version       u32, 2; 1 where there was no compaction yet, which is read as well
 *   12  crc                  u32, CRC-32 of the header with this field zero
 *   16  cluster id          16 bytes
 *   32  node id              8 bytes
 *   40  number               u64, counts the segment files of this log
 *   48  firstIndex           u64, the index that the next appended entry had when the file was made
 *   56  firstFrame           u64, number of the first frame
 *   64  durableFrame         u64, all frames up to this one were durable before the file got its name
 *   72  prevChain            u32, crc of the frame before the first one, 0 at the start of the log
 *   76  incarnation          u32, the start of the node that made the file, 0 for the very first file
 */
import { crc32 } from 'node:zlib';
import { asClusterId, asNodeId, isCount } from '../../base/brand.ts';
import type { ClusterId, NodeId } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import { readU64, writeU64 } from './u64.ts';

export const SEGMENT_HEADER_BYTES = 80;

const MAGIC = new TextEncoder().encode('KVRMWAL1');
const FORMAT_VERSION = 2;
/** Files of this version hold no snapshot markers; nothing else is different. */
const FORMAT_VERSION_OLDEST = 1;

/** Whose log it is. A log with another owner is refused. */
export type LogOwner = { readonly clusterId: ClusterId; readonly nodeId: NodeId };

export type SegmentHeader = {
  readonly owner: LogOwner;
  readonly number: number;
  readonly firstIndex: number;
  readonly firstFrame: number;
  readonly durableFrame: number;
  readonly prevChain: number;
  readonly incarnation: number;
};

/** What a segment header may be, apart from valid. */
export type DecodedHeader =
  | { readonly kind: 'valid'; readonly header: SegmentHeader }
  | { readonly kind: 'unknownVersion'; readonly version: number }
  | { readonly kind: 'damaged' };

export function encodeSegmentHeader(header: SegmentHeader): Uint8Array {
  const { incarnation } = header;
  invariant(
    incarnation >>> 0 === incarnation,
    () => `start ${incarnation} does not fit a u32 field`,
  );
  const bytes = new Uint8Array(SEGMENT_HEADER_BYTES);
  const view = new DataView(bytes.buffer);
  bytes.set(MAGIC, 0);
  view.setUint32(8, FORMAT_VERSION);
  bytes.set(hexToBytes(header.owner.clusterId), 16);
  bytes.set(hexToBytes(header.owner.nodeId), 32);
  writeU64(view, 40, header.number);
  writeU64(view, 48, header.firstIndex);
  writeU64(view, 56, header.firstFrame);
  writeU64(view, 64, header.durableFrame);
  view.setUint32(72, header.prevChain);
  view.setUint32(76, incarnation);
  view.setUint32(12, crc32(bytes));
  return bytes;
}

export function decodeSegmentHeader(bytes: Uint8Array): DecodedHeader {
  if (bytes.length < SEGMENT_HEADER_BYTES || MAGIC.some((byte, at) => bytes[at] !== byte)) {
    return { kind: 'damaged' };
  }
  const copy = bytes.slice(0, SEGMENT_HEADER_BYTES);
  const view = new DataView(copy.buffer);
  const version = view.getUint32(8);
  if (version < FORMAT_VERSION_OLDEST || version > FORMAT_VERSION) {
    return { kind: 'unknownVersion', version };
  }
  const crc = view.getUint32(12);
  view.setUint32(12, 0);
  const header = {
    owner: {
      clusterId: asClusterId(bytesToHex(copy.subarray(16, 32))),
      nodeId: asNodeId(bytesToHex(copy.subarray(32, 40))),
    },
    number: readU64(view, 40),
    firstIndex: readU64(view, 48),
    firstFrame: readU64(view, 56),
    durableFrame: readU64(view, 64),
    prevChain: view.getUint32(72),
    incarnation: view.getUint32(76),
  };
  const counts = [header.number, header.firstIndex, header.firstFrame, header.durableFrame];
  if (crc32(copy) !== crc || !counts.every(isCount)) {
    return { kind: 'damaged' };
  }
  return { kind: 'valid', header };
}

export function segmentName(number: number, firstIndex: number): string {
  return `${hex16(number)}-${hex16(firstIndex)}.wal`;
}

/** The number and first index in a segment's name, or undefined if it is another file. */
export function parseSegmentName(
  name: string,
): { readonly number: number; readonly firstIndex: number } | undefined {
  const match = /^([0-9a-f]{16})-([0-9a-f]{16})\.wal$/.exec(name);
  if (match === null) {
    return undefined;
  }
  const number = Number.parseInt(match[1] ?? '', 16);
  const firstIndex = Number.parseInt(match[2] ?? '', 16);
  return isCount(number) && isCount(firstIndex) ? { number, firstIndex } : undefined;
}

/**
 * What the checksum of every frame in a segment starts from, so that a frame of another log, or of another
 * file of this log, is never valid here.
 */
export function segmentSalt(owner: LogOwner, number: number): number {
  const bytes = new Uint8Array(32);
  bytes.set(hexToBytes(owner.clusterId), 0);
  bytes.set(hexToBytes(owner.nodeId), 16);
  writeU64(new DataView(bytes.buffer), 24, number);
  return crc32(bytes);
}

export function hexToBytes(hex: string): Uint8Array {
  const bytes = new Uint8Array(hex.length / 2);
  for (let at = 0; at < bytes.length; at += 1) {
    bytes[at] = Number.parseInt(hex.slice(2 * at, 2 * at + 2), 16);
  }
  return bytes;
}

export function bytesToHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function hex16(value: number): string {
  return value.toString(16).padStart(16, '0');
}
