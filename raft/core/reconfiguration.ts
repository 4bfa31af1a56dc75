/**
 * When a leader may change the membership, and when it does so by itself: to leave a joint membership (M-4) and to
 * promote a learner that has caught up (11.5). Decides and does not append. One change at a time (M-7), none
 * before the leader has committed in its own term (M-2). Lives for one term of one leader.
 */
import type { LogIndex, MonotonicMs, NodeId } from '../../base/brand.ts';
import { CatchUp } from './catch-up.ts';
import type { CatchUpLimits } from './catch-up.ts';
import type { IndexedMembership } from './membership.ts';
import { isInForce, leaveJoint, planChange, promotedBy } from './membership-change.ts';
import type { MembershipChange } from './membership-change.ts';
import type { Peers } from './peers.ts';
import { majority } from './quorum.ts';
import type { Shared } from './shared.ts';
import type { Membership } from './types.ts';

/** What an operator asks for. */
export type MembershipRequest = {
  /** Index of the membership that the operator had in view: if another is in force, nothing is done (M-7). */
  readonly basedOn: LogIndex;
  readonly change: MembershipChange;
  /** Also if too few voters of the new membership are in contact (M-8). */
  readonly force?: boolean;
};

/** Each certainly changed nothing. */
export type MembershipRefusal =
  /** Another change is under way. */
  | { readonly kind: 'refused'; readonly reason: 'configBusy' }
  /** The leader has committed nothing in its own term yet (M-2). */
  | { readonly kind: 'refused'; readonly reason: 'notReady' }
  /** The office is being handed over. */
  | { readonly kind: 'refused'; readonly reason: 'transferring' }
  /** Another membership is in force than the one the request is based on. */
  | { readonly kind: 'refused'; readonly reason: 'staleBase'; readonly latest: LogIndex }
  /** M-8: these voters of the new membership are not in contact. */
  | {
      readonly kind: 'refused';
      readonly reason: 'wouldLoseQuorum';
      readonly unreachable: readonly NodeId[];
    }
  /** `problem` is a sentence for the operator. */
  | { readonly kind: 'refused'; readonly reason: 'invalid'; readonly problem: string };

export type MembershipChanged =
  /** The entry at `index` begins the change; a joint membership is left by an entry of its own (M-4). */
  | { readonly kind: 'appended'; readonly index: LogIndex }
  /** The membership of the entry at `index` already is as it is wanted. */
  | { readonly kind: 'inForce'; readonly index: LogIndex }
  | MembershipRefusal;

type Verdict =
  | { readonly kind: 'append'; readonly membership: Membership }
  /** The cluster already is as the request wants it. */
  | { readonly kind: 'inForce'; readonly index: LogIndex }
  | MembershipRefusal;

export type LearnerStatus = {
  readonly lagEntries: number;
  readonly unappliedEntries: number;
  /** Why it is not promoted yet; undefined if it may be. */
  readonly obstacle: string | undefined;
};

/** What of the leader is looked at. */
type LeaderView = {
  readonly shared: Shared;
  /** Index of the entry with which the term began. */
  readonly startIndex: LogIndex;
  readonly peers: Peers;
};

/** Contacts that a learner may miss and still count as reachable (11.5). */
const missedHeartbeatsMax = 5;

export class Reconfiguration {
  readonly #view: LeaderView;
  readonly #catchUps = new Map<NodeId, CatchUp>();

  constructor(view: LeaderView) {
    this.#view = view;
  }

  /** True while a membership is uncommitted or joint. */
  get isUnderWay(): boolean {
    const { index, membership } = this.#latest;
    return index > this.#view.shared.persistence.commitIndex || membership.votersOld !== undefined;
  }

