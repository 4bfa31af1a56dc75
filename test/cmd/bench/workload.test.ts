import { expect, test } from 'vitest';
import {
  encodeBenchKey,
  fillBatch,
  listEntries,
  startFill,
  startWorkload,
  Template,
  workloadNames,
} from '../../../cmd/bench/workload.ts';
import type { Dialect, Operation, WorkloadName } from '../../../cmd/bench/workload.ts';
import { encodeKey } from '../../../storage/index.ts';
import { seededRandom } from '../../support/seeded-random.ts';

/** A dialect that records what it is asked for. */
class FakeDialect implements Dialect {
  readonly asked: { readonly what: string; readonly keys: readonly number[] }[] = [];
  readonly values: Uint8Array[] = [];

  put(key: number, value: Uint8Array): Operation {
    this.values.push(value);
    return this.#note('put', [key]);
  }

  get(key: number, consistency: string): Operation {
    return this.#note(`get ${consistency}`, [key]);
  }

  list(key: number): Operation {
    return this.#note('list', [key]);
  }

  atomic(keys: readonly [number, number]): Operation {
    return this.#note('atomic', keys);
  }

  fill(first: number, nextValue: () => Uint8Array): Operation {
    this.values.push(nextValue());
    return this.#note('fill', [first]);
  }

  #note(what: string, keys: readonly number[]): Operation {
    this.asked.push({ what, keys });
    return { path: '/', message: new Uint8Array(), answerBytesMin: 0, accepts: () => true };
  }
}

const shape = { keys: 250, valueBytes: 32 };

function take(name: WorkloadName, count: number): FakeDialect {
  const dialect = new FakeDialect();
  const next = startWorkload(name, shape, { dialect, random: seededRandom(7) });
  for (let at = 0; at < count; at++) next();
  return dialect;
}

test.each(workloadNames)('%s asks for keys of the key space only', (name) => {
  const keys = take(name, 2_000).asked.flatMap((operation) => operation.keys);
  const lastKey = name === 'list' ? shape.keys - listEntries : shape.keys - 1;
  expect(Math.min(...keys)).toBe(0);
  expect(Math.max(...keys)).toBe(lastKey);
});

test('mixed is four gets to one put', () => {
  const asked = take('mixed', 5_000).asked.map(({ what }) => what);
  const gets = asked.filter((what) => what === 'get strong').length;
  expect(gets / asked.length).toBeCloseTo(0.8, 1);
  expect(new Set(asked)).toEqual(new Set(['get strong', 'put']));
});

test('reads ask for the consistency of their workload', () => {
  expect(take('get', 1).asked[0]?.what).toBe('get strong');
  expect(take('get-eventual', 1).asked[0]?.what).toBe('get eventual');
});

test('values have their size and differ', () => {
  const { values } = take('put', 50);
  expect(values.every((value) => value.length === shape.valueBytes)).toBe(true);
  expect(new Set(values.map((value) => Buffer.from(value).toString('hex'))).size).toBe(50);
});

test('the fill sets every key once, in whole batches, and ends', () => {
  const dialect = new FakeDialect();
  const next = startFill(shape, { dialect, random: seededRandom(7) });
  while (next() !== undefined);
  expect(next()).toBeUndefined();
  expect(dialect.asked.map(({ keys }) => keys[0])).toEqual([0, fillBatch, 2 * fillBatch]);
});

test.each([0, 1, 42, 99_999_999])('the key of %i is that of Deno KV', (n) => {
  expect(Buffer.from(encodeBenchKey(n))).toEqual(Buffer.from(encodeKey(['bench', n])));
});

function frame(keys: readonly Uint8Array[], value: Uint8Array): Uint8Array {
  return Buffer.concat([
    Buffer.from('<'),
    ...keys.flatMap((key) => [key, value]),
    Buffer.from('>'),
  ]);
}

test('a template writes keys and every value over, and nothing else', () => {
  const template = new Template({ keys: 2, valueBytes: 8 }, frame);
  const value = Buffer.from('12345678');
  template.key(0, 5).key(1, 6).value(value);
  expect(template.message).toEqual(Buffer.from(frame([5, 6].map(encodeBenchKey), value)));
  expect(() => template.key(2, 7)).toThrow('the template has fewer keys');
});
