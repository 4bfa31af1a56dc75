/** How a single key behaves, apart from all search: what a mutation leaves, and what an operation touches. */
import { assertNever } from '../../base/invariant.ts';
import type { Atomic, Mutation, Operation, Value, Versionstamp } from './history.ts';

/** The store would have refused the whole atomic operation. */
export const refused = Symbol('refused');

/** What `mutation` leaves under its key, undefined for nothing. Counters stay below 2^53. */
export function mutate(
  held: Value | undefined,
  mutation: Mutation,
): Value | undefined | typeof refused {
  switch (mutation.kind) {
    case 'set':
      return mutation.value;
    case 'delete':
      return undefined;
    case 'sum':
    case 'min':
    case 'max':
      if (held === undefined) return mutation.operand;
      if (typeof held === 'string') return refused;
      return combine(mutation.kind, held, mutation.operand);
    default:
      return assertNever(mutation);
  }
}

function combine(kind: 'sum' | 'min' | 'max', held: number, operand: number): number {
  if (kind === 'sum') return held + operand;
  return kind === 'min' ? Math.min(held, operand) : Math.max(held, operand);
}

/** True if the outcome does not depend on what was held before. */
export function isBlind(mutation: Mutation): boolean {
  return mutation.kind === 'set' || mutation.kind === 'delete';
}

/** The value that `atomic` certainly leaves under `key`; undefined if it depends, or if it leaves none. */
export function certainValue(atomic: Atomic, key: string): Value | undefined {
  const last = atomic.mutations.findLast((mutation) => mutation.key === key);
  return last?.kind === 'set' ? last.value : undefined;
}

/** False if `atomic` cannot leave `key` with `value` (any, if undefined). */
export function canLeave(atomic: Atomic, key: string, value: Value | undefined): boolean {
  const last = atomic.mutations.findLast((mutation) => mutation.key === key);
  if (last === undefined || last.kind === 'delete') return false;
  if (value === undefined) return true;
  return last.kind === 'set' ? last.value === value : typeof value === 'number';
}

/** A key that an answer proves to have had a versionstamp. */
export type Sighting = {
  readonly key: string;
  readonly versionstamp: Versionstamp;
  /** Undefined if the answer does not show it. */
  readonly value: Value | undefined;
};

/** What the answer to `operation` proves to have been there: entries read, and checks that held. */
export function sightings(operation: Operation): readonly Sighting[] {
  const { outcome } = operation;
  if (outcome.kind === 'read') {
    return outcome.entries.flatMap(({ key, value, versionstamp }) =>
      versionstamp === undefined ? [] : [{ key, value, versionstamp }],
    );
  }
  if (operation.kind !== 'atomic') return [];
  if (outcome.kind !== 'committed' && outcome.kind !== 'conflict') return [];
  const failed = outcome.kind === 'conflict' ? outcome.failedChecks : [];
  return operation.checks.flatMap(({ key, versionstamp }, at) =>
    versionstamp === undefined || failed.includes(at)
      ? []
      : [{ key, versionstamp, value: undefined }],
  );
}

/** The keys that an operation names; a list names those of its entries. */
export function namedKeys(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'get':
      return operation.keys;
    case 'list':
      return operation.outcome.kind === 'read'
        ? operation.outcome.entries.map(({ key }) => key)
        : [];
    case 'atomic':
      return [...operation.checks, ...operation.mutations].map(({ key }) => key);
    default:
      return assertNever(operation);
  }
}

/** True if the operation constrains or may have changed anything. */
export function matters(operation: Operation): boolean {
  if (operation.outcome.kind === 'notApplied') return false;
  return operation.kind === 'atomic' || operation.outcome.kind !== 'unknown';
}
