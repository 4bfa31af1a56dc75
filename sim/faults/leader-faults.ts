/**
 * What happens to leaders, at the moments that decide: several in a row lose their office right after they won it, or
 * right after they committed, and each comes back when the next one falls. So logs grow apart as in figure 8 of
 * the Raft paper: long ones of old terms, short ones of new terms, and commits that only the one who fell knows of.
 */
import { chance, pick } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';
import { drawSeed, lasting, later } from './fault.ts';
import type { FaultKind, Scene } from './fault.ts';

/** A strike waits no longer for the next leader. */
const patienceMs = 10_000;
/** A leader is away no longer than this, if no other one falls before. */
const awayMsMax = 4000;

export const leaderFaults: readonly FaultKind[] = [
  { name: 'succession', weight: 6, strike: (scene) => fallInARow(scene) },
  { name: 'slow-voters', weight: 3, strike: (scene) => slowNextTerm(scene) },
];

function fallInARow(scene: Scene): string {
  const { cluster, random } = scene;
  const count = 2 + Math.floor(random.next() * 5);
  const withSlowVoters = chance(random, 0.5);
  let fallen = 0;
  let giveBack: (() => void) | undefined;
  followLeaders(scene, count, (leader, term) => {
    if (withSlowVoters) slowOthers(scene, leader);
    whenDue(scene, leader, term, () => {
      const before = giveBack;
      giveBack = takeOffice(scene, leader);
      fallen += 1;
      cluster.trace(undefined, () => `${leader.name} falls, ${fallen} of ${count}`);
      before?.();
    });
  });
  return `the next ${count} leaders fall, and come back when the next one does`;
}

/** The present leader falls after a commit that it tells nobody of, and the next one waits for its own first commit. */
function slowNextTerm(scene: Scene): string {
  const current = scene.cluster.leader;
  followLeaders(scene, 2, (leader, term) => {
    if (leader !== current) slowOthers(scene, leader);
    else whenCommitted(scene, leader, term, () => void takeOffice(scene, leader));
  });
  return `${current?.name ?? 'nobody'} falls, and disks are slow for the next leader`;
}

/** Calls `onElected` for the present leader and those after it, `count` in all, once for each term. */
function followLeaders(
  { cluster, isOver }: Scene,
  count: number,
  onElected: (leader: Host, term: number) => void,
): void {
  let latestTerm = 0;
  let left = count;
  const end = cluster.scheduler.now + patienceMs;
  const tell = (leader: Host, term: number): void => {
    if (isOver() || left === 0 || cluster.scheduler.now > end) cluster.onLeading.delete(tell);
    else if (term > latestTerm) {
      latestTerm = term;
      left -= 1;
      onElected(leader, term);
    }
  };
  cluster.onLeading.add(tell);
}

/** At once, so that nobody hears of the victory; some time later; or at a commit. */
function whenDue(scene: Scene, leader: Host, term: number, action: () => void): void {
  const { random } = scene;
  const point = pick(random, ['won', 'later', 'committed'] as const);
  if (point === 'won') action();
  else if (point === 'later') later(scene, lasting(random, 0.1, 400), action);
  else whenCommitted(scene, leader, term, action);
}

/** When the leader knows of a commit that nobody else can know of yet; some while after its victory, often. */
function whenCommitted(scene: Scene, leader: Host, term: number, action: () => void): void {
  const { cluster, random, isOver } = scene;
  const notBefore = cluster.scheduler.now + (chance(random, 0.5) ? lasting(random, 1, 500) : 0);
  let known: number | undefined;
  const tell = (host: Host, itsTerm: number): void => {
    if (isOver() || itsTerm > term) {
      cluster.onLeading.delete(tell);
      return;
    }
    if (host !== leader || itsTerm !== term || cluster.scheduler.now < notBefore) return;
    const { commitIndex } = cluster.processOn(host.number)?.status() ?? { commitIndex: 0 };
    known ??= commitIndex;
    if (commitIndex === known) return;
    cluster.onLeading.delete(tell);
    action();
  };
  cluster.onLeading.add(tell);
}

/** The leader is cut off from all others but one at most, or dies. Gives what undoes it, once. */
function takeOffice(scene: Scene, leader: Host): () => void {
  const { cluster, random } = scene;
  const others = othersThan(scene, leader);
  const spared = chance(random, 0.4)
    ? pick(random, others.length > 0 ? others : [leader])
    : undefined;
  const links = others
    .filter((other) => other !== spared)
    .flatMap(({ number }) => [[leader.number, number] as const, [number, leader.number] as const]);
  const crash = pick(random, ['none', 'none', 'process crash', 'power loss'] as const);
  const crashSeed = drawSeed(random);
  const crashAfterMs = lasting(random, 0.1, 100);
  const { life } = leader;
  for (const [from, to] of links) cluster.network.cut(from, to);
  if (crash !== 'none') {
    later(scene, crashAfterMs, () => {
      if (leader.isAlive && leader.life === life) cluster.crash(leader, crash, crashSeed);
    });
  }
  let isBack = false;
  const giveBack = (): void => {
    if (isBack || scene.isOver()) return;
    isBack = true;
    for (const [from, to] of links) cluster.network.mend(from, to);
    // A crash that is still to come brings its own restart.
    later(scene, crashAfterMs, () => {
      if (cluster.mayStart(leader)) cluster.start(leader);
    });
  };
  later(scene, lasting(random, 500, awayMsMax), giveBack);
  return giveBack;
}

/** A quorum answers heartbeats, and takes its time to acknowledge entries. */
function slowOthers(scene: Scene, leader: Host): void {
  const { random } = scene;
  // An operation that is under way when all faults are over must end long before recovery is given up.
  const slowness = lasting(random, 30, 300);
  const forMs = lasting(random, 50, 1500);
  for (const host of othersThan(scene, leader)) {
    if (host.diskSlowness !== 1) continue;
    host.diskSlowness = slowness;
    later(scene, forMs, () => {
      if (host.diskSlowness === slowness) host.diskSlowness = 1;
    });
  }
}

function othersThan({ cluster }: Scene, leader: Host): readonly Host[] {
  return cluster.hosts.filter((host) => host !== leader);
}
