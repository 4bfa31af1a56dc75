/** Cases 123 to 148: get, getMany and list. */
import assert from 'node:assert/strict';
import type { KvKey, KvListSelector } from '@deno/kv';
import type { Case, ClientKv } from '../case.ts';
import { defineCase } from '../case.ts';
import { committed, entriesOf, keysOf, refused, same, valueOf, valuesOf } from '../expectations.ts';

const ownCursors = 'has cursors of its own form';
const checksNoRanges = 'does not look at what a selector says';

/** Sets ["a", 1] to ["a", count], each to its number. */
async function fill(kv: ClientKv, count: number): Promise<void> {
  for (let from = 1; from <= count; from += 500) {
    const batch = kv.atomic();
    for (let number = from; number < Math.min(from + 500, count + 1); number += 1) {
      batch.set(['a', number], number);
    }
    committed(await batch.commit());
  }
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

/** Yields `count` entries and gives the cursor after them. */
async function cursorAfter(kv: ClientKv, selector: KvListSelector, count: number): Promise<string> {
  const list = kv.list(selector);
  for (let taken = 0; taken < count; taken += 1) await list.next();
  return list.cursor;
}

export const readCases: readonly Case[] = [
  defineCase(
    123,
    'D N',
    'getMany answers in the order of its keys, twice if asked twice',
    async ({ kv }) => {
      await kv.set(['a'], 1);
      await kv.set(['b'], 2);
      const entries = await kv.getMany([['a'], ['x'], ['b'], ['a']]);
      same(
        entries.map(({ value }) => value),
        [1, null, 2, 1],
      );
      same(entries[1], { key: ['x'], value: null, versionstamp: null });
      same(entries[0], entries[3]);
    },
  ),
  defineCase(124, 'D', 'getMany of nothing is nothing', async ({ kv }) => {
    same(await kv.getMany([]), []);
  }),
  defineCase(
    129,
    'D W',
    'one read of two keys sees a sum that never changes',
    async ({ kv, open }) => {
      const reader = await open();
      await kv.atomic().set(['a'], 1000).set(['b'], 0).commit();
      const writing = { isDone: false };
      const reading = (async (): Promise<void> => {
        while (!writing.isDone) {
          const [a, b] = await reader.getMany<[number, number]>([['a'], ['b']]);
          same((a.value ?? 0) + (b.value ?? 0), 1000);
        }
      })();
      try {
        for (let moved = 1; moved <= 1000; moved += 1) {
          await kv
            .atomic()
            .set(['a'], 1000 - moved)
            .set(['b'], moved)
            .commit();
        }
      } finally {
        writing.isDone = true;
      }
      await reading;
    },
  ),
  defineCase(130, 'D', 'a list of 250 entries is whole and in order', async ({ kv }) => {
    await fill(kv, 250);
    same(await valuesOf(kv, { prefix: ['a'] }), upTo(250));
  }),
  defineCase(131, 'D', 'a limit ends a list', async ({ kv }) => {
    await fill(kv, 250);
    same(await valuesOf(kv, { prefix: ['a'] }, { limit: 5 }), upTo(5));
  }),
  defineCase(132, 'D', 'a limit above the size of a batch is kept', async ({ kv }) => {
    await fill(kv, 700);
    same(await valuesOf(kv, { prefix: ['a'] }, { limit: 600 }), upTo(600));
  }),
  defineCase(
    133,
    'D',
    'a batch of more than 1000 entries is refused',
    async ({ kv }) => {
      await fill(kv, 3);
      await refused(
        () => valuesOf(kv, { prefix: ['a'] }, { batchSize: 1001 }),
        'Too many entries (max 1000)',
      );
    },
    { without: { npm: 'reduces batches to 500 itself' } },
  ),
  defineCase(134, 'D N W', 'a reverse list descends', async ({ kv }) => {
    await fill(kv, 250);
    same(await valuesOf(kv, { prefix: ['a'] }, { reverse: true }), upTo(250).toReversed());
  }),
  defineCase(135, 'D N', 'a list begins with its start', async ({ kv }) => {
    await fill(kv, 5);
    same(await valuesOf(kv, { prefix: ['a'], start: ['a', 3] }), [3, 4, 5]);
  }),
  defineCase(136, 'D N', 'a list ends before its end', async ({ kv }) => {
    await fill(kv, 5);
    same(await valuesOf(kv, { prefix: ['a'], end: ['a', 3] }), [1, 2]);
  }),
  defineCase(
    137,
    'D N',
    'start belongs to a reverse list too, and end does not',
    async ({ kv }) => {
      await fill(kv, 5);
      const selector = { start: ['a', 2], end: ['a', 4] };
      same(await valuesOf(kv, selector, { reverse: true }), [3, 2]);
    },
  ),
  defineCase(138, 'D', 'a range from a key to itself is empty', async ({ kv }) => {
    await fill(kv, 5);
    same(await valuesOf(kv, { start: ['a', 2], end: ['a', 2] }), []);
  }),
  defineCase(
    139,
    'D',
    'selectors that contradict themselves are refused',
    async ({ kv }) => {
      const wrong: readonly (readonly [object, string])[] = [
        [{ start: ['b'], end: ['a'] }, 'Start key is greater than end key'],
        [{ prefix: ['a'], start: ['b'] }, 'Start key is not in the keyspace defined by prefix'],
        [{ prefix: ['a'], end: ['b'] }, 'End key is not in the keyspace defined by prefix'],
        [{ prefix: ['a'], start: ['a', 1], end: ['a', 2] }, "both 'start' and 'end' key"],
        [{ start: ['a'] }, "either 'prefix' or both 'start' and 'end' key"],
      ];
      for (const [selector, text] of wrong) {
        await refused(() => keysOf(kv, selector as KvListSelector), text);
      }
    },
    { without: { npm: checksNoRanges } },
  ),
  defineCase(
    140,
    'D',
    'cursors are the base64 of what follows the common prefix',
    async ({ kv }) => {
      const table: readonly (readonly [KvKey, KvListSelector, string])[] = [
        [['a', 'b'], { prefix: ['a'] }, 'AmIA'],
        [['a', 1], { prefix: ['a'] }, 'Ib_wAAAAAAAA'],
        [['a', true], { prefix: ['a'] }, 'Jw=='],
        [['a', new Uint8Array([255, 254])], { prefix: ['a'] }, 'Af_-AA=='],
        [['b'], { prefix: [] }, 'AmIA'],
        [['a'], { start: ['a'], end: ['b'] }, 'YQA='],
        [['a', 'x'], { start: ['a'], end: ['b'] }, 'YQACeAA='],
      ];
      for (const [key, selector, cursor] of table) {
        await kv.set(key, 1);
        same(await cursorAfter(kv, selector, 1), cursor);
        await kv.delete(key);
      }
    },
    { without: { npm: ownCursors } },
  ),
  defineCase(141, 'D N', 'a list goes on from its cursor without gap or repeat', async ({ kv }) => {
    await fill(kv, 10);
    for (const reverse of [false, true]) {
      const expected = reverse ? upTo(10).toReversed() : upTo(10);
      const first = kv.list({ prefix: ['a'] }, { reverse });
      const yielded: unknown[] = [];
      for (let taken = 0; taken < 3; taken += 1) yielded.push((await first.next()).value?.value);
      const { cursor } = first;
      yielded.push(...(await valuesOf(kv, { prefix: ['a'] }, { reverse, cursor })));
      same(yielded, expected);
    }
  }),
  defineCase(
    142,
    'D',
    'the cursor of a finished list is empty, and begins anew',
    async ({ kv }) => {
      await fill(kv, 3);
      const cursor = await cursorAfter(kv, { prefix: ['a'] }, 4);
      same(cursor, '');
      same(await valuesOf(kv, { prefix: ['a'] }, { cursor }), [1, 2, 3]);
    },
    { without: { npm: 'keeps the cursor of the last entry' } },
  ),
  defineCase(
    143,
    'D',
    'a cursor that is no URL-safe base64 is refused',
    async ({ kv }) => {
      for (const cursor of ['Jw', 'Ib/wAAAAAAAA', 'Af+-AA==']) {
        await refused(() => keysOf(kv, { prefix: ['a'] }, { cursor }), 'invalid cursor');
      }
    },
    { without: { npm: ownCursors } },
  ),
  defineCase(
    144,
    'D',
    'a cursor outside of the range is refused',
    async ({ kv }) => {
      await fill(kv, 5);
      const low = await cursorAfter(kv, { prefix: ['a'] }, 1);
      const high = await cursorAfter(kv, { prefix: ['a'] }, 5);
      await refused(
        () => keysOf(kv, { prefix: ['a'], start: ['a', 3] }, { cursor: low }),
        'cursor out of bounds',
      );
      await refused(
        () => keysOf(kv, { prefix: ['a'], end: ['a', 3] }, { cursor: high, reverse: true }),
        'cursor out of bounds',
      );
    },
    { without: { npm: ownCursors } },
  ),
  defineCase(145, 'D', 'a list sees changes ahead of it, and none behind', async ({ kv }) => {
    await fill(kv, 250);
    const list = kv.list<number>({ prefix: ['a'] }, { batchSize: 100 });
    const yielded: unknown[] = [];
    for (let taken = 0; taken < 60; taken += 1) yielded.push((await list.next()).value?.value);
    await kv.set(['a', 200], 'new');
    await kv.delete(['a', 50]);
    for await (const { value } of list) yielded.push(value);
    same(
      yielded,
      upTo(250).map((number) => (number === 200 ? 'new' : number)),
    );
  }),
  defineCase(147, 'N W', 'a read of one key does not read what follows it', async ({ kv }) => {
    await fill(kv, 20_000);
    const timeOf = async (key: KvKey): Promise<number> => {
      const beginMs = performance.now();
      for (let round = 0; round < 50; round += 1) await kv.get(key);
      return performance.now() - beginMs;
    };
    await timeOf(['a', 1]);
    const [first, last] = [await timeOf(['a', 1]), await timeOf(['a', 20_000])];
    assert.ok(first < 20 * last + 200, `${first} ms at the begin, ${last} ms at the end`);
  }),
  defineCase(148, 'D', 'an eventual read answers', async ({ kv }) => {
    await kv.set(['a'], 1);
    same((await kv.get(['a'], { consistency: 'eventual' })).value, 1);
    const entries = await entriesOf(kv, { prefix: [] }, { consistency: 'eventual' });
    same(entries.length, 1);
    same(await valueOf(kv, ['a']), 1);
  }),
];
