import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { KeyPart } from '../../../storage/kv/key-codec.ts';
import { decodeKey, encodeKey, validateKey } from '../../../storage/kv/key-codec.ts';

/** Checklist KEY 1 and 2: every worked example of the key encoding. */
const examples: readonly (readonly [readonly KeyPart[], string])[] = [
  [[Uint8Array.of()], '0100'],
  [[Uint8Array.of(0)], '0100ff00'],
  [[Uint8Array.of(0, 255, 0)], '0100ffff00ff00'],
  [[Uint8Array.of(1, 2, 0, 7, 8)], '01010200ff070800'],
  [[Uint8Array.of(255)], '01ff00'],
  [[''], '0200'],
  [['a'], '026100'],
  [['a\0b'], '026100ff6200'],
  [['é'], '02c3a900'],
  [['😀'], '02f09f988000'],
  [['hello'], '0268656c6c6f00'],
  [['a', 'b'], '026100026200'],
  [[0n], '14'],
  [[1n], '1501'],
  [[255n], '15ff'],
  [[256n], '160100'],
  [[65535n], '16ffff'],
  [[2n ** 32n], '190100000000'],
  [[2n ** 63n - 1n], '1c7fffffffffffffff'],
  [[2n ** 64n - 1n], '1cffffffffffffffff'],
  [[2n ** 64n], '1d09010000000000000000'],
  [[2n ** 72n], '1d0a01000000000000000000'],
  [[-1n], '13fe'],
  [[-2n], '13fd'],
  [[-255n], '1300'],
  [[-256n], '12feff'],
  [[-65536n], '11feffff'],
  [[-(2n ** 63n)], '0c7fffffffffffffff'],
  [[-(2n ** 64n - 1n)], '0c0000000000000000'],
  [[-(2n ** 64n)], '0bf6feffffffffffffffff'],
  [[0], '218000000000000000'],
  [[-0], '217fffffffffffffff'],
  [[1], '21bff0000000000000'],
  [[-1], '21400fffffffffffff'],
  [[0.5], '21bfe0000000000000'],
  [[3.14], '21c0091eb851eb851f'],
  [[42], '21c045000000000000'],
  [[-42.1], '213fbaf33333333332'],
  [[Number.MAX_SAFE_INTEGER], '21c33fffffffffffff'],
  [[Number.MIN_VALUE], '218000000000000001'],
  [[Number.MAX_VALUE], '21ffefffffffffffff'],
  [[Infinity], '21fff0000000000000'],
  [[-Infinity], '21000fffffffffffff'],
  [[Number.NaN], '21fff8000000000000'],
  [[false], '26'],
  [[true], '27'],
  [['users', 42n, 1.5, true, Uint8Array.of(9)], '0275736572730 0152a21bff8000000000000 27010900'],
];

