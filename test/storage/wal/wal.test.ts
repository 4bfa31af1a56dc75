import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import type { Logger } from '../../../base/logger.ts';
import { CorruptionError, IoError } from '../../../storage/errors.ts';
import { parseSegmentName } from '../../../storage/wal/segment-header.ts';
import { Wal } from '../../../storage/wal/wal.ts';
import {
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeWrite,
} from '../../support/log-fixtures.ts';
import { LOG_OPTIONS } from '../../support/log-workload.ts';
import { SimDisk, SimulatedCrash } from '../../../sim/disk/sim-disk.ts';

const HINT = `${LOG_OPTIONS.directory}/durable.hint`;

async function newLogDisk(seed = 1): Promise<SimDisk> {
  const disk = new SimDisk(seed);
  const first = { hardState: makeHardState(1, 1), entries: [makeFirstEntry()] };
  await Wal.create({ ...LOG_OPTIONS, first }, { disk });
  return disk;
}

async function openLog(
  disk: SimDisk,
  more: {
    readonly clock?: StandingClock;
    readonly segmentBytes?: number;
    readonly logger?: Logger;
  } = {},
): Promise<Wal> {
  const { clock = new StandingClock(), logger = silentLogger, ...options } = more;
  return await Wal.open({ ...LOG_OPTIONS, ...options }, { disk, clock, logger });
}

/** Indexes and terms of all entries, such as `1:1 2:1`. */
function outline(log: Wal): string {
  const end = asLogIndex(log.lastIndex + 1);
  return log
    .entries({ start: log.firstIndex, end, bytesMax: Infinity })
    .map(({ index, term }) => `${index}:${term}`)
    .join(' ');
}

function segmentCount(disk: SimDisk): number {
  const names = disk.paths().map((path) => path.slice(LOG_OPTIONS.directory.length + 1));
  return names.filter((name) => parseSegmentName(name) !== undefined).length;
}

/** Appends entry after entry until there is one segment more; gives the index of the last one. */
async function appendUntilSwitch(disk: SimDisk, log: Wal): Promise<number> {
  const before = segmentCount(disk);
  for (let index = log.lastIndex + 1; index < 1000; index += 1) {
    await log.append(makeWrite(index, [makeEntry({ index, command: 'x'.repeat(100) })]));
    if (segmentCount(disk) > before) return index;
  }
  throw new Error('no new segment');
}

