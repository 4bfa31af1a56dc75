/**
 * The databases and tokens of the cluster, which are replicated state under the key-space `m`; what is in memory is
 * all of it, rebuilt from there when the state is opened or a snapshot installed, and kept by apply.
 *
 * A database that was dropped stays until a leader has removed its data in steps (`ClearDatabaseCommand`). Until then
 * it has a number and no name, and it is not live: every write into it is refused where it is applied, so that a step
 * which finds nothing left proves that nothing ever will be.
 *
 * Database 0 is the default one. It is always there, is never dropped, and is not stored.
 * The limits below decide what an entry does: a change of one is a change of the format of the log (rule N-6).
 */
import type { Engine } from '../engine/engine.ts';
import type { CatalogCommand, CatalogResult, ClearDatabaseCommand } from './catalog-command.ts';
import {
  decodeCounter,
  decodeDatabase,
  decodeToken,
  encodeCounter,
  encodeDatabase,
  encodeToken,
} from './catalog-record.ts';
import type { Database, Token } from './catalog-record.ts';
import type { Effects } from './effects.ts';
import { noWrites } from './effects.ts';
import type { KeyText } from './keyspace.ts';
import {
  databaseKey,
  databasePrefixes,
  databasesPrefix,
  idOfTokenKey,
  metaCatalogKey,
  tokenKey,
  tokensPrefix,
} from './keyspace.ts';
import type { RecordText } from './record.ts';
import type { ApplyPosition } from './sessions.ts';

/** Databases beside the default one, those that were dropped and are not gone yet among them. */
const databasesMax = 10_000;
const tokensMax = 100_000;
/** Records that are read at once when the state is opened. */
const readCount = 1000;

/** The name of database 0. */
export const defaultDatabaseName = 'default';

/** What is to be known of the catalogue outside of the state machine. Changes with each entry that is applied. */
export interface CatalogReads {
  /** Grows with each change of the catalogue. */
  readonly version: number;
  readonly hasAdminToken: boolean;
  /** Live databases beside the default one, by number. */
  databases(): readonly Database[];
  /** The live one of this name, which is not that of the default one. */
  findByName(name: string): Database | undefined;
  /** The live one with this number, from 1. */
  find(number: number): Database | undefined;
  /** Tokens of live databases and of the kind admin, by id. */
  tokens(): readonly Token[];
  /** By the SHA-256 in hex. */
  findToken(hash: string): Token | undefined;
}

export class Catalog implements CatalogReads {
  /** By number, dropped ones too. */
  readonly #databases = new Map<number, Database>();
  readonly #byId = new Map<string, number>();
  readonly #live = new Map<string, Database>();
  /** By id. Nothing that an entry does may depend on the order, which is another one after a restart. */
  readonly #tokens = new Map<string, Token>();
  readonly #tokenByHash = new Map<string, Token>();
  readonly #limits: { readonly databasesMax: number; readonly tokensMax: number };
  #adminCount = 0;
  #newest = 0;
  #version = 0;

  constructor(limits = { databasesMax, tokensMax }) {
    this.#limits = limits;
  }

  /** What `engine` holds. */
  static async read(engine: Engine): Promise<Catalog> {
    const catalog = new Catalog();
    const counter = engine.get(metaCatalogKey);
    catalog.#newest = counter === undefined ? 0 : decodeCounter(counter);
    await readAll(engine, databasesPrefix, (key, text) => {
      catalog.#putDatabase(decodeDatabase(key, text));
    });
    await readAll(engine, tokensPrefix, (key, text) => {
      catalog.#putToken(decodeToken(key, text));
    });
    return catalog;
  }

  get version(): number {
    return this.#version;
  }

  get hasAdminToken(): boolean {
    return this.#adminCount > 0;
  }

