/**
 * The watch of the KV service as a stream of encoded messages. It adds to the states of the hub what the wire needs:
 * nothing is sent twice, silence is broken by a sign of life, and the call ends in a way that its caller understands.
 */
import type { MonotonicMs } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import { DeadlineExceededError, StoppingError } from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import { watchKeepAliveMs } from './limits.ts';
import { decodeWatchRequest, encodeKeepAlive, WatchMessages } from './watch-codec.ts';
import type { WatchedState, WatchPort } from './watch-port.ts';

export type WatchCall = {
  /** Absent: until somebody ends it. */
  readonly deadline: MonotonicMs | undefined;
  /** Aborted when the caller is gone. */
  readonly signal: AbortSignal;
  readonly database: number;
};

export type WatchServiceDeps = {
  readonly watch: WatchPort;
  readonly gateway: Pick<Gateway, 'ageMs'>;
  readonly clock: Clock;
};

export class WatchService {
  readonly #deps: WatchServiceDeps;

  constructor(deps: WatchServiceDeps) {
    this.#deps = deps;
  }

  /**
   * Each message is made when the one before was taken. Ends when `signal` is aborted; else it throws a `KvorumError`:
   * `StoppingError` when the node stops, `DeadlineExceededError`, or what the watch itself ends with.
   */
  async *watch(
    request: Uint8Array,
    { deadline, signal, database }: WatchCall,
  ): AsyncGenerator<Uint8Array, void, undefined> {
    const { watch, gateway, clock } = this.#deps;
    const keys = decodeWatchRequest(request);
    const messages = new WatchMessages(keys);
    const end = new AbortController();
    const onGone = (): void => end.abort();
    signal.addEventListener('abort', onGone);
    if (signal.aborted) end.abort();
    const states = new NextState(watch.watch(database, keys, end.signal), clock);
    let sentAt = clock.monotonic();
    try {
      for (;;) {
        const now = clock.monotonic();
        if (deadline !== undefined && now >= deadline)
          throw new DeadlineExceededError('not-applied');
        const wakeAt = Math.min(sentAt + watchKeepAliveMs, deadline ?? Infinity);
        // Not for a fraction: it may be too small to move the time at all, and the wait would never end.
        const next = await states.within(Math.max(1, wakeAt - now));
        if (next?.done === true) {
          if (signal.aborted) return;
          throw new StoppingError('the node is stopping; watch again on another node');
        }
        const isQuiet = clock.monotonic() - sentAt >= watchKeepAliveMs;
        const message = next && messages.encode(next.value);
        if (message === undefined && !isQuiet) continue;
        yield message ?? encodeKeepAlive(gateway.ageMs());
        sentAt = clock.monotonic();
      }
    } finally {
      signal.removeEventListener('abort', onGone);
      // Both: the one frees a watch that waits, the other one that nobody asks any more.
      end.abort();
      await states.close();
    }
  }
}

type Next = IteratorResult<WatchedState, void>;

/**
 * Waits for the next state, or for some time. One wait leaves nothing behind on the state that did not come, because a
 * watch may be quiet for months.
 */
class NextState {
  readonly #states: AsyncGenerator<WatchedState, void, undefined>;
  readonly #clock: Clock;
  #isAsked = false;
  #arrived: { readonly next: Next } | { readonly error: unknown } | undefined;
  #wake: (() => void) | undefined;

  constructor(states: AsyncGenerator<WatchedState, void, undefined>, clock: Clock) {
    this.#states = states;
    this.#clock = clock;
  }

  /** Undefined if there was none within `waitMs`. Rejects with what the watch ended with. Calls must not overlap. */
  async within(waitMs: number): Promise<Next | undefined> {
    if (!this.#isAsked) this.#ask();
    if (this.#arrived === undefined) await this.#wait(waitMs);
    const arrived = this.#arrived;
    if (arrived === undefined) return undefined;
    this.#arrived = undefined;
    this.#isAsked = false;
    if ('error' in arrived) throw arrived.error;
    return arrived.next;
  }

  /** Frees the watch. It must have been told to end. */
  async close(): Promise<void> {
    await this.#states.return();
  }

  #ask(): void {
    this.#isAsked = true;
    this.#states.next().then(
      (next) => this.#onArrived({ next }),
      (error: unknown) => this.#onArrived({ error }),
    );
  }

  #onArrived(arrived: { readonly next: Next } | { readonly error: unknown }): void {
    this.#arrived = arrived;
    this.#wake?.();
  }

  async #wait(waitMs: number): Promise<void> {
    let timer: Timer | undefined;
    await new Promise<void>((resolve) => {
      this.#wake = resolve;
      timer = this.#clock.after(waitMs, resolve);
    });
    timer?.cancel();
    this.#wake = undefined;
  }
}
