/**
 * Several consensus cores under one global clock, with disks that forget what was not synced and links that do
 * what they are told. Nothing happens by itself: the caller delivers messages, completes writes and lets time
 * pass, so every order of events can be had. What happens is told to an observer.
 */
import { asLogIndex, asMonotonicMs, asNodeId, asTerm, asWallMs } from '../../../base/brand.ts';
import type { LogIndex, MonotonicMs, NodeId, WallMs } from '../../../base/brand.ts';
import type { Random } from '../../../base/random.ts';
import { defaultCoreConfig } from '../../../raft/core/config.ts';
import type { Fence } from '../../../raft/core/divergence.ts';
import type { CoreConfig } from '../../../raft/core/config.ts';
import { RaftCore } from '../../../raft/core/core.ts';
import type {
  ProposeMembershipResult,
  ProposeResult,
  RequestReadResult,
  TransferResult,
} from '../../../raft/core/results.ts';
import { bootstrapEntry, decodeMembership } from '../../../raft/core/membership.ts';
import type { IndexedMembership } from '../../../raft/core/membership.ts';
import type { Envelope } from '../../../raft/core/message.ts';
import type { CoreEvent, LogWrite, ReadResult } from '../../../raft/core/ready.ts';
import type { MembershipRequest } from '../../../raft/core/reconfiguration.ts';
import type { Entry, EntryId, HardState, Member } from '../../../raft/core/types.ts';
import { entryChecksum } from '../../../storage/wal/entry-checksum.ts';
import { readerOf, wholeLog } from './array-reader.ts';

/** What an observer may want to know, in the order in which it happens. */
export type Happening =
  | { readonly kind: 'event'; readonly node: number; readonly event: CoreEvent }
  /** `sent` comes first, for every message; `lost` if it goes nowhere, `delivered` when it arrives. */
  | { readonly kind: 'sent' | 'delivered' | 'lost'; readonly envelope: Envelope }
  | { readonly kind: 'write' | 'synced'; readonly node: number; readonly write: LogWrite }
  /** The node has done all that one input made it do. */
  | { readonly kind: 'rested'; readonly node: number }
  | { readonly kind: 'applied'; readonly node: number; readonly entry: Entry }
  | { readonly kind: 'read'; readonly node: number; readonly result: ReadResult }
  | { readonly kind: 'snapshotWanted'; readonly node: number; readonly peer: number };

/** The id of the node that scripts call n1, n2, and so on. */
export function idOf(number: number): NodeId {
  return asNodeId(number.toString(16).padStart(16, '0'));
}

export function numberOf(id: NodeId): number {
  return Number.parseInt(id, 16);
}

const noEnvelopes: readonly Envelope[] = [];
/** What a right wall clock shows at global time 0. */
const epochMs = 1_700_000_000_000;

/** How the node that scripts call n1 is reached. */
export function memberOf(number: number): Member {
  return { name: `n${number}`, peerAddress: `p${number}:1`, grpcAddress: `g${number}:1` };
}

/** A node is known by a number from 1; its id is `idOf(number)`. */
export type CoreClusterOptions = {
  readonly voters: number;
  readonly learners?: number;
  /** Nodes with an empty disk that belong to no membership yet. */
  readonly spares?: number;
  readonly config?: Partial<CoreConfig>;
  /** Draws of node `number` (election timeouts and nonces). */
  readonly random: (number: number) => Random;
  readonly observe?: (happening: Happening) => void;
  /** The core to run; the real one unless a test plants a fault. */
  readonly coreClass?: typeof RaftCore;
};

/** What a crash leaves of that which was not durable: how many writes, and how much of the state machine. */
export type Survival = { readonly writes: number; readonly lastApplied: LogIndex };

/**
 * Entries up to `base` cannot be read any more; the membership in force there is known. They stay in the model and stand for
 * the state that they led to, so that whoever looks from outside can compare whole logs.
 */
type DiskState = {
  readonly hardState: HardState;
  readonly entries: readonly Entry[];
  readonly base?: { readonly last: EntryId; readonly membership: IndexedMembership };
};

