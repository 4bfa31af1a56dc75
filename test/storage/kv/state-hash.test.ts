import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { asLogIndex, asTerm, asWallMs } from '../../../base/brand.ts';
import type { Entry } from '../../../raft/core/types.ts';
import { encodeCommand } from '../../../storage/kv/command-codec.ts';
import type { Command, Mutation } from '../../../storage/kv/command.ts';
import type { Effects, Writes } from '../../../storage/kv/effects.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { emptyHash, StateHash } from '../../../storage/kv/state-hash.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, openMachine } from '../../support/kv-fixture.ts';
import { MemoryHome } from '../../support/memory-home.ts';
import { snapshotMeta } from '../../support/snapshot-fixtures.ts';

const start = asLogIndex(0);

function entryAt(index: number, command: Command = atomic({})): Entry {
  return {
    index: asLogIndex(index),
    term: asTerm(1),
    kind: 'normal',
    stampedAt: asWallMs(1000 + index),
    command: encodeCommand(command),
    crc: index * 7919,
  };
}

const committed = { kind: 'committed', versionstamp: new Uint8Array(10) } as const;

function effectsOf(writes: Writes): Effects {
  return { result: committed, writes };
}

/** The chain after one entry. */
function hashAfter(entry: Entry, effects: Effects): string | undefined {
  const hash = new StateHash(start, emptyHash);
  hash.onApplied(entry, effects);
  return hash.at(entry.index);
}

function valuesOf(hash: StateHash): readonly (string | undefined)[] {
  return [255, 256, 257, 300].map((index) => hash.at(asLogIndex(index)));
}

describe('the chain', () => {
  const entry = entryAt(1);
  const effects = effectsOf(new Map([['dkey', 'record']]));
  const plain = hashAfter(entry, effects);

  test('changes with index, term and crc of the entry, the kind of its result, and each write', () => {
    const variants = [
      hashAfter({ ...entry, index: asLogIndex(2) }, effects),
      hashAfter({ ...entry, term: asTerm(2) }, effects),
      hashAfter({ ...entry, crc: entry.crc + 1 }, effects),
      hashAfter(entry, { ...effects, result: { kind: 'conflict', failedChecks: [0] } }),
      hashAfter(entry, { ...effects, result: undefined }),
      hashAfter(entry, effectsOf(new Map())),
      hashAfter(entry, effectsOf(new Map([['dkey', undefined]]))),
      hashAfter(entry, effectsOf(new Map([['dkey', '']]))),
      hashAfter(entry, effectsOf(new Map([['dkeyr', 'ecord']]))),
      hashAfter(entry, effectsOf(new Map([['dkez', 'record']]))),
    ];
    expect(plain).toMatch(/^[0-9a-f]{16}$/);
    expect(new Set([plain, ...variants]).size).toBe(variants.length + 1);
  });

  test('never comes back together after one byte of one write was different', () => {
    const records = fc.array(fc.string({ minLength: 1, unit: 'binary-ascii' }), {
      minLength: 1,
      maxLength: 10,
    });
    fc.assert(
      fc.property(records, fc.nat(), fc.nat(), (texts, which, where) => {
        const at = which % texts.length;
        const hash = new StateHash(start, emptyHash);
        const other = new StateHash(start, emptyHash);
        for (const [position, text] of texts.entries()) {
          const made = entryAt(position + 1);
          const changed = position === at ? flipped(text, where) : text;
          hash.onApplied(made, effectsOf(new Map([['dkey', text]])));
          other.onApplied(made, effectsOf(new Map([['dkey', changed]])));
        }
        const agree = texts.map((_, position) => {
          const index = asLogIndex(position + 1);
          return hash.at(index) === other.at(index);
        });
        expect(agree).toEqual(texts.map((_, position) => position < at));
      }),
      { seed: 31, numRuns: 300 },
    );
  });

  test('is known for the last 1024 entries and for nothing else', () => {
    const hash = new StateHash(start, emptyHash);
    for (let index = 1; index <= 1100; index += 1) hash.onApplied(entryAt(index), effects);
    const known = [76, 77, 1100, 1101].map((index) => hash.at(asLogIndex(index)) !== undefined);
    expect(known).toEqual([false, true, true, false]);
  });

  test('goes on from what a checkpoint kept, with the last value that nodes compare', () => {
    const hash = new StateHash(start, emptyHash);
    for (let index = 1; index <= 300; index += 1) hash.onApplied(entryAt(index), effects);
    const again = new StateHash(asLogIndex(300), hash.stored);
    const [, at256, , at300] = valuesOf(hash);
    expect(valuesOf(again)).toEqual([undefined, at256, undefined, at300]);
    for (const each of [hash, again]) each.onApplied(entryAt(301), effects);
    expect(again.at(asLogIndex(301))).toBe(hash.at(asLogIndex(301)));
    expect(again.stored).toEqual(hash.stored);
  });
});

