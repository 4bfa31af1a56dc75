/** A stored log that is an array: entry 1 is the first. */
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import type { LogReader } from '../../../raft/core/log-reader.ts';
import type { Entry } from '../../../raft/core/types.ts';

/** Reads what `entriesNow` gives at the time of the call. */
export function readerOf(entriesNow: () => readonly Entry[]): LogReader {
  return {
    base: { index: asLogIndex(0), term: asTerm(0) },
    firstIndex: asLogIndex(1),
    get lastIndex() {
      return asLogIndex(entriesNow().length);
    },
    termAt: (index) => (index === 0 ? asTerm(0) : entriesNow()[index - 1]?.term),
    entries: ({ start, end, bytesMax }) => {
      const taken: Entry[] = [];
      let bytes = 0;
      for (const entry of entriesNow().slice(start - 1, end - 1)) {
        taken.push(entry);
        bytes += entry.command.length;
        if (bytes > bytesMax) break;
      }
      return taken;
    },
  };
}
