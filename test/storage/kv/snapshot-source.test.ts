import { emptyHash } from '../../../storage/kv/state-hash.ts';
import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { InvariantError } from '../../../base/invariant.ts';
import type {
  Engine,
  EngineIterator,
  EngineRange,
  EngineSnapshot,
} from '../../../storage/engine/engine.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { ViewEndedError } from '../../../storage/errors.ts';
import { EngineEpoch } from '../../../storage/kv/engine-epoch.ts';
import { encodeCheckpointMark } from '../../../storage/kv/checkpoint-mark.ts';
import { metaAppliedKey, textOfBytes, userDataPrefix } from '../../../storage/kv/keyspace.ts';
import { openStateView } from '../../../storage/kv/reader.ts';
import { decodeHeader, decodePiece } from '../../../storage/kv/snapshot-format.ts';
import { ViewSnapshotSource } from '../../../storage/kv/snapshot-source.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { openMachine } from '../../support/kv-fixture.ts';
import { applyUpTo, metaAt, metaOf, readAll } from '../../support/machine-snapshots.ts';

const MARK = { ...metaAt({ index: 7 }).last, now: immediateClock.wall(), hash: emptyHash };

/** A source over what `engine` holds, with small chunks. `closed` counts how often its view was closed. */
function sourceOver(engine: Engine, chunkBytes = 200) {
  const counts = { closed: 0 };
  const view = openStateView(
    {
      appliedIndex: asLogIndex(7),
      now: immediateClock.wall(),
      memtables: [],
      epoch: new EngineEpoch(engine),
      pause: async () => await Promise.resolve(),
    },
    () => {
      counts.closed += 1;
    },
  );
  const options = { meta: metaAt({ index: 7 }), mark: MARK, chunkBytes };
  return { source: new ViewSnapshotSource(options, view), view, counts };
}

async function filledEngine(count: number): Promise<MemoryEngine> {
  const engine = new MemoryEngine();
  const keys = Array.from({ length: count }, (_, at) => `key${String(at).padStart(4, '0')}`);
  await engine.write([
    { kind: 'put', key: 'jjournal', value: 'local' },
    { kind: 'put', key: 'lnote', value: 'local' },
    { kind: 'put', key: metaAppliedKey, value: textOfBytes(encodeCheckpointMark(MARK)) },
    { kind: 'put', key: 'mhash', value: 'replicated' },
    ...keys.map((key) => ({ kind: 'put', key: userDataPrefix(0) + key, value: key }) as const),
  ]);
  return engine;
}

describe('a snapshot', () => {
  test('is a header, the replicated records in order, and totals', async () => {
    const { source } = sourceOver(await filledEngine(60));
    const chunks = await readAll(source);
    expect(chunks.length).toBeGreaterThan(5);
    expect(decodeHeader(chunks[0]?.bytes ?? new Uint8Array())).toEqual({
      meta: source.meta,
      mark: MARK,
    });
    const pieces = chunks.slice(1).map(({ bytes }) => decodePiece(bytes));
    const keys = pieces.flatMap((piece) =>
      typeof piece === 'object' && piece.kind === 'records'
        ? piece.records.map(([key]) => key)
        : [],
    );
    expect(keys).toHaveLength(61);
    expect(keys).toEqual(keys.toSorted());
    expect(keys.at(-1)).toBe('mhash');
    expect(pieces.at(-1)).toMatchObject({ kind: 'end', totals: { records: 61 } });
  });

  test('of an empty state has a header and totals', async () => {
    const { source } = sourceOver(new MemoryEngine());
    const chunks = await readAll(source);
    expect(chunks).toHaveLength(2);
    expect(await source.read(5)).toBeUndefined();
  });

  test('gives each chunk again as it was, in any order and to several readers at once (rule S-5)', async () => {
    const engine = await filledEngine(80);
    const { source } = sourceOver(engine);
    const chunks = await readAll(source);
    for (const number of [3, 1, 0, chunks.length - 1, 2, 3]) {
      expect(await source.read(number)).toEqual(chunks[number]);
    }
    const readers = [0, 1, 2].map(async () => await readAll(source));
    expect(await Promise.all(readers)).toEqual([chunks, chunks, chunks]);
  });

  test('can be taken up by a receiver that knows more than the source has read', async () => {
    const engine = await filledEngine(80);
    const chunks = await readAll(sourceOver(engine).source);
    const { source } = sourceOver(engine);
    expect(await source.read(6)).toEqual(chunks[6]);
    expect(await source.read(chunks.length - 1)).toEqual(chunks.at(-1));
    expect(await source.read(chunks.length)).toBeUndefined();
  });

  test('stays what it was while entries are applied and checkpoints written (rule S-4)', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    applyUpTo(machine, 100);
    await machine.checkpoint();
    applyUpTo(machine, 130);
    const before = await readAll(machine.openSnapshot(metaOf(machine)));
    const source = machine.openSnapshot(metaOf(machine));
    const first = await source.read(0);
    applyUpTo(machine, 180);
    await machine.checkpoint();
    applyUpTo(machine, 200);
    expect([first, ...(await readAll(source)).slice(1)]).toEqual(before);
    source.close();
    await machine.close();
  });

  test('is only taken of the very entry that was applied last', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    applyUpTo(machine, 3);
    expect(() => machine.openSnapshot(metaAt({ index: 2 }))).toThrow(InvariantError);
    expect(() => machine.openSnapshot(metaAt({ index: 3, term: 2 }))).toThrow(InvariantError);
    await machine.close();
  });
});

