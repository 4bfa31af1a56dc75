/** Do the log and the state machine of one node belong together? (rule 14.3, W-9) */
import type { LogIndex, Term } from '../base/brand.ts';
import { CorruptionError } from './errors.ts';

/**
 * Throws `CorruptionError` unless everything that the state machine has applied is in the log, with the same
 * term, and the log reaches down to what it must replay.
 */
export function checkReconciled(stores: {
  readonly log: {
    readonly firstIndex: LogIndex;
    readonly lastIndex: LogIndex;
    termAt(index: LogIndex): Term | undefined;
  };
  readonly stateMachine: { readonly lastApplied: LogIndex; readonly lastAppliedTerm: Term };
}): void {
  const { log, stateMachine } = stores;
  const { lastApplied, lastAppliedTerm } = stateMachine;
  const advice =
    'Do not start this node with this data: restore it from a copy, or rebuild the node as a new one.';
  if (lastApplied > log.lastIndex) {
    throw new CorruptionError(
      `the state machine has applied entry ${lastApplied}, but the log ends at ${log.lastIndex}: the log lost entries. ${advice}`,
    );
  }
  if (log.firstIndex > lastApplied + 1) {
    throw new CorruptionError(
      `the log begins at entry ${log.firstIndex}, but the state machine has applied only up to ${lastApplied}. ${advice}`,
    );
  }
  if (lastApplied > 0 && log.termAt(lastApplied) !== lastAppliedTerm) {
    throw new CorruptionError(
      `entry ${lastApplied} has term ${log.termAt(lastApplied)} in the log, but was applied with term ${lastAppliedTerm}. ${advice}`,
    );
  }
}
