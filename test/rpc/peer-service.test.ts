import { describe, expect, test } from 'vitest';
import { asTerm, asWallMs } from '../../base/brand.ts';
import type { KvorumError } from '../../base/errors.ts';
import { kvorum } from '../../protos/gen/raft.js';
import type { Envelope, Membership, RaftMessage } from '../../raft/index.ts';
import {
  decodeForwardAnswers,
  encodeForwardCommands,
  encodeForwardHandshake,
} from '../../rpc/forward-codec.ts';
import type { Handshake } from '../../rpc/handshake.ts';
import {
  PeerProtocolError,
  PeerRefusedError,
  PeerUnreachableError,
} from '../../rpc/peer-errors.ts';
import { PeerService } from '../../rpc/peer-service.ts';
import type {
  ClusterDecision,
  LocalCluster,
  PeerServiceDeps,
  StreamSession,
} from '../../rpc/peer-service.ts';
import { encodeExchangeHandshake, encodeExchangeMessages } from '../../rpc/raft-codec.ts';
import { ManualClock } from '../support/manual-clock.ts';
import {
  clusterA,
  clusterB,
  envelope,
  LineLogger,
  membershipCodec,
  nodeId,
} from '../support/peer-nodes.ts';

const wire = kvorum.raft.v1;
const [me, peer] = [nodeId(2), nodeId(1)];
const handshake: Handshake = {
  protocol: 1,
  clusterId: clusterA,
  from: peer,
  to: me,
  incarnation: 1,
  electionTimeoutMs: 500,
  peerAddress: 'h:1',
  startedAtMs: 1,
};
const hello = encodeExchangeHandshake(handshake);
const read: RaftMessage = { kind: 'readIndexRequest', requestId: 7 };
const message = encodeExchangeMessages([envelope(peer, me, read)]);

/** A member of cluster A with a peer, whose streams are played by hand. */
function setUp(change: Partial<PeerServiceDeps> = {}, part: Partial<LocalCluster> = {}) {
  const clock = new ManualClock();
  const logger = new LineLogger();
  const received: Envelope[] = [];
  const cluster: LocalCluster = {
    clusterId: clusterA,
    electionTimeoutMs: 500,
    isRemoved: (id) => id === nodeId(9),
    onContact: () => undefined,
    join: async () => await Promise.resolve({ kind: 'redirect', leader: 'h:9' }),
    receive: (_from, envelopes) => void received.push(...envelopes),
    propose: async () => await Promise.resolve({ kind: 'unknown' }),
    offerSnapshot: async () => await Promise.resolve({ kind: 'held' as const }),
    ...part,
  };
  const service = new PeerService(
    { nodeId: me, name: 'n2', grpcAddress: '127.0.0.1:4523', electionTimeoutMs: 500 },
    {
      clock,
      logger,
      membershipCodec,
      cluster: () => cluster,
      clusterId: () => clusterA,
      adopt: async () => await Promise.resolve(),
      ...change,
    },
  );
  return { clock, logger, received, service };
}

/** What a stream was sent, and how it ended. */
class Sink {
  readonly written: Uint8Array[] = [];
  readonly ends: KvorumError[] = [];
  readonly write = (bytes: Uint8Array): void => void this.written.push(bytes);
  readonly end = (error: KvorumError): void => void this.ends.push(error);
}

function play(session: StreamSession, ...messages: readonly Uint8Array[]): void {
  for (const bytes of messages) void session.onMessage(bytes);
}

describe('a stream of messages', () => {
  test('is accepted by its handshake, and then delivers with its route', () => {
    const { service, received } = setUp();
    const sink = new Sink();
    const session = service.exchange(sink);
    play(session, hello);
    expect(sink.written).toHaveLength(1);
    expect(session.isAdmitted).toBe(true);
    play(session, message);
    expect(received).toEqual([envelope(peer, me, read)]);
    expect(sink.ends).toEqual([]);
  });

  test('waits as long as the node asks it to', async () => {
    const pause = Promise.resolve();
    const { service } = setUp({}, { receive: () => pause });
    const session = service.exchange(new Sink());
    expect(session.onMessage(hello)).toBe(undefined);
    expect(session.onMessage(message)).toBe(pause);
    await pause;
  });

  test.each([
    ['a message before the handshake', [message], 'a message before the handshake'],
    ['a second handshake', [hello, hello], 'a second handshake'],
    ['garbage', [Buffer.alloc(20, 0xff)], 'a message that cannot be decoded'],
    ['garbage after the handshake', [hello, Buffer.alloc(9, 0xff)], 'cannot be decoded'],
    ['nothing', [new Uint8Array(0)], 'a message without content'],
    ['a first message of 1025 bytes', [Buffer.alloc(1025)], 'a message of 1025 bytes from an'],
  ])('is ended by %s, and the node goes on', (_name, messages, reason) => {
    const { service, received, logger } = setUp();
    const sink = new Sink();
    const session = service.exchange(sink);
    play(session, ...messages);
    expect(sink.ends).toEqual([expect.any(PeerProtocolError)]);
    expect(sink.ends[0]?.message).toContain(reason);
    expect(logger.lines).toEqual([expect.stringMatching(/^warn refused a stream from a peer/)]);
    expect(received).toEqual([]);
  });

  test.each([
    ['another cluster', { clusterId: clusterB }, 'belongs to cluster'],
    ['another addressee', { to: nodeId(3) }, `this node is ${me}, the caller wants`],
    ['a removed node', { from: nodeId(9) }, 'was removed from cluster'],
    ['this node itself', { from: me }, 'which is this node'],
    ['another protocol', { protocol: 2 }, 'this node speaks protocol 1, the caller 2'],
  ])('of %s is refused with a reason that names both sides', (_name, change, reason) => {
    const { service } = setUp();
    const sink = new Sink();
    const session = service.exchange(sink);
    play(session, encodeExchangeHandshake({ ...handshake, ...change }));
    expect(session.isAdmitted).toBe(false);
    expect(sink.written).toEqual([]);
    expect(sink.ends).toEqual([expect.any(PeerRefusedError)]);
    expect(sink.ends[0]?.message).toContain(reason);
  });

  test('is told to come again while this node is no member, and that is no news', () => {
    const { service, logger } = setUp({ cluster: () => undefined });
    const sink = new Sink();
    play(service.exchange(sink), hello);
    expect(sink.ends).toEqual([expect.any(PeerUnreachableError)]);
    expect(logger.lines).toEqual([]);
  });

  test('that says nothing is ended after 5 seconds, and one that introduced itself is not', async () => {
    const { clock, service } = setUp();
    const [silent, known, gone] = [new Sink(), new Sink(), new Sink()];
    expect(service.exchange(silent).isAdmitted).toBe(false);
    play(service.exchange(known), hello);
    service.exchange(gone).onClose();
    await clock.advance(4999);
    expect(silent.ends).toEqual([]);
    await clock.advance(1);
    expect(silent.ends).toEqual([new PeerProtocolError('no handshake in time')]);
    expect([...known.ends, ...gone.ends]).toEqual([]);
  });

  test('does not hide a bug of this node', () => {
    const { service } = setUp(
      {},
      {
        receive: () => {
          throw new TypeError('a bug');
        },
      },
    );
    const session = service.exchange(new Sink());
    play(session, hello);
    expect(() => play(session, message)).toThrow('a bug');
  });
});

