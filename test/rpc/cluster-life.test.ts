/** Nodes that come and go by what operators ask for, decided by real consensus nodes on a clock that stands still. */
import { expect, test } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import type { Introduction } from '../../rpc/bootstrap.ts';
import { ClusterAdmin } from '../../rpc/index.ts';
import type { AdminChange, ChangeAnswer } from '../../rpc/index.ts';
import type { JoinAnswer } from '../../rpc/join-codec.ts';
import { PeerUnreachableError } from '../../rpc/peer-errors.ts';
import { clusterA } from '../support/peer-nodes.ts';
import { idOf, memberOf } from '../support/raft/core-cluster.ts';
import { NodeCluster } from '../support/raft/node-cluster.ts';

const electionTimeoutMs = 500;

/** A cluster whose leader is asked; `spares` are nodes that run and wait to join. */
async function start(options: { readonly voters: number; readonly spares: number }) {
  const cluster = new NodeCluster({ ...options, seed: 1 });
  const leader = await cluster.leader();
  await cluster.clock.advance(200);
  const { node } = cluster.of(leader);
  const { clock } = cluster;
  const admin = new ClusterAdmin(
    { nodeId: idOf(leader), clusterId: clusterA, electionTimeoutMs },
    { node, clock, hello: async (address) => await Promise.resolve(introduce(address)) },
  );
  /** What becomes of a call when `ms` have passed. */
  const settle = async <T>(call: Promise<T>, ms = 300): Promise<T> => {
    const ended = call.then(
      (value) => ({ value }),
      (error: unknown) => ({ error }),
    );
    await clock.advance(ms);
    const end = await ended;
    if ('error' in end) throw end.error;
    return end.value;
  };
  const change = async (wish: AdminChange): Promise<ChangeAnswer> => {
    const deadline = asMonotonicMs(clock.monotonic() + 10_000);
    return await settle(
      admin.change({ change: wish, basedOn: asLogIndex(0), force: false }, { deadline }),
    );
  };
  const join = async (number: number): Promise<JoinAnswer> => {
    const newcomer = { ...memberOf(number), nodeId: idOf(number), electionTimeoutMs };
    return await settle(admin.join({ ...newcomer, staysLearner: false, replaces: undefined }));
  };
  const voters = (): readonly string[] => node.status().membership.voters;
  const followers = [1, 2, 3].filter((number) => number !== leader);
  return { cluster, admin, change, join, voters, leader, followers };
}

function introduce(address: string): Introduction {
  for (let number = 1; number <= 9; number++) {
    const { name, peerAddress, grpcAddress } = memberOf(number);
    if (peerAddress === address) {
      return { name, grpcAddress, nodeId: idOf(number), clusterId: undefined, electionTimeoutMs };
    }
  }
  throw new PeerUnreachableError('nobody is there');
}

test('a cluster grows from one node to three by nodes that join (11.5, 11.6)', async () => {
  const { cluster, join, voters, admin } = await start({ voters: 1, spares: 2 });
  for (const number of [2, 3]) {
    cluster.cut(number);
    expect(await join(number)).toMatchObject({ kind: 'joined' });
    // Asked again, as after a lost answer, it is told the same.
    expect(await join(number)).toMatchObject({ kind: 'joined' });
    cluster.heal(number);
    await cluster.clock.advance(2_000);
    // Who takes part knows that it does, or has lost its disk (D13).
    await expect(join(number)).rejects.toThrow('it was set back');
  }
  expect(voters()).toEqual([1, 2, 3].map(idOf));
  expect(admin.members().members.map(({ standing }) => standing)).toEqual(
    Array.from({ length: 3 }, () => 'voter'),
  );
});

test('a node that is added tells how far it is until it votes', async () => {
  const { cluster, change, voters } = await start({ voters: 3, spares: 1 });
  const { peerAddress } = memberOf(4);
  const add = { kind: 'add', peerAddress, staysLearner: false, replaces: undefined } as const;
  cluster.cut(4);
  expect((await change(add)).waitsFor).toBe('is not in contact');
  expect(voters()).toHaveLength(3);
  expect((await change({ ...add })).waitsFor).toBe('is not in contact');
});

test('a dead voter is replaced by a node that waits to join, in one change of voters (11.3)', async () => {
  const { cluster, change, voters, followers } = await start({ voters: 3, spares: 1 });
  const [alive = 0, dead = 0] = followers;
  cluster.cut(dead);
  await cluster.clock.advance(1_000);
  const { name } = memberOf(dead);
  const replace = { kind: 'replace', dead: name, replacement: memberOf(4).peerAddress } as const;
  const begun = await change(replace);
  expect(begun.nodeId).toBe(idOf(4));
  await cluster.clock.advance(2_000);
  expect(voters()).not.toContain(idOf(dead));
  expect(voters()).toContain(idOf(alive));
  expect(voters()).toContain(idOf(4));
  // Asked again it is done, and nothing changes any more.
  const again = await change(replace);
  expect(again.waitsFor).toBeUndefined();
  expect(await change(replace)).toEqual(again);
});

test('a removal that would lose the quorum is refused, with the name of who is silent (M-8)', async () => {
  const { cluster, change, voters, followers } = await start({ voters: 3, spares: 0 });
  const [alive = 0, dead = 0] = followers;
  cluster.cut(dead);
  await cluster.clock.advance(1_000);
  const removal = change({ kind: 'remove', member: memberOf(alive).name });
  await expect(removal).rejects.toMatchObject({ code: 'WOULD_LOSE_QUORUM' });
  await expect(removal).rejects.toThrow(memberOf(dead).name);
  expect(voters()).toHaveLength(3);
  await change({ kind: 'remove', member: memberOf(dead).name });
  expect(voters()).toHaveLength(2);
});

test('leadership is handed over, and the old leader changes nothing any more (10.1)', async () => {
  const { cluster, admin, change, followers } = await start({ voters: 3, spares: 0 });
  const [successor = 0, other = 0] = followers;
  const deadline = asMonotonicMs(cluster.clock.monotonic() + 10_000);
  const transferred = admin.transfer(memberOf(successor).name, { deadline });
  await cluster.clock.advance(1_000);
  expect(await transferred).toBe(idOf(successor));
  await expect(change({ kind: 'remove', member: memberOf(other).name })).rejects.toMatchObject({
    code: 'NOT_LEADER',
  });
});
