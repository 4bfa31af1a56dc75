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
import type { Clock, Timer } from '../base/clock.ts';
import type { LogIndex, MonotonicMs, NodeId, Term, WallMs } from '../base/brand.ts';
import { asLogIndex, asWallMs } from '../base/brand.ts';
import { invariant } from '../base/invariant.ts';
import type { Logger } from '../base/logger.ts';
import type { Random } from '../base/random.ts';
import { compactionTarget } from './compaction.ts';
import type { CompactionConfig } from './compaction.ts';
import type { CoreConfig } from './core/config.ts';
import { RaftCore } from './core/core.ts';
import { hashInterval } from './core/divergence.ts';
import type { Envelope } from './core/message.ts';
import type { CoreEvent, LogWrite, ReadTicket, Ready, Role } from './core/ready.ts';
import type { MembershipRequest } from './core/reconfiguration.ts';
import type { CoreStatus } from './core/status.ts';
import type { Entry, EntryId } from './core/types.ts';
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

/** Bounds of what may wait for a turn. When one is full, proposals are refused and messages are dropped. */
const inboxProposalsMax = 20_000;
const inboxMessagesMax = 10_000;
const readersMax = 50_000;
/** How many election timeouts are waited for another leader after a transfer has begun. */
const transferTimeouts = 4;
/** A turn applies entries for about this long before it lets the event loop breathe (rule K-4). */
const applyBudgetMs = 4;
const applySliceEntries = 64;
/** Applied entries between two looks at the size of the log. */
const compactionCheckEntries = 1000;
/** A wall clock that ran this much ahead of the monotonic one hints at a suspended host (rule T-4). */
const clockJumpToleranceMs = 50;

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

type Proposal<Result> = {
  readonly command: Uint8Array;
  readonly settle: Settle<Result>;
  readonly kind: 'normal' | 'internal';
  /** If present, the command may be appended only in this term. */
  readonly term: Term | undefined;
};

/** Learns the ticket under which a read may be served now, or that the attempt failed and may be repeated. */
type SettleRead = (ticket: ReadTicket | undefined) => void;

export class RaftNode<Result> {
  readonly #core: RaftCore;
  readonly #deps: NodeDeps<Result>;
  readonly #options: NodeOptions;
  readonly #pending: PendingProposals<Result>;
  readonly #requests: OperatorRequests;

  #messages: Envelope[] = [];
  #proposals: Proposal<Result>[] = [];
  #durable: number[] = [];
  #unreachable: NodeId[] = [];
  #readers: SettleRead[] = [];
  /** Readers that wait for the core to confirm a round, by read id. */
  readonly #unconfirmed = new Map<
    number,
    { readonly since: MonotonicMs; readonly readers: SettleRead[] }
  >();
  /** Readers whose ticket is ahead of what is applied. */
  #waiting: { readonly ticket: ReadTicket; readonly readers: SettleRead[] }[] = [];
  #waitingCount = 0;
  #applyQueue: Entry[] = [];
  #applyNext = 0;
  /** The last index of which the core knows the hash of the state. */
  #hashReportedAt = asLogIndex(0);
  #awaitingRoom = false;
  readonly #sending: SnapshotSending;
  readonly #receiving: SnapshotReceiving;
  #snapshotCount = 0;
  /** No turn runs while a snapshot takes the place of log and state machine. */
  #isInstalling = false;
  #compacting: Promise<void> | undefined;
  /** Applied index from which on the log is looked at again. */
  #compactionCheckAt = 0;

  #contradictionCount = 0;

  readonly #now = { stamp: () => this.#stamp(), monotonic: () => this.#deps.clock.monotonic() };
  #state: 'running' | 'stopping' | 'stopped' | 'failed' = 'running';
  #turnScheduled = false;
  #timer: Timer | undefined;
  #timerDueAt = Number.POSITIVE_INFINITY;
  #writesInFlight = 0;
  /** When each write that is under way was issued, oldest first: they complete in this order (P-4). */
  readonly #writesIssuedAt: MonotonicMs[] = [];
  #onIdle: (() => void) | undefined;
  #lastStamp: WallMs;
  #clockOffset: number;

