/**
 * Logs with a fault planted in them, to show that the crash and damage tests would find it. Each first passes the
 * very same test without its fault.
 */
import { afterEach, describe, expect, test, vi } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import type { Disk } from '../../../storage/disk/disk.ts';
import type * as Rewrite from '../../../storage/wal/rewrite.ts';
import type * as Headers from '../../../storage/wal/segment-header.ts';
import { findFrameHeader } from '../../../storage/wal/frame.ts';
import type { PlannedFrame } from '../../../storage/wal/segment-chain.ts';
import { decodeMarker } from '../../../storage/wal/snapshot-marker.ts';
import { parseSegmentName, segmentSalt } from '../../../storage/wal/segment-header.ts';
import type * as Chain from '../../../storage/wal/segment-chain.ts';
import type * as Marker from '../../../storage/wal/snapshot-marker.ts';
import type * as Reader from '../../../storage/wal/segment-reader.ts';
import type { FoundFrame } from '../../../storage/wal/segment-reader.ts';
import { early, forgetful, honest } from '../../support/faulty-disks.ts';
import type { OnDisk } from '../../support/faulty-disks.ts';
import { sweepCrashes, sweepFaults } from '../../support/log-crash-sweep.ts';
import {
  HINT_PATH,
  changed,
  expectedVerdict,
  framesOf,
  judgeImage,
  makeKnownLog,
} from '../../support/log-damage.ts';
import type { KnownLog, Verdict } from '../../support/log-damage.ts';
import type { LogUnderTest } from '../../support/log-workload.ts';

afterEach(() => {
  vi.doUnmock('../../../storage/wal/rewrite.ts');
  vi.doUnmock('../../../storage/wal/segment-reader.ts');
  vi.doUnmock('../../../storage/wal/segment-header.ts');
  vi.doUnmock('../../../storage/wal/durable-hint.ts');
  vi.doUnmock('../../../storage/wal/segment-chain.ts');
  vi.doUnmock('../../../storage/wal/snapshot-marker.ts');
  vi.resetModules();
});

/** The log as it is after the modules that were mocked. */
async function importLog(onDisk: OnDisk): Promise<LogUnderTest> {
  vi.resetModules();
  const { Wal } = await import('../../../storage/wal/wal.ts');
  return { Wal, onDisk };
}

describe('the crash tests catch a log that', () => {
  test('acknowledges a batch before it is synced', async () => {
    const options = { seed: 1, crash: 'power loss' } as const;
    expect((await sweepCrashes(await importLog(honest), options)).violations).toEqual([]);
    const faulty = await importLog(early);
    const { violations } = await sweepCrashes(faulty, options);
    expect(violations.join('\n')).toContain('an acknowledged batch is missing');
  });

  test('skips the sync of the directory after a rename', async () => {
    const faulty = await importLog(forgetful);
    const { violations } = await sweepCrashes(faulty, { seed: 1, crash: 'power loss' });
    expect(violations.join('\n')).toContain('the log is damaged');
  });

  test('trusts what it reads after a failed sync, without writing it again (rule W-11)', async () => {
    const options = { seed: 2, fault: 'failed sync' } as const;
    expect((await sweepFaults(await importLog(honest), options)).violations).toEqual([]);
    vi.doMock('../../../storage/wal/rewrite.ts', appendInPlace);
    const faulty = await importLog(honest);
    const { violations } = await sweepFaults(faulty, options);
    expect(violations.length).toBeGreaterThan(0);
    // Without pages that only look clean the fault does no harm: that is what the rule is about.
    expect((await sweepFaults(faulty, { ...options, fault: 'I/O error' })).violations).toEqual([]);
  });
});

