import { expect, test } from 'vitest';
import { Host } from '../../../sim/world/host.ts';
import { Scheduler } from '../../../sim/world/scheduler.ts';

function makeHost(clockRate = 1): {
  readonly host: Host;
  readonly scheduler: Scheduler;
  readonly run: (end: number) => Promise<void>;
} {
  const scheduler = new Scheduler();
  const host = new Host({ number: 1, seed: 3, clockRate }, scheduler);
  const run = async (end: number): Promise<void> =>
    await scheduler.run(
      end,
      () => undefined,
      () => false,
    );
  host.boot();
  return { host, scheduler, run };
}

test('a timer fires when its own clock says so', async () => {
  const { host, scheduler, run } = makeHost(1.05);
  let firedAt = 0;
  host.clock.after(105, () => {
    firedAt = scheduler.now;
  });
  await run(200);
  expect(firedAt).toBeCloseTo(100);
});

test('a process that stands still gets its timers afterwards, in order, and its clock has gone on', async () => {
  const { host, scheduler, run } = makeHost();
  const fired: string[] = [];
  const before = host.clock.monotonic();
  host.clock.after(10, () => fired.push(`first at ${scheduler.now}`));
  host.clock.after(20, () => fired.push(`second at ${scheduler.now}`));
  host.pause(50);
  await run(60);
  expect(fired).toEqual(['first at 50', 'second at 50']);
  expect(host.clock.monotonic() - before).toBeCloseTo(60);
});

test('a process that has died never runs again, also when another one has started', async () => {
  const { host, run } = makeHost();
  let runs = 0;
  host.clock.after(10, () => (runs += 1));
  host.kill('test');
  host.boot();
  await run(20);
  expect(runs).toBe(0);
});

test('a disk operation of a process that died never settles', async () => {
  const { host, run } = makeHost();
  let isSettled = false;
  void host.disk.makeDirectory('/a').then(() => (isSettled = true));
  host.kill('test');
  await run(1000);
  expect(isSettled).toBe(false);
});

test('a crash in an operation kills the process in the middle of it', async () => {
  const { host, run } = makeHost();
  const deaths: string[] = [];
  host.onDeath = (reason) => deaths.push(reason);
  host.crashInOperation(2, 'power loss', 1);
  void host.disk
    .makeDirectory('/a')
    .then(async () => await host.disk.open('/a/f', { create: true }))
    .catch(() => undefined);
  await run(1000);
  expect(deaths).toEqual(['stopped in the middle of a disk operation']);
  expect(host.isAlive).toBe(false);
});
