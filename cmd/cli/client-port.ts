/**
 * What the commands need of a cluster's client. Keys are encoded bytes, versionstamps 10 bytes. Failures are
 * `KvorumError`s whose `outcome` says whether a write may have happened.
 */
import type { NodeId } from '../../base/brand.ts';
import type {
  CallerClaims,
  ChangeAnswer,
  ChangeRequest,
  DatabaseEntry,
  MembersAnswer,
  NodeStatus,
  TokenEntry,
  TokenRequest,
} from '../../rpc/index.ts';
import type { AtomicResult, Check, Mutation, Value } from '../../storage/index.ts';

export const consistencies = ['strong', 'eventual'] as const;
export type Consistency = (typeof consistencies)[number];

/** What a read must reflect. The bounds are for eventual reads only. */
export type ReadDemand = {
  readonly consistency: Consistency;
  readonly maxStalenessMs?: number;
  readonly atLeastVersionstamp?: Uint8Array;
};

/** Of which state an answer is, and how old that may have been; absent where the node does not know. */
export type ReadAt = {
  readonly versionstamp: Uint8Array | undefined;
  readonly stalenessMs: number | undefined;
};

/** `value` and `versionstamp` are absent if there is no such entry; `value` also if only keys were asked for. */
export type ClientEntry = {
  readonly key: Uint8Array;
  readonly value: Value | undefined;
  readonly versionstamp: Uint8Array | undefined;
};

/** All watched keys as of one state. `changed` entries are others than in the state before; all are in the first. */
export type WatchedState = {
  readonly entries: readonly (ClientEntry & { readonly changed: boolean })[];
  readonly versionstamp: Uint8Array | undefined;
};

export type ListRequest = ReadDemand & {
  readonly prefix?: Uint8Array;
  /** Inclusive. */
  readonly start?: Uint8Array;
  /** Exclusive. */
  readonly end?: Uint8Array;
  /** At most so many entries; absent: all. */
  readonly limit?: number;
  readonly reverse: boolean;
  /** Resumes after the entry that gave this cursor. */
  readonly cursor?: string;
  readonly keysOnly: boolean;
};

type AtomicRequest = {
  readonly checks: readonly Check[];
  readonly mutations: readonly Mutation[];
};

export interface KvClient {
  /** One entry per key, in order, from one consistent view. */
  read(
    keys: readonly Uint8Array[],
    demand: ReadDemand,
  ): Promise<{ readonly entries: readonly ClientEntry[]; readonly readAt: ReadAt }>;
  /** The range in pieces, all of one state; `cursor` of the last piece is empty when the range is exhausted. */
  list(request: ListRequest): AsyncIterable<{
    readonly entries: readonly ClientEntry[];
    readonly cursor: string;
    readonly readAt: ReadAt;
  }>;
  /** The state now and after every change, through whichever node serves it, until `signal` is aborted. */
  watch(
    keys: readonly Uint8Array[],
    options: { readonly signal: AbortSignal },
  ): AsyncIterable<WatchedState>;
  /** With `exactlyOnce` it is sent again until its fate is known, and executed once. */
  atomic(
    request: AtomicRequest,
    options: { readonly exactlyOnce: boolean },
  ): Promise<Exclude<AtomicResult, { kind: 'rejected' }>>;
  /** What the node at `endpoint` says of itself. */
  status(endpoint: string): Promise<NodeStatus>;
  close(): void;
}

/** What the commands about the cluster need. Each call is answered by the leader, whichever node is asked first. */
export interface AdminCalls {
  members(): Promise<MembersAnswer>;
  changeMembership(request: ChangeRequest): Promise<ChangeAnswer>;
  /** Settles with the new leader. */
  transferLeadership(target: string | undefined): Promise<NodeId>;
}

/** What the commands about databases and tokens need. Any node answers. All may be repeated. */
export interface CatalogCalls {
  createDatabase(database: Pick<DatabaseEntry, 'name' | 'id'>): Promise<void>;
  dropDatabase(id: string): Promise<void>;
  databases(): Promise<readonly DatabaseEntry[]>;
  /** Settles with the id of the token, which is another one if the same token was there before. */
  createToken(token: TokenRequest): Promise<string>;
  revokeToken(id: string): Promise<void>;
  tokens(): Promise<readonly TokenEntry[]>;
}

export type ClientOptions = CallerClaims & {
  readonly endpoints: readonly string[];
  readonly timeoutMs: number;
};

/** Opens a client that fails over between `endpoints`; `timeoutMs` bounds each call as a whole. */
export type OpenClient = (options: ClientOptions) => KvClient & AdminCalls & CatalogCalls;
