/**
 * From one membership to the next: what an operator may ask for, whether it makes sense, and what is to be
 * appended. Pure. A change of voters always goes through a joint membership, also for one voter (M-3):
 *
 *   voters old  ->  voters new, votersOld old (joint)  ->  voters new
 *
 * Whether a leader may begin a change at all is decided elsewhere (`reconfiguration.ts`).
 */
import type { NodeId } from '../../base/brand.ts';
import { assertNever } from '../../base/invariant.ts';
import { removedMax } from './types.ts';
import type { Member, Membership } from './types.ts';

export type MembershipChange =
  /** New nodes, each with an id that was never used before (M-11). */
  | { readonly kind: 'addLearners'; readonly learners: ReadonlyMap<NodeId, Member> }
  | { readonly kind: 'remove'; readonly nodes: readonly NodeId[] }
  | { readonly kind: 'promote'; readonly nodes: readonly NodeId[] }
  /** Voters become learners that stay learners; they vote on until the joint membership is left (M-9). */
  | { readonly kind: 'demote'; readonly nodes: readonly NodeId[] }
  /** A learner takes the place of a voter, in one change (11.6). */
  | { readonly kind: 'replace'; readonly dead: NodeId; readonly replacement: NodeId }
  | {
      readonly kind: 'updateAddresses';
      readonly node: NodeId;
      readonly peerAddress: string;
      readonly grpcAddress: string;
    };

export type MembershipPlan =
  | { readonly kind: 'next'; readonly membership: Membership }
  /** Nothing would change. */
  | { readonly kind: 'unchanged' }
  /** `problem` is a sentence for the operator. */
  | { readonly kind: 'invalid'; readonly problem: string };

/** With more voters every commit waits for more disks, and nothing is gained. */
export const votersMax = 7;
/** The leader sends to every member, and every membership lists them all. Whoever reaches a peer port may ask to join. */
const membersMax = 32;

/** What is to be appended to `current`, which must not be joint. */
export function planChange(current: Membership, change: MembershipChange): MembershipPlan {
  const problem = findProblem(current, change);
  if (problem !== undefined) return { kind: 'invalid', problem };
  const target = apply(current, change);
  const broken = findBreach(target) ?? findCrowd(current, target);
  if (broken !== undefined) return { kind: 'invalid', problem: broken };
  if (isSame(current, target)) return { kind: 'unchanged' };
  if (isSameList(current.voters, target.voters)) {
    return { kind: 'next', membership: withRemoved(target, current) };
  }
  const votersOld = current.voters;
  const joint = withMembers({ ...target, votersOld }, current.members);
  return { kind: 'next', membership: withRemoved(joint, current) };
}

/** The membership with which a joint one is left. */
export function leaveJoint(joint: Membership): Membership {
  const { voters, learners, members } = joint;
  return withRemoved(withMembers({ voters, learners, members }, members), joint);
}

/** True if `current` already is as `change` wants it, so that a retry need not be refused (M-7). */
export function isInForce(current: Membership, change: MembershipChange): boolean {
  const { voters, learners, members } = current;
  switch (change.kind) {
    case 'addLearners':
      return [...change.learners].every(([id, member]) => isSameMember(members.get(id), member));
    case 'remove':
      return change.nodes.every((id) => !members.has(id));
    case 'promote':
      return change.nodes.every((id) => voters.includes(id));
    case 'demote':
      return change.nodes.every((id) => learners.includes(id));
    case 'replace':
      return !members.has(change.dead) && voters.includes(change.replacement);
    case 'updateAddresses': {
      const { peerAddress, grpcAddress } = members.get(change.node) ?? {};
      return peerAddress === change.peerAddress && grpcAddress === change.grpcAddress;
    }
    default:
      return assertNever(change);
  }
}

/** Learners that `change` would make voters. */
export function promotedBy(current: Membership, change: MembershipChange): readonly NodeId[] {
  const asked =
    change.kind === 'promote'
      ? change.nodes
      : change.kind === 'replace'
        ? [change.replacement]
        : [];
  return asked.filter((id) => current.learners.includes(id));
}

/** Why the change cannot be asked for. */
function findProblem(current: Membership, change: MembershipChange): string | undefined {
  const { voters, learners, members } = current;
  const findStranger = (ids: readonly NodeId[]): string | undefined => {
    const stranger = ids.find((id) => !members.has(id));
    return stranger === undefined ? undefined : `${stranger} is no member`;
  };
  switch (change.kind) {
    case 'addLearners':
      for (const [id, member] of change.learners) {
        if (current.removed?.has(id)) {
          return `${id} was removed, and a removed node never comes back under its id`;
        }
        const known = members.get(id);
        if (known !== undefined && !isSameMember(known, member)) {
          return `${id} is a member already, with another name, address or purpose`;
        }
        const { replaces } = member;
        if (known === undefined && replaces !== undefined && !voters.includes(replaces)) {
          return `${replaces}, which is to be replaced, is no voter`;
        }
      }
      return undefined;
    case 'remove':
    case 'promote':
    case 'demote':
      return findStranger(change.nodes);
    case 'replace':
      if (isInForce(current, change)) return undefined;
      if (!voters.includes(change.dead)) return `${change.dead} is no voter`;
      if (!learners.includes(change.replacement)) return `${change.replacement} is no learner`;
      return undefined;
    case 'updateAddresses':
      return findStranger([change.node]);
    default:
      return assertNever(change);
  }
}

