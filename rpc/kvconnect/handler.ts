/**
 * KV Connect, the protocol by which Deno and `@deno/kv` talk to a remote database, as one function from a request to an
 * answer. Knows nothing of sockets. docs/kv-connect.md is the contract with clients.
 *
 * In this order a request is refused: path, method, version, authorization, database, content (deno-kv.md 9.8).
 */
import { asMonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { InvariantError } from '../../base/invariant.ts';
import type { AtomicCommand } from '../../storage/index.ts';
import type { Access, AccessControl } from '../access-port.ts';
import { InvalidRequestError, MutationRejectedError, NoLeaderError } from '../errors.ts';
import type { Gateway } from '../gateway-port.ts';
import type { HttpAnswer, HttpHandler, HttpRequest } from '../http/http-port.ts';
import type { WatchPort } from '../watch-port.ts';
import { decodeAtomicCommand } from './atomic-command.ts';
import { encodeCommitted, encodeConflict } from './datapath-encoder.ts';
import { explain, refuse } from './failures.ts';
import * as limits from './limits.ts';
import { dataPath, encodeMetadata, negotiateVersion } from './metadata.ts';
import { SnapshotReads } from './snapshot-reads.ts';
import { answerWatch } from './watches.ts';

export type KvConnectDeps = {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly access: AccessControl;
  readonly watches: WatchPort;
};

type Answer = HttpAnswer | Promise<HttpAnswer>;

/** The handler of all requests of KV Connect. What it does not know it answers with 404. */
export function makeKvConnectHandler(deps: KvConnectDeps): HttpHandler {
  const connect = new KvConnect(deps);
  return (request) => connect.handle(request);
}

class KvConnect {
  readonly #deps: KvConnectDeps;
  readonly #reads: SnapshotReads;
  readonly #routes: ReadonlyMap<string, (request: HttpRequest) => Answer>;

  constructor(deps: KvConnectDeps) {
    this.#deps = deps;
    this.#reads = new SnapshotReads(deps);
    this.#routes = new Map([
      ['/', (request) => this.#metadata(request)],
      [`${dataPath}/snapshot_read`, this.#onDataPath(this.#snapshotRead)],
      [`${dataPath}/atomic_write`, this.#onDataPath(this.#atomicWrite)],
      [`${dataPath}/watch`, this.#onDataPath(this.#watch)],
    ]);
  }

  handle(request: HttpRequest): Answer {
    const route = this.#routes.get(request.path);
    if (route === undefined) return refuse(404, 'Resource not found.');
    if (request.method !== 'POST') return { status: 405, body: new Uint8Array() };
    try {
      const answer = route(request);
      return answer instanceof Promise
        ? answer.catch((error: unknown) => this.#explain(error))
        : answer;
    } catch (error) {
      return this.#explain(error);
    }
  }

  #explain(error: unknown): Answer {
    const explained = explain(error);
    if (explained === undefined) throw error;
    const { answer, isHeld } = explained;
    if (!isHeld) return answer;
    return new Promise((resolve) => {
      this.#deps.clock.after(limits.overloadHoldMs, () => {
        resolve(answer);
      });
    });
  }

  /** Its content is looked at before its authorization, as clients know it. */
  #metadata(request: HttpRequest): HttpAnswer {
    const version = negotiateVersion(request.body);
    const authorized = this.#authorize(request);
    if (authorized.kind === 'refused') return authorized.answer;
    const { token, access } = authorized;
    const now = this.#deps.clock.wall();
    const body = encodeMetadata({ version, databaseId: access.databaseId, token, now });
    return { status: 200, contentType: 'application/json', body };
  }

  #onDataPath(
    answer: (access: Access, request: HttpRequest) => Answer,
  ): (request: HttpRequest) => Answer {
    return (request) => {
      const version = request.header('x-denokv-version');
      if (version !== '2' && version !== '3') {
        throw new InvalidRequestError('Expected protocol version 2.');
      }
      const authorized = this.#authorize(request);
      if (authorized.kind === 'refused') return authorized.answer;
      const { access } = authorized;
      if (request.header('x-denokv-database-id')?.toLowerCase() !== access.databaseId) {
        throw new InvalidRequestError('Invalid database id.');
      }
      return answer(access, request);
    };
  }

  #authorize(
    request: HttpRequest,
  ):
    | { readonly kind: 'authorized'; readonly token: string; readonly access: Access }
    | { readonly kind: 'refused'; readonly answer: HttpAnswer } {
    const header = request.header('authorization');
    const space = header?.indexOf(' ') ?? -1;
    if (header === undefined || space === -1) {
      return { kind: 'refused', answer: refuse(401, 'Malformed authorization header.') };
    }
    const token = header.slice(space + 1);
    const isBearer = header.slice(0, space).toLowerCase() === 'bearer';
    const access = isBearer ? this.#deps.access.authenticate(token) : undefined;
    // A 401 is for good, and this node may not have heard of the token yet.
    if (isBearer && access === undefined && !this.#deps.access.isCurrent) throw new NoLeaderError();
    return access === undefined
      ? { kind: 'refused', answer: refuse(401, 'Invalid access token.') }
      : { kind: 'authorized', token, access };
  }

  readonly #snapshotRead = ({ database }: Access, { body }: HttpRequest): Answer =>
    this.#reads.answer(database, body);

  readonly #atomicWrite = (access: Access, { body }: HttpRequest): Answer => {
    if (access.isReadOnly) throw new InvalidRequestError('This database is read only.');
    const { database } = access;
    return this.#write(decodeAtomicCommand(body, { database, now: this.#deps.clock.wall() }));
  };

  /** A write is held while there is no leader, and waited for as long as its fate can be known. */
  async #write(command: AtomicCommand): Promise<HttpAnswer> {
    const { clock, gateway } = this.#deps;
    const now = clock.monotonic();
    const result = await gateway.write(command, {
      deadline: asMonotonicMs(now + limits.holdMs),
      outcomeDeadline: asMonotonicMs(now + limits.outcomeMs),
    });
    switch (result.kind) {
      case 'committed':
        return protobuf(encodeCommitted(result.versionstamp));
      case 'conflict':
        return protobuf(encodeConflict(result.failedChecks));
      case 'rejected':
        throw new MutationRejectedError(result.message);
      case 'sessionOpened':
      case 'sessionClosed':
      case 'sessionRefused':
      case 'sessionsSwept':
      case 'entriesExpired':
      case 'catalog':
        throw new InvariantError(`an atomic write without a session was answered: ${result.kind}`);
    }
  }

  readonly #watch = ({ database }: Access, { body, signal }: HttpRequest): Answer =>
    answerWatch(this.#deps, { database, body, signal });
}

function protobuf(body: Uint8Array): HttpAnswer {
  return { status: 200, contentType: 'application/x-protobuf', body };
}
