/**
 * What carries a watch over the simulated network: the request and each message take their time, the next message is made when
 * the one before was taken, and a connection breaks when the process at its other end dies, or by itself, in two ways: its
 * client is told, or hears nothing more.
 *
 * All delays are drawn from a stream of randomness of its own, so that what is watched in a run does not change the rest of it.
 */
import type { Random } from '../../base/random.ts';
import type { KvorumCallError, ClientChannel } from '../../rpc/index.ts';
import type { Cluster } from '../cluster.ts';
import { between, chance } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';
import { asCallError, failure, isListening } from './client-channel.ts';

export type WatchChannelDeps = { readonly cluster: Cluster; readonly random: Random };

/** On the way, in one direction. */
const delayMs = [0.2, 8] as const;
/** How often a message meets a connection that is broken; half of these are not told. */
const brokenShare = 0.01;

/** One message, or how the stream ended. */
type Arrival = Uint8Array | { readonly error: unknown };

/** Opens a channel to the node on `host` for watches. */
export function watchChannel(host: Host, deps: WatchChannelDeps): ClientChannel {
  const { cluster, random } = deps;
  return {
    endpoint: host.name,
    connect: async () =>
      await new Promise((resolve) => {
        cluster.scheduler.after(between(random, ...delayMs), () =>
          resolve(isListening(cluster, host)),
        );
      }),
    unary: () => {
      throw new Error('the watchers only watch');
    },
    stream: (_path, request, { signal }) => carry(new Connection(host, deps, request), signal),
    close: () => undefined,
  };
}

async function* carry(
  connection: Connection,
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array, void, undefined> {
  const onAbort = (): void => connection.cancel();
  signal?.addEventListener('abort', onAbort);
  try {
    for (;;) {
      const arrival = await connection.next();
      if (arrival instanceof Uint8Array) yield arrival;
      else throw arrival.error;
    }
  } finally {
    signal?.removeEventListener('abort', onAbort);
    connection.cancel();
  }
}

class Connection {
  readonly #host: Host;
  readonly #deps: WatchChannelDeps;
  readonly #gone = new AbortController();
  #messages: AsyncGenerator<Uint8Array, void, undefined> | undefined;
  #unwatch = (): void => undefined;
  /** The node sends no more. */
  #isOver = false;
  #arrived: Arrival | undefined;
  #wake: (() => void) | undefined;

  constructor(host: Host, deps: WatchChannelDeps, request: Uint8Array) {
    this.#host = host;
    this.#deps = deps;
    this.#later(() => this.#open(request));
  }

  /** What arrives next, whenever that is. */
  async next(): Promise<Arrival> {
    while (this.#arrived === undefined) {
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
    }
    const arrival = this.#arrived;
    if (arrival instanceof Uint8Array) {
      this.#arrived = undefined;
      this.#later(() => this.#host.enter(0, () => this.#pull()));
    }
    return arrival;
  }

  /** The client takes no more, and the node hears of it. */
  cancel(): void {
    this.#arrive({ error: this.#lost() });
    this.#later(() => this.#host.enter(0, () => this.#gone.abort()));
  }

  #open(request: Uint8Array): void {
    const { cluster } = this.#deps;
    const process = cluster.processOn(this.#host.number);
    if (process === undefined || !isListening(cluster, this.#host)) {
      this.#end(this.#lost());
      return;
    }
    this.#unwatch = cluster.watchDeath(this.#host, () => this.#end(this.#lost()));
    this.#host.enter(0, () => {
      if (process.isClosing) {
        this.#end(this.#lost());
        return;
      }
      const { signal } = this.#gone;
      this.#messages = process.watches.watch(request, {
        deadline: undefined,
        signal,
        database: 0,
      });
      this.#pull();
    });
  }

  #pull(): void {
    if (this.#isOver || this.#messages === undefined) return;
    this.#messages.next().then(
      ({ value, done }) => {
        if (done === true) this.#end(this.#lost());
        else this.#send(value);
      },
      (error: unknown) => this.#end(asCallError(this.#host, error)),
    );
  }

  #send(message: Uint8Array): void {
    const { random } = this.#deps;
    if (this.#isOver) return;
    if (!chance(random, brokenShare)) this.#later(() => this.#arrive(message));
    else if (chance(random, 0.5)) this.#end(this.#lost());
    else {
      this.#isOver = true;
      this.#unwatch();
    }
  }

  #end(error: unknown): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#unwatch();
    this.#later(() => this.#arrive({ error }));
  }

  #arrive(arrival: Arrival): void {
    if (this.#arrived !== undefined && !(this.#arrived instanceof Uint8Array)) return;
    this.#arrived = arrival;
    this.#wake?.();
  }

  #lost(): KvorumCallError {
    return failure(this.#host, 'GRPC', { retryable: true, outcome: 'unknown' });
  }

  #later(callback: () => void): void {
    this.#deps.cluster.scheduler.after(between(this.#deps.random, ...delayMs), callback);
  }
}
