/** Connections to the peer port of another node, over real sockets. */
import type { Socket } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { Clock } from '../../base/clock.ts';
import { callPeer, dialPeer, peerMethods } from '../../rpc/peer-channel.ts';
import type { PeerStream, StreamEnd } from '../../rpc/peer-channel.ts';
import { PeerRefusedError, PeerUnreachableError } from '../../rpc/peer-errors.ts';
import { kvorum } from '../../protos/gen/raft.js';
import { encodeExchangeHandshake } from '../../rpc/raft-codec.ts';
import {
  Arrivals,
  clusterA,
  clusterB,
  membershipCodec,
  nodeId,
  startPeer,
  systemClock,
} from '../support/peer-nodes.ts';
import { frame, HandClock, serveTcp } from './http2/support.ts';

const wire = kvorum.raft.v1;
const [me, peer] = [nodeId(1), nodeId(2)];
const toClose: { close(): void }[] = [];
afterEach(() => {
  for (const item of toClose.splice(0)) item.close();
});

function handshake(clusterId = clusterA): Uint8Array {
  const rest = {
    protocol: 1,
    incarnation: 1,
    electionTimeoutMs: 500,
    peerAddress: 'h:1',
    startedAtMs: 1,
  };
  return encodeExchangeHandshake({ ...rest, clusterId, from: me, to: peer });
}

async function startNode() {
  const server = await startPeer({ id: peer, cluster: {} });
  toClose.push(server);
  return { server, address: `127.0.0.1:${server.port}` };
}

/** A stream to `address`, with everything that it reports. */
function open(address: string, clock: Clock = systemClock) {
  const messages = new Arrivals<Uint8Array>();
  const ends = new Arrivals<StreamEnd>();
  const stream: PeerStream = dialPeer(
    address,
    peerMethods.exchange,
    clock,
  )({
    onMessage: (bytes) => messages.push(bytes),
    onEnd: (end) => ends.push(end),
  });
  toClose.push(stream);
  return { stream, messages, ends };
}

