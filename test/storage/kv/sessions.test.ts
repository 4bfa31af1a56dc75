import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import type { Entry } from '../../../raft/core/types.ts';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { encodeCommand } from '../../../storage/kv/command-codec.ts';
import type { Command, CommandResult, Mutation } from '../../../storage/kv/command.ts';
import type { Effects } from '../../../storage/kv/effects.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { SessionIndex } from '../../../storage/kv/session-index.ts';
import { readSessionIndex, Sessions } from '../../../storage/kv/sessions.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, openMachine, u64 } from '../../support/kv-fixture.ts';

const counter = encodeKey(['counter']);
const increment: Mutation = {
  kind: 'sum',
  key: counter,
  value: u64(1n),
  min: new Uint8Array(),
  max: new Uint8Array(),
  clamp: false,
};
const refused = (reason: string): unknown => ({ kind: 'sessionRefused', reason });

function entryAt(index: number, nowMs: number, command: Command): Entry {
  return {
    index: asLogIndex(index),
    term: asTerm(1),
    kind: command.kind === 'sweepSessions' ? 'internal' : 'normal',
    stampedAt: asWallMs(nowMs),
    command: encodeCommand(command),
    crc: 0,
  };
}

/** A state machine with one session: id 1, opened at log time 1000 with a ttl of 1000 ms. */
class OneSession {
  readonly #contents: MemoryEngineContents;
  #machine: KvStateMachine;
  #index = 0;
  now = 1000;

  private constructor(machine: KvStateMachine, contents: MemoryEngineContents) {
    this.#machine = machine;
    this.#contents = contents;
    this.apply({ kind: 'openSession', ttlMs: 1000 });
  }

  static async open(): Promise<OneSession> {
    const contents: MemoryEngineContents = { current: new Map() };
    return new OneSession(await openMachine(new MemoryEngine(contents), immediateClock), contents);
  }

  apply(command: Command): CommandResult | undefined {
    this.#index += 1;
    return this.#machine.apply([entryAt(this.#index, this.now, command)])[0]?.result;
  }

  /** Request `seq`, which increments the counter unless it is told to do something else. */
  request(
    seq: number,
    ackedUpTo = 0,
    mutations: readonly Mutation[] = [increment],
  ): CommandResult | undefined {
    return this.apply({ ...atomic({ mutations }), session: { id: 1, seq, ackedUpTo } });
  }

  sweep(): CommandResult | undefined {
    return this.apply({ kind: 'sweepSessions', term: asTerm(1) });
  }

  isSweepDue(): boolean {
    return this.#machine.findSessionSweep(asWallMs(this.now), asTerm(1)) !== undefined;
  }

  /** How often a request was executed. */
  get counter(): number {
    const found = this.#machine.get(0, counter);
    return found === undefined ? 0 : Number(Buffer.from(found.value.bytes).readBigUInt64LE());
  }

  /** What the disk holds after the last checkpoint. */
  get stored(): ReadonlyMap<string, string> {
    return this.#contents.current;
  }

  async checkpoint(): Promise<void> {
    await this.#machine.checkpoint();
  }

  async reopen(): Promise<void> {
    await this.#machine.close();
    this.#machine = await openMachine(new MemoryEngine(this.#contents), immediateClock);
  }
}

