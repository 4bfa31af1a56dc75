import { expect, test } from 'vitest';
import { asLogIndex, asMonotonicMs, asNodeId } from '../../base/brand.ts';
import { AdminService } from '../../rpc/admin-service.ts';
import {
  decodeChangeAnswer,
  decodeMembersAnswer,
  decodeTransferAnswer,
  encodeChangeRequest,
  encodeMembersRequest,
  encodeTransferRequest,
} from '../../rpc/client/admin-codec.ts';
import { decodeStatusResponse, encodeStatusRequest } from '../../rpc/client/status-codec.ts';
import { InvalidRequestError } from '../../rpc/errors.ts';
import { FakeAdmin, sampleMembers } from './fake-admin.ts';
import { FakeGateway, sampleStatus } from './fake-gateway.ts';

const deadline = asMonotonicMs(1);
const garbage = Buffer.of(0x0f);

function setUp() {
  const gateway = new FakeGateway();
  const admin = new FakeAdmin();
  return { gateway, admin, service: new AdminService({ gateway, admin }) };
}

test('the status of a node reaches the caller unchanged', () => {
  const { service } = setUp();
  expect(decodeStatusResponse(service.status(encodeStatusRequest()))).toEqual(sampleStatus);
});

test('a node that tells of its membership and its log is understood', () => {
  const { gateway, service } = setUp();
  const status = {
    ...sampleStatus,
    membership: sampleMembers.membership,
    members: sampleMembers.members,
    logBaseIndex: asLogIndex(0),
  };
  gateway.status = () => status;
  expect(decodeStatusResponse(service.status(encodeStatusRequest()))).toEqual(status);
});

test('garbage is an invalid request', async () => {
  const { service, admin } = setUp();
  expect(() => service.status(garbage)).toThrow(InvalidRequestError);
  expect(() => service.members(garbage)).toThrow(InvalidRequestError);
  await expect(service.changeMembership(garbage, deadline)).rejects.toThrow(InvalidRequestError);
  await expect(service.transferLeadership(garbage, deadline)).rejects.toThrow(InvalidRequestError);
  expect(admin.changes).toEqual([]);
  expect(admin.transfers).toEqual([]);
});

test('a long status request with many fields is refused without being decoded', () => {
  const { service } = setUp();
  expect(() => service.status(Buffer.alloc(1_000_000, Buffer.from([0x32, 0x00])))).toThrow(
    'The status request has too many fields.',
  );
});

test("the leader's view of the members reaches the caller unchanged", () => {
  const { service } = setUp();
  expect(decodeMembersAnswer(service.members(encodeMembersRequest()))).toEqual(sampleMembers);
});

test('a change reaches the leader, and its answer the caller', async () => {
  const { service, admin } = setUp();
  const request = {
    change: { kind: 'remove', member: 'n3' },
    basedOn: asLogIndex(0),
    force: false,
  } as const;
  const answer = await service.changeMembership(encodeChangeRequest(request), deadline);
  expect(decodeChangeAnswer(answer)).toEqual(admin.answer);
  expect(admin.changes).toEqual([request]);
});

test('the new leader is told to whoever asked for one', async () => {
  const { service, admin } = setUp();
  const answer = await service.transferLeadership(encodeTransferRequest('n2'), deadline);
  expect(decodeTransferAnswer(answer)).toBe(asNodeId('00000000000000a2'));
  expect(admin.transfers).toEqual(['n2']);
});

test('a node without administration takes no changes', async () => {
  const service = new AdminService({ gateway: new FakeGateway() });
  expect(() => service.members(encodeMembersRequest())).toThrow('takes no changes');
  await expect(
    service.transferLeadership(encodeTransferRequest('n2'), deadline),
  ).rejects.toMatchObject({ code: 'NOT_LEADER' });
});
