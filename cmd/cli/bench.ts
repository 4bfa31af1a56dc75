/** The `bench` command: a load on a cluster, and what it did and cost. */
import type { Command } from 'commander';

import type { Clock } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { LoadClient } from '../../rpc/http2/index.ts';
import type { Field } from '../../rpc/http2/index.ts';
import { ClusterMonitor, cpuUsBetween, type NodeSample } from '../bench/cluster-monitor.ts';
import {
  kvorumDialect,
  listEntries,
  runLoad,
  startFill,
  startWorkload,
  workloadNames,
  type LoadResult,
  type LoadShape,
  type WorkloadName,
} from '../bench/index.ts';
import { parseDurationMs } from '../duration.ts';
import { exitCodes, type ExitCode } from '../exit-codes.ts';
import { findClientToken } from './client-token.ts';
import type { CommandIo } from './command-io.ts';
import { CommandError, UsageError } from './errors.ts';
import type { GlobalOptions } from './global-options.ts';

/** What commander hands over, before it is checked. */
export type RawBenchOptions = {
  readonly workload: string;
  readonly concurrency: string;
  readonly valueSize: string;
  readonly keys: string;
  readonly duration: string;
  readonly warmup: string;
  readonly connections: string;
  readonly target: string;
};

type BenchOptions = LoadShape & {
  readonly workload: WorkloadName;
  readonly concurrency: number;
  readonly durationMs: number;
  readonly warmupMs: number;
  readonly connections: number;
  readonly target: 'leader' | 'spread';
};

type BenchContext = {
  readonly io: CommandIo;
  readonly global: GlobalOptions;
  readonly clock: Clock;
  readonly random: Random;
};

const concurrencyMax = 10_000;
const keysMax = 100_000_000;
const connectionsMax = 100;
const valueBytesMax = 65_536;
const fillConcurrency = 8;
const fillMsMax = 600_000;

/** Declares the options of `bench`; the rest is `runBench`. */
export function declareBench(command: Command): Command {
  return command
    .description('put a load on a cluster and measure it')
    .option('--workload <name>', workloadNames.join(', '), 'put')
    .option('--concurrency <n>', 'callers, each with one request in flight', '64')
    .option('--value-size <bytes>', 'size of values', '100')
    .option('--keys <n>', 'size of the key space', '100000')
    .option('--duration <time>', 'measured time', '10s')
    .option('--warmup <time>', 'time before that', '2s')
    .option('--connections <n>', 'connections to each node', '4')
    .option('--target <which>', 'leader, or spread over all endpoints', 'leader');
}

/** Fills the key space if the workload reads, runs, and prints. Ctrl-C ends it with what was measured. */
export async function runBench(raw: RawBenchOptions, context: BenchContext): Promise<ExitCode> {
  const options = readBenchOptions(raw);
  const interrupt = new AbortController();
  const stopListening = context.io.onInterrupt(() => interrupt.abort());
  const fields = await claimFields(context);
  const monitor = await ClusterMonitor.open(context.global.endpoints, { ...context, fields });
  try {
    const endpoints = await findTargets(monitor, options, context.global);
    const client = await LoadClient.open(
      { endpoints, connectionsPerEndpoint: options.connections, fields },
      context,
    );
    try {
      await measure(options, { ...context, client, monitor, signal: interrupt.signal });
    } finally {
      client.close();
    }
    return interrupt.signal.aborted ? exitCodes.interrupted : exitCodes.done;
  } finally {
    monitor.close();
    stopListening();
  }
}

/** Who asks, and in which database the keys are. */
async function claimFields({ io, global }: BenchContext): Promise<readonly Field[]> {
  const token = await findClientToken(global.tokenFile, io);
  const fields: Field[] = token === undefined ? [] : [['authorization', `Bearer ${token}`]];
  if (global.database !== undefined) fields.push(['kvorum-database', global.database]);
  return fields;
}

/** Throws one `UsageError` that names every mistake. */
function readBenchOptions(raw: RawBenchOptions): BenchOptions {
  const problems: string[] = [];
  const count = (flag: string, text: string, range: { min: number; max: number }): number => {
    const value = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (value >= range.min && value <= range.max) return value;
    problems.push(`--${flag}: "${text}" is not a whole number from ${range.min} to ${range.max}`);
    return range.min;
  };
  const duration = (flag: string, text: string): number => {
    const value = parseDurationMs(text);
    if (value === undefined) problems.push(`--${flag}: "${text}" is not a duration such as 10s`);
    return value ?? 0;
  };
  const workload = workloadNames.find((name) => name === raw.workload);
  if (workload === undefined) {
    problems.push(`--workload: "${raw.workload}" is not one of ${workloadNames.join(', ')}`);
  }
  const { target } = raw;
  if (target !== 'leader' && target !== 'spread') {
    problems.push(`--target: "${target}" is not one of leader, spread`);
  }
  const options = {
    concurrency: count('concurrency', raw.concurrency, { min: 1, max: concurrencyMax }),
    valueBytes: count('value-size', raw.valueSize, { min: 1, max: valueBytesMax }),
    keys: count('keys', raw.keys, { min: listEntries, max: keysMax }),
    connections: count('connections', raw.connections, { min: 1, max: connectionsMax }),
    durationMs: duration('duration', raw.duration),
    warmupMs: duration('warmup', raw.warmup),
  };
  if (problems.length > 0 || workload === undefined) throw new UsageError(problems.join('; '));
  return { ...options, workload, target: target === 'spread' ? 'spread' : 'leader' };
}

