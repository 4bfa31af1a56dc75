/**
 * Reads a segment file from front to back in large pieces, and finds out how a scan ended. Knows frames,
 * not what is in them.
 */
import type { DiskFile } from '../disk/disk.ts';
import { FRAME_HEADER_BYTES, findFrameHeader, isFrameIntact, paddedLength } from './frame.ts';
import type { FrameHeader } from './frame.ts';

const WINDOW_BYTES = 1024 * 1024;

/** An intact frame. `bytes` has it whole, with padding, and is valid until the next read. */
export type FoundFrame = { readonly header: FrameHeader; readonly bytes: Uint8Array };

export class SegmentReader {
  readonly #file: Pick<DiskFile, 'readSync'>;
  readonly #size: number;
  readonly #salt: number;
  #start = 0;
  #bytes: Uint8Array = new Uint8Array(0);
  #view = new DataView(this.#bytes.buffer);

  constructor(file: Pick<DiskFile, 'readSync'>, size: number, salt: number) {
    this.#file = file;
    this.#size = size;
    this.#salt = salt;
  }

  /** The frame at `position` if there is an intact one, whatever its place in the log. */
  findFrame(position: number): FoundFrame | undefined {
    if (!this.#cover(position, FRAME_HEADER_BYTES)) {
      return undefined;
    }
    const header = findFrameHeader(this.#view, position - this.#start);
    if (header === undefined) {
      return undefined;
    }
    const length = paddedLength(header.length);
    if (!this.#cover(position, length)) {
      return undefined;
    }
    const offset = position - this.#start;
    const bytes = this.#bytes.subarray(offset, offset + length);
    return isFrameIntact(bytes, header, this.#salt) ? { header, bytes } : undefined;
  }

  /**
   * Looks behind a broken place for proof that frame `missing` had once been durable: an intact frame
   * that was written when it was (rule W-6). Returns the position of the proof.
   */
  findProof(after: number, missing: number): number | undefined {
    for (let position = after + 8; this.#cover(position, 8); position += 8) {
      const length = this.#view.getUint32(position - this.#start + 4);
      if (length === 0) {
        continue;
      }
      const found = this.findFrame(position);
      if (found !== undefined && found.header.durableFrame >= missing) {
        return position;
      }
    }
    return undefined;
  }

  /** Makes [position, position + length) readable in the window; false if the file ends before. */
  #cover(position: number, length: number): boolean {
    if (position >= this.#start && position + length <= this.#start + this.#bytes.length) {
      return true;
    }
    if (position + length > this.#size) {
      return false;
    }
    const wanted = Math.min(Math.max(length, WINDOW_BYTES), this.#size - position);
    this.#bytes = this.#file.readSync(position, wanted);
    this.#view = new DataView(this.#bytes.buffer, this.#bytes.byteOffset, this.#bytes.byteLength);
    this.#start = position;
    return this.#bytes.length >= length;
  }
}
