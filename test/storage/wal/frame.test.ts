import { crc32 } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import type { Entry, HardState } from '../../../raft/index.ts';
import type { Batch } from '../../../storage/wal/frame.ts';
import {
  SEGMENT_END_BYTES,
  batchFrameLength,
  decodeBatch,
  decodeEntry,
  encodeBatchFrame,
  encodeSegmentEnd,
  findFrameHeader,
  firstEntryOffset,
  isFrameIntact,
  moveFrame,
  paddedLength,
} from '../../../storage/wal/frame.ts';
import { makeEntry, makeHardState } from '../../support/log-fixtures.ts';

const SALT = 0xc0ffee;
const PLACE = { prevChain: 0x12345678, frame: 9, durableFrame: 7, salt: SALT };
const ENTRIES = [makeEntry({ index: 4 }), makeEntry({ index: 5, term: 2, command: '' })];
const VOTELESS = { ...makeHardState(3, 4), votedFor: undefined };
const BATCHES: readonly Batch[] = [
  { entries: [] },
  { entries: ENTRIES },
  { entries: [], hardState: makeHardState(3, 4) },
  { entries: [], hardState: VOTELESS },
  { entries: ENTRIES, hardState: makeHardState(3, 4), truncateFrom: asLogIndex(4) },
  { entries: [], truncateFrom: asLogIndex(4) },
];

