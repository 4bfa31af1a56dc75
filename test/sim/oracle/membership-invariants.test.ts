import { expect, test } from 'vitest';
import { asLogIndex, asNodeId, asTerm, asWallMs } from '../../../base/brand.ts';
import { encodeMembership } from '../../../raft/index.ts';
import type { Entry } from '../../../raft/index.ts';
import { MembershipInvariants } from '../../../sim/oracle/membership-invariants.ts';
import { Findings } from '../../../sim/world/findings.ts';

const nodes = ['1', '2', '3'].map((digit) => asNodeId(digit.repeat(16)));

/** A membership by the numbers of its voters, as in `1 2` or, joint, `1 2 < 1 2 3`: the new half first. */
function config(index: number, text: string): Entry {
  const [voters = [], votersOld] = text
    .split('<')
    .map((half) => nodes.filter((_, position) => half.includes(String(position + 1))));
  const listed = new Set([...voters, ...(votersOld ?? [])]);
  const command = encodeMembership({
    voters,
    ...(votersOld !== undefined && { votersOld }),
    learners: nodes.filter((id) => !listed.has(id)),
    members: new Map(nodes.map((id) => [id, { name: id, peerAddress: id, grpcAddress: id }])),
  });
  const [at, term, stampedAt] = [asLogIndex(index), asTerm(1), asWallMs(0)];
  return { index: at, term, kind: 'config', stampedAt, command, crc: 0 };
}

/** What is found when memberships are appended one behind the other, all but the last committed. */
function judge(texts: readonly string[], uncommitted = 1, node = 'n1'): string | undefined {
  const log = texts.map((text, position) => config(position + 1, text));
  const findings = new Findings(() => 0);
  const [first] = log;
  if (first === undefined) throw new Error('a log begins with a membership');
  const invariants = new MembershipInvariants(first, findings);
  for (const entry of log.slice(1)) {
    invariants.onEntry('n1', entry, (index) => log[index - 1]);
    invariants.judge(node, entry.index - uncommitted);
  }
  return findings.first?.rule;
}

test('voters change through a joint membership', () => {
  expect(judge(['1 2 3', '1 2 < 1 2 3', '1 2', '1 2 3 < 1 2', '1 2 3'])).toBeUndefined();
});

test('without one, or with one of other voters, they must not', () => {
  expect(judge(['1 2 3', '1 2'])).toBe('I-15');
  expect(judge(['1 2 3', '1 2 < 1 2'])).toBe('I-15');
  expect(judge(['1 2 3', '1 2 < 1 2 3', '1 2 3'])).toBe('I-15');
  expect(judge(['1 2 3', '1 2 < 1 2 3', '1 < 1 2'])).toBe('I-15');
});

test('nor before the membership ahead is committed', () => {
  expect(judge(['1 2 3', '1 2 < 1 2 3', '1 2'], 2)).toBe('I-15');
});

test('a node that died in the turn in which it appended is not judged', () => {
  expect(judge(['1 2 3', '1 2 < 1 2 3', '1 2'], 2, 'n2')).toBeUndefined();
});
