/** Randomness from a printed seed, so that a failing choice can be repeated. */
import type { Random } from '../base/random.ts';

/** Mulberry32: 32 bits of state, good enough to choose victims and operations. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  return {
    next: () => {
      state = (state + 0x6d_2b_79_f5) >>> 0;
      let mixed = Math.imul(state ^ (state >>> 15), state | 1);
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
    },
  };
}

/** One of `list`, which must not be empty. */
export function pick<T>(random: Random, list: readonly T[]): T {
  const item = list[Math.floor(random.next() * list.length)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}

/**
 * One of many independent sequences of a seed: who draws from one does not shift what others draw, so that a
 * run with one fault less is otherwise the same run.
 */
export function streamOf(seed: number, name: string): Random {
  let hash = 0x81_1c_9d_c5;
  for (let at = 0; at < name.length; at += 1) {
    hash = Math.imul(hash ^ name.charCodeAt(at), 0x01_00_01_93);
  }
  const random = seededRandom(Math.imul(seed, 0x9e_37_79_b1) ^ hash);
  random.next();
  return random;
}

/** True with probability `share`. */
export function chance(random: Random, share: number): boolean {
  return random.next() < share;
}

/** A number in [min, max). */
export function between(random: Random, min: number, max: number): number {
  return min + random.next() * (max - min);
}

/** A waiting time whose mean is `mean`, as of events that do not know of each other. */
export function exponential(random: Random, mean: number): number {
  return -Math.log(1 - random.next()) * mean;
}
