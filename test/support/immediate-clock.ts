/** A clock whose time stands still and whose timers never fire, for tests that only need turns of the loop. */
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { Clock } from '../../base/clock.ts';

export const immediateClock: Clock = {
  monotonic: () => asMonotonicMs(0),
  wall: () => asWallMs(0),
  after: () => ({ cancel: () => undefined }),
  soon: (callback) => {
    setImmediate(callback);
  },
};
