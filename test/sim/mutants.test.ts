/**
 * The simulator can fail: faults that are planted into whole nodes are found within a few seeds. All of them, with
 * more seeds: npm run sim:mutants.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { noChoice } from '../../sim/index.ts';
import { withRows } from '../support/sim/mutant-table.ts';
import { simMutants } from '../support/sim/mutants.ts';
import { loadSimMutant } from '../support/sim/planting.ts';

const root = join(import.meta.dirname, '../..');
/** Inside the tree, so that what a mutant imports is found and compiled as usual. */
const temporary = join(root, '.tmp');
let folder = '';
beforeAll(() => {
  mkdirSync(temporary, { recursive: true });
  folder = mkdtempSync(join(temporary, 'sim-mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What is found within a few seeds, and what must be violated then. */
const quickOnes: readonly (readonly [rule: string, foundAs: RegExp])[] = [
  ['P-3: an acknowledgement', /I-11/],
  ['D-4: checkpoints', /no stop|I-24|liveness/],
  ['E-12: a restarted node votes at once', /I-17/],
  ['X-2: a repeated request', /I-20/],
  ['M-3: one voter is changed', /I-15/],
];

it.each(quickOnes)('%s … is found', async (rule, foundAs) => {
  const mutant = simMutants.find((each) => each.rule.startsWith(rule));
  if (mutant === undefined) throw new Error(`there is no planted fault "${rule}"`);
  const simulate = await loadSimMutant(mutant, { root, folder: mkdtempSync(join(folder, 'm-')) });
  let found = 'nothing';
  for (let seed = 1; seed <= mutant.seedsMax && found === 'nothing'; seed += 1) {
    const { finding } = await simulate({ seed, seconds: 15, faults: noChoice });
    if (finding !== undefined) found = finding.rule;
  }
  expect(found).toMatch(foundAs);
});

it('the table keeps the rows of other faults that there still are, in order', () => {
  const mark = [
    '<!-- planted faults: npm run sim:mutants -- --write -->',
    '<!-- end of planted faults -->',
  ];
  const row = { rule: 'A', seeds: 3, seedsMax: 12, foundAs: 'I-1' };
  const empty = `before\n${mark[0]}\n${mark[1]}\nafter\n`;
  const first = withRows(empty, ['A', 'B'], [{ ...row, rule: 'B' }, row]);
  expect(first).toContain('| --- |\n| A | 3 | 12 | I-1 |\n| B | 3 | 12 | I-1 |\n\n<!--');
  const second = withRows(first, ['B'], [{ ...row, rule: 'B', seeds: undefined, foundAs: '' }]);
  expect(second).toContain('| --- |\n| B | not found | 12 |  |\n\n<!--');
  expect(second).toMatch(/^before\n.*\nafter\n$/s);
  expect(() => withRows('no table', ['A'], [row])).toThrow('no table between');
});

it.each(simMutants)('$rule: has its place in the sources', ({ file, find }) => {
  expect(readFileSync(join(root, `${file}.ts`), 'utf8').split(find)).toHaveLength(2);
});
