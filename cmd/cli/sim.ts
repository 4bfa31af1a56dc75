/** The `sim` command: one simulated run of a whole cluster under faults, which its seed decides. */
import {
  describeFailure,
  describeFigures,
  parseFaults,
  parseNumbers,
  shrink,
  simulate,
} from '../../sim/index.ts';
import type { RunChoice } from '../../sim/index.ts';
import { exitCodes } from '../exit-codes.ts';
import type { ExitCode } from '../exit-codes.ts';
import type { CommandIo } from './command-io.ts';
import { UsageError } from './errors.ts';
import type { RawSimOptions } from './sim-options.ts';

const seedMax = 2 ** 31;
const secondsMax = 3600;

/** Runs, prints what was found, and makes it smaller if that is wanted. */
export async function runSim(
  raw: RawSimOptions,
  { io }: { readonly io: CommandIo },
): Promise<ExitCode> {
  const choice = readSimOptions(raw);
  const lines: string[] = [];
  const onTraceLine = (line: string): void => void lines.push(line);
  let result = await simulate({ ...choice, ...(raw.trace === true && { onTraceLine }) });
  if (lines.length > 0) await io.writeOut(`${lines.join('\n')}\n`);
  if (result.finding === undefined) {
    await io.writeOut(
      `seed ${choice.seed}: nothing was found. ${describeFigures(result.figures)}\n`,
    );
    return exitCodes.done;
  }
  if (raw.shrink === true) result = await shrink(result, simulate);
  await io.writeOut(`${describeFailure(result, undefined)}\n`);
  return exitCodes.violation;
}

/** Throws one `UsageError` that names every mistake. */
function readSimOptions(raw: RawSimOptions): RunChoice {
  const problems: string[] = [];
  const attempt = <T>(flag: string, read: () => T, fallback: T): T => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      problems.push(`--${flag}: ${error.message}`);
      return fallback;
    }
  };
  const none: ReadonlySet<never> = new Set();
  const choice = {
    seed: attempt('seed', () => readNumber(raw.seed, { max: seedMax, isWhole: true }), 0),
    seconds: attempt('seconds', () => readNumber(raw.seconds, { max: secondsMax }), 0),
    faults: {
      without: attempt('faults', () => parseFaults(raw.faults), none),
      skip: attempt('skip', () => (raw.skip === undefined ? none : parseNumbers(raw.skip)), none),
    },
  };
  if (problems.length > 0) throw new UsageError(problems.join('\n'));
  return choice;
}

function readNumber(
  text: string,
  range: { readonly max: number; readonly isWhole?: boolean },
): number {
  const pattern = range.isWhole === true ? /^\d{1,10}$/ : /^\d{1,4}(?:\.\d+)?$/;
  const value = pattern.test(text) ? Number(text) : Number.NaN;
  if (value >= 0 && value <= range.max) return value;
  throw new RangeError(`"${text}" is not a number from 0 to ${range.max}`);
}
