import { expect, test } from 'vitest';
import { noChoice } from '../../sim/options.ts';
import { addFigures, noFigures } from '../../sim/report.ts';
import { simulate } from '../../sim/run.ts';

/** The whole trace of a run, and what was found. */
async function traceOf(seed: number): Promise<string> {
  const lines: string[] = [];
  const result = await simulate({
    seed,
    seconds: 4,
    faults: noChoice,
    onTraceLine: (line) => lines.push(line),
  });
  return [...lines, JSON.stringify(result.figures)].join('\n');
}

test.each([1, 2, 3, 4, 5, 6])('seed %i gives the same trace again, byte by byte', async (seed) => {
  const trace = await traceOf(seed);
  expect(trace.length).toBeGreaterThan(1000);
  expect(await traceOf(seed)).toBe(trace);
});

test('tracing a run does not change it', async () => {
  const choice = { seed: 5, seconds: 4, faults: noChoice };
  const { figures } = await simulate(choice);
  expect((await traceOf(5)).endsWith(JSON.stringify(figures))).toBe(true);
});

test('a run does what it is there for', async () => {
  const { figures, strikes } = await simulate({ seed: 24, seconds: 15, faults: noChoice });
  expect(figures.elections).toBeGreaterThan(1);
  expect(figures.crashes).toBeGreaterThan(5);
  expect(figures.committed).toBeGreaterThan(20);
  expect(strikes.length).toBeGreaterThan(10);
});

test('within a few runs all is used that there is', async () => {
  let sum = noFigures;
  let idle: readonly string[] = ['all'];
  for (let seed = 9; seed <= 60 && idle.length > 0; seed += 1) {
    const { figures } = await simulate({ seed, seconds: 10, faults: noChoice });
    sum = addFigures(sum, figures);
    idle = Object.entries(sum)
      .filter(([, count]) => count === 0)
      .map(([name]) => name);
  }
  expect(idle).toEqual([]);
});
