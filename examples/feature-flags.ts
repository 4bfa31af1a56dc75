/**
 * Feature flags: each flag is one entry, and a user is in or out of a share of all users by a hash, so that the same user
 * always sees the same. A change is written only over what was read, so that two editors cannot undo each other.
 */
type Flag = {
  readonly isOn: boolean;
  /** Of all users, from 0 to 100, who have the feature while it is on. */
  readonly percent: number;
  /** Who has it in any case. */
  readonly userIds: readonly string[];
};

const off: Flag = { isOn: false, percent: 0, userIds: [] };
const flagKey = (name: string): Deno.KvKey => ['flag', name];

/** Applies `change` to the flag as it is now; again, if somebody else was faster. */
async function changeFlag(kv: Deno.Kv, name: string, change: (flag: Flag) => Flag): Promise<void> {
  for (;;) {
    const entry = await kv.get<Flag>(flagKey(name));
    const flag = change(entry.value ?? off);
    const { ok } = await kv.atomic().check(entry).set(flagKey(name), flag).commit();
    if (ok) return;
  }
}

async function hasFeature(kv: Deno.Kv, name: string, userId: string): Promise<boolean> {
  const { value: flag } = await kv.get<Flag>(flagKey(name));
  if (flag === null || !flag.isOn) return false;
  return flag.userIds.includes(userId) || (await percentileOf(name, userId)) < flag.percent;
}

/** From 0 to 99; other features sort the same users differently. */
async function percentileOf(name: string, userId: string): Promise<number> {
  const text = new TextEncoder().encode(JSON.stringify([name, userId]));
  const digest = await crypto.subtle.digest('SHA-256', text);
  return new DataView(digest).getUint32(0) % 100;
}

const kv = await Deno.openKv();
const name = 'new-search';
await changeFlag(kv, name, () => ({ ...off, isOn: true, percent: 25 }));
await Promise.all(
  ['ada', 'grace'].map(async (userId) => {
    await changeFlag(kv, name, (flag) => ({ ...flag, userIds: [...flag.userIds, userId] }));
  }),
);
console.log('named users:', await hasFeature(kv, name, 'ada'), await hasFeature(kv, name, 'grace'));
let count = 0;
for (let user = 0; user < 1000; user += 1) {
  if (await hasFeature(kv, name, `user-${user}`)) count += 1;
}
console.log('about a quarter of the others:', count > 200 && count < 300);
await changeFlag(kv, name, (flag) => ({ ...flag, isOn: false }));
console.log('switched off:', await hasFeature(kv, name, 'ada'));
kv.close();
