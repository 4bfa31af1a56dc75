/** The administration's client over real sockets, against servers whose cluster the test decides. */
import { afterEach, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { AdminClient } from '../../../rpc/client/admin-client.ts';
import {
  DeadlineExceededError,
  LearnerBehindError,
  MembershipBusyError,
  NotLeaderError,
} from '../../../rpc/errors.ts';
import { KvorumServer } from '../../../rpc/server.ts';
import { freePorts } from '../../support/cluster-process.ts';
import { openGuard } from '../../support/open-guard.ts';
import { systemClock } from '../../support/peer-nodes.ts';
import { FakeAdmin, sampleMembers } from '../fake-admin.ts';
import { FakeGateway } from '../fake-gateway.ts';

const removal = {
  change: { kind: 'remove', member: 'n3' },
  basedOn: asLogIndex(0),
  force: false,
} as const;
const toClose: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).toReversed()) await close();
});

async function startNode() {
  const gateway = new FakeGateway();
  const admin = new FakeAdmin();
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 0 },
    { gateway, guard: openGuard, admin, clock: systemClock, onBug: () => undefined },
  );
  toClose.push(async () => await server.stop());
  return { gateway, admin, endpoint: `127.0.0.1:${server.port}` };
}

/** A node that names `leader`, as often as it is asked. */
async function startFollower(leader: string | undefined) {
  const node = await startNode();
  node.gateway.leaderAddress = leader;
  node.admin.failures.push(...Array.from({ length: 100 }, () => new NotLeaderError('no')));
  return node;
}

function open(endpoints: readonly string[], timeoutMs = 5000): AdminClient {
  const client = new AdminClient({ endpoints, timeoutMs }, { clock: systemClock });
  toClose.push(() => client.close());
  return client;
}

test('a follower is as good an endpoint as the leader', async () => {
  const leader = await startNode();
  const follower = await startFollower(leader.endpoint);
  const client = open([follower.endpoint]);
  expect(await client.changeMembership(removal)).toEqual(leader.admin.answer);
  expect(await client.members()).toEqual(sampleMembers);
  expect(await client.transferLeadership('n2')).toBe('00000000000000a2');
  expect(leader.admin.changes).toEqual([removal]);
  // The leader is remembered.
  expect(follower.admin.changes).toHaveLength(1);
  expect(follower.admin.transfers).toEqual([]);
});

test('a leader that leads no more is asked where the next one is', async () => {
  const leader = await startNode();
  const follower = await startFollower(leader.endpoint);
  const client = open([follower.endpoint]);
  await client.changeMembership(removal);
  const next = await startNode();
  follower.gateway.leaderAddress = next.endpoint;
  leader.gateway.leaderAddress = next.endpoint;
  leader.admin.failures.push(new NotLeaderError('no'));
  await client.changeMembership(removal);
  expect(next.admin.changes).toHaveLength(1);
});

test('an endpoint that is gone, and a leader that cannot be reached, are passed over', async () => {
  const [port] = await freePorts(1);
  const gone = `127.0.0.1:${port}`;
  const leader = await startNode();
  const confused = await startFollower(gone);
  const client = open([gone, confused.endpoint, leader.endpoint]);
  expect(await client.changeMembership(removal)).toEqual(leader.admin.answer);
});

test('while another change is under way it waits its turn', async () => {
  const { admin, endpoint } = await startNode();
  admin.failures.push(new MembershipBusyError('busy'), new MembershipBusyError('busy'));
  expect(await open([endpoint]).changeMembership(removal)).toEqual(admin.answer);
  expect(admin.changes).toHaveLength(3);
});

test('without a leader the last answer is told when time is up', async () => {
  const lost = await startFollower(undefined);
  await expect(open([lost.endpoint], 300).members()).rejects.toMatchObject({
    code: 'NOT_LEADER',
    outcome: 'not-applied',
  });
});

test.each([new DeadlineExceededError('unknown'), new LearnerBehindError('n4 is behind')])(
  'a change is not sent again after %s',
  async (failure) => {
    const { admin, endpoint } = await startNode();
    admin.failures.push(failure);
    await expect(open([endpoint]).changeMembership(removal)).rejects.toMatchObject({
      code: failure.code,
      outcome: failure.outcome,
    });
    expect(admin.changes).toHaveLength(1);
  },
);
