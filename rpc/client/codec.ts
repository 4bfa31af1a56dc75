/** The client's side of the messages: plain values to requests, answers to plain values. */
import { kvorum } from '../../protos/gen/kv.js';
import type {
  AtomicResult,
  Mutation,
  SessionRequest,
  Value,
  ValueEncoding,
} from '../../storage/index.ts';

const { AtomicRequest, AtomicResponse, Consistency, GetRequest, GetResponse, MutationKind } =
  kvorum.kv.v1;
const { CloseSessionRequest, ListRequest, ListResponse, OpenSessionRequest, OpenSessionResponse } =
  kvorum.kv.v1;
const { WatchRequest, WatchResponse } = kvorum.kv.v1;
const wireEncodings = kvorum.kv.v1.ValueEncoding;

const numberByKind = {
  set: MutationKind.MUTATION_KIND_SET,
  setVersionstampedKey: MutationKind.MUTATION_KIND_SET_SUFFIX_VERSIONSTAMPED_KEY,
  sum: MutationKind.MUTATION_KIND_SUM,
  min: MutationKind.MUTATION_KIND_MIN,
  max: MutationKind.MUTATION_KIND_MAX,
} as const satisfies Record<Exclude<Mutation['kind'], 'delete'>, number>;
const numberByEncoding = {
  v8: wireEncodings.VALUE_ENCODING_V8,
  le64: wireEncodings.VALUE_ENCODING_LE64,
  bytes: wireEncodings.VALUE_ENCODING_BYTES,
} as const satisfies Record<ValueEncoding, number>;
const encodingByNumber: Readonly<Record<number, ValueEncoding>> = {
  [wireEncodings.VALUE_ENCODING_V8]: 'v8',
  [wireEncodings.VALUE_ENCODING_LE64]: 'le64',
  [wireEncodings.VALUE_ENCODING_BYTES]: 'bytes',
};
const emptyBytes = new Uint8Array(0);

/** An entry of an answer. `value` and `versionstamp` are absent if there is none; `value` also in a list of keys. */
export type ClientEntry = {
  readonly key: Uint8Array;
  readonly value: Value | undefined;
  readonly versionstamp: Uint8Array | undefined;
};

type ClientConsistency = 'strong' | 'eventual';

/** What a read must reflect. The bounds are only for eventual reads; see GetRequest. */
export type ReadDemand = {
  /** Absent: strong. */
  readonly consistency?: ClientConsistency;
  readonly maxStalenessMs?: number;
  readonly atLeastVersionstamp?: Uint8Array;
};

/** Of which state an answer is; see GetResponse. */
type ReadAt = {
  /** Absent if nothing was ever applied. */
  readonly versionstamp: Uint8Array | undefined;
  /** Absent if the node does not know. */
  readonly stalenessMs: number | undefined;
};

/** Which keys to list, in encoded form; see ListRequest. */
export type ListSelector = ReadDemand & {
  readonly prefix?: Uint8Array;
  readonly start?: Uint8Array;
  readonly end?: Uint8Array;
  /** Entries; absent: all. */
  readonly limit?: number;
  readonly reverse?: boolean;
  readonly cursor?: string;
  readonly keysOnly?: boolean;
};

/** One entry per key that was asked for. */
export type GetAnswer = { readonly entries: readonly ClientEntry[]; readonly readAt: ReadAt };

export type ListPage = {
  readonly entries: readonly ClientEntry[];
  /** Resumes after the last entry; empty when the range is exhausted. */
  readonly cursor: string;
  /** The same in all pages of a list. */
  readonly readAt: ReadAt;
};

/** An entry as a watch tells of it. */
type WatchedEntry = ClientEntry & {
  /** Its versionstamp is another than in the state told before; true for all in the first. */
  readonly changed: boolean;
};

/** All watched keys, in the order in which they were asked for, as of one state. */
export type WatchAnswer = {
  readonly entries: readonly WatchedEntry[];
  /** Of the state; absent if nothing was ever applied. */
  readonly versionstamp: Uint8Array | undefined;
};

export type AtomicWrite = {
  /** An absent versionstamp means that the key must not exist. */
  readonly checks: readonly {
    readonly key: Uint8Array;
    readonly versionstamp: Uint8Array | undefined;
  }[];
  readonly mutations: readonly Mutation[];
};

/** An answer to a write; a refusal is thrown instead. */
export type AtomicOutcome = Exclude<AtomicResult, { readonly kind: 'rejected' }>;

export function encodeGetRequest(keys: readonly Uint8Array[], demand: ReadDemand): Uint8Array {
  return GetRequest.encode({ keys: [...keys], ...encodeReadDemand(demand) }).finish();
}

export function decodeGetResponse(bytes: Uint8Array): GetAnswer {
  const answer = GetResponse.decode(bytes);
  return { entries: answer.entries.map(decodeEntry), readAt: decodeReadAt(answer) };
}

export function encodeListRequest(selector: ListSelector): Uint8Array {
  return ListRequest.encode({ ...selector, ...encodeReadDemand(selector) }).finish();
}

