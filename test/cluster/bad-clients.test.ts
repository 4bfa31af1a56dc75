/**
 * Clients that hold on to things: they do not read, do not finish, do not speak, cancel, or just stay. Others are
 * served meanwhile, and the memory of the node stays bounded.
 *
 * Those that a node gives up only after a while begin before the first test and are looked at in the last.
 */
import { once } from 'node:events';
import type { ClientHttp2Stream } from 'node:http2';
import type { Socket } from 'node:net';
import { performance } from 'node:perf_hooks';
import { status } from '@grpc/grpc-js';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { kvorum } from '../../protos/gen/kv.js';
import { listStallMs } from '../../rpc/limits.ts';
import { framed, RawClient, readAnswer } from '../rpc/raw-client.ts';
import type { RawAnswer } from '../rpc/raw-client.ts';
import { http2Preface, http2SettingsAck, openSockets } from '../rpc/raw-socket.ts';
import { BadInputTarget } from '../support/bad-input-target.ts';
import { stringKey } from '../support/cluster-client.ts';
import { waitFor } from '../support/cluster-process.ts';

const { GetRequest, ListRequest } = kvorum.kv.v1;
const paths = {
  get: '/kvorum.kv.v1.KV/Get',
  list: '/kvorum.kv.v1.KV/List',
  atomic: '/kvorum.kv.v1.KV/Atomic',
} as const;
const http2Cancel = 8;
const mebibyte = 1024 * 1024;
/** More data than the system buffers for a client that does not read: 24 MB. */
const largeValue = Buffer.alloc(60_000, 'v');
const largeCount = 400;
const listOfAll = framed(ListRequest.encode({ prefix: new Uint8Array(0) }).finish());
const getOne = framed(GetRequest.encode({ keys: [stringKey('a')] }).finish());

let target: BadInputTarget;
let began: number;
let deafClient: RawClient;
/** What a list gives that nobody began to read in time, and that is read then. */
let deafAnswer: Promise<RawAnswer>;
const mute: { readonly what: string; readonly sockets: readonly Socket[] }[] = [];

beforeAll(async () => {
  target = await BadInputTarget.start();
  for (let at = 0; at < largeCount; at += 10) {
    const mutations = Array.from({ length: 10 }, (_, offset) => ({
      kind: 'set' as const,
      key: stringKey(`large${at + offset}`),
      value: { bytes: largeValue, encoding: 'bytes' as const },
    }));
    await target.client.atomic({ checks: [], mutations });
  }
  began = performance.now();
  deafClient = new RawClient(target.clientPort);
  const deaf = deafClient.open(paths.list);
  deaf.end(listOfAll);
  deafAnswer = waitFor('the deaf list to be over', isDeafListOver, 50_000).then(
    async () => await readAnswer(deaf),
  );
  for (const [where, port] of [
    ['client', target.clientPort],
    ['peer', target.peerPort],
  ] as const) {
    for (const [what, first] of [
      ['says nothing', Buffer.alloc(0)],
      ['stops in the preface', http2Preface.subarray(0, 10)],
      ['stops after the preface', http2Preface],
    ] as const) {
      mute.push({
        what: `${what} on the ${where} port`,
        sockets: await openSockets(port, 30, first),
      });
    }
  }
});

afterEach(async () => {
  await target.requireServing();
});

afterAll(async () => {
  deafClient[Symbol.dispose]();
  for (const { sockets } of mute) for (const socket of sockets) socket.destroy();
  await target.close();
});

/** Connections of one misbehaving client, which are dropped at the end. */
class Connections implements Disposable {
  readonly #all: readonly RawClient[];

  constructor(count: number) {
    this.#all = Array.from({ length: count }, () => new RawClient(target.clientPort));
  }

  /** `perConnection` calls on each, made by `open`. */
  openOnEach(
    perConnection: number,
    open: (raw: RawClient) => ClientHttp2Stream,
  ): readonly ClientHttp2Stream[] {
    return this.#all.flatMap((raw) => Array.from({ length: perConnection }, () => open(raw)));
  }

