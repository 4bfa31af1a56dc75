/**
 * What is left of databases that were dropped, in bounded steps: a leader looks up what there is, and its sweeper proposes to
 * remove just that. What a step removes is decided where it is applied. A leader that was replaced
 * without knowing it does no harm, because a step carries its term (rule X-7), and because nothing comes into a
 * dropped database any more: keys that are there today were there when it was dropped.
 */
import { ViewEndedError } from '../errors.ts';
import { databasePrefixes } from './keyspace.ts';
import type { KeyText } from './keyspace.ts';
import type { StateView } from './reader.ts';

/** What one step removes. The bytes are those of keys and records, so a step is read in a few milliseconds. */
const stepKeysMax = 1000;
const stepBytesMax = 256 * 1024;

/** Keys to remove; `isLast` if there are no others, and then there are none at all. */
export type ClearingStep = {
  readonly database: number;
  readonly keys: readonly KeyText[];
  readonly isLast: boolean;
};

/**
 * What is to be removed next of `database`, which was dropped before `view` was made. Undefined if a snapshot has taken the place
 * of the state meanwhile: then it is to be looked for in that one.
 */
export async function findClearingStep(
  database: number,
  found: {
    readonly view: StateView;
    readonly tokenKeysOf: (countMax: number) => readonly KeyText[];
  },
): Promise<ClearingStep | undefined> {
  try {
    const keys = await findKeys(database, found.view);
    if (keys.length > 0) return { database, keys, isLast: false };
  } catch (error) {
    if (error instanceof ViewEndedError) return undefined;
    throw error;
  }
  const keys = found.tokenKeysOf(stepKeysMax);
  return { database, keys, isLast: keys.length === 0 };
}

async function findKeys(database: number, view: StateView): Promise<readonly KeyText[]> {
  for (const prefix of databasePrefixes(database)) {
    // No key is the bare prefix.
    const scan = view.scanAll(prefix);
    try {
      const entries = await scan.next({ countMax: stepKeysMax, bytesMax: stepBytesMax });
      const keys = entries.map(({ key }) => key).filter((key) => key.startsWith(prefix));
      if (keys.length > 0) return keys;
    } finally {
      await scan.close();
    }
  }
  return [];
}
