import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../../../base/logger.ts';
import type { Logger } from '../../../base/logger.ts';
import type { Disk, DiskFile } from '../../../storage/disk/disk.ts';
import { NodeDisk } from '../../../storage/disk/node-disk.ts';
import type { Engine } from '../../../storage/engine/engine.ts';
import { Generations } from '../../../storage/engine/generations.ts';
import { CorruptionError, IoError, LockedError } from '../../../storage/errors.ts';
import { forgetful, honest } from '../../support/faulty-disks.ts';
import type { OnDisk } from '../../support/faulty-disks.ts';
import { simEngineOpener } from '../../support/machine-snapshots.ts';
import { openLevelEngine, openLevelHome } from '../../support/level-home.ts';
import { SimDisk } from '../../../sim/disk/sim-disk.ts';
import type { Crash, Fault } from '../../../sim/disk/sim-disk.ts';

const DIRECTORY = '/node/state';
const put = (value: string) => [{ kind: 'put', key: 'dkey', value } as const];

async function openHome(
  disk: SimDisk,
  onDisk: OnDisk = honest,
  logger: Logger = silentLogger,
): Promise<Generations> {
  const used = onDisk(disk);
  const deps = { disk: used, openEngine: simEngineOpener(used), logger };
  return await Generations.open({ directory: DIRECTORY }, deps);
}

function generationsOn(disk: SimDisk): readonly string[] {
  const names = disk.paths().map((path) => path.slice(DIRECTORY.length + 1).split('/')[0] ?? '');
  return [...new Set(names)];
}

/** Fills the engine in force with `old`, then stages and installs one with `new`. */
async function live(home: Generations): Promise<void> {
  await home.engine.write(put('old'));
  const staged = await home.stage('s-1-1');
  await staged.engine.write(put('new'));
  await staged.seal();
  await staged.install();
  await home.retire();
  await home.engine.write(put('newer'));
  await home.close();
}

describe('the home of an engine', () => {
  test('keeps the first generation of a new node', async () => {
    const disk = new SimDisk(1);
    const home = await openHome(disk);
    await home.engine.write(put('a'));
    await home.syncNames();
    await home.close();
    await home.close();
    disk.crash('power loss', 1);
    expect(generationsOn(disk)).toEqual(['0000000000000001', 'CURRENT']);
    expect((await openHome(disk)).engine.get('dkey')).toBe('a');
  });

  test('puts a staged engine in the place of the one in force, and removes that', async () => {
    const disk = new SimDisk(1);
    await live(await openHome(disk));
    expect(generationsOn(disk)).toEqual(['0000000000000002', 'CURRENT']);
    const home = await openHome(disk);
    expect(home.engine.get('dkey')).toBe('newer');
    await live(home);
    expect(generationsOn(disk)).toEqual(['0000000000000003', 'CURRENT']);
  });

  test('keeps what is staged over a restart, and drops it for another id', async () => {
    const disk = new SimDisk(1);
    const home = await openHome(disk);
    await (await home.stage('s-1-1')).engine.write(put('staged'));
    await home.close();
    const again = await openHome(disk);
    const resumed = await again.stage('s-1-1');
    expect(resumed.engine.get('dkey')).toBe('staged');
    await resumed.discard();
    await resumed.discard();
    await (await again.stage('s-1-1')).engine.write(put('other'));
    await again.close();
    const last = await openHome(disk);
    expect((await last.stage('s-1-2')).engine.get('dkey')).toBeUndefined();
    expect(disk.paths().filter((path) => path.includes('s-1-1'))).toEqual([]);
  });

  test.each(['s-1-1', 's-1-2'])(
    'stages %s after s-1-1, wherever the removal of that failed',
    async (next) => {
      const failures: unknown[] = [];
      for (let nth = 1; nth <= 12; nth += 1) {
        const disk = new SimDisk(1);
        const home = await openHome(disk);
        const given = await home.stage('s-1-1');
        await given.engine.write(put('given up'));
        disk.failNth(nth, 'I/O error');
        await given.discard().catch((error: unknown) => {
          failures.push(error);
        });
        disk.calm();
        await given.discard();
        const staged = await home.stage(next);
        expect(['given up', undefined]).toContain(staged.engine.get('dkey'));
        await staged.discard();
        expect(generationsOn(disk)).toEqual(['0000000000000001', 'CURRENT']);
        await home.close();
      }
      expect(failures.length).toBeGreaterThan(1);
      expect(failures.filter((error) => !(error instanceof IoError))).toEqual([]);
    },
  );

  test('begins anew with what is staged and damaged', async () => {
    const disk = new SimDisk(1);
    let isDamaged = true;
    const openEngine = async (path: string): Promise<Engine> => {
      if (path.includes('staging') && isDamaged) {
        isDamaged = false;
        throw new CorruptionError('planted');
      }
      return await simEngineOpener(disk)(path);
    };
    const home = await Generations.open(
      { directory: DIRECTORY },
      { disk, openEngine, logger: silentLogger },
    );
    await disk.makeDirectory(`${DIRECTORY}/staging/s-1-1`);
    disk.place(`${DIRECTORY}/staging/s-1-1/rest`, Uint8Array.of(1));
    await home.stage('s-1-1');
    expect(disk.paths().filter((path) => path.endsWith('rest'))).toEqual([]);
  });

  test('only logs that an old generation could not be removed; the next start does it', async () => {
    const disk = new SimDisk(1);
    const warnings: unknown[] = [];
    const logger = { ...silentLogger, warn: (fields: unknown) => warnings.push(fields) };
    const home = await openHome(disk, honest, logger);
    await home.engine.write(put('old'));
    const staged = await home.stage('s-1-1');
    await staged.engine.write(put('new'));
    await staged.seal();
    await staged.install();
    disk.failNth(1, 'I/O error');
    await home.retire();
    expect(warnings).toHaveLength(1);
    await home.close();
    expect(generationsOn(disk)).toContain('0000000000000001');
    await openHome(disk);
    expect(generationsOn(disk)).toEqual(['0000000000000002', 'CURRENT']);
  });
});

