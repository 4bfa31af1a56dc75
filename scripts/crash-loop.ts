/**
 * Kills, restarts and pauses single nodes of a real three-node cluster under load, round after round, and judges
 * what its clients saw: no acknowledged write may be lost, no strong read may be stale.
 *
 *   npm run crash-loop -- --rounds 500 --seed 7
 *
 * Exit codes: 0 all rounds passed, 2 wrong usage, 10 a violation, 1 anything else.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { runCrashLoop } from '../test/support/cluster-crash-loop.ts';
import { TestCluster } from '../test/support/cluster-process.ts';

const roundsDefault = '500';
const seedsCount = 2 ** 31;

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: roundsDefault },
      seed: { type: 'string', default: String(Date.now() % seedsCount) },
    },
  });
  const rounds = Number(values.rounds);
  const seed = Number(values.seed);
  if (!Number.isSafeInteger(rounds) || rounds < 1 || !Number.isSafeInteger(seed) || seed < 0) {
    print('usage: npm run crash-loop -- [--rounds N] [--seed N]');
    return 2;
  }
  print(`seed ${seed}, ${rounds} rounds`);
  const startedAt = performance.now();
  await using cluster = await TestCluster.start();
  const result = await runCrashLoop({ cluster, rounds, seed, report: print });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  print(
    `seed ${seed}: ${result.rounds} rounds in ${seconds} s, ${result.acknowledgedWrites} writes acknowledged, ` +
      `${result.unknownWrites} of unknown outcome, ${result.strongReads} strong reads`,
  );
  if (result.violation === undefined) {
    print('no acknowledged write was lost and no strong read was stale');
    return 0;
  }
  print(result.violation);
  print(cluster.logs());
  return 10;
}

process.exitCode = await main();
