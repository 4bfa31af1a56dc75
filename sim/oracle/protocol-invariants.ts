/**
 * The invariants of section 22 that concern the protocol, on whole nodes: what they log, send, apply and say of
 * themselves, judged by what their disks hold. Incremental: every event costs a few comparisons.
 *
 * I-1 one leader per term            I-8  term and commit never go back
 * I-2 a leader only appends          I-9  applied is committed and durable here
 * I-3 equal ids mean equal logs      I-11 what is said to others is durable (P-1, P-2, P-3)
 * I-4 leaders have all committed     I-12 no leader of a later term while a lease is held
 * I-5 the same entries are applied   I-13 no commit of a later term while a lease is held
 * I-6 committed is durable           I-17 no vote while a promise runs
 * I-7 what is committed never changes
 */
import { asTerm } from '../../base/brand.ts';
import type {
  CoreStatus,
  Entry,
  EntryId,
  Envelope,
  LogWrite,
  Membership,
} from '../../raft/index.ts';
import type { Applied } from '../../storage/index.ts';
import type { NodeProbe } from '../node/probe.ts';
import type { Findings } from '../world/findings.ts';
import type { Host } from '../world/host.ts';
import { findUsurper } from './electability.ts';
import type { VoterLog } from './electability.ts';
import { findMinority } from './majorities.ts';
import { LogMirror } from './log-mirror.ts';
import type { Stored } from './log-mirror.ts';

/** Deadlines are computed in floating point, on clocks that drift. */
const clockGrainMs = 1e-3;

type Node = {
  readonly host: Host;
  readonly mirror: LogMirror;
  /** Present while the node takes part. */
  status: (() => CoreStatus) | undefined;
  /** Of the present life. */
  term: number;
  commitIndex: number;
  appliedUpTo: number;
  ledTerm: number;
  /** In force when it was last looked at. */
  membership: Membership | undefined;
  issuedVote: { readonly term: number; readonly votedFor: string | undefined };
  /** When, on its own clock, the node may vote again; and as it was before the promise of `promisedAt`. */
  promisedUntil: number;
  promisedBefore: number;
  promisedAt: number;
};

type Committed = Stored & { readonly committedIn: number };

export type ProtocolOptions = {
  readonly electionTimeoutMs: number;
  /** What the founders' logs begin with; the machines with the smallest numbers are theirs. */
  readonly first: Stored;
  readonly founderCount: number;
  readonly numberOf: (nodeId: string) => number;
};

export class ProtocolInvariants implements NodeProbe {
  readonly #options: ProtocolOptions;
  readonly #findings: Findings;
  readonly #nodes = new Map<number, Node>();
  readonly #leaderOfTerm = new Map<number, number>();
  /** By index: term and checksum per term that an entry had anywhere, and the term before it. */
  readonly #seen = new Map<string, { readonly crc: number; readonly before: number }>();
  /** Term and machine of campaigns that a leader asked for. */
  readonly #transferVotes = new Set<string>();
  /** By index minus one. */
  readonly #committed: Committed[];
  #topCommittedTerm = 0;
  electionCount = 0;
  /** Elections that a leader asked for, and that were won. */
  transferCount = 0;
  snapshotCount = 0;

