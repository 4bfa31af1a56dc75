/**
 * Decides exactly whether the answers of one part have an explanation, with the commit order as a given: the search of
 * Wing and Gong with Lowe's memory of configurations, in which hardly anything is left to search.
 *
 * - The steps of the spine come in their order.
 * - A read takes effect as soon as real time allows it and the state is right: it changes nothing, so an earlier place
 *   never hurts.
 * - What remains is the choice of which operations of unknown outcome took hidden effect between two steps. None is
 *   tried first. One need only be tried directly before a step or a read that it can matter to: it commutes with
 *   anything else. The work is linear in the history unless hidden effects are needed.
 *
 * A failure blames the keys on which it showed. On the way back from it only effects on blamed keys are tried at first, and
 * few of them together before the search comes further than ever; that finds nearly every explanation at once.
 * It proves no violation, though: what is not explained so is searched again without these limits.
 *
 * A configuration that failed fails as well with more of the unknown operations used up. The steps of the search are
 * bounded; beyond the bound it gives up, which is no verdict.
 */
import type { Value, Versionstamp } from './history.ts';
import { mutate, refused } from './model.ts';
import { checkHolds } from './observation.ts';
import type { Cells, Mismatch } from './observation.ts';
import { completionsFrom, matterTo, overlap, waysOf } from './problem.ts';
import type { Problem, Step, Unknown, Write } from './problem.ts';
import type { Reason } from './reason.ts';
import { explainStop } from './stop.ts';

export type SearchResult =
  | { readonly kind: 'explained' }
  /** With what could not be explained first. */
  | { readonly kind: 'unexplained' | 'gaveUp'; readonly reason: Reason };

export function searchSpine(problem: Problem, stepsMax: number): SearchResult {
  let result = new SpineSearch(problem, { isThorough: false, hiddenMax: 1 }).run(stepsMax);
  if (problem.unknowns.length === 0) return result;
  for (const hiddenMax of [2, 4]) {
    if (result.kind === 'explained') return result;
    result = new SpineSearch(problem, { isThorough: false, hiddenMax }).run(stepsMax);
  }
  if (result.kind === 'explained') return result;
  const proof = new SpineSearch(problem, { isThorough: true, hiddenMax: Infinity }).run(stepsMax);
  return proof.kind === 'explained' ? proof : { kind: proof.kind, reason: result.reason };
}

type Limits = {
  /** Whether effects are tried that no failure blames. */
  readonly isThorough: boolean;
  /** How many hidden effects are tried together before the search comes further than ever. */
  readonly hiddenMax: number;
};

/** A configuration on the way to the present one, with the choices that are left there. */
type Frame = {
  /** Length of the undo log there. */
  readonly mark: number;
  nextChoice: number;
  /** How many hidden effects led here since the search was further than ever. */
  readonly hiddenCount: number;
  /** Keys on which the choices that were tried failed. */
  readonly blamed: Set<number>;
};

/** Why a read does not fit: a key on which it does not, and those on which it did not before. */
type Wait = { readonly key: number; readonly before: Wait | undefined };

type Failure = Pick<Frame, 'hiddenCount' | 'blamed'> & { readonly used: readonly number[] };

type Change =
  | {
      readonly kind: 'wrote';
      readonly key: number;
      readonly value: Value | undefined;
      readonly versionstamp: Versionstamp | undefined;
      readonly differed: boolean;
    }
  | { readonly kind: 'called' }
  | { readonly kind: 'waits'; readonly read: number }
  | { readonly kind: 'tried'; readonly read: number; readonly wait: Wait }
  | { readonly kind: 'used'; readonly unknown: number }
  | { readonly kind: 'stepped' };

class SpineSearch {
  readonly #problem: Problem;
  readonly #limits: Limits;
  /** The earliest completion among the steps from each one on. */
  readonly #completionFrom: readonly number[];
  readonly #values: (Value | undefined)[];
  readonly #stamps: (Versionstamp | undefined)[];
  readonly #cells: Cells;
  /** Keys that hold, or may hold, something else than without hidden effects. */
  readonly #different = new Set<number>();
  /** Reads that were called and do not fit yet. */
  readonly #waiting = new Map<number, Wait>();
  readonly #used = new Set<number>();
  readonly #changes: Change[] = [];
  readonly #frames: Frame[] = [];
  /** By configuration, with which used unknown operations it failed. */
  readonly #failures = new Map<string, Failure[]>();
  /** How many steps of the spine, and calls of reads, have happened. */
  #stepCount = 0;
  #calledCount = 0;
  /** Some operation that has yet to happen completed then, so nothing invoked later may happen first. */
  #horizon = Infinity;
  /** A read that waits for what is over. */
  #hopeless: number | undefined;
  #tries = 0;
  #deepest: { readonly stepCount: number; readonly reason: Reason } | undefined;

