/** What a node says of itself, for tests that only care about some of it. */
import { asClusterId, asLogIndex, asNodeId, asTerm } from '../../base/brand.ts';
import type { MembersAnswer, NodeStatus } from '../../rpc/index.ts';

const names = ['n1', 'n2', 'n3'];

export function idOf(name: string): NodeStatus['nodeId'] {
  return asNodeId(Buffer.from(name).toString('hex').padStart(16, '0'));
}

/** The gRPC address of a member of the sample cluster. */
export function addressOf(name: string): string {
  return `${name}:4513`;
}

/** A follower of n1 in a cluster of three that is up to date. */
export function sampleStatus(name: string, own: Partial<NodeStatus> = {}): NodeStatus {
  return {
    clusterId: asClusterId('49ff576565a619c7b2fbcb4ffa5bccc2'),
    nodeId: idOf(name),
    name,
    version: '0.1.0',
    role: 'follower',
    term: asTerm(3),
    leaderId: idOf('n1'),
    commitIndex: asLogIndex(100),
    appliedIndex: asLogIndex(100),
    lastIndex: asLogIndex(100),
    members: names.map((member) => ({
      id: idOf(member),
      name: member,
      peerAddress: `${member}:4514`,
      grpcAddress: addressOf(member),
      voter: true,
      matchIndex: undefined,
      silentMs: undefined,
    })),
    fsyncP99Us: 2_940,
    diskBytes: 4_194_304,
    memoryBytes: 1,
    uptimeMs: 1,
    cpuUs: 1,
    leaseHeld: false,
    clock: { kind: 'unknown' },
    divergence: {
      fence: undefined,
      comparedIndex: asLogIndex(0),
      uncomparedCount: 0,
      diverged: [],
    },
    ...own,
  };
}

/** The leader of the same cluster; `matchIndexes` are those of its followers by name. */
export function sampleLeader(matchIndexes: Readonly<Record<string, number>> = {}): NodeStatus {
  const leader = sampleStatus('n1', { role: 'leader', leaseHeld: true });
  return {
    ...leader,
    members: leader.members.map((member) => {
      const matchIndex = matchIndexes[member.name] ?? 100;
      return { ...member, matchIndex: asLogIndex(matchIndex), silentMs: 10 };
    }),
  };
}

/** The leader's view of the same cluster. */
export function sampleMembers(own: Partial<MembersAnswer> = {}): MembersAnswer {
  const { clusterId, nodeId: leaderId, term, lastIndex, members } = sampleLeader();
  if (clusterId === undefined) throw new Error('the sample has a cluster');
  return {
    clusterId,
    leaderId,
    term,
    lastIndex,
    membership: {
      index: asLogIndex(8),
      isCommitted: true,
      isJoint: false,
      transferTarget: undefined,
    },
    members: members.map((member) => ({ ...member, standing: 'voter' })),
    ...own,
  };
}
