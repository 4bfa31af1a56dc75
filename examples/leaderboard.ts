/**
 * A leaderboard: the key of an index entry begins with the score, and keys are sorted, so that the best are the first of a
 * reverse list. Score and index entry change in one commit.
 */
type Place = { readonly player: string; readonly score: number };

const playerKey = (player: string): Deno.KvKey => ['player', player];
const placeKey = ({ score, player }: Place): Deno.KvKey => ['place', score, player];

/** Keeps the best score of a player; true if this one is it. */
async function submit(kv: Deno.Kv, player: string, score: number): Promise<boolean> {
  for (;;) {
    const entry = await kv.get<number>(playerKey(player));
    if (entry.value !== null && entry.value >= score) return false;
    const commit = kv
      .atomic()
      .check(entry)
      .set(playerKey(player), score)
      .set(placeKey({ player, score }), null);
    if (entry.value !== null) commit.delete(placeKey({ player, score: entry.value }));
    if ((await commit.commit()).ok) return true;
  }
}

async function best(kv: Deno.Kv, count: number): Promise<readonly Place[]> {
  const places: Place[] = [];
  const list = kv.list({ prefix: ['place'] }, { reverse: true, limit: count });
  for await (const { key } of list) places.push({ score: Number(key[1]), player: String(key[2]) });
  return places;
}

const kv = await Deno.openKv();
const scores: readonly (readonly [string, number])[] = [
  ['ada', 120],
  ['grace', 300],
  ['linus', 80],
  ['ada', 250],
  ['grace', 10],
  ['edsger', 250.5],
];
for (const [player, score] of scores) await submit(kv, player, score);
for (const { player, score } of await best(kv, 3)) console.log(player, score);
kv.close();
