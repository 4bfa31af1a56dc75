import { beforeEach, describe, expect, test } from 'vitest';
import {
  DivergedError,
  InvalidRequestError,
  NoLeaderError,
  OutcomeUnknownError,
  OverloadedError,
  StoppingError,
} from '../../../rpc/errors.ts';
import type { HttpAnswer, HttpHandler, HttpRequest } from '../../../rpc/http/http-port.ts';
import { outcomeUnknownText, stoppingText } from '../../../rpc/kvconnect/failures.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { startKvNode } from '../../support/kv-node.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { bytesValue, FakeGateway, keyOf } from '../fake-gateway.ts';
import {
  collect,
  databaseId,
  makeHandler,
  pointRange,
  readOnlyToken,
  request,
  setOf,
  token,
} from './connect-client.ts';
import {
  decodeReadOutput,
  decodeWriteOutput,
  encodeRead,
  encodeWrite,
} from './datapath-reference.ts';

let clock: ManualClock;
let gateway: FakeGateway;
let handle: HttpHandler;
beforeEach(() => {
  clock = new ManualClock();
  gateway = new FakeGateway();
  handle = makeHandler({ gateway, clock });
});

const supported = (...versions: readonly unknown[]) =>
  Buffer.from(JSON.stringify({ supportedVersions: versions }));
const setA = encodeWrite({ mutations: [setOf(keyOf('a'), Buffer.of(1))] });
const getA = encodeRead({ ranges: [pointRange(keyOf('a'))] });

async function text(of: HttpRequest): Promise<string> {
  const { status, type, body } = await collect(handle(of));
  return `${status} ${type ?? '-'} ${body.toString()}`;
}

const plain = (of: string) => of.replace(' ', ' text/plain ');

describe('the order of refusals', () => {
  const bad = { authorization: undefined, 'x-denokv-version': '9', 'x-denokv-database-id': 'x' };
  /** Each step repairs one fault more; all later ones are still there. */
  test.each<readonly [string, string, Readonly<Record<string, string | undefined>>, string]>([
    ['the path', '/v2/nothing', bad, '404 Resource not found.'],
    ['the version', '/v2/atomic_write', bad, '400 Expected protocol version 2.'],
    [
      'the header of authorization',
      '/v2/atomic_write',
      { ...bad, 'x-denokv-version': '3' },
      '401 Malformed authorization header.',
    ],
    [
      'the token',
      '/v2/atomic_write',
      { ...bad, 'x-denokv-version': '2', authorization: 'Bearer other' },
      '401 Invalid access token.',
    ],
    [
      'the database',
      '/v2/atomic_write',
      { ...bad, 'x-denokv-version': '3', authorization: `Bearer ${token}` },
      '400 Invalid database id.',
    ],
    [
      'the content',
      '/v2/atomic_write',
      {},
      '400 Request protobuf is invalid: a field is longer than its message.',
    ],
  ])('%s comes next (212)', async (_, path, headers, expected) => {
    expect(await text(request(path, '0a05', { headers }))).toBe(plain(expected));
  });

  test.each([
    ['x-denokv-version', undefined, '400 Expected protocol version 2.'],
    ['x-denokv-version', '1', '400 Expected protocol version 2.'],
    ['x-denokv-version', '4', '400 Expected protocol version 2.'],
    ['authorization', '', '401 Malformed authorization header.'],
    ['authorization', token, '401 Malformed authorization header.'],
    ['authorization', `Basic ${token}`, '401 Invalid access token.'],
    ['authorization', `Bearer  ${token}`, '401 Invalid access token.'],
    ['authorization', 'Bearer ', '401 Invalid access token.'],
    ['x-denokv-database-id', undefined, '400 Invalid database id.'],
    ['x-denokv-database-id', '00000000-0000-0000-0000-000000000000', '400 Invalid database id.'],
  ])('the header %s: %s', async (name, value, expected) => {
    for (const path of ['/v2/snapshot_read', '/v2/atomic_write', '/v2/watch']) {
      expect(await text(request(path, '', { headers: { [name]: value } }))).toBe(plain(expected));
    }
  });

  test('what clients may write in several ways is known in all of them (210)', async () => {
    for (const headers of [
      { authorization: `bearer ${token}` },
      { authorization: `BEARER ${token}` },
      { 'x-denokv-database-id': databaseId.toUpperCase() },
      { 'x-denokv-version': '2' },
      { 'content-type': undefined },
    ]) {
      expect((await collect(handle(request('/v2/atomic_write', setA, { headers })))).status).toBe(
        200,
      );
    }
  });

  test('another method than POST (204), another path (205)', async () => {
    for (const path of ['/', '/v2/snapshot_read', '/v2/atomic_write', '/v2/watch']) {
      expect(await text(request(path, '', { method: 'GET' }))).toBe('405 - ');
    }
    for (const path of ['/nothing', '/v2', '/v2/', '/v2/snapshot_read/', '//', '']) {
      expect(await text(request(path))).toBe('404 text/plain Resource not found.');
    }
  });
});

