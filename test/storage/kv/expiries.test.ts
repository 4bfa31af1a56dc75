import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import { defaultCoreConfig } from '../../../raft/index.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { encodeCommand } from '../../../storage/kv/command-codec.ts';
import type { Command, CommandResult, Expiry, Mutation } from '../../../storage/kv/command.ts';
import { expiredMax, Expiries, readExpiringCount } from '../../../storage/kv/expiries.ts';
import { decodeExpiryKey, expiryKeyOfWire } from '../../../storage/kv/expiry-key.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, openMachine, u64 } from '../../support/kv-fixture.ts';
import { metaOf, readAll } from '../../support/machine-snapshots.ts';
import { MemoryHome } from '../../support/memory-home.ts';

function set(name: string, expiry?: Expiry): Mutation {
  const base = { kind: 'set', key: encodeKey([name]), value: u64(7n) } as const;
  return expiry === undefined ? base : { ...base, expiry };
}

function names(from: number, count: number): readonly string[] {
  return Array.from({ length: count }, (_, position) => `k${from + position}`);
}

function longName(number: number): string {
  return `${number}`.padEnd(2000, '.');
}

function at(ms: number): Expiry {
  return { kind: 'at', ms };
}

function sum(name: string): Mutation {
  const none = new Uint8Array();
  const rest = { value: u64(3n), min: none, max: none, clamp: false };
  return { kind: 'sum', key: encodeKey([name]), ...rest };
}

/** A state machine, and the wall clock of a leader of term 1. Log time begins at 1000. */
class Leader {
  readonly contents: MemoryEngineContents;
  machine: KvStateMachine;
  now = 1000;

  constructor(machine: KvStateMachine, contents: MemoryEngineContents = { current: new Map() }) {
    this.machine = machine;
    this.contents = contents;
  }

  static async open(): Promise<Leader> {
    const contents: MemoryEngineContents = { current: new Map() };
    return new Leader(await openMachine(new MemoryEngine(contents), immediateClock), contents);
  }

  apply(command: Command, stampedAt = this.now): CommandResult | undefined {
    const index = asLogIndex(this.machine.lastApplied + 1);
    const internal = command.kind === 'expireEntries' || command.kind === 'sweepSessions';
    const kind = internal ? ('internal' as const) : ('normal' as const);
    const entry = { index, term: asTerm(1), kind, crc: 0 };
    const rest = { stampedAt: asWallMs(stampedAt), command: encodeCommand(command) };
    return this.machine.apply([{ ...entry, ...rest }])[0]?.result;
  }

  write(...mutations: readonly Mutation[]): CommandResult | undefined {
    return this.apply(atomic({ mutations }));
  }

  /** A commit that changes nothing of what the test looks at, so that log time moves. */
  tick(now: number): void {
    this.now = now;
    this.write({ kind: 'delete', key: encodeKey(['never there']) });
  }

  async find(term = 1): ReturnType<KvStateMachine['findExpiry']> {
    return await this.machine.findExpiry(asWallMs(this.now), asTerm(term));
  }

  /** Removes what is due, in as many commands as it takes. Gives how many each removed. */
  async sweep(): Promise<readonly number[]> {
    const counts: number[] = [];
    for (;;) {
      const command = await this.find();
      if (command === undefined) return counts;
      const result = this.apply(command);
      counts.push(result?.kind === 'entriesExpired' ? result.count : -1);
    }
  }

  has(name: string): boolean {
    return this.machine.get(0, encodeKey([name])) !== undefined;
  }

  async list(): Promise<number> {
    const view = this.machine.openView();
    const range = { database: 0, start: new Uint8Array(), end: Uint8Array.of(255), reverse: false };
    const scan = view.scan(range);
    let count = 0;
    for (;;) {
      const entries = await scan.next({ countMax: 1000, bytesMax: 1_000_000 });
      if (entries.length === 0) break;
      count += entries.length;
    }
    await scan.close();
    view.close();
    return count;
  }

  /** What is stored in the key-space of the first character. */
  async stored(space: string): Promise<readonly string[]> {
    await this.machine.checkpoint();
    return [...this.contents.current.keys()].filter((key) => key.startsWith(space)).toSorted();
  }

  async reopen(): Promise<void> {
    await this.machine.close();
    this.machine = await openMachine(new MemoryEngine(this.contents), immediateClock);
  }
}

