import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openNode } from '../../cmd/compose.ts';
import { SystemClock } from '../../cmd/system.ts';
import { AdminClient, CatalogClient, KvorumCallError, KvorumClient } from '../../rpc/index.ts';
import type { ListPage } from '../../rpc/index.ts';
import { encodeKey } from '../../storage/index.ts';
import { hashOf, tokenIdOf, uuidOf } from '../support/catalog-fixture.ts';
import { waitFor } from '../support/cluster-process.ts';
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

test('the HTTP port tells whether the node is ready, serves KV Connect, and is free in the end', async () => {
  await using single = await SingleNode.start();
  const { host, port } = single.config.http;
  const ask = async (path: string): Promise<readonly [number, string]> => {
    const answer = await fetch(`http://${host}:${port}${path}`);
    return [answer.status, await answer.text()];
  };
  expect(await ask('/livez')).toEqual([200, 'ok\n']);
  expect(await ask('/readyz')).toEqual([200, 'ok\n']);
  expect(await ask('/')).toEqual([405, '']);
  expect(await ask('/other')).toEqual([404, 'Resource not found.']);
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

test('no call sees anything of another database, and no session writes into one', async () => {
  await using single = await SingleNode.start();
  const clock = new SystemClock();
  const shared = { endpoints: [single.endpoint], timeoutMs: 5_000 };
  const admin = new AdminClient(shared, { clock });
  const catalog = new CatalogClient(admin);
  await catalog.createDatabase({ name: 'a', id: uuidOf(1) });
  await catalog.createDatabase({ name: 'b', id: uuidOf(2) });
  const [one, other] = ['a', 'b'].map(
    (database) => new KvorumClient({ ...shared, database }, { clock }),
  );
  const plain = new KvorumClient(shared, { clock });
  if (one === undefined || other === undefined) throw new Error('two clients were expected');
  const key = encodeKey(['k']);
  const set = { checks: [], mutations: [{ kind: 'set', key, value }] } as const;
  const isThere = async (client: KvorumClient): Promise<readonly boolean[]> => {
    const [strong] = await client.get([key]);
    const [eventual] = await client.get([key], { consistency: 'eventual' });
    const pages: ListPage[] = [];
    const selector = { prefix: new Uint8Array(), reverse: false, keysOnly: false };
    for await (const page of client.list(selector)) pages.push(page);
    return [
      strong?.versionstamp !== undefined,
      eventual?.versionstamp !== undefined,
      pages.some(({ entries }) => entries.length > 0),
    ];
  };

  expect(await one.atomic(set)).toMatchObject({ kind: 'committed' });
  expect(await isThere(one)).toEqual([true, true, true]);
  for (const client of [other, plain]) expect(await isThere(client)).toEqual([false, false, false]);
  // A check of the other database sees no entry, and a deletion there takes none away here.
  const ifAbsent = { ...set, checks: [{ key, versionstamp: undefined }] };
  expect(await one.atomic(ifAbsent)).toMatchObject({ kind: 'conflict' });
  expect(await other.atomic(ifAbsent)).toMatchObject({ kind: 'committed' });
  await other.atomic({ checks: [], mutations: [{ kind: 'delete', key }] });
  expect(await isThere(one)).toEqual([true, true, true]);
  expect(await isThere(other)).toEqual([false, false, false]);

  const session = await one.openSession(10_000);
  expect(await session.atomic(set, {})).toMatchObject({ kind: 'committed' });
  await catalog.createToken({
    id: tokenIdOf(1),
    hash: hashOf('reads-a'),
    tokenKind: 'readOnly',
    database: 'a',
    label: '',
  });
  const reader = new KvorumClient({ ...shared, token: 'reads-a' }, { clock });
  expect(await isThere(reader)).toEqual([true, true, true]);
  const refusals = [reader.atomic(set), reader.openSession(10_000)].map(
    async (call) => await call.catch((error: unknown) => error),
  );
  for (const refusal of await Promise.all(refusals)) {
    expect(refusal).toBeInstanceOf(KvorumCallError);
    expect(refusal).toMatchObject({ code: 'PERMISSION_DENIED', outcome: 'not-applied' });
  }
  await catalog.dropDatabase(uuidOf(1));
  await expect(reader.get([key])).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  await expect(one.get([key])).rejects.toMatchObject({ code: 'DATABASE_NOT_FOUND' });
  await catalog.createDatabase({ name: 'a', id: uuidOf(3) });
  expect(await isThere(one)).toEqual([false, false, false]);
  await session.close({}).catch(() => undefined);
  for (const client of [one, other, plain, reader]) client.close();
  admin.close();
});

test('a node sees to it that the token of its configuration opens the default database', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'kvorum-compose-'));
  const config = await singleNodeConfig(directory);
  const clock = new SystemClock();
  const node = await openNode({ ...config, tokenHash: hashOf('of-the-file') }, depsOf());
  const endpoint = `${config.grpc.host}:${config.grpc.port}`;
  const admin = new AdminClient({ endpoints: [endpoint], timeoutMs: 10_000 }, { clock });
  const tokens = await waitFor('the token', async () => {
    const found = await new CatalogClient(admin).tokens();
    return found.length > 0 ? found : undefined;
  });
  expect(tokens).toMatchObject([{ kind: 'full', database: 'default' }]);
  admin.close();
  await node.close();
  rmSync(directory, { recursive: true });
});
