/**
 * What clients did and saw, in the form that the checker judges. Times are of one monotonic clock, the one of
 * the process that ran all the clients.
 */

/** Contents of a key: undefined is absent, a number is a counter. */
export type State = string | number | undefined;

/** One operation on one key, with what it answered. */
export type Action =
  /** Values are unique in a history, so a value stands for the versionstamp of its write. */
  | { readonly kind: 'write'; readonly value: string }
  /** A write that checked that the key still holds what `expected` wrote. */
  | {
      readonly kind: 'checkedWrite';
      readonly expected: State;
      readonly value: string;
      /** False: the check failed, an answer that must be justified as well. Absent: no answer came. */
      readonly committed?: boolean;
    }
  | { readonly kind: 'add'; readonly amount: number }
  | { readonly kind: 'read'; readonly value: State };

export type Operation = {
  readonly client: number;
  readonly key: string;
  readonly action: Action;
  readonly calledAt: number;
  /** Absent: no answer that proves anything came, so it took effect at any later time, or never. */
  readonly answeredAt: number | undefined;
};

/** Operations of a history by key. A history is linearizable if and only if each key's part is. */
export function partition(
  history: readonly Operation[],
): ReadonlyMap<string, readonly Operation[]> {
  const parts = new Map<string, Operation[]>();
  for (const operation of history) {
    const part = parts.get(operation.key);
    if (part === undefined) parts.set(operation.key, [operation]);
    else part.push(operation);
  }
  return parts;
}