/** The index has one key for each record with a deadline, and the count says how many there are. */
async function checkIndex(leader: Leader): Promise<void> {
  const index = await leader.stored('e');
  const targets = index.map((key) => decodeExpiryKey(key));
  const expiring = (await leader.stored('d')).filter((key) =>
    /^[4-6]/.test(leader.contents.current.get(key) ?? ''),
  );
  expect(targets.map(({ dataKey }) => dataKey).toSorted()).toEqual(expiring);
  for (const { dataKey, expiresAt, versionstamp } of targets) {
    const deadline = expiresAt.toString(16).padStart(14, '0');
    expect(leader.contents.current.get(dataKey)?.slice(1, 35)).toBe(versionstamp + deadline);
  }
  expect(leader.machine.expiringCount).toBe(index.length);
  expect(readExpiringCount(new MemoryEngine(leader.contents))).toBe(index.length);
}

describe('an entry with a deadline', () => {
  test('is there until log time has reached the deadline, and then for nobody', async () => {
    const leader = await Leader.open();
    const written = leader.write(set('k', at(1500)));
    const versionstamp = written?.kind === 'committed' ? written.versionstamp : undefined;
    leader.tick(1499);
    expect([leader.has('k'), await leader.list()]).toEqual([true, 1]);
    const before = leader.machine.openView();
    leader.tick(1500);
    expect([leader.has('k'), await leader.list()]).toEqual([false, 0]);
    // A view is of its own moment.
    expect(before.get(0, encodeKey(['k']))).toBeDefined();
    before.close();
    const check = { key: encodeKey(['k']), versionstamp };
    expect(leader.apply(atomic({ checks: [check] }))).toEqual({
      kind: 'conflict',
      failedChecks: [0],
    });
    const absent = atomic({ checks: [{ key: check.key, versionstamp: undefined }] });
    expect(leader.apply(absent)?.kind).toBe('committed');
    leader.write(sum('k'));
    expect(leader.machine.get(0, check.key)?.value).toEqual(u64(3n));
    await checkIndex(leader);
  });

  test('in so many milliseconds counts them from the log time of its entry (rule N-3)', async () => {
    const leader = await Leader.open();
    leader.tick(5000);
    // A leader whose clock is behind log time.
    leader.now = 2000;
    leader.write(set('k', { kind: 'in', ms: 100 }));
    leader.tick(5099);
    expect(leader.has('k')).toBe(true);
    leader.tick(5100);
    expect(leader.has('k')).toBe(false);
  });

  test('in so many milliseconds is set once by a request that a session repeats (X-2)', async () => {
    const leader = await Leader.open();
    leader.apply({ kind: 'openSession', ttlMs: 60_000 });
    const session = { id: 1, seq: 1, ackedUpTo: 0 };
    const request = { ...atomic({ mutations: [set('k', { kind: 'in', ms: 500 })] }), session };
    const first = leader.apply(request);
    leader.now = 1400;
    expect(leader.apply(request)).toEqual(first);
    leader.tick(1500);
    expect(leader.has('k')).toBe(false);
    expect(leader.apply(request)).toEqual(first);
    expect(leader.has('k')).toBe(false);
    await checkIndex(leader);
  });

  test('in the past is written and never seen, not even by the mutation after it', async () => {
    const leader = await Leader.open();
    expect(leader.write(set('k', at(1)), sum('k'))?.kind).toBe('committed');
    expect(leader.machine.get(0, encodeKey(['k']))?.value).toEqual(u64(3n));
    expect(leader.write(set('gone', at(1)))?.kind).toBe('committed');
    expect(leader.has('gone')).toBe(false);
    expect(await leader.sweep()).toEqual([1]);
    await checkIndex(leader);
  });

  test.each([
    ['set without one', set('k')],
    ['set with a later one', set('k', at(9000))],
    ['sum', sum('k')],
    ['min', { kind: 'min', key: encodeKey(['k']), value: u64(1n) }],
    ['max', { kind: 'max', key: encodeKey(['k']), value: u64(9n) }],
  ] as const)('is not touched by its old deadline after a %s', async (_what, mutation) => {
    const leader = await Leader.open();
    leader.write(set('k', at(1500)), set('other', at(1500)));
    leader.now = 1600;
    const listed = await leader.find();
    leader.now = 1400;
    leader.write(mutation);
    leader.now = 1600;
    // Neither by a command that was made before.
    expect(listed === undefined ? undefined : leader.apply(listed)).toEqual({
      kind: 'entriesExpired',
      count: 1,
    });
    expect([leader.has('k'), leader.has('other'), await leader.sweep()]).toEqual([true, false, []]);
    await checkIndex(leader);
  });

  test('leaves nothing behind when it is deleted, and a set that is rolled back leaves all', async () => {
    const leader = await Leader.open();
    leader.write(set('k', at(1500)), set('stays', at(1500)));
    leader.write({ kind: 'delete', key: encodeKey(['k']) });
    const wrong: Mutation = { kind: 'max', key: encodeKey(['x']), value: bytesValue(1) };
    expect(leader.write(set('stays'), wrong)?.kind).toBe('rejected');
    await checkIndex(leader);
    leader.now = 1500;
    expect(await leader.sweep()).toEqual([1]);
    expect(await leader.stored('e')).toEqual([]);
    expect(leader.contents.current.has('mexpiring')).toBe(false);
  });
});

