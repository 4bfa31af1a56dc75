import { once } from 'node:events';
import { expect, test } from 'vitest';
import { OverloadedError, SlowReaderError } from '../../rpc/errors.ts';
import type { ServerCall } from '../../rpc/http2/index.ts';
import { writeStream } from '../../rpc/stream-writer.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** A call that keeps what is written until the test says that it has left. */
class FakeCall implements ServerCall {
  readonly timeoutMs = undefined;
  readonly written: (() => void)[] = [];
  onCancelled: (() => void) | undefined = undefined;
  readonly head = { authorization: undefined, database: undefined };
  isCancelled = false;
  ended = false;
  room = 3;

  tryAnswer(): boolean {
    return false;
  }

  tryWrite(_message: Uint8Array, onSent: () => void): boolean {
    if (this.written.length >= this.room) return false;
    this.written.push(onSent);
    return true;
  }

  end(): void {
    this.ended = true;
  }

  fail(): void {
    this.ended = true;
  }
}

function setUp(room = 3) {
  const call = new FakeCall();
  call.room = room;
  const clock = new ManualClock();
  const made: number[] = [];
  let isFinished = false;
  async function* messages(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      for (let size = 1; size <= 3; size++) {
        made.push(size);
        yield await Promise.resolve(new Uint8Array(10 * size));
      }
    } finally {
      isFinished = true;
    }
  }
  const done = writeStream(call, messages(), { clock });
  return { call, clock, made, done, isFinished: () => isFinished };
}

const turn = async (): Promise<void> => {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
};

test('a message is made only when the one before has left', async () => {
  const { call, made, done } = setUp();
  await turn();
  expect(made).toEqual([1]);
  for (let at = 0; at < 3; at++) {
    call.written[at]?.();
    await turn();
  }
  await done;
  expect([call.ended, call.onCancelled]).toEqual([true, undefined]);
});

test('a reader that stalls is cut, and the call is left to its caller to fail', async () => {
  const { call, clock, done, isFinished } = setUp();
  await turn();
  await clock.advance(29_999);
  expect(isFinished()).toBe(false);
  const refused = done.catch((error: unknown) => error);
  await clock.advance(1);
  expect(await refused).toBeInstanceOf(SlowReaderError);
  expect([isFinished(), call.ended]).toEqual([true, false]);
});

test('a reader that leaves ends the messages and the call', async () => {
  const { call, done, isFinished } = setUp();
  await turn();
  call.isCancelled = true;
  call.onCancelled?.();
  await done;
  expect([isFinished(), call.ended]).toEqual([true, true]);
});

test('a reader that leaves while nothing happens is told to whoever makes the messages', async () => {
  const call = new FakeCall();
  const clock = new ManualClock();
  const gone = new AbortController();
  async function* messages(): AsyncGenerator<Uint8Array, void, undefined> {
    yield new Uint8Array(1);
    await once(gone.signal, 'abort');
  }
  const done = writeStream(call, messages(), { clock, onGone: () => gone.abort() });
  await turn();
  call.written[0]?.();
  await turn();
  call.isCancelled = true;
  call.onCancelled?.();
  await done;
  expect(call.ended).toBe(true);
});

test('a reader that left before the first message is told of, too', async () => {
  const call = new FakeCall();
  call.isCancelled = true;
  const gone = new AbortController();
  // oxlint-disable-next-line require-yield -- nothing happens before the reader is gone.
  async function* messages(): AsyncGenerator<Uint8Array, void, undefined> {
    if (!gone.signal.aborted) await once(gone.signal, 'abort');
  }
  await writeStream(call, messages(), {
    clock: new ManualClock(),
    onGone: () => gone.abort(),
  });
  expect(call.ended).toBe(true);
});

test('a message for which there is no room ends the stream', async () => {
  const { call, done, isFinished } = setUp(1);
  await turn();
  call.written[0]?.();
  await expect(done).rejects.toThrow(OverloadedError);
  expect(isFinished()).toBe(true);
});
