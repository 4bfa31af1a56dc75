/**
 * HTTP/2 framing (RFC 9113 §4, §6): the numbers, a writer that collects the frames of one turn into one
 * buffer, and a reader that cuts what a socket delivers into frames.
 *
 *     +--------------+----------+-----------+-------------+---------+
 *     | length (24)  | type (8) | flags (8) | stream (31) | payload |
 *     +--------------+----------+-----------+-------------+---------+
 */
import { PeerProtocolError } from './errors.ts';

export const frameType = {
  data: 0,
  headers: 1,
  priority: 2,
  rstStream: 3,
  settings: 4,
  pushPromise: 5,
  ping: 6,
  goAway: 7,
  windowUpdate: 8,
  continuation: 9,
} as const;

export const frameFlag = {
  endStream: 0x1,
  /** Of SETTINGS and PING; the same bit as `endStream`. */
  ack: 0x1,
  endHeaders: 0x4,
  padded: 0x8,
  priority: 0x20,
} as const;

export const errorCode = {
  noError: 0,
  protocolError: 1,
  flowControl: 3,
  streamClosed: 5,
  frameSize: 6,
  refusedStream: 7,
  cancel: 8,
  compression: 9,
  enhanceYourCalm: 11,
} as const;

export const settingId = {
  headerTableSize: 1,
  enablePush: 2,
  streamsMax: 3,
  initialWindowSize: 4,
  frameBytesMax: 5,
  fieldListBytesMax: 6,
} as const;

/** What a client sends first on a connection (RFC 9113 §3.4). */
export const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');
/** The largest payload that we accept, and the one that a peer accepts until its SETTINGS say more. */
export const frameBytesMax = 16_384;
/** The largest size of a flow-control window. */
export const windowBytesMax = 2 ** 31 - 1;

const frameHeaderBytes = 9;
const writerBytesAtStart = 4096;
/** A larger buffer is not kept for the next turn. */
const writerBytesKept = 65_536;
const emptyBuffer = Buffer.alloc(0);

/** A frame that was received. Its payload may be overwritten once the handler has returned. */
export type Frame = {
  readonly type: number;
  readonly flags: number;
  readonly streamId: number;
  readonly payload: Buffer;
};

/** Collects frames until `take`. Its size is bounded by who writes: a few calls and replies per turn. */
export class FrameWriter {
  /** None until there is something to write, since most of many connections are idle. */
  #bytes = emptyBuffer;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** Starts a frame; exactly `payloadBytes` must be appended next. */
  frame(type: number, flags: number, streamId: number, payloadBytes: number): void {
    const at = this.#reserve(frameHeaderBytes);
    this.#bytes.writeUInt32BE(payloadBytes * 256 + type, at);
    this.#bytes.writeUInt8(flags, at + 4);
    this.#bytes.writeUInt32BE(streamId, at + 5);
  }

  /** Copies `bytes`. */
  append(bytes: Uint8Array): void {
    const at = this.#reserve(bytes.length);
    this.#bytes.set(bytes, at);
  }

  appendUInt8(value: number): void {
    const at = this.#reserve(1);
    this.#bytes.writeUInt8(value, at);
  }

  appendUInt16(value: number): void {
    const at = this.#reserve(2);
    this.#bytes.writeUInt16BE(value, at);
  }

  appendUInt32(value: number): void {
    const at = this.#reserve(4);
    this.#bytes.writeUInt32BE(value, at);
  }

  /** A whole frame whose payload is one number: RST_STREAM, WINDOW_UPDATE. */
  uint32Frame(type: number, streamId: number, value: number): void {
    this.frame(type, 0, streamId, 4);
    this.appendUInt32(value);
  }

  settings(settings: readonly (readonly [id: number, value: number])[], flags: number): void {
    this.frame(frameType.settings, flags, 0, settings.length * 6);
    for (const [id, value] of settings) {
      this.appendUInt16(id);
      this.appendUInt32(value);
    }
  }

  ping(payload: Uint8Array, flags: number): void {
    this.frame(frameType.ping, flags, 0, payload.length);
    this.append(payload);
  }

  goAway(lastStreamId: number, code: number): void {
    this.frame(frameType.goAway, 0, 0, 8);
    this.appendUInt32(lastStreamId);
    this.appendUInt32(code);
  }

  /** Everything since the last call, as a copy that the caller owns. */
  take(): Buffer {
    const taken = Buffer.from(this.#bytes.subarray(0, this.#length));
    this.#length = 0;
    if (this.#bytes.length > writerBytesKept) this.#bytes = emptyBuffer;
    return taken;
  }

  #reserve(size: number): number {
    const at = this.#length;
    if (at + size > this.#bytes.length) {
      const grown = Buffer.allocUnsafe(
        Math.max(this.#bytes.length * 2, at + size, writerBytesAtStart),
      );
      grown.set(this.#bytes.subarray(0, at));
      this.#bytes = grown;
    }
    this.#length = at + size;
    return at;
  }
}

/** Cuts a byte stream into frames. Holds at most one incomplete frame, so at most `frameBytesMax`. */
export class FrameReader {
  #rest = emptyBuffer;

  /**
   * Hands each frame that is now complete to `onFrame`, in order. `received` may be overwritten after
   * the return. Throws `PeerProtocolError` at a frame that is too large.
   */
  read(received: Buffer, onFrame: (frame: Frame) => void): void {
    const bytes = this.#rest.length === 0 ? received : Buffer.concat([this.#rest, received]);
    let at = 0;
    while (bytes.length - at >= frameHeaderBytes) {
      const lengthAndType = bytes.readUInt32BE(at);
      const payloadBytes = lengthAndType >>> 8;
      if (payloadBytes > frameBytesMax) {
        throw new PeerProtocolError(
          errorCode.frameSize,
          `received a frame of ${payloadBytes} bytes; is this an HTTP/2 server?`,
        );
      }
      const start = at + frameHeaderBytes;
      const end = start + payloadBytes;
      if (end > bytes.length) break;
      onFrame({
        type: lengthAndType & 0xff,
        flags: bytes.readUInt8(at + 4),
        streamId: bytes.readUInt32BE(at + 5) & 0x7fffffff,
        payload: bytes.subarray(start, end),
      });
      at = end;
    }
    this.#rest = at === bytes.length ? emptyBuffer : Buffer.from(bytes.subarray(at));
  }
}

/** The payload of DATA or HEADERS without its padding (RFC 9113 §6.1). */
export function unpadded(payload: Buffer, flags: number): Buffer {
  if ((flags & frameFlag.padded) === 0) return payload;
  const paddingBytes = payload[0];
  if (paddingBytes === undefined || paddingBytes >= payload.length) {
    throw violation('the padding is longer than the frame');
  }
  return payload.subarray(1, payload.length - paddingBytes);
}

/** What is thrown when the peer breaks a rule; ends the connection with `code` (RFC 9113 §7). */
export function violation(
  message: string,
  code: number = errorCode.protocolError,
): PeerProtocolError {
  return new PeerProtocolError(code, `the peer breaks HTTP/2: ${message}`);
}
