import { expect, test } from 'vitest';
import { converse, decodeNoise } from '../../support/http2-fuzz.ts';

test('random conversations leave nothing behind and break no rule (seeds 1 to 1500)', async () => {
  const count = { frames: 0, answers: 0, goAways: 0 };
  for (let seed = 1; seed <= 1500; seed += 1) await converse(seed, count);
  // They are neither all refused at once nor all right.
  expect(count.answers).toBeGreaterThan(500);
  expect(count.goAways).toBeGreaterThan(300);
});

test('random header blocks decode or are malformed (seeds 1 to 3000)', () => {
  expect(() => {
    for (let seed = 1; seed <= 3000; seed += 1) decodeNoise(seed);
  }).not.toThrow();
});

test('handlers that do not end their calls are found', async () => {
  const count = { frames: 0, answers: 0, goAways: 0 };
  const conversations = async (): Promise<void> => {
    for (let seed = 1; seed <= 20; seed += 1) await converse(seed, count, false);
  };
  await expect(conversations()).rejects.toThrow(/left/);
});
