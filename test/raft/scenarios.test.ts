/** The map of scenarios in docs/testing.md is complete, and names only tests that exist. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const testFolder = join(import.meta.dirname, '..');
const scenarioCount = 140;
const absenceWords = /\bnone: |\bcomes? with /;

const isTest = (name: string): boolean => /\.test\.ts$|^[\w-]+\.txt$/.test(name);
const pathOf = (name: string): string => (name.endsWith('.txt') ? `raft/scripts/${name}` : name);

/** What is wrong with the table of scenarios in `text`; `exists` is asked for paths below test/. */
function problemsOf(text: string, exists: (path: string) => boolean): readonly string[] {
  const section = text.split('\n## Scenarios\n')[1]?.split('\n## ')[0] ?? '';
  const rows = [...section.matchAll(/^\| *(\d+) *\|([^|]*)\|([^|]*)\|$/gm)];
  const order = rows.flatMap(([, number], position) =>
    Number(number) === position + 1 ? [] : [`row ${position + 1} is number ${number}`],
  );
  const count = rows.length === scenarioCount ? [] : [`${rows.length} of ${scenarioCount} rows`];
  const tests = rows.flatMap(([, number, , shownBy = '']) => {
    const names = [...shownBy.matchAll(/`([^`]+)`/g)].flatMap(([, name]) => name ?? []);
    if (names.length === 0 && !absenceWords.test(shownBy)) return [`${number} names no test`];
    return names
      .filter((name) => !isTest(name) || !exists(pathOf(name)))
      .map((name) => `${number} names ${name}, which is no test`);
  });
  return [...order, ...count, ...tests];
}

const text = readFileSync(join(testFolder, '../docs/testing.md'), 'utf8');
const exists = (path: string): boolean => existsSync(join(testFolder, path));

describe('the map of scenarios', () => {
  it('has every number once, in order, with tests that exist', () => {
    expect(problemsOf(text, exists)).toEqual([]);
  });

  it.each([
    ['a row that is missing', /^\| 3 \|.*\n/m, '', 'row 3 is number 4'],
    ['a row that is there twice', /^(\| 3 \|.*\n)/m, '$1$1', 'row 4 is number 3'],
    ['a row without a test', /^(\| 3 \|[^|]*\|)[^|]*/m, '$1 ', '3 names no test'],
    ['a test that does not exist', 'campaign.txt', 'war.txt', '2 names war.txt, which is no test'],
    ['a file that is no test', 'campaign.txt', '../README.md', 'which is no test'],
    ['a section that is gone', '## Scenarios', '## Cases', '0 of 140 rows'],
  ])('is refused with %s', (_, find, replacement, problem) => {
    expect(problemsOf(text.replace(find, replacement), exists).join('\n')).toContain(problem);
  });
});
