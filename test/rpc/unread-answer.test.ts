/** Clients that ask and do not read, on the real server, with its long timers fired by hand. */
import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Clock } from '../../base/clock.ts';
import { kvorum } from '../../protos/gen/kv.js';
import { listStallMs, unreadMsMax } from '../../rpc/limits.ts';
import { KvorumServer } from '../../rpc/server.ts';
import { systemClock } from '../support/peer-nodes.ts';
import { bytesValue, FakeGateway, keyOf } from './fake-gateway.ts';
import { framed, RawClient } from './raw-client.ts';

const { GetRequest, ListRequest } = kvorum.kv.v1;
const keys = Array.from({ length: 40 }, (_, number) => keyOf(`k${number}`));
const getAll = framed(GetRequest.encode({ keys }).finish());
const listAll = framed(ListRequest.encode({ prefix: new Uint8Array(0) }).finish());
const paths = { get: '/kvorum.kv.v1.KV/Get', list: '/kvorum.kv.v1.KV/List' };
const http2Cancel = 8;

let server: KvorumServer;
/** Armed timers of `unreadMsMax`, and of `listStallMs` which has the same length. */
let armed: Set<() => void>;
const clock: Clock = {
  ...systemClock,
  after: (delayMs, callback) => {
    if (delayMs !== unreadMsMax && delayMs !== listStallMs)
      return systemClock.after(delayMs, callback);
    armed.add(callback);
    return { cancel: () => void armed.delete(callback) };
  },
};

function fire(): void {
  const due = Array.from(armed);
  armed.clear();
  for (const callback of due) callback();
}

beforeEach(async () => {
  armed = new Set();
  const gateway = new FakeGateway();
  for (const key of keys) gateway.put(key, bytesValue(Buffer.alloc(60_000)));
  server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 0 },
    { gateway, clock, onBug: () => undefined },
  );
});
afterEach(async () => {
  await server.stop();
});

test('a large answer that is not read is dropped with its call, and its share is free again', async () => {
  using client = new RawClient(server.port);
  const stream = client.open(paths.get);
  stream.end(getAll);
  await once(stream, 'response');
  expect(server.load.bytes).toBeGreaterThan(2_000_000);
  fire();
  await expect.poll(() => server.load).toEqual({ calls: 0, bytes: 0 });
  await expect.poll(() => stream.rstCode).toBe(http2Cancel);
});

test('a list that is not read is dropped after it was told so', async () => {
  using client = new RawClient(server.port);
  const stream = client.open(paths.list);
  stream.end(listAll);
  await once(stream, 'response');
  await expect.poll(() => server.load.bytes).toBeGreaterThan(100_000);
  fire();
  await expect.poll(() => armed.size).toBe(1);
  expect(server.load.bytes).toBeGreaterThan(100_000);
  fire();
  await expect.poll(() => server.load).toEqual({ calls: 0, bytes: 0 });
});

test('answers that are read leave no timer behind', async () => {
  using client = new RawClient(server.port);
  expect((await client.call(paths.get, getAll)).status).toBe(0);
  expect((await client.call(paths.list, listAll)).status).toBe(0);
  await expect.poll(() => armed.size).toBe(0);
});