  /** Takes over an opened log and state machine and starts to take part. */
  static start<Result>(options: NodeOptions, deps: NodeDeps<Result>): RaftNode<Result> {
    return new RaftNode(options, deps);
  }

  private constructor(options: NodeOptions, deps: NodeDeps<Result>) {
    this.#options = options;
    this.#deps = deps;
    const { log, stateMachine, clock } = deps;
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
      },
      { random: deps.random, checksum: deps.checksum },
      clock.monotonic(),
    );
    this.#requests = new OperatorRequests({
      transferWaitMs: transferTimeouts * options.config.electionTimeoutMs,
    });
    this.#reportHash();
    this.#lastStamp = asWallMs(0);
    this.#clockOffset = clock.wall() - clock.monotonic();
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

  #enqueue(proposal: Proposal<Result>): void {
    const { settle } = proposal;
    if (this.#state !== 'running') {
      settle({ kind: 'refused', reason: 'stopped' });
    } else if (this.#proposals.length >= inboxProposalsMax) {
      settle({ kind: 'refused', reason: 'overloaded' });
    } else {
      this.#proposals.push(proposal);
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
      if (this.#messages.length >= inboxMessagesMax) break;
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
    if (this.#state !== 'running' || this.#readers.length >= readersMax) {
      settle(undefined);
      return;
    }
    this.#readers.push(settle);
    this.#schedule();
  }

  /** The last check before a value that was read under `ticket` is given out; samples the clock now. */
  holds(ticket: ReadTicket): boolean {
    return (
      ticket.kind === 'readIndex' || this.#core.leaseHolds(ticket, this.#deps.clock.monotonic())
    );
  }

  /** How old the applied state is now; see `RaftCore.ageMs`. To be asked after it was read; samples the clock now. */
  ageMs(): number | undefined {
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

  /** Appends since the start that contradicted what is committed here, and were dropped (L-2.5). */
  get contradictionCount(): number {
    return this.#contradictionCount;
  }

  /** Proposals whose fate is still open. */
  get pendingCount(): number {
    return this.#pending.size;
  }

  /** Stops taking part. Settles when the last write has settled; open proposals end as `unknown`. */
  async stop(): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopping';
    this.#timer?.cancel();
    this.#sending.stop();
    await this.#receiving.stop();
    await this.#compacting;
    if (this.#writesInFlight > 0) {
      await new Promise<void>((resolve) => {
        this.#onIdle = resolve;
      });
    }
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
    this.#proposeAll();
    this.#requests.run(this.#core, this.#now);
    this.#requestReads();
    if (this.#core.hasReady()) this.#perform(this.#core.takeReady());
    this.#applySome();
    this.#expireReads();
    this.#requests.observe(this.#core, this.#now);
    if (this.#core.hasReady() || this.#hasInput()) this.#schedule();
    this.#armTimer();
  }

  #takeDurable(): void {
    for (const seq of this.#durable) this.#core.onDurable(seq, this.#deps.clock.monotonic());
    this.#durable = [];
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
    const issuedAt = this.#writesIssuedAt[0];
    if (issuedAt !== undefined) this.#core.onStorageStall(now - issuedAt, now);
  }

  #proposeAll(): void {
    if (this.#proposals.length === 0) return;
    const proposals = this.#proposals.filter(({ term, settle }) => {
      const inTerm = term === undefined || term === this.#core.term;
      if (!inTerm) settle({ kind: 'refused', reason: 'notLeader' });
      return inTerm;
    });
    this.#proposals = [];
    if (proposals.length === 0) return;
    const { clock } = this.#deps;
    const batch = proposals.map(({ kind, command }) => ({ kind, command }));
    const outcome = this.#core.propose(batch, this.#stamp(), clock.monotonic());
    if (outcome.kind === 'accepted') {
      const { firstIndex, term } = outcome;
      proposals.forEach(({ settle }, position) => {
        this.#pending.add({ index: asLogIndex(firstIndex + position), term }, settle);
      });
    } else if (isAboutLeadership(outcome.reason) || proposals.length === 1) {
      for (const { settle } of proposals) settle({ kind: 'refused', reason: outcome.reason });
    } else {
      // One that is too large, or a bound that only part of the batch exceeds, must not refuse the others.
      for (const proposal of proposals) this.#proposeOne(proposal);
    }
  }

  #proposeOne({ kind, command, settle }: Proposal<Result>): void {
    const { clock } = this.#deps;
    const outcome = this.#core.propose([{ kind, command }], this.#stamp(), clock.monotonic());
    if (outcome.kind === 'accepted') {
      this.#pending.add({ index: outcome.firstIndex, term: outcome.term }, settle);
    } else {
      settle({ kind: 'refused', reason: outcome.reason });
    }
  }

  /** The leader's wall clock for the entries of this turn; the core keeps it from going back (rule N-2). */
  #stamp(): WallMs {
    const wall = this.#deps.clock.wall();
    if (wall > this.#lastStamp) this.#lastStamp = wall;
    return this.#lastStamp;
  }

  /** One request to the core serves everybody who waits in this turn (rule Q-2). */
  #requestReads(): void {
    if (this.#readers.length === 0) return;
    const readers = this.#readers;
    this.#readers = [];
    const now = this.#deps.clock.monotonic();
    const outcome = this.#core.requestRead(now);
    switch (outcome.kind) {
      case 'ticket':
        this.#serveWhenApplied(outcome.ticket, readers);
        return;
      case 'pending':
        this.#unconfirmed.set(outcome.readId, { since: now, readers });
        return;
      case 'noLeader':
      case 'overloaded':
        for (const settle of readers) settle(undefined);
    }
  }

  #perform(ready: Ready): void {
    if (ready.messages.length > 0) this.#deps.transport.send(ready.messages);
    if (ready.write !== undefined) this.#write(ready.write);
    for (const event of ready.events) {
      this.#logEvent(event);
      if (event.kind === 'roleChanged' && event.role !== 'leader') this.#sending.stop();
      this.#deps.onEvent(event);
    }
    for (const peer of ready.snapshots) this.#sending.request(peer, this.#core.term);
    for (const { readId, ticket } of ready.reads) {
      const unconfirmed = this.#unconfirmed.get(readId);
      if (unconfirmed === undefined) continue;
      this.#unconfirmed.delete(readId);
      if (ticket === undefined) for (const settle of unconfirmed.readers) settle(undefined);
      else this.#serveWhenApplied(ticket, unconfirmed.readers);
    }
    if (ready.apply.length > 0) {
      if (this.#applyQueue.length === this.#applyNext) {
        this.#applyQueue = [...ready.apply];
        this.#applyNext = 0;
      } else {
        for (const entry of ready.apply) this.#applyQueue.push(entry);
      }
    }
  }

  #write(write: LogWrite): void {
    this.#writesInFlight += 1;
    this.#writesIssuedAt.push(this.#deps.clock.monotonic());
    this.#deps.log.append(write).then(
      () => {
        this.#writesInFlight -= 1;
        this.#writesIssuedAt.shift();
        this.#durable.push(write.seq);
        this.#schedule();
        if (this.#writesInFlight === 0) this.#onIdle?.();
      },
      (error: unknown) => {
        this.#writesInFlight -= 1;
        this.#fail(error);
        if (this.#writesInFlight === 0) this.#onIdle?.();
      },
    );
  }

  #applySome(): void {
    const { stateMachine, clock } = this.#deps;
    const startedAt = clock.monotonic();
    while (this.#applyNext < this.#applyQueue.length) {
      if (stateMachine.isFull) {
        this.#awaitRoom();
        return;
      }
      const slice = this.#applyQueue.slice(this.#applyNext, this.#applyNext + applySliceEntries);
      this.#applyNext += slice.length;
      this.#apply(slice);
      if (clock.monotonic() - startedAt > applyBudgetMs) break;
    }
    if (this.#applyNext === this.#applyQueue.length) {
      this.#applyQueue = [];
      this.#applyNext = 0;
    }
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
    this.#serveApplied(last.index);
    if (last.index >= this.#compactionCheckAt) this.#compactIfDue();
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

  #compactIfDue(): void {
    const { log, stateMachine, clock, logger } = this.#deps;
    const applied = stateMachine.lastApplied;
    this.#compactionCheckAt = applied + compactionCheckEntries;
    if (this.#compacting !== undefined) return;
    const isHeard = (silentMs: number | undefined): boolean =>
      silentMs !== undefined && silentMs < this.#options.config.electionTimeoutMs;
    const peers = this.#core
      .status(clock.monotonic())
      .peers.filter(({ state, silentMs }) => state !== 'snapshot' && isHeard(silentMs));
    const target = compactionTarget(
      {
        base: log.base.index,
        sizeBytes: log.sizeBytes,
        applied,
        durable: stateMachine.durableIndex,
        sending: this.#sending.index,
        peers: peers.map(({ matchIndex }) => matchIndex),
      },
      this.#options.compaction,
    );
    if (target === undefined) return;
    const to = { index: target, membership: this.#core.membershipAt(target) };
    this.#compacting = log.compact(to).then(
      () => {
        this.#compacting = undefined;
        this.#core.onCompacted(target);
        logger.info({ index: target, sizeBytes: log.sizeBytes }, 'compacted the log');
      },
      (error: unknown) => {
        this.#compacting = undefined;
        this.#fail(error);
      },
    );
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
      this.#applyQueue = [];
      this.#applyNext = 0;
      this.#pending.onSnapshotInstalled(last);
      this.#requests.onSnapshotInstalled(last.index);
      this.#deps.onSnapshotInstalled(last);
      this.#serveApplied(last.index);
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
    while (this.#core.hasReady() || this.#writesInFlight > 0) {
      if (this.#core.hasReady()) this.#perform(this.#core.takeReady());
      if (this.#writesInFlight > 0) {
        await new Promise<void>((resolve) => {
          this.#onIdle = resolve;
        });
      }
      if (this.#state === 'failed') throw new Error('a write failed');
      this.#takeDurable();
    }
    await this.#compacting;
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

  #awaitRoom(): void {
    if (this.#awaitingRoom) return;
    this.#awaitingRoom = true;
    this.#deps.stateMachine.whenRoom().then(
      () => {
        this.#awaitingRoom = false;
        this.#schedule();
      },
      (error: unknown) => {
        this.#fail(error);
      },
    );
  }

  #serveWhenApplied(ticket: ReadTicket, readers: SettleRead[]): void {
    if (ticket.readIndex <= this.#deps.stateMachine.lastApplied) {
      for (const settle of readers) settle(ticket);
    } else if (this.#waitingCount + readers.length > readersMax) {
      for (const settle of readers) settle(undefined);
    } else {
      this.#waiting.push({ ticket, readers });
      this.#waitingCount += readers.length;
    }
  }

  #serveApplied(applied: LogIndex): void {
    if (this.#waiting.length === 0) return;
    const due = this.#waiting.filter(({ ticket }) => ticket.readIndex <= applied);
    if (due.length === 0) return;
    this.#waiting = this.#waiting.filter(({ ticket }) => ticket.readIndex > applied);
    for (const { ticket, readers } of due) {
      this.#waitingCount -= readers.length;
      for (const settle of readers) settle(ticket);
    }
  }

  /** A read whose request or answer was lost is given back, so that its caller may try again (rule Q-4). */
  #expireReads(): void {
    if (this.#unconfirmed.size === 0) return;
    const now = this.#deps.clock.monotonic();
    for (const [readId, { since, readers }] of this.#unconfirmed) {
      if (now - since < this.#options.config.electionTimeoutMs) break;
      this.#unconfirmed.delete(readId);
      for (const settle of readers) settle(undefined);
    }
  }

  #hasInput(): boolean {
    return (
      this.#messages.length > 0 ||
      this.#proposals.length > 0 ||
      this.#readers.length > 0 ||
      this.#requests.isWaiting ||
      this.#durable.length > 0 ||
      (this.#applyNext < this.#applyQueue.length && !this.#awaitingRoom)
    );
  }

  #armTimer(): void {
    const dueAt = this.#core.nextDeadline();
    // A timer that is armed for an earlier moment is left alone: its turn arms the next one.
    if (dueAt >= this.#timerDueAt) return;
    this.#timer?.cancel();
    this.#timerDueAt = dueAt;
    const { clock } = this.#deps;
    const delayMs = Math.max(0, dueAt - clock.monotonic());
    this.#timer = clock.after(delayMs, () => {
      this.#timerDueAt = Number.POSITIVE_INFINITY;
      // Each message of a leader moves a follower's deadline on: most of the time nothing is due any more.
      if (this.#core.nextDeadline() > clock.monotonic()) this.#armTimer();
      else this.#schedule();
    });
  }

  /** If the wall clock ran ahead, the monotonic one may have stood still: the lease is void (rule T-4). */
  #watchClocks(): void {
    const { clock } = this.#deps;
    const now = clock.monotonic();
    const offset = clock.wall() - now;
    if (offset - this.#clockOffset > clockJumpToleranceMs) {
      this.#deps.logger.warn(
        { jumpMs: Math.round(offset - this.#clockOffset) },
        'wall clock ran ahead of the monotonic clock',
      );
      this.#core.suspectPause(now);
    }
    this.#clockOffset = offset;
  }

  #logEvent(event: CoreEvent): void {
    const { logger } = this.#deps;
    switch (event.kind) {
      case 'roleChanged':
        logger.info({ role: event.role, term: event.term, reason: event.reason }, 'role changed');
        return;
      case 'leaderChanged':
        logger.info({ leader: event.leader, term: event.term }, 'leader changed');
        return;
      case 'membershipChanged':
        logger.info({ index: event.index, voters: event.membership.voters }, 'membership changed');
        return;
      case 'logTruncated':
        logger.info({ from: event.from }, 'log truncated');
        return;
      case 'snapshotInstalled':
        logger.info({ index: event.last.index, term: event.last.term }, 'installed a snapshot');
        return;
      case 'transferAborted':
        logger.warn({ target: event.target, term: event.term }, 'leadership was not taken over');
        return;
      case 'contradicted':
        this.#contradictionCount += 1;
        // The leader repeats it for as long as it leads; one line is enough to act on.
        if (this.#contradictionCount > 1) return;
        logger.error(
          { committed: event.committed, sent: event.sent, leader: this.#core.leader },
          'the leader contradicts what is committed here: one of the two logs is damaged',
        );
        return;
      case 'diverged': {
        const { node, index, hash, quorumHash } = event;
        const isSelf = node === this.#options.nodeId;
        logger.error(
          { node, index, hash, quorumHash },
          isSelf
            ? 'the state of this node is not that of the quorum: it serves nothing until it is rebuilt'
            : 'the state of a node is not that of the quorum',
        );
        return;
      }
      case 'stateDisputed':
        logger.error(
          { index: event.index, hashes: Object.fromEntries(event.hashes) },
          'the states of the nodes differ, and no quorum has the same one',
        );
    }
  }

  #fail(error: unknown): void {
    if (this.#state === 'failed') return;
    this.#state = 'failed';
    this.#timer?.cancel();
    this.#deps.onFatal(error);
    this.#abandon();
  }

  /** Whoever still waits learns that nothing more will be known here. */
  #abandon(): void {
    this.#pending.abandon();
    this.#requests.stop();
    for (const { settle } of this.#proposals) settle({ kind: 'refused', reason: 'stopped' });
    this.#proposals = [];
    const readers = [
      ...this.#readers,
      ...[...this.#unconfirmed.values()].flatMap((unconfirmed) => unconfirmed.readers),
      ...this.#waiting.flatMap((waiting) => waiting.readers),
    ];
    this.#readers = [];
    this.#unconfirmed.clear();
    this.#waiting = [];
    this.#waitingCount = 0;
    for (const settle of readers) settle(undefined);
  }
}

/** Then every proposal of the turn is refused alike. */
function isAboutLeadership(reason: string): boolean {
  return reason === 'notLeader' || reason === 'transferring';
}
