/** Connections as a whole: their number, what takes too long, and the end. */
import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../../base/clock.ts';
import { errorCode, frameFlag, frameType, preface } from '../../../rpc/http2/frames.ts';
import type { FrontBounds } from '../../../rpc/http2/front-bounds.ts';
import { GrpcServer } from '../../../rpc/http2/server.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { call, headers, hello, RawPeer, startFront, type Front } from './server-support.ts';
import { frame, grpcMessage } from './support.ts';

const open: Front[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async ({ server }) => await server.stop(0)));
});

async function start(change?: Partial<FrontBounds>, clock?: Clock): Promise<Front> {
  const front = await startFront(change, clock);
  open.push(front);
  return front;
}

/** How often the server has asked for a sign of life. */
const asks = (peer: RawPeer): number =>
  peer.frames.filter(({ type, flags }) => type === frameType.ping && flags === 0).length;

test('connections beyond the limit are closed as soon as they are made', async () => {
  const { server } = await start({ connectionsMax: 1 });
  using first = await RawPeer.open(server.port, Buffer.concat([hello, call(1)]));
  await first.trailers(1);
  using second = await RawPeer.open(server.port);
  await second.closed();
  expect(first.isClosed).toBe(false);
});

test('where strangers make room, the oldest of them goes, and who is known stays', async () => {
  const { server } = await start({ connectionsMax: 2, strangersMakeRoom: true });
  using known = await RawPeer.open(server.port, Buffer.concat([hello, headers(1, '/t/Chat')]));
  await known.settled();
  using stranger = await RawPeer.open(server.port, Buffer.concat([hello, call(1)]));
  await stranger.trailers(1);
  using later = await RawPeer.open(server.port, Buffer.concat([hello, headers(1, '/t/Chat')]));
  await stranger.closed();
  await later.settled();
  using last = await RawPeer.open(server.port);
  await last.closed();
  expect([known.isClosed, later.isClosed, server.connectionCount]).toEqual([false, false, 2]);
});

test('an address that is taken is refused', async () => {
  const { server } = await start();
  const second = GrpcServer.open(
    { address: `127.0.0.1:${server.port}`, bounds: server.bounds },
    {
      handlers: new Map(),
      clock: new ManualClock(),
      refusal: (message) => ({ code: 8, message }),
    },
  );
  await expect(second).rejects.toThrow('EADDRINUSE');
});

describe('what takes too long', () => {
  test.each([
    ['says nothing', new Uint8Array(), errorCode.protocolError],
    ['stops in the preface', preface.subarray(0, 5), errorCode.protocolError],
    ['stops before its settings', preface, errorCode.protocolError],
    [
      'stops in a header block',
      Buffer.concat([hello, headers(1, '/t/Echo', 0)]),
      errorCode.enhanceYourCalm,
    ],
  ])('a client that %s is told and dropped after 10 s', async (_name, bytes, code) => {
    const clock = new ManualClock();
    const { server } = await start({}, clock);
    using peer = await RawPeer.open(server.port, bytes);
    await peer.find(({ type }) => type === frameType.settings);
    await clock.advance(9000);
    expect(peer.isClosed).toBe(false);
    await clock.advance(2000);
    expect(await peer.goAwayCode()).toBe(code);
    await clock.advance(2000);
    await peer.closed();
    expect(server.connectionCount).toBe(0);
  });

  test('a client that sends its preface byte by byte has no more time', async () => {
    const clock = new ManualClock();
    const { server } = await start({}, clock);
    using peer = await RawPeer.open(server.port, new Uint8Array());
    await peer.find(({ type }) => type === frameType.settings);
    for (const byte of preface.subarray(0, 12)) {
      peer.send(Buffer.of(byte));
      await clock.advance(1000);
    }
    expect(await peer.goAwayCode()).toBe(errorCode.protocolError);
  });

  test('a request that does not end is refused after 10 s, and others go on', async () => {
    const clock = new ManualClock();
    const { server } = await start({}, clock);
    using peer = await RawPeer.open(server.port);
    peer.send(headers(1), frame(0, 0, 1, Buffer.alloc(4)), headers(3, '/t/Chat'));
    await peer.settled();
    await clock.advance(11_000);
    const late = {
      'grpc-status': '8',
      'grpc-message': 'the%20request%20did%20not%20arrive%20in%20time',
    };
    expect(await peer.trailers(1)).toMatchObject(late);
    expect(await peer.trailers(3)).toMatchObject(late);
    peer.send(call(5));
    expect(await peer.trailers(5)).toEqual({ 'grpc-status': '0' });
    await expect.poll(() => server.load.calls).toBe(0);
  });

  test('a stream that may last is not refused, though its client says nothing', async () => {
    const clock = new ManualClock();
    const { server } = await start({ keepaliveIntervalMs: 1e9 }, clock);
    using peer = await RawPeer.open(server.port);
    peer.send(headers(1, '/t/Slow'));
    await peer.settled();
    await clock.advance(100_000);
    peer.send(frame(0, frameFlag.endStream, 1));
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  });

  test('a connection without a call is told to go, one with a call is not', async () => {
    const clock = new ManualClock();
    const { server } = await start({ idleMsMax: 5000, keepaliveIntervalMs: 1e9 }, clock);
    using idle = await RawPeer.open(server.port);
    using busy = await RawPeer.open(server.port);
    busy.send(headers(1, '/t/Slow'));
    await Promise.all([idle.settled(), busy.settled()]);
    await clock.advance(4000);
    expect(idle.frames.filter(({ type }) => type === frameType.goAway)).toEqual([]);
    await clock.advance(3000);
    expect(await idle.goAwayCode()).toBe(errorCode.noError);
    await clock.advance(1000);
    await idle.closed();
    await busy.settled();
    expect(busy.frames.filter(({ type }) => type === frameType.goAway)).toEqual([]);
  });

  test('a call whose request has arrived may take its time', async () => {
    const clock = new ManualClock();
    const { server, held } = await start({ keepaliveIntervalMs: 1e9 }, clock);
    using peer = await RawPeer.open(server.port, Buffer.concat([hello, call(1, '/t/Hold')]));
    await expect.poll(() => held.length).toBe(1);
    await clock.advance(100_000);
    held[0]?.tryAnswer(Buffer.from('yes'));
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
  });

  test('an answer for which there is no window is dropped with its call after 30 s', async () => {
    const clock = new ManualClock();
    const { server } = await start({}, clock);
    using peer = await RawPeer.open(server.port, hello);
    peer.send(frame(4, 0, 0, Buffer.of(0, 4, 0, 0, 0, 0)), call(1, '/t/Echo', Buffer.alloc(5000)));
    await expect.poll(() => server.load.answerBytes).toBe(5000);
    await clock.advance(29_000);
    expect(server.load.answerBytes).toBe(5000);
    await clock.advance(3000);
    expect(await peer.resetCode(1)).toBe(errorCode.cancel);
    expect(server.load).toEqual({ calls: 0, requestBytes: 0, answerBytes: 0 });
  });

  test('a client that takes nothing off its socket is dropped after 30 s, and read no more before', async () => {
    const clock = new ManualClock();
    const { server, held } = await start({ answerBytesMax: 1e9 }, clock);
    using peer = await RawPeer.open(server.port, hello);
    peer.send(
      frame(4, 0, 0, Buffer.of(0, 4, 0x7f, 255, 255, 255)),
      frame(8, 0, 0, Buffer.of(0x7f, 0, 0, 0)),
      call(1, '/t/Hold'),
    );
    await expect.poll(() => held.length).toBe(1);
    peer.socket.pause();
    held[0]?.tryAnswer(Buffer.alloc(50_000_000));
    peer.send(frame(frameType.ping, 0, 0, Buffer.alloc(8)));
    await clock.advance(29_000);
    expect(server.load.answerBytes).toBe(50_000_000);
    await clock.advance(3000);
    expect([server.connectionCount, server.load.answerBytes]).toEqual([0, 0]);
  });

  test('a silent client is asked for a sign of life, and dropped if there is none', async () => {
    const clock = new ManualClock();
    const { server } = await start({}, clock);
    using lively = await RawPeer.open(server.port);
    using silent = await RawPeer.open(server.port);
    await Promise.all([lively.settled(), silent.settled()]);
    await clock.advance(32_000);
    await expect.poll(() => [asks(lively), asks(silent)]).toEqual([1, 1]);
    lively.send(frame(frameType.ping, frameFlag.ack, 0, Buffer.alloc(8)));
    await lively.settled();
    await clock.advance(12_000);
    await silent.closed();
    expect([lively.isClosed, server.connectionCount]).toEqual([false, 1]);
  });
});

