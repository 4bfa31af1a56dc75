/** Helpers of the server's tests: a server with a few methods, and a client that sends any bytes and keeps what comes. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { FrameReader, frameFlag, frameType, preface } from '../../../rpc/http2/frames.ts';
import type { FrontBounds } from '../../../rpc/http2/front-bounds.ts';
import { encodeFields, HeaderDecoder } from '../../../rpc/http2/hpack.ts';
import { GrpcServer } from '../../../rpc/http2/server.ts';
import type { MethodHandler, ServerCall } from '../../../rpc/http2/server-stream.ts';
import type { Clock } from '../../../base/clock.ts';
import { systemClock } from '../../support/peer-nodes.ts';
import { frame, grpcMessage } from './support.ts';

export const bounds: FrontBounds = {
  streamWindowBytes: 256 * 1024,
  connectionWindowBytes: 1024 * 1024,
  idleMsMax: Infinity,
  connectionsMax: 100,
  strangersMakeRoom: false,
  streamsPerConnectionMax: 100,
  callsMax: 1000,
  requestBytesMax: 1_000_000,
  messageBytesMax: 500_000,
  answerBytesMax: 1_000_000,
  smallAnswerBytesMax: 1000,
  arrivalMsMax: 10_000,
  unreadMsMax: 30_000,
  keepaliveIntervalMs: 30_000,
  keepaliveTimeoutMs: 10_000,
};

export type Front = {
  readonly server: GrpcServer;
  /** Calls of `/t/Hold`, which are the test's to end. */
  readonly held: ServerCall[];
  /** Requests that reached a handler of a single request. */
  readonly requests: Buffer[];
  /** What reached `/t/Slow`: its messages, and their end. */
  readonly slow: (Buffer | 'end')[];
  /** Lets `/t/Slow` take its next message. */
  readonly goOn: () => void;
};

/** `/t/Echo` answers with its request, `/t/Hold` waits for the test, `/t/Chat` answers each message with itself and knows its caller,
 * `/t/Slow` takes messages of up to 300 000 bytes, each after the first when the test says so. */
export async function startFront(
  change: Partial<FrontBounds> = {},
  clock: Clock = systemClock,
): Promise<Front> {
  const held: ServerCall[] = [];
  const requests: Buffer[] = [];
  const slow: Front['slow'] = [];
  const waiting: (() => void)[] = [];
  const handlers = new Map<string, MethodHandler>([
    [
      '/t/Echo',
      {
        kind: 'single',
        handle: (begun, request) => {
          requests.push(request);
          if (!begun.tryAnswer(request)) begun.fail({ code: 8, message: 'no room' });
        },
      },
    ],
    [
      '/t/Hold',
      {
        kind: 'single',
        handle: (begun, request) => {
          requests.push(request);
          held.push(begun);
        },
      },
    ],
    [
      '/t/Chat',
      {
        kind: 'stream',
        open: (begun) => {
          begun.onCancelled = () => begun.end();
          return {
            isKnown: true,
            onMessage: (message) => {
              if (!begun.tryWrite(message, () => undefined))
                begun.fail({ code: 8, message: 'full' });
            },
            onEnd: () => begun.end(),
          };
        },
      },
    ],
    [
      '/t/Slow',
      {
        kind: 'stream',
        isLasting: true,
        open: (begun) => {
          begun.onCancelled = () => begun.end();
          return {
            messageBytesMax: 300_000,
            onMessage: async (message) => {
              slow.push(message);
              await new Promise<void>((resolve) => {
                waiting.push(resolve);
              });
            },
            onEnd: () => {
              slow.push('end');
              begun.end();
            },
          };
        },
      },
    ],
  ]);
  const server = await GrpcServer.open(
    { address: '127.0.0.1:0', bounds: { ...bounds, ...change } },
    { handlers, clock, refusal: (message) => ({ code: 8, message }) },
  );
  return { server, held, requests, slow, goOn: () => waiting.shift()?.() };
}

