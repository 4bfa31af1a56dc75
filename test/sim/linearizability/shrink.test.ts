/** Wrong histories become as small as their fault. */
import { expect, test } from 'vitest';
import type { Operation } from '../../../sim/linearizability/history.ts';
import { judgeHistory } from '../../../sim/linearizability/judge.ts';
import { shrinkHistory } from '../../../sim/linearizability/shrink.ts';
import { client, seen, set, sum } from './operations.ts';
import { recordRun, seededDice } from './random-runs.ts';

/** A right history of other keys, to hide something in. */
const noise = recordRun(
  {
    clients: 4,
    operations: 300,
    keys: ['b', 'c', 'n'],
    unknownOneIn: 20,
    listOneIn: 9,
    sharedValueOneIn: 0,
  },
  seededDice(5),
).filter(({ kind }) => kind !== 'list');

/** What is left of `fault` when it is hidden and found. */
function shrink(fault: readonly Operation[]): readonly Operation[] {
  const history = [...noise, ...fault].toSorted((a, b) => a.invokedAt - b.invokedAt);
  const verdict = judgeHistory(history);
  expect(verdict.kind).toBe('violation');
  return verdict.kind === 'violation' ? shrinkHistory(history, verdict.reason) : [];
}

const high = 0x10_000;
const first = client(8, 1000, 1001).commit(high, set('a', 'x'));
const second = client(8, 1002, 1003).commit(high + 1, set('a', 'y'));
const third = client(9, 1004, 1005).commit(high + 2, set('a', 'z'));

test('to the read that is stale and the write that it misses', () => {
  const stale = client(7, 1006, 1007).get('a', seen('a', 'x', high));
  expect(shrink([first, second, third, stale])).toEqual([third, stale]);
});

test('to a lost write and the read that shows it', () => {
  const read = client(7, 1006, 1007).get('a');
  expect(shrink([first, second, third, read])).toEqual([third, read]);
});

test('to all sums that make a wrong one wrong', () => {
  const sums = [0, 1, 2].map((at) =>
    client(8, 1000 + at, 1000.5 + at).commit(high + at, sum('d', 1)),
  );
  const read = client(7, 1006, 1007).get('d', seen('d', 4, high + 2));
  expect(shrink([...sums, read])).toEqual([...sums, read]);
});
