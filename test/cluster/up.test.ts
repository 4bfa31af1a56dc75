/** `kvorum up` as a newcomer without a terminal meets it: its screen, its nodes, its end. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestClient } from '../support/cluster-client.ts';
import { TestProcess, waitFor } from '../support/cluster-process.ts';
import { freeBasePort } from '../support/free-base-port.ts';

const nodes = 3;

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

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
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
  expect(up.output).toMatch(/n\d ended \(signal SIGKILL\); it is started again in 0\.5 s/);
});

test('SIGTERM stops every node, and a second start finds the data', async () => {
  const client = new TestClient(endpoints[1] ?? '');
  expect(await client.set('kept', 'over the restart')).toMatchObject({ kind: 'committed' });
  const children = childrenOf(up.pid);
  up.signal('SIGTERM');
  expect(await up.exited).toEqual({ code: 0, signal: null });
  expect(children.filter(isAlive)).toEqual([]);
  up = new TestProcess(args);
  await waitUntilServing(endpoints);
  expect(await client.getText('kept')).toBe('over the restart');
  client.close();
});

test('a second up on the same data is refused, and the first goes on', async () => {
  const second = new TestProcess(args);
  expect(await second.exited).toEqual({ code: 1, signal: null });
  expect(second.output).toContain(`a cluster is already running on ${directory}`);
  expect(up.isRunning).toBe(true);
});

test('no node outlives a supervisor that was killed, and the next start takes over', async () => {
  const children = childrenOf(up.pid);
  expect(children).toHaveLength(nodes);
  await up.kill();
  await waitFor('the nodes to end', () => (children.some(isAlive) ? undefined : true));
  up = new TestProcess(args);
  await waitUntilServing(endpoints);
});
