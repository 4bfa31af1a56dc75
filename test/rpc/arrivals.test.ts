/** Bounds on requests that arrive, with a server of the library that has no other. */
import { once } from 'node:events';
import { Metadata, Server, status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { Arrivals } from '../../rpc/arrivals.ts';
import type { ArrivalBounds } from '../../rpc/arrivals.ts';
import { Listener } from '../../rpc/listener.ts';
import { systemClock } from '../support/peer-nodes.ts';
import { framed, RawClient, readAnswer } from './raw-client.ts';

const open: Listener[] = [];
afterEach(() => {
  for (const listener of open.splice(0)) listener.destroy();
});

const asTheyAre = (bytes: Buffer): Buffer => bytes;

/** A server with one method, `/Echo`, that counts its calls. */
async function startServer(bounds: ArrivalBounds) {
  const arrivals = new Arrivals(bounds, {
    clock: systemClock,
    refuse: ({ message }) => ({
      code: status.RESOURCE_EXHAUSTED,
      details: message,
      metadata: new Metadata(),
    }),
  });
  const server = new Server({ interceptors: [arrivals.interceptor], 'grpc.enable_channelz': 0 });
  const handled: Buffer[] = [];
  const method = {
    path: '/Echo',
    requestStream: false,
    responseStream: false,
    requestSerialize: asTheyAre,
    requestDeserialize: asTheyAre,
    responseSerialize: asTheyAre,
    responseDeserialize: asTheyAre,
  };
  server.addService(
    { Echo: method },
    {
      Echo: (call: { request: Buffer }, reply: (error: null, answer: Buffer) => void) => {
        handled.push(call.request);
        reply(null, call.request);
      },
    },
  );
  const listener = await Listener.open({ address: '127.0.0.1:0', connectionsMax: 10 }, server);
  open.push(listener);
  return { arrivals, handled, port: listener.port };
}

const message = Buffer.alloc(10_000, 7);

test('a request counts from its first byte until its call is over', async () => {
  const { arrivals, port } = await startServer({ callsMax: 10, bytesMax: 100_000 });
  using client = new RawClient(port);
  const stream = client.open('/Echo');
  stream.write(framed(message).subarray(0, 4000));
  await expect.poll(() => [arrivals.calls, arrivals.bytes]).toEqual([1, 4000]);
  stream.end(framed(message).subarray(4000));
  expect((await readAnswer(stream)).body).toEqual(framed(message));
  await expect.poll(() => [arrivals.calls, arrivals.bytes]).toEqual([0, 0]);
});

test('the request that exceeds the bytes is refused and forgotten; the others go on', async () => {
  const { arrivals, handled, port } = await startServer({ callsMax: 10, bytesMax: 15_000 });
  using client = new RawClient(port);
  const first = client.open('/Echo');
  first.write(framed(message).subarray(0, -1));
  await expect.poll(() => arrivals.bytes).toBe(10_004);
  const surplus = await client.call('/Echo', framed(message));
  expect([surplus.status, surplus.message]).toEqual([
    status.RESOURCE_EXHAUSTED,
    'too%20many%20requests%20are%20arriving%20at%20this%20node',
  ]);
  await expect.poll(() => arrivals.bytes).toBe(10_004);
  first.end(framed(message).subarray(-1));
  expect((await readAnswer(first)).status).toBe(status.OK);
  expect(handled).toEqual([message]);
});

test('a request is not handled when its surplus comes after a whole message', async () => {
  const { arrivals, handled, port } = await startServer({ callsMax: 10, bytesMax: 15_000 });
  using client = new RawClient(port);
  const stream = client.open('/Echo');
  stream.write(framed(message));
  await expect.poll(() => arrivals.bytes).toBe(framed(message).length);
  stream.end(framed(message));
  expect((await readAnswer(stream)).status).toBe(status.RESOURCE_EXHAUSTED);
  expect(handled).toEqual([]);
});

test('calls beyond the bound are refused before they send anything', async () => {
  const { arrivals, port } = await startServer({ callsMax: 2, bytesMax: 15_000 });
  using client = new RawClient(port);
  const kept = [client.open('/Echo'), client.open('/Echo')];
  await expect.poll(() => arrivals.calls).toBe(2);
  const surplus = await readAnswer(client.open('/Echo'));
  expect([surplus.status, surplus.message]).toEqual([
    status.RESOURCE_EXHAUSTED,
    'too%20many%20calls%20are%20open%20on%20this%20node',
  ]);
  for (const stream of kept) stream.end(framed(message.subarray(0, 10)));
  const answers = await Promise.all(kept.map(readAnswer));
  expect(answers.map((answer) => answer.status)).toEqual([status.OK, status.OK]);
});

test('a client that goes away in the middle leaves nothing behind', async () => {
  const { arrivals, port } = await startServer({ callsMax: 10, bytesMax: 100_000 });
  {
    using client = new RawClient(port);
    for (let count = 0; count < 5; count++) client.open('/Echo').write(Buffer.alloc(1000));
    await expect.poll(() => [arrivals.calls, arrivals.bytes]).toEqual([5, 5000]);
    const reset = client.open('/Echo');
    reset.write(framed(message));
    reset.close(8);
    await once(reset, 'close');
  }
  await expect.poll(() => [arrivals.calls, arrivals.bytes]).toEqual([0, 0]);
});
