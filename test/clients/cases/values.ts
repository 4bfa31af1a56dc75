/** Cases 22 to 33: values, as far as one client decides them. */
import type { Case } from '../case.ts';
import { defineCase } from '../case.ts';
import { holdsU64, refused, same, sameBytes, stampOf, valueOf } from '../expectations.ts';

/** What both runtimes can compare deeply; the kinds that come back changed have lines of their own in case 22. */
function samples(): readonly unknown[] {
  const circular: { self?: unknown; list: number[] } = { list: [1, 2] };
  circular.self = circular;
  const sparse: unknown[] = [];
  sparse[5] = 'last';
  return [
    null,
    true,
    false,
    0,
    -0,
    1,
    -1,
    2_147_483_647,
    2_147_483_648,
    -2_147_483_648,
    1.5,
    Number.NaN,
    Infinity,
    Number.MIN_VALUE,
    0n,
    1n,
    -1n,
    2n ** 64n,
    -(2n ** 200n),
    '',
    'abc',
    'é',
    '€ and 😀',
    'a\0b',
    new Date(0),
    /a+b/giu,
    new Map<unknown, unknown>([
      [1, 2],
      ['a', new Map([[1n, null]])],
    ]),
    new Set([1, 'a', 3n]),
    [],
    [1, [2, [3]]],
    sparse,
    {},
    { a: 1, b: { c: undefined, d: [null] } },
    new Uint8Array([1, 2, 3]).buffer,
    new Int8Array([-1]),
    new Uint16Array([1, 65_535]),
    new Int32Array([-1]),
    new Float32Array([0.5, -0]),
    new Float64Array([Number.NaN]),
    new BigInt64Array([-1n]),
    new BigUint64Array([2n ** 63n]),
    new DataView(new Uint8Array([9, 8]).buffer),
    new Object(5),
    new Object('text'),
    new Object(true),
    circular,
    { nested: new Uint8Array([1, 2]) },
  ];
}

export const valueCases: readonly Case[] = [
  defineCase(
    22,
    'D',
    'values of every kind come back equal and of the same type',
    async ({ kv }) => {
      for (const [index, value] of samples().entries()) {
        await kv.set(['sample', index], value);
        same(await valueOf(kv, ['sample', index]), value);
      }
      await kv.set(['invalid date'], new Date(Number.NaN));
      same(Number(await valueOf(kv, ['invalid date'])), Number.NaN);
      const cause = new RangeError('inner');
      await kv.set(['error'], new TypeError('outer', { cause }));
      const error = await valueOf(kv, ['error']);
      same(error instanceof TypeError && error.message, 'outer');
      same((error as Error).cause instanceof RangeError, true);
      for (const value of [() => 1, Symbol('s'), Promise.resolve(), new WeakMap()]) {
        await refused(() => kv.set(['refused'], value), 'could not be cloned');
      }
    },
  ),
  defineCase(23, 'D N', 'bytes come back as they are: 0, 1 and 65 536 of them', async ({ kv }) => {
    for (const size of [0, 1, 65_536]) {
      const bytes = new Uint8Array(size).map((_, index) => (index * 7) % 256);
      await kv.set(['bytes'], bytes);
      sameBytes(await valueOf(kv, ['bytes']), bytes);
    }
  }),
  defineCase(25, 'D', 'a value may have 65 536 bytes with its header', async ({ kv, client }) => {
    const most = 'a'.repeat(65_530);
    await kv.set(['text'], most);
    same(await valueOf(kv, ['text']), most);
    const text = client === 'deno' ? 'Value too large (max 65536 bytes)' : 'alue';
    await refused(() => kv.set(['text'], `${most}a`), text);
    same(await valueOf(kv, ['text']), most);
  }),
  defineCase(26, 'D N', 'a KvU64 comes back: 0, 1 and the greatest', async (context) => {
    for (const value of [0n, 1n, 2n ** 64n - 1n]) {
      await context.kv.set(['u64'], context.u64(value));
      await holdsU64(context, ['u64'], value);
    }
  }),
  defineCase(27, 'D', 'undefined and null are values, and not absence', async ({ kv }) => {
    await kv.set(['undefined'], undefined);
    await kv.set(['null'], null);
    same(await valueOf(kv, ['undefined']), undefined);
    same(await valueOf(kv, ['null']), null);
    await stampOf(kv, ['undefined']);
    await stampOf(kv, ['null']);
    same((await kv.get(['absent'])).versionstamp, null);
  }),
];
