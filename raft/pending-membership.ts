/**
 * The fate of membership changes that this node began as leader. A change is over when its final membership is
 * committed: a change of voters takes two entries, the joint one and the one that leaves it (M-3, M-4), and the
 * second may be appended by a later leader. What was applied proves the fate; losing leadership proves nothing.
 */
import type { LogIndex, Term } from '../base/brand.ts';
import { decodeMembership } from './core/membership.ts';
import type { MembershipRefusal } from './core/reconfiguration.ts';
import type { Entry, EntryId } from './core/types.ts';

/** What became of a request to change the membership. */
export type MembershipOutcome =
  /** The membership of the entry at `index` is committed, and is as it was asked for. */
  | { readonly kind: 'committed'; readonly index: LogIndex }
  /** The membership never was in force for good, and never will be. */
  | { readonly kind: 'lost' }
  | MembershipRefusal
  | { readonly kind: 'refused'; readonly reason: 'notLeader' | 'overloaded' | 'stopped' }
  /** The node stopped before the fate could be known. */
  | { readonly kind: 'unknown' };

type Settle = (outcome: MembershipOutcome) => void;

type Pending = {
  readonly index: LogIndex;
  readonly term: Term;
  readonly settle: Settle;
  /** The joint membership is committed: the next membership in the log is the final one. */
  isJoint: boolean;
};

/** Bounded by the protocol: each term of office has at most one change under way (M-7). */
export class PendingMemberships {
  #open: Pending[] = [];

  add(id: EntryId, settle: Settle): void {
    this.#open.push({ ...id, settle, isJoint: false });
  }

  /** To be called with all applied entries, in index order. */
  onApplied(entries: readonly Entry[]): void {
    if (this.#open.length === 0) return;
    for (const entry of entries) {
      this.#open = this.#open.filter((pending) => !settles(pending, entry));
    }
  }

  /** A snapshot jumped to `index`: what was proposed up to there may be in it, or not. */
  onSnapshotInstalled(index: LogIndex): void {
    const open = this.#open;
    this.#open = open.filter((pending) => pending.index > index);
    for (const pending of open) if (pending.index <= index) pending.settle({ kind: 'unknown' });
  }

  /** The node stops: nothing more will be learned here. */
  abandon(): void {
    const open = this.#open;
    this.#open = [];
    for (const { settle } of open) settle({ kind: 'unknown' });
  }
}

/** True if `entry` decides the fate of `pending`, who is told then. */
function settles(pending: Pending, entry: Entry): boolean {
  const { index, term, settle } = pending;
  if (pending.isJoint) {
    if (entry.kind !== 'config') return false;
    settle({ kind: 'committed', index: entry.index });
    return true;
  }
  // A later leader whose entry comes first, or stands here, has overruled ours (Raft §5.4.3).
  if (entry.term > term && entry.index <= index) {
    settle({ kind: 'lost' });
    return true;
  }
  if (entry.index !== index) return false;
  if (decodeMembership(entry.command).votersOld !== undefined) {
    pending.isJoint = true;
    return false;
  }
  settle({ kind: 'committed', index });
  return true;
}
