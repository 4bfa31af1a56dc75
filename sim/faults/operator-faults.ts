/**
 * What operators do at bad moments (11): hand leadership over, take votes away and give them back, start new nodes, remove
 * and replace others. What is lost for good is never so much that a majority of the voters is missing.
 */
import type { NodeId } from '../../base/brand.ts';
import type { Random } from '../../base/random.ts';
import type { Cluster } from '../cluster.ts';
import { nodeDirectory } from '../node/beginning.ts';
import { chance, pick } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';
import { lasting, later, victim } from './fault.ts';
import type { FaultKind } from './fault.ts';

/** More members would only make runs slower. Seven may vote. */
const membersMax = 7;

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
      if (lostMembers(cluster).length > 0) return undefined;
      const { voters, learners } = process.status().membership;
      const canDemote = voters.length > 1;
      const names = (nodes: readonly NodeId[]): string =>
        nodes.map((node) => `n${cluster.roll.numberOf(node)}`).join(' ');
      if (learners.length > 0 && (!canDemote || chance(random, 0.6))) {
        const nodes = some(random, learners, learners.length);
        cluster.request(async () => await process.changeMembership({ kind: 'promote', nodes }));
        return `${leader.name} is asked to give votes to ${names(nodes)}`;
      }
      if (!canDemote) return undefined;
      const nodes = some(random, voters, voters.length - 1);
      cluster.request(async () => await process.changeMembership({ kind: 'demote', nodes }));
      return `${leader.name} is asked to take the votes of ${names(nodes)}`;
    },
  },
  {
    name: 'join',
    weight: 3,
    strike: ({ cluster, random }) => {
      if (memberCount(cluster) >= membersMax) return undefined;
      const staysLearner = chance(random, 0.2);
      const host = cluster.commission({ staysLearner, replaces: undefined });
      if (host === undefined) return undefined;
      return `${host.name} is new and joins${staysLearner ? ' as a learner that stays one' : ''}`;
    },
  },
  {
    name: 'remove',
    weight: 3,
    strike: (scene) => {
      const { cluster, random } = scene;
      const { leader, roll } = cluster;
      const process = leader === undefined ? undefined : cluster.processOn(leader.number);
      if (leader === undefined || process === undefined || !cluster.isSettled) return undefined;
      const [lost] = lostMembers(cluster);
      const target = lost ?? victim(scene);
      if (!roll.isMember(target.number) || (lost?.isAlive ?? false)) return undefined;
      if (roll.isVoter(target.number) && roll.membership.voters.length === 1) return undefined;
      const change = { kind: 'remove', member: target.name } as const;
      cluster.request(async () => await process.changeCluster(change, operatorPatienceMs));
      // It goes on running for a while, or for good.
      if (chance(random, 0.5)) {
        later(scene, lasting(random, 300, 8000), () => {
          if (roll.hasLost(target.number)) cluster.retire(target);
        });
      }
      return `${leader.name} is asked to remove ${target.name}`;
    },
  },
  {
    name: 'replace',
    weight: 3,
    strike: (scene) => {
      const { cluster } = scene;
      const [lost] = lostMembers(cluster);
      const target = lost ?? victim(scene);
      if (!cluster.roll.isVoter(target.number) || memberCount(cluster) > membersMax)
        return undefined;
      if (lost === undefined) {
        if (!cluster.canLose(target)) return undefined;
        cluster.retire(target);
      } else if (lost.isAlive) return undefined;
      const host = cluster.commission({ staysLearner: false, replaces: target.name });
      if (host === undefined) return undefined;
      return `${host.name} is new and takes the place of ${target.name}, which is lost for good`;
    },
  },
  {
    name: 'wipe',
    weight: 2,
    strike: (scene) => {
      const { cluster, random } = scene;
      const host = victim(scene);
      if (!cluster.roll.isMember(host.number) || !cluster.canLose(host)) return undefined;
      const kept = pick(random, keptFiles);
      cluster.wipe(host, kept);
      return `the disk of ${host.name} is emptied, but for: ${kept.join(' ')}`;
    },
  },
];

/** How long an operator waits for an answer. */
const operatorPatienceMs = 5000;

/** Of a node that lost its disk under its old identity, or with it. */
const keptFiles = [
  [],
  [`${nodeDirectory}/identity`],
  [`${nodeDirectory}/identity`, `${nodeDirectory}/state/`],
];

/** Members, and those that have been started to become some. */
function memberCount({ hosts, roll }: Cluster): number {
  return hosts.filter(({ number }) => !roll.hasLost(number)).length;
}

/** Members whose machines are lost for good. */
function lostMembers(cluster: Cluster): readonly Host[] {
  return cluster.hosts.filter(
    (host) => cluster.roll.isMember(host.number) && !cluster.mayStart(host),
  );
}

/** One of `nodes` as often as more, which takes a joint membership; at most `max`. */
function some(random: Random, nodes: readonly NodeId[], max: number): readonly NodeId[] {
  const first = Math.floor(random.next() * nodes.length);
  const count = chance(random, 0.5) ? 1 : 1 + Math.floor(random.next() * max);
  return [...nodes.slice(first), ...nodes.slice(0, first)].slice(0, count);
}