describe('a log', () => {
  test('holds nothing but its first batch when it is new', async () => {
    const log = await openLog(await newLogDisk());
    expect([log.firstIndex, log.lastIndex, outline(log)]).toEqual([1, 1, '1:1']);
    expect(log.stored.hardState).toEqual(makeHardState(1, 1));
    expect(log.stored.memberships.map(({ index }) => index)).toEqual([1]);
    expect([log.termAt(asLogIndex(0)), log.termAt(asLogIndex(1))]).toEqual([0, 1]);
    expect(log.termAt(asLogIndex(2))).toBeUndefined();
  });

  test('joins everything that arrives during a write into the next write', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk, { segmentBytes: 1024 * 1024 });
    const before = disk.operationCount;
    await Promise.all(
      [2, 3, 4, 5, 6].map(async (index) => {
        await log.append(makeWrite(index, [makeEntry({ index })]));
      }),
    );
    expect(disk.operationCount - before).toBe(2);
    expect(log.lastIndex).toBe(6);
  });

  test('shows a batch to readers only when it is durable', async () => {
    const log = await openLog(await newLogDisk());
    const appending = log.append(makeWrite(1, [makeEntry({ index: 2 })]));
    expect(log.lastIndex).toBe(1);
    await appending;
    expect(log.lastIndex).toBe(2);
  });

  test('answers reads in all segments while it is appended to', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    const writing: Promise<void>[] = [];
    for (let index = 2; index <= 60; index += 1) {
      writing.push(log.append(makeWrite(index, [makeEntry({ index, command: 'x'.repeat(90) })])));
    }
    let reads = 0;
    disk.onOperation = () => {
      reads += 1;
      const indexes = outline(log).split(' ');
      expect(indexes).toEqual(Array.from({ length: log.lastIndex }, (_, at) => `${at + 1}:1`));
    };
    await Promise.all(writing);
    expect(reads).toBeGreaterThan(20);
    expect(segmentCount(disk)).toBeGreaterThan(4);
  });

  test('gives as many entries as fit into the bytes that were asked for, and at least one', async () => {
    const log = await openLog(await newLogDisk());
    const entries = [2, 3, 4].map((index) => makeEntry({ index, command: 'x'.repeat(100) }));
    await log.append(makeWrite(1, entries));
    const read = (bytesMax: number): readonly number[] =>
      log.entries({ start: asLogIndex(2), end: asLogIndex(5), bytesMax }).map(({ index }) => index);
    expect([read(0), read(199), read(200), read(1000)]).toEqual([[2], [2], [2, 3], [2, 3, 4]]);
    expect(log.entries({ start: asLogIndex(5), end: asLogIndex(5), bytesMax: 9 })).toEqual([]);
  });

  test('forgets truncated entries for good', async () => {
    const disk = await newLogDisk();
    let log = await openLog(disk);
    await log.append(
      makeWrite(
        1,
        [2, 3, 4, 5].map((index) => makeEntry({ index })),
      ),
    );
    const hardState = makeHardState(2, 1);
    const replacement = makeEntry({ index: 3, term: 2 });
    await log.append(makeWrite(2, [replacement], { truncateFrom: 3, hardState }));
    expect(outline(log)).toBe('1:1 2:1 3:2');
    for (let times = 0; times < 2; times += 1) {
      await log.close();
      log = await openLog(disk);
      expect(outline(log)).toBe('1:1 2:1 3:2');
    }
    await log.append(makeWrite(1, [makeEntry({ index: 4, term: 2 })]));
    expect(outline(log)).toBe('1:1 2:1 3:2 4:2');
  });

  test('stores a membership until it is truncated', async () => {
    const disk = await newLogDisk();
    let log = await openLog(disk);
    const { command } = makeFirstEntry();
    await log.append(makeWrite(1, [makeEntry({ index: 2, kind: 'config', command })]));
    await log.close();
    log = await openLog(disk);
    expect(log.stored.memberships.map(({ index }) => index)).toEqual([1, 2]);
    const hardState = makeHardState(2, 1);
    await log.append(makeWrite(1, [], { truncateFrom: 2, hardState }));
    await log.close();
    log = await openLog(disk);
    expect(log.stored.memberships.map(({ index }) => index)).toEqual([1]);
  });

  test('writes a commit index that need not be synced with the next batch, or when it is closed', async () => {
    const disk = await newLogDisk();
    let log = await openLog(disk);
    await log.append(
      makeWrite(
        1,
        [2, 3].map((index) => makeEntry({ index })),
      ),
    );
    const before = disk.operationCount;
    const deferred = { seq: 2, entries: [], mustSync: false, hardState: makeHardState(1, 2) };
    await log.append(deferred);
    expect(disk.operationCount).toBe(before);
    disk.crash('process crash', 1);
    log = await openLog(disk);
    expect(log.stored.hardState?.commitIndex).toBe(1);

    await log.append({ ...deferred, seq: 1 });
    await log.append(makeWrite(2, [makeEntry({ index: 4 })]));
    disk.crash('power loss', 1);
    log = await openLog(disk);
    expect(log.stored.hardState?.commitIndex).toBe(2);

    await log.append({ ...deferred, seq: 1, hardState: makeHardState(1, 3) });
    await log.close();
    disk.crash('power loss', 1);
    log = await openLog(disk);
    expect(log.stored.hardState?.commitIndex).toBe(3);
  });

  test('takes a batch that is larger than a segment', async () => {
    const disk = await newLogDisk();
    let log = await openLog(disk);
    const command = 'x'.repeat(10 * LOG_OPTIONS.segmentBytes);
    await log.append(makeWrite(1, [makeEntry({ index: 2, command })]));
    await log.append(makeWrite(2, [makeEntry({ index: 3 })]));
    disk.crash('power loss', 1);
    log = await openLog(disk);
    expect(outline(log)).toBe('1:1 2:1 3:1');
  });

  test('begins new segments also when it is restarted more often than one is filled', async () => {
    const disk = await newLogDisk();
    for (let index = 2; index < 40; index += 1) {
      const log = await openLog(disk);
      await log.append(makeWrite(1, [makeEntry({ index, command: 'x'.repeat(300) })]));
      await log.close();
    }
    expect((await openLog(disk)).lastIndex).toBe(39);
    const sizes = disk.paths().map((path) => disk.contents(path)?.length ?? 0);
    expect(Math.max(...sizes)).toBeLessThan(3 * LOG_OPTIONS.segmentBytes);
    expect(segmentCount(disk)).toBeGreaterThan(6);
  });

  test('is whole after a crash at any operation of one opening and at any of the next', async () => {
    for (let seed = 1; seed <= 200; seed += 1) {
      const disk = await newLogDisk(seed);
      const log = await openLog(disk);
      await log.append(makeWrite(1, [makeEntry({ index: 2 })]));
      for (const n of [1 + (seed % 10), 1 + (Math.floor(seed / 10) % 10)]) {
        disk.crash('process crash', seed);
        disk.crashAtNth(n);
        await openLog(disk).catch(() => undefined);
      }
      disk.crash('power loss', seed);
      expect([seed, outline(await openLog(disk))]).toEqual([seed, '1:1 2:1']);
    }
  });

  test.each([
    ['a gap', makeWrite(1, [makeEntry({ index: 3 })])],
    ['a truncation of what is committed', makeWrite(1, [], { truncateFrom: 1 })],
    ['entries without a sync', { ...makeWrite(1, [makeEntry({ index: 2 })]), mustSync: false }],
    ['a batch number that does not grow', makeWrite(0, [makeEntry({ index: 2 })])],
  ])('refuses %s as a bug of the caller, and writes nothing', async (_what, write) => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    const before = disk.operationCount;
    await expect(log.append(write)).rejects.toMatchObject({ name: 'InvariantError' });
    expect(disk.operationCount).toBe(before);
  });

  test('is closed once, however often it is asked, and takes nothing after that', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    const appending = log.append(makeWrite(1, [makeEntry({ index: 2 })]));
    await Promise.all([log.close(), log.close()]);
    await appending;
    await expect(log.append(makeWrite(2, [makeEntry({ index: 3 })]))).rejects.toMatchObject({
      name: 'InvariantError',
    });
    expect(outline(await openLog(disk))).toBe('1:1 2:1');
  });
});

