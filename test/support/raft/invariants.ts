/**
 * The invariants of the protocol, checked on the cores and on their disks from outside: nothing here trusts what a core says about itself where its disk can be asked. Hand `observe`
 * everything that happens and call `check` after every step; both throw at a violation. What depends on who
 * belongs to the cluster is judged in membership-invariants.ts.
 *
 * I-1 one leader per term            I-7  what is committed never changes
 * I-2 a leader only appends          I-8  term, vote and commit never go back
 * I-3 equal ids mean equal logs      I-11 what is said to others is durable (P-1, P-2, P-3)
 * I-4 leaders have all committed     I-12 no leader of a later term while a lease is held
 * I-5 the same entries are applied   I-13 no commit of a later term while a lease is held
 * I-6 committed is durable           I-17 no vote while a promise runs
 * I-9 applied is durable here (P-7)      9.5  no state is older than its node says, by the true time
 */
import type { NodeId } from '../../../base/brand.ts';
import type { Envelope } from '../../../raft/core/message.ts';
import type { LogWrite } from '../../../raft/core/ready.ts';
import type { Entry, Membership } from '../../../raft/core/types.ts';
import { numberOf } from './core-cluster.ts';
import type { CoreCluster, CoreNode, Happening } from './core-cluster.ts';
import { MembershipInvariants } from './membership-invariants.ts';

type Vote = { readonly term: number; readonly votedFor: NodeId | undefined };
type Led = { readonly term: number; readonly entries: readonly Entry[] };

export class Invariants {
  readonly #cluster: CoreCluster;
  readonly #memberships: MembershipInvariants;
  readonly #leaderOfTerm = new Map<number, number>();
  readonly #committed = new Map<number, Entry>();
  /** Per index: the term whose leader committed it, which may be later than that of the entry. */
  readonly #committedIn = new Map<number, number>();
  /** Per node: its log when it was last seen leading. */
  readonly #led = new Map<number, Led>();
  readonly #durableVote = new Map<number, Vote>();
  readonly #issuedVote = new Map<number, Vote>();
  readonly #commitOf = new Map<number, number>();
  readonly #appliedUpTo = new Map<number, number>();
  /** Per node: when, on its own clock, it may vote again. */
  readonly #promisedUntil = new Map<number, number>();
  #topCommittedTerm = 0;
  #topCommitted = 1;
  /** What was committed, and since when, by the true time; oldest first. */
  readonly #commits: { readonly at: number; readonly index: number }[] = [];

  constructor(cluster: CoreCluster) {
    this.#cluster = cluster;
    this.#memberships = new MembershipInvariants(cluster);
  }

  /** The last membership that any node has committed, and all later ones in any log. */
  get openMemberships(): readonly Membership[] {
    const committed = [...this.#committed.values()].toSorted((a, b) => a.index - b.index);
    const last = this.#memberships.membershipsOf(committed).at(-1);
    const inLogs = this.#cluster.nodes.flatMap(({ issued, disk, isUp }) =>
      this.#memberships.membershipsOf(isUp ? issued : disk.entries),
    );
    const open = inLogs.filter(({ index }) => index > (last?.index ?? 0));
    return [...(last === undefined ? [] : [last]), ...open].map(({ membership }) => membership);
  }

  /** The highest index that any node has ever regarded as committed. */
  get committedIndex(): number {
    return this.#topCommitted;
  }

  observe(happening: Happening): void {
    switch (happening.kind) {
      case 'sent':
        this.#memberships.onSent(happening.envelope);
        this.#checkSaid(happening.envelope);
        return;
      case 'delivered':
        this.#memberships.onDelivered(happening.envelope);
        return;
      case 'rested':
        this.#onRested(this.#cluster.node(happening.node));
        return;
      case 'write':
        this.#checkVote(happening.node, happening.write);
        return;
      case 'applied':
        this.#checkApplied(happening.node, happening.entry);
        return;
      case 'event':
        // The snapshot stands for the entries up to its end.
        if (happening.event.kind === 'snapshotInstalled') {
          this.#appliedUpTo.set(happening.node, happening.event.last.index);
        }
        return;
      case 'lost':
      case 'synced':
      case 'read':
      case 'snapshotWanted':
    }
  }

