import { describe, expect, it } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import type { NodeId } from '../../../base/brand.ts';
import {
  bootstrapEntry,
  decodeMembership,
  encodeMembership,
  isSoleVoter,
  MembershipDecodeError,
  MembershipHistory,
} from '../../../raft/core/membership.ts';
import type { Member, Membership } from '../../../raft/core/types.ts';
import { entryChecksum } from '../../../storage/wal/entry-checksum.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

function membershipOf(lists: {
  readonly voters: readonly number[];
  readonly votersOld?: readonly number[];
  readonly learners?: readonly number[];
}): Membership {
  const { voters, votersOld, learners = [] } = lists;
  const ids = [...new Set([...voters, ...(votersOld ?? []), ...learners])];
  return {
    voters: voters.map(idOf),
    ...(votersOld === undefined ? {} : { votersOld: votersOld.map(idOf) }),
    learners: learners.map(idOf),
    members: new Map(
      ids.map((id) => [
        idOf(id),
        { name: `n${id}`, peerAddress: `p:${id}`, grpcAddress: `g:${id}` },
      ]),
    ),
  };
}

const withPurposes: Membership = {
  voters: [idOf(1)],
  learners: [2, 3].map(idOf),
  members: new Map<NodeId, Member>([
    [idOf(1), { name: 'n1', peerAddress: 'p:1', grpcAddress: 'g:1' }],
    [idOf(2), { name: 'n2', peerAddress: 'p:2', grpcAddress: 'g:2', staysLearner: true }],
    [idOf(3), { name: 'n3', peerAddress: 'p:3', grpcAddress: 'g:3', replaces: idOf(1) }],
  ]),
};

function removedOf(...numbers: readonly number[]): ReadonlyMap<NodeId, string> {
  return new Map(numbers.map((number) => [idOf(number), `n${number}`]));
}

const bytesOf = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));
const three = membershipOf({ voters: [1, 2, 3] });

describe('the bytes of a membership', () => {
  it.each([
    ['voters', three],
    ['learners', membershipOf({ voters: [1], learners: [2, 3] })],
    ['two halves', membershipOf({ voters: [1, 2], votersOld: [2, 3], learners: [4] })],
    ['a voter to be demoted', membershipOf({ voters: [1], votersOld: [1, 2], learners: [2] })],
    ['learners with a purpose', withPurposes],
    ['the removed', { ...three, removed: removedOf(5, 4) }],
  ])('give it back: %s', (_, membership) => {
    expect(decodeMembership(encodeMembership(membership))).toEqual(membership);
  });

  it('are equal for equal memberships, whatever the order of their members', () => {
    const reversed = { ...three, members: new Map([...three.members].toReversed()) };
    expect(encodeMembership(reversed)).toEqual(encodeMembership(three));
  });

  it.each<[string, Membership]>([
    ['no voter', membershipOf({ voters: [] })],
    ['an unsorted list', membershipOf({ voters: [2, 1] })],
    ['a node twice', membershipOf({ voters: [1, 1] })],
    ['a node that votes and learns', membershipOf({ voters: [1, 2], learners: [2] })],
    ['a member in no list', { ...three, voters: [1, 2].map(idOf) }],
    ['a voter who is no member', { ...three, voters: [1, 2, 3, 4].map(idOf) }],
    ['an empty old half', { ...three, votersOld: [] }],
    ['an empty list of the removed', { ...three, removed: removedOf() }],
    ['a member that was removed', { ...three, removed: removedOf(3) }],
    [
      'too many that were removed',
      { ...three, removed: removedOf(...Array.from({ length: 257 }, (_, number) => number + 10)) },
    ],
  ])('are not made of a membership with %s', (_, membership) => {
    expect(() => encodeMembership(membership)).toThrow('invalid membership');
  });

  const plain = { learners: [], members: {}, voters: [] };
  const member = { grpcAddress: 'g', name: 'n', peerAddress: 'p' };
  const one = { learners: [], members: { [idOf(1)]: member }, voters: [idOf(1)] };

  it('of this very form are accepted', () => {
    expect(decodeMembership(bytesOf(one)).voters).toEqual([idOf(1)]);
  });

  it.each<[string, Uint8Array]>([
    ['no JSON', new TextEncoder().encode('{')],
    ['no UTF-8', new Uint8Array([0xff])],
    ['an array', bytesOf([])],
    ['no voter', bytesOf(plain)],
    ['a voter that is no node id', bytesOf({ ...one, voters: ['n1'] })],
    ['a list that is none', bytesOf({ ...one, learners: 'n1' })],
    ['an unknown field', bytesOf({ ...one, extra: 1 })],
    [
      'a member without a name',
      bytesOf({ ...one, members: { [idOf(1)]: { ...member, name: '' } } }),
    ],
    ['a member without an address', bytesOf({ ...one, members: { [idOf(1)]: { name: 'n' } } })],
    [
      'a member with an unknown field',
      bytesOf({ ...one, members: { [idOf(1)]: { ...member, zone: 'a' } } }),
    ],
    [
      'a member that stays a learner in another way',
      bytesOf({ ...one, members: { [idOf(1)]: { ...member, staysLearner: false } } }),
    ],
    [
      'a member that replaces nobody',
      bytesOf({ ...one, members: { [idOf(1)]: { ...member, replaces: 'n1' } } }),
    ],
    ['a removed node without a name', bytesOf({ ...one, removed: [[idOf(2)]] })],
    ['a removed node whose name is none', bytesOf({ ...one, removed: [[idOf(2), 2]] })],
    [
      'a node that was removed twice',
      bytesOf({
        ...one,
        removed: [
          [idOf(2), 'n2'],
          [idOf(2), 'n2'],
        ],
      }),
    ],
    ['members that are a list', bytesOf({ ...one, members: [] })],
    [
      'two members of one name',
      bytesOf({
        ...one,
        voters: [idOf(1), idOf(2)],
        members: { [idOf(1)]: member, [idOf(2)]: member },
      }),
    ],
  ])('are rejected when they are %s', (_, bytes) => {
    expect(() => decodeMembership(bytes)).toThrow(MembershipDecodeError);
  });
});

