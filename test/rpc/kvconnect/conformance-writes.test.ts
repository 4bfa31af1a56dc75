/** The cases of the conformance checklist that an atomic write decides, by their numbers, on a real node. */
import { beforeAll, describe, expect, test } from 'vitest';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { ConnectClient } from './connect-client.ts';
import { prefixRange, setOf, startConnectClient } from './connect-client.ts';
import { decodeWriteOutput } from './datapath-reference.ts';

let client: ConnectClient;
let names = 0;
beforeAll(async () => {
  client = await startConnectClient();
});

/** A key that no other test uses. */
function newKey(): Uint8Array {
  names += 1;
  return encodeKey(['k', names]);
}

const one = Buffer.of(1);
const keySize = 'A key exceeds the key size limit.';
const valueSize = 'A value exceeds the value size limit.';

async function refusal(write: object): Promise<string> {
  const { status, type, body } = await client.write(write);
  return `${status} ${type} ${body.toString()}`;
}

const refused = (text: string) => `400 text/plain ${text}`;
const bytesKey = (length: number) => encodeKey([new Uint8Array(length).fill(1)]);

describe('keys', () => {
  test('10, 11, 14: keys up to 2048 bytes are written, checked ones may have one more', async () => {
    const key = bytesKey(2046);
    await client.commit({ mutations: [setOf(key, one)] });
    const checks = [{ key, versionstamp: (await client.get(key))?.versionstamp }];
    expect(await client.commit({ checks, mutations: [{ mutation_type: 2, key }] })).toMatchObject({
      status: 1,
    });
    const longer = bytesKey(2047);
    for (const mutation_type of [1, 2, 3, 4, 5, 9]) {
      const mutation = { ...setOf(longer, Buffer.alloc(8), 2), mutation_type };
      expect(await refusal({ mutations: [mutation] })).toBe(refused(keySize));
    }
    expect(await client.commit({ checks: [{ key: longer }] })).toMatchObject({ status: 1 });
    expect(await refusal({ checks: [{ key: bytesKey(2048) }] })).toBe(refused(keySize));
  });

  test('15: an empty key is refused, and nothing is written', async () => {
    const mutations = [setOf(newKey(), one), setOf(Buffer.alloc(0), one)];
    expect(await refusal({ mutations })).toBe(refused('key cannot be empty'));
    expect(await refusal({ checks: [{}] })).toBe(refused('key cannot be empty'));
  });

  test.each([
    ['an unknown tag', '05', 'invalid tag'],
    ['no terminator', '0261', 'unexpected end of file'],
    ['bad UTF-8', '02ff00', 'invalid utf8'],
    ['a bigint that is not minimal', '1600 01', 'bigint is not minimal'],
    ['a NaN that is not canonical', '21fff8000000000001', 'NaN is not canonical'],
  ])('16: a key with %s is refused, and nothing is written', async (_, hex, problem) => {
    const before = newKey();
    const bad = Buffer.from(hex.replace(' ', ''), 'hex');
    const text = refused(`The key is malformed: ${problem}.`);
    expect(await refusal({ mutations: [setOf(before, one), setOf(bad, one)] })).toBe(text);
    expect(await refusal({ checks: [{ key: bad }] })).toBe(text);
    expect(await client.get(before)).toBeUndefined();
  });

  test('21: a versionstamped key may be stored with 2070 bytes', async () => {
    const key = bytesKey(2046);
    const { versionstamp } = await client.commit({
      mutations: [{ ...setOf(key, one), mutation_type: 9 }],
    });
    const stored = (await client.read(prefixRange([new Uint8Array(2046).fill(1)], 10))).ranges[0];
    const suffix = `02${Buffer.from(versionstamp.toString('hex')).toString('hex')}00`;
    expect(stored?.values.map((entry) => entry.key.toString('hex'))).toEqual([
      Buffer.from(key).toString('hex') + suffix,
    ]);
    expect(stored?.values[0]?.key).toHaveLength(2070);
  });
});

