import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { Memtable } from '../../../storage/kv/memtable.ts';

function put(table: Memtable, key: string, index: number, newestView = 0): void {
  table.put(key, `${key}@${index}`, { index: asLogIndex(index), newestView });
}

/** All keys in order. */
function keys(table: Memtable): readonly string[] {
  while (!table.sortSome()) continue;
  const found: string[] = [];
  for (let at = 0; ; at += 1) {
    const key = table.keyAt(at);
    if (key === undefined) return found;
    found.push(key);
  }
}

describe('a memtable', () => {
  test('gives the newest version up to an index', () => {
    const table = new Memtable();
    put(table, 'k', 3);
    put(table, 'k', 5, 4);
    const find = (index: number): string | undefined => table.find('k', asLogIndex(index))?.record;
    expect([find(2), find(3), find(4), find(5), find(9)]).toEqual([
      undefined,
      'k@3',
      'k@3',
      'k@5',
      'k@5',
    ]);
    expect(table.find('other', asLogIndex(9))).toBeUndefined();
  });

  test('remembers a deletion as a version without a record', () => {
    const table = new Memtable();
    put(table, 'k', 3);
    table.put('k', undefined, { index: asLogIndex(4), newestView: 3 });
    expect(table.find('k', asLogIndex(4))).toMatchObject({ index: 4, record: undefined });
    expect(table.find('k', asLogIndex(3))?.record).toBe('k@3');
    expect(table.keyCount).toBe(1);
  });

  test('keeps an older version only if an open view may see it', () => {
    const table = new Memtable();
    put(table, 'k', 3);
    put(table, 'k', 5, 2);
    expect(table.find('k', asLogIndex(4))).toBeUndefined();
    put(table, 'k', 7, 5);
    expect(table.find('k', asLogIndex(6))?.record).toBe('k@5');
  });

  test('counts the bytes of what it keeps, and not of what it dropped', () => {
    const [table, once] = [new Memtable(), new Memtable()];
    for (let index = 1; index <= 9; index += 1) put(table, 'k', index);
    put(once, 'k', 9);
    expect(table.bytes).toBe(once.bytes);
    put(table, 'k', 10, 9);
    expect(table.bytes).toBeGreaterThan(once.bytes + 100);
  });

  test('brings many keys into order in bounded steps', () => {
    const table = new Memtable();
    for (let index = 1; index <= 5000; index += 1) put(table, String((index * 7919) % 5000), index);
    expect(table.sortSome()).toBe(false);
    const all = keys(table);
    expect(all).toHaveLength(5000);
    expect(all).toEqual(all.toSorted());
  });

  test('seeks the first key that is not below', () => {
    const table = new Memtable();
    for (const [at, key] of ['b', 'd', 'f'].entries()) put(table, key, at + 1);
    keys(table);
    const seek = (key: string): string | undefined => table.keyAt(table.seek(key));
    expect(['a', 'b', 'c', 'f', 'g'].map(seek)).toEqual(['b', 'b', 'd', 'f', undefined]);
    expect(table.keyAt(-1)).toBeUndefined();
  });

  test('agrees with a plain map, whenever keys are put in order', () => {
    const step = fc.oneof(fc.string({ maxLength: 3 }), fc.constant(undefined));
    const property = fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const table = new Memtable();
      const model = new Map<string, string>();
      const orders: (readonly string[])[] = [];
      const expected: (readonly string[])[] = [];
      for (const [at, key] of steps.entries()) {
        if (key === undefined) {
          orders.push(keys(table));
          expected.push([...model.keys()].toSorted((a, b) => (a < b ? -1 : 1)));
        } else {
          put(table, key, at + 1);
          model.set(key, `${key}@${at + 1}`);
        }
      }
      expect(orders).toEqual(expected);
      const newest = [...table.newest()].map(([key, { record }]) => [key, record] as const);
      expect(new Map(newest)).toEqual(model);
    });
    fc.assert(property, { seed: 1, numRuns: 300 });
  });
});
