/**
 * What every role works with, made once by `RaftCore`. The roles hold only what is valid in them; what
 * outlives a role (log, term, vote, commit, messages on their way out) is here.
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, NodeId } from '../../base/brand.ts';
import type { Random } from '../../base/random.ts';
import type { ApplyFeed } from './apply.ts';
import type { ClockSkew } from './clock-skew.ts';
import type { CoreConfig } from './config.ts';
import type { Divergence } from './divergence.ts';
import type { Freshness } from './freshness.ts';
import type { MembershipHistory } from './membership.ts';
import type { RaftMessage } from './message.ts';
import type { Outbox } from './outbox.ts';
import type { Persistence } from './persistence.ts';
import type { CoreEvent, ReadResult } from './ready.ts';
import type { EntryChecksum } from './types.ts';

export type CoreDeps = {
  /** Draws election timeouts and nonces. Different on every node and in every start. */
  readonly random: Random;
  readonly checksum: EntryChecksum;
};

export type Shared = {
  readonly nodeId: NodeId;
  readonly config: CoreConfig;
  readonly deps: CoreDeps;
  readonly persistence: Persistence;
  readonly apply: ApplyFeed;
  readonly memberships: MembershipHistory;
  readonly outbox: Outbox;
  readonly freshness: Freshness;
  readonly divergence: Divergence;
  readonly clock: ClockSkew;
  /** A number that nothing else under way bears, not even from before a restart (Q-4, 9.5). They rise. */
  readonly takeNumber: () => number;
  /** What the next `Ready` reports. */
  readonly events: CoreEvent[];
  readonly reads: ReadResult[];
  /** Peers that need a snapshot. */
  readonly snapshots: NodeId[];
};

/**
 * Numbers from a random beginning, one of 2^40. An earlier start of the node matters only while something of it is
 * under way, so that the two meet is less likely than that a checksum fails.
 */
export function numbersOf({ random }: { readonly random: Random }): () => number {
  let latest = Math.floor(random.next() * 2 ** 40);
  return () => {
    latest += 1;
    return latest;
  };
}

/** Sends in our term, at once. */
export function send(shared: Shared, to: NodeId, message: RaftMessage): void {
  const { nodeId, outbox, persistence } = shared;
  outbox.send({ from: nodeId, to, term: persistence.term, message });
}

/** A number that a delayed answer to an earlier request will not carry (P-2). */
export function drawNonce(shared: Shared): number {
  return Math.floor(shared.deps.random.next() * 2 ** 32);
}

/** The last entry that may be applied: committed and durable here (P-7). */
export function applyLimit({ persistence }: Shared): LogIndex {
  return asLogIndex(Math.min(persistence.commitIndex, persistence.log.durableIndex));
}
