/**
 * A node that wants to lead. First it asks whether it would win (`preCandidate`), which changes nothing
 * anywhere (E-1); then it raises the term, votes for itself, and asks in earnest (`candidate`). The requests of
 * the second step leave, and its own vote counts, when term, vote and log are durable (P-1, P-2).
 */
import { asTerm } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { allVoters, tallyVotes } from './quorum.ts';
import type { Tally } from './quorum.ts';
import { drawNonce } from './shared.ts';
import type { Shared } from './shared.ts';

/** One attempt. A new attempt is a new object, so that votes never outlive it (E-4). */
export class Candidate {
  readonly kind: 'preCandidate' | 'candidate';
  readonly #shared: Shared;
  readonly #nonce: number;
  /** The leader asked for this campaign, so promises do not stand in its way (10.1). */
  readonly #isTransfer: boolean;
  readonly #votes = new Map<NodeId, boolean>();
  /** The write that holds our vote for ourselves; undefined once it counts. */
  #selfVoteSeq: number | undefined;

  /** Asks everyone with a vote. The term must have been entered before, if this is in earnest. */
  constructor(
    kind: 'preCandidate' | 'candidate',
    shared: Shared,
    options: { readonly isTransfer: boolean } = { isTransfer: false },
  ) {
    this.kind = kind;
    this.#isTransfer = options.isTransfer;
    this.#shared = shared;
    this.#nonce = drawNonce(shared);
    if (kind === 'preCandidate') this.#votes.set(shared.nodeId, true);
    else this.#selfVoteSeq = shared.persistence.barrier();
    this.#ask();
  }

  /** A repeated or late answer does not count: the first of this attempt does (E-8). */
  onVote(from: NodeId, answer: { readonly granted: boolean; readonly nonce: number }): void {
    if (answer.nonce === this.#nonce && !this.#votes.has(from))
      this.#votes.set(from, answer.granted);
  }

  onDurable(seq: number): void {
    if (this.#selfVoteSeq === undefined || seq < this.#selfVoteSeq) return;
    this.#selfVoteSeq = undefined;
    this.#votes.set(this.#shared.nodeId, true);
  }

  tally(): Tally {
    return tallyVotes(this.#shared.memberships.latest.membership, this.#votes);
  }

  #ask(): void {
    const { nodeId, persistence, memberships, outbox } = this.#shared;
    const { last } = persistence.log;
    const nonce = this.#nonce;
    for (const to of allVoters(memberships.latest.membership)) {
      if (to === nodeId) continue;
      if (this.kind === 'preCandidate') {
        const term = asTerm(persistence.term + 1);
        outbox.send({ from: nodeId, to, term, message: { kind: 'preVote', last, nonce } });
      } else {
        outbox.sendWhenDurable(this.#selfVoteSeq, {
          from: nodeId,
          to,
          term: persistence.term,
          message: { kind: 'requestVote', last, transfer: this.#isTransfer, nonce },
        });
      }
    }
  }
}
