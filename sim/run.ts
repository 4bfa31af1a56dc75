/**
 * One run: a cluster is founded, lives under load and faults, is healed, and must recover. The seed decides
 * everything; the same options give the same run, event by event.
 */
import { asTerm } from '../base/brand.ts';
import { decodeMembership } from '../raft/index.ts';
import type { Entry, EntryId, Envelope, LogWrite } from '../raft/index.ts';
import type { Applied } from '../storage/index.ts';
import { Cluster } from './cluster.ts';
import type { NodeProbe } from './node/probe.ts';
import { FaultSchedule } from './faults/schedule.ts';
import type { Strike } from './faults/schedule.ts';
import { ClientOracle } from './oracle/client-oracle.ts';
import type { RunChoice } from './options.ts';
import { HistoryRecorder } from './oracle/history-recorder.ts';
import { MembershipInvariants } from './oracle/membership-invariants.ts';
import { ProtocolInvariants } from './oracle/protocol-invariants.ts';
import { StallWatch } from './oracle/stall-watch.ts';
import { drawPlan } from './plan.ts';
import type { Plan } from './plan.ts';
import { Recovery } from './recovery.ts';
import { chance, streamOf } from './seeded-random.ts';
import { Client } from './workload/client.ts';
import { ExpiryScript, expiryClients } from './workload/expiry-script.ts';
import { MixedScript } from './workload/mixed-script.ts';
import { SessionWriter } from './workload/session-writer.ts';
import { drawWatchers } from './workload/watcher.ts';
import type { Watcher } from './workload/watcher.ts';
import { withoutEntropy } from './world/entropy-guard.ts';
import { Findings } from './world/findings.ts';
import type { Finding } from './world/findings.ts';
import type { Host } from './world/host.ts';
import { formatEnvelope } from './world/message-text.ts';
import { Scheduler } from './world/scheduler.ts';
import { Trace } from './world/trace.ts';

const noVote = { term: asTerm(0), votedFor: undefined };
/** How long a node may take for a request. */
const requestTimeoutMs = 1500;
/** Share of the runs in which a majority must first go on alone. */
const majorityAloneShare = 0.3;

export type RunOptions = RunChoice & {
  /** Gets every line of the trace as it is made. */
  readonly onTraceLine?: (line: string) => void;
};

export type RunFigures = {
  readonly simulatedMs: number;
  readonly events: number;
  readonly strikes: number;
  readonly elections: number;
  readonly crashes: number;
  readonly snapshots: number;
  /** Committed changes of the membership; a joint one counts once, when it is left. */
  readonly membershipChanges: number;
  /** Elections won because the leader handed over. */
  readonly transfers: number;
  readonly committed: number;
  readonly judged: number;
  /** Attempts, beyond the first, of writes through sessions. */
  readonly sessionRetries: number;
  /** Entries that were removed because they had expired. */
  readonly entriesExpired: number;
  /** Requests of sessions that were applied again, and given their first answer. */
  readonly sessionRepeats: number;
  /** Requests that were applied when their session was over. */
  readonly sessionsExpired: number;
  /** States that watchers were told, and that were judged. */
  readonly statesWatched: number;
};

export type RunResult = {
  readonly options: RunChoice;
  readonly finding: Finding | undefined;
  readonly strikes: readonly Strike[];
  readonly figures: RunFigures;
  /** The last events, for a report. */
  readonly lastLines: readonly string[];
};

export async function simulate(options: RunOptions): Promise<RunResult> {
  return await withoutEntropy(async () => await new Run(options).run());
}

class Run implements NodeProbe {
  readonly #options: RunOptions;
  readonly #plan: Plan;
  readonly #scheduler = new Scheduler();
  readonly #findings = new Findings(() => this.#scheduler.now);
  readonly #trace: Trace;
  readonly #cluster: Cluster;
  readonly #oracle = new ClientOracle(this.#findings, () => this.#scheduler.now);
  readonly #history = new HistoryRecorder();
  readonly #memberships: MembershipInvariants;
  readonly #stalls: StallWatch;
  #protocol: ProtocolInvariants | undefined;

