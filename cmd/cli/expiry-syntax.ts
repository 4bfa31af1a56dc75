/** How people write when an entry may disappear: a span (`500ms`, `30s`, `10m`, `2h`, `7d`) or a time. */
import type { Command } from 'commander';
import type { Expiry } from '../../storage/index.ts';
import { UsageError } from './errors.ts';

const unitMs = { '': 1, ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** The two options as they were written. */
export type RawExpiry = {
  readonly expireIn?: string | undefined;
  readonly expireAt?: string | undefined;
};

/** Adds the options to `command`. */
export function expiring(command: Command): Command {
  return command
    .option('--expire-in <span>', 'it may disappear after this, such as 30s, 10m or 7d')
    .option('--expire-at <time>', 'it may disappear then, such as 2030-01-31T18:00:00Z');
}

/** Undefined for an entry that stays. Throws `UsageError`. `where` names the place, such as `--`. */
export function parseExpiry({ expireIn, expireAt }: RawExpiry, where: string): Expiry | undefined {
  const names = { in: nameOf('in', where), at: nameOf('at', where) };
  if (expireIn !== undefined && expireAt !== undefined) {
    throw new UsageError(`give either ${names.in} or ${names.at}`);
  }
  if (expireIn !== undefined) return { kind: 'in', ms: parseSpan(expireIn, names.in) };
  return expireAt === undefined ? undefined : { kind: 'at', ms: parseTime(expireAt, names.at) };
}

function nameOf(kind: 'in' | 'at', where: string): string {
  if (where === '--') return `--expire-${kind}`;
  return `${where}${kind === 'in' ? 'expireIn' : 'expireAt'}`;
}

function parseSpan(text: string, name: string): number {
  const match = /^(?<amount>\d{1,15}(?:\.\d{1,3})?)(?<unit>ms|s|m|h|d|)$/.exec(text.trim());
  const unit = Object.entries(unitMs).find(([each]) => each === match?.groups?.['unit']);
  const ms = Math.round(Number(match?.groups?.['amount']) * (unit?.[1] ?? Number.NaN));
  if (Number.isSafeInteger(ms)) return ms;
  throw new UsageError(`${name} ${text}: must be a span such as 500ms, 30s, 10m, 2h or 7d`);
}

function parseTime(text: string, name: string): number {
  const isIso = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = isIso ? Date.parse(text) : /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  // 0 would mean that the entry stays.
  if (Number.isSafeInteger(ms) && ms > 0) return ms;
  throw new UsageError(
    `${name} ${text}: must be a time such as 2030-01-31T18:00:00Z, or milliseconds since 1970`,
  );
}
