/** Plain TCP connections for tests: clients that send any bytes, or none, and never read what they do not ask for. */
import { once } from 'node:events';
import { connect } from 'node:net';
import type { Socket } from 'node:net';
import { FrameReader, frameType } from '../../rpc/http2/frames.ts';

/** What an HTTP/2 client sends first: the preface and empty settings. */
export const http2Preface = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.of(0, 0, 0, 4, 0, 0, 0, 0, 0),
]);
/** The acknowledgement of the server's settings. */
export const http2SettingsAck = Buffer.of(0, 0, 0, 4, 1, 0, 0, 0, 0);

/** Settles when the connection is made. Errors that come later show as its end. */
async function openSocket(port: number): Promise<Socket> {
  return await new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.off('error', reject);
      socket.on('error', () => undefined);
      resolve(socket);
    });
  });
}

/** `count` connections that have heard the server's settings, have sent `first`, and say nothing more. */
export async function openSockets(
  port: number,
  count: number,
  first: Uint8Array,
): Promise<readonly Socket[]> {
  return await Promise.all(
    Array.from({ length: count }, async () => {
      const socket = await openSocket(port);
      const greeted = once(socket, 'data');
      socket.write(first);
      await greeted;
      return socket.resume();
    }),
  );
}

/** Sends `bytes` and settles when the other side has said that it gives the connection up. */
export async function sendUntilGoAway(port: number, bytes: Uint8Array): Promise<void> {
  const socket = await openSocket(port);
  const reader = new FrameReader();
  await new Promise<void>((resolve, reject) => {
    socket.on('data', (chunk: Buffer) => {
      reader.read(chunk, ({ type }) => {
        if (type === frameType.goAway) resolve();
      });
    });
    socket.once('close', () => reject(new Error('closed without a word')));
    socket.write(bytes);
  });
  socket.destroy();
}