describe('a source that is closed', () => {
  test('gives up its view, once, when no read is under way any more', async () => {
    const { source, counts } = sourceOver(await filledEngine(30));
    await source.read(1);
    const reading = source.read(2);
    source.close();
    expect(counts.closed).toBe(0);
    await expect(reading).rejects.toThrow(ViewEndedError);
    source.close();
    expect(counts.closed).toBe(1);
    await expect(source.read(1)).rejects.toThrow(ViewEndedError);
  });

  test('by an install says so, and that it may be tried again (rule S-11)', async () => {
    const { source, view } = sourceOver(await filledEngine(30));
    await source.read(1);
    view.end();
    await expect(source.read(2)).rejects.toMatchObject({ code: 'VIEW_ENDED', retryable: true });
  });
});

function keyOf(at: number): string {
  return userDataPrefix(0) + String(at).padStart(8, '0');
}

/** An engine whose records are made when they are read. Knows how many were given out and not used up. */
class EndlessEngine extends MemoryEngine {
  given = 0;
  openScans = 0;
  readonly #count: number;

  constructor(count: number) {
    super();
    this.#count = count;
  }

  override snapshot(): EngineSnapshot {
    return {
      get: () => undefined,
      iterate: (range) => this.#iterate(range),
      close: () => undefined,
    };
  }

  #iterate(range: EngineRange): EngineIterator {
    this.openScans += 1;
    let at = 0;
    while (at < this.#count && keyOf(at) < range.start) at += 1;
    return {
      next: async (countMax) => {
        const length = Math.min(countMax, this.#count - at);
        const pairs = Array.from(
          { length },
          (_, offset) => [keyOf(at + offset), 'v'.repeat(100)] as const,
        );
        at += length;
        this.given += length;
        return await Promise.resolve(pairs);
      },
      close: async () => {
        this.openScans -= 1;
        await Promise.resolve();
      },
    };
  }
}

test('a source reads no further ahead than a chunk and one portion of the engine, and holds few scans', async () => {
  const engine = new EndlessEngine(20_000);
  const chunkBytes = 20_000;
  const { source } = sourceOver(engine, chunkBytes);
  let sent = 0;
  for (let number = 0; ; number += 1) {
    const chunk = await source.read(number);
    if (chunk === undefined) break;
    expect(chunk.bytes.length).toBeLessThan(chunkBytes * 1.1 + 1000);
    const piece = number === 0 ? undefined : decodePiece(chunk.bytes);
    sent += typeof piece === 'object' && piece.kind === 'records' ? piece.records.length : 0;
    expect(engine.given - sent).toBeLessThanOrEqual(1000);
    const before = engine.given;
    if (number % 10 === 5) await source.read(number - 3);
    engine.given = before;
    expect(engine.openScans).toBeLessThanOrEqual(2);
  }
  expect(sent).toBe(20_000);
  source.close();
});
