/**
 * Writes a stream of messages to one client at the client's pace: the next message is made when the one
 * before has left. So a slow client holds one message, and one that stops reading is cut after a while.
 */
import type { Clock } from '../base/clock.ts';
import type { CallBudget } from './call-budget.ts';
import { OverloadedError, SlowReaderError } from './errors.ts';
import { listStallMs } from './limits.ts';

/** Told to callers whose answer was dropped. */
export const unreadAnswersMessage = 'too many answers on this node have not been read';

/** The part of a grpc-js `ServerWritableStream` that is used here. */
type Call = {
  readonly cancelled: boolean;
  write(message: Uint8Array, flushed: () => void): unknown;
  end(): unknown;
  once(event: 'cancelled', listener: () => void): unknown;
  off(event: 'cancelled', listener: () => void): unknown;
};

/**
 * Settles when all messages were handed over, or the client is gone. Rejects with what `messages` throws, or
 * with a `KvorumError` when the client is too slow. `messages` is always finished.
 */
export async function writeStream(
  call: Call,
  messages: AsyncGenerator<Uint8Array, void, undefined>,
  deps: { readonly clock: Clock; readonly budget: CallBudget },
): Promise<void> {
  for await (const message of messages) {
    if (call.cancelled) return;
    if (!deps.budget.tryTake(message.length)) {
      throw new OverloadedError(unreadAnswersMessage);
    }
    const sent = await sendMessage(call, message, deps);
    if (sent === 'cancelled') return;
    if (sent === 'stalled') {
      throw new SlowReaderError(`the client read nothing for ${listStallMs} ms`);
    }
  }
  call.end();
}

/** The bytes are given back to the budget when they have left, however late, or the call is over. */
async function sendMessage(
  call: Call,
  message: Uint8Array,
  { clock, budget }: { readonly clock: Clock; readonly budget: CallBudget },
): Promise<'sent' | 'cancelled' | 'stalled'> {
  return await new Promise((resolve) => {
    const timer = clock.after(listStallMs, () => {
      resolve('stalled');
    });
    let isHeld = true;
    const release = (how: 'sent' | 'cancelled'): void => {
      if (!isHeld) return;
      isHeld = false;
      budget.give(message.length);
      timer.cancel();
      call.off('cancelled', onCancelled);
      resolve(how);
    };
    const onCancelled = (): void => {
      release('cancelled');
    };
    call.once('cancelled', onCancelled);
    call.write(message, () => {
      release('sent');
    });
  });
}
