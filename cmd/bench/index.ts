/** The load generator's parts that also measure other databases. */
export { kvorumDialect } from './kvorum-dialect.ts';
export { runLoad, type LoadResult } from './load-run.ts';
export {
  encodeBenchKey,
  fillBatch,
  listEntries,
  startFill,
  startWorkload,
  Template,
  workloadNames,
  type Dialect,
  type LoadShape,
  type Operation,
  type WorkloadName,
} from './workload.ts';
