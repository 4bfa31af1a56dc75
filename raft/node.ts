/**
 * The one loop that drives the consensus core: inputs collect in a bounded inbox, a turn hands them to the
 * core, takes one `Ready`, and passes its parts to the log, the transport and the state machine.
 *
 * Batching is natural: whatever arrives while a write is in flight goes into the next turn (rule W-1).
 * Order within a turn: messages leave first, then the write is issued (P-5: the leader's own write runs
 * beside replication; what must wait for durability is withheld by the core), then entries are applied.
 *
 * Anything unexpected (a failed write, an exception in apply, a broken invariant) ends the node through
 * `onFatal`; nothing is caught and continued (rules C-4, W-12, D-6).
 */
import type { Clock } from '../base/clock.ts';
import type { MonotonicMs, NodeId, Term } from '../base/brand.ts';
import { asLogIndex } from '../base/brand.ts';
import { invariant } from '../base/invariant.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import type { CompactionConfig } from './compaction.ts';
import type { CoreConfig } from './core/config.ts';
import { RaftCore } from './core/core.ts';
import { hashInterval } from './core/divergence.ts';
import type { Envelope } from './core/message.ts';
import type { CoreEvent, ReadTicket, Ready, Role } from './core/ready.ts';
import type { MembershipRequest } from './core/reconfiguration.ts';
import type { CoreStatus } from './core/status.ts';
import type { Entry, EntryId } from './core/types.ts';
import { logEvent } from './event-log.ts';
import { ApplyQueue } from './apply-queue.ts';
import { IncomingProposals } from './incoming-proposals.ts';
import { LogWrites } from './log-writes.ts';
import { PendingReads } from './pending-reads.ts';
import type { SettleRead } from './pending-reads.ts';
import { LogContradictedError } from './errors.ts';
import { LogCompactor } from './log-compactor.ts';
import { NodeClock } from './node-clock.ts';
import { WakeTimer } from './wake-timer.ts';
import { OperatorRequests } from './operator-requests.ts';
import { PendingProposals } from './pending.ts';
import type { Settle } from './pending.ts';
import type { MembershipOutcome } from './pending-membership.ts';
import type { TransferOutcome } from './pending-transfer.ts';
import type {
  LogStore,
  SnapshotMeta,
  SnapshotSender,
  SnapshotSink,
  StateMachine,
  Transport,
} from './ports.ts';
import { SnapshotReceiving, SnapshotSupersededError } from './snapshot-receiving.ts';
import type { IncomingSnapshot } from './snapshot-receiving.ts';
import { SnapshotSending } from './snapshot-sending.ts';

export type NodeOptions = {
  readonly nodeId: NodeId;
  /** Which start of the node this is; no two starts share one. */
  readonly incarnation: number;
  readonly config: CoreConfig;
  readonly compaction: CompactionConfig;
};

/** What a node says to a snapshot that a leader offers. */
export type SnapshotAnswer =
  | { readonly kind: 'wanted'; readonly snapshot: IncomingSnapshot }
  /** Nothing in it is new here. */
  | { readonly kind: 'held' }
  /** The sender does not lead the present term, or this node is not running. */
  | { readonly kind: 'refused'; readonly term: Term };

/** Messages that may wait for a turn; beyond it they are dropped. */
const messagesMax = 10_000;
/** How many election timeouts are waited for another leader after a transfer has begun. */
const transferTimeouts = 4;
export type NodeDeps<Result> = {
  readonly log: LogStore;
  readonly stateMachine: StateMachine<Result>;
  readonly transport: Transport;
  readonly snapshots: SnapshotSender;
  readonly clock: Clock;
  readonly random: Random;
  readonly checksum: (entry: Omit<Entry, 'crc'>) => number;
  readonly logger: Logger;
  /** The node cannot go on. Called once; the process must end. */
  readonly onFatal: (error: unknown) => void;
  /** Called after each run of applied entries, with their results in the same order. */
  readonly onApplied: (entries: readonly Entry[], results: readonly Result[]) => void;
  /** The state machine jumped to `last` by a snapshot, past entries that `onApplied` never saw. */
  readonly onSnapshotInstalled: (last: EntryId) => void;
  /** Leader, role or membership changed. */
  readonly onEvent: (event: CoreEvent) => void;
};

export class RaftNode<Result> {
  readonly #core: RaftCore;
  readonly #deps: NodeDeps<Result>;
  readonly #options: NodeOptions;
  readonly #pending: PendingProposals<Result>;
  readonly #requests: OperatorRequests;
  readonly #proposals: IncomingProposals<Result>;
  readonly #reads: PendingReads;
  readonly #writes: LogWrites;
  readonly #applying: ApplyQueue;

