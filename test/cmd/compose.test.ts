import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNode } from '../../cmd/compose.ts';
import { SystemClock } from '../../cmd/system.ts';
import { KvorumClient } from '../../rpc/index.ts';
import { encodeKey } from '../../storage/index.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { keepLog, SingleNode, singleNodeConfig } from './single-node.ts';

const value = { encoding: 'bytes', bytes: Buffer.from('v') } as const;

function depsOf(): Parameters<typeof openNode>[1] {
  return {
    clock: new SystemClock(),
    random: seededRandom(2),
    logger: keepLog().logger,
    onFatal: (error) => {
      throw error;
    },
    signal: new AbortController().signal,
  };
}

test('a node founds a cluster of one, serves it, and finds its data after a restart', async () => {
  await using single = await SingleNode.start();
  const clock = new SystemClock();
  const client = new KvorumClient({ endpoints: [single.endpoint], timeoutMs: 5_000 }, { clock });
  const key = encodeKey(['k']);
  const write = { checks: [], mutations: [{ kind: 'set', key, value }] } as const;
  expect(await client.atomic(write)).toMatchObject({ kind: 'committed' });
  const before = single.node.status();
  expect(before).toMatchObject({ name: 'n1', role: 'leader', members: [{ name: 'n1' }] });
  await single.restart();
  const [entry] = await client.get([key]);
  expect(Buffer.from(entry?.value?.bytes ?? []).toString()).toBe('v');
  const { clusterId, nodeId } = single.node.status();
  expect({ clusterId, nodeId }).toEqual({ clusterId: before.clusterId, nodeId: before.nodeId });
  client.close();
});

test('a node that cannot listen leaves nothing open: the next start on the same data succeeds', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kvorum-compose-'));
  const config = await singleNodeConfig(directory);
  const other = createServer();
  await new Promise<void>((resolve) => {
    other.listen(config.grpc.port, config.grpc.host, resolve);
  });
  await expect(openNode(config, depsOf())).rejects.toThrow('EADDRINUSE');
  await new Promise<void>((resolve) => {
    other.close(() => {
      resolve();
    });
  });
  const node = await openNode(config, depsOf());
  await node.close();
  await node.close();
  rmSync(directory, { recursive: true });
});

test('the HTTP port tells whether the node is ready, knows nothing else yet, and is free in the end', async () => {
  await using single = await SingleNode.start();
  const { host, port } = single.config.http;
  const ask = async (path: string): Promise<readonly [number, string]> => {
    const answer = await fetch(`http://${host}:${port}${path}`);
    return [answer.status, await answer.text()];
  };
  expect(await ask('/livez')).toEqual([200, 'ok\n']);
  expect(await ask('/readyz')).toEqual([200, 'ok\n']);
  expect(await ask('/')).toEqual([404, 'Resource not found.']);
  await single.node.close();
  await expect(ask('/livez')).rejects.toThrow('fetch failed');
});

test('an HTTP port that is taken keeps the node from starting', async () => {
  await using single = await SingleNode.start();
  const directory = mkdtempSync(join(tmpdir(), 'kvorum-compose-'));
  const config = { ...(await singleNodeConfig(directory)), http: single.config.http };
  await expect(openNode(config, depsOf())).rejects.toThrow('EADDRINUSE');
  rmSync(directory, { recursive: true });
});

test('data that belong to a node of another name are refused', async () => {
  await using single = await SingleNode.start();
  await single.node.close();
  const stranger = { ...single.config, name: 'n2' };
  await expect(openNode(stranger, depsOf())).rejects.toMatchObject({ code: 'WRONG_OWNER' });
});
