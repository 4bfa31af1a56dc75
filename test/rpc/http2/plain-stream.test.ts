/** Plain exchanges on streams: requests, answers as a whole and in pieces, flow control. */
import { createServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FieldDecoder } from '../../../rpc/http2/field-decoder.ts';
import type { Exchange } from '../../../rpc/http2/exchange.ts';
import { errorCode, frameFlag, frameType, settingId } from '../../../rpc/http2/frames.ts';
import { Front } from '../../../rpc/http2/front.ts';
import { encodeFields } from '../../../rpc/http2/hpack.ts';
import { Listener } from '../../../rpc/http2/listener.ts';
import { PlainProtocol } from '../../../rpc/http2/plain-stream.ts';
import { systemClock } from '../../support/peer-nodes.ts';
import { bounds, hello, RawPeer, requestBlock, setting, uint32 } from './server-support.ts';
import { frame } from './support.ts';

const nothing = { calls: 0, requestBytes: 0, answerBytes: 0 };
let exchanges: Exchange[] = [];
let front: Front;
let listener: Listener;
beforeEach(async () => {
  exchanges = [];
  const protocol = new PlainProtocol(
    { fieldNames: new Set(['authorization']), discardedBytesMax: 1_000_000 },
    (exchange) => exchanges.push(exchange),
  );
  const load = { ...nothing };
  front = new Front({ bounds, load }, { protocol, clock: systemClock });
  const tcp = createServer((socket) => front.accept(socket));
  const onSweep = (): void => front.sweep();
  listener = await Listener.open(tcp, '127.0.0.1:0', { clock: systemClock, onSweep });
});
afterEach(async () => {
  const closed = listener.close();
  front.destroy();
  await closed;
  for (const exchange of exchanges) exchange.end();
  if (front.load.calls + front.load.requestBytes + front.load.answerBytes > 0) {
    throw new Error(`something is left: ${JSON.stringify(front.load)}`);
  }
});

async function connect(...frames: readonly Uint8Array[]): Promise<RawPeer> {
  return await RawPeer.open(listener.port, Buffer.concat([hello, ...frames]));
}

/** HEADERS that end the request, unless told otherwise. */
function request(streamId: number, flags = 5, change = {}): Buffer {
  return frame(frameType.headers, flags, streamId, requestBlock('/x?y', change));
}

async function arrived(count: number): Promise<Exchange> {
  await expect.poll(() => exchanges.length).toBe(count);
  const exchange = exchanges.at(-1);
  if (exchange === undefined) throw new Error('no exchange');
  return exchange;
}

/** Header fields of the first block on a stream. */
async function headOf(peer: RawPeer, streamId: number): Promise<Record<string, string>> {
  const { payload } = await peer.find(
    (seen) => seen.type === frameType.headers && seen.streamId === streamId,
  );
  const fields: Record<string, string> = {};
  new FieldDecoder().decode(payload, { field: (name, value) => (fields[name] = value) });
  return fields;
}

const isEnd =
  (streamId: number) =>
  (seen: { readonly type: number; readonly flags: number; readonly streamId: number }): boolean =>
    seen.streamId === streamId && seen.type < 2 && (seen.flags & frameFlag.endStream) !== 0;

test('a request arrives whole, with its target and the fields that are asked for', async () => {
  using peer = await connect(
    request(1, 4, { authorization: 'Bearer a', other: 'b' }),
    frame(frameType.data, 0, 1, Buffer.from('one ')),
    frame(frameType.data, 0, 1),
  );
  await peer.settled();
  expect(exchanges).toEqual([]);
  peer.send(frame(frameType.data, 1, 1, Buffer.from('two')));
  const exchange = await arrived(1);
  expect([exchange.method, exchange.target]).toEqual(['POST', '/x?y']);
  expect(Buffer.from(exchange.body).toString()).toBe('one two');
  expect([exchange.field('authorization'), exchange.field('other')]).toEqual([
    'Bearer a',
    undefined,
  ]);
});

test('trailers of a request are read over', async () => {
  using peer = await connect(request(1, 4), frame(frameType.data, 0, 1, Buffer.from('body')));
  peer.send(frame(frameType.headers, 5, 1, encodeFields([['authorization', 'late']])));
  const exchange = await arrived(1);
  expect(Buffer.from(exchange.body).toString()).toBe('body');
  expect(exchange.field('authorization')).toBe(undefined);
});

