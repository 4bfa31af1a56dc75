import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { encodeMembership } from '../../raft/core/membership.ts';
import type { Entry, Membership } from '../../raft/core/types.ts';
import { PendingMemberships } from '../../raft/pending-membership.ts';
import type { MembershipOutcome } from '../../raft/pending-membership.ts';
import { makeEntry } from '../support/log-fixtures.ts';
import { idOf, memberOf } from '../support/raft/core-cluster.ts';

function configEntry(index: number, term: number, votersOld?: readonly number[]): Entry {
  const membership: Membership = {
    voters: [idOf(1)],
    ...(votersOld === undefined ? {} : { votersOld: votersOld.map(idOf) }),
    learners: [],
    members: new Map([1, ...(votersOld ?? [])].map((number) => [idOf(number), memberOf(number)])),
  };
  return { ...makeEntry({ index, term }), kind: 'config', command: encodeMembership(membership) };
}

/** What a change that began with entry 5 of term 2 comes to. */
function waitFor() {
  const pending = new PendingMemberships();
  const outcomes: MembershipOutcome[] = [];
  pending.add({ index: asLogIndex(5), term: asTerm(2) }, (outcome) => outcomes.push(outcome));
  return { pending, outcomes };
}

describe('a change of the membership', () => {
  it('of one entry is over with it', () => {
    const { pending, outcomes } = waitFor();
    pending.onApplied([makeEntry({ index: 4, term: 2 })]);
    expect(outcomes).toEqual([]);
    pending.onApplied([configEntry(5, 2), configEntry(6, 2)]);
    expect(outcomes).toEqual([{ kind: 'committed', index: 5 }]);
  });

  it('of voters is over when the joint membership was left, by whichever leader', () => {
    const { pending, outcomes } = waitFor();
    pending.onApplied([configEntry(5, 2, [1, 2]), makeEntry({ index: 6, term: 3 })]);
    expect(outcomes).toEqual([]);
    pending.onApplied([configEntry(7, 3)]);
    expect(outcomes).toEqual([{ kind: 'committed', index: 7 }]);
  });

  it.each([
    ['stands at its place', 5],
    ['comes before it', 4],
  ])('is lost when an entry of a later leader %s', (_, index) => {
    const { pending, outcomes } = waitFor();
    pending.onApplied([configEntry(index, 3)]);
    expect(outcomes).toEqual([{ kind: 'lost' }]);
  });

  it('is of unknown fate when the node stops, also half way', () => {
    const { pending, outcomes } = waitFor();
    pending.onApplied([configEntry(5, 2, [1, 2])]);
    pending.abandon();
    pending.abandon();
    expect(outcomes).toEqual([{ kind: 'unknown' }]);
  });
});
