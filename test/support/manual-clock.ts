/**
 * A clock that stands still until a test moves it. `run` handles everything that is due now, in order, and
 * `advance` moves time from timer to timer, so that a test never waits and always sees the same order.
 */
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { MonotonicMs, WallMs } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';

type Armed = { readonly at: number; readonly order: number; readonly callback: () => void };

export class ManualClock implements Clock {
  #now = 1_000;
  #order = 0;
  #soon: (() => void)[] = [];
  #timers: Armed[] = [];
  /** Added to the monotonic time to give the wall time; a test may change it to step the wall clock. */
  wallOffsetMs = 1_700_000_000_000;

  monotonic(): MonotonicMs {
    return asMonotonicMs(this.#now);
  }

  wall(): WallMs {
    return asWallMs(Math.floor(this.#now + this.wallOffsetMs));
  }

  after(delayMs: number, callback: () => void): Timer {
    const armed: Armed = { at: this.#now + delayMs, order: this.#order++, callback };
    this.#timers.push(armed);
    return {
      cancel: () => {
        this.#timers = this.#timers.filter((other) => other !== armed);
      },
    };
  }

  soon(callback: () => void): void {
    this.#soon.push(callback);
  }

  /** Handles everything that is due now, including promises that settle meanwhile. */
  async run(): Promise<void> {
    for (let quiet = 0; quiet < 3;) {
      await new Promise<void>((resolve) => {
        setImmediate(resolve);
      });
      const callbacks = this.#soon;
      this.#soon = [];
      quiet = callbacks.length === 0 ? quiet + 1 : 0;
      for (const callback of callbacks) callback();
    }
  }

  /** Moves time forward by `ms`, stopping at each timer on the way. */
  async advance(ms: number): Promise<void> {
    const target = this.#now + ms;
    for (;;) {
      await this.run();
      const next = this.#timers
        .filter((timer) => timer.at <= target)
        .toSorted((a, b) => a.at - b.at || a.order - b.order)[0];
      if (next === undefined) break;
      this.#now = Math.max(this.#now, next.at);
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.callback();
    }
    this.#now = target;
    await this.run();
  }

  /** Lets time pass without anybody noticing: timers stay armed and fire at the next `advance`. */
  jump(ms: number): void {
    this.#now += ms;
  }
}
