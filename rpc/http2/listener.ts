/** A listening socket with a beat: binds an address, calls back once a second, and tells when all its connections are gone. */
import type { Server as TcpServer } from 'node:net';
import type { Clock, Timer } from '../../base/clock.ts';

/** How often connections look for what takes too long. */
const sweepIntervalMs = 1000;

export type ListenerDeps = {
  readonly clock: Clock;
  /** Called at once when the address is bound, and once a second then. Must not throw. */
  readonly onSweep: () => void;
};

export class Listener {
  readonly #tcp: TcpServer;
  readonly #deps: ListenerDeps;
  #sweeper: Timer | undefined = undefined;
  #closed: Promise<void> | undefined = undefined;

  /**
   * Listens at `address`: host:port, with an IPv6 host in brackets; port 0 takes a free one. Rejects with the
   * system's error when it cannot be bound.
   */
  static async open(tcp: TcpServer, address: string, deps: ListenerDeps): Promise<Listener> {
    const colon = address.lastIndexOf(':');
    const host = address.slice(0, colon).replace(/^\[(.*)\]$/, '$1');
    await new Promise<void>((resolve, reject) => {
      tcp.once('error', reject);
      tcp.listen({ host, port: Number(address.slice(colon + 1)) }, () => {
        tcp.off('error', reject);
        resolve();
      });
    });
    // A connection that could not be accepted, for want of descriptors for example, is the client's loss alone.
    tcp.on('error', () => undefined);
    const listener = new Listener(tcp, deps);
    listener.#sweep();
    return listener;
  }

  private constructor(tcp: TcpServer, deps: ListenerDeps) {
    this.#tcp = tcp;
    this.#deps = deps;
  }

  /** The port that was bound; 0 after the end. */
  get port(): number {
    const address = this.#tcp.address();
    return typeof address === 'object' && address !== null ? address.port : 0;
  }

  /** Takes no new connection. Settles when the last one is closed, and sweeps until then. Calling twice is safe. */
  async close(): Promise<void> {
    this.#closed ??= new Promise((resolve) => {
      this.#tcp.close(() => {
        this.#sweeper?.cancel();
        resolve();
      });
    });
    await this.#closed;
  }

  #sweep(): void {
    this.#deps.onSweep();
    this.#sweeper = this.#deps.clock.after(sweepIntervalMs, () => {
      this.#sweep();
    });
  }
}
