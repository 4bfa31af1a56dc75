/**
 * Clients and peers that send nonsense to a real cluster. Each must get an answer that names what is wrong, and
 * after each every node still runs, answers and serves others.
 */
import { once } from 'node:events';
import { gzipSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { asClusterId, asNodeId } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/kv.js';
import {
  decodeForwardAnswers,
  encodeForwardCommands,
  encodeForwardHandshake,
} from '../../rpc/forward-codec.ts';
import type { Handshake } from '../../rpc/handshake.ts';
import { encodeExchangeHandshake } from '../../rpc/raft-codec.ts';
import { framed, RawClient, readAnswer } from '../rpc/raw-client.ts';
import { http2Preface, sendUntilGoAway } from '../rpc/raw-socket.ts';
import { BadInputTarget } from '../support/bad-input-target.ts';
import { stringKey } from '../support/cluster-client.ts';
import { seededRandom } from '../support/seeded-random.ts';

const { AtomicRequest, GetRequest, ListRequest } = kvorum.kv.v1;
const seed = 20_260_401;
const methods = {
  get: '/kvorum.kv.v1.KV/Get',
  list: '/kvorum.kv.v1.KV/List',
  atomic: '/kvorum.kv.v1.KV/Atomic',
  status: '/kvorum.admin.v1.Admin/Status',
  health: '/grpc.health.v1.Health/Check',
  healthWatch: '/grpc.health.v1.Health/Watch',
  reflection: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
  hello: '/kvorum.raft.v1.Peer/Hello',
  adopt: '/kvorum.raft.v1.Peer/Adopt',
  exchange: '/kvorum.raft.v1.Peer/Exchange',
  forward: '/kvorum.raft.v1.Peer/Forward',
} as const;

let target: BadInputTarget;
beforeAll(async () => {
  target = await BadInputTarget.start();
});
afterEach(async () => {
  await target.requireServing();
});
afterAll(async () => {
  await target.close();
});

const largeValue = Buffer.alloc(60_000, 'v');
const mebibyte = 1024 * 1024;
const keyTooLong = Buffer.concat([Buffer.of(1), Buffer.alloc(2047, 7), Buffer.of(0)]);
const set = { kind: 1, key: stringKey('a'), value: { data: Buffer.from('x'), encoding: 3 } };
const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);

type Call = readonly [path: string, message: Uint8Array];
const get = (request: object): Call => [methods.get, GetRequest.encode(request).finish()];
const list = (request: object): Call => [methods.list, ListRequest.encode(request).finish()];
const atomic = (request: object): Call => [methods.atomic, AtomicRequest.encode(request).finish()];

describe('a request beyond a limit is refused with what is wrong and what is allowed', () => {
  test.each([
    ['a get of a long key', get({ keys: [keyTooLong] }), /key size limit.* 2049 .* 2048 are/],
    ['a get of 1001 keys', get({ keys: many(1001, stringKey('a')) }), /Too many keys.* 1000 are/],
    ['an unknown consistency', get({ consistency: 77 }), /consistency 77 is unknown/],
    ['a long key', atomic({ mutations: [{ ...set, key: keyTooLong }] }), /key size.* 2049 .* 2048/],
    ['an empty key', atomic({ mutations: [{ ...set, key: Buffer.of() }] }), /key cannot be empty/],
    [
      'a malformed key',
      atomic({ mutations: [{ ...set, key: Buffer.of(0x30) }] }),
      /is malformed: /,
    ],
    [
      'a key without end',
      atomic({ mutations: [{ ...set, key: Buffer.of(2, 65) }] }),
      /malformed: /,
    ],
    [
      'a long value',
      atomic({ mutations: [{ ...set, value: { data: Buffer.alloc(65_537), encoding: 3 } }] }),
      /value size limit.* 65537 .* 65536 are/,
    ],
    [
      '1001 mutations',
      atomic({ mutations: many(1001, set) }),
      /Too many mutations.* 1001, 1000 are/,
    ],
    [
      '101 checks',
      atomic({ checks: many(101, { key: set.key }) }),
      /Too many checks.* 101, 100 are/,
    ],
    [
      'too many bytes together',
      atomic({ mutations: many(14, { ...set, value: { data: largeValue, encoding: 3 } }) }),
      /total size.* 840\d+ bytes, 819200 are/,
    ],
    [
      'a short versionstamp',
      atomic({ checks: [{ key: set.key, versionstamp: Buffer.of(1) }] }),
      /1 bytes/,
    ],
    [
      'an unknown mutation',
      atomic({ mutations: [{ ...set, kind: 99 }] }),
      /the kind 99 is unknown/,
    ],
    [
      'an unknown encoding',
      atomic({ mutations: [{ ...set, value: { encoding: 9 } }] }),
      /encoding 9/,
    ],
    ['a set of nothing', atomic({ mutations: [{ kind: 1, key: set.key }] }), /set needs a value/],
    ['no selector', list({}), /must specify either 'prefix' or both/],
    ['a broken cursor', list({ prefix: Buffer.of(), cursor: '%%%' }), /invalid cursor/],
    [
      'a cursor outside',
      list({ start: stringKey('m'), end: stringKey('n'), cursor: 'AmIA' }),
      /cursor out of bounds/,
    ],
    ['a reversed range', list({ start: stringKey('b'), end: stringKey('a') }), /greater than end/],
  ] as const)('%s', async (_name, [path, request], message) => {
    for (const port of target.clientPorts) {
      using raw = new RawClient(port);
      const answer = await raw.call(path, framed(request));
      expect(answer.status).toBe(status.INVALID_ARGUMENT);
      expect(decodeURIComponent(answer.message)).toMatch(message);
      expect(answer.detail).toMatchObject({
        code: answer.message.includes('allowed') ? 'LIMIT_EXCEEDED' : 'INVALID_REQUEST',
        outcome: 'not-applied',
        retryable: false,
      });
    }
  });
});

