/** Puts a header block together that comes in HEADERS and CONTINUATION (RFC 9113 §4.3, §6.10). */
import { errorCode, violation } from './frames.ts';

/** A block in its encoded form; longer ones end the connection. */
const headerBlockBytesMax = 32_768;
/** Each piece counts this much by itself, so that empty ones cannot go on for ever. */
const pieceOverheadBytes = 64;

/** A block that has begun and not ended. */
export class BlockAssembly {
  readonly streamId: number;
  readonly endStream: boolean;
  readonly sinceMs: number;
  readonly #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(begun: {
    readonly streamId: number;
    readonly endStream: boolean;
    readonly sinceMs: number;
  }) {
    this.streamId = begun.streamId;
    this.endStream = begun.endStream;
    this.sinceMs = begun.sinceMs;
  }

  /** Copies `piece`. Throws `PeerProtocolError` if the block is too long now. */
  add(piece: Buffer): void {
    this.#bytes += piece.length + pieceOverheadBytes;
    if (this.#bytes > headerBlockBytesMax) {
      throw violation('a header block is too long', errorCode.enhanceYourCalm);
    }
    this.#pieces.push(Buffer.from(piece));
  }

  whole(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}
