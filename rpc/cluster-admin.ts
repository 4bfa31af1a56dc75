/**
 * Changes of the cluster, asked for by operators (`change`, `transfer`) and by new nodes (`join`). Works on the leader
 * alone. Turns names into ids, asks a new node who it is, and hands one step at a time to the consensus core, which
 * decides (raft.md 11.2). Each call looks at what is there and does what is missing, so that repeating it is safe.
 *
 * After each wait the membership may be another one: the core compares it with the one that the step was made for (M-7).
 */
import type { ClusterId, LogIndex, MonotonicMs, NodeId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { assertNever } from '../base/invariant.ts';
import { votersMax } from '../raft/index.ts';
import type { Member, Membership, MembershipChange, RaftNode } from '../raft/index.ts';
import type {
  AdminChange,
  AdminPort,
  ChangeAnswer,
  ChangeRequest,
  MembersAnswer,
} from './admin-port.ts';
import type { Introduction } from './bootstrap.ts';
import {
  DeadlineExceededError,
  InvalidRequestError,
  LearnerBehindError,
  MembershipBusyError,
  NodeUnreachableError,
  NotLeaderError,
  TransferFailedError,
} from './errors.ts';
import type { JoinAnswer, JoinRequest } from './join-codec.ts';
import {
  describeStranger,
  findConflict,
  findMember,
  isRemoved,
  nameOf,
  resolveMember,
} from './member-names.ts';
import { describeMembers, describeMembership } from './member-status.ts';
import { changeFailure, transferFailure } from './membership-errors.ts';
import { PeerProtocolError, PeerRefusedError, PeerUnreachableError } from './peer-errors.ts';

export type AdminNode = Pick<
  RaftNode<unknown>,
  'changeMembership' | 'transferLeadership' | 'status'
>;

export type ClusterAdminOptions = {
  readonly nodeId: NodeId;
  readonly clusterId: ClusterId;
  readonly electionTimeoutMs: number;
};

export type ClusterAdminDeps = {
  readonly node: AdminNode;
  readonly clock: Clock;
  /** Asks the node at a peer address who it is. Throws as `BootstrapPeers.hello` does. */
  readonly hello: (address: string) => Promise<Introduction>;
};

type CoreStatus = ReturnType<AdminNode['status']>;

/** What is to be done for a request, as things are. */
type Step =
  | { readonly kind: 'propose'; readonly nodeId: NodeId; readonly change: MembershipChange }
  /** It is so already, or comes by itself. */
  | { readonly kind: 'none'; readonly nodeId: NodeId };

export class ClusterAdmin implements AdminPort {
  readonly #options: ClusterAdminOptions;
  readonly #deps: ClusterAdminDeps;

  constructor(options: ClusterAdminOptions, deps: ClusterAdminDeps) {
    this.#options = options;
    this.#deps = deps;
  }

  members(): MembersAnswer {
    const { clusterId, nodeId } = this.#options;
    const status = this.#requireLeader();
    return {
      clusterId,
      leaderId: nodeId,
      term: status.term,
      lastIndex: status.lastIndex,
      membership: describeMembership(status),
      members: describeMembers(status, nodeId),
    };
  }

  async change(
    { change, basedOn, force }: ChangeRequest,
    { deadline }: { readonly deadline: MonotonicMs },
  ): Promise<ChangeAnswer> {
    const status = this.#requireSettled();
    const { membership } = status;
    const step = await this.#plan(change, status);
    const { nodeId } = step;
    if (step.kind === 'none') return this.#answer(status.membershipIndex, nodeId);
    const isPinned = basedOn !== 0;
    const request = {
      basedOn: isPinned ? basedOn : status.membershipIndex,
      change: step.change,
      force,
    };
    const outcome = await this.#before(deadline, this.#deps.node.changeMembership(request));
    if (outcome.kind === 'committed') return this.#answer(outcome.index, nodeId);
    throw changeFailure(outcome, { membership, isPinned });
  }

  async transfer(
    target: string | undefined,
    { deadline }: { readonly deadline: MonotonicMs },
  ): Promise<NodeId> {
    const { membership } = this.#requireLeader();
    const wanted = target === undefined ? undefined : resolveMember(membership, target);
    // A caller that repeats itself has what it wants.
    if (wanted === this.#options.nodeId) return wanted;
    const outcome = await this.#before(deadline, this.#deps.node.transferLeadership(wanted));
    if (outcome.kind !== 'transferred') throw transferFailure(outcome);
    const { leader } = outcome;
    if (wanted === undefined || leader === wanted) return leader;
    throw new TransferFailedError(`${nameOf(membership, leader)} leads instead`, 'not-applied');
  }

  /** A new node asks to become a member. Throws as `LocalCluster.join` does. */
  async join(request: JoinRequest): Promise<JoinAnswer> {
    const { node } = this.#deps;
    const status = node.status();
    const { membership, membershipIndex } = status;
    if (status.role !== 'leader') return redirect(status);
    const disagreement = this.#findDisagreement(request);
    if (disagreement !== undefined) throw new PeerRefusedError(disagreement);
    if (membership.members.has(request.nodeId)) {
      requireUnheard(status, request.nodeId);
      return this.#joined(status);
    }
    if (!isSettled(status))
      throw new PeerUnreachableError('the members of the cluster are changing');
    const conflict = findConflict(membership, request);
    if (conflict !== undefined) throw new PeerRefusedError(conflict);
    requireReplaceable(membership, request.replaces);
    const crowd = findCrowd(membership, request);
    if (crowd !== undefined) throw new PeerRefusedError(crowd);
    const change = addLearner(request, membership);
    const outcome = await node.changeMembership({ basedOn: membershipIndex, change });
    if (outcome.kind === 'committed') return this.#joined(node.status(), request.nodeId);
    const failure = changeFailure(outcome, { membership, isPinned: false });
    const isForGood = failure.code === 'INVALID_REQUEST' || failure.code === 'WOULD_LOSE_QUORUM';
    if (isForGood) throw new PeerRefusedError(failure.message, { cause: failure });
    throw new PeerUnreachableError(failure.message, { cause: failure });
  }

  /**
   * Given out only if it is committed: a node that took an uncommitted membership for its own could be one that the
   * cluster never had.
   */
  #joined(status: CoreStatus, joiner?: NodeId): JoinAnswer {
    const { membership, membershipIndex, isMembershipCommitted } = status;
    if (!isMembershipCommitted) {
      throw new PeerUnreachableError('the members of the cluster are changing');
    }
    if (joiner !== undefined && !membership.members.has(joiner)) {
      throw new PeerRefusedError('the node was removed again');
    }
    const { clusterId, electionTimeoutMs } = this.#options;
    return {
      kind: 'joined',
      clusterId,
      membership: { index: membershipIndex, membership },
      electionTimeoutMs,
    };
  }

  async #plan(change: AdminChange, status: CoreStatus): Promise<Step> {
    const { membership } = status;
    switch (change.kind) {
      case 'add':
        return await this.#planAdd(change, status);
      case 'replace':
        return await this.#planReplace(change, status);
      case 'remove':
      case 'demote': {
        const nodeId = resolveMember(membership, change.member);
        return { kind: 'propose', nodeId, change: { kind: change.kind, nodes: [nodeId] } };
      }
      case 'promote': {
        const nodeId = resolveMember(membership, change.member);
        if (membership.voters.includes(nodeId)) return { kind: 'none', nodeId };
        requireCaughtUp(status, nodeId);
        return { kind: 'propose', nodeId, change: { kind: 'promote', nodes: [nodeId] } };
      }
      case 'updateAddresses': {
        const { kind, member, peerAddress, grpcAddress } = change;
        const node = resolveMember(membership, member);
        return { kind: 'propose', nodeId: node, change: { kind, node, peerAddress, grpcAddress } };
      }
      default:
        return assertNever(change);
    }
  }

  async #planAdd(
    change: Extract<AdminChange, { readonly kind: 'add' }>,
    { membership }: CoreStatus,
  ): Promise<Step> {
    const { peerAddress, staysLearner, replaces } = change;
    const known = findByAddress(membership, peerAddress);
    if (known !== undefined) {
      requirePurpose(membership, known, change);
      return { kind: 'none', nodeId: known };
    }
    const introduction = await this.#introduce(peerAddress, membership);
    const { nodeId, name, grpcAddress } = introduction;
    if (membership.members.has(nodeId)) {
      requirePurpose(membership, nodeId, change);
      const move = { kind: 'updateAddresses', node: nodeId, peerAddress, grpcAddress } as const;
      return { kind: 'propose', nodeId, change: move };
    }
    if (
      replaces !== undefined &&
      !membership.voters.includes(resolveMember(membership, replaces))
    ) {
      throw new InvalidRequestError(`${replaces} is no voter: remove it instead.`);
    }
    const crowd = findCrowd(membership, change);
    if (crowd !== undefined) throw new InvalidRequestError(`${crowd}.`);
    const newcomer = { nodeId, name, peerAddress, grpcAddress, staysLearner, replaces };
    return { kind: 'propose', nodeId, change: addLearner(newcomer, membership) };
  }

  async #planReplace(
    change: Extract<AdminChange, { readonly kind: 'replace' }>,
    status: CoreStatus,
  ): Promise<Step> {
    const { membership } = status;
    const { voters, members } = membership;
    const replacement =
      findMember(membership, change.replacement) ?? findByAddress(membership, change.replacement);
    if (replacement !== undefined && voters.includes(replacement)) {
      // Both is done: that one was removed.
      if (isRemoved(membership, change.dead)) return { kind: 'none', nodeId: replacement };
      const dead = resolveMember(membership, change.dead);
      if (dead === replacement) throw new InvalidRequestError('A node cannot replace itself.');
      return {
        kind: 'propose',
        nodeId: replacement,
        change: { kind: 'remove', nodes: [dead] },
      };
    }
    const dead = resolveMember(membership, change.dead);
    if (replacement === undefined) {
      if (!change.replacement.includes(':')) resolveMember(membership, change.replacement);
      const { dead: replaces, replacement: peerAddress } = change;
      const addition = { kind: 'add', peerAddress, staysLearner: false, replaces } as const;
      return await this.#planAdd(addition, status);
    }
    const isToldAlready = members.get(replacement)?.replaces === dead;
    if (isToldAlready && obstacleOf(status, replacement) !== undefined) {
      return { kind: 'none', nodeId: replacement };
    }
    requireCaughtUp(status, replacement);
    return {
      kind: 'propose',
      nodeId: replacement,
      change: { kind: 'replace', dead, replacement },
    };
  }

  /** Who waits at `peerAddress` to join this cluster, or is a member that answers there now. */
  async #introduce(peerAddress: string, membership: Membership): Promise<Introduction> {
    const introduction = await this.#hello(peerAddress);
    const { nodeId, name, grpcAddress, clusterId } = introduction;
    const others = new Map([...membership.members].filter(([id]) => id !== nodeId));
    if (clusterId === this.#options.clusterId && !membership.members.has(nodeId)) {
      throw new InvalidRequestError(
        `${name} was removed from this cluster, and a removed node never comes back as the same: ` +
          'empty its data directory and start it with --join.',
      );
    }
    if (clusterId !== undefined && clusterId !== this.#options.clusterId) {
      throw new InvalidRequestError(`${name} belongs to the cluster ${clusterId} already.`);
    }
    const disagreement = this.#findDisagreement(introduction);
    if (disagreement !== undefined) throw new InvalidRequestError(`${name}: ${disagreement}.`);
    const conflict = findConflict({ members: others }, { name, peerAddress, grpcAddress });
    if (conflict !== undefined) throw new InvalidRequestError(`${conflict}.`);
    return introduction;
  }

  /** What a node must be started with, and is not: it would be refused at every handshake once it was a member (9.3). */
  #findDisagreement(node: { readonly electionTimeoutMs: number }): string | undefined {
    const { electionTimeoutMs } = this.#options;
    // One of a version that does not tell finds out for itself.
    if ([0, electionTimeoutMs].includes(node.electionTimeoutMs)) return undefined;
    return (
      `the election timeout of the cluster is ${electionTimeoutMs} ms, that of the node ` +
      `${node.electionTimeoutMs} ms; start it with that of the cluster (--election-timeout)`
    );
  }

  async #hello(peerAddress: string): Promise<Introduction> {
    try {
      return await this.#deps.hello(peerAddress);
    } catch (error) {
      if (error instanceof PeerUnreachableError) {
        throw new NodeUnreachableError(
          `no node answers at the peer address ${peerAddress}; start it there with --join`,
          { cause: error },
        );
      }
      if (error instanceof PeerProtocolError || error instanceof PeerRefusedError) {
        const message = `What answers at ${peerAddress} is no peer port of a node: ${error.message}.`;
        throw new InvalidRequestError(message, { cause: error });
      }
      throw error;
    }
  }

  #answer(membershipIndex: LogIndex, nodeId: NodeId): ChangeAnswer {
    const status = this.#deps.node.status();
    const { learners, members } = status.membership;
    const isWaiting = learners.includes(nodeId) && members.get(nodeId)?.staysLearner !== true;
    return {
      membershipIndex,
      nodeId,
      waitsFor: isWaiting ? (obstacleOf(status, nodeId) ?? 'is about to vote') : undefined,
    };
  }

  #requireLeader(): CoreStatus {
    const status = this.#deps.node.status();
    if (status.role === 'leader') return status;
    throw new NotLeaderError(
      status.leader === undefined
        ? 'no leader is known; start or heal nodes until a quorum answers'
        : 'this node does not lead',
    );
  }

  /** The core would refuse all changes now (M-7); nothing that is not committed is called done. */
  #requireSettled(): CoreStatus {
    const status = this.#requireLeader();
    if (isSettled(status)) return status;
    throw new MembershipBusyError('another change of the membership is under way');
  }

  async #before<T>(deadline: MonotonicMs, outcome: Promise<T>): Promise<T> {
    const { clock } = this.#deps;
    return await new Promise<T>((resolve, reject) => {
      const timer = clock.after(Math.max(0, deadline - clock.monotonic()), () => {
        reject(new DeadlineExceededError('unknown'));
      });
      outcome.then(resolve, reject).finally(() => {
        timer.cancel();
      });
    });
  }
}

