/**
 * gRPC client connections to the peer port of another node, with bytes in and out. Knows nothing of what the
 * bytes mean. Every stream has a connection of its own (rule R-8), which ends with it: whoever opened it decides
 * when to try again, so that there is one back-off and not two. Streams carry every write and every heartbeat, so they
 * are written directly on their sockets; the few calls of bootstrap go through the library.
 */
import { Client, credentials, status } from '@grpc/grpc-js';
import type { ChannelOptions } from '@grpc/grpc-js';
import type { Clock, Timer } from '../base/clock.ts';
import { KvorumError } from '../base/errors.ts';
import { Connection, parseEndpoint } from './http2/index.ts';
import type { CallEnd, RequestStream } from './http2/index.ts';
import { PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';

/** The largest message between nodes: an append of the largest size and its framing. */
export const peerMessageBytesMax = 4 * 1024 * 1024 + 64 * 1024;

const okCode: number = status.OK;
const refusedCode: number = status.FAILED_PRECONDITION;

/** How often a peer is asked whether it is still there. */
const keepAliveMs = 1000;

/** Full names of the calls of `kvorum.raft.v1.Peer`. */
export const peerMethods = {
  hello: '/kvorum.raft.v1.Peer/Hello',
  adopt: '/kvorum.raft.v1.Peer/Adopt',
  join: '/kvorum.raft.v1.Peer/Join',
  exchange: '/kvorum.raft.v1.Peer/Exchange',
  forward: '/kvorum.raft.v1.Peer/Forward',
  snapshot: '/kvorum.raft.v1.Peer/InstallSnapshot',
} as const;

const channelOptions: ChannelOptions = {
  // A connection of its own: equal channels share one otherwise.
  'grpc.use_local_subchannel_pool': 1,
  // Repeating is decided by the caller; the library would buffer messages to repeat them.
  'grpc.enable_retries': 0,
  'grpc.service_config_disable_resolution': 1,
  'grpc.enable_http_proxy': 0,
  'grpc.enable_channelz': 0,
  'grpc.max_receive_message_length': peerMessageBytesMax,
  'grpc.max_send_message_length': peerMessageBytesMax,
};

/** Why a stream is over. `refused`: the peer understood and does not want it; trying again soon is useless. */
export type StreamEnd = { readonly kind: 'refused' | 'lost'; readonly reason: string };

export type StreamHandlers = {
  readonly onMessage: (bytes: Uint8Array) => void;
  /** Called at most once, and never after `close`. */
  readonly onEnd: (end: StreamEnd) => void;
};

/** A stream in both directions. */
export interface PeerStream {
  /** Never throws. `onWritten` tells that the bytes left this process' buffers; it is not called if they never do. */
  write(bytes: Uint8Array, onWritten: () => void): void;
  /** Drops the connection at once. Calling twice is safe. */
  close(): void;
}

/** Opens a stream to one peer; returns before it is connected. */
export type Dial = (handlers: StreamHandlers) => PeerStream;

const bytesAsTheyAre = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Makes a `Dial` for one method of the peer at `address` (host:port). The simulator has one of its own. */
export type DialPeer = (address: string, method: string, clock: Clock) => Dial;

/** A `Dial` over the network. */
export function dialPeer(address: string, method: string, clock: Clock): Dial {
  return (handlers) => new DialedStream({ address, method, handlers }, clock);
}

/** Opens its connection by itself, and ends with it. */
class DialedStream implements PeerStream {
  readonly #handlers: StreamHandlers;
  readonly #clock: Clock;
  readonly #giveUp = new AbortController();
  #connection: Connection | undefined;
  #stream: RequestStream | undefined;
  /** Written before there was a connection. How much that may be is up to the caller. */
  readonly #early: { readonly bytes: Uint8Array; readonly onWritten: () => void }[] = [];
  #keepAlive: Timer | undefined;
  #ended = false;

  constructor(
    target: {
      readonly address: string;
      readonly method: string;
      readonly handlers: StreamHandlers;
    },
    clock: Clock,
  ) {
    this.#handlers = target.handlers;
    this.#clock = clock;
    connect(target.address, this.#giveUp.signal).then(
      (connection) => this.#onConnected(connection, target.method),
      (error: unknown) => this.#onFailed(error),
    );
  }

  write(bytes: Uint8Array, onWritten: () => void): void {
    if (this.#ended) return;
    if (this.#stream === undefined) this.#early.push({ bytes, onWritten });
    else this.#stream.write(bytes, onWritten);
  }

  close(): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#keepAlive?.cancel();
    this.#giveUp.abort();
    this.#connection?.close();
  }

  /** What is neither a failure of the network nor a consequence of `close` is a bug, and ends the process. */
  #onFailed(error: unknown): void {
    if (!(error instanceof KvorumError) && !this.#giveUp.signal.aborted) throw error;
    this.#end({ kind: 'lost', reason: error instanceof Error ? error.message : String(error) });
  }

  #onConnected(connection: Connection, method: string): void {
    if (this.#ended) {
      connection.close();
      return;
    }
    this.#connection = connection;
    const stream = connection.stream(method, {
      onMessage: (bytes) => {
        if (!this.#ended) this.#handlers.onMessage(Uint8Array.from(bytes));
      },
      onEnd: (end) => {
        this.#end(streamEnd(end));
      },
    });
    this.#stream = stream;
    for (const { bytes, onWritten } of this.#early.splice(0)) stream.write(bytes, onWritten);
    this.#checkAliveLater(connection);
  }

  /** A peer that vanished without closing its connection is noticed within two intervals. */
  #checkAliveLater(connection: Connection): void {
    if (this.#ended) return;
    this.#keepAlive = this.#clock.after(keepAliveMs, () => {
      // After a pause of this process the timer comes first, and an answer may be here unread.
      this.#clock.soon(() => {
        connection.checkAlive();
        this.#checkAliveLater(connection);
      });
    });
  }

  #end(end: StreamEnd): void {
    if (this.#ended) return;
    this.close();
    this.#handlers.onEnd(end);
  }
}