describe('values', () => {
  test('24: a value may have 65536 bytes', async () => {
    const key = newKey();
    await client.commit({ mutations: [setOf(key, Buffer.alloc(65_536))] });
    expect((await client.get(key))?.value).toHaveLength(65_536);
    for (const encoding of [1, 3]) {
      const mutations = [setOf(key, Buffer.alloc(65_537), encoding)];
      expect(await refusal({ mutations })).toBe(refused(valueSize));
    }
  });

  test.each(['ff104902', 'ff7f', 'ff', '', '00112233'])(
    '28, 29: the V8 value %s comes back as it was',
    async (hex) => {
      const key = newKey();
      await client.commit({ mutations: [setOf(key, Buffer.from(hex, 'hex'), 1)] });
      const entry = await client.get(key);
      expect(entry).toMatchObject({ value: Buffer.from(hex, 'hex'), encoding: 1 });
    },
  );

  test('30: an unknown encoding is refused by its number', async () => {
    for (const encoding of [0, 4, 7, -1]) {
      const mutations = [setOf(newKey(), one, encoding)];
      const text = refused(`The value encoding ${encoding} is unknown.`);
      expect(await refusal({ mutations })).toBe(text);
    }
  });

  test('31: a LE64 value has 8 bytes', async () => {
    for (const length of [0, 7, 9]) {
      const mutations = [setOf(newKey(), Buffer.alloc(length), 2)];
      expect(await refusal({ mutations })).toMatch(/^400 /);
    }
  });
});

describe('checks and mutations', () => {
  test('46: a versionstamp has 10 bytes or none', async () => {
    for (const length of [1, 9, 11, 20]) {
      const checks = [{ key: newKey(), versionstamp: Buffer.alloc(length) }];
      expect(await refusal({ checks })).toBe(refused('Invalid versionstamp.'));
    }
  });

  test('61, 62: 100 checks', async () => {
    const check = { key: newKey() };
    const checks = Array.from({ length: 100 }, () => check);
    expect(await client.commit({ checks })).toMatchObject({ status: 1 });
    const text = refused('Too many checks included in atomic write.');
    expect(await refusal({ checks: [...checks, check] })).toBe(text);
  });

  test('63: 1000 mutations and messages', async () => {
    const mutation = { mutation_type: 2, key: newKey() };
    const many = (count: number) => Array.from({ length: count }, () => mutation);
    expect(await client.commit({ mutations: many(1000) })).toMatchObject({ status: 1 });
    const text = refused('Too many mutations / enqueues included in atomic write.');
    expect(await refusal({ mutations: many(1001) })).toBe(text);
    expect(await refusal({ mutations: many(999), enqueues: [{}, {}] })).toBe(text);
  });

  test('64: 819200 bytes in all, by the formula of the server', async () => {
    const values = 13 * 63_000;
    const keys = 819_200 - values;
    const shares = Array.from({ length: 13 }, (_, at) => Math.floor((keys + at) / 13));
    const mutations = shares.map((share) => setOf(bytesKey(share - 2), Buffer.alloc(63_000)));
    expect(await client.commit({ mutations })).toMatchObject({ status: 1 });
    const text = refused('The total size of the atomic write is too large.');
    expect(await refusal({ mutations, checks: [{ key: Buffer.of(0x27) }] })).toBe(text);
    const enqueues = [{ backoff_schedule: [1] }];
    expect(await refusal({ mutations, enqueues })).toBe(text);
  });

  test('67: a mutation of an unknown kind, or without the value that it needs', async () => {
    const text = refused('Invalid mutation kind or arguments.');
    for (const mutation_type of [0, 6, 7, 8, 10, -1]) {
      const mutations = [{ ...setOf(newKey(), one), mutation_type }];
      expect(await refusal({ mutations })).toBe(text);
    }
    for (const mutation_type of [1, 3, 4, 5, 9]) {
      expect(await refusal({ mutations: [{ mutation_type, key: newKey() }] })).toBe(text);
    }
  });

  test('68: a deletion with and without a value, whatever that is', async () => {
    for (const value of [undefined, { data: Buffer.alloc(0), encoding: 3 }, { encoding: 77 }]) {
      const key = newKey();
      await client.commit({ mutations: [setOf(key, one)] });
      await client.commit({ mutations: [{ mutation_type: 2, key, value }] });
      expect(await client.get(key)).toBeUndefined();
    }
  });

  test('69: explicit defaults, unknown fields and numbers that are not packed', async () => {
    // Field 99 is on the top level, in the mutation and in its value.
    const body = '9a0600 1219 0a03027000 1208 0a0101 1003 980601 1801 2000 2a00 3200 3800';
    const { status } = await client.post('/v2/atomic_write', body);
    expect(status).toBe(200);
    expect(await client.get(encodeKey(['p']))).toMatchObject({ value: one, encoding: 3 });
    const unpacked = '1a0b 0a02ff0f 1000 2064 20c801';
    expect((await client.post('/v2/atomic_write', unpacked)).status).toBe(200);
  });

  test('70, 71: failed checks are all told, ascending, and none for a success', async () => {
    const [absent, present] = [newKey(), newKey()];
    const written = await client.commit({ mutations: [setOf(present, one)] });
    expect(written).toMatchObject({ status: 1, failed_checks: [] });
    expect(written.versionstamp).toHaveLength(10);
    const checks = [
      { key: present },
      { key: present, versionstamp: written.versionstamp },
      { key: absent, versionstamp: written.versionstamp },
    ];
    const failed = await client.commit({ checks, mutations: [setOf(absent, one)] });
    expect(failed).toMatchObject({ status: 2, failed_checks: [0, 2] });
    expect(failed.versionstamp).toHaveLength(0);
    expect(await client.get(absent)).toBeUndefined();
  });

  test('72: a mutation that is refused undoes those before it', async () => {
    const [before, text] = [newKey(), newKey()];
    await client.commit({ mutations: [setOf(text, v8('2203737472'), 1)] });
    const mutations = [setOf(before, one), { ...setOf(text, u64(1n), 2), mutation_type: 3 }];
    expect(await refusal({ mutations })).toMatch(/^400 .*non-U64 value in the database$/);
    expect(await client.get(before)).toBeUndefined();
  });

  test('115, 116: 0 and -1 are no expiry, less is refused', async () => {
    for (const expire_at_ms of [0, -1]) {
      const key = newKey();
      await client.commit({ mutations: [{ ...setOf(key, one), expire_at_ms }] });
      expect(await client.get(key)).toBeDefined();
    }
    for (const expire_at_ms of [-2, -(2 ** 60)]) {
      const mutations = [{ ...setOf(newKey(), one), expire_at_ms }];
      expect(await refusal({ mutations })).toBe(refused('Invalid mutation expire at.'));
    }
  });

  test('117: what has expired already is written, and never seen; a sum ignores an expiry', async () => {
    const [gone, later] = [newKey(), newKey()];
    const past = { ...setOf(gone, one), expire_at_ms: 1 };
    const future = { ...setOf(later, one), expire_at_ms: 2 ** 53 + 2 };
    expect(await client.commit({ mutations: [past, future] })).toMatchObject({ status: 1 });
    expect(await client.get(gone)).toBeUndefined();
    expect(await client.get(later)).toBeDefined();
    const sum = { ...setOf(newKey(), u64(1n), 2), mutation_type: 3, expire_at_ms: 1 };
    expect(await client.commit({ mutations: [sum] })).toMatchObject({ status: 1 });
  });

  test('214: an empty body is an empty write, with a stamp of its own', async () => {
    const answers = [];
    for (let count = 0; count < 2; count += 1) {
      const { status, body } = await client.post('/v2/atomic_write', '');
      expect(status).toBe(200);
      answers.push(decodeWriteOutput(body).versionstamp.toString('hex'));
    }
    expect((answers[0] ?? '') < (answers[1] ?? '')).toBe(true);
  });
});

