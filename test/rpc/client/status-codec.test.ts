import { expect, test } from 'vitest';
import { kvorum } from '../../../protos/gen/admin.js';
import { decodeStatusResponse } from '../../../rpc/client/status-codec.ts';

const { StatusResponse } = kvorum.admin.v1;
const node = { nodeId: '00000000000000a1', role: 2 };

test('a node without cluster, leader and members is described as such', () => {
  const status = decodeStatusResponse(StatusResponse.encode(node).finish());
  expect(status).toMatchObject({
    clusterId: undefined,
    leaderId: undefined,
    members: [],
    role: 'preCandidate',
  });
});

test.each([
  ['a malformed node id', { ...node, nodeId: 'zz' }, 'malformed node id'],
  ['an unknown role', { ...node, role: 0 }, 'unknown role'],
  ['a term beyond 2^53', { ...node, term: 2 ** 60 }, 'out of range'],
])('an answer with %s is refused', (_name, answer, message) => {
  expect(() => decodeStatusResponse(StatusResponse.encode(answer).finish())).toThrow(message);
});
