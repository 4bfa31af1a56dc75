import { expect, test } from 'vitest';
import { readU64, writeU64 } from '../../../storage/wal/u64.ts';

const view = new DataView(new ArrayBuffer(16));

test.each([0, 1, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])(
  '%i is written as a big-endian u64 and read back',
  (value) => {
    writeU64(view, 3, value);
    expect(view.getBigUint64(3)).toBe(BigInt(value));
    expect(readU64(view, 3)).toBe(value);
  },
);

test.each([-1, 0.5, 2 ** 53, Number.NaN, Infinity])('%d is refused', (value) => {
  expect(() => {
    writeU64(view, 0, value);
  }).toThrow('does not fit a u64 field');
});

test('what exceeds the safe integers is read as a number that is no count', () => {
  view.setBigUint64(0, 2n ** 64n - 1n);
  expect(Number.isSafeInteger(readU64(view, 0))).toBe(false);
});
