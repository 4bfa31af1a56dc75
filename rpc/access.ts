/**
 * Who may do what: tokens against the catalogue of this node. A token is known by its SHA-256 alone; what was decided
 * for the header block of a call is remembered until the catalogue changes, so that a token costs the fast path one
 * look-up, and one that was revoked is refused as soon as this node has applied that.
 *
 * The gRPC port is open as long as the cluster has no admin token. A node that has no state yet, because it has just
 * joined, does not know whether there is one; and one that nobody has vouched for since its start may not have heard
 * of a new token. It then says that it does not know, instead of yes or no. No token is ever put into an error.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { ClusterId } from '../base/brand.ts';
import type { CatalogReads, Token } from '../storage/index.ts';
import { defaultDatabaseName, formatUuid } from '../storage/index.ts';
import type { Access, AccessControl } from './access-port.ts';
import { DatabaseNotFoundError, PermissionDeniedError, UnauthenticatedError } from './errors.ts';
import type { CallHead } from './http2/index.ts';

/** Where a call of the KV service reads and writes. */
export type CallAccess = Pick<Access, 'database' | 'isReadOnly'>;

/** To read and write in the default database. */
export const defaultAccess: CallAccess = { database: 0, isReadOnly: false };

/** `data`: the KV service. `admin`: whatever concerns the cluster as a whole. */
export type Need = 'data' | 'admin';

/** Decides about calls over gRPC. */
export interface CallGuard {
  /**
   * Undefined if this node cannot tell before it has caught up with the cluster. Throws `UnauthenticatedError`,
   * `PermissionDeniedError` or `DatabaseNotFoundError`.
   */
  admit(head: CallHead, need: Need): CallAccess | undefined;
  /** The state of this node was as new as that of the cluster at some time since its start. */
  onCaughtUp(): void;
}

export type CatalogAccessDeps = {
  readonly clusterId: ClusterId;
  readonly catalog: () => CatalogReads;
  /** The node had a state when it started, or has none to wait for. */
  readonly hasState: boolean;
  /** Somebody vouches now for the age of the state. */
  readonly isVouchedFor: () => boolean;
};

type Decision = {
  readonly catalog: CatalogReads;
  readonly version: number;
  readonly access: CallAccess;
};

export class CatalogAccess implements AccessControl, CallGuard {
  readonly #deps: CatalogAccessDeps;
  readonly #defaultId: string;
  readonly #decided = new WeakMap<CallHead, Decision>();
  #isCurrent = false;

  constructor(deps: CatalogAccessDeps) {
    this.#deps = deps;
    this.#defaultId = defaultDatabaseId(deps.clusterId);
  }

  get isCurrent(): boolean {
    return this.#isKnown;
  }

  authenticate(token: string): Access | undefined {
    const found = this.#findToken(token);
    if (found === undefined) return undefined;
    const { database } = found;
    const databaseId = database === 0 ? this.#defaultId : this.#deps.catalog().find(database)?.id;
    if (databaseId === undefined) return undefined;
    return { database, databaseId, isReadOnly: found.tokenKind === 'readOnly' };
  }

  admit(head: CallHead, need: Need): CallAccess | undefined {
    const catalog = this.#deps.catalog();
    const { version } = catalog;
    const known = this.#decided.get(head);
    if (known?.catalog === catalog && known.version === version) return known.access;
    const access = this.#decide(head, need);
    if (access !== undefined) this.#decided.set(head, { catalog, version, access });
    return access;
  }

  onCaughtUp(): void {
    this.#isCurrent = true;
  }

  #decide({ authorization, database }: CallHead, need: Need): CallAccess | undefined {
    const { hasAdminToken } = this.#deps.catalog();
    if (authorization === undefined) {
      if (hasAdminToken) throw new UnauthenticatedError(tokenMissing);
      if (!this.#deps.hasState && !this.#isKnown) return undefined;
      return need === 'admin' ? defaultAccess : this.#named(database);
    }
    const token = this.#findToken(bearerOf(authorization));
    if (token === undefined) {
      if (!this.#isKnown) return undefined;
      throw new UnauthenticatedError(tokenInvalid);
    }
    const isAdmin = token.tokenKind === 'admin';
    if (need === 'admin') {
      if (hasAdminToken && !isAdmin) throw new PermissionDeniedError(adminNeeded);
      return defaultAccess;
    }
    if (isAdmin) return this.#named(database);
    const own = { database: token.database, isReadOnly: token.tokenKind === 'readOnly' };
    if (database !== undefined && this.#named(database).database !== token.database) {
      throw new PermissionDeniedError(
        'the token is for another database than the one that is named',
      );
    }
    return own;
  }

  /** The state of this node is not behind what the cluster had when it started. */
  get #isKnown(): boolean {
    if (!this.#isCurrent && this.#deps.isVouchedFor()) this.#isCurrent = true;
    return this.#isCurrent;
  }

  #named(name: string | undefined): CallAccess {
    if (name === undefined || name === defaultDatabaseName) return defaultAccess;
    const database = this.#deps.catalog().findByName(name);
    if (database === undefined) {
      throw new DatabaseNotFoundError(`there is no database "${name.slice(0, 64)}"`);
    }
    return { database: database.number, isReadOnly: false };
  }

  /** The comparison takes the same time whether there is a token with that hash or not. */
  #findToken(token: string | undefined): Token | undefined {
    const hash = createHash('sha256')
      .update(token ?? '')
      .digest();
    const found = this.#deps.catalog().findToken(hash.toString('hex'));
    const expected = Buffer.from(found?.hash ?? noHash, 'hex');
    return timingSafeEqual(hash, expected) && token !== undefined ? found : undefined;
  }
}

const tokenMissing =
  'this cluster asks for a token: bring it in the header "authorization: Bearer TOKEN"';
const tokenInvalid = 'the token is not valid: it is wrong, or was revoked';
const adminNeeded = 'the token opens the data of one database; this needs an admin token';
const noHash = '0'.repeat(64);

/** The token of "Bearer TOKEN"; undefined for anything else. */
export function bearerOf(authorization: string): string | undefined {
  return /^bearer +(?<token>\S+)$/i.exec(authorization)?.groups?.['token'];
}

/** The id of database 0: the same on all nodes for ever, because it is made from that of the cluster. */
export function defaultDatabaseId(clusterId: ClusterId): string {
  const bytes = createHash('sha256').update(`kvorum default database ${clusterId}`).digest();
  // Version 8 and the variant of RFC 9562 §5.8.
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return formatUuid(bytes.toString('hex', 0, 16));
}
