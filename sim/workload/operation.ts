/** What a client asks for, and what it is told. */
import type { AtomicWrite } from '../../rpc/index.ts';
import type { ModelValue } from '../oracle/kv-model.ts';

/** How old the answer to an eventual read may be; nothing given, as old as it likes. */
export type AgeBounds = {
  /** It must reflect all that was acknowledged longer ago than this. */
  readonly maxStalenessMs?: number;
  /** It must reflect the log up to this index. */
  readonly atLeast?: number;
};

/** Keys are encoded keys as latin1 text. */
export type Operation =
  | {
      readonly kind: 'get';
      readonly keys: readonly string[];
      readonly consistency: 'strong' | 'eventual';
      /** Of eventual reads only. */
      readonly bounds?: AgeBounds;
    }
  | {
      readonly kind: 'list';
      readonly prefix: string;
      readonly consistency: 'strong' | 'eventual';
      /** Of eventual reads only. */
      readonly bounds?: AgeBounds;
      readonly reverse: boolean;
      /** 0: all. */
      readonly limit: number;
    }
  /** The first mutation of every write marks it with its number, under the client's own key. */
  | { readonly kind: 'atomic'; readonly id: number; readonly write: AtomicWrite };

export type Found = {
  readonly key: string;
  /** Absent if there is none. */
  readonly value: ModelValue | undefined;
  /** The log index in the versionstamp. */
  readonly index: number | undefined;
};

export type Answer =
  | {
      readonly kind: 'read';
      readonly entries: readonly Found[];
      /** The position of the state that was read, if the store says so. */
      readonly readAt: number | undefined;
    }
  | { readonly kind: 'committed'; readonly index: number }
  | { readonly kind: 'conflict'; readonly failedChecks: readonly number[] }
  /** Certainly without effect, as the store says. */
  | { readonly kind: 'notApplied' }
  | { readonly kind: 'unknown' };

/** An operation with its place in time, in milliseconds since the run began. */
export type Call = {
  readonly client: number;
  readonly node: number;
  readonly operation: Operation;
  readonly invokedAt: number;
  /** The least position in the log that the answer must reflect: see `ClientOracle`. */
  readonly floor: number;
};
