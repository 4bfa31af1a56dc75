/**
 * What the newest file of a log says about whoever used the log last, for a look before anything is opened. Whether
 * the log is sound, recovery finds out.
 */
import type { Disk } from '../disk/disk.ts';
import { SEGMENT_HEADER_BYTES, decodeSegmentHeader, parseSegmentName } from './segment-header.ts';
import type { SegmentHeader } from './segment-header.ts';

/** The header of the segment file with the highest number; undefined if there is none, or it is damaged. */
export async function findNewestHeader(
  disk: Disk,
  directory: string,
): Promise<SegmentHeader | undefined> {
  const names = await disk.list(directory);
  const newest = names.findLast((name) => parseSegmentName(name) !== undefined);
  if (newest === undefined) {
    return undefined;
  }
  const file = await disk.open(`${directory}/${newest}`, { create: false });
  try {
    const decoded = decodeSegmentHeader(file.readSync(0, SEGMENT_HEADER_BYTES));
    return decoded.kind === 'valid' ? decoded.header : undefined;
  } finally {
    await file.close();
  }
}
