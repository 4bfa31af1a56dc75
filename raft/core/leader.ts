/**
 * A node that leads one term: appends proposals, replicates them, decides what is committed, and knows until
 * when it may answer reads alone.
 *
 * Messages are built once per turn, in `collect`, so that a peer gets one append for everything that a turn
 * brought. An append may leave before our own write is durable (P-5); our own copy counts only afterwards.
 * A leader never truncates its log (I-2).
 */
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import type { LogIndex, MonotonicMs, NodeId, WallMs } from '../../base/brand.ts';
import { sendAppends } from './appends.ts';
import { committedIndex } from './commit.ts';
import { isLeaseValid } from './lease.ts';
import { encodeMembership } from './membership.ts';
import type { RaftMessage } from './message.ts';
import { PeerClocks } from './peer-clocks.ts';
import { Peers } from './peers.ts';
import type { Proposal } from './proposals.ts';
import type { LogPosition, Progress } from './progress.ts';
import type { ReadTicket } from './ready.ts';
import { LeaderReads } from './reads.ts';
import type { Reader } from './reads.ts';
import { Reconfiguration } from './reconfiguration.ts';
import type { LearnerStatus, MembershipChanged, MembershipRequest } from './reconfiguration.ts';
import { Rounds } from './rounds.ts';
import { send } from './shared.ts';
import type { Shared } from './shared.ts';
import { Transfer } from './transfer.ts';
import type { TransferBegun } from './transfer.ts';
import type { Entry, EntryKind, Membership } from './types.ts';

type AppendAccepted = Extract<RaftMessage, { kind: 'appendAccepted' }>;
type AppendRejected = Extract<RaftMessage, { kind: 'appendRejected' }>;
type HeartbeatResponse = Extract<RaftMessage, { kind: 'heartbeatResponse' }>;

export class Leader {
  readonly kind = 'leader';
  readonly #shared: Shared;
  /** From when on a quorum is missed: the election, or the latest change of who the quorum is. */
  #quorumMissedFrom: MonotonicMs;
  /** Index of the entry with which this term began; once committed, so is everything before it (E-18). */
  readonly #startIndex: LogIndex;
  readonly #peers: Peers;
  readonly #reconfiguration: Reconfiguration;
  readonly #transfer = new Transfer();
  readonly #clocks: PeerClocks;
  /** The latest stamp that each peer sent, to be echoed (9.5). */
  readonly #stamps = new Map<NodeId, number>();
  readonly #rounds: Rounds;
  readonly #reads: LeaderReads;
  /** The lease counts only from this round on; raised when the clock may have stood still (T-4). */
  #leaseFloor = 1;
  #nextHeartbeatAt: MonotonicMs;
  #isHeartbeatDue = false;
  /** When peers are told of a new commit index, unless entries have carried it to them by then. */
  #commitNoticeAt: number = Infinity;
  #isCommitNoticeDue = false;
  /** The time of the latest input, at which what is put into messages is judged. */
  #now: MonotonicMs;

