/**
 * The leader's right to answer strong reads alone. It runs from the moment at which the round that a quorum
 * has answered was *sent*, on the leader's monotonic clock, and is shorter than any promise that the answers
 * stand for (9.3). Nothing else extends it.
 */
import type { MonotonicMs } from '../../base/brand.ts';

export type LeaseState = {
  /** When the newest round that a quorum answered was sent; undefined before the first, or if unknown. */
  readonly quorumSentAt: MonotonicMs | undefined;
  readonly leaseMs: number;
};

/** True while no other node can lead. The end is exclusive. */
export function isLeaseValid({ quorumSentAt, leaseMs }: LeaseState, now: MonotonicMs): boolean {
  return quorumSentAt !== undefined && now < quorumSentAt + leaseMs;
}
