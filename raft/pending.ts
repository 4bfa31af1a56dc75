/**
 * The fate of proposals that this node appended as leader. Each is remembered under (index, term) until what
 * was applied proves what became of it; losing leadership alone proves nothing (rules 8.4, K-6).
 *
 * Proofs used here:
 * - the entry applied at its index has its term: committed;
 * - the entry applied at its index has another term: lost, certainly never executed;
 * - an entry of a later term was applied at a lower index: lost. A leader that commits an entry of its term
 *   has a final log up to it, and whatever follows has at least that term (Raft §5.4.3).
 */
import type { LogIndex, Term } from '../base/brand.ts';
import { InFlight } from '../base/in-flight.ts';

/** What became of a proposal. */
export type ProposalOutcome<Result> =
  | { readonly kind: 'committed'; readonly result: Result }
  /** Certainly never executed, now or later. */
  | { readonly kind: 'lost' }
  /** Certainly not appended. */
  | {
      readonly kind: 'refused';
      /** `transferring`: another node is about to lead; it may be asked soon. */
      readonly reason: 'notLeader' | 'overloaded' | 'tooLarge' | 'transferring' | 'stopped';
    }
  /** The node stopped, or jumped over the entry by a snapshot, before the fate could be known. */
  | { readonly kind: 'unknown' };

export type Settle<Result> = (outcome: ProposalOutcome<Result>) => void;

type Pending<Result> = {
  readonly term: Term;
  readonly settle: Settle<Result>;
  /** An older proposal at the same index, made in an earlier term of office. */
  readonly older: Pending<Result> | undefined;
};

/** Not bounded by itself: the core bounds what is appended and not yet applied (rules 5.5 and K-5). */
export class PendingProposals<Result> {
  readonly #byIndex = new InFlight<Pending<Result>>();
  /** Highest term applied so far; a later one settles everything older that is still open. */
  #appliedTerm: Term;

  constructor(appliedTerm: Term) {
    this.#appliedTerm = appliedTerm;
  }

  get size(): number {
    return this.#byIndex.size;
  }

  add(id: { readonly index: LogIndex; readonly term: Term }, settle: Settle<Result>): void {
    const older = this.#byIndex.get(id.index);
    this.#byIndex.set(id.index, { term: id.term, settle, older });
  }

  /** To be called once for every applied entry, in index order. */
  onApplied(id: { readonly index: LogIndex; readonly term: Term }, result: Result): void {
    let pending = this.#byIndex.get(id.index);
    if (pending !== undefined) {
      this.#byIndex.delete(id.index);
      for (; pending !== undefined; pending = pending.older) {
        pending.settle(pending.term === id.term ? { kind: 'committed', result } : { kind: 'lost' });
      }
    }
    if (id.term > this.#appliedTerm) {
      this.#appliedTerm = id.term;
      this.#loseBefore(id.term);
    }
  }

  /**
   * A snapshot took the state machine to `last` without the entries in between: whether what was proposed there is
   * among them is not known any more. What was proposed above is lost if its term is older, as ever.
   */
  onSnapshotInstalled(last: { readonly index: LogIndex; readonly term: Term }): void {
    for (const [index, first] of this.#byIndex.entries()) {
      if (index > last.index) continue;
      this.#byIndex.delete(index);
      for (let pending: Pending<Result> | undefined = first; pending; pending = pending.older) {
        pending.settle({ kind: 'unknown' });
      }
    }
    if (last.term > this.#appliedTerm) {
      this.#appliedTerm = last.term;
      this.#loseBefore(last.term);
    }
  }

  /** The node stops: nothing more will be learned here. */
  abandon(): void {
    const open = this.#byIndex.values();
    this.#byIndex.clear();
    for (const first of open) {
      for (let pending: Pending<Result> | undefined = first; pending; pending = pending.older) {
        pending.settle({ kind: 'unknown' });
      }
    }
  }

  /** Everything still open lies above the applied index, so what has an earlier term is lost. */
  #loseBefore(term: Term): void {
    for (const [index, newest] of this.#byIndex.entries()) {
      let kept: Pending<Result> | undefined;
      const lost: Pending<Result>[] = [];
      for (let pending: Pending<Result> | undefined = newest; pending; pending = pending.older) {
        if (pending.term < term) lost.push(pending);
        else kept = { term: pending.term, settle: pending.settle, older: kept };
      }
      if (lost.length === 0) continue;
      if (kept === undefined) this.#byIndex.delete(index);
      else this.#byIndex.set(index, kept);
      for (const pending of lost) pending.settle({ kind: 'lost' });
    }
  }
}
