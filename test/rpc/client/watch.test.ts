/** The client's watch over channels that the test plays. */
import { expect, test } from 'vitest';
import { kvorum } from '../../../protos/gen/kv.js';
import type { ClientChannel } from '../../../rpc/client/channel.ts';
import { KvorumCallError } from '../../../rpc/client/errors.ts';
import { watchKeys } from '../../../rpc/client/watch.ts';
import { encodeKeepAlive } from '../../../rpc/watch-codec.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { keyOf, stamp } from '../fake-gateway.ts';

const { WatchResponse } = kvorum.kv.v1;
const [a, b] = [keyOf('a'), keyOf('b')];

function watched(key: Uint8Array, version: number) {
  return {
    entry: { key, ...(version > 0 && { versionstamp: stamp(version) }) },
    changed: true,
  };
}

/** The state at `index`, in which a and b are of these versions; 0 is none. The node says that everything has changed. */
function state(index: number, ofA: number, ofB: number): Uint8Array {
  return WatchResponse.encode({
    state: {
      entries: [watched(a, ofA), watched(b, ofB)],
      ...(index > 0 && { readVersionstamp: stamp(index) }),
    },
  }).finish();
}

type Step = Uint8Array | KvorumCallError | 'silence' | 'end';

function failure(code: string, fields: { retryable?: boolean; outcome?: 'unknown' } = {}) {
  const { retryable = true, outcome = 'not-applied' } = fields;
  return new KvorumCallError(code, { code, retryable, outcome, grpcCode: 14, endpoint: 'e' });
}

/** An endpoint that answers each watch with the next of its scripts; without one it accepts no connection. */
class ScriptedChannel implements ClientChannel {
  readonly endpoint: string;
  readonly scripts: Step[][];
  cancelled = 0;
  open = 0;

  constructor(endpoint: string, ...scripts: Step[][]) {
    this.endpoint = endpoint;
    this.scripts = scripts;
  }

  async connect(): Promise<boolean> {
    return await Promise.resolve(this.scripts.length > 0);
  }

  async unary(): Promise<Uint8Array> {
    return await Promise.reject(new Error('not in this test'));
  }

  async *stream(
    _path: string,
    _request: Uint8Array,
    { signal }: { readonly signal?: AbortSignal | undefined },
  ): AsyncGenerator<Uint8Array, void, undefined> {
    this.open++;
    try {
      for (const step of this.scripts.shift() ?? []) {
        if (step === 'end') return;
        if (step instanceof KvorumCallError) throw step;
        if (step !== 'silence') yield step;
        else {
          await new Promise<void>((resolve) => {
            signal?.addEventListener('abort', () => resolve());
          });
          this.cancelled++;
          throw failure('GRPC');
        }
      }
    } finally {
      this.open--;
    }
  }

  close(): void {
    throw new Error('not in this test');
  }
}

function setUp(channels: readonly ScriptedChannel[], timeoutMs = 5000) {
  const clock = new ManualClock();
  const end = new AbortController();
  let at = 0;
  const endpoints = {
    count: channels.length,
    current: () => {
      const channel = channels[at % channels.length];
      if (channel === undefined) throw new Error('no channel');
      return channel;
    },
    moveOn: () => void at++,
  };
  const watch = watchKeys({ keys: [a, b], timeoutMs, signal: end.signal }, { clock, endpoints });
  const told: unknown[] = [];
  const over = (async () => {
    try {
      for await (const { entries, versionstamp } of watch) {
        const index = versionstamp && Buffer.from(versionstamp).readUInt32BE(4);
        told.push([index, ...entries.map(({ changed }) => changed)]);
      }
      told.push('end');
    } catch (error) {
      told.push(error instanceof KvorumCallError ? error.code : error);
    }
  })();
  return { clock, end, told, over };
}

test('states are told as they come, and signs of life are not', async () => {
  const channel = new ScriptedChannel('n1', [
    state(0, 0, 0),
    encodeKeepAlive(60),
    state(3, 3, 0),
    state(5, 3, 5),
    'silence',
  ]);
  const { clock, told, end, over } = setUp([channel]);
  await clock.run();
  expect(told).toEqual([
    [undefined, true, true],
    [3, true, false],
    [5, false, true],
  ]);
  end.abort();
  await over;
  expect([told.at(-1), channel.open]).toEqual(['end', 0]);
});

test('another node that knows nothing new is not told of', async () => {
  const first = new ScriptedChannel('n1', [state(7, 3, 5), failure('STOPPING')]);
  const second = new ScriptedChannel('n2', [state(9, 3, 5), state(12, 0, 5), 'silence']);
  const { clock, told } = setUp([first, second]);
  await clock.advance(100);
  expect(told).toEqual([
    [7, true, true],
    [12, true, false],
  ]);
});

test('what changed between two nodes is told, with what changed since the last told state', async () => {
  const first = new ScriptedChannel('n1', [state(7, 3, 5), failure('GRPC')]);
  const second = new ScriptedChannel('n2', [state(9, 3, 8), 'silence']);
  const { clock, told } = setUp([first, second]);
  await clock.advance(100);
  expect(told.at(-1)).toEqual([9, false, true]);
});

