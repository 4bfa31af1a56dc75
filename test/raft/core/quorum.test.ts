import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../base/brand.ts';
import { allVoters, quorumValue, tallyVotes } from '../../../raft/core/quorum.ts';
import type { VoterSets } from '../../../raft/core/quorum.ts';
import { idOf, numberOf } from '../../support/raft/core-cluster.ts';

const voters = (...numbers: readonly number[]): readonly NodeId[] => numbers.map(idOf);
/** Node n has reached the n-th of `values`; 0 is nothing. */
const reached =
  (...values: readonly number[]) =>
  (voter: NodeId): number =>
    values[numberOf(voter) - 1] ?? 0;
/** y, n or . for each node from n1 on. */
const votes = (text: string): ReadonlyMap<NodeId, boolean> =>
  new Map(
    text
      .split('')
      .flatMap((letter, position) =>
        letter === '.' ? [] : [[idOf(position + 1), letter === 'y'] as const],
      ),
  );

describe('the value that a majority has reached', () => {
  it.each([
    { sets: voters(), values: [], value: 0 },
    { sets: voters(1), values: [7], value: 7 },
    { sets: voters(1), values: [], value: 0 },
    { sets: voters(1, 2), values: [7, 4], value: 4 },
    { sets: voters(1, 2), values: [7], value: 0 },
    { sets: voters(1, 2, 3), values: [7, 4, 2], value: 4 },
    { sets: voters(1, 2, 3), values: [7, 7, 2], value: 7 },
    { sets: voters(1, 2, 3), values: [7], value: 0 },
    { sets: voters(1, 2, 3, 4), values: [9, 8, 7, 6], value: 7 },
    { sets: voters(1, 2, 3, 4, 5), values: [9, 8, 7, 6, 5], value: 7 },
    { sets: voters(1, 2, 3, 4, 5), values: [0, 8, 0, 6, 0], value: 0 },
  ])('of $values is $value', ({ sets, values, value }) => {
    expect(quorumValue({ voters: sets }, reached(...values))).toBe(value);
  });
});

describe('the value that a joint quorum has reached', () => {
  it.each([
    {
      name: 'disjoint',
      now: voters(1, 2, 3),
      old: voters(4, 5, 6),
      values: [9, 9, 9, 5, 4, 3],
      value: 4,
    },
    {
      name: 'overlapping',
      now: voters(1, 2, 3),
      old: voters(3, 4, 5),
      values: [9, 9, 1, 8, 0],
      value: 1,
    },
    { name: 'nested', now: voters(1), old: voters(1, 2, 3), values: [9, 5, 2], value: 5 },
    { name: 'equal', now: voters(1, 2, 3), old: voters(1, 2, 3), values: [9, 5, 2], value: 5 },
    { name: 'one half silent', now: voters(1, 2), old: voters(3), values: [9, 9], value: 0 },
  ])('is that of the smaller half: $name', ({ now, old, values, value }) => {
    expect(quorumValue({ voters: now, votersOld: old }, reached(...values))).toBe(value);
  });
});

describe('a tally', () => {
  it.each([
    ['', [], 'lost'],
    ['y', [1], 'won'],
    ['.', [1], 'pending'],
    ['n', [1], 'lost'],
    ['y.', [1, 2], 'pending'],
    ['yn', [1, 2], 'lost'],
    ['yy', [1, 2], 'won'],
    ['yy.', [1, 2, 3], 'won'],
    ['yn.', [1, 2, 3], 'pending'],
    ['ynn', [1, 2, 3], 'lost'],
    ['n..', [1, 2, 3], 'pending'],
    ['yynn', [1, 2, 3, 4], 'lost'],
    ['yyy..', [1, 2, 3, 4, 5], 'won'],
    ['nnn..', [1, 2, 3, 4, 5], 'lost'],
    ['yynn.', [1, 2, 3, 4, 5], 'pending'],
    ['...yy', [1, 2, 3], 'pending'],
  ])('of %j among %j is %s', (text, numbers, tally) => {
    expect(tallyVotes({ voters: voters(...numbers) }, votes(text))).toBe(tally);
  });

  it.each([
    ['yy.yy.', 'won'],
    ['yy.y..', 'pending'],
    ['yy.nn.', 'lost'],
    ['nn.yy.', 'lost'],
    ['y..nn.', 'lost'],
    ['......', 'pending'],
  ])('of %j in two halves of three is %s', (text, tally) => {
    const sets = { voters: voters(1, 2, 3), votersOld: voters(4, 5, 6) };
    expect(tallyVotes(sets, votes(text))).toBe(tally);
  });
});

/** True if `isIn` holds for more than half of each set. */
function isQuorum(
  { voters: now, votersOld }: VoterSets,
  isIn: (voter: NodeId) => boolean,
): boolean {
  return [now, votersOld ?? now].every((set) => set.filter(isIn).length * 2 > set.length);
}

describe('against a slow definition', () => {
  const half = fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 });
  const anySets: fc.Arbitrary<VoterSets> = fc
    .record({ now: half, old: fc.option(half, { nil: undefined }) })
    .map(({ now, old }) => ({
      voters: voters(...now),
      ...(old === undefined ? {} : { votersOld: voters(...old) }),
    }));

  it('the value is the largest that a quorum has reached', () => {
    fc.assert(
      fc.property(anySets, fc.array(fc.nat(9), { minLength: 7, maxLength: 7 }), (sets, values) => {
        const valueOf = reached(...values);
        const slow = Array.from({ length: 10 }, (_, value) => value).findLast((value) =>
          isQuorum(sets, (voter) => valueOf(voter) >= value),
        );
        expect(quorumValue(sets, valueOf)).toBe(slow);
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  it('a tally is won by a quorum of votes, and lost if the open votes cannot win it any more', () => {
    const anyVotes = fc.array(fc.constantFrom('y', 'n', '.'), { minLength: 7, maxLength: 7 });
    fc.assert(
      fc.property(anySets, anyVotes, (sets, letters) => {
        const given = votes(letters.join(''));
        const canWin = isQuorum(sets, (voter) => given.get(voter) !== false);
        const hasWon = isQuorum(sets, (voter) => given.get(voter) === true);
        expect(tallyVotes(sets, given)).toBe(hasWon ? 'won' : canWin ? 'pending' : 'lost');
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

it('the voters of both halves are given once each, sorted', () => {
  expect(allVoters({ voters: voters(2, 3), votersOld: voters(1, 3) })).toEqual(voters(1, 2, 3));
  expect(allVoters({ voters: voters(2, 3) })).toEqual(voters(2, 3));
});
