/** The cases as a Deno program: `deno run -A --unstable-kv deno-main.ts --target :memory:`. */
import { runProgram } from './case-runner.ts';

await runProgram({
  client: 'deno',
  open: async (path, token) => {
    if (token === undefined) return await Deno.openKv(path);
    const own = Deno.env.get('DENO_KV_ACCESS_TOKEN') ?? '';
    Deno.env.set('DENO_KV_ACCESS_TOKEN', token);
    try {
      return await Deno.openKv(path);
    } finally {
      Deno.env.set('DENO_KV_ACCESS_TOKEN', own);
    }
  },
  u64: (value) => new Deno.KvU64(value),
  isU64: (value) => value instanceof Deno.KvU64,
});
