/** Proposals that wait for the next turn of a node, which hands them to the core as one batch. */
import { asLogIndex } from '../base/brand.ts';
import type { Term } from '../base/brand.ts';
import type { RaftCore } from './core/core.ts';
import type { NodeClock } from './node-clock.ts';
import type { PendingProposals, Settle } from './pending.ts';

/** Proposals that may wait for a turn; beyond it they are refused. */
const proposalsMax = 20_000;

type Proposal<Result> = {
  readonly command: Uint8Array;
  readonly settle: Settle<Result>;
  readonly kind: 'normal' | 'internal';
  /** If present, the command may be appended only in this term. */
  readonly term: Term | undefined;
};

export class IncomingProposals<Result> {
  readonly #pending: PendingProposals<Result>;
  #proposals: Proposal<Result>[] = [];

  /** Proposals that the core accepts are entered into `pending`. */
  constructor(pending: PendingProposals<Result>) {
    this.#pending = pending;
  }

  /** Proposals wait for a turn. */
  get isWaiting(): boolean {
    return this.#proposals.length > 0;
  }

  add(proposal: Proposal<Result>): void {
    if (this.#proposals.length >= proposalsMax) {
      proposal.settle({ kind: 'refused', reason: 'overloaded' });
    } else {
      this.#proposals.push(proposal);
    }
  }

  /** To be called once in every turn. */
  run(core: Pick<RaftCore, 'propose' | 'term'>, now: NodeClock): void {
    if (this.#proposals.length === 0) return;
    const proposals = this.#proposals.filter(({ term, settle }) => {
      const inTerm = term === undefined || term === core.term;
      if (!inTerm) settle({ kind: 'refused', reason: 'notLeader' });
      return inTerm;
    });
    this.#proposals = [];
    if (proposals.length > 0) this.#propose(proposals, core, now);
  }

  /** The node stops. */
  abandon(): void {
    for (const { settle } of this.#proposals) settle({ kind: 'refused', reason: 'stopped' });
    this.#proposals = [];
  }

  #propose(
    proposals: readonly Proposal<Result>[],
    core: Pick<RaftCore, 'propose' | 'term'>,
    now: NodeClock,
  ): void {
    const batch = proposals.map(({ kind, command }) => ({ kind, command }));
    const outcome = core.propose(batch, now.stamp(), now.monotonic());
    if (outcome.kind === 'accepted') {
      const { firstIndex, term } = outcome;
      proposals.forEach(({ settle }, position) => {
        this.#pending.add({ index: asLogIndex(firstIndex + position), term }, settle);
      });
    } else if (isAboutLeadership(outcome.reason) || proposals.length === 1) {
      for (const { settle } of proposals) settle({ kind: 'refused', reason: outcome.reason });
    } else {
      // One that is too large, or a bound that only part of the batch exceeds, must not refuse the others.
      for (const proposal of proposals) this.#propose([proposal], core, now);
    }
  }
}

/** Then every proposal of the turn is refused alike. */
function isAboutLeadership(reason: string): boolean {
  return reason === 'notLeader' || reason === 'transferring';
}
