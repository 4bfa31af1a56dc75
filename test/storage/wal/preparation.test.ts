import { expect, test } from 'vitest';
import { createTemporary, fillWithZeros, publish } from '../../../storage/wal/preparation.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const NAME = 'file.wal';
const TEMPORARY = '/wal/file.wal.tmp';
const MIB = 1024 * 1024;

async function newDisk(): Promise<SimDisk> {
  const disk = new SimDisk(1);
  await disk.makeDirectory('/wal');
  return disk;
}

test('a temporary file is empty, whatever a crash has left under its name', async () => {
  const disk = await newDisk();
  disk.place(TEMPORARY, Uint8Array.of(1, 2, 3));
  const file = await createTemporary(disk, '/wal', NAME);
  expect([file.path, await file.size()]).toEqual([TEMPORARY, 0]);
});

test('zeros are written durably, in pieces, over exactly the range', async () => {
  const disk = await newDisk();
  const file = await createTemporary(disk, '/wal', NAME);
  await file.writeDurable(Uint8Array.of(9), 0);
  const before = disk.operationCount;
  await fillWithZeros(file, { start: 1, end: 2 * MIB + 10 }, () => false);
  expect(disk.operationCount - before).toBe(3);
  await disk.syncDirectory('/wal');
  disk.crash('power loss', 1);
  const bytes = disk.contents(TEMPORARY) ?? new Uint8Array();
  expect(bytes.length).toBe(2 * MIB + 10);
  expect(bytes.findLastIndex((byte) => byte !== 0)).toBe(0);
});

test('filling stops between two pieces when it is told to', async () => {
  const disk = await newDisk();
  const file = await createTemporary(disk, '/wal', NAME);
  let asked = 0;
  await fillWithZeros(file, { start: 0, end: 10 * MIB }, () => {
    asked += 1;
    return asked > 2;
  });
  expect(await file.size()).toBe(2 * MIB);
});

test('a published file has its name for good, and only that', async () => {
  const disk = await newDisk();
  const temporary = await createTemporary(disk, '/wal', NAME);
  await temporary.writeDurable(Uint8Array.of(1), 0);
  const file = await publish(disk, temporary, { directory: '/wal', name: NAME });
  await file.writeDurable(Uint8Array.of(2), 1);
  disk.crash('power loss', 1);
  expect(disk.paths()).toEqual([`/wal/${NAME}`]);
  expect(disk.contents(`/wal/${NAME}`)).toEqual(Uint8Array.of(1, 2));
});
