/**
 * The engine's contents between two checkpoints, shared by all views that opened in that time. A snapshot of
 * the engine is only taken when a view reads a range, or when the next checkpoint is about to be written while
 * views are open; a view that does a few look-ups and goes needs none.
 */
import { invariant } from '../../base/invariant.ts';
import type { Engine, EngineIterator, EngineRange, EngineSnapshot } from '../engine/engine.ts';

export class EngineEpoch {
  readonly #engine: Engine;
  #snapshot: EngineSnapshot | undefined;
  #viewCount = 0;
  #isCurrent = true;

  constructor(engine: Engine) {
    this.#engine = engine;
  }

  /** Every `join` is followed by one `leave`. */
  join(): void {
    invariant(this.#isCurrent, 'a view joins an epoch that is over');
    this.#viewCount += 1;
  }

  leave(): void {
    this.#viewCount -= 1;
    invariant(this.#viewCount >= 0, 'a view left its epoch twice');
    if (this.#viewCount > 0) return;
    this.#snapshot?.close();
    this.#snapshot = undefined;
  }

  /** To be called before the engine changes: from now on the views here read a snapshot. */
  end(): void {
    if (this.#viewCount > 0) this.#snapshot ??= this.#engine.snapshot();
    this.#isCurrent = false;
  }

  get(key: string): string | undefined {
    return (this.#snapshot ?? this.#engine).get(key);
  }

  iterate(range: EngineRange): EngineIterator {
    this.#snapshot ??= this.#engine.snapshot();
    return this.#snapshot.iterate(range);
  }
}
