/**
 * Which faults strike when. Strikes are numbered; each draws from a sequence of its own, so that leaving some out does
 * not change what the others do: that is what shrinking a failure relies on.
 */
import type { Cluster } from '../cluster.ts';
import { chance, exponential, pick, streamOf } from '../seeded-random.ts';
import { clockFaults, diskFaults } from './disk-faults.ts';
import type { FaultKind } from './fault.ts';
import { leaderFaults } from './leader-faults.ts';
import { networkFaults } from './network-faults.ts';
import { operatorFaults } from './operator-faults.ts';
import { processFaults } from './process-faults.ts';

export const faultKinds: readonly FaultKind[] = [
  ...networkFaults,
  ...processFaults,
  ...diskFaults,
  ...clockFaults,
  ...operatorFaults,
  ...leaderFaults,
];

export type FaultChoice = {
  /** Kinds that never strike, by name. */
  readonly without: ReadonlySet<string>;
  /** Strikes that are left out, by number. */
  readonly skip: ReadonlySet<number>;
};

/** Something that struck, for shrinking and for the trace. */
export type Strike = { readonly number: number; readonly kind: string };

export class FaultSchedule {
  readonly #seed: number;
  readonly #choice: FaultChoice;
  readonly #cluster: Cluster;
  readonly #meanMs: number;
  readonly #kinds: readonly FaultKind[];
  #count = 0;
  #isOver = false;
  readonly strikes: Strike[] = [];

  constructor(seed: number, choice: FaultChoice, cluster: Cluster) {
    this.#seed = seed;
    this.#choice = choice;
    this.#cluster = cluster;
    const random = streamOf(seed, 'fault plan');
    this.#meanMs = pick(random, [300, 800, 2000, 4000]);
    // All kinds at once hide what needs a quiet moment, so each run knows only some.
    const share = pick(random, [0.15, 0.4, 0.7]);
    const some = faultKinds.filter(() => chance(random, share));
    this.#kinds = some.length > 0 ? some : faultKinds;
  }

  /** Strikes from now on until `end`, which also takes away what is still to come of earlier strikes. */
  start(): void {
    const gap = streamOf(this.#seed, 'fault times');
    const next = (): void => {
      this.#cluster.scheduler.after(exponential(gap, this.#meanMs), () => {
        if (this.#isOver) return;
        this.#strike();
        next();
      });
    };
    next();
  }

  end(): void {
    this.#isOver = true;
  }

  #strike(): void {
    this.#count += 1;
    const number = this.#count;
    const random = streamOf(this.#seed, `strike ${number}`);
    const kind = this.#draw(random.next());
    const { without, skip } = this.#choice;
    if (without.has(kind.name) || skip.has(number)) return;
    const isOver = (): boolean => this.#isOver;
    const what = kind.strike({ cluster: this.#cluster, random, isOver });
    if (what === undefined) return;
    this.strikes.push({ number, kind: kind.name });
    this.#cluster.trace(undefined, () => `fault ${number}, ${kind.name}: ${what}`);
  }

  #draw(lot: number): FaultKind {
    const total = this.#kinds.reduce((sum, { weight }) => sum + weight, 0);
    let left = lot * total;
    for (const kind of this.#kinds) {
      left -= kind.weight;
      if (left < 0) return kind;
    }
    const [first] = this.#kinds;
    if (first === undefined) throw new Error('there are kinds of faults');
    return first;
  }
}
