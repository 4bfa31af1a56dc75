/**
 * The machines, the network between them, and the life of the nodes on them: founding, start, death, restart. Which
 * machines there are, and what happens to them, others decide; here it is done, traced, and told to observers.
 */
import type { NodeId } from '../base/brand.ts';
import { KvorumError } from '../base/errors.ts';
import { InvariantError } from '../base/invariant.ts';
import { silentLogger } from '../base/logger.ts';
import type { LogFields, Logger } from '../base/logger.ts';
import type { Entry } from '../raft/index.ts';
import { IoError } from '../storage/index.ts';
import { SimulatedCrash } from './disk/sim-disk.ts';
import type { Crash } from './disk/sim-disk.ts';
import { foundCluster } from './founding.ts';
import type { Beginning } from './node/beginning.ts';
import { NodeProcess } from './node/node-process.ts';
import type { NodeProcessOptions } from './node/node-process.ts';
import type { NodeProbe } from './node/probe.ts';
import { Roll } from './roll.ts';
import { streamOf } from './seeded-random.ts';
import { Host } from './world/host.ts';
import { fairWeather, Network } from './world/network.ts';
import type { Scheduler } from './world/scheduler.ts';
import type { Trace } from './world/trace.ts';
import type { Findings } from './world/findings.ts';

/** After how long a process is started again that ended by itself. */
const ordinaryRestartMs = 200;
/** What an operator has asked for counts as given up after this long; its answer comes within 5 s, if one comes. */
const operatorPatienceMs = 6000;
/** The founding is given so long. */
const foundingMs = 60_000;
const noBeginning: Beginning = { kind: 'found', numbers: [] };

export type ClusterOptions = {
  readonly seed: number;
  /** Rate of the monotonic clock of each machine: those of the founders first. */
  readonly clockRates: readonly number[];
  readonly founderCount: number;
  readonly node: NodeProcessOptions;
};

export type ClusterDeps = {
  readonly scheduler: Scheduler;
  readonly trace: Trace;
  readonly findings: Findings;
  readonly probe: NodeProbe;
};

export class Cluster {
  readonly scheduler: Scheduler;
  /** All machines that there will ever be. */
  readonly machines: readonly Host[];
  readonly network: Network;
  readonly roll = new Roll();
  readonly #hosts: Host[];
  readonly #options: ClusterOptions;
  readonly #deps: ClusterDeps;
  readonly #processes = new Map<number, NodeProcess>();
  /** Machines whose disk was damaged on purpose: their nodes may refuse to start. */
  readonly #damaged = new Set<number>();
  /** Machines on which a disk operation was made to fail, until their next crash. */
  readonly #failing = new Set<number>();
  /** Machines whose disk was emptied: no node must take part there any more. */
  readonly #wiped = new Set<number>();
  /** Machines that are switched off for good. */
  readonly #retired = new Set<number>();
  readonly #beginnings = new Map<number, Beginning>();
  readonly #deathWatchers = new Map<number, Set<() => void>>();
  #touched: Host | undefined;
  /** Called whenever a node has run that believes to lead, with its term: in the turn in which it wins for the first time. */
  readonly onLeading = new Set<(leader: Host, term: number) => void>();
  /** Requests of operators that were not answered yet. */
  #requestCount = 0;
  startCount = 0;
  crashCount = 0;

  constructor(options: ClusterOptions, deps: ClusterDeps) {
    this.#options = options;
    this.#deps = deps;
    this.scheduler = deps.scheduler;
    this.machines = options.clockRates.map(
      (clockRate, position) =>
        new Host({ number: position + 1, seed: options.seed, clockRate }, deps.scheduler),
    );
    this.#hosts = this.machines.slice(0, options.founderCount);
    const numbers = this.#hosts.map(({ number }) => number);
    for (const number of numbers) this.#beginnings.set(number, { kind: 'found', numbers });
    this.network = new Network(options.seed, { scheduler: deps.scheduler, hosts: this.machines });
    for (const host of this.machines) {
      host.onDeath = (reason) => this.#onDeath(host, reason);
      host.onRun = () => {
        this.#touched = host;
      };
    }
  }

  /** Machines that are in use, or were. */
  get hosts(): readonly Host[] {
    return this.#hosts;
  }

