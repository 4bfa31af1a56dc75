/** The state machine against a naive model, and against itself, over random histories. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Engine } from '../../../storage/engine/engine.ts';
import { LevelEngine } from '../../../storage/engine/level-engine.ts';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import type { Command, Mutation } from '../../../storage/kv/command.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { bytesOfText } from '../../../storage/kv/keyspace.ts';
import type { ReadView } from '../../../storage/kv/reader.ts';
import { decodeRecord } from '../../../storage/kv/record.ts';
import { encodeCursor, resolveSelector } from '../../../storage/kv/selector.ts';
import type { KvStateMachine } from '../../../storage/kv/state-machine.ts';
import { versionstampAt } from '../../../storage/kv/versionstamp.ts';
import { asLogIndex } from '../../../base/brand.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, entryOf, openMachine } from '../../support/kv-fixture.ts';

type Change = { readonly key: number; readonly value: number | undefined };
type Step =
  | {
      readonly kind: 'commit';
      readonly changes: readonly Change[];
      readonly checkAbsent: number | undefined;
    }
  | { readonly kind: 'checkpoint' | 'startCheckpoint' | 'reopen' | 'view' }
  | {
      readonly kind: 'list';
      readonly reverse: boolean;
      readonly limit: number;
      readonly from: number;
      readonly to: number;
    };

const keyOf = (number: number): Uint8Array => encodeKey(['p', number]);
const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** Key in hex to `value@versionstamp`. */
type Model = ReadonlyMap<string, string>;

function commandOf(step: Step & { readonly kind: 'commit' }): Command {
  return atomic({
    checks:
      step.checkAbsent === undefined
        ? []
        : [{ key: keyOf(step.checkAbsent), versionstamp: undefined }],
    mutations: step.changes.map(({ key, value }): Mutation =>
      value === undefined
        ? { kind: 'delete', key: keyOf(key) }
        : { kind: 'set', key: keyOf(key), value: bytesValue(value) },
    ),
  });
}

function applyToModel(
  model: Model,
  step: Step & { readonly kind: 'commit' },
  index: number,
): Model {
  if (step.checkAbsent !== undefined && model.has(hexOf(keyOf(step.checkAbsent)))) return model;
  const next = new Map(model);
  for (const { key, value } of step.changes) {
    if (value === undefined) next.delete(hexOf(keyOf(key)));
    else next.set(hexOf(keyOf(key)), `${value}@${hexOf(versionstampAt(asLogIndex(index)))}`);
  }
  return next;
}

