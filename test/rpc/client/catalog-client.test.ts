import { expect, test } from 'vitest';
import { kvorum } from '../../../protos/gen/admin.js';
import type { AdminClient } from '../../../rpc/client/admin-client.ts';
import { CatalogClient } from '../../../rpc/client/catalog-client.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { hashOf, tokenIdOf, uuidOf } from '../../support/catalog-fixture.ts';

const wire = kvorum.admin.v1;

function failure(
  code: string,
  outcome: 'unknown' | 'not-applied',
  retryable = false,
): KvorumCallError {
  return new KvorumCallError(code, { code, outcome, retryable, grpcCode: 2, endpoint: 'h:1' });
}

type Asked = { readonly method: string; readonly request: Uint8Array };

/** Answers come one after the other; a failure that may be retried is followed by the next. */
function clientOf(...answers: readonly (Uint8Array | KvorumCallError)[]) {
  const asked: Asked[] = [];
  const call: AdminClient['call'] = async (path, request, mayRetry) => {
    for (;;) {
      const answer = answers[asked.length];
      asked.push({ method: path.replace('/kvorum.admin.v1.Admin/', ''), request });
      if (answer === undefined) throw new Error('no more answers');
      if (!(answer instanceof KvorumCallError)) return await Promise.resolve(answer);
      if (!mayRetry(answer)) throw answer;
    }
  };
  return { client: new CatalogClient({ call }), asked };
}

const nothing = new Uint8Array();
const token = {
  id: tokenIdOf(1),
  hash: hashOf('a'),
  tokenKind: 'readOnly',
  database: 'shop',
  label: 'ci',
} as const;

test('requests carry what the caller says', async () => {
  const { client, asked } = clientOf(
    nothing,
    wire.CreateTokenResponse.encode({ tokenId: tokenIdOf(7) }).finish(),
  );
  await client.createDatabase({ name: 'shop', id: uuidOf(1) });
  expect(await client.createToken(token)).toBe(tokenIdOf(7));
  const [create, make] = asked;
  expect(create?.method).toBe('CreateDatabase');
  expect(wire.CreateDatabaseRequest.decode(create?.request ?? nothing)).toMatchObject({
    name: 'shop',
    databaseId: uuidOf(1),
  });
  expect(wire.CreateTokenRequest.decode(make?.request ?? nothing)).toMatchObject({
    tokenId: tokenIdOf(1),
    sha256: Buffer.from(hashOf('a'), 'hex'),
    kind: 3,
    database: 'shop',
    label: 'ci',
  });
});

test('a call whose outcome is unknown is sent again; what it removed is not missed then', async () => {
  const lost = failure('OUTCOME_UNKNOWN', 'unknown');
  const gone = failure('DATABASE_NOT_FOUND', 'not-applied');
  const { client, asked } = clientOf(lost, gone);
  await client.dropDatabase(uuidOf(1));
  expect(asked).toHaveLength(2);
  const revoking = clientOf(
    failure('GRPC', 'unknown', true),
    failure('TOKEN_NOT_FOUND', 'not-applied'),
  );
  await revoking.client.revokeToken(tokenIdOf(1));
  expect(revoking.asked).toHaveLength(2);
});

test('what was never there is said to be missing', async () => {
  const gone = failure('TOKEN_NOT_FOUND', 'not-applied');
  await expect(clientOf(gone).client.revokeToken(tokenIdOf(1))).rejects.toBe(gone);
  const first = failure('NO_LEADER', 'not-applied', true);
  await expect(clientOf(first, gone).client.revokeToken(tokenIdOf(1))).rejects.toBe(gone);
});

test('lists are read page by page', async () => {
  const { client, asked } = clientOf(
    wire.ListDatabasesResponse.encode({
      databases: [{ name: 'a', databaseId: uuidOf(1), createdMs: 5 }],
      more: true,
    }).finish(),
    wire.ListDatabasesResponse.encode({ databases: [{ name: 'b' }] }).finish(),
    wire.ListTokensResponse.encode({
      tokens: [{ tokenId: tokenIdOf(1), kind: 1, label: 'x', createdMs: 6 }],
      more: true,
    }).finish(),
    wire.ListTokensResponse.encode({
      tokens: [{ tokenId: tokenIdOf(2), kind: 2, database: 'a' }],
    }).finish(),
  );
  expect(await client.databases()).toEqual([
    { name: 'a', id: uuidOf(1), createdMs: 5 },
    { name: 'b', id: '', createdMs: 0 },
  ]);
  expect(wire.ListDatabasesRequest.decode(asked[1]?.request ?? nothing).after).toBe('a');
  expect(await client.tokens()).toEqual([
    { id: tokenIdOf(1), kind: 'admin', database: undefined, label: 'x', createdMs: 6 },
    { id: tokenIdOf(2), kind: 'full', database: 'a', label: '', createdMs: 0 },
  ]);
  expect(wire.ListTokensRequest.decode(asked[3]?.request ?? nothing).after).toBe(tokenIdOf(1));
});

test('an answer that makes no sense is an error', async () => {
  const bytes = wire.ListTokensResponse.encode({ tokens: [{ tokenId: tokenIdOf(1) }] }).finish();
  await expect(clientOf(bytes).client.tokens()).rejects.toThrow('an unknown kind of token: 0');
});
