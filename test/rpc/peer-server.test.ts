/** The peer port over real sockets, used by hand. */
import { once } from 'node:events';
import { connect } from 'node:net';
import { status } from '@grpc/grpc-js';
import { afterEach, expect, test } from 'vitest';
import { KvorumError } from '../../base/errors.ts';
import type { WriteOutcome } from '../../base/errors.ts';
import { kvorum } from '../../protos/gen/raft.js';
import {
  PeerProtocolError,
  PeerRefusedError,
  PeerUnreachableError,
} from '../../rpc/peer-errors.ts';
import type { PeerServer } from '../../rpc/peer-server.ts';
import { encodeExchangeHandshake, encodeExchangeMessages } from '../../rpc/raft-codec.ts';
import { Arrivals, clusterA, envelope, nodeId, startPeer } from '../support/peer-nodes.ts';
import { framed, RawClient, readAnswer } from './raw-client.ts';

const wire = kvorum.raft.v1;
const [me, peer] = [nodeId(2), nodeId(1)];
const paths = {
  hello: '/kvorum.raft.v1.Peer/Hello',
  adopt: '/kvorum.raft.v1.Peer/Adopt',
  exchange: '/kvorum.raft.v1.Peer/Exchange',
};
const handshake = framed(
  encodeExchangeHandshake({
    protocol: 1,
    clusterId: clusterA,
    from: peer,
    to: me,
    incarnation: 1,
    electionTimeoutMs: 500,
    peerAddress: 'h:1',
    startedAtMs: 1,
  }),
);

const toClose: { close(): void }[] = [];
afterEach(() => {
  for (const item of toClose.splice(0)) item.close();
});

async function start(options: Partial<Parameters<typeof startPeer>[0]> = {}): Promise<PeerServer> {
  const server = await startPeer({ id: me, cluster: {}, ...options });
  toClose.push(server);
  return server;
}

function message(requestId: number): Buffer {
  const read = { kind: 'readIndexRequest', requestId } as const;
  return framed(encodeExchangeMessages([envelope(peer, me, read)]));
}

test('answers who the node is, with the message of the published protocol', async () => {
  const { port } = await start();
  using client = new RawClient(port);
  const answer = await client.call(paths.hello, framed(wire.HelloRequest.encode({}).finish()));
  expect(answer.status).toBe(status.OK);
  expect(wire.HelloResponse.decode(answer.body.subarray(5))).toMatchObject({
    nodeId: me,
    clusterId: clusterA,
  });
});

class StrangeError extends KvorumError {
  override readonly code = 'STRANGE';
  override readonly retryable = false;
  override readonly outcome: WriteOutcome = 'unknown';
}

test.each([
  [new PeerRefusedError('no'), status.FAILED_PRECONDITION],
  [new PeerUnreachableError('later'), status.UNAVAILABLE],
  [new PeerProtocolError('nonsense'), status.INVALID_ARGUMENT],
  [new StrangeError('broken'), status.INTERNAL],
])('%s of the service reaches the caller as its status', async (error, expected) => {
  const fail = (): never => {
    throw error;
  };
  const { port } = await start({ service: { clusterId: fail, cluster: fail } });
  using client = new RawClient(port);
  const ended = await client.call(paths.exchange, handshake);
  expect([ended.status, ended.message]).toEqual([expected, error.message]);
});

test('a stream that the peer ends is ended here without an error', async () => {
  const { port } = await start();
  using client = new RawClient(port);
  const answer = await client.call(paths.exchange, handshake);
  expect(answer.status).toBe(status.OK);
  expect(answer.body).toEqual(framed(wire.ExchangeResponse.encode({}).finish()));
});

test('a message larger than the greatest append ends its stream only', async () => {
  const arrivals = new Arrivals<unknown>();
  const { port } = await start({
    cluster: {
      receive: (_from, envelopes) => {
        arrivals.push(...envelopes);
        return undefined;
      },
    },
  });
  using client = new RawClient(port);
  const other = client.open(paths.exchange);
  other.write(handshake);
  const stream = client.open(paths.exchange);
  stream.write(handshake);
  stream.end(Buffer.from([0, 0, 0x50, 0, 0]));
  expect((await readAnswer(stream)).status).toBe(status.RESOURCE_EXHAUSTED);
  other.write(message(7));
  expect(await arrivals.atLeast(1)).toHaveLength(1);
});

test('nothing is read from a stream while the node asks for a pause', async () => {
  const arrivals = new Arrivals<unknown>();
  const gate = new Arrivals<true>();
  const { port } = await start({
    cluster: {
      receive: (_from, envelopes) => {
        arrivals.push(...envelopes);
        return gate.atLeast(1).then(() => undefined);
      },
    },
  });
  using client = new RawClient(port);
  const stream = client.open(paths.exchange);
  stream.write(handshake);
  stream.write(message(1));
  await arrivals.atLeast(1);
  stream.write(message(2));
  const second = client.open(paths.exchange);
  second.write(handshake);
  await once(second, 'response');
  expect(arrivals.items).toHaveLength(1);
  gate.push(true);
  expect(await arrivals.atLeast(2)).toHaveLength(2);
});

test('strangers shut out no member, however many connect', async () => {
  const { port } = await start();
  using member = new RawClient(port);
  const stream = member.open(paths.exchange);
  stream.write(handshake);
  await once(stream, 'data');
  const strangers = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'));
  toClose.push({
    close: () => {
      for (const stranger of strangers) stranger.destroy();
    },
  });
  for (const stranger of strangers) stranger.on('error', () => undefined);
  await Promise.all(
    strangers.map(async (stranger) => {
      await once(stranger, 'connect');
    }),
  );
  using other = new RawClient(port);
  expect((await other.call(paths.exchange, handshake)).status).toBe(status.OK);
  stream.end();
  expect((await readAnswer(stream)).status).toBe(status.OK);
});

test('closing drops every connection and frees the port; closing twice is safe', async () => {
  const server = await start();
  using client = new RawClient(server.port);
  const stream = client.open(paths.exchange);
  stream.write(handshake);
  await once(stream, 'response');
  const idle = connect({ port: server.port, host: '127.0.0.1' });
  await once(idle, 'data');
  const ended = [once(stream, 'close'), once(idle, 'close')];
  server.close();
  server.close();
  await Promise.all(ended);
  const again = await start({ port: server.port });
  expect(again.port).toBe(server.port);
});

test('an address that is taken is refused', async () => {
  const { port } = await start();
  await expect(start({ port })).rejects.toThrow('EADDRINUSE');
});