/** Another text of the same length. */
function flipped(text: string, where: number): string {
  const at = where % text.length;
  return text.slice(0, at) + String.fromCharCode(text.charCodeAt(at) ^ 1) + text.slice(at + 1);
}

const keyOf = (number: number): Uint8Array => encodeKey(['k', number]);
const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('set' as const, 'max' as const, 'setVersionstampedKey' as const),
    key: fc.nat(5).map(keyOf),
    value: fc.nat(255).map((byte) => bytesValue(byte)),
  }),
  fc.record({
    kind: fc.constantFrom('set' as const, 'setVersionstampedKey' as const),
    key: fc.nat(5).map(keyOf),
    value: fc.constant(bytesValue(1)),
    // Log time goes on by a millisecond with each entry.
    expiry: fc.nat(9).map((ms) => ({ kind: 'in' as const, ms })),
  }),
  fc.record({ kind: fc.constant('delete' as const), key: fc.nat(5).map(keyOf) }),
);
const command: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .record({
        mutations: fc.array(mutation, { maxLength: 3 }),
        checks: fc.array(fc.nat(5), { maxLength: 1 }),
        seq: fc.nat(5),
      })
      .map(({ mutations, checks, seq }) => ({
        ...atomic({
          mutations,
          checks: checks.map((key) => ({ key: keyOf(key), versionstamp: undefined })),
        }),
        ...(seq > 0 && { session: { id: 1, seq, ackedUpTo: Math.max(0, seq - 2) } }),
      })),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'openSession' as const, ttlMs: 3 }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'sweepSessions' as const, term: asTerm(1) }) },
);
const open: Command = { kind: 'openSession', ttlMs: 20 };
/** What happens to a replica after it applied a run of entries. */
const interruption = fc.constantFrom('none', 'checkpoint', 'restart', 'crash', 'snapshot');

type Run = { readonly count: number; readonly event: string };

/** The hashes as of each entry, on a replica with its own checkpoints, restarts, crashes and snapshots. */
async function hashesOf(
  entries: readonly Entry[],
  runs: readonly Run[],
): Promise<readonly (string | undefined)[]> {
  let home = new MemoryHome();
  let machine: KvStateMachine = await openMachine(home, immediateClock);
  const hashes: (string | undefined)[] = [];
  for (let turn = 0; machine.lastApplied < entries.length; turn += 1) {
    const { count, event } = runs[turn % runs.length] ?? { count: 1, event: 'none' };
    const first = machine.lastApplied;
    const applied = entries.slice(first, first + count);
    machine.apply(applied);
    for (const { index } of applied) hashes[index - 1] = machine.hashAt(index);
    if (event === 'checkpoint') await machine.checkpoint();
    if (event === 'restart') await machine.close();
    // A crash loses what was applied since the last checkpoint; it happens once, so that there is an end.
    if (event === 'restart' || (event === 'crash' && turn < runs.length)) {
      home = home.reopen();
      machine = await openMachine(home, immediateClock);
    }
    if (event === 'snapshot') {
      home = new MemoryHome();
      machine = await copyOf(machine, home);
    }
  }
  await machine.close();
  return hashes;
}

/** Another replica, in `home`, whose state is a snapshot of this one (rule X-5: with sessions). */
async function copyOf(machine: KvStateMachine, home: MemoryHome): Promise<KvStateMachine> {
  const last = { index: machine.lastApplied, term: machine.lastAppliedTerm };
  const meta = { ...snapshotMeta(last.index), last };
  const source = machine.openSnapshot(meta);
  const copy = await openMachine(home, immediateClock);
  const sink = await copy.receiveSnapshot(meta);
  for (let chunk = await source.read(0); chunk !== undefined;) {
    await sink.write(chunk);
    chunk = await source.read(chunk.number + 1);
  }
  await sink.finish();
  await sink.install();
  source.close();
  await machine.close();
  return copy;
}

test('replicas of one log have one chain, whatever checkpoints, restarts and snapshots each had (H-1)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(command, { minLength: 1, maxLength: 40 }),
      fc.array(fc.record({ count: fc.integer({ min: 1, max: 9 }), event: interruption }), {
        minLength: 1,
        maxLength: 10,
      }),
      async (commands, runs) => {
        const all = [open, ...commands];
        const entries = all.map((made, position) => entryAt(position + 1, made));
        const plain = await hashesOf(entries, [{ count: 100, event: 'none' }]);
        expect(plain.every((hash) => hash !== undefined)).toBe(true);
        expect(await hashesOf(entries, runs)).toEqual(plain);
      },
    ),
    { seed: 32, numRuns: 150 },
  );
});
