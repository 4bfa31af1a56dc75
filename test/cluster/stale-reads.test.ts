/** Reads of bounded staleness in real processes: what they promise, and that they refuse what they cannot keep. */
import { performance } from 'node:perf_hooks';
import { expect, onTestFailed, test } from 'vitest';
import { stringKey, textOf } from '../support/cluster-client.ts';
import type { DatedResult, ReadBounds } from '../support/cluster-client.ts';
import { TestCluster, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';

async function startCluster(): Promise<TestCluster> {
  const cluster = await TestCluster.start();
  onTestFailed(() => {
    process.stderr.write(`${cluster.logs()}\n`);
  });
  return cluster;
}

const key = stringKey('k');

async function read(node: TestNode, bounds: ReadBounds, timeoutMs?: number): Promise<DatedResult> {
  return await node.client.getWithin([key], bounds, timeoutMs);
}

/** How old the node says its state is, once it knows. */
async function knownAge(node: TestNode): Promise<number> {
  return await waitFor(
    `${node.name} to know its age`,
    async () => (await served(node, {})).staleness_ms,
  );
}

/** What a read gives; fails the test if it was refused. */
async function served(
  node: TestNode,
  bounds: ReadBounds,
): Promise<DatedResult & { readonly kind: 'read' }> {
  const result = await read(node, bounds);
  if (result.kind === 'failed') throw new Error(`${node.name}: ${result.error}`);
  return result;
}

test('followers know how old they are, and what a write returned is read on every node', async () => {
  await using cluster = await startCluster();
  for (const node of cluster.nodes) expect(await knownAge(node)).toBeLessThan(1000);
  const leader = await cluster.waitForLeader();
  await waitFor('the leader to be 0 ms old', async () =>
    (await knownAge(leader)) === 0 ? true : undefined,
  );
  for (let round = 1; round <= 20; round += 1) {
    for (const writer of cluster.nodes) {
      const text = `${round} by ${writer.name}`;
      const { versionstamp } = await write(writer, text);
      const bounds = { at_least_versionstamp: versionstamp };
      for (const node of cluster.nodes) {
        const { entries, read_versionstamp: at } = await served(node, bounds);
        expect(textOf(entries[0])).toBe(text);
        expect(Buffer.compare(at, versionstamp)).toBeGreaterThanOrEqual(0);
      }
    }
  }
});

test('a node that hears nobody refuses a bound of 200 ms and says how old it is, until it hears again', async () => {
  await using cluster = await startCluster();
  const alone = await cluster.waitForFollower();
  const { versionstamp } = await write(alone, 'before');
  expect(await knownAge(alone)).toBeLessThan(1000);
  const others = cluster.nodes.filter((node) => node !== alone);
  for (const node of others) node.process.signal('SIGSTOP');
  const stoppedAt = performance.now();
  const refused = await waitFor('a read to be refused', async () => {
    const result = await read(alone, { max_staleness_ms: 200 }, 1000);
    return result.kind === 'failed' ? result : undefined;
  });
  expect(refused.error).toMatch(
    /UNAVAILABLE: the state of this node is \d+ ms old.*200 ms are allowed/,
  );

  const silentMs = performance.now() - stoppedAt;
  const old = await served(alone, { at_least_versionstamp: versionstamp });
  expect(textOf(old.entries[0])).toBe('before');
  expect(old.staleness_ms).toBeGreaterThan(silentMs);

  const future = Buffer.alloc(10, 0x0f);
  future.fill(0, 0, 3);
  const ahead = await read(alone, { at_least_versionstamp: future }, 300);
  expect(ahead.kind === 'failed' && ahead.error).toMatch(/did not reach/);

  for (const node of others) node.process.signal('SIGCONT');
  await waitFor('the bound to be met again', async () => {
    const result = await read(alone, { max_staleness_ms: 200 });
    return result.kind === 'read' ? result : undefined;
  });
});

test('without its leader a follower meets the bound again as soon as there is a new one', async () => {
  await using cluster = await startCluster();
  const follower = await cluster.waitForFollower();
  await write(follower, 'before');
  const leader = await cluster.waitForLeader();
  leader.process.signal('SIGSTOP');
  // A read that begins now waits for the election, and is then as good as a strong one.
  await waitFor('the follower to be too old', async () => {
    const { staleness_ms: age = Infinity } = await served(follower, {});
    return age > 200 ? true : undefined;
  });
  const result = await served(follower, { max_staleness_ms: 200 });
  expect(textOf(result.entries[0])).toBe('before');
  expect(result.staleness_ms).toBeLessThanOrEqual(200);
  leader.process.signal('SIGCONT');
});

async function write(node: TestNode, text: string): Promise<{ readonly versionstamp: Uint8Array }> {
  const result = await node.client.set('k', text);
  if (result.kind === 'committed') return result;
  throw new Error(JSON.stringify(result));
}
