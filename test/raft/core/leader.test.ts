/** What scripts do not show of a leader: the times that it stamps on entries. */
import { expect, it } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { CoreCluster, idOf } from '../../support/raft/core-cluster.ts';
import type { CoreNode } from '../../support/raft/core-cluster.ts';
import { seededRandom } from '../../support/seeded-random.ts';

const hourMs = 3_600_000;
/** Messages take up to so long, and clocks are compared as well as that. */
const stepMs = 10;

/** Three nodes with right clocks, and the one of them that leads, for long enough to have compared clocks. */
function startLed(): { readonly cluster: CoreCluster; readonly leader: CoreNode } {
  const cluster = new CoreCluster({ voters: 3, random: (number) => seededRandom(number) });
  for (const { number } of cluster.nodes) cluster.start(number);
  run(cluster, 3000);
  const leader = cluster.nodes.find(({ core }) => core?.role === 'leader');
  if (leader === undefined) throw new Error('nobody leads');
  return { cluster, leader };
}

function run(cluster: CoreCluster, ms: number): void {
  for (let passed = 0; passed < ms; passed += stepMs) {
    cluster.advance(stepMs);
    cluster.deliverAll();
  }
}

it('stamps no time far ahead of the median of the clocks, although its own has jumped and nobody knows yet (N-2)', () => {
  const { cluster, leader } = startLed();
  expect(cluster.propose(leader.number, ['a']).kind).toBe('accepted');
  const before = leader.issued.at(-1)?.stampedAt ?? 0;
  leader.wallOffset = hourMs;
  // As the loop of the node does when it sees the jump: the machine may have been suspended (T-4).
  cluster.act(leader.number, (core, now) => core.suspectPause(now));
  expect(cluster.propose(leader.number, ['b']).kind).toBe('accepted');
  const after = leader.issued.at(-1)?.stampedAt ?? 0;
  expect(after).toBeGreaterThan(before);
  expect(after - before).toBeLessThanOrEqual(cluster.config.clockSkewMsMax + stepMs);
});

it('goes with a median that moves on by small steps', () => {
  const { cluster, leader } = startLed();
  expect(cluster.propose(leader.number, ['a']).kind).toBe('accepted');
  const before = leader.issued.at(-1)?.stampedAt ?? 0;
  const partMs = 0.6 * cluster.config.clockSkewMsMax;
  for (let parts = 0; parts < 5; parts += 1) {
    for (const node of cluster.nodes) node.wallOffset += partMs;
    run(cluster, 300);
  }
  expect(cluster.propose(leader.number, ['b']).kind).toBe('accepted');
  expect((leader.issued.at(-1)?.stampedAt ?? 0) - before).toBe(5 * (partMs + 300));
});

/** Followers of `leader`, by number: the first is the one that an office is handed to if both are as far. */
function followersOf(cluster: CoreCluster, leader: CoreNode): readonly number[] {
  return cluster.nodes.map(({ number }) => number).filter((number) => number !== leader.number);
}

it('hands over to a voter that can take over: not to one that waits for a snapshot (S-12)', () => {
  const { cluster, leader } = startLed();
  const [first = 0, second = 0] = followersOf(cluster, leader);
  const { term } = cluster.coreOf(leader.number);
  const message = { kind: 'snapshotRequest' } as const;
  cluster.step({ from: idOf(first), to: leader.id, term, message });
  expect(cluster.transfer(leader.number, undefined)).toEqual({
    kind: 'begun',
    target: idOf(second),
  });
});

it('hands over to a voter that can take over: not to one whose state is not that of the quorum (H-2)', () => {
  const { cluster, leader } = startLed();
  const [first = 0, second = 0] = followersOf(cluster, leader);
  for (const { number } of cluster.nodes) {
    const hash = (number === first ? 'b' : 'a').repeat(16);
    cluster.act(number, (core, now) => core.onStateHash({ index: asLogIndex(1), hash }, now));
  }
  run(cluster, 300);
  expect(cluster.coreOf(first).isFenced).toBe(true);
  expect(cluster.transfer(leader.number, undefined)).toEqual({
    kind: 'begun',
    target: idOf(second),
  });
});
