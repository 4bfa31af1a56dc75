/**
 * What it costs writers that many entries fall due at once: three nodes at default settings, entries that all have one
 * deadline, and callers that write without a pause before and after it. Prints the writes and their latency second by
 * second, and how long after the deadline each node had none of the entries left.
 *
 *     npm run build && node dist/scripts/bench-expiry.js [--entries 100000] [--together 1000] [--callers 16]
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import { Command } from 'commander';

import { kvorumDialect, runLoad, startWorkload } from '../cmd/bench/index.ts';
import type { LoadResult } from '../cmd/bench/index.ts';
import { SystemClock, SystemRandom } from '../cmd/system.ts';
import { planNodes } from '../cmd/up/plan.ts';
import { KvorumClient } from '../rpc/index.ts';
import { LoadClient } from '../rpc/http2/index.ts';
import { encodeKey } from '../storage/index.ts';
import { Processes } from './bench/nodes.ts';
import { runCommand } from './bench/run-command.ts';

const basePort = 27_112;
const valueBytes = 100;
const writtenKeys = 1000;
const startMsMax = 30_000;
/** Between the first entry and the deadline: enough to write them all, and for the seconds before. */
const aheadMs = 30_000;
const secondsBefore = 4;
const secondsAfter = 8;
const fillers = 4;
const pollMs = 20;
const deps = { clock: new SystemClock(), random: new SystemRandom() };

type Options = { readonly entries: string; readonly together: string; readonly callers: string };

async function findLeader(client: KvorumClient, endpoints: readonly string[]): Promise<string> {
  const deadline = performance.now() + startMsMax;
  while (performance.now() < deadline) {
    for (const endpoint of endpoints) {
      const status = await client.status(endpoint, { timeoutMs: 1000 }).catch(() => undefined);
      if (status?.role === 'leader' && status.leaseHeld) return endpoint;
    }
    await sleep(pollMs);
  }
  throw new Error(`no leader within ${startMsMax} ms`);
}

/** Writes `entries`, `together` in each commit, with one deadline. */
async function fill(
  client: KvorumClient,
  options: { readonly entries: number; readonly together: number; readonly expiresAt: number },
): Promise<void> {
  const { entries, together, expiresAt } = options;
  let next = 0;
  const value = { bytes: new Uint8Array(valueBytes).fill(7), encoding: 'bytes' } as const;
  const filler = async (): Promise<void> => {
    while (next < entries) {
      const first = next;
      next += together;
      const mutations = Array.from({ length: together }, (_, offset) => ({
        kind: 'set' as const,
        key: encodeKey(['expiring', first + offset]),
        value,
        expiry: { kind: 'at' as const, ms: expiresAt },
      }));
      await client.atomic({ checks: [], mutations });
    }
  };
  await Promise.all(Array.from({ length: fillers }, async () => await filler()));
  if (Date.now() > expiresAt - secondsBefore * 1000) throw new Error('the entries took too long');
}

/** When a node by itself shows none of the entries of the first commit any more, and thus of no other; it is not asked before `expiresAt`. */
async function goneAt(
  endpoint: string,
  { together, expiresAt }: { readonly together: number; readonly expiresAt: number },
): Promise<number> {
  await sleep(expiresAt - Date.now());
  const client = new KvorumClient({ endpoints: [endpoint], timeoutMs: 5000 }, deps);
  const keys = Array.from({ length: together }, (_, number) => encodeKey(['expiring', number]));
  try {
    for (;;) {
      const { entries } = await client.read(keys, { consistency: 'eventual' });
      if (entries.every(({ versionstamp }) => versionstamp === undefined)) return Date.now();
      await sleep(pollMs);
    }
  } finally {
    client.close();
  }
}

function ms(us: number): string {
  return (us / 1000).toFixed(1);
}

function describe(second: number, { perSecond, latency }: LoadResult): string {
  const { p50Us, p99Us, maxUs } = latency;
  return `| ${second} | ${Math.round(perSecond)} | ${ms(p50Us)} | ${ms(p99Us)} | ${ms(maxUs)} |\n`;
}

async function measure(
  processes: Processes,
  counts: { readonly entries: number; readonly together: number; readonly callers: number },
): Promise<void> {
  const program = join(import.meta.dirname, '..', 'cmd', 'kvorum.js');
  const nodes = planNodes({ nodes: 3, basePort }, processes.folder('kvorum'), 'error');
  for (const { args } of nodes) processes.start(process.execPath, [program, ...args]);
  const endpoints = nodes.map(({ grpcAddress }) => grpcAddress);
  const client = new KvorumClient({ endpoints, timeoutMs: 10_000 }, deps);
  const leader = await findLeader(client, endpoints);
  const expiresAt = Date.now() + aheadMs;
  process.stderr.write('writing the entries\n');
  await fill(client, { ...counts, expiresAt });
  const load = await LoadClient.open({ endpoints: [leader], connectionsPerEndpoint: 1 }, deps);
  const shape = { keys: writtenKeys, valueBytes };
  const next = startWorkload('put', shape, { ...deps, dialect: kvorumDialect(valueBytes) });
  await sleep(expiresAt - secondsBefore * 1000 - Date.now());
  process.stderr.write('measuring\n');
  const gone = Promise.all(
    endpoints.map(async (endpoint) => await goneAt(endpoint, { ...counts, expiresAt })),
  );
  const options = { concurrency: counts.callers, warmupMs: 0, durationMs: 1000 };
  process.stdout.write(
    '| second | puts | median ms | p99 ms | longest ms |\n| --- | --- | --- | --- | --- |\n',
  );
  for (let second = -secondsBefore; second < secondsAfter; second += 1) {
    const result = await runLoad(next, options, { client: load, clock: deps.clock });
    if (Object.keys(result.errors).length > 0) throw new Error(JSON.stringify(result.errors));
    process.stdout.write(describe(second, result));
  }
  const lateMs = (await gone).map((at) => at - expiresAt);
  process.stdout.write(`gone from the nodes after ${lateMs.join(', ')} ms\n`);
  load.close();
  client.close();
}

async function main(raw: Options): Promise<void> {
  const [entries, together, callers] = [raw.entries, raw.together, raw.callers].map(Number);
  const numbers = [entries, together, callers];
  if (entries === undefined || together === undefined || callers === undefined) return;
  if (!numbers.every((number) => Number.isInteger(number)) || together > 1000) {
    throw new Error('all are whole numbers, and one commit has at most 1000 entries');
  }
  const processes = new Processes();
  try {
    await measure(processes, { entries, together, callers });
  } finally {
    await processes.stop();
  }
}

const command = new Command('bench-expiry')
  .description('measure what it costs writers that many entries fall due at once')
  .option('--entries <n>', 'entries with one deadline', '100000')
  .option('--together <n>', 'entries in each commit', '1000')
  .option('--callers <n>', 'writers, each with one call at a time', '16')
  .action(async (options: Options) => await main(options));

await runCommand(command);
