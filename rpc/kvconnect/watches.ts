/**
 * Watches as KV Connect has them: a stream of frames, each with the state of all keys (deno-kv.md 7.3 and 7.4). The first
 * frame is a sign of life, so that the headers go at once, and further ones come when nothing else does. Whatever ends a
 * watch on this side ends its stream cleanly: clients come back after that, and some fail after a broken one.
 */
import { asLogIndex, asMonotonicMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';
import { KvorumError } from '../../base/errors.ts';
import { NoLeaderError } from '../errors.ts';
import type { Gateway } from '../gateway-port.ts';
import type { HttpAnswer } from '../http/http-port.ts';
import { keyBytesMax } from '../limits.ts';
import type { WatchedState, WatchPort } from '../watch-port.ts';
import { decodeWatch, requireSize } from './datapath-decoder.ts';
import { encodeWatchFrame, keepAliveFrame } from './datapath-encoder.ts';
import { catchUpMsMax, keepAliveMs } from './limits.ts';
import { releasing } from './releasing.ts';

const contentType = 'application/octet-stream';

type Step = IteratorResult<WatchedState, void>;

export type WatchDeps = {
  readonly gateway: Gateway;
  readonly clock: Clock;
  readonly watches: WatchPort;
};

/** Throws, or rejects with, a `KvorumError`: afterwards the stream only ends. */
export async function answerWatch(
  deps: WatchDeps,
  call: { readonly database: number; readonly body: Uint8Array; readonly signal: AbortSignal },
): Promise<HttpAnswer> {
  const keys = decodeWatch(call.body);
  for (const key of keys) requireSize(key, keyBytesMax);
  const life = new AbortController();
  const states =
    keys.length === 0
      ? standing(life.signal)
      : deps.watches.watch(call.database, keys, life.signal);
  const end = (): void => {
    call.signal.removeEventListener('abort', end);
    life.abort();
    // One that waits hears of it by the signal; one that was not asked to go on, only by this.
    void states.return();
  };
  call.signal.addEventListener('abort', end);
  if (call.signal.aborted) end();
  try {
    await catchUp(deps);
    // What can be refused is refused here, while there is still a status to say it with.
    const first = await states.next();
    const pieces = frames(deps, { keys, first, states, signal: life.signal });
    return { status: 200, contentType, body: releasing(pieces, end) };
  } catch (error) {
    end();
    throw error;
  }
}

/**
 * Whoever writes and then watches expects to see what was written, also through a node that is a moment behind. Without a leader
 * the watch begins with what the node has.
 */
async function catchUp({ gateway, clock }: WatchDeps): Promise<void> {
  try {
    await gateway.readBarrier({ deadline: asMonotonicMs(clock.monotonic() + catchUpMsMax) });
  } catch (error) {
    if (!(error instanceof NoLeaderError)) throw error;
  }
}

async function* frames(
  deps: WatchDeps,
  watch: {
    readonly keys: readonly Uint8Array[];
    readonly first: Step;
    readonly states: AsyncGenerator<WatchedState, void, undefined>;
    readonly signal: AbortSignal;
  },
): AsyncGenerator<Uint8Array, void, undefined> {
  yield keepAliveFrame;
  let step = watch.first;
  let pending: Promise<Step> | undefined;
  while (!watch.signal.aborted) {
    // A state that was found to be wrong meanwhile is not given out (rule H-2).
    if (step.done === true || deps.gateway.isFenced) return;
    yield encodeWatchFrame(watch.keys, step.value.entries);
    for (;;) {
      pending ??= nextOrEnd(watch.states);
      const next = await within(pending, deps.clock);
      if (next !== undefined) {
        pending = undefined;
        step = next;
        break;
      }
      yield keepAliveFrame;
    }
  }
}

/** What fails in the middle of a watch ends it; the client hears why when it comes back. */
async function nextOrEnd(states: AsyncGenerator<WatchedState, void, undefined>): Promise<Step> {
  try {
    return await states.next();
  } catch (error) {
    if (error instanceof KvorumError) return { done: true, value: undefined };
    throw error;
  }
}

/** Undefined if nothing comes for so long that a sign of life is due. */
async function within(pending: Promise<Step>, clock: Clock): Promise<Step | undefined> {
  return await new Promise((resolve, reject) => {
    const timer = clock.after(keepAliveMs, () => {
      resolve(undefined);
    });
    pending.then(
      (step) => {
        timer.cancel();
        resolve(step);
      },
      (error: unknown) => {
        timer.cancel();
        reject(error instanceof Error ? error : new Error(String(error)));
      },
    );
  });
}

/** The watch of no key: it has one state, and lasts. */
async function* standing(signal: AbortSignal): AsyncGenerator<WatchedState, void, undefined> {
  yield { appliedIndex: asLogIndex(0), entries: [] };
  if (signal.aborted) return;
  await new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}
