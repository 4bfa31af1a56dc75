/**
 * One HTTP/2 connection that carries gRPC calls, written directly on a socket: clear text, prior
 * knowledge, client side only. It exists because a general client costs many times more CPU per call
 * than the server it would measure, and between nodes delays each message by a turn of the event loop.
 *
 * It owns the socket, the settings and the calls in flight; `client-output.ts` writes.
 * Invariants: every call ends exactly once, whatever the peer does; a malformed frame ends the
 * connection, never the process; what waits to be sent is bounded.
 * Messages of streams leave at once, ahead of what else the turn has to do.
 */
import { connect, type Socket } from 'node:net';

import { InFlight } from '../../base/in-flight.ts';
import { BlockAssembly } from './block-assembly.ts';
import { Call, type CallEnd, type CallHandler } from './call.ts';
import { ClientOutput } from './client-output.ts';
import { ConnectError, PeerProtocolError } from './errors.ts';
import {
  errorCode,
  frameFlag,
  FrameReader,
  frameType,
  settingId,
  unpadded,
  violation,
  type Frame,
} from './frames.ts';
import { encodeRequestHeaders, HeaderDecoder, type Field, type Headers } from './hpack.ts';

/** Reads are handled in pieces of this size. */
const readBytes = 256 * 1024;
/** Calls beyond the peer's limit of streams wait in line; beyond this many they are refused. */
const waitingCallsMax = 16_384;
/** A longer header block ends the connection. */
const headerBlockBytesMax = 65_536;
/** No stream id above this is used: the connection is then retired before ids run out (RFC 9113 §5.1.1). */
const streamIdMax = 2 ** 31 - 3;
const creditAtBytes = 2 ** 24;
const httpOk = '200';
/** The content of a PING has no meaning (RFC 9113 §6.7). */
const pingPayload = Buffer.alloc(8);

const succeeded: CallEnd = { kind: 'answered', code: 0, message: '' };
const grpcStatusUnknown = 2;

type State = 'opening' | 'open' | 'draining' | 'closed';
type WaitingCall = { path: string; message: Uint8Array; handler: CallHandler };

export type ConnectionOptions = {
  readonly host: string;
  readonly port: number;
  /** Sent with each call, besides what every call has. */
  readonly fields?: readonly Field[];
};

/** The request side of a call that stays open until the connection is closed or the call ends. */
export interface RequestStream {
  /**
   * Sends a message at once: what can wait for others is the caller's to collect. Copies it. `onWritten` tells that its bytes left this process' buffers; it is not called if
   * they never do. How much may wait is up to the caller.
   */
  write(message: Uint8Array, onWritten: () => void): void;
}

export class Connection {
  readonly #socket: Socket;
  readonly #authority: string;
  readonly #fields: readonly Field[];
  readonly #reader = new FrameReader();
  readonly #output: ClientOutput;
  readonly #headerDecoder = new HeaderDecoder();
  readonly #requestHeaders = new Map<string, Uint8Array>();
  readonly #calls = new InFlight<Call>();
  readonly #waiting: WaitingCall[] = [];
  readonly #opened: PromiseSettler;
  readonly #closed: PromiseSettler;
  #state: State = 'opening';
  #endedBy = 'the connection was closed';
  #nextStreamId = 1;
  #sweep = 0;
  #peerStreamsMax = Number.POSITIVE_INFINITY;
  #uncreditedBytes = 0;
  #pingIsUnanswered = false;
  #headerBlock: BlockAssembly | undefined = undefined;
  readonly #onFrame = (frame: Frame): void => {
    if (this.#state !== 'closed') this.#dispatch(frame);
  };

  /**
   * Settles when the peer has sent its settings. Rejects with `ConnectError` or `PeerProtocolError`.
   * Abort `signal` to give up; it has no effect later.
   */
  static async open(options: ConnectionOptions, signal: AbortSignal): Promise<Connection> {
    signal.throwIfAborted();
    const connection = new Connection(options);
    const onAbort = (): void => connection.#end('it did not answer in time');
    signal.addEventListener('abort', onAbort);
    try {
      await connection.#opened.promise;
      return connection;
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  private constructor({ host, port, fields = [] }: ConnectionOptions) {
    this.#fields = fields;
    this.#authority = `${host}:${port}`;
    this.#opened = new PromiseSettler();
    this.#closed = new PromiseSettler();
    const onRead = (length: number, buffer: Uint8Array): boolean => {
      this.#receive(Buffer.from(buffer.buffer, buffer.byteOffset, length));
      return true;
    };
    this.#socket = connect({
      host,
      port,
      noDelay: true,
      onread: { buffer: Buffer.allocUnsafeSlow(readBytes), callback: onRead },
    });
    this.#socket.on('error', (error) => this.#end(error.message));
    this.#socket.on('end', () => this.#end('the peer ended the connection'));
    this.#socket.on('close', () => this.#end('the connection is gone'));
    this.#output = new ClientOutput(this.#socket, () => this.#end('the peer reads nothing'));
    this.#output.preface();
  }

