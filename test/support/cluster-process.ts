/**
 * A real cluster for tests: one operating system process per node, on free loopback ports, in a temporary
 * directory. Processes are ended by their ids, whatever happens; on failure their last log lines are shown.
 */
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { TestClient } from './cluster-client.ts';
import type { NodeStatus } from './cluster-client.ts';

const root = join(import.meta.dirname, '..', '..');
/** This file is compiled too, and then lies in dist/test/support. */
const compiledRoot = root.endsWith('dist') ? root : join(root, 'dist');
/** What the tests start: the compiled program. */
export const program = join(compiledRoot, 'cmd', 'kvorum.js');

const logLinesKept = 60;
const pollIntervalMs = 10;

/** Polls until `probe` gives a value, and fails with `what` and the last error after `timeoutMs`. */
export async function waitFor<T>(
  what: string,
  probe: () => Promise<T | undefined> | T | undefined,
  timeoutMs = 20_000,
): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let lastError: unknown = 'it was never so';
  while (performance.now() < deadline) {
    try {
      const value = await probe();
      if (value !== undefined) return value;
    } catch (error) {
      lastError = error;
    }
    await pause(pollIntervalMs);
  }
  throw new Error(`waited ${timeoutMs} ms in vain for: ${what} (${String(lastError)})`);
}

/** Distinct ports that were free a moment ago. */
export async function freePorts(count: number): Promise<readonly number[]> {
  const servers = Array.from({ length: count }, () => createServer());
  const ports = await Promise.all(
    servers.map(
      async (server) =>
        await new Promise<number>((resolve, reject) => {
          server.once('error', reject);
          server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port));
        }),
    ),
  );
  await Promise.all(
    servers.map(
      async (server) => await new Promise<void>((resolve) => server.close(() => resolve())),
    ),
  );
  return ports;
}

export type Exit = { readonly code: number | null; readonly signal: string | null };

/** One child process with its output. */
export class TestProcess {
  readonly #child: ChildProcess;
  readonly #lines: string[] = [];
  readonly exited: Promise<Exit>;
  #exit: Exit | undefined;

