/** Why a history is wrong, in words. Equal faults give equal texts, so that shrinking can tell them apart. */
import type { Check, Mutation, Operation, Value, Versionstamp } from './history.ts';

export type ReasonKind =
  /** A committed versionstamp is not above one that was known before the operation was invoked. */
  | 'outOfOrder'
  /** Two operations committed with one versionstamp. */
  | 'sharedStamp'
  /** A versionstamp or value was seen that no operation can have written. */
  | 'unwritten'
  /** The versionstamp is right, the value under it is not. */
  | 'wrongValue'
  /** Seen before its operation was invoked. */
  | 'early'
  /** Something older was seen than what was known before the read was invoked. */
  | 'stale'
  /** One answer shows states of different times. */
  | 'torn'
  /** Absent, but it was there. */
  | 'missing'
  /** Present, but it had been deleted or was never there. */
  | 'phantom'
  /** Committed although a check fails, or on a value that the store refuses. */
  | 'wrongCommit'
  /** A conflict although its checks hold, or with other failed checks. */
  | 'wrongConflict'
  /** No state gives such an answer: a list out of order, a key that was not asked for. */
  | 'wrongAnswer'
  /** No order explains all answers together. */
  | 'noOrder';

export type Reason = {
  readonly kind: ReasonKind;
  readonly text: string;
  /** The one whose answer cannot be right, first; then those that prove it. */
  readonly operations: readonly Operation[];
  /** The key on which it shows, if it is one. */
  readonly key?: string;
};

/** `client 3's get a`, with nothing that depends on other operations. */
export function nameOf(operation: Operation): string {
  return `client ${operation.client}'s ${describeAction(operation)}`;
}

export function describeAction(operation: Operation): string {
  switch (operation.kind) {
    case 'get':
      return `get ${operation.keys.join(' ')}`;
    case 'list': {
      const limit = operation.limit === undefined ? '' : ` limit ${operation.limit}`;
      const reverse = operation.reverse === true ? ' reverse' : '';
      return `list [${operation.start}, ${operation.end})${limit}${reverse}`;
    }
    case 'atomic':
      return (
        [...operation.checks.map(describeCheck), ...operation.mutations.map(describeMutation)].join(
          ', ',
        ) || 'empty commit'
      );
  }
}

/** What was answered, in short. */
export function describeOutcome({ outcome }: Operation): string {
  switch (outcome.kind) {
    case 'read':
      return outcome.entries.length === 0
        ? 'nothing'
        : outcome.entries.map((entry) => `${entry.key}=${describeHeld(entry)}`).join(' ');
    case 'committed':
      return outcome.versionstamp === undefined
        ? 'committed'
        : `committed ${describeStamp(outcome.versionstamp)}`;
    case 'conflict':
      return `conflict ${outcome.failedChecks.join(' ')}`;
    case 'notApplied':
      return 'not applied';
    case 'unknown':
      return '?';
  }
}

/** What a key holds: `"x"@5`, or `nothing`. */
export function describeHeld(held: {
  readonly value?: Value | undefined;
  readonly versionstamp?: Versionstamp | undefined;
}): string {
  if (held.value === undefined) return 'nothing';
  return `${JSON.stringify(held.value)}${held.versionstamp === undefined ? '' : describeStamp(held.versionstamp)}`;
}

/** `@5`: without the zeros before the log index and, if the rest is zero, without it. */
export function describeStamp(versionstamp: Versionstamp): string {
  const index = versionstamp.slice(0, 16).replace(/^0+(?=.)/, '');
  const rest = versionstamp.slice(16);
  return /^0*$/.test(rest) ? `@${index}` : `@${index}.${rest}`;
}

function describeCheck({ key, versionstamp }: Check): string {
  return `check ${key}${versionstamp === undefined ? ' absent' : describeStamp(versionstamp)}`;
}

function describeMutation(mutation: Mutation): string {
  const { kind, key } = mutation;
  if (kind === 'delete') return `delete ${key}`;
  return kind === 'set'
    ? `set ${key}=${JSON.stringify(mutation.value)}`
    : `${kind} ${key} ${mutation.operand}`;
}
