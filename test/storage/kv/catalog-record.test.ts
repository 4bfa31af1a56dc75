import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asWallMs } from '../../../base/brand.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { formatUuid } from '../../../storage/kv/catalog-codec.ts';
import {
  decodeCounter,
  decodeDatabase,
  decodeToken,
  encodeCounter,
  encodeDatabase,
  encodeToken,
} from '../../../storage/kv/catalog-record.ts';
import { databaseKey, tokenKey } from '../../../storage/kv/keyspace.ts';

const hex = (length: number): fc.Arbitrary<string> =>
  fc
    .uint8Array({ minLength: length, maxLength: length })
    .map((bytes) => Buffer.from(bytes).toString('hex'));
const createdAt = fc.maxSafeNat().map((ms) => asWallMs(ms));
const database = fc.record({
  number: fc.integer({ min: 1, max: 2 ** 32 - 1 }),
  id: hex(16).map(formatUuid),
  name: fc.stringMatching(/^[a-z0-9._-]{1,64}$/),
  createdAt,
  isDropped: fc.boolean(),
});
const token = fc.record({
  id: hex(8),
  hash: hex(32),
  tokenKind: fc.constantFrom('admin' as const, 'full' as const, 'readOnly' as const),
  database: fc.nat(),
  createdAt,
  label: fc.string({ unit: 'grapheme' }),
});

describe('what is stored of the catalogue', () => {
  test('gives back what was written, as ASCII', () => {
    const property = fc.property(database, token, fc.maxSafeNat(), (made, other, newest) => {
      const texts = [encodeDatabase(made), encodeToken(other), encodeCounter(newest)] as const;
      for (const text of texts) expect(text).toMatch(/^[\x20-\x7e]*$/);
      expect(decodeDatabase(databaseKey(made.number), texts[0])).toEqual(made);
      expect(decodeToken(tokenKey(other.id), texts[1])).toEqual(other);
      expect(decodeCounter(texts[2])).toBe(newest);
    });
    fc.assert(property, { seed: 4, numRuns: 200 });
  });

  const uuid = '01234567-89ab-4cde-8f01-23456789abcd';
  test.each([
    '',
    uuid,
    `${uuid} live 1`,
    `${uuid} gone 1 shop`,
    `x live 1 shop`,
    `${uuid} live - a`,
  ])('the text "%s" is no database', (text) => {
    expect(() => decodeDatabase(databaseKey(1), text)).toThrow(CorruptionError);
  });

  const hash = 'ab'.repeat(32);
  test.each([
    '',
    'f 1 2',
    `x 1 2 ${hash} `,
    `f 1 2 ${hash.slice(1)} `,
    `f 1 2 ${hash}`,
    `f - 2 ${hash} `,
  ])('the text "%s" is no token', (text) => {
    expect(() => decodeToken(tokenKey('0123456789abcdef'), text)).toThrow(CorruptionError);
  });

  test('a key of another length belongs to none', () => {
    expect(() => decodeDatabase('md12', `${uuid} live 1 shop`)).toThrow(CorruptionError);
    expect(() => decodeToken('mt12', `f 1 2 ${hash} `)).toThrow(CorruptionError);
    expect(() => decodeCounter('')).toThrow(CorruptionError);
  });
});
