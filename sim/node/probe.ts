/**
 * What observers see of a node from outside: everything that passes its ports. They must neither throw nor change
 * anything, since they are called from within the code under test.
 */
import type {
  CoreStatus,
  Entry,
  EntryId,
  Envelope,
  HardState,
  LogWrite,
} from '../../raft/index.ts';
import type { Applied } from '../../storage/index.ts';
import type { Host } from '../world/host.ts';

/** The log as recovery found it. */
export type FoundLog = {
  readonly base: EntryId;
  readonly firstIndex: number;
  readonly lastIndex: number;
  readonly termAt: (index: number) => number | undefined;
  readonly hardState: HardState | undefined;
};

export interface NodeProbe {
  /** The node takes part from now on. `status` may be called as long as its process lives. */
  onStarted(
    host: Host,
    started: {
      readonly log: FoundLog;
      readonly lastApplied: number;
      readonly status: () => CoreStatus;
    },
  ): void;
  onDied(host: Host): void;
  /** The node handed a batch to its log. */
  onWriteIssued(host: Host, write: LogWrite): void;
  /** The log said that the batch, if it must be, is durable. */
  onWriteDone(host: Host, write: LogWrite): void;
  /** The log begins, empty, after `last`, where a snapshot stands. */
  onRebased(host: Host, last: EntryId): void;
  /** The state is that of a snapshot. */
  onSnapshotInstalled(host: Host, lastApplied: number): void;
  onSent(host: Host, envelope: Envelope): void;
  onApplied(host: Host, entries: readonly Entry[], results: readonly Applied[]): void;
}