describe('a leader', () => {
  test('removes what is due with a commit of its own, and nothing before', async () => {
    const leader = await Leader.open();
    leader.write(set('a', at(1500)), set('b', at(1600)));
    leader.now = 1499;
    expect(await leader.find()).toBeUndefined();
    leader.now = 1500;
    const command = await leader.find();
    expect(command === undefined ? undefined : leader.apply(command)).toEqual({
      kind: 'entriesExpired',
      count: 1,
    });
    expect((await leader.stored('d')).length).toBe(1);
    expect(await leader.find()).toBeUndefined();
  });

  test('of another term, or with a clock that is ahead of log time, removes nothing (X-7, N-2)', async () => {
    const leader = await Leader.open();
    leader.write(set('k', at(1500)));
    leader.now = 1500;
    const old = await leader.find(2);
    const now = await leader.find(1);
    if (old === undefined || now === undefined) throw new Error('nothing is due');
    expect(leader.apply(old)).toEqual({ kind: 'entriesExpired', count: 0 });
    const early = await Leader.open();
    early.write(set('k', at(1500)));
    // The command says that it is due; the entry's log time says that it is not.
    expect(early.apply(now, 1499)).toEqual({ kind: 'entriesExpired', count: 0 });
    expect(early.has('k')).toBe(true);
  });

  test('whose clock is behind log time goes by log time, so that nothing comes back', async () => {
    const leader = await Leader.open();
    leader.write(set('k', at(1500)));
    leader.tick(2000);
    leader.now = 1200;
    expect(leader.has('k')).toBe(false);
    await leader.reopen();
    expect(leader.has('k')).toBe(false);
    expect(await leader.sweep()).toEqual([1]);
  });

  test('names what was set for an earlier deadline after it looked', async () => {
    const leader = await Leader.open();
    leader.write(set('late', at(9000)));
    expect(await leader.find()).toBeUndefined();
    leader.write(set('soon', at(1200)));
    leader.now = 1200;
    expect(await leader.sweep()).toEqual([1]);
  });

  test('never parts what one commit gave one deadline, and bounds what one command names', async () => {
    const leader = await Leader.open();
    leader.write(...names(0, 200).map((name) => set(name, at(1500))));
    leader.write(...names(200, 1000).map((name) => set(name, at(1500))));
    leader.write(...names(1200, 900).map((name) => set(name, at(1500))));
    leader.write(...names(2100, 10).map((name) => set(name, at(1500))));
    for (let single = 0; single < 300; single += 1) leader.write(set(`single ${single}`, at(1500)));
    leader.now = 1500;
    expect(await leader.sweep()).toEqual([200, 1000, 900, 250, 60]);
    expect(expiredMax).toBe(1000);
    await checkIndex(leader);
  });

  test('makes no command that the log would not take, however long the keys are', async () => {
    const leader = await Leader.open();
    for (let number = 0; number < 32; number += 1) leader.write(set(longName(number), at(1500)));
    const numbers = Array.from({ length: 400 }, (_, position) => 100 + position);
    leader.write(...numbers.map((number) => set(longName(number), at(1500))));
    leader.write(set('one more', at(1500)));
    leader.now = 1500;
    const command = await leader.find();
    const bytes = command === undefined ? 0 : encodeCommand(command).length;
    expect(bytes).toBeGreaterThan(850_000);
    expect(bytes).toBeLessThan(defaultCoreConfig.entryBytesMax);
    expect(await leader.sweep()).toEqual([432, 1]);
  });

  test('goes on after a restart, also when all deadlines passed meanwhile', async () => {
    const leader = await Leader.open();
    leader.write(set('a', at(1500)), set('b', at(5000)));
    await leader.reopen();
    leader.now = 1500;
    expect(await leader.sweep()).toEqual([1]);
    await leader.reopen();
    leader.now = 6000;
    expect(await leader.sweep()).toEqual([1]);
    await checkIndex(leader);
  });

  test('goes on with a state that came as a snapshot, and judges it by the log time that came along', async () => {
    const leader = await Leader.open();
    leader.write(set('soon', at(1500)), set('gone', at(1200)), set('late', at(9000)));
    leader.tick(1200);
    const other = new Leader(await openMachine(new MemoryHome(), immediateClock));
    const meta = metaOf(leader.machine);
    const sink = await other.machine.receiveSnapshot(meta);
    for (const chunk of await readAll(leader.machine.openSnapshot(meta))) await sink.write(chunk);
    await sink.finish();
    await sink.install();
    other.now = 1000;
    expect(['soon', 'gone', 'late'].map((name) => other.has(name))).toEqual([true, false, true]);
    expect(other.machine.expiringCount).toBe(3);
    expect(await other.sweep()).toEqual([1]);
    other.now = 1500;
    expect(await other.sweep()).toEqual([1]);
    expect(other.machine.expiringCount).toBe(1);
    expect(await other.find()).toBeUndefined();
  });

  test('finds nothing, and nothing is lost, when its view ends while it looks', async () => {
    const leader = await Leader.open();
    leader.write(set('k', at(1500)));
    const expiries = new Expiries({ find: () => undefined, count: 1 });
    const failing = {
      next: async () => await Promise.reject(new Error('ended')),
      close: async () => undefined,
    };
    await expect(expiries.findDue(asWallMs(2000), () => failing)).rejects.toThrow('ended');
    expect(expiries.isDue(asWallMs(2000))).toBe(true);
  });
});

