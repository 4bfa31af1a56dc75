/** What a compaction and a rebase do to the log, and what a start makes of a log that begins later than at entry 1. */
import { beforeAll, describe, expect, test } from 'vitest';
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import { InvariantError } from '../../../base/invariant.ts';
import { silentLogger } from '../../../base/logger.ts';
import type { Logger } from '../../../base/logger.ts';
import type { Disk } from '../../../storage/disk/disk.ts';
import { CorruptionError, IoError } from '../../../storage/errors.ts';
import { Wal } from '../../../storage/wal/wal.ts';
import { honest } from '../../support/faulty-disks.ts';
import { changed, expectedVerdict, judgeImage, makeKnownLog } from '../../support/log-damage.ts';
import type { KnownLog } from '../../support/log-damage.ts';
import {
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeMembership,
  makeMembershipEntry,
  makeWrite,
} from '../../support/log-fixtures.ts';
import { LOG_OPTIONS } from '../../support/log-workload.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';

const ONE = { index: asLogIndex(1), membership: makeMembership() };

async function newLog(seed = 1): Promise<{ readonly disk: SimDisk; readonly log: Wal }> {
  const disk = new SimDisk(seed);
  const first = { hardState: makeHardState(1, 1), entries: [makeFirstEntry()] };
  await Wal.create({ ...LOG_OPTIONS, first }, { disk });
  return { disk, log: await openLog(disk) };
}

async function openLog(disk: Disk, logger: Logger = silentLogger): Promise<Wal> {
  return await Wal.open(LOG_OPTIONS, { disk, clock: new StandingClock(), logger });
}

async function appendUpTo(log: Wal, last: number, term = 1): Promise<void> {
  for (let index = log.lastIndex + 1; index <= last; index += 1) {
    await log.append(
      makeWrite(index, [makeEntry({ index, term, command: 'x'.repeat(100) })], {
        hardState: makeHardState(term, index),
      }),
    );
  }
}

async function compact(log: Wal, index: number): Promise<void> {
  await log.compact({ index: asLogIndex(index), membership: ONE });
}

function rebaseTo(index: number, term: number): Parameters<Wal['rebase']>[0] {
  return {
    last: { index: asLogIndex(index), term: asTerm(term) },
    membership: { ...ONE, index: asLogIndex(index - 1) },
    hardState: makeHardState(term, index),
  };
}

function files(disk: SimDisk): readonly string[] {
  return disk.paths().filter((path) => path.endsWith('.wal'));
}

/** Base, first and last index, and what can be read. */
function outline(log: Wal): unknown {
  const { base, firstIndex, lastIndex } = log;
  const end = asLogIndex(lastIndex + 1);
  const read = log.entries({ start: firstIndex, end, bytesMax: Infinity });
  return [base.index, base.term, firstIndex, lastIndex, read.length];
}

