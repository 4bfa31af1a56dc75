import { expect, test } from 'vitest';
import { SystemClock, SystemRandom } from '../../cmd/system.ts';

test('timers fire in order, and one that was cancelled never does', async () => {
  const clock = new SystemClock();
  const fired: string[] = [];
  const cancelled = clock.after(0, () => fired.push('cancelled'));
  cancelled.cancel();
  cancelled.cancel();
  const before = clock.monotonic();
  await new Promise<void>((resolve) => {
    clock.after(5, resolve);
    clock.after(1, () => fired.push('first'));
    clock.soon(() => fired.push('soon'));
  });
  expect(fired).toEqual(['soon', 'first']);
  expect(clock.monotonic() - before).toBeGreaterThan(4);
});

test('a fraction of a millisecond is not cut off: timers seldom fire before their time', async () => {
  const clock = new SystemClock();
  const delayMs = 1.99;
  let early = 0;
  for (let times = 0; times < 40; times += 1) {
    const before = clock.monotonic();
    await new Promise<void>((resolve) => {
      clock.after(delayMs, resolve);
    });
    if (clock.monotonic() - before < delayMs) early += 1;
  }
  // The system's own clock of timers is coarse, so one may be.
  expect(early).toBeLessThan(10);
});

test('a delay beyond what the system takes does not fire at once', async () => {
  const clock = new SystemClock();
  let fired = false;
  const timer = clock.after(2 ** 40, () => {
    fired = true;
  });
  await new Promise<void>((resolve) => {
    clock.after(5, resolve);
  });
  timer.cancel();
  expect(fired).toBe(false);
});

test('the wall clock gives whole milliseconds of this century', () => {
  const wall = new SystemClock().wall();
  expect(Number.isInteger(wall)).toBe(true);
  expect(wall).toBeGreaterThan(Date.UTC(2024));
});

test('random numbers are from 0 to 1 and differ', () => {
  const random = new SystemRandom();
  const numbers = Array.from({ length: 100 }, () => random.next());
  expect(numbers.every((number) => number >= 0 && number < 1)).toBe(true);
  expect(new Set(numbers).size).toBe(100);
});
