/** A stored log that is an array with entry 1 first, of which what lies up to `base` cannot be read any more. */
import { asLogIndex, asTerm } from '../../../base/brand.ts';
import type { LogReader } from '../../../raft/core/log-reader.ts';
import type { Entry, EntryId } from '../../../raft/core/types.ts';

export const wholeLog: EntryId = { index: asLogIndex(0), term: asTerm(0) };

/** Reads what `entriesNow` and `baseNow` give at the time of the call. */
export function readerOf(
  entriesNow: () => readonly Entry[],
  baseNow: () => EntryId = () => wholeLog,
): LogReader {
  return {
    get base() {
      return baseNow();
    },
    get firstIndex() {
      return asLogIndex(baseNow().index + 1);
    },
    get lastIndex() {
      return asLogIndex(entriesNow().length);
    },
    termAt: (index) => {
      const base = baseNow();
      if (index <= base.index) return index === base.index ? base.term : undefined;
      return entriesNow()[index - 1]?.term;
    },
    entries: ({ start, end, bytesMax }) => {
      if (start <= baseNow().index) throw new Error(`entry ${start} is gone`);
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
