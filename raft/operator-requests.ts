/**
 * What operators ask of a node loop: another membership, another leader. Holds the requests until the next turn, and
 * their callers until the fate is known. Every request is answered exactly once.
 */
import type { LogIndex, NodeId } from '../base/brand.ts';
import type { RaftCore } from './core/core.ts';
import type { NodeClock } from './node-clock.ts';
import type { MembershipRequest } from './core/reconfiguration.ts';
import type { Entry } from './core/types.ts';
import { PendingMemberships } from './pending-membership.ts';
import type { MembershipOutcome } from './pending-membership.ts';
import { PendingTransfers } from './pending-transfer.ts';
import type { TransferOutcome } from './pending-transfer.ts';

/** Requests that may wait for a turn; beyond it they are refused. */
const waitingMax = 100;

type Waiting = {
  /** Hands the request to the core. */
  readonly run: (core: RaftCore, now: NodeClock) => void;
  readonly refuse: (reason: 'overloaded' | 'stopped') => void;
};

export class OperatorRequests {
  readonly #transferWaitMs: number;
  readonly #waiting: Waiting[] = [];
  readonly #memberships = new PendingMemberships();
  readonly #transfers = new PendingTransfers();
  #isStopped = false;

  /** `transferWaitMs`: how long another leader is waited for after a transfer has begun. */
  constructor(options: { readonly transferWaitMs: number }) {
    this.#transferWaitMs = options.transferWaitMs;
  }

  /** Requests wait for a turn. */
  get isWaiting(): boolean {
    return this.#waiting.length > 0;
  }

  /** Settles when the final membership is committed, or when it is known why not. */
  async changeMembership(request: MembershipRequest): Promise<MembershipOutcome> {
    return await new Promise((settle) => {
      this.#add({
        run: (core, now) => {
          const result = core.proposeMembership(request, now.stamp(), now.monotonic());
          if (result.kind === 'refused') settle(result);
          else if (result.kind === 'inForce') settle({ kind: 'committed', index: result.index });
          else this.#memberships.add({ index: result.index, term: core.term }, settle);
        },
        refuse: (reason) => settle({ kind: 'refused', reason }),
      });
    });
  }

  /** Settles when another node leads, or when it is known why not. */
  async transferLeadership(target: NodeId | undefined): Promise<TransferOutcome> {
    return await new Promise((settle) => {
      this.#add({
        run: (core, now) => {
          const begunAt = now.monotonic();
          const result = core.transferLeadership(target, begunAt);
          const deadline = begunAt + this.#transferWaitMs;
          if (result.kind === 'refused') settle(result);
          else this.#transfers.add({ term: core.term, deadline }, settle);
        },
        refuse: (reason) => settle({ kind: 'refused', reason }),
      });
    });
  }

  /** To be called once in every turn. */
  run(core: RaftCore, now: NodeClock): void {
    for (const { run } of this.#waiting.splice(0)) run(core, now);
  }

  /** To be called at the end of every turn, when the core has done what it had to. */
  observe(core: RaftCore, now: NodeClock): void {
    if (this.#transfers.isEmpty) return;
    const { role, term, leader, transferTarget } = core;
    this.#transfers.observe({ role, term, leader, transferTarget }, now.monotonic());
  }

  /** A snapshot jumped past entries. */
  onSnapshotInstalled(index: LogIndex): void {
    this.#memberships.onSnapshotInstalled(index);
  }

  /** To be called with all applied entries, in index order. */
  onApplied(entries: readonly Entry[]): void {
    this.#memberships.onApplied(entries);
  }

  /** The node stops: what is open ends as unknown, what waits or comes later is refused. */
  stop(): void {
    this.#isStopped = true;
    this.#memberships.abandon();
    this.#transfers.abandon();
    for (const { refuse } of this.#waiting.splice(0)) refuse('stopped');
  }

  #add(waiting: Waiting): void {
    if (this.#isStopped) waiting.refuse('stopped');
    else if (this.#waiting.length >= waitingMax) waiting.refuse('overloaded');
    else this.#waiting.push(waiting);
  }
}