async function findTargets(
  monitor: ClusterMonitor,
  options: BenchOptions,
  global: GlobalOptions,
): Promise<readonly string[]> {
  if (options.target === 'spread') return global.endpoints;
  const leader = (await monitor.sample()).find(({ isLeader }) => isLeader);
  if (leader !== undefined) return [leader.grpcAddress];
  throw new CommandError('the cluster has no leader; wait, or give --target spread', {
    exitCode: exitCodes.unavailable,
    code: 'NO_LEADER',
  });
}

async function measure(
  options: BenchOptions,
  context: BenchContext & { client: LoadClient; monitor: ClusterMonitor; signal: AbortSignal },
): Promise<void> {
  const { io, global, monitor, signal } = context;
  const deps = { dialect: kvorumDialect(options.valueBytes), random: context.random };
  if (options.workload !== 'put' && options.workload !== 'atomic') {
    const filled = await runLoad(
      startFill(options, deps),
      { concurrency: fillConcurrency, warmupMs: 0, durationMs: fillMsMax, signal },
      context,
    );
    if (Object.keys(filled.errors).length > 0) {
      throw new CommandError(`the keys could not be set: ${formatErrors(filled)}`, {
        exitCode: exitCodes.otherError,
        code: 'FILL_FAILED',
      });
    }
  }
  let before: Promise<readonly NodeSample[]> = Promise.resolve([]);
  const showsProgress = io.stdoutIsTerminal && !global.quiet && global.format === 'table';
  const startedMs = context.clock.monotonic() + options.warmupMs;
  const result = await runLoad(
    startWorkload(options.workload, options, deps),
    {
      ...options,
      signal,
      onMeasure: () => {
        before = monitor.sample();
      },
      onProgress: (operations) => {
        if (!showsProgress) return;
        const seconds = Math.max(1, (context.clock.monotonic() - startedMs) / 1000);
        const rate = Math.round(operations / seconds);
        io.writeError(`\r${Math.round(seconds)} s  ${operations} done  ${rate}/s   `);
      },
    },
    context,
  );
  if (showsProgress) io.writeError('\r\u001b[K');
  const after = await monitor.sample();
  const cpuUs = cpuUsBetween(await before, after);
  const report = {
    ...options,
    ...result,
    serverCpuUs: result.operations === 0 ? 0 : Math.round((cpuUs / result.operations) * 10) / 10,
    nodes: after.map(({ name, isLeader, memoryBytes }) => ({ name, isLeader, memoryBytes })),
  };
  if (global.format === 'table' || global.format === 'raw') await io.writeOut(formatTable(report));
  else await io.writeOut(`${JSON.stringify(report)}\n`);
}

function formatTable(
  report: BenchOptions &
    LoadResult & {
      readonly serverCpuUs: number;
      readonly nodes: readonly Pick<NodeSample, 'name' | 'isLeader' | 'memoryBytes'>[];
    },
): string {
  const { latency } = report;
  const memory = report.nodes.map(
    ({ name, isLeader, memoryBytes }) =>
      `${name}${isLeader ? ' (leader)' : ''} ${Math.round(memoryBytes / 2 ** 20)} MiB`,
  );
  const rows = [
    ['workload', `${report.workload}, ${report.concurrency} callers, ${report.valueBytes} bytes`],
    [
      'throughput',
      `${report.perSecond} per second (${report.operations} in ${report.elapsedMs} ms)`,
    ],
    [
      'latency',
      `p50 ${ms(latency.p50Us)}  p99 ${ms(latency.p99Us)}  p99.9 ${ms(latency.p999Us)}  max ${ms(latency.maxUs)}`,
    ],
    ['errors', formatErrors(report)],
    ['server CPU', `${report.serverCpuUs} µs per operation, all nodes`],
    ['generator CPU', `${report.generatorCpuUs} µs per operation`],
    ['memory', memory.join('  ')],
  ] as const;
  return rows.map(([label, text]) => `${label.padEnd(15)}${text}\n`).join('');
}

function ms(us: number): string {
  return `${(us / 1000).toFixed(2)} ms`;
}

function formatErrors({ errors }: Pick<LoadResult, 'errors'>): string {
  const counts = Object.entries(errors).map(([code, count]) => `${code} ${count}`);
  return counts.length === 0 ? 'none' : counts.join(', ');
}
