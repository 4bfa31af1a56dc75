/**
 * Judges what one watch is told against the order of the log: each message is the state of its keys at the entry that it
 * names, those entries rise, each message tells something new, and in the end the last state has been told.
 */
import type { Findings } from '../world/findings.ts';
import type { KvModel, ModelValue } from './kv-model.ts';

/** What a watch is told: of its keys, in their order, as of the entry at `index`. */
export type ToldState = {
  readonly index: number;
  readonly entries: readonly {
    readonly value: ModelValue | undefined;
    /** Of the entry that wrote the value; undefined if there is none. */
    readonly index: number | undefined;
  }[];
};

export class WatchJudge {
  readonly #name: string;
  readonly #keys: readonly string[];
  readonly #model: KvModel;
  readonly #findings: Findings;
  #last: ToldState | undefined;
  /** Messages that were judged. */
  count = 0;

  constructor(
    watch: { readonly name: string; readonly keys: readonly string[] },
    deps: { readonly model: KvModel; readonly findings: Findings },
  ) {
    this.#name = watch.name;
    this.#keys = watch.keys;
    this.#model = deps.model;
    this.#findings = deps.findings;
  }

  /** The model must have got as far as any node. */
  onState(state: ToldState): void {
    this.count += 1;
    const { index } = state;
    const last = this.#last;
    this.#demand(index <= this.#model.lastIndex, () => `a state ${index} that no node has`);
    this.#demand(
      last === undefined || index > last.index,
      () => `the state ${index} after the state ${last?.index}`,
    );
    this.#compare(state, 'in the state', (key) => this.#model.at(key, index).version);
    this.#demand(
      last === undefined ||
        state.entries.some((entry, position) => entry.index !== last.entries[position]?.index),
      () => `the state ${index}, in which nothing is new`,
    );
    this.#last = state;
  }

  /** True if the last state has been told. */
  get isCurrent(): boolean {
    const last = this.#last;
    return (
      last !== undefined &&
      this.#keys.every((key, position) => {
        const { index, value } = this.#model.latest(key);
        return last.entries[position]?.index === (value === undefined ? undefined : index);
      })
    );
  }

  /** To be called when the watch has had the time to tell what was written last. */
  judgeEnd(): void {
    const last = this.#last;
    this.#demand(last !== undefined, () => 'nothing at all');
    if (last !== undefined) this.#compare(last, 'in the end', (key) => this.#model.latest(key));
  }

  #compare(
    { index, entries }: ToldState,
    when: string,
    versionOf: (key: string) => ReturnType<KvModel['latest']>,
  ): void {
    this.#demand(
      entries.length === this.#keys.length,
      () => `${entries.length} entries of ${this.#keys.length} keys`,
    );
    this.#keys.forEach((key, position) => {
      const told = entries[position];
      const right = versionOf(key);
      const version = right.value === undefined ? undefined : right.index;
      this.#demand(
        told?.index === version && told?.value === right.value,
        () =>
          `key ${position} of version ${told?.index} ${when} ${index}, where ${version} is right`,
      );
    });
  }

  #demand(holds: boolean, what: () => string): void {
    this.#findings.demand(holds, 'watch', () => `${this.#name} is told ${what()}`);
  }
}
