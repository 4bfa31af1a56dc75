/**
 * Whether a vote or a pre-vote is granted. Pure: decides, changes nothing. The promise gates the grant itself,
 * whatever raised our term to the candidate's (E-11).
 */
import type { NodeId, Term } from '../../base/brand.ts';
import type { EntryId } from './types.ts';

export type Voter = {
  readonly term: Term;
  readonly votedFor: NodeId | undefined;
  readonly last: EntryId;
  /** A promise to a leader, or to the cluster after a start, still runs (E-10, E-12). */
  readonly isPromised: boolean;
};

/** Terms first, then lengths, in this order (E-6, Raft §5.4.1). */
function isUpToDate(candidate: EntryId, own: EntryId): boolean {
  if (candidate.term !== own.term) return candidate.term > own.term;
  return candidate.index >= own.index;
}

/** E-2. `term` is the one in which the candidate would campaign. */
export function grantsPreVote(
  voter: Voter,
  request: { readonly term: Term; readonly last: EntryId },
): boolean {
  return !voter.isPromised && request.term > voter.term && isUpToDate(request.last, voter.last);
}

/**
 * E-6, for a request in the voter's own term. Whether the voter is a member does not matter (E-9). A transfer
 * overrides the promise: the leader to which it was given has asked for this election (6.5).
 */
export function grantsVote(
  voter: Voter,
  request: { readonly candidate: NodeId; readonly last: EntryId; readonly transfer: boolean },
): boolean {
  const isFree = voter.votedFor === undefined || voter.votedFor === request.candidate;
  const mayVote = request.transfer || !voter.isPromised;
  return mayVote && isFree && isUpToDate(request.last, voter.last);
}
