/**
 * Who belongs to the cluster, as somebody outside sees it: by the memberships that nodes have applied. Also which machine
 * a node id means: it means one machine for ever, and one whose disk was emptied would get another id.
 */
import type { NodeId } from '../base/brand.ts';
import type { Membership } from '../raft/index.ts';

export class Roll {
  readonly #numbers = new Map<string, number>();
  readonly #lost = new Set<number>();
  #membership: Membership = { voters: [], learners: [], members: new Map() };
  #index = 0;
  /** Committed changes of the membership; a joint one counts once, when it is left. */
  changeCount = 0;

  /** The node `id` runs on machine `number`. */
  note(id: NodeId, number: number): void {
    if (!this.#numbers.has(id)) this.#numbers.set(id, number);
  }

  /** 0 for a node that nobody has started. */
  numberOf(id: string): number {
    return this.#numbers.get(id) ?? 0;
  }

  /** A node has applied the membership of the entry at `index`. False if it was known. */
  follow(index: number, membership: Membership): boolean {
    if (index <= this.#index) return false;
    const isFirst = this.#index === 0;
    for (const id of this.#membership.members.keys()) {
      if (!membership.members.has(id)) this.#lost.add(this.numberOf(id));
    }
    this.#index = index;
    this.#membership = membership;
    if (!isFirst && membership.votersOld === undefined) this.changeCount += 1;
    return true;
  }

  /** The newest that was applied anywhere. */
  get membership(): Membership {
    return this.#membership;
  }

  /** Index of its entry. */
  get index(): number {
    return this.#index;
  }

  isMember(number: number): boolean {
    return [...this.#membership.members.keys()].some((id) => this.numberOf(id) === number);
  }

  /** Also with the half that a joint membership is to leave. */
  isVoter(number: number): boolean {
    const { voters, votersOld = [] } = this.#membership;
    return [...voters, ...votersOld].some((id) => this.numberOf(id) === number);
  }

  /** It was a member and is none any more. */
  hasLost(number: number): boolean {
    return this.#lost.has(number);
  }

  /** Learners that a leader promotes by itself. */
  get candidates(): readonly NodeId[] {
    const { learners, members } = this.#membership;
    return learners.filter((id) => members.get(id)?.staysLearner !== true);
  }
}
