/**
 * What the programs for Deno in this tree use of it. Deno has its own types, which contradict those of Node; the
 * examples are checked against those, too.
 */
import type { AtomicOperation, Kv, KvEntryMaybe, KvKey, KvKeyPart } from '@deno/kv';

type DenoKv = Kv & { commitVersionstamp(): KvKeyPart };

declare global {
  namespace Deno {
    export type { AtomicOperation, DenoKv as Kv, KvEntryMaybe, KvKey, KvKeyPart };
    export type KvU64 = { readonly value: bigint };
    export const KvU64: new (value: bigint) => KvU64;
    export const args: readonly string[];
    export const env: {
      get(name: string): string | undefined;
      set(name: string, value: string): void;
    };
    export function openKv(path?: string): Promise<DenoKv>;
    export function exit(code: number): never;
  }
}
