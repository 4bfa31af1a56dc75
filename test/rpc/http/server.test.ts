/** One port for both versions: who is served, what is bounded, probes, and the end. */
import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { afterEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../../support/manual-clock.ts';
import { errorCode, frameType } from '../../../rpc/http2/frames.ts';
import { hello, RawPeer, requestBlock } from '../http2/server-support.ts';
import { frame } from '../http2/support.ts';
import { http1, nothing, RawClient, startPort, type Port, type StartOptions } from './support.ts';

const open: Port[] = [];
const sessions: ClientHttp2Session[] = [];
afterEach(async () => {
  for (const session of sessions.splice(0)) session.destroy();
  await Promise.all(open.splice(0).map(async ({ server }) => await server.stop(0)));
});

async function start(options?: StartOptions): Promise<Port> {
  const port = await startPort(options);
  open.push(port);
  return port;
}

function connect({ port }: Port): ClientHttp2Session {
  const session = connectHttp2(`http://127.0.0.1:${port}`);
  session.on('error', () => undefined);
  sessions.push(session);
  return session;
}

/** One exchange over HTTP/2: its status, and its body once it has ended. */
function ask(
  session: ClientHttp2Session,
  path: string,
  body = '',
  method = 'POST',
): Promise<{ readonly status: number; readonly text: string; readonly code: number }> {
  return new Promise((resolve) => {
    const endStream = body === '';
    const stream = session.request({ ':method': method, ':path': path }, { endStream });
    let status = 0;
    let text = '';
    stream.on('response', (headers) => (status = headers[':status'] ?? 0));
    stream.on('data', (bytes: Buffer) => (text += bytes.toString('latin1')));
    stream.on('error', () => undefined);
    stream.on('close', () => resolve({ status, text, code: stream.rstCode }));
    if (!endStream) stream.end(body);
  });
}

const url = ({ port }: Port, path: string): string => `http://127.0.0.1:${port}${path}`;

test('both versions are served on one port, in turns, and nothing is left', async () => {
  const port = await start();
  const session = connect(port);
  for (const word of ['one', 'two', 'three']) {
    expect((await ask(session, '/echo', word)).text).toBe(word);
    const answer = await fetch(url(port, '/echo'), { method: 'POST', body: word });
    expect(await answer.text()).toBe(word);
  }
  expect(port.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(
    Array.from({ length: 6 }, () => 'POST /echo'),
  );
  await expect.poll(() => port.server.load).toEqual(nothing);
});

test('a connection of HTTP/1.1 serves any number of requests, a few of them at once', async () => {
  const port = await start();
  using client = await RawClient.open(port.port);
  for (let sent = 10; sent <= 50; sent += 10) {
    client.send(http1('POST', '/echo', 'hello').repeat(10));
    await expect.poll(() => client.text.split('\r\n\r\nhello').length - 1).toBe(sent);
  }
  expect(client.isClosed).toBe(false);
});

test('connections of all kinds count against one bound', async () => {
  const port = await start({ bounds: { connectionsMax: 3 } });
  using silent = await RawClient.open(port.port);
  using first = await RawClient.open(port.port, http1('GET', '/x'));
  await first.find(/404/);
  using second = await RawPeer.open(port.port);
  await second.settled();
  using further = await RawClient.open(port.port);
  await further.closed();
  expect([silent.isClosed, first.isClosed, second.isClosed]).toEqual([false, false, false]);
  silent.socket.destroy();
  await expect.poll(() => port.server.connectionCount).toBe(2);
  using again = await RawClient.open(port.port, http1('GET', '/x'));
  await again.find(/404/);
});

describe('a connection that says', () => {
  test.each(['', 'P', 'PR'])('"%s" and no more is closed after 10 s', async (start_) => {
    const clock = new ManualClock();
    const port = await start({ clock });
    using silent = await RawClient.open(port.port, start_);
    await expect.poll(() => port.server.connectionCount).toBe(1);
    await clock.advance(9000);
    expect(silent.isClosed).toBe(false);
    await clock.advance(2000);
    await silent.closed();
  });
});

test('an address that is taken is refused', async () => {
  const port = await start();
  await expect(startPort({ address: `127.0.0.1:${port.port}` })).rejects.toThrow('EADDRINUSE');
});

test('a certificate that is none is refused', async () => {
  const tls = { cert: Buffer.from('x'), key: Buffer.from('y') };
  await expect(startPort({ tls })).rejects.toThrow('PEM');
});

describe('probes', () => {
  test('say that the process lives, and whether the node is ready', async () => {
    const port = await start();
    const session = connect(port);
    expect(await ask(session, '/livez', '', 'GET')).toMatchObject({ status: 200, text: 'ok\n' });
    expect(await ask(session, '/readyz', '', 'GET')).toMatchObject({ status: 200, text: 'ok\n' });
    port.reason = 'there is no leader';
    expect(await ask(session, '/livez', '', 'GET')).toMatchObject({ status: 200 });
    const answer = await fetch(url(port, '/readyz'));
    expect([answer.status, await answer.text()]).toEqual([503, 'there is no leader\n']);
    expect(port.requests).toEqual([]);
  });

  test('are no other methods: those are the handler’s', async () => {
    const port = await start();
    expect((await fetch(url(port, '/readyz'), { method: 'POST' })).status).toBe(404);
  });
});

test('a handler that throws is reported, and its client hears that something is wrong', async () => {
  const port = await start();
  expect(await ask(connect(port), '/throw')).toMatchObject({ status: 500 });
  expect((await fetch(url(port, '/throw'))).status).toBe(500);
  expect(port.bugs).toHaveLength(2);
});

describe('a port that stops', () => {
  test('lets what was asked finish, tells both kinds of clients to leave, and ends', async () => {
    const port = await start();
    const session = connect(port);
    const goneAway = new Promise((resolve) => session.once('goaway', resolve));
    const over2 = ask(session, '/hold', 'a');
    using client = await RawClient.open(port.port, http1('POST', '/hold', 'b'));
    await expect.poll(() => port.held.length).toBe(2);
    const stopped = port.server.stop(60_000);
    await goneAway;
    for (const { request, answer } of port.held) {
      expect(request.signal.aborted).toBe(false);
      answer({ status: 200, body: request.body });
    }
    expect(await over2).toMatchObject({ status: 200, text: 'a' });
    await client.closed();
    expect(client.text).toMatch(/^HTTP\/1.1 200 [\s\S]*Connection: close[\s\S]*\r\n\r\nb$/);
    await stopped;
    await expect.poll(() => port.server.connectionCount).toBe(0);
    expect(port.server.load).toEqual(nothing);
  });

  test('lets streams end with their own end', async () => {
    const port = await start();
    const over2 = ask(connect(port), '/stream');
    using client = await RawClient.open(port.port, http1('POST', '/stream'));
    await expect.poll(() => port.streams.length).toBe(2);
    for (const pieces of port.streams) pieces.send('piece');
    await client.find(/piece/);
    const stopped = port.server.stop(2000);
    expect(await over2).toEqual({ status: 200, text: 'piece', code: errorCode.noError });
    await client.find(/\r\n5\r\npiece\r\n0\r\n\r\n$/);
    client.socket.destroy();
    await stopped;
  });

  test('says on connections that stay that it is not ready', async () => {
    const port = await start();
    using holds = await RawClient.open(port.port, http1('GET', '/hold'));
    using client = await RawClient.open(port.port, http1('GET', '/livez'));
    await client.find(/ok\n/);
    await expect.poll(() => port.held.length).toBe(1);
    const stopped = port.server.stop(60_000);
    client.send(http1('GET', '/readyz'));
    await client.closed();
    expect(client.text).toMatch(
      /503 Service Unavailable[\s\S]*Connection: close[\s\S]*about to stop/,
    );
    holds.socket.destroy();
    await stopped;
  });

  test('serves connections that were just made, of HTTP/1.1, and closes those of HTTP/2', async () => {
    const port = await start();
    using old = await RawClient.open(port.port);
    using peer = await RawPeer.open(port.port, Buffer.of());
    await expect.poll(() => port.server.connectionCount).toBe(2);
    const stopped = port.server.stop(60_000);
    peer.send(hello);
    await peer.closed();
    old.send(http1('POST', '/echo', 'hello'));
    await old.closed();
    expect(old.text).toMatch(/200 OK[\s\S]*Connection: close[\s\S]*hello$/);
    await stopped;
  });

  test('cuts what is open after the grace, and its handlers hear of it then', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    const over2 = ask(connect(port), '/hold');
    using client = await RawClient.open(port.port, http1('POST', '/hold'));
    using idle = await RawClient.open(port.port, http1('GET', '/livez'));
    await idle.find(/ok\n/);
    await expect.poll(() => port.held.length).toBe(2);
    const signals = port.held.map(({ request }) => request.signal);
    const stopped = port.server.stop(2000);
    await clock.advance(1500);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, false]);
    expect(idle.isClosed).toBe(false);
    await clock.advance(1000);
    await stopped;
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    await Promise.all([over2, client.closed(), idle.closed()]);
    for (const { answer } of port.held) answer({ status: 200, body: Buffer.from('late') });
    await expect.poll(() => port.server.load).toEqual(nothing);
  });
});

test('what a client has cancelled is told to the handler at once', async () => {
  const port = await start();
  using peer = await RawPeer.open(port.port, hello);
  peer.send(frame(frameType.headers, 5, 1, requestBlock('/stream')));
  using client = await RawClient.open(port.port, http1('POST', '/stream'));
  await expect.poll(() => port.streams.length).toBe(2);
  peer.send(frame(frameType.rstStream, 0, 1, Buffer.of(0, 0, 0, errorCode.cancel)));
  client.socket.destroy();
  await expect.poll(() => port.streams.map(({ isFinished }) => isFinished)).toEqual([true, true]);
  await expect.poll(() => port.server.load).toEqual(nothing);
  await peer.settled();
});
