/**
 * The KV service's messages to domain values and back. Everything from a client is checked here, so that
 * nothing invalid can reach the log: what does not hold is an InvalidRequestError whose text begins as a user
 * of Deno KV knows it, and goes on with what was found and what is allowed. Decoded values are views of the request's bytes.
 */
import type { LogIndex } from '../base/brand.ts';
import { isCount } from '../base/brand.ts';
import { kvorum } from '../protos/gen/kv.js';
import type {
  Check,
  AtomicCommand,
  AtomicResult,
  Expiry,
  Mutation,
  Value,
  ValueEncoding,
  StoredEntry,
} from '../storage/index.ts';
import { validateKey, versionstampAt } from '../storage/index.ts';
import { InvalidRequestError, LimitExceededError } from './errors.ts';
import { countFields, decodeMessage } from './decode.ts';
import type { MessageShape } from './decode.ts';
import * as limits from './limits.ts';
import { decodeReadDemand } from './read-demand.ts';
import type { ReadDemand } from './read-demand.ts';
import { decodeSessionRequest, sessionShape } from './session-codec.ts';

const { AtomicRequest, AtomicResponse, GetRequest, GetResponse, MutationKind } = kvorum.kv.v1;
const wireEncodings = kvorum.kv.v1.ValueEncoding;

// Numbers come from clients: what is not in its table is refused.
const valuedKinds: Readonly<Record<number, Exclude<Mutation['kind'], 'delete'>>> = {
  [MutationKind.MUTATION_KIND_SET]: 'set',
  [MutationKind.MUTATION_KIND_SUM]: 'sum',
  [MutationKind.MUTATION_KIND_MAX]: 'max',
  [MutationKind.MUTATION_KIND_MIN]: 'min',
  [MutationKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY]: 'setVersionstampedKey',
};
const encodingByNumber: Readonly<Record<number, ValueEncoding>> = {
  [wireEncodings.VALUE_ENCODING_V8]: 'v8',
  [wireEncodings.VALUE_ENCODING_LE64]: 'le64',
  [wireEncodings.VALUE_ENCODING_BYTES]: 'bytes',
};
const numberByEncoding = {
  v8: wireEncodings.VALUE_ENCODING_V8,
  le64: wireEncodings.VALUE_ENCODING_LE64,
  bytes: wireEncodings.VALUE_ENCODING_BYTES,
} as const satisfies Record<ValueEncoding, number>;
const emptyBytes = new Uint8Array(0);
/** The fields of the requests, as protos/kv.proto has them; a test compares them. */
export const getShape: MessageShape = { 1: 'bytes', 2: 'number', 20: 'number', 21: 'bytes' };
/** The fields of a get besides its keys, and some that later versions may add. */
const getOtherFieldsMax = 16;
const checkShape: MessageShape = { 1: 'bytes', 2: 'bytes' };
const valueShape: MessageShape = { 1: 'bytes', 2: 'number' };
const mutationShape: MessageShape = {
  1: 'bytes',
  2: 'number',
  3: valueShape,
  4: 'bytes',
  5: 'bytes',
  6: 'number',
  7: 'long',
  8: 'long',
};
export const atomicShape: MessageShape = { 1: checkShape, 2: mutationShape, 4: sessionShape };
/** A check or mutation, its own fields and those of its value, and some that later versions may add. */
const atomicFieldsMax = (limits.checksMax + limits.mutationsMax) * 16;

export type GetCall = { readonly keys: readonly Uint8Array[]; readonly demand: ReadDemand };

/** Of which state an answer is, and how old that may have been; see GetResponse. */
export type ReadAt = {
  readonly appliedIndex: LogIndex;
  readonly stalenessMs: number | undefined;
};

/** Throws `InvalidRequestError`. */
export function decodeGetRequest(bytes: Uint8Array): GetCall {
  const tooManyKeys = `Too many keys in one get: ${limits.getKeysMax} are allowed.`;
  countFields(bytes, {
    shape: getShape,
    fieldsMax: limits.getKeysMax + getOtherFieldsMax,
    message: tooManyKeys,
  });
  const request = decodeMessage(bytes, (source) => GetRequest.decode(source));
  const { keys } = request;
  limit(keys.length <= limits.getKeysMax, tooManyKeys);
  decodeEach('keys', keys, (key) => {
    requireKeySize(key, limits.keyBytesMax);
  });
  return { keys, demand: decodeReadDemand(request) };
}

