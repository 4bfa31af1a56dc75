import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { NodeId } from '../../../base/brand.ts';
import { decodeMembership, encodeMembership } from '../../../raft/core/membership.ts';
import { isInForce, leaveJoint, planChange } from '../../../raft/core/membership-change.ts';
import type { MembershipChange } from '../../../raft/core/membership-change.ts';
import { removedMax } from '../../../raft/core/types.ts';
import type { Member, Membership } from '../../../raft/core/types.ts';
import { idOf, memberOf } from '../../support/raft/core-cluster.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { drawChange } from '../../support/raft/walk-membership.ts';

const ids = (...numbers: readonly number[]): readonly NodeId[] => numbers.map(idOf);

function cluster(
  voters: readonly number[],
  learners: readonly number[] = [],
  details: Readonly<Record<number, Partial<Member>>> = {},
): Membership {
  const members = [...voters, ...learners].map(
    (number) => [idOf(number), { ...memberOf(number), ...details[number] }] as const,
  );
  return { voters: ids(...voters), learners: ids(...learners), members: new Map(members) };
}

function removedOf(...numbers: readonly number[]): ReadonlyMap<NodeId, string> {
  return new Map(numbers.map((number) => [idOf(number), memberOf(number).name]));
}

function add(...numbers: readonly number[]): MembershipChange {
  return {
    kind: 'addLearners',
    learners: new Map(numbers.map((number) => [idOf(number), memberOf(number)])),
  };
}

function renamed(number: number, changes: Partial<Member>): MembershipChange {
  const member = { ...memberOf(number), ...changes };
  return { kind: 'addLearners', learners: new Map([[idOf(number), member]]) };
}

/** The memberships that the log gets, one after the other. */
function stepsOf(current: Membership, change: MembershipChange): readonly Membership[] {
  const plan = planChange(current, change);
  if (plan.kind !== 'next') throw new Error(JSON.stringify(plan));
  const { membership } = plan;
  return membership.votersOld === undefined ? [membership] : [membership, leaveJoint(membership)];
}

const three = cluster([1, 2, 3]);
const withLearner = cluster([1, 2, 3], [4]);

describe('a change of learners takes one entry (M-3)', () => {
  it('when they are added', () => {
    expect(stepsOf(three, add(4, 5))).toEqual([cluster([1, 2, 3], [4, 5])]);
  });

  it('when they are removed', () => {
    expect(stepsOf(withLearner, { kind: 'remove', nodes: ids(4) })).toEqual([
      { ...three, removed: removedOf(4) },
    ]);
  });

  it('when an address changes, of a voter too', () => {
    const addresses = { peerAddress: 'new:1', grpcAddress: 'new:2' };
    expect(stepsOf(three, { kind: 'updateAddresses', node: idOf(2), ...addresses })).toEqual([
      cluster([1, 2, 3], [], { 2: addresses }),
    ]);
  });
});

describe('a change of voters goes through a joint membership, also of one (M-3)', () => {
  it('when a learner is promoted, whose purposes end', () => {
    const before = cluster([1, 2, 3], [4], { 4: { staysLearner: true } });
    expect(stepsOf(before, { kind: 'promote', nodes: ids(4) })).toEqual([
      { ...cluster([1, 2, 3, 4]), votersOld: ids(1, 2, 3) },
      cluster([1, 2, 3, 4]),
    ]);
  });

  it('when a voter is removed, who is a member until the joint membership is left', () => {
    expect(stepsOf(three, { kind: 'remove', nodes: ids(3) })).toEqual([
      { ...three, voters: ids(1, 2), votersOld: ids(1, 2, 3) },
      { ...cluster([1, 2]), removed: removedOf(3) },
    ]);
  });

  it('when a voter is demoted, who becomes a learner, and stays one, on leaving it (M-9)', () => {
    const after = cluster([1, 2], [3], { 3: { staysLearner: true } });
    expect(stepsOf(three, { kind: 'demote', nodes: ids(3) })).toEqual([
      { ...after, votersOld: ids(1, 2, 3) },
      after,
    ]);
  });

  it('when a voter is replaced, in one step (11.6)', () => {
    const before = cluster([1, 2, 3], [4], { 4: { replaces: idOf(3) } });
    const change = { kind: 'replace', dead: idOf(3), replacement: idOf(4) } as const;
    expect(stepsOf(before, change)).toEqual([
      {
        ...cluster([1, 2, 3, 4]),
        voters: ids(1, 2, 4),
        votersOld: ids(1, 2, 3),
      },
      { ...cluster([1, 2, 4]), removed: removedOf(3) },
    ]);
  });

  it('when of two that were to take one place the first has it, and the other stays a learner', () => {
    const before = cluster([1, 2, 3], [4, 5], {
      4: { replaces: idOf(3) },
      5: { replaces: idOf(3) },
    });
    const change = { kind: 'replace', dead: idOf(3), replacement: idOf(4) } as const;
    const after = cluster([1, 2, 4], [5], { 5: { staysLearner: true } });
    expect(stepsOf(before, change).at(-1)).toEqual({ ...after, removed: removedOf(3) });
  });
});

describe('removals are remembered (M-11)', () => {
  it('as many as there is room for, and the oldest are forgotten', () => {
    let current = three;
    for (let number = 10; number < 10 + removedMax + 2; number += 1) {
      current = stepsOf(current, add(number)).at(-1) ?? three;
      current = stepsOf(current, { kind: 'remove', nodes: ids(number) }).at(-1) ?? three;
    }
    expect(current.removed?.size).toBe(removedMax);
    expect([...(current.removed ?? [])].slice(0, 1)).toEqual([...removedOf(12)]);
    expect(planChange(current, add(12)).kind).toBe('invalid');
    expect(planChange(current, add(11)).kind).toBe('next');
    expect(decodeMembership(encodeMembership(current))).toEqual(current);
  });
});

