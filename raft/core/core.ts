/**
 * The consensus core of one node: messages, proposals, time and storage completions go in, one `Ready` comes
 * out. Synchronous and pure: no input or output, no clock, no randomness but what is injected (C-1), so the
 * same calls give the same bytes (C-2).
 *
 *              deadline            quorum would vote             quorum voted
 *   follower ------------> preCandidate ------------> candidate ------------> leader
 *      ^                        |                         |                     |
 *      +------------------------+-------------------------+---------------------+
 *        a leader of the term, a higher term, a lost vote; a leader: its quorum is silent
 *
 * This file holds the rules of terms, of promises and of time, and every change of role. What a role does
 * with its messages is in the role's own file. Broken invariants throw; a peer's nonsense is dropped.
 */
import { asLogIndex, asMonotonicMs, asTerm } from '../../base/brand.ts';
import type { LogIndex, MonotonicMs, NodeId, Term, WallMs } from '../../base/brand.ts';
import { assertNever, invariant } from '../../base/invariant.ts';
import { ApplyFeed } from './apply.ts';
import { Candidate } from './candidate.ts';
import { validateCoreConfig } from './config.ts';
import type { CoreConfig } from './config.ts';
import { Follower } from './follower.ts';
import { Freshness } from './freshness.ts';
import { Leader } from './leader.ts';
import type { Proposal } from './leader.ts';
import type { LogReader } from './log-reader.ts';
import { entryBytes, RaftLog } from './log.ts';
import { isSoleVoter, MembershipHistory } from './membership.ts';
import type { IndexedMembership } from './membership.ts';
import type { Envelope, RaftMessage } from './message.ts';
import { Outbox } from './outbox.ts';
import { emptyHardState, Persistence } from './persistence.ts';
import type { ProgressState } from './progress.ts';
import type { ReadTicket, Ready, Role } from './ready.ts';
import { applyLimit, numbersOf, send } from './shared.ts';
import type { CoreDeps, Shared } from './shared.ts';
import type { HardState, Membership } from './types.ts';
import { grantsPreVote, grantsVote } from './vote.ts';

export type CoreOptions = { readonly nodeId: NodeId; readonly config: CoreConfig };

/** What the node found on its disk. */
export type BootState = {
  readonly hardState: HardState | undefined;
  readonly log: LogReader;
  /** Every stored membership, oldest first. */
  readonly memberships: readonly IndexedMembership[];
  readonly lastApplied: LogIndex;
};

/** The whole batch or nothing: a refusal proves that nothing was appended (8.4). */
export type ProposeResult =
  | { readonly kind: 'accepted'; readonly firstIndex: LogIndex; readonly term: Term }
  | {
      readonly kind: 'refused';
      readonly reason: 'notLeader' | 'overloaded' | 'tooLarge';
      /** Who leads instead, if that is known. */
      readonly leader?: NodeId;
    };

export type RequestReadResult =
  | { readonly kind: 'ticket'; readonly ticket: ReadTicket }
  /** A `ReadResult` with this id follows. */
  | { readonly kind: 'pending'; readonly readId: number }
  | { readonly kind: 'noLeader' }
  | { readonly kind: 'overloaded' };

type PeerStatus = {
  readonly peer: NodeId;
  readonly matchIndex: LogIndex;
  readonly nextIndex: LogIndex;
  readonly state: ProgressState;
  /** How long the peer has not been heard; undefined if never in this term. */
  readonly silentMs: number | undefined;
};

export type CoreStatus = {
  readonly role: Role;
  readonly term: Term;
  readonly leader: NodeId | undefined;
  readonly commitIndex: LogIndex;
  readonly lastApplied: LogIndex;
  readonly lastIndex: LogIndex;
  readonly durableIndex: LogIndex;
  readonly leaseHeld: boolean;
  /** Sorted by id; empty unless this node leads. */
  readonly peers: readonly PeerStatus[];
  readonly membership: Membership;
};

/** Terms above this are nonsense: no cluster gets there, and they would exhaust the numbers. */
const termMax = 2 ** 48;

