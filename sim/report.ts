/** What a run has found, as text for people: what is violated, the last events, and the line that repeats it. */
import { replayLine } from './options.ts';
import type { RunFigures, RunResult } from './run.ts';

/** Several lines. `commit` says which source was run, if that is known. */
export function describeFailure(result: RunResult, commit: string | undefined): string {
  const { finding, options, lastLines } = result;
  if (finding === undefined) return `seed ${options.seed}: nothing was found`;
  const source = commit === undefined ? '' : `, commit ${commit}`;
  return [
    `seed ${options.seed}${source}: ${finding.rule} is violated after ${seconds(finding.at)} s`,
    `  ${finding.sentence}`,
    '',
    'The last events (seconds, node, event):',
    ...lastLines,
    '',
    `Again: ${replayLine(options)}`,
  ].join('\n');
}

/** One line. */
export function describeFigures(figures: RunFigures): string {
  const { simulatedMs, events, elections, crashes, strikes, snapshots, committed, judged } =
    figures;
  const {
    membershipChanges,
    transfers,
    sessionRetries,
    sessionRepeats,
    sessionsExpired,
    statesWatched,
  } = figures;
  return (
    `${hours(simulatedMs)} simulated, ${events} events, ${strikes} faults, ${crashes} crashes, ` +
    `${elections} elections, ${transfers} transfers, ${membershipChanges} membership changes, ` +
    `${snapshots} snapshots installed, ${committed} entries committed, ` +
    `${figures.entriesExpired} entries expired, ${sessionRetries} session retries, ${sessionRepeats} repeats answered, ` +
    `${sessionsExpired} refused after expiry, ${statesWatched} watched states and ${judged} operations judged`
  );
}

export function addFigures(left: RunFigures, right: RunFigures): RunFigures {
  return {
    simulatedMs: left.simulatedMs + right.simulatedMs,
    events: left.events + right.events,
    strikes: left.strikes + right.strikes,
    elections: left.elections + right.elections,
    crashes: left.crashes + right.crashes,
    snapshots: left.snapshots + right.snapshots,
    membershipChanges: left.membershipChanges + right.membershipChanges,
    transfers: left.transfers + right.transfers,
    committed: left.committed + right.committed,
    judged: left.judged + right.judged,
    entriesExpired: left.entriesExpired + right.entriesExpired,
    sessionRetries: left.sessionRetries + right.sessionRetries,
    sessionRepeats: left.sessionRepeats + right.sessionRepeats,
    sessionsExpired: left.sessionsExpired + right.sessionsExpired,
    statesWatched: left.statesWatched + right.statesWatched,
  };
}

export const noFigures: RunFigures = {
  simulatedMs: 0,
  events: 0,
  strikes: 0,
  elections: 0,
  crashes: 0,
  snapshots: 0,
  membershipChanges: 0,
  transfers: 0,
  committed: 0,
  judged: 0,
  entriesExpired: 0,
  sessionRetries: 0,
  sessionRepeats: 0,
  sessionsExpired: 0,
  statesWatched: 0,
};

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

function hours(ms: number): string {
  return ms < 3_600_000 ? `${(ms / 1000).toFixed(0)} s` : `${(ms / 3_600_000).toFixed(1)} h`;
}
