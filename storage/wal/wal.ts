/**
 * The replicated log on disk: a chain of segment files to which batches are appended as checksummed frames.
 * docs/formats.md has the bytes, storage/README.md the rules.
 *
 * What is durable when: `append` settles after its batch, and every batch before it, is on the device. All
 * calls made while a write is under way share the next one (W-1). Readers see a batch once it is durable.
 * After the first failed write nothing is ever written or acknowledged again (W-12).
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { ClusterId, LogIndex, NodeId, Term } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import type { Logger } from '../../base/logger.ts';
import type { Entry, HardState, LogStore, LogWrite, StoredState } from '../../raft/index.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import { openHint, readHint, writeHint } from './durable-hint.ts';
import type { EntryIndex } from './entry-index.ts';
import {
  ENTRY_HEADER_BYTES,
  SEGMENT_END_BYTES,
  batchFrameLength,
  decodeEntry,
  encodeBatchFrame,
  encodeSegmentEnd,
  firstEntryOffset,
  paddedLength,
} from './frame.ts';
import type { Batch } from './frame.ts';
import { LatencyRing } from './latency-ring.ts';
import { FIRST_SEGMENT_BYTES, createTemporary, fillWithZeros, publish } from './preparation.ts';
import { corruption, recoverLog } from './recovery.ts';
import { rewriteSegment } from './rewrite.ts';
import type { ActiveSegment } from './rewrite.ts';
import {
  SEGMENT_HEADER_BYTES,
  encodeSegmentHeader,
  segmentName,
  segmentSalt,
} from './segment-header.ts';
import type { LogOwner } from './segment-header.ts';

const SEGMENT_BYTES = 64 * 1024 * 1024;
/** Batches are joined into one write up to this size; one batch alone may exceed it. */
const GROUP_BYTES_MAX = 4 * 1024 * 1024;
/** Entries with at most this much between them on disk are read at once. */
const READ_GAP_BYTES_MAX = 4096;
const HINT_DELAY_MS = 100;

export type WalOptions = {
  /** Absolute path; holds nothing but the log. */
  readonly directory: string;
  readonly clusterId: ClusterId;
  readonly nodeId: NodeId;
  /** Which start of the node this is (1 for the first); files that are made from now on say so. */
  readonly incarnation: number;
  /** Size that segment files grow to. The first one has 4 MiB, or this if it is less. */
  readonly segmentBytes?: number;
};

export type WalDeps = { readonly disk: Disk; readonly clock: Clock; readonly logger: Logger };

/** An `append` that has not settled. */
type Waiting = {
  readonly write: LogWrite;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
};

type Spare = { readonly file: DiskFile; readonly capacity: number };

export class Wal implements LogStore {
  readonly stored: StoredState;
  readonly #directory: string;
  readonly #owner: LogOwner;
  readonly #segmentBytes: number;
  readonly #incarnation: number;
  readonly #deps: WalDeps;
  readonly #index: EntryIndex;
  readonly #files: Map<number, DiskFile>;
  readonly #hintFile: DiskFile;
  readonly #latencies = new LatencyRing();
  #active: ActiveSegment;
  #lastFrame: number;
  #durableFrame: number;
  /** As in the last frame written. */
  #hardState: HardState | undefined;
  /** From a batch that need not be synced; goes out with the next frame. */
  #deferredHardState: HardState | undefined;
  /** Bounded by the core, which never has more than its uncommitted-bytes limit outstanding. */
  readonly #queue: Waiting[] = [];
  #lastSeq = 0;
  /** Index of the last entry in the queue, or else of the last stored one. */
  #lastQueuedIndex: number;
  #writing: Promise<void> | undefined;
  #buffer = new Uint8Array(64 * 1024);
  #spare: Promise<Spare | undefined> | undefined;
  #hintTimer: Timer | undefined;
  #hintWriting: Promise<void> | undefined;
  #failure: Error | undefined;
  #isClosing = false;
  #closed: Promise<void> | undefined;

