/** The hub over a real state machine, and what it tells judged against a second computation of the log. */
import type { Random } from '../../base/random.ts';
import { expect, test } from 'vitest';
import { DivergedError, OverloadedError, TooStaleError } from '../../rpc/errors.ts';
import { watchedKeyBytesMax, watchedKeysMax, watchesMax, watchGapMs } from '../../rpc/limits.ts';
import { WatchHub } from '../../rpc/watch-hub.ts';
import type { WatchedState } from '../../rpc/watch-port.ts';
import { indexOfVersionstamp, KvModel, modelValue, textOf } from '../../sim/oracle/kv-model.ts';
import { WatchJudge } from '../../sim/oracle/watch-judge.ts';
import { Findings } from '../../sim/world/findings.ts';
import type { Mutation } from '../../storage/index.ts';
import { WatchedKeys } from '../../storage/index.ts';
import { encodeKey } from '../../storage/kv/key-codec.ts';
import { atomic, bytesValue, entryOf, openMachine, setOf } from '../support/kv-fixture.ts';
import { applyUpTo, metaOf, readAll, receive } from '../support/machine-snapshots.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { MemoryHome } from '../support/memory-home.ts';
import { seededRandom } from '../support/seeded-random.ts';

const a = encodeKey(['a']);
const one = bytesValue(1);

async function setUp() {
  const clock = new ManualClock();
  const machine = await openMachine(new MemoryHome(), clock);
  const { watchedKeys } = machine;
  const gateway = {
    state: {
      get appliedIndex() {
        return machine.lastApplied;
      },
      get: (database: number, key: Uint8Array) => machine.get(database, key),
      view: () => machine.openView(),
    },
    isFenced: false,
    lacksState: false,
  };
  const hub = new WatchHub({ clock, gateway, watchedKeys });
  const write = (mutations: readonly Mutation[]): void => {
    machine.apply([entryOf(machine.lastApplied + 1, atomic({ mutations }))]);
  };
  const open = (keys: readonly Uint8Array[]) => {
    const end = new AbortController();
    return { end, states: hub.watch(0, keys, end.signal) };
  };
  /** What `asked` has come to when everything is done that can be done now. */
  const settled = async <T>(asked: Promise<T>): Promise<T | 'nothing'> => {
    const rested = clock.advance(watchGapMs).then(() => 'nothing' as const);
    return await Promise.race([asked, rested]);
  };
  return { clock, machine, gateway, hub, write, open, settled };
}

function indexes(state: IteratorResult<WatchedState, void> | 'nothing') {
  if (state === 'nothing' || state.done === true) return state;
  const { appliedIndex, entries } = state.value;
  return [
    appliedIndex,
    ...entries.map((entry) => entry && indexOfVersionstamp(entry.versionstamp)),
  ];
}

test('the state comes at once, also if there is nothing, and then when a key was written', async () => {
  const { write, open, settled } = await setUp();
  const { states } = open([a, encodeKey(['b'])]);
  expect(indexes(await settled(states.next()))).toEqual([0, undefined, undefined]);
  const next = states.next();
  expect(await settled(next)).toBe('nothing');
  write([setOf(['c'], one)]);
  expect(await settled(next)).toBe('nothing');
  write([setOf(['a'], one), setOf(['b'], one)]);
  expect(indexes(await settled(next))).toEqual([2, 2, 2]);
});

test('a reader that was away gets the newest state once, and then nothing', async () => {
  const { write, open, settled } = await setUp();
  const { states } = open([a, a]);
  await settled(states.next());
  for (let count = 0; count < 1000; count++) write([setOf(['a'], one)]);
  expect(indexes(await settled(states.next()))).toEqual([1000, 1000, 1000]);
  expect(await settled(states.next())).toBe('nothing');
});

