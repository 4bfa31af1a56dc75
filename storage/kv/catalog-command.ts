/**
 * The commands that change the catalogue, the databases and tokens of a cluster, and what they give. Ids are drawn by
 * whoever asks, so that a command may be repeated: the second time it changes nothing and gives the same answer.
 */
import type { Term } from '../../base/brand.ts';
import type { Origin } from './command.ts';
import type { KeyText } from './keyspace.ts';

/** `admin`: everything. The others: the data of one database, to read and write or only to read. */
export type TokenKind = 'admin' | 'full' | 'readOnly';

export type CatalogCommand =
  | {
      readonly kind: 'createDatabase';
      /** UUID in lower case. */
      readonly id: string;
      readonly name: string;
      readonly origin?: Origin;
    }
  | { readonly kind: 'dropDatabase'; readonly id: string; readonly origin?: Origin }
  | {
      readonly kind: 'createToken';
      /** 16 hex digits. */
      readonly id: string;
      /** SHA-256 of the token, 64 hex digits. The token itself is nowhere. */
      readonly hash: string;
      readonly tokenKind: TokenKind;
      /** Number of the database; 0 for `admin`. */
      readonly database: number;
      readonly label: string;
      readonly origin?: Origin;
    }
  | { readonly kind: 'revokeToken'; readonly id: string; readonly origin?: Origin };

/** Proposed by the leader of `term` for itself, and nothing in an entry of another term (rule X-7). */
export type ClearDatabaseCommand = {
  readonly kind: 'clearDatabase';
  readonly term: Term;
  readonly database: number;
  /** Storage keys of that database. */
  readonly keys: readonly KeyText[];
  /** There are no others. */
  readonly isLast: boolean;
  /** Never forwarded. */
  readonly origin?: never;
};

/** `exists`: the name, the id or the token is taken. `limit`: there are as many as there may be. */
export type CatalogOutcome = 'done' | 'exists' | 'notFound' | 'limit';

export type CatalogResult = {
  readonly kind: 'catalog';
  readonly outcome: CatalogOutcome;
  /** Of the database or token that is meant, which with `exists` is the one that is there; empty if none is. */
  readonly id: string;
};
