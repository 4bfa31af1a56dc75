/** The options that every client command takes, checked. */
import { formatAddress, parseAddress } from '../address.ts';
import { parseDurationMs } from '../duration.ts';
import { consistencies } from './client-port.ts';
import type { Consistency } from './client-port.ts';
import { UsageError } from './errors.ts';

export const outputFormats = ['table', 'json', 'ndjson', 'raw'] as const;
type OutputFormat = (typeof outputFormats)[number];

export const defaultEndpoints = '127.0.0.1:4513,127.0.0.1:4523,127.0.0.1:4533';

export type GlobalOptions = {
  readonly endpoints: readonly string[];
  readonly format: OutputFormat;
  readonly timeoutMs: number;
  /** Nothing but data and errors. */
  readonly quiet: boolean;
  readonly color: boolean;
  readonly verbose: boolean;
  /** Holds the token of the caller. */
  readonly tokenFile: string | undefined;
  /** Name of the database; undefined: that of the token, else the default one. */
  readonly database: string | undefined;
};

/** What commander hands over, before it is checked. */
export type RawGlobalOptions = {
  readonly endpoint?: string;
  readonly output?: string;
  readonly timeout?: string;
  readonly quiet?: boolean;
  readonly color?: boolean;
  readonly verbose?: boolean;
  readonly tokenFile?: string;
  readonly db?: string;
};

/** Throws one `UsageError` that names every mistake. */
export function readGlobalOptions(
  raw: RawGlobalOptions,
  outside: {
    readonly environment: Readonly<Record<string, string | undefined>>;
    readonly stdoutIsTerminal: boolean;
  },
): GlobalOptions {
  const problems: string[] = [];
  const { environment } = outside;
  const endpointText = raw.endpoint ?? environment['KVORUM_ENDPOINT'] ?? defaultEndpoints;
  const endpoints: string[] = [];
  for (const item of endpointText.split(',')) {
    const address = parseAddress(item);
    if (address === undefined) problems.push(`--endpoint: "${item}" is not HOST:PORT`);
    else endpoints.push(formatAddress(address));
  }
  const format = outputFormats.find((candidate) => candidate === (raw.output ?? 'table'));
  if (format === undefined) {
    problems.push(`--output: "${raw.output}" is not one of ${outputFormats.join(', ')}`);
  }
  const timeoutMs = parseDurationMs(raw.timeout ?? '5s');
  if (timeoutMs === undefined || timeoutMs === 0) {
    problems.push(`--timeout: "${raw.timeout}" is not a duration such as 500ms or 5s`);
  }
  if (raw.db !== undefined && !/^[a-z0-9._-]{1,64}$/.test(raw.db)) {
    problems.push(`--db: "${raw.db}" is not the name of a database`);
  }
  if (problems.length > 0 || format === undefined || timeoutMs === undefined) {
    throw new UsageError(problems.join('; '));
  }
  return {
    endpoints,
    format,
    timeoutMs,
    quiet: raw.quiet ?? false,
    verbose: raw.verbose ?? false,
    tokenFile: raw.tokenFile,
    database: raw.db,
    color:
      (raw.color ?? true) && outside.stdoutIsTerminal && (environment['NO_COLOR'] ?? '') === '',
  };
}

export function parseConsistency(text: string): Consistency {
  const consistency = consistencies.find((candidate) => candidate === text);
  if (consistency !== undefined) return consistency;
  throw new UsageError(`--consistency ${text}: must be one of ${consistencies.join(', ')}`);
}
