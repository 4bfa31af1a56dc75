/**
 * The gRPC server for clients: KV, Admin, health and reflection. It computes deadlines, turns errors into statuses,
 * says how much all clients together may hold, and drains on stop. The server beneath carries bytes.
 */
import { loadSync } from '@grpc/proto-loader';
import { ReflectionService } from '@grpc/reflection';
import { HealthImplementation, protoPath as healthProtoPath } from 'grpc-health-check';
import { asMonotonicMs, type MonotonicMs } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { publicProtoFiles } from '../protos/index.ts';
import { invariant } from '../base/invariant.ts';
import type { CallAccess, CallGuard, Need } from './access.ts';
import type { AdminPort } from './admin-port.ts';
import { AdminService } from './admin-service.ts';
import type { CatalogService } from './catalog-service.ts';
import { DeadlineExceededError, OverloadedError } from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import {
  GrpcServer,
  type CallFailure,
  type MethodHandler,
  type ServerCall,
} from './http2/index.ts';
import { KvService, type Answer } from './kv-service.ts';
import { LibraryServices } from './library-services.ts';
import * as limits from './limits.ts';
import { encodeFailure, isReportable } from './status.ts';
import { unreadAnswersMessage, writeStream } from './stream-writer.ts';
import type { WatchPort } from './watch-port.ts';
import { WatchService, type WatchCall } from './watch-service.ts';

export type KvorumServerOptions = {
  /** host:port to listen on; port 0 takes a free one. */
  readonly address: string;
  /** How long `stop` lets calls in flight finish before it cuts them. */
  readonly drainMs: number;
};

export type KvorumServerDeps = {
  readonly gateway: Gateway;
  readonly clock: Clock;
  /** Absent: nothing can be watched. */
  readonly watch?: WatchPort;
  /** Decides about each call of the KV and the Admin service. */
  readonly guard: CallGuard;
  /** Absent: the node tells its status, and takes no changes of its cluster. */
  readonly admin?: AdminPort;
  /** Absent: the node knows nothing of databases and tokens. */
  readonly catalog?: CatalogService;
  /** A handler threw what is no answer to its caller: a bug, or damage on disk. The process must end (rule C-4). */
  readonly onBug: (error: unknown) => void;
};

type UnaryHandler = (request: Uint8Array, deadline: MonotonicMs, access: CallAccess) => Answer;
type StreamHandler = (
  request: Uint8Array,
  deadline: MonotonicMs,
  access: CallAccess,
) => AsyncGenerator<Uint8Array, void, undefined>;

type LastingHandler = (
  request: Uint8Array,
  call: WatchCall,
) => AsyncGenerator<Uint8Array, void, undefined>;

/** Less time than this is no time: the answer would come too late. */
const expiredBelowMs = 2;

const kvServiceName = 'kvorum.kv.v1.KV';
const adminServiceName = 'kvorum.admin.v1.Admin';
const healthServiceName = 'grpc.health.v1.Health';

const bounds = {
  connectionsMax: limits.connectionsMax,
  strangersMakeRoom: false,
  streamsPerConnectionMax: limits.streamsPerConnectionMax,
  streamWindowBytes: 256 * 1024,
  connectionWindowBytes: 1024 * 1024,
  callsMax: limits.callsInFlightMax,
  requestBytesMax: limits.arrivingBytesMax,
  messageBytesMax: limits.requestBytesMax,
  answerBytesMax: limits.callBytesInFlightMax,
  smallAnswerBytesMax: limits.smallAnswerBytesMax,
  arrivalMsMax: limits.arrivalMsMax,
  // Clients keep connections for when they need them.
  idleMsMax: Infinity,
  unreadMsMax: limits.unreadMsMax,
  keepaliveIntervalMs: limits.keepaliveIntervalMs,
  keepaliveTimeoutMs: limits.keepaliveTimeoutMs,
};

export class KvorumServer {
  readonly #options: KvorumServerOptions;
  readonly #deps: KvorumServerDeps;
  readonly #health = new HealthImplementation({ '': 'SERVING', [kvServiceName]: 'SERVING' });
  #server: GrpcServer | undefined;
  #stopped: Promise<void> | undefined;

