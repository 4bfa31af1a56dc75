/** Messages however they are cut, and what they may hold. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { frameFlag, frameType } from '../../../rpc/http2/frames.ts';
import {
  body,
  call,
  headers,
  hello,
  RawPeer,
  startFront,
  uint32,
  type Front,
} from './server-support.ts';
import { frame, grpcMessage } from './support.ts';

let front: Front;
beforeEach(async () => {
  front = await startFront({ requestBytesMax: 100_000, messageBytesMax: 60_000 });
});
afterEach(async () => {
  await front.server.stop(0);
});

test.each([1, 2, 3, 4, 5, 6, 7, 1000])(
  'a request in pieces of %d bytes arrives whole',
  async (size) => {
    const message = Buffer.from(Array.from({ length: 3000 }, (_, at) => at % 251));
    const wire = grpcMessage(message);
    using peer = await RawPeer.open(front.server.port);
    peer.send(headers(1));
    for (let at = 0; at < wire.length; at += size) {
      const isLast = at + size >= wire.length;
      peer.send(frame(0, isLast ? frameFlag.endStream : 0, 1, wire.subarray(at, at + size)));
    }
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
    expect(front.requests).toEqual([message]);
  },
);

test.each([1, 4, 7, 11])(
  'messages of a stream in pieces of %d bytes arrive one by one',
  async (size) => {
    const wire = Buffer.concat(['', 'a', '', 'bcd'].map((text) => grpcMessage(Buffer.from(text))));
    using peer = await RawPeer.open(front.server.port);
    peer.send(headers(1, '/t/Chat'));
    for (let at = 0; at < wire.length; at += size) {
      peer.send(frame(0, 0, 1, wire.subarray(at, at + size)));
    }
    peer.send(frame(0, frameFlag.endStream, 1));
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
    expect(peer.data(1)).toEqual(wire);
  },
);

describe('a request that is not one message', () => {
  const one = grpcMessage(Buffer.from('hello'));
  test.each([
    ['has none', Buffer.alloc(0), '12'],
    ['ends inside its prefix', one.subarray(0, 3), '12'],
    ['ends inside its message', one.subarray(0, 8), '12'],
    ['has two', Buffer.concat([one, one]), '12'],
    ['has more bytes', Buffer.concat([one, Buffer.of(0)]), '12'],
    ['is compressed', Buffer.concat([Buffer.of(1), one.subarray(1)]), '12'],
    ['is too large', Buffer.of(0, 0, 0, 0xea, 0x61), '8'],
    ['says that it is 4 GiB', Buffer.of(0, 255, 255, 255, 255), '8'],
  ])('and %s is refused', async (_name, bytes, status) => {
    using peer = await RawPeer.open(front.server.port);
    peer.send(headers(1), frame(0, frameFlag.endStream, 1, bytes), call(3));
    expect(await peer.trailers(1)).toMatchObject({ 'grpc-status': status });
    expect(await peer.trailers(3)).toEqual({ 'grpc-status': '0' });
    expect(front.requests).toHaveLength(1);
    await expect.poll(() => front.server.load.requestBytes).toBe(0);
  });
});

test('the request that exceeds the bytes of all is refused and forgotten; the others go on', async () => {
  using peer = await RawPeer.open(front.server.port);
  const part = grpcMessage(Buffer.alloc(40_000)).subarray(0, 16_000);
  for (const id of [1, 3, 5, 7]) peer.send(headers(id), frame(frameType.data, 0, id, part));
  for (const id of [1, 3]) peer.send(frame(frameType.data, 0, id, Buffer.alloc(16_000)));
  peer.send(frame(frameType.data, 0, 5, Buffer.alloc(16_000)));
  expect(await peer.trailers(5)).toMatchObject({
    'grpc-status': '8',
    'grpc-message': 'too%20many%20requests%20are%20arriving%20at%20this%20node',
  });
  await peer.settled();
  expect(front.server.load).toMatchObject({ calls: 3, requestBytes: 80_000 });
  peer.send(frame(0, frameFlag.endStream, 1, Buffer.alloc(8005)));
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
});

test('calls beyond the bound of all are refused before they send anything', async () => {
  const small = await startFront({ callsMax: 2 });
  using peer = await RawPeer.open(small.server.port);
  peer.send(headers(1), headers(3), headers(5), body(5));
  expect(await peer.trailers(5)).toMatchObject({ 'grpc-status': '8' });
  peer.send(body(1));
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  await small.server.stop(0);
});

test('a large answer is refused when those of others fill the bound, a small one is not', async () => {
  const small = await startFront({ answerBytesMax: 50_000 });
  // Nobody reads: no window.
  using deaf = await RawPeer.open(small.server.port, hello);
  deaf.send(frame(frameType.settings, 0, 0, Buffer.of(0, 4, 0, 0, 0, 0)));
  deaf.send(headers(1), frame(0, 0, 1, grpcMessage(Buffer.alloc(40_000)).subarray(0, 16_000)));
  deaf.send(
    frame(0, 0, 1, Buffer.alloc(16_000)),
    frame(0, frameFlag.endStream, 1, Buffer.alloc(8005)),
  );
  await expect.poll(() => small.server.load.answerBytes).toBe(40_000);
  using peer = await RawPeer.open(small.server.port);
  peer.send(call(1, '/t/Echo', Buffer.alloc(15_000)), call(3, '/t/Echo', Buffer.alloc(1000)));
  expect(await peer.trailers(1)).toMatchObject({ 'grpc-status': '8', 'grpc-message': 'no%20room' });
  expect(await peer.trailers(3)).toEqual({ 'grpc-status': '0' });
  deaf.socket.resetAndDestroy();
  await expect.poll(() => small.server.load.answerBytes).toBe(0);
  await small.server.stop(0);
});

describe('a handler that is busy', () => {
  const sayings = ['a', 'bc', 'd'.repeat(1000)].map((text) => Buffer.from(text));

  test.each([1, 3, 6, 5000])(
    'gets one message at a time, however they are cut (%d), and the end last',
    async (size) => {
      const wire = Buffer.concat(sayings.map((message) => grpcMessage(message)));
      using peer = await RawPeer.open(front.server.port);
      peer.send(headers(1, '/t/Slow'));
      for (let at = 0; at < wire.length; at += size) {
        peer.send(frame(0, 0, 1, wire.subarray(at, at + size)));
      }
      peer.send(frame(0, frameFlag.endStream, 1));
      await peer.settled();
      for (const [index] of sayings.entries()) {
        await expect.poll(() => front.slow).toEqual(sayings.slice(0, index + 1));
        front.goOn();
      }
      expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
      expect(front.slow).toEqual([...sayings, 'end']);
      expect(front.server.load.requestBytes).toBe(0);
    },
  );

  test('gives its client no credit, but for a message that is not whole', async () => {
    await front.server.stop(0);
    front = await startFront({ streamWindowBytes: 65_535, connectionWindowBytes: 1_000_000 });
    const credits = (streamId: number): number =>
      peer.frames.filter(
        (seen) => seen.type === frameType.windowUpdate && seen.streamId === streamId,
      ).length;
    using peer = await RawPeer.open(front.server.port);
    peer.send(headers(1, '/t/Slow'));
    const wire = grpcMessage(Buffer.alloc(100_000));
    for (let at = 0; at < wire.length; at += 16_000) {
      peer.send(frame(0, 0, 1, wire.subarray(at, at + 16_000)));
      await peer.settled();
    }
    expect(front.slow).toHaveLength(1);
    const credited = credits(1);
    expect(credited).toBeGreaterThan(0);
    for (let sent = 0; sent < 3; sent += 1)
      peer.send(frame(0, 0, 1, grpcMessage(Buffer.alloc(16_000))));
    await peer.settled();
    expect(credits(1)).toBe(credited);
    expect(front.server.load.requestBytes).toBe(3 * 16_005);
    for (let sent = 0; sent < 4; sent += 1) {
      await expect.poll(() => front.slow).toHaveLength(1 + sent);
      front.goOn();
    }
    await peer.settled();
    expect(credits(1)).toBe(credited + 1);
    expect(front.server.load.requestBytes).toBe(0);
  });

  test('does not keep its client from going, and hears of no more messages then', async () => {
    using peer = await RawPeer.open(front.server.port);
    const two = Buffer.concat(sayings.slice(0, 2).map((message) => grpcMessage(message)));
    peer.send(
      headers(1, '/t/Slow'),
      frame(0, 0, 1, two),
      frame(frameType.rstStream, 0, 1, uint32(8)),
    );
    await peer.settled();
    expect(front.server.load).toMatchObject({ calls: 0, requestBytes: 0 });
    front.goOn();
    await peer.settled();
    expect(front.slow).toEqual(sayings.slice(0, 1));
  });

  test('has a bound of its own for a message', async () => {
    using peer = await RawPeer.open(front.server.port);
    peer.send(headers(1, '/t/Slow'), frame(0, 0, 1, Buffer.of(0, 0, 4, 0x93, 0xe1)));
    expect(await peer.trailers(1)).toMatchObject({
      'grpc-status': '8',
      'grpc-message': 'the%20request%20message%20has%20300001%20bytes,%20300000%20are%20allowed',
    });
  });
});
