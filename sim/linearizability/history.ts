/**
 * What clients did to the store and what they were answered: the form in which a recorder hands a history to the
 * checker.
 *
 * Invariants of a history, which recorders must keep:
 * - Operations stand in the order of their invocation, and times are of one clock, real or logical. An operation
 *   that completed at the instant at which another was invoked counts as concurrent with it.
 * - A request and its retries in one session are one operation, from the first attempt to the last answer (I-20).
 * - `notApplied` is recorded only if the store vouched for it (I-23); what was merely not answered is `unknown`.
 * - Only strong reads are recorded: an eventual read may be stale by contract.
 *
 * Keys are text in the order of code units; encoded keys are recorded as hex. An absent key has no entry.
 */

/** Text is opaque to the checker, a number is a counter that sum, min and max may change. */
export type Value = string | number;

/** 20 lowercase hex digits, in commit order. */
export type Versionstamp = string;

export type Entry = {
  readonly key: string;
  readonly value: Value;
  /** Left out by stores that have none. */
  readonly versionstamp?: Versionstamp;
};

export type ReadOutcome =
  | {
      readonly kind: 'read';
      readonly completedAt: number;
      /** What was there: of a list in its order; a key of a get that has no entry is absent. */
      readonly entries: readonly Entry[];
    }
  | { readonly kind: 'unknown' };

export type Check = {
  readonly key: string;
  /** Left out: the key must be absent. */
  readonly versionstamp?: Versionstamp;
};

export type Mutation =
  | { readonly kind: 'set'; readonly key: string; readonly value: Value }
  | { readonly kind: 'delete'; readonly key: string }
  | { readonly kind: 'sum' | 'min' | 'max'; readonly key: string; readonly operand: number };

export type AtomicOutcome =
  | {
      readonly kind: 'committed';
      readonly completedAt: number;
      readonly versionstamp?: Versionstamp;
    }
  /** Nothing was done, because exactly the checks at these positions failed. */
  | {
      readonly kind: 'conflict';
      readonly completedAt: number;
      readonly failedChecks: readonly number[];
    }
  /** Certainly without effect. */
  | { readonly kind: 'notApplied'; readonly completedAt: number }
  /** May take effect once at any time after its invocation, or never. */
  | { readonly kind: 'unknown' };

type Invocation = { readonly client: number; readonly invokedAt: number };

export type Get = Invocation & {
  readonly kind: 'get';
  /** All of one snapshot. */
  readonly keys: readonly string[];
  readonly outcome: ReadOutcome;
};

export type List = Invocation & {
  readonly kind: 'list';
  readonly start: string;
  /** Exclusive. */
  readonly end: string;
  /** At least 1. Left out: no bound. */
  readonly limit?: number;
  /** From the end backwards. Left out: false. */
  readonly reverse?: boolean;
  readonly outcome: ReadOutcome;
};

export type Atomic = Invocation & {
  readonly kind: 'atomic';
  /** All judged on the state before the mutations. */
  readonly checks: readonly Check[];
  /** In order, each on what the ones before it left. */
  readonly mutations: readonly Mutation[];
  readonly outcome: AtomicOutcome;
};

export type Operation = Get | List | Atomic;

/** When the answer came; infinity if none did. */
export function completionOf({ outcome }: Operation): number {
  return outcome.kind === 'unknown' ? Infinity : outcome.completedAt;
}
