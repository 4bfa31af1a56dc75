/**
 * The checks can fail: each planted fault is caught by the walk, or changes the transcript of its script. A mutant that
 * nobody catches means that a rule is no longer tested.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loadMutant, plant, scriptMutants, walkMutants } from '../support/raft/mutants.ts';
import type { CoreClass } from '../support/raft/mutants.ts';
import {
  membershipScriptMutants,
  membershipWalkMutants,
} from '../support/raft/mutants-of-membership.ts';
import { runScript } from '../support/raft/script.ts';
import { ScriptWorld } from '../support/raft/script-world.ts';
import { walk, walkSteps } from '../support/raft/walk.ts';

/** Inside the tree, so that what a mutant imports is found and compiled as usual. */
const temporary = join(import.meta.dirname, '../../.tmp');
let folder = '';
beforeAll(() => {
  mkdirSync(temporary, { recursive: true });
  folder = mkdtempSync(join(temporary, 'mutants-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

/** The message of the first seed, up to `seedsMax`, at which the walk fails. */
function firstFailure(coreClass: CoreClass, seedsMax: number): string | undefined {
  for (let seed = 1; seed <= seedsMax; seed += 1) {
    try {
      walk({ seed, steps: walkSteps, coreClass });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  }
  return undefined;
}

/** Undefined if the script does not even run to its end. */
function transcriptOf(text: string, coreClass?: CoreClass): string | undefined {
  const world = new ScriptWorld(coreClass);
  try {
    return runScript(text, (command) => world.execute(command));
  } catch {
    return undefined;
  }
}

describe('the walk catches', () => {
  it.each([...walkMutants, ...membershipWalkMutants])('$rule', async (mutant) => {
    const coreClass = await loadMutant(mutant, folder);
    expect(firstFailure(coreClass, mutant.seedsMax)).toMatch(mutant.caughtBy);
  });
});

describe('a script catches', () => {
  it.each([...scriptMutants, ...membershipScriptMutants])('$rule', async (mutant) => {
    const path = join(import.meta.dirname, 'scripts', `${mutant.script}.txt`);
    const text = readFileSync(path, 'utf8');
    expect(transcriptOf(text)).toBe(text);
    expect(transcriptOf(text, await loadMutant(mutant, folder))).not.toBe(text);
  });
});

describe('planting a fault', () => {
  const mutant = { rule: 'a rule', file: 'core.ts', find: 'one', replace: 'two' };

  it.each([
    ['is missing', 'nothing'],
    ['occurs twice', 'one one'],
  ])('is refused when its place %s', (_, text) => {
    expect(() => plant(mutant, text)).toThrow('places in core.ts');
  });

  it('changes nothing but its place', () => {
    expect(plant(mutant, 'a one b')).toBe('a two b');
  });
});
