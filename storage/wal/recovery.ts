/**
 * Reads the log when a node starts, and decides what a broken place means.
 *
 * A crash may leave a torn tail: frames of the last unfinished write, which nobody was told about. They
 * are dropped (W-7). Anything else that is not as it was written is corruption, and the log is refused as
 * it is: behind the broken place there may be entries that the cluster has acknowledged (W-6). A place is
 * torn only if it holds no intact frame, is in the last segment, behind everything that was durable when that
 * file got its name, and neither a later frame (W-6) nor the hint (W-8) says that it had been durable.
 *
 * Files may be missing in front, or damaged, if a snapshot marker proves that nothing in them is needed any more:
 * compaction removes files without waiting for each removal to be durable (13.5).
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { LogIndex, Term } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { decodeMembership } from '../../raft/index.ts';
import type {
  Entry,
  EntryId,
  HardState,
  IndexedMembership,
  StoredState,
} from '../../raft/index.ts';
import type { Disk, DiskFile } from '../disk/disk.ts';
import { CorruptionError, WrongOwnerError } from '../errors.ts';
import { EntryIndex } from './entry-index.ts';
import { decodeBatch } from './frame.ts';
import type { EntryPlace, FrameHeader } from './frame.ts';
import {
  SEGMENT_HEADER_BYTES,
  decodeSegmentHeader,
  parseSegmentName,
  segmentSalt,
} from './segment-header.ts';
import type { LogOwner, SegmentHeader } from './segment-header.ts';
import { SegmentReader } from './segment-reader.ts';
import { decodeMarker } from './snapshot-marker.ts';
import type { SnapshotMarker } from './snapshot-marker.ts';

/** The event loop gets a turn after this many bytes. */
const TURN_BYTES = 4 * 1024 * 1024;

/** A segment file that belongs to the log. */
export type StoredSegment = {
  readonly header: SegmentHeader;
  readonly file: DiskFile;
  /** Where its last intact frame ends. */
  readonly end: number;
  readonly isSealed: boolean;
};

/** Everything that recovery found. */
export type RecoveredLog = StoredState & {
  readonly index: EntryIndex;
  /** The position before the first entry. */
  readonly base: EntryId;
  /** Number of the segment with the marker of `base`; undefined while the log is whole. */
  readonly markerSegment: number | undefined;
  /** In order; never empty. */
  readonly segments: readonly StoredSegment[];
  /** Segment files that a later one has replaced (W-11); to be removed. */
  readonly superseded: readonly DiskFile[];
  readonly lastFrame: number;
  /** Crc of the last frame. */
  readonly chain: number;
  /** Bytes dropped as a torn tail are at this position of the last segment; undefined if it ends cleanly. */
  readonly tornAt: number | undefined;
};

type RecoveryDeps = { readonly disk: Disk; readonly clock: Clock };

/** Reads all segments. `hintedFrame` is what the hint says; 0 if there is none. Changes nothing on disk. */
export async function recoverLog(
  options: {
    readonly directory: string;
    readonly owner: LogOwner;
    readonly hintedFrame: number;
  },
  deps: RecoveryDeps,
): Promise<RecoveredLog> {
  const { live, superseded } = await openSegments(options, deps.disk);
  const first = live[0];
  if (first === undefined) {
    throw corruption(
      options.directory,
      0,
      'the log of this node is missing, although the node belongs to a cluster',
    );
  }
  const scan = new Scan(deps);
  const segments: StoredSegment[] = [];
  for (const [at, segment] of live.entries()) {
    segments.push(await scan.read(segment, { isLast: at === live.length - 1 }));
  }
  const { lastFrame } = scan;
  if (options.hintedFrame > lastFrame) {
    const last = segments.at(-1) ?? { file: first.file, end: 0 };
    throw corruption(
      last.file.path,
      last.end,
      `frame ${options.hintedFrame} was durable, but the log ends with frame ${lastFrame}`,
    );
  }
  return { ...scan.result(), segments, superseded };
}

/** An error that says where the damage is and what to do about it. */
export function corruption(path: string, offset: number, what: string): CorruptionError {
  return new CorruptionError(
    `the log is damaged: ${path} at byte ${offset}: ${what}. The node must not run with this data, ` +
      `because it may have lost entries that the cluster relies on. Keep it stopped; restore its whole ` +
      `data directory from a copy that was made after its last stop, or rebuild it as a new node ` +
      `(docs/operations/runbook.md says how).`,
  );
}

type OpenSegment = {
  readonly header: SegmentHeader;
  readonly file: DiskFile;
  readonly size: number;
};

