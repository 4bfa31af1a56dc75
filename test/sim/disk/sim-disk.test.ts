import { describe, expect, test } from 'vitest';
import type { DiskFile } from '../../../storage/disk/disk.ts';
import { IoError } from '../../../storage/errors.ts';
import { SimDisk, SimulatedCrash } from '../../../sim/disk/sim-disk.ts';

const SEEDS = Array.from({ length: 200 }, (_, at) => at + 1);
const OLD = bytesOf('o', 1024);
const NEW = bytesOf('n', 1024);

function bytesOf(character: string, count: number): Uint8Array {
  return new TextEncoder().encode(character.repeat(count));
}

function textOf(disk: SimDisk, path: string): string | undefined {
  const bytes = disk.contents(path);
  return bytes === undefined ? undefined : new TextDecoder('latin1').decode(bytes);
}

/** A disk with the file /d/f, which durably holds `OLD`. */
async function diskWithFile(seed: number): Promise<{ disk: SimDisk; file: DiskFile }> {
  const disk = new SimDisk(seed);
  await disk.makeDirectory('/d');
  const file = await disk.open('/d/f', { create: true });
  await file.writeDurable(OLD, 0);
  await disk.syncDirectory('/d');
  return { disk, file };
}

/** Replaces /d/f as a whole: the fourth operation that counts syncs the name. */
async function replace(disk: SimDisk, text: string): Promise<void> {
  const file = await disk.open('/d/f.tmp', { create: true });
  await file.writeDurable(bytesOf(text, 1), 0);
  await disk.rename('/d/f.tmp', '/d/f');
  await disk.syncDirectory('/d');
}

/** What /d/f can be after a power loss, over many seeds. */
async function afterPowerLoss(
  prepare: (parts: { disk: SimDisk; file: DiskFile }) => Promise<void>,
): Promise<readonly (string | undefined)[]> {
  const found: (string | undefined)[] = [];
  for (const seed of SEEDS) {
    const parts = await diskWithFile(seed);
    await prepare(parts);
    parts.disk.crash('power loss', seed);
    found.push(textOf(parts.disk, '/d/f'));
  }
  return found;
}

/** What became of each sector of `OLD`, over which `NEW` was written. */
function fatesOf(text = ''): readonly string[] {
  return [text.slice(0, 512), text.slice(512)].map((sector) =>
    sector === 'n'.repeat(512) ? 'kept' : sector === 'o'.repeat(512) ? 'dropped' : 'garbled',
  );
}

async function loseHalfAWrite(seed: number): Promise<string | undefined> {
  const { disk, file } = await diskWithFile(seed);
  await file.write(NEW, 100);
  disk.crash('power loss', seed);
  return textOf(disk, '/d/f');
}

