/** What trials of a failover become: figures that can miss their targets, and a picture of each. */
import { expect, test } from 'vitest';
import { formatTrials, plotTrials } from '../../../scripts/failover/figures.ts';
import type { Trial } from '../../../scripts/failover/figures.ts';

function trials(etcd: readonly number[], kvorum: readonly number[]): readonly Trial[] {
  return [
    ...etcd.map((outageMs): Trial => ({ cluster: 'etcd', outageMs })),
    ...kvorum.map((outageMs): Trial => ({ cluster: 'kvorum', outageMs })),
  ];
}

test('half the outage of etcd passes', () => {
  const text = formatTrials(trials([1000, 1200, 1100], [500, 600, 550]));
  expect(text).toContain('| kvorum | 3 | 500 | 550 | 600 | 600 |');
  expect(text).toContain('median, ratio to etcd: 0.50 (target ≤ 0.7: pass)');
  expect(text).toContain('longest of kvorum: 600 ms (target < 1500: pass)');
});

test('the median and the longest outage can each miss', () => {
  const text = formatTrials(trials([1000], [800, 800, 1500]));
  expect(text).toContain('median, ratio to etcd: 0.80 (target ≤ 0.7: MISS)');
  expect(text).toContain('longest of kvorum: 1500 ms (target < 1500: MISS)');
});

test('each trial is a dot within the picture', () => {
  const picture = plotTrials(trials([1000, 1400], [500]));
  const dots = [...picture.matchAll(/<circle cx="([\d.]+)"/g)].map(([, x]) => Number(x));
  expect(dots).toHaveLength(3);
  expect(Math.max(...dots)).toBeLessThan(720);
});
