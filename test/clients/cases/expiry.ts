/**
 * Cases 105 to 122: expiry. A local database removes what expired in a sweep, which may be up to 61 s late and does not
 * hide entries before it; `afterExpiry` makes it sweep at once, so that these cases take seconds with either target.
 */
import assert from 'node:assert/strict';
import type { Case } from '../case.ts';
import { defineCase } from '../case.ts';
import {
  committed,
  holdsU64,
  keysOf,
  pause,
  refused,
  same,
  valueOf,
  WatchReader,
} from '../expectations.ts';

const sweepsLate = 'SQLite removes in a sweep that may be up to 61 s late, and reads do not filter';

export const expiryCases: readonly Case[] = [
  defineCase(
    105,
    'D W',
    'a sum clears the expiry',
    async (context) => {
      const { kv, u64 } = context;
      await kv.set([105, 'summed'], u64(1n), { expireIn: 1000 });
      await kv.set([105, 'left'], u64(1n), { expireIn: 1000 });
      committed(await kv.atomic().sum([105, 'summed'], 1n).commit());
      await context.afterExpiry(Date.now() + 1000);
      await holdsU64(context, [105, 'summed'], 2n);
      same(await valueOf(kv, [105, 'left']), null);
    },
    { waits: true },
  ),
  defineCase(
    107,
    'D N W',
    'an entry is there until its deadline',
    async ({ kv }) => {
      await kv.set([107], 1, { expireIn: 2000 });
      await pause(1500);
      same(await valueOf(kv, [107]), 1);
    },
    { waits: true },
  ),
  defineCase(
    108,
    'K',
    'an entry is gone after its deadline',
    async (context) => {
      await context.kv.set([108], 1, { expireIn: 2000 });
      await context.afterExpiry(Date.now() + 2000);
      same((await context.kv.get([108])).versionstamp, null);
    },
    { waits: true, differs: sweepsLate },
  ),
  defineCase(
    109,
    'D K',
    'a watch tells of an expiry',
    async (context) => {
      const { kv } = context;
      await kv.set([109], 1, { expireIn: 2000 });
      const deadlineMs = Date.now() + 2000;
      const watch = new WatchReader(kv.watch([[109]]));
      same(await watch.values(), [1]);
      // The sweep of a local database needs a second opening, which has to happen while the chunk is awaited.
      const sweep = context.afterExpiry(deadlineMs);
      const [entry] = await watch.next(5000);
      same([entry?.value, entry?.versionstamp], [null, null]);
      assert.ok(Date.now() >= deadlineMs - 50, 'not before the deadline');
      await sweep;
    },
    { waits: true, differs: sweepsLate },
  ),
  defineCase(
    110,
    'D N',
    'a set without expiry clears the old one',
    async (context) => {
      const { kv } = context;
      await kv.set([110, 'again'], 1, { expireIn: 1000 });
      await kv.set([110, 'left'], 1, { expireIn: 1000 });
      await kv.set([110, 'again'], 2);
      await context.afterExpiry(Date.now() + 1000);
      same(await valueOf(kv, [110, 'again']), 2);
      same(await valueOf(kv, [110, 'left']), null);
    },
    { waits: true },
  ),
  defineCase(
    111,
    'D',
    'a set with a later expiry replaces the old one',
    async (context) => {
      const { kv } = context;
      await kv.set([111], 1, { expireIn: 1000 });
      await kv.set([111], 2, { expireIn: 60_000 });
      await context.afterExpiry(Date.now() + 1000);
      same(await valueOf(kv, [111]), 2);
    },
    { waits: true },
  ),
  defineCase(
    112,
    'D N',
    'entries of one commit with the same expiry vanish together',
    async (context) => {
      const { kv } = context;
      const expireIn = 1500;
      await kv.atomic().set([112, 'a'], 1, { expireIn }).set([112, 'b'], 1, { expireIn }).commit();
      const swept = context.afterExpiry(Date.now() + expireIn);
      for (let isThere = true; isThere; await pause(5)) {
        const [a, b] = await kv.getMany([
          [112, 'a'],
          [112, 'b'],
        ]);
        same(a.versionstamp, b.versionstamp);
        isThere = a.versionstamp !== null;
      }
      await swept;
    },
    { waits: true },
  ),
  defineCase(
    113,
    'K',
    'an entry that expired is absent to a check',
    async (context) => {
      const { kv } = context;
      await kv.set([113], 1, { expireIn: 500 });
      await context.afterExpiry(Date.now() + 500);
      const check = { key: [113], versionstamp: null };
      same((await kv.atomic().check(check).set([113], 2).commit()).ok, true);
    },
    { waits: true, differs: sweepsLate },
  ),
  defineCase(
    114,
    'K',
    'an entry that expired is absent to lists, reads, checks and sums',
    async (context) => {
      const { kv, u64 } = context;
      const versionstamp = committed(await kv.set([114, 'k'], u64(1n), { expireIn: 500 }));
      await context.afterExpiry(Date.now() + 500);
      same(await keysOf(kv, { prefix: [114] }), []);
      same((await kv.getMany([[114, 'k']]))[0].versionstamp, null);
      same(
        await kv
          .atomic()
          .check({ key: [114, 'k'], versionstamp })
          .commit(),
        { ok: false },
      );
      committed(await kv.atomic().sum([114, 'k'], 3n).commit());
      await holdsU64(context, [114, 'k'], 3n);
    },
    { waits: true, differs: sweepsLate },
  ),
  defineCase(
    161,
    'D K',
    'a watch of several keys tells which of them expired',
    async (context) => {
      const { kv } = context;
      await kv.set([161, 'stays'], 1);
      await kv.set([161, 'goes'], 2, { expireIn: 1000 });
      const sweep = context.afterExpiry(Date.now() + 1000);
      const watch = new WatchReader(
        kv.watch([
          [161, 'stays'],
          [161, 'goes'],
        ]),
      );
      same(await watch.values(), [1, 2]);
      same(await watch.values(), [1, null]);
      await sweep;
    },
    { waits: true, differs: sweepsLate },
  ),
  defineCase(121, 'D', 'an expiry that is no natural number is refused', async ({ kv, client }) => {
    for (const expireIn of [-1, 1.5, Number.NaN, Infinity]) {
      const text =
        client === 'deno'
          ? `expireIn must be a non-negative integer: received ${expireIn}`
          : "Bad 'expireIn'";
      await refused(() => kv.set(['k'], 1, { expireIn }), text);
    }
    same(await keysOf(kv, { prefix: [] }), []);
  }),
  defineCase(
    122,
    'N',
    'an expiry of 0: Deno takes it, @deno/kv does not',
    async ({ kv, client }) => {
      if (client === 'npm') {
        await refused(() => kv.set(['k'], 1, { expireIn: 0 }), "Bad 'expireIn'");
      } else {
        committed(await kv.set(['k'], 1, { expireIn: 0 }));
      }
    },
  ),
];
