/**
 * What the node loop needs from the world. storage/ and rpc/ implement these ports, tests and the
 * simulator replace them. Each comment says what is durable when, and who owns the bytes.
 */
import type { LogIndex } from '../base/brand.ts';
import type { LogReader } from './core/log-reader.ts';
import type { Envelope } from './core/message.ts';
import type { LogWrite } from './core/ready.ts';
import type { Entry, HardState, Membership } from './core/types.ts';

/** What the log store found when it was opened. */
export type StoredState = {
  /** Absent on a store that was never written. */
  readonly hardState: HardState | undefined;
  /** Every stored configuration entry, oldest first. */
  readonly memberships: readonly { readonly index: LogIndex; readonly membership: Membership }[];
};

/** The replicated log on disk. */
export interface LogStore extends LogReader {
  readonly stored: StoredState;
  /**
   * Writes one batch. Settles when the batch is durable (or, if not `mustSync`, written). Batches become
   * durable in the order of the calls. A rejection is final: the store is poisoned and the node must stop
   * (W-12). The store may keep references to the entries' bytes but never changes them.
   */
  append(write: LogWrite): Promise<void>;
  close(): Promise<void>;
}

/** The deterministic state machine above the log. */
export interface StateMachine<Result> {
  /** The last entry whose effects are visible to reads. */
  readonly lastApplied: LogIndex;
  /**
   * Applies entries in index order, each once, and returns one result per entry. Synchronous and
   * deterministic (N-1). Whatever it throws stops the node.
   */
  apply(entries: readonly Entry[]): readonly Result[];
  /** True while effects that are not yet durable exceed their bound; `apply` must then wait. */
  readonly isFull: boolean;
  /** Settles when `isFull` may have become false. */
  whenRoom(): Promise<void>;
}

/** Sends messages to peers. It may lose, repeat, delay and reorder them, but never alters them. */
export interface Transport {
  /** Never blocks and never throws; a full queue drops the message. */
  send(messages: readonly Envelope[]): void;
}