describe('nothing is to be done', () => {
  it.each<[string, MembershipChange]>([
    ['to add a member as it is', add(4)],
    ['to promote a voter', { kind: 'promote', nodes: ids(1) }],
    ['to demote a learner', { kind: 'demote', nodes: ids(4) }],
    ['to remove nobody', { kind: 'remove', nodes: [] }],
    [
      'to change an address into what it is',
      { kind: 'updateAddresses', node: idOf(1), peerAddress: 'p1:1', grpcAddress: 'g1:1' },
    ],
  ])('%s', (_, change) => {
    expect(planChange(withLearner, change)).toEqual({ kind: 'unchanged' });
  });
});

describe('what is refused, with a sentence for the operator', () => {
  it.each<[string, MembershipChange, string]>([
    ['to remove a stranger', { kind: 'remove', nodes: ids(9) }, 'is no member'],
    ['to promote a stranger', { kind: 'promote', nodes: ids(9) }, 'is no member'],
    ['to demote a stranger', { kind: 'demote', nodes: ids(9) }, 'is no member'],
    ['to remove all voters', { kind: 'remove', nodes: ids(1, 2, 3) }, 'the last voter cannot go'],
    ['to demote all voters', { kind: 'demote', nodes: ids(1, 2, 3) }, 'the last voter cannot go'],
    ['to add a member otherwise', renamed(4, { name: 'x' }), 'is a member already'],
    ['to add a second n1', renamed(5, { name: 'n1' }), 'both be called n1'],
    ['to add a second peer at p1:1', renamed(5, { peerAddress: 'p1:1' }), 'both be at p1:1'],
    ['to add a peer where clients go', renamed(5, { peerAddress: 'g1:1' }), 'both be at g1:1'],
    ['to add a replacement for a learner', renamed(5, { replaces: idOf(4) }), 'is no voter'],
    [
      'to replace a learner',
      { kind: 'replace', dead: idOf(4), replacement: idOf(1) },
      'is no voter',
    ],
    [
      'to replace by a stranger',
      { kind: 'replace', dead: idOf(1), replacement: idOf(9) },
      'is no learner',
    ],
    [
      'to move where another is',
      { kind: 'updateAddresses', node: idOf(2), peerAddress: 'p1:1', grpcAddress: 'g2:1' },
      'both be at p1:1',
    ],
  ])('%s', (_, change, problem) => {
    const plan = planChange(withLearner, change);
    expect(plan.kind).toBe('invalid');
    expect(plan.kind === 'invalid' && plan.problem).toContain(problem);
  });

  it('to have more than seven voters', () => {
    const seven = cluster([1, 2, 3, 4, 5, 6, 7], [8]);
    expect(planChange(seven, { kind: 'promote', nodes: ids(8) })).toEqual({
      kind: 'invalid',
      problem: 'there can be at most 7 voters; remove one first, or let the node replace one',
    });
  });
});

it('more than 32 members are refused, but fewer members never are', () => {
  const learners = Array.from({ length: 29 }, (_, position) => 10 + position);
  const problem = 'there can be at most 32 members; remove one first';
  expect(planChange(cluster([1, 2, 3], learners), add(4))).toEqual({ kind: 'invalid', problem });
  const most = stepsOf(cluster([1, 2, 3], learners.slice(1)), add(4)).at(-1);
  expect(most?.members.size).toBe(32);
  const tooMany = cluster([1, 2, 3], [...learners, 50, 51]);
  expect(stepsOf(tooMany, { kind: 'remove', nodes: ids(51) }).at(-1)?.members.size).toBe(33);
});

describe('a retry of a change that was made', () => {
  const changes: readonly MembershipChange[] = [
    add(5),
    { kind: 'remove', nodes: ids(3, 4) },
    { kind: 'promote', nodes: ids(4) },
    { kind: 'demote', nodes: ids(2) },
    { kind: 'replace', dead: idOf(3), replacement: idOf(4) },
    { kind: 'updateAddresses', node: idOf(1), peerAddress: 'new:1', grpcAddress: 'new:2' },
  ];

  it.each(changes.map((change) => [change.kind, change] as const))(
    'finds it in force: %s',
    (_, change) => {
      expect(isInForce(withLearner, change)).toBe(false);
      const after = stepsOf(withLearner, change).at(-1) ?? withLearner;
      expect(isInForce(after, change)).toBe(true);
    },
  );
});

/** Members of any cluster that changes have led to. */
const anyCluster: fc.Arbitrary<Membership> = fc.nat(100_000).map((seed) => {
  const random = seededRandom(seed);
  let current = cluster([1, 2, 3]);
  for (let step = 0; step < 12; step += 1) {
    const strangers = ids(1, 2, 3, 4, 5, 6, 7, 8, 9).filter((id) => !current.members.has(id));
    const change = drawChange(random, current, strangers);
    const plan = change && planChange(current, change);
    if (plan?.kind === 'next') current = leaveJoint(plan.membership);
  }
  return current;
});

describe('after any changes', () => {
  it('a membership is one that can be stored, and is read as it was', () => {
    fc.assert(
      fc.property(anyCluster, (membership) => {
        expect(decodeMembership(encodeMembership(membership))).toEqual(membership);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it('voters leave at once as they leave one by one', () => {
    const five = cluster([1, 2, 3, 4, 5]);
    const atOnce = stepsOf(five, { kind: 'remove', nodes: ids(2, 4) });
    const first = stepsOf(five, { kind: 'remove', nodes: ids(2) }).at(-1) ?? five;
    const second = stepsOf(first, { kind: 'remove', nodes: ids(4) });
    expect(atOnce.at(-1)).toEqual(second.at(-1));
  });
});
