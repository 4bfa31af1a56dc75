import { expect, test } from 'vitest';
import { describeUnready } from '../../cmd/readiness.ts';
import { idOf } from '../support/raft/core-cluster.ts';

const ready = { isFenced: false, lacksState: false, leader: idOf(1) };

test.each([
  [{}, undefined],
  [{ leader: undefined }, 'this node knows no leader'],
  [{ lacksState: true }, 'this node waits for a snapshot of the state'],
  [{ isFenced: true, lacksState: true }, 'the state of this node is not that of the cluster'],
])('a node with %j is unready because: %s', (change, reason) => {
  expect(describeUnready({ ...ready, ...change })).toBe(reason);
});
