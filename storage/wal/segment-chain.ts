/**
 * The files that a running log is written to: numbers and chains the frames, makes them durable, goes on in the
 * next file when one is full (W-4), and removes the oldest ones. Knows frames, not what is in them.
 *
 * One write at a time; `removeBefore` may run beside it, since it never touches the active file. After the first
 * failure the owner stops calling: `demandSound` throws then, also for a write that was under way.
 */
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import type { Logger } from '../../base/logger.ts';
import type { HardState } from '../../raft/index.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import { HintWriter } from './durable-hint.ts';
import {
  SEGMENT_END_BYTES,
  batchFrameLength,
  encodeBatchFrame,
  encodeSegmentEnd,
  paddedLength,
} from './frame.ts';
import type { Batch, FramePlace } from './frame.ts';
import { LatencyRing } from './latency-ring.ts';
import { FIRST_SEGMENT_BYTES, createTemporary, fillWithZeros, publish } from './preparation.ts';
import type { ActiveSegment } from './rewrite.ts';
import {
  SEGMENT_HEADER_BYTES,
  encodeSegmentHeader,
  segmentName,
  segmentSalt,
} from './segment-header.ts';
import type { LogOwner } from './segment-header.ts';

/** Frames are joined into one write up to this size; one frame alone may exceed it. */
export const GROUP_BYTES_MAX = 4 * 1024 * 1024;

/** A frame that is about to be written. */
export type PlannedFrame = {
  /** With padding. */
  readonly length: number;
  /** Writes the frame into `target` at `start` and returns its crc. */
  readonly encode: (
    target: Uint8Array,
    start: number,
    place: FramePlace & { readonly salt: number },
  ) => number;
};

type ChainOptions = {
  readonly directory: string;
  readonly owner: LogOwner;
  readonly segmentBytes: number;
  readonly incarnation: number;
};

type ChainDeps = {
  readonly disk: Disk;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Throws the failure that has ended the log, if there is one. */
  readonly demandSound: () => void;
  /** Told what fails where nobody waits for it. */
  readonly onFailure: (error: unknown) => void;
};

type Spare = { readonly file: DiskFile; readonly capacity: number };

export class SegmentChain {
  readonly #options: ChainOptions;
  readonly #deps: ChainDeps;
  /** By number, in order. */
  readonly #files: Map<number, DiskFile>;
  readonly #hint: HintWriter;
  readonly #latencies = new LatencyRing();
  #active: ActiveSegment;
  #lastFrame: number;
  #durableFrame: number;
  #buffer = new Uint8Array(64 * 1024);
  #spare: Promise<Spare | undefined> | undefined;
  #removing: Promise<void> = Promise.resolve();
  #isClosing = false;

  /** Everything up to `lastFrame` is durable. The chain closes the files. */
  constructor(
    options: ChainOptions,
    deps: ChainDeps,
    opened: {
      readonly active: ActiveSegment;
      readonly files: Map<number, DiskFile>;
      readonly lastFrame: number;
      readonly hintFile: DiskFile;
    },
  ) {
    this.#options = options;
    this.#deps = deps;
    this.#files = opened.files;
    this.#active = opened.active;
    this.#lastFrame = opened.lastFrame;
    this.#durableFrame = opened.lastFrame;
    this.#hint = new HintWriter(opened.hintFile, options.owner, deps);
    this.#prepareSpare();
  }

  /** Microseconds within which 99 of 100 recent durable writes were done. */
  get fsyncP99Us(): number {
    return this.#latencies.p99Us;
  }

  /** What the log takes on disk, roughly: full segments, and what is written of the active one. */
  get sizeBytes(): number {
    return (this.#files.size - 1) * this.#options.segmentBytes + this.#active.position;
  }

  /** The segment that the next frame goes to, if it fits. */
  get activeNumber(): number {
    return this.#active.number;
  }

  getFile(number: number): DiskFile {
    const file = this.#files.get(number);
    invariant(file !== undefined, () => `segment ${number} is not open`);
    return file;
  }

  /** True if frames of `length` bytes in all may go into one write, without a switch of segments. */
  fits(length: number): boolean {
    const room = this.#active.capacity - this.#active.position - SEGMENT_END_BYTES;
    return length <= Math.min(room, GROUP_BYTES_MAX);
  }

  /**
   * Writes frames one behind the other, durably, and says where they are. `carried` begins the next segment, if
   * there must be one.
   */
  async write(
    frames: readonly PlannedFrame[],
    carried: { readonly hardState: HardState | undefined; readonly nextIndex: number },
  ): Promise<{ readonly segment: number; readonly position: number }> {
    const length = frames.reduce((sum, frame) => sum + frame.length, 0);
    if (this.#active.position + length + SEGMENT_END_BYTES > this.#active.capacity) {
      await this.#switchSegment(carried);
    }
    const { file, position, number } = this.#active;
    const bytes = this.#reserve(length);
    let at = 0;
    let { chain } = this.#active;
    for (const frame of frames) {
      chain = frame.encode(bytes, at, this.#nextPlace(chain));
      at += frame.length;
    }
    await this.#writeDurable(file, bytes, position);
    this.#noteDurable();
    this.#active = { ...this.#active, position: position + length, chain };
    this.#prepareSpare();
    return { segment: number, position };
  }

  /**
   * Removes all files with a number below `end`, but never the active one: nothing in them is needed any more, and
   * what says so is durable (P-9). A removal that fails, or is undone by a crash, is made up for at the next call
   * or start (13.5), so a failure is only logged.
   */
  async removeBefore(end: number): Promise<void> {
    this.#removing = this.#removing.then(async () => {
      try {
        await this.#remove(end);
      } catch (error) {
        this.#deps.logger.warn({ error }, 'could not remove a log segment that is not needed');
      }
    });
    await this.#removing;
  }