  check(): void {
    for (const node of this.#cluster.nodes) {
      this.#checkHardState(node);
      // In the middle of a turn the log that was issued lags behind the core's own.
      if (node.core === undefined || node.isInTurn) continue;
      this.#onRested(node);
    }
    this.#checkLogMatching();
    this.#checkLeases();
    this.#checkAges();
  }

  /** To be called before a node is started: it may apply again what it has applied, and waits (E-12). */
  onStart(number: number): void {
    this.#appliedUpTo.delete(number);
    this.#commitOf.delete(number);
    this.#led.delete(number);
    const { disk } = this.#cluster.node(number);
    this.#issuedVote.set(number, disk.hardState);
    this.#memberships.onStart(number);
    if (this.#isAlone(number)) this.#promisedUntil.delete(number);
    else this.#promise(number);
  }

  /** The exception of E-12: nobody else could lead. */
  #isAlone(number: number): boolean {
    const { id, disk, lastApplied } = this.#cluster.node(number);
    const latest = this.#memberships.membershipsOf(disk.entries).at(-1);
    if (latest === undefined) return false;
    const { voters, votersOld = voters } = latest.membership;
    const isSole = [...voters, ...votersOld].every((voter) => voter === id);
    return isSole && latest.index <= Math.max(disk.hardState.commitIndex, lastApplied);
  }

