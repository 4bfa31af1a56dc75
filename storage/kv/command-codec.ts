/**
 * Commands and results to the bytes of protos/storage.proto and back. A command is encoded once, by the node
 * that received the request, and passes untouched through the log. What cannot be decoded is never skipped: it
 * throws, and the node stops (rule N-7).
 */
import { asNodeId, asTerm, isCount } from '../../base/brand.ts';
import { assertNever, invariant } from '../../base/invariant.ts';
import { kvorum } from '../../protos/gen/storage.js';
import { CorruptionError } from '../errors.ts';
import {
  decodeCatalogCommand,
  decodeCatalogResult,
  encodeCatalogCommand,
  encodeCatalogResult,
} from './catalog-codec.ts';
import type {
  AtomicCommand,
  Check,
  Command,
  CommandResult,
  Expiry,
  Enqueue,
  Mutation,
  Origin,
  SessionRefusal,
  SessionRequest,
  Value,
} from './command.ts';
import { asBuffer } from './keyspace.ts';
import { encodingNumber, encodingOf } from './record.ts';
import { versionstampBytes } from './versionstamp.ts';

const wire = kvorum.storage.v1;
const wireKind = wire.MutationKind;

/** The bytes are new and the caller's. */
export function encodeCommand(command: Command): Uint8Array {
  switch (command.kind) {
    case 'atomic': {
      const atomic = encodeAtomic(command);
      const hasEnqueues = command.enqueues !== undefined && command.enqueues.length > 0;
      return encode(command.origin, hasEnqueues ? { enqueuingAtomic: atomic } : { atomic });
    }
    case 'openSession':
      return encode(command.origin, {
        openSession: { ttlMs: count(command.ttlMs), ...ofDatabase(command) },
      });
    case 'closeSession':
      return encode(command.origin, {
        closeSession: { session: count(command.session), ...ofDatabase(command) },
      });
    case 'sweepSessions':
      return encode(undefined, { sweepSessions: { term: command.term } });
    case 'expireEntries':
      return encode(undefined, {
        expireEntries: { term: command.term, indexKeys: [...command.indexKeys] },
      });
    case 'createDatabase':
    case 'dropDatabase':
    case 'clearDatabase':
    case 'createToken':
    case 'revokeToken':
      return encode(command.origin, encodeCatalogCommand(command));
    default:
      return assertNever(command);
  }
}

function encode(origin: Origin | undefined, kind: kvorum.storage.v1.ICommand): Uint8Array {
  return wire.Command.encode(
    origin === undefined ? kind : { ...kind, origin: encodeOrigin(origin) },
  ).finish();
}

/** The default database is not written. */
function ofDatabase({ database }: { readonly database?: number | null | undefined }): {
  readonly database?: number;
} {
  return database === undefined || database === null || database === 0 ? {} : { database };
}

function encodeAtomic(command: AtomicCommand): kvorum.storage.v1.IAtomic {
  const { database, checks, mutations, enqueues, session } = command;
  invariant(database >>> 0 === database, 'a database id has 32 bits');
  return {
    database,
    checks: checks.map((check) => ({
      key: check.key,
      ...(check.versionstamp !== undefined && { versionstamp: check.versionstamp }),
    })),
    mutations: mutations.map((mutation) => encodeMutation(mutation)),
    ...(enqueues !== undefined && {
      enqueues: enqueues.map((enqueue) => encodeEnqueue(enqueue)),
    }),
    ...(session !== undefined && {
      session: {
        id: count(session.id),
        seq: count(session.seq),
        ackedUpTo: count(session.ackedUpTo),
      },
    }),
  };
}

