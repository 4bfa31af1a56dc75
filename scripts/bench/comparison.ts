/** What is measured, what is to be reached, and the table of both. Pure. */
import type { LoadResult, WorkloadName } from '../../cmd/bench/index.ts';

export type Case = { readonly workload: WorkloadName; readonly concurrency: number };

export const cases: readonly Case[] = [
  ...[1, 64, 256].map((concurrency) => ({ workload: 'put', concurrency }) as const),
  ...[1, 64, 256].map((concurrency) => ({ workload: 'get', concurrency }) as const),
  { workload: 'get-eventual', concurrency: 64 },
  { workload: 'list', concurrency: 64 },
  { workload: 'mixed', concurrency: 64 },
  { workload: 'atomic', concurrency: 64 },
];

/** One run of one case on one cluster. */
export type Run = Case &
  LoadResult & {
    readonly cluster: 'etcd' | 'kvorum';
    /** User and system time of all three nodes per operation. */
    readonly serverCpuUs: number;
    readonly memoryMiB: number;
  };

const metrics = {
  perSecond: (run: Run): number => run.perSecond,
  p50Us: (run: Run): number => run.latency.p50Us,
  p99Us: (run: Run): number => run.latency.p99Us,
  serverCpuUs: (run: Run): number => run.serverCpuUs,
  generatorCpuUs: (run: Run): number => run.generatorCpuUs,
  memoryMiB: (run: Run): number => run.memoryMiB,
} as const;
type Metric = keyof typeof metrics;

type Target = Case & { readonly metric: Metric } & (
    | { readonly atLeast: number }
    | { readonly atMost: number }
  );

/** Ratios of Kvorum to etcd. */
const targets: readonly Target[] = [
  { workload: 'put', concurrency: 64, metric: 'perSecond', atLeast: 1 },
  { workload: 'put', concurrency: 64, metric: 'serverCpuUs', atMost: 1 },
  { workload: 'put', concurrency: 256, metric: 'perSecond', atLeast: 0.9 },
  { workload: 'put', concurrency: 1, metric: 'p50Us', atMost: 0.95 },
  { workload: 'get', concurrency: 1, metric: 'p50Us', atMost: 0.8 },
  { workload: 'get', concurrency: 64, metric: 'perSecond', atLeast: 0.7 },
  { workload: 'list', concurrency: 64, metric: 'perSecond', atLeast: 1.2 },
];

/** The middle value; of an even number the lower middle one. Undefined for none. */
function median(values: readonly number[]): number | undefined {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)];
}

/** The median of a metric over the rounds of a case on a cluster. */
function medianOf(
  runs: readonly Run[],
  which: Case & { cluster: Run['cluster']; metric: Metric },
): number | undefined {
  const matching = runs.filter(
    (run) =>
      run.cluster === which.cluster &&
      run.workload === which.workload &&
      run.concurrency === which.concurrency,
  );
  return median(matching.map(metrics[which.metric]));
}

type Verdict = { readonly target: Target; readonly ratio: number; readonly passed: boolean };

/** Every target of which both clusters were measured. */
function judge(runs: readonly Run[]): readonly Verdict[] {
  return targets.flatMap((target) => {
    const ours = medianOf(runs, { ...target, cluster: 'kvorum' });
    const theirs = medianOf(runs, { ...target, cluster: 'etcd' });
    if (ours === undefined || theirs === undefined) return [];
    // Nothing done is a miss whatever the metric.
    const ratio = ours === 0 || theirs === 0 ? Number.NaN : ours / theirs;
    const passed = 'atLeast' in target ? ratio >= target.atLeast : ratio <= target.atMost;
    return [{ target, ratio, passed }];
  });
}

/** The medians, then the ratios with their targets, as Markdown. */
export function formatComparison(runs: readonly Run[]): string {
  const rows = cases.flatMap((one) =>
    (['etcd', 'kvorum'] as const).flatMap((cluster) => {
      const cells = ([...metricNames] as const).map((metric) =>
        medianOf(runs, { ...one, cluster, metric }),
      );
      if (cells.every((cell) => cell === undefined)) return [];
      const errors = runs
        .filter(
          (run) =>
            run.cluster === cluster &&
            run.workload === one.workload &&
            run.concurrency === one.concurrency,
        )
        .flatMap((run) => Object.values(run.errors))
        .reduce((sum, count) => sum + count, 0);
      return [[cluster, one.workload, one.concurrency, ...cells, errors]];
    }),
  );
  const verdicts = judge(runs).map(({ target, ratio, passed }) => [
    `${target.workload}, ${target.concurrency} callers: ${target.metric}`,
    'atLeast' in target ? `≥ ${target.atLeast}` : `≤ ${target.atMost}`,
    ratio.toFixed(2),
    passed ? 'pass' : 'MISS',
  ]);
  const head = ['', 'workload', 'callers', '/s', 'p50 µs', 'p99 µs', 'server CPU µs/op'];
  const tables = [
    table([...head, 'generator CPU µs/op', 'MiB largest node', 'errors'], rows),
    ...(verdicts.length === 0 ? [] : [table(['ratio to etcd', 'target', 'seen', ''], verdicts)]),
  ];
  return tables.join('\n');
}

const metricNames = [
  'perSecond',
  'p50Us',
  'p99Us',
  'serverCpuUs',
  'generatorCpuUs',
  'memoryMiB',
] as const satisfies readonly Metric[];

function table(
  head: readonly string[],
  rows: readonly (readonly (string | number | undefined)[])[],
): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row) => row.map((cell) => cell ?? '–'))];
  return lines.map((line) => `| ${line.join(' | ')} |\n`).join('');
}
