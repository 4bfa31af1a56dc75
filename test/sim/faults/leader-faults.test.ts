/** Leaders fall in a row, at once and after a commit, and a later one has less of the log than an earlier one. */
import { expect, test } from 'vitest';
import { faultKinds } from '../../../sim/faults/schedule.ts';
import { leaderFaults } from '../../../sim/faults/leader-faults.ts';
import { simulate } from '../../../sim/index.ts';

const kinds = new Set(leaderFaults.map(({ name }) => name));
const without = new Set(faultKinds.map(({ name }) => name).filter((name) => !kinds.has(name)));

test('leaders fall one after another, others are elected, and nothing is lost', async () => {
  let falls = 0;
  let elections = 0;
  // Runs that know these kinds of faults.
  for (const seed of [32, 38, 39]) {
    const { figures, finding } = await simulate({
      seed,
      seconds: 5,
      faults: { without, skip: new Set() },
      onTraceLine: (line) => {
        if (line.includes(' falls, ')) falls += 1;
      },
    });
    expect(finding).toBeUndefined();
    elections += figures.elections;
  }
  expect(falls).toBeGreaterThan(5);
  expect(elections).toBeGreaterThan(falls / 2);
});