  /** True while new calls may begin. */
  get isOpen(): boolean {
    return this.#state === 'open';
  }

  get callsInFlight(): number {
    return this.#calls.size + this.#waiting.length;
  }

  /** Settles when the connection has ended. Never rejects. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  /** Sends one request message to `path` ("/package.Service/Method"). Copies `message`. */
  call(path: string, message: Uint8Array, handler: CallHandler): void {
    if (this.#state !== 'open') {
      handler.onEnd({ kind: 'unsent', message: this.#endedBy });
    } else if (this.#calls.size < this.#peerStreamsMax && this.#waiting.length === 0) {
      this.#start(path, message, handler);
    } else if (this.#waiting.length < waitingCallsMax) {
      this.#waiting.push({ path, message: Uint8Array.from(message), handler });
    } else {
      handler.onEnd({ kind: 'unsent', message: 'too many calls wait for a free stream' });
    }
  }

  /** Opens a call on whose stream any number of messages may be sent. */
  stream(path: string, handler: CallHandler): RequestStream {
    if (this.#state !== 'open') {
      handler.onEnd({ kind: 'unsent', message: this.#endedBy });
      return { write: () => undefined };
    }
    const { streamId, call } = this.#begin(path, handler, { isOpenEnded: true });
    return {
      write: (message, onWritten) => {
        if (this.#calls.get(streamId) !== call) return;
        this.#output.message(streamId, call, message, onWritten);
        this.#output.flush();
      },
    };
  }

  /** Ends the connection if the peer has not answered since the last call of this; asks it again. */
  checkAlive(): void {
    if (this.#state === 'closed') return;
    if (this.#pingIsUnanswered) {
      this.#end('the peer does not answer');
      return;
    }
    this.#pingIsUnanswered = true;
    this.#output.ping(pingPayload, 0);
  }

  /** Ends calls as timed out that have seen `sweepsMax` sweeps begin. Call it at regular intervals. */
  sweep(sweepsMax: number): void {
    this.#sweep += 1;
    for (const [streamId, call] of this.#calls.entries()) {
      if (this.#sweep - call.startSweep <= sweepsMax) continue;
      this.#output.reset(streamId, errorCode.cancel);
      this.#endCall(streamId, call, {
        kind: 'unknown',
        reason: 'timeout',
        message: 'no answer in time',
      });
    }
  }

  /** Ends the connection at once; calls in flight end as unknown. Calling twice is safe. */
  close(): void {
    this.#end('the connection was closed');
  }

  #start(path: string, message: Uint8Array, handler: CallHandler): void {
    const { streamId, call } = this.#begin(path, handler, { isOpenEnded: false });
    this.#output.message(streamId, call, message);
  }

  #begin(
    path: string,
    handler: CallHandler,
    { isOpenEnded }: { readonly isOpenEnded: boolean },
  ): { readonly streamId: number; readonly call: Call } {
    const streamId = this.#nextStreamId;
    this.#nextStreamId += 2;
    if (this.#nextStreamId > streamIdMax) this.#drain('its stream ids are used up');
    const call = new Call(handler, {
      startSweep: this.#sweep,
      sendWindow: this.#output.streamWindow,
      isOpenEnded,
    });
    this.#calls.set(streamId, call);
    this.#output.headers(streamId, this.#headersFor(path));
    return { streamId, call };
  }

  #headersFor(path: string): Uint8Array {
    const known = this.#requestHeaders.get(path);
    if (known !== undefined) return known;
    const headers = encodeRequestHeaders({
      path,
      authority: this.#authority,
      fields: this.#fields,
    });
    this.#requestHeaders.set(path, headers);
    return headers;
  }

  #receive(bytes: Buffer): void {
    this.#output.collect(() => {
      try {
        this.#reader.read(bytes, this.#onFrame);
      } catch (error) {
        if (!(error instanceof PeerProtocolError)) throw error;
        this.#goAway(error);
      }
    });
  }

