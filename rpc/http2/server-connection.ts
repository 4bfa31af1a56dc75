/**
 * One client's connection to a gRPC server: HTTP/2 in clear text by prior knowledge (RFC 9113), the server's side,
 * written directly on a socket. It reads frames, keeps the streams and their states, and enforces what this one
 * client may do; `server-output.ts` writes, `server-stream.ts` is a call.
 *
 * Invariants: no bytes of a client end the process; every call is over exactly once; whatever waits for the client
 * is bounded, and at its bound the connection ends. What a client can make us do without a call of its own
 * (replies, resets, frames that mean nothing) is counted, and too much of it ends the connection.
 */
import type { Socket } from 'node:net';
import { InFlight } from '../../base/in-flight.ts';
import { BlockAssembly } from './block-assembly.ts';
import { ClientAllowance } from './client-allowance.ts';
import { PeerProtocolError } from './errors.ts';
import { fieldListBytesMax } from './field-decoder.ts';
import {
  errorCode,
  frameFlag,
  FrameReader,
  frameType,
  preface,
  settingId,
  unpadded,
  violation,
  type Frame,
} from './frames.ts';
import type { FrontBounds, FrontLoad } from './front-bounds.ts';
import { parseGrpcTimeout } from './grpc-timeout.ts';
import { RequestHeadDecoder, type RequestHead } from './request-head.ts';
import { refusalOf } from './refusal.ts';
import type { CallFailure } from './response.ts';
import { ServerOutput, type OutputOwner } from './server-output.ts';
import { ServerStream, type MethodHandler } from './server-stream.ts';

const initialWindowBytes = 65_535;
/** A header block in its encoded form; longer ones end the connection. */
const headerBlockBytesMax = 32_768;
/** While this much waits for the client, nothing is read from it. */
const backlogBytesMax = 1_048_576;
/** A connection that is given up may read its GOAWAY for this long. */
const lingerMs = 1000;
/** The greatest stream id, which says of a GOAWAY that it is only announced (RFC 9113 §6.8). */
const streamIdMax = 2 ** 31 - 1;
const keepalivePing = Buffer.from('kvorum k');
const drainPing = Buffer.from('kvorum d');

/** What a connection needs of its front. */
export interface ConnectionOwner {
  readonly handlers: ReadonlyMap<string, MethodHandler>;
  readonly bounds: FrontBounds;
  readonly load: FrontLoad;
  /** The time of the last sweep. */
  readonly nowMs: number;
  /** How a call is refused for which there is no room. */
  refusal(message: string): CallFailure;
  onClosed(connection: ServerConnection): void;
}

/** `failed`: GOAWAY was sent, what still comes is thrown away. */
type State = 'preface' | 'open' | 'failed' | 'closed';

export class ServerConnection implements OutputOwner {
  readonly #socket: Socket;
  readonly #owner: ConnectionOwner;
  readonly #output: ServerOutput;
  readonly #reader = new FrameReader();
  readonly #heads = new RequestHeadDecoder();
  readonly #streams = new InFlight<ServerStream>();
  #state: State = 'preface';
  #prefaceBytes = 0;
  #hasSettings = false;
  #lastStreamId = 0;
  /** Streams above this are not looked at: we go away. */
  #lastStreamIdMax = streamIdMax;
  #isDraining = false;
  #receiveWindow: number;
  #headerBlock: BlockAssembly | undefined = undefined;
  #headerBlockSinceMs = 0;
  readonly #allowance: ClientAllowance;
  /** When the connection was made. */
  readonly #sinceMs: number;
  #heardMs: number;
  #pingedMs: number | undefined = undefined;
  /** When it was last seen with a call. */
  #busyMs: number;
  #failedMs = 0;
  readonly #onFrame = (frame: Frame): void => {
    if (this.#state === 'open') this.#dispatch(frame);
  };

