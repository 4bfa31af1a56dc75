/**
 * Where the engine of a state machine lives, and where another one is made ready to take its place (12.5). The port
 * that the state machine sees; `generations.ts` implements it on a disk.
 */
import type { Engine } from './engine.ts';

export interface EngineHome {
  /** The engine in force. The home closes it. */
  readonly engine: Engine;
  /** Makes the names of the files that the engine wrote durable: a synced file without a name is lost (D-5). */
  syncNames(): Promise<void>;
  /**
   * Opens the staged engine `id`: empty, or as it was before a crash. What is staged under other ids is removed. Only
   * one is open at a time.
   */
  stage(id: string): Promise<StagedEngine>;
  /** Removes what a crash has left staged. Only while nothing is staged, and `stage` must wait for it. */
  clearStaged(): Promise<void>;
  /** Closes and removes the engine that was in force before the last install. A removal that fails is logged. */
  retire(): Promise<void>;
  /** Closes every engine; what is staged stays. Safe to call twice. */
  close(): Promise<void>;
}

export interface StagedEngine {
  readonly engine: Engine;
  /** Closes the engine; all that is in it is durable when this settles. */
  seal(): Promise<void>;
  /**
   * Only after `seal`: makes it the engine in force, atomically and durably, and opens it. The one before stays
   * open until `retire`. A rejection is final: the node must stop.
   */
  install(): Promise<Engine>;
  /** Removes it; what a failure leaves, the next `stage` removes, or takes up under the same id. Safe to call twice. */
  discard(): Promise<void>;
}