describe('a state directory is refused, with advice, that', () => {
  test('has lost CURRENT', async () => {
    const disk = new SimDisk(1);
    await live(await openHome(disk));
    disk.take(`${DIRECTORY}/CURRENT`);
    await expect(openHome(disk)).rejects.toThrow('CURRENT is missing, although there is a state');
  });

  test('has a damaged CURRENT, whichever bit', async () => {
    const disk = new SimDisk(1);
    await live(await openHome(disk));
    const bytes = disk.contents(`${DIRECTORY}/CURRENT`)?.slice() ?? new Uint8Array();
    for (let bit = 0; bit < bytes.length * 8; bit += 1) {
      disk.place(`${DIRECTORY}/CURRENT`, bytes);
      disk.flipBit(`${DIRECTORY}/CURRENT`, bit);
      await expect(openHome(disk)).rejects.toThrow(CorruptionError);
    }
  });

  test('was written when there was one state only', async () => {
    const disk = new SimDisk(1);
    await disk.makeDirectory(DIRECTORY);
    disk.place(`${DIRECTORY}/CURRENT`, new TextEncoder().encode('MANIFEST-000002\n'));
    await expect(openHome(disk)).rejects.toThrow('before the first release');
    await expect(openHome(disk)).rejects.toThrow('Remove the directory /node/state (not the log)');
  });

  test('is of a later version', async () => {
    const disk = new SimDisk(1);
    await disk.makeDirectory(DIRECTORY);
    disk.place(`${DIRECTORY}/CURRENT`, new TextEncoder().encode('kvorum state 2\ncrc 0\n'));
    await expect(openHome(disk)).rejects.toThrow('a format that this version');
  });
});

/** More operations than `live` has. */
const OPERATIONS_MAX = 200;

type Arm = (disk: SimDisk, n: number) => void;

/**
 * Lets `live` run into a crash or a fault at each operation of the disk, starts again, and says what is wrong: the
 * state must be one that was in force, and never an older one than was known to be durable.
 */