  /** Waits for what is under way. Nothing is written any more; the hint is, after `writeHint`. */
  async stop(): Promise<void> {
    this.#isClosing = true;
    await this.#removing;
    await this.#hint.stop();
  }

  /** Closes all files; after `stop`. `isSound`: the log did not fail, so the hint is made exact first. */
  async close(isSound: boolean): Promise<void> {
    await this.#hint.stop();
    if (isSound) {
      await this.#hint.write();
    }
    const spare = await this.#spare;
    await spare?.file.close();
    for (const file of this.#files.values()) {
      await file.close();
    }
    await this.#hint.close();
  }

  async #remove(end: number): Promise<void> {
    for (const [number, file] of this.#files) {
      if (number >= end || number === this.#active.number) {
        return;
      }
      await this.#deps.disk.remove(file.path);
      this.#files.delete(number);
      await file.close();
    }
  }

  /** Closes the active segment and goes on in a prepared one (W-4). */
  async #switchSegment(carried: {
    readonly hardState: HardState | undefined;
    readonly nextIndex: number;
  }): Promise<void> {
    const { hardState, nextIndex } = carried;
    const { directory, owner, incarnation } = this.#options;
    const spare = (await this.#spare) ?? (await this.#makeSpare());
    this.#spare = undefined;
    const { disk } = this.#deps;
    const old = this.#active;
    const end = new Uint8Array(SEGMENT_END_BYTES);
    const prevChain = encodeSegmentEnd(end, 0, this.#nextPlace(old.chain));
    await this.#writeDurable(old.file, end, old.position);
    this.#noteDurable();

    invariant(hardState !== undefined, 'a log without a hard state');
    const number = old.number + 1;
    const salt = segmentSalt(owner, number);
    const batch: Batch = { hardState, entries: [] };
    const position = SEGMENT_HEADER_BYTES + paddedLength(batchFrameLength(batch));
    const bytes = new Uint8Array(position);
    const firstFrame = this.#lastFrame + 1;
    const header = {
      owner,
      number,
      firstIndex: nextIndex,
      firstFrame,
      durableFrame: firstFrame,
      prevChain,
      incarnation,
    };
    bytes.set(encodeSegmentHeader(header));
    const place = { ...this.#nextPlace(prevChain), salt };
    const chain = encodeBatchFrame(bytes, SEGMENT_HEADER_BYTES, place, batch);
    await this.#writeDurable(spare.file, bytes, 0);
    const name = segmentName(number, nextIndex);
    const file = await publish(disk, spare.file, { directory, name });
    // Not before: until the file has its name, recovery cannot find a frame that the hint would vouch for.
    this.#noteDurable();
    this.#files.set(number, file);
    this.#active = { number, file, salt, position, capacity: spare.capacity, chain };
  }

  /** Takes the next frame number. */
  #nextPlace(prevChain: number): FramePlace & { readonly salt: number } {
    this.#lastFrame += 1;
    const { salt } = this.#active;
    return { prevChain, frame: this.#lastFrame, durableFrame: this.#durableFrame, salt };
  }

  async #writeDurable(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
    const { clock, demandSound } = this.#deps;
    const startedAt = clock.monotonic();
    await file.writeDurable(bytes, position);
    demandSound();
    this.#latencies.record(clock.monotonic() - startedAt);
  }

  /** From now on all frames that were written count as durable, and the hint may say so. */
  #noteDurable(): void {
    this.#durableFrame = this.#lastFrame;
    this.#hint.note(this.#durableFrame);
  }

  /** A view of exactly `length` bytes; free again when the write that uses it is done. */
  #reserve(length: number): Uint8Array {
    if (length > GROUP_BYTES_MAX) {
      return new Uint8Array(length);
    }
    if (length > this.#buffer.length) {
      this.#buffer = new Uint8Array(Math.min(2 * length, GROUP_BYTES_MAX));
    }
    return this.#buffer.subarray(0, length);
  }

  /** Starts to make the next segment file when the active one is half full. */
  #prepareSpare(): void {
    const { position, capacity } = this.#active;
    if (this.#spare !== undefined || position < capacity / 2) {
      return;
    }
    this.#spare = this.#makeSpare().catch((error: unknown) => {
      // Nothing depends on it yet. The switch tries once more, and what fails there is final.
      this.#deps.logger.warn({ error }, 'could not prepare the next log segment');
      return undefined;
    });
  }

  async #makeSpare(): Promise<Spare> {
    const { directory, segmentBytes } = this.#options;
    const capacity = Math.min(
      segmentBytes,
      Math.max(2 * this.#active.capacity, FIRST_SEGMENT_BYTES),
    );
    const file = await createTemporary(this.#deps.disk, directory, 'spare');
    try {
      await fillWithZeros(file, { start: 0, end: capacity }, () => this.#isClosing);
    } catch (error) {
      await file.close();
      throw error;
    }
    return { file, capacity };
  }
}
