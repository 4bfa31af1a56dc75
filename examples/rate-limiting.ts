/**
 * Rate limiting by windows: one counter for each caller and window, which expires after its window. The check of its
 * versionstamp admits exactly as many as allowed, however many machines ask at once; `sum` would be faster but clears the
 * expiry, and admits some too many.
 */
const windowMs = 60_000;

/** True if the caller may go on; false if it has had `limit` requests in this window. */
async function admit(
  kv: Deno.Kv,
  caller: string,
  { limit, nowMs }: { readonly limit: number; readonly nowMs: number },
): Promise<boolean> {
  const window = Math.floor(nowMs / windowMs);
  const key = ['rate', caller, window];
  const entry = await kv.get<Deno.KvU64>(key);
  const used = entry.value?.value ?? 0n;
  if (used >= BigInt(limit)) return false;
  // The check makes reading and counting one step: of two callers at the last place, one has to look again.
  const { ok } = await kv
    .atomic()
    .check(entry)
    .set(key, new Deno.KvU64(used + 1n), { expireIn: 2 * windowMs })
    .commit();
  return ok ? true : await admit(kv, caller, { limit, nowMs });
}

const kv = await Deno.openKv();
const nowMs = Date.now();
const limit = 5;
const answers = await Promise.all(
  Array.from({ length: 12 }, async () => await admit(kv, 'ada', { limit, nowMs })),
);
console.log('admitted of 12 at once:', answers.filter(Boolean).length);
console.log('another caller:', await admit(kv, 'grace', { limit, nowMs }));
console.log('in the next window:', await admit(kv, 'ada', { limit, nowMs: nowMs + windowMs }));
kv.close();
