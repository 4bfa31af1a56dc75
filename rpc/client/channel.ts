/**
 * One endpoint: its connection, and calls on it. Tells failures before the request was sent, which prove that
 * a write did not happen, from failures after, which prove nothing unless the node says so itself.
 */
import { Client, connectivityState, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { decodeFailureDetail, grpcCodes, statusDetailsTrailer } from '../status.ts';
import { KvorumCallError } from './errors.ts';

/**
 * With which gRPC itself refuses a call before a handler saw it. RESOURCE_EXHAUSTED is not one of them: a proxy that
 * resets a stream to calm its client (ENHANCE_YOUR_CALM) is told as that, whatever became of the call behind it.
 */
const refusedCodes: ReadonlySet<number> = new Set([
  grpcCodes.INVALID_ARGUMENT,
  grpcCodes.UNIMPLEMENTED,
]);

/** With which the library ends a call, as UNAVAILABLE, that never had a connection to leave on. */
const neverSentPrefix = 'No connection established';
/**
 * Between two attempts to connect. While it lasts a call waits instead of going on to the next endpoint, so it is
 * short: the client has pauses of its own when no endpoint is left.
 */
const reconnectMs = { first: 20, max: 1000 };

export type CallTiming = {
  /** Wall clock time, in milliseconds since 1970, as gRPC wants it. */
  readonly deadline: number;
  readonly signal?: AbortSignal | undefined;
};

/** What a client needs of one endpoint. All calls reject with `KvorumCallError`. */
export interface ClientChannel {
  readonly endpoint: string;
  /** True when connected; false when the endpoint refuses or does not answer by `deadline` (wall clock). */
  connect(deadline: number): Promise<boolean>;
  unary(path: string, request: Uint8Array, timing: CallTiming): Promise<Uint8Array>;
  stream(
    path: string,
    request: Uint8Array,
    timing: CallTiming,
  ): AsyncGenerator<Uint8Array, void, undefined>;
  close(): void;
}

/** Who calls, and for which database. */
export type CallerClaims = {
  /** Absent: none is sent. Characters that HTTP can carry. */
  readonly token?: string | undefined;
  /** Name of a database; absent: that of the token, else the default one. */
  readonly database?: string | undefined;
};

/** Over gRPC. */
export class Channel implements ClientChannel {
  readonly endpoint: string;
  readonly #client: Client;
  readonly #claims: CallerClaims;

  constructor(endpoint: string, claims: CallerClaims = {}) {
    this.endpoint = endpoint;
    this.#claims = claims;
    this.#client = new Client(endpoint, credentials.createInsecure(), {
      'grpc.max_receive_message_length': -1,
      'grpc.max_send_message_length': -1,
      'grpc.initial_reconnect_backoff_ms': reconnectMs.first,
      'grpc.max_reconnect_backoff_ms': reconnectMs.max,
      'grpc.service_config_disable_resolution': 1,
      'grpc.enable_http_proxy': 0,
    });
  }

  async connect(deadline: number): Promise<boolean> {
    const channel = this.#client.getChannel();
    for (;;) {
      const state = channel.getConnectivityState(true);
      if (state === connectivityState.READY) return true;
      if (state === connectivityState.TRANSIENT_FAILURE || state === connectivityState.SHUTDOWN) {
        return false;
      }
      const changed = await new Promise<boolean>((resolve) => {
        channel.watchConnectivityState(state, deadline, (error) => {
          resolve(error === undefined);
        });
      });
      if (!changed) return false;
    }
  }

  async unary(path: string, request: Uint8Array, timing: CallTiming): Promise<Uint8Array> {
    return await new Promise((resolve, reject) => {
      const onAbort = (): void => {
        call.cancel();
      };
      const call = this.#client.makeUnaryRequest(
        path,
        asBuffer,
        asBytes,
        request,
        this.#metadata(),
        { deadline: timing.deadline },
        (error, answer) => {
          timing.signal?.removeEventListener('abort', onAbort);
          if (error !== null) reject(toCallError(error, this.endpoint));
          else resolve(answer ?? new Uint8Array());
        },
      );
      timing.signal?.addEventListener('abort', onAbort, { once: true });
    });
  }

  /** Messages as they come, read at the pace of the iteration. */
  async *stream(
    path: string,
    request: Uint8Array,
    timing: CallTiming,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const call = this.#client.makeServerStreamRequest(
      path,
      asBuffer,
      asBytes,
      request,
      this.#metadata(),
      { deadline: timing.deadline },
    );
    const onAbort = (): void => {
      call.cancel();
    };
    timing.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const messages: AsyncIterable<Uint8Array> = call;
      yield* messages;
    } catch (error) {
      throw toCallError(error, this.endpoint);
    } finally {
      timing.signal?.removeEventListener('abort', onAbort);
      call.cancel();
    }
  }

  close(): void {
    this.#client.close();
  }

  #metadata(): Metadata {
    const metadata = new Metadata();
    const { token, database } = this.#claims;
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    if (database !== undefined) metadata.set('kvorum-database', database);
    return metadata;
  }
}

function toCallError(error: unknown, endpoint: string): KvorumCallError {
  if (!isServiceError(error)) {
    const message = error instanceof Error ? error.message : String(error);
    return new KvorumCallError(message, {
      code: 'GRPC',
      retryable: false,
      outcome: 'unknown',
      grpcCode: grpcCodes.UNKNOWN,
      endpoint,
      cause: error,
    });
  }
  const [trailer] = error.metadata.get(statusDetailsTrailer);
  const detail = trailer instanceof Buffer ? decodeFailureDetail(trailer) : undefined;
  const grpcCode: number = error.code;
  const message = error.details;
  if (detail !== undefined) {
    return new KvorumCallError(message, { ...detail, grpcCode, endpoint, cause: error });
  }
  return new KvorumCallError(message, {
    code: grpcCode === grpcCodes.DEADLINE_EXCEEDED ? 'DEADLINE_EXCEEDED' : 'GRPC',
    retryable: grpcCode === grpcCodes.UNAVAILABLE,
    outcome:
      refusedCodes.has(grpcCode) || wasNeverSent(grpcCode, message) ? 'not-applied' : 'unknown',
    grpcCode,
    endpoint,
    cause: error,
  });
}

function wasNeverSent(grpcCode: number, message: string): boolean {
  return grpcCode === grpcCodes.UNAVAILABLE && message.startsWith(neverSentPrefix);
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && 'metadata' in error && error.metadata instanceof Metadata;
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function asBytes(bytes: Buffer): Uint8Array {
  return bytes;
}
