/** What every engine must do. Each engine's test calls it with a way to open one on contents that survive. */
import { describe, expect, test } from 'vitest';
import type { Engine, EngineRange, EngineWrite } from '../../storage/engine/engine.ts';

/** Opens engines one after the other on the same contents. */
export type EngineHome = {
  readonly open: () => Promise<Engine>;
  readonly dispose: () => void;
};

const bytes = (...values: readonly number[]): string => String.fromCharCode(...values);
const put = (key: string, value: string): EngineWrite => ({ kind: 'put', key, value });
const hex = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : Buffer.from(value, 'latin1').toString('hex');

export function describeEngine(name: string, makeHome: () => EngineHome): void {
  describe(`${name} as an engine`, () => {
    test('gives back what a settled write put, also an empty value', async () => {
      await withEngine(makeHome, async (engine) => {
        await engine.write([put(bytes(1), bytes(9)), put(bytes(0, 255), bytes())]);
        expect(hex(engine.get(bytes(1)))).toBe('09');
        expect(hex(engine.get(bytes(0, 255)))).toBe('');
        expect(engine.get(bytes(2))).toBeUndefined();
      });
    });

    test('gives every byte back, in keys and in values', async () => {
      await withEngine(makeHome, async (engine) => {
        const every = bytes(...Array.from({ length: 256 }, (_, byte) => byte));
        const writes = Array.from(every, (byte) => put(`${byte}${every}`, every + byte));
        await engine.write(writes);
        for (const byte of Array.from(every))
          expect(engine.get(`${byte}${every}`)).toBe(every + byte);
        const snapshot = engine.snapshot();
        const iterator = snapshot.iterate({
          start: bytes(0),
          end: `${bytes(255)}~`,
          reverse: false,
        });
        expect(await iterator.next(1000)).toEqual(writes.map(({ key }) => [key, engine.get(key)]));
        await iterator.close();
        snapshot.close();
      });
    });

    test('keeps everything when it is closed and opened again', async () => {
      await withEngine(makeHome, async (engine, home) => {
        await engine.write([put(bytes(1), bytes(9))]);
        await engine.close();
        const again = await home.open();
        expect(hex(again.get(bytes(1)))).toBe('09');
        await again.close();
      });
    });

    test('lets the last write to a key in a batch win', async () => {
      await withEngine(makeHome, async (engine) => {
        await engine.write([put(bytes(1), bytes(1)), put(bytes(2), bytes(2))]);
        await engine.write([
          { kind: 'delete', key: bytes(1) },
          put(bytes(1), bytes(3)),
          put(bytes(2), bytes(4)),
          { kind: 'delete', key: bytes(2) },
        ]);
        expect(hex(engine.get(bytes(1)))).toBe('03');
        expect(engine.get(bytes(2))).toBeUndefined();
      });
    });

    test('orders keys by unsigned bytes, a proper prefix first, in both directions', async () => {
      await withEngine(makeHome, async (engine) => {
        const keys = [[128], [0], [1], [1, 0], [1, 255], [], [127], [254, 1]];
        await engine.write(
          keys.filter(({ length }) => length > 0).map((key) => put(bytes(...key), bytes())),
        );
        const ordered = ['00', '01', '0100', '01ff', '7f', '80', 'fe01'];
        expect(await listed(engine)).toEqual(ordered);
        expect(await listed(engine, { reverse: true })).toEqual(ordered.toReversed());
      });
    });

    test('includes the start of a range and excludes its end, in both directions', async () => {
      await withEngine(makeHome, async (engine) => {
        await engine.write([1, 2, 3, 4].map((byte) => put(bytes(byte), bytes())));
        const range = { start: bytes(2), end: bytes(4) };
        expect(await listed(engine, range)).toEqual(['02', '03']);
        expect(await listed(engine, { ...range, reverse: true })).toEqual(['03', '02']);
        expect(await listed(engine, { start: bytes(3), end: bytes(3) })).toEqual([]);
        expect(await listed(engine, { start: bytes(4), end: bytes(2) })).toEqual([]);
      });
    });

    test('shows a snapshot as it was, whatever is written after it', async () => {
      await withEngine(makeHome, async (engine) => {
        await engine.write([put(bytes(1), bytes(1)), put(bytes(2), bytes(2))]);
        const snapshot = engine.snapshot();
        const range = { start: bytes(), end: bytes(255), reverse: false };
        const iterator = snapshot.iterate(range);
        await engine.write([
          put(bytes(1), bytes(9)),
          { kind: 'delete', key: bytes(2) },
          put(bytes(3), bytes(3)),
        ]);
        expect(hex(snapshot.get(bytes(1)))).toBe('01');
        expect(hex(snapshot.get(bytes(2)))).toBe('02');
        expect(snapshot.get(bytes(3))).toBeUndefined();
        expect((await iterator.next(10)).map(([key]) => hex(key))).toEqual(['01', '02']);
        await iterator.close();
        snapshot.close();
      });
    });

    test('refuses an empty batch, which would prove nothing durable', async () => {
      await withEngine(makeHome, async (engine) => {
        await expect(engine.write([])).rejects.toThrow(/empty batch|writing to the state/);
      });
    });

    test('can be closed twice', async () => {
      await withEngine(makeHome, async (engine) => {
        await engine.close();
        await expect(engine.close()).resolves.toBeUndefined();
      });
    });
  });
}

async function withEngine(
  makeHome: () => EngineHome,

  use: (engine: Engine, home: EngineHome) => Promise<void>,
): Promise<void> {
  const home = makeHome();
  const engine = await home.open();
  try {
    await use(engine, home);
  } finally {
    await engine.close();
    home.dispose();
  }
}

async function listed(engine: Engine, range: Partial<EngineRange> = {}): Promise<string[]> {
  const snapshot = engine.snapshot();
  const iterator = snapshot.iterate({
    start: bytes(),
    end: bytes(255),
    reverse: false,
    ...range,
  });
  const keys: string[] = [];
  for (;;) {
    const pairs = await iterator.next(2);
    if (pairs.length === 0) break;
    keys.push(...pairs.map(([key]) => hex(key) ?? ''));
  }
  await iterator.close();
  await iterator.close();
  snapshot.close();
  snapshot.close();
  return keys;
}