describe('the hint of a log (rule W-8)', () => {
  test('never vouches for a frame in a file that has not got its name yet', async () => {
    let crashes = 0;
    for (let n = 1; crashes === n - 1; n += 1) {
      const clock = new StandingClock();
      const disk = await newLogDisk();
      const log = await openLog(disk, { clock });
      disk.onOperation = () => {
        clock.fire();
      };
      disk.crashAtNth(n);
      await appendUntilSwitch(disk, log).catch((error: unknown) => {
        if (!(error instanceof SimulatedCrash)) throw error;
        crashes += 1;
      });
      disk.crash('process crash', n);
      await expect(openLog(disk)).resolves.toBeInstanceOf(Wal);
    }
    expect(crashes).toBeGreaterThan(15);
  });

  test('makes the loss of the last frame a refusal, although it looks like a torn write', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    await log.append(makeWrite(1, [makeEntry({ index: 2 })]));
    await log.close();
    const path = disk.paths().find((each) => each.endsWith('.wal')) ?? '';
    const whole = disk.contents(path) ?? new Uint8Array(0);
    const end = whole.findLastIndex((byte) => byte !== 0);
    disk.flipBit(path, 8 * end);
    await expect(openLog(disk)).rejects.toThrow('was durable, but the log ends');
    disk.take(HINT);
    expect(outline(await openLog(disk))).toBe('1:1');
  });

  test('is only a hint: a damaged one is ignored', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    await log.append(makeWrite(1, [makeEntry({ index: 2 })]));
    await log.close();
    const whole = disk.contents(HINT) ?? new Uint8Array(0);
    for (let bit = 0; bit < 8 * 12; bit += 1) {
      disk.place(HINT, whole);
      disk.flipBit(HINT, bit);
      const reopened = await openLog(disk);
      expect(outline(reopened)).toBe('1:1 2:1');
      await reopened.close();
    }
  });
});