  constructor(options: ProtocolOptions, hosts: readonly Host[], findings: Findings) {
    this.#options = options;
    this.#findings = findings;
    const { first } = options;
    this.#committed = [{ ...first, committedIn: first.term }];
    for (const host of hosts) {
      this.#nodes.set(host.number, {
        host,
        mirror:
          host.number <= options.founderCount
            ? new LogMirror([first], { term: first.term, votedFor: undefined })
            : new LogMirror([], { term: asTerm(0), votedFor: undefined }),
        status: undefined,
        term: 0,
        commitIndex: 0,
        appliedUpTo: 0,
        ledTerm: 0,
        membership: undefined,
        issuedVote: { term: 0, votedFor: undefined },
        promisedUntil: -Infinity,
        promisedBefore: -Infinity,
        promisedAt: -Infinity,
      });
    }
  }

  /** The highest index that any node has regarded as committed. */
  get committedIndex(): number {
    return this.#committed.length;
  }

  /** What is durable on a machine. */
  durableVoteOf(host: Host): LogMirror['durableVote'] {
    return this.#node(host).mirror.durableVote;
  }

  /** Entries that the log of a machine was handed. */
  issuedLengthOf(host: Host): number {
    return this.#node(host).mirror.lastIssued;
  }

  onStarted(host: Host, started: Parameters<NodeProbe['onStarted']>[1]): void {
    const node = this.#node(host);
    const committed = this.#committed.slice(0, started.log.base.index);
    const problem = node.mirror.recover(started.log, committed);
    this.#findings.demand(problem === undefined, 'I-6', () => `${host.name} restarts: ${problem}`);
    const { term, votedFor } = node.mirror.durableVote;
    node.status = started.status;
    node.term = term;
    node.issuedVote = { term, votedFor };
    node.commitIndex = 0;
    node.ledTerm = 0;
    node.membership = undefined;
    node.appliedUpTo = started.lastApplied;
    const { voters } = started.status().membership;
    if (voters.length > 1) this.#promise(node);
    this.check(host);
  }

  onDied(host: Host): void {
    this.#node(host).status = undefined;
  }

  onWriteIssued(host: Host, write: LogWrite): void {
    const node = this.#node(host);
    const { mirror } = node;
    const { truncateFrom, entries, hardState } = write;
    if (truncateFrom !== undefined) {
      const cut = mirror.issuedAt(truncateFrom);
      this.#findings.demand(
        cut === undefined || cut.term !== node.ledTerm || entries[0]?.term !== cut.term,
        'I-2',
        () => `${host.name} rewrites its own log in term ${cut?.term}, which it led`,
      );
    }
    mirror.issue(write);
    for (const entry of entries) {
      this.#checkLogMatching(node, entry);
    }
    if (hardState !== undefined) this.#checkVote(node, hardState);
  }

  onWriteDone(host: Host, write: LogWrite): void {
    this.#node(host).mirror.done(write);
  }

  onRebased(host: Host, last: EntryId): void {
    const committed = this.#committed.slice(0, last.index);
    this.#findings.demand(
      committed.at(-1)?.index === last.index && committed.at(-1)?.term === last.term,
      'I-7',
      () =>
        `${host.name} installs a snapshot at ${last.index}/${last.term}, which was never committed`,
    );
    this.#node(host).mirror.rebase(committed);
  }

  onSnapshotInstalled(host: Host, lastApplied: number): void {
    this.snapshotCount += 1;
    const node = this.#node(host);
    node.appliedUpTo = lastApplied;
    node.commitIndex = Math.max(node.commitIndex, lastApplied);
  }

  /** I-11: judged on the disk at the moment at which the message leaves. */
  onSent(host: Host, { from, to, term, message }: Envelope): void {
    const node = this.#node(host);
    const { mirror } = node;
    const vote = mirror.durableVote;
    switch (message.kind) {
      case 'voteResponse':
        this.#findings.demand(
          !message.granted || (vote.term === term && vote.votedFor === to),
          'I-11',
          () => `${host.name} tells of a vote in term ${term} that is not durable (P-1)`,
        );
        return;
      case 'requestVote':
        if (message.transfer) this.#transferVotes.add(`${term} ${host.number}`);
        this.#findings.demand(
          vote.term === term &&
            vote.votedFor === from &&
            (message.last.index === 0 ||
              mirror.durableAt(message.last.index)?.term === message.last.term),
          'I-11',
          () => `${host.name} asks for votes in term ${term} before it is durable (P-2)`,
        );
        return;
      case 'appendAccepted': {
        const { matchIndex } = message;
        const isDurable = isSame(mirror.durableAt(matchIndex), mirror.issuedAt(matchIndex));
        this.#findings.demand(
          matchIndex === 0 || (vote.term === term && isDurable),
          'I-11',
          () =>
            `${host.name} acknowledges ${matchIndex} in term ${term} before it is durable (P-3)`,
        );
        return;
      }
      case 'heartbeatResponse':
        // Round 0 tells a leader of an earlier term that it is late; it promises nothing.
        if (message.round > 0) this.#promise(node);
        return;
      case 'append':
      case 'appendRejected':
      case 'heartbeat':
      case 'preVote':
      case 'preVoteResponse':
      case 'timeoutNow':
      case 'snapshotRequest':
      case 'readIndexRequest':
      case 'readIndexResponse':
    }
  }

  onApplied(host: Host, entries: readonly Entry[], results: readonly Applied[]): void {
    const node = this.#node(host);
    for (const entry of entries) {
      const isNext = entry.index === node.appliedUpTo + 1;
      this.#findings.demand(
        isNext,
        'I-5',
        () => `${host.name} applies ${entry.index} after ${node.appliedUpTo}`,
      );
      node.appliedUpTo = entry.index;
      const isDurable = isSame(node.mirror.durableAt(entry.index), entry);
      this.#findings.demand(
        isDurable,
        'I-9',
        () => `${host.name} applies ${nameOf(entry)}, which is not durable there (P-7)`,
      );
      const committed = this.#committed[entry.index - 1];
      this.#findings.demand(
        committed === undefined || isSame(committed, entry),
        'I-5',
        () => `${host.name} applies ${nameOf(entry)} where ${nameOf(committed)} was committed`,
      );
    }
    this.#findings.demand(
      results.length === entries.length,
      'I-5',
      () => `${host.name} has ${results.length} results for ${entries.length} entries`,
    );
  }

  /** To be called when a node has run. Gives its status, if it takes part. */
  check(host: Host): CoreStatus | undefined {
    const node = this.#node(host);
    if (node.status === undefined || !host.isAlive) return undefined;
    const status = node.status();
    this.#findings.demand(
      status.term >= node.term,
      'I-8',
      () => `the term of ${host.name} falls from ${node.term} to ${status.term}`,
    );
    node.term = status.term;
    this.#checkCommit(node, status);
    if (status.role === 'leader') this.#checkLeader(node, status);
    this.#checkLeases();
    return status;
  }

  #checkLeader(node: Node, { term }: CoreStatus): void {
    const { host, mirror } = node;
    if (node.ledTerm === term) return;
    node.ledTerm = term;
    this.electionCount += 1;
    if (this.#transferVotes.has(`${term} ${host.number}`)) this.transferCount += 1;
    const other = this.#leaderOfTerm.get(term) ?? host.number;
    this.#leaderOfTerm.set(term, host.number);
    this.#findings.demand(
      other === host.number,
      'I-1',
      () => `${host.name} and n${other} both lead term ${term}`,
    );
    // Log matching vouches for what lies below the last entry that an earlier term has committed.
    const last = this.#committed.findLast(({ committedIn }) => committedIn < term);
    this.#findings.demand(
      last === undefined || isSame(mirror.issuedAt(last.index), last),
      'I-4',
      () => `${host.name} leads term ${term} and lacks the committed entry ${nameOf(last)}`,
    );
  }

  #checkCommit(node: Node, { commitIndex, membership, term }: CoreStatus): void {
    const { host, mirror } = node;
    this.#findings.demand(
      commitIndex >= node.commitIndex,
      'I-8',
      () => `the commit index of ${host.name} falls from ${node.commitIndex} to ${commitIndex}`,
    );
    let newest: Stored | undefined;
    for (let index = node.commitIndex + 1; index <= commitIndex; index += 1) {
      const own = mirror.issuedAt(index);
      // In the middle of a turn the log that was issued lags behind the core's own.
      if (own === undefined) break;
      node.commitIndex = index;
      const known = this.#committed[index - 1];
      if (known === undefined) {
        this.#commit(own, term);
        const before = node.membership;
        this.#checkDurable(host, own, before === undefined ? [membership] : [membership, before]);
        newest = own;
      } else {
        this.#findings.demand(
          isSame(known, own),
          'I-7',
          () => `${nameOf(known)} was committed, and ${host.name} commits ${nameOf(own)}`,
        );
      }
    }
    if (newest !== undefined) this.#checkElectable(host, newest, membership);
    node.membership = membership;
  }

  /** Who holds the newest of several entries holds all of them. */
  #checkElectable(host: Host, entry: Stored, { voters, votersOld }: Membership): void {
    const logOf = (id: string): VoterLog => {
      const number = this.#options.numberOf(id);
      const mirror = this.#nodes.get(number)?.mirror;
      const last = mirror?.lastIssuedId ?? { index: 0, term: 0 };
      return { name: `n${number}`, last, holdsEntry: isSame(mirror?.issuedAt(entry.index), entry) };
    };
    const halves = votersOld === undefined ? [voters] : [voters, votersOld];
    const usurper = findUsurper(halves.map((half) => half.map((id) => logOf(id))));
    this.#findings.demand(
      usurper === undefined,
      'I-4',
      () =>
        `${host.name} commits ${nameOf(entry)}, and ${usurper}, which lacks it, could be elected`,
    );
  }

  #commit(entry: Stored, committedIn: number): void {
    this.#committed.push({ ...entry, committedIn });
    this.#topCommittedTerm = Math.max(this.#topCommittedTerm, committedIn);
  }

  #checkDurable(host: Host, entry: Stored, inForce: readonly Membership[]): void {
    const minority = findMinority(inForce, (id) => {
      const holder = this.#nodes.get(this.#options.numberOf(id));
      return isSame(holder?.mirror.durableAt(entry.index), entry);
    });
    this.#findings.demand(
      minority === undefined,
      'I-6',
      () => `${host.name} commits ${nameOf(entry)}, which is durable on ${minority}`,
    );
  }

  /** I-3: an id names one entry and one predecessor, so by induction one log. */
  #checkLogMatching({ host, mirror }: Node, entry: Entry): void {
    const id = `${entry.index}/${entry.term}`;
    const before = mirror.issuedAt(entry.index - 1)?.term ?? 0;
    const seen = this.#seen.get(id);
    if (seen === undefined) this.#seen.set(id, { crc: entry.crc, before });
    else {
      this.#findings.demand(
        seen.crc === entry.crc && seen.before === before,
        'I-3',
        () => `${id} on ${host.name} differs from what another node has under that id`,
      );
    }
  }

  /** I-8 and I-17: votes are fixed within a term, and none is given while a promise runs. */
  #checkVote(node: Node, { term, votedFor }: NonNullable<LogWrite['hardState']>): void {
    const { host } = node;
    const before = node.issuedVote;
    node.issuedVote = { term, votedFor };
    this.#findings.demand(
      term >= before.term,
      'I-8',
      () => `${host.name} stores term ${term} after ${before.term}`,
    );
    if (votedFor === undefined || (term === before.term && votedFor === before.votedFor)) return;
    this.#findings.demand(
      term > before.term || before.votedFor === undefined,
      'I-8',
      () => `${host.name} changes its vote in term ${term} (E-7)`,
    );
    if (this.#options.numberOf(votedFor) === host.number) return;
    // A transfer asks for votes in spite of promises (10.1).
    if (this.#transferVotes.has(`${term} ${this.#options.numberOf(votedFor)}`)) return;
    // Messages leave before the write of the same turn is issued: a promise of this turn may have come after the vote.
    const isNew = node.promisedAt === host.localMs;
    const promisedUntil = isNew ? node.promisedBefore : node.promisedUntil;
    this.#findings.demand(
      host.localMs + clockGrainMs >= promisedUntil,
      'I-17',
      () => `${host.name} votes in term ${term} while its promise runs (E-10, E-12)`,
    );
  }

  #promise(node: Node): void {
    const { localMs } = node.host;
    if (node.promisedAt !== localMs) node.promisedBefore = node.promisedUntil;
    node.promisedAt = localMs;
    node.promisedUntil = Math.max(node.promisedUntil, localMs + this.#options.electionTimeoutMs);
  }

  /** On each node's own clock, nodes that stand still included. */
  #checkLeases(): void {
    let leading: { readonly node: Node; readonly status: CoreStatus }[] | undefined;
    for (const node of this.#nodes.values()) {
      if (node.status === undefined || node.ledTerm === 0 || node.ledTerm !== node.term) continue;
      const status = node.status();
      if (status.role === 'leader') (leading ??= []).push({ node, status });
    }
    for (const { node, status } of leading ?? []) {
      if (!status.leaseHeld) continue;
      const later = leading?.find((other) => other.status.term > status.term);
      this.#findings.demand(
        later === undefined,
        'I-12',
        () =>
          `${node.host.name} holds the lease of term ${status.term} while ` +
          `${later?.node.host.name} leads term ${later?.status.term}`,
      );
      this.#findings.demand(
        this.#topCommittedTerm <= status.term,
        'I-13',
        () =>
          `${node.host.name} holds the lease of term ${status.term} although term ` +
          `${this.#topCommittedTerm} has committed`,
      );
    }
  }

  #node(host: Host): Node {
    const node = this.#nodes.get(host.number);
    if (node === undefined) throw new Error(`${host.name} is not watched`);
    return node;
  }
}

function isSame(left: Stored | undefined, right: Stored | undefined): boolean {
  return (
    left !== undefined && right !== undefined && left.term === right.term && left.crc === right.crc
  );
}

function nameOf(entry: Stored | undefined): string {
  return entry === undefined ? 'nothing' : `${entry.index}/${entry.term}`;
}
