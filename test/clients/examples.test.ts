/** Each program in examples/ runs in the real Deno, prints what it is meant to, and satisfies Deno's own types. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { checkDeno, root, runDeno } from './client-process.ts';

const expected: Readonly<Record<string, readonly string[]>> = {
  'counters.ts': [
    'views: 300n',
    'since the second day: Map(2) { "2026-03-02" => 100n, "2026-03-03" => 100n }',
  ],
  'feature-flags.ts': [
    'named users: true true',
    'about a quarter of the others: true',
    'switched off: false',
  ],
  'leaderboard.ts': ['grace 300', 'edsger 250.5', 'ada 250'],
  'live-config.ts': [
    'at first: { log_level: "info", workers: 4 }',
    'changed: { log_level: "debug", workers: 8 }',
  ],
  'rate-limiting.ts': [
    'admitted of 12 at once: 5',
    'another caller: true',
    'in the next window: true',
  ],
  'secondary-index.ts': [
    'added: true',
    'the same address: false',
    'another: true',
    'found: Ada',
    'moved: true',
    'to a taken address: false',
    'by the old address: null',
    'by the new one: Ada',
  ],
  'sessions.ts': [
    'signed in: ada',
    'after signing out: null',
    'sessions ended: 1',
    'the other one: null',
  ],
};

test.each(Object.entries(expected))('%s prints what it shows', async (file, lines) => {
  const { exitCode, stdout, stderr } = await runDeno(`examples/${file}`, [], {
    environment: { DENO_KV_DEFAULT_PATH: ':memory:' },
  });
  expect({ exitCode, stderr, lines: stdout.trimEnd().split('\n') }).toEqual({
    exitCode: 0,
    stderr: '',
    lines,
  });
});

test('every example has its types right, as Deno knows them', async () => {
  const { exitCode, stderr } = await checkDeno(
    Object.keys(expected).map((file) => `examples/${file}`),
  );
  expect(exitCode === 0 ? '' : stderr).toBe('');
});

test('every example is run here and named in its README', () => {
  const folder = join(root, 'examples');
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts'));
  expect(files.toSorted()).toEqual(Object.keys(expected).toSorted());
  const readme = readFileSync(join(folder, 'README.md'), 'utf8');
  expect(files.filter((file) => !readme.includes(`(./${file})`))).toEqual([]);
});
