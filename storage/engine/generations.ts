/**
 * The engines of a state machine on a disk. Each generation has a directory of its own; the file CURRENT names the one
 * in force, and replacing it is the moment at which a received snapshot becomes the state (12.5 step 3).
 *
 *     state/CURRENT                   replaced as a whole
 *     state/<16 hex digits>/          one generation
 *     state/staging/<snapshot id>/    an engine that is being filled
 *
 * The lock of the engine in force keeps a second process out. It is only let go of when another generation is in
 * force and locked, and whoever gets a lock looks whether the generation is still the one that CURRENT names.
 */
import { isCount } from '../../base/brand.ts';
import { invariant } from '../../base/invariant.ts';
import type { Logger } from '../../base/logger.ts';
import type { Disk } from '../disk/disk.ts';
import { replaceFile } from '../disk/replace-file.ts';
import { CorruptionError, LockedError } from '../errors.ts';
import { decodeSealedText, encodeSealedText } from '../sealed-text.ts';
import type { Engine } from './engine.ts';
import type { EngineHome, StagedEngine } from './engine-home.ts';

const CURRENT = 'CURRENT';
const STAGING = 'staging';
const TITLE = 'kvorum state 1';
const FIRST_GENERATION = 1;

type GenerationsDeps = {
  readonly disk: Disk;
  /** Opens the engine in a directory, which exists, and makes one if it is empty. Takes its lock. */
  readonly openEngine: (path: string) => Promise<Engine>;
  readonly logger: Logger;
};

export class Generations implements EngineHome {
  readonly #directory: string;
  readonly #deps: GenerationsDeps;
  #generation: number;
  #engine: Engine;
  #staged: Staged | undefined;
  #retired: { readonly engine: Engine; readonly path: string } | undefined;
  #closing: Promise<void> | undefined;

  /**
   * Opens the engine in force, or the first one of a new node, and removes other generations. What is staged stays.
   * Throws `LockedError` if another process has it, and `CorruptionError` if CURRENT is damaged or missing.
   */
  static async open(
    options: { readonly directory: string },
    deps: GenerationsDeps,
  ): Promise<Generations> {
    const { directory } = options;
    const { disk } = deps;
    await disk.makeDirectory(directory);
    const named = await findCurrent(disk, directory);
    const generation = named ?? FIRST_GENERATION;
    const path = `${directory}/${nameOf(generation)}`;
    if (named === undefined) await refuseLostCurrent(disk, directory);
    await disk.makeDirectory(path);
    const engine = await deps.openEngine(path);
    try {
      if ((await findCurrent(disk, directory)) !== named) {
        throw new LockedError(`the state in ${directory} is open in another process`);
      }
      if (named === undefined) {
        await disk.syncDirectory(path);
        await storeCurrent(disk, directory, generation);
      }
      await removeOthers(disk, directory, generation);
    } catch (error) {
      await engine.close();
      throw error;
    }
    return new Generations(directory, deps, { generation, engine });
  }

  private constructor(
    directory: string,
    deps: GenerationsDeps,
    current: { readonly generation: number; readonly engine: Engine },
  ) {
    this.#directory = directory;
    this.#deps = deps;
    this.#generation = current.generation;
    this.#engine = current.engine;
  }

  get engine(): Engine {
    return this.#engine;
  }

  async syncNames(): Promise<void> {
    await this.#deps.disk.syncDirectory(this.#path(this.#generation));
  }

  async stage(id: string): Promise<StagedEngine> {
    invariant(/^[\w-]+$/.test(id), () => `not a name for a directory: ${id}`);
    invariant(this.#staged === undefined, 'two engines are staged at a time');
    invariant(this.#closing === undefined, 'staging in a closed home');
    const { disk } = this.#deps;
    const staging = `${this.#directory}/${STAGING}`;
    await this.#removeStaged((name) => name !== id);
    const path = `${staging}/${id}`;
    const engine = await this.#openStaged(path);
    const staged = new Staged(path, engine, {
      disk,
      install: async () => await this.#install(path),
      onClosed: () => {
        this.#staged = undefined;
      },
    });
    this.#staged = staged;
    return staged;
  }

  async clearStaged(): Promise<void> {
    invariant(this.#staged === undefined, 'clearing what is in use');
    await this.#removeStaged(() => true);
  }

  async #removeStaged(isUseless: (name: string) => boolean): Promise<void> {
    const { disk } = this.#deps;
    const staging = `${this.#directory}/${STAGING}`;
    for (const name of await disk.list(staging)) {
      if (isUseless(name)) await disk.removeDirectory(`${staging}/${name}`);
    }
  }

  async retire(): Promise<void> {
    const retired = this.#retired;
    if (retired === undefined) return;
    this.#retired = undefined;
    await retired.engine.close();
    try {
      await this.#deps.disk.removeDirectory(retired.path);
    } catch (error) {
      // The next start does it.
      this.#deps.logger.warn({ error, path: retired.path }, 'could not remove an old state');
    }
  }

  async close(): Promise<void> {
    this.#closing ??= this.#close();
    await this.#closing;
  }

  async #close(): Promise<void> {
    await this.#staged?.close();
    await this.#retired?.engine.close();
    await this.#engine.close();
  }

  /** What a crash has left there is taken up again, unless it is damaged. */
  async #openStaged(path: string): Promise<Engine> {
    const { disk, openEngine } = this.#deps;
    await disk.makeDirectory(path);
    try {
      return await openEngine(path);
    } catch (error) {
      if (!(error instanceof CorruptionError)) throw error;
      await disk.removeDirectory(path);
      await disk.makeDirectory(path);
      return await openEngine(path);
    }
  }

