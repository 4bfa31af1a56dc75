import { expect, it } from 'vitest';
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { NodeClock } from '../../raft/node-clock.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** Both clocks stand where `times` says. */
function make() {
  const times = { wall: 1000, monotonic: 10 };
  const clock: Clock = Object.assign(new ManualClock(), {
    wall: () => asWallMs(times.wall),
    monotonic: () => asMonotonicMs(times.monotonic),
  });
  return { times, clock: new NodeClock(clock) };
}

it('forgets a wall clock that was ahead and is right again: only what was appended counts (N-2)', () => {
  const { times, clock } = make();
  const stamps = [1000, 3_601_000, 1001].map((wall) => {
    times.wall = wall;
    return clock.stamp();
  });
  expect(stamps).toEqual([1000, 3_601_000, 1001]);
});

it('tells once when the wall clock ran ahead by more than 50 ms (T-4)', () => {
  const { times, clock } = make();
  times.wall += 70;
  times.monotonic += 20;
  expect(clock.takeJumpMs()).toBeUndefined();
  times.wall += 71;
  times.monotonic += 20;
  expect(clock.takeJumpMs()).toBe(51);
  expect(clock.takeJumpMs()).toBeUndefined();
});

it('takes a wall clock that was set back for no pause, and measures from there', () => {
  const { times, clock } = make();
  times.wall -= 500;
  expect(clock.takeJumpMs()).toBeUndefined();
  times.wall += 60;
  expect(clock.takeJumpMs()).toBe(60);
});
