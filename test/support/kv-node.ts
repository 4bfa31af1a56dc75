/** A whole node of a cluster of one, in process: real consensus, gateway and state machine; log, clock and disk in memory. */
import { asWallMs } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import {
  bootstrapEntry,
  defaultCompactionConfig,
  defaultCoreConfig,
  RaftNode,
} from '../../raft/index.ts';
import type { Membership } from '../../raft/index.ts';
import { RequestGateway } from '../../rpc/gateway.ts';
import type { Applied } from '../../storage/index.ts';
import type { KvStateMachine } from '../../storage/kv/state-machine.ts';
import { openMachine } from './kv-fixture.ts';
import { alone, checksum } from './lone-node.ts';
import { ManualClock } from './manual-clock.ts';
import { MemoryHome } from './memory-home.ts';
import { MemoryLogStore } from './memory-log-store.ts';

export type KvNode = {
  readonly clock: ManualClock;
  readonly gateway: RequestGateway;
  readonly machine: KvStateMachine;
  readonly log: MemoryLogStore;
  readonly home: MemoryHome;
  readonly fatal: readonly unknown[];
  /** Settles what `promise` needs of the node: turns of the loop, and no time but what passes between two of them. */
  readonly run: <T>(promise: T | Promise<T>) => Promise<T>;
};

/** Starts the node and lets it become leader, unless `leads` is false. */
export async function startKvNode({ leads = true } = {}): Promise<KvNode> {
  const clock = new ManualClock();
  const members = new Map([[alone, { name: 'n1', peerAddress: 'h:1', grpcAddress: 'g:1' }]]);
  const membership: Membership = { voters: [alone], learners: [], members };
  const log = new MemoryLogStore(
    bootstrapEntry({ membership, stampedAt: asWallMs(1), checksum }),
    membership,
  );
  const home = new MemoryHome();
  const machine = await openMachine(home, clock);
  const fatal: unknown[] = [];
  const gateway = new RequestGateway(
    { nodeId: alone, incarnation: 1 },
    {
      clock,
      logger: silentLogger,
      state: {
        get appliedIndex() {
          return machine.lastApplied;
        },
        get: (database, key) => machine.get(database, key),
        view: () => machine.openView(),
      },
      status: () => {
        throw new Error('not asked for here');
      },
      grpcAddressOf: () => undefined,
      forward: async () => await Promise.reject(new Error('there is nobody to forward to')),
    },
  );
  const node = RaftNode.start<Applied>(
    {
      nodeId: alone,
      incarnation: 1,
      config: defaultCoreConfig,
      compaction: defaultCompactionConfig,
    },
    {
      log,
      stateMachine: machine,
      transport: { send: () => undefined },
      snapshots: { send: async () => await Promise.resolve({ kind: 'installed' }) },
      clock,
      random: { next: () => 0 },
      checksum,
      logger: silentLogger,
      onFatal: (error) => fatal.push(error),
      onApplied: (entries, applied) => {
        gateway.onApplied(entries, applied);
      },
      onSnapshotInstalled: () => undefined,
      onEvent: (event) => {
        gateway.onEvent(event);
      },
    },
  );
  gateway.attach(node);
  if (leads) await clock.advance(2000);
  const run = async <T>(promise: T | Promise<T>): Promise<T> => {
    const settled = { isDone: false };
    const result = (async () => {
      try {
        return await promise;
      } finally {
        settled.isDone = true;
      }
    })();
    // It is awaited below; until then a rejection is not one that nobody handles.
    result.catch(() => undefined);
    for (let turn = 0; turn < 1000 && !settled.isDone; turn += 1) await clock.run();
    if (!settled.isDone) throw new Error('it does not settle without time passing');
    return await result;
  };
  return { clock, gateway, machine, log, home, fatal, run };
}
