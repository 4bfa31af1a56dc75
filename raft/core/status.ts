/** What a core shows of itself, for people, metrics and tests. Nothing decides by it. */
import type { LogIndex, MonotonicMs, NodeId, Term } from '../../base/brand.ts';
import type { Candidate } from './candidate.ts';
import type { ClockStatus } from './clock-skew.ts';
import type { DivergenceStatus } from './divergence.ts';
import type { Follower } from './follower.ts';
import type { Leader } from './leader.ts';
import type { ProgressState } from './progress.ts';
import type { Role } from './ready.ts';
import type { LearnerStatus } from './reconfiguration.ts';
import type { Shared } from './shared.ts';
import type { Membership } from './types.ts';

export type PeerStatus = {
  readonly peer: NodeId;
  readonly matchIndex: LogIndex;
  readonly nextIndex: LogIndex;
  readonly state: ProgressState;
  /** How long the peer has not been heard; undefined if never in this term. */
  readonly silentMs: number | undefined;
  /** Present for learners: how far they are from voting. */
  readonly learner?: LearnerStatus;
};

export type CoreStatus = {
  readonly role: Role;
  readonly term: Term;
  readonly leader: NodeId | undefined;
  readonly commitIndex: LogIndex;
  readonly lastApplied: LogIndex;
  readonly lastIndex: LogIndex;
  readonly durableIndex: LogIndex;
  readonly leaseHeld: boolean;
  /** Sorted by id; empty unless this node leads. */
  readonly peers: readonly PeerStatus[];
  readonly membership: Membership;
  /** What the next request for a change has to be based on (M-7). */
  readonly membershipIndex: LogIndex;
  readonly isMembershipCommitted: boolean;
  /** To whom this node is handing its office over. */
  readonly transferTarget: NodeId | undefined;
  /** A transfer was begun in this term, so strong reads take a round until the next. */
  readonly isLeaseRevoked: boolean;
  readonly divergence: DivergenceStatus;
  readonly clock: ClockStatus;
};

/** What the node `role` of `shared` knows of itself at `now`. */
export function statusOf(
  shared: Shared,
  role: Follower | Candidate | Leader,
  now: MonotonicMs,
): CoreStatus {
  const { nodeId, persistence, apply, memberships, divergence, clock } = shared;
  const { log } = persistence;
  const { index: membershipIndex, membership } = memberships.latest;
  const office = role.kind === 'leader' ? role : undefined;
  const leader = role.kind === 'follower' ? role.leader : undefined;
  return {
    role: role.kind,
    term: persistence.term,
    leader: office === undefined ? leader : nodeId,
    commitIndex: persistence.commitIndex,
    lastApplied: apply.lastApplied,
    lastIndex: log.last.index,
    durableIndex: log.durableIndex,
    leaseHeld: office?.isLeaseValid(now) ?? false,
    peers: office === undefined ? [] : peersOf(office, now),
    membership,
    membershipIndex,
    isMembershipCommitted: membershipIndex <= persistence.commitIndex,
    transferTarget: office?.transferTarget,
    isLeaseRevoked: office?.isLeaseRevoked ?? false,
    divergence: divergence.status,
    clock: clock.status,
  };
}

/** What a leader knows of its peers, sorted by id. */
function peersOf(leader: Leader, now: MonotonicMs): readonly PeerStatus[] {
  return [...leader.progress].map(([peer, { matchIndex, nextIndex, state, lastContact }]) => {
    const learner = leader.learnerStatus(peer, now);
    return {
      peer,
      matchIndex,
      nextIndex,
      state,
      silentMs: lastContact === undefined ? undefined : now - lastContact,
      ...(learner === undefined ? {} : { learner }),
    };
  });
}
