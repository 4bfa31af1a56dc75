/** A gRPC server on bare sockets, in clear text. It knows nothing of what the methods do: `handlers` answer bytes. */
import { createServer } from 'node:net';
import type { Clock } from '../../base/clock.ts';
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import { Front } from './front.ts';
import { GrpcProtocol, type GrpcProtocolDeps } from './grpc-protocol.ts';
import { Listener } from './listener.ts';

export type GrpcServerDeps = GrpcProtocolDeps & { readonly clock: Clock };

export class GrpcServer {
  readonly #front: Front;
  readonly #listener: Listener;
  readonly #clock: Clock;
  #stopped: Promise<void> | undefined = undefined;

  /**
   * Listens at `address`: host:port, with an IPv6 host in brackets; port 0 takes a free one. Rejects with the
   * system's error when it cannot be bound.
   */
  static async open(
    options: { readonly address: string; readonly bounds: FrontBounds },
    deps: GrpcServerDeps,
  ): Promise<GrpcServer> {
    const { clock } = deps;
    const load = { calls: 0, requestBytes: 0, answerBytes: 0 };
    const protocol = new GrpcProtocol(deps);
    const front = new Front({ bounds: options.bounds, load }, { protocol, clock });
    const tcp = createServer((socket) => front.accept(socket));
    const listener = await Listener.open(tcp, options.address, {
      clock,
      onSweep: () => front.sweep(),
    });
    return new GrpcServer(front, listener, clock);
  }

  private constructor(front: Front, listener: Listener, clock: Clock) {
    this.#front = front;
    this.#listener = listener;
    this.#clock = clock;
  }

  /** The port that was bound; 0 after the end. */
  get port(): number {
    return this.#listener.port;
  }

  get bounds(): FrontBounds {
    return this.#front.bounds;
  }

  get load(): FrontLoad {
    return this.#front.load;
  }

  get connectionCount(): number {
    return this.#front.connectionCount;
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
    void this.#listener.close();
    this.#front.destroy();
  }

  async #drain(graceMs: number): Promise<void> {
    const closed = this.#listener.close();
    this.#front.drain();
    const grace = this.#clock.after(graceMs, () => this.#front.destroy());
    await closed;
    grace.cancel();
  }
}
