/**
 * Clients that try to wear the server out. Each is ended for it, or bounded; its memory is given back; and another
 * client is served meanwhile.
 */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { errorCode, frameFlag, frameType } from '../../../rpc/http2/frames.ts';
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
import { requestBlock, setting } from './server-support.ts';
import { frame, grpcMessage } from './support.ts';

let front: Front;
let other: RawPeer;
let otherId = 1;
beforeEach(async () => {
  front = await startFront();
  other = await RawPeer.open(front.server.port);
  otherId = 1;
});
afterEach(async () => {
  other.socket.destroy();
  await front.server.stop(0);
});

/** Another client's call is answered, and nothing is kept of the attacker's. */
async function othersAreServed(): Promise<Record<string, string>> {
  otherId += 2;
  other.send(call(otherId));
  return await other.trailers(otherId);
}

const served = { 'grpc-status': '0' };
const nothing = { calls: 0, requestBytes: 0, answerBytes: 0 };
const repeat = (count: number, piece: (at: number) => Uint8Array): Buffer =>
  Buffer.concat(Array.from({ length: count }, (_, at) => piece(at)));
const reset = (streamId: number): Buffer => frame(frameType.rstStream, 0, streamId, uint32(8));

describe('a flood', () => {
  test.each([
    ['PING', repeat(11_000, () => frame(frameType.ping, 0, 0, Buffer.alloc(8)))],
    ['SETTINGS', repeat(11_000, () => frame(frameType.settings, 0, 0, setting(4, 65_535)))],
    [
      'windows that change, in one SETTINGS',
      frame(
        frameType.settings,
        0,
        0,
        repeat(2000, (at) => setting(4, at)),
      ),
    ],
    ['acknowledgements', repeat(11_000, () => frame(frameType.settings, frameFlag.ack, 0))],
    ['PRIORITY', repeat(11_000, () => frame(frameType.priority, 0, 9, Buffer.of(0, 0, 0, 3, 1)))],
    ['unknown frames', repeat(11_000, () => frame(0xee, 0, 0))],
    ['empty DATA', Buffer.concat([headers(1), repeat(11_000, () => frame(frameType.data, 0, 1))])],
    [
      'DATA of padding alone',
      Buffer.concat([
        headers(1),
        repeat(11_000, () =>
          frame(frameType.data, frameFlag.padded, 1, Buffer.of(9, ...Buffer.alloc(9))),
        ),
      ]),
    ],
    [
      'DATA on a stream that is closed',
      Buffer.concat([headers(1), reset(1), repeat(11_000, () => frame(0, 0, 1, Buffer.alloc(9)))]),
    ],
    [
      'WINDOW_UPDATE on a stream that is closed',
      Buffer.concat([headers(1), reset(1), repeat(11_000, () => frame(8, 0, 1, uint32(1)))]),
    ],
    [
      'streams that are reset at once',
      repeat(300, (at) => Buffer.concat([call(2 * at + 1, '/t/Hold'), reset(2 * at + 1)])),
    ],
    [
      'streams that make the server reset them',
      repeat(300, (at) => Buffer.concat([headers(2 * at + 1), frame(8, 0, 2 * at + 1, uint32(0))])),
    ],
    [
      'requests that are malformed',
      repeat(300, (at) => frame(1, 5, 2 * at + 1, requestBlock('/t/Echo', { te: 'x' }))),
    ],
    ['streams beyond the limit', repeat(500, (at) => headers(2 * at + 1, '/t/Hold'))],
    [
      'CONTINUATION',
      Buffer.concat([
        headers(1, '/t/Echo', 0),
        repeat(100, () => frame(frameType.continuation, 0, 1, Buffer.alloc(1000))),
      ]),
    ],
    [
      'empty CONTINUATION',
      Buffer.concat([headers(1, '/t/Echo', 0), repeat(11_000, () => frame(9, 0, 1))]),
    ],
  ])('of %s ends the connection', async (_name, bytes) => {
    using peer = await RawPeer.open(front.server.port, hello);
    peer.send(bytes);
    // An interim GOAWAY says that nothing is wrong.
    const end = await peer.find(
      ({ type, payload }) => type === frameType.goAway && payload.readUInt32BE(4) !== 0,
    );
    expect(end.payload.readUInt32BE(4)).toBe(errorCode.enhanceYourCalm);
    expect(await othersAreServed()).toEqual(served);
    await peer.closed();
    for (const held of front.held) held.end();
    await expect.poll(() => front.server.load).toEqual(nothing);
  });
});