function isSettled({ membership, isMembershipCommitted }: CoreStatus): boolean {
  return isMembershipCommitted && membership.votersOld === undefined;
}

function redirect({ leader, membership }: CoreStatus): JoinAnswer {
  const address = leader === undefined ? undefined : membership.members.get(leader)?.peerAddress;
  if (address === undefined) throw new PeerUnreachableError('no leader is known');
  return { kind: 'redirect', leader: address };
}

/**
 * Throws if a node that says to be new has taken part already: then its disk was set back, to before it had joined, and
 * others count on a vote or on entries that it has lost (D13). Who only was added and crashed was never heard.
 */
function requireUnheard({ membership, peers }: CoreStatus, joiner: NodeId): void {
  const { voters, votersOld = [] } = membership;
  const wasHeard = peers.some(({ peer, silentMs }) => peer === joiner && silentMs !== undefined);
  if (!wasHeard && !voters.includes(joiner) && !votersOld.includes(joiner)) return;
  throw new PeerRefusedError(
    'it is a member that has taken part already, but its data directory is that of a node which never did: it was ' +
      `set back. Remove the member (kvorum cluster remove ${joiner}), empty the directory, and let it join anew`,
  );
}

/**
 * Throws if nobody ever had the name or id of whom a new node is to replace: as a mere addition it would be another cluster
 * than was meant. Who votes no more, or was removed, has left its place already.
 */
