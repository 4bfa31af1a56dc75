/**
 * One frame of a segment: what becomes valid or stays invalid as a whole. Pure: encodes and decodes.
 *
 *    0  crc           u32, CRC-32 of all bytes from 4 to the end of the padding, seeded with the salt
 *    4  length        u32, header and payload without padding; 0 where no frame was ever written
 *    8  type          u8, 1 batch, 2 snapshot marker, 3 segment end
 *    9  flags         u8, bit 0 hard state, bit 1 it has a vote, bit 2 truncateFrom, bit 3 rebase
 *   10  reserved      u16, 0
 *   12  prevChain     u32, crc of the frame before
 *   16  frame         u64, number of this frame: one more than that of the frame before
 *   24  durableFrame  u64, highest frame known to be durable when this one was written
 *   32  payload, then zeros up to a multiple of 8
 *
 *   payload of a batch: [term u64, votedFor 8 bytes, commitIndex u64] [truncateFrom u64] count u32, entries
 *   entry: crc u32, index u64, term u64, kind u8, stampedAt u64, length u64, command
 *   payload of a marker: see snapshot-marker.ts
 *
 * Everything is big-endian. Frames start at multiples of 8, so that the first 8 bytes lie in one sector.
 */
import { crc32 } from 'node:zlib';
import { asLogIndex, asNodeId, asTerm, asWallMs, isCount } from '../../base/brand.ts';
import type { LogIndex } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import type { Entry, HardState, LogWrite } from '../../raft/index.ts';
import { ENTRY_FIELDS_BYTES, findEntryKind, writeEntryFields } from './entry-checksum.ts';
import { bytesToHex, hexToBytes } from './segment-header.ts';
import { readU64, writeU64 } from './u64.ts';

export const FRAME_HEADER_BYTES = 32;
/** Bytes of a stored entry in front of its command. */
export const ENTRY_HEADER_BYTES = 4 + ENTRY_FIELDS_BYTES;
/** Length of a segment-end frame. */
export const SEGMENT_END_BYTES = FRAME_HEADER_BYTES;
/** No frame is longer. The core never has more than a quarter of this uncommitted. */
const FRAME_BYTES_MAX = 256 * 1024 * 1024;

/** The numbers of the types of frames. */
const TYPE_NUMBERS = { batch: 1, snapshotMarker: 2, segmentEnd: 3 } as const;
const TYPES: readonly (keyof typeof TYPE_NUMBERS | undefined)[] = [
  undefined,
  'batch',
  'snapshotMarker',
  'segmentEnd',
];
export const FLAG_HARD_STATE = 1;
const FLAG_VOTED = 2;
const FLAG_TRUNCATE = 4;
/** On a marker: what the log held before it is gone. */
export const FLAG_REBASE = 8;
const FLAGS_KNOWN = {
  batch: FLAG_HARD_STATE | FLAG_VOTED | FLAG_TRUNCATE,
  snapshotMarker: FLAG_HARD_STATE | FLAG_VOTED | FLAG_REBASE,
  segmentEnd: 0,
} as const;
export const HARD_STATE_BYTES = 24;

/** What one batch frame holds. */
export type Batch = Pick<LogWrite, 'hardState' | 'truncateFrom' | 'entries'>;

/** The fields of a frame header that do not follow from its payload. */
export type FramePlace = {
  readonly prevChain: number;
  readonly frame: number;
  readonly durableFrame: number;
};

export type FrameHeader = FramePlace & {
  readonly crc: number;
  readonly length: number;
  readonly type: keyof typeof TYPE_NUMBERS;
  readonly flags: number;
};

/** Where an entry lies in its segment file. */
export type EntryPlace = { readonly offset: number; readonly length: number };

/** Bytes that a frame of `length` takes with its padding. */
export function paddedLength(length: number): number {
  return Math.ceil(length / 8) * 8;
}

/** Length of the frame for `batch`, without padding. */
export function batchFrameLength(batch: Batch): number {
  let length = FRAME_HEADER_BYTES + 4;
  length += batch.hardState === undefined ? 0 : HARD_STATE_BYTES;
  length += batch.truncateFrom === undefined ? 0 : 8;
  for (const entry of batch.entries) {
    length += ENTRY_HEADER_BYTES + entry.command.length;
  }
  return length;
}

/** Where in its frame the first entry of `batch` begins. */
export function firstEntryOffset(batch: Batch): number {
  return (
    FRAME_HEADER_BYTES +
    4 +
    (batch.hardState === undefined ? 0 : HARD_STATE_BYTES) +
    (batch.truncateFrom === undefined ? 0 : 8)
  );
}

