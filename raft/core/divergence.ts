/**
 * Compares what nodes have applied (rules H-1 to H-3): every node reports the hash of its state as of the last
 * multiple of `hashInterval`, the leader finds which value a quorum has, and tells who has another. Such a node
 * fences itself: its log and vote are good, but its state is not, so it neither leads nor serves reads.
 *
 * A report is about committed entries, so it holds whoever leads. A value that too few nodes have reported is not
 * equal but unknown, and is counted. Who is told compares for itself: a notice that is not news to it does nothing.
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, NodeId } from '../../base/brand.ts';
import { allVoters, tallyVotes } from './quorum.ts';
import type { VoterSets } from './quorum.ts';
import type { CoreEvent } from './ready.ts';

/** Every how many entries nodes compare their state hashes (rule H-2). */
export const hashInterval = 256;

/** Indexes whose reports are kept: a node may be so many intervals behind and still be compared. */
const pointsMax = 64;
/** About ten heartbeats of two nodes: who has not reported by then is not likely to soon. */
const repetitionsMax = 20;

/** The hash of a node's state as of `index`: 16 hex digits, which only the state machine makes. */
export type HashReport = { readonly index: LogIndex; readonly hash: string };

/** This node's state is not that of the quorum: what it has as of `index`, and what it should have. */
export type Fence = HashReport & { readonly quorumHash: string };

export type DivergenceStatus = {
  readonly fence: Fence | undefined;
  /** The last index as of which a quorum was found to agree; 0 if none was. Only a leader compares. */
  readonly comparedIndex: LogIndex;
  /** Reports of others that were given up and neither they nor later ones could be compared (H-3). */
  readonly uncomparedCount: number;
  /** Who is known to have another state. */
  readonly diverged: readonly NodeId[];
};

/** What is known of the states as of one index. */
type Point = {
  readonly hashes: Map<NodeId, string>;
  isDecided: boolean;
  isDisputed: boolean;
  /** Of reports, while no quorum has the same state. */
  repetitions: number;
};

export class Divergence {
  readonly #self: NodeId;
  readonly #events: CoreEvent[];
  readonly #points = new Map<LogIndex, Point>();
  /** The last report of each node. */
  readonly #reports = new Map<NodeId, HashReport>();
  /** What the quorum has where a peer had something else. */
  readonly #notices = new Map<NodeId, HashReport>();
  /** The last index as of which each node was compared. */
  readonly #comparedAt = new Map<NodeId, LogIndex>();
  #fence: Fence | undefined;
  #comparedIndex = asLogIndex(0);
  #uncomparedCount = 0;

  /** `fence` is what was known of this state before the node started. */
  constructor(self: NodeId, events: CoreEvent[], fence?: Fence) {
    this.#self = self;
    this.#events = events;
    if (fence !== undefined) this.#fenceOff(fence);
  }

  get isFenced(): boolean {
    return this.#fence !== undefined;
  }

  /** What this node tells its leader. */
  get report(): HashReport | undefined {
    return this.#reports.get(this.#self);
  }

  /** What the leader tells `peer`; undefined if nothing is known against it. */
  noticeFor(peer: NodeId): HashReport | undefined {
    return this.#notices.get(peer);
  }

