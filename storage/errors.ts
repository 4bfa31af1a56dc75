/** Operational errors of the storage layer. All but the last two stop the node; docs/errors.md says what to do. */
import { KvorumError } from '../base/errors.ts';

/** Bytes on disk are not what was written. Never repaired by guessing (W-6). */
export class CorruptionError extends KvorumError {
  override readonly name = 'CorruptionError';
  readonly code = 'CORRUPTION';
  readonly retryable = false;
  readonly outcome = 'unknown';
}

/** A file operation failed. After one on the log or the state machine nothing more is written (W-12, D-6). */
export class IoError extends KvorumError {
  override readonly name = 'IoError';
  readonly code = 'IO';
  readonly retryable = false;
  readonly outcome = 'unknown';
  readonly path: string;

  constructor(message: string, options: { readonly path: string; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.path = options.path;
  }
}

/** Another process has the data directory open. */
export class LockedError extends KvorumError {
  override readonly name = 'LockedError';
  readonly code = 'LOCKED';
  readonly retryable = true;
  readonly outcome = 'not-applied';
}

/** The data directory belongs to another node or another cluster. Nothing was changed. */
export class WrongOwnerError extends KvorumError {
  override readonly name = 'WrongOwnerError';
  readonly code = 'WRONG_OWNER';
  readonly retryable = false;
  readonly outcome = 'not-applied';
}

/**
 * What was received is not the snapshot that was announced, or another one has taken its place. Nothing of the node
 * has changed; the sender may begin again.
 */
export class SnapshotRejectedError extends KvorumError {
  override readonly name = 'SnapshotRejectedError';
  readonly code = 'SNAPSHOT_REJECTED';
  readonly retryable = true;
  readonly outcome = 'not-applied';
}

/**
 * A snapshot was installed while a view was read (S-11): what the view showed is gone. The caller reads again from a
 * new view, or tells its client to.
 */
export class ViewEndedError extends KvorumError {
  override readonly name = 'ViewEndedError';
  readonly code = 'VIEW_ENDED';
  readonly retryable = true;
  readonly outcome = 'not-applied';
}
