/** Members as operators name them: by name or by id, and in sentences by name. Pure. */
import type { NodeId } from '../base/brand.ts';
import type { Member, Membership } from '../raft/index.ts';
import { MemberNotFoundError } from './errors.ts';

/** As in the settings of a node. It is printed on terminals, and typed by people. */
const namePattern = /^[A-Za-z0-9][A-Za-z0-9-]{0,62}$/;
const printable = /^[\x21-\x7e]+$/;

type Named = Pick<Membership, 'members' | 'removed'>;

/** The member with this name or id. A name wins, since an operator has chosen it. */
export function findMember({ members }: Named, nameOrId: string): NodeId | undefined {
  const named = [...members].find(([, { name }]) => name === nameOrId);
  return named?.[0] ?? [...members.keys()].find((id) => id === nameOrId);
}

/** True if no member, but one that was removed, had this name or id. */
export function isRemoved(membership: Named, nameOrId: string): boolean {
  if (findMember(membership, nameOrId) !== undefined) return false;
  return [...(membership.removed ?? [])].some((known) => known.includes(nameOrId));
}

/** What is wrong with a name or id that no member has. */
export function describeStranger(membership: Named, nameOrId: string): string {
  const names = [...membership.members.values()].map(({ name }) => name).toSorted();
  const fate = isRemoved(membership, nameOrId) ? 'not a member any more' : 'not a member';
  return `"${nameOrId}" is ${fate}; the members are ${names.join(', ')}`;
}

/** Throws `MemberNotFoundError`, which lists the members, if there is none. */
export function resolveMember(membership: Named, nameOrId: string): NodeId {
  const id = findMember(membership, nameOrId);
  if (id !== undefined) return id;
  throw new MemberNotFoundError(describeStranger(membership, nameOrId));
}

export function nameOf({ members }: Named, id: NodeId): string {
  return members.get(id)?.name ?? id;
}

/** The text with the names of members instead of their ids. */
export function withNames(text: string, membership: Named): string {
  return [...membership.members].reduce(
    (named, [id, { name }]) => named.replaceAll(id, name),
    text,
  );
}

/** Why no node like `newcomer` can be added beside the members, and what to do about it. */
export function findConflict(
  { members }: Named,
  newcomer: Pick<Member, 'name' | 'peerAddress' | 'grpcAddress'>,
): string | undefined {
  const addresses = [newcomer.peerAddress, newcomer.grpcAddress];
  if (!namePattern.test(newcomer.name)) {
    return 'the name of the node is not 1 to 63 letters, digits and dashes';
  }
  if (!addresses.every((address) => printable.test(address))) {
    return 'an address of the node has characters that no address has';
  }
  for (const [id, member] of members) {
    const remedy = `if that member is gone for good, remove it first (kvorum cluster remove ${id})`;
    if (member.name === newcomer.name) {
      return `the name ${member.name} is that of the member ${id}; ${remedy}, or choose another name`;
    }
    const shared = [member.peerAddress, member.grpcAddress].find((one) => addresses.includes(one));
    if (shared !== undefined) {
      return `the address ${shared} is that of the member ${member.name}; ${remedy}, or listen elsewhere`;
    }
  }
  return undefined;
}
