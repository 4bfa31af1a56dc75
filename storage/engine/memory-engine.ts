/**
 * An engine without a disk, for tests and simulation. What survives a restart is in `MemoryEngineContents`,
 * which the owner keeps; a write reaches it in one piece when it settles, so dropping the engine before
 * that is a crash that loses exactly the batch in flight.
 */
import { invariant } from '../../base/invariant.ts';
import type { Engine, EngineIterator, EngineRange, EngineSnapshot, EngineWrite } from './engine.ts';

/** Keys as latin1 text, whose order is the order of the bytes. Never changed in place. */
export type MemoryEngineContents = { current: ReadonlyMap<string, Uint8Array> };

export class MemoryEngine implements Engine {
  readonly #contents: MemoryEngineContents;
  #isWriting = false;
  #isOpen = true;

  constructor(contents: MemoryEngineContents = { current: new Map() }) {
    this.#contents = contents;
  }

  get(key: Uint8Array): Uint8Array | undefined {
    invariant(this.#isOpen, 'get on a closed engine');
    return this.#contents.current.get(textOf(key));
  }

  snapshot(): EngineSnapshot {
    invariant(this.#isOpen, 'snapshot of a closed engine');
    const current = this.#contents.current;
    return {
      get: (key) => current.get(textOf(key)),
      iterate: (range) => new MemoryIterator(current, range),
      close: () => undefined,
    };
  }

  async write(writes: Iterable<EngineWrite>): Promise<void> {
    invariant(this.#isOpen && !this.#isWriting, 'overlapping write, or write on a closed engine');
    this.#isWriting = true;
    const next = new Map(this.#contents.current);
    let count = 0;
    for (const write of writes) {
      if (write.kind === 'put') next.set(textOf(write.key), Uint8Array.from(write.value));
      else next.delete(textOf(write.key));
      count += 1;
    }
    invariant(count > 0, 'an empty batch proves nothing durable');
    await Promise.resolve();
    this.#contents.current = next;
    this.#isWriting = false;
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    return await Promise.resolve();
  }
}

class MemoryIterator implements EngineIterator {
  readonly #pairs: readonly (readonly [Uint8Array, Uint8Array])[];
  #position = 0;

  constructor(contents: ReadonlyMap<string, Uint8Array>, range: EngineRange) {
    const start = textOf(range.start);
    const end = textOf(range.end);
    const pairs = [...contents]
      .filter(([key]) => key >= start && key < end)
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, value]) => [Buffer.from(key, 'latin1'), value] as const);
    this.#pairs = range.reverse ? pairs.toReversed() : pairs;
  }

  async next(countMax: number): Promise<readonly (readonly [Uint8Array, Uint8Array])[]> {
    const taken = this.#pairs.slice(this.#position, this.#position + countMax);
    this.#position += taken.length;
    return await Promise.resolve(taken);
  }

  async close(): Promise<void> {
    return await Promise.resolve();
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}
