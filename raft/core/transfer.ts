/**
 * A leader's intention to hand its office to another voter (10.1). From the first attempt on the lease is gone for
 * the rest of the term, also if the attempt is given up: the word to take over may be delayed for any length of
 * time, and a vote that was asked for because of it overrides promises. Lives for one term of one leader.
 */
import type { MonotonicMs, NodeId } from '../../base/brand.ts';

export type TransferBegun =
  | { readonly kind: 'begun'; readonly target: NodeId }
  | {
      readonly kind: 'refused';
      /**
       * `unreachable`: the target, or every other voter that could lead, is not in contact. `clockOff`: the wall clock of
       * the target is (N-2).
       */
      readonly reason: 'isLeader' | 'notAVoter' | 'unreachable' | 'clockOff' | 'configBusy';
    };

type Attempt = { readonly target: NodeId; readonly deadline: number; readonly isTold: boolean };

export class Transfer {
  #attempt: Attempt | undefined;
  #isLeaseRevoked = false;

  /** To whom the office is being handed; proposals are refused meanwhile. */
  get target(): NodeId | undefined {
    return this.#attempt?.target;
  }

  get isLeaseRevoked(): boolean {
    return this.#isLeaseRevoked;
  }

  /** When the present attempt is given up. */
  get deadline(): number {
    return this.#attempt?.deadline ?? Infinity;
  }

  /** Before anybody is told to take over, for whatever reason. */
  revokeLease(): void {
    this.#isLeaseRevoked = true;
  }

  /** The same target again changes nothing; another one takes its place. */
  begin(target: NodeId, deadline: number): void {
    this.revokeLease();
    if (this.#attempt?.target !== target) this.#attempt = { target, deadline, isTold: false };
  }

  /** The target, once: when it holds the whole log. */
  takeReadyTarget(isCaughtUp: (target: NodeId) => boolean): NodeId | undefined {
    const attempt = this.#attempt;
    if (attempt === undefined || attempt.isTold || !isCaughtUp(attempt.target)) return undefined;
    this.#attempt = { ...attempt, isTold: true };
    return attempt.target;
  }

  /** The target of an attempt that is given up now. */
  expire(now: MonotonicMs): NodeId | undefined {
    if (now < this.deadline) return undefined;
    const target = this.#attempt?.target;
    this.#attempt = undefined;
    return target;
  }
}
