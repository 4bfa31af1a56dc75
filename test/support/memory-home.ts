/** A home whose engines are in memory: other engines can be staged and installed, and it can be opened again. */
import type { EngineHome, StagedEngine } from '../../storage/engine/engine-home.ts';
import type { Engine } from '../../storage/engine/engine.ts';
import type { MemoryEngineContents } from '../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../storage/engine/memory-engine.ts';

export class MemoryHome implements EngineHome {
  #contents: MemoryEngineContents;
  #engine: Engine;

  constructor(contents: MemoryEngineContents = { current: new Map() }) {
    this.#contents = contents;
    this.#engine = new MemoryEngine(contents);
  }

  get engine(): Engine {
    return this.#engine;
  }

  /** The same contents as another process would find them. */
  reopen(): MemoryHome {
    return new MemoryHome(this.#contents);
  }

  async syncNames(): Promise<void> {
    await Promise.resolve();
  }

  async stage(): Promise<StagedEngine> {
    const contents: MemoryEngineContents = { current: new Map() };
    const staged = new MemoryEngine(contents);
    return await Promise.resolve({
      engine: staged,
      seal: async () => {
        await staged.close();
      },
      install: async () => {
        this.#contents = contents;
        this.#engine = new MemoryEngine(contents);
        return await Promise.resolve(this.#engine);
      },
      discard: async () => {
        await staged.close();
      },
    });
  }

  async clearStaged(): Promise<void> {
    await Promise.resolve();
  }

  async retire(): Promise<void> {
    await Promise.resolve();
  }

  async close(): Promise<void> {
    await this.#engine.close();
  }
}
