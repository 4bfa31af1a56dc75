import { describe, expect, test } from 'vitest';
import {
  batchFrameLength,
  encodeBatchFrame,
  encodeSegmentEnd,
  paddedLength,
} from '../../../storage/wal/frame.ts';
import { SegmentReader } from '../../../storage/wal/segment-reader.ts';
import { makeEntry } from '../../support/log-fixtures.ts';

const SALT = 5;
const FIRST = 80;

/** A segment with one frame for each given length of a command; each vouches for the frame `lag` before it. */
function segmentOf(
  commandLengths: readonly number[],
  lag = 1,
): { readonly bytes: Uint8Array; readonly starts: readonly number[] } {
  const batches = commandLengths.map((length, at) => ({
    entries: [makeEntry({ index: at + 1, command: 'x'.repeat(length) })],
  }));
  const lengths = batches.map((batch) => paddedLength(batchFrameLength(batch)));
  const bytes = new Uint8Array(FIRST + lengths.reduce((sum, length) => sum + length, 0) + 4096);
  const starts: number[] = [];
  let start = FIRST;
  for (const [at, batch] of batches.entries()) {
    starts.push(start);
    const durableFrame = Math.max(0, at + 1 - lag);
    encodeBatchFrame(
      bytes,
      start,
      { prevChain: 0, frame: at + 1, durableFrame, salt: SALT },
      batch,
    );
    start += lengths[at] ?? 0;
  }
  return { bytes, starts };
}

function readerOf(bytes: Uint8Array, size = bytes.length): SegmentReader {
  const readSync = (position: number, length: number): Uint8Array =>
    bytes.slice(position, position + length);
  return new SegmentReader({ readSync }, size, SALT);
}

function getStart(starts: readonly number[], at: number): number {
  const start = starts.at(at);
  if (start === undefined) throw new Error(`no frame ${at}`);
  return start;
}

describe('a segment reader', () => {
  test('finds every frame, also those that span and exceed what it reads at once', () => {
    const { bytes, starts } = segmentOf([10, 600_000, 600_000, 2_500_000, 0, 1_048_576]);
    const reader = readerOf(bytes);
    expect(starts.map((start) => reader.findFrame(start)?.header.frame)).toEqual([
      1, 2, 3, 4, 5, 6,
    ]);
    expect(starts.toReversed().map((start) => reader.findFrame(start)?.header.frame)).toEqual([
      6, 5, 4, 3, 2, 1,
    ]);
  });

  test('finds nothing in zeros, beside a frame, in a cut frame or past the end', () => {
    const { bytes, starts } = segmentOf([100]);
    const start = getStart(starts, 0);
    const end = bytes.findLastIndex((byte) => byte !== 0);
    expect(readerOf(bytes).findFrame(start + 8)).toBeUndefined();
    expect(readerOf(bytes).findFrame(bytes.length - 2048)).toBeUndefined();
    expect(readerOf(bytes).findFrame(bytes.length)).toBeUndefined();
    expect(readerOf(bytes, end).findFrame(start)).toBeUndefined();
    expect(readerOf(bytes, start + 31).findFrame(start)).toBeUndefined();
    expect(readerOf(bytes).findFrame(start)).toBeDefined();
  });

  test('finds no frame whose length goes beyond the file', () => {
    const { bytes, starts } = segmentOf([100]);
    new DataView(bytes.buffer).setUint32(getStart(starts, 0) + 4, 100_000_000);
    expect(readerOf(bytes).findFrame(getStart(starts, 0))).toBeUndefined();
  });

  test('finds an end mark', () => {
    const { bytes } = segmentOf([]);
    encodeSegmentEnd(bytes, FIRST, { prevChain: 1, frame: 1, durableFrame: 0, salt: SALT });
    expect(readerOf(bytes).findFrame(FIRST)?.header.type).toBe('segmentEnd');
  });

  test('a later frame proves that an earlier one was durable only if it was written after it was', () => {
    for (const lag of [1, 2]) {
      const { bytes, starts } = segmentOf([100, 100, 100], lag);
      const start = getStart(starts, 0);
      bytes.fill(0, start, start + 16);
      const proof = readerOf(bytes).findProof(start, 1);
      expect(proof).toBe(getStart(starts, lag));
    }
    const { bytes, starts } = segmentOf([100, 100, 100], 3);
    expect(readerOf(bytes).findProof(getStart(starts, 0), 1)).toBeUndefined();
  });

  test('a damaged frame proves nothing, and what lies behind a long gap still does', () => {
    const { bytes, starts } = segmentOf([100, 100, 3_000_000, 100]);
    const last = getStart(starts, 3);
    bytes.fill(0, getStart(starts, 0), getStart(starts, 0) + 8);
    bytes.fill(0, getStart(starts, 1) + 40, last);
    expect(readerOf(bytes).findProof(getStart(starts, 0), 1)).toBe(last);
    bytes.fill(1, last + 40, last + 41);
    expect(readerOf(bytes).findProof(getStart(starts, 0), 1)).toBeUndefined();
  });
});
