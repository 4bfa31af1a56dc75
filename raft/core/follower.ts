/**
 * A node that takes what a leader sends. Holds who leads, the newest round seen, and the acknowledgement that
 * this turn will send: one for all appends of a turn, withheld until what it claims is durable (P-3).
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, MonotonicMs, NodeId } from '../../base/brand.ts';
import { decodeMembership, MembershipDecodeError } from './membership.ts';
import type { IndexedMembership } from './membership.ts';
import type { RaftMessage } from './message.ts';
import { ForwardedReads } from './reads.ts';
import { send } from './shared.ts';
import type { Shared } from './shared.ts';
import type { Entry } from './types.ts';

type Append = Extract<RaftMessage, { kind: 'append' }>;
type Heartbeat = Extract<RaftMessage, { kind: 'heartbeat' }>;
type ReadIndexResponse = Extract<RaftMessage, { kind: 'readIndexResponse' }>;

export class Follower {
  readonly kind = 'follower';
  readonly #shared: Shared;
  readonly #reads: ForwardedReads;
  /** Who leads our term, once it was heard. */
  readonly leader: NodeId | undefined;
  /** The largest round of this term that was processed (9.1). */
  #round = 0;
  /** Up to where the appends of this turn prove our log equal to the leader's. */
  #matchIndex: LogIndex | undefined;

  constructor(shared: Shared, leader: NodeId | undefined) {
    this.#shared = shared;
    this.leader = leader;
    this.#reads = new ForwardedReads(shared.config.pendingReadsMax);
  }

  /** L-2. The message is of our term and from our leader. */
  onAppend(message: Append): void {
    const news = findNews(this.#shared, message);
    if (news === undefined) return;
    this.#round = Math.max(this.#round, message.round);
    const { persistence } = this.#shared;
    const { prev, entries } = message;
    // What is committed equals the leader's log in any case, so only an uncommitted `prev` is compared (L-2.2).
    if (prev.index >= persistence.commitIndex && !persistence.log.holds(prev)) {
      this.#reject(message);
      return;
    }
    this.#append(news);
    const matchIndex = asLogIndex(prev.index + entries.length);
    persistence.advanceCommit(asLogIndex(Math.min(message.commitIndex, matchIndex)));
    this.#matchIndex = asLogIndex(Math.max(this.#matchIndex ?? 0, matchIndex));
  }

  onHeartbeat(message: Heartbeat, now: MonotonicMs): void {
    this.#round = Math.max(this.#round, message.round);
    const { persistence } = this.#shared;
    // The leader knows that we match up to it (P-11); if we do not, it is not for us.
    if (message.commitIndex <= persistence.log.last.index) {
      persistence.advanceCommit(message.commitIndex);
    }
    const { divergence, freshness, clock, takeNumber } = this.#shared;
    if (message.diverged !== undefined) divergence.onNotice(message.diverged);
    const stateHash = divergence.report;
    if (message.clockSkewMs === undefined) clock.onUnknown();
    else clock.onMeasured(message.clockSkewMs, now);
    if (message.leaseHeld && message.echo !== undefined) freshness.onEcho(message.echo);
    if (this.leader === undefined) return;
    if (this.#shared.apply.isBlocked) send(this.#shared, this.leader, { kind: 'snapshotRequest' });
    const stamp = takeNumber();
    freshness.onAnswer(stamp, now);
    const wall = clock.wallAt(now);
    send(this.#shared, this.leader, {
      kind: 'heartbeatResponse',
      round: this.#round,
      stamp,
      appliedIndex: this.#shared.apply.lastApplied,
      ...(stateHash !== undefined && { stateHash }),
      ...(wall !== undefined && { wall }),
    });
  }

  /** A snapshot replaced the log: it is equal to the leader's, durably, up to its end. */
  onSnapshotInstalled(index: LogIndex): void {
    this.#matchIndex = index;
  }

  get isReadQueueFull(): boolean {
    return this.#reads.isFull;
  }

  /** Asks the leader for a read index. */
  requestRead(readId: number, leader: NodeId, now: MonotonicMs): void {
    this.#reads.add(readId, now);
    send(this.#shared, leader, { kind: 'readIndexRequest', requestId: readId });
  }

  onReadIndexResponse({ requestId, index }: ReadIndexResponse): void {
    if (!this.#reads.take(requestId)) return;
    const { reads, persistence } = this.#shared;
    const ticket =
      index === undefined
        ? undefined
        : ({ kind: 'readIndex', term: persistence.term, readIndex: index } as const);
    reads.push({ readId: requestId, ticket });
  }

  /** When `onTick` has something to do. A leader that is heard all the time may yet have lost a request. */
  get nextDeadline(): number {
    const { electionTimeoutMs } = this.#shared.config;
    return (this.#reads.oldestAskedAt ?? Infinity) + electionTimeoutMs;
  }

  /** Gives up reads that the leader did not answer within a promise's length. */
  onTick(now: MonotonicMs): void {
    const { config, reads } = this.#shared;
    for (const readId of this.#reads.takeOlderThan(now - config.electionTimeoutMs)) {
      reads.push({ readId, ticket: undefined });
    }
  }

  /** Leaves the role: what was asked of the leader is not answered by it any more. */
  leave(): void {
    for (const readId of this.#reads.takeAll()) {
      this.#shared.reads.push({ readId, ticket: undefined });
    }
  }

  get hasOutgoing(): boolean {
    return this.#matchIndex !== undefined;
  }

  /** Sends the acknowledgement of this turn. */
  collect(): void {
    if (this.#matchIndex === undefined || this.leader === undefined) return;
    const { nodeId, outbox, persistence } = this.#shared;
    outbox.sendWhenDurable(persistence.barrierOf(this.#matchIndex), {
      from: nodeId,
      to: this.leader,
      term: persistence.term,
      message: { kind: 'appendAccepted', matchIndex: this.#matchIndex, round: this.#round },
    });
    this.#matchIndex = undefined;
  }

  /** Appends what is new here, after removing what conflicts with it (L-2.4). */
  #append({ entries, memberships }: News): void {
    const { persistence, memberships: history, events } = this.#shared;
    const { log } = persistence;
    const from = entries[0]?.index;
    if (from === undefined) return;
    if (from <= log.last.index) {
      log.truncate(from);
      events.push({ kind: 'logTruncated', from });
      if (history.truncate(from)) events.push({ kind: 'membershipChanged', ...history.latest });
    }
    log.append(entries);
    for (const next of memberships) {
      history.append(next);
      events.push({ kind: 'membershipChanged', ...next });
    }
  }

  /** A rejection claims nothing durable, so it leaves at once. */
  #reject({ prev }: Append): void {
    if (this.leader === undefined) return;
    const { persistence } = this.#shared;
    const { log } = persistence;
    send(this.#shared, this.leader, {
      kind: 'appendRejected',
      rejectedIndex: prev.index,
      hint: log.conflictHint(prev, persistence.commitIndex),
      lastIndex: log.last.index,
      round: this.#round,
    });
  }
}

/** The entries of an append from the first on that our log lacks, and the memberships among them. */
type News = {
  readonly entries: readonly Entry[];
  readonly memberships: readonly IndexedMembership[];
};

/**
 * Undefined if the message is not well-formed, contradicts what is committed, or holds a new entry that does
 * not match its checksum (L-1): such a message is dropped as if it had been lost.
 */
function findNews(shared: Shared, { prev, entries }: Append): News | undefined {
  const { persistence, deps } = shared;
  const { log, commitIndex, term } = persistence;
  let last = prev;
  let newFrom: number | undefined;
  for (const [position, entry] of entries.entries()) {
    if (entry.index !== last.index + 1 || entry.term < last.term) return undefined;
    last = entry;
    // What was compacted was committed, so it equals the leader's, and there is nothing to compare it with (L-2.2).
    if (entry.index <= log.base.index) continue;
    if (newFrom === undefined && !log.holds(entry)) {
      if (entry.index <= commitIndex) {
        if (deps.checksum(entry) === entry.crc) reportContradiction(shared, entry);
        return undefined;
      }
      newFrom = position;
    }
    if (newFrom !== undefined && deps.checksum(entry) !== entry.crc) return undefined;
  }
  if (last.term > term) return undefined;
  const news = newFrom === undefined ? [] : entries.slice(newFrom);
  const memberships = decodeMemberships(news);
  return memberships === undefined ? undefined : { entries: news, memberships };
}

/** What is committed never changes, so one of the two logs is damaged: this node must stop (L-2.5). */
function reportContradiction({ persistence, events }: Shared, { index, term }: Entry): void {
  const ownTerm = persistence.log.termAt(index);
  if (ownTerm === undefined) return;
  events.push({
    kind: 'contradicted',
    committed: { index, term: ownTerm },
    sent: { index, term },
  });
}

function decodeMemberships(entries: readonly Entry[]): readonly IndexedMembership[] | undefined {
  try {
    return entries.flatMap(({ kind, index, command }) =>
      kind === 'config' ? [{ index, membership: decodeMembership(command) }] : [],
    );
  } catch (error) {
    if (error instanceof MembershipDecodeError) return undefined;
    throw error;
  }
}
