/**
 * Plants every known fault into a copy of the build, one at a time, and counts the seeds that the simulator needs to find
 * it. Prints what it finds; with --write, docs/testing.md gets the figures.
 *
 *   npm run sim:mutants -- --only K-1
 *
 * Exit codes: 0 every fault was found within its bound, 2 wrong usage, 10 one was not, 1 anything else, 130 and 143 when
 * interrupted. Copies are removed in every case.
 */
import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setImmediate as turn } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { noChoice, secondsDefault } from '../sim/index.ts';
import { formatRow, withRows } from '../test/support/sim/mutant-table.ts';
import type { MutantRow } from '../test/support/sim/mutant-table.ts';
import { simMutants } from '../test/support/sim/mutants.ts';
import { loadSimMutant } from '../test/support/sim/planting.ts';
import type { SimMutant } from '../test/support/sim/planting.ts';

const root = join(import.meta.dirname, '..');
const workersDefault = '2';
const progressMs = 10_000;

const usage =
  'usage: npm run sim:mutants -- [--only TEXT] [--seeds N] [--workers N] [--write]\n' +
  'Searches for each planted fault whose name contains TEXT, with at most N seeds (by default the bound of each),\n' +
  `on N processes (${workersDefault}). --write puts the figures into the table in docs/testing.md.`;

/** What a worker tells when it is done with a mutant. */
type Found = { readonly seeds: number; readonly foundAs: string; readonly sentence: string };

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', default: '' },
      seeds: { type: 'string' },
      workers: { type: 'string', default: workersDefault },
      write: { type: 'boolean', default: false },
      worker: { type: 'string' },
      mutant: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const seeds = values.seeds === undefined ? undefined : Number(values.seeds);
  const workers = Number(values.workers);
  const areCounts = [seeds ?? 1, workers].every((it) => Number.isSafeInteger(it) && it > 0);
  if (!areCounts || values.help) {
    print(usage);
    return values.help ? 0 : 2;
  }
  if (values.worker !== undefined) {
    return await work(simMutants[Number(values.mutant)], seeds, values.worker);
  }
  const chosen = simMutants.filter(({ rule }) => rule.includes(values.only));
  const folder = mkdtempSync(join(root, 'mutants-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  const rows = await new Search({ chosen, seeds, workers, folder }).run();
  if (values.write) writeTable(rows);
  return rows.every((row) => row.seeds !== undefined && row.seeds <= row.seedsMax) ? 0 : 10;
}

/** Shares the mutants out among processes: each lives for one mutant, whose code it loads. */
class Search {
  readonly #options: {
    readonly chosen: readonly SimMutant[];
    readonly seeds: number | undefined;
    readonly workers: number;
    readonly folder: string;
  };
  readonly #startedAt = performance.now();
  readonly #children = new Set<ChildProcess>();
  readonly #rows: MutantRow[] = [];
  #next = 0;

  constructor(options: {
    readonly chosen: readonly SimMutant[];
    readonly seeds: number | undefined;
    readonly workers: number;
    readonly folder: string;
  }) {
    this.#options = options;
  }

  async run(): Promise<readonly MutantRow[]> {
    let interrupted: number | undefined;
    for (const [signal, code] of [['SIGINT', 130] as const, ['SIGTERM', 143] as const]) {
      process.once(signal, () => {
        interrupted = code;
        for (const child of this.#children) child.kill();
      });
    }
    const progress = setInterval(() => {
      const { length } = this.#options.chosen;
      const seconds = ((performance.now() - this.#startedAt) / 1000).toFixed(0);
      print(`${this.#rows.length} of ${length} faults, ${seconds} s`);
    }, progressMs);
    const lanes = Array.from({ length: this.#options.workers }, async () => await this.#lane());
    // Copies are removed when nobody writes them any more.
    const ends = await Promise.allSettled(lanes);
    clearInterval(progress);
    if (interrupted !== undefined) process.exit(interrupted);
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
    return this.#rows;
  }

  async #lane(): Promise<void> {
    for (;;) {
      const mutant = this.#options.chosen[this.#next];
      if (mutant === undefined) return;
      this.#next += 1;
      const found = await this.#search(mutant);
      const { rule, seedsMax } = mutant;
      const row = { rule, seedsMax, seeds: found?.seeds, foundAs: found?.foundAs ?? '' };
      this.#rows.push(row);
      print(`${formatRow(row)} ${found?.sentence ?? ''}`);
    }
  }

  async #search(mutant: SimMutant): Promise<Found | undefined> {
    const { folder, seeds } = this.#options;
    const number = simMutants.indexOf(mutant);
    const copy = join(folder, String(number));
    const words = [`--worker=${copy}`, `--mutant=${number}`];
    if (seeds !== undefined) words.push(`--seeds=${seeds}`);
    const child = fork(fileURLToPath(import.meta.url), words);
    this.#children.add(child);
    let found: Found | undefined;
    child.on('message', (message) => {
      found = foundIn(message);
    });
    const ended = await new Promise((resolve) => {
      child.once('exit', (code, signal) => resolve(signal ?? code));
    });
    this.#children.delete(child);
    rmSync(copy, { recursive: true, force: true });
    if (ended !== 0) {
      this.#next = this.#options.chosen.length;
      throw new Error(`the search for "${mutant.rule}" ended with ${String(ended)}`);
    }
    return found;
  }
}

/** A worker: runs seeds until one finds the fault, and tells of it. */
async function work(
  mutant: SimMutant | undefined,
  seeds: number | undefined,
  folder: string,
): Promise<number> {
  if (mutant === undefined) return 2;
  const simulate = await loadSimMutant(mutant, { root, folder });
  const count = seeds ?? mutant.seedsMax;
  for (let seed = 1; seed <= count; seed += 1) {
    const { finding } = await simulate({ seed, seconds: secondsDefault, faults: noChoice });
    if (finding !== undefined) {
      const { rule, sentence } = finding;
      process.send?.(JSON.stringify({ seeds: seed, foundAs: rule, sentence } satisfies Found));
      break;
    }
    // Signals arrive only if the event loop turns.
    await turn();
  }
  process.disconnect();
  return 0;
}

function foundIn(message: unknown): Found {
  const found: unknown = typeof message === 'string' ? JSON.parse(message) : undefined;
  if (typeof found !== 'object' || found === null || !('seeds' in found)) {
    throw new Error('a worker speaks nonsense');
  }
  const words = new Map<string, unknown>(Object.entries(found));
  return {
    seeds: Number(found.seeds),
    foundAs: String(words.get('foundAs')),
    sentence: String(words.get('sentence')),
  };
}

/** Into the sources: the build is one folder below them. */
function writeTable(rows: readonly MutantRow[]): void {
  const path = join(root, '../docs/testing.md');
  const rules = simMutants.map(({ rule }) => rule);
  writeFileSync(path, withRows(readFileSync(path, 'utf8'), rules, rows));
  print('docs/testing.md has the figures');
}

process.exitCode = await main();
