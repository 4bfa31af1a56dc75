/**
 * What happened, as lines for people: time, machine, event. Texts are made only if somebody reads them: a run that is
 * not traced keeps the last events unmade, for the report of a failure.
 */

/** Events that a report shows. */
const keptMax = 60;

type Line = { readonly at: number; readonly where: string; readonly text: () => string };

export class Trace {
  readonly #write: ((line: string) => void) | undefined;
  readonly #kept: (Line | undefined)[] = [];
  #next = 0;

  /** With `write`, every line goes there at once. */
  constructor(write?: (line: string) => void) {
    this.#write = write;
  }

  /** `text` may be called later, so it must speak of values that do not change any more. */
  add(at: number, where: string, text: () => string): void {
    const line = { at, where, text };
    this.#write?.(format(line));
    this.#kept[this.#next % keptMax] = line;
    this.#next += 1;
  }

  /** The latest lines, oldest first. */
  last(): readonly string[] {
    const start = Math.max(0, this.#next - keptMax);
    return Array.from({ length: this.#next - start }, (_, position) => {
      const line = this.#kept[(start + position) % keptMax];
      return line === undefined ? '' : format(line);
    });
  }
}

function format({ at, where, text }: Line): string {
  return `${(at / 1000).toFixed(6).padStart(12)}  ${where.padEnd(4)}  ${text()}`;
}
