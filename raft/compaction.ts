/**
 * How far the log may be cut. Entries below the state that is durable are not needed here any more; some are kept
 * all the same, because a peer that lacks them would need a whole snapshot (S-1 to S-3).
 */
import { asLogIndex } from '../base/brand.ts';
import type { LogIndex } from '../base/brand.ts';

export type CompactionConfig = {
  /** Applied entries in the log that start a compaction. 100 000: seconds of replay, tens of megabytes. */
  readonly compactAfterEntries: number;
  /** Bytes of the log that start one, whatever the number of entries. 512 MiB. */
  readonly compactAfterBytes: number;
  /** Applied entries that stay in any case, for peers that blinked. 20 000: some seconds of writes at full speed. */
  readonly trailingEntries: number;
  /** A peer that is heard and lacks at most so many entries keeps them from being cut. 1 000 000. */
  readonly pinEntriesMax: number;
  /** A log that takes so many bytes waits for no peer: a slow one must not fill the disk. 2 GiB. */
  readonly pinBytesMax: number;
};

export const defaultCompactionConfig: CompactionConfig = {
  compactAfterEntries: 100_000,
  compactAfterBytes: 512 * 1024 * 1024,
  trailingEntries: 20_000,
  pinEntriesMax: 1_000_000,
  pinBytesMax: 2 * 1024 * 1024 * 1024,
};

export type LogUse = {
  /** The log begins after this index. */
  readonly base: LogIndex;
  readonly sizeBytes: number;
  readonly applied: LogIndex;
  /** Up to here the state survives a crash without the log. */
  readonly durable: LogIndex;
  /** Where a snapshot that is being sent stands: its receiver goes on from there. */
  readonly sending: LogIndex | undefined;
  /** What the peers have that are heard and catch up by entries. */
  readonly peers: readonly LogIndex[];
};

/** Up to where the log is to be cut now; undefined if it is not worth it or not allowed. */
export function compactionTarget(use: LogUse, config: CompactionConfig): LogIndex | undefined {
  const held = use.applied - use.base;
  const isLarge = use.sizeBytes >= config.compactAfterBytes;
  if (held < config.compactAfterEntries && !isLarge) return undefined;
  // A log that is large with few entries keeps fewer of them.
  const trailing = isLarge
    ? Math.min(config.trailingEntries, Math.floor(held / 4))
    : config.trailingEntries;
  const mayPin = use.sizeBytes < config.pinBytesMax;
  const pinned = use.peers.filter((match) => mayPin && use.applied - match <= config.pinEntriesMax);
  const target = Math.min(
    use.durable,
    use.applied - trailing,
    use.sending ?? Number.POSITIVE_INFINITY,
    ...pinned,
  );
  // Each compaction costs a sync: not for a handful of entries.
  const worth = Math.max(1, Math.floor(held / 8));
  return target - use.base >= worth ? asLogIndex(target) : undefined;
}
