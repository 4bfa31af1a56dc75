import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import { entryBytes, RaftLog } from '../../../raft/core/log.ts';
import type { UnwrittenLog } from '../../../raft/core/log.ts';
import type { Entry } from '../../../raft/core/types.ts';
import { makeEntry } from '../../support/log-fixtures.ts';
import { readerOf } from '../../support/raft/array-reader.ts';

const index = asLogIndex;
const all = Number.MAX_SAFE_INTEGER;

/** Entries from `start` on, one of each term; all of one size. */
const entriesOf = (start: number, ...terms: readonly number[]): readonly Entry[] =>
  terms.map((term, position) =>
    makeEntry({ index: start + position, term, command: `${start + position}`.padStart(6) }),
  );
const sizeOfOne = 70;

/** A log as it is after a start: everything that is stored is durable. */
function openLog(stored: readonly Entry[], commitIndex = 0): RaftLog {
  return new RaftLog(
    readerOf(() => stored),
    index(commitIndex),
  );
}

const indexesOf = (entries: readonly Entry[]): readonly number[] =>
  entries.map((entry) => entry.index);

describe('a log that was opened', () => {
  it('ends where the stored log ends, and all of it is durable', () => {
    const log = openLog(entriesOf(1, 1, 1, 2), 1);
    expect(log.last).toEqual({ index: 3, term: 2 });
    expect(log.durableIndex).toBe(3);
    expect(log.hasUnwritten).toBe(false);
    expect(log.lastStamp).toBe(entriesOf(3, 2)[0]?.stampedAt);
  });

  it('may be empty', () => {
    const log = openLog([]);
    expect(log.last).toEqual({ index: 0, term: 0 });
    expect(log.termAt(index(0))).toBe(0);
    expect(log.termAt(index(1))).toBeUndefined();
    expect(log.slice({ start: index(1), end: index(9), bytesMax: all })).toEqual([]);
  });

  it('knows terms and entries in memory and below', () => {
    const log = openLog(entriesOf(1, 1, 2, 3, 4), 2);
    expect([0, 1, 2, 3, 4, 5].map((at) => log.termAt(index(at)))).toEqual([
      0,
      1,
      2,
      3,
      4,
      undefined,
    ]);
    expect(log.holds({ index: index(2), term: asTerm(2) })).toBe(true);
    expect(log.holds({ index: index(2), term: asTerm(3) })).toBe(false);
    expect(indexesOf(log.slice({ start: index(1), end: index(5), bytesMax: all }))).toEqual([1, 2]);
    expect(indexesOf(log.slice({ start: index(3), end: index(5), bytesMax: all }))).toEqual([3, 4]);
  });
});

describe('appending', () => {
  it('refuses a gap, and a term that falls', () => {
    const log = openLog(entriesOf(1, 2));
    expect(() => log.append(entriesOf(3, 2))).toThrow('in index order');
    expect(() => log.append(entriesOf(2, 1))).toThrow('terms never fall');
  });
});

describe('a slice', () => {
  const log = openLog(entriesOf(1, 1, 1, 1, 1, 1), 0);

  it.each([
    ['all', 1, 6, all, [1, 2, 3, 4, 5]],
    ['up to the end, exclusive', 2, 4, all, [2, 3]],
    ['as many as fit', 1, 6, 2 * sizeOfOne, [1, 2]],
    ['one fewer when the last does not fit', 1, 6, 2 * sizeOfOne - 1, [1]],
    ['at least one (L-5)', 3, 6, 0, [3]],
    ['none beyond the end', 6, 9, all, []],
    ['none of an empty range', 3, 3, all, []],
  ])('gives %s', (_, start, end, bytesMax, expected) => {
    expect(indexesOf(log.slice({ start: index(start), end: index(end), bytesMax }))).toEqual(
      expected,
    );
  });
});

describe('truncating', () => {
  it('drops the tail, and says so to the next write', () => {
    const log = openLog(entriesOf(1, 1, 1, 1), 1);
    log.truncate(index(2));
    log.append(entriesOf(2, 2));
    expect(log.durableIndex).toBe(1);
    expect(log.takeUnwritten(1)).toEqual({ truncateFrom: 2, entries: entriesOf(2, 2) });
    expect(log.hasUnwritten).toBe(false);
  });

  it('of what no write has carried yet costs nothing on the disk', () => {
    const log = openLog(entriesOf(1, 1));
    log.append(entriesOf(2, 1, 1));
    log.truncate(index(3));
    expect(log.takeUnwritten(1)).toEqual({ truncateFrom: undefined, entries: entriesOf(2, 1) });
  });

  it('gives back the stamp of the entry before', () => {
    const log = openLog(entriesOf(1, 1, 1, 1), 1);
    log.truncate(index(2));
    expect(log.lastStamp).toBe(entriesOf(1, 1)[0]?.stampedAt);
  });

  it('is only for what exists', () => {
    expect(() => openLog(entriesOf(1, 1)).truncate(index(2))).toThrow('only what exists');
  });
});

describe('writes', () => {
  it('vouch for the entries that they carried', () => {
    const log = openLog(entriesOf(1, 1));
    log.append(entriesOf(2, 1));
    expect([log.isUnwritten(index(2)), log.seqOf(index(2))]).toEqual([true, undefined]);
    log.takeUnwritten(7);
    log.append(entriesOf(3, 1));
    log.takeUnwritten(8);
    expect([1, 2, 3].map((at) => log.seqOf(index(at)))).toEqual([undefined, 7, 8]);
    log.onDurable(7);
    expect(log.durableIndex).toBe(2);
    log.onDurable(8);
    expect(log.durableIndex).toBe(3);
  });

  it('vouch for nothing that replaced what they carried (L-3)', () => {
    const log = openLog(entriesOf(1, 1));
    log.append(entriesOf(2, 1, 1));
    log.takeUnwritten(1);
    log.truncate(index(2));
    log.append(entriesOf(2, 2, 2));
    log.takeUnwritten(2);
    log.onDurable(1);
    expect(log.durableIndex).toBe(1);
    expect(log.seqOf(index(3))).toBe(2);
    log.onDurable(2);
    expect(log.durableIndex).toBe(3);
  });
});

