/** What operators do at bad moments: hand leadership over, take votes away and give them back (11). */
import type { NodeId } from '../../base/brand.ts';
import type { Random } from '../../base/random.ts';
import { chance } from '../seeded-random.ts';
import { victim } from './fault.ts';
import type { FaultKind } from './fault.ts';

/** Fewer voters are left alone: a cluster of one has no quorum to lose. */
const votersMin = 2;

export const operatorFaults: readonly FaultKind[] = [
  {
    name: 'transfer',
    weight: 3,
    strike: (scene) => {
      const host = scene.cluster.leader ?? victim(scene);
      scene.cluster.processOn(host.number)?.transferLeadership();
      return `${host.name} is asked to hand leadership over`;
    },
  },
  {
    name: 'membership',
    weight: 4,
    strike: (scene) => {
      const { cluster, random } = scene;
      const { leader } = cluster;
      const process = leader === undefined ? undefined : cluster.processOn(leader.number);
      if (leader === undefined || process === undefined) return undefined;
      // The vote of a machine that is lost for good must not become the one that counts.
      if (cluster.hosts.some((host) => cluster.isDamaged(host))) return undefined;
      const { voters, learners } = process.status().membership;
      const canDemote = voters.length > votersMin;
      const names = (nodes: readonly NodeId[]): string =>
        nodes.map((node) => `n${cluster.numberOf(node)}`).join(' ');
      if (learners.length > 0 && (!canDemote || chance(random, 0.6))) {
        const nodes = some(random, learners, learners.length);
        process.changeMembership({ kind: 'promote', nodes });
        return `${leader.name} is asked to give votes to ${names(nodes)}`;
      }
      if (!canDemote) return undefined;
      const nodes = some(random, voters, voters.length - votersMin);
      process.changeMembership({ kind: 'demote', nodes });
      return `${leader.name} is asked to take the votes of ${names(nodes)}`;
    },
  },
];

/** One of `nodes` as often as more, which takes a joint membership; at most `max`. */
function some(random: Random, nodes: readonly NodeId[], max: number): readonly NodeId[] {
  const first = Math.floor(random.next() * nodes.length);
  const count = chance(random, 0.5) ? 1 : 1 + Math.floor(random.next() * max);
  return [...nodes.slice(first), ...nodes.slice(0, first)].slice(0, count);
}
