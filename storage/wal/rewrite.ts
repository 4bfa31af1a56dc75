/**
 * Copies the last segment into a new file when the log is opened (rule W-11). After a failed sync the
 * kernel may show bytes that are not on disk; a process that trusted them would lose them at the next power
 * failure. Writing them again, elsewhere, makes true what recovery has just read. The copy ends behind
 * the last intact frame, so a torn tail is gone too.
 */
import { invariant } from '../../base/invariant.ts';
import type { HardState } from '../../raft/index.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import { batchFrameLength, encodeBatchFrame, moveFrame, paddedLength } from './frame.ts';
import { createTemporary, fillWithZeros, publish } from './preparation.ts';
import { corruption } from './recovery.ts';
import type { StoredSegment } from './recovery.ts';
import {
  SEGMENT_HEADER_BYTES,
  encodeSegmentHeader,
  segmentName,
  segmentSalt,
} from './segment-header.ts';
import type { SegmentHeader } from './segment-header.ts';
import { SegmentReader } from './segment-reader.ts';

const PIECE_BYTES = 1024 * 1024;

/** The file that the log is appended to. */
export type ActiveSegment = {
  readonly number: number;
  readonly file: DiskFile;
  readonly salt: number;
  /** Where the next frame goes. */
  readonly position: number;
  /** Zeros are prepared up to here. */
  readonly capacity: number;
  /** Crc of the last frame. */
  readonly chain: number;
};

/**
 * Copies `segment`, whose last frame is `lastFrame`, and removes it when the copy is durable under its own
 * name. Frames keep their numbers and their positions. An end mark becomes an empty batch, because the
 * copy goes on; it carries `hardState`, which changes nothing.
 */
export async function rewriteSegment(
  options: {
    readonly directory: string;
    readonly segment: StoredSegment;
    readonly lastFrame: number;
    readonly hardState: HardState | undefined;
    /** Zeros that the copy gets behind its last frame. */
    readonly roomBytes: number;
    readonly incarnation: number;
  },
  disk: Disk,
): Promise<ActiveSegment> {
  const { directory, segment, lastFrame, incarnation } = options;
  const header: SegmentHeader = {
    ...segment.header,
    number: segment.header.number + 1,
    durableFrame: lastFrame,
    incarnation,
  };
  const name = segmentName(header.number, header.firstIndex);
  const temporary = await createTemporary(disk, directory, name);
  const copy = new Copy(temporary, header);
  await copy.frames(segment, options.hardState);
  const capacity = copy.position + options.roomBytes;
  await fillWithZeros(temporary, { start: copy.position, end: capacity }, () => false);
  const file = await publish(disk, temporary, { directory, name });
  await segment.file.close();
  await disk.remove(segment.file.path);
  const { position, salt, chain } = copy;
  return { number: header.number, file, salt, position, capacity, chain };
}

/** Writes moved frames to a file, in large pieces. */
class Copy {
  readonly salt: number;
  readonly #file: DiskFile;
  #chain: number;
  #position = 0;
  #pieces: Uint8Array[];
  #bytes = SEGMENT_HEADER_BYTES;

  constructor(file: DiskFile, header: SegmentHeader) {
    this.#file = file;
    this.salt = segmentSalt(header.owner, header.number);
    this.#chain = header.prevChain;
    this.#pieces = [encodeSegmentHeader(header)];
  }

  /** Bytes written so far. */
  get position(): number {
    return this.#position;
  }

  get chain(): number {
    return this.#chain;
  }

  async frames(segment: StoredSegment, hardState: HardState | undefined): Promise<void> {
    const { file, end } = segment;
    const oldSalt = segmentSalt(segment.header.owner, segment.header.number);
    const reader = new SegmentReader(file, end, oldSalt);
    let position = SEGMENT_HEADER_BYTES;
    while (position < end) {
      const found = reader.findFrame(position);
      if (found === undefined) {
        throw corruption(file.path, position, 'the file has changed since it was checked');
      }
      position += found.bytes.length;
      const { frame, durableFrame, type } = found.header;
      const place = { prevChain: this.#chain, frame, durableFrame, salt: this.salt };
      if (type !== 'segmentEnd') {
        const bytes = found.bytes.slice();
        this.#chain = moveFrame(bytes, found.header, place);
        await this.#add(bytes);
      } else {
        const batch = { entries: [], ...(hardState === undefined ? {} : { hardState }) };
        const bytes = new Uint8Array(paddedLength(batchFrameLength(batch)));
        this.#chain = encodeBatchFrame(bytes, 0, place, batch);
        await this.#add(bytes);
      }
    }
    invariant(position === end, () => `${file.path} was read to ${position}, past ${end}`);
    if (this.#bytes > 0) {
      await this.#flush();
    }
  }

  async #add(bytes: Uint8Array): Promise<void> {
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
    if (this.#bytes >= PIECE_BYTES) {
      await this.#flush();
    }
  }

  async #flush(): Promise<void> {
    const bytes = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    await this.#file.writeDurable(bytes, this.#position);
    this.#position += bytes.length;
    this.#pieces = [];
    this.#bytes = 0;
  }
}
