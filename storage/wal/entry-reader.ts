/**
 * Reads stored entries back from their segment files, those that lie close together with one read, and checks each
 * one's own checksum. Blocks: the core never waits.
 */
import type { Entry } from '../../raft/index.ts';
import type { DiskFile } from '../disk/disk.ts';
import type { EntryIndex } from './entry-index.ts';
import { ENTRY_HEADER_BYTES, decodeEntry } from './frame.ts';
import { corruption } from './recovery.ts';

/** Entries with at most this much between them on disk are read at once. */
const READ_GAP_BYTES_MAX = 4096;

/** Where entries are to be found. */
export type EntrySource = {
  readonly index: EntryIndex;
  readonly getFile: (segment: number) => DiskFile;
};

/** Entries [start, end), all stored, cut as `LogReader.entries` says. Throws `CorruptionError` or `IoError`. */
export function readEntries(
  source: EntrySource,
  range: { readonly start: number; readonly end: number; readonly bytesMax: number },
): readonly Entry[] {
  const entries: Entry[] = [];
  let bytesLeft = range.bytesMax;
  let next = range.start;
  while (next < range.end) {
    const span = spanFrom(source.index, next, range.end, {
      bytesLeft,
      isFirst: entries.length === 0,
    });
    if (span.end === next) {
      break;
    }
    readSpan(source, { start: next, end: span.end }, entries);
    bytesLeft -= span.commandBytes;
    next = span.end;
  }
  return entries;
}

/** The entries from `start` on that lie close together in one segment and fit into `bytesLeft`. */
function spanFrom(
  index: EntryIndex,
  start: number,
  end: number,
  limit: { readonly bytesLeft: number; readonly isFirst: boolean },
): { readonly end: number; readonly commandBytes: number } {
  const first = index.getPlace(start);
  let diskEnd = first.offset;
  let commandBytes = 0;
  let next = start;
  while (next < end) {
    const { segment, offset, length } = index.getPlace(next);
    const total = commandBytes + length - ENTRY_HEADER_BYTES;
    const isNear = segment === first.segment && offset - diskEnd <= READ_GAP_BYTES_MAX;
    const fits = total <= limit.bytesLeft || (limit.isFirst && next === start);
    if (!isNear || !fits) {
      break;
    }
    commandBytes = total;
    diskEnd = offset + length;
    next += 1;
  }
  return { end: next, commandBytes };
}

function readSpan(
  { index, getFile }: EntrySource,
  range: { readonly start: number; readonly end: number },
  entries: Entry[],
): void {
  const first = index.getPlace(range.start);
  const last = index.getPlace(range.end - 1);
  const file = getFile(first.segment);
  const bytes = file.readSync(first.offset, last.offset + last.length - first.offset);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = range.start; at < range.end; at += 1) {
    const offset = index.getPlace(at).offset - first.offset;
    const entry = decodeEntry(bytes, view, offset, bytes.length);
    if (typeof entry === 'string' || entry.index !== at) {
      const what = typeof entry === 'string' ? entry : `it holds entry ${entry.index}`;
      throw corruption(file.path, first.offset + offset, `reading entry ${at}: ${what}`);
    }
    entries.push(entry);
  }
}
