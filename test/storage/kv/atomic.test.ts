import { describe, expect, test } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import { executeAtomic } from '../../../storage/kv/atomic.ts';
import type { CommandResult, Mutation, Value } from '../../../storage/kv/command.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { queueKey, textOfBytes, userDataPrefix } from '../../../storage/kv/keyspace.ts';
import { decodeQueuedMessage } from '../../../storage/kv/queued-message.ts';
import { decodeRecord } from '../../../storage/kv/record.ts';
import { readNumeric, writeNumeric } from '../../../storage/kv/value-codec.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';
import { atomic, bytesValue, setOf, u64, v8 } from '../../support/kv-fixture.ts';

const none = new Uint8Array(0);
const key = encodeKey(['k']);
const other = encodeKey(['other']);

/** A state of its own, to which commands are applied one by one. */
class State {
  readonly #records = new Map<string, string>();
  #index = 0;
  /** Log time. */
  now = 1000;

  run(...mutations: readonly Mutation[]): CommandResult {
    return this.runWith([], mutations);
  }

  runWith(
    checks: readonly (readonly [Uint8Array, Uint8Array | undefined])[],
    mutations: readonly Mutation[],
  ): CommandResult {
    this.#index += 1;
    const { result, writes } = executeAtomic(
      atomic({ checks: checks.map(([k, versionstamp]) => ({ key: k, versionstamp })), mutations }),
      { versionstamp: versionstampAt(asLogIndex(this.#index)), now: asWallMs(this.now) },
      (text) => this.#records.get(text),
    );
    for (const [text, record] of writes) {
      if (record === undefined) this.#records.delete(text);
      else this.#records.set(text, record);
    }
    return result;
  }

  find(of: Uint8Array = key): ReturnType<typeof decodeRecord> | undefined {
    const record = this.#records.get(userDataPrefix(0) + textOfBytes(of));
    return record === undefined ? undefined : decodeRecord(record);
  }

  /** What is stored under `key`, as a reader would say it. */
  shown(of: Uint8Array = key): unknown {
    const value = this.find(of)?.value;
    if (value === undefined) return undefined;
    if (value.encoding === 'le64') return { u64: Buffer.from(value.bytes).readBigUInt64LE() };
    const numeric = value.encoding === 'v8' ? readNumeric(value.bytes) : undefined;
    return numeric?.kind === 'numeric' ? numeric.value : Buffer.from(value.bytes).toString('hex');
  }
}

const set = (value: Value, of = key): Mutation => ({ kind: 'set', key: of, value });
const remove: Mutation = { kind: 'delete', key };
const combine = (kind: 'min' | 'max', value: Value): Mutation => ({ kind, key, value });
const sum = (
  value: Value,
  limits: { readonly min?: Value; readonly max?: Value; readonly clamp?: boolean } = {},
): Mutation => ({
  kind: 'sum',
  key,
  value,
  min: limits.min?.bytes ?? none,
  max: limits.max?.bytes ?? none,
  clamp: limits.clamp ?? false,
});
const num = (value: number | bigint): Value => ({ bytes: writeNumeric(value), encoding: 'v8' });
const text = v8('22 03 616263');

describe('checks', () => {
  test('that all hold let every mutation happen under one versionstamp (ATM 51, VS 35)', () => {
    const state = new State();
    state.run(set(u64(1n)), set(u64(2n), other));
    const stamp = state.find()?.versionstamp;
    const result = state.runWith(
      [
        [key, stamp],
        [other, stamp],
        [key, stamp],
      ],
      [set(u64(3n)), set(u64(4n), other)],
    );
    expect(result).toEqual({ kind: 'committed', versionstamp: versionstampAt(asLogIndex(2)) });
    expect(state.find()?.versionstamp).toEqual(state.find(other)?.versionstamp);
    expect(state.shown()).toEqual({ u64: 3n });
  });

  test('that fail are all named and nothing happens (ATM 52, 54, 70)', () => {
    const state = new State();
    state.run(set(u64(1n)));
    const stamp = state.find()?.versionstamp;
    const result = state.runWith(
      [
        [other, stamp],
        [key, stamp],
        [key, undefined],
      ],
      [set(u64(9n))],
    );
    expect(result).toEqual({ kind: 'conflict', failedChecks: [0, 2] });
    expect(state.shown()).toEqual({ u64: 1n });
  });

  test('of absence hold before the first set and after a delete (VS 39, 40)', () => {
    const state = new State();
    const create = (): string => state.runWith([[key, undefined]], [set(u64(1n))]).kind;
    expect([create(), create()]).toEqual(['committed', 'conflict']);
    state.run(remove);
    expect(create()).toBe('committed');
  });

  test('see the state before the operation, not its own mutations (ATM 55)', () => {
    const state = new State();
    state.run(set(u64(1n)));
    const stamp = state.find()?.versionstamp;
    expect(state.runWith([[key, stamp]], [remove, set(u64(2n))]).kind).toBe('committed');
  });

  test('with a stamp from before a delete fail after a new set (VS 36, 37, 38)', () => {
    const state = new State();
    state.run(set(u64(1n)));
    const stamp = state.find()?.versionstamp;
    state.run(remove);
    state.run(set(u64(1n)));
    expect(state.runWith([[key, stamp]], []).kind).toBe('conflict');
    expect(Buffer.compare(state.find()?.versionstamp ?? none, stamp ?? none)).toBe(1);
  });

  test('with a stamp that is not 10 bytes long fail', () => {
    const state = new State();
    state.run(set(u64(1n)));
    expect(state.runWith([[key, none]], []).kind).toBe('conflict');
  });
});

describe('mutations', () => {
  test('may be none, or hit nothing, and still commit (VS 42, 43, 44)', () => {
    const state = new State();
    expect(state.run()).toMatchObject({ kind: 'committed' });
    expect(state.runWith([[key, undefined]], [])).toMatchObject({ kind: 'committed' });
    expect(state.run(remove)).toMatchObject({ kind: 'committed' });
    expect(state.find()).toBeUndefined();
  });

  const sequences: readonly (readonly [string, Value | undefined, readonly Mutation[], unknown])[] =
    [
      ['set then sum (ATM 56)', undefined, [set(u64(5n)), sum(u64(3n))], { u64: 8n }],
      ['delete then sum (ATM 57)', u64(5n), [remove, sum(u64(3n))], { u64: 3n }],
      ['sum then delete (ATM 58)', u64(5n), [sum(u64(3n)), remove], undefined],
      ['set then set (ATM 59)', undefined, [set(u64(1n)), set(u64(2n))], { u64: 2n }],
      [
        'sum, sum, max, min (ATM 60)',
        undefined,
        [sum(u64(2n)), sum(u64(3n)), combine('max', u64(10n)), combine('min', u64(7n))],
        { u64: 7n },
      ],
    ];
  for (const [name, before, mutations, after] of sequences) {
    test(`of one key see each other: ${name}`, () => {
      const state = new State();
      if (before !== undefined) state.run(set(before));
      expect(state.run(...mutations).kind).toBe('committed');
      expect(state.shown()).toEqual(after);
    });
  }

  test('that precede a refused one are undone (ATM 72)', () => {
    const state = new State();
    state.run(set(text));
    expect(state.run(set(u64(1n), other), sum(u64(1n))).kind).toBe('rejected');
    expect(state.find(other)).toBeUndefined();
  });

  test('with a versionstamped key append the stamp as a string part (VS 49, KEY 21)', () => {
    const state = new State();
    state.run({ kind: 'setVersionstampedKey', key, value: bytesValue(1) });
    const stored = encodeKey(['k', '00000000000000010000']);
    expect(stored.length).toBe(key.length + 22);
    expect(state.shown(stored)).toBe('01');
  });
});

const nonU64 = (kind: string): string =>
  `Failed to perform '${kind}' mutation on a non-U64 value in the database`;

describe('sum, min and max', () => {
  const badParameters = 'Some of the parameters are not valid V8 values';
  const range = 'The result of a Sum operation would exceed its range limit';
  const top = 2n ** 64n - 1n;
  const rows: readonly (readonly [number, Value | undefined, Mutation, unknown])[] = [
    [76, undefined, sum(u64(3n)), { u64: 3n }],
    [77, u64(top), sum(u64(2n)), { u64: 1n }],
    [78, u64(5n), sum(u64(top)), { u64: 4n }],
    [79, text, sum(u64(1n)), nonU64('sum')],
    [80, bytesValue(1, 0, 0, 0, 0, 0, 0, 0), sum(u64(1n)), nonU64('sum')],
    [81, u64(5n), combine('min', u64(3n)), { u64: 3n }],
    [81, u64(5n), combine('max', u64(9n)), { u64: 9n }],
    [81, u64(5n), combine('min', u64(7n)), { u64: 5n }],
    [81, u64(5n), combine('max', u64(1n)), { u64: 5n }],
    [82, undefined, combine('min', u64(3n)), { u64: 3n }],
    [82, undefined, combine('max', u64(9n)), { u64: 9n }],
    [83, text, combine('max', u64(1n)), nonU64('max')],
    [84, text, combine('min', num(1n)), "Failed to perform 'min' mutation on a non-U64 operand"],
    [85, undefined, sum(num(5)), 5],
    [85, num(5), sum(num(1.5)), 6.5],
    [86, v8('49 04'), sum(num(3)), 5],
    [87, num(5n), sum(num(-7n)), -2n],
    [88, num(2n ** 100n), sum(num(1n)), 2n ** 100n + 1n],
    [89, u64(5n), sum(num(3n)), { u64: 8n }],
    [90, u64(5n), sum(num(-1n)), 'Cannot sum KvU64 with BigInt'],
    [90, u64(5n), sum(num(2n ** 64n)), 'Cannot sum KvU64 with BigInt'],
    [91, u64(5n), sum(num(1)), 'Cannot sum KvU64 with Number'],
    [92, num(5n), sum(num(1)), 'Cannot sum BigInt with Number'],
    [93, num(5), sum(num(1n)), 'Cannot sum Number with BigInt'],
    [94, num(5n), sum(u64(1n)), nonU64('sum')],
    [95, text, sum(num(1)), 'unsupported value type'],
    [95, bytesValue(1), sum(num(1)), 'unsupported value type'],
    [95, v8('4e 00'), sum(num(1)), 'invalid v8 value'],
    [95, { bytes: none, encoding: 'v8' }, sum(num(1)), 'operand cannot be empty'],
    [96, num(1), sum(text), badParameters],
    [96, num(1), sum(bytesValue(1)), badParameters],
    [96, num(1), sum(num(1), { max: text }), badParameters],
    [97, num(5), sum(num(10), { max: num(12), clamp: true }), 12],
    [98, num(5), sum(num(10), { max: num(12) }), range],
    [99, num(5n), sum(num(-10n), { min: num(0n), clamp: true }), 0n],
    [99, num(5n), sum(num(-10n), { min: num(0n) }), range],
    [100, num(5), sum(num(1), { min: num(20), max: num(10), clamp: true }), 10],
    [101, undefined, sum(num(10), { max: num(3), clamp: true }), 10],
    [
      102,
      num(5),
      sum(num(1), { max: num(9n) }),
      'Min/max parameters have different types than the operand',
    ],
    [103, u64(5n), sum(num(1n), { max: num(9n) }), 'Cannot sum KvU64 with BigInt'],
    [106, num(Number.NaN), sum(num(1)), Number.NaN],
  ];
  for (const [row, [number, stored, mutation, expected]] of rows.entries()) {
    test(`give what Deno KV gives: ${mutation.kind}, row ${row} (SUM ${number})`, () => {
      const state = new State();
      if (stored !== undefined) state.run(set(stored));
      const before = state.find();
      const result = state.run(mutation);
      const isRefusal = typeof expected === 'string';
      expect(result).toMatchObject(
        isRefusal ? { kind: 'rejected', message: expected } : { kind: 'committed' },
      );
      expect(isRefusal ? state.find() : state.shown()).toEqual(isRefusal ? before : expected);
    });
  }

  test('store a number as a double under a header that Deno and Node read (SUM 86)', () => {
    const state = new State();
    state.run(set(v8('49 04')), sum(num(3)));
    expect(Buffer.from(state.find()?.value.bytes ?? none).toString('hex')).toBe(
      'ff0f4e0000000000001440',
    );
  });

  test('never crash on a KvU64 of the wrong length', () => {
    const short: Value = { bytes: Uint8Array.of(1), encoding: 'le64' };
    for (const mutation of [sum(u64(1n)), sum(num(1n)), combine('min', u64(1n))]) {
      const state = new State();
      state.run(set(short));
      expect(state.run(mutation).kind).toBe('rejected');
    }
    expect(new State().run(sum(short)).kind).toBe('rejected');
  });
});

test('a set entry shares no memory with the command', () => {
  const value = bytesValue(7);
  const state = new State();
  state.run(setOf(['k'], value));
  value.bytes[0] = 0;
  expect(state.shown()).toBe('07');
});

describe('enqueues', () => {
  const enqueue = {
    payload: Uint8Array.of(1),
    deadlineMs: 5,
    keysIfUndelivered: [other],
    backoffMs: [100],
  };
  const stamp = versionstampAt(asLogIndex(3));
  const run = (command: Parameters<typeof atomic>[0]) =>
    executeAtomic(
      { ...atomic(command), enqueues: [enqueue, enqueue] },
      { versionstamp: stamp, now: asWallMs(1000) },
      () => undefined,
    );

  test('are stored behind the mutations, each under a key of its own', () => {
    const { result, writes } = run({ mutations: [set(bytesValue(1))], database: 7 });
    expect(result.kind).toBe('committed');
    const place = { database: 7, deadlineMs: 5, versionstamp: stamp };
    const keys = [0, 1].map((position) => queueKey({ ...place, position }));
    expect([...writes.keys()]).toEqual([userDataPrefix(7) + textOfBytes(key), ...keys]);
    const message = decodeQueuedMessage(writes.get(keys[1] ?? '') ?? '');
    expect(message).toMatchObject({ attempts: 0, backoffMs: [100] });
    expect([...message.payload]).toEqual([1]);
    expect(message.keysIfUndelivered.map((each) => [...each])).toEqual([[...other]]);
  });

  test('are not stored when a check fails or a mutation is refused', () => {
    expect(run({ checks: [{ key, versionstamp: stamp }] }).writes.size).toBe(0);
    const refused = run({ mutations: [combine('min', bytesValue(1))] });
    expect(refused.result.kind).toBe('rejected');
    expect(refused.writes.size).toBe(0);
  });
});
