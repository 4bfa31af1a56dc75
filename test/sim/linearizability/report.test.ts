/** Verdicts for people. */
import { expect, test } from 'vitest';
import { judgeHistory } from '../../../sim/linearizability/judge.ts';
import { reportVerdict } from '../../../sim/linearizability/report.ts';
import { client, set } from './operations.ts';

test('a violation is told in a sentence and drawn', () => {
  const history = [
    client(1, 0, 1).commit(1, set('a', 'x')),
    client(2, 2, 3).commit(2, set('b', 'x')),
    client(2, 4, 5).get('a'),
  ];
  expect(reportVerdict(judgeHistory(history), history)).toBe(
    [
      `not linearizable: client 2's get a saw a=nothing, but it held "x"@1`,
      '',
      'client 1  |1------|',
      'client 2                  |2------|',
      '',
      '1  client 1  0 .. 1  set a="x": committed @1',
      '2  client 2  4 .. 5  get a: nothing',
      '',
    ].join('\n'),
  );
});

test('a right history needs few words', () => {
  expect(reportVerdict({ kind: 'linearizable' }, [])).toBe('linearizable\n');
});

test('what was not decided is not called right', () => {
  const reason = { kind: 'noOrder', text: 'this and that', operations: [] } as const;
  expect(reportVerdict({ kind: 'gaveUp', keys: ['a'], reason }, [])).toBe(
    'undecided, too many possibilities. What was not explained first: this and that\n',
  );
});
