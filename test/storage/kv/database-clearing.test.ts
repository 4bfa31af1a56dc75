import { expect, test } from 'vitest';
import { asTerm } from '../../../base/brand.ts';
import { silentLogger } from '../../../base/logger.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { ViewEndedError } from '../../../storage/errors.ts';
import { decodeCommand } from '../../../storage/kv/command-codec.ts';
import { findClearingStep } from '../../../storage/kv/database-clearing.ts';
import type { StateView } from '../../../storage/kv/reader.ts';
import { clearingSweep, Sweeper } from '../../../storage/kv/sweeper.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, entryOf, openMachine, setOf } from '../../support/kv-fixture.ts';
import { ManualClock } from '../../support/manual-clock.ts';

const id = '01234567-89ab-4cde-8f01-000000000001';

test('a leader clears a database step by step, each when the fate of the one before is known', async () => {
  const machine = await openMachine(new MemoryEngine(), immediateClock);
  const apply = (command: Parameters<typeof entryOf>[1]): void => {
    machine.apply([entryOf(machine.lastApplied + 1, command)]);
  };
  apply({ kind: 'createDatabase', id, name: 'a' });
  apply(atomic({ database: 1, mutations: [setOf(['k'], bytesValue(1))] }));
  apply({ kind: 'dropDatabase', id });
  const clock = new ManualClock();
  const proposed: (() => void)[] = [];
  let term: number | undefined;
  const sweeper = Sweeper.start(clearingSweep, {
    clock,
    logger: silentLogger,
    findWork: async (_, leading) => await machine.findClearing(leading),
    leadingTerm: () => (term === undefined ? undefined : asTerm(term)),
    propose: (_, bytes, settle) => {
      proposed.push(() => {
        apply(decodeCommand(bytes));
        settle();
      });
    },
    onFatal: (error) => {
      throw error;
    },
  });
  const advance = async (ms: number): Promise<void> => {
    await clock.advance(ms);
    // A look reads a view, whose scan takes turns of its own.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };
  await advance(5000);
  expect(proposed).toHaveLength(0);
  term = 1;
  for (const count of [1, 2]) {
    await advance(1000);
    await advance(10_000);
    expect(proposed).toHaveLength(count);
    proposed[count - 1]?.();
  }
  await advance(10_000);
  expect(proposed).toHaveLength(2);
  expect(await machine.findClearingStep()).toBeUndefined();
  await sweeper.stop();
  await machine.close();
});

test('a view that ends while it is read gives no step', async () => {
  const view: Pick<StateView, 'scanAll'> = {
    scanAll: () => {
      throw new ViewEndedError('a snapshot was installed');
    },
  };
  const found = { view: view as StateView, tokenKeysOf: () => [] };
  expect(await findClearingStep(1, found)).toBeUndefined();
});
