/**
 * Clients that try to wear the HTTP port out. Each is answered, or ended for it, or bounded; what it held is given back; and
 * others are served meanwhile, over both versions.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { errorCode, frameType } from '../../../rpc/http2/frames.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { hello, RawPeer, requestBlock, setting, uint32 } from '../http2/server-support.ts';
import { frame } from '../http2/support.ts';
import { http1, nothing, RawClient, startPort, type Port, type StartOptions } from './support.ts';

const open: Port[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async ({ server }) => await server.stop(0)));
});

async function start(options?: StartOptions): Promise<Port> {
  const port = await startPort(options);
  open.push(port);
  return port;
}

/** Another client of each version has its request answered. */
async function othersAreServed(port: Port): Promise<void> {
  using old = await RawClient.open(port.port, http1('POST', '/echo', 'hello'));
  await old.find(/\r\n\r\nhello$/);
  using peer = await RawPeer.open(port.port, hello);
  peer.send(headers(1, '/echo', {}), frame(frameType.data, 1, 1, Buffer.from('hello')));
  await peer.find(({ type, streamId, flags }) => type === 0 && streamId === 1 && flags === 1);
  expect(peer.data(1).toString()).toBe('hello');
}

function headers(
  streamId: number,
  path: string,
  change: Readonly<Record<string, string | undefined>>,
  flags = 4,
): Buffer {
  return frame(frameType.headers, flags, streamId, requestBlock(path, change));
}

const body = 'x'.repeat(1000);
const small = { messageBytesMax: 1000, discardedBytesMax: 10_000 };

/** Each stops in the middle of something. */
const unfinished = [
  'GET /echo HTTP/1.1\r\nHost: a\r\n',
  'POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc',
  'POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nabc',
  `${http1('GET', '/livez')}GET /echo HTT`,
];