/** One node: its core while it is up, its disk, and what its application has seen. */
export class CoreNode {
  readonly number: number;
  readonly id: NodeId;
  core: RaftCore | undefined;
  /** What a crash leaves. */
  disk: DiskState;
  /** Peers that its core wants to send a snapshot to. */
  readonly wantedSnapshots = new Set<number>();
  /** Writes that are not durable yet, oldest first. */
  readonly held: LogWrite[] = [];
  /** The log as the core may read it: with everything that was issued. */
  issued: readonly Entry[] = [];
  isHoldingWrites = false;
  isHoldingApplies = false;
  handedOut: Entry[] = [];
  /** Index of the last entry that the state machine has seen; survives a crash, like a real one's checkpoint. */
  lastApplied: LogIndex = asLogIndex(1);
  /** What the state machine keeps of it, until its state is replaced. */
  fence: Fence | undefined;
  isPaused = false;
  /** Inputs collect until the turn ends; only then is the core asked what is to be done. */
  isInTurn = false;
  /** Local time = global time * rate + offset. */
  clock = { rate: 1, offset: 0 };
  /** Wall time = true time + this, in ms. */
  wallOffset = 0;

  constructor(number: number, disk: DiskState) {
    this.number = number;
    this.id = idOf(number);
    this.disk = disk;
  }

  get base(): EntryId {
    return this.disk.base?.last ?? wholeLog;
  }

  get isUp(): boolean {
    return this.core !== undefined;
  }
}

export class CoreCluster {
  readonly nodes: readonly CoreNode[];
  readonly config: CoreConfig;
  readonly #random: (number: number) => Random;
  readonly #observe: (happening: Happening) => void;
  readonly #coreClass: typeof RaftCore;
  /** Messages under way, per directed link, oldest first. */
  readonly #links = new Map<number, Envelope[]>();
  readonly #cut = new Set<number>();
  #now = 10_000;

  /** Nobody is up yet: call `start`. */
  constructor(options: CoreClusterOptions) {
    const { voters, learners = 0, spares = 0 } = options;
    const numbers = Array.from({ length: voters + learners }, (_, position) => position + 1);
    const members = new Map(numbers.map((number) => [idOf(number), memberOf(number)]));
    const first = bootstrapEntry({
      membership: {
        voters: numbers.slice(0, voters).map(idOf),
        learners: numbers.slice(voters).map(idOf),
        members,
      },
      stampedAt: asWallMs(1),
      checksum: entryChecksum,
    });
    const hardState = { term: asTerm(1), votedFor: undefined, commitIndex: asLogIndex(1) };
    const empty = { term: asTerm(0), votedFor: undefined, commitIndex: asLogIndex(0) };
    this.nodes = [
      ...numbers.map((number) => new CoreNode(number, { hardState, entries: [first] })),
      ...Array.from({ length: spares }, (_, position) => {
        const spare = new CoreNode(numbers.length + 1 + position, {
          hardState: empty,
          entries: [],
        });
        spare.lastApplied = asLogIndex(0);
        return spare;
      }),
    ];
    this.config = { ...defaultCoreConfig, ...options.config };
    this.#random = options.random;
    this.#observe = options.observe ?? ((): void => undefined);
    this.#coreClass = options.coreClass ?? RaftCore;
  }

  /** Global time in ms. */
  get now(): number {
    return this.#now;
  }

  node(number: number): CoreNode {
    const node = this.nodes[number - 1];
    if (node === undefined) throw new Error(`there is no node ${number}`);
    return node;
  }

  coreOf(number: number): RaftCore {
    const { core } = this.node(number);
    if (core === undefined) throw new Error(`node ${number} is down`);
    return core;
  }

