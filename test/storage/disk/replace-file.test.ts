import { expect, test } from 'vitest';
import { replaceFile } from '../../../storage/disk/replace-file.ts';
import { forgetful, honest } from '../../support/faulty-disks.ts';
import type { OnDisk } from '../../support/faulty-disks.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const TARGET = { directory: '/d', name: 'f' };
const OLD = new Uint8Array(1000).fill(1);
const NEW = new Uint8Array(2000).fill(2);

/** What the file is after a replacement that was stopped at operation `n`, if it was. */
async function replaced(
  n: number,
  crash: 'process crash' | 'power loss',
  onDisk: OnDisk = honest,
): Promise<{ readonly left: 'old' | 'new' | 'other'; readonly isDone: boolean }> {
  const disk = new SimDisk(n);
  await disk.makeDirectory('/d');
  await replaceFile(disk, TARGET, OLD);
  disk.crashAtNth(n);
  const isDone = await replaceFile(onDisk(disk), TARGET, NEW).then(
    () => true,
    () => false,
  );
  disk.crash(crash, n);
  const left = JSON.stringify(disk.contents('/d/f'));
  const isOld = left === JSON.stringify(OLD);
  return { left: left === JSON.stringify(NEW) ? 'new' : isOld ? 'old' : 'other', isDone };
}

test('a replaced file is the old or the new one after a crash, and the new one once it settled', async () => {
  for (const crash of ['process crash', 'power loss'] as const) {
    for (let n = 1; n <= 40; n += 1) {
      const { left, isDone } = await replaced(n, crash);
      expect(left).toMatch(isDone ? /^new$/ : /^(?:new|old)$/);
      expect(isDone).toBe(n > 5);
    }
  }
});

test('a disk that forgets names is caught', async () => {
  const lefts: string[] = [];
  for (let n = 6; n <= 40; n += 1) {
    lefts.push((await replaced(n, 'power loss', forgetful)).left);
  }
  expect(lefts).toContain('old');
});

test('what a crash has left of an earlier replacement is no obstacle', async () => {
  const disk = new SimDisk(1);
  await disk.makeDirectory('/d');
  disk.place('/d/f.tmp', OLD);
  await replaceFile(disk, TARGET, NEW);
  expect(disk.contents('/d/f')).toEqual(NEW);
  expect(disk.paths()).toEqual(['/d/f']);
});

test('a failed sync leaves the old file in place', async () => {
  const disk = new SimDisk(1);
  await disk.makeDirectory('/d');
  await replaceFile(disk, TARGET, OLD);
  disk.failNth(3, 'failed sync');
  await expect(replaceFile(disk, TARGET, NEW)).rejects.toThrow('cannot sync /d/f.tmp');
  expect(disk.contents('/d/f')).toEqual(OLD);
});