test('while nothing expires, a blind set looks nothing up', () => {
  let lookUps = 0;
  const find = (): undefined => {
    lookUps += 1;
    return undefined;
  };
  const expiries = new Expiries({ find, count: 0 });
  const writes = new Map([['d\0\0\0\0k', '300000000000000010000_yo']]);
  expect(expiries.track(writes)).toBe(writes);
  expect(lookUps).toBe(0);
});

test('a count that is none, and a named key that is none, are refused', async () => {
  for (const text of ['', '0', '-1', '1.5', 'x', '9007199254740992']) {
    const engine = new MemoryEngine({ current: new Map([['mexpiring', text]]) });
    expect(() => readExpiringCount(engine)).toThrow(CorruptionError);
  }
  const leader = await Leader.open();
  for (const bytes of [new Uint8Array(), new Uint8Array(22), new Uint8Array(23).fill(255)]) {
    const command = { kind: 'expireEntries', term: asTerm(1), indexKeys: [bytes] } as const;
    expect(() => leader.apply(command)).toThrow(CorruptionError);
  }
});

/** What a simple map makes of the same steps. */
const step = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constant('set' as const),
      name: fc.nat(5),
      in: fc.option(fc.nat(300)),
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), name: fc.nat(5) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('sum' as const), name: fc.nat(5) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('wait' as const), ms: fc.nat(200) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'sweep' as const }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'reopen' as const }) },
);

test('any mixture of writes, time, removals and restarts is what a map with deadlines makes of it', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const leader = await Leader.open();
      const model = new Map<number, { readonly expiresAt: number; readonly index: number }>();
      for (const each of steps) {
        if (each.kind === 'wait') leader.tick(leader.now + each.ms);
        else if (each.kind === 'sweep') await leader.sweep();
        else if (each.kind === 'reopen') await leader.reopen();
        else {
          const index = leader.machine.lastApplied + 1;
          const { name } = each;
          if (each.kind === 'delete') {
            leader.write({ kind: 'delete', key: encodeKey([`${name}`]) });
            model.delete(name);
          } else if (each.kind === 'sum') {
            leader.write(sum(`${name}`));
            model.set(name, { expiresAt: Infinity, index });
          } else {
            const ms = each.in ?? undefined;
            leader.write(set(`${name}`, ms === undefined ? undefined : { kind: 'in', ms }));
            model.set(name, { expiresAt: ms === undefined ? Infinity : leader.now + ms, index });
          }
        }
        for (let name = 0; name <= 5; name += 1) {
          const expected = model.get(name);
          const entry = leader.machine.get(0, encodeKey([`${name}`]));
          const isThere = expected !== undefined && expected.expiresAt > leader.now;
          expect(entry?.versionstamp).toEqual(
            isThere ? Buffer.from(versionstampAt(asLogIndex(expected.index))) : undefined,
          );
        }
      }
      await checkIndex(leader);
      leader.now += 1000;
      await leader.sweep();
      expect(await leader.stored('e')).toEqual([]);
      await leader.machine.close();
    }),
    { seed: 20_261_125, numRuns: 60 },
  );
});

test('the key that a command names is the key of the index', () => {
  const bytes = Uint8Array.from({ length: 30 }, (_, position) => (position < 8 ? 0 : position));
  expect(decodeExpiryKey(expiryKeyOfWire(bytes)).dataKey).toHaveLength(13);
});
