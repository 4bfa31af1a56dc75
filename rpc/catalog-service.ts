/**
 * The part of the Admin service about databases and tokens, free of the server library. Changes are commands like any
 * write, so each node takes them; lists are strong reads. Ids are the caller's, so calls may be repeated.
 */
import type { ClusterId, MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { assertNever, InvariantError } from '../base/invariant.ts';
import type { Random } from '../base/random.ts';
import type { CatalogReads, ClientCommand } from '../storage/index.ts';
import { defaultDatabaseName, formatUuid } from '../storage/index.ts';
import { defaultDatabaseId } from './access.ts';
import {
  decodeCreateDatabase,
  decodeCreateToken,
  decodeDropDatabase,
  decodeListDatabases,
  decodeListTokens,
  decodeRevokeToken,
  encodeDatabaseCreated,
  encodeDatabaseDropped,
  encodeDatabases,
  encodeTokenCreated,
  encodeTokenRevoked,
  encodeTokens,
} from './catalog-codec.ts';
import type { ListedDatabase, Page, TokenRequest } from './catalog-codec.ts';
import {
  AlreadyExistsError,
  CatalogFullError,
  DatabaseNotFoundError,
  InvalidRequestError,
  TokenNotFoundError,
} from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import { catalogPageMax } from './limits.ts';
import { LocalReads } from './local-reads.ts';

export type CatalogServiceDeps = {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly random: Random;
  readonly clusterId: ClusterId;
  readonly catalog: () => CatalogReads;
};

/** All calls reject with a `KvorumError`. */
export class CatalogService {
  readonly #deps: CatalogServiceDeps;
  readonly #reads: LocalReads;
  readonly #defaultId: string;

  constructor(deps: CatalogServiceDeps) {
    this.#deps = deps;
    this.#reads = new LocalReads(deps);
    this.#defaultId = defaultDatabaseId(deps.clusterId);
  }

  async createDatabase(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const { name, id = drawUuid(this.#deps.random) } = decodeCreateDatabase(request);
    if (id === this.#defaultId) throw new AlreadyExistsError('the id is that of another database');
    const { outcome, ...is } = await this.#write({ kind: 'createDatabase', id, name }, deadline);
    switch (outcome) {
      case 'done':
        return encodeDatabaseCreated(id);
      case 'exists':
        throw new AlreadyExistsError(
          is.id === id
            ? 'the id is that of another database, or of one that was dropped'
            : `there is a database "${name}" already`,
        );
      case 'limit':
        throw new CatalogFullError('there are as many databases as there may be; drop some first');
      case 'notFound':
        throw new InvariantError('a database that is created cannot be missing');
      default:
        return assertNever(outcome);
    }
  }

  async dropDatabase(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const id = decodeDropDatabase(request);
    if (id === this.#defaultId) {
      throw new InvalidRequestError('The default database cannot be dropped.');
    }
    const { outcome } = await this.#write({ kind: 'dropDatabase', id }, deadline);
    if (outcome === 'done') return encodeDatabaseDropped();
    throw new DatabaseNotFoundError(`there is no database with the id ${id}`);
  }

  async listDatabases(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const after = decodeListDatabases(request);
    return await this.#read(deadline, (catalog) => {
      const all: ListedDatabase[] = [
        { name: defaultDatabaseName, id: this.#defaultId, createdMs: 0 },
        ...catalog
          .databases()
          .map(({ name, id, createdAt }) => ({ name, id, createdMs: createdAt })),
      ];
      return encodeDatabases(pageOf(all.toSorted(byName), ({ name }) => name > after));
    });
  }

  async createToken(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    return encodeTokenCreated(await this.ensureToken(decodeCreateToken(request), deadline));
  }

  /** Makes sure that the token is there. Settles with its id, which is another one if it was there before. */
  async ensureToken(request: TokenRequest, deadline: MonotonicMs): Promise<string> {
    const { id, hash, tokenKind, label } = request;
    const database = await this.#numberOf(request.database, deadline);
    const command = { kind: 'createToken', id, hash, tokenKind, database, label } as const;
    const { outcome, ...is } = await this.#write(command, deadline);
    switch (outcome) {
      case 'done':
        return is.id;
      case 'exists':
        throw new AlreadyExistsError(
          is.id === id
            ? `there is another token with the id ${id}`
            : `the same token is there with the id ${is.id}, for another database or of another kind; revoke it first`,
        );
      case 'notFound':
        throw noDatabase(request.database ?? '');
      case 'limit':
        throw new CatalogFullError('there are as many tokens as there may be; revoke some first');
      default:
        return assertNever(outcome);
    }
  }

  async revokeToken(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const id = decodeRevokeToken(request);
    const { outcome } = await this.#write({ kind: 'revokeToken', id }, deadline);
    if (outcome === 'done') return encodeTokenRevoked();
    throw new TokenNotFoundError(`there is no token with the id ${id}; it may have been revoked`);
  }

  async listTokens(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const after = decodeListTokens(request);
    return await this.#read(deadline, (catalog) => {
      const nameOf = (database: number): string =>
        database === 0 ? defaultDatabaseName : (catalog.find(database)?.name ?? '');
      return encodeTokens(
        pageOf(catalog.tokens(), ({ id }) => id > after),
        nameOf,
      );
    });
  }

  async #numberOf(name: string | undefined, deadline: MonotonicMs): Promise<number> {
    if (name === undefined || name === defaultDatabaseName) return 0;
    const found = await this.#read(deadline, (catalog) => catalog.findByName(name));
    if (found === undefined) throw noDatabase(name);
    return found.number;
  }

  /** A strong read. */
  async #read<T>(deadline: MonotonicMs, read: (catalog: CatalogReads) => T): Promise<T> {
    const reading = { read: () => read(this.#deps.catalog()) };
    const { result } = await this.#reads.run({ kind: 'strong' }, deadline, reading);
    return result;
  }

  async #write(command: ClientCommand, deadline: MonotonicMs): Promise<CatalogAnswer> {
    const result = await this.#deps.gateway.write(command, { deadline });
    if (result.kind === 'catalog') return result;
    throw new InvariantError(`a command of the catalogue gives ${result.kind}`);
  }
}

type CatalogAnswer = {
  readonly outcome: 'done' | 'exists' | 'notFound' | 'limit';
  readonly id: string;
};

function noDatabase(name: string): DatabaseNotFoundError {
  return new DatabaseNotFoundError(`there is no database "${name.slice(0, 64)}"`);
}

function byName(left: ListedDatabase, right: ListedDatabase): number {
  return left.name < right.name ? -1 : 1;
}

function pageOf<Item>(all: readonly Item[], isBehind: (item: Item) => boolean): Page<Item> {
  const rest = all.filter(isBehind);
  return { items: rest.slice(0, catalogPageMax), hasMore: rest.length > catalogPageMax };
}

/** Version 4. It need not be hard to guess: it opens nothing. */
function drawUuid(random: Random): string {
  const bytes = Buffer.from(Array.from({ length: 16 }, () => Math.floor(random.next() * 256)));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return formatUuid(bytes.toString('hex'));
}
