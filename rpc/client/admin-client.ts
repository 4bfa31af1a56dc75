/**
 * Calls that only the leader answers. Any node will do as an endpoint: one that does not lead names the leader, which
 * is asked next. A change is sent again only if it is proven that it was not made.
 */
import type { MonotonicMs, NodeId } from '../../base/brand.ts';
import { asMonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import type { ChangeAnswer, ChangeRequest, MembersAnswer } from '../admin-port.ts';
import {
  decodeChangeAnswer,
  decodeMembersAnswer,
  decodeTransferAnswer,
  encodeChangeRequest,
  encodeMembersRequest,
  encodeTransferRequest,
} from './admin-codec.ts';
import { attemptCall, attemptMsMin, backoffMsMax, firstBackoffMs } from './attempt.ts';
import { Channel } from './channel.ts';
import type { KvorumClientOptions } from './client.ts';
import { KvorumCallError } from './errors.ts';

/** Takes far longer to pass than a call: whoever wants it to must wait and ask again. */
const slowCodes: ReadonlySet<string> = new Set(['LEARNER_BEHIND', 'NODE_UNREACHABLE']);

export class AdminClient {
  readonly #endpoints: readonly string[];
  readonly #timeoutMs: number;
  readonly #token: string | undefined;
  readonly #clock: Clock;
  /** The endpoints, and leaders that were named. A cluster has few addresses. */
  readonly #channels = new Map<string, Channel>();
  #current = 0;
  #leader: string | undefined;

  constructor(
    { endpoints, timeoutMs, token }: KvorumClientOptions,
    deps: { readonly clock: Clock },
  ) {
    invariant(endpoints.length > 0, 'a client needs at least one endpoint');
    this.#endpoints = endpoints;
    this.#timeoutMs = timeoutMs;
    this.#token = token;
    this.#clock = deps.clock;
  }

  /** The leader's view of its cluster. Rejects with `KvorumCallError`, as all calls do. */
  async members(): Promise<MembersAnswer> {
    return decodeMembersAnswer(
      await this.call('/kvorum.admin.v1.Admin/Members', encodeMembersRequest(), mayRetryRead),
    );
  }

  /** Settles when the change is committed. */
  async changeMembership(request: ChangeRequest): Promise<ChangeAnswer> {
    const path = '/kvorum.admin.v1.Admin/ChangeMembership';
    return decodeChangeAnswer(await this.call(path, encodeChangeRequest(request), mayRetryChange));
  }

  /** Settles with the new leader. */
  async transferLeadership(target: string | undefined): Promise<NodeId> {
    const path = '/kvorum.admin.v1.Admin/TransferLeadership';
    return decodeTransferAnswer(
      await this.call(path, encodeTransferRequest(target), mayRetryChange),
    );
  }

  /** Any call of the Admin service, tried again as long as `mayRetry` allows it and there is time. */
  async call(
    path: string,
    request: Uint8Array,
    mayRetry: (error: KvorumCallError) => boolean,
  ): Promise<Uint8Array> {
    const deadline = asMonotonicMs(this.#clock.monotonic() + this.#timeoutMs);
    let backoffMs = firstBackoffMs;
    for (let failures = 0; ;) {
      const asked = this.#leader ?? this.#endpoint();
      const isHint = asked === this.#leader;
      const result = await this.#attempt(asked, deadline, { path, request });
      if (!(result instanceof KvorumCallError)) return result.answer;
      if (!mayRetry(result)) throw result;
      this.#leader = result.code === 'NOT_LEADER' && !isHint ? result.leader : undefined;
      if (!isHint) {
        failures++;
        this.#current = (this.#current + 1) % this.#endpoints.length;
      }
      const isRoundOver = this.#leader === undefined && failures % this.#endpoints.length === 0;
      const pauseMs = isRoundOver ? backoffMs : 0;
      if (this.#clock.monotonic() + pauseMs + attemptMsMin >= deadline) throw result;
      if (pauseMs === 0) continue;
      await this.#pause(pauseMs);
      backoffMs = Math.min(2 * backoffMs, backoffMsMax);
    }
  }

  /** Ends all connections; calls in flight fail. Safe to call twice. */
  close(): void {
    for (const channel of this.#channels.values()) channel.close();
  }

  async #attempt(
    endpoint: string,
    deadline: MonotonicMs,
    { path, request }: { readonly path: string; readonly request: Uint8Array },
  ): Promise<{ readonly answer: Uint8Array } | KvorumCallError> {
    return await attemptCall(
      this.#channelTo(endpoint),
      { deadline },
      {
        clock: this.#clock,
        call: async (channel, timing) => await channel.unary(path, request, timing),
      },
    );
  }

  #endpoint(): string {
    const endpoint = this.#endpoints[this.#current];
    invariant(endpoint !== undefined, () => `there is no endpoint ${this.#current}`);
    return endpoint;
  }

  #channelTo(endpoint: string): Channel {
    const channel = this.#channels.get(endpoint) ?? new Channel(endpoint, { token: this.#token });
    this.#channels.set(endpoint, channel);
    return channel;
  }

  async #pause(delayMs: number): Promise<void> {
    await new Promise<void>((resolve) => {
      this.#clock.after(delayMs, resolve);
    });
  }
}

function mayRetryRead(error: KvorumCallError): boolean {
  return error.retryable;
}

function mayRetryChange({ retryable, outcome, code }: KvorumCallError): boolean {
  return retryable && outcome === 'not-applied' && !slowCodes.has(code);
}
