import { expect, test } from 'vitest';
import { asClusterId, asNodeId } from '../../../base/brand.ts';
import { HINT_NAME, openHint, readHint, writeHint } from '../../../storage/wal/durable-hint.ts';
import { CLUSTER_ID, NODE_ID } from '../../support/log-fixtures.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };

async function diskWithHint(frame: number): Promise<SimDisk> {
  const disk = new SimDisk(1);
  await disk.makeDirectory('/wal');
  await writeHint(await openHint(disk, '/wal'), owner, frame);
  return disk;
}

test('a hint names the frame that was written last', async () => {
  const disk = await diskWithHint(7);
  expect(await readHint(disk, '/wal', owner)).toBe(7);
  await writeHint(await openHint(disk, '/wal'), owner, 2 ** 40);
  expect(await readHint(disk, '/wal', owner)).toBe(2 ** 40);
});

test('a hint that is missing, cut short or of another log names no frame', async () => {
  const disk = await diskWithHint(7);
  const others = [
    { ...owner, nodeId: asNodeId('00000000000000ff') },
    { ...owner, clusterId: asClusterId('f'.repeat(32)) },
  ];
  for (const other of others) expect(await readHint(disk, '/wal', other)).toBe(0);
  disk.place(
    `/wal/${HINT_NAME}`,
    (disk.contents(`/wal/${HINT_NAME}`) ?? new Uint8Array()).subarray(0, 15),
  );
  expect(await readHint(disk, '/wal', owner)).toBe(0);
  disk.take(`/wal/${HINT_NAME}`);
  expect(await readHint(disk, '/wal', owner)).toBe(0);
});

test('a hint needs no sync: one operation writes it, and a power loss may take it', async () => {
  const seen = new Set<number>();
  for (let seed = 1; seed <= 40; seed += 1) {
    const disk = await diskWithHint(7);
    await disk.syncDirectory('/wal');
    const before = disk.operationCount;
    await writeHint(await openHint(disk, '/wal'), owner, 8);
    expect(disk.operationCount - before).toBe(1);
    disk.crash('power loss', seed);
    seen.add(await readHint(disk, '/wal', owner));
  }
  expect(seen).toEqual(new Set([0, 7, 8]));
});
