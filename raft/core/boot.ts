/** From what a node finds on its disk to what its core works with. What cannot be is refused before anything is said. */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, NodeId } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import { ApplyFeed } from './apply.ts';
import { ClockSkew } from './clock-skew.ts';
import { validateCoreConfig } from './config.ts';
import type { CoreConfig } from './config.ts';
import { Divergence } from './divergence.ts';
import type { Fence } from './divergence.ts';
import { Freshness } from './freshness.ts';
import type { LogReader } from './log-reader.ts';
import { RaftLog } from './log.ts';
import { MembershipHistory } from './membership.ts';
import type { IndexedMembership } from './membership.ts';
import { Outbox } from './outbox.ts';
import { emptyHardState, Persistence } from './persistence.ts';
import type { CoreEvent } from './ready.ts';
import { numbersOf } from './shared.ts';
import type { CoreDeps, Shared } from './shared.ts';
import type { HardState } from './types.ts';

export type CoreOptions = { readonly nodeId: NodeId; readonly config: CoreConfig };

/** What the node found on its disk. */
export type BootState = {
  readonly hardState: HardState | undefined;
  readonly log: LogReader;
  /** Every stored membership, oldest first. */
  readonly memberships: readonly IndexedMembership[];
  readonly lastApplied: LogIndex;
  /** The state was found to be another than the quorum's, and was not replaced since (H-2). */
  readonly fence?: Fence | undefined;
};

/** Throws `InvariantError` for a config or a state that cannot be. */
export function boot({ nodeId, config }: CoreOptions, found: BootState, deps: CoreDeps): Shared {
  const problems = validateCoreConfig(config);
  invariant(problems.length === 0, () => problems.join('; '));
  const hardState = found.hardState ?? emptyHardState(found.lastApplied);
  const { lastIndex, base } = found.log;
  // What was compacted or applied was committed, though the stored commit index may lag.
  const commitIndex = asLogIndex(Math.max(hardState.commitIndex, found.lastApplied, base.index));
  invariant(
    commitIndex <= lastIndex,
    () => `the log ends at ${lastIndex}, although ${commitIndex} was committed: entries were lost`,
  );
  const log = new RaftLog(found.log, commitIndex);
  invariant(log.last.term <= hardState.term, 'the term was made durable before its entries (P-4)');
  const events: CoreEvent[] = [];
  return {
    nodeId,
    config,
    deps,
    persistence: new Persistence({ ...hardState, commitIndex }, log),
    apply: new ApplyFeed(found.lastApplied, {
      logBase: base.index,
      aheadBytesMax: config.applyAheadBytesMax,
      batchBytesMax: config.applyBatchBytesMax,
    }),
    memberships: new MembershipHistory(found.memberships),
    outbox: new Outbox(),
    freshness: new Freshness(config, found.lastApplied),
    divergence: new Divergence(nodeId, events, found.fence),
    clock: new ClockSkew(config, events),
    takeNumber: numbersOf(deps),
    events,
    reads: [],
    snapshots: [],
  };
}
