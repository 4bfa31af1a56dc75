/** What the cases expect with can fail. */
import { describe, expect, test } from 'vitest';
import { committed, refused, same, WatchReader } from './expectations.ts';

/** A watch that delivers `chunks` and then stays open. */
function watchOf(...chunks: readonly (readonly unknown[])[]): WatchReader {
  return new WatchReader(
    new ReadableStream({
      start: (controller) => {
        for (const chunk of chunks) controller.enqueue(chunk);
      },
    }),
  );
}

describe('an expectation fails', () => {
  test('at -0 for 0, a number for a bigint, and other bytes', () => {
    expect(() => same(-0, 0)).toThrow('strictly');
    expect(() => same(1, 1n)).toThrow('strictly');
    expect(() => same(new Uint8Array([1]), new Uint8Array([2]))).toThrow('strictly');
  });

  test('at an answer instead of a refusal, and at another refusal', async () => {
    await expect(refused(() => 5, 'text')).rejects.toThrow('not refused');
    await expect(
      refused(async () => await Promise.reject(new Error('other')), 'text'),
    ).rejects.toThrow('refused with "other"');
  });

  test('at a commit that failed', () => {
    expect(() => committed({ ok: false })).toThrow('failed');
  });

  test('at a chunk where none may come, and at none where one must', async () => {
    await expect(watchOf([]).silent(20)).rejects.toThrow('a chunk came');
    await expect(watchOf().next(20)).rejects.toThrow('no chunk');
  });
});
