/**
 * The circumstances of a run, drawn from its seed: how many nodes, how their clocks run, how large logs and checkpoints
 * grow, how much load there is, and which kinds of faults occur how often. Every seed gets other ones, since a run with all
 * faults at once hides what needs a quiet moment.
 */
import { defaultCoreConfig } from '../raft/index.ts';
import type { CompactionConfig, CoreConfig } from '../raft/index.ts';
import type { NodeProcessOptions } from './node/node-process.ts';
import { between, chance, pick, streamOf } from './seeded-random.ts';
import type { SessionWriterOptions } from './workload/session-writer.ts';

export type Plan = {
  /** Rate of each machine's monotonic clock, also of those that may join. */
  readonly clockRates: readonly number[];
  readonly founderCount: number;
  readonly node: NodeProcessOptions;
  readonly clientCount: number;
  readonly thinkMs: number;
  readonly keyCount: number;
  readonly valueBytes: number;
  /** For each client, the number of the session that it writes through, which others may share; undefined: none. */
  readonly sessionOfClient: readonly (number | undefined)[];
  readonly session: SessionWriterOptions;
};

/** Snapshots are needed whenever a node was away for a moment, or never. */
const often: CompactionConfig = {
  compactAfterEntries: 30,
  compactAfterBytes: 1024 * 1024,
  trailingEntries: 5,
  pinEntriesMax: 40,
  pinBytesMax: 8 * 1024 * 1024,
};
const soon: CompactionConfig = {
  ...often,
  compactAfterEntries: 4,
  trailingEntries: 1,
  pinEntriesMax: 3,
};
const seldom: CompactionConfig = { ...often, compactAfterEntries: 1_000_000 };

/**
 * One entry in an append, and few appends unanswered. With the usual bounds a run of this length never fills a window, and
 * entries of earlier terms always travel together with the first one of the leader's own.
 */
function narrow(messagesMax: number): CoreConfig {
  return { ...defaultCoreConfig, appendBytesMax: 1, inflightMessagesMax: messagesMax };
}

/** Machines that may join in one run. */
const newcomersMax = 6;

export function drawPlan(seed: number): Plan {
  const random = streamOf(seed, 'plan');
  const founderCount = pick(random, [3, 3, 3, 3, 5, 5, 1, 2, 4]);
  const { clockDriftMax } = defaultCoreConfig;
  const clocks = pick(random, ['true', 'extreme', 'any'] as const);
  const clockRates = Array.from({ length: founderCount + newcomersMax }, () => {
    const extreme = chance(random, 0.5) ? 1 - clockDriftMax : 1 + clockDriftMax;
    const any = between(random, 1 - clockDriftMax, 1 + clockDriftMax);
    return clocks === 'true' ? 1 : clocks === 'extreme' ? extreme : any;
  });
  const plan = {
    clockRates,
    founderCount,
    node: {
      core: pick(random, [defaultCoreConfig, defaultCoreConfig, narrow(1), narrow(3)]),
      compaction: pick(random, [often, soon, soon, soon, seldom]),
      segmentBytes: pick(random, [4, 16, 64]) * 1024,
      checkpointBytesMax: pick(random, [4, 64]) * 1024,
      checkpointIntervalMs: pick(random, [50, 300, 1000]),
      raftTravels: chance(random, 0.65) ? ('alone' as const) : ('on streams' as const),
      isEngineBarrierOn: true,
    },
    clientCount: pick(random, [2, 4, 6]),
    thinkMs: pick(random, [50, 150, 400]),
    keyCount: pick(random, [2, 4, 8]),
    valueBytes: pick(random, [8, 8, 200]),
  };
  const sessionShare = pick(random, [0, 0.5, 1]);
  const sessionCount = pick(random, [1, 2, 4]);
  return {
    ...plan,
    sessionOfClient: Array.from({ length: plan.clientCount }, (_, position) =>
      chance(random, sessionShare) ? position % sessionCount : undefined,
    ),
    session: {
      ttlMs: pick(random, [1000, 3000, 60_000]),
      repeatShare: pick(random, [0.1, 0.4]),
    },
  };
}