  /** Its monotonic time; its core sees the wall clock, too, as at the beginning of a turn. */
  localTime(node: CoreNode): MonotonicMs {
    const now = this.#monotonicOf(node);
    node.core?.onWallClock(this.#wallOf(node), now);
    return now;
  }

  #wallOf({ wallOffset }: CoreNode): WallMs {
    return asWallMs(Math.floor(epochMs + this.#now + wallOffset));
  }

  #monotonicOf(node: CoreNode): MonotonicMs {
    return asMonotonicMs(this.#now * node.clock.rate + node.clock.offset);
  }

  /** Starts a node from its disk. */
  start(number: number): void {
    const node = this.node(number);
    if (node.isUp) throw new Error(`node ${number} is up`);
    node.issued = node.disk.entries;
    node.core = new this.#coreClass(
      { nodeId: node.id, config: this.config },
      {
        hardState: node.disk.hardState,
        log: readerOf(
          () => node.issued,
          () => node.base,
        ),
        memberships: membershipsOf(node.disk),
        lastApplied: node.lastApplied,
        fence: node.fence,
      },
      { random: this.#random(number), checksum: entryChecksum },
      this.localTime(node),
    );
    this.pump(node);
  }

  /** Loses what is not durable, and what was under way to and from the node. */
  crash(number: number, survival?: Survival): void {
    const node = this.node(number);
    node.core = undefined;
    for (const write of node.held.slice(0, survival?.writes ?? 0)) node.disk = stored(node, write);
    node.lastApplied = survival?.lastApplied ?? node.lastApplied;
    node.held.length = 0;
    node.handedOut = [];
    node.wantedSnapshots.clear();
    node.isPaused = false;
    node.isInTurn = false;
    for (const { number: other } of this.nodes) {
      this.#links.delete(linkOf(number, other));
      this.#links.delete(linkOf(other, number));
    }
  }

  propose(number: number, commands: readonly string[]): ProposeResult {
    const node = this.node(number);
    const proposals = commands.map((text) => ({
      kind: 'normal' as const,
      command: new TextEncoder().encode(text),
    }));
    const result = this.coreOf(number).propose(proposals, this.#wallOf(node), this.localTime(node));
    this.pump(node);
    return result;
  }

  changeMembership(number: number, request: MembershipRequest): ProposeMembershipResult {
    const node = this.node(number);
    const result = this.coreOf(number).proposeMembership(
      request,
      this.#wallOf(node),
      this.localTime(node),
    );
    this.pump(node);
    return result;
  }

  transfer(number: number, target: number | undefined): TransferResult {
    const node = this.node(number);
    const result = this.coreOf(number).transferLeadership(
      target === undefined ? undefined : idOf(target),
      this.localTime(node),
    );
    this.pump(node);
    return result;
  }

  requestRead(number: number): RequestReadResult {
    const node = this.node(number);
    const result = this.coreOf(number).requestRead(this.localTime(node));
    this.pump(node);
    return result;
  }

  /** Gives `envelope` to its receiver, if that is up. */
  step(envelope: Envelope): void {
    const node = this.node(numberOf(envelope.to));
    if (node.core === undefined) {
      this.#observe({ kind: 'lost', envelope });
      return;
    }
    this.#observe({ kind: 'delivered', envelope });
    node.core.step(envelope, this.localTime(node));
    this.pump(node);
  }

  /** Calls the core of a node and then does what it asks for. */
  act(number: number, action: (core: RaftCore, now: MonotonicMs) => void): void {
    const node = this.node(number);
    action(this.coreOf(number), this.localTime(node));
    this.pump(node);
  }

  /** Cuts the log of a node: it begins after `index`, which is applied there and durable. */
  compact(number: number, index: LogIndex): void {
    const node = this.node(number);
    const last = node.disk.entries[index - 1];
    if (index <= node.base.index) return;
    if (last === undefined || index > node.lastApplied) throw new Error(`${index} may not be cut`);
    const membership = this.coreOf(number).membershipAt(index);
    node.disk = { ...node.disk, base: { last: { index, term: last.term }, membership } };
    this.coreOf(number).onCompacted(index);
  }

  /**
   * Sends a snapshot of what one node has applied to another, which installs it at once if it wants it. Its writes must
   * be durable. False if the receiver refused it. The sender is not told how it went: see `act`.
   */
  installSnapshot(from: number, to: number): boolean {
    const sender = this.node(from);
    const receiver = this.node(to);
    const { core } = receiver;
    const index = sender.lastApplied;
    const term = sender.issued[index - 1]?.term;
    if (term === undefined || core === undefined) throw new Error('no snapshot can be sent');
    sender.wantedSnapshots.delete(to);
    const last = { index, term };
    const membership = this.coreOf(from).membershipAt(index);
    const offer = { from: sender.id, term: this.coreOf(from).term, last };
    const verdict = core.onSnapshotOffer(offer, this.localTime(receiver));
    this.pump(receiver);
    if (verdict === 'wanted') {
      this.#install(receiver, { last, membership }, sender.issued.slice(0, index));
    }
    return verdict !== 'stale';
  }

  /** Like `installSnapshot`, and tells the sender. */
  sendSnapshot(from: number, to: number): boolean {
    const index = this.node(from).lastApplied;
    const isTaken = this.installSnapshot(from, to);
    this.act(from, (core, now) => core.onSnapshotSent(idOf(to), isTaken ? index : undefined, now));
    return isTaken;
  }

  #install(
    node: CoreNode,
    snapshot: { readonly last: EntryId; readonly membership: IndexedMembership },
    entries: readonly Entry[],
  ): void {
    const { core } = node;
    if (core === undefined || node.held.length > 0) throw new Error('its writes are not durable');
    const { last } = snapshot;
    if (!core.needsSnapshot(last)) return;
    const isLogKept = core.keepsLog(last);
    if (!isLogKept) {
      node.disk = { hardState: core.hardStateAfter(last), entries, base: snapshot };
      node.issued = entries;
    }
    node.handedOut = [];
    node.lastApplied = last.index;
    node.fence = undefined;
    core.onSnapshotInstalled({ ...snapshot, isLogKept }, this.localTime(node));
    this.pump(node);
  }

  /** Makes the oldest `count` held writes durable. */
  sync(number: number, count = Infinity): void {
    const node = this.node(number);
    for (let done = 0; done < count && node.held.length > 0; done += 1) {
      this.#completeWrite(node);
      this.pump(node);
    }
  }

  /** Lets the state machine finish what it was handed. */
  finishApplies(number: number): void {
    const node = this.node(number);
    const last = node.handedOut.at(-1);
    node.handedOut = [];
    if (last === undefined) return;
    node.lastApplied = last.index;
    node.core?.onApplied(last.index, this.localTime(node));
    this.pump(node);
  }

  endTurn(number: number): void {
    const node = this.node(number);
    node.isInTurn = false;
    this.pump(node);
  }

  /** A turn takes no time. */
  endTurns(): void {
    for (const { number, isInTurn } of this.nodes) if (isInTurn) this.endTurn(number);
  }

  /** Does everything that the core of `node` asks for, until it asks for nothing more. */
  pump(node: CoreNode): void {
    if (node.isInTurn) return;
    for (let turn = 0; node.core?.hasReady() === true; turn += 1) {
      if (turn > 1000) throw new Error(`node ${node.number} never comes to rest`);
      const { write, messages, apply, reads, snapshots, events } = node.core.takeReady();
      for (const peer of snapshots) {
        node.wantedSnapshots.add(numberOf(peer));
        this.#observe({ kind: 'snapshotWanted', node: node.number, peer: numberOf(peer) });
      }
      for (const event of events) {
        if (event.kind === 'diverged' && event.node === node.id) node.fence = event;
        this.#observe({ kind: 'event', node: node.number, event });
      }
      for (const result of reads) this.#observe({ kind: 'read', node: node.number, result });
      if (write !== undefined) {
        node.issued = written(node.issued, write);
        node.held.push(write);
        this.#observe({ kind: 'write', node: node.number, write });
      }
      for (const envelope of messages) this.#send(envelope);
      for (const entry of apply) this.#observe({ kind: 'applied', node: node.number, entry });
      node.handedOut.push(...apply);
      if (!node.isHoldingApplies && node.handedOut.length > 0) this.finishApplies(node.number);
      while (!node.isHoldingWrites && node.held.length > 0) this.#completeWrite(node);
    }
    if (node.isUp) this.#observe({ kind: 'rested', node: node.number });
  }

  /** Links with messages for a node that does not stand still, as pairs of numbers, in a fixed order. */
  busyLinks(): readonly (readonly [number, number])[] {
    return this.nodes.flatMap(({ number: from }) =>
      this.nodes.flatMap(({ number: to, isPaused }) =>
        !isPaused && this.queued(from, to).length > 0 ? [[from, to] as const] : [],
      ),
    );
  }

  queued(from: number, to: number): readonly Envelope[] {
    return this.#links.get(linkOf(from, to)) ?? noEnvelopes;
  }

  /** Takes the message at `position` off a link. */
  take(from: number, to: number, position = 0): Envelope | undefined {
    return this.#links.get(linkOf(from, to))?.splice(position, 1)[0];
  }

  /** Delivers the messages of one link that are on it now; at most `count`. */
  deliverLink(from: number, to: number, count = Infinity): void {
    const present = Math.min(count, this.queued(from, to).length);
    for (let done = 0; done < present; done += 1) {
      const envelope = this.take(from, to);
      if (envelope !== undefined) this.step(envelope);
    }
  }

  /** Delivers everything, and what comes of it, link by link in turn. */
  deliverAll(): void {
    for (let turn = 0; turn < 10_000; turn += 1) {
      const busy = this.busyLinks();
      if (busy.length === 0) return;
      for (const [from, to] of busy) this.deliverLink(from, to);
    }
    throw new Error('the messages never end');
  }

  /** What is sent over this link from now on is lost, and so is what is on it. */
  cut(from: number, to: number): void {
    const link = linkOf(from, to);
    this.#cut.add(link);
    this.#links.delete(link);
  }

  heal(from: number, to: number): void {
    this.#cut.delete(linkOf(from, to));
  }

  healAll(): void {
    this.#cut.clear();
  }

  /** Lets global time pass without anybody noticing. */
  jump(ms: number): void {
    this.#now += ms;
  }

  /** The next moment at which some running node wants to be ticked; undefined if nobody runs. */
  nextDeadline(): { readonly at: number; readonly node: CoreNode } | undefined {
    let nearest: { readonly at: number; readonly node: CoreNode } | undefined;
    for (const node of this.nodes) {
      if (node.core === undefined || node.isPaused) continue;
      const at = this.deadlineOf(node);
      if (nearest === undefined || at < nearest.at) nearest = { at, node };
    }
    return nearest;
  }

  /** When, in global time, the node wants to be ticked. */
  deadlineOf({ number, clock }: CoreNode): number {
    return (this.coreOf(number).nextDeadline() - clock.offset) / clock.rate;
  }

  /** Lets `ms` pass, ticking every running node when it is due; `after` is called after each tick. */
  advance(ms: number, after: () => void = () => undefined): void {
    this.endTurns();
    const target = this.#now + ms;
    for (let ticks = 0; ; ticks += 1) {
      if (ticks > 100_000) throw new Error('deadlines do not move on');
      const next = this.nextDeadline();
      if (next === undefined || next.at > target) break;
      this.#now = Math.max(this.#now, next.at);
      this.tick(next.node.number);
      after();
    }
    this.#now = target;
  }

  tick(number: number): void {
    const node = this.node(number);
    // A hair later, so that rounding of a drifting clock cannot leave the deadline ahead.
    node.core?.tick(asMonotonicMs(this.localTime(node) + 1e-6));
    this.pump(node);
  }

  #send(envelope: Envelope): void {
    const link = linkOf(numberOf(envelope.from), numberOf(envelope.to));
    this.#observe({ kind: 'sent', envelope });
    if (this.#cut.has(link)) {
      this.#observe({ kind: 'lost', envelope });
      return;
    }
    const queue = this.#links.get(link);
    if (queue === undefined) this.#links.set(link, [envelope]);
    else queue.push(envelope);
  }

  #completeWrite(node: CoreNode): void {
    const write = node.held.shift();
    if (write === undefined) return;
    node.disk = stored(node, write);
    this.#observe({ kind: 'synced', node: node.number, write });
    node.core?.onDurable(write.seq, this.localTime(node));
  }
}

/** A number of its own for each directed link; there are never a hundred nodes. */
function linkOf(from: number, to: number): number {
  return from * 100 + to;
}

function written(entries: readonly Entry[], { truncateFrom, entries: added }: LogWrite): Entry[] {
  const kept = truncateFrom === undefined ? entries : entries.slice(0, truncateFrom - 1);
  return [...kept, ...added];
}

function stored({ disk }: CoreNode, write: LogWrite): DiskState {
  return {
    ...disk,
    hardState: write.hardState ?? disk.hardState,
    entries: written(disk.entries, write),
  };
}

function membershipsOf({ base, entries }: DiskState): readonly IndexedMembership[] {
  const later = entries
    .slice(base?.last.index ?? 0)
    .flatMap(({ kind, index, command }) =>
      kind === 'config' ? [{ index, membership: decodeMembership(command) }] : [],
    );
  return base === undefined ? later : [base.membership, ...later];
}
