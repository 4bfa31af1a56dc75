/** The log on a disk that crashes, or fails, at every single operation of a workload. */
import { describe, expect, test } from 'vitest';
import { Wal } from '../../../storage/wal/wal.ts';
import { honest } from '../../support/faulty-disks.ts';
import { sweepCrashes, sweepFaults } from '../../support/log-crash-sweep.ts';
import type { Crash, Fault } from '../../../sim/disk/sim-disk.ts';

/** The last two once found a fault that the others did not. */
const CRASH_SEEDS = [1, 2, 10, 15];
const FAULT_SEEDS = [1, 2];
const CRASHES: readonly Crash[] = ['process crash', 'power loss'];
const FAULTS: readonly Fault[] = ['I/O error', 'no space', 'short write', 'failed sync'];
const subject = { Wal, onDisk: honest };

describe('wherever the machine crashes, every acknowledged batch is there and nothing torn is', () => {
  for (const crash of CRASHES) {
    test.each(CRASH_SEEDS)(`${crash}, seed %i`, async (seed) => {
      const { violations, cuts } = await sweepCrashes(subject, { seed, crash });
      expect(violations).toEqual([]);
      expect(cuts).toBeGreaterThan(30);
    });
  }
});

describe('whichever operation fails, every acknowledged batch is there after a power loss', () => {
  for (const fault of FAULTS) {
    test.each(FAULT_SEEDS)(`${fault}, seed %i`, async (seed) => {
      const { violations, cuts } = await sweepFaults(subject, { seed, fault });
      expect(violations).toEqual([]);
      expect(cuts).toBeGreaterThan(30);
    });
  }
});
