import type { ServerHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';

import { afterEach, describe, expect, it } from 'vitest';

import { Connection } from '../../../rpc/http2/connection.ts';
import { ConnectError, PeerProtocolError } from '../../../rpc/http2/errors.ts';
import {
  answer,
  Collected,
  frame,
  grpcMessage,
  serveHttp2,
  serveTcp,
  type Listening,
} from './support.ts';

const path = '/test.Echo/Say';
const open: { close(): void }[] = [];

afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

describe('against node:http2', () => {
  it('a call carries its path and message there and the answer back', async () => {
    const seen: unknown[] = [];
    const connection = await connectTo(
      await serveHttp2((stream) => {
        stream.on('data', (bytes: Buffer) => seen.push(bytes.toString('latin1')));
        stream.on('end', () => answer(stream, [Buffer.from('world')]));
      }),
    );
    const { collected, end } = await say(connection, Buffer.from('hello'));
    expect(seen).toEqual(['\0\0\0\0\x05hello']);
    expect(end).toEqual({ kind: 'answered', code: 0, message: '' });
    expect(collected.messages.map(String)).toEqual(['world']);
  });

  it('a thousand calls in flight at once each get their own answer', async () => {
    const connection = await connectTo(await serveHttp2(echo));
    const calls = await Promise.all(
      Array.from({ length: 1000 }, async (_, at) => await say(connection, Buffer.from(`n${at}`))),
    );
    expect(calls.map(({ collected }) => String(collected.messages[0]))).toEqual(
      calls.map((_, at) => `n${at}`),
    );
    expect(connection.callsInFlight).toBe(0);
  });

  it('calls beyond the limit of streams wait for their turn', async () => {
    let most = 0;
    let now = 0;
    const connection = await connectTo(
      await serveHttp2(
        (stream) => {
          now += 1;
          most = Math.max(most, now);
          stream.on('close', () => {
            now -= 1;
          });
          echo(stream);
        },
        { maxConcurrentStreams: 3 },
      ),
    );
    const calls = await Promise.all(
      Array.from({ length: 50 }, async (_, at) => await say(connection, Buffer.from(`n${at}`))),
    );
    expect(calls.map(({ collected }) => String(collected.messages[0]))).toEqual(
      calls.map((_, at) => `n${at}`),
    );
    expect(most).toBeLessThanOrEqual(3);
  });

  it('a failure carries its code and its Huffman-coded, percent-encoded message', async () => {
    const connection = await connectTo(
      await serveHttp2((stream) =>
        answer(stream, [], { 'grpc-status': '14', 'grpc-message': 'no leader %E2%9C%93 100%25' }),
      ),
    );
    const { end } = await say(connection, Buffer.from('x'));
    expect(end).toEqual({ kind: 'answered', code: 14, message: 'no leader ✓ 100%' });
  });

  it('a request larger than the windows arrives whole', async () => {
    const request = Buffer.alloc(1_000_000, 'abcdefg');
    const connection = await connectTo(await serveHttp2(echo, { initialWindowSize: 1000 }));
    const [large, small] = await Promise.all([
      say(connection, request),
      say(connection, Buffer.from('small')),
    ]);
    expect(large.collected.messages[0]?.equals(request)).toBe(true);
    expect(String(small.collected.messages[0])).toBe('small');
  });

  it('an answer of 40 MiB in many messages is credited back and arrives whole', async () => {
    const message = Buffer.alloc(1024 * 1024, 7);
    const connection = await connectTo(
      await serveHttp2((stream) =>
        answer(
          stream,
          Array.from({ length: 40 }, () => message),
        ),
      ),
    );
    const { collected, end } = await say(connection, Buffer.from('x'));
    expect(end.kind).toBe('answered');
    expect(collected.messages).toHaveLength(40);
    expect(collected.messages.every((bytes) => bytes.equals(message))).toBe(true);
  });

  it('GOAWAY lets the calls in flight end and takes no more', async () => {
    const connection = await connectTo(
      await serveHttp2((stream) => {
        stream.session?.goaway(0, stream.id);
        setImmediate(() => answer(stream, [Buffer.from('last')]));
      }),
    );
    const { collected, end } = await say(connection, Buffer.from('x'));
    expect(end).toMatchObject({ kind: 'answered', code: 0 });
    expect(String(collected.messages[0])).toBe('last');
    await connection.closed;
    expect((await say(connection, Buffer.from('y'))).end.kind).toBe('unsent');
  });

  it('a lost connection ends every call in flight as unknown, once', async () => {
    let count = 0;
    const connection = await connectTo(
      await serveHttp2((stream) => {
        count += 1;
        if (count === 20) stream.session?.destroy();
      }),
    );
    const calls = await Promise.all(
      Array.from({ length: 20 }, async () => await say(connection, Buffer.from('x'))),
    );
    for (const { end, collected } of calls) {
      expect(end).toMatchObject({ kind: 'unknown', reason: 'lost' });
      expect(collected.endCount).toBe(1);
    }
    expect(connection.callsInFlight).toBe(0);
  });

  it('a reset stream is unknown, a refused one was certainly not handled', async () => {
    const codes = [2, 7];
    const connection = await connectTo(await serveHttp2((stream) => stream.close(codes.shift())));
    expect((await say(connection, Buffer.from('x'))).end).toMatchObject({ kind: 'unknown' });
    expect((await say(connection, Buffer.from('x'))).end).toMatchObject({ kind: 'unsent' });
  });

  it('an answer that is not gRPC is malformed', async () => {
    const answers: ((stream: ServerHttp2Stream) => void)[] = [
      (stream) => stream.respond({ ':status': 404 }, { endStream: true }),
      (stream) => {
        stream.respond({ ':status': 500 });
        stream.end('sorry');
      },
      (stream) => {
        stream.respond({ ':status': 200 });
        stream.end(grpcMessage(Buffer.from('no trailers')));
      },
      (stream) => {
        stream.respond({ ':status': 200 }, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
        stream.end(grpcMessage(Buffer.from('cut off')).subarray(0, 8));
      },
      (stream) => {
        stream.respond({ ':status': 200 }, { waitForTrailers: true });
        stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
        stream.end(Buffer.from([1, 0, 0, 0, 0]));
      },
    ];
    const count = answers.length;
    const connection = await connectTo(await serveHttp2((stream) => answers.shift()?.(stream)));
    for (let at = 0; at < count; at += 1) {
      const { end } = await say(connection, Buffer.from('x'));
      expect(end).toMatchObject({ kind: 'unknown', reason: 'malformed' });
    }
    expect(connection.isOpen).toBe(true);
  });

  it('a call without an answer ends after its sweeps, a younger one goes on', async () => {
    const connection = await connectTo(await serveHttp2(() => undefined));
    const older = new Collected();
    connection.call(path, Buffer.from('x'), older);
    connection.sweep(2);
    const younger = new Collected();
    connection.call(path, Buffer.from('x'), younger);
    connection.sweep(2);
    expect(older.endCount).toBe(0);
    connection.sweep(2);
    expect(await older.ended).toMatchObject({ kind: 'unknown', reason: 'timeout' });
    expect(younger.endCount).toBe(0);
  });

  it('all calls of an age end in the same sweep, however many younger ones there are', async () => {
    const connection = await connectTo(await serveHttp2(() => undefined));
    const begin = (): Collected[] =>
      Array.from({ length: 30 }, () => {
        const collected = new Collected();
        connection.call(path, Buffer.from('x'), collected);
        return collected;
      });
    const older = begin();
    connection.sweep(1);
    const younger = begin();
    connection.sweep(1);
    expect(older.map(({ endCount }) => endCount)).toEqual(older.map(() => 1));
    expect(younger.map(({ endCount }) => endCount)).toEqual(younger.map(() => 0));
  });
});

describe('against a peer that misbehaves', () => {
  const settings = frame(4, 0, 0);
  const responseHeaders = Buffer.from([0x88]);

  it('nobody listening is a ConnectError', async () => {
    const server = await serveTcp(() => undefined);
    server.close();
    await expect(connectTo(server)).rejects.toThrow(ConnectError);
  });

  it('a silent peer is given up when the signal says so', async () => {
    const server = await serveTcp(() => undefined);
    open.push(server);
    const giveUp = new AbortController();
    const opening = Connection.open({ host: '127.0.0.1', port: server.port }, giveUp.signal);
    giveUp.abort();
    await expect(opening).rejects.toThrow('did not answer in time');
  });

  it.each([
    ['HTTP/1.1', Buffer.from('HTTP/1.1 400 Bad Request\r\n\r\n')],
    ['a frame other than SETTINGS first', frame(6, 0, 0, Buffer.alloc(8))],
    ['SETTINGS of a wrong size', frame(4, 0, 0, Buffer.alloc(5))],
  ])('%s instead of a preface refuses the connection', async (_, bytes) => {
    const server = await serveTcp((socket) => socket.write(bytes));
    await expect(connectTo(server)).rejects.toThrow(PeerProtocolError);
  });

  it.each([
    ['an enormous frame', Buffer.from('ffffff000000000001', 'hex')],
    ['a frame on a stream that was never opened', frame(0, 0, 5)],
    ['a frame on an even stream', frame(0, 0, 2)],
    ['a header block that breaks HPACK', frame(1, 4, 1, Buffer.from([0xff, 0xff, 0xff]))],
    ['CONTINUATION of nothing', frame(9, 4, 1)],
    [
      'a header block that is interrupted',
      Buffer.concat([frame(1, 0, 1), frame(6, 0, 0, Buffer.alloc(8))]),
    ],
    [
      'an endless header block',
      Buffer.concat([frame(1, 0, 1), ...Array.from({ length: 70_000 }, () => frame(9, 0, 1))]),
    ],
    ['padding longer than its frame', frame(0, 8, 1, Buffer.from([9, 0]))],
    ['a pushed stream', frame(5, 4, 1, Buffer.alloc(4))],
    ['a window beyond the limit', Buffer.concat([frame(8, 0, 0, Buffer.from('7fffffff', 'hex'))])],
    ['PING of a wrong size', frame(6, 0, 0, Buffer.alloc(3))],
    ['RST_STREAM of a wrong size', frame(3, 0, 1)],
    ['GOAWAY of a wrong size', frame(7, 0, 0)],
    ['a wrong frame size setting', frame(4, 0, 0, Buffer.from('000500000001', 'hex'))],
  ])('%s ends the connection and its call', async (_, bytes) => {
    const connection = await connectTo(
      await serveTcp(afterRequest((socket) => socket.write(bytes))),
    );
    const { end } = await say(connection, Buffer.from('x'));
    expect(end).toMatchObject({ kind: 'unknown', reason: 'lost' });
    expect(end).toHaveProperty(
      'message',
      expect.not.stringMatching(/ended the connection|is gone/),
    );
    await connection.closed;
  });

  it('random bytes end the connection or are ignored, and the call ends with it', async () => {
    const seed = 20_261_124;
    let state = seed;
    const random = Buffer.from(
      Array.from({ length: 100_000 }, () => {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        return state >>> 24;
      }),
    );
    for (let start = 0; start < 100_000; start += 5000) {
      const piece = random.subarray(start, start + 5000);
      const server = await serveTcp(afterRequest((socket) => socket.end(piece)));
      const connection = await connectTo(server);
      const { end } = await say(connection, Buffer.from('x'));
      expect(end.kind, `seed ${seed}, piece ${start}`).not.toBe('answered');
    }
  });

  it('frames that arrive byte by byte, padded and continued, are one answer', async () => {
    const trailers = Buffer.from('000b677270632d73746174757301 30'.replace(' ', ''), 'hex');
    const bytes = Buffer.concat([
      frame(1, 0, 1, responseHeaders.subarray(0, 0)),
      frame(9, 4, 1, responseHeaders),
      frame(99, 0, 1, Buffer.from('unknown type')),
      frame(
        0,
        8,
        1,
        Buffer.concat([Buffer.from([3]), grpcMessage(Buffer.from('one')), Buffer.alloc(3)]),
      ),
      frame(0, 0, 1, grpcMessage(Buffer.from('two')).subarray(0, 3)),
      frame(0, 0, 1, grpcMessage(Buffer.from('two')).subarray(3)),
      frame(1, 4 | 1 | 0x20, 1, Buffer.concat([Buffer.alloc(5), trailers])),
    ]);
    const server = await serveTcp(
      afterRequest((socket) => {
        socket.setNoDelay(true);
        let at = 0;
        const next = (): void => {
          if (at >= bytes.length) return;
          at += 1;
          socket.write(bytes.subarray(at - 1, at), () => setImmediate(next));
        };
        next();
      }),
    );
    const { collected, end } = await say(await connectTo(server), Buffer.from('x'));
    expect(end).toMatchObject({ kind: 'answered', code: 0 });
    expect(collected.messages.map(String)).toEqual(['one', 'two']);
  });

  it('GOAWAY tells apart what the peer has seen from what it never will', async () => {
    const lastSeen = Buffer.alloc(8);
    lastSeen.writeUInt32BE(1, 0);
    const server = await serveTcp(
      afterRequest((socket) => {
        socket.write(frame(7, 0, 0, lastSeen));
        socket.end();
      }),
    );
    const connection = await connectTo(server);
    const [first, second] = await Promise.all([
      say(connection, Buffer.from('a')),
      say(connection, Buffer.from('b')),
    ]);
    expect(first.end).toMatchObject({ kind: 'unknown', reason: 'lost' });
    expect(second.end).toMatchObject({ kind: 'unsent' });
  });

  it('a PING is answered with its bytes', async () => {
    const ping = Buffer.from('12345678');
    const answered = new Promise<Buffer>((resolve) => {
      void serveTcp((socket) => {
        socket.write(Buffer.concat([settings, frame(6, 0, 0, ping)]));
        socket.on('data', (bytes: Buffer) => {
          if (bytes.includes(ping)) resolve(bytes);
        });
      }).then(connectTo);
    });
    expect((await answered).includes(frame(6, 1, 0, ping))).toBe(true);
  });

  /** Sends settings, and calls `then` once the first request has arrived. */
  function afterRequest(then: (socket: Socket) => void): (socket: Socket) => void {
    return (socket) => {
      socket.write(settings);
      const onData = (bytes: Buffer): void => {
        if (!bytes.includes(path)) return;
        socket.off('data', onData);
        socket.resume();
        then(socket);
      };
      socket.on('data', onData);
    };
  }
});

async function connectTo(server: Listening): Promise<Connection> {
  open.push(server);
  const signal = new AbortController().signal;
  const connection = await Connection.open({ host: '127.0.0.1', port: server.port }, signal);
  open.push(connection);
  return connection;
}

async function say(
  connection: Connection,
  message: Uint8Array,
): Promise<{ collected: Collected; end: Awaited<Collected['ended']> }> {
  const collected = new Collected();
  connection.call(path, message, collected);
  return { collected, end: await collected.ended };
}

/** Answers with the request's message. */
function echo(stream: ServerHttp2Stream): void {
  const parts: Buffer[] = [];
  stream.on('data', (bytes: Buffer) => parts.push(bytes));
  stream.on('end', () => answer(stream, [Buffer.concat(parts).subarray(5)]));
}