test('a body that is larger than the window arrives, since its client gets credit', async () => {
  using peer = await connect(request(1, 4));
  let credit = 256 * 1024;
  for (let left = 400_000; left > 0; left -= 16_000) {
    while (credit < 16_000) {
      const granted = peer.frames.findIndex(
        ({ type, streamId }) => type === frameType.windowUpdate && streamId === 1,
      );
      if (granted === -1) await peer.settled();
      else credit += peer.frames.splice(granted, 1)[0]?.payload.readUInt32BE(0) ?? 0;
    }
    credit -= 16_000;
    peer.send(frame(frameType.data, left > 16_000 ? 0 : 1, 1, Buffer.alloc(16_000)));
  }
  expect((await arrived(1)).body).toHaveLength(400_000);
});

test('a body of another length than was announced is malformed', async () => {
  using peer = await connect(request(1, 4, { 'content-length': '5' }));
  peer.send(frame(frameType.data, 1, 1, Buffer.from('four')));
  expect(await peer.resetCode(1)).toBe(errorCode.protocolError);
  expect(exchanges).toEqual([]);
});

/** DATA of 16 000 bytes on stream 1. */
function piece(flags = 0): Buffer {
  return frame(frameType.data, flags, 1, Buffer.alloc(16_000));
}

/** Sends as many of them, or as many as are wanted. */
async function sendPieces(peer: RawPeer, pieces: number): Promise<void> {
  peer.socket.setNoDelay(true);
  for (let at = 0; at < pieces && !peer.frames.some(({ type }) => type === 3); at++) {
    peer.send(piece());
    await peer.settled();
  }
}

describe('a body that is too long', () => {
  test('is read to its end, and refused then', async () => {
    using peer = await connect(request(1, 4));
    await sendPieces(peer, 39);
    expect(front.load).toEqual({ calls: 1, requestBytes: 0, answerBytes: 0 });
    peer.send(piece(1), request(3));
    expect(await peer.trailers(1)).toEqual({ ':status': '413' });
    (await arrived(1)).tryAnswer({ status: 200 }, Buffer.alloc(0));
    await peer.find(isEnd(3));
    expect(peer.frames.some(({ type }) => type === frameType.rstStream)).toBe(false);
  });

  test('and goes on and on is refused, and reset as no error', async () => {
    using peer = await connect(request(1, 4));
    await sendPieces(peer, 200);
    expect(await peer.trailers(1)).toEqual({ ':status': '413' });
    expect(await peer.resetCode(1)).toBe(errorCode.noError);
    await peer.settled();
    expect(exchanges).toEqual([]);
  });

  test('by more than that is refused before it comes', async () => {
    using peer = await connect(request(1, 4, { 'content-length': '1500001' }));
    expect(await peer.trailers(1)).toEqual({ ':status': '413' });
    expect(await peer.resetCode(1)).toBe(errorCode.noError);
  });
});

describe('an answer as a whole', () => {
  test('has its length and its type', async () => {
    using peer = await connect(request(1));
    const exchange = await arrived(1);
    const head = { status: 404, contentType: 'text/plain' };
    expect(exchange.tryAnswer(head, Buffer.from('none'))).toBe(true);
    await peer.find(isEnd(1));
    expect(await headOf(peer, 1)).toEqual({
      ':status': '404',
      'content-type': 'text/plain',
      'content-length': '4',
    });
    expect(peer.data(1).toString()).toBe('none');
  });

  test.each([
    ['without a body', {}, ''],
    ['to HEAD', { ':method': 'HEAD' }, 'body'],
  ])('%s is its head alone', async (_name, change, text) => {
    using peer = await connect(request(1, 5, change));
    (await arrived(1)).tryAnswer({ status: 200 }, Buffer.from(text));
    const end = await peer.find(isEnd(1));
    expect(end.type).toBe(frameType.headers);
    expect(await headOf(peer, 1)).toEqual({
      ':status': '200',
      'content-length': String(text.length),
    });
  });

  test('counts until it has left, and is refused if there is no room', async () => {
    using peer = await connect(
      frame(4, 0, 0, setting(settingId.initialWindowSize, 10)),
      request(1),
    );
    const exchange = await arrived(1);
    expect(exchange.tryAnswer({ status: 200 }, Buffer.alloc(1_000_001))).toBe(false);
    expect(exchange.tryAnswer({ status: 200 }, Buffer.alloc(1_000_000))).toBe(true);
    await peer.settled();
    expect(peer.data(1)).toHaveLength(10);
    expect(front.load).toEqual({ calls: 1, requestBytes: 0, answerBytes: 1_000_000 });
    peer.send(request(3));
    expect((await arrived(2)).tryAnswer({ status: 200 }, Buffer.alloc(1001))).toBe(false);
    expect((await arrived(2)).tryAnswer({ status: 503 }, Buffer.alloc(1000))).toBe(true);
    peer.send(frame(8, 0, 0, uint32(2_000_000)), frame(8, 0, 1, uint32(2_000_000)));
    await peer.find(isEnd(1));
    expect(peer.data(1)).toHaveLength(1_000_000);
    await expect.poll(() => front.load.answerBytes).toBe(0);
  });
});

