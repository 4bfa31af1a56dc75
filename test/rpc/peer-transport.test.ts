import { afterEach, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import type { Envelope, RaftMessage } from '../../raft/core/message.ts';
import type { PeerIdentity } from '../../rpc/handshake.ts';
import type { PeerAddresses } from '../../rpc/peer-transport.ts';
import { PeerTransport } from '../../rpc/peer-transport.ts';
import { ManualClock } from '../support/manual-clock.ts';
import {
  Arrivals,
  at,
  clusterA,
  clusterB,
  envelope,
  fixedRandom,
  identity,
  LineLogger,
  nodeId,
  startPeer,
  systemClock,
} from '../support/peer-nodes.ts';

const [one, two] = [nodeId(1), nodeId(2)];
const toClose: { close(): void }[] = [];
afterEach(() => {
  for (const item of toClose.splice(0)) item.close();
});

function open(
  peers: PeerAddresses,
  options: PeerIdentity = identity(one),
  clock: Clock = systemClock,
) {
  const logger = new LineLogger();
  const unreachable = new Arrivals<NodeId>();
  const transport = new PeerTransport(options, {
    clock,
    random: fixedRandom,
    logger,
    onUnreachable: (peer) => unreachable.push(peer),
  });
  transport.setPeers(peers);
  toClose.push(transport);
  /** Settles when both lanes are connected. */
  const connected = async (): Promise<void> => {
    while (logger.lines.filter((line) => line.includes('connected to peer')).length < 2) {
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  return { transport, logger, unreachable, connected };
}

async function receiver(id: NodeId, port = 0) {
  const arrivals = new Arrivals<Envelope>();
  const server = await startPeer({
    id,
    port,
    cluster: {
      receive: (_from, envelopes) => {
        arrivals.push(...envelopes);
        return undefined;
      },
    },
  });
  toClose.push(server);
  return { server, arrivals };
}

const read = (requestId: number): RaftMessage => ({ kind: 'readIndexRequest', requestId });

function append(start: number, count: number): RaftMessage {
  const entries = Array.from({ length: count }, (_, offset) => ({
    index: asLogIndex(start + offset),
    term: asTerm(3),
    kind: 'normal' as const,
    stampedAt: asWallMs(1),
    command: new Uint8Array(130).fill(offset),
    crc: offset,
  }));
  return {
    kind: 'append',
    prev: { index: asLogIndex(start - 1), term: asTerm(3) },
    entries,
    commitIndex: asLogIndex(0),
    round: 1,
  };
}

test('messages arrive in order on each lane, with their route', async () => {
  const { server, arrivals } = await receiver(two);
  const { transport, connected } = open(at(two, server.port));
  await connected();
  const appends = Array.from({ length: 50 }, (_, n) => envelope(one, two, append(1 + n * 16, 16)));
  const reads = Array.from({ length: 50 }, (_, n) => envelope(one, two, read(n)));
  transport.send([...appends, ...reads]);
  const items = await arrivals.atLeast(100);
  expect(items.filter(({ message }) => message.kind === 'append')).toEqual(appends);
  expect(items.filter(({ message }) => message.kind !== 'append')).toEqual(reads);
});

test('three nodes talk to each other in all directions', async () => {
  const ids = [nodeId(1), nodeId(2), nodeId(3)];
  const nodes = await Promise.all(ids.map(async (id) => ({ id, ...(await receiver(id)) })));
  for (const { id } of nodes) {
    const peers = nodes.filter((other) => other.id !== id);
    const { transport } = open(
      new Map(peers.map((peer) => [peer.id, `127.0.0.1:${peer.server.port}`])),
      identity(id),
    );
    transport.send(peers.map((peer) => envelope(id, peer.id, read(1))));
  }
  for (const { id, arrivals } of nodes) {
    const items = await arrivals.atLeast(2);
    const others = ids.filter((other) => other !== id);
    expect(items.map(({ from }) => from).toSorted()).toEqual(others);
    expect(items.every(({ to }) => to === id)).toBe(true);
  }
});

test('a peer that goes away is reported, and reached again when it is back', async () => {
  const { server } = await receiver(two);
  const { transport, unreachable, logger, connected } = open(at(two, server.port));
  await connected();
  server.close();
  expect(await unreachable.atLeast(1)).toEqual([two]);
  transport.send([envelope(one, two, append(1, 1))]);
  const start = systemClock.monotonic();
  const { arrivals } = await receiver(two, server.port);
  while (arrivals.items.length === 0) {
    transport.send([envelope(one, two, read(7))]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(arrivals.items[0]?.message).toEqual(read(7));
  expect(systemClock.monotonic() - start).toBeLessThan(600);
  expect(logger.lines.join()).toContain('lost the connection to peer');
});

test('a member that moved is reached where it says to be, and one that says nonsense where it is', async () => {
  const [first, second] = [await receiver(two), await receiver(nodeId(3))];
  const gone = await receiver(nodeId(4));
  gone.server.close();
  const nowhere = `127.0.0.1:${gone.server.port}`;
  const { transport } = open(
    new Map([
      [two, nowhere],
      [nodeId(3), `127.0.0.1:${second.server.port}`],
    ]),
  );
  transport.meet(two, `127.0.0.1:${first.server.port}`);
  transport.meet(nodeId(3), nowhere);
  expect(transport.addressOf(two)).toBe(nowhere);
  transport.send([envelope(one, two, read(1)), envelope(one, nodeId(3), read(2))]);
  expect(await first.arrivals.atLeast(1)).toMatchObject([{ message: read(1) }]);
  expect(await second.arrivals.atLeast(1)).toMatchObject([{ message: read(2) }]);
  // Streams of others go the same way.
  expect(transport.addressOf(two)).toBe(`127.0.0.1:${first.server.port}`);
  expect(transport.addressOf(nodeId(3))).toBe(`127.0.0.1:${second.server.port}`);
  expect(transport.addressOf(nodeId(4))).toBeUndefined();
  // Whatever it says: where it was found goes on being tried.
  second.server.close();
  const { arrivals } = await receiver(nodeId(3), second.server.port);
  while (arrivals.items.length === 0) {
    transport.send([envelope(one, nodeId(3), read(7))]);
    await new Promise((resolve) => setImmediate(resolve));
  }
});

test('a node that is no member is answered for as long as it speaks, and a minute more', async () => {
  const clock = new ManualClock();
  const { transport } = open(new Map(), identity(one), clock);
  transport.meet(two, '127.0.0.1:1');
  for (let minutes = 0; minutes < 3; minutes += 1) {
    await clock.advance(59_000);
    transport.hear(two);
  }
  expect(transport.addressOf(two)).toBe('127.0.0.1:1');
  await clock.advance(60_001);
  expect(transport.addressOf(two)).toBeUndefined();
  transport.hear(two);
  expect(transport.addressOf(two)).toBeUndefined();
});

type Change = { readonly self?: Partial<PeerIdentity>; readonly peer?: NodeId };

test.each([
  [
    'of another cluster',
    { self: { clusterId: clusterB } },
    `belongs to cluster ${clusterA}, the caller to`,
  ],
  ['with another election timeout', { self: { electionTimeoutMs: 900 } }, 'it must be the same'],
  ['that wants another node', { peer: nodeId(5) }, `this node is ${two}, the caller wants`],
] as const satisfies readonly (readonly [string, Change, string])[])(
  'a node %s is refused and logs why',
  async (_, change: Change, words) => {
    const { server, arrivals } = await receiver(two);
    const peer = change.peer ?? two;
    const { transport, logger } = open(at(peer, server.port), { ...identity(one), ...change.self });
    transport.send([envelope(one, peer, read(1))]);
    await logger.line(words);
    expect(logger.lines.find((line) => line.includes(words))).toMatch(
      /^error peer refuses to talk/,
    );
    expect(arrivals.items).toEqual([]);
  },
);

test('a node that is no member yet is asked again soon', async () => {
  let member = false;
  const arrivals = new Arrivals<Envelope>();
  const cluster = {
    clusterId: clusterA,
    electionTimeoutMs: 500,
    isRemoved: () => false,
    onContact: () => undefined,
    join: async () => await Promise.resolve({ kind: 'redirect' as const, leader: 'h:9' }),
    receive: (_from: NodeId, envelopes: readonly Envelope[]) => {
      arrivals.push(...envelopes);
      return undefined;
    },
    propose: async () => await Promise.resolve({ kind: 'unknown' as const }),
    offerSnapshot: async () => await Promise.resolve({ kind: 'held' as const }),
  };
  const service = { cluster: () => (member ? cluster : undefined) };
  const server = await startPeer({ id: two, cluster, service });
  toClose.push(server);
  const { transport, logger } = open(at(two, server.port));
  transport.send([envelope(one, two, read(1))]);
  await logger.line('this node is not a member yet');
  member = true;
  expect(await arrivals.atLeast(1)).toHaveLength(1);
});

test('a receiver that asks for a pause stops the sender, whose queue stays bounded', async () => {
  const arrivals = new Arrivals<Envelope>();
  const gate = new Arrivals<true>();
  const pause = gate.atLeast(1).then(() => undefined);
  const server = await startPeer({
    id: two,
    cluster: {
      receive: (_from, envelopes) => {
        arrivals.push(...envelopes);
        return pause;
      },
    },
  });
  toClose.push(server);
  const { transport, unreachable, connected } = open(at(two, server.port));
  await connected();
  const large = append(1, 4000);
  let sent = 0;
  while (unreachable.items.length === 0 && sent < 500) {
    transport.send([envelope(one, two, large)]);
    sent += 1;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(unreachable.items).toEqual([two]);
  expect(sent).toBeLessThan(100);
  expect(arrivals.items.length).toBeLessThanOrEqual(2);
  gate.push(true);
  await arrivals.atLeast(10);
});

test('a peer that moved is reached where it is now', async () => {
  const [before, after] = [await receiver(two), await receiver(two)];
  const { transport, connected } = open(at(two, before.server.port));
  await connected();
  transport.setPeers(at(two, after.server.port));
  while (after.arrivals.items.length === 0) {
    transport.send([envelope(one, two, read(1))]);
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(before.arrivals.items).toEqual([]);
});

test('a peer that is removed can be told so for a while (M-6)', async () => {
  const clock = new ManualClock();
  const { server, arrivals } = await receiver(two);
  const { transport, connected } = open(at(two, server.port), identity(one), clock);
  await connected();
  transport.setPeers(new Map());
  transport.send([envelope(one, two, read(1))]);
  await arrivals.atLeast(1);
  expect(transport.isConnected(two)).toBe(true);
  await clock.advance(5001);
  expect(transport.isConnected(two)).toBe(false);
});
