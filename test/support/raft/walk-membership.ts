/** Changes of the membership as a walk tries them: most make sense, some do not, and the core must tell which. */
import type { NodeId } from '../../../base/brand.ts';
import type { Random } from '../../../base/random.ts';
import type { MembershipChange } from '../../../raft/core/membership-change.ts';
import type { Member, Membership } from '../../../raft/core/types.ts';
import { pick } from '../seeded-random.ts';
import { memberOf, numberOf } from './core-cluster.ts';

/** `strangers` are nodes outside the membership, of which those may be added that were never members (M-11). */
export function drawChange(
  random: Random,
  { voters, learners }: Membership,
  strangers: readonly NodeId[],
): MembershipChange | undefined {
  const some = (ids: readonly NodeId[]): readonly NodeId[] => {
    const first = pick(random, ids);
    const second = pick(random, ids);
    return random.next() < 0.3 && first !== second ? [first, second] : [first];
  };
  const drawAddition = (): MembershipChange | undefined => {
    if (strangers.length === 0) return undefined;
    const added = some(strangers).map((id) => [id, drawLearner(random, id, voters)] as const);
    return { kind: 'addLearners', learners: new Map(added) };
  };
  const ofLearners = (kind: 'promote' | 'remove'): MembershipChange | undefined =>
    learners.length === 0 ? undefined : { kind, nodes: some(learners) };
  const drawReplacement = (): MembershipChange | undefined =>
    learners.length === 0
      ? undefined
      : { kind: 'replace', dead: pick(random, voters), replacement: pick(random, learners) };
  return pick(random, [
    drawAddition,
    drawAddition,
    drawAddition,
    () => ofLearners('promote'),
    () => ofLearners('promote'),
    () => ofLearners('remove'),
    drawReplacement,
    () => ({ kind: 'remove', nodes: some(voters) }) as const,
    () => ({ kind: 'demote', nodes: some(voters) }) as const,
    () =>
      ({
        kind: 'updateAddresses',
        node: pick(random, voters),
        peerAddress: `p${Math.floor(random.next() * 1e6)}:1`,
        grpcAddress: `g${Math.floor(random.next() * 1e6)}:1`,
      }) as const,
  ])();
}

/** Learners whom a leader would promote by itself. */
export function promotable({ learners, members }: Membership): readonly NodeId[] {
  return learners.filter((id) => members.get(id)?.staysLearner !== true);
}

function drawLearner(random: Random, id: NodeId, voters: readonly NodeId[]): Member {
  const member = memberOf(numberOf(id));
  const draw = random.next();
  if (draw < 0.2) return { ...member, staysLearner: true };
  return draw < 0.4 ? { ...member, replaces: pick(random, voters) } : member;
}