function requireReplaceable(membership: Membership, replaces: string | undefined): void {
  if (replaces === undefined || isRemoved(membership, replaces)) return;
  if (findMember(membership, replaces) !== undefined) return;
  throw new PeerRefusedError(
    `it is to replace somebody else (--replace): ${describeStranger(membership, replaces)}`,
  );
}

/** Why a new node could never vote as it wishes: it would wait as a learner for ever. */
function findCrowd(
  { voters, members }: Membership,
  wish: { readonly staysLearner: boolean; readonly replaces: string | undefined },
): string | undefined {
  if (wish.staysLearner || wish.replaces !== undefined) return undefined;
  const willVote = [...members].filter(
    ([id, { staysLearner, replaces }]) =>
      voters.includes(id) ||
      (staysLearner === undefined && (replaces === undefined || !voters.includes(replaces))),
  );
  if (willVote.length < votersMax) return undefined;
  return (
    `${willVote.length} members vote or will vote, and there can be at most ${votersMax} voters: remove one first ` +
    '(kvorum cluster remove), let the node replace one, or let it stay a learner'
  );
}

function findByAddress({ members }: Membership, peerAddress: string): NodeId | undefined {
  return [...members].find(([, member]) => member.peerAddress === peerAddress)?.[0];
}

/** Whoever is to be replaced and is no voter any more has left its place to the newcomer already. */
function addLearner(
  newcomer: Omit<JoinRequest, 'electionTimeoutMs'>,
  membership: Membership,
): MembershipChange {
  const { nodeId, name, peerAddress, grpcAddress, staysLearner } = newcomer;
  const dead =
    newcomer.replaces === undefined ? undefined : findMember(membership, newcomer.replaces);
  const isVoter = dead !== undefined && membership.voters.includes(dead);
  const member: Member = {
    name,
    peerAddress,
    grpcAddress,
    ...(staysLearner && { staysLearner }),
    ...(isVoter && { replaces: dead }),
  };
  return { kind: 'addLearners', learners: new Map([[nodeId, member]]) };
}

