/** A consensus node for tests of the administration: a status to order, scripted outcomes, and what was asked of it. */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { LogIndex, NodeId } from '../../base/brand.ts';
import type {
  Member,
  Membership,
  MembershipOutcome,
  MembershipRequest,
  TransferOutcome,
} from '../../raft/index.ts';
import type { AdminNode } from '../../rpc/cluster-admin.ts';
import { nodeId } from '../support/peer-nodes.ts';

type CoreStatus = ReturnType<AdminNode['status']>;

/** Node 1 is called n1, with peer address h1:4514 and gRPC address h1:4513. */
export function member(number: number, extra: Partial<Member> = {}): Member {
  const host = `h${number}`;
  return {
    name: `n${number}`,
    peerAddress: `${host}:4514`,
    grpcAddress: `${host}:4513`,
    ...extra,
  };
}

/** Voters and learners by number, with what is special about learners. */
export function membership(parts: {
  readonly voters: readonly number[];
  readonly votersOld?: readonly number[];
  readonly learners?: Readonly<Record<number, Partial<Member>>>;
}): Membership {
  const { voters, votersOld, learners = {} } = parts;
  const learnerNumbers = Object.keys(learners).map(Number);
  const numbers = [...new Set([...voters, ...(votersOld ?? []), ...learnerNumbers])];
  return {
    voters: voters.map(nodeId),
    ...(votersOld !== undefined && { votersOld: votersOld.map(nodeId) }),
    learners: learnerNumbers.map(nodeId),
    members: new Map(
      numbers
        .toSorted((a, b) => a - b)
        .map((number) => [nodeId(number), member(number, learners[number])]),
    ),
  };
}

/** n1 leads; the membership is that of entry 8. */
export class FakeAdminNode implements AdminNode {
  readonly changes: MembershipRequest[] = [];
  readonly transfers: (NodeId | undefined)[] = [];
  /** In force once the next change is committed. */
  next: Membership | undefined;
  /** What becomes of the next change, if it is not committed. */
  outcome: MembershipOutcome | undefined;
  transferOutcome: TransferOutcome = { kind: 'aborted' };
  /** Changes and transfers never settle. */
  hangs = false;
  #status: CoreStatus;

  constructor(current: Membership) {
    this.#status = {
      role: 'leader',
      term: asTerm(3),
      leader: nodeId(1),
      commitIndex: asLogIndex(100),
      lastApplied: asLogIndex(100),
      lastIndex: asLogIndex(100),
      durableIndex: asLogIndex(99),
      leaseHeld: true,
      peers: [],
      membership: current,
      membershipIndex: asLogIndex(8),
      isMembershipCommitted: true,
      transferTarget: undefined,
      clock: { kind: 'unknown' },
      divergence: {
        fence: undefined,
        comparedIndex: asLogIndex(0),
        uncomparedCount: 0,
        diverged: [],
      },
      isLeaseRevoked: false,
    };
  }

  set(part: Partial<CoreStatus>): void {
    this.#status = { ...this.#status, ...part };
  }

  /** Why a learner may not vote yet. */
  obstruct(number: number, obstacle: string): void {
    this.set({
      peers: [
        {
          peer: nodeId(number),
          matchIndex: asLogIndex(40),
          nextIndex: asLogIndex(41),
          state: 'snapshot',
          silentMs: 7,
          learner: { lagEntries: 60, unappliedEntries: 61, obstacle },
        },
      ],
    });
  }

  status(): CoreStatus {
    return this.#status;
  }

  async changeMembership(request: MembershipRequest): Promise<MembershipOutcome> {
    this.changes.push(request);
    await this.#wait();
    if (this.outcome !== undefined) return this.outcome;
    const index: LogIndex = asLogIndex(this.#status.membershipIndex + 1);
    this.set({ membershipIndex: index, membership: this.next ?? this.#status.membership });
    return { kind: 'committed', index };
  }

  async transferLeadership(target?: NodeId): Promise<TransferOutcome> {
    this.transfers.push(target);
    await this.#wait();
    return this.transferOutcome;
  }

  async #wait(): Promise<void> {
    if (this.hangs) await new Promise<void>(() => undefined);
    await Promise.resolve();
  }
}