describe(`random bytes (seed ${seed})`, () => {
  const clientMethods = [methods.get, methods.list, methods.atomic, methods.status];
  const libraryMethods = [methods.health, methods.healthWatch, methods.reflection];
  const peerMethods = [methods.hello, methods.adopt, methods.exchange, methods.forward];

  /** Statuses of `count` calls, each with random bytes for a message. */
  async function statusesOf(port: number, path: string, count: number): Promise<Set<unknown>> {
    using raw = new RawClient(port);
    const random = seededRandom(seed);
    const statuses = new Set<unknown>();
    for (let call = 0; call < count; call++) {
      const length = Math.floor(random.next() ** 3 * 4000);
      const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random.next() * 256)));
      const stream = raw.open(path, { 'grpc-timeout': '30S' });
      stream.end(framed(bytes));
      // A watch of a name that happens to be valid text does not end by itself.
      if (path === methods.healthWatch) stream.once('data', () => stream.close());
      statuses.add((await readAnswer(stream)).status);
    }
    return statuses;
  }

  test.each(clientMethods)('are an invalid request to %s, or a request by chance', async (path) => {
    const statuses = await statusesOf(target.clientPort, path, 200);
    expect(statuses).toContain(status.INVALID_ARGUMENT);
    expect([...statuses].filter((code) => code !== status.OK)).toEqual([status.INVALID_ARGUMENT]);
  });

  test.each(libraryMethods)('do not disturb %s', async (path) => {
    expect((await statusesOf(target.clientPort, path, 50)).size).toBeGreaterThan(0);
  });

  test.each(peerMethods)('from a peer do not disturb %s', async (path) => {
    const statuses = await statusesOf(target.peerPort, path, 200);
    const isStream = path === methods.exchange || path === methods.forward;
    const expected = path === methods.hello ? status.OK : status.INVALID_ARGUMENT;
    // Of a stranger's stream, the first message may be as long as a handshake.
    const tooLong = isStream ? [status.RESOURCE_EXHAUSTED] : [];
    expect(statuses).toEqual(new Set([expected, ...tooLong]));
  });

  test.each([
    [methods.get, 0x0a],
    [methods.list, 0x32],
    [methods.atomic, 0x12],
    [methods.status, 0x0a],
  ] as const)('of a million empty fields are refused unread by %s', async (path, tag) => {
    using raw = new RawClient(target.clientPort);
    const answer = await raw.call(path, framed(Buffer.alloc(2_000_000, Buffer.of(tag, 0))));
    expect(answer.status).toBe(status.INVALID_ARGUMENT);
    expect(decodeURIComponent(answer.message)).toMatch(/too many/i);
  });
});

describe('what is not gRPC', () => {
  const [, request] = get({ keys: [set.key] });
  test.each([
    ['a prefix longer than the message', Buffer.concat([Buffer.of(0, 0, 0, 1, 0), request]), 12],
    ['a prefix shorter than the message', Buffer.concat([Buffer.of(0, 0, 0, 0, 2), request]), 12],
    ['two messages', Buffer.concat([framed(request), framed(request)]), 12],
    ['no message', Buffer.alloc(0), 12],
    ['a message beyond the receive limit', Buffer.concat([Buffer.of(0, 0, 48, 0, 0), request]), 8],
  ])('%s is refused', async (_name, body, code) => {
    using raw = new RawClient(target.clientPort);
    const answer = await raw.call(methods.get, body);
    expect(answer.status).toBe(code);
    expect(answer.message).not.toBe('');
  });

  test.each(['gzip', 'unheard-of'])(
    'a message that claims to be compressed with %s is refused unread',
    async (encoding) => {
      using raw = new RawClient(target.clientPort);
      const bomb = framed(gzipSync(Buffer.alloc(mebibyte)), 1);
      const stream = raw.open(methods.get, { 'grpc-encoding': encoding });
      stream.end(bomb);
      const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
      expect(headers).toMatchObject({
        'grpc-status': String(status.UNIMPLEMENTED),
        'grpc-accept-encoding': 'identity',
      });
    },
  );

  test.each(['/kvorum.kv.v1.KV/Drop', '/some.other.Service/Get', '/'])(
    'the method %s is unimplemented',
    async (path) => {
      using raw = new RawClient(target.clientPort);
      const answer = await raw.call(path, framed(request));
      expect(answer.status).toBe(status.UNIMPLEMENTED);
      expect(decodeURIComponent(answer.message)).toContain(path);
    },
  );

  test('another content type is told so in HTTP', async () => {
    using raw = new RawClient(target.clientPort);
    const stream = raw.open(methods.get, { 'content-type': 'application/json' });
    const [headers] = (await once(stream, 'response')) as [Record<string, unknown>];
    expect(headers[':status']).toBe(415);
  });

  test.each([
    ['HTTP/1.1', Buffer.from('GET / HTTP/1.1\r\nhost: localhost\r\n\r\n')],
    ['a TLS hello', Buffer.from('16030100c8010000c40303', 'hex')],
    ['zeros', Buffer.alloc(100_000)],
    [
      'a frame that is too large',
      Buffer.concat([http2Preface, Buffer.of(255, 255, 255, 0, 0, 0, 0, 0, 1)]),
    ],
    [
      'data on a stream that is not open',
      Buffer.concat([http2Preface, Buffer.of(0, 0, 0, 0, 0, 0, 0, 0, 9)]),
    ],
  ])('%s ends the connection in a GOAWAY, on either port', async (_name, bytes) => {
    for (const port of [target.clientPort, target.peerPort]) {
      await expect(sendUntilGoAway(port, bytes)).resolves.toBe(undefined);
    }
  });
});

