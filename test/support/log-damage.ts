/**
 * A log whose every frame is known, and damage to any byte of it. Damage to what was durable must be refused, as
 * far as anything on disk proves that it was (rules W-6 and W-8); what may be the rest of an unfinished write is
 * dropped (W-7). Neither may be accepted as it is.
 */
import { asLogIndex } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import { CorruptionError } from '../../storage/errors.ts';
import type { FrameHeader } from '../../storage/wal/frame.ts';
import {
  SEGMENT_HEADER_BYTES,
  decodeSegmentHeader,
  segmentSalt,
} from '../../storage/wal/segment-header.ts';
import { SegmentReader } from '../../storage/wal/segment-reader.ts';
import {
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeWrite,
} from './log-fixtures.ts';
import { compacted, readLog, wholeLog } from './log-model.ts';
import type { LogVersion } from './log-model.ts';
import { LOG_OPTIONS } from './log-workload.ts';
import type { LogUnderTest } from './log-workload.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';

export const HINT_PATH = `${LOG_OPTIONS.directory}/durable.hint`;

export type Image = ReadonlyMap<string, Uint8Array>;

type PlacedFrame = { readonly header: FrameHeader; readonly start: number; readonly end: number };

export type Segment = {
  readonly path: string;
  readonly isLast: boolean;
  /** The last frame that had been durable when the file got its name. */
  readonly durableFrame: number;
  readonly frames: readonly PlacedFrame[];
};

/** A log with several segments, the last of which has frames from before and from after the last start. */
export type KnownLog = {
  readonly image: Image;
  /** The frame without which the missing of files in front is not explained; 0 if none is missing. */
  readonly markerFrame: number;
  /** In order. */
  readonly segments: readonly Segment[];
  /** What the log holds once it was read up to a frame. */
  readonly versions: ReadonlyMap<number, LogVersion>;
};

/** What a log is worth after damage. */
export type Verdict =
  | { readonly kind: 'refused' }
  | { readonly kind: 'opened'; readonly version: LogVersion };

/**
 * `letter` is what commands consist of: logs with different letters are alike but for that. `isReopened`: the log
 * was opened once more, so that all frames of its last segment are copies. `compactedTo`: entries up to this one were
 * forgotten behind entry 16, and files removed.
 */
export async function makeKnownLog(
  subject: LogUnderTest,
  options: {
    readonly letter: string;
    readonly isReopened?: boolean;
    readonly compactedTo?: number;
  },
): Promise<KnownLog> {
  const { letter, isReopened = false, compactedTo } = options;
  const disk = new SimDisk(1);
  const hardState = makeHardState(1, 1);
  const first = { hardState, entries: [makeFirstEntry()] };
  await subject.Wal.create({ ...LOG_OPTIONS, first }, { disk: subject.onDisk(disk) });
  const versions = new Map<number, LogVersion>();
  let version = wholeLog(first.entries, hardState);
  let markerFrame = 0;
  for (const indexes of [
    [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12],
    [13, 14],
    [15, 16, 17],
    ...(isReopened ? [[]] : []),
  ]) {
    const clock = new StandingClock();
    const deps = { disk: subject.onDisk(disk), clock, logger: silentLogger };
    const log = await subject.Wal.open(LOG_OPTIONS, deps);
    for (const index of indexes) {
      const entry = makeEntry({ index, command: letter.repeat(100) });
      version = { ...version, entries: [...version.entries, entry] };
      await log.append(makeWrite(index, [entry]));
      versions.set(lastFrameOf(disk), version);
      const [membership] = version.memberships;
      if (index === 16 && compactedTo !== undefined && membership !== undefined) {
        version = compacted(version, compactedTo);
        await log.compact({ index: asLogIndex(compactedTo), membership });
        markerFrame = lastFrameOf(disk);
        versions.set(markerFrame, version);
      }
    }
    await log.close();
  }
  const image = new Map(
    disk.paths().map((path) => [path, disk.contents(path) ?? new Uint8Array()]),
  );
  const segments = segmentsOf(disk);
  for (const { header } of segments.flatMap(({ frames }) => frames)) {
    const before = versions.get(header.frame - 1) ?? wholeLog(first.entries, hardState);
    versions.set(header.frame, versions.get(header.frame) ?? before);
  }
  return { image, markerFrame, segments, versions };
}

