/** Says in words what kept a search along the spine from going on. */
import type { Operation, Versionstamp } from './history.ts';
import { sightings } from './model.ts';
import { checkHolds } from './observation.ts';
import type { Cells } from './observation.ts';
import type { Problem, Step, Write } from './problem.ts';
import type { Reason, ReasonKind } from './reason.ts';
import { describeHeld, describeOutcome, describeStamp, nameOf } from './reason.ts';

/** Where a search stands. */
export type Stop = {
  readonly problem: Problem;
  /** The next one of the spine; undefined at its end. */
  readonly step: Step | undefined;
  readonly cells: Cells;
  /** Reads that do not fit, each with a key on which it does not. */
  readonly waiting: ReadonlyMap<number, number>;
  readonly horizon: number;
  /** One of them that can fit no more. */
  readonly hopeless?: number;
};

export function explainStop(stop: Stop): Reason {
  const { step, horizon, hopeless } = stop;
  const lost = hopeless === undefined ? undefined : explainRead(stop, hopeless);
  if (lost !== undefined) return lost;
  const write = step?.committed;
  if (write !== undefined && step !== undefined && write.atomic.invokedAt <= horizon) {
    return explainCommit(stop, write, step.versionstamp);
  }
  const [first] = [...stop.waiting.keys()].toSorted(
    (a, b) => completion(stop.problem, a) - completion(stop.problem, b),
  );
  const read = first === undefined ? undefined : explainRead(stop, first);
  if (read !== undefined && !waitsFor(read.operations, step)) return read;
  const text =
    step === undefined
      ? 'no order explains the answers together'
      : `no operation is left that can have committed at ${describeStamp(step.versionstamp)}`;
  return { kind: 'noOrder', text, operations: read?.operations ?? [] };
}

/** Whether a read does not fit because it saw the very step that cannot be done. */
function waitsFor(operations: readonly Operation[], step: Step | undefined): boolean {
  return operations.some((operation) =>
    sightings(operation).some(({ versionstamp }) => versionstamp === step?.versionstamp),
  );
}

/** The state does not allow the next commit. */
function explainCommit({ problem, cells }: Stop, write: Write, versionstamp: Versionstamp): Reason {
  const committed = `${nameOf(write.atomic)} committed at ${describeStamp(versionstamp)}`;
  const operations = [write.atomic];
  const failed = write.checks.find((check) => !checkHolds(cells, check.key, check.versionstamp));
  if (failed === undefined) {
    const text = `${committed}, but what was there is no counter`;
    return { kind: 'wrongCommit', operations, text };
  }
  const key = problem.keys[failed.key] ?? '';
  const expected =
    failed.versionstamp === undefined ? 'absent' : `at ${describeStamp(failed.versionstamp)}`;
  const text = `${committed}, but its check fails: ${key} was not ${expected}, it held ${held(cells, failed.key)}`;
  return { kind: 'wrongCommit', key, operations, text };
}

/** A read that does not fit. */
function explainRead({ problem, cells, waiting }: Stop, number: number): Reason | undefined {
  const mismatch = waiting.get(number);
  const operation = problem.reads[number]?.operation;
  if (operation === undefined || mismatch === undefined) return undefined;
  const key = problem.keys[mismatch] ?? '';
  const operations = [operation];
  if (operation.kind === 'atomic') {
    const text = `${nameOf(operation)} answered ${describeOutcome(operation)}, but ${key} held ${held(cells, mismatch)}`;
    return { kind: 'wrongConflict', key, operations, text };
  }
  const text = `${nameOf(operation)} saw ${key}=${describeHeld(seenUnder(operation, key))}, but it held ${held(cells, mismatch)}`;
  return { kind: classify(seenUnder(operation, key), cells, mismatch), key, operations, text };
}

type Seen = { readonly value?: string | number; readonly versionstamp?: Versionstamp };

function seenUnder({ outcome }: Operation, key: string): Seen {
  const entries = outcome.kind === 'read' ? outcome.entries : [];
  return entries.find((entry) => entry.key === key) ?? {};
}

function classify(seen: Seen, { values, stamps }: Cells, key: number): ReasonKind {
  if (seen.value === undefined) return 'missing';
  if (values[key] === undefined) return 'phantom';
  const stamp = stamps[key];
  if (stamp === undefined || seen.versionstamp === undefined) return 'noOrder';
  if (stamp === seen.versionstamp) return 'wrongValue';
  return seen.versionstamp < stamp ? 'stale' : 'early';
}

function held({ values, stamps }: Cells, key: number): string {
  return describeHeld({ value: values[key], versionstamp: stamps[key] });
}

function completion(problem: Problem, read: number): number {
  return problem.reads[read]?.completedAt ?? Infinity;
}