/** Writes the frame for `batch` into `target` at `start` and returns its crc. */
export function encodeBatchFrame(
  target: Uint8Array,
  start: number,
  place: FramePlace & { readonly salt: number },
  batch: Batch,
): number {
  const length = batchFrameLength(batch);
  invariant(length <= FRAME_BYTES_MAX, () => `a log batch of ${length} bytes is too long`);
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  let flags = 0;
  let offset = start + FRAME_HEADER_BYTES;
  const { hardState, truncateFrom } = batch;
  if (hardState !== undefined) {
    flags |= writeHardState(target, view, offset, hardState);
    offset += HARD_STATE_BYTES;
  }
  if (truncateFrom !== undefined) {
    flags |= FLAG_TRUNCATE;
    writeU64(view, offset, truncateFrom);
    offset += 8;
  }
  view.setUint32(offset, batch.entries.length);
  offset += 4;
  for (const entry of batch.entries) {
    view.setUint32(offset, entry.crc);
    writeEntryFields(view, offset + 4, entry);
    target.set(entry.command, offset + ENTRY_HEADER_BYTES);
    offset += ENTRY_HEADER_BYTES + entry.command.length;
  }
  const end = start + paddedLength(length);
  target.fill(0, offset, end);
  writeFrameHeader(view, start, { ...place, length, type: 'batch', flags });
  return sealFrame(target, view, { start, end, salt: place.salt });
}

/** Writes a segment-end frame into `target` at `start` and returns its crc. */
export function encodeSegmentEnd(
  target: Uint8Array,
  start: number,
  place: FramePlace & { readonly salt: number },
): number {
  const view = new DataView(target.buffer, target.byteOffset, target.byteLength);
  const end = start + SEGMENT_END_BYTES;
  writeFrameHeader(view, start, {
    ...place,
    length: SEGMENT_END_BYTES,
    type: 'segmentEnd',
    flags: 0,
  });
  return sealFrame(target, view, { start, end, salt: place.salt });
}

/** The header at `offset` if it can be one; its frame may still fail `isFrameIntact`. */
export function findFrameHeader(view: DataView, offset: number): FrameHeader | undefined {
  const length = view.getUint32(offset + 4);
  const type = TYPES[view.getUint8(offset + 8)];
  const flags = view.getUint8(offset + 9);
  const isPossible =
    type === 'segmentEnd'
      ? length === SEGMENT_END_BYTES
      : length >= FRAME_HEADER_BYTES + 4 && length <= FRAME_BYTES_MAX;
  if (
    type === undefined ||
    !isPossible ||
    (flags & ~FLAGS_KNOWN[type]) !== 0 ||
    view.getUint16(offset + 10) !== 0
  ) {
    return undefined;
  }
  const frame = readU64(view, offset + 16);
  const durableFrame = readU64(view, offset + 24);
  if (!isCount(frame) || durableFrame >= frame) {
    return undefined;
  }
  return {
    crc: view.getUint32(offset),
    length,
    type,
    flags,
    prevChain: view.getUint32(offset + 12),
    frame,
    durableFrame,
  };
}

/** True if `frame`, from its first byte to its last with padding, has the checksum in its header. */
export function isFrameIntact(frame: Uint8Array, header: FrameHeader, salt: number): boolean {
  return crc32(frame.subarray(4), salt) === header.crc;
}

/** Gives an intact frame another place in the log, in place, and returns its new crc. */
export function moveFrame(
  frame: Uint8Array,
  header: FrameHeader,
  place: FramePlace & { readonly salt: number },
): number {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  const { length, type, flags } = header;
  writeFrameHeader(view, 0, { ...place, length, type, flags });
  return sealFrame(frame, view, { start: 0, end: frame.length, salt: place.salt });
}

/** What `decodeBatch` meets, in order. Offsets are relative to the frame; commands alias its bytes. */
export type BatchVisitor = {
  readonly onTruncate: (index: LogIndex) => void;
  readonly onEntry: (entry: Entry, place: EntryPlace) => void;
};

/**
 * Decodes the payload of an intact batch frame and checks each entry's own checksum. Returns the reason, as
 * a string, when the payload is not what its own lengths and checksums say.
 */