  [Symbol.dispose](): void {
    for (const raw of this.#all) raw[Symbol.dispose]();
  }
}

test('a thousand idle connections cost little, and others are served', async () => {
  const before = await target.memoryBytes();
  const hello = Buffer.concat([http2Preface, http2SettingsAck]);
  const idle = await openSockets(target.clientPort, 1000, hello);
  await target.requireServing();
  const bytesEach = ((await target.memoryBytes()) - before) / idle.length;
  expect(idle.filter(({ destroyed }) => destroyed)).toEqual([]);
  for (const socket of idle) socket.destroy();
  expect(bytesEach).toBeLessThan(100_000);
});

test('requests that do not end fill their bound, and are ended after a while', async () => {
  using connections = new Connections(4);
  const before = await target.memoryBytes();
  const almost = framed(Buffer.alloc(2_000_000)).subarray(0, -1);
  const streams = connections.openOnEach(12, (raw) => {
    const stream = raw.open(paths.atomic);
    stream.write(almost);
    return stream;
  });
  const answers = streams.map(readAnswer);
  const first = await Promise.race(answers);
  expect([first.status, decodeURIComponent(first.message), first.detail?.code]).toEqual([
    status.RESOURCE_EXHAUSTED,
    'too many requests are arriving at this node',
    'OVERLOADED',
  ]);
  await target.requireServing();
  expect((await target.memoryBytes()) - before).toBeLessThan(200 * mebibyte);
  const messages = (await Promise.all(answers)).map(({ message }) => decodeURIComponent(message));
  expect(messages).toContain('the request did not arrive in time');
});

test('lists that nobody reads fill their bound: more are refused, small answers are not', async () => {
  const before = await target.memoryBytes();
  for (let wave = 0; wave < 2; wave++) {
    using connections = new Connections(8);
    const streams = connections.openOnEach(100, (raw) => {
      const stream = raw.open(paths.list);
      stream.end(listOfAll);
      return stream;
    });
    const responses = await Promise.all(streams.map(responseOf));
    const refused = responses.filter((headers) => 'grpc-status' in headers);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]).toMatchObject({
      'grpc-status': String(status.RESOURCE_EXHAUSTED),
      'grpc-message': encodeURIComponent('too many answers on this node have not been read'),
    });
    await target.requireServing();
  }
  const whole = largeCount * largeValue.length;
  const { length: chunk } = await listWhole();
  expect(chunk).toBeGreaterThan(whole);
  expect((await target.memoryBytes()) - before).toBeLessThan(768 * mebibyte);
});

/** The headers of the answer, which have the status if there is nothing else. */
async function responseOf(stream: ClientHttp2Stream): Promise<object> {
  return await new Promise((resolve) => {
    stream.once('response', resolve);
  });
}

/** All bytes of the list, read as it should be, once there is room for it again. */
async function listWhole(): Promise<Buffer> {
  return await waitFor('a list to be served', async () => {
    using raw = new RawClient(target.clientPort);
    const answer = await raw.call(paths.list, listOfAll);
    return answer.status === status.OK ? answer.body : undefined;
  });
}

test('thousands of cancelled calls leave nothing behind', async () => {
  const before = await target.memoryBytes();
  for (let round = 0; round < 5; round++) {
    using raw = new RawClient(target.clientPort);
    await once(raw.session, 'connect');
    const streams = Array.from({ length: 900 }, (_, number) => {
      const [path, body] = number % 2 === 0 ? [paths.get, getOne] : [paths.list, listOfAll];
      const stream = raw.open(path);
      stream.end(body);
      return stream;
    });
    const closed = streams.map(readAnswer);
    // Half of them before they have left, the others while they are handled.
    for (const stream of streams.slice(450)) stream.close(http2Cancel);
    await new Promise((resolve) => setImmediate(resolve));
    for (const stream of streams) stream.close(http2Cancel);
    await Promise.all(closed);
  }
  expect((await listWhole()).length).toBeGreaterThan(largeCount * largeValue.length);
  expect((await target.memoryBytes()) - before).toBeLessThan(200 * mebibyte);
});

test('a list that was not read for 30 s is over, and says so when it is read', async () => {
  const answer = await deafAnswer;
  expect([answer.status, decodeURIComponent(answer.message)]).toEqual([
    status.RESOURCE_EXHAUSTED,
    'the client read nothing for 30000 ms',
  ]);
  expect(answer.detail).toMatchObject({ code: 'SLOW_READER', retryable: true });
  expect(answer.body.length).toBeGreaterThan(0);
  expect(answer.body.length).toBeLessThan((largeCount * largeValue.length) / 10);
});

test('whoever never finishes the handshake is dropped, on either port', async () => {
  await expect(waitFor('all of them to be dropped', areMuteGone, 60_000)).resolves.toBe(true);
});

function areMuteGone(): true | undefined {
  const open = mute.filter(({ sockets }) => sockets.some(({ destroyed }) => !destroyed));
  return open.length === 0 ? true : undefined;
}

/** Between the moment when the node gives the list up, and the moment when it drops what is left of it. */
function isDeafListOver(): true | undefined {
  return performance.now() - began > listStallMs + 1000 ? true : undefined;
}
