/** Keys are judged apart unless an operation joins them. */
import { describe, expect, test } from 'vitest';
import type { Operation } from '../../../sim/linearizability/history.ts';
import { join, lowerBound, partition } from '../../../sim/linearizability/partition.ts';
import { check, client, set } from './operations.ts';

const writes = ['a', 'b', 'c', 'd'].map((key, at) =>
  client(at, at, at).commit(at + 1, set(key, 'x')),
);

describe('keys are joined by', () => {
  test.each<[string, Operation, string[]]>([
    ['nothing at all', client(9, 9).get('a'), ['a', 'b', 'c', 'd']],
    ['a get of several', client(9, 9).get('a c'), ['a c', 'b', 'd']],
    ['a list, up to its end', client(9, 9).list({ start: 'b', end: 'd' }), ['a', 'b c', 'd']],
    [
      'a list of one of them alone, not',
      client(9, 9).list({ start: 'b', end: 'c' }),
      ['a', 'b', 'c', 'd'],
    ],
    [
      'an atomic operation',
      client(9, 9).commit(9, check('a', 1), set('d', 'y')),
      ['a d', 'b', 'c'],
    ],
    [
      'one that was not applied, not',
      client(9, 9).notApplied(set('a', 1), set('b', 1)),
      ['a', 'b', 'c', 'd'],
    ],
  ])('%s', (_, operation, parts) => {
    const found = partition([...writes, operation]).map(({ keys }) => keys.join(' '));
    expect(found.toSorted()).toEqual(parts);
  });
});

test('each operation is in the part of its keys, in order', () => {
  const read = client(9, 9).get('a');
  const [first] = partition([...writes, read]);
  expect(first?.operations).toEqual([writes[0], read]);
});

test('the parts as one have all keys and operations, in order', () => {
  const reads = [client(9, 9).get('d a'), client(9, 10).get('b')];
  const whole = join(partition([...writes, ...reads]));
  expect(whole).toEqual({ keys: ['a', 'b', 'c', 'd'], operations: [...writes, ...reads] });
});

test('a bound is the first key that is not before it', () => {
  expect(['a', 'b', 'c', 'z'].map((key) => lowerBound(['a', 'c'], key))).toEqual([0, 1, 1, 2]);
});
