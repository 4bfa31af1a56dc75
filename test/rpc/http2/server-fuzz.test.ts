import { expect, test } from 'vitest';
import { frame } from './support.ts';
import { converse, decodeNoise, readAnswers } from '../../support/http2-fuzz.ts';

test.each([
  ['gRPC', 'grpc'],
  ['plain exchanges', 'plain'],
] as const)(
  'random conversations of %s leave nothing behind (seeds 1 to 1000)',
  async (_, carries) => {
    const count = { frames: 0, answers: 0, goAways: 0 };
    for (let seed = 1; seed <= 1000; seed += 1) await converse(seed, count, { carries });
    // They are neither all refused at once nor all right.
    expect(count.answers).toBeGreaterThan(500);
    expect(count.goAways).toBeGreaterThan(200);
  },
);

test('random header blocks decode or are malformed (seeds 1 to 3000)', () => {
  expect(() => {
    for (let seed = 1; seed <= 3000; seed += 1) decodeNoise(seed);
  }).not.toThrow();
});

test.each(['grpc', 'plain'] as const)(
  'handlers of %s that do not end are found',
  async (carries) => {
    const count = { frames: 0, answers: 0, goAways: 0 };
    const conversations = async (): Promise<void> => {
      for (let seed = 1; seed <= 50; seed += 1) {
        await converse(seed, count, { carries, endsCalls: false });
      }
    };
    await expect(conversations()).rejects.toThrow(/left/);
  },
);

test.each([
  ['DATA before the head', [frame(0, 0, 1, Buffer.of(1))]],
  ['a frame of type 0 after the end', [frame(1, 5, 1), frame(0, 0, 1)]],
  ['a frame of type 1 after the end', [frame(3, 0, 1, Buffer.alloc(4)), frame(1, 5, 1)]],
])('%s of an answer is found', (reason, frames) => {
  expect(() => readAnswers(frames, { frames: 0, answers: 0, goAways: 0 })).toThrow(reason);
});
