/**
 * Which sessions there are, in the order of their last use, and when they expire: what the session records say,
 * kept in memory because neither the oldest session nor the next to expire can be found by a look-up. Rebuilt
 * from the records when the state is opened. It is a function of the log alone, its order included (rule X-4).
 */
import type { LogIndex, WallMs } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';

type Use = { readonly lastUseIndex: LogIndex; readonly expiresAt: number };

export class SessionIndex {
  /** By id, least recently used first: each use moves its session to the end. */
  readonly #uses = new Map<number, Use>();
  #newestUse = 0;
  /** No session expires before this; raised only when somebody looks. */
  #earliest = Infinity;

  get size(): number {
    return this.#uses.size;
  }

  /** The session was opened or used by the entry at `lastUseIndex`. To be called in the order of the log. */
  use(id: number, use: Use): void {
    invariant(use.lastUseIndex > this.#newestUse, 'sessions are used in the order of the log');
    this.#newestUse = use.lastUseIndex;
    this.#uses.delete(id);
    this.#uses.set(id, use);
    this.#earliest = Math.min(this.#earliest, use.expiresAt);
  }

  remove(id: number): void {
    this.#uses.delete(id);
  }

  /** The session that has not been used for the longest time (the smallest last use; ids never decide). */
  oldest(): number | undefined {
    return this.#uses.keys().next().value;
  }

  /** True if a session has expired at log time `now`. Mostly one comparison; else it looks at all of them. */
  isDue(now: WallMs): boolean {
    if (now < this.#earliest) return false;
    let earliest = Infinity;
    for (const { expiresAt } of this.#uses.values()) earliest = Math.min(earliest, expiresAt);
    this.#earliest = earliest;
    return now >= earliest;
  }

  /** Up to `countMax` sessions that have expired at log time `now`, least recently used first. */
  due(now: WallMs, countMax: number): readonly number[] {
    const ids: number[] = [];
    if (!this.isDue(now)) return ids;
    for (const [id, { expiresAt }] of this.#uses) {
      if (expiresAt > now) continue;
      ids.push(id);
      if (ids.length === countMax) break;
    }
    return ids;
  }
}
