/** The differential test on Deno's own databases: they agree, and what is planted between is found. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runDeno } from './client-process.ts';

const program = 'test/clients/differential/differential-main.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kvorum-differential-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function differential(...args: readonly string[]): Promise<string> {
  const { exitCode, stdout, stderr } = await runDeno(program, args);
  expect(stderr).toBe('');
  return `${stdout}exit ${exitCode}`;
}

describe('two databases of Deno', () => {
  test('agree, both in memory', async () => {
    const output = await differential('--seed', '1', '--steps', '5000');
    expect(output).toBe('seed 1: 5000 steps, no difference\nexit 0');
  });

  test('agree, one of them in a file', async () => {
    const right = join(folder, 'kv.sqlite3');
    const output = await differential('--seed', '2', '--steps', '200', '--right', right);
    expect(output).toBe('seed 2: 200 steps, no difference\nexit 0');
  });
});

describe('a planted fault is found, with its seed and the line that repeats it', () => {
  test.each([
    'lost read',
    'swapped answers',
    'unlimited list',
    'inclusive end',
    'forgotten checks',
    'rounded sum',
    'lost sign of zero',
    'stale stamp',
  ])('%s', async (fault) => {
    const output = await differential('--seed', '3', '--steps', '2000', '--plant', fault);
    expect(output).toContain('seed 3, step ');
    expect(output).toContain('again: npm run differential -- --seed 3 --steps 2000');
    expect(output).toMatch(/\n[1-9] of its steps are enough:\n/);
    expect(output).not.toContain('no difference any more');
    expect(output).toContain('exit 10');
  });
});

test.each(['error from afar', 'no rollback'])('%s is tolerated', async (difference) => {
  const output = await differential('--seed', '4', '--steps', '2000', '--plant', difference);
  expect(output).toBe('seed 4: 2000 steps, no difference\nexit 0');
});

test('an unknown fault is refused', async () => {
  const output = await differential('--plant', 'nothing of the kind');
  expect(output).toContain('usage: ');
  expect(output).toContain('exit 2');
});
