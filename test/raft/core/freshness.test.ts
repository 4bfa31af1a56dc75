import { describe, expect, it } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../../base/brand.ts';
import { Freshness } from '../../../raft/core/freshness.ts';

/** A node that has applied up to 5, on a clock that does not drift unless the test says so. */
function setUp(clockDriftMax = 0): {
  readonly answer: (stamp: number, at: number) => void;
  readonly echo: (stamp: number, commitIndex: number) => void;
  readonly apply: (index: number) => void;
  readonly ageAt: (now: number) => number | undefined;
  readonly freshness: Freshness;
} {
  const freshness = new Freshness({ clockDriftMax }, asLogIndex(5));
  return {
    answer: (stamp, at) => freshness.onAnswer(stamp, asMonotonicMs(at)),
    echo: (stamp, commitIndex) => freshness.onEcho({ stamp, commitIndex: asLogIndex(commitIndex) }),
    apply: (index) => freshness.onApplied(asLogIndex(index)),
    ageAt: (now) => freshness.ageMs(asMonotonicMs(now)),
    freshness,
  };
}

describe('the age of the applied state', () => {
  it('is unknown until a leader has vouched for it', () => {
    const { answer, ageAt } = setUp();
    answer(1, 100);
    expect(ageAt(100)).toBeUndefined();
  });

  it('counts from when the echoed answer left, not from when the echo came', () => {
    const { answer, echo, ageAt } = setUp();
    answer(1, 100);
    answer(2, 200);
    echo(1, 5);
    expect(ageAt(230)).toBe(130);
    echo(2, 5);
    expect(ageAt(230)).toBe(30);
  });

  it('is told as if the clock were slow by the bound (T-5)', () => {
    const { answer, echo, ageAt } = setUp(0.2);
    answer(1, 100);
    echo(1, 5);
    expect(ageAt(180)).toBe(100);
  });

  it('does not get younger by a late or repeated echo, nor by one of an unknown stamp', () => {
    const { answer, echo, ageAt } = setUp();
    answer(1, 100);
    answer(2, 200);
    echo(2, 5);
    answer(3, 300);
    for (const stamp of [1, 2, 99]) echo(stamp, 5);
    expect(ageAt(300)).toBe(100);
  });

  it('is that of the newest point that has been applied', () => {
    const { answer, echo, apply, ageAt } = setUp();
    [1, 2, 3, 4].forEach((stamp) => answer(stamp, stamp * 100));
    echo(1, 5);
    echo(2, 6);
    echo(3, 7);
    expect(ageAt(400)).toBe(300);
    apply(6);
    expect(ageAt(400)).toBe(200);
    apply(9);
    expect(ageAt(400)).toBe(100);
    echo(4, 9);
    expect(ageAt(400)).toBe(0);
  });

  it('takes a later moment with a smaller index for both, since echoes overtake each other', () => {
    const { answer, echo, ageAt } = setUp();
    answer(1, 100);
    answer(2, 200);
    echo(1, 6);
    expect(ageAt(300)).toBeUndefined();
    echo(2, 5);
    expect(ageAt(300)).toBe(100);
  });

  it('is unknown again when the clock may have stood still (T-4)', () => {
    const { answer, echo, freshness, ageAt } = setUp();
    answer(1, 100);
    echo(1, 5);
    answer(2, 200);
    freshness.forget();
    echo(2, 5);
    expect(ageAt(200)).toBeUndefined();
  });
});

describe('the bounds', () => {
  it('of many answers, only the last 64 can be echoed', () => {
    const { answer, echo, ageAt } = setUp();
    for (let stamp = 1; stamp <= 65; stamp += 1) answer(stamp, stamp);
    echo(1, 5);
    expect(ageAt(100)).toBeUndefined();
    echo(2, 5);
    expect(ageAt(100)).toBe(98);
  });

  it('a state machine that falls behind keeps the oldest points, and moves on as it applies them', () => {
    const { answer, echo, apply, ageAt } = setUp();
    answer(1, 1);
    echo(1, 5);
    for (let stamp = 2; stamp <= 100; stamp += 1) {
      answer(stamp, stamp);
      echo(stamp, stamp + 10);
    }
    expect(ageAt(100)).toBe(99);
    apply(12);
    expect(ageAt(100)).toBe(98);
    apply(110);
    expect(ageAt(100)).toBe(36);
    answer(101, 101);
    echo(101, 110);
    expect(ageAt(101)).toBe(0);
  });
});
