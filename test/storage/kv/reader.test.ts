import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { EngineEpoch } from '../../../storage/kv/engine-epoch.ts';
import { textOfBytes, userDataPrefix } from '../../../storage/kv/keyspace.ts';
import { Memtable } from '../../../storage/kv/memtable.ts';
import { openStateView } from '../../../storage/kv/reader.ts';
import type { ReadView, RangeScan } from '../../../storage/kv/reader.ts';
import { encodeRecord, recordVersionstamp } from '../../../storage/kv/record.ts';
import { formatVersionstamp, versionstampAt } from '../../../storage/kv/versionstamp.ts';

/** A record that shows the index it was made at; undefined for a deletion. */
type Written = { readonly key: number; readonly isDeleted: boolean };

function numberedKey(number: number): Uint8Array {
  return Buffer.from(String(number).padStart(5, '0'));
}

function keyBytes(key: number): Uint8Array {
  return Uint8Array.of(key);
}

function recordAt(index: number): string {
  const value = { bytes: Uint8Array.of(index % 256), encoding: 'bytes' } as const;
  return encodeRecord(value, formatVersionstamp(versionstampAt(asLogIndex(index))));
}

/**
 * A view in front of writes: the first ones are in the engine, then comes a frozen memtable, then the active one. The
 * view is opened before the last `later` writes.
 */
function viewOf(layers: {
  readonly stored: readonly Written[];
  readonly frozen: readonly Written[];
  readonly active: readonly Written[];
  readonly later: readonly Written[];
}): { readonly view: ReadView; readonly model: ReadonlyMap<number, string> } {
  const prefix = userDataPrefix(0);
  const model = new Map<number, string>();
  const current = new Map<string, string>();
  const memtables = [new Memtable(), new Memtable()] as const;
  let index = 0;
  const { stored, frozen, active, later } = layers;
  const viewIndex = stored.length + frozen.length + active.length;
  for (const { key, isDeleted } of [...stored, ...frozen, ...active, ...later]) {
    index += 1;
    const text = prefix + textOfBytes(keyBytes(key));
    const record = isDeleted ? undefined : recordAt(index);
    if (index <= viewIndex) {
      if (record === undefined) model.delete(key);
      else model.set(key, record);
    }
    if (index > stored.length) {
      const table = index > stored.length + frozen.length ? memtables[0] : memtables[1];
      const newestView = index > viewIndex ? viewIndex : 0;
      table.put(text, record, { index: asLogIndex(index), newestView });
    } else if (record === undefined) {
      current.delete(text);
    } else {
      current.set(text, record);
    }
  }
  const view = openStateView(
    {
      appliedIndex: asLogIndex(viewIndex),
      now: asWallMs(0),
      memtables,
      epoch: new EngineEpoch(new MemoryEngine({ current })),
      pause: async () => {
        await Promise.resolve();
      },
    },
    () => undefined,
  );
  return { view, model };
}

async function readAll(scan: RangeScan, countMax: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (;;) {
    const entries = await scan.next({ countMax, bytesMax: Infinity });
    if (entries.length === 0) break;
    found.push(...entries.map(({ key, record }) => `${key.charCodeAt(0)}=${record}`));
  }
  await scan.close();
  return found;
}

const written = fc.array(fc.record({ key: fc.nat(12), isDeleted: fc.boolean() }), {
  maxLength: 12,
});

describe('a view', () => {
  test('reads what was there when it was opened, from every layer, alone and in ranges', async () => {
    const property = fc.asyncProperty(
      fc.record({ stored: written, frozen: written, active: written, later: written }),
      fc.record({ start: fc.nat(13), end: fc.nat(13), reverse: fc.boolean() }),
      fc.integer({ min: 1, max: 5 }),
      async (layers, range, countMax) => {
        const { view, model } = viewOf(layers);
        for (let key = 0; key <= 12; key += 1) {
          const entry = view.get(0, keyBytes(key));
          const record = model.get(key);
          expect(entry && formatVersionstamp(entry.versionstamp)).toBe(
            record && recordVersionstamp(record),
          );
        }
        const inRange = [...model]
          .filter(([key]) => key >= range.start && key < range.end)
          .toSorted(([a], [b]) => a - b)
          .map(([key, record]) => `${key}=${record}`);
        const scan = view.scan({
          database: 0,
          start: keyBytes(range.start),
          end: keyBytes(range.end),
          reverse: range.reverse,
        });
        const expected = range.reverse ? inRange.toReversed() : inRange;
        expect(await readAll(scan, countMax)).toEqual(expected);
        view.close();
      },
    );
    await fc.assert(property, { seed: 1, numRuns: 300 });
  });

  test('gives no further entry once the bytes are reached', async () => {
    const stored = [1, 2, 3, 4].map((key) => ({ key, isDeleted: false }));
    const { view } = viewOf({ stored, frozen: [], active: [], later: [] });
    const range = { database: 0, start: keyBytes(0), end: keyBytes(9), reverse: false };
    const scan = view.scan(range);
    const sizes: number[] = [];
    for (const bytesMax of [1, 32, 1000]) {
      sizes.push((await scan.next({ countMax: 10, bytesMax })).length);
    }
    expect(sizes).toEqual([1, 2, 1]);
    await scan.close();
    view.close();
  });

  test('walks over what has expired in few steps, and gives out what has not', async () => {
    const engine = new MemoryEngine();
    const stamp = formatVersionstamp(versionstampAt(asLogIndex(1)));
    const value = { bytes: Uint8Array.of(1), encoding: 'bytes' } as const;
    const expired = encodeRecord(value, stamp, 50);
    const count = 5000;
    await engine.write(
      Array.from({ length: count }, (_, number) => ({
        kind: 'put',
        key: userDataPrefix(0) + textOfBytes(numberedKey(number)),
        value: number === count - 1 ? encodeRecord(value, stamp, 51) : expired,
      })),
    );
    let pauses = 0;
    const source = {
      appliedIndex: asLogIndex(1),
      now: asWallMs(50),
      memtables: [],
      epoch: new EngineEpoch(engine),
      pause: async () => {
        pauses += 1;
        await Promise.resolve();
      },
    };
    const view = openStateView(source, () => undefined);
    const range = { database: 0, start: Uint8Array.of(), end: Uint8Array.of(255), reverse: false };
    const scan = view.scan(range);
    const found = await scan.next({ countMax: 1, bytesMax: 1000 });
    expect(found.map(({ key }) => key)).toEqual([textOfBytes(numberedKey(count - 1))]);
    expect(pauses).toBeLessThan(20);
    expect(view.get(0, numberedKey(0))).toBeUndefined();
    expect(view.get(0, numberedKey(count - 1))).toBeDefined();
    await scan.close();
    view.close();
  });

  test('sees one database only', () => {
    const stored = [{ key: 1, isDeleted: false }];
    const { view } = viewOf({ stored, frozen: [], active: [], later: [] });
    expect(view.get(0, keyBytes(1))).toBeDefined();
    expect(view.get(1, keyBytes(1))).toBeUndefined();
  });

  test('is closed once, and not read after that', async () => {
    const { view } = viewOf({ stored: [], frozen: [], active: [], later: [] });
    const range = { database: 0, start: keyBytes(0), end: keyBytes(9), reverse: false };
    const scan = view.scan(range);
    await scan.close();
    await scan.close();
    view.close();
    view.close();
    expect(() => view.get(0, keyBytes(1))).toThrow('get on a closed view');
    expect(() => view.scan(range)).toThrow('scan on a closed view');
  });
});
