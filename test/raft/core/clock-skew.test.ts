import { expect, test } from 'vitest';
import { asMonotonicMs, asWallMs } from '../../../base/brand.ts';
import { ClockSkew } from '../../../raft/core/clock-skew.ts';
import { defaultCoreConfig } from '../../../raft/core/config.ts';
import type { CoreEvent } from '../../../raft/core/ready.ts';

const at = asMonotonicMs;

function make(): { clock: ClockSkew; events: CoreEvent[] } {
  const events: CoreEvent[] = [];
  return { clock: new ClockSkew(defaultCoreConfig, events), events };
}

test('the wall clock goes on from where it was last seen, in whole milliseconds', () => {
  const { clock } = make();
  expect([clock.wallAt(at(5)), clock.offsetMs]).toEqual([undefined, undefined]);
  clock.onWallClock(asWallMs(1_000_000), at(10.25));
  expect(clock.wallAt(at(20.5))).toBe(1_000_010);
  clock.onWallClock(asWallMs(0), at(10));
  expect(clock.wallAt(at(9))).toBe(0);
});

test.each([
  [10_000, 'right'],
  [-10_000, 'right'],
  [10_001, 'off'],
  [-10_001, 'off'],
])('a clock that is %d ms ahead is %s', (skewMs, kind) => {
  const { clock, events } = make();
  clock.onMeasured(skewMs, at(0));
  expect(clock.status).toEqual({ kind, skewMs });
  expect(events).toEqual(kind === 'off' ? [{ kind: 'clockChanged', clock: clock.status }] : []);
});

test('only the beginning and the end of an alarm are news, and a clock at the bound does not flicker', () => {
  const { clock, events } = make();
  for (const skewMs of [0, 20_000, 20_001, 9_999, 10_001, 9_001, 9_000, 10_000, 0]) {
    clock.onMeasured(skewMs, at(0));
  }
  expect(events).toMatchObject([
    { clock: { kind: 'off', skewMs: 20_000 } },
    { clock: { kind: 'right', skewMs: 9_000 } },
  ]);
});

test('whoever is off is held back for five election timeouts after it was last told', () => {
  const { clock } = make();
  expect(clock.isHeldBack(at(0))).toBe(false);
  clock.onMeasured(60_000, at(0));
  clock.onMeasured(60_000, at(100));
  expect(clock.isHeldBack(at(2_599))).toBe(true);
  expect(clock.isHeldBack(at(2_600))).toBe(false);
  clock.onMeasured(0, at(200));
  expect(clock.isHeldBack(at(200))).toBe(false);
});

test('a dispute holds nobody back, and ends when nobody can say anything', () => {
  const { clock, events } = make();
  clock.onDisputed(60_000);
  clock.onDisputed(60_001);
  expect(clock.isHeldBack(at(0))).toBe(false);
  clock.onUnknown();
  clock.onUnknown();
  expect(events).toEqual([
    { kind: 'clockChanged', clock: { kind: 'disputed', spreadMs: 60_000 } },
    { kind: 'clockChanged', clock: { kind: 'unknown' } },
  ]);
});

test('an alarm that was measured stays until a measurement ends it', () => {
  const { clock, events } = make();
  clock.onMeasured(60_000, at(0));
  clock.onUnknown();
  expect(clock.status.kind).toBe('off');
  clock.onMeasured(0, at(0));
  expect(events).toHaveLength(2);
});
