import { expect, test } from 'vitest';
import { findNewestHeader } from '../../../storage/wal/newest-header.ts';
import { encodeSegmentHeader, segmentName } from '../../../storage/wal/segment-header.ts';
import { CLUSTER_ID, NODE_ID } from '../../support/log-fixtures.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const owner = { clusterId: CLUSTER_ID, nodeId: NODE_ID };

function placeSegment(disk: SimDisk, number: number): string {
  const fields = { firstIndex: 1, firstFrame: 1, durableFrame: 1, prevChain: 0 };
  const path = `/wal/${segmentName(number, 1)}`;
  disk.place(path, encodeSegmentHeader({ owner, number, incarnation: number + 1, ...fields }));
  return path;
}

test('the newest header is that of the file with the highest number, and of no other file', async () => {
  const disk = new SimDisk(1);
  expect(await findNewestHeader(disk, '/wal')).toBeUndefined();
  placeSegment(disk, 9);
  placeSegment(disk, 16);
  disk.place('/wal/spare.tmp', new Uint8Array(100));
  expect(await findNewestHeader(disk, '/wal')).toMatchObject({ number: 16, incarnation: 17 });
});

test('a damaged header is left to recovery', async () => {
  const disk = new SimDisk(1);
  disk.flipBit(placeSegment(disk, 1), 500);
  expect(await findNewestHeader(disk, '/wal')).toBeUndefined();
});
