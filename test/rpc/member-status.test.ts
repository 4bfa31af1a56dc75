import { expect, test } from 'vitest';
import { describeMembers, describeMembership } from '../../rpc/index.ts';
import { nodeId } from '../support/peer-nodes.ts';
import { FakeAdminNode, membership } from './fake-admin-node.ts';

test('while voters change it is told who comes and who goes (M-5)', () => {
  const joint = membership({ voters: [1, 2, 4], votersOld: [1, 2, 3], learners: { 5: {} } });
  const node = new FakeAdminNode(joint);
  const told = describeMembers(node.status(), nodeId(1));
  expect(told.map(({ name, standing, voter }) => [name, standing, voter])).toEqual([
    ['n1', 'voter', true],
    ['n2', 'voter', true],
    ['n3', 'outgoing', false],
    ['n4', 'incoming', true],
    ['n5', 'learner', false],
  ]);
  expect(describeMembership(node.status()).isJoint).toBe(true);
});

test('a voter that becomes a learner is outgoing until then (M-9)', () => {
  const joint = membership({ voters: [1, 2], votersOld: [1, 2, 3], learners: { 3: {} } });
  const told = describeMembers(new FakeAdminNode(joint).status(), nodeId(1));
  expect(told[2]).toMatchObject({ name: 'n3', standing: 'outgoing' });
});

test('a follower tells who belongs to the cluster, and nothing of how far they are', () => {
  const node = new FakeAdminNode(membership({ voters: [1, 2], learners: { 3: {} } }));
  node.set({ role: 'follower', peers: [] });
  for (const told of describeMembers(node.status(), nodeId(1))) {
    expect(told).toMatchObject({ matchIndex: undefined, silentMs: undefined });
    expect(told).not.toHaveProperty('learner');
  }
});

test('what a learner is for is told with it', () => {
  const learners = { 3: { staysLearner: true }, 4: { replaces: nodeId(2) } } as const;
  const node = new FakeAdminNode(membership({ voters: [1, 2], learners }));
  const told = describeMembers(node.status(), nodeId(1));
  expect(told[2]).toMatchObject({ staysLearner: true });
  expect(told[3]).toMatchObject({ replaces: nodeId(2) });
});
