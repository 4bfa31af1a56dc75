import { expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import { committedIndex } from '../../../raft/core/commit.ts';
import { idOf, numberOf } from '../../support/raft/core-cluster.ts';

const voters = [1, 2, 3].map(idOf);

/** Of a leader of `term` whose log has an entry of each of `terms`, with what each voter matches. */
function committed(terms: readonly number[], term: number, matches: readonly number[]) {
  return committedIndex({
    sets: { voters },
    matchOf: (voter) => asLogIndex(matches[numberOf(voter) - 1] ?? 0),
    termAt: (index) => {
      const found = index === 0 ? 0 : terms[index - 1];
      return found === undefined ? undefined : asTerm(found);
    },
    term: asTerm(term),
  });
}

it.each([
  ['what a quorum holds is committed', [1, 2, 2], 2, [3, 2, 0], 2],
  ['all of it', [1, 2, 2], 2, [3, 3, 3], 3],
  [
    'an older entry is not, although a quorum holds it (Raft 5.4.2)',
    [1, 2, 4],
    4,
    [3, 2, 2],
    undefined,
  ],
  ['it is together with one of the own term', [1, 2, 4], 4, [3, 3, 2], 3],
  ['nothing, while nobody holds anything', [1], 1, [1, 0, 0], undefined],
])('%s', (_, terms, term, matches, index) => {
  expect(committed(terms, term, matches)).toBe(index);
});
