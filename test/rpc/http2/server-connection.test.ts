/**
 * Frame by frame against a raw client. What Node's own server also does shows that the cases are right; at errors of
 * the connection it often says nothing, or another code, so those are not compared.
 */
import { createServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { errorCode, frameFlag, frameType, settingId } from '../../../rpc/http2/frames.ts';
import { conformanceCases, rightCases, type ConformanceCase } from './conformance-cases.ts';
import * as support from './server-support.ts';
import { call, headers, hello, RawPeer, startFront, uint32, type Front } from './server-support.ts';
import { frame, grpcMessage } from './support.ts';

let front: Front;
beforeEach(async () => {
  front = await startFront();
});
afterEach(async () => {
  await front.server.stop(0);
});

/** With which code the connection ended, or stream 1 while the connection goes on. */
async function endOf(port: number, { bytes, expected }: ConformanceCase): Promise<object> {
  using peer = await RawPeer.open(port, bytes);
  if ('stream' in expected) {
    const stream = await peer.resetCode(1);
    await peer.settled();
    return { stream };
  }
  const connection = await peer.goAwayCode();
  await peer.closed();
  return { connection };
}

describe('what RFC 9113 forbids', () => {
  test.each(conformanceCases)('§$section: $name', async (one) => {
    expect(await endOf(front.server.port, one)).toEqual(one.expected);
    for (const held of front.held) held.end();
    expect(front.server.load).toEqual({ calls: 0, requestBytes: 0, answerBytes: 0 });
    expect(front.requests.length).toBeLessThanOrEqual(1);
    using other = await RawPeer.open(front.server.port, Buffer.concat([hello, call(1)]));
    expect(await other.trailers(1)).toEqual({ 'grpc-status': '0' });
  });
});

describe('what is unusual and right', () => {
  test.each(rightCases)('§%s: %s', async (_section, _name, bytes) => {
    using peer = await RawPeer.open(front.server.port, bytes);
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
    expect(peer.data(1)).toEqual(grpcMessage(Buffer.from('hello')));
  });

  test.each(rightCases)('§%s: %s, byte by byte', async (_section, _name, bytes) => {
    using peer = await RawPeer.open(front.server.port, new Uint8Array());
    for (const byte of bytes) peer.socket.write(Buffer.of(byte));
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  });
});

describe('the same cases against node:http2', () => {
  const server = createServer();
  let port = 0;
  beforeAll(async () => {
    server.on('session', (session) => session.on('error', () => undefined));
    server.on('sessionError', () => undefined);
    server.on('stream', (stream, sent) => {
      stream.on('error', () => undefined);
      stream.resume();
      if (sent[':path'] === '/t/Hold') return;
      stream.on('end', () => {
        stream.respond({ ':status': 200 }, { endStream: true });
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => {
    server.close();
  });

  const shared = conformanceCases.filter(
    ({ isOurs, expected }) => isOurs !== true && 'stream' in expected,
  );

  test.each(shared)('§$section: $name', async (one) => {
    expect(await endOf(port, one)).toEqual(one.expected);
  });

  test.each(rightCases)('§%s: %s', async (_section, _name, bytes) => {
    using peer = await RawPeer.open(port, bytes);
    expect(await peer.trailers(1)).toMatchObject({ ':status': '200' });
  });
});

test('the settings say what is allowed, and are acknowledged', async () => {
  using peer = await RawPeer.open(front.server.port);
  const { payload } = await peer.find(({ type }) => type === frameType.settings);
  expect(payload).toEqual(
    Buffer.concat([
      support.setting(settingId.streamsMax, 100),
      support.setting(settingId.initialWindowSize, 262_144),
      support.setting(settingId.fieldListBytesMax, 16_384),
    ]),
  );
  await peer.find(({ type, flags }) => type === frameType.settings && flags === frameFlag.ack);
});

test('an answer is headers, one message and trailers, and leaves no stream behind', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, call(1), call(3)]));
  await peer.trailers(3);
  const ofOne = peer.frames.filter(({ streamId }) => streamId === 1);
  expect(ofOne.map(({ type, flags }) => [type, flags])).toEqual([
    [frameType.headers, frameFlag.endHeaders],
    [frameType.data, 0],
    [frameType.headers, frameFlag.endHeaders | frameFlag.endStream],
  ]);
  await expect.poll(() => front.server.load.calls).toBe(0);
});

describe('what is not a call of a method here', () => {
  test.each([
    ['another method', { ':method': 'GET' }, { ':status': '405' }],
    [
      'CONNECT',
      { ':method': 'CONNECT', ':path': undefined, ':scheme': undefined },
      { ':status': '405' },
    ],
    ['another content type', { 'content-type': 'application/json' }, { ':status': '415' }],
    [
      'a content type that begins alike',
      { 'content-type': 'application/grpcx' },
      { ':status': '415' },
    ],
    ['no content type', { 'content-type': undefined }, { ':status': '415' }],
    [
      'too many header bytes',
      { big: 'x'.repeat(16_000), more: 'x'.repeat(400) },
      { ':status': '431' },
    ],
    ['an unknown method', { ':path': '/t/Nothing' }, { ':status': '200', 'grpc-status': '12' }],
    ['a broken time-out', { 'grpc-timeout': '5x' }, { ':status': '200', 'grpc-status': '3' }],
  ] as const)('%s is refused before its request has ended', async (_name, change, expected) => {
    using peer = await RawPeer.open(front.server.port);
    const block = support.requestBlock('/t/Echo', change);
    peer.send(
      frame(frameType.headers, 0, 1, block.subarray(0, 10_000)),
      frame(frameType.continuation, frameFlag.endHeaders, 1, block.subarray(10_000)),
    );
    expect(await peer.trailers(1)).toMatchObject(expected);
    expect(await peer.resetCode(1)).toBe(errorCode.noError);
    // What was under way when it was refused does no harm.
    peer.send(support.body(1), call(3));
    expect(await peer.trailers(3)).toEqual({ 'grpc-status': '0' });
    expect(front.server.load.calls).toBe(0);
  });
});

describe('a stream beyond the limit', () => {
  test('is refused unread, and the others go on', async () => {
    using peer = await RawPeer.open(front.server.port);
    for (let at = 0; at < 101; at++) peer.send(headers(2 * at + 1, '/t/Hold'));
    expect(await peer.resetCode(201)).toBe(errorCode.refusedStream);
    peer.send(support.body(1));
    await expect.poll(() => front.held.length).toBe(1);
    front.held[0]?.tryAnswer(Buffer.from('yes'));
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
    peer.send(call(203));
    expect(await peer.trailers(203)).toEqual({ 'grpc-status': '0' });
  });
});

describe('a reset', () => {
  test('tells the handler, once, and frees the call when that has ended it', async () => {
    using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, call(1, '/t/Hold')]));
    await expect.poll(() => front.held.length).toBe(1);
    let cancelled = 0;
    const [held] = front.held;
    if (held !== undefined) held.onCancelled = () => (cancelled += 1);
    peer.send(frame(frameType.rstStream, 0, 1, uint32(errorCode.cancel)));
    peer.send(frame(frameType.rstStream, 0, 1, uint32(errorCode.cancel)));
    await peer.settled();
    expect([cancelled, held?.isCancelled, front.server.load.calls]).toEqual([1, true, 1]);
    expect(held?.tryAnswer(Buffer.from('late'))).toBe(true);
    expect(front.server.load.calls).toBe(0);
    await peer.settled();
    expect(peer.frames.filter(({ streamId }) => streamId === 1)).toEqual([]);
  });

  test('of the connection does the same to all its calls', async () => {
    const peer = await RawPeer.open(
      front.server.port,
      Buffer.concat([hello, call(1, '/t/Hold'), headers(3, '/t/Chat'), headers(5)]),
    );
    await expect.poll(() => [front.held.length, front.server.load.calls]).toEqual([1, 3]);
    peer.socket.resetAndDestroy();
    await expect.poll(() => front.server.load.calls).toBe(1);
    front.held[0]?.fail({ code: 2, message: 'late' });
    expect(front.server.load).toEqual({ calls: 0, requestBytes: 0, answerBytes: 0 });
  });
});

test('an interim GOAWAY of the client lets its calls finish, and then the connection ends', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, call(1, '/t/Hold')]));
  peer.send(frame(frameType.goAway, 0, 0, Buffer.alloc(8)));
  await expect.poll(() => front.held.length).toBe(1);
  front.held[0]?.tryAnswer(Buffer.from('yes'));
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  await peer.closed();
});

test('a chat is answered message by message until both sides have ended', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, headers(1, '/t/Chat')]));
  for (const text of ['a', 'bc']) {
    peer.send(frame(frameType.data, 0, 1, grpcMessage(Buffer.from(text))));
    await expect.poll(() => peer.data(1).toString().endsWith(text)).toBe(true);
  }
  peer.send(frame(frameType.data, frameFlag.endStream, 1));
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  await expect.poll(() => front.server.load.calls).toBe(0);
});
