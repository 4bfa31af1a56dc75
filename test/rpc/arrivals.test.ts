/** Bounds on requests that arrive, with a server of the library that has no other. */
import { once } from 'node:events';
import { Metadata, Server, status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import type { Clock } from '../../base/clock.ts';
import { Arrivals } from '../../rpc/arrivals.ts';
import type { ArrivalBounds } from '../../rpc/arrivals.ts';
import { Listener } from '../../rpc/listener.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { systemClock } from '../support/peer-nodes.ts';
import { framed, RawClient, readAnswer } from './raw-client.ts';

const open: Listener[] = [];
afterEach(() => {
  for (const listener of open.splice(0)) listener.destroy();
});

const asTheyAre = (bytes: Buffer): Buffer => bytes;

/** A server with a method `/Echo` that keeps its requests, and `/Hold` that waits for `answer`. */
async function startServer(bounds: Partial<ArrivalBounds>, clock: Clock = systemClock) {
  const wide = { callsMax: 10, bytesMax: 100_000, arrivalMsMax: 60_000 };
  const arrivals = new Arrivals(
    { ...wide, ...bounds },
    {
      clock,
      refuse: ({ message }) => ({
        code: status.RESOURCE_EXHAUSTED,
        details: message,
        metadata: new Metadata(),
      }),
    },
  );
  const server = new Server({ interceptors: [arrivals.interceptor], 'grpc.enable_channelz': 0 });
  const handled: Buffer[] = [];
  const held: (() => void)[] = [];
  const method = {
    requestStream: false,
    responseStream: false,
    requestSerialize: asTheyAre,
    requestDeserialize: asTheyAre,
    responseSerialize: asTheyAre,
    responseDeserialize: asTheyAre,
  };
  server.addService(
    { Echo: { ...method, path: '/Echo' }, Hold: { ...method, path: '/Hold' } },
    {
      Echo: (call: { request: Buffer }, reply: (error: null, answer: Buffer) => void) => {
        handled.push(call.request);
        reply(null, call.request);
      },
      Hold: (call: { request: Buffer }, reply: (error: null, answer: Buffer) => void) => {
        handled.push(call.request);
        held.push(() => reply(null, call.request));
      },
    },
  );
  const listener = await Listener.open({ address: '127.0.0.1:0', connectionsMax: 10 }, server);
  open.push(listener);
  const answer = (): void => {
    for (const reply of held.splice(0)) reply();
  };
  return { arrivals, handled, port: listener.port, answer };
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

test('a request that does not arrive in time is ended, and its bytes are forgotten', async () => {
  const clock = new ManualClock();
  const { arrivals, handled, port } = await startServer({ arrivalMsMax: 5000 }, clock);
  using client = new RawClient(port);
  const slow = client.open('/Echo');
  slow.write(framed(message).subarray(0, 4000));
  await expect.poll(() => arrivals.bytes).toBe(4000);
  await clock.advance(3000);
  const later = client.open('/Echo');
  later.write(framed(message).subarray(0, 10));
  await expect.poll(() => arrivals.bytes).toBe(4010);
  const ended = readAnswer(slow);
  await clock.advance(3000);
  await expect.poll(async () => await clock.run().then(() => arrivals.bytes)).toBe(10);
  expect(await ended).toMatchObject({
    status: status.RESOURCE_EXHAUSTED,
    message: 'the%20request%20did%20not%20arrive%20in%20time',
  });
  later.end(framed(message).subarray(10));
  expect((await readAnswer(later)).status).toBe(status.OK);
  expect(handled).toEqual([message]);
});

test('a call whose request has arrived may take its time', async () => {
  const clock = new ManualClock();
  const { arrivals, port, handled, answer } = await startServer({ arrivalMsMax: 5000 }, clock);
  using client = new RawClient(port);
  const stream = client.open('/Hold');
  stream.end(framed(message));
  await expect.poll(() => handled.length).toBe(1);
  await clock.advance(60_000);
  expect(arrivals.calls).toBe(1);
  const answered = readAnswer(stream);
  answer();
  expect((await answered).status).toBe(status.OK);
});

test('a call that the library has refused and that goes on sending is ended as well', async () => {
  const clock = new ManualClock();
  const { arrivals, port } = await startServer({ bytesMax: 15_000, arrivalMsMax: 5000 }, clock);
  using client = new RawClient(port);
  const beyondItsLimit = Buffer.of(0, 0xff, 0, 0, 0);
  const [slow, fast] = [client.open('/Echo'), client.open('/Echo')];
  for (const stream of [slow, fast]) {
    stream.write(beyondItsLimit);
    await once(stream, 'response');
  }
  slow.write(message);
  await expect.poll(() => arrivals.bytes).toBe(10_010);
  fast.write(message);
  await expect.poll(async () => await clock.run().then(() => arrivals.calls)).toBe(1);
  await clock.advance(6000);
  await expect.poll(async () => await clock.run().then(() => arrivals.bytes)).toBe(0);
});
