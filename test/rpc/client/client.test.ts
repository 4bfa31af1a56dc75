/** The client over real sockets, against servers whose node the test decides. */
import { afterEach, describe, expect, test } from 'vitest';
import { KvorumClient } from '../../../rpc/client/client.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import {
  DivergedError,
  InvalidRequestError,
  NoLeaderError,
  OutcomeUnknownError,
  StoppingError,
} from '../../../rpc/errors.ts';
import { KvorumServer } from '../../../rpc/server.ts';
import { freePorts } from '../../support/cluster-process.ts';
import { openGuard } from '../../support/open-guard.ts';
import { systemClock } from '../../support/peer-nodes.ts';
import { bytesValue, FakeGateway, keyOf, sampleStatus, stamp } from '../fake-gateway.ts';
import { answer, serveHttp2, serveTcp } from '../http2/support.ts';

const write = { checks: [], mutations: [{ kind: 'delete', key: keyOf('a') }] } as const;
const toClose: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of toClose.splice(0).toReversed()) await close();
});

async function startNode() {
  const gateway = new FakeGateway();
  const server = await KvorumServer.open(
    { address: '127.0.0.1:0', drainMs: 0 },
    { gateway, guard: openGuard, clock: systemClock, onBug: () => undefined },
  );
  toClose.push(async () => await server.stop());
  return { gateway, endpoint: `127.0.0.1:${server.port}` };
}

function open(endpoints: readonly string[], timeoutMs = 5000): KvorumClient {
  const client = new KvorumClient({ endpoints, timeoutMs }, { clock: systemClock });
  toClose.push(() => client.close());
  return client;
}

/** Fails the first `count` writes with `error`, and commits the others. */
function failWrites(gateway: FakeGateway, error: Error, count = Number.POSITIVE_INFINITY): void {
  gateway.answerWrite = async () => {
    if (gateway.writes.length <= count) throw error;
    return await Promise.resolve({ kind: 'committed', versionstamp: stamp(9) });
  };
}

/** An endpoint at which nobody listens. */
async function nowhere(): Promise<string> {
  const [port] = await freePorts(1);
  return `127.0.0.1:${port}`;
}

async function failureOf(call: Promise<unknown>): Promise<unknown> {
  return await call.then(
    () => 'an answer',
    (error: unknown) => error,
  );
}

describe('calls', () => {
  test('get gives one entry per key', async () => {
    const { gateway, endpoint } = await startNode();
    gateway.put(keyOf('a'), bytesValue('1'));
    const [found, missing] = await open([endpoint]).get([keyOf('a'), keyOf('b')]);
    expect(found).toMatchObject({ value: { encoding: 'bytes' }, versionstamp: stamp(1) });
    expect(missing).toMatchObject({ value: undefined, versionstamp: undefined });
  });

  test('an eventual get does not ask the leader', async () => {
    const { gateway, endpoint } = await startNode();
    gateway.leads = false;
    await open([endpoint]).get([keyOf('a')], { consistency: 'eventual' });
    expect(gateway.barriers).toBe(0);
    await open([endpoint]).get([keyOf('a')]);
    expect(gateway.barriers).toBe(1);
  });

  test('list gives all pages, and an early end releases the view', async () => {
    const { gateway, endpoint } = await startNode();
    for (let n = 0; n < 1200; n++) gateway.put(keyOf(`k${n}`), bytesValue('v'));
    const client = open([endpoint]);
    let count = 0;
    for await (const { entries } of client.list({ prefix: new Uint8Array(0) })) {
      count += entries.length;
    }
    expect(count).toBe(1200);
    for await (const page of client.list({ prefix: new Uint8Array(0) })) {
      expect(page.cursor).not.toBe('');
      break;
    }
    await expect.poll(() => gateway.openViews).toBe(0);
  });

  test('an atomic write gives its versionstamp, or the checks that failed', async () => {
    const { gateway, endpoint } = await startNode();
    const client = open([endpoint]);
    expect(await client.atomic(write)).toMatchObject({ kind: 'committed', versionstamp: stamp(7) });
    gateway.answerWrite = async () =>
      await Promise.resolve({ kind: 'conflict', failedChecks: [1] });
    expect(await client.atomic(write)).toEqual({ kind: 'conflict', failedChecks: [1] });
  });

  test('a write that is larger than any node takes is not sent, and so not applied', async () => {
    const { gateway, endpoint } = await startNode();
    const value = bytesValue(Buffer.alloc(65_536));
    const mutations = Array.from({ length: 33 }, () => {
      return { kind: 'set', key: keyOf('a'), value } as const;
    });
    const tooLarge = { code: 'TOO_LARGE', outcome: 'not-applied', retryable: false };
    const large = { checks: [], mutations };
    const client = open([endpoint], 1000);
    expect(await failureOf(client.atomic(large))).toMatchObject(tooLarge);
    expect(gateway.writes).toEqual([]);
    serveSession(gateway, async () => await Promise.reject(new Error('not to be sent')));
    const session = await client.openSession(1000);
    expect(await failureOf(session.atomic(large, {}))).toMatchObject(tooLarge);
  });

  test('status is asked of the node that is meant, and only once', async () => {
    const [{ endpoint }, silent] = [await startNode(), await nowhere()];
    const client = open([silent, endpoint]);
    expect(await client.status(endpoint)).toEqual(sampleStatus);
    expect(await failureOf(client.status(silent))).toMatchObject({
      code: 'UNREACHABLE',
      endpoint: silent,
    });
  });
});

