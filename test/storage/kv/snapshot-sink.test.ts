import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { InvariantError } from '../../../base/invariant.ts';
import type { SnapshotChunk } from '../../../raft/index.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { IoError, SnapshotRejectedError, ViewEndedError } from '../../../storage/errors.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import {
  addToTotals,
  encodeEnd,
  encodeRecords,
  noTotals,
  sealChunk,
} from '../../../storage/kv/snapshot-format.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { openMachine } from '../../support/kv-fixture.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';
import {
  STATE_DIRECTORY,
  applyUpTo,
  contentsOf,
  metaAt,
  metaOf,
  openSimHome,
  readAll,
  receive,
} from '../../support/machine-snapshots.ts';

const LAST = 300;
const ID = 'sender-1-1';

/** A state machine that has applied `LAST` entries, and its snapshot. */
async function makeSender(last = LAST): Promise<{
  readonly machine: KvStateMachine;
  readonly chunks: readonly SnapshotChunk[];
}> {
  const machine = await openMachine(new MemoryEngine(), immediateClock);
  applyUpTo(machine, last);
  return { machine, chunks: await readAll(machine.openSnapshot(metaOf(machine))) };
}

async function openReceiver(disk = new SimDisk(1)): Promise<KvStateMachine> {
  return await openMachine(await openSimHome(disk), immediateClock);
}

function staged(disk: SimDisk): readonly string[] {
  return disk.paths().filter((path) => path.startsWith(`${STATE_DIRECTORY}/staging/`));
}

/** `chunks` with records in small pieces: several chunks of records, as a large state has. */
async function makeManyChunks(): Promise<readonly SnapshotChunk[]> {
  const records = Array.from({ length: 40 }, (_, at) => `d\0\0\0\0k${String(at).padStart(3, '0')}`);
  const { chunks } = await makeSender();
  const [header] = chunks;
  if (header === undefined) throw new Error('no header');
  const pieces = [0, 10, 20, 30].map((start) =>
    encodeRecords(records.slice(start, start + 10).map((key) => [key, '3'] as const)),
  );
  const totals = pieces.reduce((sum, bytes) => addToTotals(sum, { count: 10, bytes }), noTotals);
  return [header.bytes, ...pieces, encodeEnd(totals)].map((bytes, number) =>
    sealChunk(ID, number, bytes),
  );
}

import { ManualClock } from '../../support/manual-clock.ts';
describe('a snapshot that was received', () => {
  test('becomes the state, and the next entry is applied to it', async () => {
    const { machine: sender, chunks } = await makeSender();
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    applyUpTo(receiver, 20, 7);
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    expect(receiver.lastApplied).toBe(20);
    await sink.install();
    expect([receiver.lastApplied, receiver.durableIndex]).toEqual([LAST, LAST]);
    expect([receiver.lastAppliedTerm, receiver.now]).toEqual([sender.lastAppliedTerm, sender.now]);
    expect(await contentsOf(receiver)).toEqual(await contentsOf(sender));
    for (const machine of [sender, receiver]) applyUpTo(machine, LAST + 30);
    expect(await contentsOf(receiver)).toEqual(await contentsOf(sender));
    await receiver.checkpoint();
    await receiver.close();
    const again = await openReceiver(disk);
    expect(again.lastApplied).toBe(LAST + 30);
    expect(again.installedSnapshot).toBeUndefined();
    expect(await contentsOf(again)).toEqual(await contentsOf(sender));
  });

  test('is known as what the state came from, until something was applied durably', async () => {
    const { machine: sender, chunks } = await makeSender();
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    await sink.install();
    await receiver.close();
    expect((await openReceiver(disk)).installedSnapshot).toEqual(metaOf(sender));
  });

  test('ends the fence of the state before (rule H-2)', async () => {
    const { machine: sender, chunks } = await makeSender();
    const receiver = await openReceiver();
    applyUpTo(receiver, 20);
    receiver.keepFence({ index: asLogIndex(1), hash: 'a'.repeat(16), quorumHash: 'b'.repeat(16) });
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    expect(receiver.fence).toBeDefined();
    await sink.install();
    expect(receiver.fence).toBeUndefined();
    await receiver.close();
  });

  test('gives the same snapshot again', async () => {
    const { machine: sender, chunks } = await makeSender();
    const receiver = await openReceiver();
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    await sink.install();
    expect(await readAll(receiver.openSnapshot(metaOf(sender)))).toEqual(chunks);
  });

  test('ends the views of before; new ones see the new state (rule S-11)', async () => {
    const { machine: sender, chunks } = await makeSender();
    const receiver = await openReceiver();
    applyUpTo(receiver, 20);
    const view = receiver.openView();
    const range = { database: 0, start: new Uint8Array(), end: Uint8Array.of(255), reverse: false };
    const scan = view.scan(range);
    await scan.next({ countMax: 2, bytesMax: 1000 });
    const source = receiver.openSnapshot(metaOf(receiver, 'own-1-1'));
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    expect(view.get(0, Uint8Array.of(1))).toBeUndefined();
    await sink.install();
    expect(() => view.get(0, Uint8Array.of(1))).toThrow(ViewEndedError);
    await expect(scan.next({ countMax: 2, bytesMax: 1000 })).rejects.toThrow(ViewEndedError);
    await expect(source.read(1)).rejects.toThrow(ViewEndedError);
    await scan.close();
    view.close();
    source.close();
    expect(await contentsOf(receiver)).toEqual(await contentsOf(sender));
    await receiver.close();
  });

  test('is refused when it is not ahead of what was applied meanwhile', async () => {
    const { machine: sender, chunks } = await makeSender(30);
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    applyUpTo(receiver, 30, 7);
    await expect(sink.install()).rejects.toThrow(SnapshotRejectedError);
    expect(staged(disk)).toEqual([]);
    applyUpTo(receiver, 40, 7);
    await receiver.close();
  });

  test('keeps entries from being applied while it is installed', async () => {
    const { machine: sender, chunks } = await makeSender();
    const receiver = await openReceiver();
    applyUpTo(receiver, 20);
    const sink = await receiver.receiveSnapshot(metaOf(sender));
    await receive(sink, chunks);
    const checkpoint = receiver.checkpoint();
    const installing = sink.install();
    await Promise.resolve();
    await Promise.resolve();
    expect(receiver.isFull).toBe(true);
    expect(() => applyUpTo(receiver, 21)).toThrow(InvariantError);
    await receiver.whenRoom();
    expect([receiver.isFull, receiver.lastApplied]).toEqual([false, LAST]);
    await Promise.all([checkpoint, installing]);
  });
});