describe('the key codec', () => {
  for (const [parts, spaced] of examples) {
    const hex = spaced.replaceAll(' ', '');
    test(`maps ${hex} to its parts and back (KEY 1, 2)`, () => {
      expect(hexOf(encodeKey(parts))).toBe(hex);
      expect(decodeKey(Buffer.from(hex, 'hex'))).toEqual({ kind: 'key', parts });
      expect(validateKey(Buffer.from(hex, 'hex'))).toBeUndefined();
    });
  }

  test('reads a NaN with its sign bit set as NaN', () => {
    const outcome = decodeKey(Buffer.from('210007ffffffffffff', 'hex'));
    expect(outcome).toEqual({ kind: 'key', parts: [Number.NaN] });
    expect(validateKey(Buffer.from('210007ffffffffffff', 'hex'))).toBeUndefined();
  });

  test('keeps the order of random typed keys (KEY 3)', () => {
    fc.assert(
      fc.property(keyArbitrary, keyArbitrary, (left, right) => {
        const bytes = Math.sign(Buffer.compare(encodeKey(left), encodeKey(right)));
        expect(bytes).toBe(compareKeys(left, right));
      }),
      { numRuns: 10_000, seed: 3 },
    );
  });

  test('gives back the parts of random keys', () => {
    fc.assert(
      fc.property(keyArbitrary, (parts) => {
        const bytes = encodeKey(parts);
        expect(decodeKey(bytes)).toEqual({ kind: 'key', parts });
        expect(validateKey(bytes)).toBe(parts.length === 0 ? 'key cannot be empty' : undefined);
      }),
      { numRuns: 2000, seed: 4 },
    );
  });

  test('takes a bigint of 255 bytes and refuses one of 256 (KEY 17)', () => {
    const largest = 2n ** 2040n - 1n;
    for (const value of [largest, -largest]) {
      expect(decodeKey(encodeKey([value]))).toEqual({ kind: 'key', parts: [value] });
    }
    expect(() => encodeKey([largest + 1n])).toThrow('more than 255 bytes');
  });

  test('writes a lone surrogate as U+FFFD (KEY 18)', () => {
    expect(hexOf(encodeKey(['\ud800']))).toBe('02efbfbd00');
  });

  const malformed: readonly (readonly [string, string])[] = [
    ['00', 'invalid tag'],
    ['05', 'invalid tag'],
    ['20', 'invalid tag'],
    ['2601ff', 'unexpected end of file'],
    ['0261', 'unexpected end of file'],
    ['026100ff', 'unexpected end of file'],
    ['0100ff', 'unexpected end of file'],
    ['02ff00', 'invalid utf8'],
    ['02c300', 'invalid utf8'],
    ['02c300ffa900', 'invalid utf8'],
    ['02eda08000', 'invalid utf8'],
    ['15', 'unexpected end of file'],
    ['1500', 'bigint is not minimal'],
    ['13ff', 'bigint is not minimal'],
    ['16007f', 'bigint is not minimal'],
    ['1d', 'unexpected end of file'],
    ['1d080101010101010101', 'bigint is not minimal'],
    ['0bf7fefefefefefefefe', 'bigint is not minimal'],
    ['1d0900ffffffffffffffff', 'bigint is not minimal'],
    ['21bff00000000000', 'unexpected end of file'],
    ['21fff8000000000001', 'NaN is not canonical'],
    ['21fff4000000000000', 'NaN is not canonical'],
    ['210007fffffffffffe', 'NaN is not canonical'],
  ];
  for (const [hex, message] of malformed) {
    test(`refuses ${hex} because of: ${message} (KEY 16)`, () => {
      expect(validateKey(Buffer.from(hex, 'hex'))).toBe(`key is malformed: ${message}`);
      expect(decodeKey(Buffer.from(hex, 'hex'))).toEqual({ kind: 'invalid', message });
    });
  }

  test('accepts exactly those random bytes that encode what they decode to', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom(0, 1, 2, 9, 0x0b, 0x13, 0x14, 0x15, 0x1d, 0x21, 0x26, 0x61, 0xf6, 0xff),
          { maxLength: 12 },
        ),
        (bytes) => {
          const outcome = decodeKey(Uint8Array.from(bytes));
          const isValid = validateKey(Uint8Array.from(bytes)) === undefined;
          expect(isValid).toBe(outcome.kind === 'key' && bytes.length > 0);
          // The sign of a NaN does not survive in a JavaScript number.
          if (outcome.kind !== 'key' || outcome.parts.some(Number.isNaN)) return;
          expect(hexOf(encodeKey(outcome.parts))).toBe(hexOf(Uint8Array.from(bytes)));
        },
      ),
      { numRuns: 5000, seed: 5 },
    );
  });
});

const partArbitrary: fc.Arbitrary<KeyPart> = fc.oneof(
  fc.uint8Array({ maxLength: 4 }),
  fc.array(fc.constantFrom(0, 255, 1), { maxLength: 4 }).map((bytes) => Uint8Array.from(bytes)),
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.bigInt({ min: -(2n ** 80n), max: 2n ** 80n }),
  fc.bigInt({ min: -300n, max: 300n }),
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 0, 1, -1, Infinity, -Infinity, Number.NaN),
  fc.boolean(),
);
const keyArbitrary = fc.array(partArbitrary, { maxLength: 4 });

/** The typed order of the data model, written without looking at bytes. */
function compareKeys(left: readonly KeyPart[], right: readonly KeyPart[]): number {
  for (const [position, part] of left.entries()) {
    const other = right[position];
    if (other === undefined) return 1;
    const order = compareParts(part, other);
    if (order !== 0) return order;
  }
  return left.length < right.length ? -1 : 0;
}

function compareParts(left: KeyPart, right: KeyPart): number {
  const rank = rankOf(left) - rankOf(right);
  if (rank !== 0) return Math.sign(rank);
  if (typeof left === 'number' && typeof right === 'number') return compareNumbers(left, right);
  if (typeof left === 'string' && typeof right === 'string') {
    return Math.sign(Buffer.compare(Buffer.from(left), Buffer.from(right)));
  }
  if (left instanceof Uint8Array && right instanceof Uint8Array) {
    return Math.sign(Buffer.compare(left, right));
  }
  return left < right ? -1 : left > right ? 1 : 0;
}

function rankOf(part: KeyPart): number {
  const order = ['object', 'string', 'bigint', 'number', 'boolean'];
  return order.indexOf(typeof part);
}

function compareNumbers(left: number, right: number): number {
  if (Number.isNaN(left) || Number.isNaN(right)) {
    return Number(Number.isNaN(left)) - Number(Number.isNaN(right));
  }
  if (left !== right) return left < right ? -1 : 1;
  return Number(Object.is(right, -0)) - Number(Object.is(left, -0));
}

function hexOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