/** One entry per requested key; undefined where there is none. */
export function encodeGetResponse(
  keys: readonly Uint8Array[],
  found: readonly (StoredEntry | undefined)[],
  readAt: ReadAt,
): Uint8Array {
  const entries = keys.map((key, position) => encodeEntry(key, found[position]));
  return GetResponse.encode({ entries, ...encodeReadAt(readAt) }).finish();
}

/** As the answers to a get and to a list have it. An age is rounded up, and one beyond the field is not known. */
export function encodeReadAt({ appliedIndex, stalenessMs }: ReadAt): {
  readonly readVersionstamp?: Uint8Array;
  readonly stalenessMs?: number;
} {
  const wholeMs = stalenessMs === undefined ? Number.POSITIVE_INFINITY : Math.ceil(stalenessMs);
  return {
    ...(appliedIndex > 0 && { readVersionstamp: versionstampAt(appliedIndex) }),
    ...(wholeMs < 2 ** 32 && { stalenessMs: wholeMs }),
  };
}

/** Undefined: there is none. */
export function encodeEntry(key: Uint8Array, entry: StoredEntry | undefined): kvorum.kv.v1.IEntry {
  if (entry === undefined) return { key };
  const { value, versionstamp } = entry;
  return {
    key,
    value: { data: value.bytes, encoding: numberByEncoding[value.encoding] },
    versionstamp,
  };
}

/** Throws `InvalidRequestError`. The order of the checks is that of Deno: counts, contents, sizes, total. */
export function decodeAtomicRequest(bytes: Uint8Array, database: number): AtomicCommand {
  countFields(bytes, {
    fieldsMax: atomicFieldsMax,
    shape: atomicShape,
    message: `Too many checks, mutations or fields of them included in atomic write: ${limits.checksMax} checks and ${limits.mutationsMax} mutations are allowed.`,
  });
  const message = decodeMessage(bytes, (source) => AtomicRequest.decode(source));
  const { checks: wireChecks, mutations: wireMutations } = message;
  limitCount('checks', wireChecks.length, limits.checksMax);
  limitCount('mutations', wireMutations.length, limits.mutationsMax);
  const checks = decodeEach('checks', wireChecks, decodeCheck);
  const mutations = decodeEach('mutations', wireMutations, decodeMutation);
  requireTotalSize(checks, mutations);
  const session = message.session ? decodeSessionRequest(message.session) : undefined;
  return {
    kind: 'atomic',
    database,
    checks,
    mutations,
    ...(session !== undefined && { session }),
  };
}

/** A result that is an answer; a refusal is an error (see `MutationRejectedError`). */
export function encodeAtomicResponse(
  result: Exclude<AtomicResult, { readonly kind: 'rejected' }>,
): Uint8Array {
  const outcome =
    result.kind === 'committed'
      ? { committed: { versionstamp: result.versionstamp } }
      : { conflict: { failedChecks: [...result.failedChecks] } };
  return AtomicResponse.encode(outcome).finish();
}

/** Refuses a key or boundary longer than `bytesMax`. */
export function requireKeySize(key: Uint8Array, bytesMax: number): void {
  limit(
    key.length <= bytesMax,
    () => `A key exceeds the key size limit: it has ${key.length} bytes, ${bytesMax} are allowed.`,
  );
}

/** A refusal says which of several items it is about. */
export function decodeEach<Wire, T>(
  field: string,
  items: readonly Wire[],
  decode: (item: Wire) => T,
): readonly T[] {
  let position = 0;
  try {
    return items.map((item, at) => {
      position = at;
      return decode(item);
    });
  } catch (error) {
    if (!(error instanceof InvalidRequestError) || items.length === 1) throw error;
    throw error.at(`${field}[${position}]`);
  }
}

function decodeCheck(check: kvorum.kv.v1.ICheck): Check {
  const key = check.key ?? emptyBytes;
  const versionstamp = check.versionstamp ?? emptyBytes;
  requireWrittenKey(key, limits.boundaryBytesMax);
  demand(
    versionstamp.length === 0 || versionstamp.length === limits.versionstampBytes,
    () =>
      `Invalid versionstamp: it has ${versionstamp.length} bytes instead of 10, or 0 for "absent".`,
  );
  return { key, versionstamp: versionstamp.length === 0 ? undefined : versionstamp };
}

