import { describe, expect, test } from 'vitest';
import { asMonotonicMs, asWallMs } from '../../../base/brand.ts';
import { ClockSkew } from '../../../raft/core/clock-skew.ts';
import { defaultCoreConfig } from '../../../raft/core/config.ts';
import { PeerClocks } from '../../../raft/core/peer-clocks.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const at = asMonotonicMs;
const epochMs = 1_700_000_000_000;
const bound = defaultCoreConfig.clockSkewMsMax;

/** The clocks of n1, which leads, and of others, each ahead of true time by so many ms, compared at 1000 ms. */
function compare(
  aheadMs: readonly number[],
  voters = aheadMs.map((_, position) => idOf(position + 1)),
): { clocks: PeerClocks; own: ClockSkew; skews: readonly (number | undefined)[] } {
  const own = new ClockSkew(defaultCoreConfig, []);
  const clocks = new PeerClocks({ nodeId: idOf(1), config: defaultCoreConfig, clock: own });
  const [ownAhead = 0, ...others] = aheadMs;
  own.onWallClock(asWallMs(epochMs + 1000 + ownAhead), at(1000));
  for (const [position, ahead] of others.entries()) {
    answer(clocks, position + 2, { ahead });
  }
  clocks.judge({ voters }, at(1000));
  const skews = aheadMs.map((_, position) => clocks.skewOf(idOf(position + 1)));
  return { clocks, own, skews };
}

/** An answer that was built `delayMs` before it came, to a round that was opened as long before that. */
function answer(
  clocks: PeerClocks,
  number: number,
  { ahead = 0, delayMs = 10, now = 1000 }: { ahead?: number; delayMs?: number; now?: number },
): void {
  const wall = asWallMs(epochMs + now - delayMs + ahead);
  clocks.onAnswer(idOf(number), { wall, sentAt: at(now - 2 * delayMs) }, at(now));
}

describe('compared with the median', () => {
  test.each([
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
    [
      [0, 0, 60_000],
      [0, 0, 60_000],
    ],
    [
      [-60_000, 0, 5],
      [-60_000, 0, 5],
    ],
    [
      [60_000, 60_001, 0],
      [0, 1, -60_000],
    ],
    // Of an even number, the two in the middle bound what is right.
    [
      [0, 3_000, 2_000, 90_000],
      [-2_000, 0, 0, 87_000],
    ],
    [
      [0, 4_000],
      [0, 0],
    ],
    [
      [-20_000, 0, 20_000, 0, 0],
      [-20_000, 0, 20_000, 0, 0],
    ],
  ])('%j are off by %j', (ahead, skews) => {
    expect(compare(ahead).skews).toEqual(skews);
  });

  test.each([
    [[0, 60_000], 60_000],
    [[0, 0, 60_000, 60_000], 60_000],
  ])('%j: nobody can say who is right', (ahead, spreadMs) => {
    const { own, clocks, skews } = compare(ahead);
    expect(skews).toEqual(ahead.map(() => undefined));
    expect(own.status).toEqual({ kind: 'disputed', spreadMs });
    expect(clocks.isHandOverDue(at(1000))).toBe(false);
  });

  test('only voters make the median, and a learner is told as well', () => {
    const { skews } = compare([0, 0, 60_000, 60_000, 60_000], [1, 2, 3].map(idOf));
    expect(skews).toEqual([0, 0, 60_000, 60_000, 60_000]);
  });

  test('a clock alone is compared with nothing', () => {
    const { own, skews } = compare([60_000]);
    expect([own.status.kind, skews]).toEqual(['unknown', [undefined]]);
  });
});

