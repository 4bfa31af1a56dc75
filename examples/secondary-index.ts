/**
 * Secondary indexes: users are found by their id and by their address, and no two have the same address. Everything that
 * belongs to one change is in one commit, under checks, so that index and users never disagree.
 */
type User = { readonly id: string; readonly email: string; readonly name: string };

const userKey = (id: string): Deno.KvKey => ['user', id];
const emailKey = (email: string): Deno.KvKey => ['user_by_email', email.toLowerCase()];

/** False if the id or the address is taken. */
async function addUser(kv: Deno.Kv, user: User): Promise<boolean> {
  const { ok } = await kv
    .atomic()
    .check({ key: userKey(user.id), versionstamp: null })
    .check({ key: emailKey(user.email), versionstamp: null })
    .set(userKey(user.id), user)
    .set(emailKey(user.email), user.id)
    .commit();
  return ok;
}

async function findByEmail(kv: Deno.Kv, email: string): Promise<User | null> {
  const { value: id } = await kv.get<string>(emailKey(email));
  return id === null ? null : (await kv.get<User>(userKey(id))).value;
}

/** False if there is no such user, or the new address is taken. */
async function changeEmail(kv: Deno.Kv, id: string, email: string): Promise<boolean> {
  for (;;) {
    const [user, taken] = await kv.getMany<[User, string]>([userKey(id), emailKey(email)]);
    if (user.value === null || taken.value !== null) return false;
    const { ok } = await kv
      .atomic()
      .check(user, taken)
      .delete(emailKey(user.value.email))
      .set(userKey(id), { ...user.value, email })
      .set(emailKey(email), id)
      .commit();
    if (ok) return true;
  }
}

const kv = await Deno.openKv();
console.log('added:', await addUser(kv, { id: '1', email: 'ada@example.com', name: 'Ada' }));
console.log(
  'the same address:',
  await addUser(kv, { id: '2', email: 'ADA@example.com', name: 'X' }),
);
console.log('another:', await addUser(kv, { id: '2', email: 'grace@example.com', name: 'Grace' }));
console.log('found:', (await findByEmail(kv, 'Ada@Example.com'))?.name);
console.log('moved:', await changeEmail(kv, '1', 'lovelace@example.com'));
console.log('to a taken address:', await changeEmail(kv, '1', 'grace@example.com'));
console.log('by the old address:', await findByEmail(kv, 'ada@example.com'));
console.log('by the new one:', (await findByEmail(kv, 'lovelace@example.com'))?.name);
kv.close();
