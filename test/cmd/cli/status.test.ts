import { expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { viewCluster } from '../../../cmd/cli/cluster-view.ts';
import { readGlobalOptions } from '../../../cmd/cli/global-options.ts';
import { Output } from '../../../cmd/cli/output.ts';
import { formatView, showStatus } from '../../../cmd/cli/status.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';
import { addressOf, idOf, sampleLeader, sampleStatus } from '../node-status.ts';

function threeNodes(): FakeClient {
  const client = new FakeClient();
  client.statuses.set(addressOf('n1'), sampleLeader({ n2: 93 }));
  client.statuses.set(addressOf('n2'), sampleStatus('n2', { diskBytes: 512 }));
  client.statuses.set(addressOf('n3'), sampleStatus('n3'));
  return client;
}

async function show(client: FakeClient, output: string): Promise<{ code: number; io: FakeIo }> {
  const io = new FakeIo();
  const options = readGlobalOptions({ endpoint: addressOf('n1'), output }, io);
  const code = await showStatus({ client, options, output: new Output(io, options, () => []) });
  return { code, io };
}

test('a healthy cluster is one line and one row for each member', async () => {
  const { code, io } = await show(threeNodes(), 'table');
  expect(code).toBe(0);
  expect(io.stdout).toBe(
    'cluster 49ff5765…  healthy   term 3  leader n1   commit 100   tolerates 1 failure\n' +
      'NODE  ROLE      STATE  LAG  FSYNC p99  DISK     VERSION  GRPC\n' +
      'n1    leader    ok     –    2.9 ms     4.0 MiB  0.1.0    n1:4513\n' +
      'n2    follower  ok     7    2.9 ms     512 B    0.1.0    n2:4513\n' +
      'n3    follower  ok     0    2.9 ms     4.0 MiB  0.1.0    n3:4513\n',
  );
});

const noDivergence = {
  fence: undefined,
  comparedIndex: asLogIndex(0),
  uncomparedCount: 0,
  diverged: [],
};

test('a node that has diverged is shown, by its own word or by that of the leader', async () => {
  const fence = { index: asLogIndex(256), hash: 'aa', quorumHash: 'bb' };
  const byItself = threeNodes();
  byItself.statuses.set(
    addressOf('n3'),
    sampleStatus('n3', { divergence: { ...noDivergence, fence } }),
  );
  const byLeader = threeNodes();
  const leader = sampleLeader({ n2: 93 });
  const { nodeId } = sampleStatus('n3');
  byLeader.statuses.set(addressOf('n1'), {
    ...leader,
    divergence: { ...noDivergence, diverged: [nodeId] },
  });
  for (const client of [byItself, byLeader]) {
    const { io } = await show(client, 'table');
    expect(io.stdout).toContain('degraded');
    expect(io.stdout).toMatch(/^n3 +follower +diverged/m);
    expect(io.stdout).toMatch(/^n2 +follower +ok/m);
  }
});

test('a clock that is off, or clocks that nobody can judge, are shown (rule N-2)', async () => {
  const off = threeNodes();
  const skewed = sampleStatus('n3', { clock: { kind: 'off', skewMs: -86_400_250 } });
  off.statuses.set(addressOf('n3'), skewed);
  const shown = (await show(off, 'table')).io.stdout;
  expect(shown).toContain('degraded');
  expect(shown).toMatch(/^n3 +follower +clock off by -86400.3 s /m);
  const disputed = threeNodes();
  disputed.statuses.set(addressOf('n1'), {
    ...sampleLeader({ n2: 93 }),
    clock: { kind: 'disputed', spreadMs: 60_000 },
  });
  const { io } = await show(disputed, 'table');
  expect(io.stdout).toMatch(/degraded .* clocks differ by 60.0 s$/m);
});

test('states that could not be compared are counted (rule H-3)', async () => {
  const client = threeNodes();
  const leader = sampleLeader({ n2: 93 });
  client.statuses.set(addressOf('n1'), {
    ...leader,
    divergence: { ...noDivergence, uncomparedCount: 3 },
  });
  const { io } = await show(client, 'table');
  expect(io.stdout).toContain('tolerates 1 failure   3 states not compared\n');
});

test('for programs it is JSON', async () => {
  const { io } = await show(threeNodes(), 'json');
  expect(JSON.parse(io.stdout)).toMatchObject({
    clusterId: '49ff576565a619c7b2fbcb4ffa5bccc2',
    health: 'healthy',
    leader: 'n1',
    term: 3,
    commitIndex: 100,
    toleratedFailures: 1,
    members: [
      { name: 'n1', reachable: true, lag: null },
      { name: 'n2', reachable: true, lag: 7, status: { diskBytes: 512 } },
      { name: 'n3', reachable: true, lag: 0 },
    ],
  });
});

test('a member that does not answer makes the cluster degraded', async () => {
  const client = threeNodes();
  client.statuses.delete(addressOf('n3'));
  const { code, io } = await show(client, 'table');
  expect(code).toBe(0);
  expect(io.stdout).toContain('degraded   term 3  leader n1   commit 100   tolerates 0 failures');
  expect(io.stdout).toMatch(/^n3 +– +unreachable/m);
});

test('without a leader the state is shown, and the command fails with 6', async () => {
  const client = new FakeClient();
  client.statuses.set(addressOf('n2'), sampleStatus('n2', { leaderId: undefined }));
  const view = await viewCluster(client, [addressOf('n2')]);
  expect(formatView(view, { color: false })).toMatch(
    /^cluster 49ff5765…  unavailable {3}term 3  leader none/,
  );
  client.statuses.set(addressOf('n1'), sampleStatus('n1', { leaderId: undefined }));
  await expect(show(client, 'json')).rejects.toMatchObject({ code: 'NO_LEADER', exitCode: 6 });
});

test('if no node answers the command fails with 6 and says what to do', async () => {
  await expect(show(new FakeClient(), 'table')).rejects.toMatchObject({
    exitCode: 6,
    message: 'no node answers at n1:4513; start one, or give --endpoint',
  });
});

test('learners, and changes that are under way, are shown', async () => {
  const client = threeNodes();
  const leader = sampleLeader();
  client.statuses.set(addressOf('n1'), {
    ...leader,
    membership: {
      index: asLogIndex(8),
      isCommitted: true,
      isJoint: true,
      transferTarget: idOf('n2'),
    },
    members: leader.members.map((member) =>
      member.name === 'n3'
        ? {
            ...member,
            voter: false,
            standing: 'learner',
            learner: { lagEntries: 9, unappliedEntries: 9, obstacle: 'is 9 entries behind' },
          }
        : { ...member, standing: member.name === 'n2' ? 'incoming' : 'voter' },
    ),
  });
  const { io } = await show(client, 'table');
  expect(io.stdout).toContain('   voters are changing   handing leadership to n2\n');
  expect(io.stdout).toMatch(/^n2 +follower +incoming/m);
  expect(io.stdout).toMatch(/^n3 +learner +catching up/m);
  const { io: json } = await show(client, 'json');
  expect(JSON.parse(json.stdout)).toMatchObject({
    underWay: ['voters are changing', 'handing leadership to n2'],
    members: [{ standing: 'voter' }, { standing: 'incoming' }, { standing: 'learner' }],
  });
});

test('a change that is not committed is shown, and a node that is no member', async () => {
  const client = threeNodes();
  const leader = sampleLeader();
  client.statuses.set(addressOf('n1'), {
    ...leader,
    membership: {
      index: asLogIndex(8),
      isCommitted: false,
      isJoint: false,
      transferTarget: undefined,
    },
  });
  client.statuses.set('n9:4513', sampleStatus('n9', { members: [] }));
  const io = new FakeIo();
  const options = readGlobalOptions({ endpoint: `${addressOf('n1')},n9:4513` }, io);
  await showStatus({ client, options, output: new Output(io, options, () => []) });
  expect(io.stdout).toContain('   members are changing\n');
  expect(io.stdout).toMatch(/^n9 +follower +not a member/m);
});
