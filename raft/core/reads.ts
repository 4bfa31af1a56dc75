/**
 * Linearizable reads that wait. On the leader: for a round opened after they arrived, and in a new term for
 * its first commit. On any other node: for the leader's answer. Reads are identified by
 * numbers of our own, new for every attempt and never repeated by a later incarnation.
 */
import type { LogIndex, MonotonicMs, NodeId } from '../../base/brand.ts';

/** Who asked: a caller of this node, or a peer on behalf of one of its own. */
export type Reader =
  | { readonly kind: 'local'; readonly readId: number }
  | { readonly kind: 'peer'; readonly peer: NodeId; readonly requestId: number };

type LeaderRead = {
  readonly reader: Reader;
  /** Opened after the read arrived. */
  readonly round: number;
  /** The commit index when the read was registered; undefined before the first commit of the term. */
  readonly readIndex: LogIndex | undefined;
};

export type ConfirmedRead = { readonly reader: Reader; readonly readIndex: LogIndex };

/** Reads that a leader has yet to confirm, oldest first. */
export class LeaderReads {
  readonly #max: number;
  #waiting: LeaderRead[] = [];

  constructor(max: number) {
    this.#max = max;
  }

  get isFull(): boolean {
    return this.#waiting.length >= this.#max;
  }

  get isEmpty(): boolean {
    return this.#waiting.length === 0;
  }

  add(read: LeaderRead): void {
    this.#waiting.push(read);
  }

  /** The first entry of this term is committed: reads that came before can be given their index now. */
  onFirstCommit(commitIndex: LogIndex): void {
    this.#waiting = this.#waiting.map((read) =>
      read.readIndex === undefined ? { ...read, readIndex: commitIndex } : read,
    );
  }

  /** Removes and gives those whose round a quorum has answered. */
  takeConfirmed(quorumRound: number): readonly ConfirmedRead[] {
    const confirmed: ConfirmedRead[] = [];
    // Both rounds and indexes rise along the queue.
    for (const { reader, round, readIndex } of this.#waiting) {
      if (round > quorumRound || readIndex === undefined) break;
      confirmed.push({ reader, readIndex });
    }
    if (confirmed.length > 0) this.#waiting.splice(0, confirmed.length);
    return confirmed;
  }

  /** Leadership is lost: nothing that waits can be confirmed any more. */
  takeAll(): readonly Reader[] {
    const readers = this.#waiting.map(({ reader }) => reader);
    this.#waiting = [];
    return readers;
  }
}

/** Reads for which a leader has been asked. */
export class ForwardedReads {
  readonly #max: number;
  readonly #askedAt = new Map<number, MonotonicMs>();

  constructor(max: number) {
    this.#max = max;
  }

  get isFull(): boolean {
    return this.#askedAt.size >= this.#max;
  }

  add(readId: number, now: MonotonicMs): void {
    this.#askedAt.set(readId, now);
  }

  /** True if `readId` was waiting for this answer. */
  take(readId: number): boolean {
    return this.#askedAt.delete(readId);
  }

  /** When the one that has waited longest was asked; undefined if none waits. */
  get oldestAskedAt(): MonotonicMs | undefined {
    return this.#askedAt.values().next().value;
  }

  /** Removes and gives those that were asked at `deadline` or before. */
  takeOlderThan(deadline: number): readonly number[] {
    const expired: number[] = [];
    for (const [readId, askedAt] of this.#askedAt) {
      if (askedAt > deadline) break;
      expired.push(readId);
    }
    for (const readId of expired) this.#askedAt.delete(readId);
    return expired;
  }

  takeAll(): readonly number[] {
    const all = [...this.#askedAt.keys()];
    this.#askedAt.clear();
    return all;
  }
}