test('what a client may do in a second it may do in the next again', async () => {
  using peer = await RawPeer.open(front.server.port);
  peer.send(repeat(9900, () => frame(frameType.ping, 0, 0, Buffer.alloc(8))));
  await peer.settled();
  expect(peer.isClosed).toBe(false);
});

test('a client may change its windows, and repeat what they are', async () => {
  using peer = await RawPeer.open(front.server.port);
  peer.send(repeat(30, (at) => frame(frameType.settings, 0, 0, setting(4, at))));
  peer.send(
    frame(
      frameType.settings,
      0,
      0,
      repeat(2000, () => setting(4, 29)),
    ),
  );
  await peer.settled();
  expect(peer.isClosed).toBe(false);
});

test('a bomb of indexed fields is refused, and costs no memory', async () => {
  using peer = await RawPeer.open(front.server.port);
  const long = Buffer.concat([Buffer.of(0x40, 1, 0x61, 0x7f, 0xa1, 0x1e), Buffer.alloc(4000, 'x')]);
  const bomb = Buffer.concat([
    Buffer.from(requestBlock('/t/Echo')),
    long,
    Buffer.alloc(12_000, 0xbe),
  ]);
  for (let at = 0; at < 50; at++) {
    const id = 2 * at + 1;
    peer.send(frame(1, 0, id, bomb.subarray(0, 16_000)), frame(9, 4, id, bomb.subarray(16_000)));
  }
  expect(await peer.trailers(99)).toEqual({ ':status': '431' });
  expect(await othersAreServed()).toEqual(served);
  expect(front.server.load).toEqual(nothing);
});

describe('flow control', () => {
  test('that is exceeded on a stream ends the stream', async () => {
    using peer = await RawPeer.open(front.server.port);
    peer.send(headers(1, '/t/Hold'));
    // Its answer is not awaited, so nothing is credited: the message is too large at its first bytes.
    peer.send(frame(0, 0, 1, Buffer.of(0, 255, 255, 255, 255)));
    expect(await peer.trailers(1)).toMatchObject({ 'grpc-status': '8' });
    peer.send(repeat(20, () => frame(0, 0, 1, Buffer.alloc(16_000))));
    await peer.settled();
    expect(await othersAreServed()).toEqual(served);
    expect(front.server.load).toEqual(nothing);
  });

  test('with windows of one byte costs the client more than the server', async () => {
    using peer = await RawPeer.open(front.server.port, hello);
    peer.send(frame(4, 0, 0, setting(4, 1)));
    for (let id = 1; id < 100; id += 2) peer.send(call(id, '/t/Echo', Buffer.alloc(500)));
    await peer.settled();
    expect(front.server.load.calls).toBe(50);
    expect(await othersAreServed()).toEqual(served);
    peer.socket.resetAndDestroy();
    await expect.poll(() => front.server.load).toEqual(nothing);
  });
});

test('a client that asks and does not read is read no more, once a mebibyte waits for it', async () => {
  using peer = await RawPeer.open(front.server.port, hello);
  peer.socket.pause();
  peer.send(frame(4, 0, 0, Buffer.of(0, 4, 0x7f, 255, 255, 255)));
  peer.send(frame(8, 0, 0, Buffer.of(0x7f, 0, 0, 0)));
  const message = Buffer.alloc(900, 1);
  for (let at = 0; at < 40_000; at++) peer.send(call(2 * at + 1, '/t/Echo', message));
  await expect
    .poll(async () => {
      const before = front.requests.length;
      await othersAreServed();
      await new Promise((resolve) => setImmediate(resolve));
      return front.requests.length - before;
    })
    .toBe(1);
  // Apart from what the system's buffers hold.
  expect(front.server.load.calls).toBeLessThan(3000);
  expect(await othersAreServed()).toEqual(served);
});

test('garbage after a right beginning ends the connection and nothing else', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, call(1)]));
  await peer.trailers(1);
  peer.send(Buffer.alloc(200_000, 0xff));
  expect(await peer.goAwayCode()).toBe(errorCode.frameSize);
  expect(await othersAreServed()).toEqual(served);
});

test('requests of a byte in each frame hold no more memory than they have bytes', async () => {
  using peer = await RawPeer.open(front.server.port);
  const wire = grpcMessage(Buffer.alloc(20_000));
  peer.send(headers(1, '/t/Hold'));
  peer.send(repeat(wire.length - 1, (at) => frame(0, 0, 1, wire.subarray(at, at + 1))));
  await peer.settled();
  expect(front.server.load.requestBytes).toBe(wire.length - 1);
  peer.send(frame(0, 1, 1, wire.subarray(-1)), body(1));
  await expect.poll(() => front.held.length).toBe(1);
  front.held[0]?.end();
});