function decodeMutation(wire: kvorum.kv.v1.IMutation): Mutation {
  const key = wire.key ?? emptyBytes;
  const kind = wire.kind ?? MutationKind.MUTATION_KIND_UNSPECIFIED;
  if (kind === MutationKind.MUTATION_KIND_DELETE) {
    requireWrittenKey(key, limits.keyBytesMax);
    return { kind: 'delete', key };
  }
  const known = valuedKinds[kind];
  demand(
    known !== undefined,
    () => `Invalid mutation kind or arguments: the kind ${kind} is unknown.`,
  );
  demand(!!wire.value, () => `Invalid mutation kind or arguments: ${known} needs a value.`);
  requireWrittenKey(key, limits.keyBytesMax);
  const value = decodeValue(wire.value);
  if (known === 'set' || known === 'setVersionstampedKey') {
    const expiry = decodeExpiry(wire);
    return { kind: known, key, value, ...(expiry !== undefined && { expiry }) };
  }
  if (known !== 'sum') return { kind: known, key, value };
  const min = wire.sumMin ?? emptyBytes;
  const max = wire.sumMax ?? emptyBytes;
  requireValueSize(min);
  requireValueSize(max);
  return { kind: 'sum', key, value, min, max, clamp: wire.sumClamp ?? false };
}

/** 0 and -1 say that the entry stays, as Deno's clients mean it. */
function decodeExpiry({ expireAtMs, expireInMs }: kvorum.kv.v1.IMutation): Expiry | undefined {
  const at = expireAtMs ?? 0;
  demand(
    Number.isSafeInteger(at) && at >= -1,
    () => `Invalid mutation expire at. ${at} is neither a time in milliseconds nor 0 or -1.`,
  );
  if (expireInMs === undefined || expireInMs === null) {
    return at > 0 ? { kind: 'at', ms: at } : undefined;
  }
  demand(
    at <= 0,
    'Invalid mutation expire at. Give either expire_at_ms or expire_in_ms, not both.',
  );
  demand(
    isCount(expireInMs),
    () => `Invalid mutation expire at. ${expireInMs} milliseconds are too many.`,
  );
  return { kind: 'in', ms: expireInMs };
}

function decodeValue(wire: kvorum.kv.v1.IValue): Value {
  const data = wire.data ?? emptyBytes;
  const number = wire.encoding ?? wireEncodings.VALUE_ENCODING_UNSPECIFIED;
  const encoding = encodingByNumber[number];
  demand(encoding !== undefined, () => `The value encoding ${number} is unknown.`);
  requireValueSize(data);
  demand(
    encoding !== 'le64' || data.length === limits.le64Bytes,
    'A LE64 value must have exactly 8 bytes.',
  );
  return { bytes: data, encoding };
}

/** A stored key that does not decode would make every Deno read that meets it fail, so it never gets in. */
function requireWrittenKey(key: Uint8Array, bytesMax: number): void {
  demand(key.length > 0, 'key cannot be empty');
  requireKeySize(key, bytesMax);
  const problem = validateKey(key);
  if (problem !== undefined) throw new InvalidRequestError(`The ${problem}.`);
}

function requireValueSize(bytes: Uint8Array): void {
  const { length } = bytes;
  const { valueBytesMax } = limits;
  limit(
    length <= valueBytesMax,
    () =>
      `A value exceeds the value size limit: it has ${length} bytes, ${valueBytesMax} are allowed.`,
  );
}

function requireTotalSize(checks: readonly Check[], mutations: readonly Mutation[]): void {
  let total = 0;
  for (const { key } of checks) total += key.length;
  for (const mutation of mutations) {
    total += mutation.key.length;
    if (mutation.kind !== 'delete') total += mutation.value.bytes.length;
    if (mutation.kind === 'sum') total += mutation.min.length + mutation.max.length;
  }
  limit(
    total <= limits.atomicBytesMax,
    () =>
      'The total size of the atomic write is too large: its keys and values have ' +
      `${total} bytes, ${limits.atomicBytesMax} are allowed.`,
  );
}

function limitCount(what: string, count: number, max: number): void {
  limit(
    count <= max,
    () => `Too many ${what} included in atomic write: ${count}, ${max} are allowed.`,
  );
}

/** Like `demand`, of a size or a count. */
function limit(holds: boolean, message: string | (() => string)): void {
  if (!holds) throw new LimitExceededError(typeof message === 'string' ? message : message());
}

/** A message that costs something to make comes as a function. */
function demand(condition: boolean, message: string | (() => string)): asserts condition {
  if (!condition) throw new InvalidRequestError(typeof message === 'string' ? message : message());
}
