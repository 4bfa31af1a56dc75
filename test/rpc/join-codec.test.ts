import { describe, expect, it } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/raft.js';
import {
  decodeJoinAnswer,
  decodeJoinRequest,
  encodeJoinAnswer,
  encodeJoinRequest,
} from '../../rpc/join-codec.ts';
import type { JoinAnswer, JoinRequest } from '../../rpc/join-codec.ts';
import { clusterA, membershipCodec, nodeId } from '../support/peer-nodes.ts';
import { snapshotMeta } from '../support/snapshot-fixtures.ts';

const wire = kvorum.raft.v1;

const request: JoinRequest = {
  name: 'n4',
  nodeId: nodeId(4),
  peerAddress: 'host:4544',
  grpcAddress: 'host:4543',
  staysLearner: false,
  replaces: undefined,
  electionTimeoutMs: 500,
};
const { membership } = snapshotMeta(1).membership;
const joined: JoinAnswer = {
  kind: 'joined',
  clusterId: clusterA,
  membership: { index: asLogIndex(77), membership },
  electionTimeoutMs: 500,
};

describe('the call of a new node', () => {
  it.each([request, { ...request, staysLearner: true }, { ...request, replaces: 'n2' }])(
    'comes back as it was: %j',
    (made) => {
      expect(decodeJoinRequest(encodeJoinRequest(made))).toEqual(made);
    },
  );

  it.each<JoinAnswer>([joined, { kind: 'redirect', leader: 'host:4514' }])(
    'is answered as it was meant: %j',
    (answer) => {
      const bytes = encodeJoinAnswer(answer, membershipCodec.encode);
      expect(decodeJoinAnswer(bytes, membershipCodec.decode)).toEqual(answer);
    },
  );

  it.each([
    [{ name: '' }, 'name'],
    [{ name: 'n'.repeat(129) }, 'name'],
    [{ nodeId: 'x' }, 'node id'],
    [{ peerAddress: 'nowhere' }, 'address'],
    [{ grpcAddress: ':1 2' }, 'address'],
    [{ protocol: 9 }, 'speaks protocol 1, the caller 9'],
  ])('is refused with %j', (change, words) => {
    const bytes = wire.JoinRequest.encode({
      protocol: 1,
      ...request,
      replaces: '',
      ...change,
    }).finish();
    expect(() => decodeJoinRequest(bytes)).toThrow(words);
  });

  it.each([
    [{}, 'without content'],
    [{ leader: 'nowhere' }, 'without content'],
    [{ joined: { clusterId: 'x' } }, 'cluster id'],
    [{ joined: { clusterId: clusterA } }, 'membership'],
  ])('has no use for the answer %j', (answer, words) => {
    const bytes = wire.JoinResponse.encode(answer).finish();
    expect(() => decodeJoinAnswer(bytes, membershipCodec.decode)).toThrow(words);
  });
});