  /** Settles when clients can connect. Rejects with the system's error when the address cannot be bound. */
  static async open(options: KvorumServerOptions, deps: KvorumServerDeps): Promise<KvorumServer> {
    const server = new KvorumServer(options, deps);
    server.#server = await GrpcServer.open(
      { address: options.address, bounds },
      {
        handlers: server.#makeHandlers(),
        clock: deps.clock,
        refusal: (message) => server.#toFailure(new OverloadedError(message)),
      },
    );
    return server;
  }

  private constructor(options: KvorumServerOptions, deps: KvorumServerDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  /** The port that is listened on. */
  get port(): number {
    return this.#server?.port ?? 0;
  }

  /** Calls and bytes that clients hold at this moment. */
  get load(): { readonly calls: number; readonly bytes: number } {
    const { calls = 0, requestBytes = 0, answerBytes = 0 } = this.#server?.load ?? {};
    return { calls, bytes: requestBytes + answerBytes };
  }

  /**
   * Takes no new connection, and no new call of a client that has heard of it; lets calls in flight finish for
   * `drainMs`, also those that are still on their way here, then cuts them. Settles when every connection is closed.
   * Safe to call twice.
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
    await this.#server?.stop(this.#options.drainMs);
  }

  #makeHandlers(): ReadonlyMap<string, MethodHandler> {
    const kv = new KvService(this.#deps);
    const admin = new AdminService(this.#deps);
    const library = new LibraryServices(this.#deps);
    this.#health.addToServer(library);
    publishProtos(library);
    const { watch } = this.#deps;
    const watching = watch && new WatchService({ ...this.#deps, watch });
    const methods = {
      [kvServiceName]: {
        ...(watching && {
          Watch: this.#lasting((request, call) => watching.watch(request, call)),
        }),
        Get: this.#unary((...call) => kv.get(...call)),
        List: this.#streaming((...call) => kv.list(...call)),
        Atomic: this.#unary((...call) => kv.atomic(...call)),
        OpenSession: this.#unary((...call) => kv.openSession(...call)),
        CloseSession: this.#unary((...call) => kv.closeSession(...call)),
      },
      [adminServiceName]: {
        Status: this.#status((request) => admin.status(request)),
        Members: this.#administrative((request) => admin.members(request)),
        ChangeMembership: this.#administrative(
          async (request, deadline) => await admin.changeMembership(request, deadline),
        ),
        TransferLeadership: this.#administrative(
          async (request, deadline) => await admin.transferLeadership(request, deadline),
        ),
        ...this.#catalogMethods(),
      },
    };
    const handlers = new Map(library.handlers);
    for (const [service, handlersByName] of Object.entries(methods)) {
      for (const [name, handler] of Object.entries(handlersByName)) {
        handlers.set(`/${service}/${name}`, handler);
      }
    }
    return handlers;
  }

  /** About databases and tokens. */
  #catalogMethods(): Readonly<Record<string, MethodHandler>> {
    const { catalog } = this.#deps;
    if (catalog === undefined) return {};
    type Change = (request: Uint8Array, deadline: MonotonicMs) => Promise<Uint8Array>;
    const strict = (handle: Change): MethodHandler => this.#strictlyAdministrative(handle);
    return {
      CreateDatabase: strict(async (...call) => await catalog.createDatabase(...call)),
      DropDatabase: strict(async (...call) => await catalog.dropDatabase(...call)),
      ListDatabases: strict(async (...call) => await catalog.listDatabases(...call)),
      CreateToken: strict(async (...call) => await catalog.createToken(...call)),
      RevokeToken: strict(async (...call) => await catalog.revokeToken(...call)),
      ListTokens: strict(async (...call) => await catalog.listTokens(...call)),
    };
  }

  /** Answered whatever this node knows: it tells why the node knows so little. */
  #status(handle: (request: Uint8Array) => Uint8Array): MethodHandler {
    return this.#answering((call, request) => {
      this.#deadlineOf(call);
      this.#deps.guard.admit(call.head, 'admin');
      return handle(request);
    });
  }

  #unary(handle: UnaryHandler): MethodHandler {
    return this.#answering((call, request) => {
      const deadline = this.#deadlineOf(call);
      const access = this.#deps.guard.admit(call.head, 'data');
      return access === undefined
        ? this.#caughtUp(call, 'data', deadline).then((late) => handle(request, deadline, late))
        : handle(request, deadline, access);
    });
  }

  #administrative(handle: (request: Uint8Array, deadline: MonotonicMs) => Answer): MethodHandler {
    return this.#answering((call, request) => {
      const deadline = this.#deadlineOf(call);
      return this.#deps.guard.admit(call.head, 'admin') === undefined
        ? this.#caughtUp(call, 'admin', deadline).then(() => handle(request, deadline))
        : handle(request, deadline);
    });
  }

  /** Decided by the state of the cluster, and not of this node: who may make tokens may do everything. */
  #strictlyAdministrative(
    handle: (request: Uint8Array, deadline: MonotonicMs) => Promise<Uint8Array>,
  ): MethodHandler {
    return this.#answering(async (call, request) => {
      const deadline = this.#deadlineOf(call);
      this.#deps.guard.admit(call.head, 'admin');
      await this.#caughtUp(call, 'admin', deadline);
      return await handle(request, deadline);
    });
  }

  /** What the caller may do, when this node has caught up with the cluster. */
  async #caughtUp(call: ServerCall, need: Need, deadline: MonotonicMs): Promise<CallAccess> {
    const { gateway, guard } = this.#deps;
    await gateway.readBarrier({ deadline });
    guard.onCaughtUp();
    const access = guard.admit(call.head, need);
    invariant(access !== undefined, 'a node that has caught up knows who may do what');
    return access;
  }

  #answering(handle: (call: ServerCall, request: Uint8Array) => Answer): MethodHandler {
    return {
      kind: 'single',
      handle: (call, request) => {
        try {
          const answer = handle(call, request);
          if (answer instanceof Uint8Array) this.#succeed(call, answer);
          else {
            answer.then(
              (message) => this.#succeed(call, message),
              (error: unknown) => call.fail(this.#toFailure(error)),
            );
          }
        } catch (error) {
          call.fail(this.#toFailure(error));
        }
      },
    };
  }

  /** The answer to a write is always small, so what happened is never kept from its caller. */
  #succeed(call: ServerCall, answer: Uint8Array): void {
    if (!call.tryAnswer(answer)) {
      call.fail(this.#toFailure(new OverloadedError(unreadAnswersMessage)));
    }
  }

  #streaming(handle: StreamHandler): MethodHandler {
    return {
      kind: 'single',
      handle: (call, request) => {
        this.#stream(call, request, handle).catch((error: unknown) => {
          call.fail(this.#toFailure(error));
        });
      },
    };
  }

  async #stream(call: ServerCall, request: Uint8Array, handle: StreamHandler): Promise<void> {
    const deadline = this.#deadlineOf(call);
    const access =
      this.#deps.guard.admit(call.head, 'data') ?? (await this.#caughtUp(call, 'data', deadline));
    const messages = handle(request, deadline, access);
    await writeStream(call, messages, { clock: this.#deps.clock });
  }

  /** A stream that goes on until its caller, who may be gone meanwhile, or its own deadline ends it. */
  #lasting(handle: LastingHandler): MethodHandler {
    return {
      kind: 'single',
      handle: (call, request) => {
        this.#last(call, request, handle).catch((error: unknown) => {
          call.fail(this.#toFailure(error));
        });
      },
    };
  }

  async #last(call: ServerCall, request: Uint8Array, handle: LastingHandler): Promise<void> {
    const { clock, guard } = this.#deps;
    const { database } =
      guard.admit(call.head, 'data') ??
      (await this.#caughtUp(call, 'data', this.#deadlineOf(call)));
    const gone = new AbortController();
    const deadline = call.timeoutMs === undefined ? undefined : this.#deadlineAfter(call.timeoutMs);
    const messages = handle(request, { deadline, signal: gone.signal, database });
    await writeStream(call, messages, { clock, onGone: () => gone.abort() });
  }

  /** A little before the caller's own, so that the caller still gets an answer that says what happened. */
  #deadlineOf({ timeoutMs }: ServerCall): MonotonicMs {
    if (timeoutMs === undefined) {
      return asMonotonicMs(this.#deps.clock.monotonic() + limits.defaultDeadlineMs);
    }
    if (timeoutMs < expiredBelowMs) throw new DeadlineExceededError('not-applied');
    return this.#deadlineAfter(Math.min(timeoutMs, limits.deadlineMsMax));
  }

  #deadlineAfter(timeoutMs: number): MonotonicMs {
    const marginMs = Math.min(limits.deadlineMarginMs, timeoutMs / 10);
    return asMonotonicMs(this.#deps.clock.monotonic() + timeoutMs - marginMs);
  }

  #toFailure(error: unknown): CallFailure {
    if (!isReportable(error)) this.#deps.onBug(error);
    const { grpcCode, message, details } = encodeFailure(error, this.#deps.gateway.leaderAddress);
    return { code: grpcCode, message, details };
  }
}

/** Lets grpcurl and the like discover the services. */
function publishProtos(server: LibraryServices): void {
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
