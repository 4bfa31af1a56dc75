/**
 * The KV service's messages to domain values and back. Everything from a client is checked here, so that
 * nothing invalid can reach the log: what does not hold is an InvalidRequestError with the text that a user
 * of Deno KV knows. Decoded values are views of the request's bytes.
 */
import { kvorum } from '../protos/gen/kv.js';
import type {
  Check,
  Command,
  CommandResult,
  Mutation,
  Value,
  ValueEncoding,
  KeyedEntry,
  StoredEntry,
} from '../storage/index.ts';
import { validateKey } from '../storage/index.ts';
import { InvalidRequestError } from './errors.ts';
import { countFields, decodeMessage } from './decode.ts';
import * as limits from './limits.ts';

const { AtomicRequest, AtomicResponse, Consistency, GetRequest, GetResponse, MutationKind } =
  kvorum.kv.v1;
const wireEncodings = kvorum.kv.v1.ValueEncoding;

/** The database that requests without one mean. */
export const defaultDatabase = 0;

export type GetCall = { readonly keys: readonly Uint8Array[]; readonly strong: boolean };

/** Throws `InvalidRequestError`. */
export function decodeGetRequest(bytes: Uint8Array): GetCall {
  countFields(bytes, {
    fieldsMax: limits.getKeysMax + 1,
    message: 'Too many read ranges requested in one read request.',
  });
  const { keys, consistency } = decodeMessage(bytes, (source) => GetRequest.decode(source));
  demand(keys.length <= limits.getKeysMax, 'Too many read ranges requested in one read request.');
  for (const key of keys) requireKeySize(key, limits.keyBytesMax);
  return { keys, strong: decodeConsistency(consistency) };
}

/** One entry per requested key; undefined where there is none. */
export function encodeGetResponse(
  keys: readonly Uint8Array[],
  found: readonly (StoredEntry | undefined)[],
): Uint8Array {
  const entries = keys.map((key, position) => {
    const entry = found[position];
    return entry === undefined ? { key } : encodeEntry({ key, ...entry });
  });
  return GetResponse.encode({ entries }).finish();
}

/** `keysOnly` leaves out the value. */
export function encodeEntry(
  entry: KeyedEntry,
  options?: { readonly keysOnly: boolean },
): kvorum.kv.v1.IEntry {
  const { key, value, versionstamp } = entry;
  if (options?.keysOnly === true) return { key, versionstamp };
  return {
    key,
    value: { data: value.bytes, encoding: encodeValueEncoding(value.encoding) },
    versionstamp,
  };
}

/** Throws `InvalidRequestError`. The order of the checks is that of Deno: counts, contents, sizes, total. */
export function decodeAtomicRequest(bytes: Uint8Array): Command {
  countFields(bytes, {
    fieldsMax: limits.checksMax + limits.mutationsMax,
    message: 'Too many mutations / enqueues included in atomic write.',
  });
  const request = decodeMessage(bytes, (source) => AtomicRequest.decode(source));
  demand(request.checks.length <= limits.checksMax, 'Too many checks included in atomic write.');
  demand(
    request.mutations.length <= limits.mutationsMax,
    'Too many mutations / enqueues included in atomic write.',
  );
  const checks = request.checks.map(decodeCheck);
  const mutations = request.mutations.map(decodeMutation);
  requireTotalSize(checks, mutations);
  return { kind: 'atomic', database: defaultDatabase, checks, mutations };
}

/** A result that is an answer; a refusal is an error (see `MutationRejectedError`). */
export function encodeAtomicResponse(
  result: Exclude<CommandResult, { readonly kind: 'rejected' }>,
): Uint8Array {
  switch (result.kind) {
    case 'committed':
      return AtomicResponse.encode({
        committed: { versionstamp: result.versionstamp },
      }).finish();
    case 'conflict':
      return AtomicResponse.encode({
        conflict: { failedChecks: [...result.failedChecks] },
      }).finish();
  }
}

/** True for strong. */
export function decodeConsistency(consistency: number): boolean {
  switch (consistency) {
    case Consistency.CONSISTENCY_UNSPECIFIED:
    case Consistency.CONSISTENCY_STRONG:
      return true;
    case Consistency.CONSISTENCY_EVENTUAL:
      return false;
    default:
      throw new InvalidRequestError(`The consistency ${consistency} is unknown.`);
  }
}