  /** The term was won. Appends its first entry. */
  constructor(shared: Shared, now: MonotonicMs) {
    this.#shared = shared;
    this.#quorumMissedFrom = now;
    this.#now = now;
    this.#nextHeartbeatAt = now;
    this.#clocks = new PeerClocks(shared);
    this.#rounds = new Rounds(shared.nodeId);
    this.#reads = new LeaderReads(shared.config.pendingReadsMax);
    const { log } = shared.persistence;
    this.#startIndex = asLogIndex(log.last.index + 1);
    this.#peers = new Peers(shared.nodeId, shared.config);
    this.#reconfiguration = new Reconfiguration({
      shared,
      startIndex: this.#startIndex,
      peers: this.#peers,
    });
    this.#followPeers();
    this.#appendEntries([{ kind: 'leaderStart', command: new Uint8Array(0) }], log.lastStamp);
    this.onTick(now);
  }

  /** When `onTick` has something to do. */
  get nextDeadline(): number {
    return Math.min(this.#nextHeartbeatAt, this.#commitNoticeAt, this.#transfer.deadline);
  }

  get progress(): ReadonlyMap<NodeId, Progress> {
    return this.#peers.all;
  }

  /** Appends commands that have passed every limit; the index of the first. */
  append(proposals: readonly Proposal[], stampedAt: WallMs, now: MonotonicMs): LogIndex {
    this.#now = now;
    const firstIndex = asLogIndex(this.#shared.persistence.log.last.index + 1);
    this.#appendEntries(proposals, stampedAt);
    return firstIndex;
  }

  /** To whom the office is being handed over; nothing is appended meanwhile. */
  get transferTarget(): NodeId | undefined {
    return this.#transfer.target;
  }

  /** True once anybody was to take over: this term has no lease any more. */
  get isLeaseRevoked(): boolean {
    return this.#transfer.isLeaseRevoked;
  }

  /** True when a committed membership leaves this node out: then it must hand over (M-6). */
  get isRemoved(): boolean {
    const { nodeId } = this.#shared;
    return !this.#reconfiguration.isUnderWay && !this.#membership.voters.includes(nodeId);
  }

  learnerStatus(peer: NodeId, now: MonotonicMs): LearnerStatus | undefined {
    return this.#reconfiguration.statusOf(peer, now);
  }

  /** Begins a change of the membership, if there is nothing against it. */
  changeMembership(
    request: MembershipRequest,
    stampedAt: WallMs,
    now: MonotonicMs,
  ): MembershipChanged {
    this.#now = now;
    if (this.#transfer.target !== undefined) return { kind: 'refused', reason: 'transferring' };
    const verdict = this.#reconfiguration.judge(request, now);
    if (verdict.kind !== 'append') return verdict;
    return { kind: 'appended', index: this.#adopt(verdict.membership, stampedAt) };
  }

  /** Begins to hand the office over, by default to the voter that is furthest (10.1). */
  transferTo(target: NodeId | undefined, now: MonotonicMs): TransferBegun {
    this.#now = now;
    const { nodeId, config } = this.#shared;
    if (target === nodeId) return { kind: 'refused', reason: 'isLeader' };
    if (this.#reconfiguration.isUnderWay) return { kind: 'refused', reason: 'configBusy' };
    if (target !== undefined && !this.#membership.voters.includes(target)) {
      return { kind: 'refused', reason: 'notAVoter' };
    }
    const chosen = target ?? this.#transfer.target ?? this.#findSuccessor();
    if (chosen === undefined || !this.#peers.isInContact(chosen, now)) {
      return { kind: 'refused', reason: 'unreachable' };
    }
    if (this.#clocks.isOff(chosen)) return { kind: 'refused', reason: 'clockOff' };
    this.#transfer.begin(chosen, now + config.electionTimeoutMs);
    this.#tellTarget();
    return { kind: 'begun', target: chosen };
  }

  /** Leaves the office to the voter that is furthest, without waiting for it (M-6, 10.2). */
  handOver(now: MonotonicMs): void {
    this.#now = now;
    this.#transfer.revokeLease();
    const successor = this.#findSuccessor();
    if (successor !== undefined) this.#tell(successor);
  }

  /** Sends the commit index to everybody it is news to, now: afterwards nobody would. */
  announceCommit(): void {
    this.#isCommitNoticeDue = true;
    this.collect();
  }

  /** True if a quorum has been silent for a promise's length (E-13): then this node must stop leading. */
  hasLostQuorum(now: MonotonicMs): boolean {
    const heardAt = Math.max(this.#rounds.quorumSentAt ?? -Infinity, this.#quorumMissedFrom);
    return now - heardAt > this.#shared.config.electionTimeoutMs;
  }

  onTick(now: MonotonicMs): void {
    this.#now = now;
    if (now >= this.#commitNoticeAt) {
      this.#commitNoticeAt = Infinity;
      this.#isCommitNoticeDue = true;
    }
    this.#expireTransfer(now);
    if (now < this.#nextHeartbeatAt) return;
    this.#nextHeartbeatAt = asMonotonicMs(now + this.#shared.config.heartbeatMs);
    this.#contactAll(now);
    this.#reconfigure();
    this.#compareClocks(now);
  }

  onDurable(now: MonotonicMs): void {
    this.#now = now;
    this.#advanceCommit();
  }

  onAppendAccepted(from: NodeId, message: AppendAccepted, now: MonotonicMs): void {
    const progress = this.#heard(from, message.round, now);
    const isPossible = message.matchIndex <= this.#shared.persistence.log.last.index;
    if (progress === undefined || !isPossible) return;
    const isNews = progress.onAccepted(message.matchIndex, this.#rounds.current);
    this.#reconfiguration.onContact(from, undefined, now);
    if (isNews) this.#advanceCommit();
    // Whatever was planned: where our log goes on from what the peer has, it needs no snapshot.
    const { log } = this.#shared.persistence;
    if (progress.state === 'snapshot' && progress.matchIndex >= log.base.index) {
      progress.probeFrom(asLogIndex(progress.matchIndex + 1));
    }
    this.#tellTarget();
  }

  /** A peer has lost its state and not its log (S-12). */
  onSnapshotRequest(peer: NodeId): void {
    const progress = this.progress.get(peer);
    if (progress === undefined || progress.state === 'snapshot' || progress.state === 'lost')
      return;
    progress.awaitSnapshot();
    this.#shared.snapshots.push(peer);
  }

  /** A snapshot was sent to `peer`; `index` is undefined if it did not arrive. */
  onSnapshotSent(peer: NodeId, index: LogIndex | undefined): void {
    const progress = this.progress.get(peer);
    if (index === undefined) progress?.onSnapshotFailed();
    else progress?.onSnapshotInstalled(index);
  }

  onAppendRejected(from: NodeId, message: AppendRejected, now: MonotonicMs): void {
    if (this.#reportLoss(from, message)) return;
    const progress = this.#heard(from, message.round, now);
    if (progress === undefined || !progress.isRejectionCurrent(message.rejectedIndex)) return;
    // The highest entry of ours that the follower may have too (L-4).
    const { log } = this.#shared.persistence;
    const agreed = log.lastAtOrBelowTerm({
      index: asLogIndex(Math.min(message.hint.index, message.rejectedIndex, log.last.index)),
      term: message.hint.term,
      floor: progress.matchIndex,
    });
    const next = Math.min(agreed.index + 1, Math.max(1, message.rejectedIndex));
    progress.probeFrom(asLogIndex(next));
  }

  onHeartbeatResponse(from: NodeId, message: HeartbeatResponse, now: MonotonicMs): void {
    const progress = this.#heard(from, message.round, now);
    if (progress === undefined) return;
    if (message.stamp > 0) this.#stamps.set(from, message.stamp);
    progress.onHeartbeatResponse(this.#shared.persistence.log.last.index);
    this.#reconfiguration.onContact(from, message.appliedIndex, now);
    this.#noteClock(from, message, now);
    const { divergence } = this.#shared;
    if (message.stateHash !== undefined) {
      divergence.onReport(from, message.stateHash, this.#membership);
    }
  }

  onUnreachable(peer: NodeId): void {
    this.#peers.get(peer)?.onUnreachable();
  }

  /** The lease of this instant, for this term. Needs a commit of this term. */
  leaseTicket(now: MonotonicMs): ReadTicket | undefined {
    const { term, commitIndex } = this.#shared.persistence;
    if (commitIndex < this.#startIndex || !this.isLeaseValid(now)) return undefined;
    return { kind: 'lease', term, readIndex: commitIndex };
  }

  isLeaseValid(now: MonotonicMs): boolean {
    const { leaseEnabled, leaseMs } = this.#shared.config;
    if (!leaseEnabled || this.isLeaseRevoked) return false;
    if (this.#rounds.quorumRound < this.#leaseFloor) return false;
    return isLeaseValid({ quorumSentAt: this.#rounds.quorumSentAt, leaseMs }, now);
  }

  /** The clock may have stood still: only a round that is opened from now on gives a lease (T-4). */
  voidLease(now: MonotonicMs): void {
    this.#leaseFloor = this.#rounds.current + 1;
    this.#rounds.close();
    this.#clocks.forget();
    this.#contactAll(now);
  }

  get isReadQueueFull(): boolean {
    return this.#reads.isFull;
  }

  /** Registers a read for confirmation by a round that starts after now. */
  addRead(reader: Reader, now: MonotonicMs): void {
    this.#now = now;
    const { commitIndex } = this.#shared.persistence;
    this.#contactAll(now);
    const readIndex = commitIndex < this.#startIndex ? undefined : commitIndex;
    this.#reads.add({ reader, round: this.#rounds.current, readIndex });
    this.#confirmReads();
  }

  /** A follower asks on behalf of a read of its own. */
  onReadIndexRequest(peer: NodeId, requestId: number, now: MonotonicMs): void {
    const ticket = this.leaseTicket(now);
    if (ticket !== undefined || this.#reads.isFull) {
      this.#answer({ kind: 'peer', peer, requestId }, ticket?.readIndex);
    } else {
      this.addRead({ kind: 'peer', peer, requestId }, now);
    }
  }

  /** Leaves office: nothing that waits here can be confirmed any more, and only a leader sends snapshots. */
  leave(): void {
    this.#shared.snapshots.length = 0;
    for (const reader of this.#reads.takeAll()) this.#answer(reader, undefined);
  }

  get hasOutgoing(): boolean {
    if (this.#isHeartbeatDue) return true;
    const log = this.#logPosition();
    for (const progress of this.#peers.all.values()) {
      if (progress.due(log) !== undefined) return true;
    }
    return false;
  }

  /** Builds the messages of this turn. */
  collect(): void {
    for (const [peer, progress] of this.#peers.all) {
      if (this.#isHeartbeatDue) this.#sendHeartbeat(peer, progress);
      const position = this.#logPosition();
      sendAppends(this.#shared, { peer, progress, position, round: this.#rounds.current });
    }
    if (this.#isHeartbeatDue) this.#rounds.close();
    this.#isHeartbeatDue = false;
    this.#isCommitNoticeDue = false;
    this.#peers.forgetDeparted();
  }

  get #membership(): Membership {
    return this.#shared.memberships.latest.membership;
  }

  /** Appends a membership, which is in force from now on (M-1). */
  #adopt(membership: Membership, stampedAt: WallMs): LogIndex {
    const { memberships, persistence, events } = this.#shared;
    this.#appendEntries([{ kind: 'config', command: encodeMembership(membership) }], stampedAt);
    const { index } = persistence.log.last;
    memberships.append({ index, membership });
    events.push({ kind: 'membershipChanged', index, membership });
    this.#quorumMissedFrom = this.#now;
    this.#rounds.recompute(membership);
    this.#followPeers();
    // The new quorum may be smaller (K-3).
    this.#advanceCommit();
    return index;
  }

  /** What nobody has to ask for. Level-triggered: called again until it is done (M-4). */
  #reconfigure(): void {
    const { log } = this.#shared.persistence;
    const exit = this.#reconfiguration.findExit();
    if (exit !== undefined) this.#adopt(exit, log.lastStamp);
    if (this.#transfer.target !== undefined) return;
    const promotion = this.#reconfiguration.findPromotion(this.#now);
    if (promotion !== undefined) this.#adopt(promotion, log.lastStamp);
  }

  /** Begins to send to whom a membership brings in, and ends with whom a committed one leaves out. */
  #followPeers(): void {
    const { memberships, persistence } = this.#shared;
    const { commitIndex, log } = persistence;
    const nextIndex = asLogIndex(log.last.index + 1);
    this.#peers.follow(memberships.audience(commitIndex), { nextIndex, commitIndex });
    this.#reconfiguration.followLearners(this.#now);
  }

  /** Whom the office can be handed to: who would not take it, or should not, is left out (H-2, N-2). */
  #findSuccessor(): NodeId | undefined {
    const { divergence } = this.#shared;
    const voters = this.#membership.voters.filter(
      (voter) => !this.#clocks.isOff(voter) && divergence.noticeFor(voter) === undefined,
    );
    return this.#peers.findFurthest(voters, this.#now);
  }

  #tellTarget(): void {
    const { last } = this.#shared.persistence.log;
    const target = this.#transfer.takeReadyTarget(
      (peer) => this.#peers.matchOf(peer) === last.index,
    );
    if (target !== undefined) this.#tell(target);
  }

  /** The lease is revoked before this leaves. */
  #tell(successor: NodeId): void {
    const { log } = this.#shared.persistence;
    const index = this.#peers.matchOf(successor);
    const term = log.termAt(index);
    if (term !== undefined) {
      send(this.#shared, successor, { kind: 'timeoutNow', last: { index, term } });
    }
  }

  #expireTransfer(now: MonotonicMs): void {
    const target = this.#transfer.expire(now);
    if (target === undefined) return;
    const { events, persistence } = this.#shared;
    events.push({ kind: 'transferAborted', term: persistence.term, target });
  }

  /** What was sent before the clock may have stood still is not measured by it (T-4). */
  #noteClock(from: NodeId, { round, wall }: HeartbeatResponse, now: MonotonicMs): void {
    const sentAt = round < this.#leaseFloor ? undefined : this.#rounds.sentAt(round);
    if (wall !== undefined && sentAt !== undefined) {
      this.#clocks.onAnswer(from, { wall, sentAt }, now);
    }
  }

  /** A leader whose wall clock is off goes on serving while it tries to hand over (N-2). */
  #compareClocks(now: MonotonicMs): void {
    this.#clocks.judge(this.#membership, now);
    if (this.#transfer.target !== undefined || !this.#clocks.isHandOverDue(now)) return;
    if (this.transferTo(undefined, now).kind === 'begun') this.#clocks.onHandOver(now);
  }

  #logPosition(): LogPosition {
    const { log, commitIndex } = this.#shared.persistence;
    const isCommitNoticeDue = this.#isCommitNoticeDue;
    return { lastIndex: log.last.index, commitIndex, isCommitNoticeDue };
  }

  #appendEntries(
    proposals: readonly { readonly kind: EntryKind; readonly command: Uint8Array }[],
    stampedAt: WallMs,
  ): void {
    const { persistence, deps } = this.#shared;
    const { log, term } = persistence;
    const plausible = this.#clocks.plausible(stampedAt, this.#now);
    const stamp = plausible > log.lastStamp ? plausible : log.lastStamp;
    let { index } = log.last;
    const entries = proposals.map(({ kind, command }): Entry => {
      index = asLogIndex(index + 1);
      const fields = { index, term, kind, stampedAt: stamp, command };
      return { index, term, kind, stampedAt: stamp, command, crc: deps.checksum(fields) };
    });
    log.append(entries);
  }

  /** Every member gets a heartbeat this turn, under a round that nothing has been sent with yet. */
  #contactAll(now: MonotonicMs): void {
    this.#now = now;
    this.#rounds.open(now, this.#membership);
    this.#isHeartbeatDue = true;
    this.#confirmReads();
  }

  /**
   * True if `peer` has lost what it acknowledged (11.7). It must not be brought up silently: as a voter it may have counted for
   * entries that it forgot, and have forgotten votes. From now on it counts for nothing, until an operator replaces it.
   */
  #reportLoss(peer: NodeId, { lastIndex, round }: AppendRejected): boolean {
    const progress = this.#peers.get(peer);
    const isPossible = round <= this.#rounds.current;
    if (progress === undefined || !isPossible || !progress.provesLoss(lastIndex, round)) {
      return false;
    }
    progress.onLost();
    const { matchIndex } = progress;
    this.#shared.events.push({ kind: 'peerLostState', peer, matchIndex, lastIndex });
    return true;
  }

  /**
   * Notes the contact; undefined for a node that is no member of ours, or has lost its state: their answers are
   * dropped.
   */
  #heard(from: NodeId, round: number, now: MonotonicMs): Progress | undefined {
    this.#now = now;
    const progress = this.#peers.get(from);
    if (progress === undefined || progress.state === 'lost') return undefined;
    progress.lastContact = now;
    this.#rounds.onEcho(from, round, this.#membership);
    this.#confirmReads();
    return progress;
  }

  #advanceCommit(): void {
    const { nodeId, persistence } = this.#shared;
    const { log } = persistence;
    const index = committedIndex({
      sets: this.#membership,
      matchOf: (voter) => (voter === nodeId ? log.durableIndex : this.#peers.matchOf(voter)),
      termAt: (at) => log.termAt(at),
      term: persistence.term,
    });
    if (index === undefined) return;
    const before = persistence.commitIndex;
    if (!persistence.advanceCommit(index)) return;
    this.#commitNoticeAt = Math.min(
      this.#commitNoticeAt,
      this.#now + this.#shared.config.commitNoticeMs,
    );
    if (before < this.#startIndex) {
      this.#reads.onFirstCommit(persistence.commitIndex);
      this.#confirmReads();
    }
    this.#followCommit(before);
  }

  /** A membership was committed: nodes may be gone for good, and a joint one may be left (M-4). */
  #followCommit(before: LogIndex): void {
    const { persistence, memberships } = this.#shared;
    const { index } = memberships.latest;
    if (before < index && index <= persistence.commitIndex) this.#followPeers();
    const exit = this.#reconfiguration.findExit();
    if (exit !== undefined) this.#adopt(exit, persistence.log.lastStamp);
  }

  #confirmReads(): void {
    if (this.#reads.isEmpty) return;
    for (const { reader, readIndex } of this.#reads.takeConfirmed(this.#rounds.quorumRound)) {
      this.#answer(reader, readIndex);
    }
  }

  #answer(reader: Reader, readIndex: LogIndex | undefined): void {
    const { persistence, reads } = this.#shared;
    if (reader.kind === 'peer') {
      const { peer, requestId } = reader;
      // The peer serves the read when it has applied that far, so it is told of the commit at once.
      if (readIndex !== undefined) this.#peers.get(peer)?.hastenCommit(readIndex);
      send(this.#shared, peer, { kind: 'readIndexResponse', requestId, index: readIndex });
      return;
    }
    const { term } = persistence;
    const ticket =
      readIndex === undefined ? undefined : ({ kind: 'readIndex', term, readIndex } as const);
    reads.push({ readId: reader.readId, ticket });
  }

  #sendHeartbeat(peer: NodeId, progress: Progress): void {
    const { commitIndex } = this.#shared.persistence;
    const stamp = this.#stamps.get(peer);
    const diverged = this.#shared.divergence.noticeFor(peer);
    const clockSkewMs = this.#clocks.skewOf(peer);
    send(this.#shared, peer, {
      kind: 'heartbeat',
      commitIndex: asLogIndex(Math.min(commitIndex, progress.matchIndex)),
      round: this.#rounds.current,
      // Before the first commit of the term, our commit index may lag behind what was acknowledged.
      leaseHeld: this.leaseTicket(this.#now) !== undefined,
      echo: stamp === undefined ? undefined : { stamp, commitIndex },
      ...(diverged !== undefined && { diverged }),
      ...(clockSkewMs !== undefined && { clockSkewMs }),
    });
  }
}
