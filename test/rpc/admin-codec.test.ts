import { expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/admin.js';
import { decodeChangeRequest, decodeTransferRequest, encodeStatus } from '../../rpc/admin-codec.ts';
import { encodeChangeRequest, encodeTransferRequest } from '../../rpc/client/admin-codec.ts';
import { decodeStatusResponse } from '../../rpc/client/status-codec.ts';
import { InvalidRequestError } from '../../rpc/errors.ts';
import type { NodeStatus } from '../../rpc/gateway-port.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { sampleStatus } from './fake-gateway.ts';

const wire = kvorum.admin.v1;
const encode = (request: kvorum.admin.v1.IChangeMembershipRequest): Uint8Array =>
  wire.ChangeMembershipRequest.encode(request).finish();

test.each([
  { kind: 'add', peerAddress: 'h:1', staysLearner: true, replaces: undefined },
  { kind: 'add', peerAddress: '[::1]:65535', staysLearner: false, replaces: 'n3' },
  { kind: 'remove', member: 'n1' },
  { kind: 'promote', member: 'n1' },
  { kind: 'demote', member: 'n1' },
  { kind: 'replace', dead: 'n1', replacement: 'n2' },
  { kind: 'replace', dead: 'n1', replacement: 'h:4514' },
  { kind: 'updateAddresses', member: 'n1', peerAddress: 'h:1', grpcAddress: 'h:2' },
] as const)('%j arrives as it was sent', (change) => {
  const request = { change, basedOn: asLogIndex(7), force: true };
  expect(decodeChangeRequest(encodeChangeRequest(request))).toEqual(request);
});

test.each<NodeStatus['clock']>([
  { kind: 'unknown' },
  { kind: 'right', skewMs: 0 },
  { kind: 'off', skewMs: -86_400_000 },
  { kind: 'disputed', spreadMs: 60_000 },
])('the clock %j arrives as it was sent', (clock) => {
  const bytes = encodeStatus({ ...sampleStatus, clock });
  expect(decodeStatusResponse(bytes).clock).toEqual(clock);
});

test('who shall lead is optional', () => {
  expect(decodeTransferRequest(encodeTransferRequest('n2'))).toBe('n2');
  expect(decodeTransferRequest(encodeTransferRequest(undefined))).toBeUndefined();
});

test.each([
  ['no change', {}, 'names no change'],
  ['an empty name', { remove: '' }, 'The name of a member is missing.'],
  ['a long name', { promote: 'x'.repeat(129) }, '129 characters; 128 are allowed'],
  ['an address without a port', { add: { peerAddress: 'h' } }, 'not host:port: "h"'],
  ['port 0', { add: { peerAddress: 'h:0' } }, 'not host:port'],
  ['a port beyond the last', { add: { peerAddress: 'h:65536' } }, 'not host:port'],
  ['an address that is missing', { updateAddresses: { member: 'n1' } }, 'not host:port: ""'],
  ['nobody as the replacement', { replace: { dead: 'n1' } }, 'The name of a member is missing.'],
  ['half an address as the replacement', { replace: { dead: 'a', replacement: ':' } }, 'host:port'],
  ['a base beyond 2^53', { basedOn: 2 ** 60, remove: 'a' }, 'based_on is out of range'],
])('%s is refused', (_, request, message) => {
  const bytes = encode(request);
  expect(() => decodeChangeRequest(bytes)).toThrow(InvalidRequestError);
  expect(() => decodeChangeRequest(bytes)).toThrow(message);
});

test('whatever bytes come, they are a request or refused', () => {
  const seed = 20_261_125;
  const random = seededRandom(seed);
  const valid = encode({ basedOn: 7, replace: { dead: 'n1', replacement: 'h:4514' } });
  let refused = 0;
  for (let round = 0; round < 3_000; round++) {
    const bytes = Buffer.from(valid);
    for (let change = 0; change < 3; change++) {
      bytes[Math.floor(random.next() * bytes.length)] = Math.floor(random.next() * 256);
    }
    try {
      decodeChangeRequest(bytes);
    } catch (error) {
      if (!(error instanceof InvalidRequestError))
        throw new Error(`seed ${seed}`, { cause: error });
      refused++;
    }
  }
  expect(refused).toBeGreaterThan(1_000);
  expect(refused).toBeLessThan(3_000);
});

test('garbage and long requests are refused', () => {
  expect(() => decodeChangeRequest(Buffer.of(0x0f))).toThrow(InvalidRequestError);
  expect(() => decodeTransferRequest(Buffer.of(0x0f))).toThrow(InvalidRequestError);
  expect(() => decodeChangeRequest(Buffer.alloc(4097))).toThrow('4097 bytes; 4096 are allowed');
});