  #messages: Envelope[] = [];
  #unreachable: NodeId[] = [];
  /** The last index of which the core knows the hash of the state. */
  #hashReportedAt = asLogIndex(0);
  readonly #sending: SnapshotSending;
  readonly #receiving: SnapshotReceiving;
  #snapshotCount = 0;
  /** No turn runs while a snapshot takes the place of log and state machine. */
  #isInstalling = false;
  readonly #now: NodeClock;
  readonly #timer: WakeTimer;
  readonly #compactor: LogCompactor;
  #state: 'running' | 'stopping' | 'stopped' | 'failed' = 'running';
  #turnScheduled = false;

  /** Takes over an opened log and state machine and starts to take part. */
  static start<Result>(options: NodeOptions, deps: NodeDeps<Result>): RaftNode<Result> {
    return new RaftNode(options, deps);
  }

  private constructor(options: NodeOptions, deps: NodeDeps<Result>) {
    this.#options = options;
    this.#deps = deps;
    const { log, stateMachine, clock } = deps;
    this.#now = new NodeClock(clock);
    // A state that lacks what the log has no more is behind its base (S-12).
    const appliedTerm = log.termAt(stateMachine.lastApplied) ?? log.base.term;
    this.#pending = new PendingProposals(appliedTerm);
    this.#core = new RaftCore(
      { nodeId: options.nodeId, config: options.config },
      {
        hardState: log.stored.hardState,
        log,
        memberships: log.stored.memberships,
        lastApplied: stateMachine.lastApplied,
        fence: stateMachine.fence,
      },
      { random: deps.random, checksum: deps.checksum },
      clock.monotonic(),
    );
    const { electionTimeoutMs } = options.config;
    this.#requests = new OperatorRequests({
      transferWaitMs: transferTimeouts * electionTimeoutMs,
    });
    this.#proposals = new IncomingProposals(this.#pending);
    this.#reads = new PendingReads({
      lastApplied: () => stateMachine.lastApplied,
      confirmWaitMs: electionTimeoutMs,
    });
    const onFailed = (error: unknown): void => this.#fail(error);
    const wake = (): void => this.#schedule();
    const now = (): MonotonicMs => clock.monotonic();
    this.#timer = new WakeTimer({
      clock,
      nextDeadline: () => this.#core.nextDeadline(),
      onDue: wake,
    });
    this.#writes = new LogWrites({ log, now, onDurable: wake, onFailed });
    this.#applying = new ApplyQueue({
      stateMachine,
      clock,
      apply: (entries) => this.#apply(entries),
      onRoom: wake,
      onFailed,
    });
    this.#reportHash();
    this.#sending = new SnapshotSending({
      sender: deps.snapshots,
      clock,
      logger: deps.logger,
      open: () => stateMachine.openSnapshot(this.#describeSnapshot()),
      onSent: (peer, index) => {
        this.#core.onSnapshotSent(peer, index, clock.monotonic());
        this.#schedule();
      },
    });
    this.#compactor = new LogCompactor({
      log,
      stateMachine,
      config: options.compaction,
      electionTimeoutMs,
      logger: deps.logger,
      peers: () => this.#core.status(clock.monotonic()).peers,
      sendingIndex: () => this.#sending.index,
      membershipAt: (index) => this.#core.membershipAt(index),
      onCompacted: (index) => this.#core.onCompacted(index),
      onFailed,
    });
    this.#receiving = new SnapshotReceiving({
      receive: async (meta) => await stateMachine.receiveSnapshot(meta),
      install: async (sink, meta) => {
        await this.#install(sink, meta);
      },
    });
    this.#schedule();
  }

  /**
   * Appends a command if this node leads. `settle` is called exactly once: possibly at once, possibly long
   * after leadership was lost, when the fate is proven. The bytes must not be changed afterwards.
   */
  propose(command: Uint8Array, settle: Settle<Result>): void {
    this.#enqueue({ command, settle, kind: 'normal', term: undefined });
  }

  /** Like `propose`, but refuses with `notLeader` unless the command is appended in exactly `term`. */
  proposeIn(term: Term, command: Uint8Array, settle: Settle<Result>): void {
    this.#enqueue({ command, settle, kind: 'normal', term });
  }

  /** Like `proposeIn`, for a command of the leader's own (rule X-7). */
  proposeInternal(term: Term, command: Uint8Array, settle: Settle<Result>): void {
    this.#enqueue({ command, settle, kind: 'internal', term });
  }

  #enqueue(proposal: Parameters<IncomingProposals<Result>['add']>[0]): void {
    if (this.#state !== 'running') {
      proposal.settle({ kind: 'refused', reason: 'stopped' });
    } else {
      this.#proposals.add(proposal);
      this.#schedule();
    }
  }

  /**
   * Changes the membership, if this node leads. Settles when the final membership is committed, which takes two
   * entries if voters change, or when it is known why not; possibly long after leadership was lost.
   */
  async changeMembership(request: MembershipRequest): Promise<MembershipOutcome> {
    const outcome = this.#requests.changeMembership(request);
    this.#schedule();
    return await outcome;
  }

  /**
   * Hands leadership to `target`, or to the voter that is furthest. Settles when another node leads, or when it
   * is known why not. Proposals are refused with `transferring` meanwhile.
   */
  async transferLeadership(target?: NodeId): Promise<TransferOutcome> {
    const outcome = this.#requests.transferLeadership(target);
    this.#schedule();
    return await outcome;
  }

  /** Takes messages from a peer. Those beyond the bound are dropped, which the protocol tolerates. */
  receive(envelopes: readonly Envelope[]): void {
    for (const envelope of envelopes) {
      if (this.#messages.length >= messagesMax) break;
      this.#messages.push(envelope);
    }
    this.#schedule();
  }

  /** A leader offers a snapshot. Rejects with the reason if it cannot be received. */
  async offerSnapshot(offer: {
    readonly from: NodeId;
    readonly term: Term;
    readonly meta: SnapshotMeta;
  }): Promise<SnapshotAnswer> {
    const { from, term, meta } = offer;
    if (this.#state !== 'running' || this.#isInstalling) {
      return { kind: 'refused', term: this.#core.term };
    }
    const now = this.#deps.clock.monotonic();
    const verdict = this.#core.onSnapshotOffer({ from, term, last: meta.last }, now);
    this.#schedule();
    switch (verdict) {
      case 'stale':
        return { kind: 'refused', term: this.#core.term };
      case 'held':
        return { kind: 'held' };
      case 'wanted':
        return { kind: 'wanted', snapshot: await this.#receiving.accept(meta) };
    }
  }

  /** The transport lost its connection to `peer`: what was in flight may be lost. */
  onUnreachable(peer: NodeId): void {
    this.#unreachable.push(peer);
    this.#schedule();
  }

  /**
   * The fast path of a strong read: a ticket if this node leads, holds its lease and has applied everything
   * the read must see. The value counts only if `holds(ticket)` is true after it was read (rule Q-6).
   */
  tryReadTicket(): ReadTicket | undefined {
    if (this.#state !== 'running') return undefined;
    const ticket = this.#core.leaseTicket(this.#deps.clock.monotonic());
    if (ticket === undefined || ticket.readIndex > this.#deps.stateMachine.lastApplied)
      return undefined;
    return ticket;
  }

  /**
   * Asks for a ticket, on any node. `settle` is called exactly once, when the state machine has reached the
   * read index, or with undefined when leadership changed or no leader answered: then try again.
   */
  requestRead(settle: SettleRead): void {
    if (this.#state !== 'running') {
      settle(undefined);
      return;
    }
    this.#reads.add(settle);
    this.#schedule();
  }

  /** The last check before a value that was read under `ticket` is given out; samples the clock now. */
  holds(ticket: ReadTicket): boolean {
    if (ticket.kind === 'readIndex') return true;
    this.#watchClocks();
    return this.#core.leaseHolds(ticket, this.#deps.clock.monotonic());
  }

  /** How old the applied state is now; see `RaftCore.ageMs`. To be asked after it was read; samples the clock now. */
  ageMs(): number | undefined {
    this.#watchClocks();
    return this.#core.ageMs(this.#deps.clock.monotonic());
  }

  /** Who leads, as far as this node knows. */
  leadership(): { readonly role: Role; readonly term: Term; readonly leader: NodeId | undefined } {
    return { role: this.#core.role, term: this.#core.term, leader: this.#core.leader };
  }

  /** This node's state is not that of the quorum: nothing that it says may be given out (H-2). */
  get isFenced(): boolean {
    return this.#core.isFenced;
  }

  /** The state lacks what the log has no more: it is of no use before a snapshot was installed (S-12). */
  get lacksState(): boolean {
    return this.#core.lacksState;
  }

  status(): CoreStatus {
    return this.#core.status(this.#deps.clock.monotonic());
  }

  /** Proposals whose fate is still open. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** Stops taking part. Settles when the last write has settled; open proposals end as `unknown`. */
  async stop(): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopping';
    this.#timer.cancel();
    this.#sending.stop();
    await this.#receiving.stop();
    await this.#compactor.whenIdle();
    await this.#writes.whenIdle();
    if (this.#state === 'stopping') this.#state = 'stopped';
    this.#abandon();
  }

  #schedule(): void {
    if (this.#turnScheduled || this.#state !== 'running') return;
    this.#turnScheduled = true;
    this.#deps.clock.soon(() => {
      this.#turnScheduled = false;
      if (this.#state !== 'running' || this.#isInstalling) return;
      try {
        this.#turn();
      } catch (error) {
        this.#fail(error);
      }
    });
  }

  #turn(): void {
    const { clock } = this.#deps;
    this.#watchClocks();
    // Messages first: after a pause, a heartbeat that is already here must count before the election timer.
    this.#stepMessages();
    const now = clock.monotonic();
    this.#reportStall(now);
    if (now >= this.#core.nextDeadline()) this.#core.tick(now);
    this.#proposals.run(this.#core, this.#now);
    this.#requests.run(this.#core, this.#now);
    this.#reads.request(this.#core, clock.monotonic());
    if (this.#core.hasReady()) this.#perform(this.#core.takeReady());
    this.#applying.run();
    this.#reads.expire(clock.monotonic());
    this.#requests.observe(this.#core, this.#now);
    if (this.#core.hasReady() || this.#hasInput()) this.#schedule();
    this.#timer.arm();
  }

  #takeDurable(): void {
    for (const seq of this.#writes.takeDurable()) {
      this.#core.onDurable(seq, this.#deps.clock.monotonic());
    }
  }

  #stepMessages(): void {
    const { clock } = this.#deps;
    for (const peer of this.#unreachable) this.#core.onUnreachable(peer, clock.monotonic());
    this.#unreachable = [];
    this.#takeDurable();
    const messages = this.#messages;
    this.#messages = [];
    for (const envelope of messages) this.#core.step(envelope, clock.monotonic());
  }

  /** The core decides what a write that takes long means (10.2). */
  #reportStall(now: MonotonicMs): void {
    const issuedAt = this.#writes.oldestIssuedAt;
    if (issuedAt !== undefined) this.#core.onStorageStall(now - issuedAt, now);
  }

  #perform(ready: Ready): void {
    if (ready.messages.length > 0) this.#deps.transport.send(ready.messages);
    if (ready.write !== undefined) this.#writes.issue(ready.write);
    for (const event of ready.events) {
      this.#report(event);
      if (event.kind === 'roleChanged' && event.role !== 'leader') this.#sending.stop();
      if (event.kind === 'membershipChanged') this.#sending.keepOnly(event.membership.members);
      this.#deps.onEvent(event);
    }
    for (const peer of ready.snapshots) this.#sendSnapshot(peer);
    for (const result of ready.reads) this.#reads.onResult(result);
    this.#applying.add(ready.apply);
  }

  #apply(entries: readonly Entry[]): void {
    const { stateMachine } = this.#deps;
    const results = stateMachine.apply(entries);
    invariant(results.length === entries.length, 'the state machine gives one result per entry');
    const last = entries.at(-1);
    invariant(
      last !== undefined && stateMachine.lastApplied === last.index,
      'every entry is applied',
    );
    this.#core.onApplied(last.index, this.#deps.clock.monotonic());
    this.#reportHash();
    entries.forEach((entry, position) => {
      const result = results[position];
      if (result !== undefined) this.#pending.onApplied(entry, result);
    });
    this.#requests.onApplied(entries);
    this.#deps.onApplied(entries, results);
    this.#reads.onApplied(last.index);
    this.#compactor.onApplied(last.index);
  }

  /** A snapshot of what is applied now (M-10: with the membership in force there, not a later one). */
  #describeSnapshot(): SnapshotMeta {
    const { log, stateMachine } = this.#deps;
    const index = stateMachine.lastApplied;
    const term = log.termAt(index);
    invariant(term !== undefined, 'the log reaches down to what is applied');
    this.#snapshotCount += 1;
    return {
      id: `${this.#options.nodeId}-${this.#options.incarnation}-${this.#snapshotCount}`,
      last: { index, term },
      membership: this.#core.membershipAt(index),
    };
  }

  /**
   * Puts a received snapshot in the place of log and state machine (12.5). Meanwhile no turn runs, so that nothing is
   * promised or applied in between; messages wait. Whatever fails here leaves a node that must stop.
   */
  async #install(sink: SnapshotSink, meta: SnapshotMeta): Promise<void> {
    if (this.#state !== 'running') throw new SnapshotSupersededError('the node is stopping');
    // It may have caught up by entries while it received.
    if (!this.#core.needsSnapshot(meta.last)) {
      await sink.discard();
      this.#schedule();
      return;
    }
    this.#isInstalling = true;
    try {
      await this.#settleWrites();
      const { last, membership } = meta;
      const isLogKept = this.#core.keepsLog(last);
      await sink.install();
      if (!isLogKept) {
        const hardState = this.#core.hardStateAfter(last);
        await this.#deps.log.rebase({ last, membership, hardState });
      }
      const now = this.#deps.clock.monotonic();
      this.#core.onSnapshotInstalled({ last, membership, isLogKept }, now);
      this.#hashReportedAt = asLogIndex(0);
      this.#reportHash();
      this.#applying.clear();
      this.#pending.onSnapshotInstalled(last);
      this.#requests.onSnapshotInstalled(last.index);
      this.#deps.onSnapshotInstalled(last);
      this.#reads.onApplied(last.index);
    } catch (error) {
      this.#fail(error);
      throw new SnapshotSupersededError('the node failed while it installed it', { cause: error });
    } finally {
      this.#isInstalling = false;
    }
    this.#schedule();
  }

  /** Makes durable, and sends, all that the core has ready; then nothing of the old log is under way. */
  async #settleWrites(): Promise<void> {
    // What became durable since the last turn has not been told to the core yet.
    while (this.#core.hasReady() || !this.#writes.isIdle || this.#writes.hasDurable) {
      if (this.#core.hasReady()) this.#perform(this.#core.takeReady());
      await this.#writes.whenIdle();
      if (this.#state === 'failed') throw new Error('a write failed');
      this.#takeDurable();
    }
    await this.#compactor.whenIdle();
  }

  /** Tells the core of each index at which nodes compare their states, once (H-2). */
  #reportHash(): void {
    const { stateMachine, clock } = this.#deps;
    const { lastApplied } = stateMachine;
    const index = asLogIndex(lastApplied - (lastApplied % hashInterval));
    if (index <= this.#hashReportedAt) return;
    this.#hashReportedAt = index;
    const hash = stateMachine.hashAt?.(index);
    if (hash !== undefined) this.#core.onStateHash({ index, hash }, clock.monotonic());
  }

  #hasInput(): boolean {
    return (
      this.#messages.length > 0 ||
      this.#proposals.isWaiting ||
      this.#reads.isWaiting ||
      this.#requests.isWaiting ||
      this.#writes.hasDurable ||
      this.#applying.isReady
    );
  }

  /**
   * If the wall clock ran ahead, the monotonic one may have stood still: the lease is void (rule T-4). Done in every turn
   * and with every read, because after a pause a read may come before the next turn.
   */
  #watchClocks(): void {
    const jumpMs = this.#now.takeJumpMs();
    this.#core.onWallClock(this.#deps.clock.wall(), this.#deps.clock.monotonic());
    if (jumpMs === undefined) return;
    this.#deps.logger.warn(
      { jumpMs: Math.round(jumpMs) },
      'wall clock ran ahead of the monotonic clock',
    );
    this.#core.suspectPause(this.#now.monotonic());
    this.#schedule();
  }

  /** Whom an uncommitted membership leaves out still gets messages, so that it hears of its removal; the state it needs no more. */
  #sendSnapshot(peer: NodeId): void {
    if (this.status().membership.members.has(peer)) this.#sending.request(peer, this.#core.term);
  }

  #report(event: CoreEvent): void {
    if (event.kind === 'contradicted') throw new LogContradictedError(event, this.#core.leader);
    const { nodeId } = this.#options;
    // A start makes nothing good, and the next comparison may be far (H-2).
    if (event.kind === 'diverged' && event.node === nodeId) {
      const { index, hash, quorumHash } = event;
      this.#deps.stateMachine.keepFence?.({ index, hash, quorumHash });
    }
    logEvent(this.#deps.logger, event, nodeId);
  }

  #fail(error: unknown): void {
    if (this.#state === 'failed') return;
    this.#state = 'failed';
    this.#timer.cancel();
    this.#deps.onFatal(error);
    this.#abandon();
  }

  /** Whoever still waits learns that nothing more will be known here. */
  #abandon(): void {
    this.#pending.abandon();
    this.#requests.stop();
    this.#proposals.abandon();
    this.#reads.abandon();
  }
}
