import { expect, test } from 'vitest';
import { ClusterClient } from '../../../cmd/cli/cluster-client.ts';
import { SystemClock } from '../../../cmd/system.ts';
import { encodeKey } from '../../../storage/index.ts';
import { SingleNode } from '../single-node.ts';

/** Nobody listens on this port: it is reserved. */
const nobody = '127.0.0.1:1';

test('data calls move on to an endpoint that answers, status asks exactly the one it is given', async () => {
  await using single = await SingleNode.start();
  const endpoints = [nobody, single.endpoint];
  const client = new ClusterClient({ endpoints, timeoutMs: 5_000 }, { clock: new SystemClock() });
  const key = encodeKey(['k']);
  const value = { encoding: 'bytes', bytes: Buffer.from('v') } as const;
  const request = { checks: [], mutations: [{ kind: 'set', key, value }] } as const;
  await client.atomic(request, { exactlyOnce: false });
  const { entries: found, readAt } = await client.read([key], { consistency: 'strong' });
  expect(Buffer.from(found[0]?.value?.bytes ?? []).toString()).toBe('v');
  expect(readAt).toEqual({ versionstamp: found[0]?.versionstamp, stalenessMs: 0 });
  const pieces = client.list({
    prefix: encodeKey([]),
    reverse: false,
    keysOnly: true,
    consistency: 'strong',
  });
  for await (const { entries } of pieces) {
    expect(entries.map((entry) => Buffer.from(entry.key))).toEqual([Buffer.from(key)]);
  }
  expect(await client.status(single.endpoint)).toMatchObject({ name: 'n1', role: 'leader' });
  await expect(client.status(nobody)).rejects.toThrow(`no connection to ${nobody}`);
  client.close();
});

test('a write that must happen exactly once leaves no session behind', async () => {
  await using single = await SingleNode.start();
  const endpoints = [nobody, single.endpoint];
  const client = new ClusterClient({ endpoints, timeoutMs: 5_000 }, { clock: new SystemClock() });
  const key = encodeKey(['k']);
  const before = single.node.status().appliedIndex;
  const request = { checks: [], mutations: [{ kind: 'delete', key }] } as const;
  const result = await client.atomic(request, { exactlyOnce: true });
  expect(result.kind).toBe('committed');
  // Opened, written, closed.
  expect(single.node.status().appliedIndex).toBe(before + 3);
  client.close();
});

test('a member that is no endpoint can be asked for its status', async () => {
  await using single = await SingleNode.start();
  const options = { endpoints: [nobody], timeoutMs: 5_000 };
  const client = new ClusterClient(options, { clock: new SystemClock() });
  for (const round of [1, 2]) {
    expect([round, await client.status(single.endpoint)]).toMatchObject([round, { name: 'n1' }]);
  }
  client.close();
});
