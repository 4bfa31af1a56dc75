/**
 * Watches of keys, served from what this node applies, whoever wrote it.
 *
 *   a watched key is written        its watches are due
 *   a watch is due, and was asked   it gets in line
 *   its turn has come               it reads all its keys, of one state, and is not due any more
 *
 * So a watch holds no change that waits: a reader that is slow finds the newest state when it asks, and what happened in
 * between is one change. The last state is never missed, because a watch stays due until it has read behind the write.
 * Nothing happens within apply but the marking of keys; the line is served in turns of its own, a bounded number of keys
 * at a time, so that many watches hold up nobody. Nor does a key that is written all the time keep its watches busy all the
 * time: each reads at most once in `watchGapMs`, and the first change after a rest at once.
 *
 * A state that is known to be wrong is given to nobody (rule H-2), nor one that was lost and is older than what was
 * given out before (S-12).
 */
import type { Clock, Timer } from '../base/clock.ts';
import type { WatchedKeys } from '../storage/index.ts';
import { DivergedError, OverloadedError, TooStaleError } from './errors.ts';
import type { Gateway } from './gateway-port.ts';
import * as limits from './limits.ts';
import { readKeys } from './read-keys.ts';
import type { WatchedState, WatchPort } from './watch-port.ts';

/** Keys that are read before other work gets its turn: a look-up takes some microseconds. */
const keysPerTurn = 256;

type Watch = {
  readonly keyCount: number;
  /** It has not read behind the last write. */
  isDue: boolean;
  /** When it has read last, by the monotonic clock. */
  readAt: number;
  /** Present while it is due and must wait because it has read just now. */
  timer: Timer | undefined;
  /** Present while its reader waits; false ends it. */
  answer: ((goesOn: boolean) => void) | undefined;
};

export type WatchHubDeps = {
  readonly clock: Clock;
  readonly gateway: Pick<Gateway, 'state' | 'isFenced' | 'lacksState'>;
  readonly watchedKeys: WatchedKeys;
};

export class WatchHub implements WatchPort {
  readonly #deps: WatchHubDeps;
  readonly #watches = new Set<Watch>();
  /** Those that are due and were asked, the longest waiting first. */
  readonly #line = new Set<Watch>();
  #keyCount = 0;
  #keyBytes = 0;
  #isTurnDue = false;
  #isStopped = false;

  constructor(deps: WatchHubDeps) {
    this.#deps = deps;
    deps.watchedKeys.onMarked(() => this.#takeTurn());
  }

  /** The watches that are open, and the keys of all of them. */
  get load(): { readonly watches: number; readonly keys: number } {
    return { watches: this.#watches.size, keys: this.#keyCount };
  }

  /** As in `WatchPort`. Throws also `TooStaleError` if this node has lost its state, `AnswerTooLargeError` as a get does. */
  async *watch(
    database: number,
    keys: readonly Uint8Array[],
    signal: AbortSignal,
  ): AsyncGenerator<WatchedState, void, undefined> {
    const { gateway, clock } = this.#deps;
    const { watch, close } = this.#open(database, keys);
    // A reader that is gone may never ask again.
    signal.addEventListener('abort', close);
    try {
      while (!signal.aborted && (await this.#whenDue(watch))) {
        // Before the read, in the same turn: what is written from now on makes it due again.
        watch.isDue = false;
        watch.readAt = clock.monotonic();
        if (gateway.isFenced) throw new DivergedError();
        if (gateway.lacksState) throw TooStaleError.stateIsLost();
        yield readKeys(gateway.state, database, keys);
      }
    } finally {
      signal.removeEventListener('abort', close);
      close();
    }
  }

  /** To be called when a node was found to have diverged: if it is this one, every watch ends with `DivergedError`. */
  onDiverged(): void {
    if (!this.#deps.gateway.isFenced) return;
    for (const watch of this.#watches) this.#makeDue(watch);
  }

  /** Ends every watch, and every one that is opened from now on. Safe to call twice. */
  stop(): void {
    this.#isStopped = true;
    for (const watch of this.#watches) this.#answer(watch, false);
  }

  /** `close` ends the watch, and is safe to call twice. */
  #open(
    database: number,
    keys: readonly Uint8Array[],
  ): { readonly watch: Watch; readonly close: () => void } {
    const keyCount = keys.length;
    const keyBytes = keys.reduce((sum, { length }) => sum + length, 0);
    this.#demandRoom(keyCount, keyBytes);
    this.#keyCount += keyCount;
    this.#keyBytes += keyBytes;
    const watch: Watch = {
      keyCount,
      isDue: true,
      readAt: -Infinity,
      timer: undefined,
      answer: undefined,
    };
    this.#watches.add(watch);
    const marks = this.#deps.watchedKeys.watch(database, keys, () => this.#makeDue(watch));
    const close = (): void => {
      if (!this.#watches.delete(watch)) return;
      marks.close();
      watch.timer?.cancel();
      this.#keyCount -= keyCount;
      this.#keyBytes -= keyBytes;
      this.#answer(watch, false);
    };
    return { watch, close };
  }

  #demandRoom(keyCount: number, keyBytes: number): void {
    const { watchesMax, watchedKeysMax, watchedKeyBytesMax } = limits;
    const hasRoom =
      this.#watches.size < watchesMax &&
      this.#keyCount + keyCount <= watchedKeysMax &&
      this.#keyBytes + keyBytes <= watchedKeyBytesMax;
    if (hasRoom) return;
    throw new OverloadedError(
      `too much is watched on this node: ${watchesMax} watches of ${watchedKeysMax} keys with ${watchedKeyBytesMax} ` +
        'bytes are allowed; watch on another node, or end watches that nobody needs',
    );
  }

  async #whenDue(watch: Watch): Promise<boolean> {
    if (this.#isStopped) return false;
    return await new Promise((resolve) => {
      watch.answer = resolve;
      if (watch.isDue) this.#queue(watch);
    });
  }

  #makeDue(watch: Watch): void {
    watch.isDue = true;
    if (watch.answer !== undefined) this.#queue(watch);
  }

  /** Lets it in line, now or when it has rested. */
  #queue(watch: Watch): void {
    const { clock } = this.#deps;
    const restMs = watch.readAt + limits.watchGapMs - clock.monotonic();
    if (restMs <= 0) {
      this.#line.add(watch);
      this.#takeTurn();
      return;
    }
    // Not for a fraction: it may be too small to move the time at all, and the wait would never end.
    watch.timer ??= clock.after(Math.max(1, restMs), () => {
      watch.timer = undefined;
      if (watch.answer !== undefined) this.#queue(watch);
    });
  }

  #answer(watch: Watch, goesOn: boolean): void {
    this.#line.delete(watch);
    const { answer } = watch;
    watch.answer = undefined;
    answer?.(goesOn);
  }

  #takeTurn(): void {
    if (this.#isTurnDue) return;
    this.#isTurnDue = true;
    this.#deps.clock.soon(() => this.#turn());
  }

  #turn(): void {
    this.#isTurnDue = false;
    this.#deps.watchedKeys.takeMarks();
    let keys = 0;
    for (const watch of this.#line) {
      if (keys >= keysPerTurn) {
        this.#takeTurn();
        return;
      }
      keys += Math.max(1, watch.keyCount);
      this.#answer(watch, true);
    }
  }
}
