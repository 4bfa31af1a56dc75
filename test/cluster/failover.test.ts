/** Nodes that die and come back, in real processes: nothing acknowledged is lost and writes go on. */
import { performance } from 'node:perf_hooks';
import { expect, onTestFailed, test } from 'vitest';
import { stringKey, textOf } from '../support/cluster-client.ts';
import { findViolation } from '../support/cluster-history.ts';
import { RecordedLoad } from '../support/cluster-load.ts';
import { TestCluster, waitFor } from '../support/cluster-process.ts';

/** Rule E-2's longest election and the vote itself fit well; it is what users are promised. */
const writePauseMsMax = 2000;

async function startCluster(): Promise<TestCluster> {
  const cluster = await TestCluster.start();
  onTestFailed(() => {
    process.stderr.write(`${cluster.logs()}\n`);
  });
  return cluster;
}

function startLoad(cluster: TestCluster, seed: number): RecordedLoad {
  return new RecordedLoad({
    nodes: cluster.nodes,
    clients: 8,
    space: 'load',
    seed,
  });
}

test('every node takes writes and strong reads, whoever leads', async () => {
  await using cluster = await startCluster();
  for (const writer of cluster.nodes) {
    const key = `by-${writer.name}`;
    expect(await writer.client.set(key, writer.name)).toMatchObject({ kind: 'committed' });
    for (const reader of cluster.nodes) expect(await reader.client.getText(key)).toBe(writer.name);
  }
});

test('a leader killed under load costs no acknowledged write, and writes go on within 2 s', async () => {
  await using cluster = await startCluster();
  const load = startLoad(cluster, 1);
  await waitFor('the load to be under way', () => (load.history.length > 200 ? true : undefined));
  const leader = await cluster.waitForLeader();
  const killedAt = performance.now();
  await leader.kill();
  const resumedAt = await waitFor('a write after the kill', () => load.acknowledgedAfter(killedAt));
  expect(resumedAt - killedAt).toBeLessThan(writePauseMsMax);
  const count = load.history.length;
  await waitFor('the load to go on', () => (load.history.length > count + 200 ? true : undefined));
  leader.start();
  await cluster.waitForCatchUp(leader);
  await load.stop();
  await load.readAll();
  expect(findViolation(load.history.operations)).toBeUndefined();
});

test('all nodes killed at once come back with everything that was acknowledged', async () => {
  await using cluster = await startCluster();
  const load = startLoad(cluster, 2);
  await waitFor('the load to be under way', () => (load.history.length > 300 ? true : undefined));
  await Promise.all(cluster.nodes.map(async (node) => await node.kill()));
  await load.stop();
  for (const node of cluster.nodes) node.start();
  await cluster.waitForLeader();
  await load.readAll();
  expect(findViolation(load.history.operations)).toBeUndefined();
});

test('a paused leader answers no strong read from its past', async () => {
  await using cluster = await startCluster();
  const old = await cluster.waitForLeader();
  expect(await old.client.set('k', 'before')).toMatchObject({ kind: 'committed' });
  old.process.signal('SIGSTOP');
  const others = cluster.nodes.filter((node) => node !== old);
  await waitFor('another leader', async () => {
    const statuses = await Promise.all(others.map(async (node) => await node.status()));
    return statuses.find(({ role }) => role === 'ROLE_LEADER');
  });
  expect(await others[0]?.client.set('k', 'after')).toMatchObject({ kind: 'committed' });
  // Asked while it is stopped, so that the reads are the first thing it meets when it wakes.
  const reads = Array.from({ length: 10 }, async () => await old.client.getText('k'));
  old.process.signal('SIGCONT');
  for (const text of await Promise.all(reads)) expect(text).toBe('after');
});

test('a follower that missed 50 000 writes catches up, and serves them', async () => {
  await using cluster = await startCluster();
  const follower = await cluster.waitForFollower();
  await follower.kill();
  const leader = await cluster.waitForLeader();
  const writes = 50_000;
  const callers = 128;
  let next = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      while (next < writes) {
        const number = next++;
        const result = await leader.client.set(`k${number}`, `v${number}`, 20_000);
        if (result.kind !== 'committed') throw new Error(JSON.stringify(result));
      }
    }),
  );
  follower.start();
  await cluster.waitForCatchUp(follower);
  const keys = [0, 1, 24_999, 49_998, 49_999].map((number) => stringKey(`k${number}`));
  const result = await follower.client.get(keys, { eventual: true });
  expect(result.kind === 'read' ? result.entries.map(textOf) : result).toEqual([
    'v0',
    'v1',
    'v24999',
    'v49998',
    'v49999',
  ]);
});
