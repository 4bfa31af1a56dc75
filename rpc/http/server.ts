/**
 * The HTTP port: HTTP/1.1 and HTTP/2 on one listening socket, in clear text or with TLS, for one handler. It listens, finds
 * out what each connection speaks, bounds and drains all of them, and answers `/livez` and `/readyz`.
 *
 * The end: `stop` first makes `/readyz` say so and calls `onDraining`; a handler must then let the bodies end that it streams,
 * each at its next boundary, and answer what still comes as ever. New connections are refused, HTTP/2 clients get
 * GOAWAY, answers of HTTP/1.1 `Connection: close`. What is still open after the grace has its `signal` aborted and is cut.
 */
import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import type { Clock } from '../../base/clock.ts';
import { Front, Listener, PlainProtocol, type Exchange, type FrontLoad } from '../http2/index.ts';
import { httpBounds, type HttpBounds } from './bounds.ts';
import { withHealth, type Readiness } from './health.ts';
import { Http1Server } from './http1-server.ts';
import type { HttpHandler } from './http-port.ts';
import { listenTo } from './newcomer.ts';
import { headerNames, serveExchange } from './serve-exchange.ts';

/** Both in PEM. */
export type TlsIdentity = { readonly cert: Uint8Array; readonly key: Uint8Array };

export type HttpServerOptions = {
  /** host:port, with an IPv6 host in brackets; port 0 takes a free one. */
  readonly address: string;
  /** Absent: clear text. */
  readonly tls?: TlsIdentity | undefined;
  /** Where these differ from the bounds of every node. */
  readonly bounds?: Partial<HttpBounds>;
};

export type HttpServerDeps = {
  readonly handler: HttpHandler;
  readonly readiness: Readiness;
  /** Called once, when `stop` begins: bodies that are streamed must end soon. */
  readonly onDraining: () => void;
  /** The handler has thrown: the process must end. */
  readonly onBug: (error: unknown) => void;
  readonly clock: Clock;
};

const leaving = 'this node is about to stop';

export class HttpServer {
  readonly load: FrontLoad = { calls: 0, requestBytes: 0, answerBytes: 0 };
  readonly #deps: HttpServerDeps;
  readonly #bounds: HttpBounds;
  readonly #http1: Http1Server;
  readonly #http2: Front;
  /** All connections, whatever they speak; those of TLS beneath it. */
  readonly #sockets = new Set<Socket>();
  /** Those that have said nothing yet, with the time since when. */
  readonly #newcomers = new Map<Socket, number>();
  #listener: Listener | undefined = undefined;
  #stopped: Promise<void> | undefined = undefined;

  /** Settles when clients can connect. Rejects when the address cannot be bound, or certificate and key are of no use. */
  static async open(options: HttpServerOptions, deps: HttpServerDeps): Promise<HttpServer> {
    const server = new HttpServer({ ...httpBounds, ...options.bounds }, deps);
    try {
      const onSweep = (): void => server.#sweep();
      const tcp = server.#makeTcp(options.tls);
      server.#listener = await Listener.open(tcp, options.address, { clock: deps.clock, onSweep });
      return server;
    } catch (error) {
      server.#http1.destroy();
      throw error;
    }
  }

  private constructor(bounds: HttpBounds, deps: HttpServerDeps) {
    this.#bounds = bounds;
    this.#deps = deps;
    const { clock, onBug } = deps;
    const handler = withHealth(deps.handler, () =>
      this.#stopped === undefined ? deps.readiness() : leaving,
    );
    const handle = (exchange: Exchange): void => {
      void serveExchange(exchange, { handler, clock, stallMs: bounds.unreadMsMax, onBug });
    };
    const { load } = this;
    const protocol = new PlainProtocol(
      { fieldNames: headerNames, discardedBytesMax: bounds.discardedBytesMax },
      handle,
    );
    this.#http1 = new Http1Server({ bounds, load }, { clock, handle });
    this.#http2 = new Front({ bounds, load }, { protocol, clock });
  }

  /** The port that was bound; 0 after the end. */
  get port(): number {
    return this.#listener?.port ?? 0;
  }

  get connectionCount(): number {
    return this.#sockets.size;
  }

  /** Settles when no connection is left, after `graceMs` or a little more at the latest. Calling twice is safe. */
  async stop(graceMs: number): Promise<void> {
    this.#stopped ??= this.#drain(graceMs);
    await this.#stopped;
  }

  async #drain(graceMs: number): Promise<void> {
    const closed = this.#listener?.close();
    this.#deps.onDraining();
    this.#http1.drain();
    this.#http2.drain();
    const grace = this.#deps.clock.after(graceMs, () => {
      for (const socket of this.#sockets) socket.destroy();
    });
    await closed;
    grace.cancel();
    this.#http1.destroy();
  }

  #makeTcp(tls: TlsIdentity | undefined): Server {
    const greet = (socket: Socket): void => this.#greet(socket);
    const tcp =
      tls === undefined
        ? createTcpServer({ noDelay: true }, greet)
        : createTlsServer(
            {
              cert: Buffer.from(tls.cert),
              key: Buffer.from(tls.key),
              ALPNProtocols: ['h2', 'http/1.1'],
              handshakeTimeout: this.#bounds.arrivalMsMax,
              noDelay: true,
            },
            greet,
          ).on('tlsClientError', (_error, socket) => socket.destroy());
    // Further ones are closed as soon as they are made.
    tcp.maxConnections = this.#bounds.connectionsMax;
    tcp.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
    });
    return tcp;
  }

  #greet(socket: Socket): void {
    this.#newcomers.set(socket, this.#deps.clock.monotonic());
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#newcomers.delete(socket));
    listenTo(socket, (spoken) => {
      this.#newcomers.delete(socket);
      if (spoken === 'http1') this.#http1.accept(socket);
      else if (this.#stopped === undefined) this.#http2.accept(socket);
      // It would have to be told to leave at once; its client opens another.
      else socket.destroy();
    });
  }

  #sweep(): void {
    const latestMs = this.#deps.clock.monotonic() - this.#bounds.arrivalMsMax;
    for (const [socket, sinceMs] of this.#newcomers) if (sinceMs <= latestMs) socket.destroy();
    this.#http1.sweep();
    this.#http2.sweep();
  }
}
