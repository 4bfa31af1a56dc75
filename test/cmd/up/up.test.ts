import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import type { Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { exitCodes } from '../../../cmd/exit-codes.ts';
import { SystemClock } from '../../../cmd/system.ts';
import type { NodePlan } from '../../../cmd/up/plan.ts';
import type { NodeExit, NodeProcess } from '../../../cmd/up/supervisor.ts';
import { up } from '../../../cmd/up/up.ts';
import type { UpOptions } from '../../../cmd/up/up.ts';
import { KvorumCallError } from '../../../rpc/index.ts';
import type { NodeStatus } from '../../../rpc/index.ts';
import { waitFor } from '../../support/cluster-process.ts';
import { freeBasePort } from '../../support/free-base-port.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';
import { sampleStatus } from '../node-status.ts';
import { FakeSpawner } from './fake-spawner.ts';

/** A spawner whose processes listen, and are seen in the statuses, as long as they run. */
class ListeningSpawner extends FakeSpawner {
  readonly #client: FakeClient;
  readonly #servers = new Map<string, Server>();

  constructor(client: FakeClient) {
    super({ obeys: true });
    this.#client = client;
  }

  override spawn(plan: NodePlan, onExit: (exit: NodeExit) => void): NodeProcess {
    const server = createServer().listen(plan.ports[1], '127.0.0.1');
    this.#servers.set(plan.name, server);
    this.#client.statuses.set(plan.grpcAddress, statusOf(plan, plan.name === 'n1'));
    return super.spawn(plan, (exit) => {
      server.close();
      this.#client.statuses.delete(plan.grpcAddress);
      onExit(exit);
    });
  }
}

/** What the node of `plan` says; members are at the local addresses of its cluster. */
function statusOf(plan: NodePlan, leads: boolean): NodeStatus {
  const status = sampleStatus(plan.name, leads ? { role: 'leader' } : {});
  const first = Number(plan.grpcAddress.split(':')[1]) - 10 * (Number(plan.name.slice(1)) - 1);
  const count = plan.args.find((arg) => arg.startsWith('--initial-cluster='))?.split(',').length;
  const members = status.members.slice(0, count).map((member, position) => ({
    ...member,
    grpcAddress: `127.0.0.1:${first + 10 * position}`,
  }));
  return { ...status, members };
}

let directory = '';
let basePort = '';
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-up-'));
  basePort = String(await freeBasePort());
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

class Run {
  readonly io = new FakeIo();
  readonly client = new FakeClient();
  /** What tokens are drawn from. */
  chance = 7;
  readonly callerTokens: (string | undefined)[] = [];
  readonly spawner: FakeSpawner;
  #press: ((key: string) => void) | undefined;

  /** The nodes of a run that is not able never listen. */
  constructor({ able = true } = {}) {
    this.spawner = able ? new ListeningSpawner(this.client) : new FakeSpawner({ obeys: true });
  }

  async start(options: Partial<UpOptions> = {}): Promise<number> {
    const asked = { nodes: undefined, basePort, directory: join(directory, 'data') };
    const switches = { quiet: false, color: false, verbose: false };
    const tokens = { token: undefined, callerToken: undefined };
    return await up(
      { ...asked, ...switches, ...tokens, ...options },
      {
        clock: new SystemClock(),
        io: this.io,
        spawner: this.spawner,
        openClient: ({ token }) => {
          this.callerTokens.push(token);
          return this.client;
        },
        drawBytes: (count) => new Uint8Array(count).fill(this.chance),
        onKey: (listener) => {
          this.#press = listener;
          return () => {
            this.#press = undefined;
          };
        },
      },
    );
  }

  press(key: string): void {
    this.#press?.(key);
  }

  /** Waits until `text` was printed. */
  async sees(text: string): Promise<void> {
    await waitFor(text, () => (this.io.stdout.includes(text) ? true : undefined));
  }
}

function terminal(): Run {
  const run = new Run();
  run.io.stdinIsTerminal = true;
  return run;
}

test('up runs until it is interrupted, stops every node and forgets itself', async () => {
  const run = new Run();
  const code = run.start();
  await run.sees('3 nodes up');
  run.press('k');
  run.io.interrupt();
  expect(await code).toBe(exitCodes.done);
  expect(run.spawner.spawned.map(({ signals }) => signals)).toEqual([
    ['SIGTERM'],
    ['SIGTERM'],
    ['SIGTERM'],
  ]);
  expect(run.io.stdout).toMatch(/stopping\nstopped; the data stay where they are\n$/);
  expect(run.client.isClosed).toBe(true);
  expect(run.io.interruptListeners).toBe(0);
});

test('the keys kill the leader, show the state, heal and quit', async () => {
  const run = terminal();
  const code = run.start();
  await run.sees('keys: [k]ill leader');
  run.press('h');
  await run.sees('every node runs');
  run.press('k');
  await run.sees('killed n1, the leader; the others elect a new one');
  const plans = run.client.statuses;
  const [address = ''] = [...plans.keys()];
  const follower = plans.get(address);
  if (follower !== undefined) plans.set(address, { ...follower, role: 'leader' });
  await run.sees('n2 leads now');
  run.press('s');
  await run.sees('n1 is killed');
  expect(run.io.stdout).toMatch(/^NODE +ROLE/m);
  expect(run.io.stdout).toMatch(/^n1 +– +unreachable/m);
  run.press('h');
  await run.sees('healed n1');
  expect(run.spawner.countOf('n1')).toBe(2);
  run.press('?');
  run.press('q');
  expect(await code).toBe(exitCodes.done);
});

test('who strikes the only node is told that no majority is left', async () => {
  const run = terminal();
  const code = run.start({ nodes: '1' });
  await run.sees('1 node up');
  run.press('p');
  await run.sees('paused n1, the leader; no majority is left');
  run.press('\u0003');
  expect(await code).toBe(exitCodes.done);
});

test('quiet leaves only what goes wrong', async () => {
  const run = new Run();
  const code = run.start({ quiet: true, nodes: '1' });
  await waitFor('a start', () => (run.spawner.spawned.length > 0 ? true : undefined));
  run.spawner.get('n1').end({ code: 1, signal: null });
  await waitFor('the report', () => (run.io.stderr === '' ? undefined : true));
  run.io.interrupt();
  await code;
  expect(run.io.stderr).toMatch(/^n1 ended \(exit code 1\); it is started again in 0.5 s/);
  expect(run.io.stdout).toBe('');
});

test('verbose shows what the nodes log', async () => {
  const run = new Run();
  const code = run.start({ verbose: true, nodes: '1' });
  await run.sees('1 node up');
  appendFileSync(join(directory, 'data', 'n1', 'log'), 'first\nsecond\n');
  await run.sees('n1  first\nn1  second\n');
  run.io.interrupt();
  expect(await code).toBe(exitCodes.done);
});

test('when no majority can run, up ends with the exit code of the nodes', async () => {
  const run = new Run({ able: false });
  const code = run.start({ nodes: '1' });
  await waitFor('a start', () => (run.spawner.spawned.length > 0 ? true : undefined));
  run.spawner.get('n1').end({ code: exitCodes.corruption, signal: null });
  expect(await code).toBe(exitCodes.corruption);
  expect(run.io.stderr).toContain("n1 can't run (exit code 9)");
});

test.each([
  [
    { nodes: 'x', basePort: '0' },
    '--nodes: "x" is not a whole number from 1 to 7\n--base-port: "0"',
  ],
  [{ directory: '' }, '--dir: must not be empty'],
])('%j is refused before anything is started', async (options, problem) => {
  const run = new Run();
  await expect(run.start(options)).rejects.toThrow(problem);
  expect(run.spawner.spawned).toEqual([]);
});

test('a directory that cannot be made, or holds something else, is refused', async () => {
  const run = new Run();
  const file = join(directory, 'file');
  writeFileSync(file, 'text');
  await expect(run.start({ directory: file })).rejects.toThrow(
    "--dir: the directory can't be used",
  );
  const foreign = join(directory, 'foreign');
  mkdirSync(foreign);
  writeFileSync(join(foreign, 'cluster.json'), 'text');
  await expect(run.start({ directory: foreign })).rejects.toThrow('is not what up wrote');
  expect(run.spawner.spawned).toEqual([]);
});

test('a second up on the same ports is refused', async () => {
  const run = new Run();
  const code = run.start();
  await run.sees('3 nodes up');
  const second = new Run().start({ directory: join(directory, 'other') });
  await expect(second).rejects.toMatchObject({ code: 'IN_USE', exitCode: 1 });
  run.io.interrupt();
  await code;
});

test('the token of the first start is kept for its owner alone, and shown again at the next one', async () => {
  const token = Buffer.alloc(32, 7).toString('base64url');
  const path = join(directory, 'data', 'token');
  for (const chance of [7, 8]) {
    const run = terminal();
    run.chance = chance;
    const ended = run.start({ callerToken: 'admin-token' });
    await run.sees(`export DENO_KV_ACCESS_TOKEN=${token}\n`);
    run.press('q');
    expect(await ended).toBe(exitCodes.done);
    expect(run.callerTokens).toEqual(['admin-token']);
  }
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(readFileSync(path, 'utf8')).toBe(`${token}\n`);
});

test('a token of the user takes its place, and one that is too short is refused without a word of it', async () => {
  const run = terminal();
  const ended = run.start({ token: 'correct-horse-battery' });
  await run.sees('export DENO_KV_ACCESS_TOKEN=correct-horse-battery\n');
  run.press('q');
  await ended;
  expect(readFileSync(join(directory, 'data', 'token'), 'utf8')).toBe('correct-horse-battery\n');
  const refused = new Run().start({ token: 'too-short' });
  await expect(refused).rejects.toThrow('--token: a token must have 12 to 512 characters');
  await expect(refused).rejects.not.toThrow('too-short');
});

test('a cluster that asks for an admin token is up, although up is not told its state', async () => {
  const run = terminal();
  const fields = { code: 'UNAUTHENTICATED', retryable: false, outcome: 'not-applied' } as const;
  run.client.statusFailure = new KvorumCallError('no', { ...fields, grpcCode: 16, endpoint: '' });
  const ended = run.start();
  await run.sees('ask for an admin token');
  run.press('q');
  expect(await ended).toBe(exitCodes.done);
});
