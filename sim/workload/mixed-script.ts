/**
 * What clients do: reads of one key, of several and of ranges, strong and eventual; plain sets and deletes; sets under
 * a check of what was read before; sums; transfers between accounts, which keep the total. Kinds are a list, so that
 * a new one is one more line.
 */
import type { Random } from '../../base/random.ts';
import type { AtomicWrite } from '../../rpc/index.ts';
import { encodeKey } from '../../storage/index.ts';
import type { Mutation } from '../../storage/index.ts';
import { markPrefix } from '../oracle/client-oracle.ts';
import { textOf, versionstampAt } from '../oracle/kv-model.ts';
import { chance, pick } from '../seeded-random.ts';
import { bytesOf } from './client.ts';
import type { Script } from './client.ts';
import type { Answer, Found, Operation } from './operation.ts';

/** What every account holds in the beginning, as soon as somebody has opened it. */
const openingBalance = 100;

/** Below and above the time between two heartbeats. */
const stalenessMs = [20, 100, 500, 2000];

type Kind = { readonly weight: number; readonly make: (client: number) => Operation };

export class MixedScript implements Script {
  readonly #random: Random;
  readonly #registers: readonly string[];
  readonly #counters: readonly string[];
  readonly #accounts: readonly string[];
  readonly #kinds: readonly Kind[];
  /** What each client has last read of a key. */
  readonly #lastSeen = new Map<string, Found>();
  /** The newest state that each client knows of. */
  readonly #newest = new Map<number, number>();
  #nextWrite = 1;

