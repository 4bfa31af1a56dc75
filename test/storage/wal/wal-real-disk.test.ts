import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import { NodeDisk } from '../../../storage/disk/node-disk.ts';
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

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kvorum-wal-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

test('a log on a real disk has every entry again after it was closed and opened', async () => {
  const options = {
    directory: `${root}/wal`,
    clusterId: CLUSTER_ID,
    nodeId: NODE_ID,
    incarnation: 1,
  };
  const deps = { disk: new NodeDisk(), clock: new StandingClock(), logger: silentLogger };
  const first = { hardState: makeHardState(1, 1), entries: [makeFirstEntry()] };
  await Wal.create({ ...options, first }, deps);
  const small = { ...options, segmentBytes: 16 * 1024 };
  let log = await Wal.open(small, deps);
  const writes = [];
  for (let index = 2; index <= 1000; index += 1) {
    writes.push(log.append(makeWrite(index, [makeEntry({ index, command: 'x'.repeat(100) })])));
  }
  await Promise.all(writes);
  await log.append(
    makeWrite(1001, [makeEntry({ index: 900, term: 2 })], {
      truncateFrom: 900,
      hardState: makeHardState(2, 500),
    }),
  );
  await log.close();

  log = await Wal.open(small, deps);
  expect(log.lastIndex).toBe(900);
  expect(log.stored.hardState).toEqual(makeHardState(2, 500));
  expect(log.stored.memberships.map(({ index }) => index)).toEqual([1]);
  const read = log.entries({ start: asLogIndex(1), end: asLogIndex(901), bytesMax: 1_000_000 });
  expect(read.map(({ index }) => index)).toEqual(Array.from({ length: 900 }, (_, at) => at + 1));
  expect(read[899]).toEqual(makeEntry({ index: 900, term: 2 }));
  await log.close();
});
