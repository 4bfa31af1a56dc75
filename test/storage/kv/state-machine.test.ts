import { describe, expect, test } from 'vitest';
import { asLogIndex, asWallMs } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import type { Engine, EngineWrite } from '../../../storage/engine/engine.ts';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError, IoError } from '../../../storage/errors.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { ReadView } from '../../../storage/kv/reader.ts';
import { decodeRecord } from '../../../storage/kv/record.ts';
import { KvStateMachine, stateMachineDefaults } from '../../../storage/kv/state-machine.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import {
  atomic,
  bytesValue,
  entryOf,
  homeOf,
  openMachine,
  setOf,
} from '../../support/kv-fixture.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const makeContents = (): MemoryEngineContents => ({ current: new Map() });
const setEntry = (index: number, name: string, ...bytes: readonly number[]) =>
  entryOf(index, atomic({ mutations: [setOf([name], bytesValue(...bytes))] }));
const deleteEntry = (index: number, name: string) =>
  entryOf(index, atomic({ mutations: [{ kind: 'delete', key: encodeKey([name]) }] }));

function valueOf(source: KvStateMachine | ReadView, name: string): string | undefined {
  const found = source.get(0, encodeKey([name]));
  return found === undefined ? undefined : Buffer.from(found.value.bytes).toString('hex');
}

async function listOf(view: ReadView): Promise<string[]> {
  const scan = view.scan({
    database: 0,
    start: Uint8Array.of(),
    end: Uint8Array.of(255),
    reverse: false,
  });
  const entries = await scan.next({ countMax: 1000, bytesMax: 1_000_000 });
  await scan.close();
  return entries.map(
    ({ key, record }) =>
      `${Buffer.from(key, 'latin1').toString('hex')}=${Buffer.from(decodeRecord(record).value.bytes).toString('hex')}`,
  );
}

describe('applying', () => {
  test('makes effects visible at once and gives stamps from the log index (rule N-5)', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    const [first, second] = machine.apply([setEntry(1, 'a', 1), setEntry(2, 'b', 2)]);
    expect([valueOf(machine, 'a'), valueOf(machine, 'b')]).toEqual(['01', '02']);
    expect(first?.result).toEqual({
      kind: 'committed',
      versionstamp: Buffer.from('00000000000000010000', 'hex'),
    });
    expect(second?.result).toEqual({
      kind: 'committed',
      versionstamp: Buffer.from('00000000000000020000', 'hex'),
    });
    await machine.close();
  });

  test('gives no result for entries without a command and hands the origin back', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    const start = { ...setEntry(1, 'a'), kind: 'leaderStart', command: new Uint8Array() } as const;
    const origin = { nodeId: '00000000000000ab', incarnation: 2, requestId: 3 } as const;
    const tagged = entryOf(2, { ...atomic({}), origin: origin as never });
    expect(machine.apply([start, tagged])).toMatchObject([{}, { origin }]);
    expect(machine.lastApplied).toBe(2);
    await machine.close();
  });

  test('keeps databases apart, and 1 from 1n (KEY 7)', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    machine.apply([
      entryOf(1, atomic({ mutations: [setOf([1], bytesValue(1)), setOf([1n], bytesValue(2))] })),
      entryOf(2, { kind: 'createDatabase', id: '01234567-89ab-4cde-8f01-23456789abcd', name: 'a' }),
      entryOf(3, atomic({ database: 1, mutations: [setOf([1], bytesValue(3))] })),
    ]);
    const shown = (database: number, part: number | bigint): unknown =>
      machine.get(database, encodeKey([part]))?.value.bytes[0];
    expect([shown(0, 1), shown(0, 1n), shown(1, 1)]).toEqual([1, 2, 3]);
    await machine.close();
  });

  test('takes log time from the stamps, and never back (rule N-2)', async () => {
    const contents = makeContents();
    const machine = await openMachine(new MemoryEngine(contents), immediateClock);
    machine.apply([
      { ...setEntry(1, 'a'), stampedAt: asWallMs(500) },
      { ...setEntry(2, 'a'), stampedAt: asWallMs(400) },
    ]);
    expect(machine.now).toBe(500);
    await machine.close();
    const again = await openMachine(new MemoryEngine(contents), immediateClock);
    expect([again.now, again.lastApplied, again.lastAppliedTerm]).toEqual([500, 2, 1]);
    await again.close();
  });

  test('stops on a command that it cannot decode (rule N-7) and on a gap in the log', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    for (const hex of ['', 'ff', '0a00', '120612040a00107f']) {
      const entry = { ...setEntry(1, 'a'), command: Buffer.from(hex, 'hex') };
      expect(() => machine.apply([entry])).toThrow(CorruptionError);
    }
    expect(() => machine.apply([setEntry(2, 'a')])).toThrow('apply of entry 2 after entry 0');
    expect(machine.lastApplied).toBe(0);
    await machine.close();
  });

  test('survives a command beyond every limit of the clients', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    const value = { bytes: new Uint8Array(3_000_000), encoding: 'bytes' } as const;
    const mutations = [{ kind: 'set', key: new Uint8Array(100_000).fill(5), value } as const];
    expect(machine.apply([entryOf(1, atomic({ mutations }))])[0]?.result?.kind).toBe('committed');
    await machine.close();
  });
});

