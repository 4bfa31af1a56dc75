/** The published surface of raft/: the node loop, its ports, and the values that cross them. */
export { decodeMembership, encodeMembership, bootstrapEntry } from './core/membership.ts';
export { defaultCoreConfig } from './core/config.ts';
export type { CoreConfig } from './core/config.ts';
export type { CoreStatus } from './core/core.ts';
export type { Envelope, RaftMessage } from './core/message.ts';
export type { CoreEvent, LogWrite, ReadTicket, Role } from './core/ready.ts';
export type { Entry, EntryId, EntryKind, HardState, Member, Membership } from './core/types.ts';
export { RaftNode } from './node.ts';
export type { ProposalOutcome } from './pending.ts';
export type { LogStore, StateMachine, StoredState, Transport } from './ports.ts';
