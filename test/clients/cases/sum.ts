/** Cases 76 to 106: sum, min and max in their three domains. */
import type { Case } from '../case.ts';
import { defineCase } from '../case.ts';
import { committed, holdsU64, mutate, refused, same, valueOf } from '../expectations.ts';

const key = ['k'];
const nonU64 = (kind: string): string =>
  `Failed to perform '${kind}' mutation on a non-U64 value in the database`;

/** A sum that must be refused: what is stored, the operand, the text of the error. Nothing may change. */
function refusal(
  number: number,
  title: string,
  {
    stored,
    operand,
    text,
  }: { readonly stored: unknown; readonly operand: unknown; readonly text: string },
): Case {
  return defineCase(number, 'D W', title, async ({ kv, u64 }) => {
    await kv.set(key, stored === fiveU64 ? u64(5n) : stored);
    const before = await kv.get(key);
    await refused(() => mutate(kv, 'sum', key, operand === fiveU64 ? u64(5n) : operand), text);
    same(await kv.get(key), before);
  });
}

/** Stands for a KvU64 of 5, whose class only the running client knows. */
const fiveU64 = Symbol('KvU64 5');

export const sumCases: readonly Case[] = [
  defineCase(76, 'D N', 'a sum of nothing is its operand', async (context) => {
    committed(await context.kv.atomic().sum(key, 3n).commit());
    await holdsU64(context, key, 3n);
  }),
  defineCase(77, 'D N', 'a sum wraps at 2^64', async (context) => {
    await context.kv.set(key, context.u64(2n ** 64n - 1n));
    committed(await context.kv.atomic().sum(key, 2n).commit());
    await holdsU64(context, key, 1n);
  }),
  defineCase(78, 'D', 'adding 2^64 - 1 takes one away', async (context) => {
    await context.kv.set(key, context.u64(5n));
    await mutate(context.kv, 'sum', key, context.u64(2n ** 64n - 1n));
    await holdsU64(context, key, 4n);
  }),
  refusal(79, 'a KvU64 is not added to text', {
    stored: 'text',
    operand: fiveU64,
    text: nonU64('sum'),
  }),
  defineCase(81, 'D N', 'min and max keep the smaller and the greater', async (context) => {
    const { kv, u64 } = context;
    for (const [kind, operand, expected] of [
      ['min', 3n, 3n],
      ['max', 9n, 9n],
      ['min', 7n, 5n],
      ['max', 1n, 5n],
    ] as const) {
      await kv.set(key, u64(5n));
      committed(await kv.atomic()[kind](key, operand).commit());
      await holdsU64(context, key, expected);
    }
  }),
  defineCase(82, 'D', 'min and max of nothing are their operands', async (context) => {
    await context.kv.atomic().min(['min'], 3n).max(['max'], 9n).commit();
    await holdsU64(context, ['min'], 3n);
    await holdsU64(context, ['max'], 9n);
  }),
  defineCase(83, 'D W', 'max is not taken with text', async ({ kv }) => {
    await kv.set(key, 'text');
    await refused(() => kv.atomic().max(key, 1n).commit(), nonU64('max'));
    same(await valueOf(kv, key), 'text');
  }),
  defineCase(84, 'D W', 'min with a plain bigint is refused', async ({ kv }) => {
    await refused(
      () => mutate(kv, 'min', key, 3n),
      "Failed to perform 'min' mutation on a non-U64 operand",
    );
  }),
  defineCase(85, 'D', 'numbers add up, from nothing', async ({ kv }) => {
    await mutate(kv, 'sum', key, 5);
    same(await valueOf(kv, key), 5);
    await mutate(kv, 'sum', key, 1.5);
    same(await valueOf(kv, key), 6.5);
  }),
  defineCase(86, 'D W', 'numbers that were stored as integers add up', async ({ kv }) => {
    await kv.set(key, 2);
    await mutate(kv, 'sum', key, 3);
    same(await valueOf(kv, key), 5);
  }),
  defineCase(87, 'D', 'bigints add up, below zero too', async ({ kv }) => {
    await kv.set(key, 5n);
    await mutate(kv, 'sum', key, -7n);
    same(await valueOf(kv, key), -2n);
  }),
  defineCase(88, 'D', 'bigints add up exactly at any length', async ({ kv }) => {
    await kv.set(key, 2n ** 100n);
    await mutate(kv, 'sum', key, 1n);
    same(await valueOf(kv, key), 2n ** 100n + 1n);
  }),
  defineCase(89, 'D', 'a plain bigint adds to a KvU64', async (context) => {
    await context.kv.set(key, context.u64(5n));
    await mutate(context.kv, 'sum', key, 3n);
    await holdsU64(context, key, 8n);
  }),
  refusal(90, 'a negative bigint is not added to a KvU64', {
    stored: fiveU64,
    operand: -1n,
    text: 'Cannot sum KvU64 with BigInt',
  }),
  refusal(91, 'a number is not added to a KvU64', {
    stored: fiveU64,
    operand: 1,
    text: 'Cannot sum KvU64 with Number',
  }),
  refusal(92, 'a number is not added to a bigint', {
    stored: 5n,
    operand: 1,
    text: 'Cannot sum BigInt with Number',
  }),
  refusal(93, 'a bigint is not added to a number', {
    stored: 5,
    operand: 1n,
    text: 'Cannot sum Number with BigInt',
  }),
  refusal(94, 'a KvU64 is not added to a plain bigint', {
    stored: 5n,
    operand: fiveU64,
    text: nonU64('sum'),
  }),
  refusal(95, 'a number is not added to text', {
    stored: 'text',
    operand: 1,
    text: 'unsupported value type',
  }),
  defineCase(96, 'D W', 'text and bytes are no operands of a sum', async ({ kv }) => {
    for (const operand of ['x', new Uint8Array(8)]) {
      await refused(
        () => mutate(kv, 'sum', key, operand),
        'Some of the parameters are not valid V8 values',
      );
    }
    same((await kv.get(key)).versionstamp, null);
  }),
  defineCase(106, 'D', 'NaN stays NaN', async ({ kv }) => {
    await kv.set(key, Number.NaN);
    await mutate(kv, 'sum', key, 1);
    same(await valueOf(kv, key), Number.NaN);
  }),
];
