/** A short run of the soak test: single nodes are killed, restarted and paused at random under load. */
import { expect, onTestFailed, test } from 'vitest';
import { runCrashLoop } from '../support/cluster-crash-loop.ts';
import { TestCluster } from '../support/cluster-process.ts';

const seed = 20_261_124;
const rounds = 20;

test(`${rounds} rounds lose no acknowledged write and serve no stale strong read (seed ${seed})`, async () => {
  await using cluster = await TestCluster.start();
  onTestFailed(() => {
    process.stderr.write(`repeat: npm run crash-loop -- --rounds ${rounds} --seed ${seed}\n`);
  });
  const result = await runCrashLoop({ cluster, rounds, seed, report: () => undefined });
  expect(result.violation).toBeUndefined();
  expect(result).toMatchObject({ rounds });
  expect(result.acknowledgedWrites).toBeGreaterThan(rounds * 10);
  expect(result.strongReads).toBeGreaterThan(rounds * 10);
});
