import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { Digest, formatDigest } from '../../../storage/kv/digest.ts';
import { bytesOfText, textOfBytes } from '../../../storage/kv/keyspace.ts';

function digestOf(fill: (digest: Digest) => void, from = new Digest()): string {
  fill(from);
  return formatDigest(from.finish());
}

const textDigest = (...texts: readonly (string | undefined)[]): string =>
  digestOf((digest) => {
    for (const text of texts) digest.addText(text);
  });

test('has these values for ever, because they are stored and compared between versions', () => {
  expect(textDigest()).toBe('28869674359aac1b');
  expect(textDigest('a')).toBe('81160f1f5a84ee56');
  expect(
    digestOf((digest) => {
      digest.addNumber(2 ** 53 - 1);
      digest.addText(undefined);
      digest.addBytes(Uint8Array.of(1, 2, 3, 4, 5));
    }),
  ).toBe('ea28ea64f5e780f2');
});

test('is another one after a change of any byte of any text', () => {
  fc.assert(
    fc.property(
      fc.uint8Array({ minLength: 1, maxLength: 300 }),
      fc.nat(),
      fc.integer({ min: 1, max: 255 }),
      (bytes, where, flip) => {
        const changed = bytes.slice();
        const at = where % bytes.length;
        changed[at] = (changed[at] ?? 0) ^ flip;
        expect(textDigest(textOfBytes(changed))).not.toBe(textDigest(textOfBytes(bytes)));
      },
    ),
    { seed: 1, numRuns: 500 },
  );
});

test('tells apart what is the same when it is run together', () => {
  const all = [
    textDigest('ab', 'c'),
    textDigest('a', 'bc'),
    textDigest('abc'),
    textDigest('abc', ''),
    textDigest('', 'abc'),
    textDigest('abc\0'),
    textDigest('abc', undefined),
    textDigest('abcd'),
    textDigest('abc\0\0'),
  ];
  expect(new Set(all).size).toBe(all.length);
});

test('is the same for bytes as for the text of them', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary-ascii', maxLength: 40 }), (text) => {
      expect(digestOf((digest) => digest.addBytes(bytesOfText(text)))).toBe(textDigest(text));
    }),
    { seed: 2 },
  );
});

test('of numbers sees all 53 bits', () => {
  const numbers = [0, 1, 2 ** 31, 2 ** 32, 2 ** 32 + 1, 2 ** 52, 2 ** 53 - 1];
  const all = numbers.map((number) => digestOf((digest) => digest.addNumber(number)));
  expect(new Set(all).size).toBe(all.length);
});

test('that continues another depends on all of it', () => {
  const first = new Digest();
  first.addWord(1);
  const { high, low } = first.finish();
  const variants = [
    { high, low },
    { high: high ^ 1, low },
    { high, low: low ^ 1 },
  ].map((from) => digestOf((digest) => digest.addWord(2), new Digest(from)));
  expect(new Set(variants).size).toBe(3);
  expect(variants[0]).toMatch(/^[0-9a-f]{16}$/);
});