test('a delete of an absent key counts as a write', async () => {
  const { write, open, settled } = await setUp();
  const { states } = open([a]);
  await settled(states.next());
  write([{ kind: 'delete', key: a }]);
  expect(indexes(await settled(states.next()))).toEqual([1, undefined]);
});

test('what is written between the mark and the read is not told twice as late', async () => {
  const { write, open, settled } = await setUp();
  const { states } = open([a]);
  await settled(states.next());
  const next = states.next();
  write([setOf(['a'], one)]);
  write([setOf(['a'], one)]);
  expect(indexes(await settled(next))).toEqual([2, 2]);
  write([setOf(['a'], one)]);
  expect(indexes(await settled(states.next()))).toEqual([3, 3]);
});

test('a snapshot that is installed is told as a change of everything', async () => {
  const sender = await openMachine(new MemoryHome(), new ManualClock());
  applyUpTo(sender, 20, 5);
  const { machine, open, settled } = await setUp();
  const { states } = open([encodeKey([0]), encodeKey([9])]);
  expect(indexes(await settled(states.next()))).toEqual([0, undefined, undefined]);
  const next = states.next();
  const meta = metaOf(sender);
  const source = sender.openSnapshot(meta);
  const sink = await machine.receiveSnapshot(meta);
  await receive(sink, await readAll(source));
  source.close();
  expect(await settled(next)).toBe('nothing');
  await sink.install();
  expect(indexes(await settled(next))).toEqual([20, 20, undefined]);
});

test('a node that has diverged ends its watches and opens none', async () => {
  const { gateway, hub, open, settled } = await setUp();
  const { states } = open([a]);
  await settled(states.next());
  const next = settled(states.next().catch((error: unknown) => error));
  hub.onDiverged();
  gateway.isFenced = true;
  hub.onDiverged();
  expect(await next).toBeInstanceOf(DivergedError);
  await expect(settled(open([a]).states.next())).rejects.toThrow(DivergedError);
  expect(hub.load).toEqual({ watches: 0, keys: 0 });
});

test('another node that has diverged disturbs nobody', async () => {
  const { hub, open, settled } = await setUp();
  const { states } = open([a]);
  await settled(states.next());
  const next = states.next();
  hub.onDiverged();
  expect(await settled(next)).toBe('nothing');
});

test('a node that has lost its state tells nothing of what is left', async () => {
  const { gateway, open, settled } = await setUp();
  gateway.lacksState = true;
  await expect(settled(open([a]).states.next())).rejects.toThrow(TooStaleError);
});

test('a watch ends without an error when it is aborted or the node stops, and is free then', async () => {
  const { hub, machine, open, settled } = await setUp();
  const [first, second, third] = [open([a]), open([a, a]), open([])];
  for (const { states } of [first, second, third]) await settled(states.next());
  expect(hub.load).toEqual({ watches: 3, keys: 3 });
  const waiting = first.states.next();
  first.end.abort();
  // Nobody asks any more.
  second.end.abort();
  expect(await settled(waiting)).toEqual({ done: true, value: undefined });
  expect([hub.load.watches, machine.watchedKeys.size]).toEqual([1, 0]);
  const last = third.states.next();
  hub.stop();
  hub.stop();
  expect(await settled(last)).toMatchObject({ done: true });
  expect(await settled(open([a]).states.next())).toMatchObject({ done: true });
  expect(hub.load).toEqual({ watches: 0, keys: 0 });
});

