/**
 * The catalogue of cases against the clients' own databases: it checks the cases themselves, and docs/compatibility.md
 * against what the clients did.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { clients } from './case.ts';
import { catalogue } from './cases/catalogue.ts';
import { root } from './client-process.ts';
import { compatibilityPage } from './compatibility-table.ts';
import { outcomesOf, runCatalogue } from './outcomes.ts';
import type { Outcomes } from './outcomes.ts';

/** What the catalogue marks with D or N: from and to, both included. */
const numbersOfClients: readonly (readonly [number, number])[] = [
  [4, 10],
  [12, 12],
  [17, 23],
  [25, 27],
  [32, 45],
  [49, 61],
  [65, 66],
  [72, 79],
  [81, 96],
  [105, 107],
  [109, 112],
  [121, 124],
  [129, 145],
  [147, 156],
  [160, 161],
  [165, 166],
  [168, 169],
  [171, 171],
  [175, 175],
  [180, 180],
  [192, 195],
  [203, 203],
  [206, 209],
  [217, 217],
  [219, 219],
  [223, 226],
  [229, 231],
  [233, 233],
];

let outcomes: Outcomes;
beforeAll(async () => {
  outcomes = await runCatalogue({ path: ':memory:' });
});

describe.each(clients)('%s with its own database', (client) => {
  test.each(catalogue)('$number: $title', ({ number }) => {
    const outcome = outcomes[client].get(number);
    expect(outcome?.kind === 'failed' ? outcome.why : undefined).toBeUndefined();
  });
});

describe('the catalogue', () => {
  test('has every case that a client decides, once', () => {
    const numbers = catalogue.map(({ number }) => number);
    expect(new Set(numbers).size).toBe(numbers.length);
    const missing = numbersOfClients
      .flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
      .filter((number) => !numbers.includes(number));
    expect(missing).toEqual([]);
  });

  test('is what docs/compatibility.md tells of the own databases', () => {
    const page = readFileSync(join(root, 'docs/compatibility.md'), 'utf8');
    expect(page).toBe(compatibilityPage({ local: outcomes, kvorum: undefined }));
  });
});

describe('a case has failed', () => {
  test('if its client says so', () => {
    const results = [{ number: 4, outcome: 'failed', reason: 'wrong order', ms: 1 }] as const;
    const outcome = outcomesOf('deno', 'local', results).get(4);
    expect(outcome).toEqual({ kind: 'failed', why: 'wrong order' });
  });

  test('if one half of it failed', () => {
    const results = [
      { number: 33, outcome: 'passed', ms: 1 },
      { number: 33, outcome: 'failed', reason: 'not decoded', ms: 1 },
    ] as const;
    expect(outcomesOf('deno', 'local', results).get(33)?.kind).toBe('failed');
  });

  test('if its client says nothing of it', () => {
    expect(outcomesOf('npm', 'local', []).get(7)?.kind).toBe('failed');
  });
});
