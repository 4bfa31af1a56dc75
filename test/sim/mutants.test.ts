/**
 * The simulator can fail: faults that are planted into whole nodes are found within a few seeds. All of them, with
 * more seeds: npm run sim:mutants.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noChoice } from '../../sim/index.ts';
import { loadSimMutant, simMutants } from '../support/sim/mutants.ts';

const root = join(import.meta.dirname, '../..');
/** Inside the tree, so that what a mutant imports is found and compiled as usual. */
const temporary = join(root, '.tmp');
let folder = '';
beforeAll(() => {
  mkdirSync(temporary, { recursive: true });
  folder = mkdtempSync(join(temporary, 'sim-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** With the seeds that are enough, from 1 on, and what must be violated then. */
const quickOnes: readonly (readonly [rule: string, seedsMax: number, foundAs: RegExp])[] = [
  ['P-3: an acknowledgement', 20, /I-11/],
  ['W-1: a batch counts as durable', 20, /no stop|I-6|I-8/],
  ['D-4: checkpoints', 30, /no stop|I-24/],
  ['8.4: a forwarded write that is not answered', 40, /I-20/],
  // A leader that hears nobody keeps its office by the same mistake, so that nobody is served.
  ['9.1: the lease is measured from the answer', 80, /I-12|liveness/],
];

it.each(quickOnes)('%s … is found', async (rule, seedsMax, foundAs) => {
  const mutant = simMutants.find((each) => each.rule.startsWith(rule));
  if (mutant === undefined) throw new Error(`there is no planted fault "${rule}"`);
  const simulate = await loadSimMutant(mutant, { root, folder: mkdtempSync(join(folder, 'm-')) });
  let found = 'nothing';
  for (let seed = 1; seed <= seedsMax && found === 'nothing'; seed += 1) {
    const { finding } = await simulate({ seed, seconds: 15, faults: noChoice });
    if (finding !== undefined) found = finding.rule;
  }
  expect(found).toMatch(foundAs);
});

it.each(simMutants)('$rule: has its place in the sources', ({ file, find }) => {
  expect(readFileSync(join(root, `${file}.ts`), 'utf8').split(find)).toHaveLength(2);
});
