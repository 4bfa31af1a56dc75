/** Watches over real sockets: the server, the hub, and clients that behave and that do not. */
import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/kv.js';
import { KvorumServer } from '../../rpc/server.ts';
import { WatchHub } from '../../rpc/watch-hub.ts';
import { WatchedKeys } from '../../storage/index.ts';
import { textOfBytes, userDataPrefix } from '../../storage/kv/keyspace.ts';
import { openGuard } from '../support/open-guard.ts';
import { systemClock } from '../support/peer-nodes.ts';
import { bytesValue, FakeGateway, keyOf, stamp } from './fake-gateway.ts';
import { framed, RawClient, readAnswer } from './raw-client.ts';

const { WatchRequest, WatchResponse } = kvorum.kv.v1;
const watchPath = '/kvorum.kv.v1.KV/Watch';
const a = keyOf('a');
const watchA = framed(WatchRequest.encode({ keys: [a] }).finish());

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (server) => await server.stop()));
});

async function startServer() {
  const gateway = new FakeGateway();
  const watchedKeys = new WatchedKeys();
  const hub = new WatchHub({ clock: systemClock, gateway, watchedKeys });
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 200 },
    { gateway, watch: hub, guard: openGuard, clock: systemClock, onBug: () => undefined },
  );
  const stop = async (): Promise<void> => {
    hub.stop();
    await server.stop();
  };
  open.push({ stop });
  const put = (text: string): void => {
    gateway.appliedIndex++;
    gateway.put(a, bytesValue(text), stamp(gateway.appliedIndex));
    watchedKeys.onApplied(new Map([[userDataPrefix(0) + textOfBytes(a), undefined]]));
  };
  return { hub, server, gateway, put, stop };
}

/** The values that a body of messages tells, in their order. */
function valuesOf(body: Buffer): readonly string[] {
  const values: string[] = [];
  for (let at = 0; at + 5 <= body.length;) {
    const end = at + 5 + body.readUInt32BE(at + 1);
    if (end > body.length) break;
    const { state } = WatchResponse.decode(body.subarray(at + 5, end));
    const data = state?.entries?.[0]?.entry?.value?.data;
    values.push(data ? Buffer.from(data).toString() : 'absent');
    at = end;
  }
  return values;
}

/** A call whose messages are read as they come. */
function openWatch(client: RawClient, headers: Readonly<Record<string, string>> = {}) {
  const stream = client.open(watchPath, headers);
  const answer = readAnswer(stream);
  stream.end(watchA);
  return { stream, answer, message: async () => void (await once(stream, 'data')) };
}

test('the state comes at once, changes as they happen, and the end of the node says what to do', async () => {
  const { server, put, stop } = await startServer();
  using client = new RawClient(server.port);
  const { answer, message } = openWatch(client);
  await message();
  for (const text of ['1', '2']) {
    const told = message();
    put(text);
    await told;
  }
  await stop();
  const { body, status: code, message: text, detail } = await answer;
  expect(valuesOf(body)).toEqual(['absent', '1', '2']);
  expect(code).toBe(status.UNAVAILABLE);
  expect(decodeURIComponent(text)).toContain('watch again on another node');
  expect(detail).toMatchObject({ code: 'STOPPING', retryable: true, outcome: 'not-applied' });
});

test('a caller that cancels, and one whose connection breaks, free their watches at once', async () => {
  const { hub, server } = await startServer();
  const client = new RawClient(server.port);
  const [first, second] = [openWatch(client), openWatch(client)];
  await Promise.all([first.message(), second.message()]);
  expect(hub.load.watches).toBe(2);
  first.stream.close(8);
  await until(() => hub.load.watches === 1);
  client.session.destroy();
  await until(() => hub.load.watches === 0);
  await until(() => server.load.calls === 0);
});

test('a deadline ends the call, and frees the watch', async () => {
  const { hub, server } = await startServer();
  using client = new RawClient(server.port);
  const { answer } = openWatch(client, { 'grpc-timeout': '100m' });
  const { status: code, detail } = await answer;
  expect([code, detail?.code]).toEqual([status.DEADLINE_EXCEEDED, 'DEADLINE_EXCEEDED']);
  expect(hub.load.watches).toBe(0);
});

test('without a deadline a watch goes on, and other calls are not in its way', async () => {
  const { server, put } = await startServer();
  using client = new RawClient(server.port);
  const { message, stream, answer } = openWatch(client);
  await message();
  const get = await client.call('/kvorum.kv.v1.KV/Get', framed(new Uint8Array()));
  expect(get.status).toBe(0);
  const told = message();
  put('late');
  await told;
  stream.close(8);
  expect(valuesOf((await answer).body)).toEqual(['absent', 'late']);
});

test('a reader that stops reading costs one message, and gets the newest state when it goes on', async () => {
  const { server, put, gateway } = await startServer();
  using client = new RawClient(server.port);
  const { stream, answer, message } = openWatch(client);
  await message();
  stream.pause();
  // A message fills the window of the stream, so none is buffered beyond the next.
  const large = 'x'.repeat(65_000);
  for (let count = 0; count < 200; count++) {
    put(`${count} ${large}`);
    await new Promise(setImmediate);
  }
  expect(server.load.bytes).toBeLessThan(4 * 65_536);
  const last = gateway.appliedIndex;
  stream.resume();
  const bodies: Buffer[] = [];
  stream.on('data', (chunk: Buffer) => bodies.push(chunk));
  await until(() => valuesOf(Buffer.concat(bodies)).at(-1)?.startsWith('199 ') === true);
  stream.close(8);
  const told = valuesOf((await answer).body);
  expect(told.length).toBeLessThan(20);
  expect(last).toBe(207);
});

test('a node that has diverged ends its watches', async () => {
  const { hub, server, gateway } = await startServer();
  using client = new RawClient(server.port);
  const { answer, message } = openWatch(client);
  await message();
  gateway.isFenced = true;
  hub.onDiverged();
  expect((await answer).detail?.code).toBe('DIVERGED');
});

test('a node that serves no watches says so', async () => {
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 0 },
    { gateway: new FakeGateway(), guard: openGuard, clock: systemClock, onBug: () => undefined },
  );
  open.push(server);
  using client = new RawClient(server.port);
  expect((await client.call(watchPath, watchA)).status).toBe(status.UNIMPLEMENTED);
});

/** Turns of the event loop until it is so; the test's own time is the bound. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}
