/** The service on a catalogue in memory, to which the node's writes are applied at once. */
import { beforeEach, expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/admin.js';
import { defaultDatabaseId } from '../../rpc/access.ts';
import { CatalogService } from '../../rpc/catalog-service.ts';
import {
  AlreadyExistsError,
  CatalogFullError,
  DatabaseNotFoundError,
  InvalidRequestError,
  NoLeaderError,
  TokenNotFoundError,
} from '../../rpc/errors.ts';
import { asMonotonicMs } from '../../base/brand.ts';
import { Catalog } from '../../storage/kv/catalog.ts';
import {
  CATALOG_CLUSTER,
  CatalogFixture,
  hashOf,
  tokenIdOf,
  uuidOf,
} from '../support/catalog-fixture.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { FakeGateway } from './fake-gateway.ts';

const wire = kvorum.admin.v1;
const deadline = asMonotonicMs(1000);
let fixture = new CatalogFixture();
let gateway = new FakeGateway();
let service: CatalogService;

beforeEach(() => {
  fixture = new CatalogFixture();
  gateway = new FakeGateway();
  gateway.answerWrite = async (command) => {
    if (command.kind === 'atomic' || command.kind === 'openSession') throw new Error('not this');
    if (command.kind === 'closeSession') throw new Error('not this');
    return await Promise.resolve(fixture.apply(command));
  };
  service = new CatalogService({
    gateway,
    clock: new ManualClock(),
    random: seededRandom(1),
    clusterId: CATALOG_CLUSTER,
    catalog: () => fixture.catalog,
  });
});

async function create(name: string, databaseId = ''): Promise<string> {
  const request = wire.CreateDatabaseRequest.encode({ name, databaseId }).finish();
  return wire.CreateDatabaseResponse.decode(await service.createDatabase(request, deadline))
    .databaseId;
}

async function drop(databaseId: string): Promise<void> {
  await service.dropDatabase(wire.DropDatabaseRequest.encode({ databaseId }).finish(), deadline);
}

async function list(after = ''): Promise<kvorum.admin.v1.ListDatabasesResponse> {
  const request = wire.ListDatabasesRequest.encode({ after }).finish();
  return wire.ListDatabasesResponse.decode(await service.listDatabases(request, deadline));
}

async function makeToken(
  n: number,
  parts: Partial<kvorum.admin.v1.ICreateTokenRequest> = {},
): Promise<string> {
  const sha256 = Buffer.from(hashOf(String(n)), 'hex');
  const request = { tokenId: tokenIdOf(n), sha256, kind: 2, label: `label ${n}`, ...parts };
  const bytes = await service.createToken(
    wire.CreateTokenRequest.encode(request).finish(),
    deadline,
  );
  return wire.CreateTokenResponse.decode(bytes).tokenId;
}

async function revoke(n: number): Promise<void> {
  const request = wire.RevokeTokenRequest.encode({ tokenId: tokenIdOf(n) }).finish();
  await service.revokeToken(request, deadline);
}

async function tokens(after = ''): Promise<kvorum.admin.v1.ListTokensResponse> {
  const request = wire.ListTokensRequest.encode({ after }).finish();
  return wire.ListTokensResponse.decode(await service.listTokens(request, deadline));
}

test('databases are created, listed with the default one, and dropped', async () => {
  const drawn = await create('shop');
  expect(drawn).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(await create('blog', uuidOf(1))).toBe(uuidOf(1));
  expect(await create('blog', uuidOf(1))).toBe(uuidOf(1));
  const defaultId = defaultDatabaseId(CATALOG_CLUSTER);
  expect((await list()).databases.map(({ name, databaseId }) => [name, databaseId])).toEqual([
    ['blog', uuidOf(1)],
    ['default', defaultId],
    ['shop', drawn],
  ]);
  expect((await list('blog')).databases.map(({ name }) => name)).toEqual(['default', 'shop']);
  await drop(drawn);
  await drop(drawn);
  expect((await list()).databases.map(({ name }) => name)).toEqual(['blog', 'default']);
});

test('what cannot be said why', async () => {
  await create('shop', uuidOf(1));
  const defaultId = defaultDatabaseId(CATALOG_CLUSTER);
  await expect(create('shop')).rejects.toThrow(
    new AlreadyExistsError('there is a database "shop" already'),
  );
  await expect(create('other', uuidOf(1))).rejects.toThrow(AlreadyExistsError);
  await expect(create('other', defaultId)).rejects.toThrow(AlreadyExistsError);
  await expect(create('default')).rejects.toThrow('there is a database "default" already');
  await expect(drop(defaultId)).rejects.toThrow(InvalidRequestError);
  await expect(drop(uuidOf(9))).rejects.toThrow(DatabaseNotFoundError);
  await expect(makeToken(1, { database: 'nope' })).rejects.toThrow(DatabaseNotFoundError);
  await expect(revoke(1)).rejects.toThrow(TokenNotFoundError);
  fixture.catalog = new Catalog({ databasesMax: 0, tokensMax: 0 });
  await expect(create('b')).rejects.toThrow(CatalogFullError);
  await expect(makeToken(1)).rejects.toThrow(CatalogFullError);
});

test('tokens are made, listed without what opens anything, and revoked', async () => {
  await create('shop', uuidOf(1));
  expect(await makeToken(2, { database: 'shop', kind: 3 })).toBe(tokenIdOf(2));
  expect(await makeToken(1, { database: 'default' })).toBe(tokenIdOf(1));
  expect(await makeToken(3, { kind: 1 })).toBe(tokenIdOf(3));
  const listed = await tokens();
  expect(listed.tokens.map(({ tokenId, kind, database }) => [tokenId, kind, database])).toEqual([
    [tokenIdOf(1), 2, 'default'],
    [tokenIdOf(2), 3, 'shop'],
    [tokenIdOf(3), 1, ''],
  ]);
  expect(JSON.stringify(listed)).not.toContain(hashOf('2'));
  await revoke(2);
  expect((await tokens(tokenIdOf(1))).tokens.map(({ tokenId }) => tokenId)).toEqual([tokenIdOf(3)]);
});

test('the same token under another id is the one that is there, and is refused if it were to open more', async () => {
  await makeToken(1);
  const sha256 = Buffer.from(hashOf('1'), 'hex');
  expect(await makeToken(7, { sha256 })).toBe(tokenIdOf(1));
  await expect(makeToken(7, { sha256, kind: 1 })).rejects.toThrow(
    `the same token is there with the id ${tokenIdOf(1)}`,
  );
  await expect(makeToken(1, { sha256: Buffer.alloc(32) })).rejects.toThrow(
    'another token with the id',
  );
});

test('a long list comes in pages', async () => {
  fixture.createDatabases(
    ...Array.from({ length: 1500 }, (_, n) => `db-${String(n).padStart(4, '0')}`),
  );
  const first = await list();
  expect([first.databases.length, first.more]).toEqual([1000, true]);
  const rest = await list(first.databases.at(-1)?.name ?? '');
  expect([rest.databases.length, rest.more]).toEqual([501, false]);
});

test('a list is a strong read', async () => {
  gateway.leads = false;
  gateway.onBarrier = async () => await Promise.reject(new NoLeaderError());
  await expect(list()).rejects.toThrow(NoLeaderError);
  await expect(tokens()).rejects.toThrow(NoLeaderError);
});