async function sweep(onDisk: OnDisk, arm: Arm, crash: Crash): Promise<readonly string[]> {
  const problems: string[] = [];
  for (let n = 1; n < OPERATIONS_MAX; n += 1) {
    const disk = new SimDisk(n);
    const reached: string[] = [];
    arm(disk, n);
    const isDone = await liveNoting(disk, onDisk, reached).then(
      () => true,
      () => false,
    );
    if (isDone && disk.operationCount < n) return problems;
    disk.crash(crash, n);
    const problem = await judge(disk, onDisk, reached).catch((error: unknown) => String(error));
    if (problem !== undefined) problems.push(`operation ${n}: ${problem}`);
  }
  throw new Error('the life has more operations than that');
}

/** As `live`; notes each value that is durable from then on. */
async function liveNoting(disk: SimDisk, onDisk: OnDisk, reached: string[]): Promise<void> {
  const home = await openHome(disk, onDisk);
  await home.engine.write(put('old'));
  await home.syncNames();
  reached.push('old');
  const staged = await home.stage('s-1-1');
  await staged.engine.write(put('new'));
  await staged.seal();
  await staged.install();
  reached.push('new');
  await home.retire();
  await home.engine.write(put('newer'));
  reached.push('newer');
  await home.close();
}

async function judge(
  disk: SimDisk,
  onDisk: OnDisk,
  reached: readonly string[],
): Promise<string | undefined> {
  const order = [undefined, 'old', 'new', 'newer'];
  const home = await openHome(disk, onDisk);
  const found = home.engine.get('dkey');
  if (order.indexOf(found) < order.indexOf(reached.at(-1))) {
    return `${found} is in force, although ${reached.at(-1)} was`;
  }
  await live(home);
  const again = await openHome(disk, onDisk);
  const last = again.engine.get('dkey');
  await again.close();
  return last === 'newer' ? undefined : `after one more life ${last} is in force`;
}

const crashAt: Arm = (disk, n) => {
  disk.crashAtNth(n);
};
const failAt =
  (fault: Fault): Arm =>
  (disk, n) => {
    disk.failNth(n, fault);
  };

describe('wherever an install is cut short, the old or the new state is in force (12.5)', () => {
  test.each(['process crash', 'power loss'] as const)('by a %s', async (crash) => {
    expect(await sweep(honest, crashAt, crash)).toEqual([]);
  });

  test.each(['I/O error', 'no space', 'short write', 'failed sync'] as const)(
    'by a fault: %s',
    async (fault) => {
      expect(await sweep(honest, failAt(fault), 'process crash')).toEqual([]);
      expect(await sweep(honest, failAt(fault), 'power loss')).toEqual([]);
    },
  );
});

/** Fault: CURRENT is renamed before what is in it is on the device. */
const unsyncedCurrent: OnDisk = (disk) => {
  const open: Disk['open'] = async (path, options) => {
    const file = await disk.open(path, options);
    return path.includes('CURRENT') ? { ...file, sync: async () => await Promise.resolve() } : file;
  };
  return Object.assign(honest(disk), { open });
};

describe('that sweep catches a home', () => {
  test('whose new names are never made durable', async () => {
    expect((await sweep(forgetful, crashAt, 'power loss')).length).toBeGreaterThan(0);
  });

  test('whose CURRENT is renamed before it is synced', async () => {
    const problems = await sweep(unsyncedCurrent, crashAt, 'power loss');
    expect(problems.join('\n')).toContain('CURRENT is damaged');
  });
});

/** Does nothing any more from the `n`th change on, as for a process that was killed. */
class KilledDisk extends NodeDisk {
  #left: number;

  constructor(n: number) {
    super();
    this.#left = n;
  }

  override async open(path: string, options: { readonly create: boolean }): Promise<DiskFile> {
    if (options.create) this.#count();
    return await super.open(path, options);
  }

  override async rename(source: string, target: string): Promise<void> {
    this.#count();
    await super.rename(source, target);
  }

  override async removeDirectory(path: string): Promise<void> {
    this.#count();
    await super.removeDirectory(path);
  }