  /** What is to be done about a request. */
  judge({ basedOn, change, force = false }: MembershipRequest, now: MonotonicMs): Verdict {
    if (!this.#isReady) return { kind: 'refused', reason: 'notReady' };
    if (this.isUnderWay) return { kind: 'refused', reason: 'configBusy' };
    const { index, membership } = this.#latest;
    if (basedOn !== index) {
      return isInForce(membership, change)
        ? { kind: 'inForce', index }
        : { kind: 'refused', reason: 'staleBase', latest: index };
    }
    const problem = this.#findProblem(change, now);
    if (problem !== undefined) return { kind: 'refused', reason: 'invalid', problem };
    const plan = planChange(membership, change);
    switch (plan.kind) {
      case 'unchanged':
        return { kind: 'inForce', index };
      case 'invalid':
        return { kind: 'refused', reason: 'invalid', problem: plan.problem };
      case 'next': {
        const unreachable = this.#findLostQuorum(plan.membership, now);
        return unreachable.length > 0 && !force
          ? { kind: 'refused', reason: 'wouldLoseQuorum', unreachable }
          : { kind: 'append', membership: plan.membership };
      }
    }
  }

  /** The membership that ends a joint one, once that is committed. A state, not an event (M-4). */
  findExit(): Membership | undefined {
    const { index, membership } = this.#latest;
    const isCommitted = index <= this.#view.shared.persistence.commitIndex;
    const isDue = membership.votersOld !== undefined && isCommitted && this.#isReady;
    return isDue ? leaveJoint(membership) : undefined;
  }

  /** The membership that promotes the first learner which may be, judged now. */
  findPromotion(now: MonotonicMs): Membership | undefined {
    if (!this.#view.shared.config.autoPromote) return undefined;
    const { index, membership } = this.#latest;
    for (const id of membership.learners) {
      const member = membership.members.get(id);
      if (member === undefined || member.staysLearner === true) continue;
      const { replaces } = member;
      const change: MembershipChange =
        replaces !== undefined && membership.voters.includes(replaces)
          ? { kind: 'replace', dead: replaces, replacement: id }
          : { kind: 'promote', nodes: [id] };
      const verdict = this.judge({ basedOn: index, change }, now);
      if (verdict.kind === 'append') return verdict.membership;
    }
    return undefined;
  }

  /** The membership in force changed: learners come and go. */
  followLearners(now: MonotonicMs): void {
    const { membership } = this.#latest;
    const { last } = this.#view.shared.persistence.log;
    for (const id of this.#catchUps.keys()) {
      if (!membership.learners.includes(id)) this.#catchUps.delete(id);
    }
    for (const id of membership.learners) {
      if (!this.#catchUps.has(id)) this.#catchUps.set(id, new CatchUp(last.index, now));
    }
  }

  /** A peer was heard. `appliedIndex` is known if the message told it. */
  onContact(peer: NodeId, appliedIndex: LogIndex | undefined, now: MonotonicMs): void {
    const catchUp = this.#catchUps.get(peer);
    const progress = this.#view.peers.get(peer);
    if (catchUp === undefined || progress === undefined) return;
    const { last } = this.#view.shared.persistence.log;
    catchUp.onContact({ matchIndex: progress.matchIndex, lastIndex: last.index }, now);
    if (appliedIndex !== undefined) catchUp.onApplied(appliedIndex);
  }

  /** Undefined for a peer that is no learner. */
  statusOf(learner: NodeId, now: MonotonicMs): LearnerStatus | undefined {
    const catchUp = this.#catchUps.get(learner);
    if (catchUp === undefined) return undefined;
    const { last } = this.#view.shared.persistence.log;
    return {
      lagEntries: last.index - this.#view.peers.matchOf(learner),
      unappliedEntries: Math.max(0, last.index - catchUp.appliedIndex),
      obstacle: this.#findObstacle(learner, now),
    };
  }

  get #latest(): IndexedMembership {
    return this.#view.shared.memberships.latest;
  }

  /** M-2: an entry of the leader's own term is committed. */
  get #isReady(): boolean {
    return this.#view.startIndex <= this.#view.shared.persistence.commitIndex;
  }

  get #catchUpLimits(): CatchUpLimits {
    const { electionTimeoutMs, heartbeatMs, promoteLagEntriesMax } = this.#view.shared.config;
    return {
      roundMsMax: electionTimeoutMs,
      lagEntriesMax: promoteLagEntriesMax,
      silentMsMax: missedHeartbeatsMax * heartbeatMs,
    };
  }

  /** What only the leader can know to be wrong with a change. */
  #findProblem(change: MembershipChange, now: MonotonicMs): string | undefined {
    for (const id of promotedBy(this.#latest.membership, change)) {
      const obstacle = this.#findObstacle(id, now);
      if (obstacle !== undefined) return `${id} ${obstacle}`;
    }
    return undefined;
  }

  #findObstacle(learner: NodeId, now: MonotonicMs): string | undefined {
    const progress = this.#view.peers.get(learner);
    const { last } = this.#view.shared.persistence.log;
    const { lastContact, matchIndex } = progress ?? {};
    return this.#catchUps.get(learner)?.findObstacle(
      {
        lastIndex: last.index,
        matchIndex: matchIndex ?? last.index,
        silentMs: lastContact === undefined ? undefined : now - lastContact,
      },
      this.#catchUpLimits,
    );
  }

  /** M-8: the silent voters of `next`, if they are so many that the others are no majority; else none. */
  #findLostQuorum(next: Membership, now: MonotonicMs): readonly NodeId[] {
    const { votersOld } = next;
    if (votersOld === undefined) return [];
    const { nodeId } = this.#view.shared;
    const silent = next.voters.filter(
      (id) => id !== nodeId && !this.#view.peers.isInContact(id, now),
    );
    return next.voters.length - silent.length < majority(next.voters.length) ? silent : [];
  }
}
