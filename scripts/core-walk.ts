/**
 * Walks at random over the consensus core, seed after seed, and checks every invariant after every step.
 *
 *   npm run core-walk -- --from 1 --seeds 1000
 *
 * Exit codes: 0 nothing was found, 2 wrong usage, 10 a rule is broken.
 */
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { walk, walkSteps } from '../test/support/raft/walk.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The first seed of `count` from `from` on whose walk fails, with the failure. */
function firstFailure(from: number, count: number, steps: number): string | undefined {
  for (let seed = from; seed < from + count; seed += 1) {
    try {
      walk({ seed, steps });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return undefined;
}

function main(): number {
  const { values } = parseArgs({
    options: {
      from: { type: 'string', default: '1' },
      seeds: { type: 'string', default: '1000' },
      steps: { type: 'string', default: String(walkSteps) },
    },
  });
  const [from, seeds, steps] = [Number(values.from), Number(values.seeds), Number(values.steps)];
  if (![from, seeds, steps].every((value) => Number.isSafeInteger(value) && value > 0)) {
    print('usage: npm run core-walk -- [--from SEED] [--seeds N] [--steps N]');
    return 2;
  }
  const startedAt = performance.now();
  const failure = firstFailure(from, seeds, steps);
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  print(
    failure ?? `seeds ${from} to ${from + seeds - 1}, ${steps} steps each: nothing, ${seconds} s`,
  );
  return failure === undefined ? 0 : 10;
}

process.exitCode = main();
