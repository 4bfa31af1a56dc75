/**
 * A gRPC server on bare sockets. It listens, keeps the connections, lets them look at their time-outs, and drains
 * them at the end. It knows nothing of what the methods do: `handlers` answer bytes.
 */
import { createServer } from 'node:net';
import type { Server as TcpServer } from 'node:net';
import { asMonotonicMs, type MonotonicMs } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import type { CallFailure } from './response.ts';
import { ServerConnection, type ConnectionOwner } from './server-connection.ts';
import type { MethodHandler } from './server-stream.ts';

/** How often connections look for what takes too long. */
const sweepIntervalMs = 1000;

export type GrpcServerDeps = {
  /** By path, "/package.Service/Method". */
  readonly handlers: ReadonlyMap<string, MethodHandler>;
  readonly clock: Clock;
  /** How a call is refused for which there is no room. */
  readonly refusal: (message: string) => CallFailure;
};

export class GrpcServer implements ConnectionOwner {
  readonly handlers: ReadonlyMap<string, MethodHandler>;
  readonly bounds: FrontBounds;
  readonly load: FrontLoad = { calls: 0, requestBytes: 0, answerBytes: 0 };
  readonly #deps: GrpcServerDeps;
  readonly #tcp: TcpServer;
  readonly #connections = new Set<ServerConnection>();
  #nowMs: MonotonicMs = asMonotonicMs(0);
  #sweeper: Timer | undefined = undefined;
  #stopped: Promise<void> | undefined = undefined;

  /**
   * Listens at `address`: host:port, with an IPv6 host in brackets; port 0 takes a free one. Rejects with the
   * system's error when it cannot be bound.
   */
  static async open(
    options: { readonly address: string; readonly bounds: FrontBounds },
    deps: GrpcServerDeps,
  ): Promise<GrpcServer> {
    const server = new GrpcServer(options.bounds, deps);
    await server.#bind(options.address);
    return server;
  }

  private constructor(bounds: FrontBounds, deps: GrpcServerDeps) {
    this.bounds = bounds;
    this.handlers = deps.handlers;
    this.#deps = deps;
    this.#tcp = createServer((socket) => {
      if (this.#hasRoom()) this.#connections.add(new ServerConnection(socket, this));
      else socket.destroy();
    });
  }

  /** The port that was bound; 0 after the end. */
  get port(): number {
    const address = this.#tcp.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  refusal(message: string): CallFailure {
    return this.#deps.refusal(message);
  }

  onClosed(connection: ServerConnection): void {
    this.#connections.delete(connection);
  }

  /**
   * Takes no new connection, asks the clients to leave, and drops those that are still there after `graceMs`.
   * Settles when no connection is left. Calling twice is safe.
   */
  async stop(graceMs: number): Promise<void> {
    this.#stopped ??= this.#drain(graceMs);
    await this.#stopped;
  }

  /** Takes no new connection and drops those that there are. */
  destroy(): void {
    this.#tcp.close();
    this.#sweeper?.cancel();
    for (const connection of this.#connections) connection.destroy();
  }

  async #drain(graceMs: number): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#tcp.close(() => {
        resolve();
      });
    });
    for (const connection of this.#connections) connection.drain();
    const grace = this.#deps.clock.after(graceMs, () => {
      for (const connection of this.#connections) connection.destroy();
    });
    await closed;
    grace.cancel();
    this.#sweeper?.cancel();
  }

  async #bind(address: string): Promise<void> {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
    await new Promise<void>((resolve, reject) => {
      this.#tcp.once('error', reject);
      this.#tcp.listen({ host, port: Number(address.slice(colon + 1)) }, () => {
        this.#tcp.off('error', reject);
        resolve();
      });
    });
    // A connection that could not be accepted, for want of descriptors for example, is the client's loss alone.
    this.#tcp.on('error', () => undefined);
    this.#sweep();
  }

  /** Makes room if it may. */
  #hasRoom(): boolean {
    const { connectionsMax, strangersMakeRoom } = this.bounds;
    if (this.#connections.size < connectionsMax) return true;
    if (!strangersMakeRoom) return false;
    for (const connection of this.#connections) {
      if (connection.isKnown) continue;
      connection.destroy();
      return true;
    }
    return false;
  }

  #sweep(): void {
    this.#nowMs = this.#deps.clock.monotonic();
    for (const connection of this.#connections) connection.sweep();
    this.#sweeper = this.#deps.clock.after(sweepIntervalMs, () => {
      this.#sweep();
    });
  }
}
