/**
 * An atomic write of KV Connect to the command for the log. The texts are those that clients of the protocol know, letter by
 * letter (deno-kv.md 9.8). In the order of Deno: checks, mutations, messages, the total. All throw `InvalidRequestError`.
 */
import type { WallMs } from '../../base/brand.ts';
import type {
  AtomicCommand,
  Check,
  Enqueue,
  Mutation,
  Value,
  ValueEncoding,
} from '../../storage/index.ts';
import { validateKey } from '../../storage/index.ts';
import { InvalidRequestError, LimitExceededError } from '../errors.ts';
import {
  atomicBytesMax,
  boundaryBytesMax,
  keyBytesMax,
  le64Bytes,
  valueBytesMax,
  versionstampBytes,
} from '../limits.ts';
import type { WireAtomicWrite, WireCheck, WireEnqueue, WireMutation } from './datapath-decoder.ts';
import { decodeAtomicWrite, demand, requireSize } from './datapath-decoder.ts';
import * as limits from './limits.ts';

// Numbers come from clients: what is not in its table is refused. M_DELETE is 2.
const kindByType: Readonly<Record<number, Mutation['kind']>> = {
  1: 'set',
  2: 'delete',
  3: 'sum',
  4: 'max',
  5: 'min',
  9: 'setVersionstampedKey',
};
const encodingByNumber: Readonly<Record<number, ValueEncoding>> = {
  1: 'v8',
  2: 'le64',
  3: 'bytes',
};

/** `now` bounds the deadlines of messages. */
export function decodeAtomicCommand(
  bytes: Uint8Array,
  { database, now }: { readonly database: number; readonly now: WallMs },
): AtomicCommand {
  const write = decodeAtomicWrite(bytes);
  const checks = write.checks.map(toCheck);
  const mutations = write.mutations.map(toMutation);
  const enqueues = write.enqueues.map((enqueue) => toEnqueue(enqueue, now));
  requireTotalSize(write);
  return {
    kind: 'atomic',
    database,
    checks,
    mutations,
    ...(enqueues.length > 0 && { enqueues }),
  };
}

function toCheck({ key, versionstamp }: WireCheck): Check {
  requireKey(key, boundaryBytesMax);
  const { length } = versionstamp;
  demand(length === 0 || length === versionstampBytes, 'Invalid versionstamp.');
  return { key, versionstamp: length === 0 ? undefined : versionstamp };
}

function toMutation(wire: WireMutation): Mutation {
  const { key, data, encoding, type, expireAtMs } = wire;
  demand(expireAtMs >= -1, 'Invalid mutation expire at.');
  const kind = kindByType[type];
  demand(kind !== undefined, invalidMutation);
  requireKey(key, keyBytesMax);
  if (kind === 'delete') return { kind, key };
  demand(data !== undefined, invalidMutation);
  const value = toValue(data, encoding);
  switch (kind) {
    case 'set':
    case 'setVersionstampedKey':
      return toSet({ kind, key, value }, expireAtMs);
    case 'sum': {
      const { sumMin: min, sumMax: max, sumClamp: clamp } = wire;
      requireValueSize(min);
      requireValueSize(max);
      return { kind, key, value, min, max, clamp };
    }
    case 'min':
    case 'max':
      return { kind, key, value };
  }
}

const invalidMutation = 'Invalid mutation kind or arguments.';

/** The one place where a set meets its expiry. 0 and -1 mean none. */
function toSet(
  set: Extract<Mutation, { readonly kind: 'set' | 'setVersionstampedKey' }>,
  expireAtMs: number,
): Mutation {
  if (expireAtMs < 1) return set;
  // What lies beyond what a number can hold exactly is never.
  return { ...set, expiry: { kind: 'at', ms: Math.min(expireAtMs, Number.MAX_SAFE_INTEGER) } };
}

function toValue(bytes: Uint8Array, number: number): Value {
  const encoding = encodingByNumber[number];
  demand(encoding !== undefined, `The value encoding ${number} is unknown.`);
  requireValueSize(bytes);
  const isWhole = encoding !== 'le64' || bytes.length === le64Bytes;
  demand(isWhole, 'A LE64 value must have exactly 8 bytes.');
  return { bytes, encoding };
}

function toEnqueue(wire: WireEnqueue, now: WallMs): Enqueue {
  const { payload, deadlineMs, keysIfUndelivered, backoffMs } = wire;
  const isDeadline = deadlineMs >= 0 && deadlineMs <= now + limits.enqueueDelayMsMax;
  demand(isDeadline, 'Invalid mutation enqueue deadline.');
  for (const key of keysIfUndelivered) requireKey(key, keyBytesMax);
  for (const intervalMs of backoffMs) {
    if (intervalMs <= limits.backoffIntervalMsMax) continue;
    throw new LimitExceededError(
      'A backoff interval exceeds the maximum allowed backoff interval.',
    );
  }
  requireValueSize(payload);
  return {
    payload,
    deadlineMs,
    keysIfUndelivered,
    backoffMs: backoffMs.length === 0 ? limits.defaultBackoffMs : backoffMs,
  };
}

/** A stored key that does not decode would make every read of Deno fail that meets it, so it never gets in. */
function requireKey(key: Uint8Array, bytesMax: number): void {
  demand(key.length > 0, 'key cannot be empty');
  requireSize(key, bytesMax);
  const problem = validateKey(key);
  if (problem !== undefined) throw new InvalidRequestError(`The ${problem}.`);
}

function requireValueSize({ length }: Uint8Array): void {
  if (length > valueBytesMax) {
    throw new LimitExceededError('A value exceeds the value size limit.');
  }
}

/** The values of deletions do not count, since they are ignored; the limits of sums do, since they are stored in the log. */
function requireTotalSize({ checks, mutations, enqueues }: WireAtomicWrite): void {
  let total = 0;
  for (const { key } of checks) total += key.length;
  for (const { key, data, type, sumMin, sumMax } of mutations) {
    const isDeletion = kindByType[type] === 'delete';
    total += key.length + (isDeletion ? 0 : (data?.length ?? 0));
    total += sumMin.length + sumMax.length;
  }
  for (const { payload, keysIfUndelivered, backoffMs } of enqueues) {
    total += payload.length + limits.backoffIntervalBytes * backoffMs.length;
    for (const key of keysIfUndelivered) total += key.length;
  }
  if (total > atomicBytesMax) {
    throw new LimitExceededError('The total size of the atomic write is too large.');
  }
}