describe('failures', () => {
  test('an endpoint that is down costs nothing but the next attempt', async () => {
    const { gateway, endpoint } = await startNode();
    const client = open([await nowhere(), endpoint]);
    expect(await client.atomic(write)).toMatchObject({ kind: 'committed' });
    expect(gateway.writes).toHaveLength(1);
  });

  test('a write is repeated on another node while it is proven not to be applied', async () => {
    const [first, second] = [await startNode(), await startNode()];
    failWrites(first.gateway, new StoppingError());
    failWrites(second.gateway, new NoLeaderError(), 2);
    const client = open([first.endpoint, second.endpoint]);
    expect(await client.atomic(write)).toMatchObject({ kind: 'committed' });
    expect(first.gateway.writes.length).toBeGreaterThan(1);
    expect(second.gateway.writes).toHaveLength(3);
  });

  test.each([
    ['that may have happened', new OutcomeUnknownError('lost'), 'OUTCOME_UNKNOWN'],
    ['that is wrong', new InvalidRequestError('no'), 'INVALID_REQUEST'],
  ])('a write %s is sent only once', async (_name, error, code) => {
    const [first, second] = [await startNode(), await startNode()];
    failWrites(first.gateway, error);
    const client = open([first.endpoint, second.endpoint]);
    const failure = await failureOf(client.atomic(write));
    expect(failure).toBeInstanceOf(KvorumCallError);
    expect(failure).toMatchObject({ code, outcome: error.outcome, endpoint: first.endpoint });
    expect([first, second].map(({ gateway }) => gateway.writes.length)).toEqual([1, 0]);
  });

  test('what a proxy says proves nothing of a write, but a read may be repeated', async () => {
    let calls = 0;
    const proxy = await serveHttp2((stream) => {
      calls += 1;
      answer(stream, [], { 'grpc-status': '14', 'grpc-message': 'no upstream' });
    });
    const { endpoint } = await startNode();
    toClose.push(() => proxy.close());
    const client = open([`127.0.0.1:${proxy.port}`, endpoint]);
    expect(await failureOf(client.atomic(write))).toMatchObject({
      code: 'GRPC',
      outcome: 'unknown',
      retryable: true,
    });
    expect(calls).toBe(1);
    expect(await client.get([keyOf('a')])).toHaveLength(1);
    expect(calls).toBe(2);
  });

  test('a read is repeated after whatever may pass, and not after what is wrong', async () => {
    const { gateway, endpoint } = await startNode();
    gateway.leads = false;
    gateway.onBarrier = async () => {
      if (gateway.barriers < 3) throw new NoLeaderError();
      await Promise.resolve();
    };
    const client = open([endpoint]);
    expect(await client.get([keyOf('a')])).toHaveLength(1);
    expect(gateway.barriers).toBe(3);
    const tooLong = Buffer.alloc(3000, 2);
    expect(await failureOf(client.get([tooLong]))).toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('a node that has diverged is left for the next, and each is asked once', async () => {
    const [first, second] = [await startNode(), await startNode()];
    failWrites(first.gateway, new DivergedError());
    const both = open([first.endpoint, second.endpoint]);
    expect(await both.atomic(write)).toMatchObject({ kind: 'committed' });
    failWrites(second.gateway, new DivergedError());
    const neither = open([first.endpoint, second.endpoint]);
    const before = first.gateway.writes.length;
    expect(await failureOf(neither.atomic(write))).toMatchObject({ code: 'DIVERGED' });
    expect(first.gateway.writes).toHaveLength(before + 1);
  });

  test('the last failure is told when the time is over', async () => {
    const { gateway, endpoint } = await startNode();
    failWrites(gateway, new NoLeaderError());
    const failure = await failureOf(open([endpoint], 150).atomic(write));
    expect(failure).toMatchObject({ code: 'NO_LEADER', outcome: 'not-applied' });
    expect(gateway.writes.length).toBeGreaterThan(1);
  });

  test('an endpoint that takes connections and says nothing is given up', async () => {
    const silent = await serveTcp(() => undefined);
    toClose.push(() => silent.close());
    const client = open([`127.0.0.1:${silent.port}`], 100);
    expect(await failureOf(client.get([keyOf('a')]))).toMatchObject({
      code: 'UNREACHABLE',
      outcome: 'not-applied',
    });
  });

  test('an aborted call is not repeated', async () => {
    const { gateway, endpoint } = await startNode();
    const giveUp = new AbortController();
    gateway.answerWrite = async () => {
      giveUp.abort();
      return await new Promise(() => undefined);
    };
    const failure = await failureOf(open([endpoint]).atomic(write, { signal: giveUp.signal }));
    expect(failure).toMatchObject({ grpcCode: 1, outcome: 'unknown' });
    expect(gateway.writes).toHaveLength(1);
  });
});

/** Answers the opening of a session with id 5, and writes as told. */
function serveSession(gateway: FakeGateway, answerWrite: FakeGateway['answerWrite']): void {
  gateway.answerWrite = async (command) =>
    command.kind === 'openSession'
      ? await Promise.resolve({ kind: 'sessionOpened', session: 5 })
      : await answerWrite(command);
}

describe('a session', () => {
  test('sends a write of unknown outcome again, with the same number, to the next node', async () => {
    const [first, second] = [await startNode(), await startNode()];
    serveSession(first.gateway, async () => {
      await Promise.resolve();
      throw new OutcomeUnknownError('lost');
    });
    const session = await open([first.endpoint, second.endpoint]).openSession(1000);
    expect(await session.atomic(write, {})).toMatchObject({ kind: 'committed' });
    const sent = [first, second].map(({ gateway }) => gateway.writes.at(-1));
    expect(sent).toMatchObject([
      { kind: 'atomic', session: { id: 5, seq: 1, ackedUpTo: 0 } },
      { kind: 'atomic', session: { id: 5, seq: 1, ackedUpTo: 0 } },
    ]);
  });

  test('that could not be opened proves that no write was sent', async () => {
    const { gateway, endpoint } = await startNode();
    failWrites(gateway, new OutcomeUnknownError('lost'));
    const failure = await failureOf(open([endpoint], 300).openSession(1000));
    expect(failure).toMatchObject({ code: 'OUTCOME_UNKNOWN', outcome: 'not-applied' });
    expect(gateway.writes.length).toBeGreaterThan(1);
  });

  test('that has expired proves nothing of a write that was sent before', async () => {
    const { gateway, endpoint } = await startNode();
    let attempts = 0;
    serveSession(gateway, async () => {
      attempts += 1;
      if (attempts === 1) throw new OutcomeUnknownError('lost');
      return await Promise.resolve({ kind: 'sessionRefused', reason: 'expired' });
    });
    const client = open([endpoint]);
    const session = await client.openSession(1000);
    const expired = { code: 'SESSION_EXPIRED' };
    expect(await failureOf(session.atomic(write, {}))).toMatchObject({
      ...expired,
      outcome: 'unknown',
    });
    expect(await failureOf(session.atomic(write, {}))).toMatchObject({
      ...expired,
      outcome: 'not-applied',
    });
  });
});

test('a client without an endpoint is a bug of its maker', () => {
  expect(() => open([])).toThrow('a client needs at least one endpoint');
});
