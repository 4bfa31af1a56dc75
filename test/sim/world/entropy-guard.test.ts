import { expect, test } from 'vitest';
import { EntropyError, withoutEntropy } from '../../../sim/world/entropy-guard.ts';

test.each<[string, () => unknown]>([
  ['setTimeout', () => setTimeout(() => undefined, 0)],
  ['setImmediate', () => setImmediate(() => undefined)],
  ['Math.random', () => Math.random()],
  ['Date.now', () => Date.now()],
  ['performance.now', () => performance.now()],
  ['crypto.randomUUID', () => crypto.randomUUID()],
])('a run that reaches for %s fails, also if it swallows the error', async (_, reach) => {
  const run = withoutEntropy(async () => {
    await Promise.resolve();
    try {
      reach();
    } catch {
      // The code under test may catch anything.
    }
  });
  await expect(run).rejects.toThrow(EntropyError);
});

test('afterwards everything is as before', async () => {
  await withoutEntropy(async () => await Promise.resolve());
  expect(Math.random()).toBeLessThan(1);
  expect(Date.now()).toBeGreaterThan(0);
});
