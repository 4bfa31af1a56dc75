/** Cases 149 to 168: watch. */
import assert from 'node:assert/strict';
import type { Case, LeftOutCase } from '../case.ts';
import { defineCase, leaveOut } from '../case.ts';
import { committed, pause, refused, same, WatchReader } from '../expectations.ts';

const needsFaults = 'needs a cluster whose nodes are stopped meanwhile';

export const watchCases: readonly (Case | LeftOutCase)[] = [
  defineCase(149, 'D', 'the first chunk is the present state', async ({ kv }) => {
    await kv.set(['a'], 1);
    const watch = new WatchReader(kv.watch([['a'], ['b']]));
    same(await watch.values(), [1, null]);
  }),
  defineCase(
    150,
    'D',
    'the first chunk comes even if all keys are absent',
    async ({ kv }) => {
      const watch = new WatchReader(kv.watch([['a'], ['b']]));
      same(await watch.values(), [null, null]);
    },
    { without: { npm: 'holds back a first chunk of absent keys' } },
  ),
  defineCase(151, 'D N', 'a commit of two watched keys is one chunk', async ({ kv }) => {
    await kv.set(['a'], 0);
    const watch = new WatchReader(kv.watch([['a'], ['b']]));
    await watch.next();
    const stamp = committed(await kv.atomic().set(['a'], 1).set(['b'], 2).commit());
    same(await watch.next(), [
      { key: ['a'], value: 1, versionstamp: stamp },
      { key: ['b'], value: 2, versionstamp: stamp },
    ]);
    await watch.silent();
  }),
  defineCase(
    152,
    'D N',
    'the last chunk is the last state, and stamps never decrease',
    async ({ kv }) => {
      await kv.set(['a'], 0);
      const watch = new WatchReader(kv.watch([['a']]));
      let last = (await watch.next())[0]?.versionstamp ?? '';
      await kv.set(['a'], 1);
      await kv.delete(['a']);
      await kv.set(['a'], 2);
      for (let value: unknown; value !== 2;) {
        const [entry] = await watch.next();
        assert.ok((entry?.versionstamp ?? last) >= last);
        last = entry?.versionstamp ?? last;
        value = entry?.value;
      }
      await watch.silent();
    },
  ),
  defineCase(153, 'D', 'a delete of nothing is no chunk', async ({ kv }) => {
    await kv.set(['b'], 1);
    const watch = new WatchReader(kv.watch([['a'], ['b']]));
    await watch.next();
    await kv.delete(['a']);
    await watch.silent();
  }),
  defineCase(154, 'D', 'neither failed checks nor longer keys are chunks', async ({ kv }) => {
    await kv.set(['a'], 1);
    const watch = new WatchReader(kv.watch([['a']]));
    await watch.next();
    const check = { key: ['a'], versionstamp: null };
    same((await kv.atomic().check(check).set(['a'], 2).commit()).ok, false);
    await kv.set(['a', 1], 1);
    await watch.silent();
    await kv.set(['a'], 3);
    same(await watch.values(), [3]);
  }),
  defineCase(
    155,
    'D K',
    'a slow reader gets few chunks, the last of them final',
    async ({ kv }) => {
      await kv.set(['a'], -1);
      const watch = new WatchReader(kv.watch([['a']]));
      await watch.next();
      const writing = (async (): Promise<void> => {
        for (let round = 0; round < 1000; round += 1) await kv.set(['a'], round);
      })();
      let chunks = 0;
      for (let value: unknown; value !== 999; chunks += 1) {
        [value] = await watch.values();
        await pause(100);
      }
      await writing;
      await watch.silent();
      assert.ok(chunks < 500, `${chunks} chunks`);
    },
  ),
  defineCase(156, 'D', 'a key that is watched twice is in both places', async ({ kv }) => {
    await kv.set(['a'], 0);
    const watch = new WatchReader(kv.watch([['a'], ['a']]));
    await watch.next();
    await kv.set(['a'], 1);
    same(await watch.values(), [1, 1]);
  }),
  defineCase(
    157,
    'W',
    'a watch of eleven keys is refused',
    async ({ kv }) => {
      const keys = Array.from({ length: 11 }, (_, index) => ['a', index]);
      await refused(() => new WatchReader(kv.watch(keys)).next(), 'Too many keys');
    },
    { without: { npm: 'leaves the limit to the server' } },
  ),
  leaveOut(160, 'N', 'an idle watch lives for ten minutes', 'takes ten minutes'),
  defineCase(
    163,
    'K',
    'a versionstamped set is a chunk for the key written alone',
    async ({ kv, target }) => {
      await kv.set(['v'], 0);
      const watch = new WatchReader(kv.watch([['v']], { raw: true }));
      await watch.next();
      await kv.set(['v', kv.commitVersionstamp()], 1);
      if (target === 'kvorum') await watch.silent();
      else same(await watch.values(), [0]);
    },
    {
      without: { npm: 'has no commitVersionstamp()' },
      differs: 'SQLite tells watchers of the key without its stamp',
    },
  ),
  leaveOut(165, 'D K', 'a watch outlives the restart of its node', needsFaults),
  leaveOut(
    166,
    'N',
    'a watch outlives the restart of its node, and so does the process',
    needsFaults,
  ),
  leaveOut(
    168,
    'D K',
    'a watch that is cancelled is released by the server',
    'needs a look into the server',
  ),
];
