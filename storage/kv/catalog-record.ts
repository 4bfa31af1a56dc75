/**
 * What is stored of the catalogue: ASCII text, the parts separated by spaces.
 *
 *     database:  uuid  "live" | "dropped"  log time of the creation  name
 *     token:     "a" | "f" | "r"  database  log time of the creation  SHA-256 in hex  label in base64url, may be empty
 *     counter:   the number of the newest database
 */
import type { WallMs } from '../../base/brand.ts';
import { asWallMs, isCount } from '../../base/brand.ts';
import { CorruptionError } from '../errors.ts';
import type { TokenKind } from './catalog-command.ts';
import { isUuid } from './catalog-codec.ts';
import { asBuffer, bytesOfText, databasesPrefix, idOfTokenKey } from './keyspace.ts';
import type { KeyText } from './keyspace.ts';
import type { RecordText } from './record.ts';

export type Database = {
  /** From 1, never used again. */
  readonly number: number;
  readonly id: string;
  readonly name: string;
  readonly createdAt: WallMs;
  /** Nothing is written into it any more, and what is left of it goes. */
  readonly isDropped: boolean;
};

export type Token = {
  /** 16 hex digits. */
  readonly id: string;
  /** SHA-256 of the token, 64 hex digits. */
  readonly hash: string;
  readonly tokenKind: TokenKind;
  readonly database: number;
  readonly createdAt: WallMs;
  readonly label: string;
};

const letterOfKind = { admin: 'a', full: 'f', readOnly: 'r' } as const satisfies Record<
  TokenKind,
  string
>;
const kindOfLetter: ReadonlyMap<string, TokenKind> = new Map([
  ['a', 'admin'],
  ['f', 'full'],
  ['r', 'readOnly'],
]);

export function encodeDatabase({ id, isDropped, createdAt, name }: Database): RecordText {
  return `${id} ${isDropped ? 'dropped' : 'live'} ${createdAt} ${name}`;
}

/** Throws `CorruptionError` for what is no database, as all decoders here do. */
export function decodeDatabase(key: KeyText, text: RecordText): Database {
  const bytes = asBuffer(bytesOfText(key.slice(databasesPrefix.length)));
  const [id, state, createdAt, name, ...rest] = text.split(' ');
  if (
    bytes.length !== 4 ||
    id === undefined ||
    !isUuid(id) ||
    name === undefined ||
    rest.length > 0 ||
    (state !== 'live' && state !== 'dropped')
  ) {
    throw malformed('database');
  }
  return {
    number: bytes.readUInt32BE(),
    id,
    name,
    createdAt: asWallMs(decodeNumber(createdAt)),
    isDropped: state === 'dropped',
  };
}

export function encodeToken({ tokenKind, database, createdAt, hash, label }: Token): RecordText {
  const text = Buffer.from(label).toString('base64url');
  return `${letterOfKind[tokenKind]} ${database} ${createdAt} ${hash} ${text}`;
}

export function decodeToken(key: KeyText, text: RecordText): Token {
  const id = idOfTokenKey(key);
  const [letter = '', database, createdAt, hash = '', label, ...rest] = text.split(' ');
  const tokenKind = kindOfLetter.get(letter);
  if (
    id.length !== 16 ||
    tokenKind === undefined ||
    !/^[0-9a-f]{64}$/.test(hash) ||
    label === undefined ||
    rest.length > 0
  ) {
    throw malformed('token');
  }
  return {
    id,
    hash,
    tokenKind,
    database: decodeNumber(database),
    createdAt: asWallMs(decodeNumber(createdAt)),
    label: Buffer.from(label, 'base64url').toString(),
  };
}

export function encodeCounter(newest: number): RecordText {
  return String(newest);
}

export function decodeCounter(text: RecordText): number {
  return decodeNumber(text);
}

function decodeNumber(text: string | undefined): number {
  const number = Number(text);
  if (text === undefined || text === '' || !isCount(number)) throw malformed('catalogue');
  return number;
}

function malformed(what: string): CorruptionError {
  return new CorruptionError(`a stored ${what} is malformed`);
}