type Operand = { readonly data: Uint8Array; readonly encoding: number };
const n = (value: number): Operand => {
  const data = Buffer.from('ff0f4e0000000000000000', 'hex');
  data.writeDoubleLE(value, 3);
  return { data, encoding: 1 };
};
const u = (value: bigint): Operand => ({ data: u64(value), encoding: 2 });
const notU64 = (kind: string) =>
  `400 Failed to perform '${kind}' mutation on a non-U64 value in the database`;

describe('sum, min and max', () => {
  const b = (magnitude: number, isNegative = false): Operand => ({
    data: v8(`5a${isNegative ? '03' : '02'}${magnitude.toString(16).padStart(2, '0')}`),
    encoding: 1,
  });
  const text: Operand = { data: v8('220474657874'), encoding: 1 };
  const raw: Operand = { data: Buffer.alloc(8), encoding: 3 };
  const types = { sum: 3, max: 4, min: 5 };
  type Case = {
    readonly stored?: Operand;
    readonly kind?: keyof typeof types;
    readonly value: Operand;
    readonly sum_min?: Uint8Array;
    readonly sum_max?: Uint8Array;
    readonly sum_clamp?: boolean;
  };
  const run = async ({ stored, kind = 'sum', ...rest }: Case): Promise<string> => {
    const key = newKey();
    if (stored) await client.commit({ mutations: [{ mutation_type: 1, key, value: stored }] });
    const answer = await client.write({
      mutations: [{ mutation_type: types[kind], key, ...rest }],
    });
    const entry = await client.get(key);
    if (answer.status === 200) return entry?.value.toString('hex') ?? 'absent';
    expect(entry?.value.toString('hex')).toBe(stored && Buffer.from(stored.data).toString('hex'));
    return `${answer.status} ${answer.body.toString()}`;
  };
  const hex = ({ data }: Operand) => Buffer.from(data).toString('hex');
  const parameters = '400 Some of the parameters are not valid V8 values';
  const outOfRange = '400 The result of a Sum operation would exceed its range limit';

  test.each<readonly [string, Case, string]>([
    ['79', { stored: text, value: u(1n) }, notU64('sum')],
    ['80', { stored: raw, value: u(1n) }, notU64('sum')],
    ['83', { stored: text, kind: 'max', value: u(1n) }, notU64('max')],
    [
      '84',
      { kind: 'min', value: b(1) },
      "400 Failed to perform 'min' mutation on a non-U64 operand",
    ],
    ['86', { stored: { data: v8('4904'), encoding: 1 }, value: n(3) }, hex(n(5))],
    ['90', { stored: u(5n), value: b(1, true) }, '400 Cannot sum KvU64 with BigInt'],
    ['91', { stored: u(5n), value: n(1) }, '400 Cannot sum KvU64 with Number'],
    ['92', { stored: b(5), value: n(1) }, '400 Cannot sum BigInt with Number'],
    ['93', { stored: n(5), value: b(1) }, '400 Cannot sum Number with BigInt'],
    ['94', { stored: b(5), value: u(1n) }, notU64('sum')],
    ['95', { stored: text, value: n(1) }, '400 unsupported value type'],
    ['96', { stored: n(1), value: text }, parameters],
    ['96', { stored: n(1), value: raw }, parameters],
    ['97', { stored: n(5), value: n(10), sum_max: n(12).data, sum_clamp: true }, hex(n(12))],
    ['98', { stored: n(5), value: n(10), sum_max: n(12).data }, outOfRange],
    [
      '99',
      { stored: b(5), value: b(10, true), sum_min: b(0).data, sum_clamp: true },
      hex({ data: v8('5a00'), encoding: 1 }),
    ],
    [
      '100',
      {
        stored: n(5),
        value: n(1),
        sum_min: n(20).data,
        sum_max: n(10).data,
        sum_clamp: true,
      },
      hex(n(10)),
    ],
    ['101', { value: n(10), sum_max: n(3).data, sum_clamp: true }, hex(n(10))],
    [
      '102',
      { stored: n(5), value: n(1), sum_max: b(9).data },
      '400 Min/max parameters have different types than the operand',
    ],
    ['103', { stored: u(5n), value: b(1), sum_max: b(9).data }, '400 Cannot sum KvU64 with BigInt'],
    ['104', { stored: n(0), value: { data: v8('4906', 'ff0d'), encoding: 1 } }, hex(n(3))],
    ['104', { stored: n(0), value: { data: v8('5503', 'ff10'), encoding: 1 } }, hex(n(3))],
    [
      '104',
      { stored: b(1), value: { data: v8('5a06000001', 'ff0e'), encoding: 1 } },
      hex({ data: v8('5a100100010000000000'), encoding: 1 }),
    ],
    [
      '104',
      { stored: b(1), value: { data: v8('5a00', 'ff10'), encoding: 1 } },
      hex({ data: v8('5a100100000000000000'), encoding: 1 }),
    ],
    ['74 and 77 of the same domain', { stored: u(5n), value: u(3n) }, hex(u(8n))],
    ['a wrap', { stored: u(2n ** 64n - 1n), value: u(2n) }, hex(u(1n))],
  ])('%s: %#', async (_, given, expected) => {
    expect(await run(given)).toBe(expected);
  });

  test('234: min, sum and max on one key in one write have one stamp', async () => {
    const key = newKey();
    await client.commit({ mutations: [setOf(key, u64(50n), 2)] });
    const { versionstamp } = await client.commit({
      mutations: [
        { mutation_type: 5, key, value: u(40n) },
        { mutation_type: 3, key, value: u(5n) },
        { mutation_type: 4, key, value: u(44n) },
      ],
    });
    expect(await client.get(key)).toMatchObject({ value: u64(45n), encoding: 2, versionstamp });
  });
});

function u64(value: bigint): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(value);
  return bytes;
}

function v8(hex: string, header = 'ff0f'): Buffer {
  return Buffer.from(header + hex, 'hex');
}
