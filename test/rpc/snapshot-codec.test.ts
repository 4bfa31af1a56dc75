import { describe, expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/raft.js';
import { PeerProtocolError } from '../../rpc/peer-errors.ts';
import {
  decodeSnapshotRequest,
  decodeSnapshotResponse,
  encodeSnapshotRequest,
  encodeSnapshotResponse,
} from '../../rpc/snapshot-codec.ts';
import type { SnapshotRequest, SnapshotResponse } from '../../rpc/snapshot-codec.ts';
import { clusterA, membershipCodec, nodeId } from '../support/peer-nodes.ts';
import { snapshotMeta } from '../support/snapshot-fixtures.ts';

const wire = kvorum.raft.v1;
const meta = snapshotMeta(70);

const requests: readonly SnapshotRequest[] = [
  {
    kind: 'handshake',
    handshake: {
      protocol: 1,
      clusterId: clusterA,
      from: nodeId(1),
      to: nodeId(2),
      incarnation: 3,
      electionTimeoutMs: 500,
      peerAddress: 'h:1',
      startedAtMs: 1,
    },
  },
  { kind: 'offer', offer: { term: asTerm(9), meta } },
  { kind: 'chunk', chunk: { number: 0, bytes: Uint8Array.of(1, 2), crc: 0xff_ff_ff_ff } },
  { kind: 'chunk', chunk: { number: 2 ** 40, bytes: new Uint8Array(), crc: 0 } },
  { kind: 'end' },
];

const responses: readonly SnapshotResponse[] = [
  { kind: 'wanted', next: 0 },
  { kind: 'wanted', next: 77 },
  { kind: 'done' },
  { kind: 'refused', term: asTerm(0) },
  { kind: 'refused', term: asTerm(12) },
];

const decode = (bytes: Uint8Array): SnapshotRequest =>
  decodeSnapshotRequest(bytes, membershipCodec.decode);

describe('snapshots on the wire', () => {
  it.each(requests)('a request comes back as it was: %j', (request) => {
    expect(decode(encodeSnapshotRequest(request, membershipCodec.encode))).toEqual(request);
  });

  it.each(responses)('an answer comes back as it was: %j', (response) => {
    expect(decodeSnapshotResponse(encodeSnapshotResponse(response))).toEqual(response);
  });

  it.each([
    ['no content', {}],
    ['an id that is a path', { offer: { ...offerOf(), id: '../../etc' } }],
    ['an empty id', { offer: { ...offerOf(), id: '' } }],
    ['a long id', { offer: { ...offerOf(), id: 'a'.repeat(65) } }],
    ['a membership of later', { offer: { ...offerOf(), membershipIndex: 71 } }],
    ['a number that is no safe integer', { chunk: { number: 2 ** 60 } }],
  ])('a request with %s is refused', (_what, request) => {
    expect(() => decode(wire.SnapshotRequest.encode(request).finish())).toThrow(PeerProtocolError);
  });

  it('a membership that cannot be decoded is refused', () => {
    const offer = { ...offerOf(), membership: Uint8Array.of(1) };
    expect(() => decode(wire.SnapshotRequest.encode({ offer }).finish())).toThrow('membership');
  });

  it.each([Uint8Array.of(), Uint8Array.of(0xff, 0xff)])('an answer of %j is refused', (bytes) => {
    expect(() => decodeSnapshotResponse(bytes)).toThrow(PeerProtocolError);
  });
});

function offerOf() {
  return {
    term: 9,
    id: meta.id,
    lastIndex: asLogIndex(70),
    lastTerm: asTerm(3),
    membership: membershipCodec.encode(meta.membership.membership),
    membershipIndex: 1,
  };
}
