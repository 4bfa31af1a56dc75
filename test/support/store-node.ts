/**
 * Log and state machine of one node on a simulated disk, as they are opened at a start, with entries whose effect on
 * the state is known: entry n sets the key [n % 50] to n. So what a state must be follows from how far it was applied.
 */
import { asLogIndex, asTerm } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import type { Entry, SnapshotChunk } from '../../raft/index.ts';
import type { Disk } from '../../storage/disk/disk.ts';
import { MemoryEngine } from '../../storage/engine/memory-engine.ts';
import { encodeCommand } from '../../storage/kv/command-codec.ts';
import type { KvStateMachine } from '../../storage/kv/state-machine.ts';
import { stateMachineDefaults } from '../../storage/kv/state-machine.ts';
import { openStores } from '../../storage/open-stores.ts';
import type { OpenStores } from '../../storage/open-stores.ts';
import { Wal } from '../../storage/wal/wal.ts';
import { immediateClock } from './immediate-clock.ts';
import { atomic, bytesValue, openMachine, setOf } from './kv-fixture.ts';
import {
  CLUSTER_ID,
  NODE_ID,
  StandingClock,
  makeEntry,
  makeFirstEntry,
  makeHardState,
  makeMembership,
  makeWrite,
} from './log-fixtures.ts';
import { contentsOf, metaAt, openSimHome, readAll, receive } from './machine-snapshots.ts';

const LOG_DIRECTORY = '/node/wal';
const KEYS = 50;

function entryAt(index: number): Entry {
  if (index === 1) return makeFirstEntry();
  const value = bytesValue(index >> 8, index & 0xff);
  const command = encodeCommand(atomic({ mutations: [setOf([index % KEYS], value)] }));
  return makeEntry({ index, command });
}

export async function createLog(disk: Disk): Promise<void> {
  const owner = { directory: LOG_DIRECTORY, clusterId: CLUSTER_ID, nodeId: NODE_ID };
  const first = { hardState: makeHardState(1, 1), entries: [entryAt(1)] };
  await Wal.create({ ...owner, first }, { disk });
}

/** Opens both as at a start of the node. */
export async function openNode(disk: Disk): Promise<OpenStores> {
  return await openStores(
    {
      logDirectory: LOG_DIRECTORY,
      clusterId: CLUSTER_ID,
      nodeId: NODE_ID,
      incarnation: 1,
      stateMachine: stateMachineDefaults,
      segmentBytes: 1024,
    },
    {
      home: await openSimHome(disk),
      disk,
      clock: new StandingClock(),
      logger: silentLogger,
      onFatal: () => undefined,
    },
  );
}

export async function closeNode({ log, stateMachine }: OpenStores): Promise<void> {
  await stateMachine.close();
  await log.close();
}

/** Appends and applies entries up to `last`, each committed. */
export async function writeUpTo({ log, stateMachine }: OpenStores, last: number): Promise<void> {
  for (let index = log.lastIndex + 1; index <= last; index += 1) {
    await log.append(makeWrite(index, [entryAt(index)], { hardState: makeHardState(1, index) }));
  }
  replay({ log, stateMachine });
}

/** Applies what the log has and the state machine lacks. */
export function replay({ log, stateMachine }: Pick<OpenStores, 'log' | 'stateMachine'>): void {
  const start = asLogIndex(stateMachine.lastApplied + 1);
  const end = asLogIndex(log.lastIndex + 1);
  stateMachine.apply(log.entries({ start, end, bytesMax: Infinity }));
}

/** The snapshot that a leader which has applied up to `index` would send. */
export async function snapshotAt(index: number): Promise<readonly SnapshotChunk[]> {
  const machine = await machineAt(index);
  return await readAll(machine.openSnapshot(metaAt({ index, id: `leader-1-${index}` })));
}

/** Receives and installs that snapshot, and lets the log begin behind it, as 12.5 has it. */
export async function installAt(
  { log, stateMachine }: OpenStores,
  index: number,
  chunks: readonly SnapshotChunk[],
): Promise<void> {
  const meta = metaAt({ index, id: `leader-1-${index}` });
  const sink = await stateMachine.receiveSnapshot(meta);
  await receive(sink, chunks);
  await sink.install();
  await log.rebase(rebaseOf(index));
}

export function rebaseOf(index: number): Parameters<Wal['rebase']>[0] {
  return {
    last: { index: asLogIndex(index), term: asTerm(1) },
    membership: metaAt({ index }).membership,
    hardState: makeHardState(1, index),
  };
}

/** Makes the state durable and forgets the log up to there. */
export async function compactAll({ log, stateMachine }: OpenStores): Promise<void> {
  await stateMachine.checkpoint();
  const membership = { index: asLogIndex(1), membership: makeMembership() };
  await log.compact({ index: stateMachine.durableIndex, membership });
}

/** What is wrong with the contents of a state machine; undefined if nothing is. */
export async function findWrongState(machine: KvStateMachine): Promise<string | undefined> {
  const found = (await contentsOf(machine)).join('\n');
  const expected = (await contentsOf(await machineAt(machine.lastApplied))).join('\n');
  return found === expected ? undefined : `the state at ${machine.lastApplied} is not what it was`;
}

async function machineAt(index: number): Promise<KvStateMachine> {
  const machine = await openMachine(new MemoryEngine(), immediateClock);
  machine.apply(Array.from({ length: index }, (_, at) => entryAt(at + 1)));
  return machine;
}
