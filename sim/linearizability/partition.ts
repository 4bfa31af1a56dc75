/**
 * Splits a history into parts that share no key. But for the order of commits, which is one for all keys, a history is
 * linearizable if and only if each part is (Herlihy and Wing's locality). What was named together is in one part, and so
 * is every key in the range of a list.
 */
import type { Operation } from './history.ts';
import { matters, namedKeys } from './model.ts';

export type Part = {
  /** In order. */
  readonly keys: readonly string[];
  /** In order of invocation. */
  readonly operations: readonly Operation[];
};

/** Leaves out what proves nothing: reads without an answer, operations that were not applied. */
export function partition(history: readonly Operation[]): readonly Part[] {
  const relevant = history.filter(matters);
  const keys = [...new Set(relevant.flatMap(namedKeys))].toSorted(compareText);
  const indexes = new Map(keys.map((key, index) => [key, index]));
  const groups = new Groups(keys.length);
  // joins[i] counts the lists that begin at key i less those that end there: positive inside lists.
  const joins = keys.map(() => 0);
  for (const operation of relevant) {
    const named = namedKeys(operation).map((key) => indexes.get(key) ?? 0);
    for (const key of named) groups.join(key, named[0] ?? key);
    if (operation.kind !== 'list') continue;
    const [first, last] = [lowerBound(keys, operation.start), lowerBound(keys, operation.end) - 1];
    if (last <= first) continue;
    joins[first] = (joins[first] ?? 0) + 1;
    joins[last] = (joins[last] ?? 0) - 1;
  }
  let depth = 0;
  for (const [key, change] of joins.entries()) {
    depth += change;
    if (depth > 0) groups.join(key, key + 1);
  }
  return collect({ relevant, keys, indexes, groups });
}

/** The parts as one. */
export function join(parts: readonly Part[]): Part {
  return {
    keys: parts.flatMap(({ keys }) => keys).toSorted(compareText),
    operations: parts
      .flatMap(({ operations }) => operations)
      .toSorted((a, b) => a.invokedAt - b.invokedAt),
  };
}

function collect(found: {
  readonly relevant: readonly Operation[];
  readonly keys: readonly string[];
  readonly indexes: ReadonlyMap<string, number>;
  readonly groups: Groups;
}): readonly Part[] {
  const { relevant, keys, indexes, groups } = found;
  const parts = new Map<number, { keys: string[]; operations: Operation[] }>();
  for (const [index, key] of keys.entries()) {
    const root = groups.find(index);
    const part = parts.get(root);
    if (part === undefined) parts.set(root, { keys: [key], operations: [] });
    else part.keys.push(key);
  }
  for (const operation of relevant) {
    const index = anyKey(operation, keys, indexes);
    if (index !== undefined) parts.get(groups.find(index))?.operations.push(operation);
  }
  return [...parts.values()];
}

/** Undefined for an operation on nothing, such as a list of a range in which nobody ever wrote. */
function anyKey(
  operation: Operation,
  keys: readonly string[],
  indexes: ReadonlyMap<string, number>,
): number | undefined {
  const named = namedKeys(operation)[0];
  if (named !== undefined) return indexes.get(named);
  if (operation.kind !== 'list') return undefined;
  const first = lowerBound(keys, operation.start);
  return first < lowerBound(keys, operation.end) ? first : undefined;
}

/** The index of the first of `keys` that is not before `key`. */
export function lowerBound(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((keys[middle] ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Disjoint sets of numbers. */
class Groups {
  readonly #parents: number[];

  constructor(count: number) {
    this.#parents = Array.from({ length: count }, (_, index) => index);
  }

  find(member: number): number {
    let root = member;
    for (let parent = this.#parent(root); parent !== root; parent = this.#parent(root)) {
      // Halving the path keeps it short.
      this.#parents[root] = this.#parent(parent);
      root = parent;
    }
    return root;
  }

  join(a: number, b: number): void {
    this.#parents[this.find(a)] = this.find(b);
  }

  #parent(member: number): number {
    return this.#parents[member] ?? member;
  }
}
