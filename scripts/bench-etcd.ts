/**
 * Compares Kvorum with etcd: three nodes of each on this machine, real fsync, default settings, the same
 * load from one generator to the leader of each in turn, several rounds, medians. What counts are the
 * ratios in one run. docs/performance.md tells how to read them.
 *
 *     node dist/scripts/bench-etcd.js [--rounds 3] [--duration 5s] [--only etcd|kvorum] [--cases put:1,list:64] [--output FILE]
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command, Option } from 'commander';
import { runLoad, startFill, startWorkload, kvorumDialect } from '../cmd/bench/index.ts';
import { ClusterMonitor } from '../cmd/bench/cluster-monitor.ts';
import { parseDurationMs } from '../cmd/duration.ts';
import { SystemClock, SystemRandom } from '../cmd/system.ts';
import { ConnectError, LoadClient } from '../rpc/http2/index.ts';
import { cases, formatComparison, type Case, type Run } from './bench/comparison.ts';
import { etcdDialect } from './bench/etcd-dialect.ts';
import { findEtcdLeader, planEtcdNodes } from './bench/etcd-nodes.ts';
import { cpuUs, descendants, memoryMiB, Processes, type Cluster } from './bench/nodes.ts';
import { runCommand } from './bench/run-command.ts';

const shape = { keys: 100_000, valueBytes: 100 };
const connections = 4;
const warmupMs = 1000;
const startMsMax = 30_000;
const settleMs = 500;
const etcdPort = 23_790;
const kvorumPort = 24_512;
const deps = { clock: new SystemClock(), random: new SystemRandom() };

type Options = {
  rounds: string;
  duration: string;
  only?: Cluster['name'];
  cases?: string;
  output?: string;
};

async function main(options: Options): Promise<void> {
  const rounds = Number(options.rounds);
  const durationMs = parseDurationMs(options.duration);
  if (!Number.isSafeInteger(rounds) || rounds < 1 || durationMs === undefined || durationMs === 0) {
    throw new Error('--rounds must be a whole number from 1, --duration a time such as 5s');
  }
  const chosen = chooseCases(options.cases);
  const processes = new Processes();
  const runs: Run[] = [];
  try {
    const clusters = [
      ...(options.only === 'kvorum' ? [] : [startEtcd(processes)]),
      ...(options.only === 'etcd' ? [] : [startKvorum(processes)]),
    ];
    for (const cluster of clusters) await fill(cluster);
    for (let round = 1; round <= rounds; round += 1) {
      for (const one of chosen) {
        for (const cluster of clusters) {
          const run = await measure(cluster, one, durationMs);
          runs.push(run);
          const { perSecond, serverCpuUs } = run;
          process.stderr.write(
            `round ${round}  ${cluster.name} ${one.workload} ${one.concurrency}: ` +
              `${perSecond}/s, ${serverCpuUs} µs CPU\n`,
          );
        }
      }
    }
  } finally {
    if (runs.length > 0) {
      process.stdout.write(formatComparison(runs));
      if (options.output !== undefined)
        writeFileSync(options.output, JSON.stringify(runs, null, 1));
    }
    await processes.stop();
  }
}

/** The cases named as `workload:callers`, or all. */
function chooseCases(names: string | undefined): readonly Case[] {
  if (names === undefined) return cases;
  return names.split(',').map((name) => {
    const found = cases.find(({ workload, concurrency }) => `${workload}:${concurrency}` === name);
    if (found === undefined) {
      const known = cases.map(({ workload, concurrency }) => `${workload}:${concurrency}`);
      throw new Error(`no case ${name}; there are ${known.join(', ')}`);
    }
    return found;
  });
}

function startEtcd(processes: Processes): Cluster {
  const nodes = planEtcdNodes((name) => processes.folder(name), etcdPort);
  const children = nodes.map(({ args }) => processes.start('etcd', args));
  return {
    name: 'etcd',
    endpoints: nodes.map(({ client }) => client),
    nodePids: () => children.flatMap(({ pid }) => (pid === undefined ? [] : [pid])),
  };
}

