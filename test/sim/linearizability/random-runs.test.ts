/** The checker against the meaning of linearizability, on random histories: it must agree in every case. */
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../sim/linearizability/history.ts';
import { findShapeFault } from '../../../sim/linearizability/answer-shape.ts';
import { findFaults, judgeHistory } from '../../../sim/linearizability/judge.ts';
import { partition } from '../../../sim/linearizability/partition.ts';
import { searchPlainly } from '../../../sim/linearizability/plain-search.ts';
import { isLinearizable } from './brute-force.ts';
import { guessAnswers, recordRun, seededDice, spoil } from './random-runs.ts';
import type { Shape } from './random-runs.ts';

const tiny: Shape = {
  clients: 3,
  operations: 7,
  keys: ['a', 'n'],
  unknownOneIn: 3,
  listOneIn: 2,
  sharedValueOneIn: 2,
};
const shapes: readonly Shape[] = [
  tiny,
  { ...tiny, keys: ['a'] },
  { ...tiny, keys: ['n'], unknownOneIn: 2, listOneIn: 0 },
  { ...tiny, clients: 4, keys: ['a', 'b', 'n'], listOneIn: 3 },
];

const runsPerSeed = 150;

/** What the plain search says of all parts together. */
function judgePlainly(history: readonly Operation[]): boolean {
  if (findShapeFault(history) !== undefined) return false;
  return partition(history).every((part) => searchPlainly(part, 1_000_000) === 'explained');
}

describe.each(shapes)(
  'on tiny histories of the keys $keys with lists of one in $listOneIn',
  (shape) => {
    test.each([1, 2, 3])('of a right store, all are passed (seed %i)', (seed) => {
      const dice = seededDice(seed);
      for (let run = 0; run < runsPerSeed; run += 1) {
        const history = recordRun(shape, dice);
        expect({ history, verdict: judgeHistory(history).kind }).toEqual({
          history,
          verdict: 'linearizable',
        });
      }
    });

    test.each([1, 2, 3])(
      'spoiled ones are caught if no order explains them, and only then (seed %i)',
      (seed) => {
        const dice = seededDice(seed);
        let wrong = 0;
        for (let run = 0; run < runsPerSeed; run += 1) {
          const history = spoil(recordRun(shape, dice), dice);
          const isRight = isLinearizable(history);
          const arePartsRight = partition(history).every(({ operations }) =>
            isLinearizable(operations),
          );
          const { kind } = judgeHistory(history);
          // Having given up is no verdict, so it agrees with nothing.
          expect({ history, kind }).toEqual({
            history,
            kind: isRight ? 'linearizable' : 'violation',
          });
          expect({ history, plainly: judgePlainly(history) }).toEqual({
            history,
            plainly: arePartsRight,
          });
          if (!isRight) wrong += 1;
        }
        expect(wrong).toBeGreaterThan(runsPerSeed / 10);
      },
    );
  },
);

test.each([1, 2, 3])(
  'separate keys whose commits contradict each other are caught, and only they (seed %i)',
  (seed) => {
    const dice = seededDice(seed);
    let onlyTogether = 0;
    for (let run = 0; run < 2 * runsPerSeed; run += 1) {
      const history = guessAnswers(dice);
      const isRight = isLinearizable(history);
      const { kind } = judgeHistory(history);
      expect({ history, kind }).toEqual({ history, kind: isRight ? 'linearizable' : 'violation' });
      const isKnown = findFaults(history).next().done !== true;
      if (!isRight && !isKnown && judgePlainly(history)) onlyTogether += 1;
    }
    // Neither one key nor the evidence of versionstamps shows it.
    expect(onlyTogether).toBeGreaterThan(runsPerSeed / 20);
  },
);
