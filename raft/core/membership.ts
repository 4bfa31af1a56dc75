/**
 * Memberships as bytes and as history. The bytes are what a `config` entry carries: JSON with sorted keys, so
 * that equal memberships are equal bytes on every node. The history answers which membership was in force at
 * which index, so that truncating the log rolls back to the one before (M-1, L-2.6).
 */
import { asLogIndex, asNodeId, asTerm, isNodeId } from '../../base/brand.ts';
import type { LogIndex, NodeId, WallMs } from '../../base/brand.ts';
import { KvorumError } from '../../base/errors.ts';
import { invariant } from '../../base/invariant.ts';
import { allVoters } from './quorum.ts';
import { removedMax } from './types.ts';
import type { Entry, EntryChecksum, Member, Membership } from './types.ts';

/** The bytes of a `config` entry are no membership. From a peer: the message is dropped. From disk: corrupt. */
export class MembershipDecodeError extends KvorumError {
  override readonly name = 'MembershipDecodeError';
  readonly code = 'MEMBERSHIP_UNDECODABLE';
  readonly retryable = false;
  readonly outcome = 'not-applied';
}

/** A membership with the index of the entry that holds it. */
export type IndexedMembership = { readonly index: LogIndex; readonly membership: Membership };

/** All that is wrong with a membership, one sentence each. */
function validateMembership(membership: Membership): readonly string[] {
  const { voters, votersOld, learners, members, removed } = membership;
  const problems: string[] = [];
  if (voters.length === 0) problems.push('there must be at least one voter');
  if (votersOld?.length === 0) problems.push('votersOld must be absent or have a voter');
  for (const [name, ids] of Object.entries({ voters, votersOld: votersOld ?? [], learners })) {
    const isAscending = ids.every(
      (id, position) => position === 0 || (ids[position - 1] ?? '') < id,
    );
    if (!isAscending) problems.push(`${name} must be sorted and without repetition`);
  }
  if (learners.some((id) => voters.includes(id))) problems.push('a node cannot vote and learn');
  const listed = new Set([...allVoters(membership), ...learners]);
  if (listed.size !== members.size || [...listed].some((id) => !members.has(id))) {
    problems.push('members must have exactly the listed ids');
  }
  if (removed?.size === 0) problems.push('removed must be absent or name a node');
  if ([...(removed?.keys() ?? [])].some((id) => members.has(id))) {
    problems.push('a member cannot be removed, too');
  }
  if ((removed?.size ?? 0) > removedMax) problems.push('removed names too many nodes');
  if (new Set([...members.values()].map(({ name }) => name)).size !== members.size) {
    problems.push('names of members must differ');
  }
  return problems;
}

/** Equal memberships give equal bytes. */
export function encodeMembership(membership: Membership): Uint8Array {
  const problems = validateMembership(membership);
  invariant(problems.length === 0, () => `invalid membership: ${problems.join('; ')}`);
  const { voters, votersOld, learners, members, removed } = membership;
  const ids = [...members.keys()].toSorted();
  const sorted = {
    learners,
    members: Object.fromEntries(
      ids.flatMap((id) => {
        const member = members.get(id);
        if (member === undefined) return [];
        const { grpcAddress, name, peerAddress, replaces, staysLearner } = member;
        // Absent fields leave no bytes: JSON has no undefined.
        return [[id, { grpcAddress, name, peerAddress, replaces, staysLearner }]];
      }),
    ),
    // A list, because the order counts.
    ...(removed === undefined ? {} : { removed: [...removed] }),
    voters,
    ...(votersOld === undefined ? {} : { votersOld }),
  };
  return new TextEncoder().encode(JSON.stringify(sorted));
}

/** Throws `MembershipDecodeError` for anything but what `encodeMembership` gives. */
export function decodeMembership(bytes: Uint8Array): Membership {
  const value = parseObject(bytes);
  const { learners, members, removed, voters, votersOld, ...rest } = value;
  demand(Object.keys(rest).length === 0, 'unknown field');
  demand(isObject(members), 'members must be an object');
  const membership: Membership = {
    voters: decodeIds(voters),
    ...(votersOld === undefined ? {} : { votersOld: decodeIds(votersOld) }),
    learners: decodeIds(learners),
    members: new Map(
      Object.entries(members).map(([id, member]) => {
        demand(isNodeId(id), 'a member has no node id');
        return [id, decodeMember(member)] as const;
      }),
    ),
    ...(removed === undefined ? {} : { removed: decodeRemoved(removed) }),
  };
  const problems = validateMembership(membership);
  demand(problems.length === 0, problems.join('; '));
  return membership;
}

/** Log entry 1, which a static cluster begins with: the same on every node, and committed from the start. */
export function bootstrapEntry(options: {
  readonly membership: Membership;
  readonly stampedAt: WallMs;
  readonly checksum: EntryChecksum;
}): Entry {
  const fields = {
    index: asLogIndex(1),
    term: asTerm(1),
    kind: 'config',
    stampedAt: options.stampedAt,
    command: encodeMembership(options.membership),
  } as const;
  return { ...fields, crc: options.checksum(fields) };
}

