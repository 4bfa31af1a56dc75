/**
 * Rounds of harm to single nodes of a real cluster under load: a node is killed and started again, or paused and
 * resumed. After each round its history is judged; at the end the keys of every round are read once more
 * and judged again, so that a write lost by a later round is found too.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { findViolation } from './cluster-history.ts';
import { RecordedLoad } from './cluster-load.ts';
import { waitFor } from './cluster-process.ts';
import type { TestCluster, TestNode } from './cluster-process.ts';
import { pick, seededRandom } from './seeded-random.ts';

export type CrashLoopOptions = {
  readonly cluster: TestCluster;
  readonly rounds: number;
  readonly seed: number;
  readonly report: (line: string) => void;
};

export type CrashLoopResult = {
  readonly rounds: number;
  readonly acknowledgedWrites: number;
  readonly unknownWrites: number;
  readonly strongReads: number;
  /** Absent when every history is linearizable. */
  readonly violation: string | undefined;
};

const clients = 6;
const loadBeforeMs = 150;
const downMsMax = 600;
const pausedMsMax = 1500;
const progressEvery = 10;

/** Runs the rounds on a cluster that is up; ends at the first violation. */
export async function runCrashLoop(options: CrashLoopOptions): Promise<CrashLoopResult> {
  const { cluster, rounds, seed, report } = options;
  const random = seededRandom(seed);
  const loads: RecordedLoad[] = [];
  for (let round = 1; round <= rounds; round++) {
    const load = new RecordedLoad({
      nodes: cluster.nodes,
      clients,
      space: `round${round}`,
      seed: seed + round,
    });
    loads.push(load);
    await pause(loadBeforeMs * random.next());
    const leader = await cluster.waitForLeader();
    const victim = random.next() < 0.5 ? leader : pick(random, cluster.nodes);
    const harm = random.next() < 0.8 ? 'kill' : 'pause';
    if (harm === 'kill') await killAndRestart(victim, downMsMax * random.next());
    else await pauseAndResume(victim, pausedMsMax * random.next());
    await cluster.waitForLeader();
    await load.stop();
    await load.readAll();
    const violation = findViolation(load.history.operations);
    if (violation !== undefined) {
      return summarize(round, loads, `round ${round}: ${violation}`);
    }
    if (round % progressEvery === 0 || round === rounds) {
      const { acknowledgedWrites, strongReads } = summarize(round, loads, undefined);
      report(
        `round ${round}/${rounds}: ${acknowledgedWrites} writes acknowledged, ${strongReads} strong reads`,
      );
    }
  }
  for (const [position, load] of loads.entries()) {
    await load.readAll();
    const violation = findViolation(load.history.operations);
    if (violation !== undefined) {
      return summarize(rounds, loads, `at the end, round ${position + 1}: ${violation}`);
    }
  }
  return summarize(rounds, loads, undefined);
}

async function killAndRestart(node: TestNode, downMs: number): Promise<void> {
  await node.kill();
  await pause(downMs);
  node.start();
  await waitFor(`${node.name} to serve again`, async () => await node.status());
}

async function pauseAndResume(node: TestNode, pausedMs: number): Promise<void> {
  node.process.signal('SIGSTOP');
  await pause(pausedMs);
  node.process.signal('SIGCONT');
  await waitFor(`${node.name} to answer again`, async () => await node.status());
}

function summarize(
  rounds: number,
  loads: readonly RecordedLoad[],
  violation: string | undefined,
): CrashLoopResult {
  let acknowledgedWrites = 0;
  let unknownWrites = 0;
  let strongReads = 0;
  for (const { history } of loads) {
    for (const { kind, outcome } of history.operations) {
      if (kind !== 'atomic') strongReads++;
      else if (outcome.kind === 'unknown') unknownWrites++;
      else if (outcome.kind === 'committed') acknowledgedWrites++;
    }
  }
  return { rounds, acknowledgedWrites, unknownWrites, strongReads, violation };
}
