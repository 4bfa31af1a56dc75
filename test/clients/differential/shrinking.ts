/** Looks for a smaller sequence of steps in which two targets still differ. */
import type { Step } from './step.ts';

/** Tries that one search makes at most: each runs the remaining steps on both targets. */
const triesMax = 300;

/**
 * Leaves out pieces of `steps`, halves first and single steps last, as long as `differs` says yes. The result is not the
 * smallest there is.
 */
export async function shrink(
  steps: readonly Step[],
  differs: (steps: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  let smallest = steps;
  let tries = 0;
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < smallest.length && tries < triesMax;) {
      const candidate = [...smallest.slice(0, from), ...smallest.slice(from + size)];
      tries += 1;
      if (await differs(candidate)) smallest = candidate;
      else from += size;
    }
  }
  return smallest;
}