/** The frame for `batch` alone, with its padding. */
function frameOf(batch: Batch): Uint8Array {
  const bytes = new Uint8Array(paddedLength(batchFrameLength(batch))).fill(0xaa);
  encodeBatchFrame(bytes, 0, PLACE, batch);
  return bytes;
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type Read = { hardState?: HardState; truncateFrom?: number; readonly entries: Entry[] };

/** What an intact frame holds, or what is wrong with it. */
function read(frame: Uint8Array): Read | string {
  const header = findFrameHeader(viewOf(frame), 0);
  if (header === undefined) return 'no header';
  if (!isFrameIntact(frame, header, SALT)) return 'not intact';
  const result: Read = { entries: [] };
  const decoded = decodeBatch(frame, header, {
    onTruncate: (index) => {
      result.truncateFrom = index;
    },
    onEntry: (entry, { offset, length }) => {
      const own = frame.subarray(offset, offset + length);
      expect(decodeEntry(own, viewOf(own), 0, length)).toEqual(entry);
      result.entries.push(entry);
    },
  });
  if (typeof decoded === 'string') return decoded;
  return decoded.hardState === undefined ? result : { ...result, hardState: decoded.hardState };
}

describe('a batch frame', () => {
  test.each(BATCHES)('gives back what was written: %#', (batch) => {
    const frame = frameOf(batch);
    expect(frame.length % 8).toBe(0);
    expect(read(frame)).toEqual(batch);
    expect(findFrameHeader(viewOf(frame), 0)).toMatchObject({
      type: 'batch',
      length: batchFrameLength(batch),
      prevChain: PLACE.prevChain,
      frame: 9,
      durableFrame: 7,
    });
  });

  test('tells where its first entry begins', () => {
    for (const batch of BATCHES.filter(({ entries }) => entries.length > 0)) {
      const frame = frameOf(batch);
      const offset = firstEntryOffset(batch);
      expect(decodeEntry(frame, viewOf(frame), offset, frame.length)).toEqual(ENTRIES[0]);
    }
  });

  test('is not intact with any bit flipped, or under another salt', () => {
    const frame = frameOf({ entries: ENTRIES, hardState: VOTELESS });
    for (let bit = 0; bit < 8 * frame.length; bit += 1) {
      const copy = frame.slice();
      const at = Math.floor(bit / 8);
      copy[at] = (copy[at] ?? 0) ^ (1 << (bit % 8));
      expect(['no header', 'not intact']).toContain(read(copy));
    }
    const header = findFrameHeader(viewOf(frame), 0);
    expect(header && isFrameIntact(frame, header, SALT + 1)).toBe(false);
  });

  test('keeps its contents when it is moved', () => {
    const frame = frameOf({ entries: ENTRIES, hardState: VOTELESS });
    const before = read(frame);
    const header = findFrameHeader(viewOf(frame), 0);
    if (header === undefined) throw new Error('no header');
    const place = { prevChain: 1, frame: 3, durableFrame: 2, salt: SALT };
    const crc = moveFrame(frame, header, place);
    expect(read(frame)).toEqual(before);
    expect(findFrameHeader(viewOf(frame), 0)).toMatchObject({ crc, prevChain: 1, frame: 3 });
  });
});

describe('a frame header', () => {
  const frame = frameOf({ entries: [] });

  test.each([
    ['a length that is too short', (view: DataView) => view.setUint32(4, 35)],
    ['a length of zero', (view: DataView) => view.setUint32(4, 0)],
    ['a length beyond the limit', (view: DataView) => view.setUint32(4, 256 * 1024 * 1024 + 1)],
    ['an unknown type', (view: DataView) => view.setUint8(8, 4)],
    ['an unknown flag', (view: DataView) => view.setUint8(9, 16)],
    ['the flag of a marker in a batch', (view: DataView) => view.setUint8(9, 8)],
    ['something in the reserved field', (view: DataView) => view.setUint16(10, 1)],
    ['a frame number beyond the safe integers', (view: DataView) => view.setUint32(16, 1 << 30)],
    ['a durable frame that is not an earlier one', (view: DataView) => view.setUint32(28, 9)],
    ['the length of an end mark in a batch', (view: DataView) => view.setUint8(8, 3)],
  ])('cannot have %s', (_what, change) => {
    const copy = frame.slice();
    expect(findFrameHeader(viewOf(copy), 0)).toBeDefined();
    change(viewOf(copy));
    expect(findFrameHeader(viewOf(copy), 0)).toBeUndefined();
  });

  test('of an end mark has a type of its own', () => {
    const bytes = new Uint8Array(SEGMENT_END_BYTES);
    const crc = encodeSegmentEnd(bytes, 0, PLACE);
    const header = findFrameHeader(viewOf(bytes), 0);
    expect(header).toMatchObject({ type: 'segmentEnd', length: SEGMENT_END_BYTES, crc });
    expect(header && isFrameIntact(bytes, header, SALT)).toBe(true);
  });
});

/** Changes the payload and seals the frame again, as a faulty writer would. */
function forge(change: (view: DataView) => void): Read | string {
  const frame = frameOf({ entries: ENTRIES });
  change(viewOf(frame));
  const header = findFrameHeader(viewOf(frame), 0);
  if (header === undefined) throw new Error('no header');
  moveFrame(frame, header, PLACE);
  return read(frame);
}

describe('an intact frame with a payload that makes no sense', () => {
  test.each([
    ['fewer entries than it counts', (v: DataView) => v.setUint32(32, 9), 'an entry is cut off'],
    ['more entries than it counts', (v: DataView) => v.setUint32(32, 1), 'longer than its entries'],
    ['a command that is cut off', (v: DataView) => v.setUint32(36 + 33, 5000), 'is cut off'],
    ['a damaged entry', (v: DataView) => v.setUint8(36 + 40, 0), 'the checksum of an entry'],
    ['an unknown kind of entry', (v: DataView) => v.setUint8(36 + 20, 9), 'checksum of an entry'],
    ['less than its flags say', (v: DataView) => v.setUint8(9, 7), 'out of range'],
    [
      'a truncation out of range',
      (v: DataView) => {
        v.setUint8(9, 4);
        v.setUint8(32, 0xff);
      },
      'truncation is out of range',
    ],
  ])('has %s', (_what, change, reason) => {
    const result = forge(change);
    expect(typeof result).toBe('string');
    expect(result).toContain(reason);
  });

  test('has an entry with a number out of range', () => {
    const huge = 2 ** 53 + 2;
    for (const at of [4, 12, 21]) {
      const bytes = frameOf({ entries: ENTRIES }).slice(36, 36 + 37 + 9);
      viewOf(bytes).setBigUint64(at, BigInt(huge));
      viewOf(bytes).setUint32(0, crc32(bytes.subarray(4)));
      expect(decodeEntry(bytes, viewOf(bytes), 0, bytes.length)).toContain('out of range');
    }
  });
});
