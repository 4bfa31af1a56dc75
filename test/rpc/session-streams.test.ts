/** With the Node that runs the tests: should a later one keep its streams otherwise, the first test says so. */
import { once } from 'node:events';
import { connect, createServer } from 'node:http2';
import type { ClientHttp2Session, Http2Server, Http2Session, ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';

import { InFlight } from '../../base/in-flight.ts';
import { relieveSession } from '../../rpc/session-streams.ts';

const open: (ClientHttp2Session | Http2Server)[] = [];
afterEach(() => {
  for (const end of open.splice(0)) end.close();
});

/** A server that relieves its sessions at their first stream, and hands its streams over unanswered. */
async function startServer() {
  const server = createServer();
  const streams: ServerHttp2Stream[] = [];
  server.on('stream', (stream: ServerHttp2Stream) => {
    if (stream.session !== undefined) relieveSession(stream.session);
    stream.on('error', () => undefined);
    streams.push(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const client = connect(`http://127.0.0.1:${port}`);
  client.on('error', () => undefined);
  open.push(client, server);
  return { server, client, streams };
}

/** Sends a request and waits until the server has it. */
async function request(server: Http2Server, client: ClientHttp2Session) {
  const stream = client.request({ ':path': '/' });
  stream.on('error', () => undefined);
  await once(server, 'stream');
  return stream;
}

function tableOf(session: Http2Session | undefined): unknown {
  if (session === undefined) return undefined;
  const symbol = Object.getOwnPropertySymbols(session).find(
    ({ description }) => description === 'state',
  );
  const state: unknown = symbol && Reflect.get(session, symbol);
  return Reflect.get(Object(state), 'streams');
}

test('the streams of a session move over, those that are open already too', async () => {
  const { server, client, streams } = await startServer();
  await request(server, client);
  await request(server, client);
  const table = tableOf(streams[0]?.session);
  expect(table).toBeInstanceOf(InFlight);
  expect((table as InFlight<unknown>).values()).toEqual(streams);
});

test('streams are answered and leave the table', async () => {
  const { server, client, streams } = await startServer();
  for (let round = 0; round < 300; round++) {
    const stream = await request(server, client);
    streams.at(-1)?.respond({ ':status': 200 });
    streams.at(-1)?.end('answer');
    let text = '';
    for await (const chunk of stream) text += String(chunk);
    expect(text).toBe('answer');
  }
  const { session } = streams.at(-1) ?? {};
  expect(tableOf(session)).toSatisfy((table: InFlight<unknown> | undefined) => !table?.size);
});

test('a session that is destroyed takes its streams along', async () => {
  const { server, client, streams } = await startServer();
  const requests = [await request(server, client), await request(server, client)];
  const ended = requests.map(async (stream) => {
    await once(stream, 'close');
  });
  streams[0]?.session?.destroy();
  await Promise.all(ended);
  expect(streams.map(({ destroyed }) => destroyed)).toEqual([true, true]);
});

test('a session that keeps its streams otherwise is left alone', () => {
  const other = { [Symbol('state')]: { streams: [] } };
  relieveSession(other as unknown as Http2Session);
  expect(Object.getOwnPropertySymbols(other).map((key) => Reflect.get(other, key))).toEqual([
    { streams: [] },
  ]);
});
