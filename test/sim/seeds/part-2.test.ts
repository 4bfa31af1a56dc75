import { expect, test } from 'vitest';
import { firstFailureOf } from '../../support/sim/seeds.ts';

/** Parts of the seeds are files of their own, so that they run beside each other. */
const firstSeed = 126;

test.each([0, 25, 50, 75, 100])(
  'twenty-five simulated clusters from number %i on hold',
  async (from) => {
    expect(await firstFailureOf(firstSeed + from, 25)).toBeUndefined();
  },
);