  /** Starts a node on a new machine, which joins the cluster. Undefined if there is no machine left. */
  commission(wish: {
    readonly staysLearner: boolean;
    readonly replaces: string | undefined;
  }): Host | undefined {
    const host = this.machines[this.#hosts.length];
    if (host === undefined) return undefined;
    const numbers = this.#hosts.map(({ number }) => number);
    this.#beginnings.set(host.number, { kind: 'join', numbers, ...wish });
    this.#hosts.push(host);
    this.start(host);
    return host;
  }

  /** Machines whose nodes are members, or join, or were members and do not know better, and run or will. */
  get working(): readonly Host[] {
    return this.#hosts.filter((host) => this.mayStart(host));
  }

  /** Members, and those that join, that are well or can get well. */
  get wanted(): readonly Host[] {
    return this.working.filter(({ number }) => !this.roll.hasLost(number));
  }

  /** The machine whose process has run since the last call, if one has. */
  takeTouched(): Host | undefined {
    const touched = this.#touched;
    this.#touched = undefined;
    return touched;
  }

  /** Tells those who wait for a leader, if `host` has one running. */
  tellLeading(host: Host): void {
    if (this.onLeading.size === 0 || !host.isAlive) return;
    const { role, term } = this.#processes.get(host.number)?.leadership() ?? {
      role: 'follower',
      term: 0,
    };
    if (role !== 'leader') return;
    for (const tell of this.onLeading) tell(host, term);
  }

  /** Gives the founders identities and the same first entry, which it returns, as a finished founding leaves them. */
  async found(): Promise<Entry> {
    const { scheduler, roll } = this;
    const run = async (isDone: () => boolean): Promise<void> =>
      await scheduler.run(scheduler.now + foundingMs, () => undefined, isDone);
    const { first, membership, nodeIds } = await foundCluster(this.hosts, {
      seed: this.#options.seed,
      run,
    });
    for (const [host, nodeId] of nodeIds) roll.note(nodeId, host.number);
    roll.follow(first.index, membership);
    for (const host of this.hosts) host.kill('the founding is done');
    this.crashCount = 0;
    return first;
  }

  processOn(number: number): NodeProcess | undefined {
    return this.#processes.get(number);
  }

  /** Nodes that take part, by machine. */
  get processes(): ReadonlyMap<number, NodeProcess> {
    return this.#processes;
  }

  /** The machine of the leader of the latest term, if a node believes that it is one. */
  get leader(): Host | undefined {
    let newest: { readonly host: Host; readonly term: number } | undefined;
    for (const host of this.hosts) {
      const process = host.isAlive ? this.#processes.get(host.number) : undefined;
      const { role, term } = process?.leadership() ?? { role: 'follower', term: 0 };
      if (role === 'leader' && term > (newest?.term ?? 0)) newest = { host, term };
    }
    return newest?.host;
  }

  /** True if all members that are well run and know the same membership, and nobody is about to change it. */
  get isSettled(): boolean {
    const { roll } = this;
    if (roll.membership.votersOld !== undefined || roll.candidates.length > 0) return false;
    if (this.#requestCount > 0) return false;
    return this.wanted.every(({ number, isAlive }) => {
      const status = isAlive ? this.#processes.get(number)?.status() : undefined;
      return status?.isMembershipCommitted === true && status.membershipIndex === roll.index;
    });
  }

  /** True if a majority of the voters is left without this machine and all that are lost already. */
  canLose(host: Host): boolean {
    if (!this.isSettled) return false;
    const voters = this.#hosts.filter(({ number }) => this.roll.isVoter(number));
    const lost = voters.filter((voter) => voter === host || !this.mayStart(voter));
    return lost.length * 2 < voters.length;
  }

  /** Does what an operator does, and remembers that it is under way until there is an answer, or no patience left. */
  request(ask: () => Promise<void>): void {
    this.#requestCount += 1;
    let isOver = false;
    const end = (): void => {
      if (!isOver) this.#requestCount -= 1;
      isOver = true;
    };
    this.scheduler.after(operatorPatienceMs, end);
    ask()
      .catch((error: unknown) => {
        if (!(error instanceof KvorumError)) throw error;
        this.trace(undefined, () => `the operator is told: ${error.message}`);
      })
      .finally(end);
  }

  /** Calls back once if the process on `host` dies, unless the returned function was called before. */
  watchDeath(host: Host, onDeath: () => void): () => void {
    const watchers = this.#deathWatchers.get(host.number) ?? new Set();
    this.#deathWatchers.set(host.number, watchers.add(onDeath));
    return () => watchers.delete(onDeath);
  }

  /** Starts the node on a machine that has none running. */
  start(host: Host): void {
    if (host.isAlive) return;
    host.boot();
    this.startCount += 1;
    const { life } = host;
    this.trace(host, () => `starts, life ${life}`);
    const isPresent = (): boolean => host.isAlive && host.life === life;
    const onFatal = (error: unknown): void => {
      if (isPresent()) this.#onFatal(host, error);
    };
    const deps = {
      host,
      network: this.network,
      random: streamOf(this.#options.seed, `core ${host.number} ${life}`),
      logger: this.#loggerOf(host),
      probe: this.#deps.probe,
      numberOf: (nodeId: NodeId) => this.roll.numberOf(nodeId),
      peer: (number: number) => this.#processes.get(number),
      beginning: this.#beginnings.get(host.number) ?? noBeginning,
      onIdentity: (nodeId: NodeId) => this.roll.note(nodeId, host.number),
      onFatal,
    };
    NodeProcess.start(this.#options.node, deps).then((process) => {
      if (!isPresent()) return;
      this.#processes.set(host.number, process);
      this.#deps.findings.demand(
        !this.#wiped.has(host.number),
        'I-19',
        () => `${host.name} takes part although its disk was emptied`,
      );
    }, onFatal);
  }

