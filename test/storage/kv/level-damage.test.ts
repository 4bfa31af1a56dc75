/**
 * Why the apply journal exists (rule D-5): LevelDB skips a damaged block of its own log without an error, and goes
 * on behind it. Here a disk breaks its word in the middle of that log; the state machine must then hold an exact
 * prefix, or be refused.
 */
import { cp, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LevelEngine } from '../../../storage/engine/level-engine.ts';
import { CorruptionError } from '../../../storage/errors.ts';
import { encodeKey } from '../../../storage/kv/key-codec.ts';
import { metaAppliedKey } from '../../../storage/kv/keyspace.ts';
import { immediateClock } from '../../support/immediate-clock.ts';
import { atomic, bytesValue, entryOf, openMachine, setOf } from '../../support/kv-fixture.ts';

/** Checkpoints of about 10 KiB: several in a block of LevelDB's log, several blocks in the log. */
const CHECKPOINTS = 24;
const VALUE_BYTES = 10_000;
const PAGE_BYTES = 4096;

let root = '';
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'kvorum-level-'));
});
afterEach(async () => {
  await rm(root, { recursive: true });
});

async function openLevel(path: string): Promise<LevelEngine> {
  return await LevelEngine.open({ path }, { clock: immediateClock });
}

/** Writes one checkpoint after the other; key n is set by checkpoint n. Gives the path of LevelDB's log. */
async function writeCheckpoints(path: string): Promise<string> {
  const machine = await openMachine(await openLevel(path), immediateClock);
  for (let number = 1; number <= CHECKPOINTS; number += 1) {
    const value = bytesValue(...Array.from({ length: VALUE_BYTES }, () => number));
    machine.apply([entryOf(number, atomic({ mutations: [setOf([number], value)] }))]);
    await machine.checkpoint();
  }
  await machine.close();
  const [log, ...others] = (await readdir(path)).filter((name) => name.endsWith('.log'));
  if (log === undefined || others.length > 0) throw new Error('not one log');
  return log;
}

/** What a state machine makes of a state: how many checkpoints it holds, and whether those are the first ones. */
async function judge(path: string): Promise<'refused' | 'prefix' | 'not a prefix'> {
  const engine = await openLevel(path);
  try {
    const machine = await openMachine(engine, immediateClock);
    const found = Array.from({ length: CHECKPOINTS }, (_, at) =>
      machine.get(0, encodeKey([at + 1])),
    );
    const isPrefix = found.every((entry, at) => (entry !== undefined) === at < machine.lastApplied);
    await machine.close();
    return isPrefix ? 'prefix' : 'not a prefix';
  } catch (error) {
    if (!(error instanceof CorruptionError)) throw error;
    await engine.close();
    return 'refused';
  }
}

test('a page that is lost in the middle of the log of LevelDB never gives a state with a hole', async () => {
  const whole = join(root, 'whole');
  const log = await writeCheckpoints(whole);
  const bytes = await readFile(join(whole, log));
  const verdicts: string[] = [];
  let unnoticed = 0;
  for (let start = 0; start + PAGE_BYTES <= bytes.length; start += 4 * PAGE_BYTES) {
    const damaged = join(root, 'damaged');
    await cp(whole, damaged, { recursive: true });
    const holed = Uint8Array.from(bytes).fill(0, start, start + PAGE_BYTES);
    await writeFile(join(damaged, log), holed);
    const engine = await openLevel(damaged);
    // LevelDB opens without an error, and its last checkpoint is there: the applied index alone proves nothing.
    unnoticed += engine.get(metaAppliedKey)?.charCodeAt(8) === CHECKPOINTS ? 1 : 0;
    await engine.close();
    verdicts.push(await judge(damaged));
    await rm(damaged, { recursive: true });
  }
  expect(verdicts).not.toContain('not a prefix');
  expect(verdicts).toContain('refused');
  expect(unnoticed).toBeGreaterThan(0);
  expect(await judge(whole)).toBe('prefix');
});
