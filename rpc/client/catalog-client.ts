/**
 * The client's side of the Admin calls about databases and tokens. Any node answers them. The ids are the caller's, so a
 * call whose answer was lost is sent again.
 */
import { kvorum } from '../../protos/gen/admin.js';
import type { TokenKind } from '../../storage/index.ts';
import type { TokenRequest } from '../catalog-codec.ts';
import type { AdminClient } from './admin-client.ts';
import { KvorumCallError } from './errors.ts';
import { whole } from './status-codec.ts';

const wire = kvorum.admin.v1;
const wireKinds = wire.TokenKind;
const numberByKind = {
  admin: wireKinds.TOKEN_KIND_ADMIN,
  full: wireKinds.TOKEN_KIND_FULL,
  readOnly: wireKinds.TOKEN_KIND_READ_ONLY,
} as const satisfies Record<TokenKind, number>;
const kindByNumber: Readonly<Record<number, TokenKind>> = {
  [wireKinds.TOKEN_KIND_ADMIN]: 'admin',
  [wireKinds.TOKEN_KIND_FULL]: 'full',
  [wireKinds.TOKEN_KIND_READ_ONLY]: 'readOnly',
};

export type DatabaseEntry = {
  readonly name: string;
  readonly id: string;
  /** Since 1970; 0 for the default database. */
  readonly createdMs: number;
};

export type TokenEntry = {
  readonly id: string;
  readonly kind: TokenKind;
  /** Its name; undefined for tokens of the kind admin. */
  readonly database: string | undefined;
  readonly label: string;
  readonly createdMs: number;
};

/** All calls reject with `KvorumCallError`. */
export class CatalogClient {
  readonly #admin: Pick<AdminClient, 'call'>;

  constructor(admin: Pick<AdminClient, 'call'>) {
    this.#admin = admin;
  }

  /** `id` is a UUID that the caller has drawn. */
  async createDatabase({ name, id }: Pick<DatabaseEntry, 'name' | 'id'>): Promise<void> {
    const request = wire.CreateDatabaseRequest.encode({ name, databaseId: id }).finish();
    await this.#repeatable('CreateDatabase', request);
  }

  /** Settles when the name is free and the database takes no write any more. */
  async dropDatabase(id: string): Promise<void> {
    const request = wire.DropDatabaseRequest.encode({ databaseId: id }).finish();
    await this.#removing('DropDatabase', request, 'DATABASE_NOT_FOUND');
  }

  /** All of them, the default one too, in the order of names. */
  async databases(): Promise<readonly DatabaseEntry[]> {
    const all: DatabaseEntry[] = [];
    for (;;) {
      const request = wire.ListDatabasesRequest.encode({ after: all.at(-1)?.name ?? '' }).finish();
      const answer = await this.#repeatable('ListDatabases', request);
      const { databases, more } = wire.ListDatabasesResponse.decode(answer);
      for (const { name, databaseId, createdMs } of databases) {
        all.push({ name: name ?? '', id: databaseId ?? '', createdMs: whole(createdMs ?? 0) });
      }
      if (!more || databases.length === 0) return all;
    }
  }

  /** Settles with the id of the token, which is another one if the same token was there before. */
  async createToken({ id, hash, tokenKind, database, label }: TokenRequest): Promise<string> {
    const request = wire.CreateTokenRequest.encode({
      tokenId: id,
      sha256: Buffer.from(hash, 'hex'),
      kind: numberByKind[tokenKind],
      database: database ?? '',
      label,
    }).finish();
    return wire.CreateTokenResponse.decode(await this.#repeatable('CreateToken', request)).tokenId;
  }

  async revokeToken(id: string): Promise<void> {
    const request = wire.RevokeTokenRequest.encode({ tokenId: id }).finish();
    await this.#removing('RevokeToken', request, 'TOKEN_NOT_FOUND');
  }

  /** All of them, in the order of ids. */
  async tokens(): Promise<readonly TokenEntry[]> {
    const all: TokenEntry[] = [];
    for (;;) {
      const request = wire.ListTokensRequest.encode({ after: all.at(-1)?.id ?? '' }).finish();
      const answer = await this.#repeatable('ListTokens', request);
      const { tokens, more } = wire.ListTokensResponse.decode(answer);
      for (const token of tokens) {
        const kind = kindByNumber[token.kind ?? 0];
        if (kind === undefined) throw new Error(`an unknown kind of token: ${token.kind}`);
        all.push({
          id: token.tokenId ?? '',
          kind,
          database: kind === 'admin' ? undefined : (token.database ?? ''),
          label: token.label ?? '',
          createdMs: whole(token.createdMs ?? 0),
        });
      }
      if (!more || tokens.length === 0) return all;
    }
  }

  /** What is not there any more when the call is sent again was removed by the first one. */
  async #removing(method: string, request: Uint8Array, notFound: string): Promise<void> {
    const failures: KvorumCallError[] = [];
    try {
      await this.#repeatable(method, request, (error) => {
        failures.push(error);
      });
    } catch (error) {
      const mayBeDone = failures.some(({ outcome }) => outcome === 'unknown');
      if (!(error instanceof KvorumCallError && error.code === notFound && mayBeDone)) throw error;
    }
  }

  async #repeatable(
    method: string,
    request: Uint8Array,
    onFailure?: (error: KvorumCallError) => void,
  ): Promise<Uint8Array> {
    return await this.#admin.call(`/kvorum.admin.v1.Admin/${method}`, request, (error) => {
      onFailure?.(error);
      return error.retryable || error.code === 'OUTCOME_UNKNOWN';
    });
  }
}
