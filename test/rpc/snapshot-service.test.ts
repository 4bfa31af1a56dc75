import { expect, test } from 'vitest';
import { asTerm } from '../../base/brand.ts';
import type { KvorumError } from '../../base/errors.ts';
import type { SnapshotAnswer } from '../../raft/index.ts';
import { PeerProtocolError } from '../../rpc/peer-errors.ts';
import { decodeSnapshotResponse } from '../../rpc/snapshot-codec.ts';
import type { SnapshotResponse } from '../../rpc/snapshot-codec.ts';
import { SnapshotSession } from '../../rpc/snapshot-service.ts';
import { chunkOf } from '../support/list-machine.ts';
import { nodeId } from '../support/peer-nodes.ts';
import { KeepingReceiver, snapshotMeta } from '../support/snapshot-fixtures.ts';

const offer = { kind: 'offer', offer: { term: asTerm(4), meta: snapshotMeta(70) } } as const;

function setUp(answer: SnapshotAnswer) {
  const responses: SnapshotResponse[] = [];
  const ended: KvorumError[] = [];
  const offers: unknown[] = [];
  const session = new SnapshotSession(nodeId(1), {
    offerSnapshot: async (made) => {
      await Promise.resolve();
      offers.push(made);
      return answer;
    },
    sink: {
      write: (bytes) => responses.push(decodeSnapshotResponse(bytes)),
      end: (error) => ended.push(error),
    },
  });
  return { session, responses, ended, offers };
}

test('asks for one chunk after the other, each when the one before is staged', async () => {
  const snapshot = new KeepingReceiver(['have']);
  const { session, responses, ended, offers } = setUp({ kind: 'wanted', snapshot });
  await session.take(offer);
  expect(offers).toEqual([{ from: nodeId(1), ...offer.offer }]);
  await session.take({ kind: 'chunk', chunk: chunkOf(1, 'x') });
  await session.take({ kind: 'end' });
  expect(responses).toEqual([
    { kind: 'wanted', next: 1 },
    { kind: 'wanted', next: 2 },
    { kind: 'done' },
  ]);
  expect([snapshot.texts, snapshot.isWhole, ended]).toEqual([['have', 'x'], true, []]);
});

test('a snapshot that is held already is done at once', async () => {
  const { session, responses } = setUp({ kind: 'held' });
  await session.take(offer);
  expect(responses).toEqual([{ kind: 'done' }]);
});

test('a sender of an earlier term hears the term', async () => {
  const { session, responses } = setUp({ kind: 'refused', term: asTerm(6) });
  await session.take(offer);
  expect(responses).toEqual([{ kind: 'refused', term: 6 }]);
});

test('what cannot be staged ends the stream with the reason', async () => {
  const snapshot = new KeepingReceiver();
  snapshot.write = async () => {
    await Promise.resolve();
    throw new PeerProtocolError('a wrong checksum');
  };
  const { session, responses, ended } = setUp({ kind: 'wanted', snapshot });
  await session.take(offer);
  await session.take({ kind: 'chunk', chunk: chunkOf(0, 'x') });
  expect(responses).toHaveLength(1);
  expect(ended).toMatchObject([{ message: 'a wrong checksum' }]);
});

test.each([
  ['a chunk before the offer', [{ kind: 'chunk', chunk: chunkOf(0, 'x') }]],
  ['an end before the offer', [{ kind: 'end' }]],
  ['a second offer', [offer, offer]],
] as const)('%s ends the stream', async (_what, requests) => {
  const { session, ended } = setUp({ kind: 'wanted', snapshot: new KeepingReceiver() });
  for (const request of requests) await session.take(request);
  expect(ended).toMatchObject([{ code: 'PEER_PROTOCOL' }]);
});
