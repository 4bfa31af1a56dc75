/** One step of a differential run: an operation as data, so that it can be repeated, left out, and printed. */
import type { KvKey, KvListOptions, KvListSelector } from '@deno/kv';

/** Which versionstamp a check gives. An index counts those that the target has shown, in order, and wraps around. */
export type StampChoice = 'current' | 'absent' | 'never given' | { readonly shownIndex: number };

export type Check = { readonly key: KvKey; readonly stamp: StampChoice };

export type Mutation =
  | {
      readonly type: 'set';
      readonly key: KvKey;
      readonly value: unknown;
      /** The versionstamp of the commit is appended to the key. */
      readonly isVersionstamped: boolean;
    }
  | { readonly type: 'delete'; readonly key: KvKey }
  | { readonly type: 'sum' | 'min' | 'max'; readonly key: KvKey; readonly value: unknown };

export type Step =
  | { readonly kind: 'get'; readonly key: KvKey }
  | { readonly kind: 'getMany'; readonly keys: readonly KvKey[] }
  | {
      readonly kind: 'list';
      readonly selector: KvListSelector;
      readonly options: KvListOptions;
      /** After so many entries the list is left, and another goes on from its cursor. */
      readonly leftAfter: number | undefined;
    }
  | {
      readonly kind: 'commit';
      readonly checks: readonly Check[];
      readonly mutations: readonly Mutation[];
    };
