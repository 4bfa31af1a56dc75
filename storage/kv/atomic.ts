/**
 * Checks and mutations as a pure function of the state: decides everything about an atomic operation and
 * changes nothing itself. All checks look at the state before the operation; each mutation sees those before it;
 * a mutation that is refused undoes all of them, because nothing was done yet. Messages for queues come last.
 *
 * The texts are those of Deno KV, letter by letter: clients see them.
 */
import type { WallMs } from '../../base/brand.ts';
import { assertNever } from '../../base/invariant.ts';
import type { AtomicCommand, AtomicResult, Mutation, Value } from './command.ts';
import type { KeyText } from './keyspace.ts';
import { queueKey, textOfBytes, userDataPrefix } from './keyspace.ts';
import { encodeQueuedMessage } from './queued-message.ts';
import { decodeRecord, encodeRecord, isExpired, recordVersionstamp } from './record.ts';
import type { RecordText } from './record.ts';
import type { Numeric } from './value-codec.ts';
import { readNumeric, readU64, writeNumeric, writeU64 } from './value-codec.ts';
import { formatVersionstamp } from './versionstamp.ts';

/** The record under a storage key as of the last applied entry. */
export type FindRecord = (key: KeyText) => RecordText | undefined;

export type AtomicOutcome = {
  readonly result: AtomicResult;
  /** Record per storage key, undefined for a deletion; empty unless the result is `committed`. */
  readonly writes: ReadonlyMap<KeyText, RecordText | undefined>;
};

/** The answer to a write into a database that was dropped, or never was: a client was told of it before that. */
export const databaseIsGone: AtomicOutcome = {
  result: { kind: 'rejected', message: 'The database does not exist; it was dropped.' },
  writes: new Map(),
};

/** The commit that is made, and log time as of it. */
export type CommitAt = { readonly versionstamp: Uint8Array; readonly now: WallMs };

/**
 * What `command` does to the state behind `stored` if it commits so. What has expired by log time is not there, whether
 * or not it is still stored (rule N-3).
 */
export function executeAtomic(
  command: AtomicCommand,
  { versionstamp, now }: CommitAt,
  stored: FindRecord,
): AtomicOutcome {
  const find: FindRecord = (key) => live(stored(key), now);
  const prefix = userDataPrefix(command.database);
  const failedChecks: number[] = [];
  for (const [position, check] of command.checks.entries()) {
    if (!holds(find(prefix + textOfBytes(check.key)), check.versionstamp)) {
      failedChecks.push(position);
    }
  }
  if (failedChecks.length > 0) return { result: { kind: 'conflict', failedChecks }, writes: none };

  const stampText = formatVersionstamp(versionstamp);
  const writes = new Map<KeyText, RecordText | undefined>();
  for (const mutation of command.mutations) {
    const key = prefix + targetKey(mutation, stampText);
    const change = mutate(mutation, () => {
      const record = writes.has(key) ? live(writes.get(key), now) : find(key);
      return record === undefined ? undefined : decodeRecord(record).value;
    });
    if (change.kind === 'refused') {
      return { result: { kind: 'rejected', message: change.message }, writes: none };
    }
    writes.set(
      key,
      change.kind === 'put'
        ? encodeRecord(change.value, stampText, deadlineOf(mutation, now))
        : undefined,
    );
  }
  for (const [position, enqueue] of (command.enqueues ?? []).entries()) {
    const { deadlineMs } = enqueue;
    const key = queueKey({ database: command.database, deadlineMs, versionstamp, position });
    writes.set(key, encodeQueuedMessage({ ...enqueue, attempts: 0 }));
  }
  return { result: { kind: 'committed', versionstamp }, writes };
}

const none: ReadonlyMap<KeyText, RecordText | undefined> = new Map();

type Change =
  | { readonly kind: 'put'; readonly value: Value }
  | { readonly kind: 'remove' }
  | { readonly kind: 'refused'; readonly message: string };

function live(record: RecordText | undefined, now: WallMs): RecordText | undefined {
  return record === undefined || isExpired(record, now) ? undefined : record;
}

/** When what the mutation puts expires; only a set says so, all else clears the expiry. */
function deadlineOf(mutation: Mutation, now: WallMs): number | undefined {
  if (mutation.kind !== 'set' && mutation.kind !== 'setVersionstampedKey') return undefined;
  const { expiry } = mutation;
  if (expiry === undefined) return undefined;
  return expiry.kind === 'at' ? expiry.ms : Math.min(now + expiry.ms, Number.MAX_SAFE_INTEGER);
}

function holds(record: RecordText | undefined, expected: Uint8Array | undefined): boolean {
  if (record === undefined || expected === undefined) return record === expected;
  return recordVersionstamp(record) === formatVersionstamp(expected);
}

function targetKey(mutation: Mutation, versionstamp: string): KeyText {
  const key = textOfBytes(mutation.key);
  // A string part: tag, hex digits, terminator.
  return mutation.kind === 'setVersionstampedKey' ? `${key}\u0002${versionstamp}\0` : key;
}

