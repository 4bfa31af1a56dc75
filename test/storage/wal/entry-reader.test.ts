import { expect, test } from 'vitest';
import { CorruptionError } from '../../../storage/errors.ts';
import { EntryIndex } from '../../../storage/wal/entry-index.ts';
import { readEntries } from '../../../storage/wal/entry-reader.ts';
import {
  batchFrameLength,
  encodeBatchFrame,
  firstEntryOffset,
  paddedLength,
} from '../../../storage/wal/frame.ts';
import { makeEntry } from '../../support/log-fixtures.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const PLACE = { prevChain: 0, frame: 1, durableFrame: 0, salt: 0 };

/** Entries 5 to 9 in one frame, 10 to 12 in another that lies `gap` bytes behind it, 13 in a second file. */
async function makeSource(gap: number) {
  const disk = new SimDisk(1);
  await disk.makeDirectory('/log');
  const files = new Map([
    [1, await disk.open('/log/1', { create: true })],
    [2, await disk.open('/log/2', { create: true })],
  ]);
  const index = new EntryIndex(5);
  const places = [
    { segment: 1, indexes: [5, 6, 7, 8, 9], skipped: 0 },
    { segment: 1, indexes: [10, 11, 12], skipped: gap },
    { segment: 2, indexes: [13], skipped: 0 },
  ];
  for (const { segment, indexes, skipped } of places) {
    const batch = { entries: indexes.map((each) => makeEntry({ index: each })) };
    const bytes = new Uint8Array(paddedLength(batchFrameLength(batch)));
    encodeBatchFrame(bytes, 0, PLACE, batch);
    const file = files.get(segment);
    const start = ((await file?.size()) ?? 0) + skipped;
    await file?.writeDurable(bytes, start);
    index.take(batch, { segment, offset: start + firstEntryOffset(batch) });
  }
  const getFile = (segment: number) => {
    const file = files.get(segment);
    if (file === undefined) throw new Error(`no file ${segment}`);
    return file;
  };
  return { disk, source: { index, getFile } };
}

test.each([
  [0, 2],
  [100_000, 3],
])('entries are read together that lie close together: with a gap of %i', async (gap, reads) => {
  const { disk, source } = await makeSource(gap);
  const before = disk.readCount;
  const entries = readEntries(source, { start: 5, end: 14, bytesMax: Infinity });
  expect(entries.map(({ index }) => index)).toEqual([5, 6, 7, 8, 9, 10, 11, 12, 13]);
  expect(entries[4]).toEqual(makeEntry({ index: 9 }));
  expect(disk.readCount - before).toBe(reads);
});

test('an answer ends before its bytes exceed the bound, but has at least one entry (rule L-5)', async () => {
  const { source } = await makeSource(0);
  const count = (bytesMax: number): number =>
    readEntries(source, { start: 5, end: 14, bytesMax }).length;
  expect([count(0), count(18), count(26), count(27), count(1000)]).toEqual([1, 2, 2, 3, 9]);
  expect(readEntries(source, { start: 7, end: 7, bytesMax: 9 })).toEqual([]);
});

test('an entry that rotted is corruption, and the error says where', async () => {
  const { disk, source } = await makeSource(0);
  const { offset } = source.index.getPlace(7);
  disk.flipBit('/log/1', 8 * (offset + 40));
  const all = { start: 5, end: 9, bytesMax: Infinity };
  expect(() => readEntries(source, all)).toThrow(CorruptionError);
  expect(() => readEntries(source, all)).toThrow(`/log/1 at byte ${offset}: reading entry 7`);
  expect(readEntries(source, { ...all, end: 7 })).toHaveLength(2);
});
