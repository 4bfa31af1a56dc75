/**
 * What an answer says about one state of the store, ready to be compared with many: keys are numbers, in order.
 * A comparison that fails names a key on which it fails, so that it need not be tried again before that key changes.
 *
 * A mismatch is hopeless if the answer shows the key under a versionstamp that has been given: each is given once, so what
 * was under it will not come again.
 */
import { invariant } from '../../base/invariant.ts';
import type { Atomic, Entry, List, Operation, Value, Versionstamp } from './history.ts';
import { lowerBound } from './partition.ts';

/** The contents of all keys of a part at one moment, by the number of the key. */
export type Cells = {
  readonly values: readonly (Value | undefined)[];
  /** Undefined for an absent key, and for a value whose versionstamp no answer shows. */
  readonly stamps: readonly (Versionstamp | undefined)[];
};

/** The contents of a key contradict an answer. */
export type Mismatch = { readonly key: number; readonly isHopeless: boolean };

export interface Observation {
  /** Whether the key has a part in the answer. */
  covers(key: number): boolean;
  /** A hopeless mismatch if there is one, or any. `newest` is the latest versionstamp that was given. */
  findMismatch(cells: Cells, newest?: Versionstamp): Mismatch | undefined;
}

/** `numbers` and `keys` are the same keys, of the part to which `operation` belongs. */
export function observe(
  operation: Operation,
  keys: readonly string[],
  numbers: ReadonlyMap<string, number>,
): Observation {
  if (operation.kind === 'atomic') return new FailedChecks(operation, numbers);
  const { outcome } = operation;
  invariant(outcome.kind === 'read', 'a read without an answer shows nothing');
  if (operation.kind === 'get') return new KeysSeen(operation.keys, outcome.entries, numbers);
  return new RangeSeen(coveredRange(operation, outcome.entries, keys), outcome.entries, numbers);
}

/** A get. */
class KeysSeen implements Observation {
  readonly #seen: ReadonlyMap<number, Entry | undefined>;

  constructor(
    keys: readonly string[],
    entries: readonly Entry[],
    numbers: ReadonlyMap<string, number>,
  ) {
    const byKey = new Map(entries.map((entry) => [entry.key, entry]));
    this.#seen = new Map(keys.map((key) => [numberOf(key, numbers), byKey.get(key)]));
  }

  covers(key: number): boolean {
    return this.#seen.has(key);
  }

  findMismatch(cells: Cells, newest = ''): Mismatch | undefined {
    let found: Mismatch | undefined;
    for (const [key, entry] of this.#seen) {
      if (matches(cells, key, entry)) continue;
      found = mismatchOn(key, entry?.versionstamp, newest);
      if (found.isHopeless) return found;
    }
    return found;
  }
}

/** A list: all keys of a range, the absent ones too. */
class RangeSeen implements Observation {
  readonly #range: Range;
  readonly #seen: ReadonlyMap<number, Entry>;

  constructor(range: Range, entries: readonly Entry[], numbers: ReadonlyMap<string, number>) {
    this.#range = range;
    this.#seen = new Map(entries.map((entry) => [numberOf(entry.key, numbers), entry]));
  }

  covers(key: number): boolean {
    return key >= this.#range.start && key < this.#range.end;
  }

  findMismatch(cells: Cells, newest = ''): Mismatch | undefined {
    let found: Mismatch | undefined;
    for (let key = this.#range.start; key < this.#range.end; key += 1) {
      const entry = this.#seen.get(key);
      if (matches(cells, key, entry)) continue;
      found = mismatchOn(key, entry?.versionstamp, newest);
      if (found.isHopeless) return found;
    }
    return found;
  }
}

/** A conflict: it names all checks that fail, so the others hold. */
class FailedChecks implements Observation {
  readonly #checks: readonly {
    readonly key: number;
    readonly versionstamp: Versionstamp | undefined;
    readonly holds: boolean;
  }[];

  constructor({ checks, outcome }: Atomic, numbers: ReadonlyMap<string, number>) {
    invariant(outcome.kind === 'conflict', 'only a conflict shows the state of its checks');
    this.#checks = checks.map(({ key, versionstamp }, at) => ({
      key: numberOf(key, numbers),
      versionstamp,
      holds: !outcome.failedChecks.includes(at),
    }));
  }

  covers(key: number): boolean {
    return this.#checks.some((check) => check.key === key);
  }

  findMismatch(cells: Cells, newest = ''): Mismatch | undefined {
    let found: Mismatch | undefined;
    for (const { key, versionstamp, holds } of this.#checks) {
      if (checkHolds(cells, key, versionstamp) === holds) continue;
      found = mismatchOn(key, holds ? versionstamp : undefined, newest);
      if (found.isHopeless) return found;
    }
    return found;
  }
}

/** Whether a check passes: on an absent key if `versionstamp` is undefined. */
export function checkHolds(
  { values, stamps }: Cells,
  key: number,
  versionstamp: Versionstamp | undefined,
): boolean {
  return versionstamp === undefined ? values[key] === undefined : stamps[key] === versionstamp;
}

/** Half-open, of numbers of keys. */
type Range = { readonly start: number; readonly end: number };

/** A list that reached its limit says nothing about what lies beyond its last entry. */
function coveredRange(list: List, entries: readonly Entry[], keys: readonly string[]): Range {
  const range = { start: lowerBound(keys, list.start), end: lowerBound(keys, list.end) };
  const last = entries.at(-1);
  if (last === undefined || list.limit === undefined || entries.length < list.limit) return range;
  const at = lowerBound(keys, last.key);
  return list.reverse === true ? { ...range, start: at } : { ...range, end: at + 1 };
}

function mismatchOn(
  key: number,
  expected: Versionstamp | undefined,
  newest: Versionstamp,
): Mismatch {
  return { key, isHopeless: expected !== undefined && expected <= newest };
}

/** Versionstamps are compared if the answer has them. */
function matches({ values, stamps }: Cells, key: number, entry: Entry | undefined): boolean {
  if (values[key] !== entry?.value) return false;
  return entry?.versionstamp === undefined || stamps[key] === entry.versionstamp;
}

function numberOf(key: string, numbers: ReadonlyMap<string, number>): number {
  const number = numbers.get(key);
  invariant(number !== undefined, () => `key ${key} is not of this part`);
  return number;
}
