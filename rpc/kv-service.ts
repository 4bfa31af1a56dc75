/**
 * The KV service as functions from the bytes of a request to the bytes of an answer. They know the node only
 * as a Gateway, and nothing of the server library that carries them.
 *
 * A strong read is answered from the local state under a permit, which is confirmed after the value was read
 * and before it is given out (rule Q-6). On a leader with a lease that is one synchronous step.
 */
import type { MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import type { CommandResult, ListedEntry, ReadView } from '../storage/index.ts';
import {
  AnswerTooLargeError,
  DeadlineExceededError,
  MutationRejectedError,
  NoLeaderError,
  OutcomeUnknownError,
  OverloadedError,
} from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import {
  decodeAtomicRequest,
  decodeGetRequest,
  defaultDatabase,
  encodeAtomicResponse,
  encodeGetResponse,
} from './kv-codec.ts';
import * as limits from './limits.ts';
import { decodeListRequest, encodeListResponse, type ListCall } from './list-codec.ts';

/** Present at once where that is possible, so that the fast path costs no promise. */
export type Answer = Uint8Array | Promise<Uint8Array>;

/** Permits that are tried for one read before it is given up; each costs a round of the cluster. */
const permitAttemptsMax = 10;

export class KvService {
  readonly #gateway: Gateway;
  readonly #clock: Clock;
  #openLists = 0;

  constructor(deps: { readonly gateway: Gateway; readonly clock: Clock }) {
    this.#gateway = deps.gateway;
    this.#clock = deps.clock;
  }

  /** Throws, or rejects with, a `KvorumError`. */
  get(request: Uint8Array, deadline: MonotonicMs): Answer {
    const { keys, strong } = decodeGetRequest(request);
    if (!strong) return this.#read(keys);
    const permit = this.#gateway.tryLeaseRead();
    if (permit !== undefined) {
      const answer = this.#read(keys);
      if (permit.confirm()) return answer;
    }
    return this.#strongly(deadline, () => this.#read(keys));
  }

  /** Throws, or rejects with, a `KvorumError` whose outcome is "unknown" if the write may have happened. */
  atomic(request: Uint8Array, deadline: MonotonicMs): Promise<Uint8Array> {
    const command = decodeAtomicRequest(request);
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
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const call = decodeListRequest(request);
    if (this.#openLists >= limits.listStreamsMax) {
      throw new OverloadedError('too many lists are open on this node');
    }
    this.#openLists++;
    let view: ReadView | undefined;
    try {
      view = call.strong ? await this.#strongView(deadline) : this.#gateway.state.view();
      yield* listChunks(view, call);
    } finally {
      view?.close();
      this.#openLists--;
    }
  }

  #strongView(deadline: MonotonicMs): ReadView | Promise<ReadView> {
    const permit = this.#gateway.tryLeaseRead();
    if (permit !== undefined) {
      const view = this.#gateway.state.view();
      if (permit.confirm()) return view;
      view.close();
    }
    return this.#strongly(
      deadline,
      () => this.#gateway.state.view(),
      (view) => {
        view.close();
      },
    );
  }

  /** `discard` is called with what was read under a permit that was not confirmed. */
  async #strongly<T>(
    deadline: MonotonicMs,
    read: () => T,
    discard?: (result: T) => void,
  ): Promise<T> {
    for (let attempt = 0; attempt < permitAttemptsMax; attempt++) {
      const permit = await this.#gateway.readBarrier({ deadline });
      const result = read();
      if (permit.confirm()) return result;
      discard?.(result);
      if (this.#clock.monotonic() >= deadline) break;
    }
    throw new NoLeaderError();
  }

  /** One turn of the event loop, so one state. */
  #read(keys: readonly Uint8Array[]): Uint8Array {
    const { state } = this.#gateway;
    let bytes = 0;
    const found = keys.map((key) => {
      const entry = state.get(defaultDatabase, key);
      bytes += entry === undefined ? 0 : key.length + entry.value.bytes.length;
      if (bytes > limits.getAnswerBytesMax) {
        throw new AnswerTooLargeError(
          `the answer exceeds ${limits.getAnswerBytesMax} bytes; ask for fewer keys`,
        );
      }
      return entry;
    });
    return encodeGetResponse(keys, found);
  }

  #explainWriteFailure(error: unknown, deadline: MonotonicMs): unknown {
    return error instanceof OutcomeUnknownError && this.#clock.monotonic() >= deadline
      ? new DeadlineExceededError('unknown', { cause: error })
      : error;
  }
}

function encodeResult(result: CommandResult): Uint8Array {
  if (result.kind === 'rejected') throw new MutationRejectedError(result.message);
  return encodeAtomicResponse(result);
}

async function* listChunks(
  view: ReadView,
  call: ListCall,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { start, end, reverse } = call;
  const scan = view.scan({ database: defaultDatabase, start, end, reverse });
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
        yield encodeListResponse(entries, { call, exhausted: entries.length === 0 });
        return;
      }
      // A chunk that is not full is probably the last: then one message says both. A full one goes at once.
      const ahead = isFull(entries) ? undefined : await pull();
      const exhausted = ahead?.length === 0;
      const message = encodeListResponse(entries, { call, exhausted });
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
