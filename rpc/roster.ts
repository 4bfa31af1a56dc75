/**
 * Who belongs to the cluster, as this node sees it now, and who once did. A node that was removed never comes back
 * under its id (rule M-11); what is known of removals is what the log of this node still shows.
 */
import type { NodeId } from '../base/brand.ts';
import type { Membership } from '../raft/index.ts';

export class Roster {
  readonly #self: NodeId;
  readonly #known = new Set<NodeId>();
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
    for (const id of membership.members.keys()) this.#known.add(id);
  }

  /** True for a node that was a member and is not in the membership in force. */
  hasLost(id: NodeId): boolean {
    return this.#known.has(id) && !this.#latest.members.has(id);
  }
}
