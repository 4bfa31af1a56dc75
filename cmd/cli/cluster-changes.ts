/**
 * The `cluster` commands as functions over a client: shows what would happen, asks before a member or its vote is taken
 * away, makes the change, and waits until it is complete. Every command may be repeated: it goes on from what there is.
 */
import { asLogIndex } from '../../base/brand.ts';
import type { LogIndex, NodeId } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { KvorumError } from '../../base/errors.ts';
import type { AdminChange, ChangeAnswer, ChangeRequest } from '../../rpc/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import { previewChange, previewTransfer } from './change-preview.ts';
import type { AdminCalls } from './client-port.ts';
import type { CommandIo } from './command-io.ts';
import { CommandError, UsageError } from './errors.ts';
import type { Output } from './output.ts';

/** How often it is asked how far a learner is. */
const pollMs = 500;

export type ClusterContext = {
  readonly client: AdminCalls;
  readonly output: Output;
  readonly io: Pick<CommandIo, 'ask' | 'stdinIsTerminal'>;
  readonly clock: Clock;
  /** Called before anything is sent that may change the cluster. */
  readonly onSending: () => void;
};

export type ChangeOptions = {
  /** Say what would happen, and change nothing. */
  readonly dryRun: boolean;
  /** Ask nobody. */
  readonly yes: boolean;
  /** Also if too few voters answer. */
  readonly force: boolean;
  /** How long to wait until the change is complete; undefined: not at all. */
  readonly waitMs: number | undefined;
};

export async function changeCluster(
  context: ClusterContext,
  change: AdminChange,
  options: ChangeOptions,
): Promise<ExitCode> {
  const { client, output } = context;
  const { dryRun, force } = options;
  if (dryRun) {
    const preview = previewChange(change, await client.members());
    await output.fact(`would ${preview}`, { dryRun: true, preview });
    return exitCodes.done;
  }
  const basedOn = isDestructive(change) ? await agree(context, change, options) : anyIndex;
  context.onSending();
  const answer = await carryOut(context, { change, basedOn, force }, options.waitMs);
  const isGone = change.kind === 'remove';
  const name = isGone ? change.member : await findName(client, answer.nodeId);
  await output.fact(describeEnd(change, name, answer.waitsFor), {
    ok: true,
    node: name,
    nodeId: answer.nodeId,
    membershipIndex: answer.membershipIndex,
    waitsFor: answer.waitsFor ?? null,
  });
  return exitCodes.done;
}

export async function transferLeader(
  { client, output, onSending }: ClusterContext,
  target: string | undefined,
  { dryRun }: Pick<ChangeOptions, 'dryRun'>,
): Promise<ExitCode> {
  if (dryRun) {
    const preview = previewTransfer(target, await client.members());
    await output.fact(`would ${preview}`, { dryRun: true, preview });
    return exitCodes.done;
  }
  onSending();
  const nodeId = await client.transferLeadership(target);
  const leader = await findName(client, nodeId);
  await output.fact(`${leader} leads`, { ok: true, leader, nodeId });
  return exitCodes.done;
}

const anyIndex = asLogIndex(0);

/** Takes a member or its vote away. An id that was removed never comes back. */
function isDestructive({ kind }: AdminChange): boolean {
  return kind === 'remove' || kind === 'replace' || kind === 'demote';
}

/** Gives the index of the membership that was agreed to change, so that no other is (M-7). */
async function agree(
  { client, io }: ClusterContext,
  change: AdminChange,
  { yes }: ChangeOptions,
): Promise<LogIndex> {
  if (yes) return anyIndex;
  if (!io.stdinIsTerminal) {
    throw new UsageError(
      `this takes a member or its vote away: give --yes, or --dry-run to see what it does`,
    );
  }
  const view = await client.members();
  const answer = await io.ask(`${previewChange(change, view)}. Do it? [y/N] `);
  if (/^y(?:es)?$/i.test(answer.trim())) return view.membership.index;
  throw new CommandError('nothing was changed', {
    exitCode: exitCodes.otherError,
    code: 'NOT_CONFIRMED',
  });
}

/** Asks again while a learner catches up, and says how far it is. */
async function carryOut(
  context: ClusterContext,
  request: ChangeRequest,
  waitMs: number | undefined,
): Promise<ChangeAnswer> {
  const { clock, output } = context;
  const endsAt = clock.monotonic() + (waitMs ?? 0);
  let said: string | undefined;
  let next = request;
  for (;;) {
    const attempt = await tryChange(context, next, waitMs !== undefined);
    if (attempt.kind === 'made' && (attempt.answer.waitsFor === undefined || waitMs === undefined))
      return attempt.answer;
    const progress = await describeProgress(context, attempt);
    if (progress !== said) output.note(progress);
    said = progress;
    if (clock.monotonic() + pollMs > endsAt) {
      throw new CommandError(`${progress}; repeat the command to wait on`, {
        exitCode: exitCodes.unavailable,
        code: 'STILL_CATCHING_UP',
      });
    }
    await new Promise<void>((resolve) => {
      clock.after(pollMs, resolve);
    });
    // What was agreed to has begun: from now on the members change because of it.
    if (attempt.kind === 'made') next = { ...request, basedOn: anyIndex };
  }
}

async function describeProgress({ client }: ClusterContext, attempt: Attempt): Promise<string> {
  if (attempt.kind === 'behind') return attempt.reason;
  const { nodeId, waitsFor = '' } = attempt.answer;
  return `${await findName(client, nodeId)} ${waitsFor}`;
}

type Attempt =
  | { readonly kind: 'made'; readonly answer: ChangeAnswer }
  | { readonly kind: 'behind'; readonly reason: string };

async function tryChange(
  { client }: ClusterContext,
  request: ChangeRequest,
  mayWait: boolean,
): Promise<Attempt> {
  try {
    return { kind: 'made', answer: await client.changeMembership(request) };
  } catch (error) {
    const isBehind = error instanceof KvorumError && error.code === 'LEARNER_BEHIND';
    if (!isBehind || !mayWait) throw error;
    return { kind: 'behind', reason: error.message };
  }
}

/** The id of a node that is no member any more, or if nobody tells: what was done is done. */
async function findName(client: AdminCalls, nodeId: NodeId): Promise<string> {
  try {
    const { members } = await client.members();
    return members.find(({ id }) => id === nodeId)?.name ?? nodeId;
  } catch (error) {
    if (error instanceof KvorumError) return nodeId;
    throw error;
  }
}

function describeEnd(change: AdminChange, name: string, waitsFor: string | undefined): string {
  if (waitsFor !== undefined) return `${name} is a learner, and votes once it may: it ${waitsFor}`;
  switch (change.kind) {
    case 'add':
      return change.staysLearner ? `${name} is a learner` : `${name} votes`;
    case 'remove':
      return `${name} is removed`;
    case 'promote':
      return `${name} votes`;
    case 'demote':
      return `${name} is a learner`;
    case 'replace':
      return `${name} votes in the place of ${change.dead}`;
    case 'updateAddresses':
      return `${name} has its new addresses`;
  }
}