  constructor(socket: Socket, owner: ConnectionOwner) {
    this.#socket = socket;
    this.#owner = owner;
    this.#output = new ServerOutput(socket, this);
    this.#allowance = new ClientAllowance({
      // Everything that may be open, and once more.
      resetsMax: 2 * owner.bounds.streamsPerConnectionMax,
      nowMs: owner.nowMs,
    });
    this.#sinceMs = owner.nowMs;
    this.#heardMs = owner.nowMs;
    this.#busyMs = owner.nowMs;
    const { streamWindowBytes, connectionWindowBytes } = owner.bounds;
    this.#receiveWindow = connectionWindowBytes;
    socket.setNoDelay(true);
    socket.on('data', (bytes: Buffer) => {
      this.#receive(bytes);
    });
    // Clients that half-close send no more requests; what they have asked for they cannot read reliably.
    socket.on('end', () => this.destroy());
    socket.on('error', () => this.destroy());
    socket.on('close', () => this.destroy());
    this.#output.settings(
      [
        [settingId.streamsMax, owner.bounds.streamsPerConnectionMax],
        [settingId.initialWindowSize, streamWindowBytes],
        [settingId.fieldListBytesMax, fieldListBytesMax],
      ],
      0,
    );
    this.#output.credit(0, connectionWindowBytes - initialWindowBytes);
    this.#output.flush();
  }

  get nowMs(): number {
    return this.#owner.nowMs;
  }

  /** One of its calls comes from a caller that its handler knows. */
  get isKnown(): boolean {
    return this.#streams.values().some(({ isKnown }) => isKnown);
  }

  /** Tells the client to go, and closes the connection when its calls are over. */
  drain(): void {
    if (this.#isDraining) return;
    this.#isDraining = true;
    if (this.#state !== 'open') {
      this.destroy();
      return;
    }
    // Calls that are on their way are still taken: the final GOAWAY follows when the client has seen this one.
    this.#output.goAway(streamIdMax, errorCode.noError);
    this.#output.ping(drainPing, 0);
  }

  /** Ends the connection and its calls at once. Calling twice is safe. */
  destroy(): void {
    if (this.#state === 'closed') return;
    this.#state = 'closed';
    this.#socket.destroy();
    this.#endStreams();
    this.#owner.onClosed(this);
  }

  /** Looks for what takes too long. To be called about once a second. */
  sweep(): void {
    try {
      this.#sweep();
    } catch (error) {
      if (!(error instanceof PeerProtocolError)) throw error;
      this.#fail(error);
    }
  }

  #sweep(): void {
    const { nowMs, bounds } = this.#owner;
    this.#allowance.renew(nowMs);
    const waitingMs = nowMs - (this.#output.waitingSinceMs ?? nowMs);
    const silentMs = nowMs - this.#heardMs;
    if (this.#state === 'failed') {
      if (nowMs - this.#failedMs >= lingerMs) this.destroy();
    } else if (waitingMs >= bounds.unreadMsMax) this.destroy();
    else if (!this.#hasSettings && nowMs - this.#sinceMs >= bounds.arrivalMsMax) {
      throw violation('the client sends no preface');
    } else if (
      this.#headerBlock !== undefined &&
      nowMs - this.#headerBlockSinceMs >= bounds.arrivalMsMax
    ) {
      throw violation('a header block does not end', errorCode.enhanceYourCalm);
    } else {
      this.#keepAlive(silentMs);
      this.#sweepStreams();
      if (this.#streams.size > 0) this.#busyMs = nowMs;
      else if (nowMs - this.#busyMs < bounds.idleMsMax) return;
      else if (this.#isDraining) this.destroy();
      else this.drain();
    }
  }

  onStreamEnded(stream: ServerStream): void {
    // An answer before the end of the request: the rest is not wanted (RFC 9113 §8.1).
    if (!stream.isRequestOver) this.#output.reset(stream.id, errorCode.noError);
    this.#streams.delete(stream.id);
    this.#closeIfDrained();
  }

  onWritten(): void {
    if (this.#socket.isPaused() && this.#output.waitingBytes <= backlogBytesMax) {
      this.#socket.resume();
    }
    this.#closeIfDrained();
  }

  #keepAlive(silentMs: number): void {
    const { bounds, nowMs } = this.#owner;
    if (silentMs < bounds.keepaliveIntervalMs) {
      this.#pingedMs = undefined;
    } else if (this.#pingedMs === undefined) {
      this.#pingedMs = nowMs;
      this.#output.ping(keepalivePing, 0);
    } else if (nowMs - this.#pingedMs >= bounds.keepaliveTimeoutMs) this.destroy();
  }

  #sweepStreams(): void {
    if (this.#streams.size === 0) return;
    const { bounds, nowMs } = this.#owner;
    for (const stream of this.#streams.values()) {
      if (stream.isAnswered) {
        stream.answeredMs ??= nowMs;
        if (nowMs - stream.answeredMs >= bounds.unreadMsMax) this.#reset(stream, errorCode.cancel);
      } else if (stream.arrivalMsLeft(nowMs) <= 0) {
        stream.refuse(this.#owner.refusal('the request did not arrive in time'));
      }
    }
  }

  #receive(received: Buffer): void {
    this.#heardMs = this.#owner.nowMs;
    try {
      const bytes = this.#state === 'preface' ? this.#afterPreface(received) : received;
      if (this.#state === 'open') this.#reader.read(bytes, this.#onFrame);
    } catch (error) {
      if (!(error instanceof PeerProtocolError)) throw error;
      this.#fail(error);
    }
    this.#output.flush();
    if (this.#output.waitingBytes > backlogBytesMax) this.#socket.pause();
  }

  /** RFC 9113 §3.4. Throws at the first byte that differs. */
  #afterPreface(received: Buffer): Buffer {
    const begun = this.#prefaceBytes;
    const count = Math.min(received.length, preface.length - begun);
    if (received.compare(preface, begun, begun + count, 0, count) !== 0) {
      throw violation('the connection does not begin with the preface');
    }
    this.#prefaceBytes += count;
    if (this.#prefaceBytes === preface.length) this.#state = 'open';
    return received.subarray(count);
  }

  #dispatch(frame: Frame): void {
    const { type, flags, streamId, payload } = frame;
    if (!this.#hasSettings && (type !== frameType.settings || (flags & frameFlag.ack) !== 0)) {
      throw violation('the first frame is not SETTINGS');
    }
    // Nothing may come between the frames of a header block (RFC 9113 §4.3).
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
      case frameType.priority:
        this.#onPriority(streamId, payload);
        break;
      case frameType.rstStream:
        this.#onReset(streamId, payload);
        break;
      case frameType.settings:
        this.#onSettings(streamId, flags, payload);
        break;
      case frameType.ping:
        this.#onPing(streamId, flags, payload);
        break;
      case frameType.goAway:
        this.#onGoAway(streamId, payload);
        break;
      case frameType.windowUpdate:
        this.#onWindowUpdate(streamId, payload);
        break;
      case frameType.pushPromise:
        throw violation('a client must not push');
      default:
        // Unknown types must be ignored (RFC 9113 §5.5).
        this.#allowance.countIdleFrame();
    }
  }

  #onData(streamId: number, flags: number, payload: Buffer): void {
    // The whole payload counts, padding included (RFC 9113 §6.9.1), also on a stream that is gone.
    this.#receiveWindow -= payload.length;
    if (this.#receiveWindow < 0) {
      throw violation('more data than the connection allows', errorCode.flowControl);
    }
    const { connectionWindowBytes } = this.#owner.bounds;
    if (this.#receiveWindow < connectionWindowBytes / 2) {
      this.#output.credit(0, connectionWindowBytes - this.#receiveWindow);
      this.#receiveWindow = connectionWindowBytes;
    }
    const body = unpadded(payload, flags);
    const endStream = (flags & frameFlag.endStream) !== 0;
    if (body.length === 0 && !endStream) this.#allowance.countIdleFrame();
    const stream = this.#findStream(streamId);
    if (stream === undefined) {
      this.#allowance.countIdleFrame();
      return;
    }
    if (stream.isRequestOver) {
      this.#reset(stream, errorCode.streamClosed);
      return;
    }
    stream.receiveWindow -= payload.length;
    if (stream.receiveWindow < 0) {
      this.#reset(stream, errorCode.flowControl);
      return;
    }
    stream.bodyBytes += body.length;
    if (this.#owner.load.requestBytes + body.length > this.#owner.bounds.requestBytesMax) {
      stream.refuse(this.#owner.refusal('too many requests are arriving at this node'));
      return;
    }
    const failure = stream.receive(body);
    if (failure !== undefined) stream.refuse(failure);
    else if (endStream) this.#finishRequest(stream);
    else stream.giveCredit();
  }

  #finishRequest(stream: ServerStream): void {
    stream.isRequestOver = true;
    if (stream.contentLength !== undefined && stream.contentLength !== stream.bodyBytes) {
      this.#reset(stream, errorCode.protocolError);
      return;
    }
    const failure = stream.finishRequest();
    if (failure !== undefined) stream.refuse(failure);
  }

  #onHeaders(streamId: number, flags: number, payload: Buffer): void {
    if (streamId % 2 === 0) throw violation('HEADERS on a stream that is not a client’s');
    let block = unpadded(payload, flags);
    if ((flags & frameFlag.priority) !== 0) {
      if (block.length < 5) throw violation('HEADERS is too short', errorCode.frameSize);
      if ((block.readUInt32BE(0) & 0x7fffffff) === streamId) {
        throw violation('a stream depends on itself');
      }
      block = block.subarray(5);
    }
    const endStream = (flags & frameFlag.endStream) !== 0;
    if ((flags & frameFlag.endHeaders) !== 0) {
      this.#onHeaderBlock(streamId, endStream, block);
    } else {
      this.#headerBlock = new BlockAssembly({ streamId, endStream, bytesMax: headerBlockBytesMax });
      this.#headerBlockSinceMs = this.nowMs;
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
    // Always, because it may change the table (RFC 9113 §4.3).
    const head = this.#heads.decode(block);
    if (streamId > this.#lastStreamId) {
      this.#lastStreamId = streamId;
      if (streamId <= this.#lastStreamIdMax) this.#onRequest(streamId, head, endStream);
      return;
    }
    const stream = this.#streams.get(streamId);
    if (stream === undefined) this.#allowance.countIdleFrame();
    else if (stream.isRequestOver) this.#reset(stream, errorCode.streamClosed);
    else if (!endStream || head.hasPseudoFields || head.malformed !== undefined) {
      // Trailers, which must end the stream (RFC 9113 §8.1).
      this.#reset(stream, errorCode.protocolError);
    } else this.#finishRequest(stream);
  }

  #onRequest(streamId: number, head: RequestHead, endStream: boolean): void {
    const { bounds, load, handlers, nowMs } = this.#owner;
    if (this.#streams.size >= bounds.streamsPerConnectionMax) {
      this.#refuseStream(streamId, errorCode.refusedStream);
      return;
    }
    if (!head.isTooLong && (head.malformed !== undefined || !head.hasPseudoFields)) {
      this.#refuseStream(streamId, errorCode.protocolError);
      return;
    }
    const handler = handlers.get(head.path);
    const timeoutMs = parseGrpcTimeout(head.grpcTimeout);
    const hasMethod = handler !== undefined;
    const refusal = refusalOf(head, { hasMethod, timeoutMs }, this.#owner);
    if (refusal !== undefined || handler === undefined || timeoutMs === 'malformed') {
      if (refusal !== undefined) this.#output.refuse(streamId, refusal);
      if (!endStream) this.#refuseStream(streamId, errorCode.noError);
      return;
    }
    const stream = new ServerStream(
      handler,
      {
        id: streamId,
        timeoutMs,
        head,
        sinceMs: nowMs,
        sendWindow: this.#output.streamWindow,
      },
      { output: this.#output, bounds, load },
    );
    this.#streams.set(streamId, stream);
    stream.open();
    if (endStream) this.#finishRequest(stream);
  }

  #onPriority(streamId: number, payload: Buffer): void {
    if (streamId === 0) throw violation('PRIORITY on no stream');
    // Priorities mean nothing here (RFC 9113 §5.3.2).
    if (payload.length !== 5) throw violation('PRIORITY has a wrong size', errorCode.frameSize);
    this.#allowance.countIdleFrame();
  }

  #onReset(streamId: number, payload: Buffer): void {
    if (payload.length !== 4) throw violation('RST_STREAM has a wrong size', errorCode.frameSize);
    const stream = this.#findStream(streamId);
    this.#allowance.countReset();
    if (stream === undefined) return;
    this.#streams.delete(streamId);
    this.#output.forget(stream);
    stream.over();
    this.#closeIfDrained();
  }

  #onSettings(streamId: number, flags: number, payload: Buffer): void {
    if (streamId !== 0) throw violation('SETTINGS on a stream');
    const isAck = (flags & frameFlag.ack) !== 0;
    if (payload.length % 6 !== 0 || (isAck && payload.length > 0)) {
      throw violation('SETTINGS has a wrong size', errorCode.frameSize);
    }
    this.#allowance.countIdleFrame();
    if (isAck) return;
    this.#hasSettings = true;
    for (let at = 0; at < payload.length; at += 6) {
      const wrong = this.#output.applySetting(
        payload.readUInt16BE(at),
        payload.readUInt32BE(at + 2),
        () => {
          this.#allowance.countWindowChange();
          return this.#streams.values();
        },
      );
      if (wrong !== undefined) throw violation('a setting has a wrong value', wrong);
    }
    this.#output.settings([], frameFlag.ack);
  }

  #onPing(streamId: number, flags: number, payload: Buffer): void {
    if (streamId !== 0) throw violation('PING on a stream');
    if (payload.length !== 8) throw violation('PING has a wrong size', errorCode.frameSize);
    this.#allowance.countIdleFrame();
    if ((flags & frameFlag.ack) === 0) this.#output.ping(payload, frameFlag.ack);
    else if (this.#isDraining && payload.equals(drainPing)) this.#stopTaking();
  }

  #onGoAway(streamId: number, payload: Buffer): void {
    if (streamId !== 0) throw violation('GOAWAY on a stream');
    if (payload.length < 8) throw violation('GOAWAY has a wrong size', errorCode.frameSize);
    // The client opens no more streams; those that it has are answered (RFC 9113 §6.8).
    this.#allowance.countIdleFrame();
    this.#isDraining = true;
    this.#stopTaking();
  }

  #onWindowUpdate(streamId: number, payload: Buffer): void {
    if (payload.length !== 4) {
      throw violation('WINDOW_UPDATE has a wrong size', errorCode.frameSize);
    }
    const increment = payload.readUInt32BE(0) & 0x7fffffff;
    if (streamId === 0) {
      if (increment === 0) throw violation('a window grows by nothing');
      if (this.#output.tryGrowWindow(increment)) return;
      throw violation('the window grows too large', errorCode.flowControl);
    }
    const stream = this.#findStream(streamId);
    if (stream === undefined) this.#allowance.countIdleFrame();
    else if (increment === 0) this.#reset(stream, errorCode.protocolError);
    else if (!this.#output.tryGrowStreamWindow(stream, increment)) {
      this.#reset(stream, errorCode.flowControl);
    }
  }

  /** The stream if it is open; throws if it never was (RFC 9113 §5.1). */
  #findStream(streamId: number): ServerStream | undefined {
    const stream = this.#streams.get(streamId);
    if (stream === undefined && (streamId % 2 === 0 || streamId > this.#lastStreamId)) {
      throw violation(`a frame on stream ${streamId}, which was never opened`);
    }
    return stream;
  }

  /** Ends a stream that has no call. */
  #refuseStream(streamId: number, code: number): void {
    this.#output.reset(streamId, code);
    this.#allowance.countReset();
  }

  /** Ends an open stream and its call (RFC 9113 §5.4.2). */
  #reset(stream: ServerStream, code: number): void {
    this.#streams.delete(stream.id);
    this.#output.forget(stream);
    this.#output.reset(stream.id, code);
    stream.over();
    this.#closeIfDrained();
    this.#allowance.countReset();
  }

  /** RFC 9113 §5.4.1: says why, then throws away what comes until the client has left, or a moment has passed. */
  #fail(error: PeerProtocolError): void {
    if (this.#state === 'failed' || this.#state === 'closed') return;
    this.#state = 'failed';
    this.#failedMs = this.#owner.nowMs;
    this.#output.goAway(this.#lastStreamId, error.http2Code);
    this.#output.flush();
    this.#endStreams();
    this.#socket.end();
  }

  /** The final GOAWAY. */
  #stopTaking(): void {
    if (this.#lastStreamIdMax !== streamIdMax) return;
    this.#lastStreamIdMax = this.#lastStreamId;
    this.#output.goAway(this.#lastStreamId, errorCode.noError);
    this.#closeIfDrained();
  }

  #closeIfDrained(): void {
    if (this.#lastStreamIdMax === streamIdMax || this.#streams.size > 0) return;
    if (this.#state !== 'open') return;
    this.#output.flush();
    // Otherwise this is called again when they have been read.
    if (this.#output.waitingBytes > 0) return;
    this.#state = 'failed';
    this.#failedMs = this.#owner.nowMs;
    this.#socket.end();
  }

  #endStreams(): void {
    this.#output.close();
    const streams = this.#streams.values();
    this.#streams.clear();
    for (const stream of streams) stream.over();
  }
}
