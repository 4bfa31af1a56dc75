import { expect, it } from 'vitest';
import { asLogIndex, asTerm } from '../../base/brand.ts';
import type { SnapshotMeta } from '../../raft/index.ts';
import { SnapshotReceiving, SnapshotSupersededError } from '../../raft/snapshot-receiving.ts';
import { chunkOf, ListMachine } from '../support/list-machine.ts';
import { alone, startNode } from '../support/lone-node.ts';

const { membership } = startNode([alone]);

const metaOf = (id: string, index = 10): SnapshotMeta => ({
  id,
  last: { index: asLogIndex(index), term: asTerm(2) },
  membership: { index: asLogIndex(1), membership },
});

function startReceiving(install?: () => Promise<void>) {
  const machine = new ListMachine();
  const installed: string[] = [];
  const receiving = new SnapshotReceiving({
    receive: async (meta) => await machine.receiveSnapshot(meta),
    install: async (sink, meta) => {
      await install?.();
      await sink.install();
      installed.push(meta.id);
    },
  });
  return { machine, installed, receiving };
}

it('stages piece by piece and installs at the end', async () => {
  const { machine, installed, receiving } = startReceiving();
  const snapshot = await receiving.accept(metaOf('a-1-1'));
  expect(snapshot.next).toBe(0);
  await snapshot.write(chunkOf(0, 'x'));
  await snapshot.write(chunkOf(1, 'y'));
  expect(snapshot.next).toBe(2);
  await snapshot.finish();
  expect(installed).toEqual(['a-1-1']);
  expect(machine.applied).toEqual(['x', 'y']);
});

it('goes on where it was when the same snapshot is offered again (S-5)', async () => {
  const { machine, receiving } = startReceiving();
  const first = await receiving.accept(metaOf('a-1-1'));
  await first.write(chunkOf(0, 'x'));
  const second = await receiving.accept(metaOf('a-1-1'));
  expect(second.next).toBe(1);
  expect(machine.calls).toEqual(['receive a-1-1']);
});

it('a newer offer takes over, and the older stream is told so (S-10)', async () => {
  const { machine, receiving } = startReceiving();
  const first = await receiving.accept(metaOf('a-1-1'));
  const second = await receiving.accept(metaOf('a-1-2'));
  await expect(first.write(chunkOf(0, 'x'))).rejects.toThrow(SnapshotSupersededError);
  await expect(first.finish()).rejects.toThrow(SnapshotSupersededError);
  await second.write(chunkOf(0, 'y'));
  await second.finish();
  expect(machine.applied).toEqual(['y']);
});

it('an offer waits for the piece that is being staged for the one before', async () => {
  const { machine, receiving } = startReceiving();
  const first = await receiving.accept(metaOf('a-1-1'));
  const writing = first.write(chunkOf(0, 'x'));
  // Its turn has come, and it is not done.
  await Promise.resolve();
  const accepting = receiving.accept(metaOf('a-1-1'));
  await writing;
  expect((await accepting).next).toBe(1);
  expect(machine.calls).toEqual(['receive a-1-1']);
});

it('a snapshot whose install failed is received anew', async () => {
  const { machine, receiving } = startReceiving(async () => {
    await Promise.resolve();
    throw new SnapshotSupersededError('not now');
  });
  const first = await receiving.accept(metaOf('a-1-1'));
  await expect(first.finish()).rejects.toThrow('not now');
  await receiving.accept(metaOf('a-1-1'));
  expect(machine.calls).toEqual(['receive a-1-1', 'finish', 'receive a-1-1']);
});

it('after a piece that could not be staged, the same snapshot is received anew', async () => {
  const { machine, receiving } = startReceiving();
  const first = await receiving.accept(metaOf('a-1-1'));
  machine.isDiskFull = true;
  await expect(first.write(chunkOf(0, 'x'))).rejects.toThrow('no space');
  machine.isDiskFull = false;
  const second = await receiving.accept(metaOf('a-1-1'));
  expect(machine.calls).toEqual(['receive a-1-1', 'receive a-1-1']);
  await second.write(chunkOf(0, 'x'));
  await second.finish();
  expect(machine.applied).toEqual(['x']);
});

it('takes nothing more once it was stopped', async () => {
  const { receiving } = startReceiving();
  const snapshot = await receiving.accept(metaOf('a-1-1'));
  await receiving.stop();
  await expect(snapshot.write(chunkOf(0, 'x'))).rejects.toThrow(SnapshotSupersededError);
});