/** Opens a log from these files. Throws whatever is not a refusal because of damage. */
export async function judgeImage(subject: LogUnderTest, image: Image): Promise<Verdict> {
  const disk = new SimDisk(1);
  await disk.makeDirectory(LOG_OPTIONS.directory);
  for (const [path, bytes] of image) {
    disk.place(path, bytes);
  }
  const before = disk.operationCount;
  const deps = { disk: subject.onDisk(disk), clock: new StandingClock(), logger: silentLogger };
  try {
    const log = await subject.Wal.open(LOG_OPTIONS, deps);
    return { kind: 'opened', version: readLog(log) };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== CorruptionError.name) throw error;
    if (disk.operationCount !== before)
      throw new Error('a refused log was changed', { cause: error });
    return { kind: 'refused' };
  }
}

/** `image` with one file changed, or taken away. */
export function changed(
  image: Image,
  path: string,
  change: (bytes: Uint8Array) => Uint8Array | undefined,
): Image {
  const result = new Map(image);
  const bytes = change((image.get(path) ?? new Uint8Array()).slice());
  if (bytes === undefined) {
    result.delete(path);
  } else {
    result.set(path, bytes);
  }
  return result;
}

/** What must become of a log that was damaged at byte `at` of `segment`: a refusal, or the log up to a frame. */
export function expectedVerdict(
  known: KnownLog,
  segment: Segment,
  at: number,
  hintedFrame: number,
): Verdict {
  const lastFrame = known.segments.at(-1)?.frames.at(-1)?.header.frame ?? 0;
  const hit = segment.frames.find(({ start, end }) => at >= start && at < end);
  if (at < SEGMENT_HEADER_BYTES) {
    return { kind: 'refused' };
  }
  if (hit === undefined) {
    return openedUpTo(known, lastFrame);
  }
  const { frame } = hit.header;
  const later = segment.frames.filter(({ header }) => header.frame > frame);
  const isProved =
    frame <= segment.durableFrame ||
    frame <= hintedFrame ||
    later.some(({ header }) => header.durableFrame >= frame) ||
    frame <= known.markerFrame;
  return !segment.isLast || isProved ? { kind: 'refused' } : openedUpTo(known, frame - 1);
}

function openedUpTo(known: KnownLog, frame: number): Verdict {
  const version = known.versions.get(frame);
  if (version === undefined) throw new Error(`no version for frame ${frame}`);
  return { kind: 'opened', version };
}

function lastFrameOf(disk: SimDisk): number {
  return segmentsOf(disk).at(-1)?.frames.at(-1)?.header.frame ?? 0;
}

function segmentsOf(disk: SimDisk): readonly Segment[] {
  const paths = disk.paths().filter((path) => path.endsWith('.wal'));
  return paths.map((path) => {
    const bytes = disk.contents(path) ?? new Uint8Array();
    return { path, isLast: path === paths.at(-1), ...framesOf(path, bytes) };
  });
}

/** All frames of a segment file that is not damaged. */
export function framesOf(
  path: string,
  bytes: Uint8Array,
): { readonly durableFrame: number; readonly frames: readonly PlacedFrame[] } {
  const decoded = decodeSegmentHeader(bytes);
  if (decoded.kind !== 'valid') throw new Error(`${path}: ${decoded.kind}`);
  const { owner, number, durableFrame } = decoded.header;
  const readSync = (position: number, length: number): Uint8Array =>
    bytes.slice(position, position + length);
  const reader = new SegmentReader({ readSync }, bytes.length, segmentSalt(owner, number));
  const frames: PlacedFrame[] = [];
  for (let start = SEGMENT_HEADER_BYTES; ;) {
    const found = reader.findFrame(start);
    if (found === undefined) return { durableFrame, frames };
    const end = start + found.bytes.length;
    frames.push({ header: found.header, start, end });
    start = end;
  }
}
