/**
 * What watches cost and how fast they are, on three nodes on this machine at default settings: one thousand watches of one key each,
 * spread over the nodes, by the real client.
 *
 *   delivery   1000 writes a second, each to another watched key: how long after its write, and after its answer, a state arrives
 *   load       64 callers put as fast as they can, without watches, with watches of other keys, and with watches of the keys
 *              that are written, in turns
 *
 * After each part every watch must have been told the last value of its key. Ends nothing but its own processes.
 *
 *     node dist/scripts/bench-watch.js [--watches 1000] [--seconds 5] [--rounds 3]
 *
 * Exit codes: 0 all was told, 10 something was not, 1 anything else.
 */
import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { SystemClock } from '../cmd/system.ts';
import { LoadClient } from '../rpc/http2/index.ts';
import { encodeAtomicRequest, KvorumClient } from '../rpc/index.ts';
import { encodeKey } from '../storage/index.ts';
import { cpuUs, Processes } from './bench/nodes.ts';
import { runCommand } from './bench/run-command.ts';
import { FailoverCluster } from './failover/cluster.ts';

const writesPerSecond = 1000;
const callers = 64;
const valueBytes = 100;
const settleMsMax = 10_000;
const violationExitCode = 10;
const clock = new SystemClock();

type Options = { readonly watches: string; readonly seconds: string; readonly rounds: string };

/** What is watched and written: the number of the last write of each key. */
class Keys {
  readonly #space: string;
  readonly last: number[];
  /** When the write with that number was sent, and answered. */
  readonly sentAt: number[] = [];
  readonly answeredAt: number[] = [];

  constructor(space: string, count: number) {
    this.#space = space;
    this.last = Array.from({ length: count }, () => -1);
  }

