/** How a node that stops leaves its office, decided by real consensus nodes on a clock that stands still. */
import { expect, test } from 'vitest';
import { changeWaitMs, handOver } from '../../raft/hand-over.ts';
import { idOf } from '../support/raft/core-cluster.ts';
import { NodeCluster } from '../support/raft/node-cluster.ts';
import { keepLog } from '../cmd/single-node.ts';

async function start(voters: number) {
  const cluster = new NodeCluster({ voters, spares: 0, seed: 1 });
  const leader = await cluster.leader();
  await cluster.clock.advance(200);
  const { node } = cluster.of(leader);
  const others = [1, 2, 3].filter((number) => number !== leader && number <= voters);
  const { logger, lines } = keepLog();
  /** Begins to remove a follower. */
  const change = (): void => {
    const [gone = 0] = others;
    const { membershipIndex } = node.status();
    void node.changeMembership({
      basedOn: membershipIndex,
      change: { kind: 'remove', nodes: [idOf(gone)] },
    });
  };
  let isDone = false;
  const stop = (): void => {
    void handOver(node, { clock: cluster.clock, logger }).then(() => (isDone = true));
  };
  return { cluster, node, leader, others, lines, change, stop, isDone: () => isDone };
}

test('a leader that stops hands over at once', async () => {
  const { cluster, node, stop, isDone } = await start(3);
  stop();
  await cluster.clock.advance(50);
  expect([isDone(), node.leadership().role]).toEqual([true, 'follower']);
});

test('a change of the members is brought to its end first', async () => {
  const { cluster, node, change, stop, isDone } = await start(3);
  change();
  stop();
  await cluster.clock.advance(200);
  expect([isDone(), node.leadership().role]).toEqual([true, 'follower']);
  expect(node.status().membership).toMatchObject({ voters: { length: 2 } });
  expect(node.status().membership.votersOld).toBeUndefined();
});

test('a change that does not end is not waited for without end', async () => {
  const { cluster, node, change, stop, isDone, others } = await start(3);
  for (const number of others) cluster.cut(number);
  change();
  stop();
  await cluster.clock.advance(changeWaitMs);
  expect(isDone()).toBe(true);
  expect(node.status().isMembershipCommitted).toBe(false);
});

test('a sole voter has nobody to hand over to', async () => {
  const { cluster, node, lines, stop, isDone } = await start(1);
  stop();
  await cluster.clock.advance(0);
  expect([isDone(), node.leadership().role]).toEqual([true, 'leader']);
  expect(lines.join()).not.toContain('handed');
});
