import { expect, test } from 'vitest';
import { noChoice } from '../../sim/options.ts';
import { addFigures, describeFailure, describeFigures, noFigures } from '../../sim/report.ts';

const figures = {
  ...noFigures,
  simulatedMs: 7_200_000,
  events: 5,
  transfers: 3,
  membershipChanges: 2,
};
const options = { seed: 9, seconds: 15, faults: noChoice };

test('a report says what is violated, how it came, and how to see it again', () => {
  const finding = { rule: 'I-6', sentence: 'an entry is lost', at: 1500 };
  const report = describeFailure(
    { options, finding, strikes: [], figures, lastLines: ['one', 'two'] },
    'abc',
  );
  expect(report.split('\n')).toEqual([
    'seed 9, commit abc: I-6 is violated after 1.500 s',
    '  an entry is lost',
    '',
    'The last events (seconds, node, event):',
    'one',
    'two',
    '',
    'Again: kvorum sim --seed 9',
  ]);
});

test('figures add up', () => {
  expect(describeFigures(addFigures(figures, figures))).toMatch(
    /^4\.0 h simulated, 10 events.* 6 transfers, 4 membership changes/,
  );
  expect(addFigures(figures, noFigures)).toEqual(figures);
});
