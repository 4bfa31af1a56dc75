/** The real clock and the real randomness: the only place that touches them (rule T-1). */
import { asMonotonicMs, asWallMs } from '../base/brand.ts';
import type { MonotonicMs, WallMs } from '../base/brand.ts';
import type { Clock, Timer } from '../base/clock.ts';
import type { Random } from '../base/random.ts';

/** The longest delay that setTimeout takes; it fires at once for a longer one. */
const delayMsMax = 2 ** 31 - 1;

export class SystemClock implements Clock {
  monotonic(): MonotonicMs {
    return asMonotonicMs(performance.now());
  }

  wall(): WallMs {
    return asWallMs(Date.now());
  }

  after(delayMs: number, callback: () => void): Timer {
    // It cuts off fractions, and would fire too early to be of use.
    const timer = setTimeout(callback, Math.min(Math.ceil(delayMs), delayMsMax));
    return {
      cancel: () => {
        clearTimeout(timer);
      },
    };
  }

  soon(callback: () => void): void {
    setImmediate(callback);
  }
}

export class SystemRandom implements Random {
  next(): number {
    return Math.random();
  }
}
