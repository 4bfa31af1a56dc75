import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import { grantsPreVote, grantsVote } from '../../../raft/core/vote.ts';
import type { Voter } from '../../../raft/core/vote.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const last = (index: number, term: number) => ({ index: asLogIndex(index), term: asTerm(term) });

/** In term 5 with a log that ends at 4/3, free to vote. */
const free: Voter = { term: asTerm(5), votedFor: undefined, last: last(4, 3), isPromised: false };

/** Candidates' logs against one that ends at 4/3 (E-6). */
const logs = [
  { log: last(4, 3), isUpToDate: true, why: 'equal' },
  { log: last(5, 3), isUpToDate: true, why: 'longer' },
  { log: last(3, 3), isUpToDate: false, why: 'shorter' },
  { log: last(1, 4), isUpToDate: true, why: 'shorter, but of a later term' },
  { log: last(9, 2), isUpToDate: false, why: 'longer, but of an earlier term' },
  { log: last(4, 2), isUpToDate: false, why: 'as long, but of an earlier term' },
];

describe('a vote', () => {
  it.each(logs)('for a log that is $why: $isUpToDate', ({ log, isUpToDate }) => {
    const request = { candidate: idOf(2), last: log, transfer: false };
    expect(grantsVote(free, request)).toBe(isUpToDate);
    expect(grantsVote(free, { ...request, transfer: true })).toBe(isUpToDate);
  });

  it.each([
    ['goes to the candidate that has it already', { votedFor: idOf(2) }, true],
    ['does not go to a second candidate', { votedFor: idOf(3) }, false],
    ['is not given while a promise runs (E-10, E-11)', { isPromised: true }, false],
    ['is not even repeated while a promise runs', { isPromised: true, votedFor: idOf(2) }, false],
  ])('%s', (_, state, granted) => {
    const request = { candidate: idOf(2), last: last(4, 3), transfer: false };
    expect(grantsVote({ ...free, ...state }, request)).toBe(granted);
  });

  it.each([
    ['is given in spite of a promise (6.5)', { isPromised: true }, true],
    ['does not go to a second candidate (E-7)', { isPromised: true, votedFor: idOf(3) }, false],
  ])('for a transfer %s', (_, state, granted) => {
    const request = { candidate: idOf(2), last: last(4, 3), transfer: true };
    expect(grantsVote({ ...free, ...state }, request)).toBe(granted);
  });
});

describe('a pre-vote', () => {
  it.each(logs)('for a log that is $why: $isUpToDate', ({ log, isUpToDate }) => {
    expect(grantsPreVote(free, { term: asTerm(6), last: log })).toBe(isUpToDate);
  });

  it.each([
    ['is given whatever the real vote was', { votedFor: idOf(3) }, 6, true],
    ['is not given for the own term', {}, 5, false],
    ['is not given for an earlier term', {}, 4, false],
    ['is not given while a promise runs (E-2)', { isPromised: true }, 6, false],
  ])('%s', (_, state, term, granted) => {
    const request = { term: asTerm(term), last: last(4, 3) };
    expect(grantsPreVote({ ...free, ...state }, request)).toBe(granted);
  });
});
