import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatKey,
  keyFromJson,
  keyToJson,
  parseKey,
  parsePrefix,
} from '../../../cmd/cli/key-syntax.ts';
import type { KeyPart } from '../../../storage/index.ts';
import { encodeKey } from '../../../storage/index.ts';

const bytes = (hex: string): Uint8Array => new Uint8Array(Buffer.from(hex, 'hex'));

/** Encoded keys compare NaN, -0 and bytes as the store does. */
const hexOf = (parts: readonly KeyPart[]): string => Buffer.from(encodeKey(parts)).toString('hex');

const samples: readonly (readonly [string, readonly KeyPart[]])[] = [
  ['users/ada', ['users', 'ada']],
  ['users/#42', ['users', 42]],
  ['#-1.5/#1e+21/#NaN/#-Infinity/#-0', [-1.5, 1e21, Number.NaN, Number.NEGATIVE_INFINITY, -0]],
  ['42n/-7n', [42n, -7n]],
  [':true/:false/:empty', [true, false, '']],
  ['0xff00/0x', [bytes('ff00'), bytes('')]],
  ['a%2Fb', ['a/b']],
  ['%342n', ['42n']],
  ['%231', ['#1']],
  ['%3Atrue', [':true']],
  ['%30xff', ['0xff']],
  ['%2Dk', ['-k']],
  ['ünï/日本/🎉', ['ünï', '日本', '🎉']],
  ['%00%25%0A', ['\0%\n']],
];

test.each(samples)('%s is one key, and is written the same way back', (text, parts) => {
  expect(hexOf(parseKey(text))).toBe(hexOf(parts));
  expect(formatKey(parts)).toBe(text);
});

test.each([
  ['["users",42]', ['users', 42]],
  ['[{"$bigint":"-7"},true,""]', [-7n, true, '']],
  ['[{"$bytes":"ff"},{"$number":"-Infinity"}]', [bytes('ff'), Number.NEGATIVE_INFINITY]],
] as const)('%s is a key in JSON', (text, parts) => {
  expect(hexOf(parseKey(text))).toBe(hexOf(parts));
  expect(JSON.stringify(keyToJson(parts))).toBe(text);
});

test.each([
  ['', 'has an empty part'],
  ['a//b', 'has an empty part'],
  ['/a', 'has an empty part'],
  ['a/', 'has an empty part'],
  ['[]', 'needs at least one part'],
  ['#x', 'is not a number'],
  ['#', 'is not a number'],
  [':yes', 'is not :true, :false or :empty'],
  ['0xf', 'is not pairs of hex digits'],
  ['0xgg', 'is not pairs of hex digits'],
  ['a%', '% must be followed by two hex digits'],
  ['%ff', 'its escapes are not UTF-8'],
  ['[1', 'is not a JSON array'],
  ['[null]', 'must be a string, number, boolean'],
  ['[{"$bigint":"1","x":"2"}]', 'must be a string, number, boolean'],
  ['[[1]]', 'must be a string, number, boolean'],
  ['[9007199254740993]', 'is beyond what a JSON number holds'],
  ['x'.repeat(16_385), 'may not have more than 16384 characters'],
])('%j is no key', (text, problem) => {
  expect(() => parseKey(text)).toThrow(problem);
});

test('a prefix may be nothing, and may end with a slash', () => {
  expect(parsePrefix('')).toEqual([]);
  expect(parsePrefix('/')).toEqual([]);
  expect(parsePrefix('[]')).toEqual([]);
  expect(parsePrefix('users/')).toEqual(['users']);
  expect(parsePrefix('users')).toEqual(['users']);
  expect(() => parsePrefix('users//')).toThrow('empty part');
});

test('in a document a key is a path or an array, and nothing else', () => {
  expect(keyFromJson('a/#1')).toEqual(['a', 1]);
  expect(keyFromJson(['a', 1])).toEqual(['a', 1]);
  expect(() => keyFromJson(5)).toThrow('a key is a JSON array or a path string');
});

/** Any character that UTF-8 can carry. */
const character = fc
  .integer({ min: 0, max: 0x10ffff })
  .filter((point) => point < 0xd800 || point > 0xdfff)
  .map((point) => String.fromCodePoint(point));

const part: fc.Arbitrary<KeyPart> = fc.oneof(
  fc.string({ unit: character }),
  fc.constantFrom('#1', '42n', ':true', '0xff', '-x', '[', ']', '%41', '..', ' ', '='),
  fc.double(),
  fc.bigInt(),
  fc.boolean(),
  fc.uint8Array({ maxLength: 8 }),
);

test('whatever the key, both of its printed forms mean that key', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      expect(hexOf(parseKey(formatKey(parts)))).toBe(hexOf(parts));
      expect(hexOf(parseKey(JSON.stringify(keyToJson(parts))))).toBe(hexOf(parts));
    }),
    { seed: 20_261_101 },
  );
});

test('a printed path needs no quotes in a shell, unless it begins with #', () => {
  fc.assert(
    fc.property(fc.array(part, { minLength: 1, maxLength: 5 }), (parts) => {
      expect(formatKey(parts)).not.toMatch(/[\s'"`$&;|<>()\\*?[\]{}~]/);
      expect(formatKey(parts)).not.toMatch(/^-\D/);
    }),
    { seed: 20_261_102 },
  );
});
