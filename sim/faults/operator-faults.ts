/** What operators do at bad moments: hand leadership over, take votes away and give them back (11). */
import { chance, pick } from '../seeded-random.ts';
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
      if (learners.length > 0 && (!canDemote || chance(random, 0.6))) {
        const node = pick(random, learners);
        process.changeMembership({ kind: 'promote', nodes: [node] });
        return `${leader.name} is asked to give n${cluster.numberOf(node)} a vote`;
      }
      if (!canDemote) return undefined;
      const node = pick(random, voters);
      process.changeMembership({ kind: 'demote', nodes: [node] });
      return `${leader.name} is asked to take the vote of n${cluster.numberOf(node)}`;
    },
  },
];
