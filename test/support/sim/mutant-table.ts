/** The table of planted faults in docs/testing.md: the script writes what it measured, and keeps the other rows. */

export type MutantRow = {
  readonly rule: string;
  /** Undefined if it was not found. */
  readonly seeds: number | undefined;
  readonly seedsMax: number;
  /** The rule whose violation was seen. */
  readonly foundAs: string;
};

const begin = '<!-- planted faults: npm run sim:mutants -- --write -->';
const end = '<!-- end of planted faults -->';

/**
 * `text` with the rows of `measured` in its table, in the order of `rules`. Rows of other rules stay, unless `rules`
 * does not have them any more. Throws if the marks are not there.
 */
export function withRows(
  text: string,
  rules: readonly string[],
  measured: readonly MutantRow[],
): string {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from)
    throw new Error(`the text has no table between "${begin}" and its end`);
  const rows = new Map<string, string>();
  for (const line of text.slice(from, to).split('\n')) {
    const rule = /^\| (.*?) \|/.exec(line)?.[1];
    if (rule !== undefined) rows.set(rule, line);
  }
  for (const row of measured) rows.set(row.rule, formatRow(row));
  const lines = rules.flatMap((rule) => rows.get(rule) ?? []);
  const table = ['| Fault | Seeds | Bound | Broken |', '| --- | --- | --- | --- |', ...lines];
  return `${text.slice(0, from)}${begin}\n\n${table.join('\n')}\n\n${text.slice(to)}`;
}

export function formatRow({ rule, seeds, seedsMax, foundAs }: MutantRow): string {
  return `| ${rule} | ${seeds ?? 'not found'} | ${seedsMax} | ${foundAs} |`;
}