  key(number: number): Uint8Array {
    return encodeKey(['watch', this.#space, number]);
  }

  /** Writes `key` once; true if that was acknowledged. Writes of one key do not overlap. */
  async write(client: LoadClient, key: number): Promise<boolean> {
    const write = this.sentAt.length;
    const bytes = Buffer.alloc(valueBytes);
    bytes.writeUInt32BE(write);
    const value = { bytes, encoding: 'bytes' } as const;
    const request = encodeAtomicRequest({
      checks: [],
      mutations: [{ kind: 'set', key: this.key(key), value }],
    });
    this.sentAt.push(performance.now());
    const { kind } = await client.unary('/kvorum.kv.v1.KV/Atomic', request);
    this.answeredAt[write] = performance.now();
    if (kind === 'ok') this.last[key] = write;
    return kind === 'ok';
  }
}

/** One watch for each key, spread over the nodes. */
class Watches {
  readonly #keys: Keys;
  readonly #clients: readonly KvorumClient[];
  readonly #end = new AbortController();
  readonly #loops: readonly Promise<void>[];
  readonly #told: number[];
  /** Milliseconds from the sending of a write, and from its answer, to the state that tells of it. */
  readonly fromSent: number[] = [];
  readonly fromAnswer: number[] = [];
  states = 0;

  constructor(keys: Keys, endpoints: readonly string[]) {
    // Each watch listens to it.
    setMaxListeners(0, this.#end.signal);
    this.#keys = keys;
    this.#told = keys.last.map(() => -2);
    this.#clients = endpoints.map(
      (endpoint) => new KvorumClient({ endpoints: [endpoint], timeoutMs: 10_000 }, { clock }),
    );
    this.#loops = keys.last.map(async (_, number) => await this.#watch(number));
  }

  /** Settles when each watch has been told the last value of its key; gives how many have not after a while. */
  async missing(): Promise<number> {
    const deadline = performance.now() + settleMsMax;
    for (;;) {
      const missing = this.#told.filter((told, number) => told !== this.#keys.last[number]).length;
      if (missing === 0 || performance.now() > deadline) return missing;
      await sleep(20);
    }
  }

  async close(): Promise<void> {
    this.#end.abort();
    await Promise.all(this.#loops);
    for (const client of this.#clients) client.close();
  }

  async #watch(number: number): Promise<void> {
    const client = this.#clients[number % this.#clients.length];
    const keys = [this.#keys.key(number)];
    const { signal } = this.#end;
    for await (const { entries } of client?.watch(keys, { signal }) ?? []) {
      const now = performance.now();
      const bytes = entries[0]?.value?.bytes;
      const write = bytes === undefined ? -1 : Buffer.from(bytes).readUInt32BE();
      this.#told[number] = write;
      this.states += 1;
      const sentAt = this.#keys.sentAt[write];
      if (sentAt === undefined) continue;
      this.fromSent.push(now - sentAt);
      // A watch on the leader may be told before the writer is.
      this.fromAnswer.push(now - (this.#keys.answeredAt[write] ?? now));
    }
  }
}

type Bench = {
  readonly endpoints: readonly string[];
  readonly pids: () => readonly number[];
  readonly writer: LoadClient;
  readonly watches: number;
  readonly seconds: number;
};

/** Gives how many watches miss the last value, and the line that tells the rest. */
async function measureDelivery(
  { endpoints, writer, watches: count, seconds }: Bench,
  space: string,
): Promise<{ readonly missing: number; readonly line: string }> {
  const keys = new Keys(space, count);
  const watches = new Watches(keys, endpoints);
  await watches.missing();
  const writes: Promise<boolean>[] = [];
  const startedAt = performance.now();
  const total = writesPerSecond * seconds;
  while (writes.length < total) {
    const due = Math.min(total, ((performance.now() - startedAt) / 1000) * writesPerSecond);
    while (writes.length < due) writes.push(keys.write(writer, writes.length % count));
    await sleep(1);
  }
  const failed = (await Promise.all(writes)).filter((ok) => !ok).length;
  const missing = await watches.missing();
  const line =
    `delivery: ${total} writes in ${((performance.now() - startedAt) / 1000).toFixed(1)} s, ${failed} failed; ` +
    `${watches.fromSent.length} states; from the write ${percentiles(watches.fromSent)}; ` +
    `from its answer ${percentiles(watches.fromAnswer)}; ${missing} of ${count} watches miss the last value`;
  await watches.close();
  return { missing, line };
}

type Mode = 'no watches' | 'watches of other keys' | 'watches of written keys';

/** One run of full load; gives how many watches miss the last value. */
async function measureLoad(
  bench: Bench,
  mode: Mode,
  results: Map<Mode, Result[]>,
): Promise<number> {
  const { endpoints, writer, seconds, pids, watches: count } = bench;
  const before = results.get(mode) ?? [];
  // Nobody has written these yet.
  const keys = new Keys(`${mode} ${before.length}`, count);
  const watched = mode === 'watches of other keys' ? new Keys('other', count) : keys;
  const watches = mode === 'no watches' ? undefined : new Watches(watched, endpoints);
  await watches?.missing();
  const cpuBefore = cpuUs(pids());
  const startedAt = performance.now();
  let writes = 0;
  await Promise.all(
    Array.from({ length: callers }, async (_, caller) => {
      // Each caller has keys of its own.
      for (let key = caller; performance.now() - startedAt < seconds * 1000; writes += 1) {
        await keys.write(writer, key);
        key = key + callers < count ? key + callers : caller;
      }
    }),
  );
  const elapsed = (performance.now() - startedAt) / 1000;
  const result = {
    perSecond: writes / elapsed,
    cpuPerWrite: (cpuUs(pids()) - cpuBefore) / writes,
    states: (watches?.states ?? 0) / elapsed,
  };
  results.set(mode, [...before, result]);
  const missing = watched === keys ? ((await watches?.missing()) ?? 0) : 0;
  await watches?.close();
  return missing;
}

type Result = {
  readonly perSecond: number;
  readonly cpuPerWrite: number;
  readonly states: number;
};

function report(results: ReadonlyMap<Mode, readonly Result[]>): void {
  const medianOf = (runs: readonly Result[], pick: (run: Result) => number): number =>
    percentile(runs.map(pick), 0.5);
  const base = medianOf(results.get('no watches') ?? [], ({ perSecond }) => perSecond);
  for (const [mode, runs] of results) {
    const perSecond = medianOf(runs, (run) => run.perSecond);
    print(
      `load, ${mode}: ${Math.round(perSecond)} puts/s (${(perSecond / base).toFixed(2)}), ` +
        `${medianOf(runs, (run) => run.cpuPerWrite).toFixed(1)} µs of CPU of all nodes a put, ` +
        `${Math.round(medianOf(runs, (run) => run.states))} states/s`,
    );
  }
}

function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function percentiles(values: readonly number[]): string {
  const [p50, p99] = [percentile(values, 0.5), percentile(values, 0.99)];
  return `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

function parseCount(text: string, name: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number > 0) return number;
  throw new Error(`--${name} must be a whole number from 1`);
}

async function main(options: Options): Promise<void> {
  const watches = parseCount(options.watches, 'watches');
  const seconds = parseCount(options.seconds, 'seconds');
  const rounds = parseCount(options.rounds, 'rounds');
  const processes = new Processes();
  let missing = 0;
  try {
    const cluster = new FailoverCluster('kvorum', { processes, clock, valueBytes });
    const leader = await cluster.findLeader();
    const { endpoints } = cluster;
    const writer = await LoadClient.open(
      { endpoints: [leader], connectionsPerEndpoint: 4 },
      { clock },
    );
    const bench = { endpoints, writer, watches, seconds, pids: () => cluster.pids };
    await measureDelivery(bench, 'warm-up');
    const delivery = await measureDelivery(bench, 'delivery');
    print(delivery.line);
    missing += delivery.missing;
    const results = new Map<Mode, Result[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const mode of [
        'no watches',
        'watches of other keys',
        'watches of written keys',
      ] as const) {
        missing += await measureLoad(bench, mode, results);
      }
    }
    report(results);
    writer.close();
  } finally {
    await processes.stop();
  }
  if (missing > 0) {
    print(`${missing} watches were not told the last value`);
    process.exitCode = violationExitCode;
  }
}

const command = new Command('bench-watch')
  .description('measure what watches cost, and how fast they are')
  .option('--watches <n>', 'watches of one key each', '1000')
  .option('--seconds <n>', 'length of each part', '5')
  .option('--rounds <n>', 'parts of each kind of load', '3')
  .action(async (options: Options) => await main(options));

await runCommand(command);
