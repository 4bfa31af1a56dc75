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
import type { Clock } from '../../base/clock.ts';
import { invariant } from '../../base/invariant.ts';
import type { Logger } from '../../base/logger.ts';
import type {
  Entry,
  EntryId,
  HardState,
  IndexedMembership,
  LogStore,
  LogWrite,
  StoredState,
} from '../../raft/index.ts';
import type { Disk } from '../disk/disk.ts';
import { openHint, readHint } from './durable-hint.ts';
import { EntryIndex } from './entry-index.ts';
import { readEntries } from './entry-reader.ts';
import {
  SEGMENT_END_BYTES,
  batchFrameLength,
  encodeBatchFrame,
  firstEntryOffset,
  paddedLength,
} from './frame.ts';
import type { Batch } from './frame.ts';
import { FIRST_SEGMENT_BYTES, createTemporary, publish } from './preparation.ts';
import { recoverLog } from './recovery.ts';
import type { RecoveredLog } from './recovery.ts';
import { rewriteSegment } from './rewrite.ts';
import { SegmentChain } from './segment-chain.ts';
import type { PlannedFrame } from './segment-chain.ts';
import {
  SEGMENT_HEADER_BYTES,
  encodeSegmentHeader,
  segmentName,
  segmentSalt,
} from './segment-header.ts';
import { encodeMarkerFrame } from './snapshot-marker.ts';
import type { SnapshotMarker } from './snapshot-marker.ts';

const SEGMENT_BYTES = 64 * 1024 * 1024;

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

/** Settles a call that waits for its turn. */
type Settle = { readonly resolve: () => void; readonly reject: (error: unknown) => void };

/** A call that has not settled, in the order in which they came. */
type Waiting =
  | (Settle & { readonly kind: 'append'; readonly write: LogWrite })
  | (Settle & {
      readonly kind: 'marker';
      /** Called when it is its turn, with the hard state as of then; undefined if there is nothing to do. */
      readonly make: (hardState: HardState) => SnapshotMarker | undefined;
    });