  databases(): readonly Database[] {
    return [...this.#live.values()].toSorted((a, b) => a.number - b.number);
  }

  findByName(name: string): Database | undefined {
    return this.#live.get(name);
  }

  find(number: number): Database | undefined {
    const database = this.#databases.get(number);
    return database?.isDropped === false ? database : undefined;
  }

  tokens(): readonly Token[] {
    return [...this.#tokens.values()]
      .filter(({ database }) => this.isLive(database))
      .toSorted((a, b) => (a.id < b.id ? -1 : 1));
  }

  findToken(hash: string): Token | undefined {
    const token = this.#tokenByHash.get(hash);
    return token !== undefined && this.isLive(token.database) ? token : undefined;
  }

  /** True if the database may be written into. */
  isLive(database: number): boolean {
    return database === 0 || this.find(database) !== undefined;
  }

  /** The lowest number of a database that was dropped and is not gone yet. */
  findDropped(): number | undefined {
    let lowest: number | undefined;
    if (this.#databases.size === this.#live.size) return undefined;
    for (const { number, isDropped } of this.#databases.values()) {
      if (isDropped && (lowest === undefined || number < lowest)) lowest = number;
    }
    return lowest;
  }

  /** Where up to `countMax` tokens of that database are stored. */
  tokenKeysOf(database: number, countMax: number): readonly KeyText[] {
    const keys: KeyText[] = [];
    for (const token of this.#tokens.values()) {
      if (token.database !== database) continue;
      if (keys.length === countMax) break;
      keys.push(tokenKey(token.id));
    }
    return keys;
  }

  /** Applies a command: changes what is in memory, and says what is to be stored. */
  execute(command: CatalogCommand | ClearDatabaseCommand, at: ApplyPosition): Effects {
    switch (command.kind) {
      case 'createDatabase':
        return this.#createDatabase(command, at);
      case 'dropDatabase':
        return this.#dropDatabase(command.id);
      case 'clearDatabase':
        return this.#clearDatabase(command, at);
      case 'createToken':
        return this.#createToken(command, at);
      case 'revokeToken':
        return this.#revokeToken(command.id);
    }
  }

  #createDatabase(
    { id, name }: Extract<CatalogCommand, { kind: 'createDatabase' }>,
    at: ApplyPosition,
  ): Effects {
    const same = this.#databases.get(this.#byId.get(id) ?? 0);
    if (same !== undefined) {
      // Dropped already: whoever repeats the command must not be told that the database is there.
      return answer(same.name === name && !same.isDropped ? 'done' : 'exists', id);
    }
    const namesake = this.#live.get(name);
    if (namesake !== undefined) return answer('exists', namesake.id);
    if (name === defaultDatabaseName) return answer('exists', '');
    if (this.#databases.size >= this.#limits.databasesMax) return answer('limit', '');
    const number = this.#newest + 1;
    const database = { number, id, name, createdAt: at.now, isDropped: false };
    this.#newest = number;
    this.#putDatabase(database);
    return answer(
      'done',
      id,
      new Map([
        [databaseKey(number), encodeDatabase(database)],
        [metaCatalogKey, encodeCounter(number)],
      ]),
    );
  }

  #dropDatabase(id: string): Effects {
    const database = this.#databases.get(this.#byId.get(id) ?? 0);
    if (database === undefined) return answer('notFound', id);
    if (database.isDropped) return answer('done', id);
    const dropped = { ...database, isDropped: true };
    this.#live.delete(database.name);
    this.#databases.set(database.number, dropped);
    this.#version += 1;
    return answer('done', id, new Map([[databaseKey(database.number), encodeDatabase(dropped)]]));
  }

  #clearDatabase(
    { term, database, keys, isLast }: ClearDatabaseCommand,
    at: ApplyPosition,
  ): Effects {
    const found = this.#databases.get(database);
    if (term !== at.term || found?.isDropped !== true) return answer('notFound', '');
    const writes = new Map<KeyText, RecordText | undefined>();
    const prefixes = databasePrefixes(database);
    for (const key of keys) {
      const token = key.startsWith(tokensPrefix) ? this.#tokens.get(idOfTokenKey(key)) : undefined;
      if (token?.database === database) this.#removeToken(token);
      else if (!prefixes.some((prefix) => key.startsWith(prefix))) continue;
      writes.set(key, undefined);
    }
    if (isLast) {
      this.#databases.delete(database);
      this.#byId.delete(found.id);
      writes.set(databaseKey(database), undefined);
    }
    return answer('done', found.id, writes);
  }

  #createToken(
    command: Extract<CatalogCommand, { kind: 'createToken' }>,
    at: ApplyPosition,
  ): Effects {
    const { id, hash, tokenKind, database, label } = command;
    const same = this.#tokenByHash.get(hash);
    if (same !== undefined && this.isLive(same.database)) {
      const isEqual = same.tokenKind === tokenKind && same.database === database;
      return answer(isEqual ? 'done' : 'exists', same.id);
    }
    if (this.#tokens.has(id)) return answer('exists', id);
    if (!this.isLive(database)) return answer('notFound', '');
    if (this.#tokens.size >= this.#limits.tokensMax) return answer('limit', '');
    const token = { id, hash, tokenKind, database, createdAt: at.now, label };
    const writes = new Map<KeyText, RecordText | undefined>();
    if (same !== undefined) {
      // That of a database that was dropped, and goes anyway.
      this.#removeToken(same);
      writes.set(tokenKey(same.id), undefined);
    }
    this.#putToken(token);
    return answer('done', id, writes.set(tokenKey(id), encodeToken(token)));
  }

  #revokeToken(id: string): Effects {
    const token = this.#tokens.get(id);
    if (token === undefined) return answer('notFound', id);
    this.#removeToken(token);
    return answer('done', id, new Map([[tokenKey(id), undefined]]));
  }

  #putDatabase(database: Database): void {
    this.#databases.set(database.number, database);
    this.#byId.set(database.id, database.number);
    if (!database.isDropped) this.#live.set(database.name, database);
    this.#version += 1;
  }

  #putToken(token: Token): void {
    this.#tokens.set(token.id, token);
    this.#tokenByHash.set(token.hash, token);
    if (token.tokenKind === 'admin') this.#adminCount += 1;
    this.#version += 1;
  }

  #removeToken(token: Token): void {
    this.#tokens.delete(token.id);
    this.#tokenByHash.delete(token.hash);
    if (token.tokenKind === 'admin') this.#adminCount -= 1;
    this.#version += 1;
  }
}

function answer(
  outcome: CatalogResult['outcome'],
  id: string,
  writes: Effects['writes'] = noWrites,
): Effects {
  return { result: { kind: 'catalog', outcome, id }, writes };
}

async function readAll(
  engine: Engine,
  prefix: string,
  take: (key: KeyText, text: RecordText) => void,
): Promise<void> {
  const end = prefix.slice(0, -1) + String.fromCharCode(prefix.charCodeAt(prefix.length - 1) + 1);
  const snapshot = engine.snapshot();
  const iterator = snapshot.iterate({ start: prefix, end, reverse: false });
  try {
    for (;;) {
      const pairs = await iterator.next(readCount);
      if (pairs.length === 0) break;
      for (const [key, text] of pairs) take(key, text);
    }
  } finally {
    await iterator.close();
    snapshot.close();
  }
}
