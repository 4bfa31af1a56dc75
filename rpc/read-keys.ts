/** Several keys of one state, within the bytes that one message may have. */
import type { LogIndex } from '../base/brand.ts';
import type { StoredEntry } from '../storage/index.ts';
import { AnswerTooLargeError } from './errors.ts';
import type { KvReads } from './gateway-port.ts';
import * as limits from './limits.ts';

/** One entry per key, all of one state. */
export type FoundKeys = {
  readonly entries: readonly (StoredEntry | undefined)[];
  readonly appliedIndex: LogIndex;
};

/** One turn of the event loop, so one state. Throws `AnswerTooLargeError`, before it has read much more than it may. */
export function readKeys(state: KvReads, database: number, keys: readonly Uint8Array[]): FoundKeys {
  let bytes = 0;
  const entries = keys.map((key) => {
    const entry = state.get(database, key);
    bytes += entry === undefined ? 0 : key.length + entry.value.bytes.length;
    if (bytes > limits.getAnswerBytesMax) {
      throw new AnswerTooLargeError(
        `the answer exceeds ${limits.getAnswerBytesMax} bytes; ask for fewer keys`,
      );
    }
    return entry;
  });
  return { entries, appliedIndex: state.appliedIndex };
}
