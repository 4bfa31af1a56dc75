/**
 * What README.md and docs/operations show is true: every shell block is run against a real cluster, and every log
 * message that the runbook explains exists. A block that cannot be run here says so: its fence is `sh not-run`.
 * A line that ends in `# exits N` must end with that exit code, every other one with 0.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { program, TestCluster } from '../support/cluster-process.ts';

const root = join(import.meta.dirname, '..', '..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

const documents = [
  'README.md',
  ...readdirSync(join(root, 'docs/operations')).map((name) => `docs/operations/${name}`),
];

/** The runnable shell blocks of a document, without the indentation of lists. */
function runnableBlocks(text: string): readonly string[] {
  return [...text.matchAll(/^(?<indent> *)```sh\n(?<block>[\s\S]*?)^ *```$/gm)].map(({ groups }) =>
    (groups?.['block'] ?? '').replaceAll(new RegExp(`^${groups?.['indent'] ?? ''}`, 'gm'), ''),
  );
}

/** The block as a script that ends with 99, and names the line, when one ends with another code than it shows. */
function toScript(block: string): string {
  const lines = block
    .replaceAll(/\\\n\s*/g, ' ')
    .trim()
    .split('\n');
  return lines
    .map((line, number) => {
      const expected = /# exits (\d+)/.exec(line)?.[1] ?? '0';
      return `${line}\ncode=$?\n[ $code = ${expected} ] || { echo "line ${number + 1} ended with $code" >&2; exit 99; }\n`;
    })
    .join('');
}

let cluster: TestCluster;
let directory = '';
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-documents-'));
  const commands = {
    kvorum: `#!/bin/sh\nexec '${process.execPath}' '${program}' "$@"\n`,
    npx: '#!/bin/sh\nexec "$@"\n',
  };
  mkdirSync(join(directory, 'bin'));
  for (const [name, script] of Object.entries(commands)) {
    writeFileSync(join(directory, 'bin', name), script);
    chmodSync(join(directory, 'bin', name), 0o755);
  }
  cluster = await TestCluster.start();
});
afterAll(async () => {
  await cluster.close();
  rmSync(directory, { recursive: true, force: true });
});

function run(block: string): { readonly code: number | null; readonly stderr: string } {
  const { status, stderr } = spawnSync('sh', ['-c', toScript(block)], {
    cwd: directory,
    encoding: 'utf8',
    env: {
      PATH: `${join(directory, 'bin')}:/usr/bin:/bin`,
      KVORUM_ENDPOINT: cluster.nodes.map(({ endpoint }) => endpoint).join(','),
    },
  });
  return { code: status, stderr };
}

test.each(documents)('the commands of %s do what they say', (document) => {
  const blocks = runnableBlocks(read(document));
  expect(blocks.length).toBeGreaterThan(0);
  for (const block of blocks) expect({ block, ...run(block) }).toMatchObject({ code: 0 });
});

test('a command that does something else than its document says is found', () => {
  expect(run('kvorum kv set a 1\nkvorum kv get nowhere')).toMatchObject({ code: 99 });
  expect(run('kvorum kv get a # exits 3').stderr).toContain('line 1 ended with 0');
  expect(run('kvorum --no-such-option').code).toBe(99);
  expect(run('kvorum kv get nowhere \\\n  --output json # exits 3').code).toBe(0);
});

test('every log message that the runbook explains is one of ours', () => {
  const table =
    /## What the log says\n[\s\S]*?\n## /.exec(read('docs/operations/runbook.md'))?.[0] ?? '';
  const messages = [...table.matchAll(/^\| (?!`msg`|---)([^|]+) \|/gm)].flatMap(([, cell = '']) =>
    /, (?:the node|that)/.test(cell) ? [cell] : cell.split(', '),
  );
  expect(messages.length).toBeGreaterThan(15);
  const folders = ['raft', 'rpc', 'storage', 'storage/wal', 'storage/kv', 'cmd'];
  const sources = folders
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => path.endsWith('.ts'))
    .map(read)
    .join('\n');
  expect(messages.filter((message) => !sources.includes(`'${message}`))).toEqual([]);
});

test('the first two commands of README.md are there, and npm knows them', () => {
  const lines = read('README.md')
    .split('\n')
    .filter((line) => line.startsWith('npm ci && '));
  expect(lines).toEqual(['npm ci && npm start', 'npm ci && npm test']);
  const description: unknown = JSON.parse(read('package.json'));
  expect(description).toHaveProperty('scripts.start');
  expect(description).toHaveProperty('scripts.test');
});