function startKvorum(processes: Processes): Cluster {
  const program = join(import.meta.dirname, '..', 'cmd', 'kvorum.js');
  const up = processes.start(process.execPath, [
    program,
    'up',
    '--dir',
    processes.folder('kvorum'),
    '--base-port',
    `${kvorumPort}`,
  ]);
  return {
    name: 'kvorum',
    endpoints: [0, 1, 2].map((at) => `127.0.0.1:${kvorumPort + at * 10 + 1}`),
    nodePids: () => descendants(up.pid),
  };
}

/** The address of the leader, as soon as there is one. */
async function findLeader(cluster: Cluster): Promise<string> {
  const deadline = performance.now() + startMsMax;
  for (;;) {
    const leader = await tryFindLeader(cluster);
    if (leader !== undefined) return leader;
    if (performance.now() > deadline) throw new Error(`${cluster.name} has no leader`);
    await sleep(200);
  }
}

async function tryFindLeader(cluster: Cluster): Promise<string | undefined> {
  try {
    if (cluster.name === 'etcd') return await findEtcdLeader(cluster.endpoints, deps);
    const monitor = await ClusterMonitor.open(cluster.endpoints, deps);
    const nodes = await monitor.sample();
    monitor.close();
    return nodes.find(({ isLeader }) => isLeader)?.grpcAddress;
  } catch (error) {
    if (error instanceof ConnectError) return undefined;
    throw error;
  }
}

async function fill(cluster: Cluster): Promise<void> {
  await withClient(cluster, async (client) => {
    const next = startFill(shape, { dialect: dialectOf(cluster), random: deps.random });
    const options = { concurrency: 8, warmupMs: 0, durationMs: 120_000 };
    const { errors } = await runLoad(next, options, { client, clock: deps.clock });
    if (Object.keys(errors).length > 0) {
      throw new Error(`${cluster.name} could not be filled: ${JSON.stringify(errors)}`);
    }
  });
}

async function measure(cluster: Cluster, one: Case, durationMs: number): Promise<Run> {
  return await withClient(cluster, async (client) => {
    const next = startWorkload(one.workload, shape, {
      dialect: dialectOf(cluster),
      random: deps.random,
    });
    const pids = cluster.nodePids();
    let cpuAtStart = 0;
    const result = await runLoad(
      next,
      {
        concurrency: one.concurrency,
        warmupMs,
        durationMs,
        onMeasure: () => {
          cpuAtStart = cpuUs(pids);
        },
      },
      { client, clock: deps.clock },
    );
    const serverCpu = cpuUs(pids) - cpuAtStart;
    return {
      cluster: cluster.name,
      ...one,
      ...result,
      serverCpuUs: Math.round((serverCpu / Math.max(1, result.operations)) * 10) / 10,
      memoryMiB: memoryMiB(pids),
    };
  });
}

async function withClient<T>(
  cluster: Cluster,
  use: (client: LoadClient) => Promise<T>,
): Promise<T> {
  await sleep(settleMs);
  const endpoints = [await findLeader(cluster)];
  const client = await LoadClient.open({ endpoints, connectionsPerEndpoint: connections }, deps);
  try {
    return await use(client);
  } finally {
    client.close();
  }
}

function dialectOf(cluster: Cluster): ReturnType<typeof etcdDialect> {
  return cluster.name === 'etcd' ? etcdDialect(shape.valueBytes) : kvorumDialect(shape.valueBytes);
}

const command = new Command('bench-etcd')
  .description('compare Kvorum with etcd on this machine')
  .option('--rounds <n>', 'how often each workload runs on each cluster', '3')
  .option('--duration <time>', 'measured time of each run', '5s')
  .addOption(new Option('--only <cluster>', 'measure one alone').choices(['etcd', 'kvorum']))
  .option('--cases <list>', 'measure only these, such as put:1,list:64')
  .option('--output <file>', 'write every run as JSON')
  .action(async (options: Options) => await main(options));

await runCommand(command);