/** Opens all segment files, oldest first, and tells those that a later rewrite has replaced. */
async function openSegments(
  options: { readonly directory: string; readonly owner: LogOwner },
  disk: Disk,
): Promise<{ readonly live: readonly OpenSegment[]; readonly superseded: readonly DiskFile[] }> {
  const live: OpenSegment[] = [];
  const superseded: DiskFile[] = [];
  for (const name of await disk.list(options.directory)) {
    const parsed = parseSegmentName(name);
    if (parsed === undefined) {
      continue;
    }
    const file = await disk.open(`${options.directory}/${name}`, { create: false });
    const header = readHeader(file, options.owner);
    if (header.number !== parsed.number || header.firstIndex !== parsed.firstIndex) {
      throw corruption(file.path, 0, 'the name of the file does not fit its header');
    }
    // A rewrite begins with the same frame as the file it replaces, and holds all that was worth keeping.
    while ((live.at(-1)?.header.firstFrame ?? 0) >= header.firstFrame) {
      const replaced = live.pop();
      if (replaced !== undefined) {
        superseded.push(replaced.file);
      }
    }
    live.push({ header, file, size: await file.size() });
  }
  return { live, superseded };
}

function readHeader(file: DiskFile, owner: LogOwner): SegmentHeader {
  const decoded = decodeSegmentHeader(file.readSync(0, SEGMENT_HEADER_BYTES));
  if (decoded.kind === 'damaged') {
    throw corruption(file.path, 0, 'the header of the file is not intact');
  }
  if (decoded.kind === 'unknownVersion') {
    throw new CorruptionError(
      `${file.path} has log format ${decoded.version}, which this version of Kvorum does not know. ` +
        `Start the node with the version that wrote it, or a later one.`,
    );
  }
  const found = decoded.header.owner;
  if (found.clusterId !== owner.clusterId || found.nodeId !== owner.nodeId) {
    throw new WrongOwnerError(
      `${file.path} belongs to node ${found.nodeId} of cluster ${found.clusterId}, but this is node ` +
        `${owner.nodeId} of cluster ${owner.clusterId}. Data directories must not be mixed or copied ` +
        `between nodes: start the node with its own data directory.`,
    );
  }
  return decoded.header;
}

/** The state of one pass over all frames. */
class Scan {
  readonly #deps: RecoveryDeps;
  #index = new EntryIndex(1);
  #memberships: IndexedMembership[] = [];
  #hardState: HardState | undefined;
  #base: EntryId = { index: asLogIndex(0), term: asTerm(0) };
  #markerSegment: number | undefined;
  #chain = 0;
  #lastFrame = 0;
  /** Why the log cannot be used as it was read so far, unless a marker shows that what is missing is not needed. */
  #gap: CorruptionError | undefined;
  #tornAt: number | undefined;
  #bytesThisTurn = 0;

  constructor(deps: RecoveryDeps) {
    this.#deps = deps;
  }

  /** The last frame that was read. */
  get lastFrame(): number {
    return this.#lastFrame;
  }

  /** Reads one segment, the next in order. */
  async read(segment: OpenSegment, place: { readonly isLast: boolean }): Promise<StoredSegment> {
    const { header, file, size } = segment;
    if (header.firstFrame !== this.#lastFrame + 1 || header.prevChain !== this.#chain) {
      this.#startAnew(segment);
    }
    const reader = new SegmentReader(file, size, segmentSalt(header.owner, header.number));
    let position = SEGMENT_HEADER_BYTES;
    let isSealed = false;
    while (!isSealed) {
      const found = reader.findFrame(position);
      if (found === undefined) {
        break;
      }
      const { frame, prevChain, type } = found.header;
      if (frame !== this.#lastFrame + 1 || prevChain !== this.#chain) {
        // A cut-off write is never intact: this frame was written, but by a log that went another way.
        const what = `the intact frame ${frame} does not continue frame ${this.#lastFrame}`;
        throw corruption(file.path, position, what);
      }
      if (type === 'segmentEnd') {
        isSealed = true;
      } else {
        this.#take(segment, position, found.bytes, found.header);
      }
      this.#lastFrame = found.header.frame;
      this.#chain = found.header.crc;
      position += found.bytes.length;
      await this.#yieldAfter(found.bytes.length);
    }
    if (!isSealed) {
      this.#judge(segment, position, reader, place.isLast);
    }
    return { header, file, end: position, isSealed };
  }

  result(): Omit<RecoveredLog, 'segments' | 'superseded'> {
    if (this.#gap !== undefined) {
      throw this.#gap;
    }
    const { lastIndex } = this.#index;
    const commitIndex = this.#hardState?.commitIndex ?? 0;
    if (lastIndex < commitIndex) {
      // Rule W-9.
      throw new CorruptionError(
        `the log ends with entry ${lastIndex}, but entry ${commitIndex} was committed. The node has lost ` +
          `entries and must not run with this data: rebuild it as a new node ` +
          `(docs/operations/runbook.md says how).`,
      );
    }
    return {
      index: this.#index,
      base: this.#base,
      markerSegment: this.#markerSegment,
      hardState: this.#hardState,
      memberships: this.#memberships,
      lastFrame: this.#lastFrame,
      chain: this.#chain,
      tornAt: this.#tornAt,
    };
  }

