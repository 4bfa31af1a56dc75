/**
 * The machines, the network between them, and the life of the nodes on them: founding, start, death, restart. Which
 * machines there are, and what happens to them, others decide; here it is done, traced, and told to observers.
 */
import { asClusterId, asWallMs } from '../base/brand.ts';
import type { NodeId } from '../base/brand.ts';
import { InvariantError } from '../base/invariant.ts';
import { silentLogger } from '../base/logger.ts';
import type { LogFields, Logger } from '../base/logger.ts';
import { bootstrapEntry } from '../raft/index.ts';
import type { Entry, Membership } from '../raft/index.ts';
import { adoptCluster, entryChecksum, IoError, openIdentity } from '../storage/index.ts';
import type { Identity } from '../storage/index.ts';
import { SimulatedCrash } from './disk/sim-disk.ts';
import type { Crash } from './disk/sim-disk.ts';
import { nodeDirectory, NodeProcess, peerAddressOf } from './node/node-process.ts';
import type { NodeProcessOptions } from './node/node-process.ts';
import type { NodeProbe } from './node/probe.ts';
import { streamOf } from './seeded-random.ts';
import { Host } from './world/host.ts';
import { fairWeather, Network } from './world/network.ts';
import type { Scheduler } from './world/scheduler.ts';
import type { Trace } from './world/trace.ts';
import type { Findings } from './world/findings.ts';

/** After how long a process is started again that ended by itself. */
const ordinaryRestartMs = 200;
/** Founding and every start are given so long. */
const foundingMs = 60_000;

export type ClusterOptions = {
  readonly seed: number;
  /** Rate of the monotonic clock of each machine. */
  readonly clockRates: readonly number[];
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
  readonly hosts: readonly Host[];
  readonly network: Network;
  readonly #options: ClusterOptions;
  readonly #deps: ClusterDeps;
  readonly #processes = new Map<number, NodeProcess>();
  /** Machines whose disk was damaged on purpose: their nodes may refuse to start. */
  readonly #damaged = new Set<number>();
  /** Machines on which a disk operation was made to fail, until their next crash. */
  readonly #failing = new Set<number>();
  readonly #numberOf = new Map<string, number>();
  readonly #deathWatchers = new Map<number, Set<() => void>>();
  #touched: Host | undefined;
  /** Called whenever a node has run that believes to lead, with its term: in the turn in which it wins for the first time. */
  readonly onLeading = new Set<(leader: Host, term: number) => void>();
  startCount = 0;
  crashCount = 0;

  constructor(options: ClusterOptions, deps: ClusterDeps) {
    this.#options = options;
    this.#deps = deps;
    this.scheduler = deps.scheduler;
    this.hosts = options.clockRates.map(
      (clockRate, position) =>
        new Host({ number: position + 1, seed: options.seed, clockRate }, deps.scheduler),
    );
    this.network = new Network(options.seed, { scheduler: deps.scheduler, hosts: this.hosts });
    for (const host of this.hosts) {
      host.onDeath = (reason) => this.#onDeath(host, reason);
      host.onRun = () => {
        this.#touched = host;
      };
    }
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

  /** Gives every machine an identity and the same first entry, which it returns, as a finished founding leaves them. */
  async found(): Promise<Entry> {
    let open = this.hosts.length;
    const identities: { readonly host: Host; readonly identity: Identity }[] = [];
    for (const host of this.hosts) {
      host.boot();
      const random = streamOf(this.#options.seed, `identity ${host.number}`);
      const { clock, disk } = host;
      const names = { directory: nodeDirectory, name: host.name };
      void openIdentity(names, { disk, random, clock }).then((identity) => {
        identities.push({ host, identity });
        open -= 1;
      });
    }
    await this.#runUntil(() => open === 0);
    const members = identities.toSorted((a, b) => (a.identity.nodeId < b.identity.nodeId ? -1 : 1));
    const membership: Membership = {
      voters: members.map(({ identity }) => identity.nodeId),
      learners: [],
      members: new Map(
        members.map(({ host, identity }) => [
          identity.nodeId,
          { name: host.name, peerAddress: peerAddressOf(host.number), grpcAddress: host.name },
        ]),
      ),
    };
    const stampedAt = asWallMs(0);
    const first = bootstrapEntry({ membership, stampedAt, checksum: entryChecksum });
    const clusterId = asClusterId('0'.repeat(31) + '1');
    open = members.length;
    for (const { host, identity } of members) {
      this.#numberOf.set(identity.nodeId, host.number);
      const { disk } = host;
      const adoption = { directory: nodeDirectory, identity, clusterId, first };
      void adoptCluster(adoption, { disk }).then(() => {
        open -= 1;
      });
    }
    await this.#runUntil(() => open === 0);
    for (const host of this.hosts) host.kill('the founding is done');
    this.crashCount = 0;
    return first;
  }

  /** The machine of a member. */
  numberOf(nodeId: string): number {
    return this.#numberOf.get(nodeId) ?? 0;
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

  /** True if every node that takes part knows every machine as a voter. */
  get hasAllVoters(): boolean {
    return [...this.#processes.values()].every((process) => {
      const { voters, votersOld } = process.status().membership;
      return votersOld === undefined && voters.length === this.hosts.length;
    });
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
      numberOf: (nodeId: NodeId) => this.numberOf(nodeId),
      peer: (number: number) => this.#processes.get(number),
      onFatal,
    };
    NodeProcess.start(this.#options.node, deps).then((process) => {
      if (isPresent()) this.#processes.set(host.number, process);
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
    if (!this.isDamaged(host)) this.start(host);
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
        this.scheduler.after(ordinaryRestartMs, () => this.start(host));
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
    if (this.#damaged.has(host.number)) return;
    this.scheduler.after(ordinaryRestartMs, () => this.start(host));
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

  async #runUntil(isDone: () => boolean): Promise<void> {
    const end = this.scheduler.now + foundingMs;
    await this.scheduler.run(end, () => undefined, isDone);
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
