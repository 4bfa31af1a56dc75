/**
 * An engine without a disk, for tests and simulation. What survives a restart is in `MemoryEngineContents`,
 * which the owner keeps; a write reaches it in one piece when it settles, so dropping the engine before
 * that is a crash that loses exactly the batch in flight.
 */
import { invariant } from '../../base/invariant.ts';
import type { Engine, EngineIterator, EngineRange, EngineSnapshot, EngineWrite } from './engine.ts';

/** The map is never changed in place. */
export type MemoryEngineContents = { current: ReadonlyMap<string, string> };

export class MemoryEngine implements Engine {
  readonly #contents: MemoryEngineContents;
  #isWriting = false;
  #isOpen = true;

  constructor(contents: MemoryEngineContents = { current: new Map() }) {
    this.#contents = contents;
  }

  get(key: string): string | undefined {
    invariant(this.#isOpen, 'get on a closed engine');
    return this.#contents.current.get(key);
  }

  snapshot(): EngineSnapshot {
    invariant(this.#isOpen, 'snapshot of a closed engine');
    const current = this.#contents.current;
    return {
      get: (key) => current.get(key),
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
      if (write.kind === 'put') next.set(write.key, write.value);
      else next.delete(write.key);
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
  readonly #pairs: readonly (readonly [string, string])[];
  #position = 0;

  constructor(contents: ReadonlyMap<string, string>, range: EngineRange) {
    const pairs = [...contents]
      .filter(([key]) => key >= range.start && key < range.end)
      .toSorted(([a], [b]) => (a < b ? -1 : 1));
    this.#pairs = range.reverse ? pairs.toReversed() : pairs;
  }

  async next(countMax: number): Promise<readonly (readonly [string, string])[]> {
    const taken = this.#pairs.slice(this.#position, this.#position + countMax);
    this.#position += taken.length;
    return await Promise.resolve(taken);
  }

  async close(): Promise<void> {
    return await Promise.resolve();
  }
}
