import { EventEmitter, once } from 'node:events';
import { afterEach, describe, expect, test } from 'vitest';
import { asTerm } from '../../base/brand.ts';
import type { Term } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import { ForwardClient, ForwardStream } from '../../rpc/forward-client.ts';
import type { ForwardOutcome } from '../../rpc/forward-client.ts';
import { decodeForward, encodeForwardAnswers } from '../../rpc/forward-codec.ts';
import type { NumberedOutcome } from '../../rpc/forward-codec.ts';
import type { StreamHandlers } from '../../rpc/peer-channel.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { at, identity, nodeId, startPeer, systemClock } from '../support/peer-nodes.ts';

const [one, two] = [nodeId(1), nodeId(2)];
const term = asTerm(3);
const unknown: ForwardOutcome = { kind: 'unknown' };

/** A client stream whose far end a test plays by hand. */
function setUp() {
  const clock = new ManualClock();
  const dials: StreamHandlers[] = [];
  const written: Uint8Array[] = [];
  const stream = new ForwardStream(Uint8Array.of(1), {
    clock,
    logger: silentLogger,
    dial: (handlers) => {
      dials.push(handlers);
      return { write: (bytes) => written.push(bytes), close: () => undefined };
    },
  });
  const answer = (...answers: NumberedOutcome[]): void =>
    dials.at(-1)?.onMessage(encodeForwardAnswers(answers));
  const batches = (): number[][] =>
    written
      .filter((bytes) => bytes.length > 1)
      .map((bytes) => {
        const content = decodeForward(bytes);
        return content.kind === 'commands' ? content.commands.map(({ id }) => id) : [];
      });
  const send = async (size = 1): Promise<ForwardOutcome> =>
    await stream.send({ term, command: new Uint8Array(size) });
  return { stream, clock, dials, answer, batches, send };
}

describe('what is known about a command', () => {
  test('answers find their commands in any order, and commands of one turn leave together', async () => {
    const { clock, answer, batches, send } = setUp();
    const first = send();
    answer();
    const others = [send(), send()];
    await clock.run();
    expect(batches()).toEqual([[1], [2, 3]]);
    answer({ id: 3, outcome: unknown }, { id: 99, outcome: unknown });
    answer({ id: 1, outcome: { kind: 'result', bytes: Uint8Array.of(9) } });
    answer({ id: 2, outcome: { kind: 'refused', code: 'NOT_LEADER', message: 'no' } });
    expect(await first).toEqual({ kind: 'result', bytes: Uint8Array.of(9) });
    expect(await Promise.all(others)).toEqual([
      { kind: 'refused', code: 'NOT_LEADER', message: 'no' },
      unknown,
    ]);
  });

  test('a stream that ends leaves what was sent unknown and what was queued refused', async () => {
    const { answer, dials, send } = setUp();
    const sent = send();
    answer();
    const queued = send();
    dials[0]?.onEnd({ kind: 'lost', reason: 'cut' });
    expect(await sent).toEqual(unknown);
    expect(await queued).toMatchObject({ kind: 'refused', code: 'PEER_UNREACHABLE' });
  });

  test('a handshake that is not accepted refuses the commands that wait for it', async () => {
    const { clock, dials, send } = setUp();
    const waiting = send();
    dials[0]?.onEnd({ kind: 'refused', reason: 'wrong cluster' });
    const during = send();
    const refused = { kind: 'refused', code: 'PEER_UNREACHABLE', message: 'wrong cluster' };
    expect(await Promise.all([waiting, during])).toEqual([refused, refused]);
    await clock.advance(50);
    void send();
    expect(dials).toHaveLength(2);
  });

  test('a peer that does not answer in time refuses what waits', async () => {
    const { clock, send } = setUp();
    const waiting = send();
    await clock.advance(1001);
    expect(await waiting).toMatchObject({ kind: 'refused', message: 'no answer in time' });
  });

  test('garbage from the peer ends the stream, and the sent commands are unknown', async () => {
    const { answer, dials, send } = setUp();
    const sent = send();
    answer();
    dials[0]?.onMessage(Uint8Array.of(0xff, 0xff, 0xff));
    expect(await sent).toEqual(unknown);
  });

  test('closing settles everything, and later commands are refused', async () => {
    const { stream, answer, send } = setUp();
    const sent = send();
    answer();
    const queued = send();
    stream.close();
    stream.close();
    expect(await sent).toEqual(unknown);
    expect(await queued).toMatchObject({ kind: 'refused' });
    expect(await send()).toMatchObject({ kind: 'refused' });
  });
});

