/** The open-ended request of a call, and whether the peer still answers. */
import type { ServerHttp2Stream } from 'node:http2';
import { afterEach, describe, expect, test } from 'vitest';
import { Call } from '../../../rpc/http2/call.ts';
import { Connection } from '../../../rpc/http2/connection.ts';
import { answer, Collected, frame, grpcMessage, serveHttp2, serveTcp } from './support.ts';
import type { Listening } from './support.ts';

const path = '/test.Echo/Talk';
const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

async function connectTo(listening: Listening): Promise<Connection> {
  open.push(listening);
  const address = { host: '127.0.0.1', port: listening.port };
  const connection = await Connection.open(address, new AbortController().signal);
  open.push(connection);
  return connection;
}

/** Cuts what a stream of the server receives into messages, and tells each. */
function onEachMessage(stream: ServerHttp2Stream, tell: (message: Buffer) => void): void {
  const handler = {
    onMessage: (bytes: Uint8Array): void => tell(Buffer.from(bytes)),
    onEnd: (): void => undefined,
  };
  const cutter = new Call(handler, { startSweep: 0, sendWindow: 0, isOpenEnded: true });
  stream.on('data', (bytes: Buffer) => cutter.receive(bytes));
}

describe('an open-ended call', () => {
  test('carries messages both ways, in order, for as long as it lasts', async () => {
    let ended = false;
    const connection = await connectTo(
      await serveHttp2((stream) => {
        stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
        onEachMessage(stream, (message) => stream.write(grpcMessage(message)));
        stream.on('end', () => {
          ended = true;
        });
      }),
    );
    const collected = new Collected();
    const stream = connection.stream(path, collected);
    for (const text of ['one', 'two', 'three']) {
      await new Promise<void>((resolve) => {
        stream.write(Buffer.from(text), resolve);
      });
    }
    await until(() => collected.messages.length === 3);
    expect(collected.messages.map(String)).toEqual(['one', 'two', 'three']);
    expect([ended, collected.endCount]).toEqual([false, 0]);
    connection.close();
    expect((await collected.ended).kind).toBe('unknown');
  });

  test('waits for the windows, keeps the order, and tells when all has left', async () => {
    const received: Buffer[] = [];
    const connection = await connectTo(
      await serveHttp2((stream) => onEachMessage(stream, (message) => received.push(message)), {
        initialWindowSize: 1000,
      }),
    );
    const stream = connection.stream(path, new Collected());
    const sent = [50_000, 3, 20_000, 0, 7].map((size, at) => Buffer.alloc(size, at));
    const written = sent.map(
      async (message) =>
        await new Promise<void>((resolve) => {
          stream.write(message, resolve);
        }),
    );
    await Promise.all(written);
    await until(() => received.length === sent.length);
    expect(received.every((message, at) => sent[at]?.equals(message))).toBe(true);
  });

  test('ends at once on a connection that the peer closed with its first bytes', async () => {
    const goAway = Buffer.alloc(8);
    const connection = await connectTo(
      await serveTcp((socket) =>
        socket.write(Buffer.concat([frame(4, 0, 0), frame(7, 0, 0, goAway)])),
      ),
    );
    const collected = new Collected();
    connection.stream(path, collected).write(Buffer.from('x'), () => expect.unreachable());
    expect((await collected.ended).kind).toBe('unsent');
  });

  test('ends with the status of the peer, and drops what is written then', async () => {
    const connection = await connectTo(
      await serveHttp2((stream) =>
        answer(stream, [], { 'grpc-status': '9', 'grpc-message': 'not you' }),
      ),
    );
    const collected = new Collected();
    const stream = connection.stream(path, collected);
    stream.write(Buffer.from('hello'), () => undefined);
    expect(await collected.ended).toEqual({ kind: 'answered', code: 9, message: 'not you' });
    stream.write(Buffer.from('late'), () => expect.unreachable());
    expect(connection.callsInFlight).toBe(0);
  });
});

describe('a peer that is asked whether it is there', () => {
  test('keeps the connection by answering', async () => {
    const connection = await connectTo(await serveHttp2((stream) => answer(stream, [])));
    for (let asked = 0; asked < 3; asked += 1) {
      connection.checkAlive();
      // Its answer comes behind the one to the ping, which was sent before.
      const collected = new Collected();
      connection.call(path, new Uint8Array(), collected);
      await collected.ended;
    }
    expect(connection.isOpen).toBe(true);
  });

  test('loses it by silence', async () => {
    const connection = await connectTo(await serveTcp((socket) => socket.write(frame(4, 0, 0))));
    connection.checkAlive();
    expect(connection.isOpen).toBe(true);
    connection.checkAlive();
    await connection.closed;
    expect(connection.isOpen).toBe(false);
  });
});

/** Lets the event loop turn until `holds`. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise<void>((resolve) => setImmediate(resolve));
}
