/**
 * Random conversations with the HTTP/2 server: right frames, frames with a flaw, and noise, in any order and cut
 * anywhere, through a socket that exists in memory only. After each the server must have forgotten everything.
 */
import { EventEmitter } from 'node:events';
import type { Socket } from 'node:net';
import type { Random } from '../../base/random.ts';
import { PeerProtocolError } from '../../rpc/http2/errors.ts';
import { FieldDecoder } from '../../rpc/http2/field-decoder.ts';
import { FrameReader, preface } from '../../rpc/http2/frames.ts';
import type { FrontLoad } from '../../rpc/http2/front-bounds.ts';
import { GrpcProtocol } from '../../rpc/http2/grpc-protocol.ts';
import { encodeFields } from '../../rpc/http2/hpack.ts';
import { ServerConnection } from '../../rpc/http2/server-connection.ts';
import type { ConnectionOwner } from '../../rpc/http2/server-connection.ts';
import type { MethodHandler, ServerCall } from '../../rpc/http2/server-stream.ts';
import { PlainProtocol } from '../../rpc/http2/plain-stream.ts';
import type { Protocol } from '../../rpc/http2/stream.ts';
import { seededRandom } from './seeded-random.ts';

/** What the server uses of a socket. Writes are taken at once, or never. */
class MemorySocket extends EventEmitter {
  writableLength = 0;
  readonly written: Buffer[] = [];
  isDestroyed = false;
  #isPaused = false;
  #hasEnded = false;
  readonly #callbacks: ((error?: Error) => void)[] = [];
  readonly #isDeaf: boolean;

  constructor(isDeaf: boolean) {
    super();
    this.#isDeaf = isDeaf;
  }

  setNoDelay(): void {
    // Nothing is delayed here.
  }