function listModel(
  model: Model,
  range: { start: Uint8Array; end: Uint8Array; reverse: boolean },
): string[] {
  const rows = [...model]
    .filter(([key]) => key >= hexOf(range.start) && key < hexOf(range.end))
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${value}`);
  return range.reverse ? rows.toReversed() : rows;
}

/** Lists in pages of `limit`, each with the cursor of the page before. */
async function listPaged(
  view: ReadView,
  step: { reverse: boolean; limit: number; start: Uint8Array; end: Uint8Array },
): Promise<string[]> {
  const rows: string[] = [];
  let cursor = '';
  for (;;) {
    const range = resolveSelector({
      start: step.start,
      end: step.end,
      reverse: step.reverse,
      cursor,
    });
    if (range.kind === 'invalid') throw new Error(range.message);
    const scan = view.scan({
      database: 0,
      start: range.start,
      end: range.end,
      reverse: step.reverse,
    });
    const entries = await scan.next({ countMax: step.limit, bytesMax: 1 << 20 });
    await scan.close();
    for (const { key, record } of entries) {
      const { value, versionstamp } = decodeRecord(record);
      rows.push(`${hexOf(bytesOfText(key))}=${value.bytes[0]}@${hexOf(versionstamp)}`);
    }
    const last = entries.at(-1);
    if (last === undefined) return rows;
    cursor = encodeCursor(bytesOfText(last.key), range.commonPrefix);
  }
}

const everything = { start: keyOf(-1), end: encodeKey(['q']), reverse: false };

/** What the state machine answered, and what the model says that it must. */
type Observed = { readonly seen: readonly unknown[]; readonly wanted: readonly unknown[] };

async function runHistory(steps: readonly Step[], open: () => Promise<Engine>): Promise<Observed> {
  const seen: unknown[] = [];
  const wanted: unknown[] = [];
  let machine: KvStateMachine = await openMachine(await open(), immediateClock);
  let model: Model = new Map();
  let views: { readonly view: ReadView; readonly model: Model }[] = [];
  let index = 0;
  for (const step of steps) {
    switch (step.kind) {
      case 'commit':
        index += 1;
        machine.apply([entryOf(index, commandOf(step))]);
        model = applyToModel(model, step, index);
        break;
      case 'checkpoint':
        await machine.checkpoint();
        break;
      case 'startCheckpoint':
        void machine.checkpoint();
        break;
      case 'reopen':
        await machine.close();
        views = [];
        machine = await openMachine(await open(), immediateClock);
        seen.push(machine.lastApplied);
        wanted.push(index);
        break;
      case 'view':
        if (views.length > 3) views.shift()?.view.close();
        views.push({ view: machine.openView(), model });
        break;
      case 'list': {
        const view = machine.openView();
        const range = {
          start: keyOf(step.from),
          end: keyOf(Math.max(step.to, step.from)),
          reverse: step.reverse,
        };
        seen.push(await listPaged(view, { ...range, limit: step.limit }));
        wanted.push(listModel(model, range));
        view.close();
        break;
      }
    }
    for (const { view, model: then } of views) {
      seen.push(await listPaged(view, { ...everything, limit: 100 }));
      wanted.push(listModel(then, everything));
    }
    for (const key of [0, 1, 2]) {
      const found = machine.get(0, keyOf(key));
      const shown = found && `${found.value.bytes[0]}@${hexOf(found.versionstamp)}`;
      seen.push(shown);
      wanted.push(model.get(hexOf(keyOf(key))));
    }
  }
  await machine.close();
  return { seen, wanted };
}

const keyNumber = fc.integer({ min: 0, max: 20 });
const commitArbitrary: fc.Arbitrary<Step & { kind: 'commit' }> = fc.record({
  kind: fc.constant('commit' as const),
  changes: fc.array(
    fc.record({ key: keyNumber, value: fc.option(fc.nat(255), { nil: undefined, freq: 3 }) }),
    { maxLength: 4 },
  ),
  checkAbsent: fc.option(keyNumber, { nil: undefined, freq: 1 }),
});
const stepArbitrary: fc.Arbitrary<Step> = fc.oneof(
  { weight: 8, arbitrary: commitArbitrary },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'checkpoint' as const,
        'startCheckpoint' as const,
        'reopen' as const,
        'view' as const,
      ),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      kind: fc.constant('list' as const),
      reverse: fc.boolean(),
      limit: fc.integer({ min: 1, max: 9 }),
      from: keyNumber,
      to: keyNumber,
    }),
  },
);
const history = fc.array(stepArbitrary, { maxLength: 30 });

test('answers like a naive model, in memory (LST 134 to 137, 141)', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const contents: MemoryEngineContents = { current: new Map() };
      const open = async (): Promise<Engine> => await Promise.resolve(new MemoryEngine(contents));
      const { seen, wanted } = await runHistory(steps, open);
      expect(seen).toEqual(wanted);
    }),
    { numRuns: 150, seed: 11 },
  );
});

test('answers like a naive model, on LevelDB', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const path = mkdtempSync(join(tmpdir(), 'kvorum-model-'));
      const open = async (): Promise<Engine> =>
        await LevelEngine.open({ path }, { clock: immediateClock });
      const { seen, wanted } = await runHistory(steps, open);
      rmSync(path, { recursive: true });
      expect(seen).toEqual(wanted);
    }),
    { numRuns: 12, seed: 12 },
  );
});

test('the same log gives the same contents however it is batched and checkpointed (rule N-1)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(commitArbitrary, { minLength: 1, maxLength: 30 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 7 }), fc.boolean()), { minLength: 1 }),
      async (commits, batches) => {
        const entries = commits.map((commit, position) => entryOf(position + 1, commandOf(commit)));
        const plain: MemoryEngineContents = { current: new Map() };
        const one = await openMachine(new MemoryEngine(plain), immediateClock);
        const expected = one.apply(entries);
        await one.close();

        const chopped: MemoryEngineContents = { current: new Map() };
        const other = await openMachine(new MemoryEngine(chopped), immediateClock);
        const results: unknown[] = [];
        let position = 0;
        for (let turn = 0; position < entries.length; turn += 1) {
          const [count, checkpoint] = batches[turn % batches.length] ?? [1, false];
          results.push(...other.apply(entries.slice(position, position + count)));
          position += count;
          if (checkpoint) await other.checkpoint();
        }
        await other.close();
        expect(results).toEqual(expected);
        expect(replicated(chopped)).toEqual(replicated(plain));
      },
    ),
    { numRuns: 100, seed: 13 },
  );
});

test('a crash at any checkpoint leaves a prefix from which the log converges', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(commitArbitrary, { minLength: 2, maxLength: 20 }),
      fc.nat(19),
      async (commits, cut) => {
        const entries = commits.map((commit, position) => entryOf(position + 1, commandOf(commit)));
        const middle = cut % entries.length;
        const contents: MemoryEngineContents = { current: new Map() };
        const machine = await openMachine(new MemoryEngine(contents), immediateClock);
        machine.apply(entries.slice(0, middle));
        await machine.checkpoint();
        machine.apply(entries.slice(middle));
        void machine.checkpoint();
        const left: MemoryEngineContents = { current: contents.current };
        const again = await openMachine(new MemoryEngine(left), immediateClock);
        expect(again.lastApplied).toBe(middle);
        again.apply(entries.slice(again.lastApplied));
        await again.close();
        await machine.close();
        expect(replicated(left)).toEqual(replicated(contents));
      },
    ),
    { numRuns: 60, seed: 14 },
  );
});

/** Everything but the journal, which is a matter of each node. */
function replicated(contents: MemoryEngineContents): readonly string[] {
  return [...contents.current]
    .filter(([key]) => !key.startsWith('j'))
    .map(([key, value]) => `${key}=${value}`)
    .toSorted();
}
