import { expect, it } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { ApplyFeed } from '../../../raft/core/apply.ts';
import { RaftLog } from '../../../raft/core/log.ts';
import { makeEntry } from '../../support/log-fixtures.ts';
import { readerOf } from '../../support/raft/array-reader.ts';

/** Ten entries of 70 bytes each. */
const stored = Array.from({ length: 10 }, (_, position) =>
  makeEntry({ index: position + 1, command: '123456' }),
);
const log = new RaftLog(
  readerOf(() => stored),
  asLogIndex(0),
);

const feedFrom = (
  lastApplied: number,
  bounds: Partial<ConstructorParameters<typeof ApplyFeed>[1]> = {},
) => new ApplyFeed(asLogIndex(lastApplied), { aheadBytesMax: 1e6, batchBytesMax: 1e6, ...bounds });

const take = (feed: ApplyFeed, limit: number, from = log): readonly number[] =>
  feed.take(from, limit).map((entry) => entry.index);

it('hands out everything up to the limit, in order, once', () => {
  const feed = feedFrom(2);
  expect(take(feed, 4)).toEqual([3, 4]);
  expect(feed.hasNext(4)).toBe(false);
  expect(take(feed, 4)).toEqual([]);
  expect(take(feed, 6)).toEqual([5, 6]);
  expect(feed.lastApplied).toBe(2);
});

it('hands out one portion at a time', () => {
  const feed = feedFrom(0, { batchBytesMax: 140 });
  expect([take(feed, 5), take(feed, 5), take(feed, 5)]).toEqual([[1, 2], [3, 4], [5]]);
});

it('runs ahead of the state machine only so far, and goes on as it catches up', () => {
  const feed = feedFrom(0, { batchBytesMax: 70, aheadBytesMax: 140 });
  expect([take(feed, 5), take(feed, 5), take(feed, 5)]).toEqual([[1], [2], []]);
  feed.onApplied(asLogIndex(1));
  expect([take(feed, 5), take(feed, 5)]).toEqual([[3], []]);
  feed.onApplied(asLogIndex(3));
  expect(feed.lastApplied).toBe(3);
  expect([take(feed, 5), take(feed, 5)]).toEqual([[4], [5]]);
});

it('takes a late or repeated report of what was applied as nothing new', () => {
  const feed = feedFrom(0, { batchBytesMax: 70, aheadBytesMax: 140 });
  take(feed, 5);
  take(feed, 5);
  feed.onApplied(asLogIndex(2));
  feed.onApplied(asLogIndex(1));
  feed.onApplied(asLogIndex(2));
  expect(feed.lastApplied).toBe(2);
  expect([take(feed, 5), take(feed, 5), take(feed, 5)]).toEqual([[3], [4], []]);
});

it('does not believe that something was applied which it never handed out', () => {
  const feed = feedFrom(0);
  expect(() => feed.onApplied(asLogIndex(1))).toThrow('only what was handed out');
});

it('counts its bytes right over thousands of entries of different sizes', () => {
  const many = Array.from({ length: 5000 }, (_, position) =>
    makeEntry({ index: position + 1, command: ''.padEnd(position % 2 === 0 ? 6 : 136) }),
  );
  const longLog = new RaftLog(
    readerOf(() => many),
    asLogIndex(0),
  );
  // Room for a small entry and a large one, which leaves none while both are out.
  const feed = feedFrom(0, { batchBytesMax: 1, aheadBytesMax: 270 });
  for (let index = 1; index < many.length; index += 2) {
    expect([1, 2, 3].map(() => take(feed, many.length, longLog))).toEqual([
      [index],
      [index + 1],
      [],
    ]);
    feed.onApplied(asLogIndex(index + 1));
  }
});
