import { expect, test } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import { SessionIndex } from '../../../storage/kv/session-index.ts';

/** Ids by last use, each with when it expires. */
function indexOf(...uses: readonly (readonly [id: number, expiresAt: number])[]): SessionIndex {
  const index = new SessionIndex();
  for (const [at, [id, expiresAt]] of uses.entries()) {
    index.use(id, { lastUseIndex: asLogIndex(at + 1), expiresAt });
  }
  return index;
}

test('the oldest session is the one with the oldest last use, whatever its id', () => {
  const index = indexOf([5, 100], [3, 100], [4, 100], [5, 100]);
  expect([index.size, index.oldest()]).toEqual([3, 3]);
  index.remove(3);
  expect([index.size, index.oldest()]).toEqual([2, 4]);
});

test('nothing is due before the first expiry, and a use moves it', () => {
  const index = indexOf([1, 100], [2, 200]);
  expect(index.isDue(asWallMs(99))).toBe(false);
  expect(index.isDue(asWallMs(100))).toBe(true);
  index.use(1, { lastUseIndex: asLogIndex(9), expiresAt: 300 });
  expect(index.isDue(asWallMs(199))).toBe(false);
  expect(index.isDue(asWallMs(200))).toBe(true);
});

test('what is due comes in the order of last use, at most so many', () => {
  const index = indexOf([7, 100], [8, 900], [3, 100], [5, 50]);
  expect(index.due(asWallMs(100), 10)).toEqual([7, 3, 5]);
  expect(index.due(asWallMs(100), 2)).toEqual([7, 3]);
  for (const id of index.due(asWallMs(100), 10)) index.remove(id);
  expect(index.due(asWallMs(100), 10)).toEqual([]);
  expect(index.isDue(asWallMs(899))).toBe(false);
});

test('uses out of the order of the log are a bug', () => {
  const index = indexOf([1, 100], [2, 100]);
  expect(() => index.use(3, { lastUseIndex: asLogIndex(2), expiresAt: 1 })).toThrow('in the order');
});
