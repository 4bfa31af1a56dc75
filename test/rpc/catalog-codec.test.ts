import { describe, expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/admin.js';
import {
  decodeCreateDatabase,
  decodeCreateToken,
  decodeDropDatabase,
  decodeListDatabases,
  decodeListTokens,
  decodeRevokeToken,
} from '../../rpc/catalog-codec.ts';
import { InvalidRequestError, LimitExceededError } from '../../rpc/errors.ts';
import { hashOf, tokenIdOf, uuidOf } from '../support/catalog-fixture.ts';

const wire = kvorum.admin.v1;
const sha256 = Buffer.from(hashOf('a'), 'hex');
const createDatabase = (request: kvorum.admin.v1.ICreateDatabaseRequest): unknown =>
  decodeCreateDatabase(wire.CreateDatabaseRequest.encode(request).finish());
const createToken = (request: kvorum.admin.v1.ICreateTokenRequest): unknown =>
  decodeCreateToken(wire.CreateTokenRequest.encode(request).finish());

describe('a request to create a database', () => {
  test('has a name, and an id if the caller has drawn one', () => {
    expect(createDatabase({ name: 'shop-2.a_b' })).toEqual({ name: 'shop-2.a_b', id: undefined });
    expect(createDatabase({ name: 'a', databaseId: uuidOf(1) })).toMatchObject({ id: uuidOf(1) });
  });

  test.each(['', 'Shop', 'a b', 'a/b', 'ä', 'a'.repeat(65), 'a\n'])(
    'not with the name "%s"',
    (name) => {
      expect(() => createDatabase({ name })).toThrow(InvalidRequestError);
    },
  );

  test('not with what is no UUID in lower case', () => {
    for (const databaseId of ['1', uuidOf(1).toUpperCase(), `${uuidOf(1)} `]) {
      expect(() => createDatabase({ name: 'a', databaseId })).toThrow(InvalidRequestError);
    }
  });
});

describe('a request to create a token', () => {
  const good = { tokenId: tokenIdOf(1), sha256, kind: 2, database: 'shop', label: 'für Ada' };

  test('has an id, a hash, a kind, a database and a label', () => {
    expect(createToken(good)).toEqual({
      id: tokenIdOf(1),
      hash: hashOf('a'),
      tokenKind: 'full',
      database: 'shop',
      label: 'für Ada',
    });
    expect(createToken({ ...good, database: '' })).toMatchObject({ database: undefined });
    expect(createToken({ ...good, kind: 1, database: '' })).toMatchObject({ tokenKind: 'admin' });
  });

  test.each([
    ['an unknown kind', { kind: 4 }],
    ['no kind', { kind: 0 }],
    ['half a hash', { sha256: sha256.subarray(16) }],
    ['an id in capitals', { tokenId: 'ABCDEF0123456789' }],
    ['no id', { tokenId: '' }],
    ['a database beside the kind admin', { kind: 1 }],
    ['a label that is too long', { label: 'a'.repeat(129) }],
    ['a label of several lines', { label: 'a\nb' }],
  ])('not with %s', (_what, part) => {
    expect(() => createToken({ ...good, ...part })).toThrow(InvalidRequestError);
  });
});

test('what is named by an id is named by a whole one', () => {
  const drop = wire.DropDatabaseRequest.encode({ databaseId: uuidOf(1) }).finish();
  expect(decodeDropDatabase(drop)).toBe(uuidOf(1));
  expect(() => decodeDropDatabase(new Uint8Array())).toThrow(InvalidRequestError);
  const revoke = wire.RevokeTokenRequest.encode({ tokenId: tokenIdOf(1) }).finish();
  expect(decodeRevokeToken(revoke)).toBe(tokenIdOf(1));
  expect(() => decodeRevokeToken(new Uint8Array())).toThrow(InvalidRequestError);
});

test('garbage, and what is too long, is refused', () => {
  for (const decode of [
    decodeCreateDatabase,
    decodeDropDatabase,
    decodeListDatabases,
    decodeCreateToken,
    decodeRevokeToken,
    decodeListTokens,
  ]) {
    expect(() => decode(Uint8Array.of(0xff))).toThrow(InvalidRequestError);
    expect(() => decode(new Uint8Array(5000))).toThrow(LimitExceededError);
  }
});