  #dispatch(frame: Frame): void {
    const { type, flags, streamId, payload } = frame;
    if (this.#state === 'opening' && type !== frameType.settings) {
      throw violation('the first frame is not SETTINGS');
    }
    if (this.#headerBlock !== undefined && type !== frameType.continuation) {
      throw violation('a header block was interrupted');
    }
    switch (type) {
      case frameType.data:
        this.#onData(streamId, flags, payload);
        break;
      case frameType.headers:
        this.#onHeaders(streamId, flags, payload);
        break;
      case frameType.continuation:
        this.#onContinuation(streamId, flags, payload);
        break;
      case frameType.settings:
        this.#onSettings(streamId, flags, payload);
        break;
      case frameType.windowUpdate:
        this.#onWindowUpdate(streamId, payload);
        break;
      case frameType.rstStream:
        this.#onReset(streamId, payload);
        break;
      case frameType.ping:
        if (payload.length !== 8) throw violation('PING has a wrong size', errorCode.frameSize);
        if ((flags & frameFlag.ack) !== 0) {
          this.#pingIsUnanswered = false;
          break;
        }
        this.#output.ping(payload, frameFlag.ack);
        break;
      case frameType.goAway:
        this.#onGoAway(payload);
        break;
      case frameType.pushPromise:
        throw violation('the peer pushes, which we switched off');
      default:
        // PRIORITY means nothing to a client; unknown types must be ignored (RFC 9113 §5.5).
        break;
    }
  }

  #onData(streamId: number, flags: number, payload: Buffer): void {
    this.#uncreditedBytes += payload.length;
    if (this.#uncreditedBytes > creditAtBytes) {
      this.#output.credit(0, this.#uncreditedBytes);
      this.#uncreditedBytes = 0;
    }
    const call = this.#findCall(streamId);
    if (call === undefined) return;
    call.uncreditedBytes += payload.length;
    if (call.uncreditedBytes > creditAtBytes) {
      this.#output.credit(streamId, call.uncreditedBytes);
      call.uncreditedBytes = 0;
    }
    const problem = call.receive(unpadded(payload, flags));
    if (problem !== undefined) this.#abandon(streamId, call, problem);
    else if ((flags & frameFlag.endStream) !== 0) {
      this.#abandon(streamId, call, 'the answer has no status');
    }
  }

  #onHeaders(streamId: number, flags: number, payload: Buffer): void {
    let block = unpadded(payload, flags);
    if ((flags & frameFlag.priority) !== 0) {
      if (block.length < 5) throw violation('HEADERS is too short', errorCode.frameSize);
      block = block.subarray(5);
    }
    const endStream = (flags & frameFlag.endStream) !== 0;
    if ((flags & frameFlag.endHeaders) !== 0) {
      this.#onHeaderBlock(streamId, endStream, block);
    } else {
      this.#headerBlock = new BlockAssembly({ streamId, endStream, bytesMax: headerBlockBytesMax });
      this.#headerBlock.add(block);
    }
  }

  #onContinuation(streamId: number, flags: number, payload: Buffer): void {
    const begun = this.#headerBlock;
    if (begun?.streamId !== streamId) throw violation('CONTINUATION continues nothing');
    begun.add(payload);
    if ((flags & frameFlag.endHeaders) === 0) return;
    this.#headerBlock = undefined;
    this.#onHeaderBlock(streamId, begun.endStream, begun.whole());
  }

  #onHeaderBlock(streamId: number, endStream: boolean, block: Buffer): void {
    const headers = this.#headerDecoder.decode(block);
    const call = this.#findCall(streamId);
    if (call === undefined) return;
    if (!endStream) {
      const status = headers.get(':status');
      if (status === undefined) this.#abandon(streamId, call, 'trailers do not end the stream');
      else if (status !== httpOk && !status.startsWith('1')) {
        this.#abandon(streamId, call, `HTTP status ${status}`);
      }
      return;
    }
    if (call.unsent !== undefined || call.isOpenEnded)
      this.#output.reset(streamId, errorCode.cancel);
    if (call.isInsideMessage) {
      const message = 'the answer ends inside a message';
      this.#endCall(streamId, call, { kind: 'unknown', reason: 'malformed', message });
    } else this.#endCall(streamId, call, endFrom(headers));
  }

  #onSettings(streamId: number, flags: number, payload: Buffer): void {
    if (streamId !== 0) throw violation('SETTINGS on a stream');
    if ((flags & frameFlag.ack) !== 0) return;
    if (payload.length % 6 !== 0) throw violation('SETTINGS has a wrong size', errorCode.frameSize);
    for (let at = 0; at < payload.length; at += 6) {
      const [id, value] = [payload.readUInt16BE(at), payload.readUInt32BE(at + 2)];
      if (id === settingId.streamsMax) this.#peerStreamsMax = value;
      else this.#output.applySetting(id, value, () => this.#calls.values());
    }
    this.#output.settings([], frameFlag.ack);
    if (this.#state === 'opening') {
      this.#state = 'open';
      this.#opened.resolve();
    }
    this.#startWaiting();
  }

  #onWindowUpdate(streamId: number, payload: Buffer): void {
    if (payload.length !== 4)
      throw violation('WINDOW_UPDATE has a wrong size', errorCode.frameSize);
    const increment = payload.readUInt32BE(0) & 0x7fffffff;
    if (streamId === 0) this.#output.growWindow(increment);
    else {
      const call = this.#findCall(streamId);
      if (call !== undefined) this.#output.growCallWindow(call, increment);
    }
  }

  #onReset(streamId: number, payload: Buffer): void {
    if (payload.length !== 4) throw violation('RST_STREAM has a wrong size', errorCode.frameSize);
    const call = this.#findCall(streamId);
    if (call === undefined) return;
    const code = payload.readUInt32BE(0);
    const message = `the peer reset the stream with code ${code}`;
    this.#endCall(
      streamId,
      call,
      code === errorCode.refusedStream
        ? { kind: 'unsent', message }
        : { kind: 'unknown', reason: 'lost', message },
    );
  }

  #onGoAway(payload: Buffer): void {
    if (payload.length < 8) throw violation('GOAWAY has a wrong size', errorCode.frameSize);
    const lastStreamId = payload.readUInt32BE(0) & 0x7fffffff;
    const message = `the peer goes away with code ${payload.readUInt32BE(4)}`;
    this.#drain(message);
    // What the peer has not looked at, and never will (RFC 9113 §6.8).
    for (const [streamId, call] of this.#calls.entries()) {
      if (streamId > lastStreamId) this.#endCall(streamId, call, { kind: 'unsent', message });
    }
    if (this.#calls.size === 0) this.#end(message);
  }

  /** The call of a stream; none if it has ended. Throws if we never opened that stream. */
  #findCall(streamId: number): Call | undefined {
    const call = this.#calls.get(streamId);
    if (call === undefined && (streamId % 2 === 0 || streamId >= this.#nextStreamId)) {
      throw violation(`a frame on stream ${streamId}, which was never opened`);
    }
    return call;
  }

  #abandon(streamId: number, call: Call, message: string): void {
    this.#output.reset(streamId, errorCode.cancel);
    this.#endCall(streamId, call, { kind: 'unknown', reason: 'malformed', message });
  }

  #endCall(streamId: number, call: Call, end: CallEnd): void {
    this.#calls.delete(streamId);
    this.#output.forget(streamId);
    call.handler.onEnd(end);
    if (this.#waiting.length > 0) this.#startWaiting();
    if (this.#state === 'draining' && this.#calls.size === 0) this.#end(this.#endedBy);
  }

  /** Begins the calls that waited for a free stream. */
  #startWaiting(): void {
    while (this.#state === 'open' && this.#calls.size < this.#peerStreamsMax) {
      const next = this.#waiting.shift();
      if (next === undefined) break;
      this.#start(next.path, next.message, next.handler);
    }
  }

  /** Takes no new calls; those in flight may end. */
  #drain(why: string): void {
    if (this.#state === 'closed') return;
    this.#state = 'draining';
    this.#endedBy = why;
    for (const { handler } of this.#waiting.splice(0)) {
      handler.onEnd({ kind: 'unsent', message: why });
    }
  }

  #goAway(error: PeerProtocolError): void {
    this.#output.goAway(error.http2Code);
    this.#end(error.message, error);
  }

  #end(why: string, cause?: PeerProtocolError): void {
    if (this.#state === 'closed') return;
    this.#drain(why);
    this.#state = 'closed';
    this.#output.close();
    this.#socket.destroy();
    this.#opened.reject(cause ?? new ConnectError(`no connection to ${this.#authority}: ${why}`));
    const calls = this.#calls.values();
    this.#calls.clear();
    for (const { handler } of calls)
      handler.onEnd({ kind: 'unknown', reason: 'lost', message: why });
    this.#closed.resolve();
  }
}

/** A promise and its settling. Settling twice has no effect; a rejection that nobody awaits is no error. */
class PromiseSettler {
  readonly promise: Promise<void>;
  resolve: () => void = () => undefined;
  reject: (error: Error) => void = () => undefined;

  constructor() {
    this.promise = new Promise((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    });
    this.promise.catch(() => undefined);
  }
}

function endFrom(headers: Headers): CallEnd {
  const status = headers.get('grpc-status');
  if (status === '0') return succeeded;
  if (status === undefined) {
    const message = `HTTP status ${headers.get(':status') ?? 'unknown'} without a gRPC status`;
    return { kind: 'unknown', reason: 'malformed', message };
  }
  const code = /^\d{1,3}$/.test(status) ? Number(status) : grpcStatusUnknown;
  return { kind: 'answered', code, message: decodeMessage(headers.get('grpc-message') ?? '') };
}

/** grpc-message is percent-encoded UTF-8; what is not is kept as it came. */
function decodeMessage(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch (error) {
    if (error instanceof URIError) return encoded;
    throw error;
  }
}
