/**
 * Runs the linter with the project's own configuration on a bad sample of every rule that it switches on, and
 * sees each one rejected. A rule that is added without a sample fails here.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');
const samples = join(root, 'test', 'support', 'lint-samples');

type Rules = Readonly<Record<string, unknown>>;
type LintConfig = {
  readonly ignorePatterns: readonly string[];
  readonly rules: Rules;
  readonly overrides: readonly { readonly files: readonly string[]; readonly rules: Rules }[];
};
const config = JSON.parse(
  readFileSync(join(root, '.oxlintrc.json'), 'utf8').replaceAll(/^\s*\/\/.*$/gm, ''),
) as LintConfig;

const files = readdirSync(samples, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({
    name,
    rule: /^\/\/ Rejected by: (.+)$/m.exec(readFileSync(join(samples, name), 'utf8'))?.[1] ?? '?',
  }));

let folder = '';
/** Rules by the sample that they rejected. */
const rejected = new Map<string, string>();

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'kvorum-lint-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
  cpSync(samples, folder, { recursive: true });
  mkdirSync(join(folder, 'raft'));
  cpSync(join(folder, 'raft-core'), join(folder, 'raft', 'core'), { recursive: true });
  rmSync(join(folder, 'raft-core'), { recursive: true });
  writeFileSync(
    join(folder, 'tsconfig.json'),
    JSON.stringify({
      extends: join(root, 'tsconfig.json'),
      compilerOptions: { rootDir: '.', types: ['node'] },
      include: ['.'],
      exclude: ['node_modules'],
    }),
  );
  const own = join(folder, '.oxlintrc.json');
  writeFileSync(own, JSON.stringify({ ...config, ignorePatterns: ['node_modules/**'] }));
  const { stdout } = spawnSync(
    join(root, 'node_modules', '.bin', 'oxlint'),
    ['--type-aware', '-c', own, '-f', 'json', '.'],
    { cwd: folder, encoding: 'utf8' },
  );
  const report = JSON.parse(stdout) as {
    readonly diagnostics: readonly {
      readonly filename: string;
      readonly code?: string;
      readonly message: string;
    }[];
  };
  for (const { filename, code, message } of report.diagnostics) {
    const name = filename.replace(/^\.\//, '').replace('raft/core/', 'raft-core/');
    rejected.set(name, `${rejected.get(name) ?? ''}\n${code ?? ''} ${message}`);
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

test.each(files)('$rule rejects $name', ({ name, rule }) => {
  const bare = rule.split('/').at(-1) ?? '';
  const expected = rule === 'unused disable directive' ? 'Unused' : `(${bare})`;
  expect(rejected.get(name) ?? 'nothing').toContain(expected);
});

test('every rule of the configuration has a bad sample', () => {
  const switchedOn = [config.rules, ...config.overrides.map(({ rules }) => rules)].flatMap(
    (rules) =>
      Object.entries(rules)
        .filter(([, level]) => level !== 'off')
        .map(([rule]) => rule),
  );
  const covered = new Set(files.map(({ rule }) => rule));
  expect(switchedOn.filter((rule) => !covered.has(rule))).toEqual([]);
});
