/**
 * Decides whether the answers of one part have an explanation, for histories without versionstamps: the search of Wing
 * and Gong with Lowe's memory of configurations, on operations as they are. It may need many steps where many
 * operations are concurrent.
 *
 * Versionstamps that are there are respected, but not made use of: it is the slow and plain twin of the search
 * along commit order, and judges it in tests.
 */
import type { Atomic, Operation, Value, Versionstamp } from './history.ts';
import { completionOf } from './history.ts';
import { mutate, refused, sightings } from './model.ts';
import { checkHolds, observe } from './observation.ts';
import type { Cells, Observation } from './observation.ts';
import type { Part } from './partition.ts';

type State = Cells & {
  /** The newest versionstamp given so far. */
  readonly newest: Versionstamp;
};

/** An operation of a part, ready to happen. */
type Event = {
  readonly operation: Operation;
  readonly isUnknown: boolean;
  /** Every state that it may leave. None: it cannot have been answered as it was. */
  outcomes(state: State): readonly State[];
};

function emptyState({ keys }: Part): State {
  const nothing = keys.map(() => undefined);
  return { values: nothing, stamps: nothing, newest: '' };
}

function asEvents({ keys, operations }: Part): readonly Event[] {
  const numbers = new Map(keys.map((key, number) => [key, number]));
  const unclaimed = unclaimedStamps(operations);
  return operations.map((operation): Event => {
    const { outcome } = operation;
    if (operation.kind === 'atomic' && outcome.kind !== 'conflict') {
      const stamps =
        outcome.kind === 'committed' ? [outcome.versionstamp] : [undefined, ...unclaimed];
      return {
        operation,
        isUnknown: outcome.kind === 'unknown',
        outcomes: (state) =>
          stamps.flatMap((stamp) => commit(operation, stamp, { state, numbers })),
      };
    }
    const observation = observe(operation, keys, numbers);
    return { operation, isUnknown: false, outcomes: (state) => unchanged(observation, state) };
  });
}

function unchanged(observation: Observation, state: State): readonly State[] {
  return observation.findMismatch(state) === undefined ? [state] : [];
}

/** The state after a commit at `versionstamp`, which is undefined where no answer shows it; nothing if it cannot be. */
function commit(
  { checks, mutations }: Atomic,
  versionstamp: Versionstamp | undefined,
  { state, numbers }: { readonly state: State; readonly numbers: ReadonlyMap<string, number> },
): readonly State[] {
  const numberOf = (key: string): number => numbers.get(key) ?? 0;
  if (versionstamp !== undefined && versionstamp <= state.newest) return [];
  if (!checks.every((check) => checkHolds(state, numberOf(check.key), check.versionstamp)))
    return [];
  const values: (Value | undefined)[] = [...state.values];
  const stamps = [...state.stamps];
  for (const mutation of mutations) {
    const key = numberOf(mutation.key);
    const left = mutate(values[key], mutation);
    if (left === refused) return [];
    values[key] = left;
    stamps[key] = left === undefined ? undefined : versionstamp;
  }
  return [{ values, stamps, newest: versionstamp ?? state.newest }];
}

/** Versionstamps that were seen or checked for, but were acknowledged to nobody. */
function unclaimedStamps(operations: readonly Operation[]): readonly Versionstamp[] {
  const found = new Set<Versionstamp>();
  for (const operation of operations) {
    for (const { versionstamp } of sightings(operation)) found.add(versionstamp);
    if (operation.kind !== 'atomic' || operation.outcome.kind !== 'unknown') continue;
    for (const { versionstamp } of operation.checks) {
      if (versionstamp !== undefined) found.add(versionstamp);
    }
  }
  for (const { outcome } of operations) {
    if (outcome.kind === 'committed') found.delete(outcome.versionstamp ?? '');
  }
  return [...found].toSorted();
}

type Move = { readonly event: number; readonly state: State };

export function searchPlainly(
  part: Part,
  stepsMax: number,
): 'explained' | 'unexplained' | 'gaveUp' {
  const events = asEvents(part);
  const answered = events.flatMap(({ isUnknown }, event) => (isUnknown ? [] : [event]));
  const unknown = events.flatMap(({ isUnknown }, event) => (isUnknown ? [event] : []));
  const done = new Set<number>();
  const failed = new Set<string>();
  const trail: { readonly moves: Move[]; readonly done: number | undefined }[] = [];
  let answeredLeft = answered.length;

  const findMoves = (state: State): Move[] => {
    const moves: Move[] = [];
    const ready = readyEvents(events, { answered, unknown, done });
    for (const event of ready) {
      for (const next of events[event]?.outcomes(state) ?? []) moves.push({ event, state: next });
    }
    // The first is tried first, from the end.
    return moves.toReversed();
  };

  let moves = findMoves(emptyState(part));
  for (let steps = 0; answeredLeft > 0; steps += 1) {
    if (steps >= stepsMax) return 'gaveUp';
    const move = moves.pop();
    if (move === undefined) {
      const last = trail.pop();
      if (last === undefined) return 'unexplained';
      if (last.done !== undefined) {
        done.delete(last.done);
        if (events[last.done]?.isUnknown === false) answeredLeft += 1;
      }
      ({ moves } = last);
      continue;
    }
    done.add(move.event);
    const mark = JSON.stringify([[...done].toSorted((a, b) => a - b), move.state]);
    if (failed.has(mark)) {
      done.delete(move.event);
      continue;
    }
    failed.add(mark);
    if (events[move.event]?.isUnknown === false) answeredLeft -= 1;
    trail.push({ moves, done: move.event });
    moves = findMoves(move.state);
  }
  return 'explained';
}

/** What may happen next: nothing that is not done completed before it was invoked. Unknown ones come last. */
function readyEvents(
  events: readonly Event[],
  {
    answered,
    unknown,
    done,
  }: {
    readonly answered: readonly number[];
    readonly unknown: readonly number[];
    readonly done: ReadonlySet<number>;
  },
): readonly number[] {
  const ready: number[] = [];
  let horizon = Infinity;
  for (const event of answered) {
    const operation = events[event]?.operation;
    if (operation === undefined || done.has(event)) continue;
    if (operation.invokedAt > horizon) break;
    horizon = Math.min(horizon, completionOf(operation));
    ready.push(event);
  }
  const isReady = (event: number): boolean => {
    const invokedAt = events[event]?.operation.invokedAt;
    return invokedAt !== undefined && !done.has(event) && invokedAt <= horizon;
  };
  return [...ready.filter(isReady), ...unknown.filter(isReady)];
}
