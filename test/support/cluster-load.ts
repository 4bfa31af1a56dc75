/**
 * Concurrent clients that get, list, set, delete, sum and check over gRPC, through every node, several keys at a time, and
 * record what they did.
 *
 * Each write also sets the mark of its client to a value that is written once: so the keys of a load hang together, and the
 * verdict on the order of its commits is exact.
 *
 * Bound: a client waits for each answer and then a moment, so a load has at most some thousands of operations a second.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Random } from '../../base/random.ts';
import type { Check, Entry, Mutation } from '../../sim/linearizability/history.ts';
import { ClusterHistory } from './cluster-history.ts';
import type { Caller, Range } from './cluster-history.ts';
import { waitFor } from './cluster-process.ts';
import type { TestNode } from './cluster-process.ts';
import { pick, seededRandom } from './seeded-random.ts';

/** Between two operations of a client: nodes and clients share the cores. */
const pacingMs = 3;
const registers = ['r0', 'r1', 'r2', 'r3'] as const;
const counters = ['c0', 'c1'] as const;
const listLimitMax = 6;
/** The client that reads everything when the others have ended. */
const auditor = 1000;

export type LoadOptions = {
  readonly nodes: readonly TestNode[];
  /** At most 999. */
  readonly clients: number;
  /** A text that no other load on the cluster begins its keys with. */
  readonly space: string;
  readonly seed: number;
};

/** Clients that run until they are stopped. */
export class RecordedLoad {
  readonly #options: LoadOptions;
  readonly #keys: {
    readonly registers: readonly string[];
    readonly counters: readonly string[];
    readonly all: readonly string[];
    readonly range: { readonly start: string; readonly end: string };
  };
  readonly #running: Promise<void>[];
  readonly history = new ClusterHistory();
  #stopping = false;
  #nextValue = 1;

  constructor(options: LoadOptions) {
    this.#options = options;
    const { space, clients } = options;
    const inSpace = (name: string): string => `${space}/${name}`;
    const marks = Array.from({ length: clients }, (_, client) => `m${client}`);
    this.#keys = {
      registers: registers.map(inSpace),
      counters: counters.map(inSpace),
      all: [...counters, ...marks, ...registers].map(inSpace),
      // The character after the slash.
      range: { start: inSpace(''), end: `${space}0` },
    };
    this.#running = Array.from(
      { length: clients },
      async (_, client) => await this.#run(client, seededRandom(options.seed * 1000 + client)),
    );
  }

  /** Settles when every client has ended its last call. */
  async stop(): Promise<void> {
    this.#stopping = true;
    await Promise.all(this.#running);
  }

  /** When the first write that was called after `time` was acknowledged; undefined if none was yet. */
  acknowledgedAfter(time: number): number | undefined {
    const times = this.history.operations.flatMap(({ invokedAt, outcome }) =>
      invokedAt >= time && outcome.kind === 'committed' ? outcome.completedAt : [],
    );
    return times.length === 0 ? undefined : Math.min(...times);
  }

  /**
   * Gets and lists all keys through every running node, as further operations of the history. Throws if a node does not
   * answer in time: without these reads a lost write could be missed. One that was restarted is asked until the
   * connection to it is there again.
   */
  async readAll(): Promise<void> {
    const range = { ...this.#keys.range, reverse: false };
    for (const { name, client: via } of this.#options.nodes.filter(({ isRunning }) => isRunning)) {
      const caller = { client: auditor, via };
      const keys = this.#keys.all;
      await waitFor(`a get from ${name}`, async () => await this.history.get(caller, keys));
      await waitFor(`a list from ${name}`, async () => await this.history.list(caller, range));
    }
  }

  async #run(client: number, random: Random): Promise<void> {
    while (!this.#stopping) {
      const caller = { client, via: pick(random, this.#options.nodes).client };
      const choice = random.next();
      if (choice < 0.2) await this.#set(caller, random);
      else if (choice < 0.25) await this.#delete(caller, random);
      else if (choice < 0.4) await this.#sum(caller, random);
      else if (choice < 0.6) await this.#replaceTwo(caller, random);
      else if (choice < 0.8) await this.#get(caller, random);
      else await this.#list(caller, random);
      await pause(pacingMs);
    }
  }

  /** Sets one register, or two at once. */
  async #set(caller: Caller, random: Random): Promise<void> {
    const [first, second] = pickTwo(random, this.#keys.registers);
    const keys = random.next() < 0.5 ? [first] : [first, second];
    const mutations = keys.map((key) => this.#setFresh(key));
    await this.#write(caller, [], mutations);
  }

  async #delete(caller: Caller, random: Random): Promise<void> {
    await this.#write(caller, [], [{ kind: 'delete', key: pick(random, this.#keys.registers) }]);
  }

  /** Adds to both counters, or to one and sets a register. */
  async #sum(caller: Caller, random: Random): Promise<void> {
    const [first, second] = pickTwo(random, this.#keys.counters);
    const other: Mutation =
      random.next() < 0.5
        ? { kind: 'sum', key: second, operand: 2 }
        : this.#setFresh(pick(random, this.#keys.registers));
    await this.#write(caller, [], [{ kind: 'sum', key: first, operand: 1 }, other]);
  }

  /** Reads two registers, and writes to both and to a counter if they are still the same. */
  async #replaceTwo(caller: Caller, random: Random): Promise<void> {
    const keys = pickTwo(random, this.#keys.registers);
    const entries = await this.history.get(caller, keys);
    if (entries === undefined) return;
    const counter = pick(random, this.#keys.counters);
    await this.#write(
      caller,
      keys.map((key) => checkFor(key, entries)),
      [...keys.map((key) => this.#setFresh(key)), { kind: 'sum', key: counter, operand: 1 }],
    );
  }

  async #get(caller: Caller, random: Random): Promise<void> {
    const keys = this.#keys.all.filter(() => random.next() < 0.4);
    await this.history.get(caller, keys.length === 0 ? this.#keys.all : keys);
  }

  async #list(caller: Caller, random: Random): Promise<void> {
    const range: Range = { ...this.#keys.range, reverse: random.next() < 0.5 };
    const limit = 1 + Math.floor(random.next() * listLimitMax);
    await this.history.list(caller, random.next() < 0.5 ? range : { ...range, limit });
  }

  async #write(
    caller: Caller,
    checks: readonly Check[],
    mutations: readonly Mutation[],
  ): Promise<void> {
    const mark = this.#setFresh(`${this.#options.space}/m${caller.client}`);
    await this.history.atomic(caller, { checks, mutations: [...mutations, mark] });
  }

  #setFresh(key: string): Mutation {
    return { kind: 'set', key, value: `v${this.#nextValue++}` };
  }
}

function pickTwo(random: Random, keys: readonly string[]): readonly [string, string] {
  const first = pick(random, keys);
  return [
    first,
    pick(
      random,
      keys.filter((key) => key !== first),
    ),
  ];
}

/** That `key` is still as it was read. */
function checkFor(key: string, entries: readonly Entry[]): Check {
  const versionstamp = entries.find((entry) => entry.key === key)?.versionstamp;
  return versionstamp === undefined ? { key } : { key, versionstamp };
}
