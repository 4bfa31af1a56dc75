import { expect, test } from 'vitest';
import { asClusterId, asLogIndex, asNodeId, asTerm } from '../../base/brand.ts';
import type { GlobalOptions } from '../../cmd/cli/global-options.ts';
import type { RawBenchOptions } from '../../cmd/cli/bench.ts';
import type { RawSimOptions } from '../../cmd/cli/sim-options.ts';
import type { NodeConfig } from '../../cmd/config.ts';
import { exitCodes } from '../../cmd/exit-codes.ts';
import { runProgram } from '../../cmd/program.ts';
import type { UpOptions } from '../../cmd/up/up.ts';
import { KvorumCallError } from '../../rpc/client/errors.ts';
import { encodeKey } from '../../storage/index.ts';
import { immediateClock } from '../support/immediate-clock.ts';
import { FakeClient } from './fake-client.ts';
import { FakeIo } from './fake-io.ts';

/** Runs one command against fakes and keeps what it handed over. */
class Run {
  readonly io = new FakeIo();
  readonly client = new FakeClient();
  endpoints: readonly string[] = [];
  served: NodeConfig | undefined;
  upOptions: UpOptions | undefined;
  bench: { readonly raw: RawBenchOptions; readonly global: GlobalOptions } | undefined;
  sim: RawSimOptions | undefined;

  async program(...args: readonly string[]): Promise<number> {
    return await runProgram(args, {
      io: this.io,
      clock: immediateClock,
      version: '1.2.3',
      drawBytes: () => new Uint8Array(0),
      openClient: ({ endpoints }) => {
        this.endpoints = endpoints;
        return this.client;
      },
      serve: async (config) => {
        this.served = config;
        return await Promise.resolve(exitCodes.done);
      },
      up: async (options) => {
        this.upOptions = options;
        return await Promise.resolve(exitCodes.done);
      },
      bench: async (raw, global) => {
        this.bench = { raw, global };
        return await Promise.resolve(exitCodes.interrupted);
      },
      sim: async (raw) => {
        this.sim = raw;
        return await Promise.resolve(exitCodes.violation);
      },
    });
  }
}

function stored(key: readonly (string | number)[], text: string): Parameters<FakeClient['add']>[0] {
  return {
    key: encodeKey(key),
    value: { encoding: 'bytes', bytes: Buffer.from(text) },
    versionstamp: Buffer.from('00000000000000030000', 'hex'),
  };
}

function callError(
  code: string,
  outcome: 'not-applied' | 'unknown' = 'not-applied',
): KvorumCallError {
  const retryable = false;
  return new KvorumCallError('failed', { code, retryable, outcome, grpcCode: 2, endpoint: 'x:1' });
}

test('--version prints the version alone', async () => {
  const run = new Run();
  expect(await run.program('--version')).toBe(exitCodes.done);
  expect(run.io.stdout).toBe('1.2.3\n');
});

test('without a command the help goes to standard error, and that is wrong usage', async () => {
  for (const args of [[], ['kv'], ['cluster']]) {
    const run = new Run();
    expect(await run.program(...args)).toBe(exitCodes.usage);
    expect(run.io.stderr).toMatch(/^Usage: kvorum/);
    expect(run.io.stdout).toBe('');
  }
});

test('help shows a command of a command, with its examples and the global options', async () => {
  const direct = new Run();
  expect(await direct.program('help', 'kv', 'set')).toBe(exitCodes.done);
  expect(direct.io.stdout).toMatch(/^Usage: kvorum kv set /);
  expect(direct.io.stdout).toContain('kvorum kv set users/ada');
  expect(direct.io.stdout).toContain('--endpoint');
  const flag = new Run();
  expect(await flag.program('kv', 'set', '--help')).toBe(exitCodes.done);
  expect(flag.io.stdout).toBe(direct.io.stdout);
  const all = new Run();
  await all.program('help');
  expect(all.io.stdout).toMatch(/^ {2}start \[options\] +start one node$/m);
  expect(all.io.stdout).toMatch(/^Usage: kvorum \[options\]/);
});

test.each([
  'status',
  'up',
  'start',
  'bench',
  'members',
  'cluster add',
  'cluster remove',
  'cluster replace',
  'cluster promote',
  'cluster demote',
  'cluster transfer-leader',
  'sim',
  'kv get',
  'kv list',
  'kv count',
  'kv set',
  'kv delete',
  'kv sum',
  'kv atomic',
])('the help of %s has an example', async (command) => {
  const run = new Run();
  await run.program('help', ...command.split(' '));
  expect(run.io.stdout).toContain(`\n  kvorum ${command}`);
});

