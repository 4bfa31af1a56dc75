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
import { asMonotonicMs, asTerm } from '../../base/brand.ts';
import type { LogIndex, MonotonicMs, NodeId, Term, WallMs } from '../../base/brand.ts';
import { assertNever, invariant } from '../../base/invariant.ts';
import { boot } from './boot.ts';
import type { BootState, CoreOptions } from './boot.ts';
import { Candidate } from './candidate.ts';
import type { HashReport } from './divergence.ts';
import { Follower } from './follower.ts';
import { Leader } from './leader.ts';
import { refusalOf } from './proposals.ts';
import type { Proposal } from './proposals.ts';
import type { LogReader } from './log-reader.ts';
import { RaftLog } from './log.ts';
import { isSoleVoter } from './membership.ts';
import type { IndexedMembership } from './membership.ts';
import type { Envelope, RaftMessage } from './message.ts';
import type { ReadTicket, Ready, Role } from './ready.ts';
import type { MembershipRequest } from './reconfiguration.ts';
import type {
  ProposeMembershipResult,
  ProposeResult,
  RequestReadResult,
  SnapshotVerdict,
  TransferResult,
} from './results.ts';
import { applyLimit, send } from './shared.ts';
import type { CoreDeps, Shared } from './shared.ts';
import { statusOf } from './status.ts';
import type { CoreStatus } from './status.ts';
import type { EntryId, HardState } from './types.ts';
import { grantsPreVote, grantsVote } from './vote.ts';

/** Terms above this are nonsense: no cluster gets there, and they would exhaust the numbers. */
const termMax = 2 ** 48;

export class RaftCore {
  readonly #shared: Shared;
  /** The stored log, which a snapshot may replace. */
  readonly #reader: LogReader;
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
  /** The oldest write has taken too long, and none has completed since (10.2). */
  #isStalled = false;

  /** `now` starts the wait after a restart (E-12). Throws `InvariantError` for a state that cannot be. */
  constructor(options: CoreOptions, found: BootState, deps: CoreDeps, now: MonotonicMs) {
    this.#shared = boot(options, found, deps);
    this.#reader = found.log;
    this.#lastInputAt = now;
    this.#commitWriteAt = now;
    this.#role = new Follower(this.#shared, undefined);
    const { nodeId, config, memberships, persistence } = this.#shared;
    const isAlone = memberships.isSoleCommittedVoter(nodeId, persistence.commitIndex);
    this.#promiseUntil = isAlone ? now : now + config.electionTimeoutMs;
    this.#electionAt = isAlone ? now : this.#drawElectionAt(now);
  }

  get role(): Role {
    return this.#role.kind;
  }

