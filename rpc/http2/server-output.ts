/**
 * The sending side of a server's connection: frames, flow control, and when what was written has left the process.
 * Frames of one turn leave in one write: those that a received piece causes at its end, others when the
 * turn of the event loop ends.
 *
 * Nothing here is bounded by itself: answers are by the front's bounds, replies to frames by those of the connection,
 * and `waitingBytes` tells the connection when to stop reading.
 */
import type { Socket } from 'node:net';
import { errorCode, frameBytesMax, frameFlag, FrameWriter, frameType } from './frames.ts';
import { settingId, windowBytesMax } from './frames.ts';
import type { Stream } from './stream.ts';

const initialWindowBytes = 65_535;
const prefixBytes = 5;

/** What became complete with one write. */
type Batch = {
  readonly ended: Stream[];
  readonly sent: (() => void)[];
  readonly sinceMs: number;
};

export interface OutputOwner {
  /** END_STREAM was written: the stream takes no more frames of ours. */
  onStreamEnded(stream: Stream): void;
  /** To be reset; its call is over. */
  onStreamAborted(stream: Stream): void;
  /** Some bytes have left the process. */
  onWritten(): void;
  /** The time by the sweeps of the front. */
  readonly nowMs: number;
}

export class ServerOutput {
  readonly #socket: Socket;
  readonly #owner: OutputOwner;
  readonly #writer = new FrameWriter();
  /** Streams that only the window of the connection holds back. */
  readonly #blocked = new Set<Stream>();
  readonly #batches: Batch[] = [];
  #ended: Stream[] = [];
  #sent: (() => void)[] = [];
  #sendWindow = initialWindowBytes;
  /** What each new stream may send. */
  #streamWindow = initialWindowBytes;
  #frameBytesMax = frameBytesMax;
  #isFlushDue = false;
  #isClosed = false;
  readonly #flushNow = (): void => {
    this.#isFlushDue = false;
    this.flush();
  };
  readonly #onWritten = (error?: Error | null): void => {
    const batch = this.#batches.shift();
    if (batch === undefined) return;
    for (const stream of batch.ended) stream.over();
    // The connection is about to be destroyed, and with it what else there is.
    if (error !== undefined && error !== null) return;
    for (const onSent of batch.sent) onSent();
    this.#owner.onWritten();
  };

  constructor(socket: Socket, owner: OutputOwner) {
    this.#socket = socket;
    this.#owner = owner;
  }

  /** What new streams may send. */
  get streamWindow(): number {
    return this.#streamWindow;
  }

  /** Bytes that the client has not taken off the socket. */
  get waitingBytes(): number {
    return this.#socket.writableLength;
  }

  /** When the oldest bytes were written that wait for the client; undefined if none do. */
  get waitingSinceMs(): number | undefined {
    return this.#batches[0]?.sinceMs;
  }

  /** The header block that begins an answer. */
  headers(stream: Stream, block: Uint8Array): void {
    if (this.#isClosed) return;
    this.#block(stream.id, frameFlag.endHeaders, block);
    this.#scheduleFlush();
  }

  /** A message of gRPC, behind its prefix, which is copied. `onSent` is called when it has left. */
  message(stream: Stream, message: Uint8Array, onSent: (() => void) | undefined): void {
    if (this.#isClosed) return;
    const bodyBytes = prefixBytes + message.length;
    if (this.#fits(stream, bodyBytes)) {
      this.#dataFrame(stream, bodyBytes, onSent);
      this.#writer.appendUInt8(0);
      this.#writer.appendUInt32(message.length);
      this.#writer.append(message);
      return;
    }
    const bytes = Buffer.allocUnsafe(bodyBytes);
    bytes.writeUInt8(0, 0);
    bytes.writeUInt32BE(message.length, 1);
    bytes.set(message, prefixBytes);
    stream.unsent.push({ bytes, onSent });
    this.#sendUnsent(stream);
  }

  /** Bytes as they are, at least one, which are copied. `onSent` is called when they have left. */
  piece(stream: Stream, piece: Uint8Array, onSent: (() => void) | undefined): void {
    if (this.#isClosed) return;
    if (this.#fits(stream, piece.length)) {
      this.#dataFrame(stream, piece.length, onSent);
      this.#writer.append(piece);
      return;
    }
    stream.unsent.push({ bytes: Buffer.from(piece), onSent });
    this.#sendUnsent(stream);
  }

  /** Ends the stream after what was written, with a header block; if that is empty, an empty DATA frame carries END_STREAM. */
  end(stream: Stream, trailers: Uint8Array): void {
    if (this.#isClosed) return;
    if (stream.unsent.length > 0) {
      stream.trailers = trailers;
      return;
    }
    stream.trailers = undefined;
    if (trailers.length > 0) {
      this.#block(stream.id, frameFlag.endHeaders | frameFlag.endStream, trailers);
    } else this.#writer.frame(frameType.data, frameFlag.endStream, stream.id, 0);
    this.#ended.push(stream);
    this.#owner.onStreamEnded(stream);
    this.#scheduleFlush();
  }

  /** Gives a stream up whose answer cannot be ended properly. */
  abort(stream: Stream): void {
    if (!this.#isClosed) this.#owner.onStreamAborted(stream);
  }

  /** Answers what has no call: an HTTP status, or a failure. `block` is a whole header block. */
  refuse(streamId: number, block: Uint8Array): void {
    this.#block(streamId, frameFlag.endHeaders | frameFlag.endStream, block);
    this.#scheduleFlush();
  }

  reset(streamId: number, code: number): void {
    this.#writer.uint32Frame(frameType.rstStream, streamId, code);
    this.#scheduleFlush();
  }

  credit(streamId: number, bytes: number): void {
    this.#writer.uint32Frame(frameType.windowUpdate, streamId, bytes);
    this.#scheduleFlush();
  }

  ping(payload: Uint8Array, flags: number): void {
    this.#writer.ping(payload, flags);
    this.#scheduleFlush();
  }

  settings(settings: readonly (readonly [id: number, value: number])[], flags: number): void {
    this.#writer.settings(settings, flags);
    this.#scheduleFlush();
  }

  goAway(lastStreamId: number, code: number): void {
    this.#writer.goAway(lastStreamId, code);
    this.#scheduleFlush();
  }

  /** False if the connection's window would grow too large (RFC 9113 §6.9.1). */
  tryGrowWindow(bytes: number): boolean {
    this.#sendWindow += bytes;
    if (this.#sendWindow > windowBytesMax) return false;
    this.#resume();
    return true;
  }

  /** As `tryGrowWindow`, for one stream. */
  tryGrowStreamWindow(stream: Stream, bytes: number): boolean {
    stream.sendWindow += bytes;
    if (stream.sendWindow > windowBytesMax) return false;
    if (stream.unsent.length > 0) this.#sendUnsent(stream);
    return true;
  }

  /**
   * A setting of the client (RFC 9113 §6.5.2). Gives the HTTP/2 error code if its value is not allowed. `streams` is called
   * if they are concerned, which is when it costs time.
   */
  applySetting(id: number, value: number, streams: () => Iterable<Stream>): number | undefined {
    if (id === settingId.enablePush && value > 1) return errorCode.protocolError;
    if (id === settingId.frameBytesMax) {
      if (value < frameBytesMax || value >= 2 ** 24) return errorCode.protocolError;
      // More than the least that every peer accepts would only hold others up for longer.
      this.#frameBytesMax = frameBytesMax;
    }
    if (id === settingId.initialWindowSize) {
      if (value > windowBytesMax) return errorCode.flowControl;
      const change = value - this.#streamWindow;
      if (change === 0) return undefined;
      this.#streamWindow = value;
      // Also of those that are open; a window may become negative (§6.9.2).
      for (const stream of streams()) {
        stream.sendWindow += change;
        if (stream.sendWindow > windowBytesMax) return errorCode.flowControl;
        if (stream.unsent.length > 0) this.#sendUnsent(stream);
      }
    }
    return undefined;
  }

  /** What waits of a stream that was reset is dropped. */
  forget(stream: Stream): void {
    this.#blocked.delete(stream);
    stream.unsent.length = 0;
    stream.trailers = undefined;
  }

  /** Nothing is written from now on, and all that waited is over. */
  close(): void {
    this.#isClosed = true;
    this.#blocked.clear();
    for (const { ended } of this.#batches) for (const stream of ended) stream.over();
    for (const stream of this.#ended.splice(0)) stream.over();
    this.#batches.length = 0;
  }

  /** Writes what there is, at once. */
  flush(): void {
    if (this.#isClosed || this.#writer.length === 0) return;
    this.#batches.push({ ended: this.#ended, sent: this.#sent, sinceMs: this.#owner.nowMs });
    if (this.#ended.length > 0) this.#ended = [];
    if (this.#sent.length > 0) this.#sent = [];
    this.#socket.write(this.#writer.take(), this.#onWritten);
  }

  /** True if so many bytes can leave at once, in one frame. */
  #fits(stream: Stream, bytes: number): boolean {
    const allowed = Math.min(this.#sendWindow, stream.sendWindow, this.#frameBytesMax);
    return stream.unsent.length === 0 && bytes <= allowed;
  }

  /** Begins a frame; exactly `bytes` must be appended next. */
  #dataFrame(stream: Stream, bytes: number, onSent: (() => void) | undefined): void {
    this.#sendWindow -= bytes;
    stream.sendWindow -= bytes;
    this.#writer.frame(frameType.data, 0, stream.id, bytes);
    if (onSent !== undefined) this.#sent.push(onSent);
    this.#scheduleFlush();
  }

  #block(streamId: number, flags: number, block: Uint8Array): void {
    this.#writer.frame(frameType.headers, flags, streamId, block.length);
    this.#writer.append(block);
  }

  /** Goes on with what the window of the connection held back. */
  #resume(): void {
    for (const stream of this.#blocked) {
      if (this.#sendWindow <= 0) return;
      this.#sendUnsent(stream);
    }
  }

  #sendUnsent(stream: Stream): void {
    for (let next = stream.unsent[0]; next !== undefined; next = stream.unsent[0]) {
      const allowed = Math.min(this.#sendWindow, stream.sendWindow, this.#frameBytesMax);
      if (allowed <= 0) {
        if (stream.sendWindow <= 0) this.#blocked.delete(stream);
        else this.#blocked.add(stream);
        return;
      }
      const piece = next.bytes.subarray(stream.unsentOffset, stream.unsentOffset + allowed);
      this.#sendWindow -= piece.length;
      stream.sendWindow -= piece.length;
      stream.unsentOffset += piece.length;
      this.#writer.frame(frameType.data, 0, stream.id, piece.length);
      this.#writer.append(piece);
      this.#scheduleFlush();
      if (stream.unsentOffset < next.bytes.length) continue;
      stream.unsent.shift();
      stream.unsentOffset = 0;
      if (next.onSent !== undefined) this.#sent.push(next.onSent);
    }
    this.#blocked.delete(stream);
    if (stream.trailers !== undefined) this.end(stream, stream.trailers);
  }

  #scheduleFlush(): void {
    if (this.#isFlushDue) return;
    this.#isFlushDue = true;
    // After all that the present turn has settled, so that the answers to one batch leave together.
    process.nextTick(this.#flushNow);
  }
}
