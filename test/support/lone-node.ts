/** One node loop whose log, state machine, clock and transport belong to the test. */
import { asNodeId, asWallMs } from '../../base/brand.ts';
import type { NodeId } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Logger } from '../../base/logger.ts';
import {
  bootstrapEntry,
  defaultCompactionConfig,
  defaultCoreConfig,
  RaftNode,
} from '../../raft/index.ts';
import type {
  CompactionConfig,
  CoreConfig,
  Envelope,
  Membership,
  SnapshotSender,
} from '../../raft/index.ts';
import { ListMachine } from './list-machine.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryLogStore } from './memory-log-store.ts';

export const alone = asNodeId('00000000000000a1');
export const other = asNodeId('00000000000000a2');
export const third = asNodeId('00000000000000a3');
export const checksum = (): number => 7;

export type LoneNode = {
  readonly clock: ManualClock;
  readonly log: MemoryLogStore;
  readonly machine: ListMachine;
  readonly node: RaftNode<string>;
  readonly membership: Membership;
  /** Every message that left. */
  readonly sent: readonly Envelope[];
  readonly fatal: readonly unknown[];
  /** Ends of the snapshots that were installed. */
  readonly installed: readonly number[];
};

/** Starts node `alone` with a log that holds nothing but the membership. */
export function startNode(
  voters: readonly NodeId[],
  options: {
    readonly compaction?: Partial<CompactionConfig>;
    readonly config?: Partial<CoreConfig>;
    readonly snapshots?: SnapshotSender;
    readonly logger?: Logger;
  } = {},
): LoneNode {
  const clock = new ManualClock();
  const members = new Map(
    voters.map((id, position) => [
      id,
      { name: `n${position + 1}`, peerAddress: `h:${position}`, grpcAddress: `g:${position}` },
    ]),
  );
  const membership: Membership = { voters, learners: [], members };
  const log = new MemoryLogStore(
    bootstrapEntry({ membership, stampedAt: asWallMs(1), checksum }),
    membership,
  );
  const machine = new ListMachine();
  const sent: Envelope[] = [];
  const fatal: unknown[] = [];
  const installed: number[] = [];
  const node = RaftNode.start<string>(
    {
      nodeId: alone,
      incarnation: 1,
      config: { ...defaultCoreConfig, ...options.config },
      compaction: { ...defaultCompactionConfig, ...options.compaction },
    },
    {
      log,
      stateMachine: machine,
      transport: { send: (messages) => sent.push(...messages) },
      snapshots: options.snapshots ?? {
        send: async () => await Promise.resolve({ kind: 'installed' }),
      },
      clock,
      random: { next: () => 0 },
      checksum,
      logger: options.logger ?? silentLogger,
      onFatal: (error) => fatal.push(error),
      onApplied: () => undefined,
      onSnapshotInstalled: (last) => installed.push(last.index),
      onEvent: () => undefined,
    },
  );
  return { clock, log, machine, node, membership, sent, fatal, installed };
}
