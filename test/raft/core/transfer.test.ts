import { expect, it } from 'vitest';
import { asMonotonicMs } from '../../../base/brand.ts';
import { Transfer } from '../../../raft/core/transfer.ts';
import { idOf } from '../../support/raft/core-cluster.ts';

const [a, b] = [idOf(1), idOf(2)];
const always = (): boolean => true;

it('the target is told once, and not before it has everything', () => {
  const transfer = new Transfer();
  expect(transfer.takeReadyTarget(always)).toBeUndefined();
  transfer.begin(a, 100);
  expect(transfer.takeReadyTarget(() => false)).toBeUndefined();
  expect(transfer.takeReadyTarget((target) => target === a)).toBe(a);
  expect(transfer.takeReadyTarget(always)).toBeUndefined();
  expect(transfer.target).toBe(a);
});

it('the same target again changes nothing, another takes its place', () => {
  const transfer = new Transfer();
  transfer.begin(a, 100);
  transfer.takeReadyTarget(always);
  transfer.begin(a, 200);
  expect([transfer.deadline, transfer.takeReadyTarget(always)]).toEqual([100, undefined]);
  transfer.begin(b, 200);
  expect([transfer.deadline, transfer.takeReadyTarget(always)]).toEqual([200, b]);
});

it('an attempt ends at its deadline, and the lease does not come back (Q-8)', () => {
  const transfer = new Transfer();
  expect(transfer.isLeaseRevoked).toBe(false);
  transfer.begin(a, 100);
  expect(transfer.expire(asMonotonicMs(99))).toBeUndefined();
  expect(transfer.expire(asMonotonicMs(100))).toBe(a);
  expect(transfer.target).toBeUndefined();
  expect(transfer.deadline).toBe(Infinity);
  expect(transfer.isLeaseRevoked).toBe(true);
});
