/**
 * A disk in memory that fails as real ones do. It tells apart what a process sees (writes at once) from what the
 * device holds (only what was synced), and loses the difference when the power fails.
 *
 *   process crash   everything that was written stays, the operation under way is done, in part, or not
 *   power loss      every unsynced piece of a write, at most one 512-byte sector long, is kept, dropped or
 *                   garbled by itself; every unsynced create, rename and remove is kept or lost by itself
 *   failed sync     the pages count as clean: reads still see them, no later sync writes them (fsync-ATC20)
 *
 * It never damages bytes that a sync has covered, also not in a sector that is written again: the log relies on
 * that ("powersafe overwrite"). A seed decides everything: how long operations take and what a crash leaves.
 */
import { dirname } from 'node:path';
import { invariant } from '../../base/invariant.ts';
import type { Random } from '../../base/random.ts';
import type { Disk, DiskFile } from '../../storage/index.ts';
import { IoError } from '../../storage/index.ts';
import { seededRandom } from '../seeded-random.ts';
import { SimInode } from './sim-inode.ts';
import { NameTable } from './sim-names.ts';

/**
 * How an operation fails. `short write` and `failed sync` mean an I/O error for operations that do not write, or
 * do not sync.
 */
export type Fault = 'I/O error' | 'no space' | 'short write' | 'failed sync';

export type Crash = 'process crash' | 'power loss';

/** What every operation of a disk rejects with from the moment of a crash on. */
export class SimulatedCrash extends Error {
  override readonly name = 'SimulatedCrash';
}

/** What an operation does, in parts, so that a fault or a crash may come in between. */
type Operation = {
  readonly verb: string;
  readonly path: string;
  /** What the process sees from then on. `share` is the part of a write that gets done. */
  readonly act: (share: number) => void;
  /** What the device has from then on. */
  readonly persist?: () => void;
  /** The pages count as clean, but are not on the device. */
  readonly forget?: () => void;
  readonly isWrite?: boolean;
  readonly needsSpace?: boolean;
};

export class SimDisk implements Disk {
  /** Called before each operation, and not again while it runs. */
  onOperation: () => void = () => undefined;
  /** While it is set, whatever needs space fails. Writes within a file's size go on. */
  isFull = false;
  /** Called when an operation is cut off by a crash that `crashAtNth` announced. */
  onDown: () => void = () => undefined;
  readonly #random: Random;
  /** Settles when the operation under way is done. */
  readonly #wait: () => Promise<void>;
  readonly #names = new NameTable();
  readonly #directories = new Set<string>();
  #operationCount = 0;
  #readCount = 0;
  #crashAt = Infinity;
  #failAt: { readonly operation: number; readonly fault: Fault } | undefined;
  #failReadAt = Infinity;
  #isDown = false;
  #isCalling = false;
  /** Files that were opened before the last crash are dead. */
  #life = 0;

  /** Without `wait`, an operation takes one to four turns of the promise queue, as `seed` decides. */
  constructor(seed: number, deps: { readonly wait?: () => Promise<void> } = {}) {
    this.#random = seededRandom(seed);
    this.#wait = deps.wait ?? (async () => await this.#waitTurns());
  }

  /** Operations that change something or make it durable, so far. */
  get operationCount(): number {
    return this.#operationCount;
  }

  /** Files that were read, and positions within files, so far. */
  get readCount(): number {
    return this.#readCount;
  }

  /** The `n`th operation from now, 1 for the next, is under way when the machine stops. */
  crashAtNth(n: number): void {
    this.#crashAt = this.#operationCount + n;
  }

  /** The `n`th operation from now, 1 for the next, fails; those after it succeed. */
  failNth(n: number, fault: Fault): void {
    this.#failAt = { operation: this.#operationCount + n, fault };
  }

  /** The `n`th read from now, 1 for the next, fails; those after it succeed. */
  failNthRead(n: number): void {
    this.#failReadAt = this.#readCount + n;
  }

