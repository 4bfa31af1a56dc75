/** The gRPC server on the peer port: carries bytes between its streams and `PeerService`. */
import { Server, status } from '@grpc/grpc-js';
import type {
  sendUnaryData,
  ServerDuplexStream,
  ServerUnaryCall,
  ServiceDefinition,
} from '@grpc/grpc-js';
import { KvorumError } from '../base/errors.ts';
import { Listener } from './listener.ts';
import { peerMessageBytesMax, peerMethods } from './peer-channel.ts';
import { PeerProtocolError, PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';
import type { PeerService, StreamSession, StreamSink } from './peer-service.ts';

type Stream = ServerDuplexStream<Buffer, Uint8Array>;

const bytesAsTheyAre = (bytes: Uint8Array): Buffer =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

function method(path: string, streams: boolean): ServiceDefinition[string] {
  return {
    path,
    requestStream: streams,
    responseStream: streams,
    requestSerialize: bytesAsTheyAre,
    requestDeserialize: bytesAsTheyAre,
    responseSerialize: bytesAsTheyAre,
    responseDeserialize: bytesAsTheyAre,
  };
}

/** Far more than the members of a cluster make, and their restarts leave behind for a few seconds. */
const connectionsMax = 1024;
/** A connection without a stream is of no use here, so it is closed after this long. */
const idleConnectionMs = 30_000;

const definition: ServiceDefinition = {
  hello: method(peerMethods.hello, false),
  adopt: method(peerMethods.adopt, false),
  join: method(peerMethods.join, false),
  exchange: method(peerMethods.exchange, true),
  forward: method(peerMethods.forward, true),
  installSnapshot: method(peerMethods.snapshot, true),
};

export class PeerServer {
  readonly #server: Server;
  readonly #listener: Listener;
  /** The port that was bound; differs from the address that was asked for if that ended in ":0". */
  readonly port: number;
  #closed = false;

  /** Listens at `address` (host:port). Rejects if it cannot. */
  static async open(
    options: { readonly address: string },
    deps: { readonly service: PeerService },
  ): Promise<PeerServer> {
    const server = new Server({
      'grpc.max_receive_message_length': peerMessageBytesMax,
      'grpc.max_send_message_length': peerMessageBytesMax,
      // One connection carries one stream, or the few calls of bootstrap.
      'grpc.max_concurrent_streams': 16,
      'grpc.keepalive_time_ms': 5000,
      'grpc.keepalive_timeout_ms': 2000,
      'grpc.max_connection_idle_ms': idleConnectionMs,
      'grpc.enable_channelz': 0,
    });
    const { service } = deps;
    server.addService(definition, {
      hello: (_call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Uint8Array>) => {
        done(null, service.hello());
      },
      adopt: (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Uint8Array>) => {
        void answer(service.adopt(call.request), done);
      },
      join: (call: ServerUnaryCall<Buffer, Buffer>, done: sendUnaryData<Uint8Array>) => {
        void answer(service.join(call.request), done);
      },
      exchange: (stream: Stream) => carry(stream, (sink) => service.exchange(sink)),
      forward: (stream: Stream) => carry(stream, (sink) => service.forward(sink)),
      installSnapshot: (stream: Stream) => carry(stream, (sink) => service.snapshot(sink)),
    });
    const { address } = options;
    return new PeerServer(server, await Listener.open({ address, connectionsMax }, server));
  }

  private constructor(server: Server, listener: Listener) {
    this.#server = server;
    this.#listener = listener;
    this.port = listener.port;
  }

  /** Ends all streams and frees the port. Calling twice is safe. */
  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#listener.destroy();
    this.#server.forceShutdown();
  }
}

async function answer(result: Promise<Uint8Array>, done: sendUnaryData<Uint8Array>): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await result;
  } catch (error) {
    if (!(error instanceof KvorumError)) throw error;
    done({ code: statusOf(error), details: error.message });
    return;
  }
  done(null, bytes);
}

/** Connects one stream with its session. Reads only while the session and the way back take more. */
function carry(stream: Stream, open: (sink: StreamSink) => StreamSession): void {
  let over = false;
  let answersWait = false;
  let sessionWaits = false;
  const readOn = (): void => {
    if (!over && !answersWait && !sessionWaits) stream.resume();
  };
  const session = open({
    write: (bytes) => {
      if (over) return;
      if (!stream.write(bytes)) {
        answersWait = true;
        stream.pause();
      }
    },
    end: (error) => {
      if (over) return;
      finish();
      stream.emit('error', { code: statusOf(error), details: error.message });
    },
  });
  const finish = (): void => {
    if (over) return;
    over = true;
    session.onClose();
  };
  const waitFor = async (pause: Promise<void>): Promise<void> => {
    sessionWaits = true;
    stream.pause();
    await pause;
    sessionWaits = false;
    readOn();
  };
  stream.on('data', (bytes: Buffer) => {
    if (over) return;
    const pause = session.onMessage(bytes);
    if (pause !== undefined) void waitFor(pause);
  });
  stream.on('drain', () => {
    answersWait = false;
    readOn();
  });
  stream.on('cancelled', finish);
  // A message that is too large or not framed as gRPC; the library has answered it.
  stream.on('error', finish);
  stream.on('end', () => {
    if (!over) stream.end();
    finish();
  });
}

function statusOf(error: KvorumError): status {
  if (error instanceof PeerRefusedError) return status.FAILED_PRECONDITION;
  if (error instanceof PeerUnreachableError) return status.UNAVAILABLE;
  return error instanceof PeerProtocolError ? status.INVALID_ARGUMENT : status.INTERNAL;
}
