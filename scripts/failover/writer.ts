/**
 * One caller that writes in a closed loop through the nodes that it is given, and notes when each write was sent and
 * acknowledged. A refused write is tried again soon, at the next node. One that is not answered for a while is followed by
 * another at the next node, and still counts if its answer comes: a node may sit on a request during an election, and a
 * client that waited for it would measure that node's patience.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../../base/clock.ts';
import type { Dialect, Operation } from '../../cmd/bench/index.ts';
import { LoadClient } from '../../rpc/http2/index.ts';

const patienceMs = 25;
const retryPauseMs = 5;
/** One key, so that a node can be asked whether it has the latest value. */
const key = 0;

export class Writer {
  readonly #dialect: Dialect;
  readonly #clients: readonly LoadClient[];
  readonly #valueBytes: number;
  readonly #loop: Promise<void>;
  #isStopped = false;
  #writes = 0;
  /** Decides through which node it goes: the same one as long as all goes well. */
  #failures = 0;
  /** Attempts are acknowledged in any order; this one was sent last among those that are. */
  #lastAcknowledged: { readonly sentAt: number; readonly value: Buffer } | undefined;
  #waiting: { readonly since: number; readonly resolve: (at: number) => void } | undefined;

  static async start(
    endpoints: readonly string[],
    deps: { readonly dialect: Dialect; readonly clock: Clock; readonly valueBytes: number },
  ): Promise<Writer> {
    const clients: LoadClient[] = [];
    for (const endpoint of endpoints) {
      const options = { endpoints: [endpoint], connectionsPerEndpoint: 1 };
      clients.push(await LoadClient.open(options, deps));
    }
    return new Writer(clients, deps);
  }

  private constructor(
    clients: readonly LoadClient[],
    deps: { readonly dialect: Dialect; readonly valueBytes: number },
  ) {
    this.#clients = clients;
    this.#dialect = deps.dialect;
    this.#valueBytes = deps.valueBytes;
    this.#loop = this.#run();
  }

  /** When the first write was acknowledged that was sent at `since` or later. */
  async acknowledgedSince(since: number): Promise<number> {
    return await new Promise((resolve) => {
      this.#waiting = { since, resolve };
    });
  }

  /** The value of the latest acknowledged write. */
  get lastValue(): Buffer {
    return this.#lastAcknowledged?.value ?? Buffer.alloc(0);
  }

  /** Ends the loop; what is in flight stays undecided. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    await this.#loop;
    for (const client of this.#clients) client.close();
  }

  async #run(): Promise<void> {
    while (!this.#isStopped) {
      const client = this.#clients[this.#failures % this.#clients.length];
      if (client === undefined) return;
      this.#writes += 1;
      const value = Buffer.alloc(this.#valueBytes, `${this.#writes}.`);
      const attempt = this.#try(client, this.#dialect.put(key, value), value);
      const isDone = await Promise.race([attempt, sleep(patienceMs, 'late' as const)]);
      if (isDone === true) continue;
      this.#failures += 1;
      if (isDone === false) await sleep(retryPauseMs);
    }
  }

  async #try(client: LoadClient, operation: Operation, value: Buffer): Promise<boolean> {
    const sentAt = performance.now();
    const result = await client.unary(operation.path, operation.message);
    const isDone = result.kind === 'ok' && operation.accepts(result.message);
    if (!isDone) return false;
    if (sentAt > (this.#lastAcknowledged?.sentAt ?? 0)) this.#lastAcknowledged = { sentAt, value };
    if (this.#waiting !== undefined && sentAt >= this.#waiting.since) {
      this.#waiting.resolve(performance.now());
      this.#waiting = undefined;
    }
    return true;
  }
}
