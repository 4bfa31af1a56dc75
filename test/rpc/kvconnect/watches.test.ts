import { beforeEach, describe, expect, test } from 'vitest';
import { asLogIndex } from '../../../base/brand.ts';
import { DivergedError, OverloadedError, NoLeaderError } from '../../../rpc/errors.ts';
import type { HttpAnswer, HttpHandler } from '../../../rpc/http/http-port.ts';
import type { WatchedState, WatchPort } from '../../../rpc/watch-port.ts';
import type { StoredEntry } from '../../../storage/index.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { bytesValue, FakeGateway, keyOf, stamp } from '../fake-gateway.ts';
import { collect, makeHandler, request } from './connect-client.ts';
import { decodeWatchOutput, encodeWatch } from './datapath-reference.ts';

/** Gives the states that the test pushes, one by one, and tells what became of each watch. */
class Watches implements WatchPort {
  readonly asked: { readonly database: number; readonly keys: readonly Uint8Array[] }[] = [];
  open = 0;
  failure: Error | undefined;
  readonly #states: WatchedState[] = [];
  #isOver = false;
  #wake: () => void = () => undefined;

  push(...entries: readonly (StoredEntry | undefined)[]): void {
    this.#states.push({ appliedIndex: asLogIndex(1), entries });
    this.#wake();
  }

  end(failure?: Error): void {
    this.failure = failure;
    this.#isOver = true;
    this.#wake();
  }

