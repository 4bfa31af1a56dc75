/**
 * An ordered map of bytes that survives a crash as an exact prefix of its batches: the port under the
 * state machine. `level-engine.ts` is LevelDB; `memory-engine.ts` serves tests and simulation.
 *
 * Bytes travel as latin1 text, one character (U+0000 to U+00FF) per byte: comparing such strings is comparing
 * the bytes, and Node reads a string out of LevelDB in a third of the time that it needs for a Buffer.
 *
 * Keys are ordered by unsigned byte comparison, a proper prefix first. Only whole synced batches are ever
 * written, one at a time, so that no later batch can survive the loss of an earlier one (rule D-4).
 */

export type EngineRange = {
  /** Inclusive. */
  readonly start: string;
  /** Exclusive. */
  readonly end: string;
  readonly reverse: boolean;
};

export type EngineWrite =
  | { readonly kind: 'put'; readonly key: string; readonly value: string }
  | { readonly kind: 'delete'; readonly key: string };

/** The contents at one instant. Must be closed; safe to close twice. */
export interface EngineSnapshot {
  get(key: string): string | undefined;
  iterate(range: EngineRange): EngineIterator;
  close(): void;
}

/** Walks a range of a snapshot. Must be closed before its snapshot; safe to close twice. */
export interface EngineIterator {
  /** Up to `countMax` further pairs, in order; an empty array at the end. */
  next(countMax: number): Promise<readonly (readonly [string, string])[]>;
  close(): Promise<void>;
}

export interface Engine {
  /** The value in the latest batch whose write has settled. Blocks for the length of one look-up. */
  get(key: string): string | undefined;
  snapshot(): EngineSnapshot;
  /**
   * Writes everything in `writes` as one atomic batch and settles when it is durable. Later writes to a key
   * win. Never called again before it settled. A rejection is final: the node must stop (rule D-6).
   * Yields to the event loop while it builds a long batch.
   */
  write(writes: Iterable<EngineWrite>): Promise<void>;
  close(): Promise<void>;
}
