/** When operations of a history end. */
import { expect, test } from 'vitest';
import { completionOf } from '../../../sim/linearizability/history.ts';
import type { Operation } from '../../../sim/linearizability/history.ts';

const get = { client: 1, invokedAt: 2, kind: 'get', keys: ['a'] } as const;

test('an operation completes with its answer', () => {
  const operation: Operation = { ...get, outcome: { kind: 'read', completedAt: 3, entries: [] } };
  expect(completionOf(operation)).toBe(3);
});

test('an operation without an answer never completes', () => {
  expect(completionOf({ ...get, outcome: { kind: 'unknown' } })).toBe(Infinity);
});
