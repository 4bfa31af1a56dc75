/** The options of `sim`, apart from what runs it, so that other commands need not load the simulator. */
import type { Command } from 'commander';

/** What commander hands over, before it is checked. */
export type RawSimOptions = {
  readonly seed: string;
  readonly seconds: string;
  readonly faults: string;
  readonly skip?: string;
  readonly trace?: boolean;
  readonly shrink?: boolean;
};

export function declareSim(command: Command): Command {
  return command
    .description('run a simulated cluster under faults and check all that it does')
    .option('--seed <n>', 'decides everything', '1')
    .option('--seconds <n>', 'simulated time with faults', '15')
    .option('--faults <kinds>', 'all, none, crash,drop or -crash,-drop', 'all')
    .option('--skip <numbers>', 'faults to leave out, such as 3,7-12')
    .option('--trace', 'show every event')
    .option('--shrink', 'look for a smaller run that fails in the same way');
}