describe('two snapshots in a row (rule S-10)', () => {
  test('the second one takes the place of the first, which is refused from then on', async () => {
    const { machine: sender, chunks } = await makeSender();
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    const first = await receiver.receiveSnapshot(metaOf(sender));
    await first.write(chunks[0] ?? sealChunk(ID, 0, new Uint8Array()));
    applyUpTo(sender, LAST + 10);
    const meta = metaOf(sender, 'sender-1-2');
    const later = await readAll(sender.openSnapshot(meta));
    const second = await receiver.receiveSnapshot(meta);
    expect(staged(disk).every((path) => path.includes('sender-1-2'))).toBe(true);
    await expect(first.write(chunks[1] ?? sealChunk(ID, 1, new Uint8Array()))).rejects.toThrow(
      SnapshotRejectedError,
    );
    await receive(second, later);
    await second.install();
    expect(receiver.lastApplied).toBe(LAST + 10);

    applyUpTo(sender, LAST + 20);
    const third = await receiver.receiveSnapshot(metaOf(sender, 'sender-1-3'));
    await receive(third, await readAll(sender.openSnapshot(metaOf(sender, 'sender-1-3'))));
    await third.install();
    expect(await contentsOf(receiver)).toEqual(await contentsOf(sender));
    expect(staged(disk)).toEqual([]);
    await receiver.close();
  });
});

/** A disk with three chunks of a snapshot staged, as a node that is gone has left it. */
async function leave(): Promise<SimDisk> {
  const disk = new SimDisk(1);
  const receiver = await openReceiver(disk);
  const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
  const chunks = await makeManyChunks();
  for (const chunk of chunks.slice(0, 3)) await sink.write(chunk);
  await receiver.close();
  expect(staged(disk)).not.toEqual([]);
  return disk;
}

describe('what a crash has left staged', () => {
  test('is removed a minute after the start, unless somebody goes on with it', async () => {
    for (const isTakenUp of [false, true]) {
      const disk = await leave();
      const clock = new ManualClock();
      const receiver = await openMachine(await openSimHome(disk), clock);
      await clock.advance(59_000);
      expect(staged(disk)).not.toEqual([]);
      if (isTakenUp) await receiver.receiveSnapshot(metaAt({ index: LAST }));
      await clock.advance(2_000);
      await receiver.close();
      expect(staged(disk).length > 0).toBe(isTakenUp);
    }
  });

  test('is not removed by a node that stops before', async () => {
    const disk = await leave();
    await (await openReceiver(disk)).close();
    expect(staged(disk)).not.toEqual([]);
  });
});

