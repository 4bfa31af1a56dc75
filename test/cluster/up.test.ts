/** `kvorum up` as a newcomer without a terminal meets it, and every command that README.md shows. */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../support/cluster-client.ts';
import { freePorts, program, TestProcess, waitFor } from '../support/cluster-process.ts';

const root = join(import.meta.dirname, '..', '..');
const execute = promisify(execFile);
const nodes = 3;

/** README.md's local ports: nine in three steps of ten. */
async function freeBasePort(): Promise<number> {
  const [port = 0] = await freePorts(1);
  return port > 60_000 ? port - 5000 : port;
}

/** Processes whose parent is `pid`. */
function childrenOf(pid: number): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((name) => {
      try {
        const afterName = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1) ?? '';
        return Number(afterName.split(' ')[1]) === pid;
      } catch {
        return false;
      }
    })
    .map(Number);
}

async function waitUntilServing(endpoints: readonly string[]): Promise<void> {
  for (const endpoint of endpoints) {
    const client = new TestClient(endpoint);
    try {
      await waitFor(`a leader known at ${endpoint}`, async () => {
        const status = await client.status();
        return status.leader_id === '' ? undefined : status;
      });
    } finally {
      client.close();
    }
  }
}

let directory = '';
let endpoints: readonly string[] = [];
let up: TestProcess;
let args: readonly string[] = [];

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-up-'));
  const base = await freeBasePort();
  endpoints = Array.from({ length: nodes }, (_, node) => `127.0.0.1:${base + 1 + 10 * node}`);
  args = ['up', '--dir', directory, '--base-port', String(base)];
  up = new TestProcess(args);
  await waitUntilServing(endpoints);
});

afterAll(async () => {
  if (up.isRunning) up.signal('SIGTERM');
  await up.exited;
  rmSync(directory, { recursive: true, force: true });
});

test('up without a terminal says in plain lines what runs where', async () => {
  await waitFor('the first screen', () => (up.output.includes('3 nodes up') ? true : undefined));
  for (const endpoint of endpoints) expect(up.output).toContain(endpoint);
  expect(up.output.includes('\u001B[')).toBe(false);
});

/** The commands of README.md that begin with `npx kvorum kv` or `npx kvorum status`, in order. */
function readmeCommands(): readonly string[] {
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  return [...text.matchAll(/^(?: {4})?npx kvorum ((?:kv|status).*)$/gm)].flatMap(
    ([, command]) => command ?? [],
  );
}

test('every command of the tour in README.md does what the text says', async () => {
  const commands = readmeCommands();
  expect(commands.length).toBeGreaterThan(5);
  for (const command of commands) {
    const expected = /# exits (\d+)/.exec(command)?.[1] ?? '0';
    const line = `"${process.execPath}" "${program}" --endpoint ${endpoints.join(',')} ${command}`;
    const { code, output } = await execute('sh', ['-c', line], { cwd: directory }).then(
      ({ stdout }) => ({ code: '0', output: stdout }),
      (error: { code: number; stderr: string }) => ({
        code: String(error.code),
        output: error.stderr,
      }),
    );
    expect({ command, code, output }).toMatchObject({ command, code: expected });
  }
});

test('a node that something else killed is reported and started again', async () => {
  const before = childrenOf(up.pid);
  expect(before.length).toBe(nodes);
  const [victim = 0] = before;
  process.kill(victim, 'SIGKILL');
  await waitFor('a new process', () =>
    childrenOf(up.pid).filter((pid) => !before.includes(pid)).length > 0 ? true : undefined,
  );
  await waitUntilServing(endpoints);
  expect(childrenOf(up.pid)).not.toContain(victim);
  expect(up.output).toMatch(/SIGKILL|died|exited|start(?:ed|ing) again|restart/i);
});

test('SIGTERM stops every node, and a second start finds the data', async () => {
  const client = new TestClient(endpoints[1] ?? '');
  expect(await client.set('kept', 'over the restart')).toMatchObject({ kind: 'committed' });
  const children = childrenOf(up.pid);
  up.signal('SIGTERM');
  expect(await up.exited).toEqual({ code: 0, signal: null });
  for (const pid of children) expect(childrenOf(pid)).toEqual([]);
  expect(() => children.forEach((pid) => process.kill(pid, 0))).toThrow('ESRCH');
  up = new TestProcess(args);
  await waitUntilServing(endpoints);
  expect(await client.getText('kept')).toBe('over the restart');
  client.close();
});
