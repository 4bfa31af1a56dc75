/** Do the log and the state machine of one node belong together, and what brings them together if not quite? (14.3) */
import type { LogIndex, Term } from '../base/brand.ts';
import { asLogIndex, asTerm } from '../base/brand.ts';
import type { EntryId, HardState, IndexedMembership, SnapshotMeta } from '../raft/index.ts';
import { CorruptionError } from './errors.ts';

/**
 * What must be done before the node may take part.
 * - `ready`: nothing. What the state machine lacks is in the log; what it has applied was committed, even if the
 *   stored commit index lags.
 * - `finishInstall`: a crash came between the install of a snapshot and the rebase of the log (12.5): rebase it now.
 * - `needsSnapshot`: the state machine is behind the beginning of the log (S-12). The node may vote and follow, but
 *   neither lead nor serve, until it has installed a snapshot.
 */
export type Reconciliation =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'finishInstall';
      readonly to: {
        readonly last: EntryId;
        readonly membership: IndexedMembership;
        readonly hardState: HardState;
      };
    }
  | { readonly kind: 'needsSnapshot' };

/**
 * Throws `CorruptionError` if the state machine has applied what the log does not have, or has with another term,
 * and did not get it from a snapshot: then the log lost entries, or one of the two was replaced (W-9).
 */
export function reconcile(stores: {
  readonly log: {
    readonly base: EntryId;
    readonly lastIndex: LogIndex;
    readonly stored: { readonly hardState: HardState | undefined };
    termAt(index: LogIndex): Term | undefined;
  };
  readonly stateMachine: {
    readonly lastApplied: LogIndex;
    readonly lastAppliedTerm: Term;
    readonly installedSnapshot: SnapshotMeta | undefined;
  };
}): Reconciliation {
  const { log, stateMachine } = stores;
  const { lastApplied, lastAppliedTerm } = stateMachine;
  if (lastApplied < log.base.index) return { kind: 'needsSnapshot' };
  const term = lastApplied === 0 ? asTerm(0) : log.termAt(lastApplied);
  if (term === lastAppliedTerm) return { kind: 'ready' };

  const installed = stateMachine.installedSnapshot;
  const commitIndex = log.stored.hardState?.commitIndex ?? 0;
  if (installed !== undefined && commitIndex < lastApplied) {
    return { kind: 'finishInstall', to: rebaseTo(installed, log.stored.hardState) };
  }
  const advice =
    'Do not start this node with this data: restore it from a copy, or rebuild the node as a new one.';
  if (term === undefined) {
    throw new CorruptionError(
      `the state machine has applied entry ${lastApplied}, but the log ends at ${log.lastIndex}: the log lost entries. ${advice}`,
    );
  }
  throw new CorruptionError(
    `entry ${lastApplied} has term ${term} in the log, but was applied with term ${lastAppliedTerm}. ${advice}`,
  );
}

/** Where a log begins once `snapshot` is the state. Term and vote stay, for they are promises to others. */
function rebaseTo(
  snapshot: SnapshotMeta,
  hardState: HardState | undefined,
): Extract<Reconciliation, { kind: 'finishInstall' }>['to'] {
  const { last, membership } = snapshot;
  const before = hardState ?? { term: last.term, votedFor: undefined };
  return {
    last,
    membership,
    hardState: {
      // A snapshot can only have come from a leader of its last entry's term or a later one.
      ...(before.term < last.term ? { term: last.term, votedFor: undefined } : before),
      commitIndex: asLogIndex(last.index),
    },
  };
}
