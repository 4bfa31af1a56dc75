/**
 * Opens log and state machine of a node and brings them together (14.3), after the home of the state machine, whose
 * lock keeps a second process out, and the identity. A start is this one call, wherever the node runs.
 */
import type { ClusterId, NodeId } from '../base/brand.ts';
import type { Clock } from '../base/clock.ts';
import { assertNever } from '../base/invariant.ts';
import type { Logger } from '../base/logger.ts';
import type { Disk } from './disk/disk.ts';
import type { EngineHome } from './engine/engine-home.ts';
import type { KvStateMachineOptions } from './kv/state-machine.ts';
import { KvStateMachine } from './kv/state-machine.ts';
import { reconcile } from './reconcile.ts';
import { Wal } from './wal/wal.ts';

export type OpenStores = {
  readonly log: Wal;
  readonly stateMachine: KvStateMachine;
  /** True while the state machine lacks what the log has no more (S-12): the node may neither lead nor serve. */
  readonly needsSnapshot: boolean;
};

/** What it opens, the caller closes: first the state machine, then the log. If it rejects, all is closed, the home too. */
export async function openStores(
  options: {
    /** Absolute path of the directory that holds nothing but the log. */
    readonly logDirectory: string;
    readonly clusterId: ClusterId;
    readonly nodeId: NodeId;
    readonly incarnation: number;
    readonly stateMachine: KvStateMachineOptions;
    /** As in `WalOptions`. */
    readonly segmentBytes?: number;
  },
  deps: {
    /** Owned by the state machine from now on. */
    readonly home: EngineHome;
    readonly disk: Disk;
    readonly clock: Clock;
    readonly logger: Logger;
    /** As in `KvStateMachineDeps`. */
    readonly onFatal: (error: unknown) => void;
  },
): Promise<OpenStores> {
  const { home, disk, clock, logger, onFatal } = deps;
  const { logDirectory: directory, stateMachine: machineOptions, ...walOptions } = options;
  let stateMachine: KvStateMachine | undefined;
  let log: Wal | undefined;
  try {
    stateMachine = await KvStateMachine.open(machineOptions, { home, clock, logger, onFatal });
    log = await Wal.open({ ...walOptions, directory }, { disk, clock, logger });
    const needsSnapshot = await bringTogether(log, stateMachine, logger);
    return { log, stateMachine, needsSnapshot };
  } catch (error) {
    await log?.close();
    await stateMachine?.close();
    await home.close();
    throw error;
  }
}

/** True if a snapshot is needed. */
async function bringTogether(
  log: Wal,
  stateMachine: KvStateMachine,
  logger: Logger,
): Promise<boolean> {
  const reconciliation = reconcile({ log, stateMachine });
  switch (reconciliation.kind) {
    case 'ready':
      return false;
    case 'finishInstall':
      logger.info(
        { lastApplied: stateMachine.lastApplied, lastIndex: log.lastIndex },
        'a crash cut the install of a snapshot short; the log is brought up to it',
      );
      await log.rebase(reconciliation.to);
      return false;
    case 'needsSnapshot':
      logger.warn(
        { lastApplied: stateMachine.lastApplied, firstIndex: log.firstIndex },
        'the state is behind the beginning of the log: the node needs a snapshot from its leader',
      );
      return true;
    default:
      return assertNever(reconciliation);
  }
}
