import { connect as connectSocket, type Socket } from 'node:net';
import { connect, type ClientHttp2Session, type ClientHttp2Stream } from 'node:http2';
import { Client, credentials, loadPackageDefinition, Metadata } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromObject } from '@grpc/proto-loader';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { KvorumServer } from '../../rpc/server.ts';
import { encodeGetRequest, decodeGetResponse } from '../../rpc/client/codec.ts';
import { bytesValue, FakeGateway, keyOf as key } from './fake-gateway.ts';
const clock: Clock = {
  monotonic: () => asMonotonicMs(performance.now()),
  wall: () => asWallMs(Date.now()),
  after: (ms, callback) => {
    const t = setTimeout(callback, ms);
    return { cancel: () => clearTimeout(t) };
  },
  soon: (callback) => void setImmediate(callback),
};
test('x', async () => {
  const gateway = new FakeGateway();
  gateway.put(key('a'), bytesValue('1'));
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 500 },
    { gateway, clock, onBug: (e) => console.log('BUG', e) },
  );
  const client = new (await import('../../rpc/client/client.ts')).KvorumClient(
    { endpoints: [`127.0.0.1:${server.port}`], timeoutMs: 2000 },
    { clock },
  );
  console.log(await client.get([key('a'), key('b')]));
  console.log(
    await client.atomic({
      checks: [],
      mutations: [{ kind: 'set', key: key('a'), value: bytesValue('x') }],
    }),
  );
  for await (const p of client.list({ prefix: new Uint8Array() })) console.log(p);
  console.log(await client.status(`127.0.0.1:${server.port}`));
  console.log(
    await client
      .atomic({
        checks: [],
        mutations: [{ kind: 'set', key: key(''), value: bytesValue(Buffer.alloc(70000)) }],
      })
      .catch((e) => e),
  );
  console.log(server.load);
  await new Promise((r) => setTimeout(r, 50));
  console.log(server.load);
  client.close();
  await server.stop();
});
