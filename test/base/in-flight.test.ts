import { describe, expect, it } from 'vitest';

import { InFlight } from '../../base/in-flight.ts';
import type { Random } from '../../base/random.ts';
import { seededRandom } from '../support/seeded-random.ts';

describe('InFlight', () => {
  it('does what a Map does, over random operations', () => {
    for (let seed = 1; seed <= 40; seed++) {
      const random = seededRandom(seed);
      const model = new Map<number, number>();
      const table = new InFlight<number>();
      const keysMax = [8, 60, 300, 5000][seed % 4] ?? 8;
      for (let step = 0; step < 5000; step++) {
        const key = randomKey(random, keysMax, seed);
        const isDelete = random.next() < 0.4;
        const asked = randomKey(random, keysMax, seed);
        const [seen, expected] = [table, model].map((map) => {
          const change = isDelete ? map.delete(key) : map.set(key, step).has(key);
          return `${change} ${map.get(asked)} ${map.has(asked)} ${map.size}`;
        });
        expect(seen, `seed ${seed}, step ${step}`).toBe(expected);
      }
      expect(sorted(table.entries())).toEqual(sorted([...model]));
      expect(table.values().toSorted(byNumber)).toEqual([...model.values()].toSorted(byNumber));
      table.clear();
      expect([table.size, table.entries()]).toEqual([0, []]);
    }
  });

  it('keeps a value of undefined apart from none', () => {
    const table = new InFlight<number | undefined>().set(7, undefined);
    expect([table.has(7), table.has(8), table.get(7)]).toEqual([true, false, undefined]);
    expect(table.entries()).toEqual([[7, undefined]]);
  });

  it('takes keys beyond 32 bits', () => {
    const table = new InFlight<string>();
    const keys = [1, 2 ** 32 + 1, 2 ** 33 + 1, Number.MAX_SAFE_INTEGER, 0];
    for (const key of keys) table.set(key, `v${key}`);
    for (const key of keys) expect(table.get(key)).toBe(`v${key}`);
    expect(table.delete(2 ** 32 + 1)).toBe(true);
    expect(table.get(1)).toBe('v1');
    expect(table.get(2 ** 33 + 1)).toBe(`v${2 ** 33 + 1}`);
  });

  it('may change while its entries are gone through', () => {
    const table = new InFlight<number>();
    for (let key = 0; key < 200; key++) table.set(key, key);
    let seen = 0;
    table.forEach((value, key) => {
      expect(value).toBe(key);
      table.delete(key);
      seen++;
    });
    expect([seen, table.size]).toEqual([200, 0]);
  });
});

/** Dense, strided and clustered keys in turn, so that searches collide and wrap around. */
function randomKey(random: Random, keysMax: number, seed: number): number {
  const stride = [1, 2, 2 ** 32][seed % 3] ?? 1;
  return Math.floor(random.next() * keysMax) * stride;
}

function byNumber(a: number, b: number): number {
  return a - b;
}

function sorted(entries: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  return entries.toSorted(([a], [b]) => a - b);
}