export class RaftCore {
  readonly #shared: Shared;
  readonly #apply: ApplyFeed;
  #role: Follower | Candidate | Leader;
  /** Until when no vote is given and no campaign begun (E-10, E-12). */
  #promiseUntil: number;
  /** When a campaign begins, unless a leader is heard. */
  #electionAt: number;
  /** The time of the latest input, to notice that this process did not run (T-6). */
  #lastInputAt: MonotonicMs;
  /** When the commit index may be written by itself. */
  #commitWriteAt: number;
  #isCommitWriteDue = false;

  /** `now` starts the wait after a restart (E-12). Throws `InvariantError` for a state that cannot be. */
  constructor(options: CoreOptions, boot: BootState, deps: CoreDeps, now: MonotonicMs) {
    const { nodeId, config } = options;
    const problems = validateCoreConfig(config);
    invariant(problems.length === 0, () => problems.join('; '));
    const hardState = boot.hardState ?? emptyHardState(boot.lastApplied);
    const { lastIndex } = boot.log;
    const commitIndex = asLogIndex(Math.max(hardState.commitIndex, boot.lastApplied));
    invariant(
      commitIndex <= lastIndex,
      () =>
        `the log ends at ${lastIndex}, although ${commitIndex} was committed: entries were lost`,
    );
    const log = new RaftLog(boot.log, commitIndex);
    invariant(
      log.last.term <= hardState.term,
      'the term was made durable before its entries (P-4)',
    );
    this.#shared = {
      nodeId,
      config,
      deps,
      persistence: new Persistence({ ...hardState, commitIndex }, log),
      memberships: new MembershipHistory(boot.memberships),
      outbox: new Outbox(),
      freshness: new Freshness(config, boot.lastApplied),
      takeNumber: numbersOf(deps),
      events: [],
      reads: [],
    };
    this.#apply = new ApplyFeed(boot.lastApplied, {
      aheadBytesMax: config.applyAheadBytesMax,
      batchBytesMax: config.applyBatchBytesMax,
    });
    this.#lastInputAt = now;
    this.#commitWriteAt = now;
    this.#role = new Follower(this.#shared, undefined);
    const isAlone = this.#shared.memberships.isSoleCommittedVoter(nodeId, commitIndex);
    this.#promiseUntil = isAlone ? now : now + config.electionTimeoutMs;
    this.#electionAt = isAlone ? now : this.#drawElectionAt(now);
  }

  get role(): Role {
    return this.#role.kind;
  }

  get term(): Term {
    return this.#shared.persistence.term;
  }

  get leader(): NodeId | undefined {
    if (this.#role.kind === 'leader') return this.#shared.nodeId;
    return this.#role.kind === 'follower' ? this.#role.leader : undefined;
  }

  /** A message from a peer, which may be late, repeated or nonsense. */
  step(envelope: Envelope, now: MonotonicMs): void {
    this.#observe(now);
    const { from, to, term, message } = envelope;
    if (to !== this.#shared.nodeId || from === to || term > termMax) return;
    switch (message.kind) {
      case 'preVote':
        this.#onPreVote(envelope, message, now);
        return;
      case 'preVoteResponse':
        this.#onPreVoteResponse(envelope, message, now);
        return;
      case 'requestVote':
        this.#onRequestVote(envelope, message, now);
        return;
      case 'append':
      case 'heartbeat':
        this.#onLeaderMessage(envelope, message, now);
        return;
      case 'voteResponse':
      case 'appendAccepted':
      case 'appendRejected':
      case 'heartbeatResponse':
      case 'readIndexRequest':
      case 'readIndexResponse':
        if (term > this.term) this.#enterTerm(term, 'a peer is in a later term', now);
        if (term === this.term) this.#onSameTerm(from, message, now);
        return;
      default:
        assertNever(message);
    }
  }

  /** Time passed. Useful at `nextDeadline()`, harmless at any other time. */
  tick(now: MonotonicMs): void {
    this.#observe(now);
    const { persistence } = this.#shared;
    if (persistence.isCommitUnwritten && now >= this.#commitWriteAt) this.#isCommitWriteDue = true;
    if (this.#role.kind === 'leader') {
      // The tick comes first: a sole voter is its own quorum, however long it was stopped.
      this.#role.onTick(now);
      if (this.#role.hasLostQuorum(now)) this.#follow(undefined, 'the quorum is silent', now);
      return;
    }
    if (this.#role.kind === 'follower') this.#role.onTick(now);
    if (now >= this.#electionAt) this.#onElectionTimeout(now);
  }

  /** Appends commands to the log of the cluster, if this node leads. Their bytes must not change any more. */
  propose(proposals: readonly Proposal[], stampedAt: WallMs, now: MonotonicMs): ProposeResult {
    this.#observe(now);
    if (this.#role.kind !== 'leader') {
      const { leader } = this;
      return { kind: 'refused', reason: 'notLeader', ...(leader === undefined ? {} : { leader }) };
    }
    const { entryBytesMax } = this.#shared.config;
    let bytes = 0;
    for (const proposal of proposals) {
      if (proposal.command.length > entryBytesMax) return { kind: 'refused', reason: 'tooLarge' };
      bytes += entryBytes(proposal);
    }
    if (!this.#hasRoomFor(bytes)) return { kind: 'refused', reason: 'overloaded' };
    return {
      kind: 'accepted',
      firstIndex: this.#role.append(proposals, stampedAt, now),
      term: this.term,
    };
  }

  /** Asks for proof that a read may be served; on a follower, the leader is asked. */
  requestRead(now: MonotonicMs): RequestReadResult {
    this.#observe(now);
    const role = this.#role;
    if (role.kind === 'leader') {
      const ticket = role.leaseTicket(now);
      if (ticket !== undefined) return { kind: 'ticket', ticket };
      if (role.isReadQueueFull) return { kind: 'overloaded' };
      const readId = this.#shared.takeNumber();
      role.addRead({ kind: 'local', readId }, now);
      return { kind: 'pending', readId };
    }
    if (role.kind !== 'follower' || role.leader === undefined) return { kind: 'noLeader' };
    if (role.isReadQueueFull) return { kind: 'overloaded' };
    const readId = this.#shared.takeNumber();
    role.requestRead(readId, role.leader, now);
    return { kind: 'pending', readId };
  }

  /**
   * How old the applied state may be, in ms: all that was acknowledged anywhere longer ago than that is in it.
   * Undefined if nobody vouches for it. To be asked after the state was read, with a fresh `now` (9.5).
   */
  ageMs(now: MonotonicMs): number | undefined {
    const ticket = this.leaseTicket(now);
    if (ticket !== undefined && ticket.readIndex <= this.#apply.lastApplied) return 0;
    return this.#shared.freshness.ageMs(now);
  }

  /** A ticket under the lease, if this node holds it now. Changes nothing. */
  leaseTicket(now: MonotonicMs): ReadTicket | undefined {
    return this.#role.kind === 'leader' ? this.#role.leaseTicket(now) : undefined;
  }

  /**
   * The last check before a value leaves that was read under a lease. `now` is sampled after the read.
   * A ticket of a round needs no such check.
   */
  leaseHolds(ticket: ReadTicket, now: MonotonicMs): boolean {
    if (ticket.kind === 'readIndex') return true;
    return (
      this.#role.kind === 'leader' && ticket.term === this.term && this.#role.isLeaseValid(now)
    );
  }

  /** Write `seq` is durable, and so is every earlier one (P-4). */
  onDurable(seq: number, now: MonotonicMs): void {
    this.#observe(now);
    const { persistence, outbox } = this.#shared;
    persistence.onDurable(seq);
    outbox.onDurable(seq);
    if (this.#role.kind === 'leader') {
      this.#role.onDurable(now);
    } else if (this.#role.kind === 'candidate') {
      this.#role.onDurable(seq);
      this.#decide(this.#role, now);
    }
  }

  /** The state machine has applied up to `index`. */
  onApplied(index: LogIndex, now: MonotonicMs): void {
    this.#observe(now);
    this.#apply.onApplied(index);
    const { persistence, config, freshness } = this.#shared;
    freshness.onApplied(index);
    persistence.log.evict({ upTo: index, bytesMax: config.windowBytesMax });
  }

  /** The transport lost its stream to `peer`: what was in flight may be lost. */
  onUnreachable(peer: NodeId, now: MonotonicMs): void {
    this.#observe(now);
    if (this.#role.kind === 'leader') this.#role.onUnreachable(peer);
  }

  /** The monotonic clock may have stood still: the lease is void until a fresh round is answered (T-4). */
  suspectPause(now: MonotonicMs): void {
    this.#observe(now);
    this.#shared.freshness.forget();
    if (this.#role.kind === 'leader') this.#role.voidLease(now);
  }

  hasReady(): boolean {
    const { persistence, outbox, events, reads } = this.#shared;
    return (
      persistence.hasUrgentWrite ||
      (this.#isCommitWriteDue && persistence.isCommitUnwritten) ||
      !outbox.isEmpty ||
      (isSteady(this.#role) && this.#role.hasOutgoing) ||
      this.#apply.hasNext(applyLimit(this.#shared)) ||
      events.length > 0 ||
      reads.length > 0
    );
  }

  /** Everything that is to be done now. Nothing of it is changed or given again. */
  takeReady(): Ready {
    const { persistence, outbox, events, reads } = this.#shared;
    if (isSteady(this.#role)) this.#role.collect();
    const write = persistence.takeWrite({ commitOnly: this.#isCommitWriteDue });
    this.#isCommitWriteDue = false;
    if (write !== undefined) {
      this.#commitWriteAt = this.#lastInputAt + this.#shared.config.heartbeatMs;
    }
    return {
      ...(write === undefined ? {} : { write }),
      messages: outbox.take(),
      apply: this.#apply.take(persistence.log, applyLimit(this.#shared)),
      reads: reads.splice(0),
      events: events.splice(0),
    };
  }

  /** When `tick` has something to do at the latest. */
  nextDeadline(): MonotonicMs {
    const { persistence, config } = this.#shared;
    const commitWriteAt = persistence.isCommitUnwritten ? this.#commitWriteAt : Infinity;
    if (this.#role.kind === 'leader') {
      return asMonotonicMs(Math.min(this.#role.nextDeadline, commitWriteAt));
    }
    // Not only at the election: whoever sleeps that long could not tell silence from a pause of its own (T-6).
    const awakeAt = this.#lastInputAt + config.pauseSuspectMs / 2;
    const readsAt = this.#role.kind === 'follower' ? this.#role.nextDeadline : Infinity;
    return asMonotonicMs(Math.min(this.#electionAt, awakeAt, commitWriteAt, readsAt));
  }

  status(now: MonotonicMs): CoreStatus {
    const { persistence, memberships } = this.#shared;
    const { log } = persistence;
    const role = this.#role;
    const progress = role.kind === 'leader' ? [...role.progress] : [];
    return {
      role: role.kind,
      term: persistence.term,
      leader: this.leader,
      commitIndex: persistence.commitIndex,
      lastApplied: this.#apply.lastApplied,
      lastIndex: log.last.index,
      durableIndex: log.durableIndex,
      leaseHeld: role.kind === 'leader' && role.isLeaseValid(now),
      peers: progress.map(([peer, { matchIndex, nextIndex, state, lastContact }]) => ({
        peer,
        matchIndex,
        nextIndex,
        state,
        silentMs: lastContact === undefined ? undefined : now - lastContact,
      })),
      membership: memberships.latest.membership,
    };
  }

  /** After a gap between inputs, a node that was stopped must not take its own silence for the leader's (T-6). */
  #observe(now: MonotonicMs): void {
    const gapMs = now - this.#lastInputAt;
    if (gapMs > 0) this.#lastInputAt = now;
    if (gapMs > this.#shared.config.pauseSuspectMs && this.#role.kind === 'follower') {
      this.#electionAt = Math.max(this.#electionAt, this.#drawElectionAt(now));
    }
  }

  #onPreVote(
    { from, term }: Envelope,
    { last, nonce }: Extract<RaftMessage, { kind: 'preVote' }>,
    now: MonotonicMs,
  ): void {
    const granted = grantsPreVote(this.#asVoter(now), { term, last });
    const { nodeId, outbox } = this.#shared;
    outbox.send({
      from: nodeId,
      to: from,
      term: granted ? term : this.term,
      message: { kind: 'preVoteResponse', granted, nonce },
    });
  }

  #onPreVoteResponse(
    { from, term }: Envelope,
    message: Extract<RaftMessage, { kind: 'preVoteResponse' }>,
    now: MonotonicMs,
  ): void {
    if (this.#role.kind !== 'preCandidate') return;
    if (!message.granted && term > this.term) {
      this.#enterTerm(term, 'a peer is in a later term', now);
      return;
    }
    if (message.granted && term !== this.term + 1) return;
    this.#role.onVote(from, message);
    this.#decide(this.#role, now);
  }

  /** The transfer flag is not honoured: nothing here transfers leadership, so nobody may claim that it was. */
  #onRequestVote(
    { from, term }: Envelope,
    { last, nonce }: Extract<RaftMessage, { kind: 'requestVote' }>,
    now: MonotonicMs,
  ): void {
    // While a promise runs, not even the term is adopted (E-10).
    if (term > this.term && !this.#asVoter(now).isPromised) {
      this.#enterTerm(term, 'a peer campaigns in a later term', now);
    }
    const { nodeId, persistence, outbox } = this.#shared;
    const granted = term === this.term && grantsVote(this.#asVoter(now), { candidate: from, last });
    if (granted) {
      persistence.vote(from);
      this.#electionAt = this.#drawElectionAt(now);
    }
    outbox.sendWhenDurable(persistence.barrier(), {
      from: nodeId,
      to: from,
      term: this.term,
      message: { kind: 'voteResponse', granted, nonce },
    });
  }

  #onLeaderMessage(
    { from, term }: Envelope,
    message: Extract<RaftMessage, { kind: 'append' | 'heartbeat' }>,
    now: MonotonicMs,
  ): void {
    if (term < this.term) {
      // Tells a leader that others moved on, and so frees a node that is stuck in a later term (E-14).
      send(this.#shared, from, { kind: 'heartbeatResponse', round: 0, stamp: 0 });
      return;
    }
    if (term > this.term) this.#enterTerm(term, 'a leader of a later term', now);
    if (this.#role.kind === 'leader') return;
    if (this.#role.kind !== 'follower' || this.#role.leader === undefined) {
      this.#follow(from, 'a leader of this term', now);
    }
    if (this.#role.kind !== 'follower' || this.#role.leader !== from) return;
    const { electionTimeoutMs } = this.#shared.config;
    this.#promiseUntil = Math.max(this.#promiseUntil, now + electionTimeoutMs);
    this.#electionAt = this.#drawElectionAt(now);
    if (message.kind === 'append') this.#role.onAppend(message);
    else this.#role.onHeartbeat(message, now);
  }

  #onSameTerm(
    from: NodeId,
    message: Exclude<
      RaftMessage,
      { kind: 'preVote' | 'preVoteResponse' | 'requestVote' | 'append' | 'heartbeat' }
    >,
    now: MonotonicMs,
  ): void {
    const role = this.#role;
    switch (message.kind) {
      case 'voteResponse':
        if (role.kind !== 'candidate') return;
        role.onVote(from, message);
        this.#decide(role, now);
        return;
      case 'appendAccepted':
        if (role.kind === 'leader') role.onAppendAccepted(from, message, now);
        return;
      case 'appendRejected':
        if (role.kind === 'leader') role.onAppendRejected(from, message, now);
        return;
      case 'heartbeatResponse':
        if (role.kind === 'leader') role.onHeartbeatResponse(from, message, now);
        return;
      case 'readIndexRequest': {
        const { requestId } = message;
        if (role.kind === 'leader') role.onReadIndexRequest(from, requestId, now);
        else send(this.#shared, from, { kind: 'readIndexResponse', requestId, index: undefined });
        return;
      }
      case 'readIndexResponse':
        if (role.kind === 'follower' && role.leader === from) role.onReadIndexResponse(message);
        return;
      default:
        assertNever(message);
    }
  }

  #onElectionTimeout(now: MonotonicMs): void {
    const { nodeId, memberships, persistence } = this.#shared;
    this.#electionAt = this.#drawElectionAt(now);
    const mayCampaign = memberships.mayCampaign(nodeId, persistence.commitIndex);
    if (!mayCampaign || now < this.#promiseUntil) {
      // Whoever may not campaign waits for the next leader, but does not name the silent one any more.
      if (this.leader !== undefined) this.#follow(undefined, 'the leader is silent', now);
      return;
    }
    // With nobody to ask, there is nothing that a pre-vote could protect (E-17).
    if (isSoleVoter(memberships.latest.membership, nodeId)) {
      this.#campaign(now);
      return;
    }
    this.#leaveRole();
    const preCandidate = new Candidate('preCandidate', this.#shared);
    this.#setRole(preCandidate, 'the leader is silent');
    this.#decide(preCandidate, now);
  }

  #decide(candidate: Candidate, now: MonotonicMs): void {
    switch (candidate.tally()) {
      case 'pending':
        return;
      case 'lost':
        this.#follow(undefined, 'the vote was lost', now);
        return;
      case 'won':
        if (candidate.kind === 'preCandidate') this.#campaign(now);
        else this.#lead(now);
    }
  }

  #campaign(now: MonotonicMs): void {
    const { nodeId, persistence, outbox } = this.#shared;
    this.#leaveRole();
    persistence.enterTerm(asTerm(persistence.term + 1), nodeId);
    outbox.dropWithheld();
    this.#electionAt = this.#drawElectionAt(now);
    this.#setRole(new Candidate('candidate', this.#shared), 'a quorum would vote');
  }

  #lead(now: MonotonicMs): void {
    this.#leaveRole();
    this.#setRole(new Leader(this.#shared, now), 'a quorum voted');
  }

  /** Follows, or waits for, a leader in a later term. */
  #enterTerm(term: Term, reason: string, now: MonotonicMs): void {
    this.#leaveRole();
    this.#shared.persistence.enterTerm(term, undefined);
    this.#shared.outbox.dropWithheld();
    this.#becomeFollower(undefined, reason, now);
  }

  /** Follows, or waits for, a leader in the present term. */
  #follow(leader: NodeId | undefined, reason: string, now: MonotonicMs): void {
    this.#leaveRole();
    this.#becomeFollower(leader, reason, now);
  }

  #becomeFollower(leader: NodeId | undefined, reason: string, now: MonotonicMs): void {
    // A leader has no election deadline of its own; everybody else keeps the one that runs.
    if (this.#role.kind === 'leader') this.#electionAt = this.#drawElectionAt(now);
    this.#setRole(new Follower(this.#shared, leader), reason);
  }

  #leaveRole(): void {
    if (isSteady(this.#role)) this.#role.leave();
  }

  #setRole(role: Follower | Candidate | Leader, reason: string): void {
    const leaderBefore = this.leader;
    const roleBefore = this.#role.kind;
    this.#role = role;
    const { events } = this.#shared;
    const { term, leader } = this;
    if (roleBefore !== role.kind) {
      events.push({ kind: 'roleChanged', role: role.kind, term, leader, reason });
    }
    if (leaderBefore !== leader) events.push({ kind: 'leaderChanged', term, leader });
  }

  /** A leader needs no promise: it refuses everybody until it steps down (E-2). */
  #asVoter(now: MonotonicMs): Parameters<typeof grantsVote>[0] {
    const { persistence } = this.#shared;
    return {
      term: persistence.term,
      votedFor: persistence.votedFor,
      last: persistence.log.last,
      isPromised: this.#role.kind === 'leader' || now < this.#promiseUntil,
    };
  }

  /** Bounds of what is appended and not committed, and of what is committed and not applied (5.5, K-5). */
  #hasRoomFor(bytes: number): boolean {
    const { persistence, config } = this.#shared;
    const { log, commitIndex } = persistence;
    const { lastApplied } = this.#apply;
    const { uncommittedBytesMax, applyAheadBytesMax, applyLagEntriesMax } = config;
    return (
      log.bytesAbove(commitIndex) + bytes <= uncommittedBytesMax &&
      log.bytesAbove(lastApplied) + bytes <= uncommittedBytesMax + applyAheadBytesMax &&
      commitIndex - lastApplied <= applyLagEntriesMax
    );
  }

  #drawElectionAt(now: MonotonicMs): number {
    const { config, deps } = this.#shared;
    return now + config.electionTimeoutMs * (1 + deps.random.next());
  }
}

/** The roles that collect messages over a turn and hold reads that wait. */
function isSteady(role: Follower | Candidate | Leader): role is Follower | Leader {
  return role.kind === 'follower' || role.kind === 'leader';
}
