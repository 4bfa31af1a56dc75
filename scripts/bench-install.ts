/**
 * What it costs a cluster under load that a new node gets its whole state: three nodes at default settings with many keys,
 * callers that write without a pause, and a fourth node that joins. Prints how long the install took, what the writers
 * kept of their throughput meanwhile, and by how much the leader and the new node grew.
 *
 *     node dist/scripts/bench-install.js [--keys 1000000] [--callers 64]
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { kvorumDialect, runLoad, startFill, startWorkload } from '../cmd/bench/index.ts';
import { SystemClock, SystemRandom } from '../cmd/system.ts';
import { planNodes } from '../cmd/up/plan.ts';
import { KvorumClient, type NodeStatus } from '../rpc/index.ts';
import { LoadClient } from '../rpc/http2/index.ts';
import { Processes } from './bench/nodes.ts';
import { runCommand } from './bench/run-command.ts';

const basePort = 26_912;
const valueBytes = 100;
/** The writers overwrite few keys, so that the state stays as large as it is. */
const writtenKeys = 1000;
const baselineMs = 10_000;
const pollMs = 100;
const installMsMax = 120_000;
const startMsMax = 30_000;
const installMsTarget = 30_000;
const shareTarget = 0.7;
const growthMiBTarget = 100;
const deps = { clock: new SystemClock(), random: new SystemRandom() };

type Options = { readonly keys: string; readonly callers: string };

/** What one node says of itself; undefined while it does not answer. */
async function tryStatus(client: KvorumClient, endpoint: string): Promise<NodeStatus | undefined> {
  try {
    return await client.status(endpoint, { timeoutMs: 1000 });
  } catch {
    return undefined;
  }
}

async function until<T>(what: string, ms: number, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = performance.now() + ms;
  for (;;) {
    const found = await probe();
    if (found !== undefined) return found;
    if (performance.now() > deadline) throw new Error(`no ${what} within ${ms} ms`);
    await sleep(pollMs);
  }
}

async function fill(endpoints: readonly string[], keys: number): Promise<void> {
  const client = await LoadClient.open({ endpoints, connectionsPerEndpoint: 1 }, deps);
  const dialect = kvorumDialect(valueBytes);
  const next = startFill({ keys, valueBytes }, { dialect, random: deps.random });
  const options = { concurrency: 8, warmupMs: 0, durationMs: 600_000 };
  const { errors } = await runLoad(next, options, { client, clock: deps.clock });
  client.close();
  if (Object.keys(errors).length > 0) throw new Error(`not filled: ${JSON.stringify(errors)}`);
}

/** Callers that write until the signal; tells how many writes were answered so far. */
class Writers {
  readonly #stop = new AbortController();
  readonly #done: Promise<unknown>;
  #operations = 0;

