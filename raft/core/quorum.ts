/**
 * The arithmetic of majorities, for one voter set or two (joint consensus). Commit, elections, leases and
 * CheckQuorum all decide here, so that a joint configuration needs both majorities everywhere (M-5).
 * An empty voter set decides nothing.
 */
import type { NodeId } from '../../base/brand.ts';
import type { Membership } from './types.ts';

/** The part of a membership that votes. */
export type VoterSets = Pick<Membership, 'voters' | 'votersOld'>;

export type Tally = 'won' | 'lost' | 'pending';

/**
 * The largest value that a quorum has reached: for each half the majority-th largest, of two halves the
 * smaller (K-1). `valueOf` gives 0 for a voter that reached nothing.
 */
export function quorumValue(sets: VoterSets, valueOf: (voter: NodeId) => number): number {
  const value = majorityValue(sets.voters, valueOf);
  return sets.votersOld === undefined
    ? value
    : Math.min(value, majorityValue(sets.votersOld, valueOf));
}

/** Counts votes; those of nodes that are no voters do not matter. */
export function tallyVotes(sets: VoterSets, votes: ReadonlyMap<NodeId, boolean>): Tally {
  const tally = majorityTally(sets.voters, votes);
  if (sets.votersOld === undefined) return tally;
  const old = majorityTally(sets.votersOld, votes);
  if (tally === 'lost' || old === 'lost') return 'lost';
  return tally === 'won' && old === 'won' ? 'won' : 'pending';
}

/** Everyone with a vote in either half, sorted, without repetition. */
export function allVoters(sets: VoterSets): readonly NodeId[] {
  if (sets.votersOld === undefined) return sets.voters;
  return [...new Set([...sets.voters, ...sets.votersOld])].toSorted();
}

/** The smallest number of voters that any other such number of them meets. */
export function majority(count: number): number {
  return Math.floor(count / 2) + 1;
}

function majorityValue(voters: readonly NodeId[], valueOf: (voter: NodeId) => number): number {
  if (voters.length === 0) return 0;
  const descending = voters.map(valueOf).toSorted((a, b) => b - a);
  return descending[majority(voters.length) - 1] ?? 0;
}

function majorityTally(voters: readonly NodeId[], votes: ReadonlyMap<NodeId, boolean>): Tally {
  const needed = majority(voters.length);
  let granted = 0;
  let open = 0;
  for (const voter of voters) {
    const vote = votes.get(voter);
    if (vote === true) granted += 1;
    else if (vote === undefined) open += 1;
  }
  if (granted >= needed) return 'won';
  return granted + open >= needed ? 'pending' : 'lost';
}
