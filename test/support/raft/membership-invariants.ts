/**
 * The invariants of membership changes and of transfers, judged on the logs and disks of the nodes:
 *
 * I-6, I-16 what is committed is on the disks of a majority, and a leader has the votes of one, of both halves if
 *           the membership is joint
 * I-15      at most one uncommitted membership in a log; those that are committed follow each other through joint
 *           ones; every node has the latest of its log in force
 * Q-8       who has told another node to take over has no lease in that term, and nobody claims to have been told
 */
import type { NodeId } from '../../../base/brand.ts';
import { decodeMembership, encodeMembership } from '../../../raft/core/membership.ts';
import type { Envelope } from '../../../raft/core/message.ts';
import type { Entry, Membership } from '../../../raft/core/types.ts';
import { numberOf } from './core-cluster.ts';
import type { CoreCluster, CoreNode } from './core-cluster.ts';

type Indexed = { readonly index: number; readonly membership: Membership };

export class MembershipInvariants {
  readonly #cluster: CoreCluster;
  readonly #decoded = new WeakMap<Entry, Membership>();
  /** Per node: the log that was looked at last. */
  readonly #seen = new Map<number, readonly Entry[]>();
  /** Per node: the index of its latest membership when it was last at rest. */
  readonly #latestOf = new Map<number, number>();
  /** Per term and candidate: who granted it a vote. */
  readonly #granted = new Map<string, Set<NodeId>>();
  /** Per node: the last term in which it told another to take over, and in which it was told to. */
  readonly #toldIn = new Map<number, number>();
  readonly #mayTransferIn = new Map<number, number>();
  readonly #transfersAsked = new Set<string>();

  constructor(cluster: CoreCluster) {
    this.#cluster = cluster;
  }

  /** The memberships in a log, oldest first. */
  membershipsOf(entries: readonly Entry[]): readonly Indexed[] {
    return entries.flatMap((entry) =>
      entry.kind === 'config' ? [{ index: entry.index, membership: this.#decode(entry) }] : [],
    );
  }

  onSent({ from, term, message }: Envelope): void {
    const number = numberOf(from);
    if (message.kind === 'timeoutNow') {
      this.#toldIn.set(number, Math.max(term, this.#toldIn.get(number) ?? 0));
    } else if (message.kind === 'requestVote' && message.transfer) {
      demand(
        this.#mayTransferIn.get(number) === term,
        `Q-8: node ${number} campaigns for a transfer in term ${term} that nobody asked for`,
      );
    }
  }

  onDelivered({ from, to, term, message }: Envelope): void {
    if (message.kind === 'timeoutNow') {
      this.#mayTransferIn.set(numberOf(to), term + 1);
    } else if (message.kind === 'requestVote' && message.transfer) {
      this.#transfersAsked.add(`${to} ${term} ${from}`);
    } else if (message.kind === 'voteResponse' && message.granted) {
      const key = `${term} ${to}`;
      this.#granted.set(key, (this.#granted.get(key) ?? new Set()).add(from));
    }
  }

  /** True if a promise does not stand in the way of this vote. */
  isTransferVote(voter: CoreNode, term: number, candidate: NodeId): boolean {
    return candidate === voter.id
      ? this.#mayTransferIn.get(voter.number) === term
      : this.#transfersAsked.has(`${voter.id} ${term} ${candidate}`);
  }

  mayHoldLease({ number }: CoreNode, term: number): boolean {
    return term > (this.#toldIn.get(number) ?? -1);
  }

  onStart(number: number): void {
    this.#latestOf.delete(number);
    this.#seen.delete(number);
  }

  /** A majority voted for the leader that begins `term`, judged by the membership that it had then. */
  checkElected({ id, number, issued, disk }: CoreNode, term: number): void {
    const begin = issued.find((entry) => entry.term === term)?.index ?? Infinity;
    const membership = this.membershipsOf(issued).findLast(
      ({ index }) => index < begin,
    )?.membership;
    const granted = new Set(this.#granted.get(`${term} ${id}`));
    if (disk.hardState.term === term && disk.hardState.votedFor === id) granted.add(id);
    demand(
      membership !== undefined && isQuorum(membership, (voter) => granted.has(voter)),
      `I-16: node ${number} leads term ${term} with the votes of ${[...granted].map(numberOf).join(' ')}`,
    );
  }

  /**
   * `entry` was committed by `node` just now: under a membership that it had in force since it was last at rest.
   * To be called before `onRested`.
   */
  checkCommitted(node: CoreNode, entry: Entry): void {
    const all = this.membershipsOf(node.issued);
    const since = Math.min(this.#latestOf.get(node.number) ?? 0, all.at(-1)?.index ?? 0);
    const isHolder = (voter: NodeId): boolean => {
      const copy = this.#cluster.node(numberOf(voter)).disk.entries[entry.index - 1];
      return copy?.term === entry.term && copy.crc === entry.crc;
    };
    demand(
      all.some(({ index, membership }) => index >= since && isQuorum(membership, isHolder)),
      `I-6, I-16: node ${node.number} committed ${entry.index}/${entry.term} without a quorum of disks`,
    );
  }

  /** `isCommitted` tells of an entry whether any node has ever committed it. */
  onRested(node: CoreNode, isCommitted: (entry: Entry) => boolean): void {
    const { number, core, issued, id } = node;
    if (core === undefined || this.#seen.get(number) === issued) return;
    this.#seen.set(number, issued);
    const open = issued.filter((entry) => entry.kind === 'config' && !isCommitted(entry));
    demand(
      open.length <= 1,
      `I-15: node ${number} has ${open.length} uncommitted memberships in its log`,
    );
    const all = this.membershipsOf(issued);
    for (const [position, { index, membership }] of all.entries()) {
      const before = all[position - 1]?.membership;
      demand(
        before === undefined || isStep(before, membership),
        `I-15: node ${number} comes to the voters of entry ${index} without a joint membership (M-3)`,
      );
    }
    const latest = all.at(-1);
    this.#latestOf.set(number, latest?.index ?? 0);
    const { membership } = core.status(this.#cluster.localTime(this.#cluster.node(numberOf(id))));
    demand(
      latest === undefined || isSame(latest.membership, membership),
      `I-15: node ${number} does not have the latest membership of its log in force (M-1)`,
    );
  }

  #decode(entry: Entry): Membership {
    const known = this.#decoded.get(entry);
    if (known !== undefined) return known;
    const membership = decodeMembership(entry.command);
    this.#decoded.set(entry, membership);
    return membership;
  }
}

/** True if those of whom `holds` is true are a majority, of both halves if there are two. */
export function isQuorum(
  { voters, votersOld }: Pick<Membership, 'voters' | 'votersOld'>,
  holds: (voter: NodeId) => boolean,
): boolean {
  return [voters, votersOld ?? voters].every((half) => half.filter(holds).length * 2 > half.length);
}

/** Voters change only into a joint membership and out of it (M-3). */
function isStep(before: Membership, after: Membership): boolean {
  if (before.votersOld !== undefined) {
    return after.votersOld === undefined && isSameList(before.voters, after.voters);
  }
  return isSameList(before.voters, after.votersOld ?? after.voters);
}

function isSame(left: Membership, right: Membership): boolean {
  return isSameList([...encodeMembership(left)], [...encodeMembership(right)]);
}

function isSameList<T>(left: readonly T[], right: readonly T[]): boolean {
  return left.length === right.length && left.every((value, position) => value === right[position]);
}

function demand(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(problem);
}
