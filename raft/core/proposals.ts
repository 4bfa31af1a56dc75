/** Whether a leader may append what is proposed: bounds of an entry, and of what waits behind it (5.5, K-5). */
import { entryBytes } from './log.ts';
import type { Shared } from './shared.ts';

/** A command to be appended. */
export type Proposal = { readonly kind: 'normal' | 'internal'; readonly command: Uint8Array };

/** Why not even one of them may be appended; undefined if all may. */
export function refusalOf(
  proposals: readonly Proposal[],
  shared: Shared,
): 'tooLarge' | 'overloaded' | undefined {
  const { entryBytesMax } = shared.config;
  let bytes = 0;
  for (const proposal of proposals) {
    if (proposal.command.length > entryBytesMax) return 'tooLarge';
    bytes += entryBytes(proposal);
  }
  return hasRoomFor(bytes, shared) ? undefined : 'overloaded';
}

/** Bounds of what is appended and not committed, and of what is committed and not applied. */
function hasRoomFor(bytes: number, { persistence, apply, config }: Shared): boolean {
  const { log, commitIndex } = persistence;
  const { lastApplied } = apply;
  const { uncommittedBytesMax, applyAheadBytesMax, applyLagEntriesMax } = config;
  return (
    log.bytesAbove(commitIndex) + bytes <= uncommittedBytesMax &&
    log.bytesAbove(lastApplied) + bytes <= uncommittedBytesMax + applyAheadBytesMax &&
    commitIndex - lastApplied <= applyLagEntriesMax
  );
}