describe('a client of HTTP/1.1 that', () => {
  test('does not finish its request is told, and closed', async () => {
    // Time-outs of node:http pass in real time.
    const port = await start({ bounds: { arrivalMsMax: 400 } });
    await Promise.all(
      unfinished.map(async (bytes) => {
        using client = await RawClient.open(port.port, bytes);
        await client.closed();
        expect(client.text).toMatch(/HTTP\/1.1 408 Request Timeout\r\nConnection: close\r\n\r\n$/);
      }),
    );
    await othersAreServed(port);
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test.each([
    ['has too long a head', http1('GET', '/echo', '', `x: ${'y'.repeat(20_000)}\r\n`), 431],
    ['has too many headers in all', http1('GET', '/echo', '', 'abc: de\r\n'.repeat(5000)), 431],
    ['has no host', 'GET /echo HTTP/1.1\r\n\r\n', 400],
    ['speaks nonsense', 'Nonsense\r\n\r\n', 400],
    ['has two lengths', http1('POST', '/echo', 'abc', 'Content-Length: 4\r\n'), 400],
    ['has a length and pieces', http1('POST', '/echo', 'a', 'Transfer-Encoding: chunked\r\n'), 400],
    ['has a length that is none', http1('POST', '/echo', '', 'Content-Length: -1\r\n'), 400],
    [
      'has a piece without end',
      http1('POST', '/echo', '', `Transfer-Encoding: chunked\r\n`).concat('x\r\n'),
      400,
    ],
    ['is TLS', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03', 400],
  ])('%s is refused', async (_name, bytes, status) => {
    const port = await start();
    using client = await RawClient.open(port.port, bytes);
    await client.find(new RegExp(`^HTTP/1.1 ${status} `));
    await othersAreServed(port);
    await client.closed();
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test('sends too long a body reads why, and may go on', async () => {
    const port = await start({ bounds: small });
    using client = await RawClient.open(port.port, http1('POST', '/echo', 'x'.repeat(5000)));
    await client.find(/^HTTP\/1.1 413 Payload Too Large[\s\S]*\r\n\r\n$/);
    client.send(http1('POST', '/echo', body));
    await client.find(/x{1000}$/);
    expect(port.requests).toHaveLength(1);
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test('sends too long a body in pieces reads why', async () => {
    const port = await start({ bounds: small });
    const piece = `200\r\n${'y'.repeat(512)}\r\n`;
    using client = await RawClient.open(
      port.port,
      http1('POST', '/echo', '', 'Transfer-Encoding: chunked\r\n'),
    );
    client.send(piece);
    await expect.poll(() => port.server.load.requestBytes).toBe(512);
    client.send(piece);
    await client.find(/^HTTP\/1.1 413 /);
    client.send(`${piece}0\r\n\r\n${http1('GET', '/livez')}`);
    await client.find(/ok\n$/);
    expect(port.requests).toEqual([]);
  });

  test('asks before it sends too much is told not to', async () => {
    const port = await start({ bounds: small });
    const expects = 'Expect: 100-continue\r\n';
    using client = await RawClient.open(
      port.port,
      http1('POST', '/echo', '', `${expects}Content-Length: 5000\r\n`),
    );
    await client.closed();
    expect(client.text).toMatch(/^HTTP\/1.1 413 [\s\S]*Connection: close/);
    using modest = await RawClient.open(
      port.port,
      http1('POST', '/echo', '', `${expects}Content-Length: 3\r\n`),
    );
    await modest.find(/^HTTP\/1.1 100 Continue\r\n\r\n$/);
    modest.send('abc');
    await modest.find(/200 OK[\s\S]*abc$/);
  });

  test('sends on and on after it was refused is closed', async () => {
    const port = await start({ bounds: small });
    using client = await RawClient.open(
      port.port,
      http1('POST', '/echo', '', `Content-Length: 100000\r\n`),
    );
    await client.find(/413/);
    client.send('x'.repeat(50_000));
    await client.closed();
    await othersAreServed(port);
    expect(port.requests.map(({ method }) => method)).toEqual(['POST', 'POST']);
  });

  test('wants a tunnel is closed', async () => {
    const port = await start();
    using client = await RawClient.open(port.port, 'CONNECT a:1 HTTP/1.1\r\nHost: a\r\n\r\n');
    await client.closed();
    expect(client.text).toBe('');
    await othersAreServed(port);
  });

  test('asks for more than it waits for is dropped', async () => {
    const port = await start();
    using client = await RawClient.open(port.port, http1('GET', '/hold').repeat(16));
    await expect.poll(() => port.held.length).toBe(16);
    await othersAreServed(port);
    client.send(http1('GET', '/hold'));
    await client.closed();
    for (const { request, answer } of port.held) {
      expect(request.signal.aborted).toBe(true);
      answer({ status: 200, body: Buffer.alloc(0) });
    }
    await expect.poll(() => port.server.load).toEqual(nothing);
  });
});

describe('a client of HTTP/2 that', () => {
  test('stops in its body is told after 10 s', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    using peer = await RawPeer.open(port.port, hello);
    peer.send(headers(1, '/echo', {}), frame(frameType.data, 0, 1, Buffer.from('abc')));
    await peer.settled();
    await clock.advance(9000);
    expect(port.server.load.requestBytes).toBe(3);
    await clock.advance(2000);
    expect(await peer.trailers(1)).toEqual({ ':status': '408' });
    expect(await peer.resetCode(1)).toBe(errorCode.noError);
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test.each([
    ['announces too long a body', headers(1, '/echo', { 'content-length': '11001' }), '413'],
    [
      'sends too long a body',
      Buffer.concat([headers(1, '/echo', {}), frame(0, 1, 1, Buffer.alloc(1001))]),
      '413',
    ],
    ['has too long a head', headers(1, '/echo', { x: 'y'.repeat(16_200) }), '431'],
    [
      'wants a tunnel',
      headers(1, '/echo', { ':method': 'CONNECT', ':path': undefined, ':scheme': undefined }),
      '405',
    ],
  ])('%s is refused, its stream alone', async (_name, bytes, status) => {
    const port = await start({ bounds: small });
    using peer = await RawPeer.open(port.port, hello);
    peer.send(bytes);
    expect(await peer.trailers(1)).toEqual({ ':status': status });
    peer.send(headers(3, '/echo', {}), frame(frameType.data, 1, 3, Buffer.from(body)));
    await peer.find(({ type, streamId, flags }) => type === 0 && streamId === 3 && flags === 1);
    expect(peer.data(3).toString()).toBe(body);
    await othersAreServed(port);
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test('sends garbage after its preface is told, and dropped', async () => {
    const port = await start();
    using peer = await RawPeer.open(port.port, Buffer.concat([hello, Buffer.alloc(50_000, 0xff)]));
    expect(await peer.goAwayCode()).toBe(errorCode.frameSize);
    await othersAreServed(port);
    await peer.closed();
  });

  test('sends another preface is told, and dropped', async () => {
    const port = await start();
    using peer = await RawPeer.open(port.port, Buffer.from('PRI * HTTP/3.0\r\n\r\nSM\r\n\r\n'));
    expect(await peer.goAwayCode()).toBe(errorCode.protocolError);
    await othersAreServed(port);
  });
});

describe('all clients together', () => {
  test('hold no more bytes of requests than are allowed', async () => {
    const port = await start({ bounds: { requestBytesMax: 10_000 } });
    const most = http1('POST', '/echo', '', 'Content-Length: 9000\r\n') + 'x'.repeat(8000);
    using first = await RawClient.open(port.port, most);
    await expect.poll(() => port.server.load.requestBytes).toBe(8000);
    using second = await RawClient.open(port.port, most);
    await second.find(/^HTTP\/1.1 503 /);
    using peer = await RawPeer.open(port.port, hello);
    peer.send(headers(1, '/echo', {}), frame(0, 1, 1, Buffer.alloc(8000)));
    expect(await peer.trailers(1)).toEqual({ ':status': '503' });
    await othersAreServed(port);
    first.send('x'.repeat(1000));
    await first.find(/x{9000}$/);
    second.socket.destroy();
    await expect.poll(() => port.server.load).toEqual(nothing);
  });

  test('have no more exchanges than are allowed', async () => {
    const port = await start({ bounds: { callsMax: 2 } });
    using client = await RawClient.open(port.port, http1('GET', '/hold'));
    using peer = await RawPeer.open(port.port, hello);
    peer.send(headers(1, '/hold', {}, 5));
    await expect.poll(() => port.held.length).toBe(2);
    peer.send(headers(3, '/hold', {}, 5));
    expect(await peer.trailers(3)).toEqual({ ':status': '503' });
    using second = await RawClient.open(port.port, http1('GET', '/hold'));
    await second.find(/^HTTP\/1.1 503 /);
    port.held[0]?.answer({ status: 200, body: Buffer.from('done') });
    await client.find(/done$/);
    await expect.poll(() => port.server.load.calls).toBe(1);
    await othersAreServed(port);
    port.held[1]?.answer({ status: 200, body: Buffer.alloc(0) });
  });

  test('may be many that do nothing, for a while', async () => {
    const clock = new ManualClock();
    const port = await start({ clock, bounds: { connectionsMax: 200 } });
    const idle = await Promise.all(
      Array.from({ length: 190 }, async () => await RawClient.open(port.port)),
    );
    await expect.poll(() => port.server.connectionCount).toBe(190);
    await othersAreServed(port);
    await clock.advance(11_000);
    await Promise.all(idle.map(async (client) => await client.closed()));
    await expect.poll(() => port.server.connectionCount).toBe(0);
  });
});

describe('a reader that reads nothing', () => {
  const piece = Buffer.alloc(60_000, 'p');

  test('of a stream over HTTP/1.1 is cut after 30 s, and holds one piece until then', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    using client = await RawClient.open(port.port, http1('POST', '/stream'));
    client.socket.pause();
    await expect.poll(() => port.streams.length).toBe(1);
    const [pieces] = port.streams;
    for (let at = 0; at < 1000; at++) pieces?.send(piece);
    await settles(() => pieces?.taken);
    expect(pieces?.taken).toBeLessThan(200);
    expect(port.server.load.answerBytes).toBe(60_000);
    await othersAreServed(port);
    await clock.advance(31_000);
    await expect.poll(() => pieces?.isFinished).toBe(true);
    await expect.poll(() => port.server.load).toEqual(nothing);
    client.socket.resume();
    await client.closed();
  });

  test('of a stream over HTTP/2 is cut after 30 s, and holds one piece until then', async () => {
    const clock = new ManualClock();
    const port = await start({ clock });
    using peer = await RawPeer.open(port.port, hello);
    peer.send(headers(1, '/stream', {}, 5));
    await expect.poll(() => port.streams.length).toBe(1);
    const [pieces] = port.streams;
    for (let at = 0; at < 10; at++) pieces?.send(piece);
    await peer.settled();
    expect(pieces?.taken).toBe(2);
    expect(port.server.load.answerBytes).toBe(60_000);
    await othersAreServed(port);
    await clock.advance(31_000);
    expect(await peer.resetCode(1)).toBe(errorCode.cancel);
    expect(pieces?.isFinished).toBe(true);
    await expect.poll(() => port.server.load).toEqual(nothing);
    // The connection goes on.
    peer.send(
      frame(frameType.windowUpdate, 0, 0, uint32(1_000_000)),
      headers(3, '/large/5', {}, 5),
    );
    await peer.find(({ type, streamId, flags }) => type === 0 && streamId === 3 && flags === 1);
  });

  test('of whole answers is dropped after 30 s, and cannot have more than all may', async () => {
    const clock = new ManualClock();
    const port = await start({ clock, bounds: { answerBytesMax: 10_000_000 } });
    using client = await RawClient.open(port.port, http1('GET', '/large/9000000'));
    client.socket.pause();
    using peer = await RawPeer.open(port.port, hello);
    peer.send(frame(frameType.settings, 0, 0, setting(4, 0)));
    await expect.poll(() => port.server.load.answerBytes).toBe(9_000_000);
    peer.send(headers(1, '/large/900000', {}, 5), headers(3, '/large/900000', {}, 5));
    await peer.find(({ type, streamId }) => type === 1 && streamId === 3);
    expect(port.server.load.answerBytes).toBe(9_900_000);
    peer.send(frame(frameType.windowUpdate, 0, 3, uint32(100)));
    await peer.find(({ type, streamId, flags }) => type === 0 && streamId === 3 && flags === 1);
    expect(peer.data(3).toString()).toBe('Too many answers on this node have not been read.');
    await othersAreServed(port);
    await clock.advance(32_000);
    expect(await peer.resetCode(1)).toBe(errorCode.cancel);
    await expect.poll(() => port.server.load).toEqual(nothing);
  });
});

/** Waits until `value` stays the same while others take their turns. */
async function settles(value: () => unknown): Promise<void> {
  for (let same = 0, last = value(); same < 20;) {
    await new Promise((resolve) => setImmediate(resolve));
    const now = value();
    same = now === last ? same + 1 : 0;
    last = now;
  }
}
