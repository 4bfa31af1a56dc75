/**
 * What a random walk over a cluster of cores can do, one step at a time, and what must hold: the invariants after
 * every step, fresh reads, progress while a quorum is healthy, and recovery when all faults have stopped. Which step
 * comes next is chosen by the walk; who is hit by it, here, from the same seed.
 */
import { createHash } from 'node:crypto';
import { asLogIndex } from '../../../base/brand.ts';
import type { NodeId } from '../../../base/brand.ts';
import type { Random } from '../../../base/random.ts';
import type { CoreConfig } from '../../../raft/core/config.ts';
import type { RaftCore } from '../../../raft/core/core.ts';
import { pick, seededRandom } from '../seeded-random.ts';
import { allVoters } from '../../../raft/core/quorum.ts';
import { CoreCluster, idOf } from './core-cluster.ts';
import type { CoreNode, Happening } from './core-cluster.ts';
import { Invariants } from './invariants.ts';
import { isQuorum } from './membership-invariants.ts';
import { drawChange, promotable } from './walk-membership.ts';

export type WalkerOptions = {
  readonly seed: number;
  /** The core to run; the real one unless a test plants a fault. */
  readonly coreClass?: typeof RaftCore;
};

/** What a walk saw, to judge whether it was worth the while. */
export type WalkReport = {
  /** Of everything that happened, in order. */
  readonly digest: string;
  readonly elections: number;
  readonly committed: number;
  readonly crashes: number;
  readonly leaseReads: number;
  readonly roundReads: number;
  /** Memberships that were appended, and times that a leader told another node to take over. */
  readonly changes: number;
  readonly handovers: number;
};

/** Shapes of clusters; most often the usual one. */
const shapes = [
  { voters: 3 },
  { voters: 3, spares: 1 },
  { voters: 3, spares: 3 },
  { voters: 3, learners: 1, spares: 1 },
  { voters: 5 },
  { voters: 5, learners: 1 },
  { voters: 4, spares: 2 },
  { voters: 2, spares: 1 },
  { voters: 1, spares: 2 },
  { voters: 1 },
] as const;

/** How far a wall clock is set from true time; a tenth of that is tolerated. */
const wallOffsetMsMax = 100_000;

/** Bounds so small that they are met all the time; used in half of the walks. */
const tightBounds: Partial<CoreConfig> = {
  inflightMessagesMax: 2,
  appendBytesMax: 150,
  inflightBytesMax: 300,
  entryBytesMax: 100,
  uncommittedBytesMax: 1500,
  applyBatchBytesMax: 200,
  applyAheadBytesMax: 300,
  windowBytesMax: 500,
  pendingReadsMax: 3,
};

/** A read that was given a lease and has not been served. */
type LeaseRead = {
  readonly node: CoreNode;
  readonly core: RaftCore;
  readonly ticket: Parameters<RaftCore['leaseHolds']>[0];
  readonly floor: number;
};

