/** A node whose state was changed behind its back: it is found out, and serves nothing from then on (rule H-2). */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFailed, test } from 'vitest';
import { KvorumClient } from '../../rpc/client/client.ts';
import { encodeKey } from '../../storage/index.ts';
import { LevelEngine } from '../../storage/engine/level-engine.ts';
import { textOfBytes, userDataPrefix } from '../../storage/kv/keyspace.ts';
import { decodeRecord, encodeRecord, recordVersionstamp } from '../../storage/kv/record.ts';
import { TestCluster, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';
import { u64 } from '../support/kv-fixture.ts';
import { systemClock } from '../support/peer-nodes.ts';

const counter = encodeKey(['counter']);
const increment = {
  checks: [],
  mutations: [
    {
      kind: 'sum',
      key: counter,
      value: u64(1n),
      min: new Uint8Array(),
      max: new Uint8Array(),
      clamp: false,
    },
  ],
} as const;

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

/** The directory of the engine that a node uses: the one that holds LevelDB's own file of this name. */
function findEngine(directory: string): string {
  const found = readdirSync(directory, { recursive: true, encoding: 'utf8' }).find((path) =>
    /(?:^|\/)MANIFEST-\d+$/.test(path),
  );
  if (found === undefined) throw new Error(`no LevelDB under ${directory}`);
  return join(directory, found, '..');
}

/** Sets the counter on the disk of a node that is down, as no command would. */
async function falsifyCounter(node: TestNode, value: bigint): Promise<void> {
  const path = findEngine(join(node.dataDirectory, 'state'));
  const engine = await LevelEngine.open({ path }, { clock: systemClock });
  const key = userDataPrefix(0) + textOfBytes(counter);
  const record = engine.get(key) ?? '';
  expect(decodeRecord(record).value.encoding).toBe('le64');
  const falsified = encodeRecord(u64(value), recordVersionstamp(record));
  await engine.write([{ kind: 'put', key, value: falsified }]);
  await engine.close();
}

async function add(client: KvorumClient, count: number): Promise<void> {
  await Promise.all(Array.from({ length: count }, async () => await client.atomic(increment)));
}

async function readCounter(client: KvorumClient): Promise<bigint> {
  const [entry] = await client.get([counter]);
  return Buffer.from(entry?.value?.bytes ?? new Uint8Array(8)).readBigUInt64LE();
}

test('a node whose state was falsified fences itself and says so, and the others go on', async () => {
  await using cluster = await startCluster();
  const victim = await cluster.waitForFollower();
  const others = cluster.nodes.filter((node) => node !== victim);
  const client = clientOf(others);
  await add(client, 10);
  await cluster.waitForCatchUp(victim);
  victim.process.signal('SIGTERM');
  await victim.process.exited;
  await falsifyCounter(victim, 1_000_000n);
  victim.start();
  await cluster.waitForCatchUp(victim);
  // A watch that begins there is told what is wrong, and then what is right by another node, once it is known.
  const watcher = clientOf([victim, ...others]);
  const counts: bigint[] = [];
  const end = new AbortController();
  const watching = (async () => {
    for await (const { entries } of watcher.watch([counter], { signal: end.signal })) {
      counts.push(Buffer.from(entries[0]?.value?.bytes ?? []).readBigUInt64LE());
    }
  })();
  await waitFor('the watch to begin', () => counts[0]);
  expect(counts[0]).toBe(1_000_000n);
  // The next index at which all compare lies in between.
  await add(client, 300);

  const own = clientOf([victim]);
  const fence = await waitFor('the node to fence itself', async () => {
    return (await own.status(victim.endpoint)).divergence.fence;
  });
  expect(fence.index % 256).toBe(0);
  expect(fence.hash).not.toBe(fence.quorumHash);
  for (const consistency of ['strong', 'eventual'] as const) {
    await expect(own.get([counter], { consistency })).rejects.toMatchObject({ code: 'DIVERGED' });
  }
  await expect(own.atomic(increment)).rejects.toMatchObject({
    code: 'DIVERGED',
    outcome: 'not-applied',
  });
  const lines = victim.process.output.split('\n').filter((line) => line.includes(fence.hash));
  expect(lines.map((line) => JSON.parse(line) as unknown)).toContainEqual(
    expect.objectContaining({ level: 'error', ...fence }),
  );

  await waitFor('the watch to be told the truth', () =>
    counts.at(-1) === 310n ? true : undefined,
  );
  end.abort();
  await watching;

  // The others go on, and a client that asks the fenced node first is served by them.
  const all = clientOf([victim, ...others]);
  await all.atomic(increment);
  expect(await readCounter(all)).toBe(311n);
  const leader = await cluster.waitForLeader();
  const { divergence } = await all.status(leader.endpoint);
  expect(divergence.diverged).toEqual([(await own.status(victim.endpoint)).nodeId]);

  // A start makes nothing good, even if there is no quorum of others that could contradict it.
  const [absent, present] = others;
  for (const node of cluster.nodes) await node.kill();
  for (const node of cluster.nodes) if (node !== absent) node.start();
  expect(await cluster.waitForLeader()).toBe(present);
  for (const consistency of ['strong', 'eventual'] as const) {
    await expect(own.get([counter], { consistency })).rejects.toMatchObject({ code: 'DIVERGED' });
  }
  expect((await own.status(victim.endpoint)).divergence.fence).toEqual(fence);
  expect(await readCounter(all)).toBe(311n);
  for (const each of [client, own, all, watcher]) each.close();
});
