/** What a cluster of node loops cannot show; the rest is in node-cluster.test.ts. */
import { expect, it } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { OperatorRequests } from '../../raft/operator-requests.ts';

const change = { basedOn: asLogIndex(1), change: { kind: 'remove', nodes: [] } } as const;

it('what waits for a turn is bounded, and the rest is refused', async () => {
  const requests = new OperatorRequests({ transferWaitMs: 1 });
  const waiting = Array.from({ length: 100 }, async () => await requests.changeMembership(change));
  expect(await requests.changeMembership(change)).toEqual({
    kind: 'refused',
    reason: 'overloaded',
  });
  expect(await requests.transferLeadership(undefined)).toEqual({
    kind: 'refused',
    reason: 'overloaded',
  });
  requests.stop();
  expect(new Set((await Promise.all(waiting)).map(({ kind }) => kind))).toEqual(
    new Set(['refused']),
  );
});

it('what comes after the stop is refused', async () => {
  const requests = new OperatorRequests({ transferWaitMs: 1 });
  requests.stop();
  expect(requests.isWaiting).toBe(false);
  expect(await requests.changeMembership(change)).toMatchObject({ reason: 'stopped' });
  expect(await requests.transferLeadership(undefined)).toMatchObject({ reason: 'stopped' });
});