const ask = async (body: Uint8Array, authorization = `Bearer ${token}`) =>
  await collect(handle(request('/', body, { headers: { authorization } })));

describe('metadata', () => {
  test('200: exactly what all clients take, without a leader (202)', async () => {
    gateway.leads = false;
    const { status, type, body } = await ask(supported(1, 2, 3));
    expect({ status, type }).toEqual({ status: 200, type: 'application/json' });
    expect(JSON.parse(body.toString())).toEqual({
      version: 3,
      databaseId,
      endpoints: [{ url: '/v2', consistency: 'strong' }],
      token,
      expiresAt: new Date(clock.wall() + 86_400_000).toISOString(),
    });
    expect(gateway.barriers).toBe(0);
  });

  test('195, 196: its authorization', async () => {
    const body = supported(3);
    expect((await ask(body, 'Basic x')).body.toString()).toBe('Invalid access token.');
    expect((await ask(body, 'Bearer x')).status).toBe(401);
    expect((await ask(body, `bearer ${token}`)).status).toBe(200);
    const without = request('/', body, { headers: { authorization: undefined } });
    expect(await text(without)).toBe('401 text/plain Malformed authorization header.');
  });
});

const writeA = async () => await collect(handle(request('/v2/atomic_write', setA)));

describe('writes', () => {
  test('go into the database of their token', async () => {
    const { status, type, body } = await writeA();
    expect({ status, type }).toEqual({ status: 200, type: 'application/x-protobuf' });
    expect(decodeWriteOutput(body).status).toBe(1);
    expect(gateway.writes).toMatchObject([{ kind: 'atomic', database: 0 }]);
    expect(gateway.writes[0]).not.toHaveProperty('enqueues');
  });

  test('a token that only reads writes nothing, and reads', async () => {
    const headers = { authorization: `Bearer ${readOnlyToken}` };
    expect(await text(request('/v2/atomic_write', setA, { headers }))).toBe(
      '400 text/plain This database is read only.',
    );
    expect(gateway.writes).toEqual([]);
    expect((await collect(handle(request('/v2/snapshot_read', getA, { headers })))).status).toBe(
      200,
    );
  });

  test('a refusal of the state machine is told in its own words', async () => {
    gateway.answerWrite = async () => ({ kind: 'rejected', message: 'unsupported value type' });
    expect(await text(request('/v2/atomic_write', setA))).toBe(
      '400 text/plain unsupported value type',
    );
  });

  test.each<readonly [Error, number, string]>([
    [
      new InvalidRequestError('the command exceeds the largest log entry'),
      400,
      'the command exceeds the largest log entry',
    ],
    [new OutcomeUnknownError('the node stopped'), 409, outcomeUnknownText],
    [new NoLeaderError(), 503, 'No leader could be reached in time. Nothing was written.'],
    [new StoppingError(), 503, stoppingText],
  ])('%s', async (failure, status, expected) => {
    gateway.answerWrite = async () => await Promise.reject(failure);
    expect(await text(request('/v2/atomic_write', setA))).toBe(`${status} text/plain ${expected}`);
  });

  test.each([new OverloadedError('too many writes'), new DivergedError()])(
    '%s is told after a while',
    async (failure) => {
      gateway.answerWrite = async () => await Promise.reject(failure);
      const told: number[] = [];
      const answered = (async () => {
        told.push((await writeA()).status);
      })();
      await clock.advance(299);
      expect(told).toEqual([]);
      await clock.advance(1);
      await answered;
      expect(told).toEqual([503]);
    },
  );

  test('what no client may cause is not answered: the node must end', async () => {
    gateway.answerWrite = async () => await Promise.reject(new CorruptionError('a bad record'));
    await expect(writeA()).rejects.toThrow('a bad record');
    gateway.answerWrite = async () => await Promise.reject(new TypeError('a bug'));
    await expect(writeA()).rejects.toThrow('a bug');
  });
});