const stranger = 'feedfeedfeedfeed';
/** What a follower would say to the target after its next start, but for `change`. */
function handshake(change: Partial<Handshake> = {}): Handshake {
  const { clusterId, nodeId, members } = target.status;
  const other = members.find(({ id }) => id !== nodeId)?.id;
  if (clusterId === undefined || other === undefined) throw new Error('no cluster');
  const protocol = {
    protocol: 1,
    electionTimeoutMs: 500,
    incarnation: 2,
    peerAddress: '127.0.0.1:9',
    startedAtMs: 1,
  };
  return { ...protocol, clusterId, from: other, to: nodeId, ...change };
}

describe('a caller on the peer port', () => {
  test.each([
    [
      'another cluster',
      { clusterId: asClusterId('b'.repeat(32)) },
      /belongs to cluster .* the caller to b+$/,
    ],
    ['a caller that means another node', { to: asNodeId(stranger) }, /the caller wants feed/],
    ['another protocol', { protocol: 9 }, /this node speaks protocol 1, the caller 9/],
    [
      'another election timeout',
      { electionTimeoutMs: 7 },
      /500 ms, that of the caller 7 ms; it must be/,
    ],
  ] as const)('that says it is of %s is refused', async (_name, change, message) => {
    for (const [path, encode] of [
      [methods.exchange, encodeExchangeHandshake],
      [methods.forward, encodeForwardHandshake],
    ] as const) {
      using raw = new RawClient(target.peerPort);
      const answer = await raw.call(path, framed(encode(handshake(change))));
      expect(answer.status).toBe(status.FAILED_PRECONDITION);
      expect(decodeURIComponent(answer.message)).toMatch(message);
    }
  });

  test('that says it is the node itself is refused', async () => {
    using raw = new RawClient(target.peerPort);
    const itself = handshake({ from: target.status.nodeId });
    const answer = await raw.call(methods.exchange, framed(encodeExchangeHandshake(itself)));
    expect(answer.status).toBe(status.FAILED_PRECONDITION);
    expect(decodeURIComponent(answer.message)).toContain('which is this node');
  });

  test('that is a member and sends random messages loses its stream', async () => {
    const random = seededRandom(seed);
    for (let round = 0; round < 50; round++) {
      const length = 1 + Math.floor(random.next() * 200);
      const bytes = Buffer.from(Array.from({ length }, () => Math.floor(random.next() * 256)));
      for (const [path, hello] of [
        [methods.exchange, encodeExchangeHandshake(handshake())],
        [methods.forward, encodeForwardHandshake(handshake())],
      ] as const) {
        using raw = new RawClient(target.peerPort);
        const answer = await raw.call(path, Buffer.concat([framed(hello), framed(bytes)]));
        expect(answer.status).toBe(status.INVALID_ARGUMENT);
      }
    }
  });

  test('that is a member and forwards what is no command is told so, and nothing is logged', async () => {
    using raw = new RawClient(target.peerPort);
    const random = seededRandom(seed);
    const commands = Array.from({ length: 100 }, (_, id) => ({
      id,
      term: target.status.term,
      command: Uint8Array.from({ length: id }, () => Math.floor(random.next() * 256)),
    }));
    const stream = raw.open(methods.forward);
    stream.write(framed(encodeForwardHandshake(handshake())));
    stream.write(framed(encodeForwardCommands(commands)));
    await once(stream, 'data');
    const [answers] = (await once(stream, 'data')) as [Buffer];
    const outcomes = decodeForwardAnswers(answers.subarray(5));
    stream.close();
    expect(outcomes).toHaveLength(commands.length);
    for (const { outcome } of outcomes) {
      expect(outcome).toMatchObject({ kind: 'refused', code: 'INVALID_REQUEST' });
    }
  });
});
