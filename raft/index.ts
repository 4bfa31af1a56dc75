/** The published surface of raft/: the node loop, its ports, and the values that cross them. */
export { decodeMembership, encodeMembership, bootstrapEntry } from './core/membership.ts';
export { hashInterval } from './core/divergence.ts';
export type { ClockStatus } from './core/clock-skew.ts';
export type { DivergenceStatus, Fence, HashReport } from './core/divergence.ts';
export { defaultCoreConfig } from './core/config.ts';
export type { CoreConfig } from './core/config.ts';
export type { Echo } from './core/freshness.ts';
export type { CoreStatus } from './core/status.ts';
export type { Envelope, RaftMessage } from './core/message.ts';
export type { CoreEvent, LogWrite, ReadTicket, Role } from './core/ready.ts';
export { votersMax } from './core/membership-change.ts';
export type { MembershipChange } from './core/membership-change.ts';
export type { MembershipRequest } from './core/reconfiguration.ts';
export { handOver } from './hand-over.ts';
export type { Entry, EntryId, EntryKind, HardState, Member, Membership } from './core/types.ts';
export { RaftNode } from './node.ts';
export type { ProposalOutcome } from './pending.ts';
export type {
  LogStore,
  SnapshotChunk,
  SnapshotMeta,
  SnapshotOutcome,
  SnapshotSender,
  SnapshotSink,
  SnapshotSource,
  StateMachine,
  StoredState,
  Transport,
} from './ports.ts';
export { defaultCompactionConfig } from './compaction.ts';
export type { CompactionConfig } from './compaction.ts';
export type { SnapshotAnswer } from './node.ts';
export type { IncomingSnapshot } from './snapshot-receiving.ts';
export type { IndexedMembership } from './core/membership.ts';
export type { MembershipOutcome } from './pending-membership.ts';
export type { TransferOutcome } from './pending-transfer.ts';
