/**
 * What the services need of a node. Knows nothing of gRPC, so that other fronts can use it too.
 * Rules of reads: a value counts only if `confirm()` is true after it was read (rule Q-6).
 */
import type { ClusterId, LogIndex, MonotonicMs, NodeId, Term } from '../base/brand.ts';
import type { ClockStatus, DivergenceStatus, Role } from '../raft/index.ts';
import type { ClientCommand, CommandResult, ReadView, StoredEntry } from '../storage/index.ts';

/** The right to answer one strong read from the local state. */
export interface ReadPermit {
  /** True if what has been read since the permit was given may be given out. */
  confirm(): boolean;
}

/** The applied state of this node. */
export interface KvReads {
  /** Everything up to it is visible to `get`, and nothing after it. */
  readonly appliedIndex: LogIndex;
  /** Synchronous: several gets in one turn of the event loop see one state. */
  get(database: number, key: Uint8Array): StoredEntry | undefined;
  /** The state of this instant, until it is closed. */
  view(): ReadView;
}

/**
 * What a member counts for. Only while voters change (a joint membership) there are `incoming` ones, who are voters of
 * the new half alone, and `outgoing` ones, who are voters of the old half alone.
 */
export type Standing = 'voter' | 'learner' | 'incoming' | 'outgoing';

/** How far a learner is from voting, as its leader sees it. */
type LearnerStatus = {
  readonly lagEntries: number;
  readonly unappliedEntries: number;
  /** Why it may not vote yet, as the end of a sentence about it; undefined if it may. */
  readonly obstacle: string | undefined;
};

/** One member as its node sees it. What is optional is not told by nodes of all versions. */
export type MemberStatus = {
  readonly id: NodeId;
  readonly name: string;
  readonly peerAddress: string;
  readonly grpcAddress: string;
  readonly voter: boolean;
  /** Only on the leader: highest log index known to be durable on the member. */
  readonly matchIndex: LogIndex | undefined;
  /** Only on the leader: since the member last answered. */
  readonly silentMs: number | undefined;
  readonly standing?: Standing;
  /** Only on the leader, for learners. */
  readonly learner?: LearnerStatus;
  /** A learner that is not promoted by itself. */
  readonly staysLearner?: boolean;
  /** The voter whose place this learner takes when it has caught up. */
  readonly replaces?: NodeId;
  /** Only on the leader: the log does not reach back to what the member lacks, so it gets a snapshot. */
  readonly isReceivingSnapshot?: boolean;
};

/** The membership in force on a node. */
export type MembershipStatus = {
  /** What the next change is to be based on (M-7). */
  readonly index: LogIndex;
  readonly isCommitted: boolean;
  /** Voters are changing: both the old and the new ones decide (M-5). */
  readonly isJoint: boolean;
  /** Only on the leader: to whom it hands its office over. */
  readonly transferTarget: NodeId | undefined;
};

/** This node's own view of itself and of the cluster. */
export type NodeStatus = {
  readonly clusterId: ClusterId | undefined;
  readonly nodeId: NodeId;
  readonly name: string;
  readonly version: string;
  readonly role: Role;
  readonly term: Term;
  readonly leaderId: NodeId | undefined;
  readonly commitIndex: LogIndex;
  readonly appliedIndex: LogIndex;
  readonly lastIndex: LogIndex;
  readonly members: readonly MemberStatus[];
  readonly fsyncP99Us: number;
  readonly diskBytes: number;
  readonly memoryBytes: number;
  readonly uptimeMs: number;
  readonly cpuUs: number;
  readonly leaseHeld: boolean;
  /** Absent from nodes of versions that did not tell, as is the next. */
  readonly membership?: MembershipStatus;
  /** The log begins after this index. */
  readonly logBaseIndex?: LogIndex;
  readonly divergence: DivergenceStatus;
  readonly clock: ClockStatus;
};

/** How long a write may take. */
export type WriteOptions = {
  /** Until when it may look for a leader. After that it fails, as one that was not applied. */
  readonly deadline: MonotonicMs;
  /** Until when the fate of one that somebody may have is waited for. Absent: `deadline`. */
  readonly outcomeDeadline?: MonotonicMs;
};

export interface Gateway {
  /**
   * Applies the command somewhere in the cluster. Throws a `KvorumError` otherwise, whose `outcome` says
   * whether the command may have been applied nevertheless.
   */
  write(command: ClientCommand, options: WriteOptions): Promise<CommandResult>;
  /** The fast path of a strong read: present iff this node leads, holds its lease and has applied what it must. */
  tryLeaseRead(): ReadPermit | undefined;
  /** Settles when a strong read may be served from the local state. Throws a `KvorumError`. */
  readBarrier(options: { readonly deadline: MonotonicMs }): Promise<ReadPermit>;
  /**
   * How old the state is now, in ms: what was acknowledged anywhere longer ago is in it (rule 9.5). Undefined if
   * nobody vouches for that. To be asked in the turn in which the state was read, afterwards.
   */
  ageMs(): number | undefined;
  /** The state of this node is not that of the quorum: nothing may be read from it (rule H-2). */
  readonly isFenced: boolean;
  /** This node has lost its state and waits for a snapshot: what is there is older than anything that it has given out (S-12). */
  readonly lacksState: boolean;
  /** Settles with true when the state reflects `index`, with false if it does not by the deadline. */
  whenApplied(index: LogIndex, options: { readonly deadline: MonotonicMs }): Promise<boolean>;
  readonly state: KvReads;
  status(): NodeStatus;
  /** host:port of the leader's gRPC listener, as far as this node knows. */
  readonly leaderAddress: string | undefined;
}
