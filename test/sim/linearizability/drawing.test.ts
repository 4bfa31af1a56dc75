/** Histories as pictures. */
import { expect, test } from 'vitest';
import { drawHistory } from '../../../sim/linearizability/drawing.ts';
import { client, seen, set } from './operations.ts';

test('each client has a lane, and what has no answer has no end', () => {
  const drawn = drawHistory([
    client(1, 0, 2).commit(1, set('a', 'x')),
    client(2, 1).unknown(set('a', 'y')),
    client(1, 3, 4).get('a', seen('a', 'x', 1)),
  ]);
  expect(drawn).toBe(
    [
      'client 1  |1--------------|       |3------|',
      'client 2          |2------------------------------',
      '',
      '1  client 1  0 .. 2  set a="x": committed @1',
      '2  client 2  1 ..   set a="y": ?',
      '3  client 1  3 .. 4  get a: a="x"@1',
      '',
    ].join('\n'),
  );
});

test('operations of one client that overlap are on lines of their own', () => {
  const drawn = drawHistory([client(1, 0, 2).get('a'), client(1, 1, 3).get('b')]);
  expect(drawn.split('\n').filter((line) => line.startsWith('client 1'))).toHaveLength(2);
});

test('no line is longer than 100 columns', () => {
  const history = Array.from({ length: 60 }, (_, at) =>
    client(at % 7, at, at + 5).commit(at, set('a', 'x'.repeat(at * 3))),
  );
  for (const part of [history, history.slice(0, 35)]) {
    const widths = drawHistory(part)
      .split('\n')
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(100);
  }
});
