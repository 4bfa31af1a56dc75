/**
 * Concurrent clients that write, check, sum and read over gRPC, through every node, and record what they did in
 * the form that the linearizability checker judges. A failure counts as "did not happen" only if that was
 * proven to the client.
 */
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../base/random.ts';
import type { Action, Operation, State } from '../linearizability/history.ts';
import { stringKey, textOf } from './cluster-client.ts';
import type { ClientEntry, TestClient, WriteResult } from './cluster-client.ts';
import type { TestNode } from './cluster-process.ts';
import { pick, seededRandom } from './seeded-random.ts';

const callTimeoutMs = 3000;
/** Between two operations of a client, so that histories stay short enough to judge. */
const pacingMs = 3;

export type LoadOptions = {
  readonly nodes: readonly TestNode[];
  readonly clients: number;
  readonly registers: readonly string[];
  readonly counters: readonly string[];
  readonly seed: number;
};

/** Clients that run until they are stopped. */
export class RecordedLoad {
  readonly #options: LoadOptions;
  readonly #history: Operation[] = [];
  readonly #running: Promise<void>[];
  #stopping = false;
  #nextValue = 1;

  constructor(options: LoadOptions) {
    this.#options = options;
    this.#running = Array.from(
      { length: options.clients },
      async (_, client) => await this.#run(client, seededRandom(options.seed * 1000 + client)),
    );
  }

  /** What was done so far; operations in flight are missing. */
  get history(): readonly Operation[] {
    return this.#history;
  }

  /** Settles when every client has ended its last call. */
  async stop(): Promise<readonly Operation[]> {
    this.#stopping = true;
    await Promise.all(this.#running);
    return this.#history;
  }

  /** When the first write that was called after `time` was acknowledged; undefined if none was yet. */
  acknowledgedAfter(time: number): number | undefined {
    const times = this.#history
      .filter(({ action, calledAt }) => action.kind !== 'read' && calledAt >= time)
      .flatMap(({ answeredAt }) => answeredAt ?? []);
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /** Reads every key strongly through every running node, as further operations of the history. */
  async readAll(): Promise<void> {
    for (const node of this.#options.nodes.filter(({ isRunning }) => isRunning)) {
      for (const key of [...this.#options.registers, ...this.#options.counters]) {
        await this.#read(node.client, -1, key);
      }
    }
  }

  async #run(client: number, random: Random): Promise<void> {
    while (!this.#stopping) {
      const node = pick(random, this.#options.nodes);
      const register = pick(random, this.#options.registers);
      const counter = pick(random, this.#options.counters);
      const choice = random.next();
      if (choice < 0.4) await this.#write(node.client, client, register);
      else if (choice < 0.55) await this.#add(node.client, client, counter);
      else if (choice < 0.7) await this.#checkedWrite(node.client, client, register);
      else await this.#read(node.client, client, choice < 0.9 ? register : counter);
      await pause(pacingMs);
    }
  }

  async #write(via: TestClient, client: number, key: string): Promise<void> {
    const value = this.#freshValue();
    const calledAt = performance.now();
    const result = await via.set(key, value, callTimeoutMs);
    this.#record(client, key, calledAt, { kind: 'write', value }, result);
  }

  async #add(via: TestClient, client: number, key: string): Promise<void> {
    const calledAt = performance.now();
    const one = { data: Buffer.from('0100000000000000', 'hex'), encoding: 'VALUE_ENCODING_LE64' };
    const mutations = [{ key: stringKey(key), kind: 'MUTATION_KIND_SUM', value: one }];
    const result = await via.atomic({ mutations }, callTimeoutMs);
    this.#record(client, key, calledAt, { kind: 'add', amount: 1 }, result);
  }

  async #checkedWrite(via: TestClient, client: number, key: string): Promise<void> {
    const entry = await this.#read(via, client, key);
    if (entry === undefined) return;
    const value = this.#freshValue();
    const calledAt = performance.now();
    const stored = { data: Buffer.from(value), encoding: 'VALUE_ENCODING_BYTES' };
    const result = await via.atomic(
      {
        checks: [{ key: stringKey(key), versionstamp: entry.versionstamp }],
        mutations: [{ key: stringKey(key), kind: 'MUTATION_KIND_SET', value: stored }],
      },
      callTimeoutMs,
    );
    const action = { kind: 'checkedWrite', expected: stateOf(entry), value } as const;
    if (result.kind === 'failed') this.#record(client, key, calledAt, action, result);
    else {
      const committed = result.kind === 'committed';
      this.#record(client, key, calledAt, { ...action, committed }, result);
    }
  }

  async #read(via: TestClient, client: number, key: string): Promise<ClientEntry | undefined> {
    const calledAt = performance.now();
    const result = await via.get([stringKey(key)], { timeoutMs: callTimeoutMs });
    if (result.kind === 'failed') return undefined;
    const [entry] = result.entries;
    const action = { kind: 'read', value: stateOf(entry) } as const;
    this.#history.push({ client, key, action, calledAt, answeredAt: performance.now() });
    return entry;
  }

  #record(
    client: number,
    key: string,
    calledAt: number,
    action: Action,
    result: WriteResult,
  ): void {
    if (result.kind === 'failed' && result.outcome === 'not-applied') return;
    const answeredAt = result.kind === 'failed' ? undefined : performance.now();
    this.#history.push({ client, key, action, calledAt, answeredAt });
  }

  #freshValue(): string {
    return `v${this.#nextValue++}`;
  }
}

/** What a key holds, as the checker knows it: counters are stored as 8 little-endian bytes. */
function stateOf(entry: ClientEntry | undefined): State {
  const value = entry?.value ?? undefined;
  if (value?.encoding === 'VALUE_ENCODING_LE64') {
    return Number(Buffer.from(value.data).readBigUInt64LE());
  }
  return textOf(entry);
}
