/**
 * Makes segment files ahead of need, under temporary names. A file is filled with zeros before it gets a
 * name that recovery looks at, so that appending to it never changes its size or its blocks: that makes
 * a durable write cheaper, and a full disk shows here and not in the middle of a write (rule W-2).
 */
import type { Disk, DiskFile } from '../disk/disk.ts';

/** Capacity of the first segment. Later ones double up to the configured size. */
export const FIRST_SEGMENT_BYTES = 4 * 1024 * 1024;

/** One piece is copied by the event loop in well under a millisecond and is durable in a few. */
const PIECE_BYTES = 1024 * 1024;
const ZEROS = new Uint8Array(PIECE_BYTES);

/** A temporary file in the log's directory that nothing refers to yet. */
export async function createTemporary(
  disk: Disk,
  directory: string,
  name: string,
): Promise<DiskFile> {
  const path = `${directory}/${name}.tmp`;
  await disk.remove(path);
  return await disk.open(path, { create: true });
}

/** Writes zeros into [start, end), durably and in pieces; stops early when `isStopped` says so. */
export async function fillWithZeros(
  file: DiskFile,
  range: { readonly start: number; readonly end: number },
  isStopped: () => boolean,
): Promise<void> {
  for (let at = range.start; at < range.end && !isStopped(); at += PIECE_BYTES) {
    await file.writeDurable(ZEROS.subarray(0, Math.min(PIECE_BYTES, range.end - at)), at);
  }
}

/** Gives a temporary file its final name, durably, and reopens it under that name. */
export async function publish(
  disk: Disk,
  file: DiskFile,
  target: { readonly directory: string; readonly name: string },
): Promise<DiskFile> {
  const path = `${target.directory}/${target.name}`;
  await disk.rename(file.path, path);
  await disk.syncDirectory(target.directory);
  await file.close();
  return await disk.open(path, { create: false });
}
