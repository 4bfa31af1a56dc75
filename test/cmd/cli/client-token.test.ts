import { expect, test } from 'vitest';
import { findClientToken } from '../../../cmd/cli/client-token.ts';
import { FakeIo } from '../fake-io.ts';

function outside(environment: Readonly<Record<string, string>> = {}): FakeIo {
  const io = new FakeIo();
  io.environment = environment;
  io.files.set('a', 'token-in-a\n');
  io.files.set('b', 'token-in-b');
  io.files.set('bad', 'two words');
  return io;
}

test('a token comes from the flag, else from the file of the environment, else from the variable of Deno', async () => {
  const both = { KVORUM_TOKEN_FILE: 'b', DENO_KV_ACCESS_TOKEN: 'of-deno' };
  expect(await findClientToken('a', outside(both))).toBe('token-in-a');
  expect(await findClientToken(undefined, outside(both))).toBe('token-in-b');
  const { DENO_KV_ACCESS_TOKEN } = both;
  expect(await findClientToken(undefined, outside({ DENO_KV_ACCESS_TOKEN }))).toBe('of-deno');
  expect(await findClientToken(undefined, outside())).toBeUndefined();
  expect(await findClientToken(undefined, outside({ DENO_KV_ACCESS_TOKEN: '' }))).toBeUndefined();
});

test('what cannot be sent is refused, and not repeated', async () => {
  const bad = findClientToken('bad', outside());
  await expect(bad).rejects.toThrow('bad holds no token');
  await expect(bad).rejects.not.toThrow('two words');
  await expect(findClientToken('none', outside())).rejects.toThrow("can't be read");
  const variable = findClientToken(undefined, outside({ DENO_KV_ACCESS_TOKEN: 'ü' }));
  await expect(variable).rejects.toThrow('DENO_KV_ACCESS_TOKEN holds no token');
});
