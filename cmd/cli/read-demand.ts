/** The options by which a command says what its read must reflect: consistency and bounds. */
import { Option } from 'commander';
import type { Command } from 'commander';
import { parseDurationMs } from '../duration.ts';
import type { ReadDemand } from './client-port.ts';
import { UsageError } from './errors.ts';
import { parseConsistency } from './global-options.ts';

/** The options as they were written. */
export type RawReadDemand = {
  readonly consistency?: string;
  readonly maxStaleness?: string;
  readonly atLeast?: string;
};

/** Adds the options to `command`. */
export function demanding(command: Command): Command {
  return command
    .addOption(new Option('--consistency <level>', 'strong (the default) or eventual'))
    .option('--max-staleness <age>', 'eventual, but not older than this, such as 500ms')
    .option('--at-least <versionstamp>', 'eventual, but with the commit of this versionstamp');
}

/** A bound by itself means an eventual read: a strong one reflects everything. Throws `UsageError`. */
export function parseReadDemand(raw: RawReadDemand): ReadDemand {
  const maxStalenessMs = parseAge(raw.maxStaleness);
  const atLeastVersionstamp = parseVersionstamp(raw.atLeast);
  const isBounded = maxStalenessMs !== undefined || atLeastVersionstamp !== undefined;
  const consistency = parseConsistency(raw.consistency ?? (isBounded ? 'eventual' : 'strong'));
  if (isBounded && consistency === 'strong') {
    throw new UsageError(
      'a strong read reflects everything: leave out --max-staleness and --at-least, or --consistency strong',
    );
  }
  return {
    consistency,
    ...(maxStalenessMs !== undefined && { maxStalenessMs }),
    ...(atLeastVersionstamp !== undefined && { atLeastVersionstamp }),
  };
}

function parseAge(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const ms = parseDurationMs(text);
  if (ms !== undefined) return ms;
  throw new UsageError(`--max-staleness ${text}: must be a duration such as 500ms or 5s`);
}

function parseVersionstamp(text: string | undefined): Uint8Array | undefined {
  if (text === undefined) return undefined;
  if (/^[0-9a-f]{20}$/i.test(text)) return Buffer.from(text, 'hex');
  throw new UsageError(`--at-least ${text}: must be a versionstamp (20 hex digits)`);
}
