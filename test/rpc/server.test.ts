/** The client listener over real sockets, used by the stock library and by hand. */
import { EventEmitter, once } from 'node:events';
import { join } from 'node:path';
import { credentials, loadPackageDefinition, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { afterEach, describe, expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/kv.js';
import { StoppingError } from '../../rpc/errors.ts';
import { frameFlag, frameType } from '../../rpc/http2/frames.ts';
import { CatalogAccess } from '../../rpc/access.ts';
import { CatalogService } from '../../rpc/catalog-service.ts';
import { KvorumServer } from '../../rpc/server.ts';
import { CorruptionError } from '../../storage/errors.ts';
import type { CatalogReads } from '../../storage/index.ts';
import { CATALOG_CLUSTER, CatalogFixture } from '../support/catalog-fixture.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { TestClient } from '../support/cluster-client.ts';
import { openGuard } from '../support/open-guard.ts';
import { systemClock } from '../support/peer-nodes.ts';
import { bytesValue, FakeGateway, keyOf, sampleStatus, stamp } from './fake-gateway.ts';
import { headers, RawPeer } from './http2/server-support.ts';
import { frame } from './http2/support.ts';
import { framed, RawClient, readAnswer } from './raw-client.ts';

const { AtomicRequest, GetRequest, GetResponse } = kvorum.kv.v1;
const getPath = '/kvorum.kv.v1.KV/Get';
const atomicPath = '/kvorum.kv.v1.KV/Atomic';
const setA = framed(AtomicRequest.encode({ mutations: [{ key: keyOf('a'), kind: 2 }] }).finish());

const open: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map(async (server) => await server.stop()));
});

async function startServer(drainMs = 200) {
  const gateway = new FakeGateway();
  gateway.put(keyOf('a'), bytesValue('1'));
  const bugs: unknown[] = [];
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs },
    { gateway, guard: openGuard, clock: systemClock, onBug: (error) => bugs.push(error) },
  );
  open.push(server);
  return { gateway, bugs, server };
}

/** Writes wait from now on, until the test lets them go. */
function holdWrites(gateway: FakeGateway) {
  const events = new EventEmitter();
  const arrived = once(events, 'arrived');
  gateway.answerWrite = async () => {
    events.emit('arrived');
    await once(events, 'release');
    return { kind: 'committed', versionstamp: stamp(9) };
  };
  return { arrived, release: () => events.emit('release') };
}

test('every method answers the stock library, made from the published proto files', async () => {
  const { server } = await startServer();
  const client = new TestClient(`127.0.0.1:${server.port}`);
  expect(await client.get([keyOf('a'), keyOf('b')])).toMatchObject({
    kind: 'read',
    entries: [{ value: { data: Buffer.from('1') } }, {}],
  });
  expect(await client.set('k', 'v')).toEqual({ kind: 'committed', versionstamp: stamp(7) });
  expect(await client.status()).toMatchObject({ name: sampleStatus.name, term: sampleStatus.term });
  client.close();
});

test('a method that does not exist is UNIMPLEMENTED', async () => {
  const { server } = await startServer();
  using client = new RawClient(server.port);
  const answer = await client.call('/kvorum.kv.v1.KV/Nothing', framed(new Uint8Array()));
  expect(answer.status).toBe(status.UNIMPLEMENTED);
});

test('a failure carries its code, the leader, and whether the write may have happened', async () => {
  const { server, gateway } = await startServer();
  gateway.answerWrite = async () => await Promise.reject(new StoppingError());
  using client = new RawClient(server.port);
  const answer = await client.call(atomicPath, setA);
  expect(answer.status).toBe(status.UNAVAILABLE);
  expect(answer.detail).toEqual({
    code: 'STOPPING',
    outcome: 'not-applied',
    retryable: true,
    leader: '127.0.0.1:4513',
  });
});

test('what is no operational error is a bug: reported inside, and nothing of it told outside', async () => {
  const { server, gateway, bugs } = await startServer();
  const bug = new TypeError('secret');
  gateway.answerWrite = async () => await Promise.reject(bug);
  using client = new RawClient(server.port);
  const answer = await client.call(atomicPath, setA);
  expect([answer.status, answer.message]).toEqual([status.INTERNAL, 'internal%20error']);
  expect(answer.detail).toMatchObject({ code: 'INTERNAL', outcome: 'unknown' });
  expect(bugs).toEqual([bug]);
});