/** An engine whose writes wait until the test lets them settle, or fails them. */
class HeldEngine implements Engine {
  readonly #engine: MemoryEngine;
  #release: ((failure: Error | undefined) => void) | undefined;

  constructor(contents: MemoryEngineContents) {
    this.#engine = new MemoryEngine(contents);
  }

  get(key: string): string | undefined {
    return this.#engine.get(key);
  }

  snapshot(): ReturnType<Engine['snapshot']> {
    return this.#engine.snapshot();
  }

  async write(writes: Iterable<EngineWrite>): Promise<void> {
    const failure = await new Promise<Error | undefined>((resolve) => {
      this.#release = resolve;
    });
    if (failure !== undefined) throw failure;
    await this.#engine.write(writes);
  }

  release(failure?: Error): void {
    this.#release?.(failure);
    this.#release = undefined;
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }
}

describe('a checkpoint', () => {
  test('starts after the interval and only if something was applied', async () => {
    const clock = new ManualClock();
    const machine = await openMachine(new MemoryEngine(), clock);
    await clock.advance(5000);
    expect(machine.durableIndex).toBe(0);
    machine.apply([setEntry(1, 'a', 1)]);
    await clock.advance(999);
    expect(machine.durableIndex).toBe(0);
    await clock.advance(1);
    expect(machine.durableIndex).toBe(1);
    machine.apply([setEntry(2, 'a', 2)]);
    await clock.advance(1000);
    expect(machine.durableIndex).toBe(2);
    await machine.close();
  });

  test('starts when effects exceed the bound; applies go on until the bound is met again', async () => {
    const clock = new ManualClock();
    const engine = new HeldEngine(makeContents());
    const machine = await openMachine(engine, clock, { checkpointBytesMax: 400 });
    machine.apply([setEntry(1, 'a', 1), setEntry(2, 'b', 2), setEntry(3, 'c', 3)]);
    expect(machine.isFull).toBe(false);
    machine.apply([setEntry(4, 'a', 4)]);
    expect(machine.isFull).toBe(false);
    machine.apply([setEntry(5, 'b', 5), setEntry(6, 'c', 6)]);
    expect(machine.isFull).toBe(true);
    const room = machine.whenRoom();
    engine.release();
    await room;
    // The next one starts at once with what was held back.
    expect([machine.isFull, machine.durableIndex]).toEqual([false, 3]);
    engine.release();
    await machine.whenRoom();
    expect([machine.isFull, machine.durableIndex]).toEqual([false, 6]);
    expect([valueOf(machine, 'a'), valueOf(machine, 'b'), valueOf(machine, 'c')]).toEqual([
      '04',
      '05',
      '06',
    ]);
    await machine.close();
  });

  test('that is lost in a crash leaves an exact prefix, and the log replays the rest', async () => {
    const contents = makeContents();
    const engine = new HeldEngine(contents);
    const machine = await openMachine(engine, immediateClock);
    machine.apply([setEntry(1, 'a', 1), setEntry(2, 'b', 2)]);
    const first = machine.checkpoint();
    engine.release();
    await first;
    const tail = [setEntry(3, 'a', 3), deleteEntry(4, 'b'), setEntry(5, 'c', 5)];
    machine.apply(tail);
    void machine.checkpoint();
    // The crash: nothing of this engine settles any more.
    const reopened = await openMachine(
      new MemoryEngine({ current: contents.current }),
      immediateClock,
    );
    expect(reopened.lastApplied).toBe(2);
    expect([valueOf(reopened, 'a'), valueOf(reopened, 'b')]).toEqual(['01', '02']);
    reopened.apply(tail);
    for (const name of ['a', 'b', 'c'])
      expect(valueOf(reopened, name)).toBe(valueOf(machine, name));
    await reopened.close();
  });

  test('that fails is reported once and ends all applying (rule D-6)', async () => {
    const failures: unknown[] = [];
    const engine = new HeldEngine(makeContents());
    const machine = await KvStateMachine.open(stateMachineDefaults, {
      home: homeOf(engine),
      clock: immediateClock,
      logger: silentLogger,
      onFatal: (error) => failures.push(error),
    });
    machine.apply([setEntry(1, 'a', 1)]);
    const checkpoint = machine.checkpoint();
    engine.release(new IoError('planted', { path: '/state' }));
    await expect(checkpoint).rejects.toThrow('planted');
    expect(failures).toHaveLength(1);
    expect(() => machine.apply([setEntry(2, 'a', 2)])).toThrow('planted');
    expect(machine.durableIndex).toBe(0);
    await machine.close();
    await machine.close();
  });
});