  /**
   * Makes the log of a node that has just become a member. Its first batch, which must hold a hard state,
   * appears together with the log or not at all. Durable when this settles. The directory must be empty.
   */
  static async create(
    options: Pick<WalOptions, 'directory' | 'clusterId' | 'nodeId'> & { readonly first: Batch },
    deps: Pick<WalDeps, 'disk'>,
  ): Promise<void> {
    const { directory, clusterId, nodeId, first } = options;
    const { disk } = deps;
    invariant(first.hardState !== undefined, 'the first batch has no hard state');
    await disk.makeDirectory(directory);
    const firstIndex = first.entries[0]?.index ?? 1;
    const owner = { clusterId, nodeId };
    const header = {
      owner,
      number: 1,
      firstIndex,
      firstFrame: 1,
      durableFrame: 1,
      prevChain: 0,
      incarnation: 0,
    };
    const name = segmentName(1, firstIndex);
    const end = SEGMENT_HEADER_BYTES + paddedLength(batchFrameLength(first));
    const bytes = new Uint8Array(end);
    bytes.set(encodeSegmentHeader(header));
    const place = { prevChain: 0, frame: 1, durableFrame: 0, salt: segmentSalt(owner, 1) };
    encodeBatchFrame(bytes, SEGMENT_HEADER_BYTES, place, first);
    const file = await createTemporary(disk, directory, name);
    await file.writeDurable(bytes, 0);
    await (await publish(disk, file, { directory, name })).close();
  }

  /**
   * Recovers the log and makes it ready for appending. Throws `CorruptionError` when what it finds is not
   * what was written, `WrongOwnerError` when it belongs to another node, and changes nothing then.
   */
  static async open(options: WalOptions, deps: WalDeps): Promise<Wal> {
    const { directory, clusterId, nodeId, incarnation } = options;
    const { disk, logger } = deps;
    const owner = { clusterId, nodeId };
    const startedAt = deps.clock.monotonic();
    const hintedFrame = await readHint(disk, directory, owner);
    const log = await recoverLog({ directory, owner, hintedFrame }, deps);
    if (log.tornAt !== undefined) {
      logger.warn(
        { path: log.segments.at(-1)?.file.path, offset: log.tornAt },
        'dropped a write that a crash had cut off; it was never acknowledged',
      );
    }
    const last = log.segments.at(-1);
    invariant(last !== undefined, 'recovery found no segment and no error');
    const { lastFrame, hardState } = log;
    const segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    // A node that is restarted often must not copy an ever longer segment: this one only gets its end mark.
    const roomBytes =
      last.end < segmentBytes ? Math.min(segmentBytes, FIRST_SEGMENT_BYTES) : SEGMENT_END_BYTES;
    const source = { directory, segment: last, lastFrame, hardState, roomBytes, incarnation };
    // Files that never got their name only take space that the copy may need.
    for (const name of await disk.list(directory)) {
      if (name.endsWith('.tmp')) {
        await disk.remove(`${directory}/${name}`);
      }
    }
    const active = await rewriteSegment(source, disk);
    // Not earlier: what recovery found in place of them may not have its name on the device; the copy has.
    for (const file of log.superseded) {
      await file.close();
      await disk.remove(file.path);
    }
    const hintFile = await openHint(disk, directory);
    const files = new Map(log.segments.map(({ header, file }) => [header.number, file]));
    files.delete(last.header.number);
    files.set(active.number, active.file);
    log.index.renameSegment(last.header.number, active.number);
    logger.info(
      {
        firstIndex: log.index.firstIndex,
        lastIndex: log.index.lastIndex,
        segments: files.size,
        ms: Math.round(deps.clock.monotonic() - startedAt),
      },
      'opened the log',
    );
    const opened = new Wal(options, deps, { log, active, files, hintFile });
    opened.#prepareSpare();
    return opened;
  }

  private constructor(
    options: WalOptions,
    deps: WalDeps,
    opened: {
      readonly log: StoredState & { readonly index: EntryIndex; readonly lastFrame: number };
      readonly active: ActiveSegment;
      readonly files: Map<number, DiskFile>;
      readonly hintFile: DiskFile;
    },
  ) {
    const { log } = opened;
    this.stored = { hardState: log.hardState, memberships: log.memberships };
    this.#directory = options.directory;
    this.#owner = { clusterId: options.clusterId, nodeId: options.nodeId };
    this.#segmentBytes = options.segmentBytes ?? SEGMENT_BYTES;
    this.#incarnation = options.incarnation;
    this.#deps = deps;
    this.#index = log.index;
    this.#lastQueuedIndex = log.index.lastIndex;
    this.#files = opened.files;
    this.#hintFile = opened.hintFile;
    this.#active = opened.active;
    this.#lastFrame = log.lastFrame;
    this.#durableFrame = log.lastFrame;
    this.#hardState = log.hardState;
  }

