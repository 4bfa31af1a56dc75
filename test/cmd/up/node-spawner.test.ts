import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ProcessSpawner } from '../../../cmd/up/node-spawner.ts';
import { planNodes } from '../../../cmd/up/plan.ts';
import type { NodePlan } from '../../../cmd/up/plan.ts';
import type { NodeExit, NodeProcess } from '../../../cmd/up/supervisor.ts';
import { waitFor } from '../../support/cluster-process.ts';

let directory = '';
let plan: NodePlan;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-spawner-'));
  const [first] = planNodes({ nodes: 1, basePort: 4512 }, directory, 'info');
  if (first === undefined) throw new Error('no node was planned');
  plan = { ...first, logPath: join(directory, 'log') };
});
afterEach(() => {
  rmSync(directory, { recursive: true, force: true });
});

/** Starts `script` in place of the program. */
function spawn(script: string): {
  readonly process: NodeProcess;
  readonly exit: Promise<NodeExit>;
} {
  const entryPath = join(directory, 'entry.mjs');
  writeFileSync(entryPath, script);
  const spawner = new ProcessSpawner({ entryPath });
  const started: NodeProcess[] = [];
  const exit = new Promise<NodeExit>((resolve) => {
    started.push(spawner.spawn(plan, resolve));
  });
  const [process] = started;
  if (process === undefined) throw new Error('nothing was started');
  return { process, exit };
}

const readLog = (): string => readFileSync(plan.logPath, 'utf8');

test('a process gets the arguments of its plan, and both its outputs go to its log', async () => {
  writeFileSync(plan.logPath, 'before\n');
  const { process, exit } = spawn(
    'console.log(process.argv.slice(2).join(" ")); console.error("told"); process.exitCode = 9;',
  );
  expect(process.pid).toBeGreaterThan(0);
  expect(await exit).toEqual({ code: 9, signal: null });
  expect(readLog()).toBe(`before\n${plan.args.join(' ')}\ntold\n`);
});

test('signals reach the process, and do nothing once it has ended', async () => {
  const { process, exit } = spawn(
    'process.on("SIGTERM", () => process.exit(5)); console.log("up"); setInterval(() => {}, 1e6);',
  );
  await waitFor('the process', () => (readLog().includes('up') ? true : undefined));
  process.signal('SIGTERM');
  expect(await exit).toEqual({ code: 5, signal: null });
  process.signal('SIGKILL');
});

test('a process has a channel, so that it notices the end of its supervisor', async () => {
  const { exit } = spawn('process.exitCode = process.connected ? 0 : 1; process.disconnect();');
  expect(await exit).toEqual({ code: 0, signal: null });
});
