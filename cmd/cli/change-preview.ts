/** What a change or a transfer would do to the members that there are, in a sentence to agree to. Pure. */
import type { AdminChange, MembersAnswer, MemberStatus } from '../../rpc/index.ts';
import { exitCodes } from '../exit-codes.ts';
import { CommandError } from './errors.ts';

/** Throws a `CommandError` if the change names nobody. The leader checks the rest. */
export function previewChange(change: AdminChange, view: MembersAnswer): string {
  switch (change.kind) {
    case 'add': {
      const { peerAddress, staysLearner, replaces } = change;
      const purpose = staysLearner
        ? 'as a learner that stays one'
        : replaces === undefined
          ? 'as a learner that will vote'
          : `to take the place of ${describe(requireMember(view, replaces))}`;
      return `add the node at ${peerAddress} ${purpose}; ${countAfter(view, {
        added: staysLearner || replaces !== undefined ? 0 : 1,
      })}`;
    }
    case 'remove': {
      const member = requireMember(view, change.member);
      return `remove ${describe(member)} for good; ${countAfter(view, { removed: votes(member) })}`;
    }
    case 'promote': {
      const member = requireMember(view, change.member);
      return `let ${describe(member)} vote; ${countAfter(view, { added: 1 - votes(member) })}`;
    }
    case 'demote': {
      const member = requireMember(view, change.member);
      return `take the vote from ${describe(member)}; ${countAfter(view, { removed: votes(member) })}`;
    }
    case 'replace': {
      const { dead, replacement } = change;
      const newcomer = find(view, replacement);
      if (newcomer === undefined && !replacement.includes(':')) requireMember(view, replacement);
      const gone = find(view, dead);
      if (gone === undefined && newcomer?.voter === true) return `nothing: ${dead} is not a member`;
      const leaver = requireMember(view, dead);
      if (leaver === newcomer) throw invalid('A node cannot replace itself.');
      const name = newcomer === undefined ? `the node at ${replacement}` : describe(newcomer);
      if (newcomer?.voter === true) {
        const count = countAfter(view, { removed: votes(leaver) });
        return `remove ${describe(leaver)} for good, for ${name} votes already; ${count}`;
      }
      return `remove ${describe(leaver)} for good, and let ${name} vote instead`;
    }
    case 'updateAddresses': {
      const { member, peerAddress, grpcAddress } = change;
      return `tell all that ${describe(requireMember(view, member))} is at ${peerAddress} and ${grpcAddress}`;
    }
  }
}

/** Throws a `CommandError` if the target could never lead. */
export function previewTransfer(target: string | undefined, view: MembersAnswer): string {
  const { leaderId, members } = view;
  const from = members.find(({ id }) => id === leaderId)?.name ?? leaderId;
  if (target === undefined) return `hand leadership from ${from} to the voter whose log is longest`;
  const { id, name, voter } = requireMember(view, target);
  if (id === leaderId) return `do nothing: ${name} leads already`;
  if (!voter) throw invalid('Only a voter can lead.');
  return `hand leadership from ${from} to ${name}`;
}

function find({ members }: MembersAnswer, nameOrId: string): MemberStatus | undefined {
  return (
    members.find(({ name }) => name === nameOrId) ??
    members.find(({ id, peerAddress }) => id === nameOrId || peerAddress === nameOrId)
  );
}

function requireMember(view: MembersAnswer, nameOrId: string): MemberStatus {
  const member = find(view, nameOrId);
  if (member !== undefined) return member;
  const names = view.members.map(({ name }) => name).toSorted();
  throw new CommandError(`"${nameOrId}" is not a member; the members are ${names.join(', ')}`, {
    exitCode: exitCodes.notFound,
    code: 'MEMBER_NOT_FOUND',
  });
}

/** As the leader would say it. */
function invalid(message: string): CommandError {
  return new CommandError(message, { exitCode: exitCodes.usage, code: 'INVALID_REQUEST' });
}

function describe({ name, id, voter }: MemberStatus): string {
  return `the ${voter ? 'voter' : 'learner'} ${name} (${id})`;
}

function votes({ voter }: MemberStatus): number {
  return voter ? 1 : 0;
}

function countAfter(
  { members }: MembersAnswer,
  change: { readonly added?: number; readonly removed?: number },
): string {
  const now = members.filter(({ voter }) => voter).length;
  const then = now + (change.added ?? 0) - (change.removed ?? 0);
  const tolerated = Math.max(0, Math.ceil(then / 2) - 1);
  return `then ${then} ${then === 1 ? 'node votes' : 'nodes vote'}, and ${tolerated} may fail`;
}
