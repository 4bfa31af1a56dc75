import { expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import {
  formatVersionstamp,
  logIndexOfVersionstamp,
  versionstampAt,
} from '../../../storage/kv/versionstamp.ts';

test('a versionstamp is the log index in 8 bytes and a zero in 2', () => {
  expect(formatVersionstamp(versionstampAt(asLogIndex(1)))).toBe('00000000000000010000');
  expect(formatVersionstamp(versionstampAt(asLogIndex(2 ** 40 + 258)))).toBe(
    '00000100000001020000',
  );
  const highest = versionstampAt(asLogIndex(Number.MAX_SAFE_INTEGER));
  expect(formatVersionstamp(highest)).toBe('001fffffffffffff0000');
});

test('a versionstamp leads back to its log index, whatever its place in the entry', () => {
  for (const index of [1, 2 ** 32 - 1, 2 ** 40 + 258, Number.MAX_SAFE_INTEGER]) {
    const versionstamp = versionstampAt(asLogIndex(index));
    versionstamp[9] = 3;
    expect(logIndexOfVersionstamp(versionstamp)).toBe(index);
  }
  expect(logIndexOfVersionstamp(new Uint8Array(10).fill(0xff))).toBeUndefined();
});

test('versionstamps grow with the log', () => {
  const indexes = [1, 255, 256, 65_535, 65_536, 2 ** 32 - 1, 2 ** 32, 2 ** 48];
  const shown = indexes.map((index) => formatVersionstamp(versionstampAt(asLogIndex(index))));
  expect(shown.toSorted()).toEqual(shown);
  expect(new Set(shown).size).toBe(indexes.length);
});

test('there is none before the first entry', () => {
  expect(() => versionstampAt(asLogIndex(0))).toThrow('has no versionstamp');
});

test('a versionstamp inside a larger buffer is shown alone', () => {
  const bytes = Uint8Array.from({ length: 30 }, (_, at) => at);
  expect(formatVersionstamp(bytes.subarray(10, 20))).toBe('0a0b0c0d0e0f10111213');
});