test('a node that is behind is heard when it has caught up', async () => {
  const first = new ScriptedChannel('n1', [state(7, 6, 5), failure('GRPC')]);
  const second = new ScriptedChannel('n2', [
    state(5, 3, 5),
    state(6, 6, 5),
    state(8, 8, 5),
    'silence',
  ]);
  const { clock, told } = setUp([first, second]);
  await clock.advance(100);
  expect(told).toEqual([
    [7, true, true],
    [8, true, false],
  ]);
});

test.each(['DIVERGED', 'DEADLINE_EXCEEDED'])('%s lets it go on elsewhere', async (code) => {
  const first = new ScriptedChannel('n1', [failure(code, { retryable: false })]);
  const second = new ScriptedChannel('n2', [state(1, 1, 1), 'silence']);
  const { clock, told } = setUp([first, second]);
  await clock.advance(100);
  expect(told).toEqual([[1, true, true]]);
});

test('what a node told that has diverged is told anew by another, even if the versions are the same', async () => {
  const diverged = failure('DIVERGED', { retryable: false });
  const first = new ScriptedChannel('n1', [state(7, 3, 5), diverged]);
  const second = new ScriptedChannel('n2', [state(6, 3, 5), state(8, 3, 5), 'silence']);
  const { clock, told } = setUp([first, second]);
  await clock.advance(100);
  expect(told).toEqual([
    [7, true, true],
    [8, true, true],
  ]);
});

test('a stream that breaks in an unclear way is begun again, also after it has gone on for long', async () => {
  const broken = failure('GRPC', { retryable: false, outcome: 'unknown' });
  const channel = new ScriptedChannel(
    'n1',
    [state(1, 1, 1), broken],
    [state(2, 2, 1), 'end'],
    [state(3, 3, 1), 'silence'],
  );
  const { clock, told } = setUp([channel]);
  await clock.advance(200);
  expect(told).toEqual([
    [1, true, true],
    [2, true, false],
    [3, true, false],
  ]);
});

test.each(['INVALID_REQUEST', 'ANSWER_TOO_LARGE', 'INTERNAL'])('%s ends it', async (code) => {
  const first = new ScriptedChannel('n1', [failure(code, { retryable: false })]);
  const second = new ScriptedChannel('n2', [state(1, 1, 1), 'silence']);
  const { clock, told } = setUp([first, second]);
  await clock.advance(100);
  expect(told).toEqual([code]);
});

test('a node that does not begin, and one that falls silent, are left', async () => {
  const first = new ScriptedChannel('n1', ['silence'], [state(2, 2, 2), 'silence']);
  const second = new ScriptedChannel('n2', [state(1, 1, 1), encodeKeepAlive(60), 'silence']);
  const { clock, told } = setUp([first, second], 20_000);
  await clock.advance(1999);
  expect(told).toEqual([]);
  await clock.advance(100);
  expect([told.length, first.cancelled]).toEqual([1, 1]);
  await clock.advance(14_900);
  expect(told).toEqual([[1, true, true]]);
  await clock.advance(200);
  expect(told).toEqual([
    [1, true, true],
    [2, true, true],
  ]);
  expect([first.open, second.open]).toEqual([1, 0]);
});

test.each([11_000, undefined])(
  'a node whose state is old (%s ms) is left, if there is another',
  async (age) => {
    const old = [state(1, 1, 1), encodeKeepAlive(age), state(3, 3, 3), 'silence' as const];
    const other = new ScriptedChannel('n2', [state(2, 2, 1), encodeKeepAlive(10_000), 'silence']);
    const both = setUp([new ScriptedChannel('n1', [...old]), other]);
    await both.clock.advance(100);
    expect(both.told).toEqual([
      [1, true, true],
      [2, true, false],
    ]);
    const alone = setUp([new ScriptedChannel('n1', [...old])]);
    await alone.clock.advance(100);
    expect(alone.told).toEqual([
      [1, true, true],
      [3, true, true],
    ]);
  },
);

test('when no node serves it for too long, the last failure is told; until then all are asked', async () => {
  const [first, second] = [new ScriptedChannel('n1'), new ScriptedChannel('n2')];
  const { clock, told } = setUp([first, second]);
  await clock.advance(3000);
  expect(told).toEqual([]);
  second.scripts.push([state(1, 1, 1), failure('STOPPING')]);
  await clock.advance(5000);
  expect(told).toEqual([[1, true, true]]);
  await clock.advance(3000);
  expect(told).toEqual([[1, true, true], 'UNREACHABLE']);
});

test('nodes that begin well and fail at once are not asked in a hurry', async () => {
  let count = 0;
  const channel = new ScriptedChannel('n1');
  channel.connect = async () => {
    channel.scripts.push([state(++count, 1, 1), failure('OVERLOADED')]);
    return await Promise.resolve(true);
  };
  const { clock, told } = setUp([channel]);
  await clock.advance(10_000);
  expect(count).toBeLessThan(30);
  expect(told).toEqual([[1, true, true]]);
});
