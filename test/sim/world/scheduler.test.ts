import { expect, test } from 'vitest';
import { Scheduler } from '../../../sim/world/scheduler.ts';

/** Runs up to `end` and gives what `plan` has noted. */
async function runUntil(
  end: number,
  plan: (scheduler: Scheduler, note: (text: string) => void) => void,
): Promise<readonly string[]> {
  const scheduler = new Scheduler();
  const notes: string[] = [];
  plan(scheduler, (text) => notes.push(`${scheduler.now} ${text}`));
  await scheduler.run(
    end,
    () => undefined,
    () => false,
  );
  return notes;
}

test('events run in the order of time, and at one time in the order of planning', async () => {
  const notes = await runUntil(10, (scheduler, note) => {
    for (const [at, name] of [
      [5, 'c'],
      [1, 'a'],
      [5, 'd'],
      [3, 'b'],
      [11, 'late'],
    ] as const) {
      scheduler.at(at, () => note(name));
    }
  });
  expect(notes).toEqual(['1 a', '3 b', '5 c', '5 d']);
});

test('all promises settle between two events, however long their chain is', async () => {
  const notes = await runUntil(10, (scheduler, note) => {
    scheduler.at(1, () => {
      let chain = Promise.resolve();
      for (let link = 0; link < 100; link += 1) chain = chain.then(() => undefined);
      void chain.then(() => note('settled'));
    });
    scheduler.at(2, () => note('next'));
  });
  expect(notes).toEqual(['1 settled', '2 next']);
});

test('an event that was cancelled does not run', async () => {
  const notes = await runUntil(10, (scheduler, note) => {
    const planned = scheduler.at(2, () => note('cancelled'));
    scheduler.at(1, () => planned.cancel());
  });
  expect(notes).toEqual([]);
});

test('a run stops as soon as it is done', async () => {
  const scheduler = new Scheduler();
  for (let at = 1; at <= 9; at += 1) scheduler.at(at, () => undefined);
  await scheduler.run(
    10,
    () => undefined,
    () => scheduler.now >= 4,
  );
  expect(scheduler.now).toBe(4);
});
