/** Nodes that must not take part: a damaged log, the data of another cluster, a lost majority. */
import { cpSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stringKey } from '../support/cluster-client.ts';
import { TestCluster, TestProcess, waitFor } from '../support/cluster-process.ts';
import type { TestNode } from '../support/cluster-process.ts';

const corruptionExitCode = 9;
const usageExitCode = 2;

/** Flips one bit of the stored value `text` in the log of a stopped node. */
function damageLog(node: TestNode, text: string): void {
  const folder = join(node.dataDirectory, 'wal');
  for (const name of readdirSync(folder)) {
    const path = join(folder, name);
    const bytes = readFileSync(path);
    const at = bytes.indexOf(text);
    if (at < 0) continue;
    bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
    writeFileSync(path, bytes);
    return;
  }
  throw new Error(`no log file of ${node.name} contains ${text}`);
}

test('a node with a damaged log refuses to start and says what to do, while the others serve', async () => {
  await using cluster = await TestCluster.start();
  for (let number = 0; number < 50; number++) {
    const result = await cluster.nodes[0]?.client.set(`k${number}`, `value-number-${number}-`);
    expect(result).toMatchObject({ kind: 'committed' });
  }
  const victim = await cluster.waitForFollower();
  await cluster.waitForCatchUp(victim);
  await victim.kill();
  damageLog(victim, 'value-number-10-');
  const { exited } = victim.start();
  expect(await exited).toEqual({ code: corruptionExitCode, signal: null });
  expect(victim.process.output).toMatch(/wal/i);
  expect(victim.process.output).toContain('runbook');
  const leader = await cluster.waitForLeader();
  expect(await leader.client.set('after', 'x')).toMatchObject({ kind: 'committed' });
  expect(await leader.client.getText('k10')).toBe('value-number-10-');
});

test('a node with the data of another cluster is refused', async () => {
  await using ours = await TestCluster.start();
  await using theirs = await TestCluster.start();
  expect(await theirs.nodes[0]?.client.set('k', 'theirs')).toMatchObject({ kind: 'committed' });
  await theirs.waitForCatchUp(theirs.node('n3'));
  expect(await ours.nodes[0]?.client.set('k', 'ours')).toMatchObject({ kind: 'committed' });
  const stranger = ours.node('n3');
  await Promise.all([stranger.kill(), ...theirs.nodes.map(async (node) => await node.kill())]);
  rmSync(stranger.dataDirectory, { recursive: true });
  cpSync(theirs.node('n3').dataDirectory, stranger.dataDirectory, { recursive: true });
  stranger.start();
  await waitFor('the refusal to be reported', () =>
    /cluster/i.test(stranger.process.output + ours.node('n1').process.output) ? true : undefined,
  );
  const leader = await ours.waitForLeader();
  expect(await leader.client.set('k', 'still ours')).toMatchObject({ kind: 'committed' });
  const read = await stranger.client.get([stringKey('k')], { timeoutMs: 1500 });
  expect(read.kind).toBe('failed');
});

test('a lost majority serves no strong read and takes no write, and says so', async () => {
  await using cluster = await TestCluster.start();
  const [survivor, ...others] = cluster.nodes;
  expect(await survivor?.client.set('k', 'v')).toMatchObject({ kind: 'committed' });
  if (survivor !== undefined) await cluster.waitForCatchUp(survivor);
  await Promise.all(others.map(async (node) => await node.kill()));
  const write = await survivor?.client.set('k', 'w', 1500);
  expect(write).toMatchObject({ kind: 'failed' });
  expect((await survivor?.client.get([stringKey('k')], { timeoutMs: 1500 }))?.kind).toBe('failed');
  expect(await survivor?.client.get([stringKey('k')], { eventual: true })).toMatchObject({
    kind: 'read',
  });
});

test('a second process on the same data directory is refused', async () => {
  await using cluster = await TestCluster.start(1);
  const second = cluster.nodes[0]?.startSecond();
  const exit = await second?.exited;
  expect(exit?.signal).toBe(null);
  expect(exit?.code).not.toBe(0);
  expect(await cluster.nodes[0]?.client.set('k', 'v')).toMatchObject({ kind: 'committed' });
});

test('all mistakes of a configuration are reported together', async () => {
  const node = new TestProcess([
    'start',
    '--name',
    'no spaces',
    '--grpc',
    'nowhere',
    '--heartbeat',
    'x',
  ]);
  expect(await node.exited).toEqual({ code: usageExitCode, signal: null });
  for (const setting of ['name', 'grpc', 'heartbeat', 'data']) {
    expect(node.output).toContain(setting);
  }
});
