/**
 * Three nodes of either database as processes of their own, which can be killed and started again one by one, at
 * default settings, on loopback.
 */
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import type { Clock } from '../../base/clock.ts';
import { ClusterMonitor } from '../../cmd/bench/cluster-monitor.ts';
import { kvorumDialect, type Dialect } from '../../cmd/bench/index.ts';
import { planNodes } from '../../cmd/up/plan.ts';
import { ConnectError } from '../../rpc/http2/index.ts';
import { etcdDialect } from '../bench/etcd-dialect.ts';
import { findEtcdLeader, planEtcdNodes } from '../bench/etcd-nodes.ts';
import type { Processes } from '../bench/nodes.ts';

const etcdPort = 25_790;
const kvorumPort = 26_512;
const pollMs = 20;
const leaderMsMax = 30_000;

export type ClusterName = 'etcd' | 'kvorum';

type NodeCommand = {
  readonly endpoint: string;
  readonly command: string;
  readonly args: readonly string[];
};

export class FailoverCluster {
  readonly name: ClusterName;
  readonly dialect: Dialect;
  readonly #nodes: readonly NodeCommand[];
  readonly #processes: Processes;
  readonly #clock: Clock;
  readonly #running = new Map<string, ChildProcess>();

  /** Starts all nodes; they need not serve yet. `processes` ends them. */
  constructor(
    name: ClusterName,
    deps: { readonly processes: Processes; readonly clock: Clock; readonly valueBytes: number },
  ) {
    this.name = name;
    this.dialect = name === 'etcd' ? etcdDialect(deps.valueBytes) : kvorumDialect(deps.valueBytes);
    this.#processes = deps.processes;
    this.#clock = deps.clock;
    this.#nodes = name === 'etcd' ? etcdNodes(deps.processes) : kvorumNodes(deps.processes);
    for (const { endpoint } of this.#nodes) this.start(endpoint);
  }

  get endpoints(): readonly string[] {
    return this.#nodes.map(({ endpoint }) => endpoint);
  }

  /** Of the nodes that were started last. */
  get pids(): readonly number[] {
    return [...this.#running.values()].flatMap(({ pid }) => (pid === undefined ? [] : [pid]));
  }

  start(endpoint: string): void {
    const node = this.#nodes.find((one) => one.endpoint === endpoint);
    if (node === undefined) throw new Error(`no node at ${endpoint}`);
    this.#running.set(endpoint, this.#processes.start(node.command, node.args));
  }

  /** Stops a node in order, as an operator does, and settles when its process has ended. */
  async stop(endpoint: string): Promise<void> {
    const child = this.#running.get(endpoint);
    if (child === undefined || child.exitCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  }

  /** As a crash of the process does: nothing is flushed, nobody is told. */
  kill(endpoint: string): void {
    this.#running.get(endpoint)?.kill('SIGKILL');
  }

  /** The address of the leader, as soon as there is one. */
  async findLeader(): Promise<string> {
    const deadline = performance.now() + leaderMsMax;
    for (;;) {
      const leader = await this.#tryFindLeader();
      if (leader !== undefined) return leader;
      if (performance.now() > deadline) throw new Error(`${this.name} has no leader`);
      await sleep(pollMs);
    }
  }

  async #tryFindLeader(): Promise<string | undefined> {
    try {
      if (this.name === 'etcd') return await findEtcdLeader(this.endpoints, { clock: this.#clock });
      const monitor = await ClusterMonitor.open(this.endpoints, { clock: this.#clock });
      const nodes = await monitor.sample();
      monitor.close();
      return nodes.find(({ isLeader }) => isLeader)?.grpcAddress;
    } catch (error) {
      if (error instanceof ConnectError) return undefined;
      throw error;
    }
  }
}

function etcdNodes(processes: Processes): readonly NodeCommand[] {
  return planEtcdNodes((name) => processes.folder(name), etcdPort).map(({ client, args }) => ({
    endpoint: client,
    command: 'etcd',
    args,
  }));
}

function kvorumNodes(processes: Processes): readonly NodeCommand[] {
  const program = join(import.meta.dirname, '..', '..', 'cmd', 'kvorum.js');
  const shape = { nodes: 3, basePort: kvorumPort };
  return planNodes(shape, processes.folder('kvorum'), 'error').map(({ grpcAddress, args }) => ({
    endpoint: grpcAddress,
    command: process.execPath,
    args: [program, ...args],
  }));
}
