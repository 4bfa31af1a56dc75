/**
 * Counters that many raise at once: `sum` needs no read and no retry. Several counters of one event are raised in one
 * commit, so that the total is always the sum of its days.
 */
const dayOf = (date: Date): string => date.toISOString().slice(0, 10);

async function countView(kv: Deno.Kv, page: string, date: Date): Promise<void> {
  await kv
    .atomic()
    .sum(['views', page, 'total'], 1n)
    .sum(['views', page, 'day', dayOf(date)], 1n)
    .commit();
}

async function viewsOf(kv: Deno.Kv, page: string): Promise<bigint> {
  return (await kv.get<Deno.KvU64>(['views', page, 'total'])).value?.value ?? 0n;
}

/** Views by day, from `fromDay` on. */
async function viewsByDay(
  kv: Deno.Kv,
  page: string,
  fromDay: string,
): Promise<ReadonlyMap<string, bigint>> {
  const days = new Map<string, bigint>();
  const prefix = ['views', page, 'day'];
  for await (const { key, value } of kv.list<Deno.KvU64>({ prefix, start: [...prefix, fromDay] })) {
    days.set(String(key[3]), value.value);
  }
  return days;
}

const kv = await Deno.openKv();
const days = [new Date('2026-03-01'), new Date('2026-03-02'), new Date('2026-03-03')];
await Promise.all(
  Array.from({ length: 300 }, async (_, view) => {
    await countView(kv, '/home', days[view % days.length] ?? new Date(0));
  }),
);
console.log('views:', await viewsOf(kv, '/home'));
console.log('since the second day:', await viewsByDay(kv, '/home', '2026-03-02'));
kv.close();