/** What the cluster would be after the change, without the way there. */
function apply(current: Membership, change: MembershipChange): Membership {
  const voters = new Set(current.voters);
  const learners = new Set(current.learners);
  const members = new Map(current.members);
  switch (change.kind) {
    case 'addLearners':
      for (const [id, member] of change.learners) {
        if (members.has(id)) continue;
        learners.add(id);
        members.set(id, member);
      }
      break;
    case 'remove':
      for (const id of change.nodes) {
        voters.delete(id);
        learners.delete(id);
      }
      break;
    case 'promote':
      for (const id of change.nodes) {
        learners.delete(id);
        voters.add(id);
      }
      break;
    case 'demote':
      for (const id of change.nodes) {
        voters.delete(id);
        learners.add(id);
      }
      break;
    case 'replace':
      voters.delete(change.dead);
      learners.delete(change.replacement);
      voters.add(change.replacement);
      // The place is taken: a second one that was to take it would be a voter too many.
      for (const [id, member] of members) {
        if (member.replaces !== change.dead || !learners.has(id)) continue;
        const { name, peerAddress, grpcAddress } = member;
        members.set(id, { name, peerAddress, grpcAddress, staysLearner: true });
      }
      break;
    case 'updateAddresses': {
      const member = members.get(change.node);
      const { peerAddress, grpcAddress } = change;
      if (member !== undefined) members.set(change.node, { ...member, peerAddress, grpcAddress });
      break;
    }
    default:
      assertNever(change);
  }
  const listed = {
    voters: [...voters].toSorted(),
    learners: [...learners].toSorted(),
    members: withPurposes(members, { voters, demoted: demotedBy(current, learners) }),
  };
  return withMembers(listed, listed.members);
}

/** A voter has no purpose of a learner any more; who was demoted is not to be promoted again at once. */
function withPurposes(
  members: ReadonlyMap<NodeId, Member>,
  roles: { readonly voters: ReadonlySet<NodeId>; readonly demoted: readonly NodeId[] },
): ReadonlyMap<NodeId, Member> {
  return new Map(
    [...members].map(([id, member]) => {
      const { name, peerAddress, grpcAddress } = member;
      const plain = { name, peerAddress, grpcAddress };
      if (roles.voters.has(id)) return [id, plain];
      return [id, roles.demoted.includes(id) ? { ...plain, staysLearner: true } : member];
    }),
  );
}

function demotedBy(current: Membership, learners: ReadonlySet<NodeId>): readonly NodeId[] {
  return current.voters.filter((id) => learners.has(id));
}

/** Why no cluster may be like that. */
function findBreach({ voters, members }: Membership): string | undefined {
  if (voters.length === 0) return 'the last voter cannot go';
  if (voters.length > votersMax) {
    return `there can be at most ${votersMax} voters; remove one first, or let the node replace one`;
  }
  const names = findRepeated([...members.values()].map(({ name }) => name));
  if (names !== undefined) return `two members cannot both be called ${names}`;
  const addresses = findRepeated(
    [...members.values()].flatMap(({ peerAddress, grpcAddress }) => [
      ...new Set([peerAddress, grpcAddress]),
    ]),
  );
  return addresses === undefined ? undefined : `two members cannot both be at ${addresses}`;
}

/** Too many are no reason to refuse that some go. */
function findCrowd(current: Membership, { members }: Membership): string | undefined {
  const isTooMany = members.size > membersMax && members.size > current.members.size;
  return isTooMany ? `there can be at most ${membersMax} members; remove one first` : undefined;
}

function findRepeated(texts: readonly string[]): string | undefined {
  return texts.find((text, position) => texts.indexOf(text) !== position);
}

/** With exactly the members that are listed, and the details of those who are only in `votersOld` from `known`. */
function withMembers(membership: Membership, known: ReadonlyMap<NodeId, Member>): Membership {
  const { voters, votersOld = [], learners } = membership;
  const ids = [...new Set([...voters, ...votersOld, ...learners])].toSorted();
  const members = new Map(
    ids.flatMap((id) => {
      const member = membership.members.get(id) ?? known.get(id);
      return member === undefined ? [] : [[id, member] as const];
    }),
  );
  return { ...membership, members };
}

/** Remembers whom `before` had and `next` has not: the log that tells of it is compacted some time (M-11). */
function withRemoved(next: Membership, before: Membership): Membership {
  const gone = [...before.members].flatMap(([id, { name }]) =>
    next.members.has(id) ? [] : [[id, name] as const],
  );
  const removed = [...(before.removed ?? []), ...gone].slice(-removedMax);
  return removed.length === 0 ? next : { ...next, removed: new Map(removed) };
}

function isSame(left: Membership, right: Membership): boolean {
  return (
    isSameList(left.voters, right.voters) &&
    isSameList(left.learners, right.learners) &&
    [...right.members].every(([id, member]) => isSameMember(left.members.get(id), member))
  );
}

function isSameList(left: readonly NodeId[], right: readonly NodeId[]): boolean {
  return left.length === right.length && left.every((id, position) => id === right[position]);
}

function isSameMember(left: Member | undefined, right: Member): boolean {
  return (
    left?.name === right.name &&
    left.peerAddress === right.peerAddress &&
    left.grpcAddress === right.grpcAddress &&
    left.staysLearner === right.staysLearner &&
    left.replaces === right.replaces
  );
}