test('more keys, bytes or watches than the node has room for are refused with what to do', async () => {
  const { hub, open, settled } = await setUp();
  const refusalOf = async (keys: readonly Uint8Array[]): Promise<unknown> =>
    await settled(
      open(keys)
        .states.next()
        .catch((error: unknown) => error),
    );
  const many = open(Array.from({ length: watchedKeysMax }, () => a));
  await settled(many.states.next());
  const refusal = await refusalOf([a]);
  expect(refusal).toBeInstanceOf(OverloadedError);
  expect(String(refusal)).toContain('watch on another node');
  many.end.abort();
  expect(indexes(await settled(open([a]).states.next()))).toEqual([0, undefined]);
  const long = Array.from({ length: watchedKeyBytesMax / 2048 + 1 }, () => Buffer.alloc(2048));
  expect(await refusalOf(long)).toBeInstanceOf(OverloadedError);
  expect(hub.load).toEqual({ watches: 1, keys: 1 });
  for (let count = 1; count < watchesMax; count++) void open([]).states.next();
  expect(hub.load.watches).toBe(watchesMax);
  expect(await refusalOf([])).toBeInstanceOf(OverloadedError);
});

test('the first change after a rest is told at once, and those behind it as one when time has passed', async () => {
  const { clock, write, open } = await setUp();
  const { states } = open([a]);
  const seen: unknown[] = [];
  const read = async (): Promise<void> => {
    for await (const { appliedIndex } of states) seen.push([appliedIndex, clock.monotonic()]);
  };
  void read();
  await clock.run();
  await clock.advance(100);
  for (let count = 1; count <= 50; count++) {
    write([setOf(['a'], one)]);
    await clock.advance(1);
  }
  await clock.advance(100);
  const start = 1000;
  expect(seen).toEqual([
    [0, start],
    [1, start + 100],
    [20, start + 120],
    [40, start + 140],
    [50, start + 160],
  ]);
});

test('on a clock with fractions a watch does not rest for so short that time does not move', async () => {
  const { clock, write, open } = await setUp();
  const waits: number[] = [];
  const after = clock.after.bind(clock);
  clock.after = (delayMs, callback) => {
    waits.push(delayMs);
    return after(delayMs, callback);
  };
  const { states } = open([a]);
  const first = states.next();
  await clock.run();
  await first;
  write([setOf(['a'], one)]);
  clock.jump(watchGapMs - 1e-9);
  const next = states.next();
  await clock.advance(1);
  expect(indexes(await next)).toEqual([1, 1]);
  expect(Math.min(...waits)).toBe(1);
});

test('many watches that are due at once take turns', async () => {
  const { write, open, settled, machine } = await setUp();
  const watches = Array.from({ length: 600 }, () => open([a]));
  for (const { states } of watches) void states.next();
  await settled(new Promise(() => undefined));
  const seen: number[] = [];
  const asked = watches.map(async ({ states }) => {
    const state = await states.next();
    if (state.done !== true) seen.push(state.value.appliedIndex);
    // What a node does besides, between two turns.
    if (seen.length === 256) write([setOf(['a'], one)]);
  });
  write([setOf(['a'], one)]);
  await settled(Promise.all(asked));
  expect(seen.filter((index) => index === 1)).toHaveLength(256);
  expect(seen.filter((index) => index === machine.lastApplied)).toHaveLength(600 - 256);
});

/** A fault that is planted into the hub, or into what tells it of writes. */
type Fault = (world: Awaited<ReturnType<typeof setUp>>, random: Random) => void;

