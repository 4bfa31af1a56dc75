import { expect, test } from 'vitest';
import { LatencyRing } from '../../../storage/wal/latency-ring.ts';

function ringOf(durations: readonly number[]): LatencyRing {
  const ring = new LatencyRing();
  for (const duration of durations) ring.record(duration);
  return ring;
}

test('without a sample the percentile is 0', () => {
  expect(ringOf([]).p99Us).toBe(0);
});

test('the percentile is the sample that 99 of 100 do not exceed, in microseconds', () => {
  expect(ringOf([0.25]).p99Us).toBe(250);
  const hundred = Array.from({ length: 100 }, (_, at) => 100 - at);
  expect(ringOf(hundred).p99Us).toBe(99_000);
  expect(ringOf([...hundred, 500]).p99Us).toBe(100_000);
});

test('old samples make room for new ones', () => {
  const slow = Array.from({ length: 1024 }, () => 100);
  const quick = Array.from({ length: 1024 }, () => 1);
  expect(ringOf([...slow, ...quick]).p99Us).toBe(1000);
});
