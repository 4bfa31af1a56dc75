/** Runs the same steps on two targets, and finds the first whose results differ. */
import { execute } from './execution.ts';
import type { Side } from './execution.ts';
import { StampNames } from './rendering.ts';
import type { Step } from './step.ts';
import { clear } from './target.ts';
import type { DifferentialTarget } from './target.ts';

export type Difference = {
  /** Of the step in the sequence, from 0. */
  readonly index: number;
  readonly left: string;
  readonly right: string;
};

export type Targets = { readonly left: DifferentialTarget; readonly right: DifferentialTarget };

/** The first difference, or undefined. Both databases are emptied before. */
export async function findDifference(
  targets: Targets,
  steps: readonly Step[],
): Promise<Difference | undefined> {
  const [left, right] = [await emptySide(targets.left), await emptySide(targets.right)];
  for (const [index, step] of steps.entries()) {
    const [a, b] = await Promise.all([execute(left, step), execute(right, step)]);
    if (a !== b) return { index, left: a, right: b };
  }
  // What no step has read in the end is compared, too.
  const all: Step = { kind: 'list', selector: { prefix: [] }, options: {}, leftAfter: undefined };
  const [a, b] = await Promise.all([execute(left, all), execute(right, all)]);
  return a === b ? undefined : { index: steps.length, left: a, right: b };
}

async function emptySide(target: DifferentialTarget): Promise<Side> {
  await clear(target);
  return { target, names: new StampNames() };
}
