import { expect, test } from 'vitest';
import { asTerm } from '../../../base/brand.ts';
import { viewCluster } from '../../../cmd/cli/cluster-view.ts';
import { KvorumCallError } from '../../../rpc/index.ts';
import type { NodeStatus } from '../../../rpc/index.ts';
import { FakeClient } from '../fake-client.ts';
import { addressOf, idOf, sampleLeader, sampleStatus } from '../node-status.ts';

function clientOf(statuses: Readonly<Record<string, NodeStatus>>): FakeClient {
  const client = new FakeClient();
  for (const [name, status] of Object.entries(statuses)) {
    client.statuses.set(addressOf(name), status);
  }
  return client;
}

const three = { n1: sampleLeader(), n2: sampleStatus('n2'), n3: sampleStatus('n3') };

test('one endpoint is enough to see every member, sorted by name', async () => {
  const view = await viewCluster(clientOf(three), [addressOf('n2')]);
  expect(view.members.map(({ name, problem }) => [name, problem])).toEqual([
    ['n1', undefined],
    ['n2', undefined],
    ['n3', undefined],
  ]);
  expect(view.leader?.name).toBe('n1');
  expect(view.toleratedFailures).toBe(1);
});

test('a member that does not answer is shown with the reason', async () => {
  const { n1, n2 } = three;
  const view = await viewCluster(clientOf({ n1, n2 }), ['n1', 'n3'].map(addressOf));
  expect(view.members.at(2)).toMatchObject({
    name: 'n3',
    status: undefined,
    problem: 'no connection to n3:4513',
  });
  expect(view.toleratedFailures).toBe(0);
});

test('without a quorum the number of failures to tolerate is below zero', async () => {
  const view = await viewCluster(clientOf({ n2: three.n2 }), [addressOf('n2')]);
  expect(view.leader).toBeUndefined();
  expect(view.toleratedFailures).toBe(-1);
});

test('a leader of an older term has been replaced and does not count', async () => {
  const later = sampleStatus('n2', { term: asTerm(4), leaderId: undefined });
  const view = await viewCluster(clientOf({ ...three, n2: later }), [addressOf('n1')]);
  expect(view.leader).toBeUndefined();
  const successor = { ...later, role: 'leader' as const };
  const healed = await viewCluster(
    clientOf({ ...three, n2: successor }),
    ['n1', 'n2'].map(addressOf),
  );
  expect(healed.leader?.name).toBe('n2');
});

test('a node that the members do not name is a stranger', async () => {
  const stranger = sampleStatus('n9', { term: asTerm(1), nodeId: idOf('n9') });
  const endpoints = ['n1', 'n9'].map(addressOf);
  const view = await viewCluster(clientOf({ ...three, n9: stranger }), endpoints);
  expect(view.members.at(-1)).toMatchObject({ name: 'n9', grpcAddress: addressOf('n9') });
  expect(view.members.at(-1)).toMatchObject({
    name: 'n9',
    grpcAddress: addressOf('n9'),
    voter: false,
  });
  expect(view.members).toHaveLength(4);
});

test('if nobody answers there is nothing to see', async () => {
  expect(await viewCluster(clientOf({}), ['a:1'])).toMatchObject({
    members: [],
    leader: undefined,
  });
});

test.each(['incoming', 'outgoing'] as const)(
  'while voters change, with one %s, the weaker half decides how many may fail (M-5)',
  async (standing) => {
    const members = three.n1.members.map((member) => ({
      ...member,
      standing: member.name === 'n3' ? standing : ('voter' as const),
    }));
    const all = { ...three, n1: { ...three.n1, members } };
    // Of n1, n2, n3 one may fail; of n1, n2 none.
    expect((await viewCluster(clientOf(all), [addressOf('n1')])).toleratedFailures).toBe(0);
    const { n2: _, ...withoutOne } = all;
    const view = await viewCluster(clientOf(withoutOne), [addressOf('n1')]);
    expect(view.toleratedFailures).toBe(-1);
  },
);

test('a node that asks for another token is told apart from one that is not there', async () => {
  const refusal = new KvorumCallError('the token is not valid', {
    code: 'UNAUTHENTICATED',
    retryable: false,
    outcome: 'not-applied',
    grpcCode: 16,
    endpoint: addressOf('n1'),
  });
  const client = { status: async () => await Promise.reject(refusal) };
  expect(await viewCluster(client, [addressOf('n1')])).toMatchObject({ members: [], refusal });
  expect(await viewCluster(clientOf({}), [addressOf('n1')])).not.toHaveProperty('refusal');
});