test('damage on disk ends the node, and is not told as one more failed call', async () => {
  const { server, gateway, bugs } = await startServer();
  const damage = new CorruptionError('the state is damaged');
  gateway.answerWrite = async () => await Promise.reject(damage);
  using client = new RawClient(server.port);
  expect((await client.call(atomicPath, setA)).status).toBe(status.INTERNAL);
  expect(bugs).toEqual([damage]);
});

test('a deadline that is already over is answered without doing anything', async () => {
  const { server, gateway } = await startServer();
  using client = new RawClient(server.port);
  const answer = await client.call(atomicPath, setA, { 'grpc-timeout': '1n' });
  expect(answer.status).toBe(status.DEADLINE_EXCEEDED);
  expect(gateway.writes).toEqual([]);
});

test('nothing is counted as in flight when all calls are over', async () => {
  const { server } = await startServer();
  using client = new RawClient(server.port);
  const request = framed(GetRequest.encode({ keys: [keyOf('a')] }).finish());
  const answers = await Promise.all(
    Array.from({ length: 50 }, async () => await client.call(getPath, request)),
  );
  for (const { body } of answers) {
    expect(GetResponse.decode(body.subarray(5)).entries).toHaveLength(1);
  }
  await expect.poll(() => server.load).toEqual({ calls: 0, bytes: 0 });
});

/** A dynamic client of the stock library for a service of a proto file in node_modules. */
function stockClient(port: number, file: string, service: readonly string[]): StockClient {
  const path = join(import.meta.dirname, '..', '..', 'node_modules', file);
  let found: unknown = loadPackageDefinition(loadSync(path, { enums: String, defaults: true }));
  for (const name of service) found = (found as Record<string, unknown>)[name];
  const Constructor = found as new (address: string, credential: unknown) => StockClient;
  return new Constructor(`127.0.0.1:${port}`, credentials.createInsecure());
}

type StockClient = {
  Check(request: object, done: (error: ServiceError | null, answer: unknown) => void): void;
  Watch(request: object): EventEmitter & { cancel(): void };
  ServerReflectionInfo(): EventEmitter & { write(request: object): void; end(): void };
  close(): void;
};

describe('health', () => {
  const file = 'grpc-health-check/proto/health/v1/health.proto';
  const service = ['grpc', 'health', 'v1', 'Health'];

  test.each(['', 'kvorum.kv.v1.KV'])('of %j is SERVING', async (name) => {
    const { server } = await startServer();
    const client = stockClient(server.port, file, service);
    const answer = await new Promise((resolve) => {
      client.Check({ service: name }, (error, health) => resolve(error ?? health));
    });
    client.close();
    expect(answer).toEqual({ status: 'SERVING' });
  });

  test.each([
    ['has diverged', 'isFenced'],
    ['has lost its state', 'lacksState'],
  ] as const)('a watcher hears that the node %s, and that it was rebuilt', async (_, flag) => {
    const { server, gateway } = await startServer();
    const client = stockClient(server.port, file, service);
    const watch = client.Watch({ service: 'kvorum.kv.v1.KV' });
    watch.on('error', () => undefined);
    expect(await once(watch, 'data')).toEqual([{ status: 'SERVING' }]);
    gateway[flag] = true;
    server.reportHealth();
    expect(await once(watch, 'data')).toEqual([{ status: 'NOT_SERVING' }]);
    gateway[flag] = false;
    server.reportHealth();
    expect(await once(watch, 'data')).toEqual([{ status: 'SERVING' }]);
    watch.cancel();
    client.close();
  });

  test('a watcher hears that the node is stopping', async () => {
    const { server, gateway } = await startServer(10_000);
    const { arrived, release } = holdWrites(gateway);
    const client = stockClient(server.port, file, service);
    using raw = new RawClient(server.port);
    const held = raw.call(atomicPath, setA);
    await arrived;
    const watch = client.Watch({ service: '' });
    watch.on('error', () => undefined);
    expect(await once(watch, 'data')).toEqual([{ status: 'SERVING' }]);
    const stopped = server.stop();
    expect(await once(watch, 'data')).toEqual([{ status: 'NOT_SERVING' }]);
    watch.cancel();
    release();
    await held;
    client.close();
    await stopped;
  });
});