/** Refuses a key or boundary longer than `bytesMax`. */
export function requireKeySize(key: Uint8Array, bytesMax: number): void {
  demand(key.length <= bytesMax, 'A key exceeds the key size limit.');
}

function decodeCheck(check: kvorum.kv.v1.ICheck): Check {
  const { key, versionstamp } = check as kvorum.kv.v1.Check;
  requireWrittenKey(key, limits.boundaryBytesMax);
  demand(
    versionstamp.length === 0 || versionstamp.length === limits.versionstampBytes,
    'Invalid versionstamp.',
  );
  return { key, versionstamp: versionstamp.length === 0 ? undefined : versionstamp };
}

function decodeMutation(wire: kvorum.kv.v1.IMutation): Mutation {
  const mutation = wire as kvorum.kv.v1.Mutation;
  const { key, kind } = mutation;
  if (kind === MutationKind.MUTATION_KIND_DELETE) {
    requireWrittenKey(key, limits.keyBytesMax);
    return { kind: 'delete', key };
  }
  const known = decodeMutationKind(kind);
  demand(known !== undefined && !!mutation.value, 'Invalid mutation kind or arguments.');
  requireWrittenKey(key, limits.keyBytesMax);
  const value = decodeValue(mutation.value);
  if (known !== 'sum') return { kind: known, key, value };
  const { sumMin: min, sumMax: max, sumClamp: clamp } = mutation;
  requireValueSize(min);
  requireValueSize(max);
  return { kind: 'sum', key, value, min, max, clamp };
}

function decodeMutationKind(kind: number): Exclude<Mutation['kind'], 'delete'> | undefined {
  switch (kind) {
    case MutationKind.MUTATION_KIND_SET:
      return 'set';
    case MutationKind.MUTATION_KIND_SUM:
      return 'sum';
    case MutationKind.MUTATION_KIND_MAX:
      return 'max';
    case MutationKind.MUTATION_KIND_MIN:
      return 'min';
    case MutationKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY:
      return 'setVersionstampedKey';
    default:
      return undefined;
  }
}

function decodeValue(wire: kvorum.kv.v1.IValue): Value {
  const { data, encoding: number } = wire as kvorum.kv.v1.Value;
  const encoding = decodeValueEncoding(number);
  requireValueSize(data);
  demand(
    encoding !== 'le64' || data.length === limits.le64Bytes,
    'A LE64 value must have exactly 8 bytes.',
  );
  return { bytes: data, encoding };
}

function decodeValueEncoding(encoding: number): ValueEncoding {
  switch (encoding) {
    case wireEncodings.VALUE_ENCODING_V8:
      return 'v8';
    case wireEncodings.VALUE_ENCODING_LE64:
      return 'le64';
    case wireEncodings.VALUE_ENCODING_BYTES:
      return 'bytes';
    default:
      throw new InvalidRequestError(`The value encoding ${encoding} is unknown.`);
  }
}

function encodeValueEncoding(encoding: ValueEncoding): kvorum.kv.v1.ValueEncoding {
  switch (encoding) {
    case 'v8':
      return wireEncodings.VALUE_ENCODING_V8;
    case 'le64':
      return wireEncodings.VALUE_ENCODING_LE64;
    case 'bytes':
      return wireEncodings.VALUE_ENCODING_BYTES;
  }
}

/** A stored key that does not decode would make every Deno read that meets it fail, so it never gets in. */
function requireWrittenKey(key: Uint8Array, bytesMax: number): void {
  demand(key.length > 0, 'key cannot be empty');
  requireKeySize(key, bytesMax);
  const problem = validateKey(key);
  if (problem !== undefined) throw new InvalidRequestError(`The key is malformed: ${problem}.`);
}

function requireValueSize(bytes: Uint8Array): void {
  demand(bytes.length <= limits.valueBytesMax, 'A value exceeds the value size limit.');
}

function requireTotalSize(checks: readonly Check[], mutations: readonly Mutation[]): void {
  let total = 0;
  for (const { key } of checks) total += key.length;
  for (const mutation of mutations) {
    total += mutation.key.length;
    if (mutation.kind !== 'delete') total += mutation.value.bytes.length;
    if (mutation.kind === 'sum') total += mutation.min.length + mutation.max.length;
  }
  demand(total <= limits.atomicBytesMax, 'The total size of the atomic write is too large.');
}

function demand(condition: boolean, message: string): asserts condition {
  if (!condition) throw new InvalidRequestError(message);
}
