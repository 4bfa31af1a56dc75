import { describe, expect, test } from 'vitest';
import type { MemoryEngineContents } from '../../../storage/engine/memory-engine.ts';
import { MemoryEngine } from '../../../storage/engine/memory-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, entryOf, openMachine, setOf } from '../../support/kv-fixture.ts';

/** The contents after each of `count` checkpoints, from the empty state on. */
async function checkpoints(count: number): Promise<readonly ReadonlyMap<string, string>[]> {
  const contents: MemoryEngineContents = { current: new Map() };
  const machine = await openMachine(new MemoryEngine(contents), immediateClock);
  const states = [contents.current];
  for (let number = 1; number <= count; number += 1) {
    const mutations = [setOf([number], bytesValue(number % 256))];
    machine.apply([entryOf(number, atomic({ mutations }))]);
    await machine.checkpoint();
    states.push(contents.current);
  }
  await machine.close();
  return states;
}

/** `states` replayed without the batch that led to state `hole`: what a storage that skips damage gives. */
function withHole(
  states: readonly ReadonlyMap<string, string>[],
  hole: number,
): Map<string, string> {
  const result = new Map<string, string>();
  for (let number = 1; number < states.length; number += 1) {
    if (number === hole) continue;
    const [before, after] = states.slice(number - 1, number + 1);
    if (before === undefined || after === undefined) continue;
    for (const key of before.keys()) if (!after.has(key)) result.delete(key);
    for (const [key, value] of after) if (before.get(key) !== value) result.set(key, value);
  }
  return result;
}

describe('the apply journal (rule D-5)', () => {
  test('accepts every state that is an exact prefix', async () => {
    const states = await checkpoints(70);
    for (const [number, current] of states.entries()) {
      const machine = await openMachine(new MemoryEngine({ current }), immediateClock);
      expect(machine.lastApplied).toBe(number);
      await machine.close();
    }
  });

  test('refuses a state from which one of the last checkpoints is missing', async () => {
    for (const count of [3, 10, 70]) {
      const states = await checkpoints(count);
      expect(withHole(states, 0)).toEqual(states.at(-1));
      for (let hole = Math.max(1, count - 60); hole < count; hole += 1) {
        const current = withHole(states, hole);
        await expect(openMachine(new MemoryEngine({ current }), immediateClock)).rejects.toThrow(
          'lost a checkpoint',
        );
      }
    }
  });

  test('refuses malformed records and a mark that does not match', async () => {
    const [, good] = await checkpoints(1);
    const journalKey = [...(good ?? [])].find(([key]) => key.startsWith('j'))?.[0] ?? '';
    for (const damage of [
      [journalKey, '\u0001'],
      [`${journalKey}\0`, '\0'.repeat(8)],
      ['mapplied', '\u0001'],
      ['mapplied', '\u0002\u0002'],
      ['mapplied', `\u0002${'\u00ff'.repeat(24)}`],
      ['mapplied', `\u0002${'\0'.repeat(24)}`],
    ] as const) {
      const current = new Map([...(good ?? []), damage]);
      await expect(
        openMachine(new MemoryEngine({ current }), immediateClock),
      ).rejects.toBeInstanceOf(CorruptionError);
    }
  });
});
