import { beforeAll, describe, expect, test } from 'vitest';
import { asClusterId, asNodeId } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import { CorruptionError, IoError, WrongOwnerError } from '../../../storage/errors.ts';
import { encodeBatchFrame } from '../../../storage/wal/frame.ts';
import { recoverLog } from '../../../storage/wal/recovery.ts';
import { parseSegmentName, segmentSalt } from '../../../storage/wal/segment-header.ts';
import { Wal } from '../../../storage/wal/wal.ts';
import { honest } from '../../support/faulty-disks.ts';
import {
  CLUSTER_ID,
  NODE_ID,
  StandingClock,
  makeFirstEntry,
  makeHardState,
} from '../../support/log-fixtures.ts';
import {
  HINT_PATH,
  changed,
  expectedVerdict,
  judgeImage,
  makeKnownLog,
} from '../../support/log-damage.ts';
import type { Image, KnownLog, Segment } from '../../support/log-damage.ts';
import { LOG_OPTIONS } from '../../support/log-workload.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const subject = { Wal, onDisk: honest };
let known: KnownLog;
let lastFrame = 0;

beforeAll(async () => {
  known = await makeKnownLog(subject, { letter: 'k' });
  lastFrame = known.segments.at(-1)?.frames.at(-1)?.header.frame ?? 0;
});

/** Eight zeros, or eight 0xff where there were zeros. */
function erase(bytes: Uint8Array, at: number): void {
  const range = bytes.subarray(at, at + 8);
  range.fill(range.every((byte) => byte === 0) ? 0xff : 0);
}

/** Verdicts that differ from what they must be, for damage at every `step`th byte of every segment. */
async function wrongVerdicts(
  options: { readonly hasHint: boolean; readonly step: number },
  damage: (bytes: Uint8Array, at: number) => void,
): Promise<readonly string[]> {
  const { hasHint, step } = options;
  const image = hasHint ? known.image : changed(known.image, HINT_PATH, () => undefined);
  const wrong: string[] = [];
  for (const segment of known.segments) {
    const end = (segment.frames.at(-1)?.end ?? 0) + 16;
    for (let at = 0; at < end; at += step) {
      const verdict = await judgeImage(
        subject,
        changed(image, segment.path, (bytes) => {
          damage(bytes, at);
          return bytes;
        }),
      );
      const expected = expectedVerdict(known, segment, at, hasHint ? lastFrame : 0);
      if (JSON.stringify(verdict) !== JSON.stringify(expected)) {
        wrong.push(`${segment.path} at ${at}: ${verdict.kind} instead of ${expected.kind}`);
      }
    }
  }
  return wrong;
}

function getSegment(at: number): Segment {
  const segment = known.segments.at(at);
  if (segment === undefined) throw new Error(`no segment ${at}`);
  return segment;
}

async function openImage(image: Image): Promise<Wal> {
  const disk = new SimDisk(1);
  await disk.makeDirectory(LOG_OPTIONS.directory);
  for (const [path, bytes] of image) disk.place(path, bytes);
  const clock = new StandingClock();
  return await Wal.open(LOG_OPTIONS, { disk, clock, logger: silentLogger });
}

describe('damage to the files of a log', () => {
  test('the log under test has proved frames, unproved frames and sealed segments', () => {
    expect(known.segments.length).toBeGreaterThan(2);
    const last = getSegment(-1);
    const frames = last.frames.map(({ header }) => header.frame);
    expect(frames.filter((frame) => frame <= last.durableFrame).length).toBeGreaterThan(1);
    expect(frames.filter((frame) => frame > last.durableFrame).length).toBeGreaterThan(1);
  });

  test('a flipped bit in any byte is refused if that byte is known to have been durable', async () => {
    const random = seededRandom(5);
    const flip = (bytes: Uint8Array, at: number): void => {
      bytes[at] = (bytes[at] ?? 0) ^ (1 << Math.floor(random.next() * 8));
    };
    expect(await wrongVerdicts({ hasHint: true, step: 1 }, flip)).toEqual([]);
    expect(await wrongVerdicts({ hasHint: false, step: 1 }, flip)).toEqual([]);
  });

  test('so is a range of zeros or of noise, wherever it begins', async () => {
    const random = seededRandom(6);
    const scramble = (bytes: Uint8Array, at: number): void => {
      const range = bytes.subarray(at, at + 8);
      range.set(range.map((byte) => byte ^ (1 + Math.floor(random.next() * 255))));
    };
    for (const damage of [erase, scramble]) {
      expect(await wrongVerdicts({ hasHint: true, step: 8 }, damage)).toEqual([]);
      expect(await wrongVerdicts({ hasHint: false, step: 8 }, damage)).toEqual([]);
    }
  });

  test('a file that is cut short is refused if a durable frame is cut', async () => {
    for (const segment of known.segments) {
      const end = segment.frames.at(-1)?.end ?? 0;
      for (let size = 0; size < end; size += 8) {
        const image = changed(known.image, segment.path, (bytes) => bytes.slice(0, size));
        expect(await judgeImage(subject, image)).toEqual({ kind: 'refused' });
      }
    }
  });

  test('each segment file is missed, and no other file is', async () => {
    for (const path of known.image.keys()) {
      const { kind } = await judgeImage(
        subject,
        changed(known.image, path, () => undefined),
      );
      expect([path, kind]).toEqual([path, path.endsWith('.wal') ? 'refused' : 'opened']);
    }
    const { path } = getSegment(0);
    const opening = openImage(changed(known.image, path, () => undefined));
    await expect(opening).rejects.toThrow('the file before this one is missing');
  });

  test('the error names the file, the place and what to do', async () => {
    const { path, frames } = getSegment(0);
    const at = frames[1]?.start ?? 0;
    const image = changed(known.image, path, (bytes) => bytes.fill(0, at, at + 8));
    const opening = openImage(image);
    await expect(opening).rejects.toThrow(CorruptionError);
    await expect(opening).rejects.toThrow(
      new RegExp(`${path} at byte ${at}: frame 2 is not intact.*[Rr]ebuild it as a new node`),
    );
  });

  test('a format of the future is refused with the advice to use the version that wrote it', async () => {
    const image = changed(known.image, getSegment(0).path, (bytes) => bytes.fill(3, 11, 12));
    await expect(openImage(image)).rejects.toThrow('has log format 3, which this version');
  });
});

