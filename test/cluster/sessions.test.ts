/** Sessions in real processes: a write that is sent again is executed once, whoever leads and takes it. */
import { expect, onTestFailed, test } from 'vitest';
import { Channel } from '../../rpc/client/channel.ts';
import { KvorumClient } from '../../rpc/client/client.ts';
import {
  decodeAtomicResponse,
  decodeOpenSessionResponse,
  encodeAtomicRequest,
  encodeOpenSessionRequest,
} from '../../rpc/client/codec.ts';
import type { AtomicOutcome } from '../../rpc/client/codec.ts';
import { KvorumCallError } from '../../rpc/client/errors.ts';
import type { SessionRequest } from '../../storage/index.ts';
import { encodeKey } from '../../storage/index.ts';
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

/** One attempt, on this node and no other. */
async function call(node: TestNode, method: string, request: Uint8Array): Promise<Uint8Array> {
  const channel = new Channel(node.endpoint);
  try {
    const timing = { deadline: Date.now() + 10_000 };
    return await channel.unary(`/kvorum.kv.v1.KV/${method}`, request, timing);
  } finally {
    channel.close();
  }
}

async function openSession(node: TestNode, ttlMs: number): Promise<number> {
  return decodeOpenSessionResponse(
    await call(node, 'OpenSession', encodeOpenSessionRequest(ttlMs)),
  );
}

async function send(node: TestNode, session: SessionRequest): Promise<AtomicOutcome> {
  return decodeAtomicResponse(await call(node, 'Atomic', encodeAtomicRequest(increment, session)));
}

function readCount(entry: { readonly value: { readonly bytes: Uint8Array } | undefined }): bigint {
  return Buffer.from(entry.value?.bytes ?? new Uint8Array(8)).readBigUInt64LE();
}

test('a repetition gets the first answer from every node, also after the leader died', async () => {
  await using cluster = await startCluster();
  const [taker] = cluster.nodes;
  if (taker === undefined) throw new Error('no nodes');
  const id = await openSession(taker, 60_000);
  const session = { id, seq: 1, ackedUpTo: 0 };
  const first = await send(taker, session);
  expect(first.kind).toBe('committed');
  for (const node of cluster.nodes) expect(await send(node, session)).toEqual(first);
  await (await cluster.waitForLeader()).kill();
  await cluster.waitForLeader();
  const left = cluster.nodes.filter((node) => node.isRunning);
  for (const node of left) expect(await send(node, session)).toEqual(first);
  const endpoints = left.map(({ endpoint }) => endpoint);
  const client = new KvorumClient({ endpoints, timeoutMs: 10_000 }, { clock: systemClock });
  const [entry] = await client.get([counter]);
  expect(entry && readCount(entry)).toBe(1n);
  client.close();
});

test('writes through sessions count exactly, although leaders die under them', async () => {
  await using cluster = await startCluster();
  const endpoints = cluster.nodes.map(({ endpoint }) => endpoint);
  const client = new KvorumClient({ endpoints, timeoutMs: 30_000 }, { clock: systemClock });
  let done = 0;
  const writer = async (): Promise<void> => {
    const session = await client.openSession(60_000);
    for (let n = 0; n < 200; n += 1) {
      await session.atomic(increment, {});
      done += 1;
    }
    await session.close({});
  };
  const writers = Promise.all([writer(), writer(), writer(), writer()]);
  for (const goal of [100, 400]) {
    await waitFor(`${goal} writes`, () => (done >= goal ? true : undefined));
    const leader = await cluster.waitForLeader();
    await leader.kill();
    await cluster.waitForLeader();
    leader.start();
  }
  await writers;
  const [entry] = await client.get([counter]);
  expect(entry && readCount(entry)).toBe(800n);
  client.close();
});

test('a session that is not used ends by itself in an idle cluster (rule X-4)', async () => {
  await using cluster = await startCluster();
  const [node] = cluster.nodes;
  if (node === undefined) throw new Error('no nodes');
  const id = await openSession(node, 1000);
  // Too far ahead: refused without being a use of the session.
  const probe = async (): Promise<string> =>
    await send(node, { id, seq: 1000, ackedUpTo: 0 }).then(
      () => 'an answer',
      (error: unknown) => (error instanceof KvorumCallError ? error.code : String(error)),
    );
  expect(await probe()).toBe('SESSION_MISUSE');
  await waitFor('the session to end', async () =>
    (await probe()) === 'SESSION_EXPIRED' ? true : undefined,
  );
});