function mutate(mutation: Mutation, findStored: () => Value | undefined): Change {
  switch (mutation.kind) {
    case 'set':
    case 'setVersionstampedKey':
      return { kind: 'put', value: mutation.value };
    case 'delete':
      return { kind: 'remove' };
    case 'sum':
      return mutation.value.encoding === 'le64'
        ? combineU64(mutation.kind, mutation.value, findStored())
        : sumNumeric(mutation, findStored());
    case 'min':
    case 'max':
      return combineU64(mutation.kind, mutation.value, findStored());
    default:
      return assertNever(mutation);
  }
}

function combineU64(
  kind: 'sum' | 'min' | 'max',
  operandValue: Value,
  stored: Value | undefined,
): Change {
  const operand = operandValue.encoding === 'le64' ? readU64(operandValue.bytes) : undefined;
  if (operand === undefined) {
    return refused(`Failed to perform '${kind}' mutation on a non-U64 operand`);
  }
  if (stored === undefined) return putU64(operand);
  const present = stored.encoding === 'le64' ? readU64(stored.bytes) : undefined;
  if (present === undefined) {
    return refused(`Failed to perform '${kind}' mutation on a non-U64 value in the database`);
  }
  if (kind === 'sum') return putU64(present + operand);
  const operandWins = kind === 'min' ? operand < present : operand > present;
  return putU64(operandWins ? operand : present);
}

type SumMutation = Extract<Mutation, { readonly kind: 'sum' }>;
type SumParameters = {
  readonly operand: Numeric;
  readonly min: Numeric | undefined;
  readonly max: Numeric | undefined;
  readonly clamp: boolean;
};

function sumNumeric(mutation: SumMutation, stored: Value | undefined): Change {
  const parameters = readParameters(mutation);
  if (typeof parameters === 'string') return refused(parameters);
  // On an absent key the limits are not applied: that is what Deno KV does.
  if (stored === undefined) return putNumeric(parameters.operand);
  if (stored.encoding === 'le64') return sumOnU64(stored.bytes, parameters);
  if (stored.encoding === 'bytes') return refused('unsupported value type');
  const present = readNumeric(stored.bytes);
  switch (present.kind) {
    case 'numeric':
      return sumSameType(present.value, parameters);
    case 'otherType':
      return refused('unsupported value type');
    case 'malformed':
      return refused('invalid v8 value');
    case 'empty':
      return refused('operand cannot be empty');
    default:
      return assertNever(present);
  }
}

/** The parameters, or the text of the refusal. */
function readParameters(mutation: SumMutation): SumParameters | string {
  const operand = mutation.value.encoding === 'v8' ? readNumeric(mutation.value.bytes) : undefined;
  const [min, max] = [mutation.min, mutation.max].map((bytes) => readNumeric(bytes));
  if (
    operand?.kind !== 'numeric' ||
    (min?.kind !== 'numeric' && min?.kind !== 'empty') ||
    (max?.kind !== 'numeric' && max?.kind !== 'empty')
  ) {
    return 'Some of the parameters are not valid V8 values';
  }
  for (const bound of [min, max]) {
    if (bound.kind === 'numeric' && typeof bound.value !== typeof operand.value) {
      return 'Min/max parameters have different types than the operand';
    }
  }
  return {
    operand: operand.value,
    min: min.kind === 'numeric' ? min.value : undefined,
    max: max.kind === 'numeric' ? max.value : undefined,
    clamp: mutation.clamp,
  };
}

function sumOnU64(bytes: Uint8Array, parameters: SumParameters): Change {
  const { operand, min, max, clamp } = parameters;
  if (typeof operand === 'number') return refused('Cannot sum KvU64 with Number');
  const present = readU64(bytes);
  const fits = operand >= 0n && operand < 1n << 64n;
  if (present === undefined || !fits || min !== undefined || max !== undefined || clamp) {
    return refused('Cannot sum KvU64 with BigInt');
  }
  return putU64(present + operand);
}

function sumSameType(present: Numeric, parameters: SumParameters): Change {
  const { operand, min, max, clamp } = parameters;
  let sum: Numeric;
  if (typeof present === 'bigint') {
    if (typeof operand === 'number') return refused('Cannot sum BigInt with Number');
    sum = present + operand;
  } else {
    if (typeof operand === 'bigint') return refused('Cannot sum Number with BigInt');
    sum = present + operand;
  }
  const outOfRange = 'The result of a Sum operation would exceed its range limit';
  if (min !== undefined && sum < min) {
    if (!clamp) return refused(outOfRange);
    sum = min;
  }
  if (max !== undefined && sum > max) {
    if (!clamp) return refused(outOfRange);
    sum = max;
  }
  return putNumeric(sum);
}

function refused(message: string): Change {
  return { kind: 'refused', message };
}

function putU64(value: bigint): Change {
  return { kind: 'put', value: { bytes: writeU64(value), encoding: 'le64' } };
}

function putNumeric(value: Numeric): Change {
  return { kind: 'put', value: { bytes: writeNumeric(value), encoding: 'v8' } };
}
