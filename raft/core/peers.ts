/**
 * Everyone that a leader sends to, with what it knows of each: all members of the last committed membership and of
 * any later one. Who is left out of it for good is sent the commit of its removal, if that can reach it, and then
 * nothing. Lives for one term of one leader.
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, MonotonicMs, NodeId } from '../../base/brand.ts';
import type { CoreConfig } from './config.ts';
import { Progress } from './progress.ts';

export class Peers {
  readonly #self: NodeId;
  readonly #config: CoreConfig;
  /** In the order of sorted ids, so that the same inputs give the same bytes (C-2). */
  readonly #progress = new Map<NodeId, Progress>();
  readonly #departing = new Set<NodeId>();

  constructor(self: NodeId, config: CoreConfig) {
    this.#self = self;
    this.#config = config;
  }

  get all(): ReadonlyMap<NodeId, Progress> {
    return this.#progress;
  }

  get(peer: NodeId): Progress | undefined {
    return this.#progress.get(peer);
  }

  /** `audience` is who is to be sent to from now on; new ones are thought to have what the leader has. */
  follow(
    audience: readonly NodeId[],
    log: { readonly nextIndex: LogIndex; readonly commitIndex: LogIndex },
  ): void {
    const { inflightMessagesMax: messagesMax, inflightBytesMax: bytesMax } = this.#config;
    const before = new Map(this.#progress);
    for (const [peer, progress] of before) {
      if (audience.includes(peer)) continue;
      this.#departing.add(peer);
      progress.hastenCommit(log.commitIndex);
    }
    this.#progress.clear();
    for (const peer of [...new Set([...audience, ...before.keys()])].toSorted()) {
      if (peer === this.#self) continue;
      const { nextIndex } = log;
      const fresh = new Progress({ nextIndex, messagesMax, bytesMax });
      this.#progress.set(peer, before.get(peer) ?? fresh);
    }
  }

  /** The last messages to those who are left out have been built. */
  forgetDeparted(): void {
    for (const peer of this.#departing) this.#progress.delete(peer);
    this.#departing.clear();
  }

  /** What the peer is known to hold; nothing, if it has lost what it acknowledged. */
  matchOf(peer: NodeId): LogIndex {
    const progress = this.#progress.get(peer);
    return progress === undefined || progress.state === 'lost'
      ? asLogIndex(0)
      : progress.matchIndex;
  }

  /** True if the peer was heard within an election timeout. */
  isInContact(peer: NodeId, now: MonotonicMs): boolean {
    const { lastContact, state } = this.#progress.get(peer) ?? {};
    return (
      state !== 'lost' &&
      lastContact !== undefined &&
      now - lastContact <= this.#config.electionTimeoutMs
    );
  }

  /**
   * The one of `voters` that holds most of the log, of those in contact; of equal ones the first. Whoever needs a snapshot is
   * not among them: it lacks entries that are gone here, or its state (S-12).
   */
  findFurthest(voters: readonly NodeId[], now: MonotonicMs): NodeId | undefined {
    let furthest: NodeId | undefined;
    for (const voter of voters) {
      if (!this.isInContact(voter, now) || this.get(voter)?.state === 'snapshot') continue;
      if (furthest === undefined || this.matchOf(voter) > this.matchOf(furthest)) furthest = voter;
    }
    return furthest;
  }
}