describe('on a real node', () => {
  test('221, 222: without a leader a request is held for 5 s, then 503: nothing was written', async () => {
    const node = await startKvNode({ leads: false });
    // A log that never becomes durable elects nobody.
    node.log.settleAtOnce = false;
    const door = makeHandler(node);
    const told: string[] = [];
    for (const [path, body] of [
      ['/v2/atomic_write', setA],
      ['/v2/snapshot_read', getA],
    ] as const) {
      void collect(door(request(path, body))).then(({ status, body: answer }) => {
        told.push(`${status} ${answer.toString()}`);
      });
    }
    await node.clock.advance(4900);
    expect(told).toEqual([]);
    await node.clock.advance(200);
    const expected = '503 No leader could be reached in time. Nothing was written.';
    expect(told).toEqual([expected, expected]);
  });

  test('219: a request that meets an election is answered after it', async () => {
    const node = await startKvNode({ leads: false });
    const door = makeHandler(node);
    const answers = Promise.all(
      [
        ['/v2/atomic_write', setA],
        ['/v2/snapshot_read', getA],
      ].map(([path, body]) => collect(door(request(path as string, body as Uint8Array)))),
    );
    await node.clock.advance(2000);
    expect((await node.run(answers)).map(({ status }) => status)).toEqual([200, 200]);
  });

  test('a write that is in the log is waited for much longer, and then its outcome is unknown', async () => {
    const node = await startKvNode();
    const door = makeHandler(node);
    node.log.settleAtOnce = false;
    const told: HttpAnswer[] = [];
    void Promise.resolve(door(request('/v2/atomic_write', setA))).then((answer) =>
      told.push(answer),
    );
    await node.clock.advance(6000);
    expect(told).toEqual([]);
    node.gateway.stop();
    await node.clock.run();
    expect(told).toMatchObject([{ status: 409 }]);
  });
});

test('a fenced node never answers with its state', async () => {
  gateway.put(keyOf('a'), bytesValue('secret'));
  gateway.isFenced = true;
  gateway.leads = false;
  gateway.permits = [false];
  gateway.onBarrier = async () => await Promise.reject(new DivergedError());
  const answered = collect(handle(request('/v2/snapshot_read', getA)));
  await clock.advance(300);
  expect(await answered).toMatchObject({ status: 503 });
});

test('a lease that is lost while the value was read makes another attempt', async () => {
  gateway.put(keyOf('a'), bytesValue('1'));
  gateway.permits = [false, false, true];
  const { body } = await collect(handle(request('/v2/snapshot_read', getA)));
  expect(decodeReadOutput(body).ranges[0]?.values).toHaveLength(1);
  expect(gateway.barriers).toBe(2);
});