describe('an answer in pieces', () => {
  test('has its head at once, then each piece as it comes, and its end', async () => {
    using peer = await connect(request(1));
    const exchange = await arrived(1);
    exchange.begin({ status: 200, contentType: 'application/octet-stream' });
    expect(await headOf(peer, 1)).toEqual({
      ':status': '200',
      'content-type': 'application/octet-stream',
    });
    for (const text of ['one', 'two']) {
      await new Promise<void>((resolve) => {
        expect(exchange.tryWrite(Buffer.from(text), resolve)).toBe(true);
      });
    }
    await peer.settled();
    expect(peer.data(1).toString()).toBe('onetwo');
    exchange.end();
    expect((await peer.find(isEnd(1))).payload).toHaveLength(0);
    await expect.poll(() => front.load).toEqual(nothing);
  });

  test('waits for its client: a piece has left when its last byte has', async () => {
    using peer = await connect(frame(4, 0, 0, setting(settingId.initialWindowSize, 4)), request(1));
    const exchange = await arrived(1);
    exchange.begin({ status: 200 });
    let sent = 0;
    exchange.tryWrite(Buffer.from('piece'), () => (sent += 1));
    await peer.settled();
    expect([peer.data(1).toString(), sent]).toEqual(['piec', 0]);
    peer.send(frame(8, 0, 1, uint32(1)));
    await expect.poll(() => sent).toBe(1);
    exchange.tryWrite(Buffer.from('end'), () => undefined);
    exchange.end();
    await peer.settled();
    expect(peer.frames.some(isEnd(1))).toBe(false);
    peer.send(frame(8, 0, 1, uint32(3)));
    await peer.find(isEnd(1));
    expect(peer.data(1).toString()).toBe('pieceend');
  });

  test('that its handler cuts is reset, and the connection goes on', async () => {
    using peer = await connect(request(1));
    const exchange = await arrived(1);
    exchange.begin({ status: 200 });
    let cancelled = 0;
    exchange.onCancelled = () => (cancelled += 1);
    exchange.abort();
    expect(await peer.resetCode(1)).toBe(errorCode.cancel);
    expect([cancelled, exchange.isCancelled, front.load.calls]).toEqual([0, true, 0]);
    peer.send(request(3));
    (await arrived(2)).tryAnswer({ status: 200 }, Buffer.alloc(0));
    await peer.find(isEnd(3));
  });

  test('that its client resets tells its handler once, and sends nothing more', async () => {
    using peer = await connect(request(1));
    const exchange = await arrived(1);
    exchange.begin({ status: 200 });
    let cancelled = 0;
    exchange.onCancelled = () => (cancelled += 1);
    peer.send(frame(frameType.rstStream, 0, 1, uint32(errorCode.cancel)));
    await peer.settled();
    expect([cancelled, exchange.isCancelled, front.load.calls]).toEqual([1, true, 1]);
    expect(exchange.tryWrite(Buffer.from('late'), () => undefined)).toBe(true);
    exchange.abort();
    expect(front.load).toEqual(nothing);
    await peer.settled();
    expect(peer.data(1)).toHaveLength(0);
    expect(cancelled).toBe(1);
  });
});
