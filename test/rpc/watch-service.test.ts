import { expect, test } from 'vitest';
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import { kvorum } from '../../protos/gen/kv.js';
import {
  DeadlineExceededError,
  DivergedError,
  LimitExceededError,
  StoppingError,
} from '../../rpc/errors.ts';
import type { WatchedState, WatchPort } from '../../rpc/watch-port.ts';
import { WatchService } from '../../rpc/watch-service.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { bytesValue, keyOf, stamp } from './fake-gateway.ts';

const { WatchRequest, WatchResponse } = kvorum.kv.v1;
const request = WatchRequest.encode({ keys: [keyOf('a')] }).finish();

/** States as a test hands them out, one for each time that it is asked. */
class FakeWatch implements WatchPort {
  #give: (() => void) | undefined;
  readonly #queue: (WatchedState | Error | 'end')[] = [];
  asked = 0;
  isOver = false;

  put(item: number | Error | 'end'): void {
    if (typeof item === 'number') {
      const entry = { value: bytesValue(`${item}`), versionstamp: stamp(item) };
      this.#queue.push({ appliedIndex: asLogIndex(item), entries: [entry] });
    } else this.#queue.push(item);
    this.#give?.();
  }

  async *watch(
    _database: number,
    _keys: readonly Uint8Array[],
    signal: AbortSignal,
  ): AsyncGenerator<WatchedState, void, undefined> {
    try {
      signal.addEventListener('abort', () => this.#give?.());
      for (;;) {
        this.asked++;
        while (this.#queue.length === 0 && !signal.aborted) {
          await new Promise<void>((resolve) => {
            this.#give = resolve;
          });
        }
        const item = this.#queue.shift();
        if (item === undefined || item === 'end') return;
        if (item instanceof Error) throw item;
        yield item;
      }
    } finally {
      this.isOver = true;
    }
  }
}

function setUp(timeoutMs?: number) {
  const clock = new ManualClock();
  const watch = new FakeWatch();
  const service = new WatchService({ watch, clock, gateway: { ageMs: () => 7 } });
  const gone = new AbortController();
  const deadline =
    timeoutMs === undefined ? undefined : asMonotonicMs(clock.monotonic() + timeoutMs);
  const messages = service.watch(request, { deadline, signal: gone.signal, database: 0 });
  const told: (number | 'alive' | 'end' | Error)[] = [];
  const read = async (): Promise<void> => {
    try {
      const { value, done } = await messages.next();
      if (done === true) told.push('end');
      else {
        const { state } = WatchResponse.decode(value);
        told.push(state ? Buffer.from(state.readVersionstamp ?? []).readUInt32BE(4) : 'alive');
      }
    } catch (error) {
      if (error instanceof Error) told.push(error);
    }
  };
  return { clock, watch, gone, messages, told, read };
}

test('a state goes on as it comes, and the next is asked for when it was taken', async () => {
  const { clock, watch, told, read } = setUp();
  watch.put(1);
  watch.put(2);
  void read();
  await clock.run();
  expect([told, watch.asked]).toEqual([[1], 1]);
  void read();
  await clock.run();
  expect([told, watch.asked]).toEqual([[1, 2], 2]);
});

test('five seconds of silence are broken by a sign of life, and again, also if nothing new is found', async () => {
  const { clock, watch, told, read } = setUp();
  watch.put(1);
  const readOn = async (): Promise<void> => {
    for (;;) await read();
  };
  void readOn();
  await clock.advance(4999);
  expect(told).toEqual([1]);
  await clock.advance(1);
  expect(told).toEqual([1, 'alive']);
  for (let second = 0; second < 10; second++) {
    watch.put(1);
    await clock.advance(1000);
  }
  expect(told).toEqual([1, 'alive', 'alive', 'alive']);
  watch.put(7);
  await clock.run();
  expect(told.at(-1)).toBe(7);
});

test('a deadline ends a silent watch and a busy one, and frees it', async () => {
  const { clock, watch, told, read } = setUp(7000);
  watch.put(1);
  void read();
  await clock.run();
  void read();
  await clock.advance(6000);
  void read();
  await clock.advance(1000);
  expect(told).toEqual([1, 'alive', expect.any(DeadlineExceededError)]);
  expect(watch.isOver).toBe(true);
  const busy = setUp(7000);
  busy.watch.put(1);
  busy.clock.jump(7000);
  await busy.read();
  expect(busy.told).toEqual([expect.any(DeadlineExceededError)]);
});

test('on a clock with fractions no wait is so short that time does not move', async () => {
  for (const fraction of [0.1, 0.2, 0.3, 1 / 3, 0.7, 0.01]) {
    const { clock, watch, told, read } = setUp();
    const waits: number[] = [];
    const after = clock.after.bind(clock);
    clock.after = (delayMs, callback) => {
      waits.push(delayMs);
      return after(delayMs, callback);
    };
    watch.put(1);
    await read();
    clock.jump(fraction);
    void read();
    await clock.run();
    clock.jump(4999.9999999);
    await clock.advance(2);
    expect(told).toEqual([1, 'alive']);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(1);
  }
});

test('a caller that is gone ends the watch, and frees it', async () => {
  const { clock, watch, gone, told, read } = setUp();
  void read();
  await clock.run();
  gone.abort();
  await clock.run();
  expect([told, watch.isOver]).toEqual([['end'], true]);
});

test('a caller that takes no further message frees the watch', async () => {
  const { watch, messages, read } = setUp();
  watch.put(1);
  await read();
  await messages.return();
  expect(watch.isOver).toBe(true);
});

test('the end of the node is an error that says what to do', async () => {
  const { watch, told, read } = setUp();
  watch.put('end');
  await read();
  expect(told).toEqual([expect.any(StoppingError)]);
  expect(String(told[0])).toContain('watch again on another node');
});

test('what the watch ends with is told', async () => {
  const { watch, told, read } = setUp();
  watch.put(new DivergedError());
  await read();
  expect(told).toEqual([expect.any(DivergedError)]);
});

test('what is not valid is refused before anything is watched', async () => {
  const clock = new ManualClock();
  const watch = new FakeWatch();
  const keys = Array.from({ length: 1001 }, () => keyOf('a'));
  const messages = new WatchService({ watch, clock, gateway: { ageMs: () => 7 } }).watch(
    WatchRequest.encode({ keys }).finish(),
    {
      deadline: undefined,
      signal: new AbortController().signal,
      database: 0,
    },
  );
  await expect(messages.next()).rejects.toThrow(LimitExceededError);
  expect(watch.asked).toBe(0);
});
