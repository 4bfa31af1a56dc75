import { expect, test } from 'vitest';
import { asNodeId } from '../../base/brand.ts';
import type { Membership } from '../../raft/index.ts';
import { Roll } from '../../sim/roll.ts';

const [a, b, c] = [asNodeId('a'.repeat(16)), asNodeId('b'.repeat(16)), asNodeId('c'.repeat(16))];

function membershipOf(
  voters: readonly (typeof a)[],
  more: Partial<Pick<Membership, 'votersOld' | 'learners'>> = {},
): Membership {
  const { votersOld = [], learners = [] } = more;
  const ids = [...new Set([...voters, ...votersOld, ...learners])];
  const address = { peerAddress: 'n:1', grpcAddress: 'n:2' };
  return {
    voters,
    learners: [],
    ...more,
    members: new Map(ids.map((id) => [id, { name: id, ...address }])),
  };
}

function rollOf(...memberships: readonly Membership[]): Roll {
  const roll = new Roll();
  [a, b, c].forEach((id, position) => roll.note(id, position + 1));
  memberships.forEach((membership, position) => roll.follow(position + 1, membership));
  return roll;
}

test('a machine belongs to the node that began there first', () => {
  const roll = rollOf();
  roll.note(a, 7);
  expect(roll.numberOf(a)).toBe(1);
  expect(roll.numberOf(asNodeId('f'.repeat(16)))).toBe(0);
});

test('who is left out by a later membership is lost, and no member', () => {
  const roll = rollOf(membershipOf([a, b]), membershipOf([a], { votersOld: [a, b] }));
  expect([roll.isVoter(2), roll.isMember(2), roll.hasLost(2)]).toEqual([true, true, false]);
  roll.follow(3, membershipOf([a]));
  expect([roll.isVoter(2), roll.isMember(2), roll.hasLost(2)]).toEqual([false, false, true]);
});

test('each membership counts once, a joint one when it is left', () => {
  const roll = rollOf(membershipOf([a]), membershipOf([a, b], { votersOld: [a] }));
  expect(roll.changeCount).toBe(0);
  expect(roll.follow(3, membershipOf([a, b]))).toBe(true);
  expect(roll.follow(3, membershipOf([a, b]))).toBe(false);
  expect(roll.changeCount).toBe(1);
});

test('learners are candidates unless they stay learners', () => {
  const roll = rollOf(membershipOf([a], { learners: [b] }));
  expect(roll.candidates).toEqual([b]);
});
