import { expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { readGlobalOptions } from '../../../cmd/cli/global-options.ts';
import { showMembers } from '../../../cmd/cli/members.ts';
import { Output } from '../../../cmd/cli/output.ts';
import type { MembersAnswer } from '../../../rpc/index.ts';
import { FakeClient } from '../fake-client.ts';
import { FakeIo } from '../fake-io.ts';
import { idOf, sampleMembers } from '../node-status.ts';

async function show(view: MembersAnswer, output: string): Promise<string> {
  const io = new FakeIo();
  const client = new FakeClient();
  client.view = view;
  const options = readGlobalOptions({ output }, io);
  expect(await showMembers({ client, options, output: new Output(io, options, () => []) })).toBe(0);
  return io.stdout;
}

/** n2 gives way to n3, which has not caught up. */
function changing(): MembersAnswer {
  const { members, membership, ...same } = sampleMembers({ lastIndex: asLogIndex(120) });
  return {
    ...same,
    membership: { ...membership, isCommitted: false, isJoint: true, transferTarget: idOf('n2') },
    members: members.map((member) => {
      if (member.name === 'n1') return { ...member, silentMs: 0 };
      if (member.name === 'n2') return { ...member, standing: 'outgoing', silentMs: 2_340 };
      return {
        ...member,
        voter: false,
        standing: 'learner',
        matchIndex: asLogIndex(40),
        silentMs: undefined,
        learner: { lagEntries: 80, unappliedEntries: 80, obstacle: 'is 80 entries behind' },
        replaces: idOf('n2'),
        isReceivingSnapshot: true,
      };
    }),
  };
}

test('the members are one line on the cluster and one row each', async () => {
  expect(await show(sampleMembers(), 'table')).toBe(
    'cluster 49ff5765…   term 3   leader n1   membership 8\n' +
      'NODE  ID                ROLE    LAG  SILENT  PEER     GRPC     NOTE\n' +
      'n1    0000000000006e31  leader  –    –       n1:4514  n1:4513\n' +
      'n2    0000000000006e32  voter   0    10 ms   n2:4514  n2:4513\n' +
      'n3    0000000000006e33  voter   0    10 ms   n3:4514  n3:4513\n',
  );
});

test('a change under way shows who comes, who goes, and what is waited for', async () => {
  const table = await show(changing(), 'table');
  expect(table).toContain(
    'membership 8 (not committed yet)   voters are changing   handing leadership to n2\n',
  );
  expect(table).toMatch(/^n2 .* outgoing +20 +2\.3 s/m);
  expect(table).toMatch(
    /^n3 .* learner +80 +never heard .*gets a snapshot, is 80 entries behind, takes the place of n2$/m,
  );
});

test('a learner that stays one is not said to wait for anything', async () => {
  const view = changing();
  const members = view.members.map((member) => ({ ...member, staysLearner: true }));
  const table = await show({ ...view, members }, 'table');
  expect(table).toContain('stays a learner');
  expect(table).not.toContain('behind');
});

test('a leader that does not tell of standings still tells who votes', async () => {
  const view = changing();
  const members = view.members.map(({ id, name, peerAddress, grpcAddress, voter }) => ({
    id,
    name,
    peerAddress,
    grpcAddress,
    voter,
    matchIndex: undefined,
    silentMs: undefined,
  }));
  const table = await show({ ...view, members }, 'table');
  expect(table).toMatch(/^n2 .* voter /m);
  expect(table).toMatch(/^n3 .* learner /m);
});

test('for programs it is JSON', async () => {
  expect(JSON.parse(await show(changing(), 'json'))).toMatchObject({
    leader: 'n1',
    term: 3,
    membership: { index: 8, isCommitted: false, isJoint: true, transferTarget: idOf('n2') },
    members: [
      { name: 'n1', role: 'leader', lag: null, learner: null },
      { name: 'n2', role: 'outgoing', lag: 20 },
      { name: 'n3', role: 'learner', lag: 80, silentMs: null, replaces: idOf('n2') },
    ],
  });
});
