/**
 * The connections of HTTP/1.1, served by `node:http`, which parses them and keeps the time-outs of requests that arrive and
 * of idle connections. Who listens is its owner's.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import type { ExchangeHandler, Exchange, FrontLoad } from '../http2/index.ts';
import type { HttpBounds } from './bounds.ts';
import { Http1Exchange, type ExchangeOwner } from './http1-exchange.ts';

/** How often `node:http` looks for requests that do not arrive. */
const checkIntervalMs = 1000;

export class Http1Server implements ExchangeOwner {
  readonly bounds: HttpBounds;
  readonly load: FrontLoad;
  isDraining = false;
  readonly #clock: Clock;
  readonly #handle: ExchangeHandler;
  readonly #http: Server;
  /** With the exchanges of each that are not over. */
  readonly #connections = new Map<Socket, Set<Http1Exchange>>();

  constructor(
    options: { readonly bounds: HttpBounds; readonly load: FrontLoad },
    deps: { readonly clock: Clock; readonly handle: ExchangeHandler },
  ) {
    const { bounds } = options;
    this.bounds = bounds;
    this.load = options.load;
    this.#clock = deps.clock;
    this.#handle = deps.handle;
    this.#http = createServer({
      maxHeaderSize: bounds.headBytesMax,
      headersTimeout: bounds.arrivalMsMax,
      requestTimeout: bounds.arrivalMsMax,
      keepAliveTimeout: bounds.keepAliveMs,
      connectionsCheckingInterval: Math.min(checkIntervalMs, bounds.arrivalMsMax),
    });
    this.#http.on('request', (request, response) => this.#begin(request, response, false));
    this.#http.on('checkContinue', (request, response) => this.#begin(request, response, true));
    // It does not listen itself, but this is what starts its checks of the time-outs.
    this.#http.emit('listening');
  }

  /** Serves a client. What it has sent already must be put back into the socket. */
  accept(socket: Socket): void {
    const exchanges = new Set<Http1Exchange>();
    this.#connections.set(socket, exchanges);
    socket.once('close', () => {
      this.#connections.delete(socket);
      for (const exchange of exchanges) exchange.over();
    });
    this.#http.emit('connection', socket);
  }

  /** Drops answers that nobody reads. To be called about once a second. */
  sweep(): void {
    const nowMs = this.#clock.monotonic();
    for (const exchanges of this.#connections.values()) {
      for (const exchange of exchanges) {
        if (!exchange.isAnswered) continue;
        exchange.answeredMs ??= nowMs;
        if (nowMs - exchange.answeredMs >= this.bounds.unreadMsMax) exchange.drop();
      }
    }
  }

  /**
   * Tells clients with each answer from now on to leave after it. Connections without a request stay: the next one may be on
   * its way, and clients do not repeat what was lost to a connection that was closed.
   */
  drain(): void {
    this.isDraining = true;
  }

  /** Drops all connections, and ends the checks. */
  destroy(): void {
    this.#http.close();
    for (const socket of this.#connections.keys()) socket.destroy();
  }

  onRequest(exchange: Exchange): void {
    this.#handle(exchange);
  }

  onOver(exchange: Http1Exchange): void {
    this.#connections.get(exchange.socket)?.delete(exchange);
  }

  #begin(request: IncomingMessage, response: ServerResponse, waitsForLeave: boolean): void {
    const exchanges = this.#connections.get(request.socket);
    if (exchanges === undefined || exchanges.size >= this.bounds.pipelinedMax) {
      request.socket.destroy();
      return;
    }
    exchanges.add(new Http1Exchange(request, response, this, { waitsForLeave }));
  }
}
