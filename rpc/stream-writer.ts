/**
 * Writes a stream of messages to one client at the client's pace: the next message is made when the one
 * before has left. So a slow client holds one message, and one that stops reading is cut after a while.
 */
import type { Clock } from '../base/clock.ts';
import { OverloadedError, SlowReaderError } from './errors.ts';
import type { ServerCall } from './http2/index.ts';
import { listStallMs } from './limits.ts';

/** Told to callers whose answer was dropped. */
export const unreadAnswersMessage = 'too many answers on this node have not been read';

export type StreamWriterDeps = {
  readonly clock: Clock;
  /** Called when the client is gone while a message is being made: some are made only when something happens. */
  readonly onGone?: () => void;
};

/**
 * Settles when all messages were handed over and the call was ended, or the client is gone. Rejects with what
 * `messages` throws, or with a `KvorumError` when the client is too slow: then the call is the caller's to end.
 * `messages` is always finished.
 */
export async function writeStream(
  call: ServerCall,
  messages: AsyncGenerator<Uint8Array, void, undefined>,
  deps: StreamWriterDeps,
): Promise<void> {
  call.onCancelled = deps.onGone;
  // Nobody was told if the client left before.
  if (call.isCancelled) deps.onGone?.();
  for await (const message of messages) {
    const sent = call.isCancelled ? 'cancelled' : await sendMessage(call, message, deps);
    if (sent === 'cancelled') break;
    if (sent === 'refused') throw new OverloadedError(unreadAnswersMessage);
    if (sent === 'stalled') {
      throw new SlowReaderError(`the client read nothing for ${listStallMs} ms`);
    }
  }
  call.end();
}

async function sendMessage(
  call: ServerCall,
  message: Uint8Array,
  { clock, onGone }: StreamWriterDeps,
): Promise<'sent' | 'cancelled' | 'stalled' | 'refused'> {
  return await new Promise((resolve) => {
    const timer = clock.after(listStallMs, () => {
      resolve('stalled');
    });
    const settle = (how: 'sent' | 'cancelled' | 'refused'): void => {
      timer.cancel();
      call.onCancelled = onGone;
      resolve(how);
    };
    call.onCancelled = () => settle('cancelled');
    if (!call.tryWrite(message, () => settle('sent'))) settle('refused');
  });
}