  /** Takes back every crash and failure that was announced and has not come. */
  calm(): void {
    this.isFull = false;
    this.#crashAt = Infinity;
    this.#failAt = undefined;
    this.#failReadAt = Infinity;
  }

  /** Stops the machine, if it has not stopped yet, and starts it again. `seed` decides what is left. */
  crash(crash: Crash, seed: number): void {
    this.#life += 1;
    this.#isDown = false;
    this.#crashAt = Infinity;
    this.#failAt = undefined;
    this.#failReadAt = Infinity;
    if (crash === 'process crash') {
      return;
    }
    const random = seededRandom(seed);
    this.#names.losePower(random);
    for (const inode of this.#names.inodes()) {
      inode.losePower(random);
    }
  }

  /** What a process reads; undefined if there is no such file. */
  contents(path: string): Uint8Array | undefined {
    return this.#names.find(path)?.read(0, Infinity);
  }

  /** Paths of all files, sorted. */
  paths(): readonly string[] {
    return this.#names.paths();
  }

  /** True if the device holds all of the file: then a bit of it may rot. */
  isAtRest(path: string): boolean {
    return this.#names.find(path)?.isAtRest ?? false;
  }

  /** Changes one bit of a file, behind everybody's back; `bit` counts from the first byte. */
  flipBit(path: string, bit: number): void {
    const inode = this.#names.find(path);
    invariant(inode !== undefined, () => `${path} does not exist`);
    inode.flipBit(bit);
  }

  /** Puts a file there, durably and without an operation: as a copy made by hand would. */
  place(path: string, bytes: Uint8Array): void {
    this.#names.place(path, SimInode.durable(bytes));
  }

  /** Takes a file away, durably and without an operation. */
  take(path: string): void {
    this.#names.place(path, undefined);
  }

