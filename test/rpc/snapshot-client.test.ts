import { afterEach, describe, expect, it } from 'vitest';
import { asTerm } from '../../base/brand.ts';
import type { SnapshotAnswer, SnapshotOutcome } from '../../raft/index.ts';
import type { StreamHandlers } from '../../rpc/peer-channel.ts';
import type { PeerServer } from '../../rpc/peer-server.ts';
import { SnapshotClient, SnapshotTransfer } from '../../rpc/snapshot-client.ts';
import { decodeSnapshotRequest, encodeSnapshotResponse } from '../../rpc/snapshot-codec.ts';
import type { SnapshotResponse } from '../../rpc/snapshot-codec.ts';
import { ManualClock } from '../support/manual-clock.ts';
import {
  clusterA,
  identity,
  membershipCodec,
  nodeId,
  startPeer,
  systemClock,
} from '../support/peer-nodes.ts';
import { KeepingReceiver, sourceOf } from '../support/snapshot-fixtures.ts';

const term = asTerm(4);

/** A transfer over a stream that the test holds the other end of. */
function startTransfer(texts: readonly string[]) {
  const clock = new ManualClock();
  const sent: string[] = [];
  const abort = new AbortController();
  let handlers: StreamHandlers | undefined;
  let isClosed = false;
  const transfer = new SnapshotTransfer(
    {
      handshake: {
        protocol: 1,
        clusterId: clusterA,
        from: nodeId(1),
        to: nodeId(2),
        incarnation: 1,
        electionTimeoutMs: 500,
        peerAddress: 'h:1',
        startedAtMs: 1,
      },
      term,
      source: sourceOf(texts),
    },
    {
      clock,
      membershipCodec,
      dial: (given) => {
        handlers = given;
        return {
          write: (bytes) => {
            const request = decodeSnapshotRequest(bytes, membershipCodec.decode);
            sent.push(request.kind === 'chunk' ? `chunk ${request.chunk.number}` : request.kind);
          },
          close: () => {
            isClosed = true;
          },
        };
      },
    },
  );
  const outcome = transfer.run(abort.signal);
  const answer = async (response: SnapshotResponse): Promise<void> => {
    handlers?.onMessage(encodeSnapshotResponse(response));
    for (let turn = 0; turn < 5; turn++) await clock.advance(1);
  };
  return {
    clock,
    sent,
    abort,
    outcome,
    answer,
    end: (reason: string) => handlers?.onEnd({ kind: 'lost', reason }),
    isClosed: () => isClosed,
  };
}

const eight = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];

describe('a transfer', () => {
  it('says who it is and what it has, and then waits', () => {
    expect(startTransfer(eight).sent).toEqual(['handshake', 'offer']);
  });

  it('keeps four chunks ahead of what is staged, and ends after the last', async () => {
    const { sent, answer, outcome, isClosed } = startTransfer(eight);
    await answer({ kind: 'wanted', next: 0 });
    expect(sent.slice(2)).toEqual(['chunk 0', 'chunk 1', 'chunk 2', 'chunk 3']);
    await answer({ kind: 'wanted', next: 1 });
    expect(sent.slice(6)).toEqual(['chunk 4']);
    await answer({ kind: 'wanted', next: 4 });
    await answer({ kind: 'wanted', next: 5 });
    expect(sent.slice(7)).toEqual(['chunk 5', 'chunk 6', 'chunk 7', 'end']);
    await answer({ kind: 'wanted', next: 8 });
    await answer({ kind: 'done' });
    expect(await outcome).toEqual({ kind: 'installed' });
    expect([sent.length, isClosed()]).toEqual([11, true]);
  });

  it('goes on where the receiver is (S-5)', async () => {
    const { sent, answer } = startTransfer(eight);
    await answer({ kind: 'wanted', next: 6 });
    expect(sent.slice(2)).toEqual(['chunk 6', 'chunk 7', 'end']);
  });

  it('is done when the receiver has it already', async () => {
    const { answer, outcome } = startTransfer(eight);
    await answer({ kind: 'done' });
    expect(await outcome).toEqual({ kind: 'installed' });
  });

  it('is not faster than its bound (S-4)', async () => {
    // Half a megabyte may leave every 31 ms.
    const { clock, sent, answer } = startTransfer(
      Array.from({ length: 4 }, () => 'x'.repeat(2 ** 19)),
    );
    const before = clock.monotonic();
    await answer({ kind: 'wanted', next: 0 });
    expect(sent.slice(2)).toEqual(['chunk 0']);
    while (sent.length < 6) await clock.advance(1);
    expect(clock.monotonic() - before).toBeGreaterThan(90);
    expect(clock.monotonic() - before).toBeLessThan(110);
  });

  it.each<[string, (started: ReturnType<typeof startTransfer>) => Promise<void>, string]>([
    ['the stream ends', async ({ end }) => await Promise.resolve(end('reset')), 'reset'],
    [
      'the receiver is in a later term',
      async ({ answer }) => await answer({ kind: 'refused', term: asTerm(9) }),
      'the peer refuses it in term 9',
    ],
    [
      'it is called off',
      async ({ abort }) => await Promise.resolve(abort.abort()),
      'it was called off',
    ],
    [
      'the receiver says nothing for a minute',
      async ({ clock }) => await clock.advance(60_001),
      'the peer does not answer',
    ],
  ])('fails when %s', async (_what, happen, reason) => {
    const started = startTransfer(eight);
    await happen(started);
    expect(await started.outcome).toEqual({ kind: 'failed', reason });
  });
});

describe('over a real connection', () => {
  const servers: PeerServer[] = [];
  afterEach(() => {
    for (const server of servers.splice(0)) server.close();
  });

  async function sendTo(
    answer: SnapshotAnswer,
    texts: readonly string[],
  ): Promise<SnapshotOutcome> {
    const offerSnapshot = async (): Promise<SnapshotAnswer> => await Promise.resolve(answer);
    const server = await startPeer({ id: nodeId(2), cluster: { offerSnapshot } });
    servers.push(server);
    const client = new SnapshotClient(identity(nodeId(1)), {
      clock: systemClock,
      membershipCodec,
      addressOf: (peer) => (peer === nodeId(2) ? `127.0.0.1:${server.port}` : undefined),
    });
    const { signal } = new AbortController();
    return await client.send({ peer: nodeId(2), term }, sourceOf(texts), signal);
  }

  it('brings every piece to the receiver, in order', async () => {
    const snapshot = new KeepingReceiver();
    const texts = Array.from({ length: 12 }, (_, number) => `${number}`.repeat(100_000));
    expect(await sendTo({ kind: 'wanted', snapshot }, texts)).toEqual({ kind: 'installed' });
    expect(snapshot.texts).toEqual(texts);
    expect(snapshot.isWhole).toBe(true);
  });

  it('hears why a receiver does not want it', async () => {
    expect(await sendTo({ kind: 'refused', term: asTerm(8) }, [])).toEqual({
      kind: 'failed',
      reason: 'the peer refuses it in term 8',
    });
  });

  it('does not know where a node is that is no member', async () => {
    const client = new SnapshotClient(identity(nodeId(1)), {
      clock: systemClock,
      membershipCodec,
      addressOf: () => undefined,
    });
    const { signal } = new AbortController();
    const outcome = await client.send({ peer: nodeId(9), term }, sourceOf([]), signal);
    expect(outcome).toEqual({ kind: 'failed', reason: `${nodeId(9)} is not a member` });
  });
});