  constructor(client: LoadClient, callers: number) {
    const shape = { keys: writtenKeys, valueBytes };
    const random = deps.random;
    const next = startWorkload('put', shape, { dialect: kvorumDialect(valueBytes), random });
    this.#done = runLoad(
      () => {
        this.#operations += 1;
        return next();
      },
      {
        concurrency: callers,
        warmupMs: 0,
        durationMs: 600_000,
        signal: this.#stop.signal,
      },
      { client, clock: deps.clock },
    );
  }

  /** Writes per second while `task` runs, and what it gives. */
  async during<T>(task: () => Promise<T>): Promise<{ perSecond: number; ms: number; value: T }> {
    const [startedAt, before] = [performance.now(), this.#operations];
    const value = await task();
    const ms = performance.now() - startedAt;
    return { perSecond: ((this.#operations - before) * 1000) / ms, ms, value };
  }

  async stop(): Promise<void> {
    this.#stop.abort();
    await this.#done;
  }
}

/** Memory of a process, in MiB: what is its own, and pages of files that the kernel can take back at any time. */
type Memory = { readonly own: number; readonly files: number };

function memoryOf(pid: number): Memory {
  const status = readFileSync(`/proc/${pid}/status`, 'latin1');
  const read = (field: string): number =>
    Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)?.[1] ?? 0) / 1024;
  return { own: read('RssAnon'), files: read('RssFile') };
}

/** The greatest memory of a process since the last `take`. */
class MemoryWatch {
  readonly #pid: number;
  readonly #timer: NodeJS.Timeout;
  #most: Memory = { own: 0, files: 0 };

  constructor(pid: number) {
    this.#pid = pid;
    this.#timer = setInterval(() => this.#look(), pollMs);
  }

  take(): Memory {
    this.#look();
    const most = this.#most;
    this.#most = { own: 0, files: 0 };
    return most;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #look(): void {
    const { own, files } = memoryOf(this.#pid);
    this.#most = { own: Math.max(own, this.#most.own), files: Math.max(files, this.#most.files) };
  }
}

function verdict(isMet: boolean): string {
  return isMet ? 'pass' : 'MISS';
}

function describeGrowth(node: string, before: Memory, after: Memory): string {
  const own = after.own - before.own;
  const files = after.files - before.files;
  return (
    `| ${node} grows by | ${Math.round(own)} MiB, and ${Math.round(files)} MiB of mapped files | ` +
    `< ${growthMiBTarget} MiB | ${verdict(own < growthMiBTarget)} |\n`
  );
}

function startNode(processes: Processes, args: readonly string[]): number {
  const { pid } = processes.start(process.execPath, args);
  if (pid === undefined) throw new Error(`${process.execPath} cannot be started`);
  return pid;
}

async function measure(processes: Processes, keys: number, callers: number): Promise<void> {
  const program = join(import.meta.dirname, '..', 'cmd', 'kvorum.js');
  const folder = processes.folder('kvorum');
  const founders = planNodes({ nodes: 3, basePort }, folder, 'error');
  const fourth = planNodes({ nodes: 4, basePort }, folder, 'error')[3];
  if (fourth === undefined) throw new Error('no plan for a fourth node');
  const pids = founders.map(({ args }) => startNode(processes, [program, ...args]));
  const endpoints = founders.map(({ grpcAddress }) => grpcAddress);
  const everybody = [...endpoints, fourth.grpcAddress];
  const client = new KvorumClient({ endpoints: everybody, timeoutMs: 5000 }, { clock: deps.clock });
  const findLeader = async (): Promise<string | undefined> => {
    for (const endpoint of endpoints) {
      const status = await tryStatus(client, endpoint);
      if (status?.role === 'leader' && status.leaseHeld) return endpoint;
    }
    return undefined;
  };
  const leader = await until('leader', startMsMax, findLeader);
  process.stderr.write('filling\n');
  await fill([leader], keys);
  const load = await LoadClient.open({ endpoints: [leader], connectionsPerEndpoint: 4 }, deps);
  const writers = new Writers(load, callers);
  const leaderMemory = new MemoryWatch(pids[endpoints.indexOf(leader)] ?? 0);
  await sleep(baselineMs / 2);
  leaderMemory.take();
  process.stderr.write('measuring without the new node\n');
  const before = await writers.during(async () => await sleep(baselineMs));
  const leaderBefore = leaderMemory.take();
  const goal = (await tryStatus(client, leader))?.commitIndex ?? 0;
  process.stderr.write('a new node joins\n');
  const join4 = `--join=127.0.0.1:${basePort + 2}`;
  const args = fourth.args.map((arg) => (arg.startsWith('--initial-cluster=') ? join4 : arg));
  const pid = startNode(processes, [program, ...args]);
  // What it has when it has begun, before anything arrived.
  await until(
    'answer of the new node',
    startMsMax,
    async () => await tryStatus(client, fourth.grpcAddress),
  );
  const newBefore = memoryOf(pid);
  const newMemory = new MemoryWatch(pid);
  const install = await writers.during(
    async () =>
      await until('installed snapshot', installMsMax, async () => {
        const status = await tryStatus(client, fourth.grpcAddress);
        return status !== undefined && status.appliedIndex >= goal ? status : undefined;
      }),
  );
  const leaderAfter = leaderMemory.take();
  const newAfter = newMemory.take();
  leaderMemory.stop();
  newMemory.stop();
  await writers.stop();
  if ((install.value.logBaseIndex ?? 0) === 0) throw new Error('the log was sent, not a snapshot');
  const share = install.perSecond / before.perSecond;
  process.stdout.write(
    `| ${keys} keys, ${callers} writers | seen | target | |\n| --- | --- | --- | --- |\n` +
      `| install | ${(install.ms / 1000).toFixed(1)} s | < 30 s | ${verdict(install.ms < installMsTarget)} |\n` +
      `| writes per second | ${Math.round(install.perSecond)} of ${Math.round(before.perSecond)}: ` +
      `${share.toFixed(2)} | >= ${shareTarget} | ${verdict(share >= shareTarget)} |\n` +
      describeGrowth('leader', leaderBefore, leaderAfter) +
      describeGrowth('new node', newBefore, newAfter),
  );
  load.close();
  client.close();
}

async function main(raw: Options): Promise<void> {
  const [keys, callers] = [Number(raw.keys), Number(raw.callers)];
  if (!(keys >= 100 && callers >= 1))
    throw new Error('--keys is a number from 100, --callers one from 1');
  const processes = new Processes();
  try {
    await measure(processes, keys, callers);
  } finally {
    await processes.stop();
  }
}

const command = new Command('bench-install')
  .description('measure what it costs a cluster under load that a new node gets its whole state')
  .option('--keys <n>', 'keys in the state', '1000000')
  .option('--callers <n>', 'writers, each with one call at a time', '64')
  .action(async (options: Options) => await main(options));

await runCommand(command);
