import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { EngineWrite } from '../../../storage/engine/engine.ts';
import { LevelEngine } from '../../../storage/engine/level-engine.ts';
import { LockedError } from '../../../storage/errors.ts';
import { describeEngine } from '../../conformance/engine-suite.ts';
import { immediateClock } from '../../support/immediate-clock.ts';

function makeHome(): { path: string; open: () => Promise<LevelEngine>; dispose: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'kvorum-engine-'));
  return {
    path,
    open: async () => await LevelEngine.open({ path }, { clock: immediateClock }),
    dispose: () => {
      rmSync(path, { recursive: true });
    },
  };
}

describeEngine('the LevelDB engine', makeHome);

test('a second opener is told that the state is locked', async () => {
  const home = makeHome();
  const engine = await home.open();
  await expect(home.open()).rejects.toBeInstanceOf(LockedError);
  await engine.close();
  home.dispose();
});

test('a state whose CURRENT file is garbage is refused', async () => {
  const home = makeHome();
  await (await home.open()).close();
  writeFileSync(join(home.path, 'CURRENT'), 'MANIFEST-999999\n');
  await expect(home.open()).rejects.toThrow('the state in');
  home.dispose();
});

test.each([
  ['d', 'get'],
  ['dd', 'get'],
  ['ddd', 'get'],
  ['ddd', 'snapshot'],
] as const)(
  'a key that begins with %s is found by %s whatever its length, and never by its beginning',
  async (prefix, by) => {
    const home = makeHome();
    const engine = await home.open();
    // Shorter ones first, as they come in life: what the binding keeps for keys grows with them.
    const keys = Array.from({ length: 1060 }, (_, count) => prefix + '\0\u00ff'.repeat(count + 1));
    const even = keys.filter((_, position) => position % 2 === 0);
    await engine.write(even.map((key) => ({ kind: 'put', key, value: String(key.length) })));
    const snapshot = engine.snapshot();
    const source = by === 'get' ? engine : snapshot;
    expect(source.get('k')).toBeUndefined();
    const found = keys.map((key) => source.get(key));
    snapshot.close();
    await engine.close();
    home.dispose();
    expect(found).toEqual(
      keys.map((key, position) => (position % 2 === 0 ? String(key.length) : undefined)),
    );
  },
);

test('a long batch lets other work run while it is built', async () => {
  const home = makeHome();
  let turns = 0;
  const clock = {
    ...immediateClock,
    soon: (callback: () => void): void => {
      turns += 1;
      setImmediate(callback);
    },
  };
  const engine = await LevelEngine.open({ path: home.path }, { clock });
  await engine.write(manyWrites(5000));
  expect(turns).toBeGreaterThanOrEqual(5);
  expect(engine.get(String.fromCharCode(4999 >> 8, 4999 & 0xff))).toBeDefined();
  await engine.close();
  home.dispose();
});

test('after a failed write every further write is refused (rule D-6)', async () => {
  const home = makeHome();
  const engine = await home.open();
  await expect(engine.write(failingWrites())).rejects.toThrow('writing to the state');
  await expect(engine.write(manyWrites(1))).rejects.toThrow('failed');
  await engine.close();
  expect(readdirSync(home.path)).toContain('CURRENT');
  home.dispose();
});

function* failingWrites(): Generator<EngineWrite> {
  yield { kind: 'put', key: 'a', value: 'b' };
  throw new Error('planted');
}

function* manyWrites(count: number): Generator<EngineWrite> {
  for (let number = 0; number < count; number += 1) {
    const key = String.fromCharCode(number >> 8, number & 0xff);
    yield { kind: 'put', key, value: key };
  }
}