/** Shares memory with `bytes`. Throws `CorruptionError` for anything that this version does not know. */
export function decodeCommand(bytes: Uint8Array): Command {
  const message = decoding(() => wire.Command.decode(asBuffer(bytes)));
  const atomic = message.atomic ?? message.enqueuingAtomic;
  const origin = message.origin ? { origin: decodeOrigin(message.origin) } : undefined;
  if (atomic) return { ...decodeAtomic(atomic), ...origin };
  const { openSession, closeSession, sweepSessions } = message;
  if (openSession) {
    const ttlMs = decodeCount(openSession.ttlMs);
    return { kind: 'openSession', ttlMs, ...ofDatabase(openSession), ...origin };
  }
  if (closeSession) {
    const session = decodeCount(closeSession.session);
    return { kind: 'closeSession', session, ...ofDatabase(closeSession), ...origin };
  }
  if (sweepSessions) {
    return { kind: 'sweepSessions', term: asTerm(decodeCount(sweepSessions.term)) };
  }
  const { expireEntries } = message;
  if (expireEntries) {
    const term = asTerm(decodeCount(expireEntries.term));
    return { kind: 'expireEntries', term, indexKeys: expireEntries.indexKeys ?? [] };
  }
  const catalogCommand = decodeCatalogCommand(message);
  if (catalogCommand?.kind === 'clearDatabase') return catalogCommand;
  if (catalogCommand !== undefined) return { ...catalogCommand, ...origin };
  throw unknown('a command of an unknown kind');
}

function decodeAtomic(atomic: kvorum.storage.v1.IAtomic): AtomicCommand {
  const { database, checks, mutations, enqueues, session } = atomic;
  return {
    kind: 'atomic',
    database: database ?? 0,
    checks: (checks ?? []).map((check) => decodeCheck(check)),
    mutations: (mutations ?? []).map((mutation) => decodeMutation(mutation)),
    ...(enqueues &&
      enqueues.length > 0 && { enqueues: enqueues.map((enqueue) => decodeEnqueue(enqueue)) }),
    ...(session && { session: decodeSessionRequest(session) }),
  };
}

function encodeEnqueue(enqueue: Enqueue): kvorum.storage.v1.IEnqueue {
  return {
    payload: enqueue.payload,
    deadlineMs: count(enqueue.deadlineMs),
    keysIfUndelivered: [...enqueue.keysIfUndelivered],
    backoffMs: [...enqueue.backoffMs],
  };
}

function decodeEnqueue(enqueue: kvorum.storage.v1.IEnqueue): Enqueue {
  return {
    payload: enqueue.payload ?? emptyBytes,
    deadlineMs: decodeCount(enqueue.deadlineMs),
    keysIfUndelivered: enqueue.keysIfUndelivered ?? [],
    backoffMs: enqueue.backoffMs ?? [],
  };
}

function decodeSessionRequest(session: kvorum.storage.v1.ISessionRequest): SessionRequest {
  return {
    id: decodeCount(session.id),
    seq: decodeCount(session.seq),
    ackedUpTo: decodeCount(session.ackedUpTo),
  };
}

const wireRefusal = wire.SessionRefusal;
const numberByRefusal = {
  expired: wireRefusal.SESSION_REFUSAL_EXPIRED,
  stale: wireRefusal.SESSION_REFUSAL_STALE,
  reused: wireRefusal.SESSION_REFUSAL_REUSED,
  ahead: wireRefusal.SESSION_REFUSAL_AHEAD,
} as const satisfies Record<SessionRefusal, number>;
const refusalByNumber: Readonly<Record<number, SessionRefusal>> = {
  [wireRefusal.SESSION_REFUSAL_EXPIRED]: 'expired',
  [wireRefusal.SESSION_REFUSAL_STALE]: 'stale',
  [wireRefusal.SESSION_REFUSAL_REUSED]: 'reused',
  [wireRefusal.SESSION_REFUSAL_AHEAD]: 'ahead',
};

/** The bytes are new and the caller's. */
export function encodeCommandResult(result: CommandResult): Uint8Array {
  switch (result.kind) {
    case 'committed':
      return wire.Result.encode({ committed: { versionstamp: result.versionstamp } }).finish();
    case 'conflict':
      return wire.Result.encode({ conflict: { failedChecks: [...result.failedChecks] } }).finish();
    case 'rejected':
      return wire.Result.encode({ rejected: { message: result.message } }).finish();
    case 'sessionOpened':
      return wire.Result.encode({ sessionOpened: { session: result.session } }).finish();
    case 'sessionClosed':
      return wire.Result.encode({ sessionClosed: {} }).finish();
    case 'sessionRefused':
      return wire.Result.encode({
        sessionRefused: { reason: numberByRefusal[result.reason] },
      }).finish();
    case 'sessionsSwept':
      return wire.Result.encode({ sessionsSwept: { count: result.count } }).finish();
    case 'entriesExpired':
      return wire.Result.encode({ entriesExpired: { count: result.count } }).finish();
    case 'catalog':
      return wire.Result.encode({ catalog: encodeCatalogResult(result) }).finish();
    default:
      return assertNever(result);
  }
}

