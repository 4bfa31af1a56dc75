/** Flow control of answers (RFC 9113 §6.9), and frames of one turn in one write. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { frameType, settingId } from '../../../rpc/http2/frames.ts';
import {
  call,
  headers,
  hello,
  RawPeer,
  setting,
  startFront,
  uint32,
  type Front,
} from './server-support.ts';
import { body } from './server-support.ts';
import { frame, grpcMessage } from './support.ts';

let front: Front;
beforeEach(async () => {
  front = await startFront();
});
afterEach(async () => {
  await front.server.stop(0);
});

const window = (bytes: number): Buffer =>
  frame(frameType.settings, 0, 0, setting(settingId.initialWindowSize, bytes));
const grow = (streamId: number, bytes: number): Buffer =>
  frame(frameType.windowUpdate, 0, streamId, uint32(bytes));

test('with no window nothing but headers comes; each grant brings as many bytes', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, window(0), call(1)]));
  await peer.settled();
  expect(peer.data(1)).toHaveLength(0);
  for (let granted = 1; granted <= 10; granted++) {
    peer.send(grow(1, 1));
    await peer.settled();
    expect(peer.data(1)).toHaveLength(granted);
  }
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  expect(peer.data(1)).toEqual(grpcMessage(Buffer.from('hello')));
});

test('settings change the windows of open streams, also below nothing', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, window(6), call(1)]));
  await peer.settled();
  expect(peer.data(1)).toHaveLength(6);
  peer.send(window(2), grow(1, 4));
  await peer.settled();
  expect(peer.data(1)).toHaveLength(6);
  peer.send(grow(1, 1));
  await peer.settled();
  expect(peer.data(1)).toHaveLength(7);
  peer.send(window(1000));
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
});

test('the window of the connection holds all streams together', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, window(1_000_000)]));
  const message = Buffer.alloc(14_000, 7);
  for (let at = 0; at < 10; at++) peer.send(call(2 * at + 1, '/t/Echo', message));
  await peer.settled();
  const all = (): number =>
    Array.from({ length: 10 }, (_, at) => peer.data(2 * at + 1).length).reduce((a, b) => a + b);
  expect(all()).toBe(65_535);
  peer.send(grow(0, 1_000_000));
  await peer.trailers(19);
  expect(all()).toBe(140_050);
});

test('grants to the connection do not touch streams whose own window is used up', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, window(0)]));
  peer.send(call(1, '/t/Hold'));
  await expect.poll(() => front.held.length).toBe(1);
  const [held] = front.held;
  if (held === undefined) throw new Error('no call');
  let looks = 0;
  let sendWindow = 0;
  Object.defineProperty(held, 'sendWindow', {
    get: () => {
      looks += 1;
      return sendWindow;
    },
    set: (bytes: number) => {
      sendWindow = bytes;
    },
  });
  held.tryAnswer(Buffer.from('hello'));
  peer.send(grow(0, 1));
  await peer.settled();
  looks = 0;
  peer.send(Buffer.concat(Array.from({ length: 1000 }, () => grow(0, 1))));
  await peer.settled();
  expect(looks).toBe(0);
  peer.send(window(3), grow(0, 1));
  await peer.settled();
  expect(peer.data(1)).toHaveLength(3);
  peer.send(grow(1, 7));
  expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
});

test('no frame is larger than 16384 bytes', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, window(1_000_000)]));
  peer.send(grow(0, 1_000_000), headers(1));
  const wire = grpcMessage(Buffer.alloc(49_000));
  for (let at = 0; at < wire.length; at += 16_000) {
    peer.send(frame(0, at + 16_000 >= wire.length ? 1 : 0, 1, wire.subarray(at, at + 16_000)));
  }
  await peer.trailers(1);
  expect(peer.data(1)).toHaveLength(49_005);
  expect(Math.max(...peer.frames.map(({ payload }) => payload.length))).toBe(16_384);
});

test('answers of one turn leave in one write', async () => {
  using peer = await RawPeer.open(front.server.port, Buffer.concat([hello, headers(1, '/t/Hold')]));
  peer.send(body(1), call(3, '/t/Hold'));
  await expect.poll(() => front.held.length).toBe(2);
  let pieces = 0;
  peer.socket.on('data', () => (pieces += 1));
  await Promise.all(
    front.held.map(async (held) => {
      await Promise.resolve();
      held.tryAnswer(Buffer.from('yes'));
    }),
  );
  await peer.trailers(3);
  expect(pieces).toBe(1);
});