describe('a frame that is intact but does not continue the log', () => {
  test.each([
    ['another frame before it', 1, 0],
    ['another number', 0, 1],
  ])('is corruption: it has %s', async (_what, chainOff, frameOff) => {
    const { path, frames } = getSegment(-1);
    const last = frames.at(-1);
    if (last === undefined) throw new Error('no frame');
    const image = changed(known.image, path, (bytes) => {
      const place = {
        prevChain: last.header.crc + chainOff,
        frame: last.header.frame + 1 + frameOff,
        durableFrame: 0,
        salt: segmentSalt(
          { clusterId: CLUSTER_ID, nodeId: NODE_ID },
          parseSegmentName(path.slice(LOG_OPTIONS.directory.length + 1))?.number ?? 0,
        ),
      };
      encodeBatchFrame(bytes, last.end, place, { entries: [] });
      return bytes;
    });
    await expect(openImage(image)).rejects.toThrow('does not continue');
  });

  test('is found even if whole files were swapped with those of another life of the log', async () => {
    const { image: other } = await makeKnownLog(subject, { letter: 'o' });
    let swapped = 0;
    for (const { path } of known.segments) {
      const foreign = other.get(path);
      expect(foreign).not.toEqual(known.image.get(path));
      if (foreign === undefined) continue;
      swapped += 1;
      const image = changed(known.image, path, () => foreign);
      expect(await judgeImage(subject, image)).toEqual({ kind: 'refused' });
    }
    expect(swapped).toBe(known.segments.length);
  });
});

describe('a log of somebody else', () => {
  test.each([
    ['another node', { nodeId: asNodeId('00000000000000ff') }],
    ['another cluster', { clusterId: asClusterId('f'.repeat(32)) }],
  ])('is refused by %s, which changes nothing', async (_who, other) => {
    const disk = new SimDisk(1);
    const first = { hardState: makeHardState(1, 1), entries: [makeFirstEntry()] };
    await Wal.create({ ...LOG_OPTIONS, first }, { disk });
    const before = disk.operationCount;
    const deps = { disk, clock: new StandingClock(), logger: silentLogger };
    const opening = Wal.open({ ...LOG_OPTIONS, ...other }, deps);
    await expect(opening).rejects.toThrow(WrongOwnerError);
    await expect(opening).rejects.toThrow('start the node with its own data directory');
    expect(disk.operationCount).toBe(before);
  });
});

describe('recovery', () => {
  test('refuses a log that is missing altogether', async () => {
    await expect(openImage(new Map())).rejects.toThrow('the log of this node is missing');
  });

  test('refuses a log that ends before an entry that was committed (rule W-9)', async () => {
    const disk = new SimDisk(1);
    const first = { hardState: makeHardState(1, 5), entries: [makeFirstEntry()] };
    await Wal.create({ ...LOG_OPTIONS, first }, { disk });
    const deps = { disk, clock: new StandingClock(), logger: silentLogger };
    await expect(Wal.open(LOG_OPTIONS, deps)).rejects.toThrow(
      'the log ends with entry 1, but entry 5 was committed',
    );
  });

  test('takes a read error for what it is, not for damage', async () => {
    const disk = new SimDisk(1);
    for (const [path, bytes] of known.image) disk.place(path, bytes);
    const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };
    const options = { directory: LOG_OPTIONS.directory, owner, hintedFrame: 0 };
    const deps = { disk, clock: new StandingClock() };
    const before = disk.readCount;
    const { segments } = await recoverLog(options, deps);
    expect(segments).toHaveLength(known.segments.length);
    const count = disk.readCount - before;
    for (let n = 1; n <= count; n += 1) {
      disk.failNthRead(n);
      await expect(recoverLog(options, deps)).rejects.toThrow(IoError);
    }
  });

  test('says where a torn tail began, and nothing when the log ends cleanly', async () => {
    const image = changed(known.image, HINT_PATH, () => undefined);
    const { path, frames } = getSegment(-1);
    const start = frames.at(-1)?.start ?? 0;
    const torn = changed(image, path, (bytes) => bytes.fill(0, start + 16, start + 24));
    const found: (number | undefined)[] = [];
    for (const each of [image, torn]) {
      const disk = new SimDisk(1);
      for (const [name, bytes] of each) disk.place(name, bytes);
      const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };
      const options = { directory: LOG_OPTIONS.directory, owner, hintedFrame: 0 };
      found.push((await recoverLog(options, { disk, clock: new StandingClock() })).tornAt);
    }
    expect(found).toEqual([undefined, start]);
  });
});
