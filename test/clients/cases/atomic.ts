/** Cases 51 to 75: checks and mutations. */
import assert from 'node:assert/strict';
import type { KvMutation } from '@deno/kv';
import type { Case, ClientKv } from '../case.ts';
import { defineCase } from '../case.ts';
import {
  atOnce,
  committed,
  entriesOf,
  holdsU64,
  refused,
  same,
  stampOf,
  valueOf,
} from '../expectations.ts';

const wrongStamp = `${'0'.repeat(19)}1`;

/** Sets ["a"] and ["b"], and gives their stamps. */
async function setBoth(kv: ClientKv): Promise<{ readonly a: string; readonly b: string }> {
  return { a: committed(await kv.set(['a'], 1)), b: committed(await kv.set(['b'], 2)) };
}

/** Splits `total` operations over a few connections, as `clients` callers do that work one after the other. */
async function connections(open: () => Promise<ClientKv>): Promise<readonly ClientKv[]> {
  return await Promise.all([open(), open(), open(), open(), open()]);
}

export const atomicCases: readonly Case[] = [
  defineCase(51, 'D N', 'checks that hold let all sets through', async ({ kv }) => {
    const { a, b } = await setBoth(kv);
    const result = await kv
      .atomic()
      .check({ key: ['a'], versionstamp: a }, { key: ['b'], versionstamp: b })
      .set(['a'], 10)
      .set(['b'], 20)
      .commit();
    same(result.ok, true);
    same([await valueOf(kv, ['a']), await valueOf(kv, ['b'])], [10, 20]);
  }),
  defineCase(52, 'D N', 'one wrong check stops all sets', async ({ kv }) => {
    const { a } = await setBoth(kv);
    const result = await kv
      .atomic()
      .check({ key: ['a'], versionstamp: a })
      .check({ key: ['b'], versionstamp: a })
      .set(['a'], 10)
      .set(['b'], 20)
      .commit();
    same(result, { ok: false });
    same([await valueOf(kv, ['a']), await valueOf(kv, ['b'])], [1, 2]);
  }),
  defineCase(53, 'D', 'the same check may come twice', async ({ kv }) => {
    const check = { key: ['a'], versionstamp: committed(await kv.set(['a'], 1)) };
    same((await kv.atomic().check(check, check).set(['a'], 2).commit()).ok, true);
  }),
  defineCase(54, 'D', 'checks that contradict each other fail', async ({ kv }) => {
    const checks = [
      { key: ['a'], versionstamp: null },
      { key: ['a'], versionstamp: wrongStamp },
    ];
    same(
      await kv
        .atomic()
        .check(...checks)
        .set(['a'], 1)
        .commit(),
      { ok: false },
    );
  }),
  defineCase(55, 'D', 'a check sees the state before its own commit', async ({ kv }) => {
    const versionstamp = committed(await kv.set(['a'], 1));
    const result = await kv
      .atomic()
      .set(['a'], 2)
      .check({ key: ['a'], versionstamp })
      .commit();
    same(result.ok, true);
    same(await valueOf(kv, ['a']), 2);
  }),
  defineCase(56, 'D', 'a sum sees the set before it in the same commit', async (context) => {
    const { kv, u64 } = context;
    const result = await kv.atomic().set(['a'], u64(5n)).sum(['a'], 3n).commit();
    await holdsU64(context, ['a'], 8n);
    same(await stampOf(kv, ['a']), committed(result));
  }),
  defineCase(57, 'D', 'a sum after a delete begins at nothing', async (context) => {
    await context.kv.set(['a'], context.u64(5n));
    await context.kv.atomic().delete(['a']).sum(['a'], 3n).commit();
    await holdsU64(context, ['a'], 3n);
  }),
  defineCase(58, 'D', 'a delete after a sum leaves nothing', async ({ kv, u64 }) => {
    await kv.set(['a'], u64(5n));
    await kv.atomic().sum(['a'], 3n).delete(['a']).commit();
    same((await kv.get(['a'])).versionstamp, null);
  }),
  defineCase(59, 'D', 'of two sets of one key the later stays', async ({ kv }) => {
    await kv.atomic().set(['a'], 1).set(['a'], 2).commit();
    same(await valueOf(kv, ['a']), 2);
  }),
  defineCase(60, 'D N', 'sums, max and min of one key apply in turn', async (context) => {
    await context.kv.atomic().sum(['a'], 2n).sum(['a'], 3n).max(['a'], 10n).min(['a'], 7n).commit();
    await holdsU64(context, ['a'], 7n);
  }),
  defineCase(
    61,
    'D W K',
    '100 checks fit into one commit',
    async ({ kv, client, target }) => {
      const checks = Array.from({ length: 100 }, (_, index) => ({
        key: ['absent', index],
        versionstamp: null,
      }));
      const commit = async (): Promise<boolean> =>
        (
          await kv
            .atomic()
            .check(...checks)
            .set(['a'], 1)
            .commit()
        ).ok;
      if (client === 'npm' && target === 'local') await refused(commit, 'TooManyChecks');
      else same(await commit(), true);
    },
    { differs: 'the SQLite of @deno/kv takes ten checks' },
  ),
  defineCase(65, 'D', '1000 sets fit into one commit and share its stamp', async ({ kv }) => {
    const sets = Array.from({ length: 1000 }, (_, index): KvMutation => ({
      type: 'set',
      key: ['many', index],
      value: index,
    }));
    const stamp = committed(
      await kv
        .atomic()
        .mutate(...sets)
        .commit(),
    );
    const entries = await entriesOf(kv, { prefix: ['many'] });
    same(entries.length, 1000);
    same(new Set(entries.map(({ versionstamp }) => versionstamp)), new Set([stamp]));
  }),
  defineCase(
    66,
    'N',
    'getMany of more than ten keys is refused',
    async ({ kv, client, target }) => {
      const keys = Array.from({ length: 12 }, (_, index) => ['a', index]);
      const text =
        client === 'deno'
          ? 'Too many ranges (max 10)'
          : {
              local: 'TooManyReadRanges',
              kvorum: 'Too many read ranges requested in one read request.',
            }[target];
      await refused(() => kv.getMany(keys), text);
    },
  ),
  defineCase(
    72,
    'D K',
    'an error in one mutation undoes all of its commit',
    async ({ kv, target }) => {
      await kv.set(['y'], 'text');
      await refused(
        () => kv.atomic().set(['x'], 1).sum(['y'], 1n).commit(),
        "Failed to perform 'sum' mutation on a non-U64 value in the database",
      );
      same(await valueOf(kv, ['y']), 'text');
      same(await valueOf(kv, ['x']), target === 'kvorum' ? null : 1);
    },
    { differs: 'SQLite keeps the mutations before the one that failed' },
  ),
  defineCase(73, 'D N', 'getMany never sees half of a commit', async ({ kv, open }) => {
    const reader = await open();
    const keys = [['a'], ['b']] as const;
    await kv.atomic().set(['a'], -1).set(['b'], -1).commit();
    const writing = { isDone: false };
    const reading = (async (): Promise<number> => {
      let reads = 0;
      for (; !writing.isDone; reads += 1) {
        const [a, b] = await reader.getMany(keys);
        same(a.value, b.value);
        same(a.versionstamp, b.versionstamp);
      }
      return reads;
    })();
    try {
      for (let round = 0; round < 1000; round += 1) {
        await kv.atomic().set(['a'], round).set(['b'], round).commit();
      }
    } finally {
      writing.isDone = true;
    }
    assert.ok((await reading) > 0);
  }),
  defineCase(74, 'D N', '50 callers that sum 200 times each lose nothing', async (context) => {
    const all = await connections(context.open);
    await atOnce(50, async (index) => {
      const kv = all[index % all.length] ?? context.kv;
      for (let round = 0; round < 200; round += 1) {
        committed(await kv.atomic().sum(['total'], 1n).commit());
      }
    });
    await holdsU64(context, ['total'], 10_000n);
  }),
  defineCase(75, 'D N', '50 callers that check and set lose nothing', async ({ kv, open }) => {
    const all = await connections(open);
    await kv.set(['total'], 0);
    await atOnce(50, async (index) => {
      const own = all[index % all.length] ?? kv;
      for (let added = 0; added < 5;) {
        const entry = await own.get<number>(['total']);
        const { ok } = await own
          .atomic()
          .check(entry)
          .set(['total'], (entry.value ?? 0) + 1)
          .commit();
        if (ok) added += 1;
      }
    });
    same(await valueOf(kv, ['total']), 250);
  }),
];
