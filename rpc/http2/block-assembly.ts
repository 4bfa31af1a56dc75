/** Puts a header block together that comes in HEADERS and CONTINUATION (RFC 9113 §4.3, §6.10). */
import { errorCode, violation } from './frames.ts';

/** Each piece counts this much by itself, so that empty ones cannot go on for ever. */
const pieceOverheadBytes = 64;

/** A block that has begun and not ended. */
export class BlockAssembly {
  readonly streamId: number;
  readonly endStream: boolean;
  readonly #bytesMax: number;
  readonly #pieces: Buffer[] = [];
  #bytes = 0;

  constructor(begun: {
    readonly streamId: number;
    readonly endStream: boolean;
    /** Of the block in its encoded form; a longer one ends the connection. */
    readonly bytesMax: number;
  }) {
    this.streamId = begun.streamId;
    this.endStream = begun.endStream;
    this.#bytesMax = begun.bytesMax;
  }

  /** Copies `piece`. Throws `PeerProtocolError` if the block is too long now. */
  add(piece: Buffer): void {
    this.#bytes += piece.length + pieceOverheadBytes;
    if (this.#bytes > this.#bytesMax) {
      throw violation('a header block is too long', errorCode.enhanceYourCalm);
    }
    this.#pieces.push(Buffer.from(piece));
  }

  whole(): Buffer {
    return Buffer.concat(this.#pieces);
  }
}