describe('the crash tests catch a compaction that', () => {
  const options = { seed: 1, crash: 'power loss' } as const;

  test('removes files before its marker is durable (rule P-9)', async () => {
    vi.doMock('../../../storage/wal/segment-chain.ts', async () => {
      const real = await vi.importActual<typeof Chain>('../../../storage/wal/segment-chain.ts');
      class Hasty extends real.SegmentChain {
        readonly #remove: (index: number) => Promise<void>;

        constructor(...parts: ConstructorParameters<typeof real.SegmentChain>) {
          super(...parts);
          const [{ directory }, { disk }] = parts;
          this.#remove = async (index) => {
            await removeUpTo(directory, disk, index);
          };
        }

        override async write(...parts: Parameters<Chain.SegmentChain['write']>) {
          const base = findBase(parts[0]);
          if (base !== undefined) await this.#remove(base);
          return await super.write(...parts);
        }
      }
      return { ...real, SegmentChain: Hasty };
    });
    const { violations } = await sweepCrashes(await importLog(honest), options);
    expect(violations.join('\n')).toContain('the file before this one is missing');
  });

  test('removes the file that its marker is in', async () => {
    vi.doMock('../../../storage/wal/segment-chain.ts', async () => {
      const real = await vi.importActual<typeof Chain>('../../../storage/wal/segment-chain.ts');
      class Greedy extends real.SegmentChain {
        override async removeBefore(end: number): Promise<void> {
          await super.removeBefore(end + 1);
        }
      }
      return { ...real, SegmentChain: Greedy };
    });
    const { violations } = await sweepCrashes(await importLog(honest), options);
    expect(violations.join('\n')).toContain('the log is damaged');
  });

  test('leaves the commit index where it was', async () => {
    vi.doMock('../../../storage/wal/snapshot-marker.ts', async () => {
      const real = await vi.importActual<typeof Marker>('../../../storage/wal/snapshot-marker.ts');
      const decodeLess: typeof real.decodeMarker = (frame, header) => {
        const marker = real.decodeMarker(frame, header);
        if (typeof marker === 'string') return marker;
        const commitIndex = asLogIndex(marker.hardState.commitIndex - 1);
        return { ...marker, hardState: { ...marker.hardState, commitIndex } };
      };
      return { ...real, decodeMarker: decodeLess };
    });
    const { violations } = await sweepCrashes(await importLog(honest), options);
    expect(violations.join('\n')).toContain('a state that it never was in');
  });
});

/** The base of the marker that is about to be written; undefined if these are other frames. */
function findBase(frames: readonly PlannedFrame[]): number | undefined {
  const [frame] = frames;
  if (frame === undefined) return undefined;
  const bytes = new Uint8Array(frame.length);
  frame.encode(bytes, 0, { prevChain: 0, frame: 1, durableFrame: 0, salt: 0 });
  const header = findFrameHeader(new DataView(bytes.buffer), 0);
  if (header?.type !== 'snapshotMarker') return undefined;
  const marker = decodeMarker(bytes, header);
  return typeof marker === 'string' ? undefined : marker.base.index;
}

/** Takes away the files that hold nothing behind `index`, as their names tell. */
async function removeUpTo(directory: string, disk: Disk, index: number): Promise<void> {
  const names = (await disk.list(directory)).filter((name) => name.endsWith('.wal'));
  for (const [at, name] of names.entries()) {
    const next = parseSegmentName(names[at + 1] ?? '');
    if (next !== undefined && next.firstIndex <= index + 1) {
      await disk.remove(`${directory}/${name}`);
    }
  }
}

/** Fault: the last segment goes on as it is. One that is sealed is copied as ever, since it cannot go on. */
async function appendInPlace(): Promise<typeof Rewrite> {
  const real = await vi.importActual<typeof Rewrite>('../../../storage/wal/rewrite.ts');
  return {
    rewriteSegment: async (options, disk) => {
      const { segment, roomBytes } = options;
      if (segment.isSealed) return await real.rewriteSegment(options, disk);
      const { file, header, end } = segment;
      const { frames } = framesOf(file.path, file.readSync(0, end));
      return {
        number: header.number,
        file,
        salt: segmentSalt(header.owner, header.number),
        position: end,
        capacity: end + roomBytes,
        chain: frames.at(-1)?.header.crc ?? header.prevChain,
      };
    },
  };
}