test.each(['v1', 'v1alpha'])(
  'reflection %s describes the services and their files',
  async (version) => {
    const { server } = await startServer();
    const file = `@grpc/reflection/build/proto/grpc/reflection/${version}/reflection.proto`;
    const client = stockClient(server.port, file, [
      'grpc',
      'reflection',
      version,
      'ServerReflection',
    ]);
    const stream = client.ServerReflectionInfo();
    stream.write({ listServices: '' });
    expect(await once(stream, 'data')).toMatchObject([
      {
        listServicesResponse: {
          service: [
            { name: 'kvorum.kv.v1.KV' },
            { name: 'kvorum.admin.v1.Admin' },
            { name: 'grpc.health.v1.Health' },
          ],
        },
      },
    ]);
    stream.write({ fileContainingSymbol: 'kvorum.kv.v1.KV' });
    const [described] = (await once(stream, 'data')) as [
      { fileDescriptorResponse: { fileDescriptorProto: Buffer[] } },
    ];
    const files = Buffer.concat(described.fileDescriptorResponse.fileDescriptorProto);
    expect(files.includes('AtomicRequest')).toBe(true);
    stream.end();
    client.close();
  },
);

describe('stop', () => {
  test('lets a call in flight finish, and takes no new one', async () => {
    const { server, gateway } = await startServer(10_000);
    const { arrived, release } = holdWrites(gateway);
    using client = new RawClient(server.port);
    const held = client.call(atomicPath, setA);
    await arrived;
    const stopped = server.stop();
    using late = new RawClient(server.port);
    const refused = await readAnswer(late.open(getPath));
    expect(refused.status).toBe(undefined);
    release();
    expect((await held).status).toBe(status.OK);
    await stopped;
  });

  test('answers a call that was on its way when the client was told to go', async () => {
    const { server } = await startServer(10_000);
    using peer = await RawPeer.open(server.port);
    await peer.settled();
    const stopped = server.stop();
    peer.send(headers(1, atomicPath), frame(frameType.data, frameFlag.endStream, 1, setA));
    expect(await peer.trailers(1)).toMatchObject({ 'grpc-status': '0' });
    const ping = await peer.find(({ type, flags }) => type === frameType.ping && flags === 0);
    peer.send(frame(frameType.ping, frameFlag.ack, 0, ping.payload));
    await peer.closed();
    await stopped;
  });

  test('cuts calls that last longer than the grace, and idle connections', async () => {
    const { server, gateway } = await startServer(50);
    const { arrived } = holdWrites(gateway);
    using idle = new RawClient(server.port);
    using busy = new RawClient(server.port);
    await once(idle.session, 'connect');
    const held = busy.call(atomicPath, setA);
    await arrived;
    await server.stop();
    expect((await held).status).toBe(undefined);
    await expect.poll(() => idle.session.closed).toBe(true);
  });

  test('may be called twice', async () => {
    const { server } = await startServer();
    const both = Promise.all([server.stop(), server.stop()]);
    await expect(both).resolves.toHaveLength(2);
  });
});

test('an address that is taken is refused', async () => {
  const { server, gateway } = await startServer();
  const second = KvorumServer.open(
    { address: `127.0.0.1:${server.port}`, drainMs: 0 },
    { gateway, guard: openGuard, clock: systemClock, onBug: () => undefined },
  );
  await expect(second).rejects.toThrow('EADDRINUSE');
});

