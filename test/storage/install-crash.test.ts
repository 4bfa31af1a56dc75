/**
 * A node that receives snapshots, compacts its log and goes on, through crashes at every operation of the disk: at
 * each start log and state fit, the state is what its applied index says, and nothing that was acknowledged is
 * missing (12.5, rules P-8, P-9, S-10).
 */
import { describe, expect, test } from 'vitest';
import type { SnapshotChunk } from '../../raft/index.ts';
import type { OpenStores } from '../../storage/open-stores.ts';
import { metaAt, receive } from '../support/machine-snapshots.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';
import type { Crash, Fault } from '../../sim/disk/sim-disk.ts';
import {
  closeNode,
  compactAll,
  createLog,
  findWrongState,
  installAt,
  openNode,
  rebaseOf,
  replay,
  snapshotAt,
  writeUpTo,
} from '../support/store-node.ts';

const FIRST = 60;
const SECOND = 90;
const chunks = new Map<number, readonly SnapshotChunk[]>();

async function chunksOf(index: number): Promise<readonly SnapshotChunk[]> {
  const known = chunks.get(index) ?? (await snapshotAt(index));
  chunks.set(index, known);
  return known;
}

type Install = (node: OpenStores, index: number) => Promise<void>;

const install: Install = async (node, index) => {
  await installAt(node, index, await chunksOf(index));
};

/** Fault: the log forgets before the state has what it forgets. */
const rebaseFirst: Install = async ({ log, stateMachine }, index) => {
  await log.rebase(rebaseOf(index));
  const sink = await stateMachine.receiveSnapshot(metaAt({ index, id: `leader-1-${index}` }));
  await receive(sink, await chunksOf(index));
  await sink.install();
};

/** A follower that writes, falls behind, installs two snapshots in a row, compacts, and writes on. */
async function live(disk: SimDisk, how: Install, reached: (index: number) => void): Promise<void> {
  let node = await openNode(disk);
  await writeUpTo(node, 12);
  reached(12);
  await node.stateMachine.checkpoint();
  await writeUpTo(node, 20);
  reached(20);
  await how(node, FIRST);
  reached(FIRST);
  await how(node, SECOND);
  reached(SECOND);
  await writeUpTo(node, 110);
  reached(110);
  await compactAll(node);
  await writeUpTo(node, 125);
  reached(125);
  await closeNode(node);
  node = await openNode(disk);
  await writeUpTo(node, 130);
  reached(130);
  await closeNode(node);
}

type Sweep = {
  readonly problems: readonly string[];
  readonly cuts: number;
  /** Starts at which the state was ahead of the log, and the rebase was made up for. */
  readonly finished: number;
};

async function sweep(options: {
  readonly how?: Install;
  readonly crash: Crash;
  readonly fault?: Fault;
  /** Every how many operations a run is cut. */
  readonly step?: number;
}): Promise<Sweep> {
  const { how = install, crash, fault, step = 1 } = options;
  const problems: string[] = [];
  let cuts = 0;
  let finished = 0;
  for (let n = 1; ; n += step) {
    const disk = new SimDisk(n);
    await createLog(disk);
    let acknowledged = 1;
    if (fault === undefined) disk.crashAtNth(n);
    else disk.failNth(n, fault);
    const before = disk.operationCount;
    const isDone = await live(disk, how, (index) => {
      acknowledged = index;
    }).then(
      () => true,
      () => false,
    );
    if (isDone && disk.operationCount - before < n) return { problems, cuts, finished };
    cuts += isDone ? 0 : 1;
    disk.crash(crash, n);
    try {
      finished += await judge(disk, acknowledged);
    } catch (error) {
      problems.push(`operation ${n}: ${String(error)}`);
    }
  }
}

/** Starts the node, and once more after a crash during that start. Gives 1 if an install had to be finished. */
async function judge(disk: SimDisk, acknowledged: number): Promise<number> {
  disk.crashAtNth(1 + (acknowledged % 9));
  await openNode(disk).catch(() => undefined);
  disk.crash('power loss', acknowledged);
  const node = await openNode(disk);
  const { log, stateMachine, needsSnapshot } = node;
  if (needsSnapshot) throw new Error('the state is behind the log');
  const isFinished = log.base.index === stateMachine.lastApplied && log.base.index > acknowledged;
  if (log.lastIndex < acknowledged) throw new Error(`${acknowledged} is lost`);
  replay(node);
  const problem = await findWrongState(stateMachine);
  if (problem !== undefined) throw new Error(problem);
  const last = stateMachine.lastApplied;
  await install(node, last + 10);
  await writeUpTo(node, last + 15);
  await compactAll(node);
  disk.crash('power loss', last);
  const again = await openNode(disk);
  replay(again);
  const later = await findWrongState(again.stateMachine);
  if (later !== undefined || again.stateMachine.lastApplied !== last + 15) {
    throw new Error(`it does not go on: ${later}`);
  }
  return isFinished ? 1 : 0;
}

describe('wherever a node crashes that installs snapshots, it goes on with what it had or with the snapshot', () => {
  test.each(['process crash', 'power loss'] as const)('after a %s', async (crash) => {
    const { problems, cuts, finished } = await sweep({ crash, step: 4 });
    expect(problems).toEqual([]);
    expect(cuts).toBeGreaterThan(40);
    expect(finished).toBeGreaterThan(0);
  });

  test.each(['I/O error', 'failed sync'] as const)('after a fault: %s', async (fault) => {
    const { problems } = await sweep({ crash: 'power loss', fault, step: 11 });
    expect(problems).toEqual([]);
  });
});

test('that sweep catches a node whose log forgets before its state is installed', async () => {
  const { problems } = await sweep({ how: rebaseFirst, crash: 'power loss', step: 11 });
  expect(problems.join('\n')).toContain('the state is behind the log');
});
