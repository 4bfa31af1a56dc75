/** That the judge of the clients' histories can fail: faults planted between real nodes and the clients that record. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { ClusterHistory, findViolation } from '../support/cluster-history.ts';
import type { Caller } from '../support/cluster-history.ts';
import { RecordedLoad } from '../support/cluster-load.ts';
import { program, TestCluster, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';

const script = join(dirname(program), '..', 'scripts', 'judge-history.js');

/** Says what is wrong, and what judging the kept history again says. */
function judgeTwice(history: ClusterHistory): { readonly first: string; readonly again: string } {
  const first = findViolation(history.operations) ?? 'linearizable';
  const path = /judge-history -- (?<path>.*)\n$/.exec(first)?.groups?.['path'] ?? '';
  const { status, stdout } = spawnSync(process.execPath, [script, path], { encoding: 'utf8' });
  expect(status).toBe(10);
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(history.length + 1);
  rmSync(dirname(path), { recursive: true });
  return { first, again: stdout };
}

function set(key: string, value: string) {
  return { checks: [], mutations: [{ kind: 'set', key, value }] } as const;
}

/** A node whose strong gets are answered from its own state. */
function withStaleGets({ client: node }: TestNode): Caller {
  const via: Caller['via'] = {
    get: async (keys, options) => await node.get(keys, { ...options, eventual: true }),
    list: async (range, timeoutMs) => await node.list(range, timeoutMs),
    atomic: async (request, timeoutMs) => await node.atomic(request, timeoutMs),
  };
  return { client: 1, via };
}

/** A node that gives the answer to a write that it did not do. */
function withLostWrites({ client: node }: TestNode, versionstamp: Uint8Array): Caller {
  const via: Caller['via'] = {
    get: async (keys, options) => await node.get(keys, options),
    list: async (range, timeoutMs) => await node.list(range, timeoutMs),
    atomic: async () => await Promise.resolve({ kind: 'committed', versionstamp }),
  };
  return { client: 1, via };
}

/** A node that sends every write twice, like a retry without a session. */
function withDoubledWrites({ client: node }: TestNode): Caller {
  const via: Caller['via'] = {
    get: async (keys, options) => await node.get(keys, options),
    list: async (range, timeoutMs) => await node.list(range, timeoutMs),
    atomic: async (request, timeoutMs) => {
      await node.atomic(request, timeoutMs);
      return await node.atomic(request, timeoutMs);
    },
  };
  return { client: 1, via };
}

test('a get from a node that was left behind is caught when it counts as a strong one', async () => {
  await using cluster = await TestCluster.start();
  const history = new ClusterHistory();
  const behind = await cluster.waitForFollower();
  const leader = await cluster.waitForLeader();
  const caller = { client: 0, via: leader.client };
  await history.atomic(caller, set('k', 'before'));
  // In order, so that what it has applied is in its state and not in its log alone.
  behind.process.signal('SIGTERM');
  await behind.process.exited;
  await history.atomic(caller, set('k', 'after'));
  await history.get(caller, ['k']);
  expect(findViolation(history.operations)).toBeUndefined();
  await Promise.all(cluster.nodes.map(async (node) => await node.kill()));
  behind.start();
  const stale = withStaleGets(behind);
  await waitFor('the node to answer', async () => await history.get(stale, ['k']));
  const { first, again } = judgeTwice(history);
  expect(first).toMatch(/^not linearizable: client 1's get k saw .* but it held "after"/);
  expect(again).toMatch(/^4 operations: not linearizable: client 1's get k saw /);
});

test('one lost write among those of a load is caught', async () => {
  await using cluster = await TestCluster.start();
  const { load, newest } = await runLoad(cluster);
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('there is no node');
  // The next order within the newest commit: no other commit has it.
  const versionstamp = Buffer.from(newest, 'hex');
  versionstamp.writeUInt16BE(versionstamp.readUInt16BE(8) + 1, 8);
  await load.history.atomic(withLostWrites(node, versionstamp), set('load/r0', 'lost'));
  await load.readAll();
  const { first, again } = judgeTwice(load.history);
  expect(first).toMatch(/^not linearizable: .*"lost"/);
  expect(again).toContain('not linearizable: ');
});

test('one doubled sum among the writes of a load is caught', async () => {
  await using cluster = await TestCluster.start();
  const { load } = await runLoad(cluster);
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('there is no node');
  const sum = { kind: 'sum', key: 'load/c0', operand: 1 } as const;
  await load.history.atomic(withDoubledWrites(node), { checks: [], mutations: [sum] });
  await load.readAll();
  const { first } = judgeTwice(load.history);
  expect(first).toMatch(/^not linearizable: .*load\/c0/);
});

/** A load that is over, with a right history so far, and the versionstamp of its last commit. */
async function runLoad(cluster: TestCluster) {
  const load = new RecordedLoad({ nodes: cluster.nodes, clients: 4, space: 'load', seed: 1 });
  await waitFor('the load to be under way', () => (load.history.length > 100 ? true : undefined));
  await load.stop();
  await load.readAll();
  expect(findViolation(load.history.operations)).toBeUndefined();
  const stamps = load.history.operations.flatMap(({ outcome }) =>
    outcome.kind === 'committed' ? (outcome.versionstamp ?? []) : [],
  );
  return { load, newest: stamps.toSorted().at(-1) ?? '' };
}