describe('a session', () => {
  test('has the log index of its entry as its id (rule X-1)', async () => {
    const state = await OneSession.open();
    state.apply(atomic({}));
    expect(state.apply({ kind: 'openSession', ttlMs: 5 })).toEqual({
      kind: 'sessionOpened',
      session: 3,
    });
  });

  test('executes a request once and repeats its first answer, whatever happened since (rule X-2)', async () => {
    const state = await OneSession.open();
    const first = state.request(1);
    expect(first?.kind).toBe('committed');
    state.apply(atomic({ mutations: [increment] }));
    expect(state.request(1)).toEqual(first);
    await state.reopen();
    expect(state.request(1)).toEqual(first);
    expect(state.counter).toBe(2);
  });

  test('remembers a failed check and a rejected mutation like any answer', async () => {
    const state = await OneSession.open();
    const check = { ...atomic({ checks: [{ key: counter, versionstamp: new Uint8Array(10) }] }) };
    const conflict = { ...check, session: { id: 1, seq: 1, ackedUpTo: 0 } };
    const wrong: Mutation = { kind: 'max', key: counter, value: { ...u64(1n), encoding: 'bytes' } };
    const answers = [state.apply(conflict), state.request(2, 0, [wrong])];
    expect(answers.map((answer) => answer?.kind)).toEqual(['conflict', 'rejected']);
    await state.reopen();
    expect([state.apply(conflict), state.request(2, 0, [wrong])]).toEqual(answers);
  });

  test('refuses what the client has acknowledged, in this request or an earlier one', async () => {
    const state = await OneSession.open();
    state.request(1);
    state.request(2);
    expect(state.request(3, 2)?.kind).toBe('committed');
    expect(state.request(2)).toEqual(refused('stale'));
    expect(state.request(9, 9)).toEqual(refused('stale'));
    expect(state.request(0)).toEqual(refused('stale'));
    expect(state.counter).toBe(3);
    // The last two asked for nothing that counts: 4 is still free.
    expect(state.request(4)?.kind).toBe('committed');
  });

  test('refuses another request under the same number, and executes neither again', async () => {
    const state = await OneSession.open();
    const first = state.request(1);
    expect(state.request(1, 0, [increment, increment])).toEqual(refused('reused'));
    expect(state.request(1)).toEqual(first);
    expect(state.counter).toBe(1);
  });

  test('keeps 64 answers; a request that is further ahead is refused until some are acknowledged', async () => {
    const state = await OneSession.open();
    for (let seq = 64; seq >= 1; seq -= 1) state.request(seq);
    expect(state.request(65)).toEqual(refused('ahead'));
    expect(state.counter).toBe(64);
    expect(state.request(65, 1)?.kind).toBe('committed');
    expect(state.request(66)).toEqual(refused('ahead'));
    expect([state.request(2)?.kind, state.counter]).toEqual(['committed', 65]);
  });

  test('forgets acknowledged answers, so that its record stays small', async () => {
    const state = await OneSession.open();
    const sizes: number[] = [];
    for (let seq = 1; seq <= 200; seq += 1) {
      state.request(seq, seq - 1);
      if (seq % 100 !== 0) continue;
      await state.checkpoint();
      const record = [...state.stored].find(([name]) => name.startsWith('s'));
      sizes.push(record?.[1].length ?? 0);
    }
    expect(Math.max(...sizes)).toBeLessThan(100);
    expect(sizes).toHaveLength(2);
  });

  test('that is not there executes nothing (rule X-3)', async () => {
    const state = await OneSession.open();
    state.apply({ kind: 'closeSession', session: 1 });
    expect(state.request(1)).toEqual(refused('expired'));
    expect(state.counter).toBe(0);
  });

  test('is closed by its client, and closing it again is no failure', async () => {
    const state = await OneSession.open();
    for (const session of [1, 1, 77]) {
      expect(state.apply({ kind: 'closeSession', session })).toEqual({ kind: 'sessionClosed' });
    }
    await state.reopen();
    expect([...state.stored.keys()].filter((name) => name.startsWith('s'))).toEqual([]);
  });
});

describe('expiry', () => {
  test('happens in a sweep after ttl of log time without a request, and not before (rule X-4)', async () => {
    const state = await OneSession.open();
    state.now = 1999;
    expect(state.isSweepDue()).toBe(false);
    expect(state.sweep()).toEqual({ kind: 'sessionsSwept', count: 0 });
    expect(state.request(1)?.kind).toBe('committed');
    state.now = 2998;
    expect(state.sweep()).toEqual({ kind: 'sessionsSwept', count: 0 });
    // Expired, but no sweep came by: it is there, and the request gives it new time.
    state.now = 2999;
    expect(state.isSweepDue()).toBe(true);
    expect(state.request(2)?.kind).toBe('committed');
    expect(state.sweep()).toEqual({ kind: 'sessionsSwept', count: 0 });
    state.now = 3999;
    expect(state.sweep()).toEqual({ kind: 'sessionsSwept', count: 1 });
    expect(state.request(2)).toEqual(refused('expired'));
  });

  test('goes by log time, which a leader whose clock is behind does not turn back (rule N-2)', async () => {
    const state = await OneSession.open();
    state.now = 5000;
    state.apply(atomic({}));
    state.now = 10;
    expect(state.isSweepDue()).toBe(true);
    expect(state.sweep()).toEqual({ kind: 'sessionsSwept', count: 1 });
  });

  test('is not put off by a request that is refused', async () => {
    const state = await OneSession.open();
    state.now = 1900;
    expect(state.request(0)).toEqual(refused('stale'));
    state.now = 2000;
    expect(state.sweep()).toEqual({ kind: 'sessionsSwept', count: 1 });
  });

  test('removes at most 1000 sessions in one entry, the least recently used first', async () => {
    const machine = await openMachine(new MemoryEngine(), immediateClock);
    for (let index = 1; index <= 1001; index += 1) {
      machine.apply([entryAt(index, 1000, { kind: 'openSession', ttlMs: 1 })]);
    }
    const sweep = (index: number) =>
      machine.apply([entryAt(index, 2000, { kind: 'sweepSessions', term: asTerm(1) })])[0]?.result;
    expect(sweep(1002)).toEqual({ kind: 'sessionsSwept', count: 1000 });
    const session = { id: 1001, seq: 1, ackedUpTo: 0 };
    const used = entryAt(1003, 2000, { ...atomic({}), session });
    expect(machine.apply([used])[0]?.result?.kind).toBe('committed');
    await machine.close();
  });
});

