/**
 * Committed entries on their way into the state machine, in order, a portion at a time, so that the event loop
 * breathes (K-4). The core bounds what it hands out, and so what waits here (K-5).
 */
import type { Clock } from '../base/clock.ts';
import type { Entry } from './core/types.ts';
import type { StateMachine } from './ports.ts';

/** A turn applies entries for about this long, in slices of so many. */
const budgetMs = 4;
const sliceEntries = 64;

type Deps = {
  readonly stateMachine: Pick<StateMachine<unknown>, 'isFull' | 'whenRoom'>;
  readonly clock: Clock;
  /** Puts entries into the state machine. */
  readonly apply: (entries: readonly Entry[]) => void;
  /** The state machine was full and has room again. */
  readonly onRoom: () => void;
  readonly onFailed: (error: unknown) => void;
};

export class ApplyQueue {
  readonly #deps: Deps;
  #entries: Entry[] = [];
  #next = 0;
  #isAwaitingRoom = false;

  constructor(deps: Deps) {
    this.#deps = deps;
  }

  /** Entries wait, and the state machine has room for them as far as is known. */
  get isReady(): boolean {
    return this.#next < this.#entries.length && !this.#isAwaitingRoom;
  }

  /** Takes entries that follow those which are here. */
  add(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    if (this.#next === this.#entries.length) {
      this.#entries = [...entries];
      this.#next = 0;
    } else {
      for (const entry of entries) this.#entries.push(entry);
    }
  }

  /** Applies for as long as a turn may. */
  run(): void {
    const { stateMachine, clock, apply } = this.#deps;
    const startedAt = clock.monotonic();
    while (this.#next < this.#entries.length) {
      if (stateMachine.isFull) {
        this.#awaitRoom();
        return;
      }
      const slice = this.#entries.slice(this.#next, this.#next + sliceEntries);
      this.#next += slice.length;
      apply(slice);
      if (clock.monotonic() - startedAt > budgetMs) break;
    }
    if (this.#next === this.#entries.length) this.clear();
  }

  /** A snapshot took the place of what waits. */
  clear(): void {
    this.#entries = [];
    this.#next = 0;
  }

  #awaitRoom(): void {
    if (this.#isAwaitingRoom) return;
    this.#isAwaitingRoom = true;
    this.#deps.stateMachine.whenRoom().then(
      () => {
        this.#isAwaitingRoom = false;
        this.#deps.onRoom();
      },
      (error: unknown) => {
        this.#deps.onFailed(error);
      },
    );
  }
}
