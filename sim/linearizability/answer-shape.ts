/** Answers that no state of the store could give, whatever it holds. */
import type { Entry, List, Operation } from './history.ts';
import type { Reason } from './reason.ts';
import { describeOutcome, nameOf } from './reason.ts';

/** The first answer in `history` that contradicts its own question. */
export function findShapeFault(history: readonly Operation[]): Reason | undefined {
  for (const operation of history) {
    const problem = problemOf(operation);
    if (problem === undefined) continue;
    const text = `${nameOf(operation)} answered ${describeOutcome(operation)}: ${problem}`;
    return { kind: 'wrongAnswer', operations: [operation], text };
  }
  return undefined;
}

function problemOf(operation: Operation): string | undefined {
  if (operation.kind === 'atomic' || operation.outcome.kind === 'unknown') return undefined;
  const { entries } = operation.outcome;
  if (operation.kind === 'list') return problemOfList(operation, entries);
  const keys = new Set(operation.keys);
  if (entries.some(({ key }) => !keys.has(key))) return 'a key that was not asked for';
  return new Set(entries.map(({ key }) => key)).size < entries.length ? 'a key twice' : undefined;
}

function problemOfList(list: List, entries: readonly Entry[]): string | undefined {
  if (entries.some(({ key }) => key < list.start || key >= list.end)) return 'outside the range';
  if (list.limit !== undefined && entries.length > list.limit) return 'more than the limit';
  const ascending = list.reverse === true ? entries.toReversed() : entries;
  const isOrdered = ascending.every(
    ({ key }, at) => at === 0 || key > (ascending[at - 1]?.key ?? ''),
  );
  return isOrdered ? undefined : 'out of order';
}