/** Also an address that is none rejects. */
async function connect(address: string, signal: AbortSignal): Promise<Connection> {
  return await Connection.open(parseEndpoint(address), signal);
}

function streamEnd(end: CallEnd): StreamEnd {
  if (end.kind !== 'answered') return { kind: 'lost', reason: end.message };
  return {
    kind: end.code === refusedCode ? 'refused' : 'lost',
    reason: end.code === okCode ? 'the peer ended the stream' : end.message,
  };
}

/** Makes one call. The simulator has one of its own. */
export type CallPeer = typeof callPeer;

/**
 * One call, one answer. Throws `PeerRefusedError` if the peer understood and declines, `PeerUnreachableError`
 * if there was no answer within `timeoutMs`, or none that can be relied on.
 */
export async function callPeer(
  request: {
    readonly address: string;
    readonly method: string;
    readonly bytes: Uint8Array;
    readonly timeoutMs: number;
  },
  clock: Clock,
): Promise<Uint8Array> {
  const client = new Client(request.address, credentials.createInsecure(), channelOptions);
  return await new Promise<Uint8Array>((resolve, reject) => {
    const call = client.makeUnaryRequest(
      request.method,
      bytesAsTheyAre,
      bytesAsTheyAre,
      request.bytes,
      (error, answer) => {
        timer.cancel();
        client.close();
        if (answer !== undefined && error === null) resolve(answer);
        else if (error?.code === status.FAILED_PRECONDITION) {
          reject(new PeerRefusedError(error.details));
        } else {
          const reason = error?.details ?? 'no answer';
          reject(new PeerUnreachableError(`${request.address}: ${reason}`, { cause: error }));
        }
      },
    );
    const timer = clock.after(request.timeoutMs, () => call.cancel());
  });
}
