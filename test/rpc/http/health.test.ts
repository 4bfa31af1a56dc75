import { expect, test } from 'vitest';
import { withHealth } from '../../../rpc/http/health.ts';
import type { HttpAnswer, HttpRequest } from '../../../rpc/http/http-port.ts';

const other: HttpAnswer = { status: 404, body: Buffer.alloc(0) };

async function ask(
  method: string,
  path: string,
  reason?: string,
): Promise<readonly [number, string]> {
  const request: HttpRequest = {
    method,
    path,
    header: () => undefined,
    body: Buffer.alloc(0),
    signal: new AbortController().signal,
  };
  const { status, body } = await withHealth(
    () => other,
    () => reason,
  )(request);
  return [status, body instanceof Uint8Array ? Buffer.from(body).toString() : 'a stream'];
}

test('a process that answers lives, whatever its node says', async () => {
  expect(await ask('GET', '/livez', 'no leader')).toEqual([200, 'ok\n']);
});

test('a node is ready unless it says why not', async () => {
  expect(await ask('GET', '/readyz')).toEqual([200, 'ok\n']);
  expect(await ask('HEAD', '/readyz')).toEqual([200, 'ok\n']);
  expect(await ask('GET', '/readyz', 'no leader')).toEqual([503, 'no leader\n']);
});

test.each([
  ['POST', '/livez'],
  ['POST', '/readyz'],
  ['GET', '/readyz/'],
  ['GET', '/'],
])('%s %s is the handler’s', async (method, path) => {
  expect((await ask(method, path, 'no leader'))[0]).toBe(404);
});
