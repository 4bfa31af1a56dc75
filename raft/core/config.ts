/**
 * Every number of the protocol, with unit, default and reason. All members of a cluster must run with the
 * same `electionTimeoutMs`, because the lease of one is measured against the promises of the others (9.3).
 */

export type CoreConfig = {
  /**
   * E: the length of a vote promise and the shortest election timeout; deadlines are drawn from [E, 2E).
   * 500 ms: a lost leader is replaced within about a second, and a stall of the event loop of a few
   * hundred milliseconds does not depose a healthy one.
   */
  readonly electionTimeoutMs: number;
  /** H: how often a leader makes contact. 50 ms: ten contacts fit into E. */
  readonly heartbeatMs: number;
  /**
   * How long a new commit index waits for entries that carry it to the peers before it is sent by itself.
   * 5 ms: one caller's next write takes it along, which halves the messages of that load; a read on a
   * follower does not wait for it.
   */
  readonly commitNoticeMs: number;
  /** How long a quorum's answer to a round lets the leader serve reads alone. 0.9 E tolerates 5.2% drift. */
  readonly leaseMs: number;
  /** rho (T-5): how far any member's monotonic clock may run fast or slow. 0.05; real clocks stay below 0.001. */
  readonly clockDriftMax: number;
  /** False: every strong read confirms leadership by a round. For hosts that suspend or migrate (T-4). */
  readonly leaseEnabled: boolean;
  /**
   * A wall clock further from the median of the voters' than this is off: its node should not lead (N-2). 10 000 ms:
   * far more than a synchronized clock is ever off. From 1 000, above the error of the measurement, to a day.
   */
  readonly clockSkewMsMax: number;
  /** Two inputs further apart than this mean that this process did not run (T-6). 250 ms: half of E. */
  readonly pauseSuspectMs: number;
  /** Longest command. 1 MiB: a user's largest commit fits with room to spare. */
  readonly entryBytesMax: number;
  /** Bytes of entries in one append; one entry may exceed it (L-5). 512 KiB keeps messages below 2 MiB. */
  readonly appendBytesMax: number;
  /** Appends to one peer that may be unanswered. 256. */
  readonly inflightMessagesMax: number;
  /** Bytes of entries to one peer that may be unanswered. 8 MiB: a fast link stays busy. */
  readonly inflightBytesMax: number;
  /** Bytes of entries appended and not committed; beyond it proposals are refused. 64 MiB. */
  readonly uncommittedBytesMax: number;
  /** Bytes handed out for applying and not applied; the hand-out stops there. 64 MiB. */
  readonly applyAheadBytesMax: number;
  /** Bytes of entries handed out in one `Ready`. 4 MiB. */
  readonly applyBatchBytesMax: number;
  /** Committed and unapplied entries; beyond it a leader refuses proposals (K-5). 50 000. */
  readonly applyLagEntriesMax: number;
  /** Recent entries kept in memory for followers. 16 MiB: a peer that blinked catches up without the disk. */
  readonly windowBytesMax: number;
  /** A leader whose oldest write has been under way for so long hands over (10.2). E: as long as a lost leader. */
  readonly stallStepDownMs: number;
  /** True: a leader promotes learners that have caught up, one at a time (11.5). */
  readonly autoPromote: boolean;
  /** How far behind a learner may be when it is promoted. 1 000: less than a heartbeat's worth of a busy log. */
  readonly promoteLagEntriesMax: number;
  /** Reads that may wait for a round, or for the leader's answer. 4 096: one per turn of the driver. */
  readonly pendingReadsMax: number;
};

export const defaultCoreConfig: CoreConfig = {
  electionTimeoutMs: 500,
  heartbeatMs: 50,
  commitNoticeMs: 5,
  leaseMs: 450,
  clockDriftMax: 0.05,
  leaseEnabled: true,
  clockSkewMsMax: 10_000,
  pauseSuspectMs: 250,
  entryBytesMax: 1024 * 1024,
  appendBytesMax: 512 * 1024,
  inflightMessagesMax: 256,
  inflightBytesMax: 8 * 1024 * 1024,
  uncommittedBytesMax: 64 * 1024 * 1024,
  applyAheadBytesMax: 64 * 1024 * 1024,
  applyBatchBytesMax: 4 * 1024 * 1024,
  applyLagEntriesMax: 50_000,
  windowBytesMax: 16 * 1024 * 1024,
  stallStepDownMs: 500,
  autoPromote: true,
  promoteLagEntriesMax: 1000,
  pendingReadsMax: 4096,
};

/** The longest lease that ends before any promise of its round does, whatever the clocks do (9.3, step 3). */
function leaseMsMax(config: {
  readonly electionTimeoutMs: number;
  readonly clockDriftMax: number;
}): number {
  const { electionTimeoutMs, clockDriftMax } = config;
  return (electionTimeoutMs * (1 - clockDriftMax)) / (1 + clockDriftMax);
}

/** All that is wrong with `config`, one sentence each; empty when it can be used. */
export function validateCoreConfig(config: CoreConfig): readonly string[] {
  const problems: string[] = [];
  const demand = (holds: boolean, problem: string): void => {
    if (!holds) problems.push(problem);
  };
  const { clockDriftMax: drift, electionTimeoutMs, heartbeatMs, leaseMs } = config;
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'boolean') continue;
    demand(Number.isFinite(value) && value > 0, `${name} must be a positive number, not ${value}`);
    const isCounted =
      name.endsWith('BytesMax') ||
      name.endsWith('EntriesMax') ||
      name.endsWith('MessagesMax') ||
      name.endsWith('ReadsMax');
    demand(
      !isCounted || Number.isSafeInteger(value),
      `${name} must be a whole number, not ${value}`,
    );
  }
  demand(drift < 0.2, `clockDriftMax must be below 0.2, not ${drift}`);
  demand(
    electionTimeoutMs >= 5 * heartbeatMs,
    `electionTimeoutMs (${electionTimeoutMs}) must be at least five times heartbeatMs (${heartbeatMs})`,
  );
  demand(
    config.commitNoticeMs <= heartbeatMs,
    `commitNoticeMs (${config.commitNoticeMs}) must be at most heartbeatMs (${heartbeatMs})`,
  );
  demand(
    leaseMs <= leaseMsMax(config),
    `leaseMs (${leaseMs}) must be at most ${leaseMsMax(config)} for a clock drift of ${drift}`,
  );
  demand(
    config.clockSkewMsMax >= 1000 && config.clockSkewMsMax <= 24 * 60 * 60 * 1000,
    `clockSkewMsMax (${config.clockSkewMsMax}) must be from 1000 to 86400000`,
  );
  demand(
    config.pauseSuspectMs >= 2 * heartbeatMs,
    `pauseSuspectMs (${config.pauseSuspectMs}) must be at least twice heartbeatMs (${heartbeatMs})`,
  );
  demand(
    config.stallStepDownMs >= 2 * heartbeatMs,
    `stallStepDownMs (${config.stallStepDownMs}) must be at least twice heartbeatMs (${heartbeatMs})`,
  );
  demand(config.appendBytesMax <= 2 * 1024 * 1024, 'appendBytesMax must be at most 2 MiB');
  demand(config.entryBytesMax <= 2 * 1024 * 1024, 'entryBytesMax must be at most 2 MiB');
  demand(
    config.inflightBytesMax >= config.appendBytesMax,
    'inflightBytesMax must be at least appendBytesMax',
  );
  demand(
    config.uncommittedBytesMax >= 2 * config.entryBytesMax,
    'uncommittedBytesMax must be at least twice entryBytesMax',
  );
  return problems;
}