  constructor(options: RunOptions) {
    this.#options = options;
    const { seed, onTraceLine } = options;
    this.#plan = drawPlan(seed);
    this.#trace = new Trace(onTraceLine);
    const { clockRates, founderCount, node } = this.#plan;
    this.#cluster = new Cluster(
      { seed, clockRates, founderCount, node },
      {
        scheduler: this.#scheduler,
        trace: this.#trace,
        findings: this.#findings,
        probe: this,
      },
    );
    this.#stalls = new StallWatch(node.core.stallStepDownMs, this.#findings);
    this.#memberships = new MembershipInvariants(
      {
        numberOf: (id) => this.#cluster.roll.numberOf(id),
        committedIndex: () => this.#protocol?.committedIndex ?? 0,
        durableVoteOf: (host) => this.#protocol?.durableVoteOf(host) ?? noVote,
      },
      this.#findings,
    );
  }

  async run(): Promise<RunResult> {
    const { seed, seconds } = this.#options;
    const { clientCount, keyCount, valueBytes } = this.#plan;
    const cluster = this.#cluster;
    const first = await cluster.found();
    this.#memberships.onCommitted(first.index, cluster.roll.membership);
    this.#protocol = new ProtocolInvariants(
      {
        electionTimeoutMs: this.#plan.node.core.electionTimeoutMs,
        first,
        founderCount: this.#plan.founderCount,
        numberOf: (id) => cluster.roll.numberOf(id),
      },
      cluster.machines,
      this.#findings,
    );
    for (const host of cluster.hosts) cluster.start(host);
    const script = new MixedScript(streamOf(seed, 'workload'), { keyCount, valueBytes });
    const writers = this.#writers();
    const clients = Array.from({ length: clientCount }, (_, position) =>
      this.#client(position + 1, script, writers.get(this.#plan.sessionOfClient[position])),
    );
    const expiryScript = new ExpiryScript(streamOf(seed, 'expiry'));
    for (let number = 1; number <= expiryClients; number += 1) {
      clients.push(this.#expiryClient(clientCount + number, expiryScript));
    }
    for (const client of clients) client.start();
    const watchers = drawWatchers(seed, script.watchable, {
      cluster,
      model: this.#oracle.model,
      findings: this.#findings,
    });
    for (const watcher of watchers) watcher.start();
    const faults = new FaultSchedule(seed, this.#options.faults, cluster);
    faults.start();
    await this.#runFor(seconds * 1000);
    faults.end();
    await this.#recover(script, clients, watchers);
    if (this.#findings.first === undefined) {
      this.#history.judge(this.#findings, (write) => this.#oracle.indexOf(write));
    }
    return {
      options: this.#options,
      finding: this.#findings.first,
      strikes: faults.strikes,
      figures: {
        simulatedMs: this.#scheduler.now,
        events: this.#scheduler.eventCount,
        strikes: faults.strikes.length,
        elections: this.#protocol.electionCount,
        crashes: cluster.crashCount,
        snapshots: this.#protocol.snapshotCount,
        membershipChanges: cluster.roll.changeCount,
        transfers: this.#protocol.transferCount,
        committed: this.#protocol.committedIndex,
        judged: this.#oracle.judgedCount,
        entriesExpired: this.#oracle.model.expiries.expiredCount,
        sessionRetries: [...writers.values()].reduce((sum, { retryCount }) => sum + retryCount, 0),
        sessionRepeats: this.#oracle.sessions.repeatCount,
        sessionsExpired: this.#oracle.sessions.expiredCount,
        statesWatched: watchers.reduce((sum, { count }) => sum + count, 0),
      },
      lastLines: this.#trace.last(),
    };
  }

  onStarted(host: Host, started: Parameters<NodeProbe['onStarted']>[1]): void {
    this.#protocol?.onStarted(host, started);
    this.#memberships.onStarted(host, started.log);
  }

  onDied(host: Host): void {
    this.#protocol?.onDied(host);
    this.#stalls.onDied(host);
  }

  onWriteIssued(host: Host, write: LogWrite): void {
    this.#protocol?.onWriteIssued(host, write);
    this.#memberships.onWriteIssued(host, write);
    this.#stalls.onWriteIssued(host, write);
  }

  onWriteDone(host: Host, write: LogWrite): void {
    this.#protocol?.onWriteDone(host, write);
    this.#memberships.onWriteDone(host, write);
    this.#stalls.onWriteDone(host, write);
  }

  onRebased(host: Host, last: EntryId): void {
    this.#protocol?.onRebased(host, last);
    this.#memberships.onRebased(host);
  }

  onSnapshotInstalled(host: Host, lastApplied: number): void {
    this.#protocol?.onSnapshotInstalled(host, lastApplied);
  }

  onSent(host: Host, envelope: Envelope): void {
    const to = `n${this.#cluster.roll.numberOf(envelope.to)}`;
    this.#cluster.trace(host, () => formatEnvelope(envelope, to));
    this.#protocol?.onSent(host, envelope);
  }

  onApplied(host: Host, entries: readonly Entry[], results: readonly Applied[]): void {
    this.#protocol?.onApplied(host, entries, results);
    entries.forEach((entry, position) => {
      const applied = results[position];
      if (applied !== undefined) this.#oracle.onApplied(host.name, entry, applied);
      if (entry.kind === 'config') {
        const membership = decodeMembership(entry.command);
        const isNew = this.#cluster.roll.follow(entry.index, membership);
        if (isNew) this.#memberships.onCommitted(entry.index, membership);
      }
    });
  }

  /** Of each session that clients write through. */
  #writers(): ReadonlyMap<number | undefined, SessionWriter> {
    const numbers = new Set(this.#plan.sessionOfClient.filter((number) => number !== undefined));
    const findings = this.#findings;
    return new Map(
      [...numbers].map((number) => {
        const random = streamOf(this.#options.seed, `session ${number}`);
        const deps = { cluster: this.#cluster, random, findings };
        return [number, new SessionWriter(this.#plan.session, deps)];
      }),
    );
  }

  #client(number: number, script: MixedScript, writer?: SessionWriter): Client {
    const { seed } = this.#options;
    return new Client(
      { number, thinkMs: this.#plan.thinkMs, timeoutMs: requestTimeoutMs },
      {
        cluster: this.#cluster,
        oracle: this.#oracle,
        script,
        writer,
        random: streamOf(seed, `client ${number}`),
        onAnswered: (call, answer) => this.#history.add(call, answer, this.#scheduler.now),
      },
    );
  }

  /** What it is answered does not come into the history, whose checker knows no expiry. */
  #expiryClient(number: number, script: ExpiryScript): Client {
    return new Client(
      { number, thinkMs: this.#plan.thinkMs, timeoutMs: requestTimeoutMs },
      {
        cluster: this.#cluster,
        oracle: this.#oracle,
        script,
        random: streamOf(this.#options.seed, `client ${number}`),
        onAnswered: () => undefined,
      },
    );
  }

  async #recover(
    script: MixedScript,
    clients: readonly Client[],
    watchers: readonly Watcher[],
  ): Promise<void> {
    const { seed } = this.#options;
    const recovery = new Recovery({
      seed,
      cluster: this.#cluster,
      findings: this.#findings,
      oracle: this.#oracle,
      script,
      runFor: async (durationMs) => await this.#runFor(durationMs),
    });
    const prober = this.#client(0, script);
    if (chance(streamOf(seed, 'recovery'), majorityAloneShare)) {
      await recovery.majorityAlone(prober);
    }
    await recovery.everybody(prober, { clients, watchers });
  }

  async #runFor(durationMs: number): Promise<void> {
    await this.#scheduler.run(
      this.#scheduler.now + durationMs,
      () => this.#checkTouched(),
      () => this.#findings.first !== undefined,
    );
  }

  #checkTouched(): void {
    const host = this.#cluster.takeTouched();
    if (host === undefined) return;
    const status = this.#protocol?.check(host);
    this.#cluster.tellLeading(host);
    if (status === undefined || this.#protocol === undefined) return;
    const isWritten = this.#protocol.issuedLengthOf(host) === status.lastIndex;
    this.#memberships.check(host, status, isWritten);
    this.#stalls.check(host, status);
  }
}
