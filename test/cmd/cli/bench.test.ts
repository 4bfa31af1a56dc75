import { expect, test } from 'vitest';
import { runBench } from '../../../cmd/cli/bench.ts';
import { exitCodes } from '../../../cmd/exit-codes.ts';
import { runProgram } from '../../../cmd/program.ts';
import { SystemClock } from '../../../cmd/system.ts';
import { AdminClient, CatalogClient } from '../../../rpc/index.ts';
import { hashOf, tokenIdOf, uuidOf } from '../../support/catalog-fixture.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';
import { SingleNode } from '../single-node.ts';

/** Stands for the commands that this test does not run. */
const nothing = async (): Promise<number> => await Promise.resolve(exitCodes.otherError);

/** Runs `kvorum bench` with `args` as the program does. */
async function run(
  endpoint: string,
  output: string,
  args: readonly string[],
): Promise<{ readonly code: number; readonly io: FakeIo }> {
  const io = new FakeIo();
  io.files.set('token', 'the-admin-token\n');
  const clock = new SystemClock();
  const code = await runProgram(['bench', '--endpoint', endpoint, '--output', output, ...args], {
    io,
    clock,
    version: '1.2.3',
    drawBytes: () => new Uint8Array(0),
    openClient: () => new FakeClient(),
    serve: nothing,
    up: nothing,
    bench: async (raw, global) =>
      await runBench(raw, { io, global, clock, random: seededRandom(9) }),
    sim: nothing,
  });
  return { code, io };
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
  const report: unknown = JSON.parse(json.io.stdout);
  expect(report).toMatchObject({ workload: 'get', errors: {}, nodes: [{ name: 'n1' }] });
  expect(report).toHaveProperty('operations');
});

test('a load brings a token, and names a database', async () => {
  await using single = await SingleNode.start();
  const options = { endpoints: [single.endpoint], timeoutMs: 5_000 };
  const admin = new AdminClient(options, { clock: new SystemClock() });
  const catalog = new CatalogClient(admin);
  await catalog.createDatabase({ name: 'shop', id: uuidOf(1) });
  const hash = hashOf('the-admin-token');
  const token = { id: tokenIdOf(1), hash, tokenKind: 'admin', label: '' } as const;
  await catalog.createToken({ ...token, database: undefined });
  const refused = await run(single.endpoint, 'table', short);
  expect(refused.code).toBe(exitCodes.notAllowed);
  expect(refused.io.stderr).toContain('asks for a token');
  const named = [...short, '--token-file', 'token', '--db', 'shop'];
  const { code, io } = await run(single.endpoint, 'table', named);
  expect(code).toBe(0);
  expect(io.stdout).toMatch(/^errors +none$/m);
  admin.close();
});

test('every mistake in the options is named at once, and nothing is connected to', async () => {
  const args = ['--workload', 'x', '--concurrency', '0', '--keys', '5', '--duration', 'long'];
  const { code, io } = await run('127.0.0.1:1', 'table', [...args, '--target', 'all']);
  expect(code).toBe(exitCodes.usage);
  expect(io.stderr).toBe(
    'error: --workload: "x" is not one of put, get, get-eventual, mixed, list, atomic; ' +
      '--target: "all" is not one of leader, spread; ' +
      '--concurrency: "0" is not a whole number from 1 to 10000; ' +
      '--keys: "5" is not a whole number from 100 to 100000000; ' +
      '--duration: "long" is not a duration such as 10s\n',
  );
});

test('without a node the command fails with 6 and says where it asked', async () => {
  const { code, io } = await run('127.0.0.1:1', 'table', short);
  expect(code).toBe(exitCodes.unavailable);
  expect(io.stderr).toBe('error: no node answers at 127.0.0.1:1\n');
});
