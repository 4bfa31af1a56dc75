import { array, assert, property, tuple, uint8Array } from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import {
  addToTotals,
  decodeHeader,
  decodePiece,
  encodeEnd,
  encodeHeader,
  encodeRecords,
  isChunkIntact,
  isSnapshotId,
  noTotals,
  sealChunk,
} from '../../../storage/kv/snapshot-format.ts';
import { metaAt } from '../../support/machine-snapshots.ts';

const HEADER = {
  meta: metaAt({ index: 40, term: 3 }),
  mark: { index: asLogIndex(40), term: asTerm(3), now: asWallMs(1_700_000_000_000) },
};

const latin1 = (sizeMax: number) =>
  uint8Array({ maxLength: sizeMax }).map((bytes) => Buffer.from(bytes).toString('latin1'));

describe('records', () => {
  test('of any bytes are read as they were written', () => {
    assert(
      property(array(tuple(latin1(300), latin1(70_000)), { maxLength: 6 }), (records) => {
        expect(decodePiece(encodeRecords(records))).toEqual({ kind: 'records', records });
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  test('that are cut off anywhere are refused', () => {
    const bytes = encodeRecords([
      ['key', 'record'],
      ['other', ''],
    ]);
    const ends = [1, 15 + 1];
    for (let size = 0; size < bytes.length; size += 1) {
      const isWhole = ends.includes(size);
      expect([size, typeof decodePiece(bytes.subarray(0, size)) === 'string']).toEqual([
        size,
        !isWhole,
      ]);
    }
  });

  test('amount to the same, however they are cut into chunks', () => {
    const records = Array.from({ length: 9 }, (_, at) => [`k${at}`, 'r'.repeat(at)] as const);
    const all = addToTotals(noTotals, { count: 9, bytes: encodeRecords(records) });
    const first = addToTotals(noTotals, { count: 4, bytes: encodeRecords(records.slice(0, 4)) });
    const second = addToTotals(first, { count: 5, bytes: encodeRecords(records.slice(4)) });
    expect(second).toEqual(all);
    expect(all.records).toBe(9);
  });
});

describe('the header', () => {
  test('is read as it was written', () => {
    expect(decodeHeader(encodeHeader(HEADER))).toEqual(HEADER);
  });

  test('is refused with any bit flipped', () => {
    const bytes = encodeHeader(HEADER);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const copy = bytes.slice();
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(typeof decodeHeader(copy)).toBe('string');
    }
  });

  test('that speaks of another entry than its state is refused', () => {
    const mark = { ...HEADER.mark, index: asLogIndex(41) };
    expect(decodeHeader(encodeHeader({ ...HEADER, mark }))).toContain('is said to be of entry 40');
  });

  test('of a later version is told from a damaged one', () => {
    const text = new TextDecoder().decode(encodeHeader(HEADER));
    const later = new TextEncoder().encode(text.replace('snapshot 1', 'snapshot 2'));
    expect(decodeHeader(later)).toContain('a format that is not known');
  });
});

describe('the last chunk', () => {
  test('is read as it was written', () => {
    const totals = { records: 3, bytes: 99, crc: 0xffff_ffff };
    expect(decodePiece(encodeEnd(totals))).toEqual({ kind: 'end', totals });
  });

  test('is refused with any bit flipped', () => {
    const bytes = encodeEnd(noTotals);
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      const copy = bytes.slice();
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(typeof decodePiece(copy)).toBe('string');
    }
  });
});

test('a chunk is intact only under its own number and in its own snapshot', () => {
  const chunk = sealChunk('a-1-1', 4, Uint8Array.of(1, 2, 3));
  expect(isChunkIntact('a-1-1', chunk)).toBe(true);
  expect(isChunkIntact('a-1-1', { ...chunk, number: 5 })).toBe(false);
  expect(isChunkIntact('a-1-2', chunk)).toBe(false);
  expect(isChunkIntact('a-1-1', { ...chunk, bytes: Uint8Array.of(1, 2, 2) })).toBe(false);
});

test('an id can neither leave its directory nor end its line', () => {
  expect(isSnapshotId('a08700b38706fb26-12-3')).toBe(true);
  for (const id of ['', '..', 'a/b', 'a\nb', 'a b', 'x'.repeat(101)]) {
    expect([id, isSnapshotId(id)]).toEqual([id, false]);
  }
});
