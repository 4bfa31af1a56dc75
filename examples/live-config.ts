/**
 * Configuration that programs follow while they run: `watch` gives the present state at once and then each change of any of
 * its keys. States in between may be skipped; the latest always comes, also after a loss of the connection.
 */
const names = ['log_level', 'workers'] as const;
type Config = { readonly [Name in (typeof names)[number]]: unknown };

const defaults: Config = { log_level: 'info', workers: 4 };

/** Calls `apply` with each state until it says that it has seen enough. */
async function follow(kv: Deno.Kv, apply: (config: Config) => 'go on' | 'stop'): Promise<void> {
  const keys: readonly Deno.KvKey[] = names.map((name) => ['config', name]);
  for await (const [logLevel, workers] of kv.watch(keys)) {
    const state = apply({
      log_level: logLevel?.value ?? defaults.log_level,
      workers: workers?.value ?? defaults.workers,
    });
    if (state === 'stop') return;
  }
}

const kv = await Deno.openKv();
let states = 0;
const following = follow(kv, (config) => {
  states += 1;
  if (states === 1) {
    console.log('at first:', config);
    // Both change in one commit: nobody sees one without the other.
    void kv.atomic().set(['config', 'log_level'], 'debug').set(['config', 'workers'], 8).commit();
    return 'go on';
  }
  console.log('changed:', config);
  return 'stop';
});
await following;
kv.close();
