/** Bytes that come in pieces, in one buffer that doubles: pieces of a byte each would cost a hundred times their size. */

const bytesAtStart = 1024;
const nothing = Buffer.alloc(0);

export class GrowingBuffer {
  #buffer = nothing;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** What there is, until the next `append`. */
  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }

  /** Copies `piece`. */
  append(piece: Buffer): void {
    const length = this.#length + piece.length;
    if (length > this.#buffer.length) {
      const grown = Buffer.allocUnsafe(Math.max(length, this.#buffer.length * 2, bytesAtStart));
      this.#buffer.copy(grown, 0, 0, this.#length);
      this.#buffer = grown;
    }
    piece.copy(this.#buffer, this.#length);
    this.#length = length;
  }

  /** Gives what there is, to keep, and is empty then. */
  take(): Buffer {
    const { bytes } = this;
    this.clear();
    return bytes;
  }

  clear(): void {
    this.#buffer = nothing;
    this.#length = 0;
  }
}