describe('a fence (rule H-2)', () => {
  const fence = {
    index: asLogIndex(256),
    hash: 'a'.repeat(16),
    quorumHash: 'b'.repeat(16),
  };

  test('is kept with the state, also if it is followed by a stop, and the first one stays', async () => {
    const contents = makeContents();
    const machine = await openMachine(new MemoryEngine(contents), immediateClock);
    machine.apply([setEntry(1, 'a', 1)]);
    machine.keepFence(fence);
    await machine.close();
    const reopened = await openMachine(new MemoryEngine(contents), immediateClock);
    expect([reopened.fence, valueOf(reopened, 'a')]).toEqual([fence, '01']);
    reopened.keepFence({ ...fence, index: asLogIndex(512) });
    await reopened.close();
    expect((await openMachine(new MemoryEngine(contents), immediateClock)).fence).toEqual(fence);
  });

  test('waits for the checkpoint that is under way, and keeps the next one waiting (rule D-4)', async () => {
    const engine = new HeldEngine(makeContents());
    const machine = await openMachine(engine, immediateClock);
    machine.apply([setEntry(1, 'a', 1)]);
    const first = machine.checkpoint();
    machine.keepFence(fence);
    machine.apply([setEntry(2, 'a', 2)]);
    engine.release();
    await first;
    expect([machine.durableIndex, machine.fence]).toEqual([1, undefined]);
    const second = machine.checkpoint();
    engine.release();
    await machine.whenRoom();
    expect([machine.durableIndex, machine.fence]).toEqual([1, fence]);
    engine.release();
    await second;
    expect(machine.durableIndex).toBe(2);
    await machine.close();
  });

  test('that cannot be kept stops the node (rule D-6)', async () => {
    const failures: unknown[] = [];
    const engine = new HeldEngine(makeContents());
    const machine = await KvStateMachine.open(stateMachineDefaults, {
      home: homeOf(engine),
      clock: immediateClock,
      logger: silentLogger,
      onFatal: (error) => failures.push(error),
    });
    machine.keepFence(fence);
    engine.release(new IoError('planted', { path: '/state' }));
    await machine.whenRoom();
    expect(failures).toHaveLength(1);
    expect(() => machine.apply([setEntry(1, 'a', 1)])).toThrow('planted');
    await machine.close();
  });
});

describe('a view', () => {
  test('shows its moment through applies, deletions and checkpoints', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    machine.apply([setEntry(1, 'a', 1), setEntry(2, 'b', 2)]);
    await machine.checkpoint();
    machine.apply([setEntry(3, 'b', 3), setEntry(4, 'c', 4)]);
    const early = machine.openView();
    const expected = ['026100=01', '026200=03', '026300=04'];
    machine.apply([deleteEntry(5, 'a'), setEntry(6, 'b', 6), setEntry(7, 'd', 7)]);
    expect(await listOf(early)).toEqual(expected);
    await machine.checkpoint();
    machine.apply([setEntry(8, 'a', 8), deleteEntry(9, 'c')]);
    await machine.checkpoint();
    const late = machine.openView();
    expect(await listOf(early)).toEqual(expected);
    expect(['a', 'b', 'c', 'd'].map((name) => valueOf(early, name))).toEqual([
      '01',
      '03',
      '04',
      undefined,
    ]);
    expect(await listOf(late)).toEqual(['026100=08', '026200=06', '026400=07']);
    early.close();
    early.close();
    expect(() => early.get(0, encodeKey(['a']))).toThrow('closed view');
    late.close();
    await machine.close();
  });

  test('that opens while a checkpoint is under way is as consistent as any other', async () => {
    const engine = new HeldEngine(makeContents());
    const machine = await openMachine(engine, immediateClock);
    machine.apply([setEntry(1, 'a', 1)]);
    const writing = machine.checkpoint();
    machine.apply([setEntry(2, 'b', 2)]);
    const view = machine.openView();
    machine.apply([setEntry(3, 'a', 3), setEntry(4, 'c', 4)]);
    expect(valueOf(view, 'a')).toBe('01');
    engine.release();
    await writing;
    const second = machine.checkpoint();
    engine.release();
    await second;
    expect(machine.durableIndex).toBe(4);
    expect(await listOf(view)).toEqual(['026100=01', '026200=02']);
    view.close();
    await machine.close();
  });
});
