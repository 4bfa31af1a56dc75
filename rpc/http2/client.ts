/**
 * Calls spread over a fixed number of connections to each of some addresses. A connection that ends is
 * made anew after a pause, for as long as the client is open.
 */
import type { Clock, Timer } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import type { CallEnd, CallHandler } from './call.ts';
import { Connection, type ConnectionOptions } from './connection.ts';
import { parseEndpoint } from './endpoint.ts';
import { ConnectError, PeerProtocolError } from './errors.ts';
import type { Field } from './hpack.ts';

/** A call without an answer after this many sweeps is given up. */
const callSweepsMax = 10;
const sweepIntervalMs = 1000;
const reconnectPauseMs = 100;
const connectTimeoutMs = 5000;

export type LoadClientOptions = {
  /** At least one "host:port". */
  readonly endpoints: readonly string[];
  /** At least 1. */
  readonly connectionsPerEndpoint: number;
  /** Sent with each call: who calls, and for which database. */
  readonly fields?: readonly Field[];
};

/** What `LoadClient.unary` gives: the answer's first message, or how the call failed. */
export type UnaryResult =
  | { readonly kind: 'ok'; readonly message: Uint8Array }
  | { readonly kind: 'failed'; readonly end: CallEnd };

/** One place in the pool: a connection, or the wait for a new one. */
type Slot = { readonly target: ConnectionOptions; connection: Connection };

export class LoadClient {
  readonly #clock: Clock;
  readonly #slots: Slot[];
  readonly #closing = new AbortController();
  #sweeper: Timer;
  #next = 0;

  /** Settles when every connection is open; rejects with the first failure, leaving none behind. */
  static async open(options: LoadClientOptions, deps: { clock: Clock }): Promise<LoadClient> {
    const targets = options.endpoints.flatMap((endpoint) =>
      Array.from({ length: options.connectionsPerEndpoint }, () => ({
        ...parseEndpoint(endpoint),
        ...(options.fields !== undefined && { fields: options.fields }),
      })),
    );
    invariant(targets.length > 0, 'a client needs an endpoint and a connection');
    const closing = new AbortController();
    const attempts = await Promise.allSettled(
      targets.map(async (target) => await openConnection(target, deps.clock, closing.signal)),
    );
    const slots = attempts.flatMap((attempt, index) => {
      const target = targets[index];
      if (attempt.status === 'rejected' || target === undefined) return [];
      return [{ target, connection: attempt.value }];
    });
    for (const attempt of attempts) {
      if (attempt.status === 'fulfilled') continue;
      for (const { connection } of slots) connection.close();
      throw attempt.reason;
    }
    return new LoadClient(slots, deps.clock);
  }

  private constructor(slots: Slot[], clock: Clock) {
    this.#slots = slots;
    this.#clock = clock;
    for (const slot of slots) this.#keep(slot);
    this.#sweeper = clock.after(sweepIntervalMs, () => this.#sweep());
  }

  /**
   * Sends one request to `path` ("/package.Service/Method") on the next open connection. Copies
   * `message`. A call that has no answer after about 10 s ends as unknown.
   */
  call(path: string, message: Uint8Array, handler: CallHandler): void {
    const count = this.#slots.length;
    for (let tried = 0; tried < count; tried += 1) {
      this.#next = (this.#next + 1) % count;
      const connection = this.#slots[this.#next]?.connection;
      if (connection?.isOpen !== true) continue;
      connection.call(path, message, handler);
      return;
    }
    handler.onEnd({ kind: 'unsent', message: 'no connection is open' });
  }

  /** `call` as a promise, for single calls off the hot path. Never rejects. */
  async unary(path: string, message: Uint8Array): Promise<UnaryResult> {
    return await new Promise((resolve) => {
      let answer: Uint8Array | undefined;
      this.call(path, message, {
        onMessage: (bytes) => {
          answer ??= Uint8Array.from(bytes);
        },
        onEnd: (end) => {
          const isOk = end.kind === 'answered' && end.code === 0 && answer !== undefined;
          resolve(
            isOk ? { kind: 'ok', message: answer ?? new Uint8Array() } : { kind: 'failed', end },
          );
        },
      });
    });
  }

  /** Ends all connections at once; calls in flight end as unknown. Calling twice is safe. */
  close(): void {
    this.#closing.abort();
    this.#sweeper.cancel();
    for (const { connection } of this.#slots) connection.close();
  }

  #keep(slot: Slot): void {
    void slot.connection.closed.then(() => this.#reopenLater(slot));
  }

  #reopenLater(slot: Slot): void {
    if (this.#closing.signal.aborted) return;
    this.#clock.after(reconnectPauseMs, () => void this.#reopen(slot));
  }

  async #reopen(slot: Slot): Promise<void> {
    if (this.#closing.signal.aborted) return;
    try {
      const connection = await openConnection(slot.target, this.#clock, this.#closing.signal);
      slot.connection = connection;
      this.#keep(slot);
    } catch (error) {
      if (!(error instanceof ConnectError || error instanceof PeerProtocolError)) throw error;
      this.#reopenLater(slot);
    }
  }

  #sweep(): void {
    for (const { connection } of this.#slots) connection.sweep(callSweepsMax);
    this.#sweeper = this.#clock.after(sweepIntervalMs, () => this.#sweep());
  }
}

async function openConnection(
  target: ConnectionOptions,
  clock: Clock,
  signal: AbortSignal,
): Promise<Connection> {
  const giveUp = new AbortController();
  const abort = (): void => giveUp.abort();
  const timer = clock.after(connectTimeoutMs, abort);
  signal.addEventListener('abort', abort);
  try {
    return await Connection.open(target, giveUp.signal);
  } finally {
    timer.cancel();
    signal.removeEventListener('abort', abort);
  }
}