  override async syncDirectory(path: string): Promise<void> {
    this.#count();
    await super.syncDirectory(path);
  }

  #count(): void {
    this.#left -= 1;
    if (this.#left <= 0) throw new Error('killed');
  }
}

/** Installs a staged engine; puts every engine that is opened into `engines`. */
async function installOn(disk: Disk, directory: string, engines: Engine[]): Promise<void> {
  const openEngine = async (path: string): Promise<Engine> => {
    const engine = await openLevelEngine(path);
    engines.push(engine);
    return engine;
  };
  const home = await Generations.open({ directory }, { disk, openEngine, logger: silentLogger });
  await home.engine.write(put('old'));
  const staged = await home.stage('s-1-1');
  await staged.engine.write(put('new'));
  await staged.seal();
  await staged.install();
  await home.retire();
}

async function currentOfOther(): Promise<Uint8Array> {
  const other = new SimDisk(1);
  await live(await openHome(other));
  return other.contents(`${DIRECTORY}/CURRENT`) ?? new Uint8Array();
}

describe('on a real disk with LevelDB', () => {
  let root = '';
  beforeEach(async () => {
    root = await mkdtemp(join(tmpdir(), 'kvorum-generations-'));
  });
  afterEach(async () => {
    await rm(root, { recursive: true });
  });

  async function openReal(directory = root): Promise<Generations> {
    return await openLevelHome(directory);
  }

  test('a staged engine is installed and found again', async () => {
    await live(await openReal());
    expect((await readdir(root)).toSorted()).toEqual(['0000000000000002', 'CURRENT', 'staging']);
    const home = await openReal();
    expect(home.engine.get('dkey')).toBe('newer');
    await home.close();
  });

  test('wherever an install is killed, the old or the new state is in force', async () => {
    const outcomes = new Set<string | undefined>();
    for (let n = 1, isDone = false; !isDone; n += 1) {
      const path = join(root, String(n));
      const killed = new KilledDisk(n);
      const engines: Engine[] = [];
      isDone = await installOn(killed, path, engines).then(
        () => true,
        () => false,
      );
      // What a killed process leaves behind; its locks are gone.
      for (const engine of engines) await engine.close();
      const home = await openReal(path);
      outcomes.add(home.engine.get('dkey'));
      await live(home);
      const again = await openReal(path);
      expect(again.engine.get('dkey')).toBe('newer');
      await again.close();
    }
    expect([...outcomes]).toEqual([undefined, 'old', 'new']);
  });

  test('a second process is kept out, also while an install is under way', async () => {
    const home = await openReal();
    await expect(openReal()).rejects.toThrow(LockedError);
    const staged = await home.stage('s-1-1');
    await staged.engine.write(put('new'));
    await staged.seal();
    const installing = staged.install();
    await expect(openReal()).rejects.toThrow(LockedError);
    await installing;
    await expect(openReal()).rejects.toThrow(LockedError);
    await home.retire();
    await expect(openReal()).rejects.toThrow(LockedError);
    await home.close();
    await (await openReal()).close();
  });

  test('whoever locks a generation that is no longer in force lets go of it', async () => {
    const disk = new NodeDisk();
    let isFirst = true;
    const openEngine = async (path: string): Promise<Engine> => {
      const engine = await openLevelEngine(path);
      if (isFirst) {
        isFirst = false;
        // Another process, which had the lock until just now, has installed a snapshot.
        await writeFile(join(root, 'CURRENT'), await currentOfOther());
      }
      return engine;
    };
    const opening = Generations.open(
      { directory: root },
      { disk, openEngine, logger: silentLogger },
    );
    await expect(opening).rejects.toThrow(LockedError);
  });

  test('an I/O error is not taken for damage', async () => {
    await writeFile(join(root, 'file'), '');
    const deps = {
      disk: new NodeDisk(),
      openEngine: async (): Promise<Engine> =>
        await Promise.reject(new IoError('planted', { path: root })),
      logger: silentLogger,
    };
    await expect(Generations.open({ directory: root }, deps)).rejects.toThrow(IoError);
  });
});
