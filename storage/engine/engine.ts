/**
 * An ordered map of bytes that survives a crash as an exact prefix of its batches: the port under the
 * state machine. `level-engine.ts` is LevelDB; `memory-engine.ts` serves tests and simulation.
 *
 * Keys are ordered by unsigned byte comparison, a proper prefix first. Only whole synced batches are ever
 * written, one at a time, so that no later batch can survive the loss of an earlier one (rule D-4).
 */

export type EngineRange = {
  /** Inclusive. */
  readonly start: Uint8Array;
  /** Exclusive. */
  readonly end: Uint8Array;
  readonly reverse: boolean;
};

export type EngineWrite =
  | { readonly kind: 'put'; readonly key: Uint8Array; readonly value: Uint8Array }
  | { readonly kind: 'delete'; readonly key: Uint8Array };

/** The contents at one instant. Must be closed; safe to close twice. */
export interface EngineSnapshot {
  get(key: Uint8Array): Uint8Array | undefined;
  iterate(range: EngineRange): EngineIterator;
  close(): void;
}

/** Walks a range of a snapshot. Must be closed before its snapshot; safe to close twice. */
export interface EngineIterator {
  /** Up to `countMax` further pairs, in order; an empty array at the end. */
  next(countMax: number): Promise<readonly (readonly [Uint8Array, Uint8Array])[]>;
  close(): Promise<void>;
}

export interface Engine {
  /** The value in the latest batch whose write has settled. Blocks for the length of one look-up. */
  get(key: Uint8Array): Uint8Array | undefined;
  snapshot(): EngineSnapshot;
  /**
   * Writes everything in `writes` as one atomic batch and settles when it is durable. Later writes to a key
   * win. Never called again before it settled. A rejection is final: the node must stop (rule D-6).
   * Yields to the event loop while it builds a long batch.
   */
  write(writes: Iterable<EngineWrite>): Promise<void>;
  close(): Promise<void>;
}
