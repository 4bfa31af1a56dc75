/**
 * How far a learner is from being of use as a voter (11.5, thesis 4.2.1). A round replicates what the leader had
 * when the round began. Rounds get shorter as the learner closes up; one that takes less than an election
 * timeout says that the cluster would not stand still for longer if the learner had to vote. Lives for one
 * learner in one term of one leader.
 */
import type { LogIndex, MonotonicMs } from '../../base/brand.ts';
import { asLogIndex } from '../../base/brand.ts';

/** What a leader sees of a learner at one moment. */
export type LearnerView = {
  readonly lastIndex: LogIndex;
  readonly matchIndex: LogIndex;
  /** Undefined if it was never heard in this term. */
  readonly silentMs: number | undefined;
};

export type CatchUpLimits = {
  readonly roundMsMax: number;
  readonly lagEntriesMax: number;
  readonly silentMsMax: number;
};

export class CatchUp {
  #roundEnd: LogIndex;
  #roundStartedAt: MonotonicMs;
  #lastRoundMs: number | undefined;
  #appliedIndex: LogIndex = asLogIndex(0);

  /** The first round begins. */
  constructor(lastIndex: LogIndex, now: MonotonicMs) {
    this.#roundEnd = lastIndex;
    this.#roundStartedAt = now;
  }

  /** What the learner says to have applied. */
  get appliedIndex(): LogIndex {
    return this.#appliedIndex;
  }

  /** The learner was heard, and is known to hold everything up to `matchIndex`. */
  onContact(
    log: { readonly matchIndex: LogIndex; readonly lastIndex: LogIndex },
    now: MonotonicMs,
  ): void {
    if (log.matchIndex < this.#roundEnd) return;
    // Also of a round without entries: who has all there is at two contacts in turn was never behind.
    this.#lastRoundMs = now - this.#roundStartedAt;
    this.#roundEnd = log.lastIndex;
    this.#roundStartedAt = now;
  }

  onApplied(index: LogIndex): void {
    if (index > this.#appliedIndex) this.#appliedIndex = index;
  }

  /** Why the learner is not to vote yet, as the end of a sentence about it; undefined if it may. */
  findObstacle(view: LearnerView, limits: CatchUpLimits): string | undefined {
    const { lastIndex, matchIndex, silentMs } = view;
    if (silentMs === undefined || silentMs > limits.silentMsMax) return 'is not in contact';
    const lag = lastIndex - matchIndex;
    if (lag > limits.lagEntriesMax) return `is ${lag} entries behind`;
    if (this.#lastRoundMs === undefined) return 'has not caught up once';
    if (this.#lastRoundMs >= limits.roundMsMax) {
      return `took ${Math.round(this.#lastRoundMs)} ms to catch up`;
    }
    // Having received is not having applied: a voter that leads must first apply all of it.
    const unapplied = lastIndex - this.#appliedIndex;
    if (unapplied > limits.lagEntriesMax) return `has ${unapplied} entries left to apply`;
    return undefined;
  }
}