  async #install(staged: string): Promise<Engine> {
    invariant(this.#retired === undefined, 'an install before the last one was cleaned up');
    const { disk, openEngine } = this.#deps;
    const generation = this.#generation + 1;
    const path = this.#path(generation);
    await disk.rename(staged, path);
    await disk.syncDirectory(this.#directory);
    await disk.syncDirectory(`${this.#directory}/${STAGING}`);
    // Before CURRENT names it: otherwise another process could lock it first.
    const engine = await openEngine(path);
    try {
      await disk.syncDirectory(path);
      await storeCurrent(disk, this.#directory, generation);
    } catch (error) {
      await engine.close();
      throw error;
    }
    this.#retired = { engine: this.#engine, path: this.#path(this.#generation) };
    this.#engine = engine;
    this.#generation = generation;
    return engine;
  }

  #path(generation: number): string {
    return `${this.#directory}/${nameOf(generation)}`;
  }
}

type StagedDeps = {
  readonly disk: Disk;
  /** Makes the sealed engine the one in force. */
  readonly install: () => Promise<Engine>;
  /** Called when there is nothing staged any more. */
  readonly onClosed: () => void;
};

class Staged implements StagedEngine {
  readonly engine: Engine;
  readonly #path: string;
  readonly #deps: StagedDeps;
  #state: 'open' | 'sealed' | 'gone' = 'open';

  constructor(path: string, engine: Engine, deps: StagedDeps) {
    this.#path = path;
    this.engine = engine;
    this.#deps = deps;
  }

  async seal(): Promise<void> {
    invariant(this.#state === 'open', () => `sealing an engine that is ${this.#state}`);
    const { disk } = this.#deps;
    await this.engine.close();
    // An engine syncs what its log holds; what moved from there into other files may still be on the way.
    for (const name of await disk.list(this.#path)) {
      const file = await disk.open(`${this.#path}/${name}`, { create: false });
      try {
        await file.sync();
      } finally {
        await file.close();
      }
    }
    await disk.syncDirectory(this.#path);
    this.#state = 'sealed';
  }

  async install(): Promise<Engine> {
    invariant(this.#state === 'sealed', () => `installing an engine that is ${this.#state}`);
    this.#state = 'gone';
    const engine = await this.#deps.install();
    this.#deps.onClosed();
    return engine;
  }

  async discard(): Promise<void> {
    if (this.#state === 'gone') return;
    await this.close();
    await this.#deps.disk.removeDirectory(this.#path);
    // Not before: what a failed removal has left must not be taken up again, so it is tried once more.
    this.#state = 'gone';
    this.#deps.onClosed();
  }

  /** Leaves what is staged for the next start. */
  async close(): Promise<void> {
    await this.engine.close();
  }
}

/** The generation that CURRENT names; undefined if there is no such file. */
async function findCurrent(disk: Disk, directory: string): Promise<number | undefined> {
  const path = `${directory}/${CURRENT}`;
  const bytes = await disk.read(path);
  if (bytes === undefined) return undefined;
  const advice =
    `Remove the directory ${directory} (not the log) and start again: the node rebuilds its state from the ` +
    `log, or asks the leader for it.`;
  if (new TextDecoder().decode(bytes).startsWith('MANIFEST-')) {
    throw new CorruptionError(
      `${directory} was written by a build before the first release, which kept one state only. ${advice}`,
    );
  }
  const text = decodeSealedText(bytes, TITLE, ['generation']);
  if (text.kind === 'unknownVersion') {
    throw new CorruptionError(
      `${path} has a format that this version of Kvorum does not know. Start the node with the version ` +
        `that wrote it, or a later one.`,
    );
  }
  const [value = ''] = text.kind === 'whole' ? text.values : [];
  const generation = findGeneration(value);
  if (generation === undefined) {
    throw new CorruptionError(`${path} is damaged: it is not as it was written. ${advice}`);
  }
  return generation;
}

async function storeCurrent(disk: Disk, directory: string, generation: number): Promise<void> {
  const bytes = encodeSealedText(TITLE, [['generation', nameOf(generation)]]);
  await replaceFile(disk, { directory, name: CURRENT }, bytes);
}

/** A node that starts for the first time has at most one generation, which never was in force. */
async function refuseLostCurrent(disk: Disk, directory: string): Promise<void> {
  const later = (await disk.list(directory)).filter(
    (name) => (findGeneration(name) ?? FIRST_GENERATION) > FIRST_GENERATION,
  );
  if (later.length > 0) {
    throw new CorruptionError(
      `${directory}/${CURRENT} is missing, although there is a state. Restore the file from a copy, or remove the ` +
        `directory ${directory} (not the log) and start again.`,
    );
  }
}

/** Removes what an interrupted install has left. */
async function removeOthers(disk: Disk, directory: string, generation: number): Promise<void> {
  for (const name of await disk.list(directory)) {
    const found = findGeneration(name);
    if (found !== undefined && found !== generation) {
      await disk.removeDirectory(`${directory}/${name}`);
    }
  }
}

function nameOf(generation: number): string {
  return generation.toString(16).padStart(16, '0');
}

function findGeneration(name: string): number | undefined {
  const generation = /^[0-9a-f]{16}$/.test(name) ? Number.parseInt(name, 16) : -1;
  return isCount(generation) ? generation : undefined;
}
