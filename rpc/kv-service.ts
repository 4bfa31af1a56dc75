/**
 * The KV service as functions from the bytes of a request to the bytes of an answer. They know the node only
 * as a Gateway, and nothing of the server library that carries them.
 * Which state a read may be answered from, and when, is up to `local-reads.ts`.
 */
import type { MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { assertNever, InvariantError } from '../base/invariant.ts';
import type { ClientCommand, CommandResult, ListedEntry, ReadView } from '../storage/index.ts';
import type { CallAccess } from './access.ts';
import {
  DeadlineExceededError,
  DivergedError,
  MutationRejectedError,
  OutcomeUnknownError,
  OverloadedError,
  PermissionDeniedError,
} from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import {
  decodeAtomicRequest,
  decodeGetRequest,
  encodeAtomicResponse,
  encodeGetResponse,
} from './kv-codec.ts';
import * as limits from './limits.ts';
import { decodeListRequest, encodeListResponse, type ListCall } from './list-codec.ts';
import { LocalReads, type Dated } from './local-reads.ts';
import { readKeys } from './read-keys.ts';
import type { FoundKeys } from './read-keys.ts';
import {
  decodeCloseSession,
  decodeOpenSession,
  encodeSessionClosed,
  encodeSessionOpened,
  toSessionError,
} from './session-codec.ts';

/** Present at once where that is possible, so that the fast path costs no promise. */
export type Answer = Uint8Array | Promise<Uint8Array>;

export class KvService {
  readonly #gateway: Gateway;
  readonly #clock: Clock;
  readonly #reads: LocalReads;
  #openLists = 0;

  constructor(deps: { readonly gateway: Gateway; readonly clock: Clock }) {
    this.#gateway = deps.gateway;
    this.#clock = deps.clock;
    this.#reads = new LocalReads(deps);
  }

  /** Throws, or rejects with, a `KvorumError`. */
  get(request: Uint8Array, deadline: MonotonicMs, access: CallAccess): Answer {
    const { keys, demand } = decodeGetRequest(request);
    const { database } = access;
    const dated = this.#reads.run(demand, deadline, { read: () => this.#find(database, keys) });
    return dated instanceof Promise ? dated.then(encodeFound) : encodeFound(dated);
  }

  /** Throws, or rejects with, a `KvorumError` whose outcome is "unknown" if the write may have happened. */
  atomic(request: Uint8Array, deadline: MonotonicMs, access: CallAccess): Promise<Uint8Array> {
    requireWriting(access);
    return this.#write(decodeAtomicRequest(request, access.database), deadline);
  }

  /** As `atomic`. A session that was opened without its client's hearing of it ends by itself. */
  openSession(request: Uint8Array, deadline: MonotonicMs, access: CallAccess): Promise<Uint8Array> {
    requireWriting(access);
    return this.#write(decodeOpenSession(request, access.database), deadline);
  }

  /** As `atomic`. */
  closeSession(
    request: Uint8Array,
    deadline: MonotonicMs,
    access: CallAccess,
  ): Promise<Uint8Array> {
    requireWriting(access);
    return this.#write(decodeCloseSession(request, access.database), deadline);
  }

  #write(command: ClientCommand, deadline: MonotonicMs): Promise<Uint8Array> {
    return this.#gateway.write(command, { deadline }).then(encodeResult, (error: unknown) => {
      throw this.#explainWriteFailure(error, deadline);
    });
  }

  /**
   * The messages of one consistent list. Each is made when it is asked for, so a reader that stops costs one
   * view. The view is released when the iteration ends: exhausted, thrown, or by `return()`.
   */
  async *list(
    request: Uint8Array,
    deadline: MonotonicMs,
    { database }: CallAccess,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const call = decodeListRequest(request);
    if (this.#openLists >= limits.listStreamsMax) {
      throw new OverloadedError('too many lists are open on this node');
    }
    this.#openLists++;
    let view: ReadView | undefined;
    try {
      const dated = await this.#reads.run(call.demand, deadline, {
        read: () => this.#gateway.state.view(),
        discard: (unusable) => {
          unusable.close();
        },
      });
      view = dated.result;
      const { stalenessMs } = dated;
      for await (const message of listChunks(view, { database, call, stalenessMs })) {
        // The node may be found to have diverged while the list goes on (rule H-2).
        if (this.#gateway.isFenced) throw new DivergedError();
        yield message;
      }
    } finally {
      view?.close();
      this.#openLists--;
    }
  }

  #find(database: number, keys: readonly Uint8Array[]): Found {
    return { keys, ...readKeys(this.#gateway.state, database, keys) };
  }

  #explainWriteFailure(error: unknown, deadline: MonotonicMs): unknown {
    return error instanceof OutcomeUnknownError && this.#clock.monotonic() >= deadline
      ? new DeadlineExceededError('unknown', { cause: error })
      : error;
  }
}

/** Sessions are for writes, so whoever may not write needs none. */
function requireWriting({ isReadOnly }: CallAccess): void {
  if (isReadOnly) throw new PermissionDeniedError('the token is for reading only');
}

function encodeResult(result: CommandResult): Uint8Array {
  switch (result.kind) {
    case 'committed':
    case 'conflict':
      return encodeAtomicResponse(result);
    case 'rejected':
      throw new MutationRejectedError(result.message);
    case 'sessionOpened':
      return encodeSessionOpened(result.session);
    case 'sessionClosed':
      return encodeSessionClosed();
    case 'sessionRefused':
      throw toSessionError(result.reason);
    case 'sessionsSwept':
    case 'entriesExpired':
    case 'catalog':
      throw new InvariantError('a client of the KV service cannot ask for that');
    default:
      return assertNever(result);
  }
}

type Found = FoundKeys & { readonly keys: readonly Uint8Array[] };

function encodeFound({ result, stalenessMs }: Dated<Found>): Uint8Array {
  const { keys, entries, appliedIndex } = result;
  return encodeGetResponse(keys, entries, { appliedIndex, stalenessMs });
}

async function* listChunks(
  view: ReadView,
  listing: {
    readonly database: number;
    readonly call: ListCall;
    readonly stalenessMs: number | undefined;
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  const { database, call, stalenessMs } = listing;
  const readAt = { appliedIndex: view.appliedIndex, stalenessMs };
  const { start, end, reverse } = call;
  const scan = view.scan({ database, start, end, reverse });
  let remaining = call.limit;
  const pull = async (): Promise<readonly ListedEntry[]> => {
    const countMax = Math.min(limits.listChunkEntriesMax, remaining);
    const entries = await scan.next({ countMax, bytesMax: limits.listChunkBytesMax });
    remaining -= entries.length;
    return entries;
  };
  try {
    let entries = await pull();
    for (;;) {
      if (entries.length === 0 || remaining === 0) {
        yield encodeListResponse(entries, { call, readAt, exhausted: entries.length === 0 });
        return;
      }
      // A chunk that is not full is probably the last: then one message says both. A full one goes at once.
      const ahead = isFull(entries) ? undefined : await pull();
      const exhausted = ahead?.length === 0;
      const message = encodeListResponse(entries, { call, readAt, exhausted });
      // Not to be held while a slow client takes the message.
      entries = ahead ?? [];
      yield message;
      if (exhausted) return;
      if (ahead === undefined) entries = await pull();
    }
  } finally {
    await scan.close();
  }
}

function isFull(entries: readonly ListedEntry[]): boolean {
  if (entries.length >= limits.listChunkEntriesMax) return true;
  let bytes = 0;
  for (const { key, record } of entries) bytes += key.length + record.length;
  return bytes >= limits.listChunkBytesMax;
}