  async *watch(
    database: number,
    keys: readonly Uint8Array[],
    signal: AbortSignal,
  ): AsyncGenerator<WatchedState, void, undefined> {
    this.asked.push({ database, keys });
    this.open += 1;
    try {
      for (;;) {
        if (signal.aborted) return;
        const state = this.#states.shift();
        if (state !== undefined) yield state;
        else {
          if (this.failure !== undefined) throw this.failure;
          if (this.#isOver) return;
          await new Promise<void>((resolve) => {
            this.#wake = resolve;
            signal.addEventListener('abort', () => resolve());
          });
        }
      }
    } finally {
      this.open -= 1;
    }
  }
}

let clock: ManualClock;
let gateway: FakeGateway;
let watches: Watches;
let handle: HttpHandler;
beforeEach(() => {
  clock = new ManualClock();
  gateway = new FakeGateway();
  watches = new Watches();
  handle = makeHandler({ gateway, clock, watches });
});

const entry = (text: string): StoredEntry => ({ value: bytesValue(text), versionstamp: stamp(3) });
const [a, b] = [keyOf('a'), keyOf('b')];
const watchOf = (...keys: readonly Uint8Array[]) =>
  encodeWatch({ keys: keys.map((key) => ({ key })) });

/** Starts a watch and collects its pieces as they come. */
async function start(body: Uint8Array, signal?: AbortSignal) {
  const options = signal === undefined ? {} : { signal };
  const answer = await handle(request('/v2/watch', body, options));
  if (answer.body instanceof Uint8Array) throw new Error('the answer is whole');
  const stream = answer.body[Symbol.asyncIterator]();
  const pieces: Buffer[] = [];
  const ended = { isEnded: false };
  const drain = async (): Promise<void> => {
    for (;;) {
      const next = await stream.next();
      if (next.done === true) break;
      pieces.push(Buffer.from(next.value));
    }
    ended.isEnded = true;
  };
  return { answer, stream, pieces, ended, drain };
}

/** What a frame says: nothing for a sign of life. */
function frame(piece: Buffer | undefined) {
  if (piece === undefined) throw new Error('there is no such frame');
  expect(piece.readUInt32LE()).toBe(piece.length - 4);
  return piece.length === 4 ? 'alive' : decodeWatchOutput(piece.subarray(4));
}

test('149: a watch begins when this node has what was acknowledged anywhere; without a leader, with what it has', async () => {
  let isBehind = true;
  gateway.onBarrier = async () => {
    isBehind = false;
    await Promise.resolve();
  };
  watches.push(entry('1'));
  await start(watchOf(a));
  expect(isBehind).toBe(false);
  gateway.onBarrier = async () => {
    await Promise.reject(new NoLeaderError());
  };
  watches.push(entry('2'));
  const { answer } = await start(watchOf(a));
  expect(answer.status).toBe(200);
});

describe('frames', () => {
  test('158, 211: every key in every frame, always as changed; without an entry if it is absent', async () => {
    watches.push(entry('1'), undefined);
    const { answer, pieces, drain } = await start(watchOf(a, b));
    expect(answer).toMatchObject({ status: 200, contentType: 'application/octet-stream' });
    expect(watches.asked).toMatchObject([{ database: 0 }]);
    expect(watches.asked[0]?.keys.map((key) => Buffer.from(key))).toEqual(
      [a, b].map((key) => Buffer.from(key)),
    );
    void drain();
    await clock.run();
    expect(pieces.map(frame)).toEqual([
      'alive',
      {
        status: 1,
        keys: [
          {
            changed: true,
            entry_if_changed: {
              key: Buffer.from(a),
              value: Buffer.from('1'),
              encoding: 3,
              versionstamp: Buffer.from(stamp(3)),
            },
          },
          { changed: true, entry_if_changed: null },
        ],
      },
    ]);
    watches.push(undefined, undefined);
    await clock.run();
    expect(frame(pieces[2])).toMatchObject({
      status: 1,
      keys: [{ changed: true }, { changed: true }],
    });
    expect(pieces[2]?.toString('hex')).toBe('0a0000000801120208011202 0801'.replace(' ', ''));
  });

  test('159: a sign of life at once, and after 5 s without anything else', async () => {
    watches.push(undefined);
    const { pieces, drain } = await start(watchOf(a));
    void drain();
    await clock.advance(4999);
    expect(pieces).toHaveLength(2);
    await clock.advance(5001);
    expect(pieces.slice(2).map(frame)).toEqual(['alive', 'alive']);
    await clock.advance(3000);
    watches.push(undefined);
    await clock.advance(4000);
    expect(pieces.slice(4).map(frame)).toMatchObject([{ status: 1 }]);
  });

  test('no key: one frame without keys, then signs of life', async () => {
    const { pieces, drain, stream } = await start(new Uint8Array());
    void drain();
    await clock.advance(10_000);
    expect(pieces.map(frame)).toEqual(['alive', { status: 1, keys: [] }, 'alive', 'alive']);
    expect(watches.asked).toEqual([]);
    void stream.return?.();
  });
});

const text = async (body: Uint8Array) => {
  const { status, body: answer } = await collect(handle(request('/v2/watch', body)));
  return `${status} ${answer.toString()}`;
};

describe('refusals', () => {
  test('157: 11 keys; a key of 2049 bytes', async () => {
    const eleven = Array.from({ length: 11 }, () => a);
    expect(await text(watchOf(...eleven))).toBe(
      '400 Too many keys watched in a single watch request.',
    );
    expect(await text(watchOf(Buffer.alloc(2049)))).toBe('400 A key exceeds the key size limit.');
    watches.push(undefined);
    expect((await start(watchOf(Buffer.alloc(2048)))).answer.status).toBe(200);
  });

  test('what the node refuses has a status, not a broken stream', async () => {
    for (const failure of [new OverloadedError('too many watches'), new DivergedError()]) {
      watches.end(failure);
      const told = text(watchOf(a));
      await clock.advance(300);
      expect(await told).toMatch(/^503 /);
    }
  });
});

describe('the end', () => {
  test('165: is clean when the watch ends, and also when it fails', async () => {
    for (const failure of [undefined, new DivergedError()]) {
      watches.push(undefined);
      const { pieces, ended, drain } = await start(watchOf(a));
      void drain();
      await clock.run();
      watches.end(failure);
      await clock.run();
      expect(ended.isEnded).toBe(true);
      expect(pieces).toHaveLength(2);
      expect(watches.open).toBe(0);
      watches = new Watches();
      handle = makeHandler({ gateway, clock, watches });
    }
  });

  test('comes before a state of a node that was fenced', async () => {
    watches.push(undefined);
    const { pieces, ended, drain } = await start(watchOf(a));
    void drain();
    await clock.run();
    gateway.isFenced = true;
    watches.push(entry('wrong'));
    await clock.run();
    expect(ended.isEnded).toBe(true);
    expect(pieces).toHaveLength(2);
    await clock.run();
    expect(watches.open).toBe(0);
  });

  test.each([0, 1, 2])(
    '168: comes at once when the client goes, after %i pieces were taken',
    async (count) => {
      watches.push(undefined);
      watches.push(undefined);
      const client = new AbortController();
      const { stream } = await start(watchOf(a), client.signal);
      for (let taken = 0; taken < count; taken += 1) await stream.next();
      client.abort();
      await clock.run();
      expect(watches.open).toBe(0);
      await stream.return?.();
    },
  );

  test('releases the watch of a stream that nobody began to read', async () => {
    watches.push(undefined);
    const { stream } = await start(watchOf(a));
    expect(watches.open).toBe(1);
    await stream.return?.();
    await clock.run();
    expect(watches.open).toBe(0);
  });

  test('of a client that has gone before', async () => {
    const answer = await (handle(
      request('/v2/watch', watchOf(a), { signal: AbortSignal.abort() }),
    ) as Promise<HttpAnswer>);
    expect((await collect(answer)).body.toString('hex')).toBe('00000000');
    expect(watches.open).toBe(0);
  });
});
