/**
 * Plants every known fault into a copy of the build, one at a time, and counts the seeds that the simulator needs to find
 * it. Prints a table for docs/testing.md.
 *
 *   npm run sim:mutants -- --seeds 300
 *
 * Exit codes: 0 every fault was found, 2 wrong usage, 10 one was not.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { noChoice, secondsDefault } from '../sim/index.ts';
import { loadSimMutant, simMutants } from '../test/support/sim/mutants.ts';
import type { SimMutant } from '../test/support/sim/mutants.ts';

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** How many seeds from `first` on it takes, and what is violated then; undefined if `seeds` are not enough. */
async function search(
  mutant: SimMutant,
  seeds: { readonly first: number; readonly count: number },
  folder: string,
): Promise<
  { readonly count: number; readonly rule: string; readonly sentence: string } | undefined
> {
  const simulate = await loadSimMutant(mutant, { root: join(import.meta.dirname, '..'), folder });
  for (let count = 1; count <= seeds.count; count += 1) {
    const seed = seeds.first + count - 1;
    const { finding } = await simulate({ seed, seconds: secondsDefault, faults: noChoice });
    if (finding !== undefined) return { count, rule: finding.rule, sentence: finding.sentence };
  }
  return undefined;
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '300' },
      'first-seed': { type: 'string', default: '1' },
      only: { type: 'string', default: '' },
    },
  });
  const seeds = { first: Number(values['first-seed']), count: Number(values.seeds) };
  if (![seeds.first, seeds.count].every((value) => Number.isSafeInteger(value) && value > 0)) {
    print('usage: npm run sim:mutants -- [--seeds N] [--first-seed S] [--only TEXT]');
    return 2;
  }
  const parent = mkdtempSync(join(import.meta.dirname, '../mutants-'));
  let missed = 0;
  print('| Fault | Seeds | Found as |');
  print('| --- | --- | --- |');
  try {
    const chosen = simMutants.filter(({ rule }) => rule.includes(values.only));
    for (const [position, mutant] of chosen.entries()) {
      const found = await search(mutant, seeds, join(parent, String(position)));
      if (found === undefined) missed += 1;
      const how = found === undefined ? 'not found' : `${found.rule}: ${found.sentence}`;
      print(`| ${mutant.rule} | ${found?.count ?? `> ${seeds.count}`} | ${how} |`);
    }
  } finally {
    rmSync(parent, { recursive: true });
  }
  return missed === 0 ? 0 : 10;
}

process.exitCode = await main();
