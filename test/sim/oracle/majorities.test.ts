import { expect, test } from 'vitest';
import { findMinority } from '../../../sim/oracle/majorities.ts';

const three = { voters: ['a', 'b', 'c'] };
const joint = { voters: ['a', 'c'], votersOld: ['a', 'b', 'c'] };

function heldBy(...holders: readonly string[]): (voter: string) => boolean {
  return (voter) => holders.includes(voter);
}

test('half of the voters are no majority', () => {
  expect(findMinority([three], heldBy('a', 'b'))).toBeUndefined();
  expect(findMinority([three], heldBy('b'))).toBe('1 of 3');
  expect(findMinority([{ voters: ['a', 'c'] }], heldBy('a', 'b'))).toBe('1 of 2');
  expect(findMinority([{ voters: ['a'] }], heldBy())).toBe('0 of 1');
});

test('a joint membership needs a majority in each half', () => {
  expect(findMinority([joint], heldBy('a', 'b'))).toBe('1 of 2');
  expect(findMinority([joint], heldBy('b', 'c'))).toBe('1 of 2');
  expect(findMinority([joint], heldBy('a', 'c'))).toBeUndefined();
});

test('what was committed before the voters changed in the same turn counts by those before', () => {
  expect(findMinority([joint, three], heldBy('a', 'b'))).toBeUndefined();
  expect(findMinority([joint, three], heldBy('b'))).toBe('0 of 2');
});
