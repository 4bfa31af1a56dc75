import { describe, expect, it } from 'vitest';
import { asMonotonicMs, asTerm } from '../../base/brand.ts';
import { PendingTransfers } from '../../raft/pending-transfer.ts';
import type { TransferOutcome } from '../../raft/pending-transfer.ts';
import { idOf } from '../support/raft/core-cluster.ts';

const [self, other] = [idOf(1), idOf(2)];

/** What a transfer comes to that was begun by `self` in term 2, to be waited for until 100. */
function waitFor() {
  const transfers = new PendingTransfers();
  const outcomes: TransferOutcome[] = [];
  transfers.add({ term: asTerm(2), deadline: 100 }, (outcome) => outcomes.push(outcome));
  return { transfers, outcomes };
}

const leading = { role: 'leader', term: asTerm(2), leader: self, transferTarget: other } as const;
const following = {
  role: 'follower',
  term: asTerm(3),
  leader: undefined,
  transferTarget: undefined,
} as const;

describe('a transfer', () => {
  it('is done when another node is known to lead', () => {
    const { transfers, outcomes } = waitFor();
    transfers.observe(leading, asMonotonicMs(1));
    transfers.observe(following, asMonotonicMs(2));
    expect(outcomes).toEqual([]);
    transfers.observe({ ...following, leader: other }, asMonotonicMs(3));
    expect(outcomes).toEqual([{ kind: 'transferred', leader: other }]);
    expect(transfers.isEmpty).toBe(true);
  });

  it.each([
    ['gave it up', { ...leading, transferTarget: undefined }],
    ['was elected again', { ...leading, term: asTerm(4) }],
  ])('is aborted when this node %s', (_, leadership) => {
    const { transfers, outcomes } = waitFor();
    transfers.observe(leadership, asMonotonicMs(1));
    expect(outcomes).toEqual([{ kind: 'aborted' }]);
  });

  it('is of unknown fate when nobody leads in time, or this node stops', () => {
    const { transfers, outcomes } = waitFor();
    transfers.observe(following, asMonotonicMs(99));
    expect(outcomes).toEqual([]);
    transfers.observe(following, asMonotonicMs(100));
    expect(outcomes).toEqual([{ kind: 'unknown' }]);
    const stopped = waitFor();
    stopped.transfers.abandon();
    expect(stopped.outcomes).toEqual([{ kind: 'unknown' }]);
  });
});
