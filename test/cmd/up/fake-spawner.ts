/** Processes that exist only in a test: it sees the signals they get and decides when they end. */
import type { NodePlan } from '../../../cmd/up/plan.ts';
import type { NodeExit, NodeProcess, NodeSpawner } from '../../../cmd/up/supervisor.ts';

type Spawned = {
  readonly name: string;
  readonly signals: string[];
  readonly end: (exit: NodeExit) => void;
};

export class FakeSpawner implements NodeSpawner {
  readonly spawned: Spawned[] = [];
  readonly #obeys: boolean;

  /** Processes that obey end at once when they get SIGTERM or SIGKILL. */
  constructor(options: { readonly obeys: boolean }) {
    this.#obeys = options.obeys;
  }

  spawn(plan: NodePlan, onExit: (exit: NodeExit) => void): NodeProcess {
    const signals: string[] = [];
    this.spawned.push({ name: plan.name, signals, end: onExit });
    return {
      pid: 1_000 + this.spawned.length,
      signal: (signal) => {
        signals.push(signal);
        if (!this.#obeys) return;
        if (signal === 'SIGTERM') onExit({ code: 0, signal: null });
        if (signal === 'SIGKILL') onExit({ code: null, signal });
      },
    };
  }

  /** The newest process of a node. */
  get(name: string): Spawned {
    const found = this.spawned.findLast((process) => process.name === name);
    if (found === undefined) throw new Error(`${name} was never started`);
    return found;
  }

  countOf(name: string): number {
    return this.spawned.filter((process) => process.name === name).length;
  }
}
