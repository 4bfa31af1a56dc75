import { expect, it } from 'vitest';
import { LogWrites } from '../../raft/log-writes.ts';
import { ManualClock } from '../support/manual-clock.ts';
import type { LogWrite } from '../../raft/index.ts';

const writeOf = (seq: number): LogWrite => ({ seq, entries: [], mustSync: true });

/** Writes whose end a test decides, oldest first. */
function make() {
  const clock = new ManualClock();
  const underWay: { readonly settle: (error?: Error) => void }[] = [];
  const failures: unknown[] = [];
  let wakes = 0;
  const writes = new LogWrites({
    log: {
      append: async () =>
        await new Promise<void>((resolve, reject) => {
          underWay.push({ settle: (error) => (error === undefined ? resolve() : reject(error)) });
        }),
    },
    now: () => clock.monotonic(),
    onDurable: () => (wakes += 1),
    onFailed: (error) => failures.push(error),
  });
  const settle = async (error?: Error): Promise<void> => {
    underWay.shift()?.settle(error);
    await clock.run();
  };
  return { clock, writes, failures, settle, wakes: () => wakes };
}

it('gives the numbers of durable writes, each once, and knows how old the oldest other one is', async () => {
  const { clock, writes, settle, wakes } = make();
  const begunAt = clock.monotonic();
  writes.issue(writeOf(1));
  await clock.advance(10);
  writes.issue(writeOf(2));
  expect(writes.oldestIssuedAt).toBe(begunAt);
  await settle();
  expect([writes.hasDurable, wakes()]).toEqual([true, 1]);
  expect(writes.oldestIssuedAt).toBe(begunAt + 10);
  expect(writes.takeDurable()).toEqual([1]);
  expect(writes.takeDurable()).toEqual([]);
});

it('is idle when everything has settled, and tells everybody who waits for it', async () => {
  const { writes, settle } = make();
  let told = 0;
  const wait = (): void => void writes.whenIdle().then(() => (told += 1));
  for (const seq of [1, 2]) writes.issue(writeOf(seq));
  wait();
  wait();
  await settle();
  expect([writes.isIdle, told]).toEqual([false, 0]);
  await settle();
  expect([writes.isIdle, told]).toEqual([true, 2]);
});

it('reports a write that failed, which is never durable, and is idle after it', async () => {
  const { writes, failures, settle } = make();
  writes.issue(writeOf(1));
  await settle(new Error('disk'));
  expect(failures).toEqual([new Error('disk')]);
  expect([writes.hasDurable, writes.isIdle]).toEqual([false, true]);
});
