import { expect, test } from 'vitest';
import {
  findConflict,
  findMember,
  isRemoved,
  nameOf,
  resolveMember,
  withNames,
} from '../../rpc/member-names.ts';
import { nodeId } from '../support/peer-nodes.ts';
import { member, membership } from './fake-admin-node.ts';

const members = membership({ voters: [1, 2], learners: { 3: { name: nodeId(2) } } });

test('a member is found by name and by id; a name that looks like an id is a name', () => {
  expect(findMember(members, 'n1')).toBe(nodeId(1));
  expect(findMember(members, nodeId(1))).toBe(nodeId(1));
  expect(findMember(members, nodeId(2))).toBe(nodeId(3));
  expect(findMember(members, 'n9')).toBeUndefined();
});

test('whoever names nobody is told who there is', () => {
  expect(() => resolveMember(membership({ voters: [2, 1] }), 'n9')).toThrow(
    '"n9" is not a member; the members are n1, n2',
  );
});

test('whoever was removed is known, unless a member has the name now', () => {
  const removed = new Map([
    [nodeId(3), 'n3'],
    [nodeId(4), 'n1'],
  ]);
  const two = { ...membership({ voters: [1, 2] }), removed };
  expect(['n3', nodeId(3), nodeId(4)].map((name) => isRemoved(two, name))).toEqual([
    true,
    true,
    true,
  ]);
  expect(['n1', 'n9', ''].map((name) => isRemoved(two, name))).toEqual([false, false, false]);
  expect(() => resolveMember(two, 'n3')).toThrow('"n3" is not a member any more; the members');
});

test('sentences about ids become sentences about names', () => {
  const two = membership({ voters: [1, 2] });
  expect(withNames(`${nodeId(1)} and ${nodeId(9)} differ`, two)).toBe(`n1 and ${nodeId(9)} differ`);
  expect(nameOf(two, nodeId(9))).toBe(nodeId(9));
});

test.each([
  ['name', member(4, { name: 'n2' })],
  ['peer address', member(4, { peerAddress: 'h2:4514' })],
  ['gRPC address', member(4, { grpcAddress: 'h2:4513' })],
  ['peer address that is the gRPC address of another', member(4, { peerAddress: 'h2:4513' })],
])('a node conflicts with a member of the same %s', (_, newcomer) => {
  const two = membership({ voters: [1, 2] });
  expect(findConflict(two, newcomer)).toContain(`kvorum cluster remove ${nodeId(2)}`);
  expect(findConflict(two, member(4))).toBeUndefined();
});

test.each([
  [{ name: 'n 4' }, 'the name of the node is not'],
  [{ name: '' }, 'the name of the node is not'],
  [{ name: '\u001B[2J' }, 'the name of the node is not'],
  [{ peerAddress: '\u001B[2J:1' }, 'characters that no address has'],
])('a node that calls itself %j is not let in', (own, problem) => {
  expect(findConflict(membership({ voters: [1] }), member(4, own))).toContain(problem);
});
