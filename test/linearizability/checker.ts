/**
 * Decides whether a recorded history could come from one atomic copy of the data: the search of Wing and Gong
 * with the memory of configurations that Lowe added. Keys are independent and judged one by one.
 *
 * It walks over the calls and answers of a key in time order, and tries every operation that was called before
 * the first answer not yet explained as the next one to take effect. An operation without an answer may take
 * effect anywhere after its call, or never. The number of steps is bounded; a history beyond it is reported as
 * undecided, which counts as a failure, never as a pass.
 */
import { assertNever } from '../../base/invariant.ts';
import { partition } from './history.ts';
import type { Action, Operation, State } from './history.ts';

const stepsMaxPerKey = 2_000_000;

export type Verdict =
  | { readonly kind: 'linearizable' }
  | {
      readonly kind: 'violation' | 'undecided';
      readonly key: string;
      readonly operations: readonly Operation[];
    };

/** Judges a history that begins with every key absent. */
export function checkLinearizable(history: readonly Operation[]): Verdict {
  for (const [key, operations] of partition(history)) {
    const result = search(relevant(operations));
    if (result !== 'linearizable') return { kind: result, key, operations };
  }
  return { kind: 'linearizable' };
}

/** A verdict for people: what was done to the key, in order of the calls. */
export function describeVerdict(verdict: Verdict): string {
  if (verdict.kind === 'linearizable') return 'linearizable';
  const lines = verdict.operations
    .toSorted((a, b) => a.calledAt - b.calledAt)
    .map(({ client, action, calledAt, answeredAt }) => {
      const until = answeredAt === undefined ? 'no answer' : answeredAt.toFixed(2);
      return `  ${calledAt.toFixed(2)} .. ${until}  client ${client}  ${JSON.stringify(action)}`;
    });
  return [`${verdict.kind}: key ${verdict.key}`, ...lines].join('\n');
}

/** What the key holds after `action`, unless its answer cannot be given in `state`. */
export function step(state: State, action: Action): { readonly state: State } | 'impossible' {
  switch (action.kind) {
    case 'write':
      return { state: action.value };
    case 'add':
      if (typeof state === 'string') return 'impossible';
      return { state: (state ?? 0) + action.amount };
    case 'read':
      return state === action.value ? { state } : 'impossible';
    case 'checkedWrite': {
      const matches = state === action.expected;
      if (action.committed === false) return matches ? 'impossible' : { state };
      return matches ? { state: action.value } : 'impossible';
    }
    default:
      return assertNever(action);
  }
}

/**
 * Leaves out unanswered writes that nobody saw. Supposing that they never happened is always allowed, and it
 * hides nothing unless a failed check needs one of them as its reason.
 */
function relevant(operations: readonly Operation[]): readonly Operation[] {
  const hasConflict = operations.some(
    ({ action }) => action.kind === 'checkedWrite' && action.committed === false,
  );
  if (hasConflict) return operations;
  const seen = new Set<State>();
  for (const { action } of operations) {
    if (action.kind === 'read') seen.add(action.value);
    if (action.kind === 'checkedWrite') seen.add(action.expected);
  }
  return operations.filter(
    ({ action, answeredAt }) =>
      answeredAt !== undefined ||
      (action.kind !== 'write' && action.kind !== 'checkedWrite') ||
      seen.has(action.value),
  );
}

/** A call or an answer in a doubly linked list, from which explained operations are lifted. */
type Event = {
  readonly position: number;
  readonly operation: Operation;
  /** Of a call: its answer. */
  readonly answer: Event | undefined;
  previous: Event | undefined;
  next: Event | undefined;
};

function search(operations: readonly Operation[]): 'linearizable' | 'violation' | 'undecided' {
  const head = link(operations);
  const seen = new Set<string>();
  const trail: { readonly call: Event; readonly state: State }[] = [];
  let state: State;
  let done = 0n;
  let event = head.next;
  for (let steps = 0; event !== undefined; steps++) {
    if (steps >= stepsMaxPerKey) return 'undecided';
    if (event.answer !== undefined) {
      const after = step(state, event.operation.action);
      const doneAfter = done | (1n << BigInt(event.position));
      if (after === 'impossible') {
        event = event.next;
        continue;
      }
      const mark = `${doneAfter.toString(36)} ${typeof after.state} ${after.state ?? ''}`;
      if (seen.has(mark)) {
        event = event.next;
        continue;
      }
      seen.add(mark);
      trail.push({ call: event, state });
      ({ state } = after);
      done = doneAfter;
      lift(event);
      event = head.next;
      continue;
    }
    // All that was answered is explained; the rest may never have happened.
    if (event.operation.answeredAt === undefined) return 'linearizable';
    const last = trail.pop();
    if (last === undefined) return 'violation';
    ({ state } = last);
    done &= ~(1n << BigInt(last.call.position));
    restore(last.call);
    event = last.call.next;
  }
  return 'linearizable';
}

/** Calls and answers in time order behind a head that stands for nothing. At one instant, calls come first. */
function link(operations: readonly Operation[]): { next: Event | undefined } {
  const events = operations.flatMap((operation, position) => {
    const answer: Event = {
      position,
      operation,
      answer: undefined,
      previous: undefined,
      next: undefined,
    };
    const call: Event = { ...answer, answer };
    return [
      { at: operation.calledAt, order: 0, event: call },
      { at: operation.answeredAt ?? Infinity, order: 1, event: answer },
    ];
  });
  const sorted = events
    .toSorted((a, b) => (a.at === b.at ? a.order - b.order : a.at < b.at ? -1 : 1))
    .map(({ event }) => event);
  const first = sorted[0];
  if (first === undefined) return { next: undefined };
  const head: Event = {
    position: -1,
    operation: first.operation,
    answer: undefined,
    previous: undefined,
    next: undefined,
  };
  let last = head;
  for (const event of sorted) {
    last.next = event;
    event.previous = last;
    last = event;
  }
  return head;
}

/** Takes a call and its answer out of the list. */
function lift(call: Event): void {
  unlink(call);
  if (call.answer !== undefined) unlink(call.answer);
}

/** Undoes the latest `lift`. */
function restore(call: Event): void {
  if (call.answer !== undefined) relink(call.answer);
  relink(call);
}

function unlink({ previous, next }: Event): void {
  if (previous !== undefined) previous.next = next;
  if (next !== undefined) next.previous = previous;
}

function relink(event: Event): void {
  const { previous, next } = event;
  if (previous !== undefined) previous.next = event;
  if (next !== undefined) next.previous = event;
}
