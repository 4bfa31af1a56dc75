/**
 * Which keys of users somebody watches, and which of them were written since that was last asked.
 *
 * Apply only marks keys, in time of what it wrote, and not at all while nobody watches. Whoever serves the watches takes
 * the marks later, in a turn of its own, so that nothing which a watch costs happens within apply. Memory is that of the
 * watched keys, however much is written: a key is marked once until its mark is taken.
 */
import { invariant } from '../../base/invariant.ts';
import type { Writes } from './effects.ts';
import type { KeyText } from './keyspace.ts';
import { textOfBytes, userDataPrefix } from './keyspace.ts';

/** A watch of some keys that is under way. */
export interface KeyWatch {
  /** Safe to call twice. */
  close(): void;
}

type WatchedKey = { readonly onWritten: Set<() => void>; isWritten: boolean };

export class WatchedKeys {
  readonly #byKey = new Map<KeyText, WatchedKey>();
  #written: WatchedKey[] = [];
  #onFirst: (() => void) | undefined;

  /** The number of different keys. */
  get size(): number {
    return this.#byKey.size;
  }

  /** `onFirst` is called within apply when there are marks again: it must be quick, and must not throw. To be called once. */
  onMarked(onFirst: () => void): void {
    invariant(this.#onFirst === undefined, 'the marks are taken by one');
    this.#onFirst = onFirst;
  }

  /**
   * From now on `onWritten` is called by `takeMarks` when one of `keys` was written: at least once after the last write,
   * seldom for no reason.
   */
  watch(database: number, keys: readonly Uint8Array[], onWritten: () => void): KeyWatch {
    const prefix = userDataPrefix(database);
    const texts = new Set(keys.map((key) => prefix + textOfBytes(key)));
    for (const text of texts) {
      const known = this.#byKey.get(text);
      if (known === undefined) {
        this.#byKey.set(text, { onWritten: new Set([onWritten]), isWritten: false });
      } else known.onWritten.add(onWritten);
    }
    return {
      close: () => {
        for (const text of texts) {
          const watched = this.#byKey.get(text);
          watched?.onWritten.delete(onWritten);
          if (watched?.onWritten.size === 0) this.#byKey.delete(text);
        }
        texts.clear();
      },
    };
  }

  /** An entry was applied that made `writes`. */
  onApplied(writes: Writes): void {
    if (this.#byKey.size === 0) return;
    for (const key of writes.keys()) {
      const watched = this.#byKey.get(key);
      if (watched !== undefined) this.#mark(watched);
    }
  }

  /** Another state has taken the place of this one, so every key may be another. */
  onReplaced(): void {
    for (const watched of this.#byKey.values()) this.#mark(watched);
  }

  /** Calls whoever watches a marked key, and takes the marks away. */
  takeMarks(): void {
    const written = this.#written;
    this.#written = [];
    for (const watched of written) {
      watched.isWritten = false;
      for (const onWritten of watched.onWritten) onWritten();
    }
  }

  #mark(watched: WatchedKey): void {
    if (watched.isWritten) return;
    watched.isWritten = true;
    this.#written.push(watched);
    if (this.#written.length === 1) this.#onFirst?.();
  }
}
