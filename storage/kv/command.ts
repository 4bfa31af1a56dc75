/**
 * The deterministic payload of one log entry, and what applying it gives. All that is not determined by the
 * log (time, randomness, identity) is inside these values before they are proposed (rule N-1).
 */
import type { NodeId } from '../../base/brand.ts';

/** How the bytes of a value are to be read (deno-kv data model): 1 V8, 2 LE64, 3 raw bytes. */
export type ValueEncoding = 'v8' | 'le64' | 'bytes';

export type Value = { readonly bytes: Uint8Array; readonly encoding: ValueEncoding };

/** The entry under `key` must have this versionstamp (10 bytes), or be absent if it is undefined. */
export type Check = { readonly key: Uint8Array; readonly versionstamp: Uint8Array | undefined };

export type Mutation =
  | { readonly kind: 'set'; readonly key: Uint8Array; readonly value: Value }
  | { readonly kind: 'setVersionstampedKey'; readonly key: Uint8Array; readonly value: Value }
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

/** Who took the request, so that its node finds the result in its own apply stream. */
export type Origin = {
  readonly nodeId: NodeId;
  readonly incarnation: number;
  readonly requestId: number;
};

export type Command = {
  readonly kind: 'atomic';
  /** 0 is the default database. */
  readonly database: number;
  readonly checks: readonly Check[];
  readonly mutations: readonly Mutation[];
  readonly origin?: Origin;
};

/** The same on every node. */
export type CommandResult =
  | { readonly kind: 'committed'; readonly versionstamp: Uint8Array }
  | { readonly kind: 'conflict'; readonly failedChecks: readonly number[] }
  /** A deterministic refusal with the exact text that a Deno KV user knows; nothing was changed. */
  | { readonly kind: 'rejected'; readonly message: string };

/** What applying one log entry gave; `result` is absent for entries that carry no command. */
export type Applied = { readonly result?: CommandResult; readonly origin?: Origin };
