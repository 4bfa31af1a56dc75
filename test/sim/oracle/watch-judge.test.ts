import { expect, test } from 'vitest';
import { KvModel, textOf } from '../../../sim/oracle/kv-model.ts';
import { WatchJudge, type ToldState } from '../../../sim/oracle/watch-judge.ts';
import { bytesOf } from '../../../sim/workload/client.ts';
import { Findings } from '../../../sim/world/findings.ts';
import type { Mutation } from '../../../storage/index.ts';

/** Entry 1 sets a, entry 2 sets a and b, entry 3 deletes a. */
const log: readonly (readonly Mutation[])[] = [
  [set('a', '1')],
  [set('a', '2'), set('b', '2')],
  [{ kind: 'delete', key: bytesOf('a') }],
];
const absent = { value: undefined, index: undefined };
const states: readonly ToldState[] = [
  { index: 0, entries: [absent, absent] },
  { index: 1, entries: [{ value: '1', index: 1 }, absent] },
  {
    index: 2,
    entries: [
      { value: '2', index: 2 },
      { value: '2', index: 2 },
    ],
  },
  { index: 3, entries: [absent, { value: '2', index: 2 }] },
];

function set(key: string, text: string): Mutation {
  return { kind: 'set', key: bytesOf(key), value: { bytes: bytesOf(text), encoding: 'bytes' } };
}

function watchOf(findings: Findings): WatchJudge {
  const model = new KvModel();
  log.forEach((mutations, position) => {
    model.apply(position + 1, { kind: 'atomic', database: 0, checks: [], mutations });
  });
  const keys = [textOf(bytesOf('a')), textOf(bytesOf('b'))];
  return new WatchJudge({ name: 'w', keys }, { model, findings });
}

function isCurrentAfter(told: readonly (ToldState | undefined)[]): boolean {
  const judged = watchOf(new Findings(() => 0));
  for (const state of told) if (state !== undefined) judged.onState(state);
  return judged.isCurrent;
}

/** What is found when a watch of a and b is told these states, and no more. */
function judge(told: readonly (ToldState | undefined)[]): string | undefined {
  const findings = new Findings(() => 0);
  const judged = watchOf(findings);
  for (const state of told) if (state !== undefined) judged.onState(state);
  judged.judgeEnd();
  return findings.first?.sentence;
}

test('a watch may be told every state, or only the first and the last', () => {
  expect(judge(states)).toBeUndefined();
  expect(judge([states[0], states[3]])).toBeUndefined();
  expect(judge([states[3]])).toBeUndefined();
});

test('a watch is current when it was told the last state', () => {
  expect(isCurrentAfter([])).toBe(false);
  expect(isCurrentAfter([states[2]])).toBe(false);
  expect(isCurrentAfter([states[3]])).toBe(true);
});

test.each([
  ['nothing', [], 'nothing at all'],
  ['a state that misses the last change', [states[0], states[2]], 'in the end 2'],
  ['a state twice', [states[2], states[3], states[3]], 'the state 3 after the state 3'],
  ['states backwards', [states[2], states[1], states[3]], 'the state 1 after the state 2'],
  [
    'half of a commit',
    [{ index: 2, entries: [{ value: '2', index: 2 }, absent] }, states[3]],
    'key 1 of version undefined in the state 2, where 2 is right',
  ],
  [
    'a value that is not that of its version',
    [{ index: 1, entries: [{ value: '2', index: 1 }, absent] }, states[3]],
    'key 0 of version 1 in the state 1',
  ],
  ['a state of the future', [{ ...states[3], index: 9 } as ToldState], 'a state 9 that no node'],
  [
    'what it knows already, as of another entry',
    [states[1], { index: 1.5, entries: states[1]?.entries ?? [] }, states[3]],
    'nothing is new',
  ],
  [
    'of fewer keys than it watches',
    [states[0], { index: 3, entries: [absent] }],
    '1 entries of 2 keys',
  ],
] as const)('it is found when a watch is told %s', (_, told, reason) => {
  expect(judge(told)).toContain(reason);
});
