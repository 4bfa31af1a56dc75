import { beforeEach, describe, expect, test } from 'vitest';
import { asClusterId } from '../../base/brand.ts';
import { bearerOf, CatalogAccess, defaultAccess, defaultDatabaseId } from '../../rpc/access.ts';
import type { CallHead } from '../../rpc/http2/index.ts';
import {
  DatabaseNotFoundError,
  PermissionDeniedError,
  UnauthenticatedError,
} from '../../rpc/errors.ts';
import { Catalog } from '../../storage/kv/catalog.ts';
import { isUuid } from '../../storage/index.ts';
import { CATALOG_CLUSTER, CatalogFixture, uuidOf } from '../support/catalog-fixture.ts';

let fixture = new CatalogFixture();
let isVouchedFor = true;

function makeAccess(hasState = true): CatalogAccess {
  return new CatalogAccess({
    clusterId: CATALOG_CLUSTER,
    catalog: () => fixture.catalog,
    hasState,
    isVouchedFor: () => isVouchedFor,
  });
}

function head(token?: string, database?: string): CallHead {
  return { authorization: token === undefined ? undefined : `Bearer ${token}`, database };
}

beforeEach(() => {
  fixture = new CatalogFixture();
  fixture.createDatabases('shop', 'blog');
  fixture.createToken(1, 'of-default', 'full');
  fixture.createToken(2, 'of-shop', 'full', 1);
  fixture.createToken(3, 'reads-shop', 'readOnly', 1);
  isVouchedFor = true;
});

const inShop = { database: 1, isReadOnly: false };

describe('a token', () => {
  test('opens its database, known by its id, until it is revoked', () => {
    const access = makeAccess();
    const databaseId = defaultDatabaseId(CATALOG_CLUSTER);
    expect(access.authenticate('of-default')).toEqual({
      database: 0,
      databaseId,
      isReadOnly: false,
    });
    expect(access.authenticate('of-shop')).toEqual({ ...inShop, databaseId: uuidOf(1) });
    expect(access.authenticate('reads-shop')?.isReadOnly).toBe(true);
    expect(access.authenticate('of-shop ')).toBeUndefined();
    expect(access.authenticate('')).toBeUndefined();
    fixture.revokeToken(2);
    expect(access.authenticate('of-shop')).toBeUndefined();
    fixture.dropDatabase(1);
    expect(access.authenticate('reads-shop')).toBeUndefined();
  });

  test('of the kind admin opens the default database', () => {
    fixture.createToken(9, 'root', 'admin');
    expect(makeAccess().authenticate('root')).toMatchObject(defaultAccess);
  });
});

describe('without an admin token, a call over gRPC', () => {
  test('needs no token, and goes into the database that it names', () => {
    const access = makeAccess();
    expect(access.admit(head(), 'data')).toEqual(defaultAccess);
    expect(access.admit(head(), 'admin')).toEqual(defaultAccess);
    expect(access.admit(head(undefined, 'default'), 'data')).toEqual(defaultAccess);
    expect(access.admit(head(undefined, 'shop'), 'data')).toEqual(inShop);
    expect(() => access.admit(head(undefined, 'nope'), 'data')).toThrow(DatabaseNotFoundError);
    expect(() => access.admit(head(undefined, ''), 'data')).toThrow(DatabaseNotFoundError);
    expect(access.admit(head(undefined, 'nope'), 'admin')).toEqual(defaultAccess);
  });

  test('with a token goes into the database of the token, and may administer', () => {
    const access = makeAccess();
    expect(access.admit(head('of-shop'), 'data')).toEqual(inShop);
    expect(access.admit(head('of-shop', 'shop'), 'data')).toEqual(inShop);
    expect(access.admit(head('reads-shop'), 'data')).toEqual({ database: 1, isReadOnly: true });
    expect(() => access.admit(head('of-shop', 'blog'), 'data')).toThrow(PermissionDeniedError);
    expect(access.admit(head('of-shop'), 'admin')).toBeDefined();
    for (const need of ['data', 'admin'] as const) {
      expect(() => access.admit(head('wrong'), need)).toThrow(UnauthenticatedError);
    }
  });
});

