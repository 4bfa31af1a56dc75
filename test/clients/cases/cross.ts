/** Cases 32, 33 and 229 to 233: what one client writes, the other reads. */
import assert from 'node:assert/strict';
import type { CrossCase, LeftOutCase } from '../case.ts';
import { leaveOut } from '../case.ts';
import {
  committed,
  holdsU64,
  keysOf,
  mutate,
  refused,
  same,
  sameBytes,
  valueOf,
} from '../expectations.ts';

/** What both V8 versions write and read alike. */
const values: readonly unknown[] = [
  'text',
  '€',
  1,
  -0.5,
  3n,
  null,
  [1, 'a'],
  { a: { b: [true] } },
  new Map([[1, new Set(['a'])]]),
  new Date(7),
];

export const crossCases: readonly (CrossCase | LeftOutCase)[] = [
  {
    number: 32,
    via: 'D N',
    title: 'Deno reads the values of @deno/kv',
    writer: 'npm',
    readers: ['deno'],
    write: async ({ kv }) => {
      for (const [index, value] of values.entries()) await kv.set([32, index], value);
    },
    read: async ({ kv }) => {
      for (const [index, value] of values.entries()) same(await valueOf(kv, [32, index]), value);
    },
  },
  {
    number: 33,
    via: 'D N',
    title: 'both read a number that a sum has stored',
    writer: 'deno',
    readers: ['deno', 'npm'],
    write: async ({ kv }) => {
      for (const operand of [2, 1.5]) await mutate(kv, 'sum', [33, 'number'], operand);
      for (const operand of [2n ** 70n, 1n]) await mutate(kv, 'sum', [33, 'bigint'], operand);
    },
    read: async ({ kv }) => {
      same(await valueOf(kv, [33, 'number']), 3.5);
      same(await valueOf(kv, [33, 'bigint']), 2n ** 70n + 1n);
    },
  },
  {
    number: 229,
    via: 'N',
    title: 'Node 20 reads KvU64 and bytes of Deno; newer V8 values it cannot',
    writer: 'deno',
    readers: ['npm'],
    write: async ({ kv, u64 }) => {
      await kv.set([229, 'u64'], u64(7n));
      await kv.set([229, 'bytes'], new Uint8Array([1, 0, 255]));
      await kv.set([229, 'v8'], 'text');
    },
    read: async (context) => {
      await holdsU64(context, [229, 'u64'], 7n);
      sameBytes(await valueOf(context.kv, [229, 'bytes']), new Uint8Array([1, 0, 255]));
      await refused(() => valueOf(context.kv, [229, 'v8']), 'unsupported version');
    },
  },
  {
    number: 230,
    via: 'D',
    title: 'Deno reads keys, KvU64, bytes and stamps of @deno/kv',
    writer: 'npm',
    readers: ['deno'],
    write: async ({ kv, u64 }) => {
      const stamp = committed(await kv.set([230, 'u64', 5n, true, new Uint8Array([9])], u64(7n)));
      await kv.set([230, 'bytes'], new Uint8Array([1, 0, 255]));
      await kv.set([230, 'stamp'], stamp);
    },
    read: async (context) => {
      const key = [230, 'u64', 5n, true, new Uint8Array([9])];
      await holdsU64(context, key, 7n);
      sameBytes(await valueOf(context.kv, [230, 'bytes']), new Uint8Array([1, 0, 255]));
      const entry = await context.kv.get(key);
      assert.ok(entry.versionstamp !== null);
      same(entry.versionstamp, await valueOf(context.kv, [230, 'stamp']));
    },
  },
  {
    number: 231,
    via: 'D N',
    title: 'the key -0 of @deno/kv is 0',
    writer: 'npm',
    readers: ['deno', 'npm'],
    write: async ({ kv }) => {
      await kv.set([231, -0], 'zero');
    },
    read: async ({ kv }) => {
      same(await valueOf(kv, [231, 0]), 'zero');
      same(await keysOf(kv, { prefix: [231] }), [[231, 0]]);
    },
  },
  leaveOut(233, 'G D', 'checks work across gRPC and KV Connect', 'needs a client over gRPC'),
];
