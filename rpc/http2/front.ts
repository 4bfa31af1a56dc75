/**
 * The connections of one port and what they hold together: takes sockets, lets the connections look at their time-outs,
 * drains them. Who listens, and when to sweep, is its owner's; what requests mean is the `Protocol`'s.
 */
import type { Socket } from 'node:net';
import { asMonotonicMs, type MonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import { ServerConnection, type ConnectionOwner } from './server-connection.ts';
import type { Protocol } from './stream.ts';

export class Front implements ConnectionOwner {
  readonly protocol: Protocol;
  readonly bounds: FrontBounds;
  readonly load: FrontLoad;
  readonly #clock: Clock;
  readonly #connections = new Set<ServerConnection>();
  #nowMs: MonotonicMs = asMonotonicMs(0);

  /** `load` may be shared with others that hold requests of the same clients. */
  constructor(
    options: { readonly bounds: FrontBounds; readonly load: FrontLoad },
    deps: { readonly protocol: Protocol; readonly clock: Clock },
  ) {
    this.bounds = options.bounds;
    this.load = options.load;
    this.protocol = deps.protocol;
    this.#clock = deps.clock;
    this.#nowMs = deps.clock.monotonic();
  }

  get connectionCount(): number {
    return this.#connections.size;
  }

  get nowMs(): number {
    return this.#nowMs;
  }

  onClosed(connection: ServerConnection): void {
    this.#connections.delete(connection);
  }

  /** Serves a client, or closes its connection if there is no room. */
  accept(socket: Socket): void {
    if (this.#hasRoom()) this.#connections.add(new ServerConnection(socket, this));
    else socket.destroy();
  }

  /** Lets the connections look for what takes too long. To be called about once a second. */
  sweep(): void {
    this.#nowMs = this.#clock.monotonic();
    for (const connection of this.#connections) connection.sweep();
  }

  /** Asks all clients to leave when their calls are over. */
  drain(): void {
    for (const connection of this.#connections) connection.drain();
  }

  /** Drops all connections. */
  destroy(): void {
    for (const connection of this.#connections) connection.destroy();
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
}
