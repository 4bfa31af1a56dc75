/** Errors of the node loop. */
import type { NodeId } from '../base/brand.ts';
import { KvorumError } from '../base/errors.ts';
import type { EntryId } from './core/types.ts';

/**
 * The leader sent another entry than the one that is committed at the same place here, so one of the two logs is
 * damaged (L-2.5). The node stops, because nobody can tell from here which one; starting it again is of no use.
 */
export class LogContradictedError extends KvorumError {
  override readonly name = 'LogContradictedError';
  readonly code = 'LOG_CONTRADICTED';
  readonly retryable = false;
  readonly outcome = 'unknown';

  constructor(
    { committed, sent }: { readonly committed: EntryId; readonly sent: EntryId },
    leader: NodeId | undefined,
  ) {
    super(
      `entry ${committed.index}/${committed.term} is committed here, the leader ${leader} sends ` +
        `${sent.index}/${sent.term}: one of the two logs is damaged; see the runbook`,
    );
  }
}
