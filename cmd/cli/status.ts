/** The `status` command: what every member of the cluster says, in one table. */
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { KvClient } from './client-port.ts';
import { viewCluster } from './cluster-view.ts';
import type { ClusterView, MemberView } from './cluster-view.ts';
import { CommandError } from './errors.ts';
import type { GlobalOptions } from './global-options.ts';
import { formatTable } from './output.ts';
import type { Output } from './output.ts';

export async function showStatus(context: {
  readonly client: KvClient;
  readonly output: Output;
  readonly options: GlobalOptions;
}): Promise<ExitCode> {
  const { client, output, options } = context;
  const view = await viewCluster(client, options.endpoints);
  if (view.members.length === 0) {
    if (view.refusal !== undefined) throw view.refusal;
    throw new CommandError(
      `no node answers at ${options.endpoints.join(', ')}; start one, or give --endpoint`,
      { exitCode: exitCodes.unavailable, code: 'UNAVAILABLE' },
    );
  }
  await output.fact(formatView(view, options), toJson(view));
  if (view.leader !== undefined) return exitCodes.done;
  throw new CommandError('the cluster has no leader; start or heal nodes until a quorum answers', {
    exitCode: exitCodes.unavailable,
    code: 'NO_LEADER',
  });
}

/** One line on the cluster, and a table of its members; without a line break at the end. */
export function formatView(view: ClusterView, options: { readonly color: boolean }): string {
  const header = ['NODE', 'ROLE', 'STATE', 'LAG', 'FSYNC p99', 'DISK', 'VERSION', 'GRPC'];
  const rows = view.members.map((member) => toRow(member, view));
  return `${summarize(view)}\n${formatTable(header, rows, options)}`;
}

function summarize(view: ClusterView): string {
  const { leader } = view;
  const any = leader ?? view.members.find(({ status }) => status !== undefined)?.status;
  const id = any?.clusterId === undefined ? 'unknown' : `${any.clusterId.slice(0, 8)}…`;
  const tolerated = Math.max(0, view.toleratedFailures);
  const uncompared = leader?.divergence.uncomparedCount ?? 0;
  const clock = leader?.clock;
  return [
    `cluster ${id}  ${describeHealth(view)}`,
    `term ${any?.term ?? '–'}  leader ${leader?.name ?? 'none'}`,
    `commit ${any?.commitIndex ?? '–'}`,
    `tolerates ${tolerated} failure${tolerated === 1 ? '' : 's'}`,
    ...describeUnderWay(view),
    ...(uncompared > 0 ? [`${uncompared} states not compared`] : []),
    ...(clock?.kind === 'disputed' ? [`clocks differ by ${formatSkew(clock.spreadMs)}`] : []),
  ].join('   ');
}

/** Changes of the members or of the leader that are not complete. */
function describeUnderWay({ leader }: ClusterView): readonly string[] {
  const { membership } = leader ?? {};
  if (leader === undefined || membership === undefined) return [];
  const { isCommitted, isJoint, transferTarget } = membership;
  const target = leader.members.find(({ id }) => id === transferTarget);
  return [
    ...(isJoint ? ['voters are changing'] : isCommitted ? [] : ['members are changing']),
    ...(target === undefined ? [] : [`handing leadership to ${target.name}`]),
  ];
}

function toRow(member: MemberView, view: ClusterView): readonly string[] {
  const { status } = member;
  if (status === undefined) {
    return [member.name, '–', 'unreachable', '–', '–', '–', '–', member.grpcAddress];
  }
  return [
    member.name,
    member.standing === 'learner' ? 'learner' : status.role,
    stateOf(member, view),
    formatLag(lagOf(member, view)),
    `${(status.fsyncP99Us / 1000).toFixed(1)} ms`,
    formatBytes(status.diskBytes),
    status.version,
    member.grpcAddress,
  ];
}

function stateOf(member: MemberView, view: ClusterView): string {
  const { standing, status } = member;
  if (hasDiverged(member, view)) return 'diverged';
  if (status?.clock.kind === 'off') return `clock off by ${formatSkew(status.clock.skewMs)}`;
  if (standing === undefined) return 'not a member';
  if (standing === 'incoming' || standing === 'outgoing') return standing;
  const seen = view.leader?.members.find(({ id }) => id === status?.nodeId);
  return seen?.learner?.obstacle === undefined ? 'ok' : 'catching up';
}

/** By its own word, or by that of the leader. */
function hasDiverged({ status }: MemberView, { leader }: ClusterView): boolean {
  if (status === undefined) return false;
  const isNamed = leader?.divergence.diverged.includes(status.nodeId) === true;
  return status.divergence.fence !== undefined || isNamed;
}

function describeHealth(view: ClusterView): string {
  if (view.leader === undefined) return 'unavailable';
  const isWhole = view.members.every(
    (member) =>
      member.status !== undefined &&
      member.status.clock.kind !== 'off' &&
      member.status.clock.kind !== 'disputed' &&
      !hasDiverged(member, view),
  );
  return isWhole ? 'healthy' : 'degraded';
}

/** How many committed entries a follower lacks; undefined for the leader, or if nobody knows. */
function lagOf(member: MemberView, { leader }: ClusterView): number | undefined {
  if (leader === undefined || member.status?.nodeId === leader.nodeId) return undefined;
  const seen = leader.members.find(({ id }) => id === member.status?.nodeId)?.matchIndex;
  if (seen === undefined) return undefined;
  return Math.max(0, leader.commitIndex - seen);
}

function formatLag(lag: number | undefined): string {
  return lag === undefined ? '–' : String(lag);
}

/** Seconds; negative for a clock that is behind. */
function formatSkew(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

function formatBytes(bytes: number): string {
  const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit++;
  }
  return `${unit === 0 ? amount : amount.toFixed(1)} ${units[unit]}`;
}

function toJson(view: ClusterView): unknown {
  return {
    clusterId: view.leader?.clusterId ?? null,
    health: describeHealth(view),
    leader: view.leader?.name ?? null,
    term: view.leader?.term ?? null,
    commitIndex: view.leader?.commitIndex ?? null,
    toleratedFailures: Math.max(0, view.toleratedFailures),
    underWay: describeUnderWay(view),
    members: view.members.map((member) => ({
      name: member.name,
      grpcAddress: member.grpcAddress,
      voter: member.voter,
      standing: member.standing ?? null,
      reachable: member.status !== undefined,
      lag: lagOf(member, view) ?? null,
      status: member.status ?? null,
      problem: member.problem ?? null,
    })),
  };
}
