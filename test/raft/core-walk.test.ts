/**
 * Random walks over the consensus core. A failure names its seed; `npm run core-walk -- --from SEED --seeds 1` repeats
 * it, and more seeds are walked in the same way.
 */
import { expect, it } from 'vitest';
import { RaftCore } from '../../raft/core/core.ts';
import { walk, walkSteps } from '../support/raft/walk.ts';

const seeds = Array.from({ length: 50 }, (_, position) => position + 1);

it.each(seeds)('seed %i breaks no rule, and the cluster recovers', (seed) => {
  expect(walk({ seed, steps: walkSteps }).committed).toBeGreaterThan(1);
});

it('walks are worth the while: much happens on them', () => {
  const reports = seeds.slice(0, 8).map((seed) => walk({ seed, steps: walkSteps }));
  const mean = (
    field:
      | 'elections'
      | 'committed'
      | 'crashes'
      | 'leaseReads'
      | 'roundReads'
      | 'changes'
      | 'handovers',
  ): number => reports.reduce((total, report) => total + report[field], 0) / reports.length;
  expect(mean('elections')).toBeGreaterThan(4);
  expect(mean('committed')).toBeGreaterThan(40);
  expect(mean('crashes')).toBeGreaterThan(8);
  expect(mean('leaseReads')).toBeGreaterThan(3);
  expect(mean('roundReads')).toBeGreaterThan(5);
  expect(mean('changes')).toBeGreaterThan(10);
  expect(mean('handovers')).toBeGreaterThan(2);
});

it('the same seed gives the same walk, byte for byte', () => {
  for (const seed of seeds.slice(0, 4)) {
    expect(walk({ seed, steps: walkSteps })).toEqual(walk({ seed, steps: walkSteps }));
  }
});

it('another seed gives another walk', () => {
  const digests = seeds.slice(0, 5).map((seed) => walk({ seed, steps: 200 }).digest);
  expect(new Set(digests).size).toBe(digests.length);
});

it('a failure names the seed and the step', () => {
  expect(() => walk({ seed: 3, steps: 10, coreClass: BrokenCore })).toThrow(
    'seed 3, start: nothing works here',
  );
});

class BrokenCore extends RaftCore {
  override tick(): void {
    throw new Error('nothing works here');
  }
}