describe('a stream of commands', () => {
  const command = { id: 4, term: asTerm(3), command: Uint8Array.of(1) };

  test('has its commands proposed and answered', async () => {
    const { clock, service } = setUp();
    const sink = new Sink();
    const session = service.forward(sink);
    play(session, encodeForwardHandshake(handshake));
    play(session, encodeForwardCommands([command]));
    await clock.run();
    expect(sink.written.map((bytes) => decodeForwardAnswers(bytes))).toEqual([
      [],
      [{ id: 4, outcome: { kind: 'unknown' } }],
    ]);
    session.onClose();
  });

  test.each([
    ['a command before the handshake', [encodeForwardCommands([command])]],
    ['a second handshake', [encodeForwardHandshake(handshake), encodeForwardHandshake(handshake)]],
    ['a first message of 4 MiB', [Buffer.alloc(4 * 1024 * 1024)]],
  ])('is ended by %s', (_name, messages) => {
    const { service } = setUp();
    const sink = new Sink();
    const session = service.forward(sink);
    play(session, ...messages);
    expect(sink.ends).toEqual([expect.any(PeerProtocolError)]);
  });
});

describe('adoption', () => {
  const membership: Membership = {
    voters: [me],
    learners: [],
    members: new Map([[me, { name: 'n2', peerAddress: 'h:2', grpcAddress: 'h:1' }]]),
  };
  const request = (clusterId: string = clusterA, whole = membership): Uint8Array =>
    wire.AdoptRequest.encode({
      clusterId,
      membership: membershipCodec.encode(whole),
      stampedAtMs: 5,
    }).finish();

  test('stores the decision once, however often and however early it is asked again', async () => {
    const stored: ClusterDecision[] = [];
    const { service } = setUp({
      clusterId: () => undefined,
      adopt: async (decision) => void (await Promise.resolve(stored.push(decision))),
    });
    await Promise.all([service.adopt(request()), service.adopt(request())]);
    await service.adopt(request());
    expect(stored).toEqual([{ clusterId: clusterA, membership, stampedAt: asWallMs(5) }]);
  });

  test('into another cluster is refused, even while the first is being stored', async () => {
    const { service } = setUp();
    await expect(service.adopt(request(clusterB))).rejects.toThrow(PeerRefusedError);
    const empty = setUp({ clusterId: () => undefined }).service;
    const first = empty.adopt(request());
    await expect(empty.adopt(request(clusterB))).rejects.toThrow(PeerRefusedError);
    await first;
  });

  test('that means another node is refused', async () => {
    const { service } = setUp({ clusterId: () => undefined });
    const others = new Map([[me, { name: 'n3', peerAddress: 'h:2', grpcAddress: 'h:1' }]]);
    const asked = service.adopt(request(clusterA, { ...membership, members: others }));
    await expect(asked).rejects.toThrow(/^this node is "n2" with id 0+2; the founder's/);
  });

  test.each([
    ['garbage', Buffer.alloc(20, 0xff), 'cannot be decoded'],
    ['no cluster id', request('nonsense'), 'not a valid cluster id'],
    ['no membership', wire.AdoptRequest.encode({ clusterId: clusterA }).finish(), 'be decoded'],
    ['more bytes than a membership has', Buffer.alloc(65_537), 'a message of 65537 bytes from'],
  ])('with %s is a protocol error', async (_name, bytes, reason) => {
    const { service } = setUp({ clusterId: () => undefined });
    const thrown: unknown = await service.adopt(bytes).catch((error: unknown) => error);
    expect(thrown).toBeInstanceOf(PeerProtocolError);
    expect(String(thrown)).toContain(reason);
  });
});

test('hello tells who this node is, with and without a cluster', () => {
  const who = { name: 'n2', nodeId: me, grpcAddress: '127.0.0.1:4523' };
  expect(wire.HelloResponse.decode(setUp().service.hello())).toMatchObject({
    ...who,
    clusterId: clusterA,
  });
  const { service } = setUp({ clusterId: () => undefined });
  expect(wire.HelloResponse.decode(service.hello())).toMatchObject({
    ...who,
    clusterId: '',
  });
});
