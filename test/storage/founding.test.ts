import { describe, expect, test } from 'vitest';
import { asWallMs } from '../../base/brand.ts';
import type { Disk } from '../../storage/disk/disk.ts';
import { CorruptionError } from '../../storage/errors.ts';
import { readFounding, storeFounding } from '../../storage/founding.ts';
import type { Founding } from '../../storage/founding.ts';
import { forgetful, honest } from '../support/faulty-disks.ts';
import type { OnDisk } from '../support/faulty-disks.ts';
import { CLUSTER_ID, NODE_ID } from '../support/log-fixtures.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';

const DIRECTORY = '/node';
const PATH = '/node/founding';
const member = { name: 'n1', peerAddress: 'localhost:1', grpcAddress: 'localhost:2' };
const founding: Founding = {
  clusterId: CLUSTER_ID,
  membership: { voters: [NODE_ID], learners: [], members: new Map([[NODE_ID, member]]) },
  stampedAt: asWallMs(1_700_000_000_000),
};

async function newDisk(seed: number): Promise<SimDisk> {
  const disk = new SimDisk(seed);
  await disk.makeDirectory(DIRECTORY);
  return disk;
}

/** Decides, unless it was decided before, and hands the decision out. */
async function isHandedOut(disk: Disk): Promise<boolean> {
  try {
    const decided = await readFounding(DIRECTORY, { disk });
    if (decided === undefined) await storeFounding(DIRECTORY, founding, { disk });
    return true;
  } catch {
    return false;
  }
}

/**
 * Cuts a founder short at every operation, twice in a row, the first time only its process; gives the cuts after which a
 * decision that had been handed out was lost.
 */
async function lostDecisions(
  onDisk: OnDisk,
  arm: (disk: SimDisk, n: number) => void,
): Promise<readonly string[]> {
  const lost: string[] = [];
  for (let first = 1; first <= 8; first += 1) {
    for (let second = 1; second <= 8; second += 1) {
      const disk = await newDisk(first);
      const wasHandedOut: boolean[] = [];
      for (const n of [first, second]) {
        arm(disk, n);
        wasHandedOut.push(await isHandedOut(onDisk(disk)));
        disk.crash(n === first ? 'process crash' : 'power loss', 8 * first + second);
      }
      disk.crash('power loss', 8 * first + second);
      const left = await readFounding(DIRECTORY, { disk });
      if (wasHandedOut.includes(true) && left === undefined) {
        lost.push(`operations ${first} and ${second}`);
      }
      expect([undefined, founding]).toContainEqual(left);
    }
  }
  return lost;
}

describe('the decision of a founder', () => {
  test('is absent until it is stored, and then what was stored', async () => {
    const disk = await newDisk(1);
    expect(await readFounding(DIRECTORY, { disk })).toBeUndefined();
    await storeFounding(DIRECTORY, founding, { disk });
    expect(await readFounding(DIRECTORY, { disk })).toEqual(founding);
  });

  test('is never lost once it was handed out, wherever the founder crashes or its disk fails', async () => {
    expect(await lostDecisions(honest, (disk, n) => disk.crashAtNth(n))).toEqual([]);
    for (const fault of ['I/O error', 'no space', 'short write', 'failed sync'] as const) {
      expect(await lostDecisions(honest, (disk, n) => disk.failNth(n, fault))).toEqual([]);
    }
    expect(await lostDecisions(forgetful, (disk, n) => disk.crashAtNth(n))).not.toEqual([]);
  });

  test('is durable when it was read, even if it had only been left in the memory of the machine', async () => {
    for (let seed = 1; seed <= 40; seed += 1) {
      const disk = await newDisk(seed);
      disk.failNth(5, 'failed sync');
      await expect(storeFounding(DIRECTORY, founding, { disk })).rejects.toThrow('cannot sync');
      disk.crash('process crash', seed);
      expect(await readFounding(DIRECTORY, { disk })).toEqual(founding);
      disk.crash('power loss', seed);
      expect(await readFounding(DIRECTORY, { disk })).toEqual(founding);
    }
  });

  test('is refused if any bit of it is flipped', async () => {
    const disk = await newDisk(1);
    await storeFounding(DIRECTORY, founding, { disk });
    const bits = 8 * (disk.contents(PATH) ?? new Uint8Array()).length;
    for (let bit = 0; bit < bits; bit += 1) {
      disk.flipBit(PATH, bit);
      const reading = readFounding(DIRECTORY, { disk });
      await expect(reading).rejects.toThrow(CorruptionError);
      await expect(reading).rejects.toThrow('restore the file from a copy');
      disk.flipBit(PATH, bit);
    }
  });
});
