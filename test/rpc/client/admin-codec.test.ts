import { expect, test } from 'vitest';
import { kvorum } from '../../../protos/gen/admin.js';
import {
  decodeChangeAnswer,
  decodeMembersAnswer,
  decodeTransferAnswer,
} from '../../../rpc/client/admin-codec.ts';

const wire = kvorum.admin.v1;
const id = '00000000000000a1';
const answer = { clusterId: 'a'.repeat(32), leaderId: id };

test('an answer without a membership is one that is not committed', () => {
  const bytes = wire.MembersResponse.encode(answer).finish();
  expect(decodeMembersAnswer(bytes).membership).toEqual({
    index: 0,
    isCommitted: false,
    isJoint: false,
    transferTarget: undefined,
  });
});

test('a standing of a later version is left out', () => {
  const standing: number = 9;
  const bytes = wire.MembersResponse.encode({ ...answer, members: [{ id, standing }] }).finish();
  expect(decodeMembersAnswer(bytes).members[0]).not.toHaveProperty('standing');
});

test.each([
  ['not a cluster id', { ...answer, clusterId: '' }],
  ['malformed node id: zz', { ...answer, leaderId: 'zz' }],
  ['out of range', { ...answer, lastIndex: 2 ** 60 }],
  ['malformed node id: yy', { ...answer, members: [{ id: 'yy' }] }],
])('an answer is refused: %s', (message, wrong) => {
  const bytes = wire.MembersResponse.encode(wrong).finish();
  expect(() => decodeMembersAnswer(bytes)).toThrow(message);
});

test('nothing to wait for is absent', () => {
  const bytes = wire.ChangeMembershipResponse.encode({ nodeId: id }).finish();
  expect(decodeChangeAnswer(bytes)).toEqual({
    membershipIndex: 0,
    nodeId: id,
    waitsFor: undefined,
  });
});

test('an answer that names no leader is refused', () => {
  expect(() => decodeTransferAnswer(new Uint8Array())).toThrow('malformed node id');
});
