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

test('what an older node does not say of its state, it does not know', () => {
  const fence = { index: 256, hash: 'aa', quorumHash: 'bb' };
  const told = { fence, comparedIndex: 512, uncomparedCount: 1, diverged: ['00000000000000a2'] };
  const whole = StatusResponse.encode({ ...node, divergence: told }).finish();
  expect(decodeStatusResponse(whole).divergence).toEqual(told);
  expect(decodeStatusResponse(StatusResponse.encode(node).finish()).divergence).toEqual({
    fence: undefined,
    comparedIndex: 0,
    uncomparedCount: 0,
    diverged: [],
  });
});

test.each([
  [
    { skewMs: -5, off: false },
    { kind: 'right', skewMs: -5 },
  ],
  [
    { skewMs: 86_400_000, off: true },
    { kind: 'off', skewMs: 86_400_000 },
  ],
  [{ disputedSpreadMs: 60_000 }, { kind: 'disputed', spreadMs: 60_000 }],
  [undefined, { kind: 'unknown' }],
])('the clock %j is read as %j', (wallClock, clock) => {
  const answer = wallClock === undefined ? node : { ...node, wallClock };
  expect(decodeStatusResponse(StatusResponse.encode(answer).finish()).clock).toEqual(clock);
});

test.each([
  ['a clock beyond 2^53', { ...node, wallClock: { skewMs: -(2 ** 60) } }, 'out of range'],
  ['a malformed node id', { ...node, nodeId: 'zz' }, 'malformed node id'],
  ['an unknown role', { ...node, role: 0 }, 'unknown role'],
  ['a term beyond 2^53', { ...node, term: 2 ** 60 }, 'out of range'],
])('an answer with %s is refused', (_name, answer, message) => {
  expect(() => decodeStatusResponse(StatusResponse.encode(answer).finish())).toThrow(message);
});
