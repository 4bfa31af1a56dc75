/**
 * Which entries are stored with a deadline, computed a second time and in the simplest way (rules N-3, X-7): what a leader's
 * command removes, and what is left to be removed. Whether an entry can be seen is the business of `kv-model.ts`.
 */
import type { InternalCommand } from '../../storage/index.ts';

type Stored = { readonly expiresAt: number; readonly index: number };
type ExpireEntries = Extract<InternalCommand, { readonly kind: 'expireEntries' }>;

/** Bytes of a key of the index in front of the key of the entry: deadline, versionstamp, database. */
const headBytes = 8 + 10 + 4;

export class ExpiryModel {
  readonly #stored = new Map<string, Stored>();
  /** Entries that were removed because they had expired. */
  expiredCount = 0;

  /** Entries that are stored and have a deadline, past or not. */
  get storedCount(): number {
    return this.#stored.size;
  }

  /** The entry at `index` wrote `key`, or removed it; `expiresAt` is undefined if it has no deadline from then on. */
  onWritten(key: string, index: number, expiresAt: number | undefined): void {
    if (expiresAt === undefined) this.#stored.delete(key);
    else this.#stored.set(key, { expiresAt, index });
  }

  /** How many entries the command removes when it is applied in an entry of `term`, at log time `now`. */
  expire(
    { term, indexKeys }: ExpireEntries,
    at: { readonly term: number; readonly now: number },
  ): number {
    let count = 0;
    for (const bytes of term === at.term ? indexKeys : []) {
      const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const key = buffer.subarray(headBytes).toString('latin1');
      const stored = this.#stored.get(key);
      const isIt =
        stored?.expiresAt === Number(buffer.readBigUInt64BE(0)) &&
        stored.index === Number(buffer.readBigUInt64BE(8));
      if (!isIt || stored.expiresAt > at.now) continue;
      this.#stored.delete(key);
      count += 1;
    }
    this.expiredCount += count;
    return count;
  }
}
