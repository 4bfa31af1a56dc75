import { expect, test } from 'vitest';
import { asLogIndex, asNodeId, asTerm, asWallMs } from '../../../base/brand.ts';
import type { LogWrite, Membership } from '../../../raft/index.ts';
import { MembershipInvariants } from '../../../sim/oracle/membership-invariants.ts';
import { Findings } from '../../../sim/world/findings.ts';
import { Host } from '../../../sim/world/host.ts';
import { Scheduler } from '../../../sim/world/scheduler.ts';
import { statusOf } from '../../support/sim/node-status.ts';

const idOf = (letter: string) => asNodeId(letter.repeat(16));
const [a, b, c, d] = [idOf('a'), idOf('b'), idOf('c'), idOf('d')] as const;
const ids = [a, b, c, d];
const host = new Host({ number: 1, seed: 1, clockRate: 1 }, new Scheduler());

function membershipOf(
  voters: readonly (typeof a)[],
  votersOld?: readonly (typeof a)[],
): Membership {
  const all = [...new Set([...voters, ...(votersOld ?? [])])].toSorted();
  const address = { peerAddress: 'n:1', grpcAddress: 'n:2' };
  const members = new Map(all.map((id) => [id, { name: id, ...address }]));
  return { voters, learners: [], members, ...(votersOld && { votersOld }) };
}

/** Checks with `votes` durable, of machines 1 to 4, for machine 1 in term 2. */
function invariants(votes: readonly number[] = []) {
  const findings = new Findings(() => 0);
  const checker = new MembershipInvariants(
    {
      numberOf: (id) => ids.findIndex((each) => each === id) + 1,
      committedIndex: () => 5,
      durableVoteOf: ({ number }) => ({
        term: asTerm(2),
        votedFor: votes.includes(number) ? a : undefined,
      }),
    },
    findings,
  );
  for (const number of [1, 2, 3, 4]) {
    checker.onStarted(new Host({ number, seed: 1, clockRate: 1 }, new Scheduler()), {
      termAt: () => undefined,
    });
  }
  return { checker, findings };
}

function configsAt(indexes: readonly number[], truncateFrom?: number): LogWrite {
  return {
    seq: 1,
    mustSync: true,
    ...(truncateFrom !== undefined && { truncateFrom: asLogIndex(truncateFrom) }),
    entries: indexes.map((index) => ({
      index: asLogIndex(index),
      term: asTerm(1),
      kind: 'config',
      stampedAt: asWallMs(0),
      command: new Uint8Array(),
      crc: 0,
    })),
  };
}

/** What is found if these are committed, one after the other. */
function foundIn(...memberships: readonly Membership[]): string | undefined {
  const { checker, findings } = invariants();
  memberships.forEach((membership, position) => checker.onCommitted(position + 1, membership));
  return findings.first?.rule;
}

test('voters change through a joint membership and in no other way', () => {
  const [old, next] = [membershipOf([a, b, c]), membershipOf([a, b, d])];
  const joint = membershipOf([a, b, d], [a, b, c]);
  expect(foundIn(old, joint, next)).toBeUndefined();
  expect(foundIn(old, next)).toBe('I-15');
  expect(foundIn(old, joint, old)).toBe('I-15');
  expect(foundIn(old, membershipOf([a, b, d], [a, b]))).toBe('I-15');
});

test('a node that was removed never comes back', () => {
  const [all, fewer] = [membershipOf([a, b, c]), membershipOf([a, b])];
  const [out, back] = [membershipOf([a, b], [a, b, c]), membershipOf([a, b, c], [a, b])];
  expect(foundIn(all, out, fewer)).toBeUndefined();
  expect(foundIn(all, out, fewer, back)).toBe('I-19');
});

test('a log holds one uncommitted membership at most', () => {
  const { checker, findings } = invariants();
  const membership = membershipOf([a, b, c]);
  checker.onWriteIssued(host, configsAt([4, 6]));
  checker.check(host, statusOf('follower', membership, 6), true);
  checker.onWriteIssued(host, configsAt([7], 6));
  checker.check(host, statusOf('follower', membership, 7), true);
  expect(findings.first).toBeUndefined();
  checker.onWriteIssued(host, configsAt([8]));
  checker.check(host, statusOf('follower', membership, 8), true);
  expect(findings.first?.rule).toBe('I-15');
});

test('a node works with the membership that its log ends with', () => {
  const { checker, findings } = invariants();
  checker.onWriteIssued(host, configsAt([4]));
  checker.check(host, statusOf('follower', membershipOf([a]), 3), false);
  expect(findings.first).toBeUndefined();
  checker.check(host, statusOf('follower', membershipOf([a]), 3), true);
  expect(findings.first?.rule).toBe('I-15');
});

test('a membership whose cut did not reach the disk is there again after a crash', () => {
  const { checker, findings } = invariants();
  const membership = membershipOf([a, b, c]);
  checker.onWriteIssued(host, configsAt([3, 7]));
  checker.onWriteIssued(host, configsAt([], 7));
  checker.check(host, statusOf('follower', membership, 3), true);
  checker.onStarted(host, { termAt: (index) => (index <= 7 ? 1 : undefined) });
  checker.check(host, statusOf('follower', membership, 7), true);
  expect(findings.first).toBeUndefined();
  // Here it did.
  checker.onStarted(host, { termAt: (index) => (index <= 6 ? 1 : 2) });
  checker.check(host, statusOf('follower', membership, 3), true);
  expect(findings.first).toBeUndefined();
});

test('who leads had a majority of each half', () => {
  const joint = membershipOf([a, b, d], [a, b, c]);
  const foundWith = (...votes: readonly number[]): string | undefined => {
    const { checker, findings } = invariants(votes);
    checker.check(host, statusOf('leader', joint, 1), false);
    return findings.first?.rule;
  };
  expect(foundWith(1, 2)).toBeUndefined();
  expect(foundWith(1, 3)).toBe('I-16');
  expect(foundWith(1, 4)).toBe('I-16');
  expect(foundWith(1, 3, 4)).toBeUndefined();
});
