/**
 * How old the applied state of this node may be, measured on its own clock alone (9.5).
 *
 *   this node   --- answer, stamp s, sent at f ---->   leader
 *   this node   <-- heartbeat, echo of s, commit ---   leader, which held its lease when it built this
 *
 * The leader built the heartbeat after f, and under the lease nobody else could acknowledge anything. So whoever
 * has applied up to that commit index has all that was acknowledged anywhere before f, however long the
 * heartbeat took and whoever leads by now. Such a point stays true; it only gets older. That is why this lives as
 * long as the node is up, and not as long as a role.
 *
 * A stamp is a number that no other answer bears, not even one of an earlier start of this node. So a late or
 * repeated echo can only name an earlier moment, and one from before a restart names none.
 */
import type { LogIndex, MonotonicMs } from '../../base/brand.ts';

/** What a leader returns to a peer: the latest stamp it had from it, and its own commit index. */
export type Echo = { readonly stamp: number; readonly commitIndex: LogIndex };

/** All that was acknowledged before `freshAsOf` is in the log up to `index`. */
type Point = { readonly freshAsOf: MonotonicMs; readonly index: LogIndex };

/** Answers whose echo is awaited; of more, the oldest are forgotten. Three seconds of heartbeats. */
const answersMax = 64;
/** Points that wait for the state machine. Beyond, new ones are left out, so that those that are there get applied. */
const pointsMax = 64;

export class Freshness {
  readonly #clockDriftMax: number;
  /** When answers left, by stamp, oldest first. */
  readonly #sentAt = new Map<number, MonotonicMs>();
  /** Both fields rise. All but the first are ahead of what is applied. */
  #points: Point[] = [];
  #lastApplied: LogIndex;

  constructor(config: { readonly clockDriftMax: number }, lastApplied: LogIndex) {
    this.#clockDriftMax = config.clockDriftMax;
    this.#lastApplied = lastApplied;
  }

  /** An answer with `stamp`, which must be new and greater than all before, is built now. */
  onAnswer(stamp: number, now: MonotonicMs): void {
    this.#sentAt.set(stamp, now);
    if (this.#sentAt.size <= answersMax) return;
    const [oldest] = this.#sentAt.keys();
    if (oldest !== undefined) this.#sentAt.delete(oldest);
  }

  /** An echo that was built under the lease. */
  onEcho({ stamp, commitIndex: index }: Echo): void {
    const freshAsOf = this.#sentAt.get(stamp);
    if (freshAsOf === undefined) return;
    for (const earlier of this.#sentAt.keys()) {
      if (earlier > stamp) break;
      this.#sentAt.delete(earlier);
    }
    // A later moment with a commit index that is no greater is better in every way.
    while ((this.#points.at(-1)?.index ?? -1) >= index) this.#points.pop();
    if (this.#points.length < pointsMax) this.#points.push({ freshAsOf, index });
    this.onApplied(this.#lastApplied);
  }

  /** The state machine has applied up to `index`. */
  onApplied(index: LogIndex): void {
    this.#lastApplied = index;
    while ((this.#points[1]?.index ?? Infinity) <= index) this.#points.shift();
  }

  /**
   * All that was acknowledged anywhere more than so many milliseconds before `now` has been applied here; undefined
   * if nobody vouched for that. Never too little, also if this clock is slow (T-5).
   */
  ageMs(now: MonotonicMs): number | undefined {
    const [point] = this.#points;
    if (point === undefined || point.index > this.#lastApplied) return undefined;
    return (now - point.freshAsOf) / (1 - this.#clockDriftMax);
  }

  /** The clock may have stood still, so what was measured on it is worth nothing (T-4). */
  forget(): void {
    this.#sentAt.clear();
    this.#points = [];
  }
}
