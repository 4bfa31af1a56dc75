/**
 * Keeps the processes of a local cluster running. Owns the life of each; knows nothing of terminals or files.
 *
 *            kill                    heal
 *   running ------> killed ------------------> running
 *      |  \__ died by itself: backing off ___/
 *      |
 *      +-- died with a code that says starting again is useless: failed ---- heal ----> running
 *
 * A process that was killed on purpose stays dead until it is healed; a paused one until it is resumed.
 */
import type { Clock, Timer } from '../../base/clock.ts';
import { exitCodes } from '../exit-codes.ts';
import type { NodePlan } from './plan.ts';

export type NodeSignal = 'SIGTERM' | 'SIGKILL' | 'SIGSTOP' | 'SIGCONT';

export type NodeExit = { readonly code: number | null; readonly signal: string | null };

/** A process that was started. Signals to one that has ended do nothing. */
export interface NodeProcess {
  readonly pid: number | undefined;
  signal(signal: NodeSignal): void;
}

export interface NodeSpawner {
  /** Starts the node's process. `onExit` is called once, never before this returns. */
  spawn(plan: NodePlan, onExit: (exit: NodeExit) => void): NodeProcess;
}

export type SupervisorEvent =
  | {
      readonly kind: 'died';
      readonly node: NodePlan;
      readonly exit: NodeExit;
      readonly restartInMs: number;
    }
  | { readonly kind: 'gaveUp'; readonly node: NodePlan; readonly exit: NodeExit }
  | { readonly kind: 'started'; readonly node: NodePlan; readonly pid: number | undefined }
  | { readonly kind: 'stopIsLate'; readonly node: NodePlan };

export type NodeState = 'running' | 'paused' | 'killed' | 'backingOff' | 'failed' | 'stopped';

const firstBackoffMs = 500;
const backoffMsMax = 10_000;
/** A process that ran so long counts as healthy: the next backoff starts from the beginning. */
const healthyAfterMs = 30_000;
/** A node that was asked to stop gets this long before it is killed; it gives up by itself a little earlier. */
const stopTimeoutMs = 12_000;

type Supervised = {
  readonly plan: NodePlan;
  state: NodeState;
  process: NodeProcess | undefined;
  startedAt: number;
  failures: number;
  timer: Timer | undefined;
};

export class Supervisor {
  readonly #nodes: readonly Supervised[];
  readonly #clock: Clock;
  readonly #spawner: NodeSpawner;
  readonly #report: (event: SupervisorEvent) => void;
  #stopping = false;
  #onAllStopped: (() => void) | undefined;

  constructor(
    plans: readonly NodePlan[],
    deps: {
      readonly clock: Clock;
      readonly spawner: NodeSpawner;
      readonly report: (event: SupervisorEvent) => void;
    },
  ) {
    this.#clock = deps.clock;
    this.#spawner = deps.spawner;
    this.#report = deps.report;
    this.#nodes = plans.map((plan) => ({
      plan,
      state: 'stopped',
      process: undefined,
      startedAt: 0,
      failures: 0,
      timer: undefined,
    }));
  }

  start(): void {
    for (const node of this.#nodes) this.#spawn(node);
  }

  /** Names and states, in the order of the plan. */
  get states(): ReadonlyMap<string, NodeState> {
    return new Map(this.#nodes.map(({ plan, state }) => [plan.name, state]));
  }

  /** Kills a running or paused node, which then stays dead. False if it does not run. */
  kill(name: string): boolean {
    const node = this.#find(name);
    if (node?.process === undefined || this.#stopping) return false;
    node.state = 'killed';
    node.process.signal('SIGKILL');
    return true;
  }

  /** Freezes a running node. False if it does not run. */
  pause(name: string): boolean {
    const node = this.#find(name);
    if (node?.state !== 'running' || this.#stopping) return false;
    node.state = 'paused';
    node.process?.signal('SIGSTOP');
    return true;
  }

  /** Resumes what is paused and starts what is dead; returns their names. */
  heal(): readonly string[] {
    if (this.#stopping) return [];
    const healed: string[] = [];
    for (const node of this.#nodes) {
      if (node.state === 'running') continue;
      // A killed process that has not ended yet is started when it has.
      if (node.state === 'killed' && node.process !== undefined) node.state = 'backingOff';
      else if (node.state === 'paused') this.#resume(node);
      else if (node.process === undefined) this.#spawn(node);
      healed.push(node.plan.name);
    }
    return healed;
  }

  /** Asks all to stop, kills those that do not in time, and settles when none is left. Safe to call twice. */
  async stop(): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = true;
      for (const node of this.#nodes) this.#askToStop(node);
    }
    if (this.#nodes.every(({ process }) => process === undefined)) return;
    await new Promise<void>((resolve) => {
      const previous = this.#onAllStopped;
      this.#onAllStopped = () => {
        previous?.();
        resolve();
      };
    });
  }

  /** Kills whatever is left at once. */
  killAll(): void {
    this.#stopping = true;
    for (const node of this.#nodes) {
      node.timer?.cancel();
      node.process?.signal('SIGKILL');
    }
  }

  #spawn(node: Supervised): void {
    node.timer?.cancel();
    node.timer = undefined;
    node.state = 'running';
    node.startedAt = this.#clock.monotonic();
    node.process = this.#spawner.spawn(node.plan, (exit) => {
      this.#onExit(node, exit);
    });
    this.#report({ kind: 'started', node: node.plan, pid: node.process.pid });
  }

  #resume(node: Supervised): void {
    node.state = 'running';
    node.process?.signal('SIGCONT');
  }

  #onExit(node: Supervised, exit: NodeExit): void {
    const wasKilled = node.state === 'killed';
    const healAtOnce = node.state === 'backingOff';
    node.process = undefined;
    node.timer?.cancel();
    if (this.#stopping) {
      node.state = 'stopped';
      if (this.#nodes.every(({ process }) => process === undefined)) this.#onAllStopped?.();
      return;
    }
    if (wasKilled) return;
    if (healAtOnce) {
      this.#spawn(node);
      return;
    }
    if (exit.code === exitCodes.usage || exit.code === exitCodes.corruption) {
      node.state = 'failed';
      this.#report({ kind: 'gaveUp', node: node.plan, exit });
      return;
    }
    this.#restartLater(node, exit);
  }

  #restartLater(node: Supervised, exit: NodeExit): void {
    const ranMs = this.#clock.monotonic() - node.startedAt;
    node.failures = ranMs >= healthyAfterMs ? 0 : node.failures;
    const restartInMs = Math.min(firstBackoffMs * 2 ** node.failures, backoffMsMax);
    node.failures++;
    node.state = 'backingOff';
    this.#report({ kind: 'died', node: node.plan, exit, restartInMs });
    node.timer = this.#clock.after(restartInMs, () => {
      this.#spawn(node);
    });
  }

  #askToStop(node: Supervised): void {
    node.timer?.cancel();
    if (node.process === undefined) {
      node.state = 'stopped';
      return;
    }
    // A stopped process sees no SIGTERM before it is resumed.
    if (node.state === 'paused') node.process.signal('SIGCONT');
    node.process.signal('SIGTERM');
    node.timer = this.#clock.after(stopTimeoutMs, () => {
      this.#report({ kind: 'stopIsLate', node: node.plan });
      node.process?.signal('SIGKILL');
    });
  }

  #find(name: string): Supervised | undefined {
    return this.#nodes.find(({ plan }) => plan.name === name);
  }
}