describe('a compacted log', () => {
  test('begins behind its base, also after it was opened again', async () => {
    const { disk, log } = await newLog();
    expect(outline(log)).toEqual([0, 0, 1, 1, 1]);
    await appendUpTo(log, 40);
    await compact(log, 25);
    expect(outline(log)).toEqual([25, 1, 26, 40, 15]);
    expect([log.termAt(asLogIndex(25)), log.termAt(asLogIndex(24))]).toEqual([1, undefined]);
    const past = { start: asLogIndex(25), end: asLogIndex(26), bytesMax: 1 };
    expect(() => log.entries(past)).toThrow(InvariantError);
    await appendUpTo(log, 45);
    await log.close();
    const again = await openLog(disk);
    expect(outline(again)).toEqual([25, 1, 26, 45, 20]);
    expect(again.stored.memberships).toEqual([ONE]);
    expect(again.stored.hardState).toEqual(makeHardState(1, 45));
  });

  test('may be empty, and then goes on behind its base', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 20);
    await compact(log, 20);
    expect(outline(log)).toEqual([20, 1, 21, 20, 0]);
    await log.close();
    const again = await openLog(disk);
    expect(outline(again)).toEqual([20, 1, 21, 20, 0]);
    await appendUpTo(again, 30);
    expect(outline(again)).toEqual([20, 1, 21, 30, 10]);
  });

  test('frees the files that hold nothing else, and only those', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 40);
    const before = files(disk);
    await compact(log, 25);
    const after = files(disk);
    expect(after.length).toBeLessThan(before.length);
    expect(before.slice(-after.length)).toEqual(after);
    await compact(log, 26);
    expect(files(disk).length).toBeGreaterThan(after.length - 2);
    await compact(log, 40);
    expect(files(disk)).toHaveLength(1);
  });

  test('forgets nothing twice and nothing that is not stored', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 20);
    await compact(log, 10);
    const before = disk.operationCount;
    await compact(log, 10);
    await compact(log, 3);
    expect(disk.operationCount).toBe(before);
    await expect(compact(log, 21)).rejects.toThrow(InvariantError);
    await Promise.all([compact(log, 15), compact(log, 12), compact(log, 15)]);
    expect(log.base.index).toBe(15);
  });

  test('counts the base as committed, though the stored commit index lagged', async () => {
    const { disk, log } = await newLog();
    await log.append(makeWrite(2, [makeEntry({ index: 2 }), makeEntry({ index: 3 })]));
    await compact(log, 2);
    disk.crash('power loss', 1);
    const again = await openLog(disk);
    expect(again.stored.hardState?.commitIndex).toBe(2);
    const cut = makeWrite(1, [], { truncateFrom: 2 });
    await expect(again.append(cut)).rejects.toThrow(InvariantError);
  });

  test('keeps the membership in force at its base, and those above it (rule M-10)', async () => {
    const { disk, log } = await newLog();
    await log.append(makeWrite(1, [makeMembershipEntry(2, 1), makeEntry({ index: 3 })]));
    await log.append(makeWrite(2, [makeMembershipEntry(4, 1), makeEntry({ index: 5 })]));
    const two = { ...ONE, index: asLogIndex(2) };
    await log.compact({ index: asLogIndex(3), membership: two });
    await log.close();
    const indexes = (await openLog(disk)).stored.memberships.map(({ index }) => index);
    expect(indexes).toEqual([2, 4]);
  });

  test('takes appends, truncations and reads of later entries beside the compaction', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 30);
    await log.append(makeWrite(31, [makeEntry({ index: 31 }), makeEntry({ index: 32 })]));
    const cut = makeEntry({ index: 31, term: 2 });
    const more = { truncateFrom: 31, hardState: makeHardState(2, 30) };
    const results = Promise.all([
      compact(log, 20),
      log.append(makeWrite(32, [cut], more)),
      compact(log, 30),
      log.append(makeWrite(33, [makeEntry({ index: 32, term: 2 })])),
    ]);
    const late = { start: asLogIndex(31), end: asLogIndex(32), bytesMax: 1 };
    expect(log.entries(late)[0]?.term).toBe(1);
    await results;
    expect(outline(log)).toEqual([30, 1, 31, 32, 2]);
    await log.close();
    expect(outline(await openLog(disk))).toEqual([30, 1, 31, 32, 2]);
  });

  test('warns of a file that cannot be removed, and removes it later', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 20);
    const warnings: string[] = [];
    const logger = {
      ...silentLogger,
      warn: (_fields: unknown, message: string) => warnings.push(message),
    };
    let isArmed = false;
    const remove = async (path: string): Promise<void> => {
      const isFailing = path.endsWith('.wal') && isArmed;
      isArmed = isArmed && !isFailing;
      if (isFailing) throw new IoError('planted', { path });
      await disk.remove(path);
    };
    const again = await openLog(Object.assign(honest(disk), { remove }), logger);
    const before = files(disk).length;
    isArmed = true;
    await compact(again, 15);
    expect(warnings).toEqual(['could not remove a log segment that is not needed']);
    expect(files(disk)).toHaveLength(before);
    await compact(again, 16);
    expect(files(disk).length).toBeLessThan(before);
    await again.close();
  });

  test('is poisoned when its marker cannot be written (rule W-12)', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 20);
    disk.failNth(1, 'I/O error');
    await expect(compact(log, 15)).rejects.toThrow(IoError);
    await expect(compact(log, 15)).rejects.toThrow(IoError);
    await expect(log.append(makeWrite(30, [makeEntry({ index: 21 })]))).rejects.toThrow(IoError);
  });
});