export class Wal implements LogStore {
  readonly #chain: SegmentChain;
  #stored: StoredState;
  #index: EntryIndex;
  #base: EntryId;
  /** Number of the segment that holds the marker of `#base`. */
  #markerSegment: number | undefined;
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
    const markerSegment =
      log.markerSegment === last.header.number ? active.number : log.markerSegment;
    const opened = new Wal(deps, { ...log, markerSegment }, (chainDeps) => {
      const chainOptions = { directory, owner, segmentBytes, incarnation };
      return new SegmentChain(chainOptions, chainDeps, {
        active,
        files,
        lastFrame: log.lastFrame,
        hintFile,
      });
    });
    await opened.#purge();
    logger.info(
      {
        firstIndex: log.index.firstIndex,
        lastIndex: log.index.lastIndex,
        segments: files.size,
        ms: Math.round(deps.clock.monotonic() - startedAt),
      },
      'opened the log',
    );
    return opened;
  }

  private constructor(
    deps: WalDeps,
    log: Omit<RecoveredLog, 'segments'>,
    openChain: (deps: ConstructorParameters<typeof SegmentChain>[1]) => SegmentChain,
  ) {
    this.#stored = { hardState: log.hardState, memberships: log.memberships };
    this.#index = log.index;
    this.#base = log.base;
    this.#markerSegment = log.markerSegment;
    this.#lastQueuedIndex = log.index.lastIndex;
    this.#hardState = log.hardState;
    this.#chain = openChain({
      ...deps,
      demandSound: () => {
        this.#demandSound();
      },
      onFailure: (error) => {
        this.#poison(error);
      },
    });
  }

  get stored(): StoredState {
    return this.#stored;
  }

  get base(): EntryId {
    return this.#base;
  }

  get firstIndex(): LogIndex {
    return asLogIndex(this.#index.firstIndex);
  }

  get lastIndex(): LogIndex {
    return asLogIndex(this.#index.lastIndex);
  }

  /** Microseconds within which 99 of 100 recent durable writes were done. */
  get fsyncP99Us(): number {
    return this.#chain.fsyncP99Us;
  }

  get sizeBytes(): number {
    return this.#chain.sizeBytes;
  }

  termAt(index: LogIndex): Term | undefined {
    if (index === this.#base.index) return this.#base.term;
    const term = this.#index.findTerm(index);
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
    this.#demandSound();
    try {
      const getFile = this.#chain.getFile.bind(this.#chain);
      return readEntries({ index: this.#index, getFile }, range);
    } catch (error) {
      this.#poison(error);
      throw error;
    }
  }

  async append(write: LogWrite): Promise<void> {
    this.#demandSound();
    this.#check(write);
    this.#lastSeq = write.seq;
    this.#lastQueuedIndex = lastIndexAfter(write, this.#lastQueuedIndex);
    await this.#enqueue((settle) => ({ kind: 'append', write, ...settle }));
  }

  async compact(to: {
    readonly index: LogIndex;
    readonly membership: IndexedMembership;
  }): Promise<void> {
    this.#demandSound();
    invariant(!this.#isClosing, 'compaction of a closed log');
    const { index, membership } = to;
    if (index <= this.#base.index) return;
    invariant(index <= this.lastIndex, () => `compaction up to ${index}, behind the last entry`);
    const make = (hardState: HardState): SnapshotMarker | undefined => {
      // A later call may have come first.
      if (index <= this.#base.index) return undefined;
      const term = this.termAt(index);
      invariant(term !== undefined, () => `entry ${index} was truncated, but is compacted`);
      const commitIndex = asLogIndex(Math.max(hardState.commitIndex, index));
      const base = { index, term };
      return { base, membership, hardState: { ...hardState, commitIndex }, isRebase: false };
    };
    await this.#enqueue((settle) => ({ kind: 'marker', make, ...settle }));
    await this.#purge();
  }

  async rebase(to: {
    readonly last: EntryId;
    readonly membership: IndexedMembership;
    readonly hardState: HardState;
  }): Promise<void> {
    this.#demandSound();
    invariant(!this.#isClosing && this.#queue.length === 0, 'a rebase beside other writes');
    const { last, membership, hardState } = to;
    invariant(last.index > this.#base.index, () => `rebase to ${last.index}, below the base`);
    const commitIndex = asLogIndex(Math.max(hardState.commitIndex, last.index));
    invariant(
      commitIndex === last.index,
      () => `rebase to ${last.index}, but ${commitIndex} is committed`,
    );
    const marker = {
      base: last,
      membership,
      hardState: { ...hardState, commitIndex },
      isRebase: true,
    };
    this.#lastQueuedIndex = last.index;
    await this.#enqueue((settle) => ({ kind: 'marker', make: () => marker, ...settle }));
    this.#stored = { hardState: marker.hardState, memberships: [membership] };
    await this.#purge();
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

  async #enqueue(make: (settle: Settle) => Waiting): Promise<void> {
    const settled = new Promise<void>((resolve, reject) => {
      this.#queue.push(make({ resolve, reject }));
    });
    this.#writing ??= this.#writeQueue();
    await settled;
  }

  async #writeQueue(): Promise<void> {
    try {
      for (let next = this.#queue[0]; next !== undefined; next = this.#queue[0]) {
        const count =
          next.kind === 'marker' ? await this.#writeMarker(next.make) : await this.#writeGroup();
        for (const waiting of this.#queue.splice(0, count)) {
          waiting.resolve();
        }
      }
    } catch (error) {
      this.#poison(error);
    } finally {
      this.#writing = undefined;
    }
  }

  /** Makes the first waiting batches durable, as many as fit into one write, and says how many. */
  async #writeGroup(): Promise<number> {
    let count = 0;
    let length = 0;
    const batches: Batch[] = [];
    let deferred = this.#deferredHardState;
    for (const waiting of this.#queue) {
      if (waiting.kind === 'marker') break;
      const { write } = waiting;
      if (write.mustSync) {
        const hardState = write.hardState ?? deferred;
        const batch = hardState === undefined ? write : { ...write, hardState };
        const frameBytes = paddedLength(batchFrameLength(batch));
        if (batches.length > 0 && !this.#chain.fits(length + frameBytes)) {
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
      await this.#writeBatches(batches);
    }
    this.#deferredHardState = deferred;
    return count;
  }

  async #writeBatches(batches: readonly Batch[]): Promise<void> {
    const frames = batches.map((batch) => ({
      length: paddedLength(batchFrameLength(batch)),
      encode: (...[target, start, place]: Parameters<PlannedFrame['encode']>) =>
        encodeBatchFrame(target, start, place, batch),
    }));
    const { segment, position } = await this.#chain.write(frames, this.#carried());
    let at = position;
    for (const [number, batch] of batches.entries()) {
      this.#index.take(batch, { segment, offset: at + firstEntryOffset(batch) });
      this.#hardState = batch.hardState ?? this.#hardState;
      at += frames[number]?.length ?? 0;
    }
  }

  /** Makes a marker durable; only then the entries that it ends are forgotten. */
  async #writeMarker(make: (hardState: HardState) => SnapshotMarker | undefined): Promise<number> {
    const current = this.#deferredHardState ?? this.#hardState;
    invariant(current !== undefined, 'a log without a hard state');
    const marker = make(current);
    if (marker === undefined) return 1;
    const { segment } = await this.#chain.write([plannedMarker(marker)], this.#carried());
    this.#hardState = marker.hardState;
    this.#deferredHardState = undefined;
    this.#markerSegment = segment;
    this.#base = marker.base;
    if (marker.isRebase) this.#index = new EntryIndex(marker.base.index + 1);
    else this.#index.compact(marker.base.index);
    return 1;
  }

  /** What a new segment begins with. */
  #carried(): { readonly hardState: HardState | undefined; readonly nextIndex: number } {
    return { hardState: this.#hardState, nextIndex: this.#index.lastIndex + 1 };
  }

  /** Removes the files in front of both the first entry and the marker that is in force (13.5). */
  async #purge(): Promise<void> {
    if (this.#markerSegment === undefined) return;
    const { firstIndex, lastIndex } = this.#index;
    const firstSegment =
      firstIndex > lastIndex ? this.#markerSegment : this.#index.getPlace(firstIndex).segment;
    await this.#chain.removeBefore(Math.min(this.#markerSegment, firstSegment));
  }

  #demandSound(): void {
    if (this.#failure !== undefined) {
      throw this.#failure;
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
    await this.#chain.stop();
    const hardState = this.#deferredHardState;
    if (this.#failure === undefined && hardState !== undefined) {
      // A deferred commit index saves the next start some work.
      await this.#writeBatches([{ hardState, entries: [] }]);
    }
    await this.#chain.close(this.#failure === undefined);
  }
}

function plannedMarker(marker: SnapshotMarker): PlannedFrame {
  const placeless = { prevChain: 0, frame: 0, durableFrame: 0, salt: 0 };
  return {
    length: encodeMarkerFrame(marker, placeless).bytes.length,
    encode: (target, start, place) => {
      const { bytes, crc } = encodeMarkerFrame(marker, place);
      target.set(bytes, start);
      return crc;
    },
  };
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