  get firstIndex(): LogIndex {
    return asLogIndex(this.#index.firstIndex);
  }

  get lastIndex(): LogIndex {
    return asLogIndex(this.#index.lastIndex);
  }

  /** Microseconds within which 99 of 100 recent durable writes were done. */
  get fsyncP99Us(): number {
    return this.#latencies.p99Us;
  }

  termAt(index: LogIndex): Term | undefined {
    const term = index === 0 ? 0 : this.#index.findTerm(index);
    return term === undefined ? undefined : asTerm(term);
  }

  /** All commands of one answer may share one allocation. */
  entries(range: {
    readonly start: LogIndex;
    readonly end: LogIndex;
    readonly bytesMax: number;
  }): readonly Entry[] {
    const { start, end } = range;
    invariant(
      start >= this.firstIndex && start <= end && end <= this.lastIndex + 1,
      () => `entries [${start}, ${end}) are not all stored`,
    );
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    try {
      return this.#readEntries(range);
    } catch (error) {
      this.#poison(error);
      throw error;
    }
  }

  async append(write: LogWrite): Promise<void> {
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    this.#check(write);
    this.#lastSeq = write.seq;
    this.#lastQueuedIndex = lastIndexAfter(write, this.#lastQueuedIndex);
    const settled = new Promise<void>((resolve, reject) => {
      this.#queue.push({ write, resolve, reject });
    });
    this.#writing ??= this.#writeQueue();
    await settled;
  }

  async close(): Promise<void> {
    this.#closed ??= this.#close();
    await this.#closed;
  }

  #check(write: LogWrite): void {
    const { seq, entries, truncateFrom, mustSync } = write;
    invariant(!this.#isClosing, 'append to a closed log');
    invariant(seq > this.#lastSeq, () => `batch ${seq} after batch ${this.#lastSeq}`);
    invariant(
      mustSync || (entries.length === 0 && truncateFrom === undefined),
      'a batch with entries must be synced',
    );
    const commitIndex = this.#hardState?.commitIndex ?? 0;
    invariant(
      truncateFrom === undefined || truncateFrom > commitIndex,
      () => `entries from ${truncateFrom} on would be discarded, but ${commitIndex} is committed`,
    );
    let expected = lastIndexAfter({ entries: [], truncateFrom }, this.#lastQueuedIndex) + 1;
    for (const entry of entries) {
      invariant(entry.index === expected, () => `entry ${entry.index} where ${expected} belongs`);
      expected += 1;
    }
  }

  async #writeQueue(): Promise<void> {
    try {
      while (this.#queue.length > 0) {
        const group = await this.#writeGroup();
        for (const waiting of group) {
          waiting.resolve();
        }
      }
    } catch (error) {
      this.#poison(error);
    } finally {
      this.#writing = undefined;
    }
  }

  /** Makes the first waiting batches durable, as many as fit into one write. */
  async #writeGroup(): Promise<readonly Waiting[]> {
    let count = 0;
    let length = 0;
    const batches: Batch[] = [];
    let deferred = this.#deferredHardState;
    for (const { write } of this.#queue) {
      if (write.mustSync) {
        const hardState = write.hardState ?? deferred;
        const batch = hardState === undefined ? write : { ...write, hardState };
        const frameBytes = paddedLength(batchFrameLength(batch));
        if (batches.length > 0 && !this.#fits(length + frameBytes)) {
          break;
        }
        length += frameBytes;
        batches.push(batch);
        deferred = undefined;
      } else {
        deferred = write.hardState ?? deferred;
      }
      count += 1;
    }
    if (batches.length > 0) {
      await this.#writeBatches(batches, length);
    }
    this.#deferredHardState = deferred;
    return this.#queue.splice(0, count);
  }

  #fits(length: number): boolean {
    const room = this.#active.capacity - this.#active.position - SEGMENT_END_BYTES;
    return length <= Math.min(room, GROUP_BYTES_MAX);
  }

  async #writeBatches(batches: readonly Batch[], length: number): Promise<void> {
    if (this.#active.position + length + SEGMENT_END_BYTES > this.#active.capacity) {
      await this.#switchSegment();
    }
    const { file, position, number } = this.#active;
    const bytes = this.#reserve(length);
    let at = 0;
    let { chain } = this.#active;
    for (const batch of batches) {
      chain = encodeBatchFrame(bytes, at, this.#nextPlace(chain), batch);
      at += paddedLength(batchFrameLength(batch));
    }
    invariant(at === length, () => `encoded ${at} bytes where ${length} were planned`);
    await this.#writeDurable(file, bytes, position);
    this.#noteDurable();
    this.#active = { ...this.#active, position: position + length, chain };
    at = position;
    for (const batch of batches) {
      this.#index.take(batch, { segment: number, offset: at + firstEntryOffset(batch) });
      this.#hardState = batch.hardState ?? this.#hardState;
      at += paddedLength(batchFrameLength(batch));
    }
    this.#prepareSpare();
  }

  /** Closes the active segment and goes on in a prepared one (W-4). */
  async #switchSegment(): Promise<void> {
    const spare = (await this.#spare) ?? (await this.#makeSpare());
    this.#spare = undefined;
    const { disk } = this.#deps;
    const old = this.#active;
    const end = new Uint8Array(SEGMENT_END_BYTES);
    const prevChain = encodeSegmentEnd(end, 0, this.#nextPlace(old.chain));
    await this.#writeDurable(old.file, end, old.position);
    this.#noteDurable();

    invariant(this.#hardState !== undefined, 'a log without a hard state');
    const owner = this.#owner;
    const number = old.number + 1;
    const salt = segmentSalt(owner, number);
    const firstIndex = this.#index.lastIndex + 1;
    const carried: Batch = { hardState: this.#hardState, entries: [] };
    const position = SEGMENT_HEADER_BYTES + paddedLength(batchFrameLength(carried));
    const bytes = new Uint8Array(position);
    const firstFrame = this.#lastFrame + 1;
    const header = {
      owner,
      number,
      firstIndex,
      firstFrame,
      durableFrame: firstFrame,
      prevChain,
      incarnation: this.#incarnation,
    };
    bytes.set(encodeSegmentHeader(header));
    const place = { ...this.#nextPlace(prevChain), salt };
    const chain = encodeBatchFrame(bytes, SEGMENT_HEADER_BYTES, place, carried);
    await this.#writeDurable(spare.file, bytes, 0);
    const name = segmentName(number, firstIndex);
    const file = await publish(disk, spare.file, { directory: this.#directory, name });
    // Not before: until the file has its name, recovery cannot find a frame that the hint would vouch for.
    this.#noteDurable();
    this.#files.set(number, file);
    this.#active = { number, file, salt, position, capacity: spare.capacity, chain };
  }

  /** Takes the next frame number. */
  #nextPlace(prevChain: number): {
    prevChain: number;
    frame: number;
    durableFrame: number;
    salt: number;
  } {
    this.#lastFrame += 1;
    const { salt } = this.#active;
    return { prevChain, frame: this.#lastFrame, durableFrame: this.#durableFrame, salt };
  }

  async #writeDurable(file: DiskFile, bytes: Uint8Array, position: number): Promise<void> {
    const { clock } = this.#deps;
    const startedAt = clock.monotonic();
    await file.writeDurable(bytes, position);
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
    this.#latencies.record(clock.monotonic() - startedAt);
  }

  /** From now on all frames that were written count as durable, and the hint may say so. */
  #noteDurable(): void {
    this.#durableFrame = this.#lastFrame;
    this.#hintTimer ??= this.#deps.clock.after(HINT_DELAY_MS, () => {
      this.#hintTimer = undefined;
      this.#hintWriting ??= this.#writeHint();
    });
  }

  async #writeHint(): Promise<void> {
    try {
      await writeHint(this.#hintFile, this.#owner, this.#durableFrame);
    } catch (error) {
      this.#poison(error);
    } finally {
      this.#hintWriting = undefined;
    }
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
    const capacity = Math.min(
      this.#segmentBytes,
      Math.max(2 * this.#active.capacity, FIRST_SEGMENT_BYTES),
    );
    const file = await createTemporary(this.#deps.disk, this.#directory, 'spare');
    try {
      await fillWithZeros(file, { start: 0, end: capacity }, () => this.#isClosing);
    } catch (error) {
      await file.close();
      throw error;
    }
    return { file, capacity };
  }

  #readEntries(range: { start: number; end: number; bytesMax: number }): readonly Entry[] {
    const entries: Entry[] = [];
    let bytesLeft = range.bytesMax;
    let next = range.start;
    while (next < range.end) {
      const span = this.#spanFrom(next, range.end, {
        bytesLeft,
        isFirst: entries.length === 0,
      });
      if (span.end === next) {
        break;
      }
      this.#readSpan(next, span.end, entries);
      bytesLeft -= span.commandBytes;
      next = span.end;
    }
    return entries;
  }

  /** The entries from `start` on that lie close together in one segment and fit into `bytesLeft`. */
  #spanFrom(
    start: number,
    end: number,
    limit: { readonly bytesLeft: number; readonly isFirst: boolean },
  ): { readonly end: number; readonly commandBytes: number } {
    const first = this.#index.getPlace(start);
    let diskEnd = first.offset;
    let commandBytes = 0;
    let next = start;
    while (next < end) {
      const { segment, offset, length } = this.#index.getPlace(next);
      const total = commandBytes + length - ENTRY_HEADER_BYTES;
      const isNear = segment === first.segment && offset - diskEnd <= READ_GAP_BYTES_MAX;
      const fits = total <= limit.bytesLeft || (limit.isFirst && next === start);
      if (!isNear || !fits) {
        break;
      }
      commandBytes = total;
      diskEnd = offset + length;
      next += 1;
    }
    return { end: next, commandBytes };
  }

  #readSpan(start: number, end: number, entries: Entry[]): void {
    const first = this.#index.getPlace(start);
    const last = this.#index.getPlace(end - 1);
    const file = this.#files.get(first.segment);
    invariant(file !== undefined, () => `segment ${first.segment} is not open`);
    const bytes = file.readSync(first.offset, last.offset + last.length - first.offset);
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let index = start; index < end; index += 1) {
      const offset = this.#index.getPlace(index).offset - first.offset;
      const entry = decodeEntry(bytes, view, offset, bytes.length);
      if (typeof entry === 'string' || entry.index !== index) {
        const what = typeof entry === 'string' ? entry : `it holds entry ${entry.index}`;
        throw corruption(file.path, first.offset + offset, `reading entry ${index}: ${what}`);
      }
      entries.push(entry);
    }
  }

