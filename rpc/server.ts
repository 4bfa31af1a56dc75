/**
 * The gRPC listener for clients: KV, Admin, health and reflection. Together with `stream-writer.ts` it is all
 * that knows the server library. It admits calls within the node's budget, computes deadlines, turns errors
 * into statuses, and drains on stop.
 *
 * Requests reach the services as raw bytes, because a decoder that throws inside the library would
 * be reported as INTERNAL.
 */
import {
  logVerbosity,
  Metadata,
  Server,
  setLogVerbosity,
  type sendUnaryData,
  type ServerUnaryCall,
  type ServerWritableStream,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation, protoPath as healthProtoPath } from 'grpc-health-check';
import { asMonotonicMs, type MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { publicProtoFiles } from '../protos/index.ts';
import type { AdminPort } from './admin-port.ts';
import { AdminService } from './admin-service.ts';
import { Arrivals } from './arrivals.ts';
import { CallBudget, HeldBudget } from './call-budget.ts';
import { DeadlineExceededError, OverloadedError, StoppingError } from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import { KvService, type Answer } from './kv-service.ts';
import * as limits from './limits.ts';
import { Listener } from './listener.ts';
import { encodeFailure, isReportable, statusDetailsTrailer } from './status.ts';
import { unreadAnswersMessage, writeStream } from './stream-writer.ts';
import { dropIfUnread } from './unread-answer.ts';

export type KvorumServerOptions = {
  /** host:port to listen on; port 0 takes a free one. */
  readonly address: string;
  /** How long `stop` lets calls in flight finish before it cuts them. */
  readonly drainMs: number;
};

export type KvorumServerDeps = {
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** Absent: the node tells its status, and takes no changes of its cluster. */
  readonly admin?: AdminPort;
  /** A handler threw what is no answer to its caller: a bug, or damage on disk. The process must end (rule C-4). */
  readonly onBug: (error: unknown) => void;
};

// What matters reaches this file as an error; the library would print plain lines among the node's JSON logs.
setLogVerbosity(logVerbosity.NONE);

/** A failure in the form that the library sends. */
type WireFailure = { readonly code: number; readonly details: string; readonly metadata: Metadata };

type UnaryHandler = (request: Uint8Array, deadline: MonotonicMs) => Answer;
type StreamHandler = (
  request: Uint8Array,
  deadline: MonotonicMs,
) => AsyncGenerator<Uint8Array, void, undefined>;

/** Less time than this is no time: timers of the library may be this early. */
const expiredBelowMs = 2;

const kvServiceName = 'kvorum.kv.v1.KV';
const adminServiceName = 'kvorum.admin.v1.Admin';
const healthServiceName = 'grpc.health.v1.Health';

export class KvorumServer {
  readonly #server: Server;
  readonly #options: KvorumServerOptions;
  readonly #deps: KvorumServerDeps;
  readonly #budget = new CallBudget({
    callsMax: limits.callsInFlightMax,
    bytesMax: limits.callBytesInFlightMax,
  });
  readonly #arrivals: Arrivals;
  readonly #health: HealthImplementation;
  #listener: Listener | undefined;
  #stopped: Promise<void> | undefined;

  /** Settles when clients can connect. Rejects with the system's error when the address cannot be bound. */
  static async open(options: KvorumServerOptions, deps: KvorumServerDeps): Promise<KvorumServer> {
    const server = new KvorumServer(options, deps);
    const { address } = options;
    server.#listener = await Listener.open(
      { address, connectionsMax: limits.connectionsMax },
      server.#server,
    );
    return server;
  }

  private constructor(options: KvorumServerOptions, deps: KvorumServerDeps) {
    this.#options = options;
    this.#deps = deps;
    this.#arrivals = new Arrivals(
      {
        callsMax: limits.callsInFlightMax,
        bytesMax: limits.arrivingBytesMax,
        arrivalMsMax: limits.arrivalMsMax,
      },
      { clock: deps.clock, refuse: (error) => this.#toFailure(error) },
    );
    this.#server = new Server({
      'grpc.max_receive_message_length': limits.requestBytesMax,
      'grpc.max_send_message_length': -1,
      'grpc.max_concurrent_streams': limits.streamsPerConnectionMax,
      'grpc.keepalive_time_ms': limits.keepaliveIntervalMs,
      'grpc.keepalive_timeout_ms': limits.keepaliveTimeoutMs,
      'grpc.enable_channelz': 0,
      interceptors: [this.#arrivals.interceptor],
    });
    this.#health = new HealthImplementation({ '': 'SERVING', [kvServiceName]: 'SERVING' });
    this.#addServices();
  }

  /** The port that is listened on. */
  get port(): number {
    return this.#listener?.port ?? 0;
  }

  /** Calls and bytes that clients hold at this moment. */
  get load(): { readonly calls: number; readonly bytes: number } {
    return { calls: this.#budget.calls, bytes: this.#budget.bytes };
  }

  /**
   * Takes no new connection or call, lets calls in flight finish for `drainMs`, then cuts them. Settles
   * when every connection is closed. Safe to call twice.
   */
  async stop(): Promise<void> {
    this.#stopped ??= this.#drain();
    await this.#stopped;
  }

  /** Tells load balancers whether this node answers (rule H-2). To be called when that may have changed. */
  reportHealth(): void {
    if (this.#stopped !== undefined) return;
    const { isFenced, lacksState } = this.#deps.gateway;
    this.#setHealth(isFenced || lacksState ? 'NOT_SERVING' : 'SERVING');
  }

  #setHealth(status: 'SERVING' | 'NOT_SERVING'): void {
    this.#health.setStatus('', status);
    this.#health.setStatus(kvServiceName, status);
  }

  async #drain(): Promise<void> {
    this.#setHealth('NOT_SERVING');
    await this.#listener?.close(this.#options.drainMs, this.#deps.clock);
    this.#server.forceShutdown();
  }

  #addServices(): void {
    const kv = new KvService(this.#deps);
    const admin = new AdminService(this.#deps);
    this.#server.addService(
      {
        Get: defineMethod(kvServiceName, 'Get', false),
        List: defineMethod(kvServiceName, 'List', true),
        Atomic: defineMethod(kvServiceName, 'Atomic', false),
        OpenSession: defineMethod(kvServiceName, 'OpenSession', false),
        CloseSession: defineMethod(kvServiceName, 'CloseSession', false),
      },
      {
        Get: this.#unary((request, deadline) => kv.get(request, deadline)),
        List: this.#streaming((request, deadline) => kv.list(request, deadline)),
        Atomic: this.#unary((request, deadline) => kv.atomic(request, deadline)),
        OpenSession: this.#unary((request, deadline) => kv.openSession(request, deadline)),
        CloseSession: this.#unary((request, deadline) => kv.closeSession(request, deadline)),
      },
    );
    this.#server.addService(
      {
        Status: defineMethod(adminServiceName, 'Status', false),
        Members: defineMethod(adminServiceName, 'Members', false),
        ChangeMembership: defineMethod(adminServiceName, 'ChangeMembership', false),
        TransferLeadership: defineMethod(adminServiceName, 'TransferLeadership', false),
      },
      {
        Status: this.#unary((request) => admin.status(request)),
        Members: this.#unary((request) => admin.members(request)),
        ChangeMembership: this.#unary(
          async (request, deadline) => await admin.changeMembership(request, deadline),
        ),
        TransferLeadership: this.#unary(
          async (request, deadline) => await admin.transferLeadership(request, deadline),
        ),
      },
    );
    this.#health.addToServer(this.#server);
    publishProtos(this.#server);
  }

  #unary(handle: UnaryHandler) {
    return (call: ServerUnaryCall<Buffer, Uint8Array>, reply: sendUnaryData<Uint8Array>): void => {
      const held = this.#admit(call, call.request, (failure) => {
        reply(failure);
      });
      if (held === undefined) return;
      const succeed = (answer: Uint8Array): void => {
        // The answer to a write is always small, so what happened is never kept from its caller.
        held.release();
        if (answer.length <= limits.smallAnswerBytesMax) {
          reply(null, answer);
        } else if (held.tryTakeUntilEnd(answer.length)) {
          dropIfUnread(call, this.#deps.clock);
          reply(null, answer);
        } else {
          reply(this.#toFailure(new OverloadedError(unreadAnswersMessage)));
        }
      };
      const fail = (error: unknown): void => {
        held.release();
        reply(this.#toFailure(error));
      };
      try {
        const answer = handle(call.request, this.#deadlineOf(call));
        if (answer instanceof Uint8Array) succeed(answer);
        else answer.then(succeed, fail);
      } catch (error) {
        fail(error);
      }
    };
  }

  #streaming(handle: StreamHandler) {
    return (call: ServerWritableStream<Buffer, Uint8Array>): void => {
      const fail = (failure: WireFailure): void => {
        call.emit('error', failure);
      };
      const held = this.#admit(call, call.request, fail);
      if (held === undefined) return;
      this.#stream(call, handle)
        .catch((error: unknown) => {
          dropIfUnread(call, this.#deps.clock);
          fail(this.#toFailure(error));
        })
        .finally(() => {
          held.release();
        });
    };
  }

  async #stream(
    call: ServerWritableStream<Buffer, Uint8Array>,
    handle: StreamHandler,
  ): Promise<void> {
    const messages = handle(call.request, this.#deadlineOf(call));
    await writeStream(call, messages, { clock: this.#deps.clock, budget: this.#budget });
  }

  /** Takes the call's share of the budget, or answers it at once and gives undefined. */
  #admit(
    call: {
      getDeadline(): Date | number;
      once(event: 'cancelled', listener: () => void): unknown;
    },
    request: Uint8Array,
    refuse: (failure: WireFailure) => void,
  ): HeldBudget | undefined {
    // The library gives no further event for a call that it has already ended at its deadline.
    if (Number(call.getDeadline()) - this.#deps.clock.wall() < expiredBelowMs) {
      refuse(this.#toFailure(new DeadlineExceededError('not-applied')));
      return undefined;
    }
    const held = HeldBudget.tryEnter(this.#budget, request.length);
    if (held === undefined) {
      refuse(this.#toFailure(new OverloadedError('too many calls are in flight on this node')));
      return undefined;
    }
    // Emitted once at the end of every call: answered and read, or given up by the client.
    call.once('cancelled', () => {
      held.end();
    });
    return held;
  }

  /** A little before the caller's own, so that the caller still gets an answer that says what happened. */
  #deadlineOf(call: { getDeadline(): Date | number }): MonotonicMs {
    if (this.#stopped !== undefined) throw new StoppingError();
    const { clock } = this.#deps;
    const due = Number(call.getDeadline());
    const now = clock.monotonic();
    if (due === Number.POSITIVE_INFINITY) return asMonotonicMs(now + limits.defaultDeadlineMs);
    const left = Math.min(due - clock.wall(), limits.deadlineMsMax);
    return asMonotonicMs(now + left - Math.min(limits.deadlineMarginMs, left / 10));
  }

  #toFailure(error: unknown): WireFailure {
    if (!isReportable(error)) this.#deps.onBug(error);
    const failure = encodeFailure(error, this.#deps.gateway.leaderAddress);
    const metadata = new Metadata();
    metadata.set(statusDetailsTrailer, asBuffer(failure.details));
    return { code: failure.grpcCode, details: failure.message, metadata };
  }
}

function defineMethod(service: string, method: string, responseStream: boolean) {
  return {
    path: `/${service}/${method}`,
    requestStream: false,
    responseStream,
    requestSerialize: asBuffer,
    requestDeserialize: (bytes: Buffer): Buffer => bytes,
    responseSerialize: asBuffer,
    responseDeserialize: (bytes: Buffer): Buffer => bytes,
  };
}

/** The same bytes in the class that the library demands. */
function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Lets grpcurl and the like discover the services. */
function publishProtos(server: Server): void {
  const definition = loadSync([...publicProtoFiles, healthProtoPath], {
    keepCase: true,
    longs: String,
    enums: String,
    bytes: Buffer,
    defaults: false,
    arrays: false,
    objects: false,
    oneofs: false,
  });
  new ReflectionService(definition, {
    services: [kvServiceName, adminServiceName, healthServiceName],
  }).addToServer(server);
}
