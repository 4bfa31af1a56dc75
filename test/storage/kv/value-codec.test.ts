import { deserialize } from 'node:v8';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readNumeric, writeNumeric } from '../../../storage/kv/value-codec.ts';

const read = (hex: string): ReturnType<typeof readNumeric> =>
  readNumeric(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('the numbers inside V8 values', () => {
  const samples: readonly (readonly [string, number | bigint])[] = [
    ['ff10 49 00', 0],
    ['ff10 49 02', 1],
    ['ff10 49 01', -1],
    ['ff10 49 feffffff0f', 2147483647],
    ['ff10 49 ffffffff0f', -2147483648],
    ['ff10 55 ffffffff0f', 4294967295],
    ['ff10 4e 000000000000e041', 2147483648],
    ['ff10 4e 0000000000000080', -0],
    ['ff10 4e 000000000000f87f', Number.NaN],
    ['ff0d 00 00 4e 000000000000f83f', 1.5],
    ['ff10 5a 00', 0n],
    ['ff0d 5a 02 03', 3n],
    ['ff0e 5a 06 010203', 0x030201n],
    ['ff0f 5a 10 0100000000000000', 1n],
    ['ff10 5a 11 0100000000000000', -1n],
    ['ff10 5a 12 000000000000000001', 2n ** 64n],
    ['ff10 5a 02 00', 0n],
    ['ff7f 49 02', 1],
    ['ff0f 49 02 ff', 1],
  ];
  for (const [hex, value] of samples) {
    test(`are read from ${hex} (SUM 104)`, () => {
      expect(read(hex)).toEqual({ kind: 'numeric', value });
    });
  }

  const others: readonly (readonly [string, string])[] = [
    ['', 'empty'],
    ['ff', 'malformed'],
    ['ff0c4902', 'malformed'],
    ['000f4902', 'malformed'],
    ['ff0f', 'malformed'],
    ['ff0f0000', 'malformed'],
    ['ff0f49', 'malformed'],
    ['ff0f49ffffffffff', 'malformed'],
    ['ff0f4e00', 'malformed'],
    ['ff0f5a10ff', 'malformed'],
    ['ff0f5afeffffff0f', 'malformed'],
    ['ff0f2203616263', 'otherType'],
    ['ff0f6e00', 'otherType'],
    ['ff0f7a00', 'otherType'],
  ];
  for (const [hex, kind] of others) {
    test(`are not found in "${hex}", which is ${kind}`, () => {
      expect(read(hex)).toEqual({ kind });
    });
  }

  test('survive being written, and Node reads what was written (VAL 33)', () => {
    fc.assert(
      fc.property(fc.oneof(fc.double(), fc.bigInt({ max: 2n ** 200n })), (value) => {
        const bytes = writeNumeric(value);
        expect(readNumeric(bytes)).toEqual({ kind: 'numeric', value });
        expect(deserialize(bytes)).toEqual(value);
      }),
      { seed: 33 },
    );
  });
});