it('the first entry of a cluster is the same on every node', () => {
  const make = () =>
    bootstrapEntry({ membership: three, stampedAt: asWallMs(5), checksum: entryChecksum });
  expect(make()).toEqual(make());
  expect(make()).toMatchObject({ index: 1, term: 1, kind: 'config', stampedAt: 5 });
  expect(decodeMembership(make().command)).toEqual(three);
});

/** A membership with the index of its entry. */
const at = (index: number, voters: readonly number[]) => ({
  index: asLogIndex(index),
  membership: membershipOf({ voters }),
});

describe('the history', () => {
  it('has the latest in force, committed or not (M-1), and rolls back to the one before', () => {
    const history = new MembershipHistory([at(1, [1])]);
    history.append(at(5, [1, 2]));
    expect(history.latest.index).toBe(5);
    expect(history.truncate(asLogIndex(6))).toBe(false);
    expect(history.truncate(asLogIndex(5))).toBe(true);
    expect(history.latest).toEqual(at(1, [1]));
  });

  it('is empty on a node that is about to join, where nobody has a say', () => {
    const history = new MembershipHistory([]);
    expect(history.latest).toMatchObject({ index: 0, membership: { voters: [] } });
    expect(history.mayCampaign(idOf(1), asLogIndex(0))).toBe(false);
    expect(history.isSoleCommittedVoter(idOf(1), asLogIndex(0))).toBe(false);
  });

  it('only goes forward, and keeps the oldest', () => {
    const history = new MembershipHistory([at(5, [1])]);
    expect(() => history.append(at(5, [1]))).toThrow('in index order');
    expect(() => history.truncate(asLogIndex(5))).toThrow('never truncated');
  });

  it('lets a node campaign that votes in the last committed membership or in any later one (E-15)', () => {
    const history = new MembershipHistory([at(1, [1, 2]), at(5, [2, 3]), at(8, [3])]);
    const mayCampaign = (commitIndex: number): readonly NodeId[] =>
      [1, 2, 3, 4].map(idOf).filter((id) => history.mayCampaign(id, asLogIndex(commitIndex)));
    expect(mayCampaign(4)).toEqual([1, 2, 3].map(idOf));
    expect(mayCampaign(5)).toEqual([2, 3].map(idOf));
    expect(mayCampaign(8)).toEqual([idOf(3)]);
  });

  it('has everybody for an audience who is in the last committed membership or in any later one', () => {
    const history = new MembershipHistory([at(1, [1, 2]), at(5, [2, 3]), at(8, [3])]);
    const audience = (commitIndex: number): readonly NodeId[] =>
      history.audience(asLogIndex(commitIndex));
    expect(audience(4)).toEqual([1, 2, 3].map(idOf));
    expect(audience(5)).toEqual([2, 3].map(idOf));
    expect(audience(8)).toEqual([idOf(3)]);
  });

  it('knows a lone voter for certain only when the membership is committed (E-12)', () => {
    const history = new MembershipHistory([at(1, [1, 2]), at(5, [1])]);
    const isSole = (node: number, commitIndex: number): boolean =>
      history.isSoleCommittedVoter(idOf(node), asLogIndex(commitIndex));
    expect([isSole(1, 4), isSole(1, 5), isSole(2, 5)]).toEqual([false, true, false]);
  });
});

it('a lone voter is alone in both halves', () => {
  expect(isSoleVoter(membershipOf({ voters: [1], learners: [2] }), idOf(1))).toBe(true);
  expect(isSoleVoter(membershipOf({ voters: [1], learners: [2] }), idOf(2))).toBe(false);
  expect(isSoleVoter(membershipOf({ voters: [1], votersOld: [1, 2] }), idOf(1))).toBe(false);
});