/** A server that asks for tokens. */
async function startGuarded(options: { isVouchedFor: boolean; hasState: boolean }) {
  const fixture = new CatalogFixture();
  fixture.createDatabases('shop');
  fixture.createToken(1, 'root', 'admin');
  fixture.createToken(2, 'of-shop', 'full', 1);
  fixture.createToken(3, 'reads-shop', 'readOnly', 1);
  const gateway = new FakeGateway();
  const catalog = (): CatalogReads => fixture.catalog;
  const clusterId = CATALOG_CLUSTER;
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 0 },
    {
      gateway,
      guard: new CatalogAccess({
        clusterId,
        catalog,
        hasState: options.hasState,
        isVouchedFor: () => options.isVouchedFor,
      }),
      catalog: new CatalogService({
        gateway,
        clock: systemClock,
        random: seededRandom(1),
        clusterId,
        catalog,
      }),
      clock: systemClock,
      onBug: () => undefined,
    },
  );
  open.push(server);
  const client = new RawClient(server.port);
  const call = async (path: string, body: Buffer, token?: string): Promise<number | undefined> => {
    const more = token === undefined ? {} : { authorization: `Bearer ${token}` };
    return (await client.call(path, body, more)).status;
  };
  return { fixture, gateway, client, call };
}

describe('who may do what', () => {
  const listDatabases = framed(new Uint8Array());
  const listPath = '/kvorum.admin.v1.Admin/ListDatabases';
  const statusPath = '/kvorum.admin.v1.Admin/Status';

  test('the token of a call decides, on each service, and a revoked one ends on the same connection', async () => {
    const node = await startGuarded({ isVouchedFor: true, hasState: true });
    using client = node.client;
    expect(client).toBeDefined();
    const { call, gateway, fixture } = node;
    const { OK, UNAUTHENTICATED, PERMISSION_DENIED } = status;
    expect(await call(atomicPath, setA)).toBe(UNAUTHENTICATED);
    expect(await call(atomicPath, setA, 'wrong')).toBe(UNAUTHENTICATED);
    expect(await call(atomicPath, setA, 'reads-shop')).toBe(PERMISSION_DENIED);
    expect(gateway.writes).toEqual([]);
    expect(await call(atomicPath, setA, 'root')).toBe(OK);
    expect(await call(atomicPath, setA, 'of-shop')).toBe(OK);
    expect(gateway.writes).toMatchObject([{ database: 0 }, { database: 1 }]);
    expect(await call(listPath, listDatabases)).toBe(UNAUTHENTICATED);
    expect(await call(listPath, listDatabases, 'of-shop')).toBe(PERMISSION_DENIED);
    expect(await call(listPath, listDatabases, 'root')).toBe(OK);
    expect(await call(statusPath, framed(new Uint8Array()))).toBe(UNAUTHENTICATED);
    expect(await call(statusPath, framed(new Uint8Array()), 'root')).toBe(OK);
    expect(await call('/grpc.health.v1.Health/Check', framed(new Uint8Array()))).toBe(OK);
    fixture.revokeToken(2);
    expect(await call(atomicPath, setA, 'of-shop')).toBe(UNAUTHENTICATED);
  });

  test('what changes the catalogue is decided by a state that has caught up', async () => {
    const node = await startGuarded({ isVouchedFor: true, hasState: true });
    using client = node.client;
    expect(client).toBeDefined();
    node.fixture.revokeToken(1);
    // This node has not heard yet that there is an admin token again.
    node.gateway.onBarrier = async () => {
      node.fixture.createToken(1, 'root', 'admin');
      await Promise.resolve();
    };
    expect(await node.call(listPath, listDatabases)).toBe(status.UNAUTHENTICATED);
    expect(node.gateway.barriers).toBe(1);
  });

  test('a node that has no state yet lets nobody in before it has caught up, but tells its status', async () => {
    const node = await startGuarded({ isVouchedFor: false, hasState: false });
    using client = node.client;
    expect(client).toBeDefined();
    node.fixture.revokeToken(1);
    expect(await node.call(statusPath, framed(new Uint8Array()))).toBe(status.OK);
    node.gateway.onBarrier = async () => {
      node.fixture.createToken(1, 'root', 'admin');
      await Promise.resolve();
    };
    expect(await node.call(atomicPath, setA)).toBe(status.UNAUTHENTICATED);
    expect(node.gateway.writes).toEqual([]);
    expect(await node.call(atomicPath, setA, 'of-shop')).toBe(status.OK);
    expect(node.gateway.barriers).toBe(1);
  });
});
