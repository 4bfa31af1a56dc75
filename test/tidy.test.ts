/**
 * The tree polices itself: import arrows, packages, built-ins, banned text, the mirror of tests, documents. Each
 * rule is also run on a bad sample, because a check that cannot fail is a defect.
 */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as rules from './support/tidy-rules.ts';
import type { Tree } from './support/tidy-rules.ts';

const root = join(import.meta.dirname, '..');
const notOurs = new Set(['node_modules', 'dist', '.git', '.tmp', 'kvorum-data', 'coverage']);

function readTree(): Tree {
  const files = readdirSync(root, { recursive: false, withFileTypes: true })
    .filter(({ name }) => !notOurs.has(name))
    .flatMap((top) =>
      top.isDirectory()
        ? readdirSync(join(root, top.name), { recursive: true, withFileTypes: true })
            .filter((file) => file.isFile())
            .map((file) => join(file.parentPath, file.name).slice(root.length + 1))
        : [top.name],
    );
  return new Map(files.map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

const tree = readTree();

function sample(files: Readonly<Record<string, string>>): Tree {
  return new Map(Object.entries(files));
}

/** Kept apart from its quotes, so that these samples are not taken for imports of this file. */
function importing(specifier: string): string {
  return `import { x } from '${specifier}';\n`;
}

/** Each rule with a sample that it must reject for `reason`. */
const table: readonly {
  readonly name: string;
  readonly rule: (tree: Tree) => readonly string[];
  readonly bad: Tree;
  readonly reason: string;
}[] = [
  {
    name: 'every folder with code has import rules',
    rule: rules.unknownFolders,
    bad: sample({ 'utils/strings.ts': '' }),
    reason: 'without import rules',
  },
  {
    name: 'imports follow the arrows',
    rule: rules.wrongArrows,
    bad: sample({ 'raft/node.ts': importing('../storage/index.ts'), 'storage/index.ts': '' }),
    reason: 'raft may not import storage',
  },
  {
    name: 'imports lead to files',
    rule: rules.wrongArrows,
    bad: sample({ 'raft/node.ts': importing('./nothing.ts') }),
    reason: 'does not exist',
  },
  {
    name: 'other folders are imported through their index',
    rule: rules.pastTheIndex,
    bad: sample({ 'rpc/a.ts': importing('../storage/kv/reader.ts'), 'storage/kv/reader.ts': '' }),
    reason: 'past its index.ts',
  },
  {
    name: 'a folder does not import its own index',
    rule: rules.pastTheIndex,
    bad: sample({ 'raft/node.ts': importing('./index.ts'), 'raft/index.ts': '' }),
    reason: "its own folder's index",
  },
  {
    name: 'packages stay in their folders',
    rule: rules.wrongPackages,
    bad: sample({ 'storage/kv/reader.ts': importing('classic-level') }),
    reason: 'may not use the package classic-level',
  },
  {
    name: 'built-ins stay in their folders',
    rule: rules.wrongBuiltins,
    bad: sample({ 'raft/core/core.ts': importing('node:fs/promises') }),
    reason: 'may not use node:fs',
  },
  {
    name: 'every grant in the tables is used',
    rule: rules.unusedGrants,
    bad: sample({ 'raft/node.ts': '' }),
    reason: 'raft -> raft/core is granted but never used',
  },
  {
    name: 'no unfinished work is left in the text',
    rule: rules.bannedText,
    bad: sample({ 'base/a.ts': ['// FIX', 'ME later'].join('') }),
    reason: 'unfinished work',
  },
  {
    name: 'a task names its issue',
    rule: rules.bannedText,
    bad: sample({ 'base/a.ts': ['// TO', 'DO: later'].join('') }),
    reason: 'without an issue number',
  },
  {
    name: 'the compiler is never silenced',
    rule: rules.bannedText,
    bad: sample({ 'base/a.ts': ['// @ts', '-ignore'].join('') }),
    reason: 'silenced compiler',
  },
  {
    name: 'the pure core does not wait',
    rule: rules.bannedText,
    bad: sample({ 'raft/core/core.ts': 'export async function tick() {}' }),
    reason: 'waiting in the pure core',
  },
  {
    name: 'the pure core knows no time and draws no randomness',
    rule: rules.bannedText,
    bad: sample({ 'raft/core/core.ts': 'const now = performance.now();' }),
    reason: 'time or randomness',
  },
  {
    name: 'each source file with logic has its test at the mirrored path',
    rule: rules.brokenMirror,
    bad: sample({ 'raft/core/sample.ts': 'export function match() {}' }),
    reason: 'lacks test/raft/core/sample.test.ts',
  },
  {
    name: 'each test in a mirrored folder has its source file',
    rule: rules.brokenMirror,
    bad: sample({ 'test/raft/core/old.test.ts': '' }),
    reason: 'mirrors no source file',
  },
  {
    name: 'each document has one first-level heading',
    rule: rules.wrongHeadings,
    bad: sample({ 'docs/a.md': '# One\n\n# Two\n' }),
    reason: 'has 2 first-level headings',
  },
  {
    name: 'links between documents lead somewhere',
    rule: rules.brokenLinks,
    bad: sample({ 'docs/a.md': '# One\n\n[gone](./b.md)\n' }),
    reason: 'which is not there',
  },
  {
    name: 'tsconfig.json covers every TypeScript file',
    rule: rules.outsideTsconfig,
    bad: sample({ 'tsconfig.json': '{ "include": ["base"] }', 'tools/a.ts': '' }),
    reason: 'is not covered',
  },
];

describe('the tree', () => {
  test.each(table)('$name', ({ rule }) => {
    expect(rule(tree)).toEqual([]);
  });

  test('was read in full: every file that git lists', () => {
    const listed = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' })
      .split('\0')
      .filter((path) => path !== '');
    expect(listed.length).toBeGreaterThan(20);
    expect(listed.filter((path) => !tree.has(path))).toEqual([]);
  });
});

describe('each rule rejects its bad sample', () => {
  test.each(table)('$name', ({ rule, bad, reason }) => {
    expect(rule(bad).join('\n')).toContain(reason);
  });
});

describe('imports are found', () => {
  test.each([
    ['over several lines', "import {\n  a,\n  b,\n} from './x.ts';", './x.ts'],
    ['when only types are imported', "import type { A } from './x.ts';", './x.ts'],
    ['when re-exported', "export { a } from './x.ts';", './x.ts'],
    ['for side effects', "import './x.ts';", './x.ts'],
    ['when dynamic', ['const x = await import(', "'./x.ts');"].join(''), './x.ts'],
  ])('%s', (_, text, specifier) => {
    expect(rules.importsOf(text)).toEqual([specifier]);
  });

  test('but not in comments', () => {
    expect(rules.importsOf("/* import a from './x.ts'; */\n// import './y.ts';\n")).toEqual([]);
  });
});
