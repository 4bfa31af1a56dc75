/** The cases as a Node program with `@deno/kv`: `node npm-main.js --target :memory:`. */
import { KvU64, openKv } from '@deno/kv';
import type { ClientKv } from './case.ts';
import { runProgram } from './case-runner.ts';

process.on('unhandledRejection', (error) => {
  // Closing a local database under an open watch rejects a promise that nobody holds. Anything else ends the process.
  if (!(error instanceof Error && error.message.startsWith('watch not found'))) throw error;
});

await runProgram({
  client: 'npm',
  open: async (path, token) =>
    (await openKv(path, token === undefined ? {} : { accessToken: token })) as ClientKv,
  u64: (value) => new KvU64(value),
  isU64: (value) => value instanceof KvU64,
});
// The SQLite of @deno/kv keeps the process alive when a watch was open.
process.exit(0);