  constructor(random: Random, sizes: { readonly keyCount: number; readonly valueBytes: number }) {
    this.#random = random;
    this.#registers = names('r', sizes.keyCount);
    this.#counters = names('c', 2);
    this.#accounts = names('a', 3);
    const { valueBytes } = sizes;
    const consistency = (): 'strong' | 'eventual' => (chance(random, 0.75) ? 'strong' : 'eventual');
    this.#kinds = [
      { weight: 5, make: () => get([pick(random, this.#registers)], consistency()) },
      { weight: 2, make: () => get(this.#registers, consistency()) },
      { weight: 1, make: () => get(this.#counters, consistency()) },
      { weight: 3, make: () => get(this.#accounts, 'strong') },
      { weight: 2, make: () => this.#list(consistency()) },
      { weight: 2, make: (client) => this.#boundedGet(client) },
      { weight: 5, make: (client) => this.#set(client, valueBytes) },
      { weight: 1, make: (client) => this.#write(client, [], [remove(this.#register())]) },
      { weight: 3, make: (client) => this.#checkedSet(client, valueBytes) },
      { weight: 3, make: (client) => this.#sum(client) },
      { weight: 3, make: (client) => this.#transfer(client) },
    ];
  }

  /** Keys that are worth watching, all of them written by clients. */
  get watchable(): readonly string[] {
    return [...this.#registers, ...this.#counters, ...this.#accounts];
  }

  /** The keys whose values must always have the same sum, once all are there, and that sum. */
  get accounts(): { readonly keys: readonly string[]; readonly total: number } {
    return { keys: this.#accounts, total: openingBalance * this.#accounts.length };
  }

  next(client: number): Operation {
    const total = this.#kinds.reduce((sum, { weight }) => sum + weight, 0);
    let lot = this.#random.next() * total;
    for (const { weight, make } of this.#kinds) {
      lot -= weight;
      if (lot < 0) return make(client);
    }
    return get(this.#registers, 'strong');
  }

  onAnswer(client: number, _operation: Operation, answer: Answer): void {
    const newest = this.#newest.get(client) ?? 0;
    if (answer.kind === 'committed') this.#newest.set(client, Math.max(newest, answer.index));
    if (answer.kind !== 'read') return;
    this.#newest.set(client, Math.max(newest, answer.readAt ?? 0));
    // Eventual reads serve too: a check against a stale version must fail.
    for (const found of answer.entries) this.#lastSeen.set(`${client} ${found.key}`, found);
  }

  /** A write of one register, whatever else goes on. */
  plainWrite(client: number): Operation {
    return this.#set(client, 8);
  }

  readEverything(): Operation {
    return get([...this.#registers, ...this.#counters, ...this.#accounts], 'strong');
  }

  #register(): string {
    return pick(this.#random, this.#registers);
  }

  #list(consistency: 'strong' | 'eventual'): Operation {
    const limit = chance(this.#random, 0.5) ? 0 : 2;
    const reverse = chance(this.#random, 0.5);
    return { kind: 'list', prefix: keyOf('r'), consistency, reverse, limit };
  }

  #boundedGet(client: number): Operation {
    const atLeast = this.#newest.get(client) ?? 0;
    const isMonotonic = atLeast > 0 && chance(this.#random, 0.5);
    const bounds = isMonotonic ? { atLeast } : { maxStalenessMs: pick(this.#random, stalenessMs) };
    return { kind: 'get', keys: this.#registers, consistency: 'eventual', bounds };
  }

  #set(client: number, valueBytes: number): Operation {
    const text = `${this.#nextWrite}`.padEnd(valueBytes, '.');
    return this.#write(client, [], [set(this.#register(), text)]);
  }

  #checkedSet(client: number, valueBytes: number): Operation {
    const key = this.#register();
    const text = `${this.#nextWrite}`.padEnd(valueBytes, '.');
    return this.#write(client, [this.#checkOf(client, key)], [set(key, text)]);
  }

  #sum(client: number): Operation {
    const key = bytesOf(pick(this.#random, this.#counters));
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64LE(1n);
    const value = { encoding: 'le64', bytes } as const;
    const none = new Uint8Array();
    const sum = { kind: 'sum', key, value, min: none, max: none, clamp: false } as const;
    return this.#write(client, [], [sum]);
  }

  /** Moves money as seen, under checks of both accounts; what is not there yet is opened. */
  #transfer(client: number): Operation {
    const [source, target] = this.#twoAccounts();
    const amount = Math.floor(this.#random.next() * 10);
    const balance = (key: string): number =>
      Number(this.#lastSeen.get(`${client} ${key}`)?.value ?? openingBalance);
    return this.#write(
      client,
      [this.#checkOf(client, source), this.#checkOf(client, target)],
      [
        set(source, String(balance(source) - amount)),
        set(target, String(balance(target) + amount)),
      ],
    );
  }

  #twoAccounts(): readonly [string, string] {
    const source = pick(this.#random, this.#accounts);
    const others = this.#accounts.filter((key) => key !== source);
    return [source, pick(this.#random, others)];
  }

  #checkOf(client: number, key: string): AtomicWrite['checks'][number] {
    const index = this.#lastSeen.get(`${client} ${key}`)?.index;
    return {
      key: bytesOf(key),
      versionstamp: index === undefined ? undefined : versionstampAt(index),
    };
  }

  #write(client: number, checks: AtomicWrite['checks'], mutations: readonly Mutation[]): Operation {
    const id = this.#nextWrite;
    this.#nextWrite += 1;
    const mark = set(markPrefix + textOf(encodeKey([client])), String(id));
    return { kind: 'atomic', id, write: { checks, mutations: [mark, ...mutations] } };
  }
}

function get(keys: readonly string[], consistency: 'strong' | 'eventual'): Operation {
  return { kind: 'get', keys, consistency };
}

function set(key: string, text: string): Mutation {
  return { kind: 'set', key: bytesOf(key), value: { encoding: 'bytes', bytes: bytesOf(text) } };
}

function remove(key: string): Mutation {
  return { kind: 'delete', key: bytesOf(key) };
}

function names(prefix: string, count: number): readonly string[] {
  return Array.from({ length: count }, (_, position) =>
    textOf(encodeKey([prefix, String(position)])),
  );
}

function keyOf(prefix: string): string {
  return textOf(encodeKey([prefix]));
}
