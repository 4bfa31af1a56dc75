/**
 * What a rolling restart costs clients: three nodes at default settings, clients that write and read through all of them,
 * and every node stopped in order and started again, one after the other, several times round. Prints the longest calls
 * during the restarts beside those of calm times of the same run.
 *
 *     node dist/scripts/rolling-restart.js [--rounds 5] [--clients 16] [--pause-ms 10]
 *
 * Exit codes: 0 no client saw an error, 10 one did, 1 anything else.
 */
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { SystemClock } from '../cmd/system.ts';
import { KvorumClient } from '../rpc/index.ts';
import { encodeKey } from '../storage/index.ts';
import { Processes } from './bench/nodes.ts';
import { runCommand } from './bench/run-command.ts';
import { FailoverCluster } from './failover/cluster.ts';

const timeoutMs = 10_000;
const restartMsMax = 30_000;
const warmUpMs = 2000;
const calmMs = 1000;
const valueBytes = 100;
const clock = new SystemClock();

type Options = { readonly rounds: string; readonly clients: string; readonly pauseMs: string };

/** Clients that write and read in turn, each on its own, until they are stopped. */
class Load {
  readonly #clients: readonly KvorumClient[];
  readonly #loops: readonly Promise<void>[];
  readonly #pauseMs: number;
  #isStopping = false;
  readonly #tookMs: number[] = [];
  readonly errors: unknown[] = [];

  constructor(
    endpoints: readonly string[],
    options: { readonly clients: number; readonly pauseMs: number },
  ) {
    this.#pauseMs = options.pauseMs;
    // Each begins at another node.
    this.#clients = Array.from({ length: options.clients }, (_, number) => {
      const at = number % endpoints.length;
      const own = [...endpoints.slice(at), ...endpoints.slice(0, at)];
      return new KvorumClient({ endpoints: own, timeoutMs }, { clock });
    });
    this.#loops = this.#clients.map(async (client, number) => await this.#run(client, number));
  }

  /** How long each call took that has ended since this was asked last, in milliseconds. */
  take(): readonly number[] {
    return this.#tookMs.splice(0);
  }

  async stop(): Promise<void> {
    this.#isStopping = true;
    await Promise.all(this.#loops);
    for (const client of this.#clients) client.close();
  }

  async #run(client: KvorumClient, number: number): Promise<void> {
    const key = encodeKey(['rolling', number]);
    const value = { bytes: new Uint8Array(valueBytes), encoding: 'bytes' } as const;
    for (let count = 0; !this.#isStopping; count += 1) {
      const startedAt = performance.now();
      try {
        if (count % 2 === 1) await client.get([key]);
        else await client.atomic({ checks: [], mutations: [{ kind: 'set', key, value }] });
      } catch (error) {
        this.errors.push(error);
      }
      this.#tookMs.push(performance.now() - startedAt);
      await sleep(this.#pauseMs);
    }
  }
}

/** Stops the node in order, starts it again, and settles when it serves strong reads. */
async function restart(cluster: FailoverCluster, endpoint: string): Promise<void> {
  await cluster.stop(endpoint);
  cluster.start(endpoint);
  const client = new KvorumClient({ endpoints: [endpoint], timeoutMs: restartMsMax }, { clock });
  await client.get([encodeKey(['rolling', 0])]);
  client.close();
}

function describe(name: string, tookMs: readonly number[]): string {
  const sorted = tookMs.toSorted((a, b) => a - b);
  const part = (share: number): string =>
    (sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(1);
  return `| ${name} | ${sorted.length} | ${part(0.5)} | ${part(0.99)} | ${part(1)} |\n`;
}

async function measure(
  cluster: FailoverCluster,
  options: { readonly rounds: number; readonly clients: number; readonly pauseMs: number },
): Promise<readonly unknown[]> {
  await cluster.findLeader();
  const load = new Load(cluster.endpoints, options);
  await sleep(warmUpMs);
  load.take();
  const times = new Map<string, number[]>([['calm', []]]);
  for (let round = 1; round <= options.rounds; round += 1) {
    for (const endpoint of cluster.endpoints) {
      await sleep(calmMs);
      times.get('calm')?.push(...load.take());
      const role = (await cluster.findLeader()) === endpoint ? 'leader' : 'follower';
      await restart(cluster, endpoint);
      const tookMs = load.take();
      const name = `restart of a ${role}`;
      times.set(name, [...(times.get(name) ?? []), ...tookMs]);
      process.stderr.write(describe(`${round}: ${name}`, tookMs));
    }
  }
  await load.stop();
  process.stdout.write('| | calls | median ms | p99 ms | longest ms |\n');
  process.stdout.write('| --- | --- | --- | --- | --- |\n');
  for (const [name, tookMs] of times) process.stdout.write(describe(name, tookMs));
  return load.errors;
}

async function main(raw: Options): Promise<void> {
  const options = {
    rounds: Number(raw.rounds),
    clients: Number(raw.clients),
    pauseMs: Number(raw.pauseMs),
  };
  if (!(options.rounds >= 1 && options.clients >= 1 && options.pauseMs >= 0)) {
    throw new Error('--rounds and --clients are numbers from 1, --pause-ms is one from 0');
  }
  const processes = new Processes();
  try {
    const cluster = new FailoverCluster('kvorum', { processes, clock, valueBytes });
    const errors = await measure(cluster, options);
    process.stdout.write(`\nerrors: ${errors.length}\n`);
    for (const error of errors.slice(0, 5)) process.stdout.write(`${String(error)}\n`);
    if (errors.length > 0) process.exitCode = 10;
  } finally {
    await processes.stop();
  }
}

const command = new Command('rolling-restart')
  .description('measure what a rolling restart of all nodes costs clients')
  .option('--rounds <n>', 'how often every node is restarted', '5')
  .option('--clients <n>', 'clients, each with one call at a time', '16')
  .option('--pause-ms <ms>', 'between two calls of a client', '10')
  .action(async (options: Options) => await main(options));

await runCommand(command);