test.each([
  [['statuss'], "unknown command 'statuss'; did you mean status? See kvorum --help"],
  [['kv', 'gett', 'a'], "unknown command 'gett'; did you mean get? See kvorum kv --help"],
  [
    ['kv', 'set', 'a', '1', '--tpye', 'x'],
    "unknown option '--tpye'; did you mean --type? See kvorum kv set --help",
  ],
  [['kv', 'set', 'a'], "missing required argument 'value'; see kvorum kv set --help"],
  [
    ['up', 'extra'],
    "too many arguments for 'up'. Expected 0 arguments but got 1; see kvorum up --help",
  ],
  [['help', 'kv', 'gat'], 'there is no command "kv gat"; see kvorum --help'],
])('%j is wrong usage, told in one line', async (args, message) => {
  const run = new Run();
  expect(await run.program(...args)).toBe(exitCodes.usage);
  expect(run.io.stderr).toBe(`error: ${message}\n`);
});

test('start reports what it does not know together with every wrong setting', async () => {
  const run = new Run();
  const args = ['--name', 'no spaces', '--bogus', 'extra', '--grpc', 'nowhere', '--heartbeat', 'x'];
  const code = await run.program('start', ...args);
  expect(code).toBe(exitCodes.usage);
  for (const name of ['--bogus', 'extra', 'name', 'grpc', 'heartbeat', 'data']) {
    expect(run.io.stderr).toContain(`\n  ${name}`);
  }
  expect(run.served).toBeUndefined();
});

test('start hands a checked configuration to the node', async () => {
  const run = new Run();
  run.io.environment = { KVORUM_LOG_LEVEL: 'warn', KVORUM_GRPC: '127.0.0.1:9' };
  expect(await run.program('start', '--name=n1', '--data=d', '--grpc', '127.0.0.1:7')).toBe(0);
  expect(run.served).toMatchObject({ name: 'n1', grpc: { port: 7 }, logLevel: 'warn' });
});

test('start takes a switch that stands alone, with what follows it as an option of its own', async () => {
  const run = new Run();
  const args = ['--name', 'n4', '--data', 'd', '--join', 'h:4514', '--learner', '--grpc', 'h:7'];
  expect(await run.program('start', ...args)).toBe(0);
  expect(run.served).toMatchObject({ join: { learner: true }, grpc: { port: 7 } });
});

test('up passes on what was asked for, and that it shall be quiet', async () => {
  const run = new Run();
  await run.program('up', '--nodes', '5', '--quiet', '-v');
  expect(run.upOptions).toEqual({
    nodes: '5',
    basePort: undefined,
    directory: './kvorum-data',
    quiet: true,
    color: false,
    verbose: true,
  });
});

test('bench gets its options and the global ones, and its exit code is that of the program', async () => {
  const run = new Run();
  const code = await run.program('bench', '--keys', '5', '--endpoint', 'h:1');
  expect(code).toBe(exitCodes.interrupted);
  expect(run.bench).toMatchObject({ raw: { keys: '5' }, global: { endpoints: ['h:1'] } });
});

test('sim gets its options, and its exit code is that of the program', async () => {
  const run = new Run();
  const code = await run.program('sim', '--seed', '7', '--skip', '3', '--trace');
  expect(code).toBe(exitCodes.violation);
  expect(run.sim).toMatchObject({ seed: '7', faults: 'all', skip: '3', trace: true });
});

test('global options are taken before and after the command, and the environment names endpoints', async () => {
  const run = new Run();
  run.io.environment = { KVORUM_ENDPOINT: 'env:1,env:2' };
  run.client.add(stored(['k'], 'v'));
  await run.program('--output', 'raw', 'kv', 'get', 'k');
  expect(run.io.stdout).toBe('v');
  expect(run.endpoints).toEqual(['env:1', 'env:2']);
  await run.program('kv', 'get', 'k', '--endpoint', 'flag:1');
  expect(run.endpoints).toEqual(['flag:1']);
});

test('the client is closed and nobody listens for Ctrl-C when a command has ended', async () => {
  const run = new Run();
  run.client.failure = callError('NO_LEADER');
  await run.program('kv', 'get', 'k');
  expect(run.client.isClosed).toBe(true);
  expect(run.io.interruptListeners).toBe(0);
});

test.each([
  ['NO_LEADER', exitCodes.unavailable],
  ['PERMISSION_DENIED', exitCodes.notAllowed],
  ['OVERLOADED', exitCodes.limit],
  ['TOO_STALE', exitCodes.unavailable],
  ['CORRUPTION', exitCodes.corruption],
  ['MUTATION_REJECTED', exitCodes.otherError],
  ['INVALID_REQUEST', exitCodes.usage],
])('a write that failed with %s and was not applied exits with %i', async (code, exitCode) => {
  const run = new Run();
  run.client.failure = callError(code);
  expect(await run.program('kv', 'set', 'k', '1')).toBe(exitCode);
});

