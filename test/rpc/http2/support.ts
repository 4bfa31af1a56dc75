/** Helpers of these tests: a clock that is moved by hand, servers on loopback, and collected answers. */
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';

import { asMonotonicMs, asWallMs } from '../../../base/brand.ts';
import type { Clock } from '../../../base/clock.ts';
import type { CallEnd, CallHandler } from '../../../rpc/http2/call.ts';

/** Timers fire when `fire` is called, in the order of arming. */
export class HandClock implements Clock {
  readonly #armed: { callback: () => void; cancelled: boolean }[] = [];

  monotonic(): ReturnType<Clock['monotonic']> {
    return asMonotonicMs(0);
  }

  wall(): ReturnType<Clock['wall']> {
    return asWallMs(0);
  }

  after(_delayMs: number, callback: () => void): ReturnType<Clock['after']> {
    const timer = { callback, cancelled: false };
    this.#armed.push(timer);
    return {
      cancel: () => {
        timer.cancelled = true;
      },
    };
  }

  soon(callback: () => void): void {
    setImmediate(callback);
  }

  /** Fires all that is armed now. */
  fire(): void {
    for (const timer of this.#armed.splice(0)) if (!timer.cancelled) timer.callback();
  }
}

/** What one call gave. */
export class Collected implements CallHandler {
  readonly messages: Buffer[] = [];
  readonly ended: Promise<CallEnd>;
  endCount = 0;
  #resolve: (end: CallEnd) => void = () => undefined;

  constructor() {
    this.ended = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  onMessage(message: Uint8Array): void {
    this.messages.push(Buffer.from(message));
  }

  onEnd(end: CallEnd): void {
    this.endCount += 1;
    this.#resolve(end);
  }
}

export type Listening = { readonly port: number; close(): void };

/** A node:http2 server; `onStream` answers. */
export async function serveHttp2(
  onStream: (stream: ServerHttp2Stream, server: Http2Server) => void,
  settings: { maxConcurrentStreams?: number; initialWindowSize?: number } = {},
): Promise<Listening> {
  const server = createServer({ settings });
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => {
    sessions.add(session);
    session.on('error', () => undefined);
  });
  server.on('stream', (stream) => {
    stream.on('error', () => undefined);
    onStream(stream, server);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    for (const session of sessions) session.destroy();
    server.close();
  };
  return { port: portOf(server), close };
}

/** A plain TCP server; `onSocket` may do anything. */
export async function serveTcp(onSocket: (socket: Socket) => void): Promise<Listening> {
  const sockets = new Set<Socket>();
  const server = createTcpServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    onSocket(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const close = (): void => {
    for (const socket of sockets) socket.destroy();
    server.close();
  };
  return { port: portOf(server), close };
}

/** A gRPC message on the wire. */
export function grpcMessage(message: Uint8Array): Buffer {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
}

/** An HTTP/2 frame. */
export function frame(
  type: number,
  flags: number,
  streamId: number,
  payload: Uint8Array = new Uint8Array(),
): Buffer {
  const header = Buffer.alloc(9);
  header.writeUIntBE(payload.length, 0, 3);
  header.writeUInt8(type, 3);
  header.writeUInt8(flags, 4);
  header.writeUInt32BE(streamId, 5);
  return Buffer.concat([header, payload]);
}

/** Answers a gRPC call on a node:http2 stream once the request has been read. */
export function answer(
  stream: ServerHttp2Stream,
  messages: readonly Uint8Array[],
  trailers: Record<string, string> = { 'grpc-status': '0' },
): void {
  stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
  stream.on('wantTrailers', () => stream.sendTrailers(trailers));
  for (const message of messages) stream.write(grpcMessage(message));
  stream.end();
}

function portOf(server: Server | Http2Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return address.port;
}
