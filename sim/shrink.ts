/**
 * Makes a failing run smaller while it fails in the same way: kinds of faults are switched off, the run is cut where it
 * fails, and single strikes are left out, halves first. What is left is what the failure needs.
 */
import type { RunChoice } from './options.ts';
import type { RunResult } from './run.ts';

/** Runs that shrinking may take. */
const attemptsMax = 300;

export type Simulate = (choice: RunChoice) => Promise<RunResult>;

/** `failed` must have a finding. Gives the smallest run that still has a finding of the same rule. */
export async function shrink(failed: RunResult, simulate: Simulate): Promise<RunResult> {
  const shrinker = new Shrinker(failed, simulate);
  await shrinker.cutLength();
  await shrinker.dropKinds();
  await shrinker.dropStrikes();
  await shrinker.cutLength();
  return shrinker.smallest;
}

class Shrinker {
  smallest: RunResult;
  readonly #simulate: Simulate;
  readonly #rule: string | undefined;
  #attempts = 0;

  constructor(failed: RunResult, simulate: Simulate) {
    this.smallest = failed;
    this.#simulate = simulate;
    this.#rule = failed.finding?.rule;
  }

  /** Nothing after the finding matters, if it was made while faults went on. */
  async cutLength(): Promise<void> {
    const { options, finding } = this.smallest;
    const seconds = Math.ceil(((finding?.at ?? 0) + 1) / 100) / 10;
    if (seconds < options.seconds) await this.#try({ ...options, seconds });
  }

  async dropKinds(): Promise<void> {
    for (const kind of new Set(this.smallest.strikes.map((strike) => strike.kind))) {
      const { options } = this.smallest;
      const without = new Set([...options.faults.without, kind]);
      await this.#try({ ...options, faults: { ...options.faults, without } });
    }
  }

  async dropStrikes(): Promise<void> {
    for (let size = this.smallest.strikes.length; size >= 1; size = Math.floor(size / 2)) {
      for (let start = 0; start < this.smallest.strikes.length;) {
        const { options, strikes } = this.smallest;
        const left = strikes.slice(start, start + size).map(({ number }) => number);
        const skip = new Set([...options.faults.skip, ...left]);
        const isSmaller = await this.#try({ ...options, faults: { ...options.faults, skip } });
        if (!isSmaller) start += size;
      }
    }
  }

  async #try(choice: RunChoice): Promise<boolean> {
    if (this.#attempts >= attemptsMax) return false;
    this.#attempts += 1;
    const result = await this.#simulate(choice);
    if (result.finding?.rule !== this.#rule) return false;
    this.smallest = result;
    return true;
  }
}
