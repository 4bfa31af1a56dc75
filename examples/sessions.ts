/**
 * Sessions that end by themselves: each is one entry with an expiry, and a second entry lists the sessions of a user, so
 * that all of them can be ended at once. Both are written in one commit with one expiry, and vanish together.
 */
type Session = { readonly userId: string; readonly createdMs: number };

const sessionMs = 30 * 60 * 1000;

const sessionKey = (id: string): Deno.KvKey => ['session', id];
const userSessionKey = (userId: string, id: string): Deno.KvKey => ['user_session', userId, id];

async function signIn(kv: Deno.Kv, userId: string): Promise<string> {
  const id = crypto.randomUUID();
  const session: Session = { userId, createdMs: Date.now() };
  await kv
    .atomic()
    .set(sessionKey(id), session, { expireIn: sessionMs })
    .set(userSessionKey(userId, id), null, { expireIn: sessionMs })
    .commit();
  return id;
}

/** The session, whose life begins anew; null if it is over, or was ended meanwhile. */
async function touch(kv: Deno.Kv, id: string): Promise<Session | null> {
  const entry = await kv.get<Session>(sessionKey(id));
  if (entry.value === null) return null;
  const { userId } = entry.value;
  // Without the check, a session that is ended between the read and the write would come back.
  const { ok } = await kv
    .atomic()
    .check(entry)
    .set(sessionKey(id), entry.value, { expireIn: sessionMs })
    .set(userSessionKey(userId, id), null, { expireIn: sessionMs })
    .commit();
  return ok ? entry.value : await touch(kv, id);
}

async function signOut(kv: Deno.Kv, id: string): Promise<void> {
  const { value } = await kv.get<Session>(sessionKey(id));
  if (value === null) return;
  await kv.atomic().delete(sessionKey(id)).delete(userSessionKey(value.userId, id)).commit();
}

async function signOutEverywhere(kv: Deno.Kv, userId: string): Promise<number> {
  let count = 0;
  for await (const { key } of kv.list({ prefix: ['user_session', userId] })) {
    await kv
      .atomic()
      .delete(sessionKey(String(key[2])))
      .delete(key)
      .commit();
    count += 1;
  }
  return count;
}

const kv = await Deno.openKv();
const phone = await signIn(kv, 'ada');
const laptop = await signIn(kv, 'ada');
console.log('signed in:', (await touch(kv, phone))?.userId);
await signOut(kv, phone);
console.log('after signing out:', await touch(kv, phone));
console.log('sessions ended:', await signOutEverywhere(kv, 'ada'));
console.log('the other one:', await touch(kv, laptop));
kv.close();
