/** A database as the differential test uses it, so that a planted fault can stand between. */
import type {
  KvEntryMaybe,
  KvKey,
  KvListIterator,
  KvListOptions,
  KvListSelector,
  KvMutation,
} from '@deno/kv';
import type { Mutation } from './step.ts';

type CommitResult = { readonly ok: boolean; readonly versionstamp?: string };

export interface DifferentialTarget {
  get(key: KvKey): Promise<KvEntryMaybe<unknown>>;
  getMany(keys: readonly KvKey[]): Promise<readonly KvEntryMaybe<unknown>[]>;
  list(selector: KvListSelector, options: KvListOptions): KvListIterator<unknown>;
  commit(
    checks: readonly { readonly key: KvKey; readonly versionstamp: string | null }[],
    mutations: readonly Mutation[],
  ): Promise<CommitResult>;
  close(): void;
}

export function denoTarget(kv: Deno.Kv): DifferentialTarget {
  return {
    get: async (key) => await kv.get(key),
    getMany: async (keys) => await kv.getMany(keys),
    list: (selector, options) => kv.list(selector, options),
    commit: async (checks, mutations) => {
      const commit = kv.atomic().check(...checks);
      for (const mutation of mutations) commit.mutate(mutationOf(kv, mutation));
      return await commit.commit();
    },
    close: () => kv.close(),
  };
}

/** The mutation as Deno takes it; its types do not know all operands of a sum. */
function mutationOf(kv: Deno.Kv, mutation: Mutation): KvMutation {
  switch (mutation.type) {
    case 'set': {
      const { key, value, isVersionstamped } = mutation;
      return {
        type: 'set',
        key: isVersionstamped ? [...key, kv.commitVersionstamp()] : key,
        value,
      };
    }
    case 'delete':
      return { type: 'delete', key: mutation.key };
    case 'sum':
    case 'min':
    case 'max': {
      const { type, key, value } = mutation;
      return { type, key, value } as KvMutation;
    }
  }
}

/** Deletes every entry. Keys that are too long to be deleted one by one cannot be left by a generated step. */
export async function clear(target: DifferentialTarget): Promise<void> {
  for await (const { key } of target.list({ prefix: [] }, {})) {
    await target.commit([], [{ type: 'delete', key }]);
  }
}