describe('with an admin token, a call over gRPC', () => {
  beforeEach(() => fixture.createToken(9, 'root', 'admin'));

  test('needs a token, whose kind decides', () => {
    const access = makeAccess();
    for (const need of ['data', 'admin'] as const) {
      expect(() => access.admit(head(), need)).toThrow(UnauthenticatedError);
      expect(() => access.admit(head('wrong'), need)).toThrow(UnauthenticatedError);
      expect(access.admit(head('root'), need)).toEqual(defaultAccess);
    }
    expect(access.admit(head('root', 'shop'), 'data')).toEqual(inShop);
    expect(access.admit(head('of-shop'), 'data')).toEqual(inShop);
    expect(() => access.admit(head('of-shop'), 'admin')).toThrow(PermissionDeniedError);
    expect(() => access.admit(head('reads-shop'), 'admin')).toThrow(PermissionDeniedError);
  });

  test('is decided anew for a header block that was seen before when the catalogue has changed', () => {
    const access = makeAccess();
    const [root, shop] = [head('root'), head('of-shop')];
    expect(access.admit(shop, 'data')).toBe(access.admit(shop, 'data'));
    fixture.revokeToken(2);
    expect(() => access.admit(shop, 'data')).toThrow(UnauthenticatedError);
    expect(access.admit(root, 'admin')).toEqual(defaultAccess);
    fixture.catalog = new Catalog();
    expect(() => access.admit(root, 'admin')).toThrow(UnauthenticatedError);
    expect(access.admit(head(), 'admin')).toEqual(defaultAccess);
  });

  test('is decided anew when another catalogue has as many changes, as after a snapshot', () => {
    const access = makeAccess();
    const root = head('root');
    expect(access.admit(root, 'admin')).toEqual(defaultAccess);
    const { version } = fixture.catalog;
    const other = new CatalogFixture();
    for (let n = 1; other.catalog.version < version; n += 1) other.createToken(n, `t${n}`, 'admin');
    fixture.catalog = other.catalog;
    expect(fixture.catalog.version).toBe(version);
    expect(() => access.admit(root, 'admin')).toThrow(UnauthenticatedError);
  });

  test.each(['root', 'Basic root', 'Bearer', 'Bearer  ', 'Bearer a b', ''])(
    'with the authorization "%s" is refused, and the error does not repeat it',
    (authorization) => {
      const access = makeAccess();
      const call = { authorization, database: undefined };
      expect(() => access.admit(call, 'data')).toThrow(UnauthenticatedError);
      expect(() => access.admit(call, 'data')).not.toThrow(/root|Basic/);
    },
  );
});

describe('a node that nobody has vouched for since its start', () => {
  beforeEach(() => {
    isVouchedFor = false;
  });

  test('says nothing of a token that it does not know, until it has caught up', () => {
    const access = makeAccess();
    const call = head('new');
    expect(access.admit(call, 'data')).toBeUndefined();
    expect(access.admit(head('of-shop'), 'data')).toEqual(inShop);
    fixture.createToken(4, 'new', 'full', 1);
    expect(access.admit(call, 'data')).toEqual(inShop);
    expect(access.admit(head('wrong'), 'data')).toBeUndefined();
    access.onCaughtUp();
    expect(() => access.admit(head('wrong'), 'data')).toThrow(UnauthenticatedError);
  });

  test('is as open as it was if it has a state, and not open at all if it has none', () => {
    expect(makeAccess(true).admit(head(), 'admin')).toEqual(defaultAccess);
    const blank = makeAccess(false);
    expect(blank.admit(head(), 'data')).toBeUndefined();
    isVouchedFor = true;
    expect(blank.admit(head(), 'data')).toEqual(defaultAccess);
    isVouchedFor = false;
    expect(blank.admit(head(), 'data')).toEqual(defaultAccess);
  });
});

test('the default database has one id in a cluster, and another one in another', () => {
  const id = defaultDatabaseId(CATALOG_CLUSTER);
  expect(id).toBe('d3bd4075-51da-85d2-9794-d85581a354ef');
  expect(isUuid(id)).toBe(true);
  expect(defaultDatabaseId(asClusterId('f'.repeat(32)))).not.toBe(id);
});

test('the scheme of a bearer token is written in any case', () => {
  expect(['Bearer abc', 'bearer abc', 'BEARER   abc'].map(bearerOf)).toEqual(['abc', 'abc', 'abc']);
  expect(['abc', 'Basic abc', 'Bearer a b', 'Bearer '].map(bearerOf)).toEqual(
    Array.from({ length: 4 }),
  );
});