describe('an answer', () => {
  test('of up to a second is off by half of it at most', () => {
    const { clocks } = compare([0, 0, 0]);
    clocks.onAnswer(idOf(2), { wall: asWallMs(epochMs), sentAt: at(0) }, at(1000));
    clocks.judge({ voters: [1, 2, 3].map(idOf) }, at(1000));
    expect(clocks.skewOf(idOf(2))).toBe(-500);
  });

  test('that took longer is not used', () => {
    const { clocks } = compare([0, 0, 0]);
    clocks.onAnswer(idOf(2), { wall: asWallMs(1), sentAt: at(-1) }, at(1000));
    clocks.judge({ voters: [1, 2, 3].map(idOf) }, at(1000));
    expect(clocks.skewOf(idOf(2))).toBe(0);
  });

  test('is forgotten after an election timeout', () => {
    const { clocks, own } = compare([0, 0, 60_000]);
    answer(clocks, 3, { ahead: 60_000, now: 1_400 });
    clocks.judge({ voters: [1, 2, 3].map(idOf) }, at(1_501));
    expect([1, 2, 3].map((number) => clocks.skewOf(idOf(number)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
    expect(own.status).toEqual({ kind: 'disputed', spreadMs: 60_000 });
  });

  test('is worth nothing after the clock may have stood still (T-4)', () => {
    const { clocks } = compare([0, 0, 60_000]);
    clocks.forget();
    expect(clocks.isOff(idOf(3))).toBe(false);
  });
});

describe('a time that is plausible', () => {
  const voters = [1, 2, 3].map(idOf);
  const wall = asWallMs(epochMs + 3_600_000);

  test('is no later than the bound allows beside the median', () => {
    const { clocks } = compare([0, 5, 3]);
    expect(clocks.plausible(wall, at(1500))).toBe(epochMs + 1500 + 3 + bound);
    const near = asWallMs(epochMs + 1500 + 3 + bound);
    expect(clocks.plausible(near, at(1500))).toBe(near);
    expect(clocks.plausible(asWallMs(7), at(1500))).toBe(7);
  });

  test('is measured by the last agreement, while there is none and after a suspected pause', () => {
    const { clocks, own } = compare([0, 5, 3]);
    clocks.forget();
    expect(clocks.plausible(wall, at(1000))).toBe(epochMs + 1000 + 3 + bound);
    own.onWallClock(wall, at(1000));
    answer(clocks, 2, { ahead: 5 });
    clocks.judge({ voters }, at(1000));
    expect(own.status.kind).toBe('disputed');
    expect(clocks.plausible(wall, at(1000))).toBe(epochMs + 1000 + 3 + bound);
    for (const number of [2, 3]) answer(clocks, number, { ahead: 3_600_000 });
    clocks.judge({ voters }, at(1000));
    expect(clocks.plausible(wall, at(1000))).toBe(wall);
  });

  test('is every time before the voters agreed once, and for a lone voter', () => {
    const { clocks } = compare([0, 0, 0]);
    expect(compare([0, 60_000]).clocks.plausible(wall, at(1000))).toBe(wall);
    clocks.judge({ voters: [idOf(1)] }, at(1000));
    expect(clocks.plausible(wall, at(1000))).toBe(wall);
  });
});

test('a leader that is off tries to hand over, each time twice as long after the last', () => {
  const { clocks } = compare([60_000, 0, 0]);
  const pauses: number[] = [];
  let now = 1000;
  for (let attempt = 0; attempt < 7; attempt += 1) {
    const begunAt = now;
    clocks.onHandOver(at(now));
    while (!clocks.isHandOverDue(at(now))) now += 100;
    pauses.push(now - begunAt);
  }
  expect(pauses).toEqual([5_000, 10_000, 20_000, 40_000, 80_000, 80_000, 80_000]);
});

test('a leader whose clock was set right begins anew with short pauses', () => {
  const { clocks, own } = compare([60_000, 0, 0]);
  const voters = [1, 2, 3].map(idOf);
  clocks.onHandOver(at(1000));
  own.onWallClock(asWallMs(epochMs + 1000), at(1000));
  clocks.judge({ voters }, at(1000));
  expect(clocks.isHandOverDue(at(99_000))).toBe(false);
  own.onWallClock(asWallMs(epochMs + 61_000), at(1000));
  clocks.judge({ voters }, at(1000));
  clocks.onHandOver(at(1000));
  expect([clocks.isHandOverDue(at(5_999)), clocks.isHandOverDue(at(6_000))]).toEqual([false, true]);
});
