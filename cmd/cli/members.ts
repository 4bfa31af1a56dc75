/** The `members` command: who belongs to the cluster, as its leader sees them. */
import type { MembersAnswer, MemberStatus } from '../../rpc/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { AdminCalls } from './client-port.ts';
import type { GlobalOptions } from './global-options.ts';
import { formatTable } from './output.ts';
import type { Output } from './output.ts';

export async function showMembers(context: {
  readonly client: AdminCalls;
  readonly output: Output;
  readonly options: GlobalOptions;
}): Promise<ExitCode> {
  const { client, output, options } = context;
  const view = await client.members();
  await output.fact(formatMembers(view, options), toJson(view));
  return exitCodes.done;
}

function formatMembers(view: MembersAnswer, options: { readonly color: boolean }): string {
  const header = ['NODE', 'ID', 'ROLE', 'LAG', 'SILENT', 'PEER', 'GRPC', 'NOTE'];
  const rows = byName(view).map((member) => [
    member.name,
    member.id,
    roleOf(member, view),
    formatLag(lagOf(member, view)),
    formatSilence(member, view),
    member.peerAddress,
    member.grpcAddress,
    notesOn(member, view).join(', '),
  ]);
  return `${summarize(view)}\n${formatTable(header, rows, options)}`;
}

function summarize(view: MembersAnswer): string {
  const { clusterId, term, leaderId, membership } = view;
  const { index, isCommitted, isJoint, transferTarget } = membership;
  return [
    `cluster ${clusterId.slice(0, 8)}…`,
    `term ${term}`,
    `leader ${nameIn(view, leaderId)}`,
    `membership ${index}${isCommitted ? '' : ' (not committed yet)'}`,
    ...(isJoint ? ['voters are changing'] : []),
    ...(transferTarget === undefined
      ? []
      : [`handing leadership to ${nameIn(view, transferTarget)}`]),
  ].join('   ');
}

/** What is to be known of a member beside its numbers. */
function notesOn(member: MemberStatus, view: MembersAnswer): readonly string[] {
  const { learner, staysLearner, replaces, isReceivingSnapshot } = member;
  const obstacle = learner?.obstacle;
  return [
    ...(isReceivingSnapshot === true ? ['gets a snapshot'] : []),
    ...(staysLearner === true ? ['stays a learner'] : []),
    ...(obstacle === undefined || staysLearner === true ? [] : [obstacle]),
    ...(replaces === undefined ? [] : [`takes the place of ${nameIn(view, replaces)}`]),
  ];
}

function roleOf({ id, voter, standing }: MemberStatus, { leaderId }: MembersAnswer): string {
  if (id === leaderId) return 'leader';
  return standing ?? (voter ? 'voter' : 'learner');
}

/** Entries of the leader's log that the member lacks; undefined for the leader, or if it was never heard. */
function lagOf({ id, matchIndex }: MemberStatus, view: MembersAnswer): number | undefined {
  if (id === view.leaderId || matchIndex === undefined) return undefined;
  return Math.max(0, view.lastIndex - matchIndex);
}

function formatLag(lag: number | undefined): string {
  return lag === undefined ? '–' : String(lag);
}

function formatSilence({ id, silentMs }: MemberStatus, { leaderId }: MembersAnswer): string {
  if (id === leaderId) return '–';
  if (silentMs === undefined) return 'never heard';
  return silentMs < 1000 ? `${Math.round(silentMs)} ms` : `${(silentMs / 1000).toFixed(1)} s`;
}

function nameIn({ members }: MembersAnswer, id: string): string {
  return members.find((member) => member.id === id)?.name ?? id;
}

function byName({ members }: MembersAnswer): readonly MemberStatus[] {
  return members.toSorted((a, b) => a.name.localeCompare(b.name, 'en', { numeric: true }));
}

function toJson(view: MembersAnswer): unknown {
  const { clusterId, leaderId, term, lastIndex, membership } = view;
  return {
    clusterId,
    leader: nameIn(view, leaderId),
    term,
    lastIndex,
    membership: { ...membership, transferTarget: membership.transferTarget ?? null },
    members: byName(view).map((member) => ({
      id: member.id,
      name: member.name,
      role: roleOf(member, view),
      peerAddress: member.peerAddress,
      grpcAddress: member.grpcAddress,
      lag: lagOf(member, view) ?? null,
      silentMs: member.silentMs ?? null,
      learner: member.learner ?? null,
      staysLearner: member.staysLearner ?? false,
      replaces: member.replaces ?? null,
      receivingSnapshot: member.isReceivingSnapshot ?? false,
    })),
  };
}
