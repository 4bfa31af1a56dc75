/** The commands of the catalogue and their results to the messages of protos/storage.proto and back. */
import { asTerm, isCount } from '../../base/brand.ts';
import { assertNever, invariant } from '../../base/invariant.ts';
import { kvorum } from '../../protos/gen/storage.js';
import { CorruptionError } from '../errors.ts';
import type {
  CatalogCommand,
  CatalogOutcome,
  CatalogResult,
  ClearDatabaseCommand,
  TokenKind,
} from './catalog-command.ts';
import { asBuffer, bytesOfText, textOfBytes } from './keyspace.ts';

type WireCommand = kvorum.storage.v1.ICommand;
type Bytes = Uint8Array | null | undefined;

const wireKinds = kvorum.storage.v1.TokenKind;
const wireOutcomes = kvorum.storage.v1.CatalogOutcome;
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
const numberByOutcome = {
  done: wireOutcomes.CATALOG_OUTCOME_DONE,
  exists: wireOutcomes.CATALOG_OUTCOME_EXISTS,
  notFound: wireOutcomes.CATALOG_OUTCOME_NOT_FOUND,
  limit: wireOutcomes.CATALOG_OUTCOME_LIMIT,
} as const satisfies Record<CatalogOutcome, number>;
const outcomeByNumber: Readonly<Record<number, CatalogOutcome>> = {
  [wireOutcomes.CATALOG_OUTCOME_DONE]: 'done',
  [wireOutcomes.CATALOG_OUTCOME_EXISTS]: 'exists',
  [wireOutcomes.CATALOG_OUTCOME_NOT_FOUND]: 'notFound',
  [wireOutcomes.CATALOG_OUTCOME_LIMIT]: 'limit',
};
const databaseIdBytes = 16;
const tokenIdBytes = 8;
const hashBytes = 32;

/** Without the origin. */
export function encodeCatalogCommand(command: CatalogCommand | ClearDatabaseCommand): WireCommand {
  switch (command.kind) {
    case 'createDatabase':
      return { createDatabase: { id: bytesOfUuid(command.id), name: command.name } };
    case 'dropDatabase':
      return { dropDatabase: { id: bytesOfUuid(command.id) } };
    case 'clearDatabase': {
      const { term, database, keys, isLast } = command;
      return { clearDatabase: { term, database, keys: keys.map(bytesOfText), last: isLast } };
    }
    case 'createToken': {
      const { tokenKind, database, label } = command;
      return {
        createToken: {
          id: bytesOfHex(command.id, tokenIdBytes),
          hash: bytesOfHex(command.hash, hashBytes),
          kind: numberByKind[tokenKind],
          database,
          label,
        },
      };
    }
    case 'revokeToken':
      return { revokeToken: { id: bytesOfHex(command.id, tokenIdBytes) } };
    default:
      return assertNever(command);
  }
}

/** Undefined if the command is none of the catalogue's. Throws `CorruptionError` for what this version does not know. */
export function decodeCatalogCommand(
  message: WireCommand,
): CatalogCommand | ClearDatabaseCommand | undefined {
  const { createDatabase, dropDatabase, clearDatabase, createToken, revokeToken } = message;
  if (createDatabase) {
    const { id, name } = createDatabase;
    return { kind: 'createDatabase', id: uuidOf(id), name: name ?? '' };
  }
  if (dropDatabase) return { kind: 'dropDatabase', id: uuidOf(dropDatabase.id) };
  if (clearDatabase) {
    const { term, database, keys, last } = clearDatabase;
    if (!isCount(term ?? 0)) throw malformed('a term that is not a safe integer');
    return {
      kind: 'clearDatabase',
      term: asTerm(term ?? 0),
      database: database ?? 0,
      keys: (keys ?? []).map(textOfBytes),
      isLast: last ?? false,
    };
  }
  if (createToken) {
    const tokenKind = kindByNumber[createToken.kind ?? 0];
    if (tokenKind === undefined) throw malformed('a token of an unknown kind');
    return {
      kind: 'createToken',
      id: hexOf(createToken.id, tokenIdBytes),
      hash: hexOf(createToken.hash, hashBytes),
      tokenKind,
      database: createToken.database ?? 0,
      label: createToken.label ?? '',
    };
  }
  return revokeToken ? { kind: 'revokeToken', id: hexOf(revokeToken.id, tokenIdBytes) } : undefined;
}

export function encodeCatalogResult({
  outcome,
  id,
}: CatalogResult): kvorum.storage.v1.ICatalogResult {
  return { outcome: numberByOutcome[outcome], id: Buffer.from(id.replaceAll('-', ''), 'hex') };
}

/** Throws `CorruptionError` for what this version does not know. */
export function decodeCatalogResult(result: kvorum.storage.v1.ICatalogResult): CatalogResult {
  const outcome = outcomeByNumber[result.outcome ?? 0];
  if (outcome === undefined) throw malformed('an unknown outcome');
  const hex = asBuffer(result.id ?? new Uint8Array(0)).toString('hex');
  const isOfDatabase = hex.length === 2 * databaseIdBytes;
  return { kind: 'catalog', outcome, id: isOfDatabase ? formatUuid(hex) : hex };
}

/** True for a UUID in lower case, of any version. */
export function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);
}

/** The usual form of 32 hex digits. */
export function formatUuid(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

function bytesOfUuid(uuid: string): Uint8Array {
  return bytesOfHex(uuid.replaceAll('-', ''), databaseIdBytes);
}

function bytesOfHex(hex: string, byteCount: number): Uint8Array {
  const bytes = Buffer.from(hex, 'hex');
  invariant(bytes.length === byteCount && hex.length === 2 * byteCount, 'an id of another length');
  return bytes;
}

function uuidOf(bytes: Bytes): string {
  return formatUuid(hexOf(bytes, databaseIdBytes));
}

function hexOf(bytes: Bytes, byteCount: number): string {
  if (bytes?.length !== byteCount) throw malformed('an id of another length');
  return asBuffer(bytes).toString('hex');
}

function malformed(what: string): CorruptionError {
  return new CorruptionError(
    `the log contains a catalogue command with ${what}; a newer version of Kvorum may have written it`,
  );
}
