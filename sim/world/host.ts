/**
 * One machine: its clocks, its disk, and at most one process on it. Everything that a process hears of the world goes
 * through `enter`, which drops it when the process has died and delays it while the process is stopped. So a
 * dead process simply never runs again: its timers, its disk operations and its messages end in nothing.
 *
 * The monotonic clock runs at a rate of its own (T-5); the wall clock is it plus an offset that faults change.
 */
import { asMonotonicMs, asWallMs } from '../../base/brand.ts';
import type { MonotonicMs, WallMs } from '../../base/brand.ts';
import type { Clock, Timer } from '../../base/clock.ts';
import type { Random } from '../../base/random.ts';
import { SimDisk } from '../disk/sim-disk.ts';
import type { Crash } from '../disk/sim-disk.ts';
import { between, chance, streamOf } from '../seeded-random.ts';
import type { Scheduler } from './scheduler.ts';

/** 2026-01-01, as a wall clock shows it when a run begins. */
const epochMs = 1_767_225_600_000;
/** A turn of the event loop, from shortest to longest. */
const turnMs = [0.01, 0.08] as const;

export type HostOptions = {
  /** Counts from 1. */
  readonly number: number;
  readonly seed: number;
  /** Seconds on the monotonic clock per second. */
  readonly clockRate: number;
};

export class Host {
  readonly number: number;
  readonly name: string;
  readonly clock: Clock;
  readonly disk: SimDisk;
  readonly #scheduler: Scheduler;
  readonly #rate: number;
  readonly #random: Random;
  #crashInOperation: { readonly crash: Crash; readonly seed: number } = {
    crash: 'process crash',
    seed: 0,
  };
  #life = 0;
  #isAlive = false;
  #pausedUntil = 0;
  #lastTurnAt = 0;
  /** How many times longer than usual the disk takes; infinite: it never answers. */
  diskSlowness = 1;
  /** Added to the monotonic clock to give the wall clock. */
  wallOffsetMs: number;
  /** Called when the process dies, whatever it dies of. */
  onDeath: (reason: string) => void = () => undefined;
  /** Called before the process runs. */
  onRun: () => void = () => undefined;

  constructor({ number, seed, clockRate }: HostOptions, scheduler: Scheduler) {
    this.number = number;
    this.name = `n${number}`;
    this.#scheduler = scheduler;
    this.#rate = clockRate;
    this.#random = streamOf(seed, `host ${number}`);
    this.wallOffsetMs = epochMs + Math.floor(between(this.#random, -500, 500));
    this.disk = new SimDisk(Math.floor(this.#random.next() * 2 ** 32), {
      wait: async () => {
        await new Promise<void>((resolve) => {
          if (this.diskSlowness === Infinity) return;
          this.enter(this.#diskDelay(), resolve);
        });
      },
    });
    this.disk.onDown = () => {
      this.kill('stopped in the middle of a disk operation');
      this.loseCache(this.#crashInOperation.crash, this.#crashInOperation.seed);
    };
    this.clock = this.#makeClock();
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Counts the processes that ran here. */
  get life(): number {
    return this.#life;
  }

  get isPaused(): boolean {
    return this.#pausedUntil > this.#scheduler.now;
  }

  /** What the monotonic clock shows, whether or not anybody runs to look at it. */
  get localMs(): number {
    return 1000 * this.number + this.#scheduler.now * this.#rate;
  }

  /** Starts a process. */
  boot(): void {
    this.#life += 1;
    this.#isAlive = true;
    this.#pausedUntil = 0;
  }

  /** The process ends at once, between two instructions. What it wrote stays in the page cache. */
  kill(reason: string): void {
    if (!this.#isAlive) return;
    this.#isAlive = false;
    this.onDeath(reason);
  }

  /** What the crash leaves on the disk. Only after `kill`. */
  loseCache(crash: Crash, seed: number): void {
    this.disk.crash(crash, seed);
    if (this.diskSlowness === Infinity) this.diskSlowness = 1;
  }

  /** The process will die while the `n`th disk operation from now is under way. */
  crashInOperation(n: number, crash: Crash, seed: number): void {
    this.#crashInOperation = { crash, seed };
    this.disk.crashAtNth(n);
  }

  /** The process does not run for `durationMs`; its clocks go on. */
  pause(durationMs: number): void {
    this.#pausedUntil = Math.max(this.#pausedUntil, this.#scheduler.now + durationMs);
  }

  resume(): void {
    this.#pausedUntil = 0;
  }

  /** Calls back in the present process in `delay` ms of real time, unless it dies before, and not while it is stopped. */
  enter(delay: number, callback: () => void): Timer {
    const life = this.#life;
    let planned = this.#scheduler.after(delay, () => run());
    const run = (): void => {
      if (!this.#isAlive || life !== this.#life) return;
      if (this.isPaused) planned = this.#scheduler.at(this.#pausedUntil, run);
      else {
        this.onRun();
        callback();
      }
    };
    return { cancel: () => planned.cancel() };
  }

  #makeClock(): Clock {
    return {
      monotonic: (): MonotonicMs => asMonotonicMs(this.localMs),
      wall: (): WallMs => asWallMs(Math.floor(this.localMs + this.wallOffsetMs)),
      after: (delayMs, callback): Timer => this.enter(delayMs / this.#rate, callback),
      soon: (callback): void => {
        const { now } = this.#scheduler;
        const at = Math.max(now, this.#lastTurnAt) + between(this.#random, ...turnMs);
        this.#lastTurnAt = at;
        this.enter(at - now, callback);
      },
    };
  }

  #diskDelay(): number {
    const usual = between(this.#random, 0.1, 0.8);
    const tail = chance(this.#random, 0.02) ? between(this.#random, 2, 30) : 0;
    return (usual + tail) * this.diskSlowness;
  }
}
