/** The search along commit order on long histories. That its verdicts are right is in random-runs.test.ts. */
import { expect, test } from 'vitest';
import { judgeHistory } from '../../../sim/linearizability/judge.ts';
import { recordRun, seededDice } from './random-runs.ts';
import type { Shape } from './random-runs.ts';

const long: Shape = {
  clients: 32,
  operations: 10_000,
  keys: ['a', 'b', 'c', 'n', 'n2', 'n3'],
  unknownOneIn: 100,
  listOneIn: 10,
  sharedValueOneIn: 0,
};

test.each([1, 2, 3])(
  'a long right history of 32 clients is explained at once (seed %i)',
  (seed) => {
    expect(judgeHistory(recordRun(long, seededDice(seed)), 50_000)).toEqual({
      kind: 'linearizable',
    });
  },
);