/** Throws `CorruptionError` if `bytes` are not a result. */
export function decodeCommandResult(bytes: Uint8Array): CommandResult {
  const result = decoding(() => wire.Result.decode(asBuffer(bytes)));
  const { committed, conflict, rejected } = result;
  if (committed) {
    const versionstamp = committed.versionstamp ?? emptyBytes;
    if (versionstamp.length !== versionstampBytes) throw unknown('a malformed versionstamp');
    return { kind: 'committed', versionstamp };
  }
  if (conflict) return { kind: 'conflict', failedChecks: conflict.failedChecks ?? [] };
  if (rejected) return { kind: 'rejected', message: rejected.message ?? '' };
  const { sessionOpened, sessionClosed, sessionRefused, sessionsSwept } = result;
  if (sessionOpened) return { kind: 'sessionOpened', session: decodeCount(sessionOpened.session) };
  if (sessionClosed) return { kind: 'sessionClosed' };
  if (sessionRefused) {
    const reason = refusalByNumber[sessionRefused.reason ?? 0];
    if (reason !== undefined) return { kind: 'sessionRefused', reason };
  }
  if (sessionsSwept) return { kind: 'sessionsSwept', count: decodeCount(sessionsSwept.count) };
  const { entriesExpired } = result;
  if (entriesExpired) return { kind: 'entriesExpired', count: decodeCount(entriesExpired.count) };
  if (result.catalog) return decodeCatalogResult(result.catalog);
  throw unknown('a result of an unknown kind');
}

/** A number on its way out. Not a safe integer is a bug of ours. */
function count(value: number): number {
  invariant(isCount(value), () => `not a u64: ${value}`);
  return value;
}

function decodeCount(value: number | null | undefined): number {
  const number = value ?? 0;
  if (!isCount(number)) throw unknown('a number that is not a safe integer');
  return number;
}

const emptyBytes = new Uint8Array(0);

function encodeOrigin(origin: Origin): kvorum.storage.v1.IOrigin {
  invariant(
    Number.isSafeInteger(origin.requestId) && Number.isSafeInteger(origin.incarnation),
    'ids of a request are safe integers',
  );
  return {
    nodeId: Buffer.from(origin.nodeId, 'hex'),
    requestId: origin.requestId,
    incarnation: origin.incarnation,
  };
}

function decodeOrigin(origin: kvorum.storage.v1.IOrigin): Origin {
  const { nodeId, requestId, incarnation } = origin;
  if (nodeId?.length !== 8 || !isSafe(requestId) || !isSafe(incarnation)) {
    throw unknown('a malformed origin');
  }
  return {
    nodeId: asNodeId(asBuffer(nodeId).toString('hex')),
    requestId: requestId ?? 0,
    incarnation: incarnation ?? 0,
  };
}

function isSafe(value: number | null | undefined): boolean {
  return value === null || value === undefined || Number.isSafeInteger(value);
}

function decodeCheck(check: kvorum.storage.v1.ICheck): Check {
  const versionstamp = check.versionstamp ?? emptyBytes;
  if (versionstamp.length !== 0 && versionstamp.length !== versionstampBytes) {
    throw unknown(`a check with a versionstamp of ${versionstamp.length} bytes`);
  }
  return {
    key: check.key ?? emptyBytes,
    versionstamp: versionstamp.length === 0 ? undefined : versionstamp,
  };
}

const setKinds = {
  set: {
    lasting: wireKind.MUTATION_KIND_SET,
    expiring: wireKind.MUTATION_KIND_SET_EXPIRING,
  },
  setVersionstampedKey: {
    lasting: wireKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY,
    expiring: wireKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY_EXPIRING,
  },
} as const;