  async open(path: string, options: { readonly create: boolean }): Promise<DiskFile> {
    if (options.create) {
      await this.#run({
        verb: 'open',
        path,
        needsSpace: true,
        act: () => {
          if (!this.#directories.has(dirname(path)) || this.#names.find(path) !== undefined) {
            throw ioError('open', path, 'it exists, or its directory does not');
          }
          this.#names.create(path, new SimInode());
        },
      });
    } else {
      await this.#read(path);
    }
    const inode = this.#names.find(path);
    if (inode === undefined) {
      throw ioError('open', path, 'ENOENT');
    }
    return this.#file(path, inode);
  }

  async read(path: string): Promise<Uint8Array | undefined> {
    await this.#read(path);
    return this.contents(path);
  }

  async list(directory: string): Promise<readonly string[]> {
    await this.#read(directory);
    return this.#names.list(directory);
  }

  async makeDirectory(path: string): Promise<void> {
    if (!this.#directories.has(path)) {
      const act = (): void => {
        for (let each = path; each !== dirname(each); each = dirname(each)) {
          this.#directories.add(each);
        }
      };
      await this.#run({ verb: 'create directory', path, needsSpace: true, act });
    }
  }

  async rename(source: string, target: string): Promise<void> {
    const act = (): void => {
      if (this.#names.find(source) !== undefined) {
        this.#names.rename(source, target);
      } else if (this.#names.list(source).length === 0 || this.#names.list(target).length > 0) {
        throw ioError('rename', source, 'ENOENT or ENOTEMPTY');
      } else {
        this.#names.renameDirectory(source, target);
        this.#directories.add(target);
      }
    };
    await this.#run({ verb: 'rename', path: source, act });
  }

  async remove(path: string): Promise<void> {
    if (this.#names.find(path) !== undefined) {
      await this.#run({ verb: 'remove', path, act: () => this.#names.remove(path) });
    }
  }

  async removeDirectory(path: string): Promise<void> {
    for (const file of this.#names.paths().filter((each) => each.startsWith(`${path}/`))) {
      await this.remove(file);
    }
  }

  async syncDirectory(path: string): Promise<void> {
    await this.#run({
      verb: 'sync',
      path,
      act: () => undefined,
      persist: () => this.#names.sync(path),
      forget: () => this.#names.forget(path),
    });
  }

  #file(path: string, inode: SimInode): DiskFile {
    const life = this.#life;
    let isBusy = false;
    const change = async (operation: Omit<Operation, 'path'>): Promise<void> => {
      invariant(!isBusy, () => `${operation.verb} ${path} while another operation is under way`);
      isBusy = true;
      try {
        await this.#run({ ...operation, path }, life);
      } finally {
        isBusy = false;
      }
    };
    const write = (bytes: Uint8Array, position: number): Omit<Operation, 'path'> => {
      const owned = bytes.slice();
      return {
        verb: 'write',
        isWrite: true,
        needsSpace: position + bytes.length > inode.size,
        act: (share) => inode.write(owned.subarray(0, Math.floor(owned.length * share)), position),
      };
    };
    return {
      path,
      writeDurable: async (bytes, position) => {
        const [persist, forget] = [() => inode.syncLastWrite(), () => inode.forget()];
        await change({ ...write(bytes, position), persist, forget });
      },
      write: async (bytes, position) => {
        await change(write(bytes, position));
      },
      sync: async () => {
        const [persist, forget] = [() => inode.sync(), () => inode.forget()];
        await change({ verb: 'sync', act: () => undefined, persist, forget });
      },
      readSync: (position, length) => {
        this.#countRead(path, life);
        return inode.read(position, length);
      },
      size: async () => {
        await this.#read(path);
        return inode.size;
      },
      close: async () => {
        await Promise.resolve();
      },
    };
  }

  async #read(path: string): Promise<void> {
    const life = this.#life;
    this.#countRead(path, life);
    await this.#wait();
    this.#demandUp(life);
  }

  #countRead(path: string, life: number): void {
    this.#demandUp(life);
    this.#readCount += 1;
    if (this.#readCount === this.#failReadAt) {
      throw ioError('read', path, 'EIO');
    }
  }

  async #run(operation: Operation, life = this.#life): Promise<void> {
    this.#demandUp(life);
    this.#call();
    this.#operationCount += 1;
    const number = this.#operationCount;
    const { verb, path, act, persist, forget, isWrite = false, needsSpace = false } = operation;
    if (number >= this.#crashAt) {
      this.#isDown = true;
      const share = this.#random.next();
      if (isWrite) {
        act(share < 0.2 ? 0 : share > 0.6 ? 1 : share);
      } else if (share > 0.3) {
        act(1);
      }
      this.onDown();
      this.#demandUp(life);
    }
    const fault = this.#failAt?.operation === number ? this.#failAt.fault : undefined;
    if (fault === 'no space' || (needsSpace && this.isFull)) {
      throw ioError(verb, path, 'ENOSPC');
    }
    if (fault === 'short write' && isWrite) {
      act(this.#random.next());
      throw ioError(verb, path, 'only a part was written');
    }
    if (fault === 'failed sync' && forget !== undefined) {
      act(1);
      forget();
      throw ioError(verb, path, 'EIO');
    }
    if (fault !== undefined) {
      throw ioError(verb, path, 'EIO');
    }
    act(1);
    await this.#wait();
    this.#demandUp(life);
    persist?.();
  }

  #call(): void {
    if (!this.#isCalling) {
      this.#isCalling = true;
      try {
        this.onOperation();
      } finally {
        this.#isCalling = false;
      }
    }
  }

  /** One to four turns of the promise queue, so that what runs beside it may come first or later. */
  async #waitTurns(): Promise<void> {
    for (let turns = Math.floor(this.#random.next() * 4); turns >= 0; turns -= 1) {
      await Promise.resolve();
    }
  }

  #demandUp(life: number): void {
    if (this.#isDown || life !== this.#life) {
      throw new SimulatedCrash('the machine has stopped');
    }
  }
}

function ioError(verb: string, path: string, reason: string): IoError {
  return new IoError(`cannot ${verb} ${path}: ${reason}`, { path });
}
