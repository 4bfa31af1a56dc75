/** The options of a run as words, so that one line repeats a run exactly. */
import { faultKinds } from './faults/schedule.ts';
import type { FaultChoice } from './faults/schedule.ts';

/** How long the faults of a run last unless told otherwise, in simulated seconds. */
export const secondsDefault = 15;

export const noChoice: FaultChoice = { without: new Set(), skip: new Set() };

/** What decides a run. */
export type RunChoice = {
  readonly seed: number;
  readonly seconds: number;
  readonly faults: FaultChoice;
};

/** The command that repeats the run. */
export function replayLine({ seed, seconds, faults }: RunChoice): string {
  const { without, skip } = faults;
  const all = faultKinds.map(({ name }) => name);
  const left = all.filter((name) => !without.has(name));
  const kinds =
    without.size === 0 ? '' : ` --faults ${left.length === 0 ? 'none' : left.join(',')}`;
  const strikes = skip.size === 0 ? '' : ` --skip ${formatNumbers([...skip])}`;
  const length = seconds === secondsDefault ? '' : ` --seconds ${seconds}`;
  return `kvorum sim --seed ${seed}${length}${kinds}${strikes}`;
}

/** Kinds that may strike, as in `crash,drop`, or all but some, as in `-crash,-drop`; `all`, `none`. Throws RangeError. */
export function parseFaults(text: string): ReadonlySet<string> {
  const all = faultKinds.map(({ name }) => name);
  if (text === 'all') return new Set();
  if (text === 'none') return new Set(all);
  const words = text.split(',').map((word) => word.trim());
  const names = words.map((word) => word.replace(/^-/, ''));
  const unknown = names.find((name) => !all.includes(name));
  if (unknown !== undefined) {
    throw new RangeError(`no kind of fault is called "${unknown}"; there are ${all.join(', ')}`);
  }
  const isExclusion = words.every((word) => word.startsWith('-'));
  if (!isExclusion && words.some((word) => word.startsWith('-'))) {
    throw new RangeError('name the kinds that may strike, or with - those that may not, not both');
  }
  return new Set(isExclusion ? names : all.filter((name) => !names.includes(name)));
}

/** Numbers and ranges, as in `1,4-9`. Throws RangeError. */
export function parseNumbers(text: string): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (const word of text.split(',')) {
    const [, first = '', last = first] = /^(\d+)(?:-(\d+))?$/.exec(word.trim()) ?? [];
    const [from, to] = [Number(first), Number(last)];
    if (first === '' || from > to || to - from > numbersMax) {
      throw new RangeError(`"${word}" is no number and no range such as 4-9`);
    }
    for (let number = from; number <= to; number += 1) numbers.add(number);
  }
  return numbers;
}

/** Far more strikes than a run has. */
const numbersMax = 1_000_000;

function formatNumbers(numbers: readonly number[]): string {
  const sorted = numbers.toSorted((a, b) => a - b);
  const parts: string[] = [];
  for (let at = 0; at < sorted.length;) {
    let end = at;
    while ((sorted[end + 1] ?? NaN) === (sorted[end] ?? NaN) + 1) end += 1;
    parts.push(end === at ? `${sorted[at]}` : `${sorted[at]}-${sorted[end]}`);
    at = end + 1;
  }
  return parts.join();
}