describe('a log whose disk fails (rule W-12)', () => {
  test('refuses everything that waits and everything later with the first error', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    disk.failNth(1, 'failed sync');
    const appends = [2, 3, 4].map(async (index) => {
      await log.append(makeWrite(index, [makeEntry({ index })]));
    });
    const outcomes = await Promise.allSettled(appends);
    const reasons = outcomes.map((outcome) =>
      outcome.status === 'rejected' ? String(outcome.reason) : 'acknowledged',
    );
    expect(new Set(reasons).size).toBe(1);
    expect(reasons[0]).toContain('cannot write');
    const before = disk.operationCount;
    await expect(log.append(makeWrite(9, [makeEntry({ index: 5 })]))).rejects.toThrow(IoError);
    await log.close();
    expect(disk.operationCount).toBe(before);
  });

  test('is poisoned by a failed read, so that a bad medium is not read around', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    const all = { start: asLogIndex(1), end: asLogIndex(2), bytesMax: 1 };
    disk.failNthRead(1);
    expect(() => log.entries(all)).toThrow(IoError);
    expect(() => log.entries(all)).toThrow(IoError);
    await expect(log.append(makeWrite(1, [makeEntry({ index: 2 })]))).rejects.toThrow(IoError);
  });

  test('is poisoned by an entry that rotted while it ran', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    const path = disk.paths().find((each) => each.endsWith('.wal')) ?? '';
    disk.flipBit(path, 8 * 200);
    const all = { start: asLogIndex(1), end: asLogIndex(2), bytesMax: 1 };
    expect(() => log.entries(all)).toThrow(CorruptionError);
    await expect(log.append(makeWrite(1, [makeEntry({ index: 2 })]))).rejects.toThrow(
      CorruptionError,
    );
  });

  test('is poisoned by a failed write of the hint', async () => {
    const clock = new StandingClock();
    const disk = await newLogDisk();
    const log = await openLog(disk, { clock });
    await log.append(makeWrite(1, [makeEntry({ index: 2 })]));
    disk.failNth(1, 'I/O error');
    clock.fire();
    await log.close();
    await expect(log.append(makeWrite(2, [makeEntry({ index: 3 })]))).rejects.toThrow(IoError);
  });

  test('does not start when a read fails, and changes nothing', async () => {
    const disk = await newLogDisk();
    await (await openLog(disk)).close();
    const operations = disk.operationCount;
    const reads = disk.readCount;
    for (let n = 1; n <= 7; n += 1) {
      disk.failNthRead(n);
      await expect(openLog(disk)).rejects.toThrow(IoError);
    }
    expect(disk.operationCount).toBe(operations);
    expect(disk.readCount - reads).toBe(28);
  });
});

describe('a log on a full disk', () => {
  test('goes on while the active segment has room, and past it if there is space by then', async () => {
    const disk = await newLogDisk();
    const warnings: string[] = [];
    const logger = { ...silentLogger, warn: (_: unknown, text: string) => warnings.push(text) };
    const log = await openLog(disk, { logger });
    disk.isFull = true;
    let index = 2;
    for (; warnings.length === 0; index += 1) {
      await log.append(makeWrite(index, [makeEntry({ index, command: 'x'.repeat(100) })]));
    }
    expect(warnings).toEqual(['could not prepare the next log segment']);
    await log.append(makeWrite(index, [makeEntry({ index })]));
    disk.isFull = false;
    const last = await appendUntilSwitch(disk, log);
    disk.crash('power loss', 1);
    const reopened = await openLog(disk);
    expect(reopened.lastIndex).toBe(last);
  });

  test('stops when a segment is full, and has everything it acknowledged when there is space again', async () => {
    const disk = await newLogDisk();
    const log = await openLog(disk);
    disk.isFull = true;
    let acknowledged = 1;
    const appendAll = async (): Promise<void> => {
      for (let index = 2; index < 100; index += 1) {
        await log.append(makeWrite(index, [makeEntry({ index, command: 'x'.repeat(100) })]));
        acknowledged = index;
      }
    };
    await expect(appendAll()).rejects.toThrow('ENOSPC');
    expect(acknowledged).toBeGreaterThan(3);
    await log.close();
    await expect(openLog(disk)).rejects.toThrow('ENOSPC');
    disk.crash('power loss', 1);
    disk.isFull = false;
    expect((await openLog(disk)).lastIndex).toBe(acknowledged);
  });

  test('leaves nothing that recovery minds when it cannot even be made', async () => {
    const disk = new SimDisk(1);
    const first = { hardState: makeHardState(1, 1), entries: [makeFirstEntry()] };
    disk.isFull = true;
    await expect(Wal.create({ ...LOG_OPTIONS, first }, { disk })).rejects.toThrow('ENOSPC');
    disk.isFull = false;
    await Wal.create({ ...LOG_OPTIONS, first }, { disk });
    expect(outline(await openLog(disk))).toBe('1:1');
  });
});