test('a failure of unknown outcome exits with 7 for a write and with 6 for a read', async () => {
  const run = new Run();
  run.client.failure = callError('OUTCOME_UNKNOWN', 'unknown');
  expect(await run.program('kv', 'sum', 'k', '1', '--output', 'json')).toBe(7);
  expect(JSON.parse(run.io.stderr)).toMatchObject({
    error: { code: 'OUTCOME_UNKNOWN', exitCode: 7, outcome: 'unknown' },
  });
  expect(await run.program('kv', 'get', 'k')).toBe(6);
});

test('Ctrl-C ends a command with 130 and says that a write may have happened', async () => {
  const run = new Run();
  run.client.hangs = true;
  const writing = run.program('kv', 'set', 'k', '1');
  setImmediate(() => {
    run.io.interrupt();
  });
  expect(await writing).toBe(exitCodes.interrupted);
  expect(run.io.stderr).toContain('may have happened');
});

test('Ctrl-C ends a watch with 130, and that is no failure', async () => {
  const run = new Run();
  run.client.add(stored(['k'], 'v'));
  const watching = run.program('kv', 'watch', 'k', '--output', 'ndjson');
  setImmediate(() => {
    run.io.interrupt();
  });
  expect(await watching).toBe(exitCodes.interrupted);
  expect(run.io.stderr).toBe('');
  expect(JSON.parse(run.io.stdout)).toMatchObject({ entries: [{ key: ['k'], changed: true }] });
  expect(run.client.isClosed).toBe(true);
});

test('a reader that is gone is no failure', async () => {
  const run = new Run();
  run.client.add(stored(['k'], 'v'));
  run.io.breakPipe();
  expect(await run.program('kv', 'list')).toBe(exitCodes.done);
  expect(run.io.stderr).toBe('');
});

test('-v tells how long the command took', async () => {
  const run = new Run();
  await run.program('-v', '--endpoint', 'h:1', 'kv', 'count');
  expect(run.io.stderr).toBe('took 0 ms with h:1\n');
});

test('every kv command reaches the cluster', async () => {
  const run = new Run();
  run.client.add(stored(['users', 'ada'], 'A'));
  run.io.files.set('op.json', '{"mutations":[{"type":"delete","key":"a"}]}');
  run.io.stdin = '{"checks":[{"key":"a","versionstamp":null}]}';
  const commands = [
    ['kv', 'get', 'users/ada', '--consistency', 'eventual'],
    ['kv', 'get', 'users/ada', '--max-staleness', '500ms', '--at-least', '0'.repeat(20)],
    ['kv', 'list', 'users/', '--limit', '1', '--reverse', '--keys-only'],
    ['kv', 'count', '--start', 'a', '--end', 'b'],
    ['kv', 'set', 'a', '1', '--type', 'u64', '--expire-in', '10m'],
    ['kv', 'delete', 'a', 'b'],
    ['kv', 'sum', 'a', '-5', '--type', 'bigint'],
    ['kv', 'atomic', '--check', 'a=absent', '--set', 'a=1', '--delete', 'b', '--expire-at', '5'],
    ['kv', 'atomic', '--from', 'op.json'],
    ['kv', 'atomic', '--from', '-'],
  ];
  for (const args of commands) expect([args, await run.program(...args)]).toEqual([args, 0]);
  expect(run.client.demands).toMatchObject([
    { consistency: 'eventual' },
    {
      consistency: 'eventual',
      maxStalenessMs: 500,
      atLeastVersionstamp: Buffer.alloc(10),
    },
  ]);
  expect(
    run.client.writes.map(({ checks, mutations }) => [checks.length, mutations.length]),
  ).toEqual([
    [0, 1],
    [0, 2],
    [0, 1],
    [1, 2],
    [0, 1],
    [1, 0],
  ]);
});

test('status asks the endpoints and exits with 6 if none answers', async () => {
  const run = new Run();
  expect(await run.program('status', '--endpoint', 'h:1')).toBe(exitCodes.unavailable);
  const nodeId = asNodeId('0'.repeat(16));
  run.client.statuses.set('h:1', {
    clusterId: asClusterId('0'.repeat(32)),
    nodeId,
    name: 'n1',
    version: '1.2.3',
    role: 'leader',
    term: asTerm(3),
    leaderId: nodeId,
    commitIndex: asLogIndex(5),
    appliedIndex: asLogIndex(5),
    lastIndex: asLogIndex(5),
    members: [
      {
        id: nodeId,
        name: 'n1',
        peerAddress: 'h:2',
        grpcAddress: 'h:1',
        voter: true,
        matchIndex: undefined,
        silentMs: undefined,
      },
    ],
    fsyncP99Us: 1,
    diskBytes: 1,
    memoryBytes: 1,
    uptimeMs: 1,
    cpuUs: 1,
    leaseHeld: true,
    clock: { kind: 'unknown' },
    divergence: {
      fence: undefined,
      comparedIndex: asLogIndex(0),
      uncomparedCount: 0,
      diverged: [],
    },
  });
  expect(await run.program('status', '--endpoint', 'h:1')).toBe(exitCodes.done);
  expect(run.io.stdout).toContain('leader n1');
});
