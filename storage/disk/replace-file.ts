/** The one way to replace a small file as a whole (rule W-14). */
import type { Disk } from './disk.ts';

/**
 * Replaces `directory/name` by `bytes`, atomically: after a crash it has the old or the new contents.
 * Durable when this settles. A temporary file left over from a crash is overwritten.
 */
export async function replaceFile(
  disk: Disk,
  target: { readonly directory: string; readonly name: string },
  bytes: Uint8Array,
): Promise<void> {
  const path = `${target.directory}/${target.name}`;
  const temporary = `${path}.tmp`;
  await disk.remove(temporary);
  const file = await disk.open(temporary, { create: true });
  try {
    await file.write(bytes, 0);
    await file.sync();
  } finally {
    await file.close();
  }
  await disk.rename(temporary, path);
  await disk.syncDirectory(target.directory);
}
