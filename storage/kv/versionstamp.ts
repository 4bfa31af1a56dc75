/**
 * Versionstamps (rule N-5): the log index of the commit in 8 bytes, big-endian, then the order inside the
 * entry in 2 bytes, which is 0 as long as an entry carries one commit. They are the same on every node, grow
 * with every commit, and the first is above zero because log indexes start at 1.
 */
import { asLogIndex, isCount } from '../../base/brand.ts';
import type { LogIndex } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';

/** Length of every versionstamp. */
export const versionstampBytes = 10;

/** The versionstamp of the commit in the entry at `index`. */
export function versionstampAt(index: LogIndex): Uint8Array {
  invariant(index > 0, 'log index 0 has no versionstamp');
  const bytes = Buffer.allocUnsafe(versionstampBytes);
  bytes.writeUInt32BE(Math.floor(index / 0x1_0000_0000), 0);
  bytes.writeUInt32BE(index % 0x1_0000_0000, 4);
  bytes.writeUInt16BE(0, 8);
  return bytes;
}

/** The index of the entry whose commit has this versionstamp; undefined if no log gets that far. */
export function logIndexOfVersionstamp(versionstamp: Uint8Array): LogIndex | undefined {
  invariant(
    versionstamp.length === versionstampBytes,
    () => `not a versionstamp: ${versionstamp.length} bytes`,
  );
  const view = new DataView(versionstamp.buffer, versionstamp.byteOffset, versionstampBytes);
  const index = view.getUint32(0) * 0x1_0000_0000 + view.getUint32(4);
  return isCount(index) ? asLogIndex(index) : undefined;
}

/** The 20 lowercase hex digits by which Deno shows a versionstamp. */
export function formatVersionstamp(versionstamp: Uint8Array): string {
  return Buffer.from(
    versionstamp.buffer,
    versionstamp.byteOffset,
    versionstamp.byteLength,
  ).toString('hex');
}
