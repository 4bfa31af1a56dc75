import { Command } from 'commander';
import { expect, test } from 'vitest';
import { declareBench, runBench } from '../../../cmd/cli/bench.ts';
import type { RawBenchOptions } from '../../../cmd/cli/bench.ts';
import { readGlobalOptions } from '../../../cmd/cli/global-options.ts';
import { SystemClock } from '../../../cmd/system.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { FakeIo } from '../fake-io.ts';
import { SingleNode } from '../single-node.ts';

function rawOptions(...args: readonly string[]): RawBenchOptions {
  const command = declareBench(new Command('bench'));
  command.parse([...args], { from: 'user' });
  return command.opts<RawBenchOptions>();
}

async function run(
  endpoint: string,
  output: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  const global = readGlobalOptions({ endpoint, output }, io);
  const context = { io, global, clock: new SystemClock(), random: seededRandom(9) };
  return { code: await runBench(rawOptions(...args), context), io };
}

const short = ['--duration', '150ms', '--warmup', '0', '--keys', '100', '--concurrency', '4'];

test('a load is measured, and shown as a table or as JSON', async () => {
  await using single = await SingleNode.start();
  const table = await run(single.endpoint, 'table', short);
  expect(table.code).toBe(0);
  for (const label of ['workload', 'throughput', 'latency', 'errors', 'server CPU', 'memory']) {
    expect(table.io.stdout).toMatch(new RegExp(`^${label} `, 'm'));
  }
  expect(table.io.stdout).toMatch(/^errors +none$/m);
  expect(table.io.stderr).toBe('');
  const json = await run(single.endpoint, 'json', [...short, '--workload', 'get']);
  const report = JSON.parse(json.io.stdout) as unknown;
  expect(report).toMatchObject({ workload: 'get', errors: {}, nodes: [{ name: 'n1' }] });
  expect(report).toHaveProperty('operations');
});

test('every mistake in the options is named at once, and nothing is connected to', async () => {
  const args = ['--workload', 'x', '--concurrency', '0', '--keys', '5', '--duration', 'long'];
  await expect(run('127.0.0.1:1', 'table', [...args, '--target', 'all'])).rejects.toThrow(
    '--workload: "x" is not one of put, get, get-eventual, mixed, list, atomic; ' +
      '--target: "all" is not one of leader, spread; ' +
      '--concurrency: "0" is not a whole number from 1 to 10000; ' +
      '--keys: "5" is not a whole number from 100 to 100000000; ' +
      '--duration: "long" is not a duration such as 10s',
  );
});

test('without a node the command fails and says where it asked', async () => {
  await expect(run('127.0.0.1:1', 'table', short)).rejects.toThrow(
    'no node answers at 127.0.0.1:1',
  );
});
