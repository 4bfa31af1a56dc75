/** Nodes that come, go and hand over while clients write, in real processes: no client sees an error. */
import { performance } from 'node:perf_hooks';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFailed, test } from 'vitest';
import { KvorumClient } from '../../rpc/index.ts';
import { AdminClient } from '../../rpc/client/admin-client.ts';
import { stringKey } from '../support/cluster-client.ts';
import { TestCluster, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';
import { systemClock } from '../support/peer-nodes.ts';

const timeoutMs = 10_000;

async function startCluster(count: number): Promise<TestCluster> {
  const cluster = await TestCluster.start(count);
  onTestFailed(() => {
    process.stderr.write(`${cluster.logs()}\n`);
  });
  return cluster;
}

/** Clients that write one after the other, each its own keys, until they are stopped. */
class Writers {
  readonly #clients: readonly KvorumClient[];
  readonly #running: Promise<void>[];
  readonly errors: unknown[] = [];
  writes = 0;
  longestMs = 0;
  #isStopping = false;

  constructor(nodes: readonly TestNode[], count: number) {
    const endpoints = nodes.map(({ endpoint }) => endpoint);
    this.#clients = Array.from(
      { length: count },
      () => new KvorumClient({ endpoints, timeoutMs }, { clock: systemClock }),
    );
    this.#running = this.#clients.map(async (client, number) => {
      await this.#run(client, number);
    });
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#running);
    for (const client of this.#clients) client.close();
  }

  async #run(client: KvorumClient, number: number): Promise<void> {
    for (let count = 0; !this.#isStopping; count++) {
      const startedAt = performance.now();
      try {
        await client.atomic({
          checks: [],
          mutations: [
            {
              kind: 'set',
              key: stringKey(`w${number}-${count % 100}`),
              value: { bytes: new Uint8Array(100), encoding: 'bytes' },
            },
          ],
        });
        this.writes++;
      } catch (error) {
        this.errors.push(error);
      }
      this.longestMs = Math.max(this.longestMs, performance.now() - startedAt);
    }
  }
}

function adminOf(cluster: TestCluster): AdminClient {
  const endpoints = cluster.nodes.map(({ endpoint }) => endpoint);
  return new AdminClient({ endpoints, timeoutMs }, { clock: systemClock });
}

/** Waits until exactly these nodes vote. */
async function waitForVoters(cluster: TestCluster, names: readonly string[]): Promise<void> {
  await waitFor(
    `the voters ${names.join(', ')}`,
    async () => {
      const admin = adminOf(cluster);
      try {
        const { members } = await admin.members();
        const voters = members.filter(({ standing }) => standing === 'voter');
        const found = voters.map(({ name }) => name).toSorted();
        return found.join() === names.join() ? true : undefined;
      } finally {
        admin.close();
      }
    },
    30_000,
  );
}

function valueOf(number: number): string {
  return `v${number}`.padEnd(300, '.');
}

test('a cluster grows from one node to five under load, and a dead one is replaced', async () => {
  await using cluster = await startCluster(1);
  const [first] = cluster.nodes;
  if (first === undefined) throw new Error('no node');
  const writers = new Writers([first], 8);
  for (const name of ['n2', 'n3']) (await cluster.prepareJoining(name, first)).start();
  await waitForVoters(cluster, ['n1', 'n2', 'n3']);
  for (const name of ['n4', 'n5']) (await cluster.prepareJoining(name, first)).start();
  await waitForVoters(cluster, ['n1', 'n2', 'n3', 'n4', 'n5']);
  await cluster.drop(cluster.node('n4'));
  const second = cluster.node('n2');
  (await cluster.prepareJoining('n6', second, ['--replace', 'n4'])).start();
  await waitForVoters(cluster, ['n1', 'n2', 'n3', 'n5', 'n6']);
  await writers.stop();
  expect(writers.errors).toEqual([]);
  expect(writers.writes).toBeGreaterThan(1000);
  for (const node of cluster.nodes) await cluster.waitForCatchUp(node);
});

test('a rolling restart of all nodes costs clients no error', async () => {
  await using cluster = await startCluster(3);
  const writers = new Writers(cluster.nodes, 8);
  await waitFor('the load', () => (writers.writes > 500 ? true : undefined));
  for (const node of cluster.nodes) {
    node.process.signal('SIGTERM');
    expect((await node.process.exited).code).toBe(0);
    node.start();
    await cluster.waitForLeader();
    await cluster.waitForCatchUp(node);
  }
  const { writes } = writers;
  await waitFor('the load to go on', () => (writers.writes > writes + 500 ? true : undefined));
  await writers.stop();
  expect(writers.errors).toEqual([]);
});

test('a follower whose entries are gone from the log, and one that lost its state, get a snapshot', async () => {
  await using cluster = await startCluster(3);
  const follower = await cluster.waitForFollower();
  await follower.kill();
  const leader = await cluster.waitForLeader();
  // More than the log keeps, and more bytes than the leader has in memory.
  const writes = 130_000;
  let next = 0;
  await Promise.all(
    Array.from({ length: 256 }, async () => {
      while (next < writes) {
        const number = next++;
        const result = await leader.client.set(`k${number}`, valueOf(number), 20_000);
        if (result.kind !== 'committed') throw new Error(JSON.stringify(result));
      }
    }),
  );
  follower.start();
  await cluster.waitForCatchUp(follower);
  expect(follower.process.output).toContain('installed a snapshot');
  expect(await follower.client.getText('k0')).toBe(valueOf(0));
  // The log of the leader does not reach back to the beginning any more, and neither does the state without its directory.
  const other = cluster.nodes.find((node) => node !== follower && node !== leader);
  if (other === undefined) throw new Error('no third node');
  await other.kill();
  rmSync(join(other.dataDirectory, 'state'), { recursive: true });
  other.start();
  await cluster.waitForCatchUp(other);
  expect(other.process.output).toContain('installed a snapshot');
  expect(await other.client.getText('k129999')).toBe(valueOf(129_999));
});
