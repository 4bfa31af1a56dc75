/** What checkers found. The first finding ends the run: what follows it is its consequence. */

export type Finding = {
  /** The invariant or property, as in `I-6` or `liveness`; shrinking keeps it. */
  readonly rule: string;
  readonly sentence: string;
  /** Milliseconds since the run began. */
  readonly at: number;
};

export class Findings {
  readonly #now: () => number;
  first: Finding | undefined;

  constructor(now: () => number) {
    this.#now = now;
  }

  report(rule: string, sentence: string): void {
    this.first ??= { rule, sentence, at: this.#now() };
  }

  /** Reports unless `holds`. Never throws: it is called from within the code under test. */
  demand(holds: boolean, rule: string, sentence: () => string): void {
    if (!holds) this.report(rule, sentence());
  }
}