  /** Runs the compiled program with `args`; `nodeArgs` are for Node.js itself. */
  constructor(
    args: readonly string[],
    options: { readonly cwd?: string; readonly nodeArgs?: readonly string[] } = {},
  ) {
    this.#child = spawn(process.execPath, [...(options.nodeArgs ?? []), program, ...args], {
      cwd: options.cwd ?? root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [this.#child.stdout, this.#child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    }
    this.exited = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => {
        this.#exit = { code, signal };
        resolve(this.#exit);
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  get isRunning(): boolean {
    return this.#exit === undefined;
  }

  /** In words, for messages of failure. */
  get state(): string {
    if (this.#exit === undefined) return 'running';
    const { code, signal } = this.#exit;
    return signal === null ? `ended with ${code}` : `ended by ${signal}`;
  }

  /** The last lines of both outputs. */
  get output(): string {
    return this.#lines.join('');
  }

  signal(name: 'SIGKILL' | 'SIGTERM' | 'SIGINT' | 'SIGSTOP' | 'SIGCONT' | 'SIGUSR2'): void {
    this.#child.kill(name);
  }

  /** Ends the process at once and waits until it is gone. */
  async kill(): Promise<void> {
    if (this.isRunning) this.signal('SIGKILL');
    await this.exited;
  }

  #keep(text: string): void {
    this.#lines.push(text);
    if (this.#lines.length > logLinesKept) this.#lines.shift();
  }
}

/** A member of a test cluster, running or not. */
export class TestNode {
  readonly name: string;
  readonly endpoint: string;
  readonly peerAddress: string;
  readonly dataDirectory: string;
  readonly #args: readonly string[];
  #process: TestProcess | undefined;
  #client: TestClient | undefined;

  constructor(options: {
    readonly name: string;
    readonly endpoint: string;
    readonly peerAddress: string;
    readonly dataDirectory: string;
    readonly args: readonly string[];
  }) {
    this.name = options.name;
    this.endpoint = options.endpoint;
    this.peerAddress = options.peerAddress;
    this.dataDirectory = options.dataDirectory;
    this.#args = options.args;
  }

  /** Starts the process; it need not serve yet when this returns. `nodeArgs` are for Node.js itself. */
  start(nodeArgs: readonly string[] = []): TestProcess {
    this.#process = new TestProcess(this.#args, { nodeArgs });
    return this.#process;
  }

  /** Starts another process with the same arguments; the caller must see it end. */
  startSecond(): TestProcess {
    return new TestProcess(this.#args);
  }

  get process(): TestProcess {
    if (this.#process === undefined) throw new Error(`${this.name} was never started`);
    return this.#process;
  }

  get isRunning(): boolean {
    return this.#process?.isRunning === true;
  }

  /** One connection, kept over restarts of the node. */
  get client(): TestClient {
    this.#client ??= new TestClient(this.endpoint);
    return this.#client;
  }

  async status(): Promise<NodeStatus> {
    return await this.client.status();
  }

  async kill(): Promise<void> {
    await this.#process?.kill();
  }

  async close(): Promise<void> {
    this.#client?.close();
    await this.kill();
  }
}

/** A static cluster of real processes. `await using` ends and removes all of it. */
export class TestCluster {
  readonly #nodes: TestNode[];
  readonly directory: string;

  private constructor(nodes: readonly TestNode[], directory: string) {
    this.#nodes = [...nodes];
    this.directory = directory;
  }

  get nodes(): readonly TestNode[] {
    return this.#nodes;
  }

  /** Prepares a node that joins through `member`, and does not start it. */
  async prepareJoining(
    name: string,
    member: TestNode,
    options: readonly string[] = [],
  ): Promise<TestNode> {
    const [http = 0, grpc = 0, peer = 0] = await freePorts(3);
    const node = makeNode(
      { name, http, grpc, peer },
      { directory: this.directory, options: ['--join', member.peerAddress, ...options] },
    );
    this.#nodes.push(node);
    return node;
  }

  /** The node is ended and counts no more. */
  async drop(node: TestNode): Promise<void> {
    await node.close();
    this.#nodes.splice(this.#nodes.indexOf(node), 1);
  }

  /** Prepares `count` nodes and starts none. */
  static async prepare(count = 3): Promise<TestCluster> {
    const directory = mkdtempSync(join(tmpdir(), 'kvorum-cluster-'));
    const ports = await freePorts(count * 3);
    const members = Array.from({ length: count }, (_, position) => {
      const [http = 0, grpc = 0, peer = 0] = ports.slice(position * 3);
      return { name: `n${position + 1}`, http, grpc, peer };
    });
    const initial = members.map(({ name, peer }) => `${name}=127.0.0.1:${peer}`).join(',');
    const options = ['--initial-cluster', initial];
    const nodes = members.map((member) => makeNode(member, { directory, options }));
    return new TestCluster(nodes, directory);
  }

  /** Starts `count` nodes and waits until they agree on a leader. */
  static async start(count = 3): Promise<TestCluster> {
    const cluster = await TestCluster.prepare(count);
    try {
      for (const node of cluster.nodes) node.start();
      await cluster.waitForLeader();
    } catch (error) {
      const logs = cluster.logs();
      await cluster.close();
      throw new Error(`the cluster did not start\n${logs}`, { cause: error });
    }
    return cluster;
  }

  node(name: string): TestNode {
    const node = this.nodes.find((candidate) => candidate.name === name);
    if (node === undefined) throw new Error(`there is no node ${name}`);
    return node;
  }

  /** The leader that a majority of nodes agrees on, once there is one that runs. */
  async waitForLeader(timeoutMs = 20_000): Promise<TestNode> {
    return await waitFor('a leader', async () => await this.#findLeader(), timeoutMs);
  }

  /** A follower that runs. */
  async waitForFollower(): Promise<TestNode> {
    const leader = await this.waitForLeader();
    const follower = this.nodes.find((node) => node !== leader && node.isRunning);
    if (follower === undefined) throw new Error('no follower runs');
    return follower;
  }

  /** Waits until `node` has applied everything that the leader has committed now. */
  async waitForCatchUp(node: TestNode, timeoutMs = 60_000): Promise<void> {
    const leader = await this.waitForLeader();
    const { commit_index: goal } = await leader.status();
    await waitFor(
      `${node.name} to apply entry ${goal}`,
      async () => ((await node.status()).applied_index >= goal ? true : undefined),
      timeoutMs,
    );
  }

  /** The last log lines of every node, for messages of failure. */
  logs(): string {
    return this.nodes
      .map((node) => {
        if (!hasStarted(node)) return `--- ${node.name} (never started)\n`;
        return `--- ${node.name} (${node.process.state})\n${node.process.output}`;
      })
      .join('\n');
  }

  async close(): Promise<void> {
    await Promise.all(this.nodes.map(async (node) => await node.close()));
    rmSync(this.directory, { recursive: true, force: true });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #findLeader(): Promise<TestNode | undefined> {
    const running = this.nodes.filter((node) => node.isRunning);
    const answers = await Promise.allSettled(running.map(async (node) => await node.status()));
    const statuses = answers.flatMap((answer) =>
      answer.status === 'fulfilled' ? [answer.value] : [],
    );
    const leader = statuses
      .filter(({ role }) => role === 'ROLE_LEADER')
      .toSorted((a, b) => b.term - a.term)[0];
    if (leader === undefined) return undefined;
    const followers = statuses.filter(({ leader_id: id }) => id === leader.node_id);
    return followers.length * 2 > this.nodes.length ? this.node(leader.name) : undefined;
  }
}

function makeNode(
  ports: {
    readonly name: string;
    readonly http: number;
    readonly grpc: number;
    readonly peer: number;
  },
  place: { readonly directory: string; readonly options: readonly string[] },
): TestNode {
  const { name, http, grpc, peer } = ports;
  const endpoint = `127.0.0.1:${grpc}`;
  const peerAddress = `127.0.0.1:${peer}`;
  const dataDirectory = join(place.directory, name);
  const addresses = ['--http', `127.0.0.1:${http}`, '--grpc', endpoint, '--peer', peerAddress];
  const args = ['start', '--name', name, '--data', dataDirectory, ...addresses, ...place.options];
  return new TestNode({ name, endpoint, peerAddress, dataDirectory, args });
}

function hasStarted(node: TestNode): boolean {
  try {
    return node.process.pid > 0;
  } catch {
    return false;
  }
}
