/** The request header `grpc-timeout`: at most eight digits and a unit. */

const unitMs: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** Milliseconds; undefined if there is no such header. */
export function parseGrpcTimeout(text: string | undefined): number | 'malformed' | undefined {
  if (text === undefined) return undefined;
  const unit = unitMs[text.at(-1) ?? ''];
  const digits = text.slice(0, -1);
  if (unit === undefined || !/^\d{1,8}$/.test(digits)) return 'malformed';
  return Number(digits) * unit;
}
