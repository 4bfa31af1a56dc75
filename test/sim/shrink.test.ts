import { expect, test } from 'vitest';
import { noFigures } from '../../sim/report.ts';
import type { RunChoice } from '../../sim/options.ts';
import type { RunResult } from '../../sim/run.ts';
import { shrink } from '../../sim/shrink.ts';

const kinds = ['crash', 'drop', 'pause'];

/** A run with twenty strikes that fails if strikes 4 and 17 happen, after the later one, at `atMs`. */
async function simulate(choice: RunChoice): Promise<RunResult> {
  const { without, skip } = choice.faults;
  const strikes = Array.from({ length: 20 }, (_, position) => ({
    number: position + 1,
    kind: kinds[position % kinds.length] ?? '',
  })).filter(({ number, kind }) => !without.has(kind) && !skip.has(number));
  const isFailing = [4, 17].every((needed) => strikes.some(({ number }) => number === needed));
  return await Promise.resolve({
    options: choice,
    finding: isFailing ? { rule: 'I-6', sentence: 'lost', at: 3210 } : undefined,
    strikes,
    figures: noFigures,
    lastLines: [],
  });
}

test('what a failure does not need is left out', async () => {
  const choice = {
    seed: 1,
    seconds: 15,
    faults: { without: new Set<string>(), skip: new Set<number>() },
  };
  const smallest = await shrink(await simulate(choice), simulate);
  expect(smallest.strikes.map(({ number }) => number)).toEqual([4, 17]);
  expect(smallest.options.seconds).toBe(3.3);
  expect(smallest.options.faults.without).toEqual(new Set(['pause']));
});

test('a run that fails in another way is not taken', async () => {
  const choice = {
    seed: 1,
    seconds: 15,
    faults: { without: new Set<string>(), skip: new Set<number>() },
  };
  const failed = await simulate(choice);
  const smallest = await shrink(failed, async (smaller) => {
    const result = await simulate(smaller);
    return { ...result, finding: { rule: 'liveness', sentence: 'other', at: 1 } };
  });
  expect(smallest).toBe(failed);
});
