/**
 * Virtual time: events in a queue, ordered by time and then by when they were planned. Between two events every
 * promise that can settle does, so the code under test runs as if each event were a turn of the event loop.
 *
 * Nothing here waits for the real event loop: the queue of ticks of the process runs between two emptyings of the
 * queue of promises, which is all that is needed to know that the latter is empty.
 */
import { invariant } from '../../base/invariant.ts';

export type Planned = { cancel(): void };

type Event = { readonly at: number; readonly order: number; run: (() => void) | undefined };

export class Scheduler {
  #now = 0;
  #order = 0;
  /** A binary heap, earliest first. */
  readonly #heap: Event[] = [];
  #count = 0;

  /** Milliseconds of real time since the run began. */
  get now(): number {
    return this.#now;
  }

  /** Events that have run. */
  get eventCount(): number {
    return this.#count;
  }

  /** Plans `run` for the time `at`, or for now if that has passed. */
  at(at: number, run: () => void): Planned {
    const event: Event = { at: Math.max(at, this.#now), order: this.#order, run };
    this.#order += 1;
    this.#push(event);
    return {
      cancel: () => {
        event.run = undefined;
      },
    };
  }

  after(delay: number, run: () => void): Planned {
    return this.at(this.#now + delay, run);
  }

  /**
   * Runs events up to `end`, and leaves the time there; stops early when `isDone` says so. `afterEach` is called
   * after every event, when all that it has set going has come to rest.
   */
  async run(end: number, afterEach: () => void, isDone: () => boolean): Promise<void> {
    await settled();
    for (;;) {
      const next = this.#heap[0];
      if (next === undefined || next.at > end) break;
      this.#pop();
      const { run } = next;
      if (run === undefined) continue;
      this.#now = next.at;
      this.#count += 1;
      run();
      await settled();
      afterEach();
      if (isDone()) return;
    }
    this.#now = Math.max(this.#now, end);
  }

  #push(event: Event): void {
    const heap = this.#heap;
    let at = heap.length;
    heap.push(event);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || isBefore(above, event)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = event;
  }

  #pop(): void {
    const heap = this.#heap;
    const last = heap.pop();
    invariant(last !== undefined, 'no event to take');
    const { length } = heap;
    if (length === 0) return;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= length) break;
      let lesser = heap[child];
      const right = heap[child + 1];
      if (right !== undefined && lesser !== undefined && isBefore(right, lesser)) {
        child += 1;
        lesser = right;
      }
      if (lesser === undefined || isBefore(last, lesser)) break;
      heap[at] = lesser;
      at = child;
    }
    heap[at] = last;
  }
}

function isBefore(left: Event, right: Event): boolean {
  return left.at < right.at || (left.at === right.at && left.order < right.order);
}

/** Settles when no promise is left that could settle by itself. */
async function settled(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.nextTick(resolve);
  });
}