/** Random writes and readers of different speed; gives what the judge finds. */
async function judgeRun(seed: number, fault?: Fault): Promise<string | undefined> {
  const world = await setUp();
  const { clock, machine, open } = world;
  const random = seededRandom(seed);
  const draw = (bound: number): number => Math.floor(random.next() * bound);
  fault?.(world, random);
  const findings = new Findings(() => 0);
  const model = new KvModel();
  const readers = Array.from({ length: 4 }, (_, number) => {
    const keys = Array.from({ length: 1 + draw(3) }, () => encodeKey([draw(4)]));
    const { states } = open(keys);
    const judge = new WatchJudge(
      { name: `watch ${number}`, keys: keys.map(textOf) },
      { model, findings },
    );
    let versions: string | undefined;
    let isBusy = false;
    const readOn = async (): Promise<void> => {
      isBusy = true;
      const { value: state } = await states.next();
      isBusy = false;
      if (!state) return;
      const entries = state.entries.map((entry) => ({
        value: entry && modelValue(entry.value),
        index: entry && indexOfVersionstamp(entry.versionstamp),
      }));
      // A write that changes no version may be told, or not.
      const now = entries.map(({ index }) => index).join();
      if (now !== versions) judge.onState({ index: state.appliedIndex, entries });
      versions = now;
    };
    return { judge, speed: random.next(), isIdle: () => !isBusy, readOn };
  });
  for (let step = 0; step < 150; step++) {
    const entries = Array.from({ length: draw(4) }, (_, position) => {
      const index = machine.lastApplied + 1 + position;
      const mutations = Array.from({ length: 1 + draw(2) }, (): Mutation => {
        const key = [draw(6)];
        if (draw(2) === 0) return { kind: 'delete', key: encodeKey(key) };
        return setOf(key, bytesValue(draw(256)));
      });
      const command = atomic({ mutations });
      model.apply(index, command);
      return entryOf(index, command);
    });
    if (entries.length > 0) machine.apply(entries);
    for (const { speed, isIdle, readOn } of readers) {
      if (isIdle() && random.next() < speed) void readOn();
    }
    if (draw(3) === 0) await clock.advance(draw(60));
  }
  for (let rounds = 0; rounds < 3; rounds++) {
    for (const { isIdle, readOn } of readers) if (isIdle()) void readOn();
    await clock.advance(watchGapMs);
  }
  for (const { judge } of readers) judge.judgeEnd();
  return findings.first?.sentence;
}

test.each([1, 2, 3, 4, 5, 6])(
  'random writes and readers, seed %i: every message is right',
  async (seed) => {
    expect(await judgeRun(seed)).toBeUndefined();
  },
);

test.each<[string, Fault, string]>([
  [
    'marks that are lost now and then',
    ({ machine }, random) => {
      const { watchedKeys } = machine;
      const take = watchedKeys.takeMarks.bind(watchedKeys);
      let count = 0;
      watchedKeys.takeMarks = () => {
        count++;
        if (count > 20 && random.next() < 0.5)
          Reflect.set(watchedKeys, 'onApplied', () => undefined);
        take();
      };
    },
    'in the end',
  ],
  [
    'deletes that count as no write',
    ({ machine }) => {
      const { watchedKeys } = machine;
      const onApplied = watchedKeys.onApplied.bind(watchedKeys);
      watchedKeys.onApplied = (writes) => {
        onApplied(new Map([...writes].filter(([, record]) => record !== undefined)));
      };
    },
    'in the end',
  ],
  [
    'keys that are read from two states',
    ({ gateway, machine }) => {
      const { get } = gateway.state;
      let old: ReturnType<typeof machine.openView> | undefined;
      let count = 0;
      gateway.state.get = (database, key) => {
        count++;
        if (count % 7 === 0) old ??= machine.openView();
        return count % 3 === 0 && old !== undefined ? old.get(database, key) : get(database, key);
      };
    },
    'in the state',
  ],
  [
    'an index that is not that of the state',
    ({ gateway, machine }) => {
      let index = machine.lastApplied;
      const { state } = gateway;
      Object.defineProperty(gateway, 'state', {
        value: {
          ...state,
          get appliedIndex() {
            const before = index;
            index = machine.lastApplied;
            return before;
          },
        },
      });
    },
    'is told',
  ],
])('the judge finds %s', async (_, fault, reason) => {
  const found = await Promise.all(
    [1, 2, 3, 4, 5, 6].map(async (seed) => await judgeRun(seed, fault)),
  );
  expect(found.filter((sentence) => sentence?.includes(reason))).not.toEqual([]);
});

test('one hub takes the marks', () => {
  const watchedKeys = new WatchedKeys();
  watchedKeys.onMarked(() => undefined);
  expect(() => watchedKeys.onMarked(() => undefined)).toThrow('the marks are taken by one');
});
