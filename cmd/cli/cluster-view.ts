/**
 * The state of a whole cluster, put together from what each member says of itself. A member that does not
 * answer is shown as such; the leader that counts is the one of the highest term.
 */
import type { MemberStatus, NodeStatus } from '../../rpc/index.ts';
import type { KvClient } from './client-port.ts';

/** One member: its own words if it answered, and why not otherwise. */
export type MemberView = {
  readonly name: string;
  readonly grpcAddress: string;
  readonly voter: boolean;
  readonly status: NodeStatus | undefined;
  readonly problem: string | undefined;
};

export type ClusterView = {
  readonly members: readonly MemberView[];
  readonly leader: NodeStatus | undefined;
  /** How many more members may fail; negative if there is no quorum now. */
  readonly toleratedFailures: number;
};

/** Asks every endpoint and every member that one of them names. Never throws. */
export async function viewCluster(
  client: Pick<KvClient, 'status'>,
  endpoints: readonly string[],
): Promise<ClusterView> {
  const answers = new Map<string, NodeStatus>();
  const problems = new Map<string, string>();
  const ask = async (endpoint: string): Promise<void> => {
    try {
      answers.set(endpoint, await client.status(endpoint));
    } catch (error) {
      problems.set(endpoint, error instanceof Error ? error.message : String(error));
    }
  };
  await Promise.all(endpoints.map(ask));
  const isKnown = (member: MemberStatus): boolean =>
    [...answers.values()].some((status) => status.nodeId === member.id) ||
    problems.has(member.grpcAddress);
  const others = freshest([...answers.values()])?.members.filter((member) => !isKnown(member));
  await Promise.all((others ?? []).map(async (member) => await ask(member.grpcAddress)));
  return combine([...answers.values()], problems, [...answers.keys()]);
}

function combine(
  statuses: readonly NodeStatus[],
  problems: ReadonlyMap<string, string>,
  answered: readonly string[],
): ClusterView {
  const leader = freshest(statuses.filter(({ role }) => role === 'leader'));
  const newest = freshest(statuses);
  // A leader of an older term has been replaced without knowing it.
  const current = leader !== undefined && leader.term === newest?.term ? leader : undefined;
  const named = (current ?? newest)?.members ?? [];
  const members: MemberView[] = named.map((member) => {
    const status = statuses.find(({ nodeId }) => nodeId === member.id);
    return {
      name: member.name,
      grpcAddress: member.grpcAddress,
      voter: member.voter,
      status,
      problem: status === undefined ? (problems.get(member.grpcAddress) ?? 'no answer') : undefined,
    };
  });
  const strays = statuses.filter(({ nodeId }) => !named.some(({ id }) => id === nodeId));
  for (const [position, status] of strays.entries()) {
    const grpcAddress = answered[position] ?? '';
    members.push({ name: status.name, grpcAddress, voter: false, status, problem: undefined });
  }
  members.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  const voters = members.filter(({ voter }) => voter);
  const quorum = Math.floor(voters.length / 2) + 1;
  const alive = voters.filter(({ status }) => status !== undefined).length;
  return { members, leader: current, toleratedFailures: alive - quorum };
}

function freshest(statuses: readonly NodeStatus[]): NodeStatus | undefined {
  return statuses.toSorted((a, b) => b.term - a.term)[0];
}