  constructor(problem: Problem, limits: Limits) {
    this.#problem = problem;
    this.#limits = limits;
    this.#completionFrom = completionsFrom(problem.spine);
    this.#values = problem.keys.map(() => undefined);
    this.#stamps = problem.keys.map(() => undefined);
    this.#cells = { values: this.#values, stamps: this.#stamps };
  }

  run(stepsMax: number): SearchResult {
    this.#settle();
    let frame = this.#enter(0);
    while (!this.#isExplained()) {
      if (this.#tries > stepsMax) return { kind: 'gaveUp', reason: this.#reason() };
      const chosen = this.#choose(frame);
      if (chosen !== undefined) {
        this.#frames.push(frame);
        frame = this.#enter(frame.hiddenCount + (chosen === 'hidden' ? 1 : 0));
        continue;
      }
      this.#rememberFailure(frame);
      const parent = this.#frames.pop();
      if (parent === undefined) return { kind: 'unexplained', reason: this.#reason() };
      for (const key of frame.blamed) parent.blamed.add(key);
      this.#goBack(parent.mark);
      frame = parent;
    }
    return { kind: 'explained' };
  }

  #isExplained(): boolean {
    const { spine, reads } = this.#problem;
    return (
      this.#stepCount === spine.length &&
      this.#calledCount === reads.length &&
      this.#waiting.size === 0
    );
  }

  #reason(): Reason {
    return (
      this.#deepest?.reason ?? { kind: 'noOrder', text: 'no order explains it', operations: [] }
    );
  }