describe('the damage tests catch a log that', () => {
  test('takes corruption for a torn tail', async () => {
    const sound = await importLog(honest);
    expect(await wrongVerdicts(sound, true)).toEqual([]);
    expect(await wrongVerdicts(sound, false)).toEqual([]);
    mockHeaders({ durableFrame: 0 });
    const withoutHeader = await wrongVerdicts(await importLog(honest), true);
    expect(withoutHeader.length).toBeGreaterThan(0);
    expect(withoutHeader.every((wrong) => wrong.endsWith('opened'))).toBe(true);
    vi.doUnmock('../../../storage/wal/segment-header.ts');

    vi.doMock('../../../storage/wal/segment-reader.ts', async () => {
      const real = await vi.importActual<typeof Reader>('../../../storage/wal/segment-reader.ts');
      class Blind extends real.SegmentReader {
        override findProof(): undefined {
          return undefined;
        }
      }
      return { ...real, SegmentReader: Blind };
    });
    const withoutProof = await wrongVerdicts(await importLog(honest), false);
    expect(withoutProof.length).toBeGreaterThan(0);
    expect(withoutProof.every((wrong) => wrong.endsWith('opened'))).toBe(true);
  });

  test('does not read the hint', async () => {
    const sound = await importLog(honest);
    const { image, shortened } = damageLastFrame(await makeKnownLog(sound, { letter: 'k' }));
    expect(await judgeImage(sound, image)).toEqual({ kind: 'refused' });
    vi.doMock('../../../storage/wal/durable-hint.ts', async () => ({
      ...(await vi.importActual('../../../storage/wal/durable-hint.ts')),
      readHint: async () => await Promise.resolve(0),
    }));
    const faulty = await importLog(honest);
    expect(await judgeImage(faulty, image)).toEqual(shortened);
  });

  test('does not chain its frames', async () => {
    const sound = await importLog(honest);
    expect(await acceptedSwaps(sound)).toEqual([]);
    vi.doMock('../../../storage/wal/segment-reader.ts', async () => {
      const real = await vi.importActual<typeof Reader>('../../../storage/wal/segment-reader.ts');
      class Unchained extends real.SegmentReader {
        override findFrame(position: number): FoundFrame | undefined {
          const found = super.findFrame(position);
          return found && { ...found, header: { ...found.header, crc: 0, prevChain: 0 } };
        }
      }
      return { ...real, SegmentReader: Unchained };
    });
    mockHeaders({ prevChain: 0 });
    const faulty = await importLog(honest);
    expect((await acceptedSwaps(faulty)).length).toBeGreaterThan(0);
  });
});

/** Fault: every segment header is read as if it said this. */
function mockHeaders(lie: Partial<Headers.SegmentHeader>): void {
  vi.doMock('../../../storage/wal/segment-header.ts', async () => {
    const real = await vi.importActual<typeof Headers>('../../../storage/wal/segment-header.ts');
    const decodeSegmentHeader: typeof real.decodeSegmentHeader = (bytes) => {
      const decoded = real.decodeSegmentHeader(bytes);
      return decoded.kind === 'valid'
        ? { ...decoded, header: { ...decoded.header, ...lie } }
        : decoded;
    };
    return { ...real, decodeSegmentHeader };
  });
}

/** Damage to each frame of a log without a hint, where the verdict was not what it must be. */
async function wrongVerdicts(
  subject: LogUnderTest,
  isReopened: boolean,
): Promise<readonly string[]> {
  const known = await makeKnownLog(subject, { letter: 'k', isReopened });
  const image = changed(known.image, HINT_PATH, () => undefined);
  const wrong: string[] = [];
  for (const segment of known.segments) {
    for (const { start, end } of segment.frames) {
      const at = end - 1;
      const damaged = changed(image, segment.path, (bytes) => bytes.fill(0xff, at, at + 1));
      const verdict = await judgeImage(subject, damaged);
      if (verdict.kind !== expectedVerdict(known, segment, at, 0).kind) {
        wrong.push(`frame at ${start} of ${segment.path}: ${verdict.kind}`);
      }
    }
  }
  return wrong;
}

/** A log with its hint, the last frame of which was durable and is damaged; and what it looks like without it. */
function damageLastFrame(known: KnownLog): {
  readonly image: KnownLog['image'];
  readonly shortened: Verdict;
} {
  const segment = known.segments.at(-1);
  const last = segment?.frames.at(-1);
  if (segment === undefined || last === undefined) throw new Error('a log without frames');
  const image = changed(known.image, segment.path, (bytes) =>
    bytes.fill(0xff, last.start + 40, last.end),
  );
  return { image, shortened: expectedVerdict(known, segment, last.start, 0) };
}

/** Segment files that could be swapped with those of another log without a refusal. */
async function acceptedSwaps(subject: LogUnderTest): Promise<readonly string[]> {
  const known = await makeKnownLog(subject, { letter: 'k' });
  const other = await makeKnownLog(subject, { letter: 'o' });
  const accepted: string[] = [];
  for (const { path } of known.segments) {
    const image = changed(known.image, path, () => other.image.get(path));
    const { kind } = await judgeImage(subject, image);
    if (kind === 'opened') accepted.push(path);
  }
  return accepted;
}
