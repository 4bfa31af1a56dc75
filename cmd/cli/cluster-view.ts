/**
 * The state of a whole cluster, put together from what each member says of itself. A member that does not
 * answer is shown as such; the leader that counts is the one of the highest term.
 */
import { KvorumError } from '../../base/errors.ts';
import type { MemberStatus, NodeStatus, Standing } from '../../rpc/index.ts';
import type { KvClient } from './client-port.ts';

/** One member: its own words if it answered, and why not otherwise. */
export type MemberView = {
  readonly name: string;
  readonly grpcAddress: string;
  readonly voter: boolean;
  /** Undefined for a node that is no member. */
  readonly standing: Standing | undefined;
  readonly status: NodeStatus | undefined;
  readonly problem: string | undefined;
};

export type ClusterView = {
  readonly members: readonly MemberView[];
  readonly leader: NodeStatus | undefined;
  /** How many more voters may fail; negative if there is no quorum now. */
  readonly toleratedFailures: number;
  /** Why a node did not tell its state to this caller, if one refused it. */
  readonly refusal?: KvorumError;
};

/** Asks every endpoint and every member that one of them names. Never throws. */
export async function viewCluster(
  client: Pick<KvClient, 'status'>,
  endpoints: readonly string[],
): Promise<ClusterView> {
  const answers = new Map<string, NodeStatus>();
  const problems = new Map<string, string>();
  let refusal: KvorumError | undefined;
  const ask = async (endpoint: string): Promise<void> => {
    try {
      answers.set(endpoint, await client.status(endpoint));
    } catch (error) {
      if (isRefusal(error)) refusal = error;
      problems.set(endpoint, error instanceof Error ? error.message : String(error));
    }
  };
  await Promise.all(endpoints.map(ask));
  const isKnown = (member: MemberStatus): boolean =>
    [...answers.values()].some((status) => status.nodeId === member.id) ||
    problems.has(member.grpcAddress);
  const others = freshest([...answers.values()])?.members.filter((member) => !isKnown(member));
  await Promise.all((others ?? []).map(async (member) => await ask(member.grpcAddress)));
  const view = combine([...answers.values()], problems, [...answers.keys()]);
  return refusal === undefined ? view : { ...view, refusal };
}

/** The node asks for a token, or for another one. */
function isRefusal(error: unknown): error is KvorumError {
  if (!(error instanceof KvorumError)) return false;
  return error.code === 'UNAUTHENTICATED' || error.code === 'PERMISSION_DENIED';
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
      standing: member.standing ?? (member.voter ? 'voter' : 'learner'),
      status,
      problem: status === undefined ? (problems.get(member.grpcAddress) ?? 'no answer') : undefined,
    };
  });
  for (const [position, status] of statuses.entries()) {
    if (named.some(({ id }) => id === status.nodeId)) continue;
    const grpcAddress = answered[position] ?? '';
    const { name } = status;
    const stray = { voter: false, standing: undefined, problem: undefined };
    members.push({ name, grpcAddress, status, ...stray });
  }
  members.sort((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
  return { members, leader: current, toleratedFailures: countTolerated(members) };
}

/** While voters change both halves need a majority (M-5), so the weaker one counts. */
function countTolerated(members: readonly MemberView[]): number {
  const toleratedBy = (half: Standing): number => {
    const voters = members.filter(({ standing }) => standing === 'voter' || standing === half);
    const alive = voters.filter(({ status }) => status !== undefined).length;
    return alive - (Math.floor(voters.length / 2) + 1);
  };
  return Math.min(toleratedBy('incoming'), toleratedBy('outgoing'));
}

function freshest(statuses: readonly NodeStatus[]): NodeStatus | undefined {
  return statuses.toSorted((a, b) => b.term - a.term)[0];
}
