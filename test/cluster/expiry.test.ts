/** Expiry in real processes: gone on every node within a second of the deadline, and never back (EXP 107 to 118). */
import { expect, onTestFailed, test } from 'vitest';
import { KvorumClient } from '../../rpc/client/client.ts';
import { encodeKey } from '../../storage/index.ts';
import type { Expiry } from '../../storage/index.ts';
import { TestCluster, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';
import { u64 } from '../support/kv-fixture.ts';
import { systemClock } from '../support/peer-nodes.ts';

async function startCluster(): Promise<TestCluster> {
  const cluster = await TestCluster.start();
  onTestFailed(() => {
    process.stderr.write(`${cluster.logs()}\n`);
  });
  return cluster;
}

function clientOf(nodes: readonly TestNode[]): KvorumClient {
  const endpoints = nodes.map(({ endpoint }) => endpoint);
  return new KvorumClient({ endpoints, timeoutMs: 10_000 }, { clock: systemClock });
}

async function set(client: KvorumClient, name: string, expiry?: Expiry): Promise<void> {
  const base = { kind: 'set', key: encodeKey([name]), value: u64(1n) } as const;
  const mutations = [expiry === undefined ? base : { ...base, expiry }];
  expect((await client.atomic({ checks: [], mutations })).kind).toBe('committed');
}

/** What of `names` a node has by itself, in eventual reads, which move nothing. */
async function seenBy(node: TestNode, names: readonly string[]): Promise<readonly string[]> {
  const client = clientOf([node]);
  try {
    const keys = names.map((name) => encodeKey([name]));
    const { entries } = await client.read(keys, { consistency: 'eventual' });
    return names.filter((_, at) => entries[at]?.versionstamp !== undefined);
  } finally {
    client.close();
  }
}

test('entries are there until their deadline, and gone from an idle cluster within a second of it', async () => {
  await using cluster = await startCluster();
  const client = clientOf(cluster.nodes);
  const names = ['span', 'time', 'kept', 'longer'];
  await set(client, 'kept', { kind: 'in', ms: 1500 });
  await set(client, 'longer', { kind: 'in', ms: 1500 });
  await set(client, 'kept');
  await set(client, 'longer', { kind: 'in', ms: 600_000 });
  await set(client, 'past', { kind: 'at', ms: 1 });
  const setAt = Date.now();
  await set(client, 'span', { kind: 'in', ms: 1500 });
  await set(client, 'time', { kind: 'at', ms: Date.now() + 1500 });
  const answeredAt = Date.now();
  const goneAt = await Promise.all(
    cluster.nodes.map(async (node) => {
      for (;;) {
        const seen = await seenBy(node, names);
        const now = Date.now();
        if (seen.join() === 'kept,longer') return now;
        // A node may be behind what was acknowledged, but not before its deadline ahead.
        if (now > answeredAt + 10_000) return Infinity;
      }
    }),
  );
  for (const at of goneAt) {
    expect(at).toBeGreaterThanOrEqual(setAt + 1500);
    expect(at).toBeLessThanOrEqual(answeredAt + 1500 + 1000);
  }
  const [past] = await client.get([encodeKey(['past'])]);
  expect(past?.versionstamp).toBeUndefined();
  client.close();
});

test('what has expired stays away when the leader is killed before the deadline and all start again', async () => {
  await using cluster = await startCluster();
  const client = clientOf(cluster.nodes);
  await set(client, 'k', { kind: 'in', ms: 1500 });
  await set(client, 'stays');
  const leader = await cluster.waitForLeader();
  await leader.kill();
  await cluster.waitForLeader();
  const left = cluster.nodes.filter((node) => node.isRunning);
  for (const node of left) {
    await waitFor('the entry to be gone', async () =>
      (await seenBy(node, ['k', 'stays'])).join() === 'stays' ? true : undefined,
    );
  }
  for (const node of left) await node.kill();
  for (const node of cluster.nodes) node.start();
  await cluster.waitForLeader();
  const check = { key: encodeKey(['k']), versionstamp: undefined };
  const absent = await client.atomic({ checks: [check], mutations: [] });
  expect(absent.kind).toBe('committed');
  for (const node of cluster.nodes) {
    await cluster.waitForCatchUp(node);
    expect(await seenBy(node, ['k', 'stays'])).toEqual(['stays']);
  }
  client.close();
});
