import { expect, it } from 'vitest';
import { asMonotonicMs } from '../../../base/brand.ts';
import { isLeaseValid } from '../../../raft/core/lease.ts';

it.each([
  ['is valid at the moment of the round', 1000, 1000, true],
  ['is valid to the end', 1000, 1449.9, true],
  ['is over at the end', 1000, 1450, false],
  ['is over afterwards', 1000, 9999, false],
])('a lease %s', (_, sentAt, now, isValid) => {
  const lease = { quorumSentAt: asMonotonicMs(sentAt), leaseMs: 450 };
  expect(isLeaseValid(lease, asMonotonicMs(now))).toBe(isValid);
});

it('there is no lease before a quorum has answered', () => {
  expect(isLeaseValid({ quorumSentAt: undefined, leaseMs: 450 }, asMonotonicMs(0))).toBe(false);
});