  /** The first failure is final: everything that waits, and every later call, gets it. */
  #poison(error: unknown): void {
    this.#failure ??= error instanceof Error ? error : new Error(String(error));
    for (const waiting of this.#queue.splice(0)) {
      waiting.reject(this.#failure);
    }
  }

  async #close(): Promise<void> {
    this.#isClosing = true;
    await this.#writing;
    this.#hintTimer?.cancel();
    await this.#hintWriting;
    if (this.#failure === undefined) {
      await this.#writeLast();
    }
    const spare = await this.#spare;
    await spare?.file.close();
    for (const file of this.#files.values()) {
      await file.close();
    }
    await this.#hintFile.close();
  }

  /** A deferred commit index saves the next start some work; the hint makes its checks exact. */
  async #writeLast(): Promise<void> {
    const hardState = this.#deferredHardState;
    if (hardState !== undefined) {
      const batch = { hardState, entries: [] };
      await this.#writeBatches([batch], paddedLength(batchFrameLength(batch)));
      this.#hintTimer?.cancel();
    }
    await writeHint(this.#hintFile, this.#owner, this.#durableFrame);
  }
}

/** Index of the last entry of a log that ended with `lastIndex`, once `write` is part of it. */
function lastIndexAfter(
  write: { readonly entries: readonly Entry[]; readonly truncateFrom?: LogIndex | undefined },
  lastIndex: number,
): number {
  const kept =
    write.truncateFrom === undefined ? lastIndex : Math.min(lastIndex, write.truncateFrom - 1);
  return write.entries.at(-1)?.index ?? kept;
}