export function decodeBatch(
  frame: Uint8Array,
  header: FrameHeader,
  visitor: BatchVisitor,
): { readonly hardState: HardState | undefined } | string {
  const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength);
  let offset = FRAME_HEADER_BYTES;
  const hasHardState = (header.flags & FLAG_HARD_STATE) !== 0;
  const hasTruncate = (header.flags & FLAG_TRUNCATE) !== 0;
  const fixed = (hasHardState ? HARD_STATE_BYTES : 0) + (hasTruncate ? 8 : 0) + 4;
  if (offset + fixed > header.length) {
    return 'the batch is shorter than its fields';
  }
  let hardState: HardState | undefined;
  if (hasHardState) {
    hardState = findHardState(frame, view, offset, header.flags);
    if (hardState === undefined) {
      return 'its hard state is out of range';
    }
    offset += HARD_STATE_BYTES;
  }
  if (hasTruncate) {
    const truncateFrom = readU64(view, offset);
    if (!isCount(truncateFrom)) {
      return 'its truncation is out of range';
    }
    visitor.onTruncate(asLogIndex(truncateFrom));
    offset += 8;
  }
  const count = view.getUint32(offset);
  offset += 4;
  for (let at = 0; at < count; at += 1) {
    const entry = decodeEntry(frame, view, offset, header.length);
    if (typeof entry === 'string') {
      return entry;
    }
    const length = ENTRY_HEADER_BYTES + entry.command.length;
    visitor.onEntry(entry, { offset, length });
    offset += length;
  }
  return offset === header.length ? { hardState } : 'the batch is longer than its entries';
}

/** Decodes and checks the entry at `offset`; it must end at or before `end`. A string says what is wrong. */
export function decodeEntry(
  bytes: Uint8Array,
  view: DataView,
  offset: number,
  end: number,
): Entry | string {
  if (offset + ENTRY_HEADER_BYTES > end) {
    return 'an entry is cut off';
  }
  const length = readU64(view, offset + 29);
  if (offset + ENTRY_HEADER_BYTES + length > end) {
    return 'a command is cut off';
  }
  const crc = view.getUint32(offset);
  const kind = findEntryKind(view.getUint8(offset + 20));
  const entryEnd = offset + ENTRY_HEADER_BYTES + length;
  if (kind === undefined || crc32(bytes.subarray(offset + 4, entryEnd)) !== crc) {
    return 'the checksum of an entry is wrong';
  }
  const index = readU64(view, offset + 4);
  const term = readU64(view, offset + 12);
  const stampedAt = readU64(view, offset + 21);
  if (!isCount(index) || !isCount(term) || !isCount(stampedAt)) {
    return 'a number of an entry is out of range';
  }
  return {
    index: asLogIndex(index),
    term: asTerm(term),
    kind,
    stampedAt: asWallMs(stampedAt),
    command: bytes.subarray(offset + ENTRY_HEADER_BYTES, entryEnd),
    crc,
  };
}

/** Writes `HARD_STATE_BYTES` at `offset` and gives the flags that say so. */
export function writeHardState(
  target: Uint8Array,
  view: DataView,
  offset: number,
  hardState: HardState,
): number {
  writeU64(view, offset, hardState.term);
  writeU64(view, offset + 16, hardState.commitIndex);
  if (hardState.votedFor === undefined) {
    target.fill(0, offset + 8, offset + 16);
    return FLAG_HARD_STATE;
  }
  target.set(hexToBytes(hardState.votedFor), offset + 8);
  return FLAG_HARD_STATE | FLAG_VOTED;
}

/** The hard state at `offset`; undefined if a number of it is out of range. */
export function findHardState(
  frame: Uint8Array,
  view: DataView,
  offset: number,
  flags: number,
): HardState | undefined {
  const term = readU64(view, offset);
  const commitIndex = readU64(view, offset + 16);
  if (!isCount(term) || !isCount(commitIndex)) {
    return undefined;
  }
  return {
    term: asTerm(term),
    votedFor:
      (flags & FLAG_VOTED) === 0
        ? undefined
        : asNodeId(bytesToHex(frame.subarray(offset + 8, offset + 16))),
    commitIndex: asLogIndex(commitIndex),
  };
}

/** Writes all of the header but its crc, which `sealFrame` adds when the payload is there. */
export function writeFrameHeader(
  view: DataView,
  start: number,
  header: Omit<FrameHeader, 'crc'>,
): void {
  view.setUint32(start + 4, header.length);
  view.setUint8(start + 8, TYPE_NUMBERS[header.type]);
  view.setUint8(start + 9, header.flags);
  view.setUint16(start + 10, 0);
  view.setUint32(start + 12, header.prevChain);
  writeU64(view, start + 16, header.frame);
  writeU64(view, start + 24, header.durableFrame);
}

/** Writes the crc of the frame in [start, end), padding included, and returns it. */
export function sealFrame(
  target: Uint8Array,
  view: DataView,
  span: { readonly start: number; readonly end: number; readonly salt: number },
): number {
  const crc = crc32(target.subarray(span.start + 4, span.end), span.salt);
  view.setUint32(span.start, crc);
  return crc;
}
