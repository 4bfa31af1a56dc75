/** Runs one seed after another and shows the first that finds something, with the line that repeats it. */
import { describeFailure, noChoice, simulate } from '../../../sim/index.ts';

/** Shorter than a soak's runs: many seeds find more than long ones. */
const seconds = 6;

/** Undefined if nothing was found. */
export async function firstFailureOf(first: number, count: number): Promise<string | undefined> {
  for (let seed = first; seed < first + count; seed += 1) {
    const result = await simulate({ seed, seconds, faults: noChoice });
    if (result.finding !== undefined) return describeFailure(result, undefined);
  }
  return undefined;
}