  /** To whom this node is handing its office over. */
  get transferTarget(): NodeId | undefined {
    return this.#role.kind === 'leader' ? this.#role.transferTarget : undefined;
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
      case 'snapshotRequest':
      case 'readIndexRequest':
      case 'readIndexResponse':
        if (term > this.term) this.#enterTerm(term, 'a peer is in a later term', now);
        if (term === this.term) this.#onSameTerm(from, message, now);
        this.#leaveIfRemoved(now);
        this.#leaveIfFenced(now);
        return;
      case 'timeoutNow':
        if (term === this.term) this.#onTimeoutNow(message, now);
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
      this.#leaveIfRemoved(now);
      return;
    }
    if (this.#role.kind === 'follower') this.#role.onTick(now);
    if (now >= this.#electionAt) this.#onElectionTimeout(now);
  }

  /** What the wall clock shows: to be told at the beginning of every turn, before all other inputs (N-2). */
  onWallClock(wall: WallMs, now: MonotonicMs): void {
    this.#shared.clock.onWallClock(wall, now);
  }

  /** Appends commands to the log of the cluster, if this node leads. Their bytes must not change any more. */
  propose(proposals: readonly Proposal[], stampedAt: WallMs, now: MonotonicMs): ProposeResult {
    this.#observe(now);
    if (this.#role.kind !== 'leader') {
      const { leader } = this;
      return { kind: 'refused', reason: 'notLeader', ...(leader === undefined ? {} : { leader }) };
    }
    if (this.#role.transferTarget !== undefined) return { kind: 'refused', reason: 'transferring' };
    const reason = refusalOf(proposals, this.#shared);
    if (reason !== undefined) return { kind: 'refused', reason };
    return {
      kind: 'accepted',
      firstIndex: this.#role.append(proposals, stampedAt, now),
      term: this.term,
    };
  }

  /** Begins a change of the membership, if this node leads and nothing speaks against it (11.2). */
  proposeMembership(
    request: MembershipRequest,
    stampedAt: WallMs,
    now: MonotonicMs,
  ): ProposeMembershipResult {
    this.#observe(now);
    if (this.#role.kind !== 'leader') return { kind: 'refused', reason: 'notLeader' };
    return this.#role.changeMembership(request, stampedAt, now);
  }

  /** Begins to hand the office to `target`, or to the voter that is furthest (10.1). */
  transferLeadership(target: NodeId | undefined, now: MonotonicMs): TransferResult {
    this.#observe(now);
    if (this.#role.kind !== 'leader') return { kind: 'refused', reason: 'notLeader' };
    return this.#role.transferTo(target, now);
  }

  /** Asks for proof that a read may be served; on a follower, the leader is asked. */
  requestRead(now: MonotonicMs): RequestReadResult {
    this.#observe(now);
    const role = this.#role;
    // No index makes the state of a fenced node good.
    if (this.isFenced) return { kind: 'noLeader' };
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
    if (this.isFenced) return undefined;
    const ticket = this.leaseTicket(now);
    if (ticket !== undefined && ticket.readIndex <= this.#shared.apply.lastApplied) return 0;
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
    this.#isStalled = false;
    if (this.#role.kind === 'leader') {
      this.#role.onDurable(now);
      this.#leaveIfRemoved(now);
    } else if (this.#role.kind === 'candidate') {
      this.#role.onDurable(seq);
      this.#decide(this.#role, now);
    }
  }

  /**
   * The oldest write has been under way for `ageMs`. A leader whose disk stands still must not keep its office
   * by heartbeats alone, so it hands over; it does not campaign before a write completes (10.2, E-16). A sole
   * voter stays: nobody else could lead.
   */
  onStorageStall(ageMs: number, now: MonotonicMs): void {
    this.#observe(now);
    const { config, memberships, nodeId } = this.#shared;
    if (ageMs < config.stallStepDownMs) return;
    this.#isStalled = true;
    if (this.#role.kind === 'preCandidate') this.#follow(undefined, 'the disk stands still', now);
    if (this.#role.kind !== 'leader' || isSoleVoter(memberships.latest.membership, nodeId)) return;
    this.#role.handOver(now);
    this.#follow(undefined, 'the disk stands still', now);
  }

  /** The state machine has applied up to `index`. */
  onApplied(index: LogIndex, now: MonotonicMs): void {
    this.#observe(now);
    const { apply, persistence, config, freshness } = this.#shared;
    apply.onApplied(index);
    freshness.onApplied(index);
    persistence.log.evict({ upTo: index, bytesMax: config.windowBytesMax });
  }

  /** The hash of this node's state as of an index at which nodes compare (H-2). */
  onStateHash(report: HashReport, now: MonotonicMs): void {
    this.#observe(now);
    const { divergence, memberships } = this.#shared;
    if (this.#role.kind !== 'leader') divergence.onOwnHash(report);
    else divergence.onReport(this.#shared.nodeId, report, memberships.latest.membership);
    this.#leaveIfFenced(now);
  }

  /** This node's state is not that of the quorum: it does not lead, and no read may be served from it (H-2). */
  get isFenced(): boolean {
    return this.#shared.divergence.isFenced;
  }

  /** The state lacks what the log has no more: a snapshot must come first (S-12). */
  get lacksState(): boolean {
    return this.#shared.apply.isBlocked;
  }

  /**
   * The leader of `term` offers its snapshot, which counts as contact. `wanted`: the log lacks what it has. `held`: the
   * log reaches as far, and is committed up to there now (S-8). `stale`: nobody who may offer anything.
   */
  onSnapshotOffer(
    offer: { readonly from: NodeId; readonly term: Term; readonly last: EntryId },
    now: MonotonicMs,
  ): SnapshotVerdict {
    this.#observe(now);
    const { from, term, last } = offer;
    const isNonsense = from === this.#shared.nodeId || term > termMax || last.term > term;
    if (isNonsense || this.#hearLeader(from, term, now) === undefined) return 'stale';
    return this.needsSnapshot(last) ? 'wanted' : 'held';
  }

  /** True if a snapshot up to `last` would bring what is not here. Else the log is committed up to it (S-8). */
  needsSnapshot(last: EntryId): boolean {
    const { persistence, apply } = this.#shared;
    if (apply.isBlocked) return last.index >= persistence.log.base.index;
    if (last.index <= persistence.commitIndex) return false;
    if (!persistence.log.holds(last)) return true;
    persistence.advanceCommit(last.index);
    return false;
  }

  /** True if only the state is replaced by a snapshot up to `last`, because the log goes on from there (S-8, S-12). */
  keepsLog(last: EntryId): boolean {
    return this.#shared.persistence.log.holds(last);
  }

  /** What a log that a snapshot replaces must begin with: our term and vote are kept. */
  hardStateAfter(last: EntryId): HardState {
    return { ...this.#shared.persistence.hardState, commitIndex: last.index };
  }

  /**
   * The state machine and the stored log were replaced by a snapshot that `needsSnapshot`. Everything that was
   * taken before must be durable, and nothing may have been taken since.
   */
  onSnapshotInstalled(
    snapshot: {
      readonly last: EntryId;
      readonly membership: IndexedMembership;
      /** What `keepsLog` said before anything was replaced. */
      readonly isLogKept: boolean;
    },
    now: MonotonicMs,
  ): void {
    this.#observe(now);
    const { persistence, memberships, apply, freshness, events } = this.#shared;
    const { last, membership } = snapshot;
    invariant(this.#role.kind !== 'leader', 'a leader has everything that is committed');
    apply.restart(last.index);
    this.#shared.divergence.onStateReplaced();
    freshness.onApplied(last.index);
    events.push({ kind: 'snapshotInstalled', last });
    if (snapshot.isLogKept) {
      persistence.advanceCommit(last.index);
      return;
    }
    persistence.replaceLog(new RaftLog(this.#reader, last.index));
    invariant(
      persistence.log.last.index === last.index,
      'the new log ends where the snapshot does',
    );
    memberships.replace(membership);
    // A campaign was for a log that is no more.
    if (this.#role.kind !== 'follower') this.#follow(undefined, 'a snapshot was installed', now);
    if (this.#role.kind === 'follower') this.#role.onSnapshotInstalled(last.index);
    events.push({ kind: 'membershipChanged', ...membership });
  }

  /** A snapshot that `Ready.snapshots` asked for has brought `peer` to `index`, or failed (undefined). */
  onSnapshotSent(peer: NodeId, index: LogIndex | undefined, now: MonotonicMs): void {
    this.#observe(now);
    if (this.#role.kind === 'leader') this.#role.onSnapshotSent(peer, index);
  }

  /** The membership in force at `index`, for whoever cuts or copies the state there (M-10). */
  membershipAt(index: LogIndex): IndexedMembership {
    return this.#shared.memberships.inForceAt(index);
  }

  /** The stored log was compacted: it begins after `index` now. */
  onCompacted(index: LogIndex): void {
    this.#shared.memberships.compact(index);
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
    const { persistence, apply, outbox, events, reads, snapshots } = this.#shared;
    return (
      persistence.hasUrgentWrite ||
      (this.#isCommitWriteDue && persistence.isCommitUnwritten) ||
      !outbox.isEmpty ||
      (isSteady(this.#role) && this.#role.hasOutgoing) ||
      apply.hasNext(applyLimit(this.#shared)) ||
      events.length > 0 ||
      snapshots.length > 0 ||
      reads.length > 0
    );
  }

  /** Everything that is to be done now. Nothing of it is changed or given again. */
  takeReady(): Ready {
    const { persistence, apply, outbox, events, reads, snapshots } = this.#shared;
    if (isSteady(this.#role)) this.#role.collect();
    const write = persistence.takeWrite({ commitOnly: this.#isCommitWriteDue });
    this.#isCommitWriteDue = false;
    if (write !== undefined) {
      this.#commitWriteAt = this.#lastInputAt + this.#shared.config.heartbeatMs;
    }
    return {
      ...(write === undefined ? {} : { write }),
      messages: outbox.take(),
      apply: apply.take(persistence.log, applyLimit(this.#shared)),
      reads: reads.splice(0),
      snapshots: snapshots.splice(0),
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
    return statusOf(this.#shared, this.#role, now);
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

  /** With the transfer flag, the leader to which the promise was given has asked for this election (6.5). */
  #onRequestVote(
    { from, term }: Envelope,
    { last, transfer, nonce }: Extract<RaftMessage, { kind: 'requestVote' }>,
    now: MonotonicMs,
  ): void {
    // While a promise runs, not even the term is adopted (E-10).
    if (term > this.term && (transfer || !this.#asVoter(now).isPromised)) {
      this.#enterTerm(term, 'a peer campaigns in a later term', now);
    }
    const { nodeId, persistence, outbox } = this.#shared;
    const granted =
      term === this.term && grantsVote(this.#asVoter(now), { candidate: from, last, transfer });
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
    const follower = this.#hearLeader(from, term, now);
    if (message.kind === 'append') follower?.onAppend(message);
    else follower?.onHeartbeat(message, now);
  }

  /** Follows the leader of `term` and promises it our vote again; undefined if `from` is not that leader. */
  #hearLeader(from: NodeId, term: Term, now: MonotonicMs): Follower | undefined {
    if (term < this.term) {
      // Tells a leader that others moved on, and so frees a node that is stuck in a later term (E-14).
      const appliedIndex = this.#shared.apply.lastApplied;
      send(this.#shared, from, { kind: 'heartbeatResponse', round: 0, stamp: 0, appliedIndex });
      return undefined;
    }
    if (term > this.term) this.#enterTerm(term, 'a leader of a later term', now);
    if (this.#role.kind === 'leader') return undefined;
    if (this.#role.kind !== 'follower' || this.#role.leader === undefined) {
      this.#follow(from, 'a leader of this term', now);
    }
    if (this.#role.kind !== 'follower' || this.#role.leader !== from) return undefined;
    const { electionTimeoutMs } = this.#shared.config;
    this.#promiseUntil = Math.max(this.#promiseUntil, now + electionTimeoutMs);
    this.#electionAt = this.#drawElectionAt(now);
    return this.#role;
  }

  #onSameTerm(
    from: NodeId,
    message: Exclude<
      RaftMessage,
      {
        kind: 'preVote' | 'preVoteResponse' | 'requestVote' | 'append' | 'heartbeat' | 'timeoutNow';
      }
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
      case 'snapshotRequest':
        if (role.kind === 'leader') role.onSnapshotRequest(from);
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
    const { nodeId, memberships } = this.#shared;
    this.#electionAt = this.#drawElectionAt(now);
    if (!this.#mayCampaign || now < this.#promiseUntil || this.#shared.clock.isHeldBack(now)) {
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

  /**
   * The leader asks this node to take over: no pre-vote, and no promise stands in the way (10.1). A word that
   * comes late names a term or entries that this node is not at, or does no harm.
   */
  #onTimeoutNow({ last }: Extract<RaftMessage, { kind: 'timeoutNow' }>, now: MonotonicMs): void {
    if (this.#role.kind === 'leader' || this.#role.kind === 'candidate') return;
    if (!this.#mayCampaign || !this.#shared.persistence.log.holds(last)) return;
    this.#campaign(now, { isTransfer: true });
  }

  /** E-15, and E-16: without a disk that works, or a state that is good (S-12, H-2), nothing could come of it. */
  get #mayCampaign(): boolean {
    const { nodeId, memberships, persistence, apply } = this.#shared;
    if (this.#isStalled || apply.isBlocked || this.isFenced) return false;
    return memberships.mayCampaign(nodeId, persistence.commitIndex);
  }

  /** M-6: whom a committed membership leaves out tells everybody of the commit and hands over. */
  #leaveIfRemoved(now: MonotonicMs): void {
    if (this.#role.kind !== 'leader' || !this.#role.isRemoved) return;
    this.#role.announceCommit();
    this.#role.handOver(now);
    this.#follow(undefined, 'this node votes no more', now);
  }

  /** Whoever leads answers for the state: a leader in the minority leaves that to another (H-2). */
  #leaveIfFenced(now: MonotonicMs): void {
    if (this.#role.kind !== 'leader' || !this.isFenced) return;
    this.#role.handOver(now);
    this.#follow(undefined, 'its state is not that of the quorum', now);
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

  #campaign(now: MonotonicMs, options = { isTransfer: false }): void {
    const { nodeId, persistence, outbox } = this.#shared;
    this.#leaveRole();
    persistence.enterTerm(asTerm(persistence.term + 1), nodeId);
    outbox.dropWithheld();
    this.#electionAt = this.#drawElectionAt(now);
    const reason = options.isTransfer ? 'the leader hands over' : 'a quorum would vote';
    this.#setRole(new Candidate('candidate', this.#shared, options), reason);
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

  #drawElectionAt(now: MonotonicMs): number {
    const { config, deps } = this.#shared;
    return now + config.electionTimeoutMs * (1 + deps.random.next());
  }
}

/** The roles that collect messages over a turn and hold reads that wait. */
function isSteady(role: Follower | Candidate | Leader): role is Follower | Leader {
  return role.kind === 'follower' || role.kind === 'leader';
}
