/** Helpers of the tests of the HTTP port: a port with a few paths, and clients that send any bytes. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { Clock } from '../../../base/clock.ts';
import type { HttpBounds } from '../../../rpc/http/bounds.ts';
import type { HttpAnswer, HttpRequest } from '../../../rpc/http/http-port.ts';
import { HttpServer, type TlsIdentity } from '../../../rpc/http/server.ts';
import { systemClock } from '../../support/peer-nodes.ts';

/** A body in pieces that a test sends one by one. */
export class Pieces {
  readonly #waiting: (Uint8Array | 'end')[] = [];
  #wake: () => void = () => undefined;
  /** How many pieces the front has taken. */
  taken = 0;
  /** The front has let go of it. */
  isFinished = false;

  send(piece: Uint8Array | string): void {
    this.#waiting.push(typeof piece === 'string' ? Buffer.from(piece) : piece);
    this.#wake();
  }

  end(): void {
    this.#waiting.push('end');
    this.#wake();
  }

  async *body(signal: AbortSignal): AsyncGenerator<Uint8Array, void, undefined> {
    signal.addEventListener('abort', () => this.end());
    try {
      for (;;) {
        const next = this.#waiting.shift();
        if (next === 'end') return;
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
          });
        } else {
          this.taken += 1;
          yield next;
        }
      }
    } finally {
      this.isFinished = true;
    }
  }
}

export type Port = {
  readonly server: HttpServer;
  readonly port: number;
  /** What reached `/hold`, each with the function that answers it. */
  readonly held: { readonly request: HttpRequest; readonly answer: (answer: HttpAnswer) => void }[];
  /** The bodies of `/stream` in the order of their requests. */
  readonly streams: Pieces[];
  readonly requests: HttpRequest[];
  readonly bugs: unknown[];
  /** What the node says; undefined when it is ready. */
  reason: string | undefined;
};

export type StartOptions = {
  readonly bounds?: Partial<HttpBounds>;
  readonly clock?: Clock;
  readonly tls?: TlsIdentity;
  readonly address?: string;
};

/** `/echo` answers with its body, `/hold` and `/stream` as the test says, `/large/N` with N bytes, `/throw` not at all. */
export async function startPort(options: StartOptions = {}): Promise<Port> {
  const held: Port['held'] = [];
  const streams: Pieces[] = [];
  const requests: HttpRequest[] = [];
  const bugs: unknown[] = [];
  const answer = (request: HttpRequest): HttpAnswer | Promise<HttpAnswer> => {
    requests.push(request);
    const { path, body, signal } = request;
    if (path === '/echo') return { status: 200, contentType: 'application/x-protobuf', body };
    if (path === '/throw') throw new Error('a bug');
    if (path.startsWith('/large/')) {
      return { status: 200, body: Buffer.alloc(Number(path.slice('/large/'.length)), 'x') };
    }
    if (path === '/hold') {
      return new Promise((resolve) => {
        held.push({ request, answer: resolve });
      });
    }
    if (path === '/stream') {
      const pieces = new Pieces();
      streams.push(pieces);
      const octets = 'application/octet-stream';
      return { status: 200, contentType: octets, body: pieces.body(signal) };
    }
    return { status: 404, contentType: 'text/plain', body: Buffer.from('Resource not found.') };
  };
  const server = await HttpServer.open(
    { address: options.address ?? '127.0.0.1:0', tls: options.tls, bounds: options.bounds ?? {} },
    {
      handler: answer,
      readiness: () => port.reason,
      onDraining: () => {
        for (const pieces of streams) pieces.end();
      },
      onBug: (error) => bugs.push(error),
      clock: options.clock ?? systemClock,
    },
  );
  const port: Port = {
    server,
    port: server.port,
    held,
    streams,
    requests,
    bugs,
    reason: undefined,
  };
  return port;
}

/** A client that sends bytes and keeps the text that comes back. */
export class RawClient implements Disposable {
  readonly socket: Socket;
  text = '';
  isClosed = false;
  #wake: () => void = () => undefined;

  static async open(port: number, first: Uint8Array | string = ''): Promise<RawClient> {
    const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const client = new RawClient(socket);
    client.send(first);
    return client;
  }

  private constructor(socket: Socket) {
    this.socket = socket;
    socket.on('data', (bytes: Buffer) => {
      this.text += bytes.toString('latin1');
      this.#wake();
    });
    const onEnd = (): void => {
      this.isClosed = true;
      this.#wake();
    };
    socket.on('end', onEnd);
    socket.on('close', onEnd);
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }

  send(bytes: Uint8Array | string): void {
    if (bytes.length > 0) this.socket.write(bytes);
  }

  /** Settles when what has come matches; throws if the connection closes without. */
  async find(pattern: RegExp): Promise<void> {
    while (!pattern.test(this.text)) {
      if (this.isClosed) throw new Error(`the connection is closed after ${this.text}`);
      await this.#next();
    }
  }

  async closed(): Promise<void> {
    while (!this.isClosed) await this.#next();
  }

  async #next(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
  }
}

/** A request of HTTP/1.1 as text. */
export function http1(method: string, path: string, body = '', headers = ''): string {
  const length = body === '' ? '' : `Content-Length: ${body.length}\r\n`;
  return `${method} ${path} HTTP/1.1\r\nHost: localhost\r\n${length}${headers}\r\n${body}`;
}

export const nothing = { calls: 0, requestBytes: 0, answerBytes: 0 };
