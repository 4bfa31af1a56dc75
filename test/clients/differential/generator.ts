/** Generates steps from a seed: the same seed gives the same steps, whatever the targets answer. */
import type { KvKey, KvKeyPart, KvListOptions, KvListSelector } from '@deno/kv';
import type { Random } from '../../../base/random.ts';
import { chance, pick, streamOf } from '../../../sim/seeded-random.ts';
import type { Check, Mutation, StampChoice, Step } from './step.ts';
import { counterValues, longestBytes, plainValues, refusedValues, u64Values } from './values.ts';

const keyCount = 80;
const counterCount = 8;

export function generateSteps(seed: number, count: number): readonly Step[] {
  const generator = new Generator(seed);
  return Array.from({ length: count }, () => generator.next());
}

const edgeParts: readonly KvKeyPart[] = [
  new Uint8Array(0),
  new Uint8Array([0]),
  new Uint8Array([0, 255, 0]),
  new Uint8Array([255]),
  '',
  'a',
  'a\0',
  'a\0b',
  'ab',
  'é',
  '😀',
  '\ud800',
  0n,
  1n,
  -1n,
  255n,
  256n,
  -256n,
  2n ** 64n - 1n,
  2n ** 64n,
  -(2n ** 64n),
  2n ** 2040n - 1n,
  0,
  -0,
  1,
  -1,
  0.5,
  Number.MAX_SAFE_INTEGER,
  Number.MIN_VALUE,
  Infinity,
  -Infinity,
  Number.NaN,
  false,
  true,
];

/** No key, or too long: refused by the client or by what is behind it. */
const refusedKeys: readonly KvKey[] = [
  [],
  [new Uint8Array(2047).fill(1)],
  [new Uint8Array(1024)],
  ['x'.repeat(2047)],
  [2n ** 2040n],
  [null as unknown as string],
  ['a', {} as unknown as string],
];

/** As long as keys may be. */
const longestKeys: readonly KvKey[] = [
  [new Uint8Array(2046).fill(1)],
  ['x'.repeat(2046)],
  [new Uint8Array(1023)],
];

class Generator {
  readonly #random: Random;
  readonly #keys: readonly KvKey[];
  readonly #counters: readonly KvKey[];

  constructor(seed: number) {
    this.#random = streamOf(seed, 'differential');
    this.#keys = [...Array.from({ length: keyCount }, () => this.#newKey()), ...longestKeys];
    this.#counters = Array.from({ length: counterCount }, (_, index) => ['counter', index]);
  }