function encodeMutation(mutation: Mutation): kvorum.storage.v1.IMutation {
  switch (mutation.kind) {
    case 'set':
    case 'setVersionstampedKey': {
      const { kind, key, value, expiry } = mutation;
      const kinds = setKinds[kind];
      if (expiry === undefined) return withValue(key, kinds.lasting, value);
      const field = expiry.kind === 'at' ? 'expireAtMs' : 'expireInMs';
      return { ...withValue(key, kinds.expiring, value), [field]: count(expiry.ms) };
    }
    case 'delete':
      return { key: mutation.key, kind: wireKind.MUTATION_KIND_DELETE };
    case 'sum':
      return {
        ...withValue(mutation.key, wireKind.MUTATION_KIND_SUM, mutation.value),
        sumMin: mutation.min,
        sumMax: mutation.max,
        sumClamp: mutation.clamp,
      };
    case 'min':
      return withValue(mutation.key, wireKind.MUTATION_KIND_MIN, mutation.value);
    case 'max':
      return withValue(mutation.key, wireKind.MUTATION_KIND_MAX, mutation.value);
    default:
      return assertNever(mutation);
  }
}

function withValue(
  key: Uint8Array,
  kind: kvorum.storage.v1.MutationKind,
  value: Value,
): kvorum.storage.v1.IMutation {
  return { key, kind, value: value.bytes, encoding: encodingNumber(value.encoding) };
}

function decodeMutation(mutation: kvorum.storage.v1.IMutation): Mutation {
  const key = mutation.key ?? emptyBytes;
  switch (mutation.kind) {
    case wireKind.MUTATION_KIND_SET:
      return { kind: 'set', key, value: decodeValue(mutation) };
    case wireKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY:
      return { kind: 'setVersionstampedKey', key, value: decodeValue(mutation) };
    case wireKind.MUTATION_KIND_SET_EXPIRING:
      return { kind: 'set', key, value: decodeValue(mutation), expiry: decodeExpiry(mutation) };
    case wireKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY_EXPIRING: {
      const expiry = decodeExpiry(mutation);
      return { kind: 'setVersionstampedKey', key, value: decodeValue(mutation), expiry };
    }
    case wireKind.MUTATION_KIND_DELETE:
      return { kind: 'delete', key };
    case wireKind.MUTATION_KIND_SUM:
      return {
        kind: 'sum',
        key,
        value: decodeValue(mutation),
        min: mutation.sumMin ?? emptyBytes,
        max: mutation.sumMax ?? emptyBytes,
        clamp: mutation.sumClamp ?? false,
      };
    case wireKind.MUTATION_KIND_MIN:
      return { kind: 'min', key, value: decodeValue(mutation) };
    case wireKind.MUTATION_KIND_MAX:
      return { kind: 'max', key, value: decodeValue(mutation) };
    case wireKind.MUTATION_KIND_UNSPECIFIED:
    case undefined:
    case null:
    default:
      throw unknown(`a mutation of the unknown kind ${String(mutation.kind)}`);
  }
}

function decodeExpiry({ expireAtMs, expireInMs }: kvorum.storage.v1.IMutation): Expiry {
  const at = decodeCount(expireAtMs);
  return at > 0 ? { kind: 'at', ms: at } : { kind: 'in', ms: decodeCount(expireInMs) };
}

function decodeValue(mutation: kvorum.storage.v1.IMutation): Value {
  const encoding = encodingOf(mutation.encoding ?? 0);
  if (encoding === undefined) throw unknown(`a value of the unknown encoding ${mutation.encoding}`);
  return { bytes: mutation.value ?? emptyBytes, encoding };
}

function decoding<Message>(decode: () => Message): Message {
  try {
    return decode();
  } catch (error) {
    throw unknown('bytes that are not protobuf', error);
  }
}

function unknown(what: string, cause?: unknown): CorruptionError {
  return new CorruptionError(
    `the log contains ${what}; a newer version of Kvorum may have written it`,
    { cause },
  );
}
