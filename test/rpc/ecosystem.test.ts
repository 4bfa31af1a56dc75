/**
 * What tools do that were not written for Kvorum: they know nothing but the address, ask for the descriptions of the
 * services, and call what they find, as grpcurl does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { credentials, loadPackageDefinition, status } from '@grpc/grpc-js';
import type { ServiceError } from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer, loadSync } from '@grpc/proto-loader';
import type { PackageDefinition } from '@grpc/proto-loader';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { OutcomeUnknownError, StoppingError } from '../../rpc/errors.ts';
import { CatalogService } from '../../rpc/catalog-service.ts';
import { KvorumServer } from '../../rpc/server.ts';
import { WatchHub } from '../../rpc/watch-hub.ts';
import { WatchedKeys } from '../../storage/index.ts';
import type { ClientCommand } from '../../storage/index.ts';
import type { CatalogCommand } from '../../storage/kv/catalog-command.ts';
import { CATALOG_CLUSTER, CatalogFixture } from '../support/catalog-fixture.ts';
import { openGuard } from '../support/open-guard.ts';
import { seededRandom } from '../support/seeded-random.ts';
import { systemClock } from '../support/peer-nodes.ts';
import { FakeAdmin, sampleMembers } from './fake-admin.ts';
import { bytesValue, FakeGateway, keyOf, sampleStatus } from './fake-gateway.ts';
import { framed, RawClient } from './raw-client.ts';

const loadOptions = { keepCase: true, enums: String, longs: Number, defaults: true, oneofs: true };
const root = join(import.meta.dirname, '..', '..');
const modules = join(root, 'node_modules');
const reflectionProto = join(
  modules,
  '@grpc/reflection/build/proto/grpc/reflection/v1/reflection.proto',
);

type Answer = (error: ServiceError | null, answer: Record<string, unknown>) => void;
type DynamicStream = AsyncIterable<Record<string, unknown>> & {
  once(event: string, listener: (...values: unknown[]) => void): DynamicStream;
  write(request: object): void;
  end(): void;
  cancel(): void;
};
type DynamicClient = {
  readonly close: () => void;
} & Readonly<Record<string, (request?: object, answer?: Answer) => DynamicStream>>;
type DynamicConstructor = new (address: string, credential: unknown) => DynamicClient;

let gateway: FakeGateway;
let server: KvorumServer;
const clients: DynamicClient[] = [];
beforeEach(async () => {
  gateway = new FakeGateway();
  gateway.put(keyOf('a'), bytesValue('1'));
  const watch = new WatchHub({ clock: systemClock, gateway, watchedKeys: new WatchedKeys() });
  const fixture = new CatalogFixture();
  const answerWrite = gateway.answerWrite;
  gateway.answerWrite = async (command) =>
    isOfCatalog(command) ? fixture.apply(command) : await answerWrite(command);
  const catalog = new CatalogService({
    gateway,
    clock: systemClock,
    random: seededRandom(1),
    clusterId: CATALOG_CLUSTER,
    catalog: () => fixture.catalog,
  });
  server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 100 },
    {
      gateway,
      watch,
      guard: openGuard,
      admin: new FakeAdmin(),
      catalog,
      clock: systemClock,
      onBug: () => undefined,
    },
  );
});
afterEach(async () => {
  for (const client of clients.splice(0)) client.close();
  await server.stop();
});

function isOfCatalog(command: ClientCommand): command is CatalogCommand {
  return !['atomic', 'openSession', 'closeSession'].includes(command.kind);
}

/** A client of `service`, made from descriptions alone. */
function clientOf(definition: PackageDefinition, service: string): DynamicClient {
  let found: unknown = loadPackageDefinition(definition);
  for (const name of service.split('.')) found = (found as Record<string, unknown>)[name];
  const Constructor = found as DynamicConstructor;
  const client = new Constructor(`127.0.0.1:${server.port}`, credentials.createInsecure());
  clients.push(client);
  return client;
}

/** Asks the reflection service; one answer per request. */
async function reflect(...requests: object[]): Promise<Record<string, unknown>[]> {
  const reflection = clientOf(
    loadSync(reflectionProto, loadOptions),
    'grpc.reflection.v1.ServerReflection',
  );
  const stream = reflection['ServerReflectionInfo']?.();
  if (stream === undefined) throw new Error('no reflection');
  for (const request of requests) stream.write(request);
  stream.end();
  const answers: Record<string, unknown>[] = [];
  for await (const answer of stream) answers.push(answer);
  return answers;
}