  /** The process ends at once; the machine keeps or loses what is not synced. It stays off. */
  crash(host: Host, crash: Crash, seed: number): void {
    host.kill(crash);
    host.loseCache(crash, seed);
    this.#failing.delete(host.number);
  }

  /** All that can be repaired is: links, clocks that stand, disks; whoever is down starts. */
  heal(): void {
    this.network.weather = fairWeather;
    this.network.mendAll();
    for (const host of this.hosts) this.healHost(host);
  }

  healHost(host: Host): void {
    host.resume();
    host.disk.calm();
    if (host.diskSlowness === Infinity) this.crash(host, 'process crash', 0);
    host.diskSlowness = 1;
    if (this.mayStart(host)) this.start(host);
  }

  /** Empties the disk, but for files under `kept`, and starts a node there once more. It must find out, and stop. */
  wipe(host: Host, kept: readonly string[]): void {
    host.kill('its disk is emptied');
    host.loseCache('process crash', 0);
    for (const path of host.disk.paths()) {
      if (!kept.some((prefix) => path.startsWith(prefix))) host.disk.take(path);
    }
    this.#wiped.add(host.number);
    this.noteDamage(host);
    this.start(host);
  }

  /** Switches the machine off for good. */
  retire(host: Host): void {
    this.#retired.add(host.number);
    host.kill('switched off for good');
    host.loseCache('process crash', 0);
  }

  /** Whether a node may be started there. */
  mayStart(host: Host): boolean {
    return !this.isDamaged(host) && !this.#retired.has(host.number);
  }

  /** Stops the node as on a signal, in the course of events; it is started again some time later. */
  stop(host: Host): void {
    const process = this.#processes.get(host.number);
    if (process === undefined || !host.isAlive) return;
    const { life } = host;
    process.close().then(
      () => {
        if (!host.isAlive || host.life !== life) return;
        host.kill('stopped in order');
        this.#startLater(host);
      },
      (error: unknown) => {
        if (host.isAlive && host.life === life) this.#onFatal(host, error);
      },
    );
  }

  /** From now on the node may refuse to start, with good reason. */
  noteDamage(host: Host): void {
    this.#damaged.add(host.number);
  }

  isDamaged(host: Host): boolean {
    return this.#damaged.has(host.number);
  }

  /** The node may stop in its present life because its disk fails. */
  noteFailingDisk(host: Host): void {
    this.#failing.add(host.number);
  }

  trace(host: Host | undefined, text: () => string): void {
    this.#deps.trace.add(this.scheduler.now, host?.name ?? '', text);
  }

  #onFatal(host: Host, error: unknown): void {
    const reason = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    const isExcused =
      error instanceof SimulatedCrash ||
      (error instanceof IoError && (host.disk.isFull || this.#failing.has(host.number))) ||
      this.#damaged.has(host.number);
    if (!isExcused || error instanceof InvariantError) {
      this.#deps.findings.report('no stop', `${host.name} stops by itself: ${reason}`);
    }
    host.kill(reason);
    host.loseCache('process crash', 0);
    this.#failing.delete(host.number);
    this.#startLater(host);
  }

  #startLater(host: Host): void {
    this.scheduler.after(ordinaryRestartMs, () => {
      if (this.mayStart(host)) this.start(host);
    });
  }

  #onDeath(host: Host, reason: string): void {
    this.crashCount += 1;
    this.#processes.delete(host.number);
    this.trace(host, () => `dies: ${reason}`);
    this.network.onDeath(host.number);
    this.#deps.probe.onDied(host);
    const watchers = [...(this.#deathWatchers.get(host.number) ?? [])];
    this.#deathWatchers.delete(host.number);
    for (const onDeath of watchers) onDeath();
  }

  #loggerOf(host: Host): Logger {
    const line = (fields: LogFields, message: string): void =>
      this.trace(host, () => `${message} ${formatFields(fields)}`);
    const logger: Logger = {
      ...silentLogger,
      error: line,
      warn: line,
      info: line,
      child: () => logger,
    };
    return logger;
  }
}

function formatFields(fields: LogFields): string {
  return Object.entries(fields)
    .map(([name, value]) => `${name}=${value instanceof Error ? value.message : String(value)}`)
    .join(' ');
}
