/**
 * The deterministic payload of one log entry, and what applying it gives. All that is not determined by the
 * log (time, randomness, identity) is inside these values before they are proposed (rule N-1).
 */
import type { NodeId, Term } from '../../base/brand.ts';
import type { CatalogCommand, CatalogResult, ClearDatabaseCommand } from './catalog-command.ts';

/** How the bytes of a value are to be read (deno-kv data model): 1 V8, 2 LE64, 3 raw bytes. */
export type ValueEncoding = 'v8' | 'le64' | 'bytes';

export type Value = { readonly bytes: Uint8Array; readonly encoding: ValueEncoding };

/**
 * When an entry may disappear: `at` so many milliseconds since 1970, or when so many milliseconds of log time have passed
 * `in` addition to that of the entry which sets it (rule N-3). A safe integer, 0 or more.
 */
export type Expiry = { readonly kind: 'at' | 'in'; readonly ms: number };

/** The entry under `key` must have this versionstamp (10 bytes), or be absent if it is undefined. */
export type Check = { readonly key: Uint8Array; readonly versionstamp: Uint8Array | undefined };

export type Mutation =
  | {
      readonly kind: 'set' | 'setVersionstampedKey';
      readonly key: Uint8Array;
      readonly value: Value;
      /** Absent: the entry stays, whatever the one before had. */
      readonly expiry?: Expiry;
    }
  | { readonly kind: 'delete'; readonly key: Uint8Array }
  | {
      readonly kind: 'sum';
      readonly key: Uint8Array;
      readonly value: Value;
      /** V8 number or bigint; empty: no bound. */
      readonly min: Uint8Array;
      readonly max: Uint8Array;
      readonly clamp: boolean;
    }
  | { readonly kind: 'min' | 'max'; readonly key: Uint8Array; readonly value: Value };

/** A message for a queue, stored by the commit that carries it. */
export type Enqueue = {
  /** A value in the serialisation of V8. */
  readonly payload: Uint8Array;
  /** Wall time before which it is not delivered, in ms since 1970; one that has passed means at once. */
  readonly deadlineMs: number;
  /** Encoded keys under which the payload is stored if it is never accepted. */
  readonly keysIfUndelivered: readonly Uint8Array[];
  /** How long to wait before each further delivery, in ms. Empty: it is delivered only once. */
  readonly backoffMs: readonly number[];
};

/** Who took the request, so that its node finds the result in its own apply stream. */
export type Origin = {
  readonly nodeId: NodeId;
  readonly incarnation: number;
  readonly requestId: number;
};

/** Which request of which session a write is (rules ). All are safe integers. */
export type SessionRequest = {
  /** The log index of the entry that opened the session. */
  readonly id: number;
  /** From 1, another for each request. */
  readonly seq: number;
  /** The client has the answers to all requests up to this one. */
  readonly ackedUpTo: number;
};

export type AtomicCommand = {
  readonly kind: 'atomic';
  /** 0 is the default database. */
  readonly database: number;
  readonly checks: readonly Check[];
  readonly mutations: readonly Mutation[];
  /** Carried out after the mutations, in this order. Absent: none. At most 65 536. */
  readonly enqueues?: readonly Enqueue[];
  /** Present: executed at most once, however often it is proposed. */
  readonly session?: SessionRequest;
  readonly origin?: Origin;
};

/** What a client may ask for. */
export type ClientCommand =
  | AtomicCommand
  | {
      readonly kind: 'openSession';
      readonly ttlMs: number;
      /** The only one in which the session may write; absent: the default one. */
      readonly database?: number;
      readonly origin?: Origin;
    }
  | {
      readonly kind: 'closeSession';
      readonly session: number;
      /** That of the session. */
      readonly database?: number;
      readonly origin?: Origin;
    }
  | CatalogCommand;

/** Proposed by the leader of `term` for itself, and nothing in an entry of another term (rule X-7). */
export type InternalCommand =
  | ({
      readonly term: Term;
      /** Never forwarded. */
      readonly origin?: never;
    } & (
      | { readonly kind: 'sweepSessions' }
      /** Keys of the expiry index, without their first byte, of entries that seemed due. */
      | { readonly kind: 'expireEntries'; readonly indexKeys: readonly Uint8Array[] }
    ))
  | ClearDatabaseCommand;

export type Command = ClientCommand | InternalCommand;

/** What became of a write that was executed. */
export type AtomicResult =
  | { readonly kind: 'committed'; readonly versionstamp: Uint8Array }
  | { readonly kind: 'conflict'; readonly failedChecks: readonly number[] }
  /** A deterministic refusal with the exact text that a Deno KV user knows; nothing was changed. */
  | { readonly kind: 'rejected'; readonly message: string };

/**
 * Why a request of a session was not executed: the session is not there; its answer was given up by the client;
 * another request had its number; or it is further ahead of what was acknowledged than answers are kept.
 */
export type SessionRefusal = 'expired' | 'stale' | 'reused' | 'ahead';

/** The same on every node. */
export type CommandResult =
  | AtomicResult
  | { readonly kind: 'sessionOpened'; readonly session: number }
  | { readonly kind: 'sessionClosed' }
  | { readonly kind: 'sessionRefused'; readonly reason: SessionRefusal }
  | { readonly kind: 'sessionsSwept'; readonly count: number }
  | { readonly kind: 'entriesExpired'; readonly count: number }
  | CatalogResult;

/** What applying one log entry gave; `result` is absent for entries that carry no command. */
export type Applied = { readonly result?: CommandResult; readonly origin?: Origin };
