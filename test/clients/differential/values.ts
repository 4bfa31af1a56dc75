/** The values that generated steps write: every kind that Deno stores, and what it refuses. */

export const u64Values: readonly unknown[] = [0n, 1n, 2n, 3n, 5n, 2n ** 63n, 2n ** 64n - 1n].map(
  (value) => new Deno.KvU64(value),
);

/** For keys that sums meet, too: of every domain, and of none. */
export const counterValues: readonly unknown[] = [
  ...u64Values,
  0,
  1,
  -1,
  1.5,
  2 ** 40,
  Number.NaN,
  Infinity,
  0n,
  1n,
  -7n,
  2n ** 64n,
  -(2n ** 100n),
  'text',
  new Uint8Array(8),
];

const circular: unknown[] = [1];
circular.push(circular);

export const longestBytes: Uint8Array = new Uint8Array(65_536).fill(9);

export const plainValues: readonly unknown[] = [
  ...counterValues,
  null,
  undefined,
  true,
  false,
  -0,
  2_147_483_648,
  Number.MIN_VALUE,
  '',
  'é',
  '€😀',
  'a\0b',
  '\ud800',
  'x'.repeat(3000),
  new Date(0),
  /a+/gu,
  new Map([[1, { a: [1n] }]]),
  new Set(['a', 2]),
  [],
  // oxlint-disable-next-line no-sparse-arrays -- holes are what is stored
  [1, , 3],
  { a: 1, b: { c: undefined } },
  circular,
  new Uint8Array(0),
  new Uint8Array([1, 0, 255]),
  new Uint8Array(1000).fill(7),
  new Uint8Array([1, 2]).buffer,
  new Float64Array([0.5, -0]),
  new BigInt64Array([-1n]),
  new DataView(new Uint8Array([3]).buffer),
  new Object(5),
  new Object('text'),
];

export const refusedValues: readonly unknown[] = [
  new Uint8Array(65_537),
  'x'.repeat(65_531),
  Symbol('s'),
  () => 1,
  Promise.resolve(),
];
