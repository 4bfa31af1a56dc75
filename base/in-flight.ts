/**
 * What is in flight, by number: a map for entries that come and go by the thousand a second and live for
 * milliseconds.
 *
 * A `Map` is not one. When it has used up its slots V8 makes a new table and leaves in the old one a pointer to
 * the new, for iterators. Once a full collection has moved one table to the old generation, each later table is
 * reachable from a dead one there, and so is all that each of them still held when it was replaced: young objects
 * that should die at the next scavenge are copied twice and pile up until the next full collection. This one
 * is open addressing in two arrays, whose predecessors point nowhere (measured: docs/performance.md).
 */

/** Slots at the start; a power of two. */
const slotsMin = 64;
/** 2^32 divided by the golden ratio, odd: multiplying by it spreads consecutive numbers (Knuth, TAOCP 3, 6.4). */
const spread = 0x9e_37_79_b1;
/** Never a key: those are whole numbers from 0. */
const free = -1;

/** Keys are whole numbers from 0 to 2^53 - 1. Not bounded by itself. Iterating is in no particular order. */
export class InFlight<Value> {
  #keys: number[];
  #values: (Value | undefined)[];
  #shift: number;
  #size = 0;

  constructor() {
    this.#shift = shiftFor(slotsMin);
    this.#keys = filled(slotsMin, free);
    this.#values = filled(slotsMin, undefined);
  }

  get size(): number {
    return this.#size;
  }

  get(key: number): Value | undefined {
    const slot = this.#find(key);
    return this.#keys[slot] === key ? this.#values[slot] : undefined;
  }

  has(key: number): boolean {
    return this.#keys[this.#find(key)] === key;
  }

  set(key: number, value: Value): this {
    const slot = this.#find(key);
    if (this.#keys[slot] !== key) {
      this.#keys[slot] = key;
      this.#size++;
    }
    this.#values[slot] = value;
    if (this.#size * 2 > this.#keys.length) this.#resize(this.#keys.length * 2);
    return this;
  }

  delete(key: number): boolean {
    let gap = this.#find(key);
    if (this.#keys[gap] !== key) return false;
    // What follows without a gap moves up, so that every search still ends at the first free slot.
    const last = this.#keys.length - 1;
    for (let slot = (gap + 1) & last; ; slot = (slot + 1) & last) {
      const moved = this.#keys[slot] ?? free;
      if (moved === free) break;
      // Cyclic distance from its own slot: it may move only to where a search for it passes by.
      if (((slot - this.#home(moved)) & last) < ((slot - gap) & last)) continue;
      this.#keys[gap] = moved;
      this.#values[gap] = this.#values[slot];
      gap = slot;
    }
    this.#keys[gap] = free;
    this.#values[gap] = undefined;
    this.#size--;
    return true;
  }

  clear(): void {
    this.#keys.fill(free);
    this.#values.fill(undefined);
    this.#size = 0;
  }

  /** The values of this moment: safe against changes while they are gone through. */
  values(): Value[] {
    return this.entries().map(([, value]) => value);
  }

  /** The entries of this moment: safe against changes while they are gone through. */
  entries(): (readonly [number, Value])[] {
    const entries: (readonly [number, Value])[] = [];
    for (const [slot, key] of this.#keys.entries()) {
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a slot with a key holds its value, which may itself be undefined.
      if (key !== free) entries.push([key, this.#values[slot] as Value]);
    }
    return entries;
  }

  /** As a `Map` calls back, on the entries of this moment. */
  forEach(visit: (value: Value, key: number) => void): void {
    for (const [key, value] of this.entries()) visit(value, key);
  }

  /** The slot of `key`, or the free one where it belongs. At least half of all slots are free. */
  #find(key: number): number {
    const last = this.#keys.length - 1;
    let slot = this.#home(key);
    for (;;) {
      const found = this.#keys[slot];
      if (found === key || found === free) return slot;
      slot = (slot + 1) & last;
    }
  }

  #home(key: number): number {
    return Math.imul(key, spread) >>> this.#shift;
  }

  #resize(slots: number): void {
    const entries = this.entries();
    this.#keys = filled(slots, free);
    this.#values = filled(slots, undefined);
    this.#shift = shiftFor(slots);
    this.#size = 0;
    for (const [key, value] of entries) this.set(key, value);
  }
}

/** How far to shift a hash of 32 bits to the right for a slot number. */
function shiftFor(slots: number): number {
  return 32 - Math.log2(slots);
}

function filled<T>(slots: number, value: T): T[] {
  return Array.from({ length: slots }, () => value);
}