  /** Everything that one input has made the node do is done. */
  #onRested(node: CoreNode): void {
    this.#checkLeader(node);
    this.#checkCommitted(node);
    this.#memberships.onRested(node, (entry) => isSame(this.#committed.get(entry.index), entry));
  }

  #promise(number: number): void {
    const { nodes, config } = this.#cluster;
    const node = nodes[number - 1];
    if (node === undefined) return;
    const until = this.#cluster.localTime(node) + config.electionTimeoutMs;
    this.#promisedUntil.set(number, Math.max(until, this.#promisedUntil.get(number) ?? 0));
  }

  /** I-11: judged on the disk at the moment at which the message leaves. */
  #checkSaid({ from, to, term, message }: Envelope): void {
    const { number, disk, issued } = this.#cluster.node(numberOf(from));
    const { hardState, entries } = disk;
    switch (message.kind) {
      case 'voteResponse':
        demand(
          !message.granted || (hardState.term === term && hardState.votedFor === to),
          `I-11: node ${number} tells of a vote in term ${term} that is not durable (P-1)`,
        );
        return;
      case 'requestVote':
        demand(
          hardState.term === term && hardState.votedFor === from,
          `I-11: node ${number} asks for votes before its own is durable (P-2)`,
        );
        demand(
          message.last.index <= entries.length &&
            entries[message.last.index - 1]?.term === message.last.term,
          `I-11: node ${number} claims ${message.last.index}/${message.last.term}, which is not durable (P-2)`,
        );
        return;
      case 'appendAccepted': {
        const { matchIndex } = message;
        demand(
          hardState.term === term && entries[matchIndex - 1] === issued[matchIndex - 1],
          `I-11: node ${number} acknowledges ${matchIndex} in term ${term} before that is durable (P-3)`,
        );
        return;
      }
      case 'heartbeatResponse':
        // Round 0 tells a leader of an earlier term that it is late; it promises nothing.
        if (message.round > 0) this.#promise(number);
        return;
      case 'preVote':
      case 'preVoteResponse':
      case 'append':
      case 'appendRejected':
      case 'heartbeat':
      case 'timeoutNow':
      case 'snapshotRequest':
      case 'readIndexRequest':
      case 'readIndexResponse':
    }
  }

  /** I-17. A write is issued in the turn in which the vote is given. */
  #checkVote(number: number, { hardState }: LogWrite): void {
    if (hardState?.votedFor === undefined) return;
    const before = this.#issuedVote.get(number);
    this.#issuedVote.set(number, hardState);
    if (before?.term === hardState.term && before.votedFor === hardState.votedFor) return;
    const node = this.#cluster.node(number);
    if (this.#memberships.isTransferVote(node, hardState.term, hardState.votedFor)) return;
    const until = this.#promisedUntil.get(number) ?? 0;
    const now = this.#cluster.localTime(node);
    demand(
      now + clockGrain >= until,
      `I-17: node ${number} votes in term ${hardState.term} with ${until - now} ms of its promise left`,
    );
  }

  #checkApplied(number: number, entry: Entry): void {
    const before = this.#appliedUpTo.get(number);
    demand(
      before === undefined || entry.index === before + 1,
      `I-5: node ${number} applies ${entry.index} after ${before}`,
    );
    this.#appliedUpTo.set(number, entry.index);
    demand(
      isSame(this.#cluster.node(number).disk.entries[entry.index - 1], entry),
      `I-9: node ${number} applies ${nameOf(entry)}, which is not on its disk (P-7)`,
    );
    const known = this.#committed.get(entry.index) ?? entry;
    this.#committed.set(entry.index, known);
    demand(
      isSame(known, entry),
      `I-5: node ${number} applies ${nameOf(entry)}, elsewhere it is ${nameOf(known)}`,
    );
  }

  #checkHardState({ number, disk }: CoreNode): void {
    const { term, votedFor } = disk.hardState;
    const before = this.#durableVote.get(number);
    this.#durableVote.set(number, { term, votedFor });
    if (before === undefined) return;
    demand(term >= before.term, `I-8: the term of node ${number} falls to ${term}`);
    demand(
      term > before.term || before.votedFor === undefined || votedFor === before.votedFor,
      `I-8: node ${number} changes its vote in term ${term}`,
    );
  }

  #checkLeader(node: CoreNode): void {
    const { number, core, issued } = node;
    if (core?.role !== 'leader') return;
    const { term } = core;
    const other = this.#leaderOfTerm.get(term) ?? number;
    demand(other === number, `I-1: nodes ${other} and ${number} both lead term ${term}`);
    this.#leaderOfTerm.set(term, number);
    const led = this.#led.get(number);
    this.#led.set(number, { term, entries: issued });
    if (led?.term !== term) {
      this.#memberships.checkElected(node, term);
      this.#checkComplete(number, term, issued);
    } else if (led.entries !== issued) {
      const isKept = led.entries.every((entry, position) => issued[position] === entry);
      demand(isKept, `I-2: leader ${number} rewrote its own log in term ${term}`);
    }
  }

  /** I-4, at the election. A late winner of an earlier term need not have what a later one has committed. */
  #checkComplete(number: number, term: number, log: readonly Entry[]): void {
    for (const committed of this.#committed.values()) {
      const committedIn = this.#committedIn.get(committed.index) ?? Infinity;
      demand(
        committedIn >= term || isSame(log[committed.index - 1], committed),
        `I-4: leader ${number} of term ${term} lacks the committed entry ${nameOf(committed)}`,
      );
    }
  }

  /** I-6, I-7, I-8: what is new since the last check is on the disks of a quorum. */
  #checkCommitted(node: CoreNode): void {
    const { number, core, issued } = node;
    if (core === undefined) return;
    const { commitIndex } = core.status(this.#cluster.localTime(node));
    const before = this.#commitOf.get(number) ?? 0;
    demand(
      commitIndex >= before,
      `I-8: the commit index of node ${number} falls to ${commitIndex}`,
    );
    this.#commitOf.set(number, commitIndex);
    for (let index: number = commitIndex; index >= 1; index -= 1) {
      const own = issued[index - 1];
      demand(own !== undefined, `node ${number} committed ${index}, which its log lacks`);
      const known = this.#committed.get(index);
      demand(
        known === undefined || isSame(known, own),
        () => `I-7: ${nameOf(known)} was committed, node ${number} commits ${nameOf(own)}`,
      );
      // Log matching vouches for what lies below.
      if (known !== undefined && index <= this.#topCommitted) break;
      this.#committed.set(index, own);
      this.#committedIn.set(index, core.term);
      this.#topCommittedTerm = Math.max(this.#topCommittedTerm, core.term);
      this.#memberships.checkCommitted(node, own);
    }
    if (commitIndex <= this.#topCommitted) return;
    this.#topCommitted = commitIndex;
    this.#commits.push({ at: this.#cluster.now, index: commitIndex });
  }

  /** I-3, from the highest common index down: where ids are equal, everything below is. */
  #checkLogMatching(): void {
    const { nodes } = this.#cluster;
    for (const [position, left] of nodes.entries()) {
      for (const right of nodes.slice(position + 1)) {
        let isBelowCommon = false;
        for (let at = Math.min(left.issued.length, right.issued.length) - 1; at >= 0; at -= 1) {
          const [a, b] = [left.issued[at], right.issued[at]];
          // The same object: this pair was compared when it was appended, and so was what is below.
          if (a === b && isBelowCommon) break;
          const isEqual = isSame(a, b);
          demand(
            isEqual || (!isBelowCommon && a?.term !== b?.term),
            `I-3: the logs of nodes ${left.number} and ${right.number} differ at ${at + 1} although they agree above`,
          );
          isBelowCommon ||= isEqual;
        }
      }
    }
  }

  /** I-12 and I-13, on each node's own clock, nodes that stand still included. */
  #checkLeases(): void {
    for (const node of this.#cluster.nodes) {
      if (node.core?.role !== 'leader') continue;
      const { leaseHeld, term } = node.core.status(this.#cluster.localTime(node));
      if (!leaseHeld) continue;
      demand(
        this.#memberships.mayHoldLease(node, term),
        `Q-8: node ${node.number} holds the lease of term ${term}, in which it told another to take over`,
      );
      for (const { number, core } of this.#cluster.nodes) {
        demand(
          core?.role !== 'leader' || core.term <= term,
          `I-12: node ${node.number} holds the lease of term ${term} while node ${number} leads a later one`,
        );
      }
      demand(
        this.#topCommittedTerm <= term,
        `I-13: node ${node.number} holds the lease of term ${term}, but term ${this.#topCommittedTerm} has committed`,
      );
    }
  }

  /** 9.5: whatever a node says about the age of its state, nothing older than that is missing from it. */
  #checkAges(): void {
    for (const node of this.#cluster.nodes) {
      const now = this.#cluster.localTime(node);
      const ageMs = node.core?.ageMs(now);
      const applied = node.core?.status(now).lastApplied;
      if (ageMs === undefined || applied === undefined) continue;
      const freshAsOf = this.#cluster.now - ageMs;
      const missing = this.#commits.find(({ at, index }) => index > applied && at < freshAsOf);
      demand(
        missing === undefined,
        () =>
          `9.5: node ${node.number} says ${ageMs} ms, but ${missing?.index} was committed ${this.#cluster.now - (missing?.at ?? 0)} ms ago and it has applied ${applied}`,
      );
    }
  }
}

/** Deadlines are computed by the cores in floating point, on clocks that drift. */
const clockGrain = 1e-3;

function isSame(left: Entry | undefined, right: Entry | undefined): boolean {
  return left === right || (left?.term === right?.term && left?.crc === right?.crc);
}

function nameOf(entry: Entry | undefined): string {
  return `${entry?.index}/${entry?.term}`;
}

function demand(holds: boolean, problem: string | (() => string)): asserts holds {
  if (!holds) throw new Error(typeof problem === 'string' ? problem : problem());
}
