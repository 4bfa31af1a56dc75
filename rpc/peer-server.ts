/** The gRPC server on the peer port: carries bytes between its streams and `PeerService`. */
import { KvorumError } from '../base/errors.ts';
import type { Clock } from '../base/clock.ts';
import { GrpcServer } from './http2/index.ts';
import type { CallFailure, MethodHandler, RequestSink, ServerCall } from './http2/index.ts';
import { peerMethods } from './peer-channel.ts';
import { PeerProtocolError, PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';
import { decisionBytesMax } from './peer-service.ts';
import type { PeerService, StreamSession, StreamSink } from './peer-service.ts';
import { grpcCodes } from './status.ts';

/** While this much waits for the peer, nothing more is read from its stream. */
const waitingBytesMax = 1024 * 1024;

const bounds = {
  // Twice what the members of the largest cluster make: four streams each, and what restarts leave behind for seconds.
  connectionsMax: 256,
  strangersMakeRoom: true,
  // One connection carries one stream, or the few calls of bootstrap.
  streamsPerConnectionMax: 8,
  streamWindowBytes: 4 * 1024 * 1024,
  connectionWindowBytes: 4 * 1024 * 1024,
  // As many as all connections may have, so that nobody can take the calls of others.
  callsMax: 256 * 8,
  // Of each member one whole append, and what comes while it has to wait; strangers reach a quarter of it at most.
  requestBytesMax: 512 * 1024 * 1024,
  // Of the largest single request; streams have a bound of their own.
  messageBytesMax: decisionBytesMax,
  answerBytesMax: 64 * 1024 * 1024,
  smallAnswerBytesMax: 1024,
  arrivalMsMax: 10_000,
  // A connection without a stream is of no use here.
  idleMsMax: 30_000,
  unreadMsMax: 30_000,
  keepaliveIntervalMs: 5000,
  keepaliveTimeoutMs: 2000,
};

const refusal = (message: string): CallFailure => ({
  code: grpcCodes.RESOURCE_EXHAUSTED,
  message,
});
const outOfRoom = refusal('too many answers wait for the peer');

export class PeerServer {
  readonly #server: GrpcServer;
  /** The port that was bound; differs from the address that was asked for if that ended in ":0". */
  readonly port: number;

  /** Listens at `address` (host:port). Rejects if it cannot. */
  static async open(
    options: { readonly address: string },
    deps: { readonly service: PeerService; readonly clock: Clock },
  ): Promise<PeerServer> {
    const { service, clock } = deps;
    const handlers = new Map<string, MethodHandler>([
      [peerMethods.hello, single(() => service.hello())],
      [peerMethods.adopt, single(async (request) => await service.adopt(request))],
      [peerMethods.join, single(async (request) => await service.join(request))],
      [peerMethods.exchange, stream((sink) => service.exchange(sink))],
      [peerMethods.forward, stream((sink) => service.forward(sink))],
      [peerMethods.snapshot, stream((sink) => service.snapshot(sink))],
    ]);
    const { address } = options;
    return new PeerServer(await GrpcServer.open({ address, bounds }, { handlers, clock, refusal }));
  }

  private constructor(server: GrpcServer) {
    this.#server = server;
    this.port = server.port;
  }

  /** Ends all streams and frees the port. Calling twice is safe. */
  close(): void {
    this.#server.destroy();
  }
}

function single(answer: (request: Buffer) => Uint8Array | Promise<Uint8Array>): MethodHandler {
  return {
    kind: 'single',
    handle: (call, request) => {
      void respond(call, () => answer(request));
    },
  };
}

async function respond(
  call: ServerCall,
  answer: () => Uint8Array | Promise<Uint8Array>,
): Promise<void> {
  let bytes: Uint8Array;
  try {
    bytes = await answer();
  } catch (error) {
    if (!(error instanceof KvorumError)) throw error;
    call.fail(toFailure(error));
    return;
  }
  if (!call.tryAnswer(bytes)) call.fail(outOfRoom);
}

function stream(open: (sink: StreamSink) => StreamSession): MethodHandler {
  // The service itself ends a stream that does not begin in time.
  return { kind: 'stream', isLasting: true, open: (call) => new CarriedStream(call, open) };
}

/** Connects one stream with its session. Reads only while the session and the way back take more. */
class CarriedStream implements RequestSink {
  readonly #call: ServerCall;
  readonly #session: StreamSession;
  #waitingBytes = 0;
  #whenTaken: (() => void) | undefined;
  #isOver = false;

  constructor(call: ServerCall, open: (sink: StreamSink) => StreamSession) {
    this.#call = call;
    call.onCancelled = () => this.#finish(() => call.end());
    this.#session = open({
      write: (bytes) => this.#write(bytes),
      end: (error) => this.#finish(() => call.fail(toFailure(error))),
    });
  }

  get messageBytesMax(): number {
    return this.#session.messageBytesMax;
  }

  get isKnown(): boolean {
    return this.#session.isAdmitted;
  }

  onMessage(bytes: Buffer): Promise<void> | undefined {
    if (this.#isOver) return undefined;
    const pause = this.#session.onMessage(bytes);
    if (this.#waitingBytes <= waitingBytesMax) return pause;
    const taken = new Promise<void>((resolve) => {
      this.#whenTaken = resolve;
    });
    return pause === undefined ? taken : pause.then(async () => await taken);
  }

  onEnd(): void {
    this.#finish(() => this.#call.end());
  }

  #write(bytes: Uint8Array): void {
    if (this.#isOver) return;
    this.#waitingBytes += bytes.length;
    const isTaken = this.#call.tryWrite(bytes, () => {
      this.#waitingBytes -= bytes.length;
      if (this.#waitingBytes <= waitingBytesMax) this.#whenTaken?.();
    });
    if (!isTaken) this.#finish(() => this.#call.fail(outOfRoom));
  }

  #finish(endCall: () => void): void {
    if (this.#isOver) return;
    this.#isOver = true;
    endCall();
    this.#session.onClose();
  }
}

function toFailure(error: KvorumError): CallFailure {
  return { code: codeOf(error), message: error.message };
}

function codeOf(error: KvorumError): number {
  if (error instanceof PeerRefusedError) return grpcCodes.FAILED_PRECONDITION;
  if (error instanceof PeerUnreachableError) return grpcCodes.UNAVAILABLE;
  return error instanceof PeerProtocolError ? grpcCodes.INVALID_ARGUMENT : grpcCodes.INTERNAL;
}
