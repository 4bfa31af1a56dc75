/** What a change would do to the members that there are, in a sentence to agree to. Pure. */
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
      const name = newcomer === undefined ? `the node at ${replacement}` : describe(newcomer);
      return `remove ${describe(requireMember(view, dead))} for good, and let ${name} vote instead`;
    }
    case 'updateAddresses': {
      const { member, peerAddress, grpcAddress } = change;
      return `tell all that ${describe(requireMember(view, member))} is at ${peerAddress} and ${grpcAddress}`;
    }
  }
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
