import { expect, it } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { ApplyFeed } from '../../../raft/core/apply.ts';
import { entryBytes, RaftLog } from '../../../raft/core/log.ts';
import { makeEntry } from '../../support/log-fixtures.ts';
import { readerOf } from '../../support/raft/array-reader.ts';
import { seededRandom } from '../../support/seeded-random.ts';

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
) =>
  new ApplyFeed(asLogIndex(lastApplied), {
    logBase: asLogIndex(0),
    aheadBytesMax: 1e6,
    batchBytesMax: 1e6,
    ...bounds,
  });

const take = (feed: ApplyFeed, limit: number, from = log): readonly number[] =>
  feed.take(from, limit).map((entry) => entry.index);

it('hands out nothing while the state is behind the log, until a snapshot brings it there (S-12)', () => {
  const feed = feedFrom(1, { logBase: asLogIndex(4) });
  expect([feed.isBlocked, feed.hasNext(10)]).toEqual([true, false]);
  feed.restart(asLogIndex(5));
  expect([feed.isBlocked, feed.lastApplied, take(feed, 7)]).toEqual([false, 5, [6, 7]]);
});

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

it('counts its bytes right over thousands of entries of many sizes', () => {
  const random = seededRandom(1);
  const upTo = (max: number): number => Math.floor(random.next() * (max + 1));
  const many = Array.from({ length: 5000 }, (_, position) =>
    makeEntry({ index: position + 1, command: ''.padEnd(upTo(200)) }),
  );
  const longLog = new RaftLog(
    readerOf(() => many),
    asLogIndex(0),
  );
  const feed = feedFrom(0, { batchBytesMax: 1, aheadBytesMax: 500 });
  let [applied, handedOut] = [0, 0];
  while (applied < many.length) {
    const ahead = many.slice(applied, handedOut).reduce((sum, entry) => sum + entryBytes(entry), 0);
    const isRoom = handedOut < many.length && ahead < 500;
    expect(feed.hasNext(many.length)).toBe(isRoom);
    if (isRoom) handedOut += take(feed, many.length, longLog).length;
    // Never all of it, but at the end: so the feed does not come to rest in between.
    else applied = handedOut < many.length ? handedOut - 1 : handedOut;
    feed.onApplied(asLogIndex(applied));
  }
});
