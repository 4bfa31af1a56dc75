/** Durations as people write them: `500ms`, `5s`, `2m`, or a bare number of milliseconds. */
const unitMs = { '': 1, ms: 1, s: 1_000, m: 60_000 };

/** Whole milliseconds in `text`, or undefined. At most a day. */
export function parseDurationMs(text: string): number | undefined {
  const match = /^(?<amount>\d{1,9}(?:\.\d{1,3})?)(?<unit>ms|s|m|)$/.exec(text.trim());
  const unit = match?.groups?.['unit'];
  if (unit !== '' && unit !== 'ms' && unit !== 's' && unit !== 'm') return undefined;
  const ms = Math.round(Number(match?.groups?.['amount']) * unitMs[unit]);
  return ms <= 86_400_000 ? ms : undefined;
}
