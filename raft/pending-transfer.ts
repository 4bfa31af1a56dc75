/**
 * Callers that wait for another node to lead. What this node sees of leadership after each turn decides: another
 * leader, itself still or again the leader, or nobody for too long.
 */
import type { MonotonicMs, NodeId, Term } from '../base/brand.ts';
import type { TransferResult } from './core/results.ts';
import type { Role } from './core/ready.ts';

/** What became of a request to hand leadership over. */
export type TransferOutcome =
  | { readonly kind: 'transferred'; readonly leader: NodeId }
  /** This node leads: the target did not take over in time, or lost to it. */
  | { readonly kind: 'aborted' }
  | Extract<TransferResult, { readonly kind: 'refused' }>
  | { readonly kind: 'refused'; readonly reason: 'overloaded' | 'stopped' }
  /** This node does not lead any more, but no other leader was heard in time. */
  | { readonly kind: 'unknown' };

type Settle = (outcome: TransferOutcome) => void;

type Leadership = {
  readonly role: Role;
  readonly term: Term;
  readonly leader: NodeId | undefined;
  readonly transferTarget: NodeId | undefined;
};

export class PendingTransfers {
  #open: { readonly term: Term; readonly deadline: number; readonly settle: Settle }[] = [];

  /** The transfer was begun in `term`; at `deadline` nothing more is waited for. */
  add(begun: { readonly term: Term; readonly deadline: number }, settle: Settle): void {
    this.#open.push({ ...begun, settle });
  }

  get isEmpty(): boolean {
    return this.#open.length === 0;
  }

  /** To be called after every turn in which somebody waits. */
  observe(leadership: Leadership, now: MonotonicMs): void {
    this.#open = this.#open.filter(({ term, deadline, settle }) => {
      const outcome = outcomeOf(leadership, term) ?? (now >= deadline ? unknown : undefined);
      if (outcome !== undefined) settle(outcome);
      return outcome === undefined;
    });
  }

  abandon(): void {
    const open = this.#open;
    this.#open = [];
    for (const { settle } of open) settle(unknown);
  }
}

const unknown: TransferOutcome = { kind: 'unknown' };

function outcomeOf(
  { role, term, leader, transferTarget }: Leadership,
  begunIn: Term,
): TransferOutcome | undefined {
  if (role !== 'leader') {
    return leader === undefined ? undefined : { kind: 'transferred', leader };
  }
  return term > begunIn || transferTarget === undefined ? { kind: 'aborted' } : undefined;
}