/** The header block of a request for `path`; `change` adds or replaces fields, undefined removes one. */
export function requestBlock(
  path: string,
  change: Readonly<Record<string, string | undefined>> = {},
): Uint8Array {
  const fields: Record<string, string | undefined> = {
    ':method': 'POST',
    ':scheme': 'http',
    ':path': path,
    ':authority': 'localhost',
    'content-type': 'application/grpc',
    te: 'trailers',
    ...change,
  };
  return encodeFields(
    Object.entries(fields).filter((field): field is [string, string] => field[1] !== undefined),
  );
}

/** HEADERS that begin a call. */
export function headers(
  streamId: number,
  path = '/t/Echo',
  flags: number = frameFlag.endHeaders,
): Buffer {
  return frame(frameType.headers, flags, streamId, requestBlock(path));
}

/** DATA with one gRPC message that ends the request. */
export function body(streamId: number, message: Uint8Array = Buffer.from('hello')): Buffer {
  return frame(frameType.data, frameFlag.endStream, streamId, grpcMessage(message));
}

/** A whole call. */
export function call(streamId: number, path?: string, message?: Uint8Array): Buffer {
  return Buffer.concat([headers(streamId, path), body(streamId, message)]);
}

export function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

export function setting(id: number, value: number): Buffer {
  return Buffer.concat([Buffer.of(0, id), uint32(value)]);
}

export type Seen = {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
};

/** A client that sends bytes and keeps the frames that come back. */
export class RawPeer implements Disposable {
  readonly socket: Socket;
  readonly frames: Seen[] = [];
  isClosed = false;
  #pings = 0;
  #wake: () => void = () => undefined;

  /** Connects and, unless told otherwise, sends the preface and empty settings. */
  static async open(port: number, first: Uint8Array = hello): Promise<RawPeer> {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const peer = new RawPeer(socket);
    socket.write(first);
    return peer;
  }

  private constructor(socket: Socket) {
    this.socket = socket;
    const reader = new FrameReader();
    socket.on('data', (bytes: Buffer) => {
      reader.read(bytes, ({ type, flags, streamId, payload }) => {
        this.frames.push({ type, flags, streamId, payload: Buffer.from(payload) });
      });
      this.#wake();
    });
    socket.on('close', () => {
      this.isClosed = true;
      this.#wake();
    });
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  send(...pieces: readonly Uint8Array[]): void {
    this.socket.write(Buffer.concat(pieces));
  }

  /** The first frame that `matches`, now or later; throws if the connection closes without one. */
  async find(matches: (seen: Seen) => boolean): Promise<Seen> {
    for (;;) {
      const found = this.frames.find(matches);
      if (found !== undefined) return found;
      if (this.isClosed) throw new Error('the connection is closed');
      await this.#next();
    }
  }

  async closed(): Promise<void> {
    while (!this.isClosed) await this.#next();
  }

  /** The code of the GOAWAY that ends the connection. */
  async goAwayCode(): Promise<number> {
    const { payload } = await this.find(({ type }) => type === frameType.goAway);
    return payload.readUInt32BE(4);
  }

  /** The code with which a stream was reset. */
  async resetCode(streamId: number): Promise<number> {
    const { payload } = await this.find(
      (seen) => seen.type === frameType.rstStream && seen.streamId === streamId,
    );
    return payload.readUInt32BE(0);
  }

  /** The last header block of a stream, once END_STREAM has come. */
  async trailers(streamId: number): Promise<Record<string, string>> {
    const { payload } = await this.find(
      (seen) =>
        seen.type === frameType.headers &&
        seen.streamId === streamId &&
        (seen.flags & frameFlag.endStream) !== 0,
    );
    return Object.fromEntries(new HeaderDecoder().decode(payload));
  }

  /** Settles when the server has handled all that was sent before. */
  async settled(): Promise<void> {
    this.#pings += 1;
    const payload = Buffer.alloc(8, this.#pings);
    this.send(frame(frameType.ping, 0, 0, payload));
    await this.find((seen) => seen.type === frameType.ping && seen.payload.equals(payload));
  }

  /** All bytes of DATA on a stream up to now. */
  data(streamId: number): Buffer {
    return Buffer.concat(
      this.frames
        .filter((seen) => seen.type === frameType.data && seen.streamId === streamId)
        .map(({ payload }) => payload),
    );
  }

  async #next(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

export const hello = Buffer.concat([preface, frame(frameType.settings, 0, 0)]);
