/** Looks for a smaller sequence of steps in which two targets still differ. */
import type { Step } from './step.ts';

/** Tries that one search makes at most: each runs the remaining steps on both targets. */
const triesMax = 400;

/**
 * Leaves out pieces of `steps`, halves first and single steps last, and then parts of single steps, as long as `differs`
 * says yes. The result is not the smallest there is.
 */
export async function shrink(
  steps: readonly Step[],
  differs: (steps: readonly Step[]) => Promise<boolean>,
): Promise<readonly Step[]> {
  const search = new Search(steps, differs);
  for (let size = Math.ceil(steps.length / 2); size >= 1; size = Math.floor(size / 2)) {
    for (let from = 0; from < search.smallest.length;) {
      const without = [...search.smallest.slice(0, from), ...search.smallest.slice(from + size)];
      if (!(await search.accepts(without))) from += size;
    }
  }
  for (let index = 0; index < search.smallest.length; index += 1) {
    for (let part = 0; ;) {
      const step = search.smallest[index];
      const smaller = step === undefined ? undefined : withoutPart(step, part);
      if (smaller === undefined) break;
      if (!(await search.accepts(search.smallest.with(index, smaller)))) part += 1;
    }
  }
  return search.smallest;
}

class Search {
  #smallest: readonly Step[];
  #tries = 0;
  readonly #differs: (steps: readonly Step[]) => Promise<boolean>;

  constructor(steps: readonly Step[], differs: (steps: readonly Step[]) => Promise<boolean>) {
    this.#smallest = steps;
    this.#differs = differs;
  }

  get smallest(): readonly Step[] {
    return this.#smallest;
  }

  /** True if `candidate` still differs; it is the smallest then. Without a look when all tries are used up: false. */
  async accepts(candidate: readonly Step[]): Promise<boolean> {
    if (this.#tries >= triesMax) return false;
    this.#tries += 1;
    const isAccepted = await this.#differs(candidate);
    if (isAccepted) this.#smallest = candidate;
    return isAccepted;
  }
}

/** `step` without its `part`-th check, mutation or key, counted from 0; undefined if it has no such part. */
function withoutPart(step: Step, part: number): Step | undefined {
  switch (step.kind) {
    case 'get':
    case 'list':
      return undefined;
    case 'getMany':
      return part < step.keys.length ? { ...step, keys: step.keys.toSpliced(part, 1) } : undefined;
    case 'commit': {
      const { checks, mutations } = step;
      if (part < checks.length) return { ...step, checks: checks.toSpliced(part, 1) };
      const index = part - checks.length;
      if (index >= mutations.length) return undefined;
      return { ...step, mutations: mutations.toSpliced(index, 1) };
    }
  }
}