describe('receiving goes on (rule S-5)', () => {
  test('in the same life, where it was', async () => {
    const chunks = await makeManyChunks();
    const receiver = await openReceiver();
    const first = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    for (const chunk of chunks.slice(0, 3)) await first.write(chunk);
    const again = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    expect(again.next).toBe(3);
    await receive(again, chunks);
    await again.install();
    expect(await contentsOf(receiver)).toHaveLength(40);
  });

  test('after a power loss at any chunk, and when all were there', async () => {
    const chunks = await makeManyChunks();
    for (let count = 0; count <= chunks.length; count += 1) {
      const disk = new SimDisk(1);
      const receiver = await openReceiver(disk);
      const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
      for (const chunk of chunks.slice(0, count)) await sink.write(chunk);
      if (count === chunks.length) await sink.finish();
      disk.crash('power loss', count);
      const restarted = await openReceiver(disk);
      expect(restarted.lastApplied).toBe(0);
      const resumed = await restarted.receiveSnapshot(metaAt({ index: LAST }));
      expect(resumed.next).toBe(count);
      await receive(resumed, chunks);
      await resumed.install();
      expect(await contentsOf(restarted)).toHaveLength(40);
    }
  });

  test('but not on what was announced otherwise under the same id', async () => {
    const chunks = await makeManyChunks();
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    for (const chunk of chunks.slice(0, 3)) await sink.write(chunk);
    const other = await receiver.receiveSnapshot(metaAt({ index: LAST + 1 }));
    expect(other.next).toBe(0);
  });
});

describe('what is not as it was sent is refused, and what was good is kept', () => {
  test('a chunk with a flipped bit, whichever it is (rule S-6)', async () => {
    const chunks = await makeManyChunks();
    const receiver = await openReceiver();
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    for (const chunk of chunks) {
      for (let bit = 0; bit < chunk.bytes.length * 8; bit += 41) {
        const bytes = chunk.bytes.slice();
        bytes[bit >> 3] = (bytes[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        await expect(sink.write({ ...chunk, bytes })).rejects.toThrow(SnapshotRejectedError);
      }
      expect(sink.next).toBe(chunk.number);
      await sink.write(chunk);
    }
    await sink.finish();
    await sink.install();
  });

  test('a chunk out of turn, of another snapshot, or behind the last', async () => {
    const chunks = await makeManyChunks();
    const receiver = await openReceiver();
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    const [header, second, third] = chunks;
    if (header === undefined || second === undefined || third === undefined) throw new Error();
    await expect(sink.write(second)).rejects.toThrow('chunk 1 where 0 is wanted');
    await sink.write(header);
    await expect(sink.write(third)).rejects.toThrow('chunk 2 where 1 is wanted');
    await expect(sink.write(sealChunk('other-1-1', 1, second.bytes))).rejects.toThrow('not as it');
    for (const chunk of chunks.slice(1)) await sink.write(chunk);
    const more = sealChunk(ID, chunks.length, encodeRecords([['dz', '3']]));
    await expect(sink.write(more)).rejects.toThrow('a chunk after the last');
    await sink.finish();
  });

  test.each([
    ['a local key', [['lsnapshot', 'x']]],
    ['a key of the apply journal', [['j00000000', 'x']]],
    ['the checkpoint mark', [['mapplied', 'x']]],
    ['keys that are not in order', [['db', 'x'], ['da', 'x']]], // prettier-ignore
    ['a key twice', [['da', 'x'], ['da', 'x']]], // prettier-ignore
    ['a key beyond all others', [['\x7f', 'x']]],
  ] as const)('records with %s', async (_what, records) => {
    const [header] = await makeManyChunks();
    const receiver = await openReceiver();
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    if (header !== undefined) await sink.write(header);
    const chunk = sealChunk(ID, 1, encodeRecords([...records]));
    await expect(sink.write(chunk)).rejects.toThrow('out of order or out of place');
  });

  test('a header that is not what was announced, and an id that is none', async () => {
    const { chunks } = await makeSender();
    const receiver = await openReceiver();
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST + 1 }));
    await expect(sink.write(chunks[0] ?? sealChunk(ID, 0, new Uint8Array()))).rejects.toThrow(
      'not what was announced',
    );
    await expect(receiver.receiveSnapshot(metaAt({ index: 9, id: '../x' }))).rejects.toThrow(
      SnapshotRejectedError,
    );
  });
});

