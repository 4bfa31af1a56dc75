/** What mutations leave, and what answers show. */
import { describe, expect, test } from 'vitest';
import type { Mutation, Value } from '../../../sim/linearizability/history.ts';
import {
  canLeave,
  matters,
  mutate,
  refused,
  sightings,
} from '../../../sim/linearizability/model.ts';
import { check, client, remove, seen, set, stamp, sum } from './operations.ts';

describe('a mutation leaves', () => {
  test.each<[string, Value | undefined, Mutation, ReturnType<typeof mutate>]>([
    ['what is set', 'x', set('a', 'y'), 'y'],
    ['nothing after a deletion', 'x', remove('a'), undefined],
    ['the sum', 2, sum('a', 3), 5],
    ['the operand of a sum on nothing', undefined, sum('a', 3), 3],
    ['the smaller one', 2, { kind: 'min', key: 'a', operand: 1 }, 1],
    ['the larger one', 2, { kind: 'max', key: 'a', operand: 1 }, 2],
    ['nothing new where a sum meets text', 'x', sum('a', 3), refused],
  ])('%s', (_, held, mutation, left) => {
    expect(mutate(held, mutation)).toBe(left);
  });
});

test('only the last mutation of a key counts for what a commit leaves', () => {
  const operation = client(1, 0).unknown(remove('a'), set('a', 'x'), set('b', 'y'), remove('b'));
  const atomic = operation.kind === 'atomic' ? operation : undefined;
  expect(atomic).toBeDefined();
  if (atomic === undefined) return;
  expect(canLeave(atomic, 'a', 'x')).toBe(true);
  expect(canLeave(atomic, 'a', 'y')).toBe(false);
  expect(canLeave(atomic, 'b', undefined)).toBe(false);
  expect(canLeave(atomic, 'c', undefined)).toBe(false);
});

test('a conflict shows only the checks that held', () => {
  const operation = client(1, 0, 1).conflict([0], check('a', 1), check('b', 2), check('c'));
  expect(sightings(operation)).toEqual([{ key: 'b', versionstamp: stamp(2), value: undefined }]);
});

test('an operation of unknown outcome shows nothing, but it matters', () => {
  const operation = client(1, 0).unknown(check('a', 1), set('a', 'x'));
  expect(sightings(operation)).toEqual([]);
  expect(matters(operation)).toBe(true);
});

test('what was not applied does not matter', () => {
  expect(matters(client(1, 0, 1).notApplied(set('a', 'x')))).toBe(false);
  expect(matters(client(1, 0, 1).get('a', seen('a', 'x', 1)))).toBe(true);
});