  write(bytes: Buffer, onWritten: (error?: Error) => void): boolean {
    if (this.#isDeaf) this.writableLength += bytes.length;
    else {
      this.written.push(bytes);
      this.#callbacks.push(onWritten);
    }
    return true;
  }

  pause(): void {
    this.#isPaused = true;
  }

  resume(): void {
    this.#isPaused = false;
  }

  isPaused(): boolean {
    return this.#isPaused;
  }

  end(): void {
    this.#hasEnded = true;
  }

  /** What a real socket calls back in a later turn. */
  turn(breaks: boolean): void {
    if (this.isDestroyed) return;
    if (breaks) {
      const error = new Error('EPIPE');
      for (const onWritten of this.#callbacks.splice(0)) onWritten(error);
      this.emit('error', error);
      return;
    }
    for (const onWritten of this.#callbacks.splice(0)) onWritten();
    if (this.#hasEnded) this.emit('end');
  }

  destroy(): void {
    this.isDestroyed = true;
  }
}

/** How many frames one conversation has at most. */
const framesMax = 30;

export type FuzzCount = { frames: number; answers: number; goAways: number };

/** What handlers may do with a request; both kinds of streams are played alike. */
type Work = {
  answer(bytes: Buffer): void;
  fail(): void;
  end(): void;
};

export type ConverseOptions = {
  /** False: the handlers break their rule, which must be found. */
  readonly endsCalls?: boolean;
  /** What the streams carry. */
  readonly carries?: 'grpc' | 'plain';
};

/** One conversation. Adds to `count`. Throws if the server breaks a rule of its own. */
export async function converse(
  seed: number,
  count: FuzzCount,
  { endsCalls = true, carries = 'grpc' }: ConverseOptions = {},
): Promise<void> {
  const random = seededRandom(seed);
  const below = (bound: number): number => Math.floor(random.next() * bound);
  const calls: Work[] = [];
  const owner = new Owner(calls, random, carries);
  const socket = new MemorySocket(below(10) === 0);
  const connection = new ServerConnection(socket as unknown as Socket, owner);
  const pieces: Buffer[] = [below(50) === 0 ? noise(random, 30) : preface, frameOf(4, 0, 0)];
  const frames = 1 + below(framesMax);
  const streams = { next: 1 };
  for (let at = 0; at < frames; at += 1) pieces.push(anyFrame(random, streams));
  count.frames += frames;
  const bytes = Buffer.concat(pieces);
  for (let at = 0; at < bytes.length && !socket.isPaused();) {
    const length = 1 + below(below(3) === 0 ? 10 : 5000);
    socket.emit('data', Buffer.from(bytes.subarray(at, at + length)));
    at += length;
    socket.turn(below(100) === 0);
    if (below(10) === 0) calls[below(calls.length)]?.answer(noise(random, 3000));
    if (below(20) === 0) calls[below(calls.length)]?.fail();
    if (below(40) === 0) owner.nowMs += 1000;
    if (below(40) === 0) connection.sweep();
    if (below(200) === 0) connection.drain();
    if (below(3) === 0) owner.busy.shift()?.();
    // A handler that has time again reads on in a microtask.
    if (owner.busy.length > 0) await Promise.resolve();
  }
  readAnswers(socket.written, count);
  connection.destroy();
  if (endsCalls) for (const call of calls) call.end();
  const { calls: open, requestBytes, answerBytes } = owner.load;
  if (open !== 0 || requestBytes !== 0 || answerBytes !== 0 || owner.closed !== 1) {
    throw new Error(`seed ${seed}: left ${JSON.stringify(owner.load)}, ${owner.closed} closed`);
  }
}

/** What the server says must be frames, its headers decodable, and each answer in its order. */
export function readAnswers(written: readonly Buffer[], count: FuzzCount): void {
  const decoder = new FieldDecoder();
  const states = new Map<number, 'begun' | 'over'>();
  new FrameReader().read(Buffer.concat(written), ({ type, flags, streamId, payload }) => {
    if (type === 7) count.goAways += 1;
    if (type === 3) states.set(streamId, 'over');
    if (type > 1) return;
    const state = states.get(streamId);
    if (state === 'over') throw new Error(`a frame of type ${type} after the end of ${streamId}`);
    if (type === 0 && state !== 'begun') throw new Error(`DATA before the head of ${streamId}`);
    states.set(streamId, (flags & 1) === 0 ? 'begun' : 'over');
    if (type === 0) return;
    count.answers += 1;
    decoder.decode(payload, { field: () => undefined });
  });
}

class Owner implements ConnectionOwner {
  nowMs = 0;
  closed = 0;
  readonly load: FrontLoad = { calls: 0, requestBytes: 0, answerBytes: 0 };
  readonly bounds = {
    streamWindowBytes: 256 * 1024,
    connectionWindowBytes: 1024 * 1024,
    idleMsMax: Infinity,
    connectionsMax: 1,
    strangersMakeRoom: false,
    streamsPerConnectionMax: 5,
    callsMax: 4,
    requestBytesMax: 20_000,
    messageBytesMax: 10_000,
    answerBytesMax: 5000,
    smallAnswerBytesMax: 100,
    arrivalMsMax: 2000,
    unreadMsMax: 3000,
    keepaliveIntervalMs: 3000,
    keepaliveTimeoutMs: 1000,
  };
  /** Each lets a handler of `/b` take its next message. */
  readonly busy: (() => void)[] = [];
  readonly protocol: Protocol;

  constructor(calls: Work[], random: Random, carries: 'grpc' | 'plain') {
    this.protocol = carries === 'grpc' ? this.#grpc(calls, random) : plain(calls, random);
  }

  onClosed(): void {
    this.closed += 1;
  }

  #grpc(calls: Work[], random: Random): Protocol {
    const keep = (call: ServerCall): void => {
      calls.push({
        answer: (bytes) => call.tryAnswer(bytes),
        fail: () => call.fail({ code: 1 + Math.floor(random.next() * 16), message: 'no' }),
        end: () => call.end(),
      });
    };
    const answer = (call: ServerCall, message: Buffer): void => {
      keep(call);
      if (random.next() < 0.5) call.tryAnswer(message);
    };
    const handlers = new Map<string, MethodHandler>([
      ['/a', { kind: 'single', handle: answer }],
      [
        '/b',
        {
          kind: 'stream',
          open: (call) => {
            keep(call);
            return {
              onMessage: (message) => {
                if (!call.tryWrite(message, () => undefined)) call.fail({ code: 8, message: '' });
                if (random.next() < 0.5) return undefined;
                return new Promise((resolve) => {
                  this.busy.push(resolve);
                });
              },
              onEnd: () => call.end(),
            };
          },
        },
      ],
    ]);
    return new GrpcProtocol({ handlers, refusal: (message) => ({ code: 8, message }) });
  }
}

/** Answers as a whole, in pieces, both at random, or later. */
function plain(calls: Work[], random: Random): Protocol {
  const head = { status: 200 };
  const options = { fieldNames: new Set(['te']), discardedBytesMax: 5000 };
  return new PlainProtocol(options, (exchange) => {
    let hasBegun = false;
    const work: Work = {
      answer: (bytes) => {
        if (!hasBegun && random.next() < 0.5 && exchange.tryAnswer(head, bytes)) return;
        if (!hasBegun) exchange.begin(head);
        hasBegun = true;
        if (bytes.length > 0 && !exchange.tryWrite(bytes, () => undefined)) exchange.abort();
        else if (random.next() < 0.3) exchange.end();
      },
      fail: () => exchange.abort(),
      end: () => {
        if (hasBegun) exchange.end();
        else exchange.tryAnswer(head, Buffer.alloc(0));
      },
    };
    calls.push(work);
    if (random.next() < 0.5) work.answer(Buffer.from(exchange.body));
  });
}

/** Mostly right, so that conversations go on for a while. */
function anyFrame(random: Random, streams: { next: number }): Buffer {
  const below = (bound: number): number => Math.floor(random.next() * bound);
  let streamId = below(80) === 0 ? below(20) : 2 * below((streams.next + 1) / 2) + 1;
  const kind = streams.next === 1 ? 0 : below(14);
  if (kind <= 2 || kind > 12) {
    streamId = below(20) === 0 ? streamId : streams.next;
    streams.next = Math.max(streams.next, streamId + 2);
  } else if (streamId >= streams.next && below(20) > 0) streamId = 1;
  switch (kind) {
    case 0:
    case 1:
    case 2:
      return frameOf(1, below(30) === 0 ? below(256) : 4 + below(2), streamId, anyBlock(random));
    case 3:
    case 4:
    case 5:
      return frameOf(0, below(30) === 0 ? below(256) : below(2), streamId, anyMessage(random));
    case 6:
      return frameOf(3, 0, streamId, noise(random, below(30) === 0 ? 9 : 4, 4));
    case 7:
      return frameOf(4, below(5) === 0 ? 1 : 0, 0, anySettings(random));
    case 8:
      return frameOf(6, below(2), 0, noise(random, 8, 8));
    case 9:
      return frameOf(8, 0, below(2) * streamId, Buffer.of(0, below(3), below(256), 1 + below(255)));
    case 10:
      return below(10) === 0
        ? frameOf(9, 4 * below(2), streamId, anyBlock(random))
        : Buffer.concat([frameOf(1, 1, streams.next, heads[0]), frameOf(9, 4, streams.next)]);
    case 11:
      return below(10) === 0
        ? frameOf(below(12), below(256), streamId, noise(random, 40))
        : frameOf(20, below(256), streamId, noise(random, 40));
    case 12:
      return below(4) === 0
        ? frameOf(7, 0, 0, noise(random, 12, 8))
        : frameOf(2, 0, 1, noise(random, 5, 5));
    default:
      return below(40) === 0 ? noise(random, 60) : frameOf(1, 5, streamId, anyBlock(random));
  }
}

const heads = ['/a', '/b', '/c'].map((path) =>
  Buffer.from(
    encodeFields([
      [':method', 'POST'],
      [':scheme', 'http'],
      [':path', path],
      ['content-type', 'application/grpc'],
    ]),
  ),
);

/** A right block, one with a flaw or with entries for the table, or noise. */
function anyBlock(random: Random): Buffer {
  const below = (bound: number): number => Math.floor(random.next() * bound);
  const head = heads[below(heads.length)] ?? Buffer.alloc(0);
  switch (below(40)) {
    case 0:
      return noise(random, 60);
    case 1: {
      const broken = Buffer.from(head);
      broken[below(broken.length)] = below(256);
      return broken;
    }
    case 2:
    case 3:
    case 4:
    case 5:
      return Buffer.concat([head, Buffer.of(0x40, 1, 97, 4), noise(random, 4, 4)]);
    case 6:
      return Buffer.concat([head, Buffer.of(0xbe + below(3))]);
    default:
      return head;
  }
}

function anyMessage(random: Random): Buffer {
  const message = noise(random, random.next() < 0.1 ? 12_000 : 200);
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(random.next() < 0.9 ? message.length : Math.floor(random.next() * 2 ** 32));
  if (random.next() < 0.1) return message;
  return Buffer.concat([Buffer.of(random.next() < 0.95 ? 0 : 1), prefix.subarray(0, 4), message]);
}

function anySettings(random: Random): Buffer {
  const below = (bound: number): number => Math.floor(random.next() * bound);
  if (below(40) === 0) return noise(random, 13);
  const value = below(10) === 0 ? below(2 ** 32) : below(70_000);
  const bytes = Buffer.alloc(6);
  bytes.writeUInt16BE(1 + below(7));
  bytes.writeUInt32BE(value, 2);
  return bytes;
}

/** Random bytes, `min` to `max` of them. */
function noise(random: Random, max: number, min = 0): Buffer {
  const bytes = Buffer.allocUnsafe(min + Math.floor(random.next() * (max - min + 1)));
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = Math.floor(random.next() * 256);
  return bytes;
}

function frameOf(
  type: number,
  flags: number,
  streamId: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

/** Random header blocks of one connection: they decode, or are refused as malformed. */
export function decodeNoise(seed: number): void {
  const random = seededRandom(seed);
  const decoder = new FieldDecoder();
  for (let at = 0; at < 10; at += 1) {
    try {
      decoder.decode(anyBlock(random), { field: () => undefined });
    } catch (error) {
      if (!(error instanceof PeerProtocolError)) throw error;
      return;
    }
    if (decoder.tableBytes > 4096) throw new Error(`seed ${seed}: the table has grown too large`);
  }
}
