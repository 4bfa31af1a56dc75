import { expect, test } from 'vitest';
import { releasing } from '../../../rpc/kvconnect/releasing.ts';

function held(pieces: () => AsyncGenerator<Uint8Array, void, undefined>) {
  const counts = { released: 0 };
  const stream = releasing(pieces(), () => {
    counts.released += 1;
  })[Symbol.asyncIterator]();
  return { counts, stream };
}

async function* two(): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(Uint8Array.of(1));
  yield Uint8Array.of(2);
}

async function* failing(): AsyncGenerator<Uint8Array, void, undefined> {
  yield await Promise.resolve(Uint8Array.of(1));
  throw new Error('broken');
}

test.each([0, 1, 2])('what is held is released once when %i pieces were taken', async (count) => {
  const { counts, stream } = held(two);
  for (let taken = 0; taken < count; taken += 1) await stream.next();
  expect(counts.released).toBe(0);
  await stream.return?.();
  await stream.return?.();
  expect(counts.released).toBe(1);
  expect(await stream.next()).toEqual({ done: true, value: undefined });
});

test('and when the pieces end or fail', async () => {
  const whole = held(two);
  for (let taken = 0; taken < 3; taken += 1) await whole.stream.next();
  expect(whole.counts.released).toBe(1);
  const broken = held(failing);
  await broken.stream.next();
  await expect(broken.stream.next()).rejects.toThrow('broken');
  expect(broken.counts.released).toBe(1);
});
