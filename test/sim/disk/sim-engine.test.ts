import { expect, test } from 'vitest';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';
import { SimEngine } from '../../../sim/disk/sim-engine.ts';
import type { EngineWrite } from '../../../storage/index.ts';
import { describeEngine } from '../../conformance/engine-suite.ts';

const directory = '/state';

describeEngine('the simulated engine', () => {
  const disk = new SimDisk(1);
  return {
    open: async () => await SimEngine.open({ directory, isBarrierOn: true }, disk),
    dispose: () => undefined,
  };
});

const batchCount = 30;

function batch(number: number): readonly EngineWrite[] {
  return [
    { kind: 'put', key: `key ${number}`, value: 'x'.repeat(150) },
    { kind: 'put', key: 'last', value: String(number) },
  ];
}

/** Writes batches, loses power, and gives the numbers of those that are found again. */
async function survivors(seed: number, isBarrierOn: boolean): Promise<readonly number[]> {
  const disk = new SimDisk(seed);
  const engine = await SimEngine.open({ directory, isBarrierOn }, disk);
  for (let number = 1; number <= batchCount; number += 1) await engine.write(batch(number));
  disk.crash('power loss', seed);
  const again = await SimEngine.open({ directory, isBarrierOn }, disk);
  const numbers = Array.from({ length: batchCount }, (_, position) => position + 1);
  return numbers.filter((number) => again.get(`key ${number}`) !== undefined);
}

test('with the barrier no batch is ever lost that has settled', async () => {
  for (let seed = 1; seed <= 20; seed += 1) {
    expect(await survivors(seed, true)).toHaveLength(batchCount);
  }
});

test('without the barrier a power loss takes batches out of the middle, and the open says nothing', async () => {
  let holes = 0;
  for (let seed = 1; seed <= 60; seed += 1) {
    const found = await survivors(seed, false);
    if (found.some((number, position) => number !== position + 1)) holes += 1;
  }
  expect(holes).toBeGreaterThan(3);
});

test('a long log gives way to a new table, and nothing is lost', async () => {
  const disk = new SimDisk(3);
  const engine = await SimEngine.open({ directory, isBarrierOn: true }, disk);
  for (let number = 1; number <= 500; number += 1) await engine.write(batch(number));
  expect(disk.paths().filter((path) => path.endsWith('.table'))).toHaveLength(1);
  disk.crash('power loss', 1);
  const again = await SimEngine.open({ directory, isBarrierOn: true }, disk);
  expect(again.get('last')).toBe('500');
  expect(again.get('key 1')).toBeDefined();
});