  get status(): DivergenceStatus {
    return {
      fence: this.#fence,
      comparedIndex: this.#comparedIndex,
      uncomparedCount: this.#uncomparedCount,
      diverged: [...this.#notices.keys()].toSorted(),
    };
  }

  /** This node applied so far. */
  onOwnHash(report: HashReport): void {
    this.#note(this.#self, report);
  }

  /** On the leader: `from`, which may be this node itself, reports. Mostly a repetition, which costs nothing. */
  onReport(from: NodeId, report: HashReport, sets: VoterSets): void {
    const isNews = this.#note(from, report);
    const point = this.#points.get(report.index);
    // What was noted before this node led is judged when it is repeated.
    if (point === undefined || (point.isDecided && !isNews)) return;
    if (this.#judge(report.index, point, sets)) return;
    if (!isNews) point.repetitions += 1;
    const haveAllSpoken = allVoters(sets).every((voter) => point.hashes.has(voter));
    if (haveAllSpoken || point.repetitions >= repetitionsMax) this.#dispute(report.index, point);
  }

  /** The leader says that a quorum has another state than this node reported. */
  onNotice({ index, hash: quorumHash }: HashReport): void {
    const hash = this.#points.get(index)?.hashes.get(this.#self);
    if (hash !== undefined && hash !== quorumHash) this.#fenceOff({ index, hash, quorumHash });
  }

  /** The state was replaced by that of another node: what was wrong with it is gone (S-12). */
  onStateReplaced(): void {
    this.#fence = undefined;
    this.#reports.delete(this.#self);
    for (const { hashes } of this.#points.values()) hashes.delete(this.#self);
  }

  /** False for what is known already or comes too late to be compared. */
  #note(node: NodeId, report: HashReport): boolean {
    const before = this.#reports.get(node);
    if (before?.index === report.index && before.hash === report.hash) return false;
    this.#reports.set(node, report);
    const point = this.#pointAt(report.index);
    if (point === undefined) {
      this.#countUncompared(node, report.index);
      return false;
    }
    point.hashes.set(node, report.hash);
    point.isDecided = false;
    return true;
  }

  /** Makes room by giving up the lowest index; undefined if that would be this one. */
  #pointAt(index: LogIndex): Point | undefined {
    const found = this.#points.get(index);
    if (found !== undefined) return found;
    if (this.#points.size >= pointsMax) {
      const lowest = asLogIndex(Math.min(...this.#points.keys()));
      if (index < lowest) return undefined;
      this.#giveUp(lowest);
    }
    const point = {
      hashes: new Map<NodeId, string>(),
      isDecided: false,
      isDisputed: false,
      repetitions: 0,
    };
    this.#points.set(index, point);
    return point;
  }

  #giveUp(index: LogIndex): void {
    const point = this.#points.get(index);
    this.#points.delete(index);
    if (point?.isDecided === false) this.#dispute(index, point);
    for (const node of point?.hashes.keys() ?? []) this.#countUncompared(node, index);
  }

  /** Under load nodes report as of different indexes: what counts is that nothing later was compared either. */
  #countUncompared(node: NodeId, index: LogIndex): void {
    if (node !== this.#self && (this.#comparedAt.get(node) ?? 0) < index)
      this.#uncomparedCount += 1;
  }

  /** False if no quorum has the same state, so far. */
  #judge(index: LogIndex, point: Point, sets: VoterSets): boolean {
    const quorumHash = findQuorumHash(point.hashes, sets);
    if (quorumHash === undefined) return false;
    point.isDecided = true;
    this.#comparedIndex = asLogIndex(Math.max(this.#comparedIndex, index));
    for (const [node, hash] of point.hashes) {
      this.#comparedAt.set(node, asLogIndex(Math.max(this.#comparedAt.get(node) ?? 0, index)));
      if (hash === quorumHash) {
        if ((this.#notices.get(node)?.index ?? index) < index) this.#notices.delete(node);
      } else if (node === this.#self) {
        this.#fenceOff({ index, hash, quorumHash });
      } else {
        if (!this.#notices.has(node)) {
          this.#events.push({ kind: 'diverged', node, index, hash, quorumHash });
        }
        this.#notices.set(node, { index, hash: quorumHash });
      }
    }
    return true;
  }

  /** There is no quorum. If nodes differ, somebody is wrong, and nobody can say who. */
  #dispute(index: LogIndex, point: Point): void {
    // Whom a quorum has contradicted already goes on differing, which is no news.
    const doubted = [...point.hashes].filter(([node]) => !this.#notices.has(node));
    const hashes = doubted.map(([, hash]) => hash);
    if (point.isDisputed || new Set(hashes).size < 2) return;
    point.isDisputed = true;
    this.#events.push({ kind: 'stateDisputed', index, hashes: new Map(point.hashes) });
  }

  #fenceOff(fence: Fence): void {
    if (this.#fence === undefined) {
      this.#events.push({ kind: 'diverged', node: this.#self, ...fence });
    }
    this.#fence = fence;
  }
}

function findQuorumHash(hashes: ReadonlyMap<NodeId, string>, sets: VoterSets): string | undefined {
  for (const candidate of new Set(hashes.values())) {
    const votes = new Map([...hashes].map(([node, hash]) => [node, hash === candidate]));
    if (tallyVotes(sets, votes) === 'won') return candidate;
  }
  return undefined;
}