describe('the simulated disk', () => {
  test('a process crash keeps everything that was written', async () => {
    const { disk, file } = await diskWithFile(1);
    await file.write(NEW, 0);
    disk.crash('process crash', 1);
    expect(disk.contents('/d/f')).toEqual(NEW);
  });

  test('a power loss keeps what was synced, in both ways of syncing', async () => {
    const synced = await afterPowerLoss(async ({ file }) => {
      await file.write(NEW, 0);
      await file.sync();
    });
    const durable = await afterPowerLoss(async ({ file }) => {
      await file.writeDurable(NEW, 0);
    });
    expect(new Set([...synced, ...durable])).toEqual(new Set(['n'.repeat(1024)]));
  });

  test('a power loss keeps, drops or garbles each unsynced sector by itself', async () => {
    const found = await afterPowerLoss(async ({ file }) => {
      await file.write(NEW, 0);
    });
    const seen = new Set(found.map((text) => fatesOf(text).join(' ')));
    expect([...seen].toSorted()).toEqual(
      ['kept', 'dropped', 'garbled']
        .flatMap((first) => ['kept', 'dropped', 'garbled'].map((second) => `${first} ${second}`))
        .toSorted(),
    );
  });

  test('a power loss does not touch durable bytes beside a lost write in one sector', async () => {
    const found = await afterPowerLoss(async ({ file }) => {
      await file.write(bytesOf('n', 100), 1000);
    });
    expect(found.every((text) => text?.startsWith('o'.repeat(1000)))).toBe(true);
    expect(new Set(found.map((text) => text?.length)).size).toBeGreaterThan(1);
  });

  test('a durable write does not make an earlier unsynced one durable', async () => {
    const found = await afterPowerLoss(async ({ file }) => {
      await file.write(bytesOf('u', 512), 0);
      await file.writeDurable(bytesOf('n', 512), 512);
    });
    expect(found.every((text) => text?.endsWith('n'.repeat(512)))).toBe(true);
    expect(found).toContain('o'.repeat(512) + 'n'.repeat(512));
  });

  test('names are durable only after their directory was synced', async () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      const made = await disk.open('/d/made', { create: true });
      await made.writeDurable(NEW, 0);
      await disk.rename('/d/f', '/d/g');
      disk.crash('power loss', seed);
      seen.add(disk.paths().join(' '));
    }
    expect([...seen].toSorted()).toEqual(['/d/f', '/d/f /d/made', '/d/g', '/d/g /d/made']);

    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      await disk.open('/d/made', { create: true });
      await disk.rename('/d/f', '/d/g');
      await disk.remove('/d/made');
      await disk.syncDirectory('/d');
      disk.crash('power loss', seed);
      expect(disk.paths()).toEqual(['/d/g']);
    }
  });

  test('after a failed sync, pages look clean: they are read, but a later sync does not write them', async () => {
    const found = await afterPowerLoss(async ({ disk, file }) => {
      await file.write(NEW, 0);
      disk.failNth(1, 'failed sync');
      await expect(file.sync()).rejects.toThrow(IoError);
      expect(textOf(disk, '/d/f')).toBe('n'.repeat(1024));
      await file.sync();
      disk.crash('process crash', 1);
      expect(textOf(disk, '/d/f')).toBe('n'.repeat(1024));
    });
    expect(found).toContain('o'.repeat(1024));
  });

  test('after a failed sync of a directory, a later one does not make its names durable', async () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      await disk.rename('/d/f', '/d/g');
      disk.failNth(1, 'failed sync');
      await expect(disk.syncDirectory('/d')).rejects.toThrow(IoError);
      await disk.syncDirectory('/d');
      disk.crash('power loss', seed);
      seen.add(disk.paths().join(' '));
    }
    expect(seen).toEqual(new Set(['/d/f', '/d/g']));
  });

  test('a file that was replaced again after a failed sync stays replaced once that is synced (W-14)', async () => {
    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      disk.failNth(4, 'failed sync');
      await expect(replace(disk, '1')).rejects.toThrow(IoError);
      await replace(disk, '2');
      disk.crash('power loss', seed);
      expect(textOf(disk, '/d/f')).toBe('2');
    }
  });

  test('a directory that another one replaces does not get back what was removed from it for good', async () => {
    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      await disk.makeDirectory('/x');
      await disk.open('/x/f', { create: true });
      disk.failNth(1, 'failed sync');
      await expect(disk.syncDirectory('/x')).rejects.toThrow(IoError);
      await disk.remove('/d/f');
      await disk.syncDirectory('/d');
      await disk.makeDirectory('/e');
      await disk.open('/e/new', { create: true });
      await disk.rename('/e', '/d');
      disk.crash('power loss', seed);
      expect(disk.paths()).not.toContain('/d/f');
    }
  });

  test.each([
    ['I/O error', /^o{10}$/],
    ['no space', /^o{10}$/],
    ['short write', /^2*o+$/],
    ['failed sync', /^2{10}$/],
  ] as const)('the fault "%s" meets the chosen operation, and no other', async (fault, left) => {
    const { disk, file } = await diskWithFile(1);
    disk.failNth(2, fault);
    await file.writeDurable(bytesOf('1', 10), 0);
    await expect(file.writeDurable(bytesOf('2', 10), 10)).rejects.toThrow(IoError);
    await file.writeDurable(bytesOf('3', 10), 20);
    const text = textOf(disk, '/d/f') ?? '';
    expect(text.slice(0, 10) + text.slice(20, 30)).toBe('11111111113333333333');
    expect(text.slice(10, 20)).toMatch(left);
  });

  test('a full disk takes writes within a file, and nothing that needs space', async () => {
    const { disk, file } = await diskWithFile(1);
    disk.isFull = true;
    await file.writeDurable(NEW, 0);
    await expect(file.writeDurable(NEW, 1)).rejects.toThrow('ENOSPC');
    await expect(disk.open('/d/g', { create: true })).rejects.toThrow('ENOSPC');
    disk.isFull = false;
    await file.writeDurable(NEW, 1);
  });

  test('the read that was chosen fails', async () => {
    const { disk, file } = await diskWithFile(1);
    disk.failNthRead(2);
    expect(file.readSync(0, 1)).toEqual(bytesOf('o', 1));
    expect(() => file.readSync(0, 1)).toThrow(IoError);
    expect(file.readSync(1023, 9)).toEqual(bytesOf('o', 1));
  });

  test('from a crash on, everything rejects, and files that were open stay dead', async () => {
    const { disk, file } = await diskWithFile(1);
    disk.crashAtNth(1);
    await expect(file.writeDurable(NEW, 0)).rejects.toThrow(SimulatedCrash);
    await expect(disk.read('/d/f')).rejects.toThrow(SimulatedCrash);
    disk.crash('process crash', 1);
    await expect(file.writeDurable(NEW, 0)).rejects.toThrow(SimulatedCrash);
    expect(await disk.read('/d/f')).toHaveLength(1024);
  });

  test('the operation under way at a crash is done, in part, or not at all', async () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const { disk, file } = await diskWithFile(seed);
      disk.crashAtNth(1);
      await expect(file.writeDurable(NEW, 0)).rejects.toThrow(SimulatedCrash);
      disk.crash('process crash', seed);
      const text = textOf(disk, '/d/f') ?? '';
      expect(text).toMatch(/^n*o*$/);
      seen.add(text.includes('o') ? (text.includes('n') ? 'part' : 'nothing') : 'all');
    }
    expect(seen).toEqual(new Set(['all', 'part', 'nothing']));
  });

  test('two operations at a time on one file are a bug of the caller', async () => {
    const { file } = await diskWithFile(1);
    const first = file.writeDurable(NEW, 0);
    await expect(file.write(NEW, 0)).rejects.toThrow('while another operation is under way');
    await first;
  });

  test('a flipped bit is seen by readers and stays', async () => {
    const { disk } = await diskWithFile(1);
    disk.flipBit('/d/f', 8 * 3 + 1);
    disk.crash('power loss', 1);
    expect(textOf(disk, '/d/f')?.slice(0, 5)).toBe('ooomo');
  });

  test('the same seed gives the same disk', async () => {
    for (const seed of SEEDS) {
      expect(await loseHalfAWrite(seed)).toBe(await loseHalfAWrite(seed));
    }
  });

  test('a directory moves as a whole or stays, until its new parent is synced', async () => {
    const seen = new Set<string>();
    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      await disk.makeDirectory('/e');
      await disk.rename('/d', '/e/d');
      expect(await disk.list('/e')).toEqual(['d']);
      disk.crash('power loss', seed);
      seen.add(disk.paths().join(' '));
    }
    expect(seen).toEqual(new Set(['/d/f', '/e/d/f']));
    const { disk } = await diskWithFile(1);
    await disk.makeDirectory('/e');
    await disk.rename('/d', '/e/d');
    await disk.syncDirectory('/e');
    disk.crash('power loss', 1);
    expect(disk.paths()).toEqual(['/e/d/f']);
    await expect(disk.rename('/nothing', '/x')).rejects.toThrow(IoError);
  });

  test('what was still to happen in a directory does not happen to another one of its name', async () => {
    for (const seed of SEEDS) {
      const { disk } = await diskWithFile(seed);
      await disk.makeDirectory('/e/d');
      disk.place('/e/d/old', NEW);
      await disk.removeDirectory('/e/d');
      await disk.rename('/d', '/e/d');
      await disk.syncDirectory('/e');
      disk.crash('power loss', seed);
      expect(disk.paths()).toEqual(['/e/d/f']);
    }
  });
});
