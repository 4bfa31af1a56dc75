/**
 * What must be true of memberships (I-15, I-16, I-19; raft.md 11): each log holds at most one that is not committed; of two that are
 * committed one after the other, the later has the same voters, or begins or ends a joint one; a node works with the
 * one that its log ends with; who is elected votes, and had a majority of each half; who was removed never comes back.
 */
import type { CoreStatus, EntryId, HardState, LogWrite, Membership } from '../../raft/index.ts';
import type { FoundLog } from '../node/probe.ts';
import type { Findings } from '../world/findings.ts';
import type { Host } from '../world/host.ts';

type Node = {
  /** Indexes of the memberships in its log that came since it began, or since the last snapshot. */
  configs: number[];
  /** All that its log was ever handed, also those that were cut off: the cut may not have reached the disk. */
  readonly handed: EntryId[];
  electedIn: number;
};

export type MembershipOptions = {
  readonly numberOf: (nodeId: string) => number;
  /** The highest index that any node has regarded as committed. */
  readonly committedIndex: () => number;
  /** What is durable on a machine. */
  readonly durableVoteOf: (host: Host) => Pick<HardState, 'term' | 'votedFor'>;
};

export class MembershipInvariants {
  readonly #options: MembershipOptions;
  readonly #findings: Findings;
  readonly #nodes = new Map<number, Node>();
  /** By term and candidate: the machines on which the vote was durable. */
  readonly #votes = new Map<string, Set<number>>();
  readonly #removed = new Set<string>();
  #committed: Membership | undefined;

  constructor(options: MembershipOptions, findings: Findings) {
    this.#options = options;
    this.#findings = findings;
  }

  /** A node takes part from now on, with what its disk had. */
  onStarted(host: Host, log: Pick<FoundLog, 'termAt'>): void {
    const node = this.#node(host);
    const held = node.handed.filter(({ index, term }) => log.termAt(index) === term);
    const indexes = new Set(held.map(({ index }) => index));
    node.configs = [...indexes].toSorted((left, right) => left - right);
    this.#noteVote(host);
  }

  onWriteIssued(host: Host, { truncateFrom, entries }: LogWrite): void {
    const node = this.#node(host);
    if (truncateFrom !== undefined) {
      node.configs = node.configs.filter((index) => index < truncateFrom);
    }
    for (const { kind, index, term } of entries) {
      if (kind !== 'config') continue;
      node.configs.push(index);
      node.handed.push({ index, term });
    }
  }

  onWriteDone(host: Host, { hardState }: LogWrite): void {
    if (hardState?.votedFor !== undefined) this.#noteVote(host);
  }

  /** The log of the node begins after a snapshot. */
  onRebased(host: Host): void {
    this.#node(host).configs = [];
  }

  /** To be called once with each membership, in the order of the log, when a node applies it. */
  onCommitted(index: number, membership: Membership): void {
    const before = this.#committed;
    this.#committed = membership;
    const back = [...membership.members.keys()].find((id) => this.#removed.has(id));
    this.#findings.demand(
      back === undefined,
      'I-19',
      () => `${back} comes back at ${index} (M-11)`,
    );
    if (before === undefined) return;
    for (const id of before.members.keys()) {
      if (!membership.members.has(id)) this.#removed.add(id);
    }
    this.#findings.demand(
      isRelated(before, membership),
      'I-15',
      () =>
        `the membership at ${index} has voters ${describe(membership)} after ${describe(before)} (M-3)`,
    );
  }

  /** To be called when a node has run. `isWritten` is true if its log was handed all that it holds. */
  check(host: Host, status: CoreStatus, isWritten: boolean): void {
    const node = this.#node(host);
    const committedIndex = this.#options.committedIndex();
    const open = node.configs.filter((index) => index > committedIndex);
    this.#findings.demand(
      open.length <= 1,
      'I-15',
      () => `the log of ${host.name} holds uncommitted memberships at ${open.join(', ')} (M-7)`,
    );
    const latest = node.configs.at(-1);
    this.#findings.demand(
      !isWritten || latest === undefined || latest === status.membershipIndex,
      'I-15',
      () =>
        `${host.name} works with the membership at ${status.membershipIndex}, not at ${latest} (M-1)`,
    );
    if (status.role === 'leader' && node.electedIn !== status.term) {
      node.electedIn = status.term;
      this.#checkElection(host, status);
    }
  }

  #checkElection(host: Host, { term, membership }: CoreStatus): void {
    const { numberOf } = this.#options;
    const { voters, votersOld } = membership;
    for (const half of votersOld === undefined ? [voters] : [voters, votersOld]) {
      const votes = half.filter((voter) =>
        this.#votes.get(`${term} ${host.number}`)?.has(numberOf(voter)),
      );
      this.#findings.demand(
        votes.length * 2 > half.length,
        'I-16',
        () => `${host.name} leads term ${term} with ${votes.length} votes of ${half.length} (M-5)`,
      );
    }
  }

  #noteVote(host: Host): void {
    const { term, votedFor } = this.#options.durableVoteOf(host);
    if (votedFor === undefined) return;
    const key = `${term} ${this.#options.numberOf(votedFor)}`;
    const votes = this.#votes.get(key) ?? new Set();
    this.#votes.set(key, votes.add(host.number));
  }

  #node({ number }: Host): Node {
    let node = this.#nodes.get(number);
    if (node === undefined) {
      node = { configs: [], handed: [], electedIn: 0 };
      this.#nodes.set(number, node);
    }
    return node;
  }
}

function isRelated(before: Membership, after: Membership): boolean {
  if (before.votersOld !== undefined) {
    return after.votersOld === undefined && isSame(after.voters, before.voters);
  }
  return isSame(after.votersOld ?? after.voters, before.voters);
}

function isSame(left: readonly string[], right: readonly string[]): boolean {
  return left.join() === right.join();
}

function describe({ voters, votersOld }: Membership): string {
  return `[${voters.join(' ')}]${votersOld === undefined ? '' : ` and [${votersOld.join(' ')}]`}`;
}
