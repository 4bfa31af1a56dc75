/** The commit rule (K-1), alone, because everything that clients are told rests on it. */
import type { LogIndex, NodeId, Term } from '../../base/brand.ts';
import { asLogIndex } from '../../base/brand.ts';
import { quorumValue } from './quorum.ts';
import type { VoterSets } from './quorum.ts';

/**
 * The index up to which a leader of `term` may regard its log as committed: what a quorum holds durably, if
 * the entry there is of the leader's own term. Older entries are committed only together with such a one,
 * because a quorum that holds an older entry can still be overruled (Raft §5.4.2).
 */
export function committedIndex(options: {
  readonly sets: VoterSets;
  /** Up to where the voter's durable log is known to equal the leader's; the leader's own durable index. */
  readonly matchOf: (voter: NodeId) => LogIndex;
  readonly termAt: (index: LogIndex) => Term | undefined;
  readonly term: Term;
}): LogIndex | undefined {
  const index = asLogIndex(quorumValue(options.sets, options.matchOf));
  return options.termAt(index) === options.term ? index : undefined;
}