/** In force on a node whose log is still empty: it waits for a leader, and decides nothing. */
const nobody: IndexedMembership = {
  index: asLogIndex(0),
  membership: { voters: [], learners: [], members: new Map() },
};

/** Every membership in the log, oldest first. The latest is in force, committed or not (M-1). */
export class MembershipHistory {
  #all: IndexedMembership[];

  /** None on a node that is about to join; else the oldest is the one that nothing can truncate. */
  constructor(memberships: readonly IndexedMembership[]) {
    this.#all = [...memberships];
  }

  get latest(): IndexedMembership {
    return this.#all.at(-1) ?? nobody;
  }

  append(next: IndexedMembership): void {
    invariant(next.index > this.latest.index, 'memberships are appended in index order');
    this.#all.push(next);
  }

  /** Forgets those at `from` and above; true if the one in force changed. */
  truncate(from: LogIndex): boolean {
    const kept = this.#all.filter(({ index }) => index < from);
    const isChanged = kept.length < this.#all.length;
    this.#all = kept;
    invariant(!isChanged || kept.length > 0, 'the first membership is never truncated');
    return isChanged;
  }

  /** The membership in force at `index`, which must not be below the oldest that is known. */
  inForceAt(index: LogIndex): IndexedMembership {
    const found = this.#all.findLast((known) => known.index <= index);
    invariant(found !== undefined, 'the membership of a compacted index is not asked for');
    return found;
  }

  /** The log was compacted up to `index`: what was in force there stays, what came before goes. */
  compact(index: LogIndex): void {
    const first = this.#all.findLastIndex((known) => known.index <= index);
    if (first > 0) this.#all = this.#all.slice(first);
  }

  /** A snapshot took the place of the log. */
  replace(only: IndexedMembership): void {
    this.#all = [only];
  }

  /** Voter in the latest membership or in any from the last committed one onward (E-15). */
  mayCampaign(node: NodeId, commitIndex: LogIndex): boolean {
    return this.#since(commitIndex).some(({ membership }) => allVoters(membership).includes(node));
  }

  /**
   * Everyone that a leader sends to, sorted: also whom an uncommitted membership leaves out, so that a removed
   * node hears of its removal.
   */
  audience(commitIndex: LogIndex): readonly NodeId[] {
    const ids = this.#since(commitIndex).flatMap(({ membership }) => [
      ...membership.members.keys(),
    ]);
    return [...new Set(ids)].toSorted();
  }

  /** True if `node` alone decides, and that is certain because the membership is committed (E-12, E-17). */
  isSoleCommittedVoter(node: NodeId, commitIndex: LogIndex): boolean {
    const { index, membership } = this.latest;
    return index <= commitIndex && isSoleVoter(membership, node);
  }

  /** The last committed membership and all that follow it. */
  #since(commitIndex: LogIndex): readonly IndexedMembership[] {
    const lastCommitted = this.#all.findLastIndex(({ index }) => index <= commitIndex);
    return this.#all.slice(Math.max(0, lastCommitted));
  }
}

export function isSoleVoter(membership: Membership, node: NodeId): boolean {
  const voters = allVoters(membership);
  return voters.length === 1 && voters[0] === node;
}

function parseObject(bytes: Uint8Array): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new MembershipDecodeError('a membership is not JSON', { cause: error });
  }
  demand(isObject(value), 'a membership must be an object');
  return value;
}

function decodeIds(value: unknown): readonly NodeId[] {
  demand(Array.isArray(value), 'a list of node ids must be an array');
  return value.map(decodeId);
}

function decodeId(value: unknown): NodeId {
  demand(typeof value === 'string' && isNodeId(value), 'a node id was expected');
  return asNodeId(value);
}

function decodeRemoved(value: unknown): ReadonlyMap<NodeId, string> {
  demand(Array.isArray(value), 'the removed nodes must be an array');
  const removed = new Map(
    value.map((pair: unknown) => {
      demand(Array.isArray(pair) && pair.length === 2, 'a removed node has an id and a name');
      const id: unknown = pair[0];
      const name: unknown = pair[1];
      demand(typeof name === 'string' && name !== '', 'a removed node needs a name');
      return [decodeId(id), name] as const;
    }),
  );
  demand(removed.size === value.length, 'removed repeats a node');
  return removed;
}

function decodeMember(value: unknown): Member {
  demand(isObject(value), 'a member must be an object');
  const { grpcAddress, name, peerAddress, replaces, staysLearner, ...rest } = value;
  demand(Object.keys(rest).length === 0, 'a member has an unknown field');
  demand(typeof name === 'string' && name !== '', 'a member needs a name');
  demand(typeof peerAddress === 'string', 'a member needs a peerAddress');
  demand(typeof grpcAddress === 'string', 'a member needs a grpcAddress');
  demand(staysLearner === undefined || staysLearner === true, 'staysLearner is true or absent');
  return {
    name,
    peerAddress,
    grpcAddress,
    ...(staysLearner === undefined ? {} : { staysLearner }),
    ...(replaces === undefined ? {} : { replaces: decodeId(replaces) }),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function demand(holds: boolean, problem: string): asserts holds {
  if (!holds) throw new MembershipDecodeError(problem);
}
