/**
 * The values that the consensus core works on: entries, persistent state and membership.
 * Plain immutable data; nothing here is ever changed after it was made (rule C-3).
 */
import type { LogIndex, NodeId, Term, WallMs } from '../../base/brand.ts';

/**
 * What an entry is for.
 * - `normal`: a command of the state machine.
 * - `leaderStart`: the empty entry with which every leader begins its term (E-18).
 * - `config`: a membership; `command` is what `encodeMembership` gave.
 * - `internal`: a command that the leader itself proposed (sweeps, ticks).
 */
export type EntryKind = 'normal' | 'leaderStart' | 'config' | 'internal';

/** Names a position of one particular log: two logs that share an id are equal up to it (Raft §5.3). */
export type EntryId = { readonly index: LogIndex; readonly term: Term };

/** One slot of the replicated log. */
export type Entry = {
  readonly index: LogIndex;
  readonly term: Term;
  readonly kind: EntryKind;
  /** The leader's wall clock, never below that of the entry before (rule N-2). */
  readonly stampedAt: WallMs;
  /** Opaque to consensus. Owned by the entry: nobody may change these bytes. */
  readonly command: Uint8Array;
  /** CRC-32 over all other fields, made once by the leader that appended the entry (rule L-1). */
  readonly crc: number;
};

/** What must survive a crash beside the entries. `commitIndex` is a hint that may lag (raft.md 3). */
export type HardState = {
  readonly term: Term;
  readonly votedFor: NodeId | undefined;
  readonly commitIndex: LogIndex;
};

/** How the other nodes and the clients reach a member. */
export type Member = {
  /** The operator's name for the node, unique in the cluster. */
  readonly name: string;
  /** host:port of the peer listener. */
  readonly peerAddress: string;
  /** host:port of the gRPC listener for clients. */
  readonly grpcAddress: string;
  /** A learner that is not promoted by itself, however well it keeps up (11.5). */
  readonly staysLearner?: true;
  /** The voter whose place this learner takes, in one change, once it has caught up (11.6). */
  readonly replaces?: NodeId;
};

/**
 * Who votes and who only follows. In force as soon as it is appended (M-1). While `votersOld` is present
 * the cluster is in a joint configuration and needs a majority of both halves (M-5). A learner may be in
 * `votersOld`: it votes there as long as the configuration is joint (M-9).
 * Ids are sorted, voters and learners are disjoint, and `members` has exactly the ids of all lists.
 */
export type Membership = {
  readonly voters: readonly NodeId[];
  readonly votersOld?: readonly NodeId[];
  readonly learners: readonly NodeId[];
  readonly members: ReadonlyMap<NodeId, Member>;
  /** Who was a member and never will be again (M-11), with its name, oldest removal first; absent if nobody was removed. */
  readonly removed?: ReadonlyMap<NodeId, string>;
};

/** Removals that a membership remembers; then the oldest is forgotten. 256: 10 KB, far more than a cluster replaces. */
export const removedMax = 256;

/**
 * CRC-32 of an entry (rule L-1): over a header of 33 bytes (index u64, term u64, kind u8, stampedAt u64,
 * length of the command u64, all big-endian), then the command. Injected, because the core computes on
 * values and not on bytes.
 */
export type EntryChecksum = (entry: Omit<Entry, 'crc'>) => number;