/** The files that describe `symbol`, as one descriptor set. */
async function describeSymbol(symbol: string): Promise<PackageDefinition> {
  const [answer] = await reflect({ file_containing_symbol: symbol });
  const described = answer?.['file_descriptor_response'] as
    | { readonly file_descriptor_proto: readonly Buffer[] }
    | undefined;
  const files = described?.file_descriptor_proto ?? [];
  return loadFileDescriptorSetFromBuffer(Buffer.concat(files.map(asField)), loadOptions);
}

/** Field 1 of a FileDescriptorSet. */
function asField(file: Buffer): Buffer {
  const size = [
    0x80 | (file.length & 0x7f),
    0x80 | ((file.length >>> 7) & 0x7f),
    file.length >>> 14,
  ];
  return Buffer.concat([Buffer.from([0x0a, ...size]), file]);
}

/** A call that is answered once. */
async function call(client: DynamicClient, method: string, request: object): Promise<unknown> {
  return await new Promise((resolve, reject) => {
    client[method]?.(request, (error, answer) => {
      if (error === null) resolve(answer);
      else reject(error);
    });
  });
}

describe('reflection', () => {
  test('lists the services', async () => {
    const [answer] = await reflect({ list_services: '' });
    expect(answer).toMatchObject({
      list_services_response: {
        service: [
          { name: 'kvorum.kv.v1.KV' },
          { name: 'kvorum.admin.v1.Admin' },
          { name: 'grpc.health.v1.Health' },
        ],
      },
    });
  });

  test('describes a service well enough to call it', async () => {
    const kv = clientOf(await describeSymbol('kvorum.kv.v1.KV'), 'kvorum.kv.v1.KV');
    expect(await call(kv, 'Get', { keys: [keyOf('a')] })).toMatchObject({
      entries: [{ value: { data: Buffer.from('1'), encoding: 'VALUE_ENCODING_BYTES' } }],
    });
    const mutations = [{ key: keyOf('b'), kind: 'MUTATION_KIND_DELETE' }];
    expect(await call(kv, 'Atomic', { mutations })).toMatchObject({ outcome: 'committed' });
    const keys: unknown[] = [];
    const list = kv['List']?.({ prefix: Buffer.alloc(0) });
    for await (const { entries } of list ?? []) keys.push(entries);
    expect(keys).toMatchObject([[{ key: Buffer.from(keyOf('a')) }]]);
    const admin = clientOf(await describeSymbol('kvorum.admin.v1.Admin'), 'kvorum.admin.v1.Admin');
    expect(await call(admin, 'Status', {})).toMatchObject({ name: sampleStatus.name });
    expect(await call(admin, 'Members', {})).toMatchObject({
      leader_id: sampleMembers.leaderId,
      members: [{ name: 'n2', standing: 'STANDING_LEARNER' }],
    });
  });

  test.each([
    ['a method', 'kvorum.kv.v1.KV.Get'],
    ['a message', 'kvorum.kv.v1.ErrorDetail'],
    ['an enum', 'kvorum.kv.v1.WriteOutcome'],
    ['the health service', 'grpc.health.v1.Health'],
  ])('finds the file of %s', async (_name, symbol) => {
    const definition = await describeSymbol(symbol);
    const [, , , name = ''] = symbol.split('.');
    expect(Object.keys(definition).some((found) => found.endsWith(name))).toBe(true);
  });

  test('says of what it does not know that it is not found, and goes on', async () => {
    const answers = await reflect(
      { file_containing_symbol: 'kvorum.raft.v1.Peer' },
      { file_by_filename: 'nothing.proto' },
      { list_services: '' },
    );
    expect(answers).toMatchObject([
      { error_response: { error_code: status.NOT_FOUND } },
      { error_response: { error_code: status.NOT_FOUND } },
      { message_response: 'list_services_response' },
    ]);
  });
});

describe('health', () => {
  test.each([
    ['the whole node', ''],
    ['the KV service', 'kvorum.kv.v1.KV'],
  ])('of %s is SERVING, to a check and to a watcher', async (_name, service) => {
    const health = clientOf(await describeSymbol('grpc.health.v1.Health'), 'grpc.health.v1.Health');
    expect(await call(health, 'Check', { service })).toEqual({ status: 'SERVING' });
    const watch = health['Watch']?.({ service });
    const first = await new Promise((resolve) => watch?.once('data', resolve));
    expect(first).toEqual({ status: 'SERVING' });
    watch?.once('error', () => undefined);
    watch?.cancel();
  });

  test('of a service that is not there is NOT_FOUND', async () => {
    const health = clientOf(await describeSymbol('grpc.health.v1.Health'), 'grpc.health.v1.Health');
    await expect(call(health, 'Check', { service: 'x' })).rejects.toMatchObject({
      code: status.NOT_FOUND,
    });
  });
});