/** Throws unless the member is what a new node would be made, or would have become, with the same wishes. */
function requirePurpose(
  membership: Membership,
  id: NodeId,
  wish: { readonly staysLearner: boolean; readonly replaces: string | undefined },
): void {
  const name = nameOf(membership, id);
  const member = membership.members.get(id);
  const dead = wish.replaces === undefined ? undefined : findMember(membership, wish.replaces);
  if (dead !== undefined && member?.replaces !== dead) {
    throw new InvalidRequestError(
      `${name} is a member already: kvorum cluster replace ${nameOf(membership, dead)} ${name}.`,
    );
  }
  if (wish.staysLearner && member?.staysLearner !== true) {
    throw new InvalidRequestError(`${name} is a member already, and not one that stays a learner.`);
  }
  if (!wish.staysLearner && member?.staysLearner === true) {
    throw new InvalidRequestError(
      `${name} is a member already, and stays a learner: kvorum cluster promote ${name}.`,
    );
  }
}

function requireCaughtUp(status: CoreStatus, learner: NodeId): void {
  const obstacle = obstacleOf(status, learner);
  if (obstacle === undefined) return;
  throw new LearnerBehindError(`${nameOf(status.membership, learner)} ${obstacle}`);
}

/** Why the learner may not vote yet (11.5). */
function obstacleOf({ peers }: CoreStatus, learner: NodeId): string | undefined {
  return peers.find(({ peer }) => peer === learner)?.learner?.obstacle;
}
