import { expect, test } from 'vitest';
import { InvariantError } from '../../../base/invariant.ts';
import { silentLogger } from '../../../base/logger.ts';
import { openHint, readHint } from '../../../storage/wal/durable-hint.ts';
import { batchFrameLength, encodeBatchFrame, paddedLength } from '../../../storage/wal/frame.ts';
import type { Batch } from '../../../storage/wal/frame.ts';
import { recoverLog } from '../../../storage/wal/recovery.ts';
import { rewriteSegment } from '../../../storage/wal/rewrite.ts';
import { GROUP_BYTES_MAX, SegmentChain } from '../../../storage/wal/segment-chain.ts';
import type { PlannedFrame } from '../../../storage/wal/segment-chain.ts';
import { Wal } from '../../../storage/wal/wal.ts';
import {
  CLUSTER_ID,
  NODE_ID,
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
} from '../../support/log-fixtures.ts';
import { LOG_OPTIONS } from '../../support/log-workload.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const { directory, segmentBytes } = LOG_OPTIONS;
const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };
const hardState = makeHardState(1, 1);

/** The chain of a log that has entry 1, as `Wal.open` makes it. */
async function openChain(disk: SimDisk, demandSound: () => void = () => undefined) {
  const first = { hardState, entries: [makeFirstEntry()] };
  await Wal.create({ ...LOG_OPTIONS, first }, { disk });
  const clock = new StandingClock();
  const { segments, lastFrame } = await recoverLog(
    { directory, owner, hintedFrame: 0 },
    { disk, clock },
  );
  const [segment] = segments;
  if (segment === undefined) throw new Error('no segment');
  const source = { directory, segment, lastFrame, hardState, roomBytes: 600, incarnation: 1 };
  const active = await rewriteSegment(source, disk);
  const files = new Map([[active.number, active.file]]);
  const hintFile = await openHint(disk, directory);
  return new SegmentChain(
    { directory, owner, segmentBytes, incarnation: 1 },
    { disk, clock, logger: silentLogger, demandSound, onFailure: () => undefined },
    { active, files, lastFrame, hintFile },
  );
}

function planned(batch: Batch): PlannedFrame {
  return {
    length: paddedLength(batchFrameLength(batch)),
    encode: (target, start, place) => encodeBatchFrame(target, start, place, batch),
  };
}

function frameOf(index: number): PlannedFrame {
  return planned({ entries: [makeEntry({ index, command: 'x'.repeat(100) })] });
}

/** Writes entries 2 to `last`, one frame each, and gives the segment of each. */
async function writeUpTo(chain: SegmentChain, last: number): Promise<readonly number[]> {
  const segments: number[] = [];
  for (let index = 2; index <= last; index += 1) {
    const { segment } = await chain.write([frameOf(index)], { hardState, nextIndex: index });
    segments.push(segment);
  }
  return segments;
}

async function lastIndexOn(disk: SimDisk): Promise<number> {
  const hintedFrame = await readHint(disk, directory, owner);
  const deps = { disk, clock: new StandingClock() };
  return (await recoverLog({ directory, owner, hintedFrame }, deps)).index.lastIndex;
}

test('frames are durable when a write settles, and lie one behind the other', async () => {
  const disk = new SimDisk(1);
  const chain = await openChain(disk);
  const frames = [frameOf(2), frameOf(3)];
  const { segment, position } = await chain.write(frames, { hardState, nextIndex: 2 });
  const third = await chain.write([frameOf(4)], { hardState, nextIndex: 4 });
  const length = frames.reduce((sum, frame) => sum + frame.length, 0);
  expect(third).toEqual({ segment, position: position + length });
  disk.crash('power loss', 1);
  expect(await lastIndexOn(disk)).toBe(4);
});

test('a full segment is closed, and the next one begins with what is carried over (rule W-4)', async () => {
  const disk = new SimDisk(1);
  const chain = await openChain(disk);
  const segments = await writeUpTo(chain, 20);
  expect(new Set(segments).size).toBeGreaterThan(2);
  expect(chain.activeNumber).toBe(segments.at(-1));
  await chain.stop();
  await chain.close(true);
  expect(await lastIndexOn(disk)).toBe(20);
});

test('what does not fit into the rest of a segment, or is a lot, goes into a write of its own', async () => {
  const chain = await openChain(new SimDisk(1));
  expect([chain.fits(100), chain.fits(10_000), chain.fits(GROUP_BYTES_MAX + 1)]).toEqual([
    true,
    false,
    false,
  ]);
});

test('a failure elsewhere in the log keeps a write that was under way from being acknowledged', async () => {
  let failure: Error | undefined;
  const chain = await openChain(new SimDisk(1), () => {
    if (failure !== undefined) throw failure;
  });
  const writing = chain.write([frameOf(2)], { hardState, nextIndex: 2 });
  failure = new Error('planted');
  await expect(writing).rejects.toThrow('planted');
});

test('the oldest files are removed, and never the active one', async () => {
  const disk = new SimDisk(1);
  const chain = await openChain(disk);
  const segments = await writeUpTo(chain, 20);
  const second = segments.find((segment) => segment !== segments[0]) ?? 0;
  await chain.removeBefore(second);
  expect(() => chain.getFile(segments[0] ?? 0)).toThrow(InvariantError);
  expect(chain.getFile(second).path).toContain(second.toString(16));
  await Promise.all([chain.removeBefore(1000), chain.removeBefore(1000)]);
  const files = disk.paths().filter((path) => path.endsWith('.wal'));
  expect(files).toEqual([chain.getFile(chain.activeNumber).path]);
});
