/** A catalogue that a test fills, with tokens whose text it knows. */
import { createHash } from 'node:crypto';
import { asClusterId, asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import type { TokenKind } from '../../storage/index.ts';
import type { CatalogCommand } from '../../storage/kv/catalog-command.ts';
import { Catalog } from '../../storage/kv/catalog.ts';
import type { CommandResult } from '../../storage/kv/command.ts';

export const CATALOG_CLUSTER = asClusterId('0123456789abcdef0123456789abcdef');

export function uuidOf(n: number): string {
  return `01234567-89ab-4cde-8f01-${String(n).padStart(12, '0')}`;
}

export function tokenIdOf(n: number): string {
  return String(n).padStart(16, '0');
}

export function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

export class CatalogFixture {
  catalog = new Catalog();
  #index = 0;

  apply(command: CatalogCommand): CommandResult {
    this.#index += 1;
    const at = { index: asLogIndex(this.#index), term: asTerm(1), now: asWallMs(this.#index) };
    const { result } = this.catalog.execute(command, at);
    if (result === undefined) throw new Error('no result');
    return result;
  }

  /** The databases get the numbers from 1 on. */
  createDatabases(...names: readonly string[]): void {
    for (const [at, name] of names.entries()) {
      this.apply({ kind: 'createDatabase', id: uuidOf(at + 1), name });
    }
  }

  dropDatabase(n: number): void {
    this.apply({ kind: 'dropDatabase', id: uuidOf(n) });
  }

  /** The token with the text `text`; its id is that of `n`. */
  createToken(n: number, text: string, tokenKind: TokenKind, database = 0): void {
    const hash = hashOf(text);
    this.apply({ kind: 'createToken', id: tokenIdOf(n), hash, tokenKind, database, label: '' });
  }

  revokeToken(n: number): void {
    this.apply({ kind: 'revokeToken', id: tokenIdOf(n) });
  }
}
