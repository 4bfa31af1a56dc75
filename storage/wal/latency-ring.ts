/** The durations of the last writes, for a percentile that an operator can look at. */

const SAMPLES = 1024;

export class LatencyRing {
  readonly #samples = new Float64Array(SAMPLES);
  #count = 0;

  /** `durationMs` may have a fraction. */
  record(durationMs: number): void {
    this.#samples[this.#count % SAMPLES] = durationMs;
    this.#count += 1;
  }

  /** Microseconds that 99 of 100 recent samples did not exceed; 0 before the first. */
  get p99Us(): number {
    const sorted = this.#samples.slice(0, Math.min(this.#count, SAMPLES)).toSorted();
    const rank = Math.ceil(sorted.length * 0.99) - 1;
    return Math.round((sorted[Math.max(rank, 0)] ?? 0) * 1000);
  }
}
