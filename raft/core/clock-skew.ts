/**
 * What a node knows of its own wall clock (rule N-2). Entries bear the leader's wall clock and time never goes back,
 * so a leader whose clock is far ahead would let keys and sessions expire early, for good. Whoever knows that its
 * clock is off does not campaign for a while, and a leader hands its office over.
 *
 * No rule of safety depends on this, and liveness does not either: who is told nothing any more is free again, so
 * that a node with the only complete log is elected whatever its clock says.
 */
import { asWallMs } from '../../base/brand.ts';
import type { MonotonicMs, WallMs } from '../../base/brand.ts';
import type { CoreConfig } from './config.ts';
import type { CoreEvent } from './ready.ts';

/** For so many election timeouts after it was last told, a node whose clock is off lets others campaign first. */
const patienceTimeouts = 5;
/** A clock that was off is right again below this part of the bound, so that one at the bound does not flicker. */
const rightAgainPart = 0.9;

/**
 * `skewMs`: how far this clock is ahead of the median of the voters, in whole ms; negative if it is behind.
 * `disputed`: clocks of voters differ by `spreadMs`, more than the bound, and no majority says which is wrong.
 */
export type ClockStatus =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'right' | 'off'; readonly skewMs: number }
  | { readonly kind: 'disputed'; readonly spreadMs: number };

export class ClockSkew {
  readonly #config: CoreConfig;
  readonly #events: CoreEvent[];
  /** The wall clock minus the monotonic one; undefined before the first look. */
  #offsetMs: number | undefined;
  #status: ClockStatus = { kind: 'unknown' };
  #measuredAt = -Infinity;

  constructor(config: CoreConfig, events: CoreEvent[]) {
    this.#config = config;
    this.#events = events;
  }

  /** The last that was measured, if ever. */
  get status(): ClockStatus {
    return this.#status;
  }

  get offsetMs(): number | undefined {
    return this.#offsetMs;
  }

  onWallClock(wall: WallMs, now: MonotonicMs): void {
    this.#offsetMs = wall - now;
  }

  /** What the wall clock shows at `now`; undefined if nobody looked. */
  wallAt(now: MonotonicMs): WallMs | undefined {
    if (this.#offsetMs === undefined) return undefined;
    return asWallMs(Math.max(0, Math.round(now + this.#offsetMs)));
  }

  /** A leader, perhaps this node, measured that this clock is ahead by so much. */
  onMeasured(skewMs: number, now: MonotonicMs): void {
    const { clockSkewMsMax } = this.#config;
    const bound = this.#status.kind === 'off' ? clockSkewMsMax * rightAgainPart : clockSkewMsMax;
    this.#measuredAt = now;
    this.#become({ kind: Math.abs(skewMs) > bound ? 'off' : 'right', skewMs });
  }

  /** This node leads, and nobody can say which of the voters' clocks are right. */
  onDisputed(spreadMs: number): void {
    this.#become({ kind: 'disputed', spreadMs });
  }

  /** Nobody can say anything now. An alarm that was measured stays until a measurement ends it. */
  onUnknown(): void {
    if (this.#status.kind === 'disputed') this.#become({ kind: 'unknown' });
  }

  /** True if this node is to let others campaign first. */
  isHeldBack(now: MonotonicMs): boolean {
    const patienceMs = patienceTimeouts * this.#config.electionTimeoutMs;
    return this.#status.kind === 'off' && now - this.#measuredAt < patienceMs;
  }

  /** Only a beginning or an end of an alarm is news. */
  #become(status: ClockStatus): void {
    const before = this.#status;
    this.#status = status;
    if (before.kind !== status.kind && (isAlarm(before) || isAlarm(status))) {
      this.#events.push({ kind: 'clockChanged', clock: status });
    }
  }
}

function isAlarm({ kind }: ClockStatus): boolean {
  return kind === 'off' || kind === 'disputed';
}
