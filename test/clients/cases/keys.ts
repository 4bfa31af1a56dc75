/** Cases 1 to 21: keys, their order and their limits. */
import type { KvKey, KvKeyPart } from '@deno/kv';
import type { Case, ClientKv } from '../case.ts';
import { defineCase } from '../case.ts';
import { keysOf, refused, same, stampOf, valueOf } from '../expectations.ts';

const noVersionstampedKeys = 'has no commitVersionstamp()';
const normalizesZero = 'encodes -0 as 0 itself';

/** NaN with its sign bit set, which no literal gives. */
function negativeNaN(): number {
  return new Float64Array(new BigUint64Array([0xff_f8_00_00_00_00_00_00n]).buffer)[0] ?? 0;
}

/** Stores `parts` as keys of one part in an order of its own, and lists them. */
async function listedParts(kv: ClientKv, parts: readonly KvKeyPart[]): Promise<readonly unknown[]> {
  for (const part of parts.toReversed()) await kv.set([part], 1);
  return (await keysOf(kv, { prefix: [] })).map(([part]) => part);
}

export const keyCases: readonly Case[] = [
  defineCase(
    4,
    'D',
    'kinds of parts sort as bytes, string, bigint, number, false, true',
    async ({ kv }) => {
      const parts = [new Uint8Array(0), '', 0n, 0, false, true];
      same(await listedParts(kv, parts), parts);
    },
  ),
  defineCase(
    5,
    'D',
    'numbers sort by value; -0 comes before 0, and the two NaN are outermost',
    async ({ kv }) => {
      const parts = [negativeNaN(), -Infinity, -1, -0, 0, 1, Infinity, Number.NaN];
      try {
        same(await listedParts(kv, parts), parts);
      } finally {
        // A key that is listed has lost the sign of its NaN, so that nobody else could delete it.
        await kv.delete([negativeNaN()]);
      }
    },
    { without: { npm: normalizesZero } },
  ),
  defineCase(6, 'D', 'bigints sort by value across all lengths', async ({ kv }) => {
    const parts = [-(2n ** 64n), -(2n ** 63n), -256n, -255n, -1n, 0n, 1n, 255n, 256n, 2n ** 64n];
    same(await listedParts(kv, parts), parts);
  }),
  defineCase(7, 'D N', '1 and 1n are two keys', async ({ kv }) => {
    await kv.set([1], 'number');
    await kv.set([1n], 'bigint');
    same(await valueOf(kv, [1]), 'number');
    same(await valueOf(kv, [1n]), 'bigint');
  }),
  defineCase(8, 'D', 'zero characters in strings sort and come back', async ({ kv }) => {
    const parts = ['a', 'a\0', 'a\0b', 'ab'];
    same(await listedParts(kv, parts), parts);
  }),
  defineCase(9, 'D N', 'a prefix stands for whole parts, and not for itself', async ({ kv }) => {
    for (const key of [['a'], ['a', 1], ['ab']]) await kv.set(key, 1);
    same(await keysOf(kv, { prefix: ['a'] }), [['a', 1]]);
  }),
  defineCase(10, 'D N W', 'a key of 2048 encoded bytes can be used', async ({ kv }) => {
    const key: KvKey = [new Uint8Array(2046).fill(7)];
    await kv.set(key, 1);
    same(await valueOf(kv, key), 1);
    const versionstamp = await stampOf(kv, key);
    same((await kv.atomic().check({ key, versionstamp }).delete(key).commit()).ok, true);
    same(await valueOf(kv, key), null);
  }),
  defineCase(
    12,
    'D',
    'a key of 2049 encoded bytes cannot be written',
    async ({ kv, client, target }) => {
      const text =
        client === 'deno'
          ? 'Key too large for write (max 2048 bytes)'
          : { local: 'KeyTooLong', kvorum: 'A key exceeds the key size limit.' }[target];
      await refused(() => kv.set([new Uint8Array(1024)], 1), text);
      same(await keysOf(kv, { prefix: [] }), []);
    },
  ),
  defineCase(
    17,
    'D',
    'a bigint of 255 bytes is a part, one of 256 is not',
    async ({ kv }) => {
      const [most, tooMuch] = [2n ** 2040n - 1n, 2n ** 2040n];
      for (const part of [most, -most]) {
        await kv.set([part], 1);
        same(await valueOf(kv, [part]), 1);
      }
      same(await keysOf(kv, { prefix: [] }), [[-most], [most]]);
      await refused(() => kv.set([tooMuch], 1), '255 bytes');
      await refused(() => kv.set([-tooMuch], 1), '255 bytes');
    },
    { without: { npm: 'does not limit bigints' } },
  ),
  defineCase(18, 'D', 'a lone surrogate in a key comes back as U+FFFD', async ({ kv }) => {
    await kv.set(['a\ud800b'], 1);
    same(await keysOf(kv, { prefix: [] }), [['a\ufffdb']]);
  }),
  defineCase(
    19,
    'D',
    'a typed array as a part comes back as its bytes',
    async ({ kv }) => {
      await kv.set([new Uint16Array([258]) as unknown as Uint8Array], 1);
      same(await keysOf(kv, { prefix: [] }), [[new Uint8Array([2, 1])]]);
    },
    { without: { npm: 'takes no typed array but Uint8Array as a part' } },
  ),
  defineCase(
    20,
    'D',
    'the empty key can be read, and is absent',
    async ({ kv }) => {
      same(await kv.get([]), { key: [], value: null, versionstamp: null });
      same(await kv.getMany([[]]), [{ key: [], value: null, versionstamp: null }]);
    },
    { without: { npm: 'refuses the empty key itself' } },
  ),
  defineCase(
    21,
    'D W',
    'a versionstamp may be appended to a key of 2048 bytes',
    async ({ kv, afterExpiry }) => {
      // The number takes 9 bytes, and the kind and end of the bytes take 2.
      const prefix = [21, new Uint8Array(2037).fill(7)];
      // The entry has to expire: its key is too long for a delete.
      const { versionstamp } = await kv.set([...prefix, kv.commitVersionstamp()], 1, {
        expireIn: 1000,
      });
      same(await keysOf(kv, { prefix: [21] }), [[...prefix, versionstamp]]);
      await afterExpiry(Date.now() + 1000);
      same(await keysOf(kv, { prefix: [21] }), []);
    },
    { waits: true, without: { npm: noVersionstampedKeys } },
  ),
];
