/** What trials gave: a table, and a picture of every trial. Pure. */
import type { ClusterName } from './cluster.ts';

/** From the kill of the leader to the next acknowledged write. */
export type Trial = { readonly cluster: ClusterName; readonly outageMs: number };

const names: readonly ClusterName[] = ['etcd', 'kvorum'];
/** Of Kvorum's median to etcd's, and of its longest outage. */
const ratioMax = 0.7;
const longestMsMax = 1500;

/** Half of the values are not above it. */
function quantile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function outagesOf(trials: readonly Trial[], name: ClusterName): readonly number[] {
  return trials.flatMap(({ cluster, outageMs }) => (cluster === name ? [outageMs] : []));
}

/** Markdown. */
export function formatTrials(trials: readonly Trial[]): string {
  const rows = names.map((name) => {
    const outages = outagesOf(trials, name);
    const cells = [Math.min(...outages), quantile(outages, 0.5), quantile(outages, 0.9)];
    return [name, outages.length, ...[...cells, Math.max(...outages)].map(Math.round)];
  });
  const ours = outagesOf(trials, 'kvorum');
  const ratio = quantile(ours, 0.5) / quantile(outagesOf(trials, 'etcd'), 0.5);
  const longest = Math.max(...ours);
  const lines = [
    ['', 'trials', 'shortest ms', 'median ms', 'p90 ms', 'longest ms'],
    Array.from({ length: 6 }, () => '---'),
    ...rows,
  ];
  const table = lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
  return (
    `${table}\n` +
    `median, ratio to etcd: ${ratio.toFixed(2)} (target ≤ ${ratioMax}: ${ratio <= ratioMax ? 'pass' : 'MISS'})\n` +
    `longest of kvorum: ${Math.round(longest)} ms (target < ${longestMsMax}: ${longest < longestMsMax ? 'pass' : 'MISS'})\n`
  );
}

const width = 720;
const height = 230;
const left = 80;
const right = 20;
const laneTop = 60;
const laneHeight = 60;
const gridMs = 250;

/** A lane per database, a dot per trial, a line at each median. Needs nothing but itself. */
export function plotTrials(trials: readonly Trial[]): string {
  const longest = Math.max(...trials.map(({ outageMs }) => outageMs));
  const endMs = Math.ceil(longest / gridMs) * gridMs;
  const x = (ms: number): string => (left + (ms / endMs) * (width - left - right)).toFixed(1);
  const bottom = laneTop + names.length * laneHeight;
  const every = endMs > 10 * gridMs ? 2 * gridMs : gridMs;
  const ticks = Array.from({ length: Math.floor(endMs / every) + 1 }, (_, at) => at * every);
  const grid = ticks.flatMap((ms) => [
    `<line x1="${x(ms)}" y1="${laneTop - 10}" x2="${x(ms)}" y2="${bottom}" stroke="#ddd"/>`,
    `<text x="${x(ms)}" y="${bottom + 18}" text-anchor="middle">${ms}</text>`,
  ]);
  const lanes = names.flatMap((name, lane) => {
    const middle = laneTop + lane * laneHeight + laneHeight / 2;
    const outages = outagesOf(trials, name);
    const colour = name === 'kvorum' ? '#1f77b4' : '#ff7f0e';
    // Spread over the lane in the order of the trials, so that dots do not hide each other.
    const dots = outages.map((ms, at) => {
      const y = middle + ((at % 7) - 3) * 6;
      return `<circle cx="${x(ms)}" cy="${y}" r="3.5" fill="${colour}" fill-opacity="0.6"/>`;
    });
    const at = x(quantile(outages, 0.5));
    const median = `<line x1="${at}" y1="${middle - 26}" x2="${at}" y2="${middle + 26}" stroke="${colour}" stroke-width="2"/>`;
    return [`<text x="10" y="${middle + 4}">${name}</text>`, ...dots, median];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12">`,
    `<rect width="${width}" height="${height}" fill="white"/>`,
    '<text x="10" y="20" font-size="14">Leader killed: milliseconds to the next acknowledged write</text>',
    '<text x="10" y="38" fill="#666">one dot per trial, a line at the median</text>',
    ...grid,
    ...lanes,
    '</svg>',
    '',
  ].join('\n');
}
