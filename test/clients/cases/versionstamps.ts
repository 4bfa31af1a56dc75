/** Cases 34 to 50: versionstamps. */
import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { defineCase } from '../case.ts';
import {
  atOnce,
  committed,
  entriesOf,
  keysOf,
  same,
  stampOf,
  valueOf,
  WatchReader,
} from '../expectations.ts';

const noVersionstampedKeys = 'has no commitVersionstamp()';

export const versionstampCases: readonly Case[] = [
  defineCase(
    34,
    'D N',
    'stamps of 200 commits are unique and grow in commit order',
    async ({ kv, open }) => {
      const stamps: string[] = [];
      for (let round = 0; round < 100; round += 1)
        stamps.push(committed(await kv.set(['one'], round)));
      same(stamps, stamps.toSorted());
      const others = await Promise.all([open(), open(), open(), open()]);
      await atOnce(100, async (index) => {
        const result = await others[index % others.length]?.set(['many', index], index);
        stamps.push(committed(result ?? { ok: false }));
      });
      same(new Set(stamps).size, 200);
      for (const stamp of stamps) assert.match(stamp, /^[0-9a-f]{20}$/);
      for (const { versionstamp } of await entriesOf(kv, { prefix: ['many'] })) {
        assert.ok(stamps.slice(100).includes(versionstamp));
        assert.ok(versionstamp > (stamps[99] ?? ''));
      }
    },
  ),
  defineCase(35, 'D', 'entries of one commit carry its stamp', async ({ kv }) => {
    const result = await kv.atomic().set(['a'], 1).set(['b'], 2).set(['c'], 3).commit();
    const stamps = (await kv.getMany([['a'], ['b'], ['c']])).map((entry) => entry.versionstamp);
    const stamp = committed(result);
    same(stamps, [stamp, stamp, stamp]);
  }),
  defineCase(36, 'D', 'setting the same value again gives a greater stamp', async ({ kv }) => {
    const first = committed(await kv.set(['a'], 1));
    const second = committed(await kv.set(['a'], 1));
    assert.ok(second > first);
    same(await stampOf(kv, ['a']), second);
  }),
  defineCase(
    37,
    'D',
    'a deleted entry has no stamp, and gets a greater one later',
    async ({ kv }) => {
      const first = committed(await kv.set(['a'], 1));
      await kv.delete(['a']);
      same(await kv.get(['a']), { key: ['a'], value: null, versionstamp: null });
      assert.ok(committed(await kv.set(['a'], 1)) > first);
    },
  ),
  defineCase(38, 'D', 'a stamp from before a delete is wrong for ever', async ({ kv }) => {
    const versionstamp = committed(await kv.set(['a'], 1));
    await kv.delete(['a']);
    const check = { key: ['a'], versionstamp };
    same(await kv.atomic().check(check).set(['a'], 2).commit(), { ok: false });
    await kv.set(['a'], 1);
    same(await kv.atomic().check(check).set(['a'], 2).commit(), { ok: false });
  }),
  defineCase(39, 'D N', 'a check for absence lets only the first set through', async ({ kv }) => {
    const commit = async (): Promise<boolean> =>
      (
        await kv
          .atomic()
          .check({ key: ['a'], versionstamp: null })
          .set(['a'], 1)
          .commit()
      ).ok;
    same([await commit(), await commit()], [true, false]);
  }),
  defineCase(40, 'D', 'a deleted entry is absent to a check', async ({ kv }) => {
    await kv.set(['a'], 1);
    await kv.delete(['a']);
    const result = await kv
      .atomic()
      .check({ key: ['a'], versionstamp: null })
      .commit();
    same(result.ok, true);
  }),
  defineCase(41, 'D', 'a check may give its stamp in upper case', async ({ kv }) => {
    // The stamp of a low version may be without letters: commits go on until one has some.
    let stamp = '';
    for (let round = 0; round < 300 && !/[a-f]/.test(stamp); round += 1) {
      stamp = committed(await kv.set(['a'], round));
    }
    assert.match(stamp, /[a-f]/);
    const check = { key: ['a'], versionstamp: stamp.toUpperCase() };
    same((await kv.atomic().check(check).commit()).ok, true);
  }),
  defineCase(42, 'D N', 'a commit without operations has a stamp', async ({ kv }) => {
    const before = committed(await kv.set(['a'], 1));
    assert.ok(committed(await kv.atomic().commit()) > before);
  }),
  defineCase(
    43,
    'D',
    'a commit of checks alone has a stamp and changes nothing',
    async ({ kv }) => {
      const versionstamp = committed(await kv.set(['a'], 1));
      const result = await kv
        .atomic()
        .check({ key: ['a'], versionstamp })
        .commit();
      assert.ok(committed(result) > versionstamp);
      same(await kv.get(['a']), { key: ['a'], value: 1, versionstamp });
    },
  ),
  defineCase(44, 'D', 'a delete of nothing is a commit', async ({ kv }) => {
    const before = committed(await kv.set(['a'], 1));
    assert.ok(committed(await kv.atomic().delete(['absent']).commit()) > before);
  }),
  defineCase(
    45,
    'D',
    'a failed check changes nothing, and no watch tells of it',
    async ({ kv }) => {
      await kv.set(['a'], 1);
      const watch = new WatchReader(kv.watch([['a']]));
      same(await watch.values(), [1]);
      const check = { key: ['a'], versionstamp: '0'.repeat(19) + '1' };
      same(await kv.atomic().check(check).set(['a'], 2).commit(), { ok: false });
      await watch.silent();
      same(await valueOf(kv, ['a']), 1);
      await kv.set(['a'], 3);
      same(await watch.values(), [3]);
    },
  ),
  defineCase(
    49,
    'D',
    'a versionstamped key ends in the stamp of its commit',
    async ({ kv }) => {
      const { versionstamp } = await kv.set(['log', kv.commitVersionstamp()], 'value');
      same(await entriesOf(kv, { prefix: ['log'] }), [
        { key: ['log', versionstamp], value: 'value', versionstamp },
      ]);
    },
    { without: { npm: noVersionstampedKeys } },
  ),
  defineCase(
    50,
    'D',
    'versionstamped keys list in commit order',
    async ({ kv }) => {
      const stamps: string[] = [];
      for (const value of [1, 2, 3]) {
        stamps.push(committed(await kv.set(['log', kv.commitVersionstamp()], value)));
      }
      same(
        await keysOf(kv, { prefix: ['log'] }),
        stamps.map((stamp) => ['log', stamp]),
      );
    },
    { without: { npm: noVersionstampedKeys } },
  ),
];
