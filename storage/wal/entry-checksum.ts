/**
 * The checksum that an entry carries through its whole life: made once by the leader that appends it,
 * checked when it arrives at a peer and whenever it is read from disk (rule L-1).
 *
 * CRC-32 (IEEE) over index u64, term u64, kind u8, stampedAt u64, command length u64, all big-endian,
 * then the command. The log stores exactly these bytes in this order, so that it can check an entry
 * where it lies.
 */
import { crc32 } from 'node:zlib';
import type { Entry, EntryKind } from '../../raft/index.ts';
import { writeU64 } from './u64.ts';

/** Bytes in front of the command that the checksum covers. */
export const ENTRY_FIELDS_BYTES = 33;

/** The numbers of `EntryKind` on disk and on the wire. */
const KIND_NUMBERS = {
  normal: 1,
  leaderStart: 2,
  config: 3,
  internal: 4,
} as const satisfies Record<EntryKind, number>;

const KINDS: readonly (EntryKind | undefined)[] = [
  undefined,
  'normal',
  'leaderStart',
  'config',
  'internal',
];

/** Up to this size an entry is checked in one call, which costs less than a copy of the command. */
const SCRATCH_BYTES = 1024;
const scratch = new Uint8Array(SCRATCH_BYTES);
const scratchView = new DataView(scratch.buffer);

/** The checksum of an entry that has none yet. */
export function entryChecksum(entry: Omit<Entry, 'crc'>): number {
  writeEntryFields(scratchView, 0, entry);
  const end = ENTRY_FIELDS_BYTES + entry.command.length;
  if (end <= SCRATCH_BYTES) {
    scratch.set(entry.command, ENTRY_FIELDS_BYTES);
    return crc32(scratch.subarray(0, end));
  }
  return crc32(entry.command, crc32(scratch.subarray(0, ENTRY_FIELDS_BYTES)));
}

/** Writes the `ENTRY_FIELDS_BYTES` bytes that precede the command. */
export function writeEntryFields(view: DataView, offset: number, entry: Omit<Entry, 'crc'>): void {
  writeU64(view, offset, entry.index);
  writeU64(view, offset + 8, entry.term);
  view.setUint8(offset + 16, KIND_NUMBERS[entry.kind]);
  writeU64(view, offset + 17, entry.stampedAt);
  writeU64(view, offset + 25, entry.command.length);
}

/** The kind with this number, or undefined if there is none. */
export function findEntryKind(number: number): EntryKind | undefined {
  return KINDS[number];
}
