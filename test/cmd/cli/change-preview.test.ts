import { expect, test } from 'vitest';
import { previewChange, previewTransfer } from '../../../cmd/cli/change-preview.ts';
import { CommandError } from '../../../cmd/cli/errors.ts';
import type { AdminChange, MembersAnswer } from '../../../rpc/index.ts';
import { idOf, sampleMembers } from '../node-status.ts';

const three = sampleMembers();
/** n3 is a learner. */
const two: MembersAnswer = {
  ...three,
  members: three.members.map((member) => ({ ...member, voter: member.name !== 'n3' })),
};
const add = { kind: 'add', peerAddress: 'h:1', staysLearner: false, replaces: undefined } as const;

test.each<[AdminChange, MembersAnswer, string]>([
  [
    add,
    three,
    'add the node at h:1 as a learner that will vote; then 4 nodes vote, and 1 may fail',
  ],
  [
    { ...add, staysLearner: true },
    three,
    'add the node at h:1 as a learner that stays one; then 3 nodes vote, and 1 may fail',
  ],
  [
    { ...add, replaces: 'n3' },
    three,
    `add the node at h:1 to take the place of the voter n3 (${idOf('n3')}); ` +
      'then 3 nodes vote, and 1 may fail',
  ],
  [
    { kind: 'remove', member: 'n3' },
    three,
    `remove the voter n3 (${idOf('n3')}) for good; then 2 nodes vote, and 0 may fail`,
  ],
  [
    { kind: 'remove', member: idOf('n3') },
    two,
    `remove the learner n3 (${idOf('n3')}) for good; then 2 nodes vote, and 0 may fail`,
  ],
  [
    { kind: 'promote', member: 'n3' },
    two,
    `let the learner n3 (${idOf('n3')}) vote; then 3 nodes vote, and 1 may fail`,
  ],
  [
    { kind: 'demote', member: 'n2' },
    two,
    `take the vote from the voter n2 (${idOf('n2')}); then 1 node votes, and 0 may fail`,
  ],
  [
    { kind: 'replace', dead: 'n2', replacement: 'n3' },
    two,
    `remove the voter n2 (${idOf('n2')}) for good, and let the learner n3 (${idOf('n3')}) vote instead`,
  ],
  [
    { kind: 'replace', dead: 'n2', replacement: 'h:1' },
    two,
    `remove the voter n2 (${idOf('n2')}) for good, and let the node at h:1 vote instead`,
  ],
  [
    { kind: 'replace', dead: 'n2', replacement: 'n1' },
    three,
    `remove the voter n2 (${idOf('n2')}) for good, for the voter n1 (${idOf('n1')}) votes already; ` +
      'then 2 nodes vote, and 0 may fail',
  ],
  [{ kind: 'replace', dead: 'n9', replacement: 'n1' }, two, 'nothing: n9 is not a member'],
  [
    { kind: 'updateAddresses', member: 'n1', peerAddress: 'a:1', grpcAddress: 'a:2' },
    two,
    `tell all that the voter n1 (${idOf('n1')}) is at a:1 and a:2`,
  ],
])('%j', (change, view, sentence) => {
  expect(previewChange(change, view)).toBe(sentence);
});

test.each<AdminChange>([
  { kind: 'remove', member: 'n9' },
  { kind: 'replace', dead: 'n9', replacement: 'h:1' },
  { kind: 'replace', dead: 'n1', replacement: 'n9' },
  { ...add, replaces: 'n9' },
])('%j names nobody', (change) => {
  expect(() => previewChange(change, three)).toThrow(CommandError);
  expect(() => previewChange(change, three)).toThrow('the members are n1, n2, n3');
});

test('a node cannot replace itself', () => {
  const change = { kind: 'replace', dead: 'n1', replacement: idOf('n1') } as const;
  expect(() => previewChange(change, three)).toThrow('A node cannot replace itself.');
});

test.each([
  [undefined, 'hand leadership from n1 to the voter whose log is longest'],
  ['n2', 'hand leadership from n1 to n2'],
  [idOf('n2'), 'hand leadership from n1 to n2'],
  ['n1', 'do nothing: n1 leads already'],
])('a transfer to %s', (target, sentence) => {
  expect(previewTransfer(target, two)).toBe(sentence);
});

test('a transfer to nobody, or to a learner, is refused as by the leader', () => {
  expect(() => previewTransfer('n9', two)).toThrow('the members are n1, n2, n3');
  expect(() => previewTransfer('n3', two)).toThrow('Only a voter can lead.');
});
