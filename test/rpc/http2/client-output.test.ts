/** What leaves when, over a socket in memory. */
import type { Socket } from 'node:net';
import { expect, test } from 'vitest';
import { Call } from '../../../rpc/http2/call.ts';
import { ClientOutput } from '../../../rpc/http2/client-output.ts';
import { FrameReader, frameFlag, frameType, settingId } from '../../../rpc/http2/frames.ts';

class Peer {
  /** One item for each write to the socket, with the types of its frames. */
  readonly writes: number[][] = [];
  readonly data: Buffer[] = [];
  readonly flags: number[] = [];
  readonly stuck: string[] = [];
  writableLength = 0;
  readonly output: ClientOutput;
  readonly #callbacks: (() => void)[] = [];

  constructor() {
    this.output = new ClientOutput(this as unknown as Socket, () => this.stuck.push('stuck'));
  }

  write(bytes: Buffer, onWritten: () => void): boolean {
    const types: number[] = [];
    new FrameReader().read(bytes, ({ type, flags, payload }) => {
      types.push(type);
      if (type !== frameType.data) return;
      this.data.push(Buffer.from(payload));
      this.flags.push(flags);
    });
    this.writes.push(types);
    this.#callbacks.push(onWritten);
    return true;
  }

  /** The bytes have left the process. */
  written(): void {
    for (const onWritten of this.#callbacks.splice(0)) onWritten();
  }
}

function openCall(sendWindow: number, isOpenEnded = true): Call {
  const handler = { onMessage: () => undefined, onEnd: () => undefined };
  return new Call(handler, { startSweep: 0, sendWindow, isOpenEnded });
}

const { headers, data, ping, rstStream } = frameType;

test('frames of one turn leave in one write, and at once with flush', async () => {
  const peer = new Peer();
  const call = openCall(1000);
  peer.output.headers(1, Buffer.from('block'));
  peer.output.message(1, call, Buffer.from('a'));
  expect(peer.writes).toEqual([]);
  await Promise.resolve();
  expect(peer.writes).toEqual([[headers, data]]);
  peer.output.message(1, call, Buffer.from('b'));
  peer.output.flush();
  expect(peer.writes).toHaveLength(2);
  await Promise.resolve();
  expect(peer.writes).toHaveLength(2);
  peer.output.collect(() => {
    peer.output.ping(Buffer.alloc(8), 0);
    peer.output.reset(1, 8);
  });
  expect(peer.writes[2]).toEqual([ping, rstStream]);
});

test('a message waits for windows, and counts as written when its last byte is', () => {
  const peer = new Peer();
  const call = openCall(6);
  const written: string[] = [];
  peer.output.message(1, call, Buffer.from('abc'), () => written.push('abc'));
  peer.output.message(1, call, Buffer.from('d'), () => written.push('d'));
  peer.output.flush();
  peer.written();
  expect([Buffer.concat(peer.data).length, written]).toEqual([6, []]);
  peer.output.growCallWindow(call, 3);
  peer.output.flush();
  peer.output.applySetting(settingId.initialWindowSize, 65_535 + 100, () => [call]);
  peer.output.flush();
  peer.written();
  const wire = Buffer.concat([
    Buffer.of(0, 0, 0, 0, 3),
    Buffer.from('abc'),
    Buffer.of(0, 0, 0, 0, 1),
    Buffer.from('d'),
  ]);
  expect(Buffer.concat(peer.data)).toEqual(wire);
  expect(written).toEqual(['abc', 'd']);
});

test('only the last piece of a call with one message ends its stream', () => {
  const peer = new Peer();
  peer.output.message(1, openCall(1_000_000, false), Buffer.alloc(20_000));
  peer.output.flush();
  expect(peer.data.map(({ length }) => length)).toEqual([16_384, 3621]);
  expect(peer.flags).toEqual([0, frameFlag.endStream]);
});

test('the window of the connection holds all calls together', () => {
  const peer = new Peer();
  for (const id of [1, 3]) peer.output.message(id, openCall(1_000_000), Buffer.alloc(40_000));
  peer.output.flush();
  expect(Buffer.concat(peer.data)).toHaveLength(65_535);
  peer.output.forget(3);
  peer.output.growWindow(100_000);
  peer.output.flush();
  expect(Buffer.concat(peer.data)).toHaveLength(65_535);
});

test.each([
  [settingId.frameBytesMax, 16_383],
  [settingId.frameBytesMax, 2 ** 24],
  [settingId.initialWindowSize, 2 ** 31],
])('setting %d to %d is refused', (id, value) => {
  expect(() => new Peer().output.applySetting(id, value, () => [])).toThrow(/wrong|too large/);
});

test('a window that grows beyond 2^31 - 1 is refused', () => {
  const { output } = new Peer();
  output.growWindow(2 ** 31 - 1 - 65_535);
  expect(() => output.growWindow(1)).toThrow('too large');
});

test('a peer that reads nothing is reported, and after the end nothing is written', () => {
  const peer = new Peer();
  peer.writableLength = 64 * 1024 * 1024 + 1;
  peer.output.ping(Buffer.alloc(8), 0);
  peer.output.flush();
  expect(peer.stuck).toEqual(['stuck']);
  peer.output.close();
  peer.output.ping(Buffer.alloc(8), 0);
  peer.output.flush();
  expect(peer.writes).toHaveLength(1);
});
