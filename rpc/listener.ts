/**
 * The sockets of one gRPC server. The library can bind them itself, but then closes them politely and waits for
 * the other side: one client that neither reads nor leaves, or a machine that vanished, would hold up the end of
 * the process. So this file listens, hands the connections over, and drops what is left when the grace is over.
 */
import { createServer } from 'node:net';
import type { Server as TcpServer, Socket } from 'node:net';
import { ServerCredentials } from '@grpc/grpc-js';
import type { Server } from '@grpc/grpc-js';
import type { Clock } from '../base/clock.ts';

type Injector = ReturnType<Server['createConnectionInjector']>;

export type ListenerOptions = {
  /** host:port, with an IPv6 host in brackets; port 0 takes a free one. */
  readonly address: string;
  /** Connections at the same time. Further ones are closed as soon as they are made. */
  readonly connectionsMax: number;
};

export class Listener {
  readonly #tcp: TcpServer;
  readonly #injector: Injector;
  readonly #sockets = new Set<Socket>();
  #closed: Promise<void> | undefined;

  /** Settles when connections are taken. Rejects with the system's error when the address cannot be bound. */
  static async open(options: ListenerOptions, server: Server): Promise<Listener> {
    const listener = new Listener(options, server);
    await listener.#bind(options.address);
    return listener;
  }

  private constructor({ connectionsMax }: ListenerOptions, server: Server) {
    this.#injector = server.createConnectionInjector(ServerCredentials.createInsecure());
    this.#tcp = createServer((socket) => {
      this.#sockets.add(socket);
      socket.once('close', () => {
        this.#sockets.delete(socket);
      });
      this.#injector.injectConnection(socket);
    });
    this.#tcp.maxConnections = connectionsMax;
  }

  /** The port that was bound. */
  get port(): number {
    const address = this.#tcp.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /**
   * Takes no new connection, asks the clients to leave, and drops those that are still there after `graceMs`.
   * Settles when no connection is left. Calling twice is safe.
   */
  async close(graceMs: number, clock: Clock): Promise<void> {
    this.#closed ??= this.#drain(graceMs, clock);
    await this.#closed;
  }

  /** Drops all connections at once. Calling twice, or after `close`, is safe. */
  destroy(): void {
    this.#tcp.close();
    for (const socket of this.#sockets) socket.destroy();
    this.#injector.destroy();
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
  }

  async #drain(graceMs: number, clock: Clock): Promise<void> {
    this.#injector.drain(graceMs);
    const timer = clock.after(graceMs, () => {
      for (const socket of this.#sockets) socket.destroy();
    });
    await new Promise<void>((resolve) => {
      this.#tcp.close(() => {
        resolve();
      });
    });
    timer.cancel();
    this.#injector.destroy();
  }
}
