/**
 * The sending side of a client's connection: frames, flow control, and when what was written has left the process.
 * Frames of one turn leave in one write: the frames that a received piece causes at its end, others in the next
 * microtask, or with `flush`.
 */
import type { Socket } from 'node:net';
import { messagePrefixBytes, type Call } from './call.ts';
import {
  errorCode,
  frameBytesMax,
  frameFlag,
  frameType,
  FrameWriter,
  preface,
  settingId,
  violation,
  windowBytesMax,
} from './frames.ts';

/** A peer that takes nothing off the socket while this much waits is given up. */
const waitingBytesMax = 64 * 1024 * 1024;
const initialWindowBytes = 65_535;

export class ClientOutput {
  readonly #socket: Socket;
  readonly #onStuck: () => void;
  readonly #writer = new FrameWriter();
  /** Calls with bytes that flow control holds back. */
  readonly #blocked = new Map<number, Call>();
  #sendWindow = initialWindowBytes;
  #streamWindow = initialWindowBytes;
  #peerFrameBytesMax = frameBytesMax;
  /** Of messages that are in the writer to their end. */
  #whenWritten: (() => void)[] = [];
  #flushIsDue = false;
  #isClosed = false;

  /** `onStuck` is called when more waits for the peer than may. */
  constructor(socket: Socket, onStuck: () => void) {
    this.#socket = socket;
    this.#onStuck = onStuck;
  }

  /** What a new call may send. */
  get streamWindow(): number {
    return this.#streamWindow;
  }

  /** What begins a connection (RFC 9113 §3.4); leaves at once. */
  preface(): void {
    this.#writer.append(preface);
    this.settings(
      [
        // No dynamic table for the peer's header blocks, so that equal blocks have equal bytes.
        [settingId.headerTableSize, 0],
        [settingId.enablePush, 0],
        [settingId.initialWindowSize, windowBytesMax],
      ],
      0,
    );
    this.credit(0, windowBytesMax - initialWindowBytes);
    this.flush();
  }

  headers(streamId: number, block: Uint8Array): void {
    this.#writer.frame(frameType.headers, frameFlag.endHeaders, streamId, block.length);
    this.#writer.append(block);
    this.#scheduleFlush();
  }

  /** A message of a call, as far as flow control lets it; the rest waits in the call. Copies it. */
  message(streamId: number, call: Call, message: Uint8Array, onWritten?: () => void): void {
    const bodyBytes = messagePrefixBytes + message.length;
    const allowed = Math.min(this.#sendWindow, call.sendWindow, this.#peerFrameBytesMax);
    this.#scheduleFlush();
    if (call.unsent === undefined && bodyBytes <= allowed) {
      this.#sendWindow -= bodyBytes;
      call.sendWindow -= bodyBytes;
      const flags = call.isOpenEnded ? 0 : frameFlag.endStream;
      this.#writer.frame(frameType.data, flags, streamId, bodyBytes);
      this.#writer.appendUInt8(0);
      this.#writer.appendUInt32(message.length);
      this.#writer.append(message);
      if (onWritten !== undefined) this.#whenWritten.push(onWritten);
      return;
    }
    const heldBytes = call.unsent?.length ?? 0;
    const held = Buffer.allocUnsafe(heldBytes + bodyBytes);
    if (call.unsent !== undefined) held.set(call.unsent);
    held.writeUInt8(0, heldBytes);
    held.writeUInt32BE(message.length, heldBytes + 1);
    held.set(message, heldBytes + messagePrefixBytes);
    call.unsent = held;
    if (onWritten !== undefined) call.whenSent.push(onWritten);
    this.#blocked.set(streamId, call);
    this.#sendUnsent(streamId, call);
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

  /** Leaves at once: the connection is about to end. We take no streams of the peer. */
  goAway(code: number): void {
    this.#writer.goAway(0, code);
    this.flush();
  }

  /** A setting of the peer (RFC 9113 §6.5.2). Throws `PeerProtocolError` if its value is not allowed. */
  applySetting(id: number, value: number, calls: () => Iterable<Call>): void {
    if (id === settingId.frameBytesMax) {
      if (value < frameBytesMax || value >= 2 ** 24) throw violation('a wrong frame size is set');
      this.#peerFrameBytesMax = value;
    } else if (id === settingId.initialWindowSize) {
      if (value > windowBytesMax) throw violation('a window is too large', errorCode.flowControl);
      for (const call of calls()) call.sendWindow += value - this.#streamWindow;
      this.#streamWindow = value;
      this.#resume();
    }
  }

  /** Throws `PeerProtocolError` if the window would grow too large (RFC 9113 §6.9.1). */
  growWindow(bytes: number): void {
    this.#sendWindow += bytes;
    if (this.#sendWindow > windowBytesMax) {
      throw violation('the window grows too large', errorCode.flowControl);
    }
    this.#resume();
  }

  growCallWindow(call: Call, bytes: number): void {
    call.sendWindow += bytes;
    this.#resume();
  }

  /** What a call that has ended still had to send is dropped. */
  forget(streamId: number): void {
    this.#blocked.delete(streamId);
  }

  /** What `run` has to send leaves in one write at its end. */
  collect(run: () => void): void {
    const wasDue = this.#flushIsDue;
    this.#flushIsDue = true;
    run();
    if (wasDue) return;
    this.#flushIsDue = false;
    this.flush();
  }

  /** Writes what there is, at once. */
  flush(): void {
    if (this.#writer.length === 0 || this.#isClosed) return;
    const whenWritten = this.#whenWritten;
    this.#whenWritten = [];
    this.#socket.write(this.#writer.take(), (error) => {
      if (error === undefined || error === null) for (const onWritten of whenWritten) onWritten();
    });
    if (this.#socket.writableLength > waitingBytesMax) this.#onStuck();
  }

  /** Nothing is written from now on. */
  close(): void {
    this.#isClosed = true;
    this.#blocked.clear();
  }

  /** Goes on with what flow control held back. */
  #resume(): void {
    for (const [streamId, call] of this.#blocked) {
      if (this.#sendWindow <= 0) return;
      this.#sendUnsent(streamId, call);
    }
  }

  #sendUnsent(streamId: number, call: Call): void {
    this.#scheduleFlush();
    while (call.unsent !== undefined) {
      const allowed = Math.min(this.#sendWindow, call.sendWindow, this.#peerFrameBytesMax);
      if (allowed <= 0) return;
      const piece = call.unsent.subarray(0, allowed);
      const isLast = piece.length === call.unsent.length;
      this.#sendWindow -= piece.length;
      call.sendWindow -= piece.length;
      call.unsent = isLast ? undefined : call.unsent.subarray(piece.length);
      const flags = isLast && !call.isOpenEnded ? frameFlag.endStream : 0;
      this.#writer.frame(frameType.data, flags, streamId, piece.length);
      this.#writer.append(piece);
    }
    this.#whenWritten.push(...call.whenSent.splice(0));
    this.#blocked.delete(streamId);
  }

  #scheduleFlush(): void {
    if (this.#flushIsDue) return;
    this.#flushIsDue = true;
    queueMicrotask(() => {
      this.#flushIsDue = false;
      this.flush();
    });
  }
}
