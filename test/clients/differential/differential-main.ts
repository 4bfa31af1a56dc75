/**
 * The differential test as a Deno program: the same random operations on two databases, which must answer alike.
 *
 *   npm run differential -- --seed 1 --steps 5000 --left :memory: --right http://127.0.0.1:4512
 *
 * A target is `:memory:`, a file, or a URL, for which DENO_KV_ACCESS_TOKEN has the token. Both are emptied. Exit codes:
 * 0 no difference, 2 wrong usage, 10 a difference, which is printed with a smaller sequence that shows it.
 */
import process from 'node:process';
import { inspect, parseArgs } from 'node:util';
import { findDifference } from './comparison.ts';
import type { Targets } from './comparison.ts';
import { generateSteps } from './generator.ts';
import { plantedFaults, toleratedDifferences } from './planted-faults.ts';
import { shrink } from './shrinking.ts';
import type { Step } from './step.ts';
import { denoTarget } from './target.ts';
import type { DifferentialTarget } from './target.ts';

/** What may be put before the right target, to see whether it is found. */
const plants = { ...plantedFaults, ...toleratedDifferences };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function open(path: string): Promise<DifferentialTarget> {
  return denoTarget(await Deno.openKv(path));
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string', default: '1' },
      steps: { type: 'string', default: '5000' },
      left: { type: 'string', default: ':memory:' },
      right: { type: 'string', default: ':memory:' },
      plant: { type: 'string' },
    },
  });
  const [seed, count] = [Number(values.seed), Number(values.steps)];
  const plant = values.plant === undefined ? undefined : plants[values.plant];
  const isKnown = values.plant === undefined || plant !== undefined;
  if (![seed, count].every((it) => Number.isSafeInteger(it) && it > 0) || !isKnown) {
    print('usage: npm run differential -- [--seed N] [--steps N] [--left TARGET] [--right TARGET]');
    print(`       [--plant FAULT], one of: ${Object.keys(plants).join(', ')}`);
    return 2;
  }
  const [left, right] = [await open(values.left), await open(values.right)];
  const targets = { left, right: plant === undefined ? right : plant(right) };
  try {
    return await compare(targets, { ...values, seed, count });
  } finally {
    left.close();
    right.close();
  }
}

type Run = {
  readonly seed: number;
  readonly count: number;
  readonly left: string;
  readonly right: string;
  readonly plant?: string;
};

/** Gives the exit code. */
async function compare(targets: Targets, run: Run): Promise<number> {
  const { seed, count } = run;
  const steps = generateSteps(seed, count);
  const difference = await findDifference(targets, steps);
  if (difference === undefined) {
    print(`seed ${seed}: ${count} steps, no difference`);
    return 0;
  }
  print(`seed ${seed}, step ${difference.index}: ${renderStep(steps[difference.index])}`);
  print(`left:  ${difference.left}\nright: ${difference.right}`);
  const planted = run.plant === undefined ? '' : ` --plant '${run.plant}'`;
  print(
    `again: npm run differential -- --seed ${seed} --steps ${count} --left ${run.left} ` +
      `--right ${run.right}${planted}`,
  );
  const smaller = await shrink(
    steps.slice(0, difference.index + 1),
    async (candidate) => (await findDifference(targets, candidate)) !== undefined,
  );
  print(`${smaller.length} of its steps are enough:`);
  for (const step of smaller) print(`  ${renderStep(step)}`);
  const last = await findDifference(targets, smaller);
  print(`left:  ${last?.left ?? 'no difference any more'}\nright: ${last?.right ?? ''}`);
  return 10;
}

function renderStep(step: Step | undefined): string {
  if (step === undefined) return 'everything that is stored in the end';
  return inspect(step, {
    depth: 8,
    breakLength: Infinity,
    compact: true,
    maxArrayLength: 20,
    maxStringLength: 60,
  });
}

process.exitCode = await main();