  /** Something in front of `segment` is missing or damaged: only what follows counts. */
  #startAnew(segment: OpenSegment): void {
    const { header, file } = segment;
    const what =
      this.#lastFrame === 0
        ? `the log begins with frame ${header.firstFrame}: the file before this one is missing`
        : `this file does not continue frame ${this.#lastFrame}`;
    this.#gap ??= corruption(file.path, 0, what);
    this.#index = new EntryIndex(header.firstIndex);
    this.#memberships = [];
    this.#lastFrame = header.firstFrame - 1;
    this.#chain = header.prevChain;
  }

  /** Decides between the end of the log, a torn tail and corruption. */
  #judge(segment: OpenSegment, position: number, reader: SegmentReader, isLast: boolean): void {
    const { header, file } = segment;
    const missing = this.#lastFrame + 1;
    if (!isLast) {
      const what = `frame ${missing} is not intact, and others follow`;
      this.#gap ??= corruption(file.path, position, what);
      return;
    }
    if (missing <= header.durableFrame) {
      throw corruption(file.path, position, `frame ${missing} is not intact, but it was durable`);
    }
    const proof = reader.findProof(position, missing);
    if (proof !== undefined) {
      throw corruption(
        file.path,
        position,
        `frame ${missing} is not intact, but the frame at byte ${proof} says that it was durable`,
      );
    }
    const isClean =
      position >= segment.size || file.readSync(position, 8).every((byte) => byte === 0);
    this.#tornAt = isClean ? undefined : position;
  }

  #take(segment: OpenSegment, position: number, bytes: Uint8Array, header: FrameHeader): void {
    const refuse = (what: string): never => {
      throw corruption(segment.file.path, position, `in frame ${header.frame}: ${what}`);
    };
    if (header.type === 'snapshotMarker') {
      const marker = decodeMarker(bytes, header);
      const problem = typeof marker === 'string' ? marker : this.#takeMarker(marker, segment);
      if (problem !== undefined) refuse(problem);
      return;
    }
    const onEntry = (entry: Entry, place: EntryPlace): void => {
      if (entry.index !== this.#index.lastIndex + 1 || entry.term < this.#lastTerm()) {
        refuse(`entry ${entry.index} of term ${entry.term} does not continue the log`);
      }
      this.#index.append(entry.term, {
        segment: segment.header.number,
        offset: position + place.offset,
        length: place.length,
      });
      if (entry.kind === 'config') {
        const membership = decodeMembership(entry.command.slice());
        this.#memberships.push({ index: entry.index, membership });
      }
    };
    const onTruncate = (index: LogIndex): void => {
      if (index <= (this.#hardState?.commitIndex ?? 0) || !this.#truncate(index)) {
        refuse(`it discards entries from ${index} on, which were committed`);
      }
    };
    const decoded = decodeBatch(bytes, header, { onTruncate, onEntry });
    if (typeof decoded === 'string') {
      refuse(decoded);
    } else {
      this.#hardState = decoded.hardState ?? this.#hardState;
    }
  }

  /** False if entries would be discarded that the log does not have any more. */
  #truncate(index: LogIndex): boolean {
    if (index < this.#index.firstIndex) {
      if (this.#gap === undefined) return false;
      // They were in a file that is missing: what counts begins here.
      this.#index = new EntryIndex(index);
    } else {
      this.#index.truncate(index);
    }
    this.#memberships = this.#memberships.filter((each) => each.index < index);
    return true;
  }

  /** Lets the log begin where `marker` says. A string says why it cannot be in this place. */
  #takeMarker(marker: SnapshotMarker, segment: OpenSegment): string | undefined {
    const { base, membership, hardState, isRebase } = marker;
    this.#hardState = hardState;
    if (isRebase) {
      this.#index = new EntryIndex(base.index + 1);
      this.#memberships = [];
    } else if (base.index < this.#index.firstIndex - 1) {
      // Entries behind the base are missing; if they are needed, the gap remains and the log is refused.
      return this.#gap === undefined ? 'its base lies before that of the log' : undefined;
    } else if (base.index > this.#index.lastIndex) {
      return `its base is entry ${base.index}, but the log ends at ${this.#index.lastIndex}`;
    } else {
      const term = this.#index.findTerm(base.index);
      if (term !== undefined && term !== base.term) {
        return `its base has term ${base.term}, but in the log it has ${term}`;
      }
      this.#index.compact(base.index);
    }
    this.#memberships = [
      membership,
      ...this.#memberships.filter(({ index }) => index > base.index),
    ];
    this.#base = base;
    this.#markerSegment = segment.header.number;
    this.#gap = undefined;
    return undefined;
  }

  #lastTerm(): Term {
    const { lastIndex } = this.#index;
    const isBase = this.#gap === undefined && lastIndex === this.#base.index;
    return isBase ? this.#base.term : asTerm(this.#index.findTerm(lastIndex) ?? 0);
  }

  async #yieldAfter(bytes: number): Promise<void> {
    this.#bytesThisTurn += bytes;
    if (this.#bytesThisTurn >= TURN_BYTES) {
      this.#bytesThisTurn = 0;
      await new Promise<void>((resolve) => this.#deps.clock.soon(resolve));
    }
  }
}
