import {
  Server,
  ServerCredentials,
  status,
  type ServerUnaryCall,
  type sendUnaryData,
} from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';

import { LoadClient } from '../../../rpc/http2/client.ts';
import { ConnectError } from '../../../rpc/http2/errors.ts';
import { answer, Collected, HandClock, serveHttp2 } from './support.ts';

const path = '/test.Echo/Say';
const open: (() => void)[] = [];

afterEach(() => {
  for (const close of open.splice(0)) close();
});

describe('against grpc-js', () => {
  it('unary calls give the answer or the status', async () => {
    const client = await openClient([`127.0.0.1:${await serveGrpc()}`], 2);
    const results = await Promise.all(
      Array.from({ length: 200 }, async (_, at) => await client.unary(path, Buffer.from(`n${at}`))),
    );
    expect(results).toEqual(
      results.map((_, at) => ({ kind: 'ok', message: Uint8Array.from(Buffer.from(`n${at}`)) })),
    );
    expect(await client.unary(path, Buffer.from('fail'))).toEqual({
      kind: 'failed',
      end: { kind: 'answered', code: status.NOT_FOUND, message: 'nothing here: 100% – ünïcode' },
    });
    expect(await client.unary('/test.Echo/Missing', Buffer.from('x'))).toMatchObject({
      end: { kind: 'answered', code: status.UNIMPLEMENTED },
    });
  });

  it('a streamed answer of many messages arrives whole', async () => {
    const client = await openClient([`127.0.0.1:${await serveGrpc()}`], 1);
    const collected = new Collected();
    client.call('/test.Echo/Many', Buffer.from('5000'), collected);
    expect(await collected.ended).toMatchObject({ kind: 'answered', code: 0 });
    expect(collected.messages).toHaveLength(5000);
    expect(collected.messages.at(-1)?.length).toBe(1000);
  });
});

describe('a pool', () => {
  it('spreads calls over all connections of all endpoints', async () => {
    const counts = new Map<string, number>();
    const endpoints = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const server = await serveHttp2((stream) => {
          const from = `${name} ${stream.session?.socket.remotePort}`;
          counts.set(from, (counts.get(from) ?? 0) + 1);
          answer(stream, [Buffer.from(name)]);
        });
        open.push(() => server.close());
        return `localhost:${server.port}`;
      }),
    );
    const client = await openClient(endpoints, 2);
    await Promise.all(
      Array.from({ length: 40 }, async () => await client.unary(path, Buffer.from('x'))),
    );
    expect([...counts.values()]).toEqual([10, 10, 10, 10]);
  });

  it('makes a lost connection anew, and says unsent until then', async () => {
    let sessions = 0;
    const seen = new Set<unknown>();
    const server = await serveHttp2((stream) => {
      if (!seen.has(stream.session)) sessions += 1;
      seen.add(stream.session);
      if (sessions === 1) stream.session?.destroy();
      else answer(stream, [Buffer.from('back')]);
    });
    open.push(() => server.close());
    const clock = new HandClock();
    const client = await openClient([`127.0.0.1:${server.port}`], 1, clock);
    expect(await client.unary(path, Buffer.from('x'))).toMatchObject({ end: { kind: 'unknown' } });
    expect(await client.unary(path, Buffer.from('x'))).toMatchObject({ end: { kind: 'unsent' } });
    clock.fire();
    let result = await client.unary(path, Buffer.from('x'));
    while (result.kind === 'failed') {
      await new Promise(setImmediate);
      result = await client.unary(path, Buffer.from('x'));
    }
    expect(Buffer.from(result.message).toString()).toBe('back');
  });

  it('a call that is never answered ends as unknown after ten sweeps', async () => {
    const server = await serveHttp2(() => undefined);
    open.push(() => server.close());
    const clock = new HandClock();
    const client = await openClient([`127.0.0.1:${server.port}`], 1, clock);
    const collected = new Collected();
    client.call(path, Buffer.from('x'), collected);
    for (let count = 0; count < 10; count += 1) clock.fire();
    expect(collected.endCount).toBe(0);
    clock.fire();
    expect(await collected.ended).toMatchObject({ kind: 'unknown', reason: 'timeout' });
  });

  it.each(['localhost', 'localhost:', 'localhost:0', 'localhost:70000', 'a b:c', ''])(
    'an endpoint written "%s" is refused',
    async (endpoint) => {
      await expect(openClient([endpoint], 1)).rejects.toThrow(ConnectError);
    },
  );

  it('close ends what is in flight', async () => {
    const server = await serveHttp2(() => undefined);
    open.push(() => server.close());
    const client = await openClient([`127.0.0.1:${server.port}`], 1);
    const result = client.unary(path, Buffer.from('x'));
    client.close();
    client.close();
    expect(await result).toMatchObject({ end: { kind: 'unknown', reason: 'lost' } });
  });
});

async function openClient(
  endpoints: readonly string[],
  connectionsPerEndpoint: number,
  clock = new HandClock(),
): Promise<LoadClient> {
  const client = await LoadClient.open({ endpoints, connectionsPerEndpoint }, { clock });
  open.push(() => client.close());
  return client;
}

/** Echo, a failure with an awkward message, and a long stream. Gives the port. */
async function serveGrpc(): Promise<number> {
  const server = new Server();
  const raw = {
    requestSerialize: (bytes: Buffer): Buffer => bytes,
    requestDeserialize: (bytes: Buffer): Buffer => bytes,
    responseSerialize: (bytes: Buffer): Buffer => bytes,
    responseDeserialize: (bytes: Buffer): Buffer => bytes,
    requestStream: false,
  };
  server.addService(
    {
      say: { ...raw, path, responseStream: false },
      many: { ...raw, path: '/test.Echo/Many', responseStream: true },
    },
    {
      say: (call: ServerUnaryCall<Buffer, Buffer>, respond: sendUnaryData<Buffer>) => {
        if (call.request.toString() === 'fail') {
          respond({ code: status.NOT_FOUND, details: 'nothing here: 100% – ünïcode' });
        } else respond(null, call.request);
      },
      many: (call: { request: Buffer; write(bytes: Buffer): void; end(): void }) => {
        for (let count = Number(call.request.toString()); count > 0; count -= 1) {
          call.write(Buffer.alloc(1000, count));
        }
        call.end();
      },
    },
  );
  open.push(() => server.forceShutdown());
  return await new Promise((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, port) => {
      if (error === null) resolve(port);
      else reject(error);
    });
  });
}
