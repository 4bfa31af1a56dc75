import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { UsageError } from '../../cmd/cli/errors.ts';
import type { NodeConfig } from '../../cmd/config.ts';
import { start } from '../../cmd/start.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FakeIo } from './fake-io.ts';

const certificates = join(import.meta.dirname, '../support/tls');
const cert = readFileSync(join(certificates, 'localhost-cert.pem'), 'utf8');
const key = readFileSync(join(certificates, 'localhost-key.pem'), 'utf8');

const given = {
  flags: new Map<string, string>(),
  configPath: undefined,
  printConfig: false,
  excess: [],
};

function run(
  options: Partial<Parameters<typeof start>[0]>,
  io = new FakeIo(),
): { readonly code: Promise<number>; readonly served: readonly NodeConfig[]; readonly io: FakeIo } {
  const served: NodeConfig[] = [];
  const serve = async (config: NodeConfig): Promise<number> => {
    served.push(config);
    return await Promise.resolve(7);
  };
  return { code: start({ ...given, ...options }, { io, serve }), served, io };
}

const complete = new Map([
  ['name', 'n1'],
  ['data', '/d'],
]);

test('a valid configuration is served, and the exit code is that of the node', async () => {
  const { code, served } = run({ flags: complete });
  expect(await code).toBe(7);
  expect(served).toMatchObject([{ name: 'n1', dataDirectory: '/d' }]);
});

test('--print-config shows each value and where it comes from, and starts nothing', async () => {
  const io = new FakeIo();
  io.environment = { KVORUM_HEARTBEAT: '20ms' };
  io.files.set('c.yaml', 'log-level: debug\n');
  const { code, served } = run({ flags: complete, configPath: 'c.yaml', printConfig: true }, io);
  expect(await code).toBe(0);
  expect(served).toEqual([]);
  expect(io.stdout).toMatch(/^name +n1 +\(--name\)$/m);
  expect(io.stdout).toMatch(/^heartbeat +20ms +\(KVORUM_HEARTBEAT\)$/m);
  expect(io.stdout).toMatch(/^log-level +debug +\(file c\.yaml\)$/m);
  expect(io.stdout).toMatch(/^election-timeout +500ms +\(default\)$/m);
});

test('--print-config shows the values of a wrong configuration too, and then its mistakes', async () => {
  const { code, io } = run({ flags: new Map([['name', 'n 1']]), printConfig: true });
  await expect(code).rejects.toThrow('the configuration has 2 mistakes:\n  name (--name)');
  expect(io.stdout).toMatch(/^name +n 1 +\(--name\)$/m);
});

test('KVORUM_CONFIG names the file if no flag does', async () => {
  const io = new FakeIo();
  io.environment = { KVORUM_CONFIG: 'c.yaml' };
  io.files.set('c.yaml', 'name: from-file\ndata: /d\n');
  const { code, served } = run({}, io);
  await code;
  expect(served).toMatchObject([{ name: 'from-file' }]);
});

test('a file that cannot be read is wrong usage', async () => {
  const { code } = run({ configPath: 'nowhere.yaml' });
  await expect(code).rejects.toThrow(UsageError);
  await expect(code).rejects.toThrow("config: nowhere.yaml can't be read");
});

test('what is no setting is a mistake beside the others', async () => {
  const { code, served } = run({ flags: new Map([['name', 'n1']]), excess: ['--bogus', 'word'] });
  await expect(code).rejects.toThrow(
    'the configuration has 3 mistakes:\n' +
      '  --bogus: there is no such option; see kvorum start --help\n' +
      '  word: there is no such option; see kvorum start --help\n' +
      '  data: is required; give --data',
  );
  expect(served).toEqual([]);
});

test('the files of certificate and key are read, and what is wrong with them told with the rest', async () => {
  const io = new FakeIo();
  io.files.set('cert.pem', cert);
  io.files.set('key.pem', key);
  const flags = new Map([...complete, ['tls-cert', 'cert.pem'], ['tls-key', 'key.pem']]);
  const { code, served } = run({ flags }, io);
  expect(await code).toBe(7);
  expect(Buffer.from(served[0]?.tls?.cert ?? []).toString()).toBe(cert);
  expect(Buffer.from(served[0]?.tls?.key ?? []).toString()).toBe(key);
  const wrong = run({ flags: new Map([...flags, ['tls-key', 'none.pem'], ['name', 'n 1']]) }, io);
  await expect(wrong.code).rejects.toThrow(/2 mistakes:\n {2}name .*\n {2}tls-key: .*none\.pem/);
  expect(wrong.served).toEqual([]);
});

test('the token of a file is known to the node by its hash', async () => {
  const io = new FakeIo();
  io.files.set('/secret', 'correct-horse-battery\n');
  const { code, served } = run({ flags: new Map([...complete, ['token-file', '/secret']]) }, io);
  expect(await code).toBe(7);
  expect(served[0]?.tokenHash).toBe(
    createHash('sha256').update('correct-horse-battery').digest('hex'),
  );
  expect(JSON.stringify(served)).not.toContain('horse');
});

test('a token that is too short, or not there, is a mistake that does not repeat it', async () => {
  const io = new FakeIo();
  io.files.set('/short', 'horse\n');
  const flags = new Map([...complete, ['token-file', '/short']]);
  await expect(run({ flags }, io).code).rejects.toThrow(
    'token-file: /short: a token must have 12 to 512 characters, and has 5',
  );
  await expect(run({ flags }, io).code).rejects.not.toThrow('horse');
  const missing = run({ flags: new Map([...complete, ['token-file', '/none']]) });
  await expect(missing.code).rejects.toThrow("token-file: /none can't be read");
});
