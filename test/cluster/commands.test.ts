/** The compiled program against a real cluster: every kind of value, every format, and every exit code. */
import { spawn } from 'node:child_process';
import { mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http2';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { program, TestCluster } from '../support/cluster-process.ts';

type Ended = {
  readonly code: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
};

let cluster: TestCluster;
let directory = '';
beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'kvorum-commands-'));
  cluster = await TestCluster.start();
  await output(['kv', 'set', 'words', '"text"']);
});
afterAll(async () => {
  await cluster.close();
  rmSync(directory, { recursive: true, force: true });
});

function endpoints(): string {
  return cluster.nodes.map(({ endpoint }) => endpoint).join(',');
}

/** Runs the program with `args`; `input` goes to its standard input. */
async function kvorum(args: readonly string[], input: Uint8Array | string = ''): Promise<Ended> {
  const child = spawn(process.execPath, [program, ...args], {
    env: { KVORUM_ENDPOINT: endpoints() },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  const out: Uint8Array[] = [];
  let stderr = '';
  child.stdout.on('data', (piece: Uint8Array) => out.push(piece));
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  // A program that does not read its input closes it early.
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { code, stdout: Buffer.concat(out), stderr };
}

/** Standard output of a command that must succeed. */
async function output(args: readonly string[], input: Uint8Array | string = ''): Promise<string> {
  const { code, stdout, stderr } = await kvorum(args, input);
  expect({ args, code, stderr }).toEqual({ args, code: 0, stderr: '' });
  return stdout.toString('utf8');
}

const everyByte = Buffer.from(Array.from({ length: 256 }, (_, byte) => byte));

test('bytes come back as they were, from a file and from standard input', async () => {
  const path = join(directory, 'bytes');
  writeFileSync(path, everyByte);
  await output(['kv', 'set', 'from/file', '--type', 'file', path]);
  await output(['kv', 'set', 'from/stdin', '--type', 'file', '-'], everyByte);
  for (const key of ['from/file', 'from/stdin']) {
    expect((await kvorum(['kv', 'get', key, '--output', 'raw'])).stdout).toEqual(everyByte);
  }
});

test.each([
  ['ünï/日本/🎉', 'text', 'héllo', 'héllo'],
  [':empty', 'json', '{"a":[1,null]}', '{"a":[1,null]}'],
  ['["x/y",42,true]', 'u64', '18446744073709551615', '18446744073709551615'],
  ['#-1.5/42n/0xff', 'bigint', '-12345678901234567890', '-12345678901234567890'],
])('the entry %s of type %s is stored and read', async (key, type, text, raw) => {
  expect(await output(['kv', 'set', key, text, '--type', type])).toMatch(/^[0-9a-f]{20}\n$/);
  expect(await output(['kv', 'get', key, '--output', 'raw'])).toBe(`${raw}\n`);
});

test('the greatest value is taken through any node', async () => {
  const value = Buffer.alloc(65_536, 7);
  for (const { endpoint, name } of cluster.nodes) {
    const key = `great/${name}`;
    await output(['--endpoint', endpoint, 'kv', 'set', key, '--type', 'file', '-'], value);
    const { stdout } = await kvorum(['--endpoint', endpoint, 'kv', 'get', key, '--output', 'raw']);
    expect(stdout).toEqual(value);
  }
});

test('a list of many pieces is complete in every format, and its reader may leave early', async () => {
  const mutations = Array.from({ length: 1_000 }, (_, at) => {
    return { type: 'set', key: ['many', at], value: 'x'.repeat(500) };
  });
  await output(['kv', 'atomic', '--from', '-'], JSON.stringify({ mutations }));
  expect(await output(['kv', 'count', 'many'])).toBe('1000\n');
  const lines = (await output(['kv', 'list', 'many', '--output', 'ndjson'])).trimEnd().split('\n');
  expect(lines).toHaveLength(1_000);
  const document: unknown = JSON.parse(await output(['kv', 'list', 'many', '--output', 'json']));
  expect(document).toHaveProperty('entries.length', 1_000);
  const child = spawn(process.execPath, [program, 'kv', 'list', 'many'], {
    env: { KVORUM_ENDPOINT: endpoints() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => {
    stderr += text.toString();
  });
  child.stdout.once('data', () => {
    child.stdout.destroy();
  });
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
});

test('output that cannot be written is an error', async () => {
  const full = openSync('/dev/full', 'w');
  const child = spawn(process.execPath, [program, 'kv', 'count'], {
    env: { KVORUM_ENDPOINT: endpoints() },
    stdio: ['ignore', full, 'ignore'],
  });
  const code = await new Promise((resolve) => {
    child.once('close', resolve);
  });
  expect(code).toBe(1);
});

describe('exit codes', () => {
  test.each([
    [0, ['status']],
    [0, ['--version']],
    [0, ['help', 'kv', 'set']],
    [1, ['kv', 'sum', 'words', '1']],
    [2, []],
    [2, ['kv', 'gett', 'a']],
    [2, ['kv', 'get', '']],
    [2, ['kv', 'set', 'a', '{']],
    [2, ['kv', 'set', 'a', '--type', 'file', '/nowhere']],
    [2, ['start', '--name', 'no spaces']],
    [2, ['up', '--nodes', 'x']],
    [3, ['kv', 'get', 'nowhere']],
    [4, ['kv', 'atomic', '--check', 'words=absent', '--set', 'words=1']],
    [5, ['kv', 'get', 'words', '--token-file', 'WRONG']],
    [5, ['status', '--token-file', 'WRONG']],
    [6, ['--endpoint', '127.0.0.1:1', '--timeout', '300ms', 'kv', 'get', 'a']],
    [6, ['--endpoint', '127.0.0.1:1', '--timeout', '300ms', 'kv', 'set', 'a', '1']],
    [6, ['--endpoint', '127.0.0.1:1', 'status']],
    [8, ['kv', 'set', 'a', '--type', 'file', '/dev/zero']],
    [8, ['kv', 'set', 'k'.repeat(2047), '1']],
    [8, ['kv', 'get', 'k'.repeat(2047)]],
    [0, ['kv', 'set', 'k'.repeat(2046), '1']],
  ])('%i: kvorum %j', async (code, args) => {
    const wrongToken = join(directory, 'wrong-token');
    writeFileSync(wrongToken, 'not-a-token-of-this-cluster\n');
    const ended = await kvorum(args.map((arg) => (arg === 'WRONG' ? wrongToken : arg)));
    expect({ code: ended.code, stderr: ended.stderr }).toMatchObject({ code });
    expect(ended.stderr).toMatch(code === 0 ? /^$/ : /^(?:error|Usage): /);
  });

  test('7 for a write that was sent and never answered, 6 for a read', async () => {
    const silent = createServer();
    await new Promise<void>((resolve) => {
      silent.listen(0, '127.0.0.1', resolve);
    });
    const address = silent.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const options = ['--endpoint', `127.0.0.1:${port}`, '--timeout', '500ms', '--output', 'json'];
    const write = await kvorum([...options, 'kv', 'set', 'k', '1']);
    expect(write.code).toBe(7);
    expect(JSON.parse(write.stderr)).toMatchObject({ error: { outcome: 'unknown', exitCode: 7 } });
    expect((await kvorum([...options, 'kv', 'get', 'k'])).code).toBe(6);
    silent.close();
  });

  test('6 or 7, never 0, when the majority is gone', async () => {
    await using lonely = await TestCluster.start();
    const [survivor, ...others] = lonely.nodes;
    await Promise.all(others.map(async (node) => await node.kill()));
    const options = ['--endpoint', survivor?.endpoint ?? '', '--timeout', '2s'];
    expect([6, 7]).toContain((await kvorum([...options, 'kv', 'set', 'k', '1'])).code);
    expect((await kvorum([...options, 'kv', 'get', 'k'])).code).toBe(6);
    const status = await kvorum([...options, 'status']);
    expect(status.code).toBe(6);
    expect(status.stdout.toString()).toContain('unavailable');
  });

  test('130 after Ctrl-C', async () => {
    const child = spawn(process.execPath, [program, 'kv', 'set', 'k', '-'], {
      env: { KVORUM_ENDPOINT: endpoints() },
      stdio: ['pipe', 'ignore', 'pipe'],
    });
    const code = new Promise((resolve) => {
      child.once('close', resolve);
    });
    // More than the system buffers: once all of it was taken, the program runs and waits for the end.
    await new Promise((resolve) => child.stdin.write(Buffer.alloc(500_000, ' '), resolve));
    child.kill('SIGINT');
    expect(await code).toBe(130);
  });

  test('0 for what counts once and 7 for what may count, while the leader is killed', async () => {
    await using failing = await TestCluster.start();
    const list = failing.nodes.map(({ endpoint }) => endpoint).join(',');
    const sums = 12;
    const add = async (): Promise<number | null> =>
      (await kvorum(['--endpoint', list, '--timeout', '10s', 'kv', 'sum', 'n', '1'])).code;
    const codes: (number | null)[] = [];
    for (let count = 0; count < sums; count++) {
      const adding = add();
      if (count === 2) await (await failing.waitForLeader()).kill();
      codes.push(await adding);
    }
    const done = codes.filter((code) => code === 0).length;
    const unknown = codes.filter((code) => code === 7).length;
    const read = await kvorum(['--endpoint', list, 'kv', 'get', 'n', '--output', 'raw']);
    const total = Number(read.stdout.toString());
    expect(done + unknown).toBe(sums);
    expect(unknown).toBeLessThan(2);
    expect(total).toBeGreaterThanOrEqual(done);
    expect(total).toBeLessThanOrEqual(done + unknown);
  });
});
