import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ClusterDirectory } from '../../../cmd/up/cluster-directory.ts';
import { planNodes } from '../../../cmd/up/plan.ts';
import { freeBasePort } from '../../support/free-base-port.ts';

let path = '';
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'kvorum-directory-')), 'data');
});
afterEach(() => {
  rmSync(join(path, '..'), { recursive: true, force: true });
});

async function freePlan(): Promise<{
  readonly shape: { readonly nodes: number; readonly basePort: number };
  readonly plans: ReturnType<typeof planNodes>;
}> {
  const shape = { nodes: 1, basePort: await freeBasePort() };
  return { shape, plans: planNodes(shape, path, 'info') };
}

test('a new directory has no shape, and remembers the one it was claimed for', async () => {
  const directory = new ClusterDirectory(path);
  expect(directory.readShape()).toEqual({ shape: undefined });
  const { shape, plans } = await freePlan();
  directory.claim(shape, plans);
  expect(new ClusterDirectory(path).readShape()).toEqual({ shape });
  expect(existsSync(join(path, 'n1'))).toBe(true);
  directory.release();
  expect(new ClusterDirectory(path).readShape()).toEqual({ shape });
  expect(existsSync(join(path, 'up.json'))).toBe(false);
});

test('a parent that takes no directories is an error, and does not hang', async () => {
  const { shape } = await freePlan();
  const plans = planNodes(shape, '/proc/nowhere', 'info');
  expect(() => new ClusterDirectory('/proc/nowhere').claim(shape, plans)).toThrow('ENOENT');
});

test('a file that up did not write is not overwritten', async () => {
  const { shape, plans } = await freePlan();
  const directory = new ClusterDirectory(path);
  directory.claim(shape, plans);
  writeFileSync(join(path, 'cluster.json'), 'mine');
  expect(directory.readShape()).toEqual({
    problem: `${join(path, 'cluster.json')} is not what up wrote; restore it, or choose another --dir`,
  });
});

test('a claim puts the log of the last start aside', async () => {
  const { shape, plans } = await freePlan();
  const directory = new ClusterDirectory(path);
  directory.claim(shape, plans);
  writeFileSync(join(path, 'n1', 'log'), 'before');
  directory.claim(shape, plans);
  expect(readFileSync(join(path, 'n1', 'log.1'), 'utf8')).toBe('before');
});

test('a cluster that already runs here is an obstacle, one that died is not', async () => {
  const { shape, plans } = await freePlan();
  const directory = new ClusterDirectory(path);
  directory.claim(shape, plans);
  // Its own process is no obstacle, and the command line of the other one names the program.
  expect(await directory.findObstacles(plans)).toEqual([]);
  const script = 'process.stdin.resume(); console.log("ready") // kvorum';
  const other = spawn(process.execPath, ['-e', script], { stdio: ['pipe', 'pipe', 'inherit'] });
  await new Promise((resolve) => {
    other.stdout.once('data', resolve);
  });
  writeFileSync(join(path, 'up.json'), `{"pid":${other.pid}}\n`);
  expect(await directory.findObstacles(plans)).toEqual([
    `a cluster is already running on ${path} (process ${other.pid}); stop it first, or use another --dir and --base-port`,
  ]);
  await new Promise((resolve) => {
    other.once('exit', resolve);
    other.stdin.end();
  });
  expect(await directory.findObstacles(plans)).toEqual([]);
});

test('ports in use are named, all of them', async () => {
  const { plans } = await freePlan();
  const ports = plans.flatMap((plan) => plan.ports).slice(0, 2);
  const servers = await Promise.all(
    ports.map(
      async (port) =>
        await new Promise<ReturnType<typeof createServer>>((resolve) => {
          const server = createServer().listen(port, '127.0.0.1', () => {
            resolve(server);
          });
        }),
    ),
  );
  expect(await new ClusterDirectory(path).findObstacles(plans)).toEqual([
    `ports ${ports.join(', ')} in use by another program; stop it, or choose other ports with --base-port`,
  ]);
  for (const server of servers) server.close();
});
