/**
 * How long writes fail after the leader was killed, beside etcd: three nodes of each on this machine, at default
 * settings, one caller on the two nodes that survive. Kill, wait for the next acknowledged write, start the victim again,
 * wait until it has caught up; the databases take turns. Ends nothing but its own processes.
 *
 *     node dist/scripts/failover.js [--trials 30] [--plot FILE] [--output FILE]
 */
import { writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { SystemClock, SystemRandom } from '../cmd/system.ts';
import { ConnectError, LoadClient } from '../rpc/http2/index.ts';
import { Processes } from './bench/nodes.ts';
import { runCommand } from './bench/run-command.ts';
import { FailoverCluster } from './failover/cluster.ts';
import { formatTrials, plotTrials, type Trial } from './failover/figures.ts';
import { Writer } from './failover/writer.ts';

const valueBytes = 100;
/** Between a recovery and the next kill, plus up to as long again: kills meet every phase of a heartbeat. */
const calmMs = 1000;
const caughtUpMsMax = 60_000;
const outageMsMax = 60_000;
const pollMs = 20;
const deps = { clock: new SystemClock(), random: new SystemRandom() };

type Options = { trials: string; plot?: string; output?: string };

async function main(options: Options): Promise<void> {
  const trials = Number(options.trials);
  if (!Number.isSafeInteger(trials) || trials < 1) {
    throw new Error('--trials must be a whole number from 1');
  }
  const processes = new Processes();
  const results: Trial[] = [];
  try {
    const clusters = (['etcd', 'kvorum'] as const).map(
      (name) => new FailoverCluster(name, { processes, clock: deps.clock, valueBytes }),
    );
    for (let trial = 1; trial <= trials; trial += 1) {
      for (const cluster of clusters) {
        const outageMs = await runTrial(cluster);
        results.push({ cluster: cluster.name, outageMs });
        process.stderr.write(`trial ${trial}  ${cluster.name}: ${Math.round(outageMs)} ms\n`);
      }
    }
  } finally {
    await processes.stop();
  }
  process.stdout.write(formatTrials(results));
  if (options.plot !== undefined) writeFileSync(options.plot, plotTrials(results));
  if (options.output !== undefined) writeFileSync(options.output, JSON.stringify(results, null, 1));
}

async function runTrial(cluster: FailoverCluster): Promise<number> {
  const leader = await cluster.findLeader();
  const survivors = cluster.endpoints.filter((endpoint) => endpoint !== leader);
  for (const endpoint of survivors) (await waitForNode(endpoint)).close();
  const writer = await Writer.start(survivors, { ...deps, dialect: cluster.dialect, valueBytes });
  try {
    await withLimit(writer.acknowledgedSince(performance.now()), `${cluster.name} took no write`);
    await sleep(calmMs * (1 + deps.random.next()));
    const killedAt = performance.now();
    const recovered = writer.acknowledgedSince(killedAt);
    cluster.kill(leader);
    const acknowledgedAt = await withLimit(recovered, `${cluster.name} took no write after a kill`);
    cluster.start(leader);
    await waitUntilCaughtUp(cluster, leader, writer);
    return acknowledgedAt - killedAt;
  } finally {
    await writer.stop();
  }
}

/** Until the node itself, asked for no more than what it has, gives the value that was the latest at the beginning. */
async function waitUntilCaughtUp(
  cluster: FailoverCluster,
  endpoint: string,
  writer: Writer,
): Promise<void> {
  const client = await waitForNode(endpoint);
  await writer.stop();
  const latest = writer.lastValue;
  const deadline = performance.now() + caughtUpMsMax;
  try {
    while (performance.now() < deadline) {
      const { path, message } = cluster.dialect.get(0, 'eventual');
      const result = await client.unary(path, message);
      if (result.kind === 'ok' && Buffer.from(result.message).includes(latest)) return;
      await sleep(pollMs);
    }
  } finally {
    client.close();
  }
  throw new Error(`${cluster.name} at ${endpoint} has not caught up in ${caughtUpMsMax} ms`);
}

/** A client of the node as soon as it accepts connections. */
async function waitForNode(endpoint: string): Promise<LoadClient> {
  const deadline = performance.now() + caughtUpMsMax;
  for (;;) {
    try {
      return await LoadClient.open({ endpoints: [endpoint], connectionsPerEndpoint: 1 }, deps);
    } catch (error) {
      if (!(error instanceof ConnectError) || performance.now() > deadline) throw error;
    }
    await sleep(pollMs);
  }
}

async function withLimit<T>(promise: Promise<T>, failure: string): Promise<T> {
  const limit = new AbortController();
  const late = sleep(outageMsMax, undefined, { signal: limit.signal }).then(
    () => {
      throw new Error(`${failure} for ${outageMsMax} ms`);
    },
    // The promise came first.
    () => promise,
  );
  try {
    return await Promise.race([promise, late]);
  } finally {
    limit.abort();
  }
}

const command = new Command('failover')
  .description('measure how long writes fail after the leader was killed, beside etcd')
  .option('--trials <n>', 'kills of each database', '30')
  .option('--plot <file>', 'draw all trials as SVG')
  .option('--output <file>', 'write all trials as JSON')
  .action(async (options: Options) => await main(options));

await runCommand(command);