export class Walker {
  readonly cluster: CoreCluster;
  readonly #random: Random;
  /** Its own, so that what else happens does not depend on how clocks are set. */
  readonly #clockRandom: Random;
  readonly #invariants: Invariants;
  readonly #hash = createHash('sha256');
  /** What was committed anywhere when the read was asked for, by its id. */
  readonly #floors = new Map<number, number>();
  /** The floor of the read that is being asked for, in case it is answered before its id is known. */
  #floorNow = 0;
  readonly #leaseReads: LeaseRead[] = [];
  #commands = 0;
  #position = 'start';
  readonly #counts = {
    elections: 0,
    crashes: 0,
    leaseReads: 0,
    roundReads: 0,
    changes: 0,
    handovers: 0,
  };

  constructor({ seed, coreClass }: WalkerOptions) {
    this.#random = seededRandom(seed);
    this.#clockRandom = seededRandom(seed + 1_000_000);
    const random = this.#random;
    let starts = 0;
    this.cluster = new CoreCluster({
      ...pick(random, shapes),
      config: {
        ...(random.next() < 0.5 ? tightBounds : {}),
        autoPromote: random.next() < 0.5,
      },
      random: (number) => {
        starts += 1;
        return seededRandom(seed * 1000 + number * 100 + starts * 7919);
      },
      observe: (happening) => this.#observe(happening),
      ...(coreClass === undefined ? {} : { coreClass }),
    });
    this.#invariants = new Invariants(this.cluster);
    const { clockDriftMax } = this.cluster.config;
    for (const node of this.cluster.nodes) {
      const drift = pick(random, [-1, 1, random.next() * 2 - 1]) * clockDriftMax;
      node.clock = { rate: 1 + drift, offset: this.upTo(10_000) };
      node.isHoldingWrites = true;
      node.isHoldingApplies = true;
    }
  }

  get position(): string {
    return this.#position;
  }

  /** Starts all nodes and lets them elect. */
  start(): void {
    for (const { number } of this.cluster.nodes) this.#start(number);
    this.calm(1200);
  }

  act(position: string, action: (walker: Walker) => void): void {
    this.#position = position;
    action(this);
    this.#invariants.check();
  }

  /** Throws if the cluster does not make progress with a healthy quorum, or does not recover without faults. */
  finish(): WalkReport {
    this.#position = 'with a healthy quorum';
    this.#serveWithQuorum();
    this.#position = 'after the faults';
    this.#recover();
    return {
      digest: this.#hash.digest('hex'),
      committed: this.#invariants.committedIndex,
      ...this.#counts,
    };
  }

  upTo(max: number): number {
    return this.#random.next() * max;
  }

  /** Delivers the first message of some link, or with `skip` one that overtakes others. */
  deliver(skip: 0 | 1): void {
    const link = this.#busyLink();
    if (link === undefined) return;
    const [from, to] = link;
    const waiting = this.cluster.queued(from, to).length;
    const envelope = this.cluster.take(from, to, skip * Math.floor(this.upTo(waiting)));
    if (envelope !== undefined) this.cluster.step(envelope);
  }

  repeat(): void {
    const link = this.#busyLink();
    if (link === undefined) return;
    this.cluster.step(pick(this.#random, this.cluster.queued(...link)));
  }

  lose(): void {
    const link = this.#busyLink();
    if (link === undefined) return;
    const waiting = this.cluster.queued(...link).length;
    // Now and then all that is on the link, as when a connection breaks.
    const count = this.#random.next() < 0.2 ? waiting : 1;
    for (let lost = 0; lost < count; lost += 1) this.cluster.take(...link, 0);
  }

  sync(): void {
    const node = this.#running(({ held }) => held.length > 0);
    if (node !== undefined)
      this.cluster.sync(node.number, this.#random.next() < 0.3 ? Infinity : 1);
  }

  apply(): void {
    const node = this.#running(({ handedOut }) => handedOut.length > 0);
    if (node !== undefined) this.cluster.finishApplies(node.number);
  }

  passTime(maxMs: number): void {
    this.cluster.advance(this.upTo(maxMs));
  }

  /** For a while nothing is late: what is sent arrives, what is written is durable. */
  calm(ms: number): void {
    this.#flush();
    this.cluster.advance(ms, () => this.#flush());
    this.#flush();
  }

  /** From now on several inputs meet in one turn of the node, as under load. */
  beginTurn(): void {
    const node = this.#running(() => true);
    if (node !== undefined) node.isInTurn = true;
  }

  endTurn(): void {
    const node = this.#running(({ isInTurn }) => isInTurn);
    if (node !== undefined) this.cluster.endTurn(node.number);
  }

  propose(): void {
    const leader = this.#running(({ core }) => core?.role === 'leader');
    if (leader === undefined) return;
    const commands = Array.from({ length: 1 + Math.floor(this.upTo(3)) }, () => {
      this.#commands += 1;
      return `${this.#commands}`.padEnd(Math.floor(this.upTo(60)), '.');
    });
    this.cluster.propose(leader.number, commands);
  }

  changeMembership(): void {
    const leader = this.#running(({ core }) => core?.role === 'leader');
    if (leader?.core === undefined) return;
    const { membership, membershipIndex } = leader.core.status(this.cluster.localTime(leader));
    const strangers = this.cluster.nodes.filter(({ id }) => !membership.members.has(id));
    const ids = strangers.map(({ id }) => id);
    const change = drawChange(this.#random, membership, ids);
    if (change === undefined) return;
    this.cluster.changeMembership(leader.number, { basedOn: membershipIndex, change });
  }

  transfer(): void {
    const leader = this.#running(({ core }) => core?.role === 'leader');
    if (leader === undefined) return;
    const target = this.#random.next() < 0.4 ? undefined : pick(this.#random, this.cluster.nodes);
    this.cluster.transfer(leader.number, target?.number);
  }

  /** The write of some node takes long, and the node notices. */
  stall(): void {
    const node = this.#running(({ held }) => held.length > 0);
    const { stallStepDownMs } = this.cluster.config;
    if (node === undefined) return;
    this.cluster.act(node.number, (core, now) => core.onStorageStall(stallStepDownMs, now));
  }

  read(): void {
    const node = this.#running(() => true);
    if (node?.core === undefined) return;
    const { core } = node;
    this.#floorNow = this.#invariants.committedIndex;
    const floor = this.#floorNow;
    const result = this.cluster.requestRead(node.number);
    if (result.kind === 'pending') this.#floors.set(result.readId, floor);
    if (result.kind !== 'ticket') return;
    const { ticket } = result;
    demandFresh(ticket.readIndex, floor, node);
    this.#leaseReads.push({ node, core, ticket, floor });
    if (this.#leaseReads.length > 20) this.#leaseReads.shift();
  }

  /** The value was read some time after the ticket was given: does it count? */
  serve(): void {
    const read = this.#leaseReads.shift();
    if (read === undefined || read.node.core !== read.core || read.node.isPaused) return;
    const { node, core, ticket, floor } = read;
    if (node.lastApplied < ticket.readIndex) return;
    if (!core.leaseHolds(ticket, this.cluster.localTime(node))) return;
    this.#counts.leaseReads += 1;
    demandFresh(node.lastApplied, floor, node);
  }

  crash(): void {
    const node = this.#running(() => true);
    if (node === undefined) return;
    this.#counts.crashes += 1;
    this.cluster.crash(node.number, {
      writes: Math.floor(this.upTo(node.held.length + 1)),
      lastApplied: asLogIndex(
        Math.min(node.lastApplied, 1 + Math.floor(this.upTo(node.lastApplied))),
      ),
    });
    // Half of the time it is back at once, when its peers have not noticed yet.
    if (this.#random.next() < 0.5) this.#start(node.number);
  }

  startOne(): void {
    const down = this.cluster.nodes.filter(({ isUp }) => !isUp);
    if (down.length > 0) this.#start(pick(this.#random, down).number);
  }

  pause(): void {
    const node = this.#running(() => true);
    if (node !== undefined) node.isPaused = true;
  }

  resume(): void {
    const paused = this.cluster.nodes.filter(({ isPaused }) => isPaused);
    if (paused.length > 0) pick(this.#random, paused).isPaused = false;
  }

  /** One direction of one link: the bridges that come of it are harder than any partition into groups. */
  cut(): void {
    this.cluster.cut(...this.#link());
  }

  heal(): void {
    this.cluster.heal(...this.#link());
  }

  /** Most often the leader: it goes on alone, the others elect, and the logs part. */
  isolate(): void {
    const node = this.#running(({ core }) => core?.role === 'leader') ?? this.#running(() => true);
    if (node === undefined) return;
    const { isMute, isDeaf } = pick(this.#random, [
      { isMute: true, isDeaf: false },
      { isMute: false, isDeaf: true },
      { isMute: true, isDeaf: true },
    ]);
    for (const { number } of this.cluster.nodes) {
      if (isMute) this.cluster.cut(node.number, number);
      if (isDeaf) this.cluster.cut(number, node.number);
    }
  }

  unreachable(): void {
    const node = this.#running(() => true);
    if (node === undefined) return;
    const peer = this.#anyId();
    this.cluster.act(node.number, (core, now) => core.onUnreachable(peer, now));
  }

  /** The wall clock of a node is set, which looks like a pause of its machine (T-4, N-2). */
  suspect(): void {
    const node = this.#running(() => true);
    if (node === undefined) return;
    node.wallOffset = (2 * this.#clockRandom.next() - 1) * wallOffsetMsMax;
    this.cluster.act(node.number, (core, now) => core.suspectPause(now));
  }

  #start(number: number): void {
    this.#invariants.onStart(number);
    this.cluster.start(number);
  }

  #observe(happening: Happening): void {
    if (happening.kind !== 'rested') this.#hash.update(JSON.stringify(happening, withoutMaps));
    this.#invariants.observe(happening);
    if (happening.kind === 'event') {
      const { event } = happening;
      if (event.kind === 'roleChanged' && event.role === 'leader') this.#counts.elections += 1;
      if (event.kind === 'membershipChanged') this.#counts.changes += 1;
    }
    if (happening.kind === 'sent' && happening.envelope.message.kind === 'timeoutNow') {
      this.#counts.handovers += 1;
    }
    if (happening.kind !== 'read') return;
    const { readId, ticket } = happening.result;
    const floor = this.#floors.get(readId) ?? this.#floorNow;
    this.#floors.delete(readId);
    if (ticket === undefined) return;
    this.#counts.roundReads += 1;
    demandFresh(ticket.readIndex, floor, this.cluster.node(happening.node));
  }

  /** Until nobody who runs has anything left to do without time. */
  #flush(): void {
    const { cluster } = this;
    cluster.endTurns();
    const isAtRest = (): boolean =>
      cluster.busyLinks().length === 0 &&
      cluster.nodes.every(
        (node) =>
          !node.isUp || node.isPaused || (node.held.length === 0 && node.handedOut.length === 0),
      );
    while (!isAtRest()) {
      for (const node of cluster.nodes) {
        if (!node.isUp || node.isPaused) continue;
        cluster.sync(node.number);
        cluster.finishApplies(node.number);
      }
      for (const [from, to] of cluster.busyLinks()) cluster.deliverLink(from, to);
      this.#invariants.check();
    }
  }

  /** Liveness of the core: a quorum that is well connected makes progress, whatever the others do and hear. */
  #serveWithQuorum(): void {
    const { cluster } = this;
    const healthy = this.#drawQuorum();
    for (const node of cluster.nodes) {
      if (!healthy.includes(node)) node.isPaused = node.isUp && this.#random.next() < 0.3;
      else if (node.isUp) node.isPaused = false;
      else this.#start(node.number);
      for (const other of cluster.nodes) {
        const isInside = healthy.includes(node) && healthy.includes(other);
        if (isInside || this.#random.next() < 0.4) cluster.heal(node.number, other.number);
        else cluster.cut(node.number, other.number);
      }
    }
    // Whoever leads may also be outside, if it reaches enough of those inside.
    let written:
      | { readonly leader: CoreNode; readonly term: number; readonly index: number }
      | undefined;
    this.#until(30 * cluster.config.electionTimeoutMs, 'a write is committed', () => {
      if (written !== undefined && written.leader.lastApplied >= written.index) return true;
      for (const leader of cluster.nodes) {
        if (leader.core?.role !== 'leader' || leader.isPaused) continue;
        const { term } = leader.core;
        if (term <= (written?.term ?? 0)) continue;
        const outcome = cluster.propose(leader.number, ['from a quorum']);
        if (outcome.kind === 'accepted') written = { leader, term, index: outcome.firstIndex };
      }
      return false;
    });
  }

  /** A majority in every membership that may turn out to be the one in force, and whoever may join it. */
  #drawQuorum(): readonly CoreNode[] {
    const { nodes } = this.cluster;
    const memberships = this.#invariants.openMemberships;
    const chosen = nodes.filter(({ id }) =>
      memberships.some((membership) => promotable(membership).includes(id)),
    );
    const first = Math.floor(this.upTo(nodes.length));
    for (const node of [...nodes.slice(first), ...nodes.slice(0, first)]) {
      const isEnough = memberships.every((membership) =>
        isQuorum(membership, (id) => chosen.some((other) => other.id === id)),
      );
      const votes = memberships.some((membership) => allVoters(membership).includes(node.id));
      if (!isEnough && votes && !chosen.includes(node)) chosen.push(node);
    }
    return chosen;
  }

  /** Those that belong to the cluster, as its leader has it. */
  #members(): readonly CoreNode[] {
    const leader = this.#leader();
    if (leader?.core === undefined) return [];
    const { membership } = leader.core.status(this.cluster.localTime(leader));
    return this.cluster.nodes.filter(({ id }) => membership.members.has(id));
  }

  /** No change of the membership is under way any more, nor is one due (M-4, 11.5). */
  #isMembershipSettled(): boolean {
    const leader = this.#leader();
    if (leader?.core === undefined) return false;
    const status = leader.core.status(this.cluster.localTime(leader));
    const { membership, isMembershipCommitted } = status;
    if (membership.votersOld !== undefined || !isMembershipCommitted) return false;
    return !this.cluster.config.autoPromote || promotable(membership).length === 0;
  }

  /** Liveness: without faults there is soon one leader, equal logs everywhere, and service. */
  #recover(): void {
    const { cluster } = this;
    cluster.healAll();
    for (const node of cluster.nodes) {
      node.isPaused = false;
      node.wallOffset = 0;
      if (!node.isUp) this.#start(node.number);
    }
    const { electionTimeoutMs } = cluster.config;
    // Long enough for everybody to see whether the leader that it last heard of is still one.
    this.calm(2 * electionTimeoutMs);
    this.#until(20 * electionTimeoutMs, 'one leader that all follow', () => {
      const leader = this.#leader();
      if (leader === undefined) return false;
      return this.#members().every(({ core }) => core?.leader === leader.id);
    });
    this.#until(20 * electionTimeoutMs, 'a membership that is settled', () =>
      this.#isMembershipSettled(),
    );
    this.#until(20 * electionTimeoutMs, 'proposals are taken', () => {
      const number = this.#leader()?.number;
      return number !== undefined && cluster.propose(number, ['still']).kind === 'accepted';
    });
    const leader = this.#leader();
    demand(leader !== undefined, 'there is a leader');
    // What it found uncommitted counts against its bounds until it is committed.
    this.calm(electionTimeoutMs);
    const outcome = cluster.propose(leader.number, ['the last one']);
    demand(outcome.kind === 'accepted', `the last write is ${JSON.stringify(outcome)}`);
    this.#until(4 * electionTimeoutMs, 'the last write applied everywhere, and equal logs', () =>
      this.#members().every(
        ({ disk: { entries }, lastApplied }) =>
          lastApplied >= outcome.firstIndex &&
          lastApplied === entries.length &&
          entries.length === leader.disk.entries.length,
      ),
    );
    this.#readAtRest(leader);
  }

  /** By the lease, unless it is gone for the rest of the term. */
  #readAtRest(leader: CoreNode): void {
    const { isLeaseRevoked } = this.cluster
      .coreOf(leader.number)
      .status(this.cluster.localTime(leader));
    const floor = this.#invariants.committedIndex;
    const roundReads = this.#counts.roundReads;
    const read = this.cluster.requestRead(leader.number);
    demand(
      read.kind === (isLeaseRevoked ? 'pending' : 'ticket'),
      `a read on the leader of a quiet cluster is ${read.kind}`,
    );
    if (read.kind === 'ticket') {
      demandFresh(read.ticket.readIndex, floor, leader);
    } else {
      this.#floors.set(read.readId, floor);
      this.calm(100);
      demand(this.#counts.roundReads > roundReads, 'a read takes a round and is answered');
    }
  }

  #until(limitMs: number, what: string, isReached: () => boolean): void {
    for (let spent = 0; !isReached(); spent += 50) {
      demand(spent < limitMs, `not within ${limitMs} ms: ${what}`);
      this.calm(50);
      this.#invariants.check();
    }
  }

  #leader(): CoreNode | undefined {
    return this.cluster.nodes.find(({ core }) => core?.role === 'leader');
  }

  #running(isWanted: (node: CoreNode) => boolean): CoreNode | undefined {
    const wanted = this.cluster.nodes.filter((n) => n.isUp && !n.isPaused && isWanted(n));
    return wanted.length === 0 ? undefined : pick(this.#random, wanted);
  }

  #busyLink(): readonly [number, number] | undefined {
    const busy = this.cluster.busyLinks();
    return busy.length === 0 ? undefined : pick(this.#random, busy);
  }

  #link(): readonly [number, number] {
    const { nodes } = this.cluster;
    return [pick(this.#random, nodes).number, pick(this.#random, nodes).number];
  }

  #anyId(): NodeId {
    return idOf(pick(this.#random, this.cluster.nodes).number);
  }
}

/** I-14: a read sees all that was committed before it was asked for, and so all that was acknowledged. */
function demandFresh(index: number, floor: number, { number }: CoreNode): void {
  demand(index >= floor, `I-14: node ${number} reads at ${index}, although ${floor} was committed`);
}

function withoutMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? [...value.keys()] : value;
}

function demand(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new Error(problem);
}
