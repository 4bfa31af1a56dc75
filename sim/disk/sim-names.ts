/** The names on the simulated disk: which file a process finds under them, and which one the device has. */
import { dirname } from 'node:path';
import type { Random } from '../../base/random.ts';
import type { SimInode } from './sim-inode.ts';

type Change = {
  readonly directory: string;
  readonly apply: (names: Map<string, SimInode>) => void;
  /** `forgotten`: a sync of the directory failed, and no later one will write it. */
  state: 'pending' | 'forgotten' | 'synced';
};

export class NameTable {
  readonly #visible = new Map<string, SimInode>();
  readonly #durable = new Map<string, SimInode>();
  /**
   * From the first that the device does not have for sure, in order. Synced ones wait behind it, because an older change
   * that reaches the device after all must not undo a newer one.
   */
  #changes: Change[] = [];

  find(path: string): SimInode | undefined {
    return this.#visible.get(path);
  }

  /** All paths, sorted. */
  paths(): readonly string[] {
    return [...this.#visible.keys()].toSorted();
  }

  list(directory: string): readonly string[] {
    const inside = this.paths().filter((path) => path.startsWith(`${directory}/`));
    return [...new Set(inside.map((path) => path.slice(directory.length + 1).split('/')[0] ?? ''))];
  }

  create(path: string, inode: SimInode): void {
    this.#change(path, (names) => names.set(path, inode));
  }

  rename(source: string, target: string): void {
    const inode = this.#visible.get(source);
    this.#change(target, (names) => {
      names.delete(source);
      if (inode !== undefined) {
        names.set(target, inode);
      }
    });
  }

  /**
   * Moves every file in a directory, and in those within it, in one step. What was under `target` before was in another
   * directory of that name: changes in that one, if they are still on their way, do not concern the new one.
   */
  renameDirectory(source: string, target: string): void {
    this.#changes = this.#changes.filter(
      ({ directory, state }) => directory !== target || state === 'synced',
    );
    this.#change(target, (names) => {
      for (const path of names.keys()) {
        if (path.startsWith(`${target}/`)) names.delete(path);
      }
      const moving = [...names].filter(([path]) => path.startsWith(`${source}/`));
      for (const [path, inode] of moving) {
        names.delete(path);
        names.set(target + path.slice(source.length), inode);
      }
    });
  }

  remove(path: string): void {
    this.#change(path, (names) => names.delete(path));
  }

  /** Sets a name for the process and the device at once. */
  place(path: string, inode: SimInode | undefined): void {
    for (const names of [this.#visible, this.#durable]) {
      if (inode === undefined) {
        names.delete(path);
      } else {
        names.set(path, inode);
      }
    }
  }

  sync(directory: string): void {
    for (const change of this.#changes) {
      if (change.directory === directory && change.state === 'pending') change.state = 'synced';
    }
    const unsure = this.#changes.findIndex(({ state }) => state !== 'synced');
    const sureCount = unsure === -1 ? this.#changes.length : unsure;
    for (const { apply } of this.#changes.splice(0, sureCount)) apply(this.#durable);
  }

  forget(directory: string): void {
    for (const change of this.#changes) {
      if (change.directory === directory && change.state === 'pending') change.state = 'forgotten';
    }
  }

  /** Every file that has a name. */
  inodes(): ReadonlySet<SimInode> {
    return new Set(this.#visible.values());
  }

  losePower(random: Random): void {
    for (const { apply, state } of this.#changes) {
      if (state === 'synced' || random.next() < 0.5) {
        apply(this.#durable);
      }
    }
    this.#changes = [];
    this.#visible.clear();
    for (const [path, inode] of this.#durable) {
      this.#visible.set(path, inode);
    }
  }

  #change(path: string, apply: (names: Map<string, SimInode>) => unknown): void {
    apply(this.#visible);
    this.#changes.push({
      directory: dirname(path),
      apply: (names) => void apply(names),
      state: 'pending',
    });
  }
}