  #enter(hiddenBefore: number): Frame {
    const isFurther = this.#stepCount > (this.#deepest?.stepCount ?? -1);
    const hiddenCount = isFurther ? 0 : hiddenBefore;
    const frame = { mark: this.#changes.length, hiddenCount };
    if (this.#hopeless !== undefined) {
      this.#noteStop();
      const blamed = new Set(waitedFor(this.#waiting.get(this.#hopeless)));
      return { ...frame, nextChoice: Infinity, blamed };
    }
    const failure = this.#findFailure(hiddenCount);
    if (failure === undefined) return { ...frame, nextChoice: 0, blamed: new Set() };
    return { ...frame, nextChoice: Infinity, blamed: new Set(failure.blamed) };
  }

  /** Does the next thing that is possible and was not tried from here: the step, or a hidden effect. */
  #choose(frame: Frame): 'step' | 'hidden' | undefined {
    this.#tries += 1;
    const step = this.#problem.spine[this.#stepCount];
    const ways = step === undefined ? 0 : waysOf(step);
    if (step === undefined && frame.nextChoice === 0) this.#blameReads(frame);
    if (step !== undefined && this.#chooseWay(step, frame)) return 'step';
    if (frame.hiddenCount >= this.#limits.hiddenMax) return undefined;
    while (frame.nextChoice < ways + this.#problem.unknowns.length) {
      const unknown = this.#problem.unknowns[frame.nextChoice - ways];
      frame.nextChoice += 1;
      // They stand in order of invocation.
      if (unknown === undefined || unknown.atomic.invokedAt > this.#horizon) break;
      if (!this.#isToBlame(unknown, frame)) continue;
      this.#tries += 1;
      if (this.#tryHidden(unknown, step, frame)) return 'hidden';
    }
    frame.nextChoice = Infinity;
    return undefined;
  }

  #chooseWay(step: Step, frame: Frame): boolean {
    while (frame.nextChoice < waysOf(step)) {
      const way = frame.nextChoice;
      frame.nextChoice += 1;
      if (way > 0 && !this.#isToBlame(this.#candidate(step, way - 1), frame)) continue;
      if (this.#tryStep(step, way, frame)) return true;
    }
    return false;
  }

  #candidate({ candidates }: Step, way: number): Unknown | undefined {
    return this.#problem.unknowns[candidates[way] ?? -1];
  }

  /** Whether `unknown` having happened or not can be why the choices before failed. */
  #isToBlame(unknown: Unknown | undefined, { blamed }: Frame): boolean {
    return this.#limits.isThorough || unknown === undefined || overlap(unknown.writtenKeys, blamed);
  }

  /** Blames what keeps reads waiting that completed before `end`. */
  #blameReads(frame: Frame, end = Infinity): void {
    for (const [read, wait] of this.#waiting) {
      if ((this.#problem.reads[read]?.completedAt ?? Infinity) >= end) continue;
      for (const key of waitedFor(wait)) frame.blamed.add(key);
    }
    this.#noteStop();
  }

  /** Does the step in one of the ways in which it can be done. */
  #tryStep(step: Step, way: number, frame: Frame): boolean {
    const unknown = this.#candidate(step, way);
    const write = step.committed ?? unknown;
    if (write === undefined) {
      // The last way of an optional step.
      if (step.isOptional) this.#advance();
      return step.isOptional;
    }
    if (unknown === undefined || this.#isFree(unknown)) {
      if (write.atomic.invokedAt > this.#horizon) {
        this.#blameReads(frame, write.atomic.invokedAt);
      } else if (this.#apply(write, step)) {
        if (unknown !== undefined) this.#use(unknown);
        this.#advance(write.writtenKeys);
        return true;
      } else {
        blameChecks(write, frame);
      }
    }
    // That a candidate cannot do it is a reason to try the next.
    for (const key of unknown?.writtenKeys ?? []) frame.blamed.add(key);
    this.#noteStop();
    return false;
  }

  #advance(changed?: ReadonlySet<number>): void {
    this.#stepCount += 1;
    this.#changes.push({ kind: 'stepped' });
    this.#settle(changed);
  }

  #tryHidden(unknown: Unknown, step: Step | undefined, frame: Frame): boolean {
    if (unknown.isReserved || !this.#isFree(unknown) || !this.#canMatter(unknown, step))
      return false;
    if (!this.#apply(unknown, undefined)) {
      blameChecks(unknown, frame);
      return false;
    }
    this.#use(unknown);
    this.#settle(unknown.writtenKeys);
    return true;
  }

  #isFree({ number, twin }: Unknown): boolean {
    return !this.#used.has(number) && (twin === undefined || this.#used.has(twin));
  }

  #use({ number }: Unknown): void {
    this.#used.add(number);
    this.#changes.push({ kind: 'used', unknown: number });
  }

  /** Whether its hidden effect may be needed right here rather than later, or not at all. */
  #canMatter(unknown: Unknown, step: Step | undefined): boolean {
    if (unknown.isLinked) return true;
    for (const read of this.#waiting.keys()) {
      const observation = this.#problem.reads[read]?.observation;
      for (const key of unknown.writtenKeys) if (observation?.covers(key) === true) return true;
    }
    const writers =
      step === undefined ? [] : step.committed === undefined ? step.candidates : [step.committed];
    return writers.some((writer) => {
      const write = typeof writer === 'number' ? this.#problem.unknowns[writer] : writer;
      return write !== undefined && matterTo(unknown, write);
    });
  }

  /** Changes the state as `write` does, with the versionstamp of `step`; false if it cannot happen now. */
  #apply(write: Write, step: Step | undefined): boolean {
    const isAllowed = write.checks.every(({ key, versionstamp }) =>
      checkHolds(this.#cells, key, versionstamp),
    );
    if (!isAllowed) return false;
    const left = new Map<number, Value | undefined>();
    for (const [at, mutation] of write.atomic.mutations.entries()) {
      const key = write.targets[at] ?? 0;
      const value = mutate(left.has(key) ? left.get(key) : this.#values[key], mutation);
      if (value === refused) return false;
      left.set(key, value);
    }
    const isSeen = step !== undefined;
    if (!isSeen && [...left].every(([key, value]) => value === undefined && !this.#holds(key))) {
      return false;
    }
    for (const [key, value] of left) {
      const differs =
        !(step?.plainValues.has(key) ?? false) || step?.plainValues.get(key) !== value;
      this.#write(key, { value, versionstamp: step?.versionstamp, differs });
    }
    return true;
  }

  #holds(key: number): boolean {
    return this.#values[key] !== undefined;
  }

  #write(
    key: number,
    {
      value,
      versionstamp,
      differs,
    }: {
      value: Value | undefined;
      versionstamp: Versionstamp | undefined;
      differs: boolean;
    },
  ): void {
    this.#changes.push({
      kind: 'wrote',
      key,
      value: this.#values[key],
      versionstamp: this.#stamps[key],
      differed: this.#different.has(key),
    });
    this.#values[key] = value;
    this.#stamps[key] = value === undefined ? undefined : versionstamp;
    if (differs) this.#different.add(key);
    else this.#different.delete(key);
  }

  /** Lets all reads happen that can, after the keys in `changed` did. */
  #settle(changed?: ReadonlySet<number>): void {
    for (const [read, wait] of this.#waiting) {
      if (changed === undefined || !this.#concerns(read, changed)) continue;
      const mismatch = this.#findMismatch(read);
      this.#changes.push({ kind: 'tried', read, wait });
      if (mismatch === undefined) this.#waiting.delete(read);
      else this.#wait(read, mismatch);
    }
    this.#updateHorizon();
    for (;;) {
      const read = this.#problem.reads[this.#calledCount];
      if (read === undefined || read.invokedAt > this.#horizon) return;
      const number = this.#calledCount;
      this.#calledCount += 1;
      this.#changes.push({ kind: 'called' });
      const mismatch = this.#findMismatch(number);
      if (mismatch === undefined) continue;
      this.#wait(number, mismatch);
      this.#changes.push({ kind: 'waits', read: number });
      this.#horizon = Math.min(this.#horizon, read.completedAt);
    }
  }

  #concerns(read: number, changed: ReadonlySet<number>): boolean {
    const observation = this.#problem.reads[read]?.observation;
    for (const key of changed) if (observation?.covers(key) === true) return true;
    return false;
  }

  #wait(read: number, { key, isHopeless }: Mismatch): void {
    const before = this.#waiting.get(read);
    if (before?.key !== key) this.#waiting.set(read, { key, before });
    if (isHopeless) this.#hopeless = read;
  }

  #findMismatch(read: number): Mismatch | undefined {
    const newest = this.#problem.spine[this.#stepCount - 1]?.versionstamp;
    return this.#problem.reads[read]?.observation.findMismatch(this.#cells, newest);
  }

  #updateHorizon(): void {
    this.#horizon = this.#completionFrom[this.#stepCount] ?? Infinity;
    for (const read of this.#waiting.keys()) {
      const completedAt = this.#problem.reads[read]?.completedAt ?? Infinity;
      this.#horizon = Math.min(this.#horizon, completedAt);
    }
  }

  #goBack(mark: number): void {
    this.#hopeless = undefined;
    while (this.#changes.length > mark) {
      const change = this.#changes.pop();
      if (change !== undefined) this.#undo(change);
    }
    this.#updateHorizon();
  }

  #undo(change: Change): void {
    switch (change.kind) {
      case 'wrote':
        this.#values[change.key] = change.value;
        this.#stamps[change.key] = change.versionstamp;
        if (change.differed) this.#different.add(change.key);
        else this.#different.delete(change.key);
        return;
      case 'called':
        this.#calledCount -= 1;
        return;
      case 'waits':
        this.#waiting.delete(change.read);
        return;
      case 'tried':
        this.#waiting.set(change.read, change.wait);
        return;
      case 'used':
        this.#used.delete(change.unknown);
        return;
      case 'stepped':
        this.#stepCount -= 1;
        return;
    }
  }

  #findFailure(hiddenCount: number): Failure | undefined {
    if (this.#failures.size === 0) return undefined;
    const known = this.#failures.get(this.#configuration()) ?? [];
    return known.find(
      (failure) =>
        failure.hiddenCount <= hiddenCount &&
        failure.used.every((unknown) => this.#used.has(unknown)),
    );
  }

  #rememberFailure({ blamed, hiddenCount }: Frame): void {
    if (this.#problem.unknowns.length === 0 || this.#hopeless !== undefined) return;
    if (this.#findFailure(hiddenCount) !== undefined) return;
    const configuration = this.#configuration();
    const used = [...this.#used].filter(
      (number) => this.#problem.unknowns[number]?.isReserved !== true,
    );
    const known = this.#failures.get(configuration);
    if (known === undefined) this.#failures.set(configuration, [{ used, blamed, hiddenCount }]);
    else known.push({ used, blamed, hiddenCount });
  }

  /** All that decides what can still happen, apart from the unknown operations used up. */
  #configuration(): string {
    const waiting = [...this.#waiting.keys()].toSorted((a, b) => a - b);
    const different = [...this.#different]
      .toSorted((a, b) => a - b)
      .map((key) => [key, this.#values[key], this.#stamps[key]]);
    return JSON.stringify([this.#stepCount, waiting, different]);
  }

  /** Keeps the reason why the search could not go on, of where it came furthest. */
  #noteStop(): void {
    if (this.#deepest !== undefined && this.#deepest.stepCount >= this.#stepCount) return;
    const reason = explainStop({
      problem: this.#problem,
      step: this.#problem.spine[this.#stepCount],
      cells: this.#cells,
      waiting: new Map([...this.#waiting].map(([read, { key }]) => [read, key])),
      horizon: this.#horizon,
      ...(this.#hopeless === undefined ? {} : { hopeless: this.#hopeless }),
    });
    this.#deepest = { stepCount: this.#stepCount, reason };
  }
}

function* waitedFor(wait: Wait | undefined): Generator<number> {
  for (let one = wait; one !== undefined; one = one.before) yield one.key;
}

/** Blames everything that decides whether `write` can happen. */
function blameChecks({ checkedKeys, writtenKeys, isBlind }: Write, { blamed }: Frame): void {
  for (const key of checkedKeys) blamed.add(key);
  if (!isBlind) for (const key of writtenKeys) blamed.add(key);
}
