/** What a kind of fault is: a name to switch it by, and what it does to a cluster each time it strikes. */
import type { Random } from '../../base/random.ts';
import type { Cluster } from '../cluster.ts';
import { between, chance } from '../seeded-random.ts';
import type { Host } from '../world/host.ts';

export type Scene = {
  readonly cluster: Cluster;
  /** Of this strike alone. */
  readonly random: Random;
  /** True when no fault may do harm any more. */
  readonly isOver: () => boolean;
};

export type FaultKind = {
  readonly name: string;
  /** How often it is chosen, relative to the others. */
  readonly weight: number;
  /** Says what it did; undefined if it found nothing to do. */
  readonly strike: (scene: Scene) => string | undefined;
};

/** Milliseconds that a fault lasts: short ones as often as long ones. */
export function lasting(random: Random, minMs: number, maxMs: number): number {
  return minMs * (maxMs / minMs) ** random.next();
}

/** A machine, and the leader's more often than the others. */
export function victim({ cluster, random }: Scene): Host {
  const { hosts, leader } = cluster;
  if (leader !== undefined && chance(random, 0.4)) return leader;
  const host = hosts[Math.floor(random.next() * hosts.length)];
  if (host === undefined) throw new Error('a cluster has machines');
  return host;
}

/** A number that decides what a crash leaves. */
export function drawSeed(random: Random): number {
  return Math.floor(between(random, 0, 2 ** 32));
}

/** Goes on later, unless faults are over: then everything that can be undone has been. */
export function later({ cluster, isOver }: Scene, delayMs: number, action: () => void): void {
  cluster.scheduler.after(delayMs, () => {
    if (!isOver()) action();
  });
}