describe('stop', () => {
  test('announces the end, takes what is on its way, and ends when the calls have ended', async () => {
    const { server, held } = await start();
    using peer = await RawPeer.open(server.port, Buffer.concat([hello, call(1, '/t/Hold')]));
    await expect.poll(() => held.length).toBe(1);
    const stopped = server.stop(60_000);
    const first = await peer.find(({ type }) => type === frameType.goAway);
    expect(first.payload.readUInt32BE(0)).toBe(2 ** 31 - 1);
    const ping = await peer.find(({ type, flags }) => type === frameType.ping && flags === 0);
    peer.send(call(3), frame(frameType.ping, frameFlag.ack, 0, ping.payload));
    expect(await peer.trailers(3)).toEqual({ 'grpc-status': '0' });
    const last = await peer.find((seen) => seen.type === frameType.goAway && seen !== first);
    expect(last.payload.readUInt32BE(0)).toBe(3);
    peer.send(call(5));
    held[0]?.tryAnswer(Buffer.from('yes'));
    expect(await peer.trailers(1)).toEqual({ 'grpc-status': '0' });
    await peer.closed();
    await stopped;
    expect(peer.frames.filter(({ streamId }) => streamId === 5)).toEqual([]);
  });

  test('cuts what is still there when the grace is over, and not before', async () => {
    const clock = new ManualClock();
    const { server, held } = await start({}, clock);
    using peer = await RawPeer.open(server.port, Buffer.concat([hello, call(1, '/t/Hold')]));
    await expect.poll(() => held.length).toBe(1);
    let isStopped = false;
    const stopped = server.stop(5000).then(() => {
      isStopped = true;
    });
    await clock.advance(4999);
    expect(isStopped).toBe(false);
    await clock.advance(1);
    await stopped;
    held[0]?.end();
    expect(server.load.calls).toBe(0);
    await peer.closed();
  });

  test('does not wait for clients that have no call, answer or not', async () => {
    const { server } = await start({}, new ManualClock());
    using mute = await RawPeer.open(server.port, new Uint8Array());
    await mute.find(({ type }) => type === frameType.settings);
    await Promise.all([server.stop(5000), server.stop(5000)]);
    expect(server.connectionCount).toBe(0);
  });
});

test('a stream of answers is given back when its client is gone', async () => {
  const { server } = await start();
  const peer = await RawPeer.open(server.port, Buffer.concat([hello, headers(1, '/t/Chat')]));
  peer.send(frame(0, 0, 1, grpcMessage(Buffer.alloc(100))));
  await expect.poll(() => peer.data(1).length).toBe(105);
  peer.socket.resetAndDestroy();
  await expect.poll(() => server.load).toEqual({ calls: 0, requestBytes: 0, answerBytes: 0 });
});
