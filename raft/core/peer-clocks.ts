/**
 * How a leader compares wall clocks (rule N-2). Every answer to a heartbeat says what the wall clock of its sender
 * showed; it was built after its round was opened and before it came, so the middle of the two is off by at most half
 * of what lies between. An answer that took too long, because of the network or of a process that stood still, says
 * nothing. Measured against this node's monotonic clock, so that a step of its own wall clock accuses nobody else.
 * Lives for one term of one leader.
 */
import { asWallMs } from '../../base/brand.ts';
import type { MonotonicMs, NodeId, WallMs } from '../../base/brand.ts';
import { allVoters } from './quorum.ts';
import type { VoterSets } from './quorum.ts';
import type { Shared } from './shared.ts';

/** Longest time between a round and its answer in which an answer counts: half of it may be the error. */
const answerMsMax = 1000;
/** Election timeouts between two attempts to hand the office over: at first, and at most. */
const pauseTimeoutsMin = 10;
const pauseTimeoutsMax = 160;

/** A wall clock minus this node's monotonic one, in ms. */
type Offset = { readonly offsetMs: number; readonly measuredAt: MonotonicMs };

export class PeerClocks {
  readonly #shared: Pick<Shared, 'nodeId' | 'config' | 'clock'>;
  /** Of members that answered within an election timeout. */
  readonly #offsets = new Map<NodeId, Offset>();
  /** The two offsets in the middle of the voters'; of an odd number of voters, the same one twice. */
  #middle: { readonly low: number; readonly high: number } | undefined;
  /** The upper of the two when they last were within the bound of each other; undefined before, and for a lone voter. */
  #agreedMs: number | undefined;
  #pauseTimeouts = pauseTimeoutsMin;
  #nextAttemptAt = -Infinity;

  constructor(shared: Pick<Shared, 'nodeId' | 'config' | 'clock'>) {
    this.#shared = shared;
  }

  /** `peer`, a member, answered to a round that was opened at `sentAt`. */
  onAnswer(
    peer: NodeId,
    { wall, sentAt }: { readonly wall: WallMs; readonly sentAt: MonotonicMs },
    now: MonotonicMs,
  ): void {
    if (now - sentAt > answerMsMax) return;
    this.#offsets.set(peer, { offsetMs: wall - (sentAt + now) / 2, measuredAt: now });
  }

  /** The monotonic clock may have stood still, so what was measured against it is worth nothing (T-4). */
  forget(): void {
    this.#offsets.clear();
    this.#middle = undefined;
  }

  /** Compares what is known now, and tells this node what it means for its own clock. */
  judge(sets: VoterSets, now: MonotonicMs): void {
    const { nodeId, clock, config } = this.#shared;
    for (const [peer, { measuredAt }] of this.#offsets) {
      if (now - measuredAt > config.electionTimeoutMs) this.#offsets.delete(peer);
    }
    if (clock.offsetMs !== undefined) {
      this.#offsets.set(nodeId, { offsetMs: clock.offsetMs, measuredAt: now });
    }
    this.#middle = middleOf(
      allVoters(sets).flatMap((voter) => this.#offsets.get(voter)?.offsetMs ?? []),
    );
    if (allVoters(sets).length < 2) this.#agreedMs = undefined;
    else if (this.#middle !== undefined && this.#isAgreed(this.#middle)) {
      this.#agreedMs = this.#middle.high;
    }
    const skewMs = this.skewOf(nodeId);
    if (skewMs !== undefined) clock.onMeasured(skewMs, now);
    else if (this.#middle === undefined) clock.onUnknown();
    else clock.onDisputed(Math.round(this.#middle.high - this.#middle.low));
    if (!this.isOff(nodeId)) this.#pauseTimeouts = pauseTimeoutsMin;
  }

  /**
   * By how many whole ms the clock of `node` was ahead of the median when it was last judged. Undefined if it was not
   * measured, or if the clocks in the middle differ by more than the bound: two voters alone cannot say who is right.
   */
  skewOf(node: NodeId): number | undefined {
    const offset = this.#offsets.get(node);
    if (offset === undefined || this.#middle === undefined) return undefined;
    if (!this.#isAgreed(this.#middle)) return undefined;
    const { low, high } = this.#middle;
    return Math.round(offset.offsetMs - Math.min(Math.max(offset.offsetMs, low), high));
  }

  /**
   * `wall`, but no later than the bound allows beside the median on which the voters agreed last: a clock that jumps ahead
   * between two comparisons, or while nobody can take over, must not drag time along for good. That median goes on
   * counting when the monotonic clock may have stood still: then it is early, and time only lags until the next comparison.
   */
  plausible(wall: WallMs, now: MonotonicMs): WallMs {
    if (this.#agreedMs === undefined) return wall;
    const latest = now + this.#agreedMs + this.#shared.config.clockSkewMsMax;
    return wall > latest ? asWallMs(Math.max(0, Math.floor(latest))) : wall;
  }

  /** True for whom the office must not be handed to. */
  isOff(node: NodeId): boolean {
    return Math.abs(this.skewOf(node) ?? 0) > this.#shared.config.clockSkewMsMax;
  }

  /** This node should not lead, and it is time to try to hand over. */
  isHandOverDue(now: MonotonicMs): boolean {
    return this.isOff(this.#shared.nodeId) && now >= this.#nextAttemptAt;
  }

  /** An attempt was begun. While it lasts no writes are taken, so each comes twice as long after the last. */
  onHandOver(now: MonotonicMs): void {
    this.#nextAttemptAt = now + this.#pauseTimeouts * this.#shared.config.electionTimeoutMs;
    this.#pauseTimeouts = Math.min(2 * this.#pauseTimeouts, pauseTimeoutsMax);
  }

  #isAgreed({ low, high }: { readonly low: number; readonly high: number }): boolean {
    return high - low <= this.#shared.config.clockSkewMsMax;
  }
}

/** Undefined if fewer than two clocks can be compared. */
function middleOf(
  offsets: readonly number[],
): { readonly low: number; readonly high: number } | undefined {
  if (offsets.length < 2) return undefined;
  const sorted = offsets.toSorted((a, b) => a - b);
  const low = sorted[Math.floor((sorted.length - 1) / 2)];
  const high = sorted[Math.floor(sorted.length / 2)];
  return low === undefined || high === undefined ? undefined : { low, high };
}