describe('eviction', () => {
  test('makes room for a new session by the one with the oldest last use (rule X-4)', () => {
    const records = new Map<string, string>();
    const sessions = new Sessions(
      { find: (key) => records.get(key), index: new SessionIndex() },
      { countMax: 2 },
    );
    let index = 0;
    const at = () => ({
      index: asLogIndex((index += 1)),
      term: asTerm(1),
      now: asWallMs(1000),
    });
    const put = ({ result, writes }: Effects): CommandResult | undefined => {
      for (const [key, record] of writes) {
        if (record === undefined) records.delete(key);
        else records.set(key, record);
      }
      return result;
    };
    const request = (id: number, seq: number) =>
      put(
        sessions.execute({ ...atomic({}), session: { id, seq, ackedUpTo: 0 } }, at(), () => ({
          result: { kind: 'conflict', failedChecks: [0] },
          writes: new Map(),
        })),
      )?.kind;
    put(sessions.open({ ttlMs: 1000 }, at()));
    put(sessions.open({ ttlMs: 1000 }, at()));
    expect(request(1, 1)).toBe('conflict');
    put(sessions.open({ ttlMs: 1000 }, at()));
    expect(records.size).toBe(2);
    expect([request(1, 1), request(2, 1), request(4, 1)]).toEqual([
      'conflict',
      'sessionRefused',
      'conflict',
    ]);
  });
});

describe('the index of sessions', () => {
  test('is rebuilt from the records in the order of last use, not of ids', async () => {
    const contents: MemoryEngineContents = { current: new Map() };
    const machine = await openMachine(new MemoryEngine(contents), immediateClock);
    machine.apply([
      entryAt(1, 1000, { kind: 'openSession', ttlMs: 500 }),
      entryAt(2, 1000, { kind: 'openSession', ttlMs: 100 }),
      entryAt(3, 1000, { ...atomic({}), session: { id: 1, seq: 1, ackedUpTo: 0 } }),
    ]);
    await machine.close();
    const index = await readSessionIndex(new MemoryEngine(contents));
    expect([index.size, index.oldest()]).toEqual([2, 2]);
    expect([index.isDue(asWallMs(1099)), index.isDue(asWallMs(1100))]).toEqual([false, true]);
  });

  test('of a damaged record is refused', async () => {
    const current = new Map([['s\0\0\0\0\0\0\0\u0001', 'damaged']]);
    await expect(readSessionIndex(new MemoryEngine({ current }))).rejects.toThrow(CorruptionError);
    const short = new Map([['s\u0001', '1 1 1 1']]);
    await expect(readSessionIndex(new MemoryEngine({ current: short }))).rejects.toThrow(
      'the key of a stored session',
    );
  });
});

type Step =
  | { readonly kind: 'request'; readonly seq: number; readonly acked: number }
  | { readonly kind: 'checkpoint' | 'reopen' };

test('each request has at most one effect, and its answer never changes (I-20)', async () => {
  const step: fc.Arbitrary<Step> = fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        kind: fc.constant('request' as const),
        seq: fc.integer({ min: 1, max: 12 }),
        acked: fc.integer({ min: 0, max: 6 }),
      }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constantFrom('checkpoint' as const, 'reopen' as const) }),
    },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const state = await OneSession.open();
      const answers = new Map<number, CommandResult | undefined>();
      const seen: unknown[] = [];
      const wanted: unknown[] = [];
      let acked = 0;
      for (const made of steps) {
        if (made.kind === 'checkpoint') await state.checkpoint();
        if (made.kind === 'reopen') await state.reopen();
        if (made.kind !== 'request') continue;
        const before = state.counter;
        const result = state.request(made.seq, made.acked);
        seen.push([result, state.counter - before]);
        if (made.seq <= Math.max(acked, made.acked)) {
          wanted.push([refused('stale'), 0]);
          continue;
        }
        acked = Math.max(acked, made.acked);
        const isFirst = !answers.has(made.seq);
        if (isFirst) answers.set(made.seq, result);
        wanted.push([answers.get(made.seq), isFirst ? 1 : 0]);
        seen.push(result?.kind);
        wanted.push('committed');
      }
      expect(seen).toEqual(wanted);
    }),
    { numRuns: 150, seed: 21 },
  );
});
