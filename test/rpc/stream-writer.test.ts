import { EventEmitter } from 'node:events';
import { expect, test } from 'vitest';
import { CallBudget } from '../../rpc/call-budget.ts';
import { OverloadedError, SlowReaderError } from '../../rpc/errors.ts';
import { writeStream } from '../../rpc/stream-writer.ts';
import { ManualClock } from '../support/manual-clock.ts';

/** A call that keeps what is written until the test says that it has left. */
class FakeCall extends EventEmitter {
  readonly written: (() => void)[] = [];
  cancelled = false;
  ended = false;

  write(_message: Uint8Array, flushed: () => void): boolean {
    this.written.push(flushed);
    return true;
  }

  end(): void {
    this.ended = true;
  }
}

function setUp(bytesMax = 100) {
  const call = new FakeCall();
  const clock = new ManualClock();
  const budget = new CallBudget({ callsMax: 10, bytesMax });
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
  const done = writeStream(call, messages(), { clock, budget });
  return { call, clock, budget, made, done, isFinished: () => isFinished };
}

const turn = async (): Promise<void> => {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
};

test('a message is made only when the one before has left', async () => {
  const { call, made, done, budget } = setUp();
  await turn();
  expect(made).toEqual([1]);
  for (let at = 0; at < 3; at++) {
    call.written[at]?.();
    await turn();
  }
  await done;
  expect([call.ended, budget.bytes, call.listenerCount('cancelled')]).toEqual([true, 0, 0]);
});

test('a reader that stalls is cut, and its bytes stay counted until they leave', async () => {
  const { call, clock, budget, done, isFinished } = setUp();
  await turn();
  await clock.advance(29_999);
  expect(isFinished()).toBe(false);
  const refused = done.catch((error: unknown) => error);
  await clock.advance(1);
  expect(await refused).toBeInstanceOf(SlowReaderError);
  expect([isFinished(), budget.bytes]).toEqual([true, 10]);
  call.emit('cancelled');
  expect(budget.bytes).toBe(0);
});

test('a reader that leaves ends the messages and gives its bytes back', async () => {
  const { call, budget, done, isFinished } = setUp();
  await turn();
  call.cancelled = true;
  call.emit('cancelled');
  await done;
  expect([isFinished(), call.ended, budget.bytes]).toEqual([true, false, 0]);
});

test('a message that exceeds the budget ends the stream', async () => {
  const { call, budget, done, isFinished } = setUp(15);
  await turn();
  call.written[0]?.();
  await expect(done).rejects.toThrow(OverloadedError);
  expect([isFinished(), budget.bytes]).toEqual([true, 0]);
});
