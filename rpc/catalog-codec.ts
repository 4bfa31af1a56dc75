/** The Admin messages about databases and tokens to checked values, and values to answers. What does not hold is an `InvalidRequestError`. */
import { kvorum } from '../protos/gen/admin.js';
import { isUuid } from '../storage/index.ts';
import type { Token, TokenKind } from '../storage/index.ts';
import { decodeMessage } from './decode.ts';
import { InvalidRequestError, LimitExceededError } from './errors.ts';
import { adminRequestBytesMax, tokenLabelCharactersMax } from './limits.ts';

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
const hashBytes = 32;

/** `id` is undefined if the node is to draw one. Throws `InvalidRequestError`, as all decoders here do. */
export function decodeCreateDatabase(bytes: Uint8Array): {
  readonly name: string;
  readonly id: string | undefined;
} {
  const { name, databaseId } = decodeShort(bytes, (source) =>
    wire.CreateDatabaseRequest.decode(source),
  );
  demand(
    isDatabaseName(name),
    'The name of a database must be 1 to 64 characters of a-z, 0-9, ".", "_" and "-".',
  );
  return { name, id: databaseId === '' ? undefined : requireUuid(databaseId) };
}

export function encodeDatabaseCreated(databaseId: string): Uint8Array {
  return wire.CreateDatabaseResponse.encode({ databaseId }).finish();
}

/** The id of the database. */
export function decodeDropDatabase(bytes: Uint8Array): string {
  const request = decodeShort(bytes, (source) => wire.DropDatabaseRequest.decode(source));
  return requireUuid(request.databaseId);
}

export function encodeDatabaseDropped(): Uint8Array {
  return wire.DropDatabaseResponse.encode({}).finish();
}

/** The name behind which the list begins. */
export function decodeListDatabases(bytes: Uint8Array): string {
  return decodeShort(bytes, (source) => wire.ListDatabasesRequest.decode(source)).after;
}

export type ListedDatabase = {
  readonly name: string;
  readonly id: string;
  readonly createdMs: number;
};

export function encodeDatabases(page: Page<ListedDatabase>): Uint8Array {
  return wire.ListDatabasesResponse.encode({
    databases: page.items.map(({ name, id, createdMs }) => ({ name, databaseId: id, createdMs })),
    more: page.hasMore,
  }).finish();
}

export type TokenRequest = {
  readonly id: string;
  readonly hash: string;
  readonly tokenKind: TokenKind;
  /** A name; undefined for the default database, and for tokens of the kind admin. */
  readonly database: string | undefined;
  readonly label: string;
};

export function decodeCreateToken(bytes: Uint8Array): TokenRequest {
  const request = decodeShort(bytes, (source) => wire.CreateTokenRequest.decode(source));
  const { sha256, database, label } = request;
  const tokenKind = kindByNumber[request.kind];
  demand(tokenKind !== undefined, `The kind of token ${request.kind} is unknown.`);
  demand(sha256.length === hashBytes, 'The field sha256 must have 32 bytes.');
  demand(tokenKind !== 'admin' || database === '', 'A token of the kind admin has no database.');
  demand(
    label.length <= tokenLabelCharactersMax && !/\p{Cc}/u.test(label),
    `A label must have at most ${tokenLabelCharactersMax} characters, and no control characters.`,
  );
  return {
    id: requireTokenId(request.tokenId),
    hash: Buffer.from(sha256).toString('hex'),
    tokenKind,
    database: database === '' ? undefined : database,
    label,
  };
}

export function encodeTokenCreated(tokenId: string): Uint8Array {
  return wire.CreateTokenResponse.encode({ tokenId }).finish();
}

/** The id of the token. */
export function decodeRevokeToken(bytes: Uint8Array): string {
  return requireTokenId(
    decodeShort(bytes, (source) => wire.RevokeTokenRequest.decode(source)).tokenId,
  );
}

export function encodeTokenRevoked(): Uint8Array {
  return wire.RevokeTokenResponse.encode({}).finish();
}

/** The id behind which the list begins. */
export function decodeListTokens(bytes: Uint8Array): string {
  return decodeShort(bytes, (source) => wire.ListTokensRequest.decode(source)).after;
}

/** `nameOf` gives the name of a database. Neither tokens nor their hashes are given out. */
export function encodeTokens(page: Page<Token>, nameOf: (database: number) => string): Uint8Array {
  return wire.ListTokensResponse.encode({
    tokens: page.items.map(({ id, tokenKind, database, label, createdAt }) => ({
      tokenId: id,
      kind: numberByKind[tokenKind],
      database: tokenKind === 'admin' ? '' : nameOf(database),
      label,
      createdMs: createdAt,
    })),
    more: page.hasMore,
  }).finish();
}

/** A piece of a list. */
export type Page<Item> = { readonly items: readonly Item[]; readonly hasMore: boolean };

function isDatabaseName(name: string): boolean {
  return /^[a-z0-9._-]{1,64}$/.test(name);
}

function requireUuid(id: string): string {
  demand(isUuid(id), 'The id of a database must be a UUID in lower case.');
  return id;
}

function requireTokenId(id: string): string {
  demand(/^[0-9a-f]{16}$/.test(id), 'The id of a token must be 16 hex digits in lower case.');
  return id;
}

function decodeShort<Message>(bytes: Uint8Array, decode: (bytes: Uint8Array) => Message): Message {
  if (bytes.length > adminRequestBytesMax) {
    throw new LimitExceededError(
      `The request has ${bytes.length} bytes; ${adminRequestBytesMax} are allowed.`,
    );
  }
  return decodeMessage(bytes, decode);
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvalidRequestError(message);
}
