import { expect, test } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import { AppliedWaiters } from '../../rpc/applied-waiters.ts';
import { ManualClock } from '../support/manual-clock.ts';

function setUp() {
  const clock = new ManualClock();
  const waiters = new AppliedWaiters({ clock });
  const ended: string[] = [];
  /** Notes how the wait for `index` ends, which may last for `ms`. */
  const wait = (index: number, ms: number): void => {
    const deadline = asMonotonicMs(clock.monotonic() + ms);
    void waiters
      .wait(asLogIndex(index), deadline)
      .then((isApplied) => ended.push(`${index} ${isApplied}`));
  };
  return { clock, waiters, ended, wait };
}

test('each waiter is served once its index is applied, and not before', async () => {
  const { clock, waiters, ended, wait } = setUp();
  wait(5, 100);
  wait(7, 100);
  waiters.onApplied(asLogIndex(6));
  await clock.run();
  expect(ended).toEqual(['5 true']);
  waiters.onApplied(asLogIndex(7));
  await clock.run();
  expect(ended).toEqual(['5 true', '7 true']);
  expect(waiters.size).toBe(0);
});

test('a waiter is gone at its deadline, so that an index that never comes holds nothing', async () => {
  const { clock, waiters, ended, wait } = setUp();
  wait(9, 100);
  await clock.advance(99);
  expect(waiters.size).toBe(1);
  await clock.advance(1);
  expect(ended).toEqual(['9 false']);
  expect(waiters.size).toBe(0);
});

test('a node that stops keeps nobody waiting', async () => {
  const { clock, waiters, ended, wait } = setUp();
  wait(9, 100);
  waiters.stop();
  await clock.run();
  expect(ended).toEqual(['9 false']);
});