/** What a message type of the descriptions makes of `bytes`. */
function decode(definition: PackageDefinition, type: string, bytes: Uint8Array): object {
  const described = definition[type];
  if (described === undefined || !('deserialize' in described)) throw new Error(`no ${type}`);
  return (described.deserialize as (from: Uint8Array) => object)(bytes);
}

describe('the details of a failure', () => {
  test.each([
    [
      'that nothing happened',
      new StoppingError(),
      { code: 'STOPPING', outcome: 'WRITE_OUTCOME_NOT_APPLIED', retryable: true },
    ],
    [
      'that the write may have happened',
      new OutcomeUnknownError('lost'),
      { code: 'OUTCOME_UNKNOWN', outcome: 'WRITE_OUTCOME_UNKNOWN', retryable: false },
    ],
  ])(
    'tell a client that knows only the descriptions %s, and who leads',
    async (_name, error, detail) => {
      gateway.answerWrite = async () => await Promise.reject(error);
      const definition = await describeSymbol('kvorum.kv.v1.ErrorDetail');
      const kv = clientOf(definition, 'kvorum.kv.v1.KV');
      const failure = await call(kv, 'Atomic', {}).catch(
        (reason: unknown) => reason as ServiceError,
      );
      const [trailer] = (failure as ServiceError).metadata.get('grpc-status-details-bin');
      const whole = decode(definition, 'kvorum.kv.v1.StatusDetails', trailer as Buffer) as {
        readonly code: number;
        readonly message: string;
        readonly details: readonly [{ readonly type_url: string; readonly value: Buffer }];
      };
      expect(whole).toMatchObject({ code: (failure as ServiceError).code, message: error.message });
      const [any] = whole.details;
      expect(any.type_url).toBe('type.googleapis.com/kvorum.kv.v1.ErrorDetail');
      expect(decode(definition, 'kvorum.kv.v1.ErrorDetail', any.value)).toEqual({
        ...detail,
        leader: gateway.leaderAddress,
      });
    },
  );
});

describe('the examples of docs/protocol.md', () => {
  const document = readFileSync(join(root, 'docs/protocol.md'), 'utf8');
  const pattern = /^ {4}grpcurl -plaintext -d '(.+)' 127\.0\.0\.1:4513 (\S+)\/(\w+)$/gm;
  const examples = [...document.matchAll(pattern)].map(
    ([, request = '', service = '', method = '']) => ({ service, method, request }),
  );

  test('are all found', () => {
    expect(examples).toHaveLength(document.split("grpcurl -plaintext -d '").length - 1);
    expect(examples.length).toBeGreaterThan(5);
  });

  test.each(examples)('$service/$method $request', async ({ service, method, request }) => {
    const definition = await describeSymbol(service);
    const message = JSON.parse(request) as Record<string, unknown>;
    // The stock library ignores names that a message does not have; grpcurl does not.
    const known = JSON.stringify(definition);
    for (const [, name] of request.matchAll(/"(\w+)":/g)) expect(known).toContain(`"${name}"`);
    const client = clientOf(definition, service);
    const answers: unknown[] = [];
    if (method === 'List' || method === 'Watch') {
      const stream = client[method]?.(message);
      for await (const answer of stream ?? []) {
        answers.push(answer);
        // It has no end of its own.
        if (method === 'Watch') break;
      }
    } else answers.push(await call(client, method, message));
    expect(answers.length).toBeGreaterThan(0);
  });
});

test.each([
  ['Get', Buffer.concat([Buffer.of(0x0a, 3), keyOf('a')])],
  ['List', Buffer.of(0x0a, 0)],
  ['Atomic', Buffer.alloc(0)],
])('%s ignores fields that it does not know, of every wire type', async (method, known) => {
  using raw = new RawClient(server.port);
  // Field 1001 as a varint, as 4 bytes, as 8 bytes, and as text.
  const unknown = Buffer.from('c83e01cd3e01020304c93e0102030405060708ca3e03616263', 'hex');
  const answer = await raw.call(
    `/kvorum.kv.v1.KV/${method}`,
    framed(Buffer.concat([unknown, known])),
  );
  expect(answer.status).toBe(status.OK);
});
