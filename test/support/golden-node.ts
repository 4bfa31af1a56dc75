/**
 * The node whose data directory is kept in test/storage/golden/. `writeGoldenNode` made it; a directory that is there is
 * never written again, since it stands for what an earlier build left on a disk. When a format changes, a new
 * directory is made beside it.
 */
import { asClusterId, asLogIndex } from '../../base/brand.ts';
import { silentLogger } from '../../base/logger.ts';
import { bootstrapEntry } from '../../raft/index.ts';
import type { Membership } from '../../raft/index.ts';
import { NodeDisk } from '../../storage/disk/node-disk.ts';
import { storeFounding } from '../../storage/founding.ts';
import {
  adoptCluster,
  logDirectory,
  openIdentity,
  stateDirectory,
} from '../../storage/identity.ts';
import type { Value } from '../../storage/kv/command.ts';
import { encodeCommand } from '../../storage/kv/command-codec.ts';
import { entryChecksum } from '../../storage/wal/entry-checksum.ts';
import { Wal } from '../../storage/wal/wal.ts';
import { immediateClock } from './immediate-clock.ts';
import { openLevelHome } from './level-home.ts';
import { atomic, openMachine, setOf } from './kv-fixture.ts';
import { makeEntry, makeHardState, makeWrite } from './log-fixtures.ts';
import { seededRandom } from './seeded-random.ts';

export const GOLDEN_NAME = 'golden';
/** Entry n + 1 sets the key ['golden', n]. */
export const GOLDEN_KEYS = Array.from({ length: 20 }, (_, at) => at + 1);
const CHECKPOINTED = 11;
/** The log begins behind this entry. */
export const COMPACTED = 8;
const CLUSTER = asClusterId('c0'.repeat(16));

/** Every byte occurs, and all three encodings. */
export function goldenValue(number: number): Value {
  const bytes = Uint8Array.from({ length: 64 }, (_, at) => (number * 13 + at * 4) % 256);
  if (number % 3 === 0) return { bytes: bytes.slice(0, 8), encoding: 'le64' };
  return { bytes, encoding: number % 3 === 1 ? 'bytes' : 'v8' };
}

/** Founds a cluster of one in an empty directory, and writes as a node does: log, state, and then less of the log. */
export async function writeGoldenNode(directory: string): Promise<void> {
  const disk = new NodeDisk();
  const deps = { disk, clock: immediateClock, random: seededRandom(1) };
  const identity = await openIdentity({ directory, name: GOLDEN_NAME }, deps);
  const { nodeId, incarnation } = identity;
  const member = { name: GOLDEN_NAME, peerAddress: '127.0.0.1:1', grpcAddress: '127.0.0.1:2' };
  const membership: Membership = {
    voters: [nodeId],
    learners: [],
    members: new Map([[nodeId, member]]),
  };
  const founding = { clusterId: CLUSTER, membership, stampedAt: immediateClock.wall() };
  await storeFounding(directory, founding, { disk });
  const first = bootstrapEntry({ ...founding, checksum: entryChecksum });
  await adoptCluster({ directory, identity, clusterId: CLUSTER, first }, { disk });

  const log = await Wal.open(
    {
      directory: logDirectory(directory),
      clusterId: CLUSTER,
      nodeId,
      incarnation,
      segmentBytes: 1024,
    },
    { disk, clock: immediateClock, logger: silentLogger },
  );
  const entries = GOLDEN_KEYS.map((number) => {
    const mutations = [setOf(['golden', number], goldenValue(number))];
    return makeEntry({ index: number + 1, command: encodeCommand(atomic({ mutations })) });
  });
  for (const [at, entry] of entries.entries()) {
    const hardState = makeHardState(1, at + 1, nodeId);
    await log.append(makeWrite(at + 1, [entry], { hardState }));
  }
  const truncation = makeEntry({
    index: 21,
    term: 2,
    command: entries.at(-1)?.command ?? '',
  });
  const hardState = makeHardState(2, 20, nodeId);
  await log.append(makeWrite(30, [truncation], { truncateFrom: 21, hardState }));

  const home = await openLevelHome(stateDirectory(directory));
  const machine = await openMachine(home, immediateClock);
  for (const entry of [first, ...entries].slice(0, CHECKPOINTED)) {
    machine.apply([entry]);
    await machine.checkpoint();
  }
  await machine.close();
  const [inForce] = log.stored.memberships;
  if (inForce === undefined) throw new Error('no membership');
  await log.compact({ index: asLogIndex(COMPACTED), membership: inForce });
  await log.close();
}
