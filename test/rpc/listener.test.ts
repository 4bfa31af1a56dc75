import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { Server } from '@grpc/grpc-js';
import { afterEach, describe, expect, test } from 'vitest';
import { Listener } from '../../rpc/listener.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { systemClock } from '../support/peer-nodes.ts';

const preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0),
]);
const listeners: Listener[] = [];
const sockets: Socket[] = [];
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const listener of listeners.splice(0)) listener.destroy();
});

async function listen(options: { address?: string; connectionsMax?: number } = {}) {
  const { address = '127.0.0.1:0', connectionsMax = 100 } = options;
  const listener = await Listener.open({ address, connectionsMax }, new Server());
  listeners.push(listener);
  return listener;
}

/** A client that never answers: it neither reads nor closes its side. */
async function connectDeaf(port: number): Promise<Socket> {
  const socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
  sockets.push(socket);
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return socket;
}

/** Settles when the server has written its first frame, so it knows of the connection. */
async function greet(socket: Socket): Promise<void> {
  socket.write(preface);
  await once(socket, 'data');
  socket.pause();
}

test.each(['127.0.0.1:0', 'localhost:0', '[::1]:0', '0.0.0.0:0'])(
  'listens at %s on a port that it tells',
  async (address) => {
    const listener = await listen({ address });
    expect(listener.port).toBeGreaterThan(0);
  },
);

test('an address that is taken is refused with the reason of the system', async () => {
  const { port } = await listen();
  await expect(listen({ address: `127.0.0.1:${port}` })).rejects.toThrow('EADDRINUSE');
});

test('connections beyond the bound are closed, and those within it are not', async () => {
  const { port } = await listen({ connectionsMax: 2 });
  const kept = [await connectDeaf(port), await connectDeaf(port)];
  await Promise.all(kept.map(greet));
  const surplus = await connectDeaf(port);
  surplus.resume();
  await once(surplus, 'end');
  expect(kept.map((socket) => socket.readableEnded)).toEqual([false, false]);
});

describe('close', () => {
  test.each(['says nothing', 'speaks HTTP/2'])(
    'drops a client that %s and does not leave, when the grace is over and not before',
    async (kind) => {
      const clock = new ManualClock();
      const listener = await listen();
      const socket = await connectDeaf(listener.port);
      // Even a silent client is known when a later one is.
      await greet(kind === 'speaks HTTP/2' ? socket : await connectDeaf(listener.port));
      let isClosed = false;
      const closed = listener.close(10_000, clock).then(() => {
        isClosed = true;
      });
      await clock.advance(9_999);
      expect(isClosed).toBe(false);
      await clock.advance(1);
      await closed;
    },
  );

  test('does not wait when nobody is connected', async () => {
    const listener = await listen();
    await listener.close(10_000, new ManualClock());
    await expect(listen({ address: `127.0.0.1:${listener.port}` })).resolves.toBeDefined();
  });

  test('may be called twice, and after everything was dropped', async () => {
    const listener = await listen();
    listener.destroy();
    listener.destroy();
    await Promise.all([listener.close(0, systemClock), listener.close(0, systemClock)]);
    expect(listener.port).toBe(0);
  });
});

test('destroy drops a client that does not leave', async () => {
  const listener = await listen();
  const socket = await connectDeaf(listener.port);
  await greet(socket);
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      resolve();
    });
  });
  listener.destroy();
  // The reset arrives although this side never says that it is done.
  socket.resume();
  await closed;
  expect(listener.port).toBe(0);
});