describe('the walk for agreement (L-4)', () => {
  const log = openLog(entriesOf(1, 1, 2, 2, 4, 4), 1);

  it.each([
    ['its last entry, when it is too short', 9, 5, 1, { index: 5, term: 4 }],
    ['its last entry, when that has the term of the leader there', 9, 4, 1, { index: 5, term: 4 }],
    ['below a tail of later terms', 9, 3, 1, { index: 3, term: 2 }],
    ['the same place, when its term is earlier', 3, 3, 1, { index: 3, term: 2 }],
    ['what is committed at the latest', 5, 0, 1, { index: 1, term: 1 }],
    ['what is committed, whatever its term', 5, 1, 4, { index: 4, term: 4 }],
  ])('proposes %s', (_, prevIndex, term, commitIndex, hint) => {
    const prev = { index: index(prevIndex), term: asTerm(term) };
    expect(log.conflictHint(prev, index(commitIndex))).toEqual(hint);
  });
});

describe('the window', () => {
  it('forgets the oldest entries beyond its budget, and reads them from the store', () => {
    const log = openLog(entriesOf(1, 1, 1, 1, 1, 1), 0);
    log.evict({ upTo: index(5), bytesMax: 2 * sizeOfOne });
    expect(log.bytesAbove(index(0))).toBe(2 * sizeOfOne);
    expect(log.bytesAbove(index(4))).toBe(sizeOfOne);
    expect(log.termAt(index(1))).toBe(1);
    expect(indexesOf(log.slice({ start: index(1), end: index(6), bytesMax: all }))).toEqual([
      1, 2, 3,
    ]);
  });

  it('does nothing before it exceeds the budget by a quarter', () => {
    const log = openLog(entriesOf(1, 1, 1, 1, 1, 1), 0);
    log.evict({ upTo: index(5), bytesMax: 4 * sizeOfOne });
    expect(log.bytesAbove(index(0))).toBe(5 * sizeOfOne);
  });

  it.each([
    ['applied', 2, 5, 3],
    ['durable', 5, 2, 3],
  ])('keeps what is not %s', (_, applied, durable, kept) => {
    const stored = entriesOf(1, ...Array.from({ length: durable }, () => 1));
    const log = openLog(stored);
    log.append(entriesOf(durable + 1, ...Array.from({ length: 5 - durable }, () => 1)));
    log.evict({ upTo: index(applied), bytesMax: 0 });
    expect(log.bytesAbove(index(0))).toBe(kept * sizeOfOne);
  });

  it('counts what an entry costs beside its command', () => {
    expect(entryBytes({ command: new Uint8Array(6) })).toBe(sizeOfOne);
  });
});

/** The same log, and its disk, as plain arrays. */
class ModelLog {
  readonly entries: Entry[] = [];
  readonly #issued: (UnwrittenLog & { readonly seq: number })[] = [];
  #disk: readonly Entry[] = [];

  issue(seq: number, write: UnwrittenLog): void {
    this.#issued.push({ seq, ...write });
  }

  onDurable(seq: number): void {
    for (let next = this.#issued[0]; next !== undefined && next.seq <= seq; [next] = this.#issued) {
      this.#issued.shift();
      const kept = this.#disk.slice(0, (next.truncateFrom ?? Infinity) - 1);
      this.#disk = [...kept, ...next.entries];
    }
  }

  /** Up to where the disk holds the very copies that the log holds. */
  get durableIndex(): number {
    const differing = this.entries.findIndex((entry, position) => this.#disk[position] !== entry);
    return differing === -1 ? this.entries.length : differing;
  }
}

type Step = { readonly kind: 'append' | 'truncate' | 'write' | 'durable'; readonly amount: number };

it('is durable exactly as far as the disk holds its present copies, whatever the order of events', () => {
  const anyStep: fc.Arbitrary<Step> = fc.record({
    kind: fc.constantFrom('append', 'truncate', 'write', 'durable'),
    amount: fc.integer({ min: 1, max: 3 }),
  });
  fc.assert(
    fc.property(fc.array(anyStep, { maxLength: 40 }), (steps) => {
      const log = openLog([]);
      const model = new ModelLog();
      let [seq, durable, term] = [0, 0, 1];
      for (const { kind, amount } of steps) {
        if (kind === 'append') {
          const added = entriesOf(
            model.entries.length + 1,
            ...Array.from({ length: amount }, () => term),
          );
          log.append(added);
          model.entries.push(...added);
        } else if (kind === 'truncate' && model.entries.length >= amount) {
          log.truncate(index(model.entries.length - amount + 1));
          model.entries.length -= amount;
          term += 1;
        } else if (kind === 'write' && log.hasUnwritten) {
          seq += 1;
          model.issue(seq, log.takeUnwritten(seq));
        } else if (kind === 'durable') {
          durable = Math.min(seq, durable + amount);
          log.onDurable(durable);
          model.onDurable(durable);
        }
        expect(log.durableIndex).toBe(model.durableIndex);
        expect(log.last.index).toBe(model.entries.length);
        expect(log.slice({ start: index(1), end: index(99), bytesMax: all })).toEqual(
          model.entries,
        );
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});