describe('a rebased log (12.5 step 4)', () => {
  test('is empty behind its base, whatever it held', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 20);
    await log.append(makeWrite(21, [makeEntry({ index: 21 }), makeEntry({ index: 22 })]));
    await log.rebase(rebaseTo(21, 4));
    expect(outline(log)).toEqual([21, 4, 22, 21, 0]);
    expect(log.stored.memberships.map(({ index }) => index)).toEqual([20]);
    expect(files(disk)).toHaveLength(1);
    await appendUpTo(log, 30, 4);
    await log.close();
    const again = await openLog(disk);
    expect(outline(again)).toEqual([21, 4, 22, 30, 9]);
    expect(again.stored.hardState).toEqual(makeHardState(4, 30));
  });

  test('may begin far behind its end', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 5);
    await log.rebase(rebaseTo(1_000_000, 7));
    await log.close();
    const again = await openLog(disk);
    expect(outline(again)).toEqual([1_000_000, 7, 1_000_001, 1_000_000, 0]);
    await appendUpTo(again, 1_000_010, 7);
    await compact(again, 1_000_005);
    expect(outline(again)).toEqual([1_000_005, 7, 1_000_006, 1_000_010, 5]);
  });

  test('never goes back before its base or what is committed', async () => {
    const { log } = await newLog();
    await appendUpTo(log, 20);
    await compact(log, 15);
    await expect(log.rebase(rebaseTo(15, 2))).rejects.toThrow(InvariantError);
    const behind = { ...rebaseTo(18, 2), hardState: makeHardState(2, 20) };
    await expect(log.rebase(behind)).rejects.toThrow(InvariantError);
  });

  test('takes no entry of an older term than its base', async () => {
    const { disk, log } = await newLog();
    await log.rebase(rebaseTo(10, 4));
    await appendUpTo(log, 11, 3);
    await log.close();
    await expect(openLog(disk)).rejects.toThrow('entry 11 of term 3 does not continue the log');
  });
});

describe('files that a compaction had removed', () => {
  test('may come back, each by itself, and are removed again', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 40);
    const before = new Map(files(disk).map((path) => [path, disk.contents(path)]));
    await compact(log, 30);
    await log.close();
    const gone = [...before].filter(([path]) => disk.contents(path) === undefined);
    expect(gone.length).toBeGreaterThan(3);
    const random = seededRandom(3);
    for (let round = 0; round < 20; round += 1) {
      for (const [path, bytes] of gone) {
        if (bytes !== undefined && random.next() < 0.5) disk.place(path, bytes);
      }
      const again = await openLog(disk);
      expect(outline(again)).toEqual([30, 1, 31, 40, 10]);
      await again.close();
      expect(files(disk).filter((path) => before.has(path) && gone.some(([name]) => name === path)))
        .toEqual([]); // prettier-ignore
    }
  });

  test('do no harm even if one of them is damaged', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 40);
    const [path = ''] = files(disk);
    const bytes = disk.contents(path)?.slice() ?? new Uint8Array();
    await compact(log, 30);
    await log.close();
    disk.place(path, bytes.fill(0xff, 200, 220));
    expect(outline(await openLog(disk))).toEqual([30, 1, 31, 40, 10]);
  });

  test('are missed if entries behind the base were in them', async () => {
    const { disk, log } = await newLog();
    await appendUpTo(log, 40);
    await compact(log, 10);
    await log.close();
    const all = files(disk);
    expect(all.length).toBeGreaterThan(4);
    for (const path of all) {
      const bytes = disk.contents(path) ?? new Uint8Array();
      disk.take(path);
      await expect(openLog(disk)).rejects.toThrow(CorruptionError);
      disk.place(path, bytes);
    }
    disk.take(all[0] ?? '');
    await expect(openLog(disk)).rejects.toThrow('the file before this one is missing');
  });
});

describe('damage to a compacted log', () => {
  let known: KnownLog;
  beforeAll(async () => {
    known = await makeKnownLog({ Wal, onDisk: honest }, { letter: 'k', compactedTo: 9 });
  });

  test('is looked for where a marker lies between other frames, and files are gone', () => {
    expect(known.segments[0]?.frames[0]?.header.frame).toBeGreaterThan(1);
    const last = known.segments.at(-1)?.frames.map(({ header }) => header);
    expect(last?.some(({ type }) => type === 'snapshotMarker')).toBe(true);
    expect(last?.at(-1)?.frame).toBeGreaterThan(known.markerFrame);
  });

  test('of any byte is refused if that byte is known to have been durable', async () => {
    const random = seededRandom(7);
    const wrong: string[] = [];
    for (const segment of known.segments) {
      const end = (segment.frames.at(-1)?.end ?? 0) + 16;
      for (let at = 0; at < end; at += 1) {
        const bit = 1 << Math.floor(random.next() * 8);
        const image = changed(known.image, segment.path, (bytes) =>
          bytes.fill((bytes[at] ?? 0) ^ bit, at, at + 1),
        );
        const verdict = await judgeImage({ Wal, onDisk: honest }, image);
        const lastFrame = known.segments.at(-1)?.frames.at(-1)?.header.frame ?? 0;
        const expected = expectedVerdict(known, segment, at, lastFrame);
        if (JSON.stringify(verdict) !== JSON.stringify(expected)) {
          wrong.push(`${segment.path} at ${at}: ${verdict.kind} instead of ${expected.kind}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});
