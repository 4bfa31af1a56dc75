import { expect, test } from 'vitest';
import { asNodeId } from '../../base/brand.ts';
import { Roster } from '../../rpc/roster.ts';
import type { Membership } from '../../raft/index.ts';

const [a, b, c] = ['a', 'b', 'c'].map((letter) => asNodeId(letter.repeat(16)));

function membershipOf(...ids: readonly (typeof a)[]): Membership {
  const known = ids.filter((id) => id !== undefined);
  const members = new Map(
    known.map((id) => [id, { name: id, peerAddress: `${id}:1`, grpcAddress: `${id}:2` }]),
  );
  return { voters: known, learners: [], members };
}

function rosterOf(...memberships: readonly Membership[]): Roster {
  return new Roster(
    asNodeId('a'.repeat(16)),
    memberships.map((membership) => ({ membership })),
  );
}

test('others are found where the membership in force says', () => {
  const roster = rosterOf(membershipOf(a, b));
  expect([...roster.peers]).toEqual([[b, `${b}:1`]]);
  roster.follow(membershipOf(a, b, c));
  expect([...roster.peers.keys()]).toEqual([b, c]);
});

test('whoever was a member and is none any more is lost, also from before the start', () => {
  const roster = rosterOf(membershipOf(a, b), membershipOf(a, c));
  expect([a, b, c].map((id) => roster.hasLost(id ?? asNodeId('0'.repeat(16))))).toEqual([
    false,
    true,
    false,
  ]);
  // A change that is truncated away brings a member back.
  roster.follow(membershipOf(a, b));
  expect(roster.hasLost(b ?? asNodeId('0'.repeat(16)))).toBe(false);
});

test('a node that has joined and heard nothing yet knows nobody', () => {
  const roster = rosterOf();
  expect([roster.peers.size, roster.latest.voters]).toEqual([0, []]);
});
