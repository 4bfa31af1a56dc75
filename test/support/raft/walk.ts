/**
 * A seeded random walk over a cluster of cores: messages are delivered, repeated, lost and reordered, links are
 * cut in one direction, nodes crash with part of their unsynced writes, stand still, and run on clocks that drift
 * up to the bound. The invariants are checked after every step, and every read against all that was committed
 * before it was asked for. In the end the faults stop, and the cluster must come to rest and serve.
 */
import { Walker } from './walker.ts';
import type { WalkerOptions, WalkReport } from './walker.ts';

/** A walk of this length takes less than a tenth of a second. */
export const walkSteps = 2000;

/** Walks, or throws an error that names the seed, the step and the invariant. */
export function walk(options: WalkerOptions & { readonly steps: number }): WalkReport {
  const walker = new Walker(options);
  try {
    walker.start();
    for (let step = 0; step < options.steps; step += 1) {
      const { name, run } = choose(walker);
      walker.act(`step ${step} (${name})`, run);
    }
    return walker.finish();
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error);
    throw new Error(`seed ${options.seed}, ${walker.position}: ${problem}`, { cause: error });
  }
}

type Action = { readonly name: string; readonly weight: number; readonly run: (w: Walker) => void };

/** How often what is done. Time passes in small steps, so that most of what happens is a race. */
const actions: readonly Action[] = [
  { name: 'deliver', weight: 36, run: (w) => w.deliver(0) },
  { name: 'reorder', weight: 4, run: (w) => w.deliver(1) },
  { name: 'repeat', weight: 3, run: (w) => w.repeat() },
  { name: 'lose', weight: 3, run: (w) => w.lose() },
  { name: 'sync', weight: 16, run: (w) => w.sync() },
  { name: 'apply', weight: 5, run: (w) => w.apply() },
  { name: 'pass time', weight: 14, run: (w) => w.passTime(25) },
  { name: 'pass much time', weight: 1.5, run: (w) => w.passTime(700) },
  { name: 'calm', weight: 3, run: (w) => w.calm(w.upTo(150)) },
  { name: 'long calm', weight: 0.7, run: (w) => w.calm(w.upTo(1500)) },
  { name: 'begin a turn', weight: 3, run: (w) => w.beginTurn() },
  { name: 'end a turn', weight: 5, run: (w) => w.endTurn() },
  { name: 'propose', weight: 8, run: (w) => w.propose() },
  { name: 'change the membership', weight: 2.5, run: (w) => w.changeMembership() },
  { name: 'transfer', weight: 0.8, run: (w) => w.transfer() },
  { name: 'stall', weight: 0.3, run: (w) => w.stall() },
  { name: 'read', weight: 8, run: (w) => w.read() },
  { name: 'serve', weight: 4, run: (w) => w.serve() },
  { name: 'crash', weight: 1, run: (w) => w.crash() },
  { name: 'start', weight: 3, run: (w) => w.startOne() },
  { name: 'pause', weight: 0.7, run: (w) => w.pause() },
  { name: 'resume', weight: 1.5, run: (w) => w.resume() },
  { name: 'cut', weight: 2, run: (w) => w.cut() },
  { name: 'heal', weight: 2, run: (w) => w.heal() },
  { name: 'isolate', weight: 0.8, run: (w) => w.isolate() },
  { name: 'heal all', weight: 1, run: (w) => w.cluster.healAll() },
  { name: 'unreachable', weight: 0.7, run: (w) => w.unreachable() },
  { name: 'suspect', weight: 0.3, run: (w) => w.suspect() },
];
/** For the hair's breadth by which sums of weights may be off. */
const idle: Action = { name: 'nothing', weight: 0, run: () => undefined };
const weightOfAll = actions.reduce((sum, { weight }) => sum + weight, 0);

function choose(walker: Walker): Action {
  let left = walker.upTo(weightOfAll);
  const chosen = actions.find(({ weight }) => {
    left -= weight;
    return left < 0;
  });
  return chosen ?? idle;
}
