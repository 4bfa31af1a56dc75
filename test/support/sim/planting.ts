/**
 * Plants a fault into whole nodes. A mutant replaces a text that occurs exactly once in one source file, and reads the
 * same after compilation, so it can be planted into the sources as well as into a build; a copy of the tree with the
 * fault in it is loaded and run like the real one.
 */
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunResult } from '../../../sim/index.ts';

export type SimMutant = {
  /** The rule that is broken, and how. */
  readonly rule: string;
  /** From the root, without its ending. */
  readonly file: string;
  readonly find: string;
  readonly replace: string;
  /** So many seeds from 1 on must be enough to find it; at most 1000. */
  readonly seedsMax: number;
};

export type Simulate = (choice: {
  readonly seed: number;
  readonly seconds: number;
  readonly faults: {
    readonly without: ReadonlySet<string>;
    readonly skip: ReadonlySet<number>;
  };
}) => Promise<RunResult>;

const parts = ['base', 'raft', 'storage', 'rpc', 'protos', 'sim'];

/** Loads a copy of the tree at `root`, sources or build, with the fault in it, from `folder`, which it makes. */
export async function loadSimMutant(
  mutant: SimMutant,
  place: { readonly root: string; readonly folder: string },
): Promise<Simulate> {
  const { root, folder } = place;
  const ending = existsSync(join(root, 'sim/index.ts')) ? '.ts' : '.js';
  mkdirSync(folder, { recursive: true });
  for (const part of parts) cpSync(join(root, part), join(folder, part), { recursive: true });
  const path = join(folder, `${mutant.file}${ending}`);
  writeFileSync(path, plantInto(mutant, readFileSync(path, 'utf8')));
  const loaded = (await import(join(folder, `sim/index${ending}`))) as {
    readonly simulate: Simulate;
  };
  return loaded.simulate;
}

/** The text with the fault in it. Throws if the place is not found exactly once: then the source has moved on. */
function plantInto({ rule, file, find, replace }: SimMutant, text: string): string {
  const pieces = text.split(find);
  if (pieces.length !== 2) throw new Error(`${rule}: ${pieces.length - 1} places in ${file}`);
  return pieces.join(replace);
}