  next(): Step {
    const draw = this.#random.next();
    if (draw < 0.15) return { kind: 'get', key: this.#anyKey() };
    if (draw < 0.22) return { kind: 'getMany', keys: this.#several(11, () => this.#anyKey()) };
    if (draw < 0.4) return this.#list();
    if (draw < 0.45) return this.#refusedCommit();
    return { kind: 'commit', checks: this.#checks(), mutations: this.#mutations() };
  }

  /** Short parts come often, so that prefixes have entries behind them. */
  #newKey(): KvKey {
    const length = 1 + Math.floor(this.#random.next() * 3);
    return Array.from({ length }, (_, depth) =>
      depth === 0 && chance(this.#random, 0.7)
        ? pick(this.#random, ['a', 'b', 1])
        : pick(this.#random, edgeParts),
    );
  }

  #several<T>(max: number, one: () => T): readonly T[] {
    return Array.from({ length: Math.floor(this.#random.next() * (max + 1)) }, one);
  }

  #key(): KvKey {
    return pick(this.#random, this.#keys);
  }

  #anyKey(): KvKey {
    const draw = this.#random.next();
    if (draw < 0.02) return pick(this.#random, refusedKeys);
    return draw < 0.3 ? pick(this.#random, this.#counters) : this.#key();
  }

  #checks(): readonly Check[] {
    if (chance(this.#random, 0.6)) return [];
    return this.#several(3, () => ({
      key: chance(this.#random, 0.3) ? pick(this.#random, this.#counters) : this.#key(),
      stamp: this.#stamp(),
    }));
  }

  #stamp(): StampChoice {
    const draw = this.#random.next();
    if (draw < 0.7) return 'current';
    if (draw < 0.85) return 'absent';
    if (draw < 0.9) return 'never given';
    return { shownIndex: Math.floor(this.#random.next() * 1000) };
  }

  #mutations(): readonly Mutation[] {
    const few = this.#several(chance(this.#random, 0.1) ? 30 : 3, () => this.#mutation());
    return few.length === 0 && chance(this.#random, 0.9) ? [this.#mutation()] : few;
  }

  #mutation(): Mutation {
    const draw = this.#random.next();
    const key = this.#key();
    if (draw < 0.35) {
      return {
        type: 'set',
        key,
        value: this.#value(plainValues),
        isVersionstamped: false,
      };
    }
    if (draw < 0.4) {
      return { type: 'set', key: ['log', this.#small()], value: draw, isVersionstamped: true };
    }
    if (draw < 0.55) return { type: 'delete', key };
    const counter = chance(this.#random, 0.9) ? pick(this.#random, this.#counters) : key;
    const value = this.#value(counterValues);
    if (draw < 0.7) return { type: 'set', key: counter, value, isVersionstamped: false };
    if (draw < 0.9) return { type: 'sum', key: counter, value };
    const type = pick(this.#random, ['min', 'max'] as const);
    const isU64 = chance(this.#random, 0.8);
    return { type, key: counter, value: isU64 ? this.#value(u64Values) : value };
  }

  /** One mutation that no target takes; alone, since what stands beside a mutation that fails is a known difference. */
  #refusedCommit(): Step {
    const [key, value] = chance(this.#random, 0.5)
      ? [pick(this.#random, refusedKeys), 1]
      : [this.#key(), this.#value([...refusedValues, longestBytes])];
    const type = pick(this.#random, ['set', 'set', 'delete', 'sum'] as const);
    const mutation: Mutation =
      type === 'set'
        ? { type, key, value, isVersionstamped: false }
        : type === 'delete'
          ? { type, key }
          : { type, key, value };
    return { kind: 'commit', checks: [], mutations: [mutation] };
  }

  /** One of `values`, of which undefined may be one. */
  #value(values: readonly unknown[]): unknown {
    return values[Math.floor(this.#random.next() * values.length)];
  }

  #small(): number {
    return Math.floor(this.#random.next() * 3);
  }

  #list(): Step {
    const options: { -readonly [Name in keyof KvListOptions]: KvListOptions[Name] } = {};
    if (chance(this.#random, 0.5)) options.reverse = true;
    if (chance(this.#random, 0.5))
      options.limit = pick(this.#random, [1, 2, 3, 5, 5, 20, 20, 100, 100, 0]);
    if (chance(this.#random, 0.4)) options.batchSize = pick(this.#random, [1, 2, 3, 7, 500, 1001]);
    if (chance(this.#random, 0.1)) options.consistency = 'eventual';
    if (chance(this.#random, 0.05)) {
      options.cursor = pick(this.#random, ['', 'Jw', 'AmIA', 'Ib_wAAAAAAAA', '+++=', '_____w==']);
    }
    const leftAfter = chance(this.#random, 0.3)
      ? 1 + Math.floor(this.#random.next() * 8)
      : undefined;
    return { kind: 'list', selector: this.#selector(), options, leftAfter };
  }

  #selector(): KvListSelector {
    const key = this.#key();
    const prefix = pick(this.#random, [[], key.slice(0, 1), key.slice(0, 2), ['log'], ['counter']]);
    const under = (): KvKey =>
      chance(this.#random, 0.9) ? [...prefix, pick(this.#random, edgeParts)] : this.#key();
    const draw = this.#random.next();
    if (draw < 0.35) return { prefix };
    if (draw < 0.5) return { prefix, start: under() };
    if (draw < 0.65) return { prefix, end: under() };
    if (draw < 0.97) return { start: key, end: this.#key() };
    return { start: key } as unknown as KvListSelector;
  }
}
