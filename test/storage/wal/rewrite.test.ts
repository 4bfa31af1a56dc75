import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import { batchFrameLength, encodeSegmentEnd, paddedLength } from '../../../storage/wal/frame.ts';
import { recoverLog } from '../../../storage/wal/recovery.ts';
import type { RecoveredLog } from '../../../storage/wal/recovery.ts';
import { rewriteSegment } from '../../../storage/wal/rewrite.ts';
import type { ActiveSegment } from '../../../storage/wal/rewrite.ts';
import { segmentSalt } from '../../../storage/wal/segment-header.ts';
import { Wal } from '../../../storage/wal/wal.ts';
import {
  CLUSTER_ID,
  NODE_ID,
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeWrite,
} from '../../support/log-fixtures.ts';
import { LOG_OPTIONS } from '../../support/log-workload.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const { directory } = LOG_OPTIONS;
const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };
const clock = new StandingClock();

/** A log of one segment with entries 1 to 4, without a hint. */
async function newLogDisk(): Promise<SimDisk> {
  const disk = new SimDisk(1);
  const first = { hardState: makeHardState(1, 1), entries: [makeFirstEntry()] };
  await Wal.create({ ...LOG_OPTIONS, first }, { disk });
  const log = await Wal.open(LOG_OPTIONS, { disk, clock, logger: silentLogger });
  for (const index of [2, 3, 4]) await log.append(makeWrite(index, [makeEntry({ index })]));
  await log.close();
  disk.take(`${directory}/durable.hint`);
  return disk;
}

async function recover(disk: SimDisk): Promise<RecoveredLog> {
  return await recoverLog({ directory, owner, hintedFrame: 0 }, { disk, clock });
}

function getLast({ segments }: RecoveredLog): RecoveredLog['segments'][number] {
  const last = segments.at(-1);
  if (last === undefined) throw new Error('no segment');
  return last;
}

async function rewrite(disk: SimDisk, log: RecoveredLog): Promise<ActiveSegment> {
  const segment = getLast(log);
  const { lastFrame, hardState } = log;
  const options = { directory, segment, lastFrame, hardState, roomBytes: 256, incarnation: 9 };
  return await rewriteSegment(options, disk);
}

describe('the copy of a segment (rule W-11)', () => {
  test('holds the same frames at the same places, and takes the place of the original', async () => {
    const disk = await newLogDisk();
    const before = await recover(disk);
    const places = [1, 2, 3, 4].map((index) => before.index.getPlace(index).offset);
    const active = await rewrite(disk, before);
    await disk.syncDirectory(directory);
    disk.crash('power loss', 1);

    const after = await recover(disk);
    expect(after.segments).toHaveLength(1);
    expect([1, 2, 3, 4].map((index) => after.index.getPlace(index).offset)).toEqual(places);
    expect(after.hardState).toEqual(before.hardState);
    expect(after.lastFrame).toBe(before.lastFrame);
    expect(getLast(after).header).toEqual({
      ...getLast(before).header,
      number: getLast(before).header.number + 1,
      durableFrame: before.lastFrame,
      incarnation: 9,
    });
    expect(active).toMatchObject({
      number: getLast(after).header.number,
      position: getLast(after).end,
      capacity: getLast(after).end + 256,
      salt: segmentSalt(owner, getLast(after).header.number),
      chain: after.chain,
    });
  });

  test('replaces an end mark by an empty batch, so that it can go on', async () => {
    const disk = await newLogDisk();
    const open = await recover(disk);
    const { file, end, header } = getLast(open);
    const mark = new Uint8Array(32);
    const salt = segmentSalt(owner, header.number);
    const place = { prevChain: open.chain, frame: open.lastFrame + 1, durableFrame: 0, salt };
    encodeSegmentEnd(mark, 0, place);
    await file.writeDurable(mark, end);

    const sealed = await recover(disk);
    expect(getLast(sealed).isSealed).toBe(true);
    await rewrite(disk, sealed);
    const after = await recover(disk);
    expect(getLast(after).isSealed).toBe(false);
    expect([after.lastFrame, after.hardState]).toEqual([sealed.lastFrame, sealed.hardState]);
    const batch = { entries: [], hardState: makeHardState(1, 1) };
    expect(getLast(after).end).toBe(end + paddedLength(batchFrameLength(batch)));
  });

  test('leaves a torn tail behind', async () => {
    const disk = await newLogDisk();
    const whole = await recover(disk);
    await getLast(whole).file.writeDurable(new Uint8Array(100).fill(7), getLast(whole).end);
    const torn = await recover(disk);
    expect(torn.tornAt).toBe(getLast(whole).end);
    await rewrite(disk, torn);
    expect((await recover(disk)).tornAt).toBeUndefined();
  });

  test('leaves the original alone until the copy has its name for good', async () => {
    let operations = 0;
    for (let isCut = true; isCut; operations += 1) {
      const disk = await newLogDisk();
      const log = await recover(disk);
      disk.crashAtNth(operations + 1);
      isCut = await rewrite(disk, log).then(
        () => false,
        () => true,
      );
      disk.crash('power loss', operations);
      const after = await recover(disk);
      expect(after.lastFrame).toBe(log.lastFrame);
      expect(after.index.lastIndex).toBe(4);
    }
    expect(operations).toBe(7);
  });

  test('refuses a file that changed after it was read', async () => {
    const disk = await newLogDisk();
    const log = await recover(disk);
    disk.flipBit(getLast(log).file.path, 8 * (getLast(log).end - 20));
    await expect(rewrite(disk, log)).rejects.toThrow('has changed since it was checked');
    expect(log.index.lastIndex).toBe(asLogIndex(4));
  });
});
