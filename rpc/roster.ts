/** Who belongs to the cluster, as this node sees it now, and who never will again (rule M-11). */
import type { NodeId } from '../base/brand.ts';
import type { Membership } from '../raft/index.ts';

export class Roster {
  readonly #self: NodeId;
  #latest: Membership = { voters: [], learners: [], members: new Map() };

  /** `memberships` are those in the log, oldest first; none on a node that has joined and heard nothing yet. */
  constructor(self: NodeId, memberships: readonly { readonly membership: Membership }[]) {
    this.#self = self;
    for (const { membership } of memberships) this.follow(membership);
  }

  /** The one in force, committed or not. */
  get latest(): Membership {
    return this.#latest;
  }

  /** host:port of the peer listener of every other member. */
  get peers(): ReadonlyMap<NodeId, string> {
    const others = [...this.#latest.members].filter(([id]) => id !== this.#self);
    return new Map(others.map(([id, { peerAddress }]) => [id, peerAddress]));
  }

  /** Another membership is in force. */
  follow(membership: Membership): void {
    this.#latest = membership;
  }

  /** True for a node that was a member and that the membership in force has removed. */
  hasLost(id: NodeId): boolean {
    return this.#latest.removed?.has(id) === true;
  }
}
