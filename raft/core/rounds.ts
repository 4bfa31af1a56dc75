/**
 * Numbered contact with a quorum: one mechanism for the lease, ReadIndex and CheckQuorum (9.1).
 *
 * A round is opened with the time at which it was opened, before any message of it is built; every append and
 * heartbeat carries the newest round, every answer echoes the largest one its sender has seen in this term.
 * What a quorum has echoed was sent after `sentAt` and received by a quorum. Late and repeated echoes do no
 * harm because only the largest counts. Lives for one term of one leader.
 */
import type { MonotonicMs, NodeId } from '../../base/brand.ts';
import { quorumValue } from './quorum.ts';
import type { VoterSets } from './quorum.ts';

/** Rounds whose time is remembered. An older one is no longer worth anything: it extends nothing. */
const rememberedMax = 1024;

export class Rounds {
  readonly #self: NodeId;
  /** `sentAt` of round r at r % rememberedMax, while r is among the newest. */
  readonly #sentAt: MonotonicMs[] = [];
  readonly #acked = new Map<NodeId, number>();
  #current = 0;
  /** No message of the current round has been built yet. */
  #isOpen = false;
  #quorumRound = 0;
  #quorumSentAt: MonotonicMs | undefined;

  constructor(self: NodeId) {
    this.#self = self;
  }

  /** The round that every message carries; 0 before the first. */
  get current(): number {
    return this.#current;
  }

  /** The newest round that a quorum has answered. */
  get quorumRound(): number {
    return this.#quorumRound;
  }

  /** When that round was opened; undefined before the first. */
  get quorumSentAt(): MonotonicMs | undefined {
    return this.#quorumSentAt;
  }

  /** When `round` was opened; undefined if it never was, or is forgotten. */
  sentAt(round: number): MonotonicMs | undefined {
    return this.#isRemembered(round) ? this.#sentAt[round % rememberedMax] : undefined;
  }

  /** True while the current round has been opened and nothing has left with it. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Gives a round none of whose messages has been built, so whatever is answered to it happened after now. */
  open(now: MonotonicMs, sets: VoterSets): number {
    if (!this.#isOpen) {
      this.#current += 1;
      this.#isOpen = true;
      this.#sentAt[this.#current % rememberedMax] = now;
      this.recompute(sets);
    }
    return this.#current;
  }

  /** Messages with the current round are being built. */
  close(): void {
    this.#isOpen = false;
  }

  /** An echo by `peer`. One of a round that was never opened is nonsense and does not count. */
  onEcho(peer: NodeId, round: number, sets: VoterSets): void {
    if (round > this.#current || round <= (this.#acked.get(peer) ?? 0)) return;
    this.#acked.set(peer, round);
    this.recompute(sets);
  }

  /** To be called when the membership changed: the quorum is that of the one in force. */
  recompute(sets: VoterSets): void {
    const round = quorumValue(sets, (voter) =>
      voter === this.#self ? this.#current : (this.#acked.get(voter) ?? 0),
    );
    const isBehind = round < this.#quorumRound;
    this.#quorumRound = round;
    if (this.#isRemembered(round)) this.#quorumSentAt = this.#sentAt[round % rememberedMax];
    // The time that other voters have vouched for says nothing about these.
    else if (isBehind) this.#quorumSentAt = undefined;
  }

  #isRemembered(round: number): boolean {
    return round > 0 && round <= this.#current && round > this.#current - rememberedMax;
  }
}