describe('a stream', () => {
  test('carries bytes both ways, and tells when they have left', async () => {
    const { address } = await startNode();
    const { stream, messages } = open(address);
    await new Promise<void>((resolve) => {
      stream.write(handshake(), resolve);
    });
    expect(await messages.atLeast(1)).toHaveLength(1);
  });

  test('that the peer refuses ends as refused, with its reason', async () => {
    const { address } = await startNode();
    const { stream, ends } = open(address);
    stream.write(handshake(clusterB), () => undefined);
    const [end] = await ends.atLeast(1);
    expect(end?.kind).toBe('refused');
    expect(end?.reason).toContain(`belongs to cluster ${clusterA}`);
  });

  test.each([
    ['when the peer goes away', async () => await startNode(), 'close'],
    [
      'when nobody listens',
      async () => {
        const { server, address } = await startNode();
        server.close();
        return { server, address };
      },
      'nothing',
    ],
  ])('ends as lost %s, once', async (_name, prepare, then) => {
    const { server, address } = await prepare();
    const { stream, messages, ends } = open(address);
    stream.write(handshake(), () => undefined);
    if (then === 'close') {
      await messages.atLeast(1);
      server.close();
    }
    expect(await ends.atLeast(1)).toMatchObject([{ kind: 'lost' }]);
    stream.write(handshake(), () => expect.unreachable());
    stream.close();
    expect(ends.items).toHaveLength(1);
  });

  test('reports nothing after it was closed here', async () => {
    const { server, address } = await startNode();
    const { stream, messages, ends } = open(address);
    stream.write(handshake(), () => undefined);
    await messages.atLeast(1);
    stream.close();
    stream.close();
    server.close();
    const { address: other } = await startNode();
    const second = open(other);
    second.stream.write(handshake(clusterB), () => undefined);
    await second.ends.atLeast(1);
    expect(ends.items).toEqual([]);
  });

  test('ends as lost when a program at the address says goodbye with its first bytes', async () => {
    const settingsAndGoAway = Buffer.concat([frame(4, 0, 0), frame(7, 0, 0, Buffer.alloc(8))]);
    const listening = await serveTcp((socket) => socket.write(settingsAndGoAway));
    toClose.push(listening);
    const { stream, ends } = open(`127.0.0.1:${listening.port}`);
    stream.write(handshake(), () => expect.unreachable());
    expect(await ends.atLeast(1)).toMatchObject([{ kind: 'lost' }]);
  });

  test('outlives a pause of this process: an answer that is here unread counts', async () => {
    const pings = new Arrivals<Socket>();
    const silent = await serveTcp((socket) => {
      socket.write(frame(4, 0, 0));
      socket.on('data', (bytes) => {
        if (bytes.includes(frame(6, 0, 0, Buffer.alloc(8)))) pings.push(socket);
      });
    });
    toClose.push(silent);
    const clock = new HandClock();
    const { stream, ends } = open(`127.0.0.1:${silent.port}`, clock);
    await new Promise<void>((resolve) => {
      stream.write(handshake(), resolve);
    });
    clock.fire();
    const [peerSocket] = await pings.atLeast(1);
    // After a pause all that is due comes at once: the timer fires first, and the answer is still in the socket.
    await new Promise<void>((resolve) => {
      systemClock.after(0, () => {
        peerSocket?.write(frame(6, 1, 0, Buffer.alloc(8)));
        clock.fire();
        resolve();
      });
    });
    await Promise.race([pings.atLeast(2), ends.atLeast(1)]);
    expect(ends.items).toEqual([]);

    clock.fire();
    expect(await ends.atLeast(1)).toMatchObject([{ reason: 'the peer does not answer' }]);
  });

  test('has a connection of its own', async () => {
    let connections = 0;
    const listening = await serveTcp(() => {
      connections += 1;
      if (connections === 2) seen.push(true);
    });
    const seen = new Arrivals<true>();
    toClose.push(listening);
    open(`127.0.0.1:${listening.port}`).stream.write(handshake(), () => undefined);
    open(`127.0.0.1:${listening.port}`).stream.write(handshake(), () => undefined);
    expect(await seen.atLeast(1)).toEqual([true]);
  });
});

describe('a call', () => {
  const hello = wire.HelloRequest.encode({ name: 'n1' }).finish();

  test('gives the answer', async () => {
    const { address } = await startNode();
    const request = { address, method: peerMethods.hello, bytes: hello, timeoutMs: 5000 };
    const answer = await callPeer(request, systemClock);
    expect(wire.HelloResponse.decode(answer).nodeId).toBe(peer);
  });

  test('that the peer declines is refused', async () => {
    const { address } = await startNode();
    const self = { name: 'n1', peerAddress: 'h:2', grpcAddress: 'h:1' };
    const members = new Map([[peer, self]]);
    const membership = membershipCodec.encode({ voters: [peer], learners: [], members });
    const bytes = wire.AdoptRequest.encode({ clusterId: clusterB, membership }).finish();
    const request = { address, method: peerMethods.adopt, bytes, timeoutMs: 5000 };
    await expect(callPeer(request, systemClock)).rejects.toThrow(PeerRefusedError);
  });

  test.each([
    ['garbage', peerMethods.adopt, 'a message that cannot be decoded'],
    ['an unknown method', '/kvorum.raft.v1.Peer/Nothing', 'is not implemented'],
  ])('of %s gives nothing that can be relied on', async (_name, method, reason) => {
    const { address } = await startNode();
    const request = { address, method, bytes: Uint8Array.of(0xff), timeoutMs: 5000 };
    const failed: unknown = await callPeer(request, systemClock).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(PeerUnreachableError);
    expect(String(failed)).toContain(address);
    expect(String(failed)).toContain(reason);
  });

  test('is given up when there is no answer in time', async () => {
    const silent = await serveTcp(() => undefined);
    toClose.push(silent);
    const address = `127.0.0.1:${silent.port}`;
    const request = { address, method: peerMethods.hello, bytes: hello, timeoutMs: 50 };
    await expect(callPeer(request, systemClock)).rejects.toThrow(PeerUnreachableError);
  });
});
