import { describe, expect, test } from 'vitest';
import { planNodes } from '../../../cmd/up/plan.ts';
import { Supervisor } from '../../../cmd/up/supervisor.ts';
import { ManualClock } from '../../support/manual-clock.ts';
import { FakeSpawner } from './fake-spawner.ts';

const crashed = { code: 1, signal: null };

function start({ obeys = false } = {}): {
  readonly supervisor: Supervisor;
  readonly spawner: FakeSpawner;
  readonly clock: ManualClock;
  /** What was reported besides starts: kind, node, and the wait before the next start. */
  readonly events: readonly string[];
} {
  const clock = new ManualClock();
  const spawner = new FakeSpawner({ obeys });
  const events: string[] = [];
  const plans = planNodes({ nodes: 3, basePort: 4512 }, 'd', 'info');
  const supervisor = new Supervisor(plans, {
    clock,
    spawner,
    report: (event) => {
      if (event.kind === 'started') return;
      const wait = event.kind === 'died' ? ` ${event.restartInMs}` : '';
      events.push(`${event.kind} ${event.node.name}${wait}`);
    },
  });
  supervisor.start();
  return { supervisor, spawner, clock, events };
}

test('every node is started once', () => {
  const { supervisor, spawner } = start();
  expect(spawner.spawned.map(({ name }) => name)).toEqual(['n1', 'n2', 'n3']);
  expect([...supervisor.states]).toEqual([
    ['n1', 'running'],
    ['n2', 'running'],
    ['n3', 'running'],
  ]);
});

describe('a node that dies', () => {
  test('is started again after a pause that doubles up to ten seconds', async () => {
    const { spawner, clock, events } = start();
    for (const waitMs of [500, 1_000, 2_000, 4_000, 8_000, 10_000, 10_000]) {
      const starts = spawner.countOf('n2');
      spawner.get('n2').end(crashed);
      expect(events.at(-1)).toBe(`died n2 ${waitMs}`);
      await clock.advance(waitMs - 1);
      expect(spawner.countOf('n2')).toBe(starts);
      await clock.advance(1);
      expect(spawner.countOf('n2')).toBe(starts + 1);
    }
    expect(spawner.countOf('n1')).toBe(1);
  });

  test('begins with the first pause again once it has run for half a minute', async () => {
    const { spawner, clock, events } = start();
    spawner.get('n1').end(crashed);
    await clock.advance(500);
    await clock.advance(30_000);
    spawner.get('n1').end({ code: null, signal: 'SIGKILL' });
    expect(events).toEqual(['died n1 500', 'died n1 500']);
  });

  test.each([2, 9])('with exit code %i is given up until it is healed', async (code) => {
    const { supervisor, spawner, clock, events } = start();
    spawner.get('n3').end({ code, signal: null });
    expect(events).toEqual(['gaveUp n3']);
    await clock.advance(60_000);
    expect(spawner.countOf('n3')).toBe(1);
    expect(supervisor.states.get('n3')).toBe('failed');
    expect(supervisor.heal()).toEqual(['n3']);
    expect(spawner.countOf('n3')).toBe(2);
  });
});

describe('on purpose', () => {
  test('a killed node stays dead until it is healed', async () => {
    const { supervisor, spawner, clock, events } = start({ obeys: true });
    expect(supervisor.kill('n1')).toBe(true);
    expect(spawner.get('n1').signals).toEqual(['SIGKILL']);
    await clock.advance(60_000);
    expect(spawner.countOf('n1')).toBe(1);
    expect(events).toEqual([]);
    expect(supervisor.kill('n1')).toBe(false);
    expect(supervisor.heal()).toEqual(['n1']);
    expect(spawner.countOf('n1')).toBe(2);
    expect(supervisor.heal()).toEqual([]);
  });

  test('a node that is healed before its killed process has ended is started when it has', () => {
    const { supervisor, spawner } = start();
    supervisor.kill('n1');
    expect(supervisor.heal()).toEqual(['n1']);
    expect(spawner.countOf('n1')).toBe(1);
    spawner.get('n1').end({ code: null, signal: 'SIGKILL' });
    expect(spawner.countOf('n1')).toBe(2);
    expect(supervisor.states.get('n1')).toBe('running');
  });

  test('a paused node is resumed, not started again', () => {
    const { supervisor, spawner } = start();
    expect(supervisor.pause('n1')).toBe(true);
    expect(supervisor.pause('n1')).toBe(false);
    expect(supervisor.heal()).toEqual(['n1']);
    expect(spawner.get('n1').signals).toEqual(['SIGSTOP', 'SIGCONT']);
    expect(spawner.countOf('n1')).toBe(1);
  });

  test('healing does not wait for the pause after a death, and starts once', async () => {
    const { supervisor, spawner, clock } = start();
    spawner.get('n1').end(crashed);
    expect(supervisor.heal()).toEqual(['n1']);
    await clock.advance(60_000);
    expect(spawner.countOf('n1')).toBe(2);
  });

  test('a node that is unknown can be neither killed nor paused', () => {
    const { supervisor } = start();
    expect([supervisor.kill('n9'), supervisor.pause('n9')]).toEqual([false, false]);
  });
});

describe('stopping', () => {
  test('asks every node, a paused one after it was resumed, and settles when all have ended', async () => {
    const { supervisor, spawner } = start({ obeys: true });
    supervisor.pause('n2');
    await supervisor.stop();
    await supervisor.stop();
    expect(['n1', 'n2', 'n3'].map((name) => spawner.get(name).signals)).toEqual([
      ['SIGTERM'],
      ['SIGSTOP', 'SIGCONT', 'SIGTERM'],
      ['SIGTERM'],
    ]);
    expect([...supervisor.states.values()]).toEqual(['stopped', 'stopped', 'stopped']);
  });

  test('kills what does not stop in twelve seconds, and says so', async () => {
    const { supervisor, spawner, clock, events } = start();
    const stopped = supervisor.stop();
    for (const name of ['n1', 'n2']) spawner.get(name).end({ code: 0, signal: null });
    await clock.advance(11_999);
    expect(spawner.get('n3').signals).toEqual(['SIGTERM']);
    await clock.advance(1);
    expect(spawner.get('n3').signals).toEqual(['SIGTERM', 'SIGKILL']);
    expect(events).toEqual(['stopIsLate n3']);
    spawner.get('n3').end({ code: null, signal: 'SIGKILL' });
    await stopped;
  });

  test('starts nothing again, whatever was planned', async () => {
    const { supervisor, spawner, clock } = start({ obeys: true });
    spawner.get('n1').end(crashed);
    await supervisor.stop();
    await clock.advance(60_000);
    expect(spawner.spawned).toHaveLength(3);
    expect(supervisor.heal()).toEqual([]);
    expect([supervisor.kill('n1'), supervisor.pause('n1')]).toEqual([false, false]);
  });

  test('in haste kills everything at once', () => {
    const { supervisor, spawner } = start();
    supervisor.killAll();
    expect(spawner.spawned.map(({ signals }) => signals)).toEqual([
      ['SIGKILL'],
      ['SIGKILL'],
      ['SIGKILL'],
    ]);
  });
});
