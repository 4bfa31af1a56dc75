import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EntryIndex } from '../../../storage/wal/entry-index.ts';
import { ENTRY_HEADER_BYTES } from '../../../storage/wal/frame.ts';
import { makeEntry } from '../../support/log-fixtures.ts';
import { asLogIndex } from '../../../base/brand.ts';

type Kept = { readonly term: number; readonly segment: number; readonly offset: number };

function fill(index: EntryIndex, count: number): void {
  for (let at = 0; at < count; at += 1) {
    index.append(1 + Math.floor(at / 1000), {
      segment: Math.floor(at / 3000),
      offset: at,
      length: 9,
    });
  }
}

describe('an entry index', () => {
  test('is empty at first', () => {
    const index = new EntryIndex(5);
    expect([index.firstIndex, index.lastIndex, index.findTerm(4), index.findTerm(5)]).toEqual([
      5,
      4,
      undefined,
      undefined,
    ]);
    expect(() => index.getPlace(5)).toThrow('entry 5 is not stored');
  });

  test('knows term and place of every entry across its blocks', () => {
    const index = new EntryIndex(5);
    fill(index, 10_000);
    for (let at = 0; at < 10_000; at += 1) {
      expect(index.findTerm(5 + at)).toBe(1 + Math.floor(at / 1000));
      const segment = Math.floor(at / 3000);
      expect(index.getPlace(5 + at)).toEqual({ segment, offset: at, length: 9 });
    }
    expect(index.findTerm(10_005)).toBeUndefined();
  });

  test('forgets what is truncated, and nothing else', () => {
    const index = new EntryIndex(1);
    fill(index, 9000);
    index.truncate(9001);
    expect(index.lastIndex).toBe(9000);
    index.truncate(4097);
    expect([index.lastIndex, index.findTerm(4096), index.findTerm(4097)]).toEqual([
      4096,
      5,
      undefined,
    ]);
    expect(() => index.getPlace(4097)).toThrow('is not stored');
    index.append(77, { segment: 9, offset: 1, length: 2 });
    expect(index.findTerm(4097)).toBe(77);
    expect(index.getPlace(4097)).toEqual({ segment: 9, offset: 1, length: 2 });
  });

  test('takes a batch: truncates, then appends entries that follow closely', () => {
    const index = new EntryIndex(1);
    const [one, two] = [makeEntry({ index: 1 }), makeEntry({ index: 2, command: 'abc' })];
    index.take({ entries: [one, two] }, { segment: 1, offset: 100 });
    const offset = 100 + ENTRY_HEADER_BYTES + one.command.length;
    const length = ENTRY_HEADER_BYTES + 3;
    expect(index.getPlace(2)).toEqual({ segment: 1, offset, length });
    const batch = { truncateFrom: asLogIndex(1), entries: [makeEntry({ index: 1, term: 2 })] };
    index.take(batch, { segment: 2, offset: 8 });
    expect([index.lastIndex, index.findTerm(1), index.getPlace(1).segment]).toEqual([1, 2, 2]);
  });

  test('follows a segment to its new number', () => {
    const index = new EntryIndex(1);
    fill(index, 9000);
    index.renameSegment(1, 42);
    const segments = [3000, 3001, 6000, 6001].map((at) => index.getPlace(at).segment);
    expect(segments).toEqual([0, 42, 42, 2]);
  });

  test('a truncation before the first entry is a bug', () => {
    expect(() => {
      new EntryIndex(5).truncate(4);
    }).toThrow('before the first entry');
  });

  test('agrees with a plain list under any sequence of appends and truncations', () => {
    const step = fc.oneof(
      fc.record({ term: fc.nat(3), segment: fc.nat(2), offset: fc.nat(1000) }),
      fc.record({ cut: fc.nat(30) }),
    );
    const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const index = new EntryIndex(3);
      const kept: Kept[] = [];
      for (const each of steps) {
        if ('cut' in each) {
          index.truncate(3 + each.cut);
          kept.splice(each.cut);
        } else {
          index.append(each.term, { ...each, length: 1 });
          kept.push(each);
        }
      }
      expect(index.lastIndex).toBe(2 + kept.length);
      for (const [at, { term, segment, offset }] of kept.entries()) {
        expect(index.findTerm(3 + at)).toBe(term);
        expect(index.getPlace(3 + at)).toEqual({ segment, offset, length: 1 });
      }
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
