import { expect, it } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { InflightWindow } from '../../../raft/core/inflight.ts';

/** A window with messages that end at `indexes`, of ten bytes each. */
function windowOf(indexes: readonly number[], bounds = { messagesMax: 3, bytesMax: 100 }) {
  const inflight = new InflightWindow(bounds);
  for (const index of indexes) inflight.add(asLogIndex(index), 10);
  return inflight;
}

it('is full when it holds so many messages', () => {
  expect(windowOf([1, 2]).isFull).toBe(false);
  expect(windowOf([1, 2, 3]).isFull).toBe(true);
});

it('is full when it holds so many bytes, which one message may overrun', () => {
  const bounds = { messagesMax: 9, bytesMax: 15 };
  expect(windowOf([1], bounds).isFull).toBe(false);
  expect(windowOf([1, 2], bounds).isFull).toBe(true);
});

it.each([
  ['below the first', 1, 3, 30],
  ['of the first', 2, 2, 20],
  ['between two', 5, 1, 10],
  ['of the last', 6, 0, 0],
  ['beyond the last', 9, 0, 0],
])('an acknowledgement %s frees what it answers', (_, index, count, bytes) => {
  const inflight = windowOf([2, 4, 6]);
  inflight.freeUpTo(asLogIndex(index));
  expect([inflight.count, inflight.bytes]).toEqual([count, bytes]);
  inflight.freeUpTo(asLogIndex(index));
  expect([inflight.count, inflight.bytes]).toEqual([count, bytes]);
});

it('is empty after it was cleared', () => {
  const inflight = windowOf([1, 2, 3]);
  inflight.clear();
  expect([inflight.count, inflight.bytes, inflight.isFull]).toEqual([0, 0, false]);
});
