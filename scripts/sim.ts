/**
 * Simulates whole clusters under faults, seed after seed, on two cores, and stops at the first violation, or with
 * --keep-going at the end, with all of them told.
 *
 *   npm run sim -- --seeds 10000 --first-seed 1
 *
 * Exit codes: 0 nothing was found, 2 wrong usage, 10 a violation, 1 anything else.
 */
import { execFileSync, fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { addFigures, describeFailure, describeFigures, noChoice, noFigures } from '../sim/index.ts';
import { secondsDefault, simulate } from '../sim/index.ts';
import type { RunFigures } from '../sim/index.ts';

const workersDefault = '2';
const progressMs = 5000;
/** Most of what a simulation allocates dies at once; a larger nursery saves a tenth of the time. */
const execArgv = ['--max-semi-space-size=64'];

type Slice = {
  readonly first: number;
  readonly end: number;
  readonly step: number;
  readonly seconds: number;
};

const usage =
  'usage: npm run sim -- [--seeds N] [--first-seed S] [--seconds N] [--workers N] [--keep-going]\n' +
  `Simulates N seeds (1000) from S (1), with N simulated seconds of faults each (${secondsDefault}), on N processes (${workersDefault}).`;

/** What a worker tells of each seed. */
type Told =
  | { readonly kind: 'passed'; readonly seed: number; readonly figures: RunFigures }
  | { readonly kind: 'failed'; readonly seed: number; readonly report: string };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '1000' },
      'first-seed': { type: 'string', default: '1' },
      seconds: { type: 'string', default: String(secondsDefault) },
      workers: { type: 'string', default: workersDefault },
      'keep-going': { type: 'boolean', default: false },
      worker: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    print(usage);
    return 0;
  }
  const [seeds, first, seconds, workers] = [
    Number(values.seeds),
    Number(values['first-seed']),
    Number(values.seconds),
    Number(values.workers),
  ];
  const areCounts = [seeds, first, workers].every(
    (value) => Number.isSafeInteger(value) && value > 0,
  );
  if (!areCounts || !(seconds > 0)) {
    print(usage);
    return 2;
  }
  if (values.worker) return await work({ first, end: first + seeds, step: workers, seconds });
  const isKeptGoing = values['keep-going'];
  return await new Soak({ first, end: first + seeds, seconds, workers, isKeptGoing }).run();
}

type SoakOptions = Omit<Slice, 'step'> & {
  readonly workers: number;
  /** Violations are told and counted, and end nothing. */
  readonly isKeptGoing: boolean;
};

/** Shares the seeds out among worker processes and gathers what they tell. */
class Soak {
  readonly #options: SoakOptions;
  readonly #startedAt = performance.now();
  #printedAt = 0;
  #passed = 0;
  #figures = noFigures;
  #failure: string | undefined;
  #failed = 0;
  #children: readonly ChildProcess[] = [];

  constructor(options: SoakOptions) {
    this.#options = options;
  }

  async run(): Promise<number> {
    const { first, end, seconds, workers } = this.#options;
    const ends: Promise<void>[] = [];
    this.#children = Array.from({ length: Math.min(workers, end - first) }, (_, position) => {
      const numbers = {
        'first-seed': first + position,
        seeds: end - first - position,
        seconds,
        workers,
      };
      const words = Object.entries(numbers).map(([name, value]) => `--${name}=${value}`);
      const child = fork(fileURLToPath(import.meta.url), ['--worker', ...words], { execArgv });
      child.on('message', (message) => this.#onTold(toldIn(message)));
      ends.push(
        new Promise((resolve) => {
          child.once('exit', (code, signal) => {
            if (code !== 0 && this.#failure === undefined) {
              this.#fail(`a worker ended with ${signal ?? code}`);
            }
            resolve();
          });
        }),
      );
      return child;
    });
    await Promise.all(ends);
    print(
      `${this.#passed} seeds passed in ${this.#seconds()} s. ${describeFigures(this.#figures)}`,
    );
    if (this.#failure !== undefined) print(this.#failure);
    else if (this.#failed > 0) print(`${this.#failed} seeds failed`);
    return this.#failure === undefined && this.#failed === 0 ? 0 : 10;
  }

  #onTold(told: Told): void {
    if (told.kind === 'failed') {
      this.#failed += 1;
      if (this.#options.isKeptGoing) print(told.report);
      else this.#fail(told.report);
      return;
    }
    this.#passed += 1;
    this.#figures = addFigures(this.#figures, told.figures);
    if (performance.now() - this.#printedAt < progressMs) return;
    this.#printedAt = performance.now();
    const { first, end } = this.#options;
    const failed = this.#failed === 0 ? '' : `, ${this.#failed} failed`;
    print(`${this.#passed} of ${end - first} seeds${failed}, ${this.#seconds()} s`);
  }

  #fail(report: string): void {
    this.#failure ??= report;
    for (const child of this.#children) child.kill();
  }

  #seconds(): string {
    return ((performance.now() - this.#startedAt) / 1000).toFixed(1);
  }
}

/** A worker says what it has to say in JSON. */
function toldIn(message: unknown): Told {
  const told: unknown = typeof message === 'string' ? JSON.parse(message) : undefined;
  if (typeof told !== 'object' || told === null || !('seed' in told)) {
    throw new Error('a worker speaks nonsense');
  }
  const seed = Number(told.seed);
  if ('report' in told) return { kind: 'failed', seed, report: String(told.report) };
  const found: ReadonlyMap<string, unknown> =
    'figures' in told && typeof told.figures === 'object'
      ? new Map(Object.entries(told.figures ?? {}))
      : new Map();
  const figure = (name: keyof RunFigures): number => Number(found.get(name) ?? 0);
  const figures = {
    simulatedMs: figure('simulatedMs'),
    events: figure('events'),
    strikes: figure('strikes'),
    elections: figure('elections'),
    crashes: figure('crashes'),
    snapshots: figure('snapshots'),
    membershipChanges: figure('membershipChanges'),
    transfers: figure('transfers'),
    committed: figure('committed'),
    judged: figure('judged'),
    entriesExpired: figure('entriesExpired'),
    sessionRetries: figure('sessionRetries'),
    sessionRepeats: figure('sessionRepeats'),
    sessionsExpired: figure('sessionsExpired'),
    statesWatched: figure('statesWatched'),
  };
  return { kind: 'passed', seed, figures };
}

/** A worker: runs every seed of its slice and tells of each. */
async function work({ first, end, step, seconds }: Slice): Promise<number> {
  for (let seed = first; seed < end; seed += step) {
    let told: Told;
    try {
      const result = await simulate({ seed, seconds, faults: noChoice });
      const { finding, figures } = result;
      told =
        finding === undefined
          ? { kind: 'passed', seed, figures }
          : { kind: 'failed', seed, report: describeFailure(result, findCommit()) };
    } catch (error) {
      const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
      told = { kind: 'failed', seed, report: `seed ${seed}: the simulator fails: ${reason}` };
    }
    process.send?.(JSON.stringify(told));
    // The message leaves only if the event loop turns.
    await turn();
  }
  process.disconnect();
  return 0;
}

function findCommit(): string | undefined {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}

process.exitCode = await main();