export function decodeListResponse(bytes: Uint8Array): ListPage {
  const answer = ListResponse.decode(bytes);
  const { entries, cursor } = answer;
  return { entries: entries.map(decodeEntry), cursor, readAt: decodeReadAt(answer) };
}

export function encodeWatchRequest(keys: readonly Uint8Array[]): Uint8Array {
  return WatchRequest.encode({ keys: [...keys] }).finish();
}

/** What a message of a watch says: a state, or that the watch goes on, on a node whose state is so old. */
type WatchMessage =
  | ({ readonly kind: 'state' } & WatchAnswer)
  | { readonly kind: 'keepAlive'; readonly stalenessMs: number | undefined };

export function decodeWatchResponse(bytes: Uint8Array): WatchMessage {
  const { state, keepAlive } = WatchResponse.decode(bytes);
  if (!state) return { kind: 'keepAlive', stalenessMs: keepAlive?.stalenessMs ?? undefined };
  return {
    kind: 'state',
    entries: (state.entries ?? []).map(({ entry, changed }) => ({
      ...decodeEntry(entry ?? {}),
      changed: changed ?? false,
    })),
    versionstamp: decodeReadAt(state).versionstamp,
  };
}

export function encodeAtomicRequest(
  { checks, mutations }: AtomicWrite,
  session?: SessionRequest,
): Uint8Array {
  return AtomicRequest.encode({
    ...(session !== undefined && { session }),
    checks: checks.map(({ key, versionstamp }) => ({
      key,
      ...(versionstamp !== undefined && { versionstamp }),
    })),
    mutations: mutations.map(encodeMutation),
  }).finish();
}

/** Throws if the answer says neither committed nor conflict. */
export function decodeAtomicResponse(bytes: Uint8Array): AtomicOutcome {
  const { committed, conflict } = AtomicResponse.decode(bytes);
  if (committed) {
    return { kind: 'committed', versionstamp: committed.versionstamp ?? emptyBytes };
  }
  if (conflict) return { kind: 'conflict', failedChecks: conflict.failedChecks ?? [] };
  throw new Error('the answer to the write has no outcome');
}

export function encodeOpenSessionRequest(ttlMs: number): Uint8Array {
  return OpenSessionRequest.encode({ ttlMs }).finish();
}

/** The id of the session. */
export function decodeOpenSessionResponse(bytes: Uint8Array): number {
  return OpenSessionResponse.decode(bytes).session;
}

export function encodeCloseSessionRequest(session: number): Uint8Array {
  return CloseSessionRequest.encode({ session }).finish();
}

function encodeMutation(mutation: Mutation): kvorum.kv.v1.IMutation {
  const { key } = mutation;
  if (mutation.kind === 'delete') return { key, kind: MutationKind.MUTATION_KIND_DELETE };
  const { bytes: data, encoding } = mutation.value;
  const value = { data, encoding: numberByEncoding[encoding] };
  const kind = numberByKind[mutation.kind];
  if (mutation.kind === 'set' || mutation.kind === 'setVersionstampedKey') {
    const { expiry } = mutation;
    if (expiry === undefined) return { key, kind, value };
    const field = expiry.kind === 'at' ? 'expireAtMs' : 'expireInMs';
    return { key, kind, value, [field]: expiry.ms };
  }
  if (mutation.kind !== 'sum') return { key, kind, value };
  const { min: sumMin, max: sumMax, clamp: sumClamp } = mutation;
  return { key, kind, value, sumMin, sumMax, sumClamp };
}

function encodeReadDemand(demand: ReadDemand): {
  readonly consistency: kvorum.kv.v1.Consistency;
  readonly maxStalenessMs?: number;
  readonly atLeastVersionstamp?: Uint8Array;
} {
  const { consistency, maxStalenessMs, atLeastVersionstamp } = demand;
  return {
    consistency:
      consistency === 'eventual'
        ? Consistency.CONSISTENCY_EVENTUAL
        : Consistency.CONSISTENCY_STRONG,
    ...(maxStalenessMs !== undefined && { maxStalenessMs }),
    ...(atLeastVersionstamp !== undefined && { atLeastVersionstamp }),
  };
}

function decodeReadAt(answer: {
  readonly readVersionstamp?: Uint8Array | null;
  readonly stalenessMs?: number | null;
}): ReadAt {
  const { readVersionstamp, stalenessMs } = answer;
  return {
    versionstamp: readVersionstamp?.length ? readVersionstamp : undefined,
    stalenessMs: stalenessMs ?? undefined,
  };
}

function decodeEntry({ key, value, versionstamp }: kvorum.kv.v1.IEntry): ClientEntry {
  return {
    key: key ?? emptyBytes,
    value: value ? decodeValue(value) : undefined,
    versionstamp: versionstamp?.length ? versionstamp : undefined,
  };
}

function decodeValue(wire: kvorum.kv.v1.IValue): Value {
  const encoding = encodingByNumber[wire.encoding ?? 0];
  if (encoding === undefined) throw new Error(`the value encoding ${wire.encoding} is unknown`);
  return { bytes: wire.data ?? emptyBytes, encoding };
}
