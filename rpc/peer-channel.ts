/**
 * gRPC client connections to the peer port of another node, with bytes in and out. Knows nothing of what the
 * bytes mean. Every stream has a connection of its own (rule R-8), which ends with it: whoever opened it decides
 * when to try again, so that there is one back-off and not two.
 */
import { Client, credentials, Metadata, status } from '@grpc/grpc-js';
import type { ChannelOptions, StatusObject } from '@grpc/grpc-js';
import type { Clock } from '../base/clock.ts';
import { PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';

/** The largest message between nodes: an append of the largest size and its framing. */
export const peerMessageBytesMax = 4 * 1024 * 1024 + 64 * 1024;

/** Full names of the calls of `kvorum.raft.v1.Peer`. */
export const peerMethods = {
  hello: '/kvorum.raft.v1.Peer/Hello',
  adopt: '/kvorum.raft.v1.Peer/Adopt',
  exchange: '/kvorum.raft.v1.Peer/Exchange',
  forward: '/kvorum.raft.v1.Peer/Forward',
} as const;

const channelOptions: ChannelOptions = {
  // A connection of its own: equal channels share one otherwise.
  'grpc.use_local_subchannel_pool': 1,
  // A peer that vanished without closing its connection is noticed within two seconds.
  'grpc.keepalive_time_ms': 1000,
  'grpc.keepalive_timeout_ms': 1000,
  'grpc.keepalive_permit_without_calls': 1,
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

/** A `Dial` for one method of the peer at `address`. */
export function dialPeer(address: string, method: string): Dial {
  return (handlers) => {
    const client = new Client(address, credentials.createInsecure(), channelOptions);
    const call = client.makeBidiStreamRequest(
      method,
      bytesAsTheyAre,
      bytesAsTheyAre,
      new Metadata(),
    );
    let ended = false;
    call.on('data', (bytes: Buffer) => {
      if (!ended) handlers.onMessage(bytes);
    });
    // The status that follows says the same.
    call.on('error', () => undefined);
    call.on('status', (result: StatusObject) => {
      if (ended) return;
      ended = true;
      client.close();
      handlers.onEnd({
        kind: result.code === status.FAILED_PRECONDITION ? 'refused' : 'lost',
        reason: result.code === status.OK ? 'the peer ended the stream' : result.details,
      });
    });
    return {
      write(bytes, onWritten) {
        if (ended) return;
        call.write(bytes, (error: Error | null | undefined) => {
          if (!error && !ended) onWritten();
        });
      },
      close() {
        if (ended) return;
        ended = true;
        call.cancel();
        client.close();
      },
    };
  };
}

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
