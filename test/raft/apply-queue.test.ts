import { expect, it } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../base/brand.ts';
import { ApplyQueue } from '../../raft/apply-queue.ts';
import type { Entry } from '../../raft/index.ts';
import { ManualClock } from '../support/manual-clock.ts';

const entriesOf = (first: number, count: number): readonly Entry[] =>
  Array.from({ length: count }, (_, position) => ({
    index: asLogIndex(first + position),
    term: asTerm(1),
    kind: 'normal',
    stampedAt: asWallMs(1),
    command: new Uint8Array(0),
    crc: 0,
  }));

/** Each slice takes `sliceMs`. */
function make(sliceMs = 0) {
  const clock = new ManualClock();
  const slices: (readonly [first: number, count: number])[] = [];
  const failures: unknown[] = [];
  let rooms = 0;
  const waiting: ((error?: Error) => void)[] = [];
  const stateMachine = {
    isFull: false,
    whenRoom: async () =>
      await new Promise<void>((resolve, reject) => {
        waiting.push((error) => (error === undefined ? resolve() : reject(error)));
      }),
  };
  const queue = new ApplyQueue({
    stateMachine,
    clock,
    apply: (entries) => {
      slices.push([entries[0]?.index ?? 0, entries.length]);
      clock.jump(sliceMs);
    },
    onRoom: () => (rooms += 1),
    onFailed: (error) => failures.push(error),
  });
  return {
    clock,
    queue,
    slices,
    stateMachine,
    failures,
    rooms: () => rooms,
    giveRoom: (error?: Error) => waiting.shift()?.(error),
  };
}

it('applies everything in order, in slices', () => {
  const { queue, slices } = make();
  queue.add(entriesOf(1, 100));
  queue.add(entriesOf(101, 20));
  expect(queue.isReady).toBe(true);
  queue.run();
  expect(slices).toEqual([
    [1, 64],
    [65, 56],
  ]);
  expect(queue.isReady).toBe(false);
});

it('stops when a turn has taken long enough, and goes on in the next', () => {
  const { queue, slices } = make(3);
  queue.add(entriesOf(1, 200));
  queue.run();
  expect(slices).toHaveLength(2);
  expect(queue.isReady).toBe(true);
  queue.run();
  expect(slices.at(-1)).toEqual([193, 8]);
});

it('waits for room, asks for it once, and says when there is some', async () => {
  const { clock, queue, slices, stateMachine, rooms, giveRoom } = make();
  stateMachine.isFull = true;
  queue.add(entriesOf(1, 3));
  queue.run();
  queue.run();
  expect([slices, queue.isReady]).toEqual([[], false]);
  stateMachine.isFull = false;
  giveRoom();
  await clock.run();
  expect([rooms(), queue.isReady]).toEqual([1, true]);
  queue.run();
  expect(slices).toEqual([[1, 3]]);
});

it('reports a state machine that will never have room again', async () => {
  const { clock, queue, stateMachine, failures, giveRoom } = make();
  stateMachine.isFull = true;
  queue.add(entriesOf(1, 1));
  queue.run();
  giveRoom(new Error('disk'));
  await clock.run();
  expect(failures).toEqual([new Error('disk')]);
});

it('forgets what a snapshot has replaced', () => {
  const { queue, slices } = make();
  queue.add(entriesOf(1, 3));
  queue.clear();
  queue.add(entriesOf(10, 1));
  queue.run();
  expect(slices).toEqual([[10, 1]]);
});
