/**
 * A small client for the command line: every call goes to one of the endpoints, and on to the next when that
 * one fails, until the deadline. A read is tried again after any failure that may pass; a write only when it
 * is proven that it was not applied. A write of unknown outcome is sent twice only through a session.
 */
import type { SessionRequest } from '../../storage/index.ts';
import type { NodeStatus } from '../gateway-port.ts';
import type { MonotonicMs } from '../../base/brand.ts';
import { asMonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import { requestBytesMax } from '../limits.ts';
import { grpcCodes } from '../status.ts';
import { attemptCall, attemptMsMin, backoffMsMax, firstBackoffMs } from './attempt.ts';
import { Channel, type CallerClaims, type CallTiming, type ClientChannel } from './channel.ts';
import {
  decodeAtomicResponse,
  decodeGetResponse,
  decodeListResponse,
  decodeOpenSessionResponse,
  encodeAtomicRequest,
  encodeCloseSessionRequest,
  encodeGetRequest,
  encodeListRequest,
  encodeOpenSessionRequest,
  type AtomicOutcome,
  type AtomicWrite,
  type ClientEntry,
  type GetAnswer,
  type ListPage,
  type ListSelector,
  type ReadDemand,
  type WatchAnswer,
} from './codec.ts';
import { KvorumCallError } from './errors.ts';
import { ClientSession, SessionAttempts } from './session.ts';
import { decodeStatusResponse, encodeStatusRequest } from './status-codec.ts';
import { watchKeys } from './watch.ts';

/** How long one attempt of a call may take that can be sent again in any case. */
const repeatableAttemptMs = 2000;
export type KvorumClientOptions = {
  /** host:port of gRPC listeners; at least one. Tried in this order, starting with the one that worked last. */
  readonly endpoints: readonly string[];
  /** Of every call that brings none of its own, all attempts together. */
  readonly timeoutMs: number;
} & CallerClaims;

export type KvorumClientDeps = {
  readonly clock: Clock;
  /** How endpoints are reached; over gRPC unless a simulation says otherwise. */
  readonly openChannel?: (endpoint: string) => ClientChannel;
};

export type CallOptions = {
  readonly timeoutMs?: number;
  /** Ends the call with gRPC's CANCELLED. A write that was already sent may have happened. */
  readonly signal?: AbortSignal;
};

export type ReadOptions = CallOptions & ReadDemand;

type Attempt<Answer> = (channel: ClientChannel, timing: CallTiming) => Promise<Answer>;

export class KvorumClient {
  readonly #channels: readonly ClientChannel[];
  readonly #timeoutMs: number;
  readonly #clock: Clock;
  #current = 0;

  constructor(options: KvorumClientOptions, deps: KvorumClientDeps) {
    invariant(options.endpoints.length > 0, 'a client needs at least one endpoint');
    const { openChannel = (endpoint) => new Channel(endpoint, options) } = deps;
    this.#channels = options.endpoints.map(openChannel);
    this.#timeoutMs = options.timeoutMs;
    this.#clock = deps.clock;
  }

  /** One entry per key, from one consistent view. Rejects with `KvorumCallError`, as all calls do. */
  async get(
    keys: readonly Uint8Array[],
    options: ReadOptions = {},
  ): Promise<readonly ClientEntry[]> {
    const { entries } = await this.read(keys, options);
    return entries;
  }

  /** Like `get`, and tells of which state the answer is. */
  async read(keys: readonly Uint8Array[], options: ReadOptions = {}): Promise<GetAnswer> {
    const request = encodeGetRequest(keys, options);
    const answer = await this.#try(
      options,
      mayRetryRead,
      async (channel, timing) => await channel.unary('/kvorum.kv.v1.KV/Get', request, timing),
    );
    return decodeGetResponse(answer);
  }

  /** The pages of one consistent list. Moves to another endpoint only as long as no page has arrived. */
  async *list(
    selector: ListSelector,
    options: CallOptions = {},
  ): AsyncGenerator<ListPage, void, undefined> {
    const request = encodeListRequest(selector);
    const { first, rest } = await this.#try(options, mayRetryRead, async (channel, timing) => {
      const messages = channel.stream('/kvorum.kv.v1.KV/List', request, timing);
      return { first: await messages.next(), rest: messages };
    });
    try {
      if (first.done === true) return;
      yield decodeListResponse(first.value);
      for await (const message of rest) yield decodeListResponse(message);
    } finally {
      await rest.return();
    }
  }

  /**
   * The state of all keys now, and again whenever an entry among them has changed, through whichever node serves it: when one
   * fails the watch goes on by itself on the next. Nothing is told twice, and nothing older than what was told. Ends without
   * an error when `signal` is aborted. Rejects with `KvorumCallError` when the request is refused, or when no node has served
   * it for `timeoutMs`.
   */
  watch(
    keys: readonly Uint8Array[],
    options: CallOptions = {},
  ): AsyncGenerator<WatchAnswer, void, undefined> {
    const { timeoutMs = this.#timeoutMs, signal } = options;
    const endpoints = {
      count: this.#channels.length,
      current: () => this.#channel(),
      moveOn: () => this.#moveOn(),
    };
    return watchKeys({ keys, timeoutMs, signal }, { endpoints, clock: this.#clock });
  }

  /** All checks, then all mutations, or nothing. A failed check is an answer. */
  async atomic(write: AtomicWrite, options: CallOptions = {}): Promise<AtomicOutcome> {
    const request = this.#encodeWrite(write);
    const answer = await this.#try(
      options,
      mayRetryWrite,
      async (channel, timing) => await channel.unary('/kvorum.kv.v1.KV/Atomic', request, timing),
    );
    return decodeAtomicResponse(answer);
  }

  /**
   * Begins a session, whose writes may be sent again without being executed again. If it fails no write was sent,
   * whatever became of the session.
   */
  async openSession(ttlMs: number, options: CallOptions = {}): Promise<ClientSession<CallOptions>> {
    return await ClientSession.open<CallOptions>(
      ttlMs,
      {
        open: async (ttl, how) => {
          const request = encodeOpenSessionRequest(ttl);
          return decodeOpenSessionResponse(await this.#callAgain('OpenSession', request, how));
        },
        close: async (session, how) => {
          await this.#callAgain('CloseSession', encodeCloseSessionRequest(session), how);
        },
        atomic: async (write, session, how) =>
          decodeAtomicResponse(
            await this.#callAgain('Atomic', this.#encodeWrite(write, session), how),
          ),
      },
      options,
    );
  }

  /** A call that may be sent again although its fate is unknown, because executing it twice does no harm. */
  async #callAgain(method: string, request: Uint8Array, options: CallOptions): Promise<Uint8Array> {
    const attempts = new SessionAttempts();
    try {
      return await this.#try(
        options,
        (error) => attempts.mayRetry(error),
        async (channel, timing) => {
          // A node that was paused, or lost its leader, must not take all the time that there is.
          const deadline = Math.min(timing.deadline, this.#clock.wall() + repeatableAttemptMs);
          return await channel.unary(`/kvorum.kv.v1.KV/${method}`, request, {
            ...timing,
            deadline,
          });
        },
      );
    } catch (error) {
      if (!(error instanceof KvorumCallError)) throw error;
      throw method === 'OpenSession' ? error.withOutcome('not-applied') : attempts.conclude(error);
    }
  }

  /** What the node at `endpoint`, one of the endpoints, says of itself. Tried once. */
  async status(endpoint: string, options: CallOptions = {}): Promise<NodeStatus> {
    const channel = this.#channels.find((candidate) => candidate.endpoint === endpoint);
    invariant(channel !== undefined, () => `not an endpoint of this client: ${endpoint}`);
    const request = encodeStatusRequest();
    const result = await this.#attempt(
      channel,
      this.#deadlineOf(options),
      options,
      async (_, timing) => await channel.unary('/kvorum.admin.v1.Admin/Status', request, timing),
    );
    if (result instanceof KvorumCallError) throw result;
    return decodeStatusResponse(result.answer);
  }

  /** Ends all connections; calls in flight fail. Safe to call twice. */
  close(): void {
    for (const channel of this.#channels) channel.close();
  }

  async #try<Answer>(
    options: CallOptions,
    mayRetry: (error: KvorumCallError) => boolean,
    attempt: Attempt<Answer>,
  ): Promise<Answer> {
    const deadline = this.#deadlineOf(options);
    let backoffMs = firstBackoffMs;
    for (let failures = 1; ; failures++) {
      const channel = this.#channel();
      const result = await this.#attempt(channel, deadline, options, attempt);
      if (!(result instanceof KvorumCallError)) return result.answer;
      const isTried = mayRetry(result) || this.#mayAskAnother(result, failures);
      if (!isTried || options.signal?.aborted === true) throw result;
      this.#moveOn();
      const pauseMs = failures % this.#channels.length === 0 ? backoffMs : 0;
      // An attempt that cannot be answered in time would turn what is known into an unknown outcome.
      if (this.#clock.monotonic() + pauseMs + attemptMsMin >= deadline) throw result;
      if (pauseMs === 0) continue;
      await this.#pause(pauseMs);
      backoffMs = Math.min(2 * backoffMs, backoffMsMax);
    }
  }

  /** What is wrong with one node need not be wrong with the next; each is asked once. */
  #mayAskAnother({ code, outcome }: KvorumCallError, failures: number): boolean {
    return code === 'DIVERGED' && outcome === 'not-applied' && failures < this.#channels.length;
  }

  async #attempt<Answer>(
    channel: ClientChannel,
    deadline: MonotonicMs,
    { signal }: CallOptions,
    attempt: Attempt<Answer>,
  ): Promise<{ readonly answer: Answer } | KvorumCallError> {
    return await attemptCall(channel, { deadline, signal }, { clock: this.#clock, call: attempt });
  }

  /** What gRPC says of a request that is too large has no details, so it would prove nothing: it is not sent. */
  #encodeWrite(write: AtomicWrite, session?: SessionRequest): Uint8Array {
    const request = encodeAtomicRequest(write, session);
    if (request.length <= requestBytesMax) return request;
    throw new KvorumCallError(
      `the request has ${request.length} bytes, ${requestBytesMax} are allowed; it was not sent`,
      {
        code: 'TOO_LARGE',
        retryable: false,
        outcome: 'not-applied',
        grpcCode: grpcCodes.RESOURCE_EXHAUSTED,
        endpoint: this.#channel().endpoint,
      },
    );
  }

  #deadlineOf({ timeoutMs }: CallOptions): MonotonicMs {
    return asMonotonicMs(this.#clock.monotonic() + (timeoutMs ?? this.#timeoutMs));
  }

  #moveOn(): void {
    this.#current = (this.#current + 1) % this.#channels.length;
  }

  #channel(): ClientChannel {
    const channel = this.#channels[this.#current];
    invariant(channel !== undefined, () => `there is no endpoint ${this.#current}`);
    return channel;
  }

  async #pause(delayMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#clock.after(delayMs, resolve);
    });
  }
}

/** A read changes nothing, so whatever may pass is tried again. */
function mayRetryRead(error: KvorumCallError): boolean {
  return error.retryable;
}

function mayRetryWrite(error: KvorumCallError): boolean {
  return error.retryable && error.outcome === 'not-applied';
}