describe('finish', () => {
  test('before the last chunk is refused: the sender says when it is over; an install then is a bug', async () => {
    const [header] = await makeManyChunks();
    const receiver = await openReceiver();
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    await expect(sink.finish()).rejects.toThrow(SnapshotRejectedError);
    if (header !== undefined) await sink.write(header);
    await expect(sink.finish()).rejects.toThrow(SnapshotRejectedError);
    await expect(sink.install()).rejects.toThrow(InvariantError);
  });

  test('refuses and removes what does not amount to what the last chunk says (rule S-6)', async () => {
    const chunks = await makeManyChunks();
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    // A sender that left out a chunk, and numbered the others without a gap.
    const shortened = chunks
      .filter(({ number }) => number !== 2)
      .map(({ bytes }, number) => sealChunk(ID, number, bytes));
    await expect(receive(sink, shortened)).rejects.toThrow('30 records');
    expect(staged(disk)).toEqual([]);
    const again = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    expect(again.next).toBe(0);
    await receive(again, chunks);
    await again.install();
    await receiver.close();
  });

  test('refuses what has a hole since its engine skipped a damaged block (14.2)', async () => {
    const chunks = await makeManyChunks();
    const outcomes: string[] = [];
    for (let place = 0; place < 6; place += 1) {
      const disk = new SimDisk(1);
      const receiver = await openReceiver(disk);
      const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
      for (const chunk of chunks) await sink.write(chunk);
      await receiver.close();
      const file = staged(disk).find((path) => path.endsWith('.log')) ?? '';
      disk.flipBit(file, Math.floor((8 * (disk.contents(file)?.length ?? 0) * (place + 0.5)) / 6));
      const again = await openReceiver(disk);
      const resumed = await again.receiveSnapshot(metaAt({ index: LAST }));
      outcomes.push(
        await receive(resumed, chunks).then(
          () => 'whole',
          (error: unknown) => (error instanceof Error ? error.name : ''),
        ),
      );
      if (outcomes.at(-1) !== 'whole') continue;
      await resumed.install();
      expect(await contentsOf(again)).toHaveLength(40);
    }
    expect(new Set(outcomes)).toEqual(new Set(['whole', SnapshotRejectedError.name]));
  });
});

test('what could not be made durable is received anew: no sync is tried a second time (rule W-12)', async () => {
  const chunks = await makeManyChunks();
  let failures = 0;
  for (let nth = 1; ; nth += 1) {
    const disk = new SimDisk(1);
    const receiver = await openReceiver(disk);
    const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    for (const chunk of chunks) await sink.write(chunk);
    disk.failNth(nth, 'failed sync');
    const before = disk.operationCount;
    const isFinished = await sink.finish().then(
      () => true,
      () => false,
    );
    if (isFinished && disk.operationCount < before + nth) break;
    failures += 1;
    expect(isFinished).toBe(false);
    const again = await receiver.receiveSnapshot(metaAt({ index: LAST }));
    expect(again.next).toBe(0);
    await receive(again, chunks);
    await again.install();
    expect(await contentsOf(receiver)).toHaveLength(40);
    await receiver.close();
  }
  // The note that it is whole, each file of the engine, and their names.
  expect(failures).toBeGreaterThanOrEqual(4);
});

test('what was given up and could not be removed is removed at the next offer', async () => {
  const chunks = await makeManyChunks();
  const disk = new SimDisk(1);
  const receiver = await openReceiver(disk);
  const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
  for (const chunk of chunks.slice(0, 3)) await sink.write(chunk);
  disk.failNth(2, 'I/O error');
  await expect(sink.discard()).rejects.toThrow(IoError);
  const again = await receiver.receiveSnapshot(metaAt({ index: LAST }));
  expect(again.next).toBe(0);
  await receive(again, chunks);
  await again.install();
  expect(await contentsOf(receiver)).toHaveLength(40);
  await receiver.close();
});

test('what was given up is removed, and giving up twice does no harm', async () => {
  const chunks = await makeManyChunks();
  const disk = new SimDisk(1);
  const receiver = await openReceiver(disk);
  const sink = await receiver.receiveSnapshot(metaAt({ index: LAST }));
  for (const chunk of chunks.slice(0, 3)) await sink.write(chunk);
  await sink.discard();
  await sink.discard();
  expect(staged(disk)).toEqual([]);
  await expect(sink.finish()).rejects.toThrow(SnapshotRejectedError);
  await receiver.close();
});
