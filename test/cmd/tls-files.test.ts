import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readTlsFiles } from '../../cmd/tls-files.ts';
import { FakeIo } from './fake-io.ts';

const certificates = join(import.meta.dirname, '../support/tls');
const cert = readFileSync(join(certificates, 'localhost-cert.pem'), 'utf8');
const key = readFileSync(join(certificates, 'localhost-key.pem'), 'utf8');
const files = { certPath: 'c', keyPath: 'k' };

async function read(content: Readonly<Record<string, string>>): ReturnType<typeof readTlsFiles> {
  const io = new FakeIo();
  for (const [path, text] of Object.entries(content)) io.files.set(path, text);
  return await readTlsFiles(files, io);
}

test('a certificate and its key are given as bytes', async () => {
  expect(await read({ c: cert, k: key })).toEqual({
    identity: { cert: Buffer.from(cert), key: Buffer.from(key) },
  });
});

test('files that are not there are all named', async () => {
  expect(await read({})).toMatchObject({
    problems: [expect.stringMatching(/^tls-cert: /), expect.stringMatching(/^tls-key: /)],
  });
});

test('a key of another certificate is found, and what the files hold is not told', async () => {
  const other = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const text = other.export({ type: 'pkcs8', format: 'pem' }).toString();
  const result = await read({ c: cert, k: text });
  expect(result).toMatchObject({ problems: [expect.stringMatching(/^tls-cert and tls-key: /)] });
  expect(JSON.stringify(result)).not.toContain(text.split('\n')[1]);
});

test.each([
  ['certificate', { c: 'x', k: key }],
  ['key', { c: cert, k: 'x' }],
])('what is no %s is found', async (_name, content) => {
  expect(await read(content)).toMatchObject({
    problems: [expect.stringMatching(/^tls-cert and tls-key: are of no use: /)],
  });
});
