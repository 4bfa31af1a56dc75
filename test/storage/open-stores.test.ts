import { describe, expect, test } from 'vitest';
import { asLogIndex } from '../../base/brand.ts';
import { CorruptionError } from '../../storage/errors.ts';
import { SimDisk } from '../../sim/disk/sim-disk.ts';
import { STATE_DIRECTORY } from '../support/machine-snapshots.ts';
import {
  closeNode,
  compactAll,
  createLog,
  findWrongState,
  installAt,
  openNode,
  replay,
  snapshotAt,
  writeUpTo,
} from '../support/store-node.ts';

async function newDisk(): Promise<SimDisk> {
  const disk = new SimDisk(1);
  await createLog(disk);
  return disk;
}

function loseState(disk: SimDisk): void {
  for (const path of disk.paths()) if (path.startsWith(STATE_DIRECTORY)) disk.take(path);
}

describe('the stores of a node', () => {
  test('open together, and the state is brought up to the log', async () => {
    const disk = await newDisk();
    const node = await openNode(disk);
    await writeUpTo(node, 30);
    await closeNode(node);
    const again = await openNode(disk);
    expect([again.needsSnapshot, again.stateMachine.lastApplied]).toEqual([false, 30]);
  });

  test('open on a compacted log, from whose base on the state goes on', async () => {
    const disk = await newDisk();
    const node = await openNode(disk);
    await writeUpTo(node, 30);
    await compactAll(node);
    await writeUpTo(node, 35);
    disk.crash('power loss', 1);
    const again = await openNode(disk);
    expect([again.log.base.index, again.stateMachine.lastApplied]).toEqual([30, 30]);
    replay(again);
    expect(await findWrongState(again.stateMachine)).toBeUndefined();
  });

  test('need a snapshot if the state was lost and the log begins later (rule S-12)', async () => {
    const disk = await newDisk();
    const node = await openNode(disk);
    await writeUpTo(node, 30);
    await compactAll(node);
    await closeNode(node);
    loseState(disk);
    const again = await openNode(disk);
    expect([again.needsSnapshot, again.stateMachine.lastApplied]).toEqual([true, 0]);
    await installAt(again, 40, await snapshotAt(40));
    await closeNode(again);
    const last = await openNode(disk);
    expect([last.needsSnapshot, last.log.base.index]).toEqual([false, 40]);
    expect(await findWrongState(last.stateMachine)).toBeUndefined();
  });

  test('rebuild a lost state from a log that is whole', async () => {
    const disk = await newDisk();
    const node = await openNode(disk);
    await writeUpTo(node, 30);
    await closeNode(node);
    loseState(disk);
    const again = await openNode(disk);
    expect(again.needsSnapshot).toBe(false);
    replay(again);
    expect(await findWrongState(again.stateMachine)).toBeUndefined();
  });

  test('are closed again if they do not fit', async () => {
    const disk = await newDisk();
    const node = await openNode(disk);
    await writeUpTo(node, 30);
    await closeNode(node);
    const saved = new Map(disk.paths().map((path) => [path, disk.contents(path)]));
    const other = await newDisk();
    await closeNode(await openNode(other));
    for (const path of other.paths()) if (path.startsWith(STATE_DIRECTORY)) other.take(path);
    for (const [path, bytes] of saved) {
      if (path.startsWith(STATE_DIRECTORY) && bytes !== undefined) other.place(path, bytes);
    }
    await expect(openNode(other)).rejects.toThrow(CorruptionError);
    await expect(openNode(other)).rejects.toThrow('the log lost entries');
  });

  test('say up to where the effects need no log any more', async () => {
    const node = await openNode(await newDisk());
    await writeUpTo(node, 30);
    expect(node.stateMachine.durableIndex).toBe(0);
    await node.stateMachine.checkpoint();
    expect(node.stateMachine.durableIndex).toBe(asLogIndex(30));
  });
});