test('beyond its bounds a command is refused at once', async () => {
  const { send } = setUp();
  const waiting = Array.from({ length: 32 }, () => send(1024 * 1024));
  expect(await send()).toMatchObject({ kind: 'refused', code: 'OVERLOADED' });
  expect(waiting).toHaveLength(32);
});

describe('over a real stream', () => {
  const toClose: { close(): void }[] = [];
  afterEach(() => {
    for (const item of toClose.splice(0)) item.close();
  });

  async function setUpPair(
    propose: (term: Term, command: Uint8Array) => Promise<ForwardOutcome>,
    electionTimeoutMs = 500,
  ) {
    const server = await startPeer({ id: two, cluster: { propose, electionTimeoutMs } });
    const client = new ForwardClient(identity(one), { clock: systemClock, logger: silentLogger });
    client.setPeers(at(two, server.port));
    toClose.push(client, server);
    return { server, client };
  }

  test('many commands get each its own answer', async () => {
    const { client } = await setUpPair(async (fence, command) => {
      expect(fence).toBe(term);
      return await Promise.resolve({ kind: 'result', bytes: command.map((byte) => byte + 1) });
    });
    const commands = Array.from({ length: 500 }, (_, n) => Uint8Array.of(n % 200, n >> 4));
    const outcomes = await Promise.all(
      commands.map(async (command) => await client.send(two, { term, command })),
    );
    expect(outcomes).toEqual(
      commands.map((command) => ({ kind: 'result', bytes: command.map((byte) => byte + 1) })),
    );
  });

  test('a leader that has moved gets commands where it is reached now', async () => {
    const propose = async (): Promise<ForwardOutcome> => await Promise.resolve(unknown);
    const server = await startPeer({ id: two, cluster: { propose } });
    let place = '127.0.0.1:1';
    const deps = { clock: systemClock, logger: silentLogger, addressOf: () => place };
    const client = new ForwardClient(identity(one), deps);
    client.setPeers(new Map([[two, '127.0.0.1:1']]));
    toClose.push(client, server);
    const send = async (): Promise<ForwardOutcome> =>
      await client.send(two, { term, command: Uint8Array.of(1) });
    expect(await send()).toMatchObject({ kind: 'refused', code: 'PEER_UNREACHABLE' });
    place = `127.0.0.1:${server.port}`;
    let outcome = await send();
    // It rests for a moment.
    while (outcome.kind === 'refused') {
      await new Promise((resolve) => setImmediate(resolve));
      outcome = await send();
    }
    expect(outcome).toEqual(unknown);
  });

  test('a leader that dies with a command leaves it unknown', async () => {
    const arrivals = new EventEmitter();
    const { client, server } = await setUpPair(async () => {
      arrivals.emit('proposed');
      return await new Promise(() => undefined);
    });
    const proposed = once(arrivals, 'proposed');
    const outcome = client.send(two, { term, command: Uint8Array.of(1) });
    await proposed;
    server.close();
    expect(await outcome).toEqual(unknown);
  });

  test('a peer with other settings refuses; nothing is sent', async () => {
    const { client } = await setUpPair(async () => await Promise.reject(new Error('asked')), 900);
    const outcome = await client.send(two, { term, command: Uint8Array.of(1) });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'PEER_UNREACHABLE' });
  });

  test('a node that is no peer is refused', async () => {
    const { client } = await setUpPair(async () => await Promise.resolve(unknown));
    const outcome = await client.send(nodeId(7), { term, command: Uint8Array.of(1) });
    expect(outcome).toMatchObject({ kind: 'refused', code: 'PEER_UNREACHABLE' });
  });
});
