/** Appends that a peer has not answered yet: how many, how large, and up to which index each. */
import type { LogIndex } from '../../base/brand.ts';

export class InflightWindow {
  readonly #bounds: { readonly messagesMax: number; readonly bytesMax: number };
  #sent: { readonly lastIndex: LogIndex; readonly bytes: number }[] = [];
  #bytes = 0;

  constructor(bounds: { readonly messagesMax: number; readonly bytesMax: number }) {
    this.#bounds = bounds;
  }

  get count(): number {
    return this.#sent.length;
  }

  get bytes(): number {
    return this.#bytes;
  }

  /** True when nothing more with entries may be sent. One message may overrun the bytes. */
  get isFull(): boolean {
    return this.#sent.length >= this.#bounds.messagesMax || this.#bytes >= this.#bounds.bytesMax;
  }

  add(lastIndex: LogIndex, bytes: number): void {
    this.#sent.push({ lastIndex, bytes });
    this.#bytes += bytes;
  }

  /** Frees what is answered by an acknowledgement of `index`. */
  freeUpTo(index: LogIndex): void {
    let freed = 0;
    for (const { lastIndex, bytes } of this.#sent) {
      if (lastIndex > index) break;
      this.#bytes -= bytes;
      freed += 1;
    }
    if (freed > 0) this.#sent.splice(0, freed);
  }

  clear(): void {
    this.#sent = [];
    this.#bytes = 0;
  }
}
